"""The junction of the command line and the history's files: export, import, backup, restore."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from db.backup import Backup, Backups
from db.calendar import plan_as_ics
from db.elsewhere import as_bytes
from db.errors import HistoryError
from db.export import Chosen
from db.fit import write_fit
from db.importing import import_file
from gui.commands import print_json

WallClock = Callable[[], datetime]


def export_history(
    database: Path,
    form: str,
    session: str | None,
    first: date | None,
    last: date | None,
    output: Path | None,
    titles: dict[str, str],
) -> None:
    """Write the chosen part of the history as csv, tracker, json, fit or ics.

    Text goes to standard output where no file is named. Nothing is left where it fails. Raises
    click.UsageError for what cannot be written or is not there.
    """
    if first and last and first > last:
        raise click.UsageError(f"--from {first} lies after --to {last}.")
    chosen = Chosen(session, first, last)
    try:
        if form == "fit":
            _export_fit(database, chosen, output)
            return
        if form == "ics":
            data = plan_as_ics(database, titles, chosen)
        else:
            data, _, _ = as_bytes(database, form, chosen)
    except (HistoryError, KeyError) as error:
        raise click.UsageError(str(error.args[0])) from error
    if output is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}).") from error


def _export_fit(database: Path, chosen: Chosen, output: Path | None) -> None:
    if output is None:
        raise click.UsageError("FIT files need a place: -o FOLDER, or -o FILE.fit for a session.")
    for file in write_fit(database, output, chosen):
        click.echo(file)


def import_history(database: Path, file: Path, wall_clock: WallClock, *, dry_run: bool) -> None:
    """Take in a file, or say what would be taken in, as JSON. Raises click.UsageError."""
    try:
        report = import_file(file, database, now=wall_clock, dry_run=dry_run)
    except HistoryError as error:
        raise click.UsageError(str(error)) from error
    print_json(report.told(), sys.stdout)


def back_up(database: Path, wall_clock: WallClock) -> None:
    """Make a checked backup now and say where it lies. Raises click.UsageError."""
    try:
        made = Backups(database, now=wall_clock).make()
    except HistoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Backed up to {made.path} ({_size(made)}).")


def restore(database: Path, wall_clock: WallClock, name: str | None, *, agreed: bool) -> None:
    """List the backups, or put one in the history's place once agreed. Raises click.UsageError."""
    keeper = Backups(database, now=wall_clock)
    try:
        if name is None:
            _list_backups(keeper.all(), keeper.replaced())
            return
        known = [*keeper.all(), *keeper.replaced()]
        backup = next((b for b in known if b.path.name == name), None)
        if backup is None:
            raise click.UsageError(f"There is no backup called {name}. `restore` lists them.")
        preview = keeper.preview(backup)
        then = _sessions(preview.then.sessions)
        if preview.now is None:
            click.echo(f"The backup holds {then}; the file of today cannot be read.")
        else:
            click.echo(f"The backup holds {then}, the history of today {preview.now.sessions}.")
        if preview.missing:
            click.echo(f"Not in the backup: {_sessions(len(preview.missing))} of today.")
        if not agreed:
            click.echo("Nothing was changed. Add --yes to put it in place.")
            return
        restored = keeper.restore(backup)
    except HistoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo("Restored.")
    if restored.before:
        click.echo(f"What was there before comes back with: restore {restored.before.name}")


def _list_backups(backups: list[Backup], replaced: list[Backup]) -> None:
    if not backups:
        click.echo("There is no backup yet; one is made after each session.")
    for backup in backups:
        click.echo(_line(backup))
    if replaced:
        click.echo("Put aside when a backup was restored:")
    for backup in replaced:
        click.echo(_line(backup))


def _line(backup: Backup) -> str:
    made_at = f"{backup.made_at.astimezone():%d %b %Y, %H:%M}"
    return f"{backup.path.name}   {made_at}   {_size(backup)}"


def _sessions(count: int) -> str:
    return "1 session" if count == 1 else f"{count} sessions"


def _size(backup: Backup) -> str:
    return f"{max(1, round(backup.bytes / 1000))} kB"
