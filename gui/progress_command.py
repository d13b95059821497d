"""`progress` on the command line: every metric for other programs, or a short table to read."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TextIO

import click
import msgspec

from workouts.metrics import metrics
from workouts.model import Side
from workouts.progress import Ledger, Progress, Span
from workouts.progress.told import told
from workouts.training import Training

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)  # what is asked beyond is cut off


def chosen_span(first: date | None, last: date | None, whole: Span | None, today: date) -> Span:
    """From `first` to `last`; without them the whole history up to today.

    Raises click.UsageError where the first day lies after the last.
    """
    last = last or today
    if first is None:
        first = min(whole.first, last) if whole else last
    if first > last:
        raise click.UsageError(f"--from {first} lies after --to {last}.")
    return Span(*(min(max(day, EARLIEST), LATEST) for day in (first, last)))


def print_progress(
    span: Span,
    today: date,
    read: Callable[[Span], Training],
    out: TextIO,
    *,
    as_json: bool,
    injured: str = "",
) -> None:
    """Print every metric of the span; `injured` names a side, if any. `read` may raise."""
    side = Side(injured) if injured in (Side.LEFT, Side.RIGHT) else None
    with _nothing_collected():
        found = told(Progress(Ledger(read(span)), span, today, side))
        if as_json:
            # Twenty years are 28 MB: the standard library takes seconds to indent them.
            out.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
            return
    rows: list[tuple[str, ...]] = [("", *(side.value for side in Side), "unit")]
    for metric in metrics().metric:
        rows += _rows(metric.name, found[metric.id]["values"], metric.unit)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    out.write(f"{span.first} to {span.last}\n")
    for row in rows:
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        out.write("  ".join(cells).rstrip() + "\n")
    out.write("A dash is unknown. --json tells more.\n")


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Millions of values and no circle among them: looking for one took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _rows(name: str, values: dict[str, Any], unit: str) -> list[tuple[str, ...]]:
    """A line for a number a side; a line for each part where a side has several."""
    sides = [values[side.value] for side in Side]
    parts: dict[str, None] = {}
    for said in sides:
        if isinstance(said, dict):
            parts |= dict.fromkeys(said)
    if not parts:
        return [(name, *map(_cell, sides), unit)]
    made: list[tuple[str, ...]] = [(name, *("" for _ in sides), unit)]
    for part in parts:
        cells = (_cell(said.get(part) if isinstance(said, dict) else None) for said in sides)
        made.append((f"  {part.replace('_', ' ')}", *cells, ""))
    return made


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value >= 1000 else f"{value:g}"
