"""The junction of the command line and the exports."""

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import click

from db import export
from db.errors import HistoryError
from gui.commands import print_json


def export_history(
    database: Path,
    form: str,
    session: str | None,
    first: date | None,
    last: date | None,
    output: Path | None,
) -> None:
    """Write the chosen part of the history. Raises click.UsageError for what cannot be written."""
    chosen = export.Chosen(session, first, last)
    try:
        text = (
            output.open("w", encoding="utf-8", newline="") if output else nullcontext(sys.stdout)
        )
        with text as out:
            if form == "csv":
                export.write_csv(database, out, chosen)
            else:
                print_json(export.complete(database), out)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error.strerror}).") from error
    except (HistoryError, KeyError) as error:
        raise click.UsageError(str(error.args[0])) from error
