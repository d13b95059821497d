"""The report on the command line: reads a range of the history and writes one page as PDF."""

from datetime import date, timedelta
from pathlib import Path

import click

from gui.figure_command import application
from workouts.progress import Ledger, Progress, Span

USUAL_DAYS = 91


def write_report(
    database: Path,
    days: tuple[date | None, date | None],
    today: date,
    output: Path,
    paper: str | None,
) -> None:
    """Write the report from one day to another; three months up to the last where none is named.

    Raises click.ClickException for the range, the file and the history.
    """
    from db.errors import HistoryError
    from db.exercise_sets import all_changes
    from db.marks import Marks
    from db.training import read_training

    first, last = days
    last = last or today
    first = first or last - timedelta(days=USUAL_DAYS - 1)
    if first > last:
        raise click.UsageError(f"--from {first} lies after --to {last}.")
    if output.suffix.lower() != ".pdf":
        raise click.ClickException(f"{output.name} should end in .pdf.")
    span = Span(first, last)
    try:
        progress = Progress(Ledger(read_training(database, span)), span, today)
        changes = all_changes(database, first.isoformat(), last.isoformat())
        marks = Marks(database).all()
    except HistoryError as error:
        raise click.ClickException(str(error)) from error
    with application():
        from gui.print_sheet import Paper
        from gui.report import report_pdf

        data = report_pdf(progress, changes, marks, today, Paper(paper) if paper else None)
        try:
            output.write_bytes(data)
        except OSError as error:
            raise click.ClickException(
                f"{output} cannot be written ({error.strerror})."
            ) from error
    click.echo(f"Written to {output}.")
