"""Bests: longest hold, most repetitions, best week, first time at a rung. Only against oneself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workouts.metrics import metrics
from workouts.model import Side
from workouts.progress.ledger import Ledger
from workouts.progress.sides import SIDES, unit_of
from workouts.progress.values import Series, monday

LONGEST_HOLD, MOST_REPS, BEST_WEEK, FIRST_RUNG = "longest", "most", "week", "rung"


@dataclass(frozen=True, slots=True)
class Best:
    """The highest there has been. `before` is what it beat; None where it was the first."""

    kind: str  # longest, most, week, rung
    day: date  # of a week its Monday
    value: float
    unit: str  # s, reps, steps, min, rung
    before: float | None = None
    exercise_id: str = ""
    side: Side | None = None
    ladder: str = ""


def record_places(series: Series, before: float | None = None) -> tuple[int, ...]:
    """Which values of a series beat all that came before, for marks on a chart.

    `before` is the highest from before the series; without it the first value is a start, not a
    record.
    """
    found, highest = [], before
    for at, value in enumerate(series.values):
        if highest is not None and value > highest:
            found.append(at)
        highest = value if highest is None else max(highest, value)
    return tuple(found)


def exercise_bests(ledger: Ledger, exercise_id: str) -> tuple[Best, ...]:
    """The longest hold, most reps or steps, and best week of each side, over all of a ledger."""
    made: list[Best] = []
    for side in SIDES:
        bouts = ledger.bouts.get((exercise_id, side.value), [])
        for measure in dict.fromkeys(bout.measure for bout in bouts):
            unit = unit_of(measure)
            days, weeks = [], {}  # type: ignore[var-annotated]
            for bout in bouts:
                if bout.measure != measure:
                    continue
                if bout.best is not None and bout.best > 0:
                    days.append((bout.day, float(bout.best)))
                amount = bout.held_s if measure == "hold" else bout.reps
                if amount:
                    week = monday(bout.day)
                    weeks[week] = weeks.get(week, 0.0) + amount
            kind = LONGEST_HOLD if measure == "hold" else MOST_REPS
            for what, values in ((kind, days), (BEST_WEEK, list(weeks.items()))):
                if values:
                    day, value, before = _highest(values)
                    made.append(Best(what, day, round(value, 1), unit, before, exercise_id, side))
    return tuple(made)


def best_week(ledger: Ledger) -> Best | None:
    """The week with the most active minutes; warm-ups count, it is time well spent."""
    weeks: dict[date, float] = {}
    for session in ledger.sessions:
        if session.active_s:
            week = monday(session.day)
            weeks[week] = weeks.get(week, 0.0) + session.active_s / 60
    if not weeks:
        return None
    day, value, before = _highest(list(weeks.items()))
    return Best(BEST_WEEK, day, round(value, 1), "min", before)


def first_rungs(ledger: Ledger) -> tuple[Best, ...]:
    """The day each rung of a ladder was first done, where a lower one was done before it."""
    made = []
    for ladder in metrics().ladder:
        highest: float | None = None
        for day, number, exercise in sorted(_rungs_done(ledger, ladder.rungs)):
            if highest is not None and number > highest:
                made.append(
                    Best(FIRST_RUNG, day, number, "rung", highest, exercise, None, ladder.id)
                )
            highest = number if highest is None else max(highest, number)
    return tuple(sorted(made, key=lambda best: best.day))


def new_rungs(done_now: Iterable[str], done_before: Iterable[str]) -> tuple[Best, ...]:
    """Rungs a session reached for the first time, from exercise ids; `day` is not told here.

    The very first exercise of a ladder is a start, not a step up.
    """
    now, before = set(done_now), set(done_before)
    made = []
    for ladder in metrics().ladder:
        old = max((rung for one in before if (rung := ladder.rung_of(one))), default=None)
        reached = [(rung, one) for one in now if (rung := ladder.rung_of(one))]
        if old is None or not reached:
            continue
        rung, exercise = max(reached)
        if rung > old:
            made.append(Best(FIRST_RUNG, date.min, rung, "rung", old, exercise, None, ladder.id))
    return tuple(made)


def new_best_week(weeks: Sequence[float], this_week: float, this_session: float) -> float | None:
    """The best of the weeks before where this session made this week better; else None.

    All in minutes: the weeks before, this week with the session, and the session alone.
    """
    best = max(weeks, default=None)
    if best is None or not this_week - this_session <= best < this_week:
        return None
    return best


def _highest(values: Sequence[tuple[date, float]]) -> tuple[date, float, float | None]:
    """The first day of the highest value, the value, and the highest before it."""
    day, value = max(values, key=lambda item: (item[1], -item[0].toordinal()))
    earlier = [other for at, other in values if at < day]
    return day, value, max(earlier, default=None)


def _rungs_done(ledger: Ledger, rungs: Sequence[Sequence[str]]) -> Iterable[tuple[date, int, str]]:
    for number, exercises in enumerate(rungs, start=1):
        for exercise in exercises:
            firsts = [
                next((bout.day for bout in bouts if bout.best), None)
                for side in SIDES
                if (bouts := ledger.bouts.get((exercise, side.value)))
            ]
            known = [day for day in firsts if day is not None]
            if known:
                yield min(known), number, exercise
