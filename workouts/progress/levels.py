"""Which rung of each ladder was done, day by day and side."""

from datetime import date

from workouts.metrics import Ladder, metrics
from workouts.progress.ledger import Ledger, within
from workouts.progress.sides import SIDES
from workouts.progress.values import LadderLevel, Series, Span


def levels(ledger: Ledger, span: Span) -> tuple[LadderLevel, ...]:
    """Every ladder of the catalogue, in its order."""
    return tuple(_level(ledger, span, ladder) for ladder in metrics().ladder)


def _level(ledger: Ledger, span: Span, ladder: Ladder) -> LadderLevel:
    made = []
    for side in SIDES:
        days: dict[date, int] = {}
        for number, exercises in enumerate(ladder.rungs, start=1):
            for exercise in exercises:
                for bout in within(ledger.bouts.get((exercise, side.value), []), span):
                    if bout.best is not None and bout.best > 0:
                        days[bout.day] = number  # the rungs come in rising order
        if days:
            ordered = tuple(sorted(days))
            values = tuple(float(days[day]) for day in ordered)
            made.append(Series("level", ladder.id, side, "rung", ordered, values))
    return LadderLevel(ladder.id, ladder.rungs, tuple(made))
