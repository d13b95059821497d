"""A workout shared, opened or printed from the command line. Opens no window."""

from collections.abc import Callable
from pathlib import Path

import click

from workouts.bundle import (
    Bundle,
    CannotAddError,
    Change,
    NothingToShareError,
    apply_bundle,
    bundle_of,
    preview,
    read_bundle,
    write_bundle,
    write_whole,
)
from workouts.library import Library
from workouts.toml_file import printable

CHANGE = {
    Change.NEW: "new",
    Change.SAME: "already there, the same",
    Change.REPLACES: "replaces yours",
    Change.OVERRIDES: "stands in for the built-in one",
}


def share(id_: str, library: Library, output: Path) -> None:
    """Write a workout with its own exercises as one file.

    Raises UnknownIdError or LibraryError for the id, click.ClickException for the file.
    """
    try:
        given = bundle_of(id_, library)
    except NothingToShareError as error:
        raise click.ClickException(str(error)) from error
    try:
        write_whole(output, write_bundle(given.workout, given.exercises))
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written ({error.strerror}).") from error
    click.echo(f"Written to {output}: {_held(given)}.")


def open_shared(
    file: Path, library: Library, folder: Path, *, agreed: bool, ask: Callable[[], bool] | None
) -> None:
    """Say what a shared file would add, and add it once agreed.

    `ask` puts the question; where nobody can be asked it is None. Raises LibraryError for a file
    that is refused, click.ClickException where nothing could be written.
    """
    parts = preview(read_bundle(file, library), library)
    for part in parts:
        kind = part.folder.removesuffix("s")
        title = printable(part.title, 80)
        click.echo(f"{kind}  {part.value.id}  {title}: {CHANGE[part.change]}")
    if all(part.change is Change.SAME for part in parts):
        click.echo("Nothing to add: all of it is there already.")
        return
    if not agreed and (ask is None or not ask()):
        click.echo("Nothing was changed. Add --yes to take it in.")
        return
    try:
        written = apply_bundle(parts, folder)
    except CannotAddError as error:
        raise click.ClickException(str(error.strerror)) from error
    click.echo(f"Added {len(written)} {'file' if len(written) == 1 else 'files'} to {folder}.")


def check_shared(file: Path, library: Library) -> str:
    """What a shared file holds, in a few words. Raises LibraryError."""
    return _held(read_bundle(file, library))


def print_sheet(id_: str, library: Library, output: Path, paper: str | None) -> None:
    """Write the one-page sheet of a workout, with the doses accepted, as PDF.

    Raises UnknownIdError or LibraryError for the id, click.ClickException for the file.
    """
    if output.suffix.lower() != ".pdf":
        raise click.ClickException(f"{output.name} should end in .pdf.")
    workout = library.dosed(library.find(id_))
    from gui.figure_command import application

    with application():
        from gui.print_sheet import Paper, usual_paper, write_sheet
        from gui.widgets.figures import Figures

        size = Paper(paper) if paper else usual_paper()
        try:
            write_sheet(output, workout, library.exercises, Figures().figure, size)
        except OSError as error:
            raise click.ClickException(
                f"{output} cannot be written ({error.strerror})."
            ) from error
    click.echo(f"Written to {output}.")


def _held(bundle: Bundle) -> str:
    """The title of what is shared, and how many own exercises come along."""
    parts: list[str] = []
    if bundle.workout:
        parts.append(printable(bundle.workout.title, 80))
    if bundle.exercises:
        names = ", ".join(printable(exercise.name) for exercise in bundle.exercises[:5])
        more = ", …" if len(bundle.exercises) > 5 else ""
        count = len(bundle.exercises)
        parts.append(f"{count} own {'exercise' if count == 1 else 'exercises'} ({names}{more})")
    return " with ".join(parts)
