"""What each side did: holds, repetitions, symmetry, self-tests."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from workouts.metrics import metrics
from workouts.model import Category, Side
from workouts.progress.ledger import Bout, Ledger, places, within
from workouts.progress.values import Done, Endurance, Series, Span, Symmetry, SymmetryPoint
from workouts.self_test import Scale, scale_of, scales

SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH, Side.ALTERNATING)


class _Sum(NamedTuple):
    last: Bout
    sets: int
    held_s: float


def exercises(ledger: Ledger, span: Span) -> tuple[Done, ...]:
    """What was done in a span, most sets first."""
    found: dict[str, dict[str, _Sum]] = {}
    for (exercise, side), bouts in ledger.bouts.items():
        at, end = places(bouts, span)
        if end > at:
            sets, held = ledger.sums[exercise, side]
            inside = _Sum(bouts[end - 1], sets[end] - sets[at], held[end] - held[at])
            found.setdefault(exercise, {})[side] = inside
    made = []
    for exercise, by_side in found.items():
        newest = max((one.last for one in by_side.values()), key=lambda bout: bout.session)
        total = sum(one.sets for one in by_side.values())
        seconds = round(sum(one.held_s for one in by_side.values()), 3)
        if total:
            made.append(
                Done(
                    exercise,
                    ledger.names.get(exercise, exercise),
                    Category(newest.category),
                    newest.measure,
                    total,
                    seconds,
                    tuple(side for side in SIDES if side.value in by_side),
                )
            )
    return tuple(sorted(made, key=lambda done: (-done.sets, done.exercise_id)))


def main_holds(done: Sequence[Done], count: int) -> tuple[str, ...]:
    """The ids of the holds with the most seconds, stretches left out."""
    holds = [
        one
        for one in done
        if one.measure == "hold" and one.held_s > 0 and one.category is not Category.STRETCH
    ]
    return tuple(
        one.exercise_id
        for one in sorted(holds, key=lambda one: (-one.held_s, one.exercise_id))[:count]
    )


def symmetry(ledger: Ledger, span: Span, exercise_id: str, injured: Side | None) -> Symmetry:
    """Session by session; computed once over the whole ledger and cut to the span."""

    def make() -> Symmetry:
        return _symmetry(ledger, exercise_id, injured)

    whole = ledger.kept(("symmetry", exercise_id, injured), make)
    day_of = attrgetter("day")
    at = bisect_left(whole.points, span.first, key=day_of)
    end = bisect_right(whole.points, span.last, lo=at, key=day_of)
    return Symmetry(exercise_id, whole.unit, whole.points[at:end])


def _symmetry(ledger: Ledger, exercise_id: str, injured: Side | None) -> Symmetry:
    """Worse over better side of the best clean effort of each session, in percent.

    Where a side is marked as injured: injured over the other (catalogue section 5, LSI-IJSPT).
    Tests that are scored by marks have no index.
    """
    scale = scale_of(exercise_id)
    if scale is not None and not scale.is_ratio:
        return Symmetry(exercise_id, scale.unit)
    left = _bests(ledger, exercise_id, Side.LEFT)
    right = _bests(ledger, exercise_id, Side.RIGHT)
    points, unit = [], ""
    for at, bout in left.items():
        other = right.get(at)
        if bout.best is None or other is None or other.best is None:
            continue
        index = _index(bout.best, other.best, injured)
        if index is not None:
            session_id = ledger.sessions[bout.session].id
            points.append(SymmetryPoint(bout.day, session_id, bout.best, other.best, index))
            unit = unit_of(bout.measure)
    return Symmetry(exercise_id, unit, tuple(points))


def symmetries(
    ledger: Ledger, span: Span, done: Sequence[Done], injured: Side | None
) -> tuple[Symmetry, ...]:
    """Those that have points: self-tests first, then holds, then the rest."""

    def order(one: Done) -> tuple[int, int, str]:
        rank = 0 if one.category is Category.SELF_TEST else 1 if one.measure == "hold" else 2
        return rank, -one.sets, one.exercise_id

    found = (
        symmetry(ledger, span, one.exercise_id, injured)
        for one in sorted(done, key=order)
        if Side.LEFT in one.sides and Side.RIGHT in one.sides
    )
    return tuple(one for one in found if one.points)


def endurance(ledger: Ledger, span: Span, exercise_id: str) -> tuple[Endurance, ...]:
    """Longest clean hold and seconds under tension of each day, left before right.

    Computed once over the whole ledger and cut to the span.
    """
    whole = ledger.kept(("endurance", exercise_id), lambda: _endurance(ledger, exercise_id))
    cut = (
        Endurance(exercise_id, one.side, one.longest.within(span), one.total.within(span))
        for one in whole
    )
    return tuple(one for one in cut if one.total.days)


def _endurance(ledger: Ledger, exercise_id: str) -> tuple[Endurance, ...]:
    noise = metrics().noise_of(exercise_id, "s")
    made = []
    for side in SIDES:
        bouts = ledger.bouts.get((exercise_id, side.value), [])
        holds = [bout for bout in bouts if bout.held_s is not None]
        clean = [(b.day, b.best) for b in holds if b.measure == "hold" and b.best is not None]
        if not holds:
            continue
        longest = by_day(clean, max)
        total = by_day([(b.day, b.held_s) for b in holds if b.held_s is not None], sum)
        made.append(
            Endurance(
                exercise_id,
                side,
                Series("hold_endurance", exercise_id, side, "s", *longest, "longest", noise),
                Series("hold_endurance", exercise_id, side, "s", *total, "total"),
            )
        )
    return tuple(made)


def repetitions(ledger: Ledger, span: Span, exercise_id: str) -> tuple[Series, ...]:
    """The most clean reps or steps of a day, one series a side."""
    made = []
    for side in SIDES:
        bouts = within(ledger.bouts.get((exercise_id, side.value), []), span)
        counted = [b for b in bouts if b.measure != "hold" and b.best is not None]
        if counted:
            unit = unit_of(counted[-1].measure)
            values = by_day([(b.day, b.best) for b in counted if b.best is not None], max)
            noise = metrics().noise_of(exercise_id, unit)
            made.append(Series("volume", exercise_id, side, unit, *values, "most", noise))
    return tuple(made)


def test_scores(ledger: Ledger, span: Span) -> tuple[Series, ...]:
    """One series a test and side, in the scale of the test; the last of a day counts."""
    made = []
    for test_id, scale in scales().items():
        for side in SIDES:
            found: dict[date, float] = {}
            for bout in within(ledger.bouts.get((test_id, side.value), []), span):
                value = score_of(bout, scale)
                if value is not None:
                    found[bout.day] = value
            if found:
                noise = metrics().noise_of(test_id, scale.unit)
                days, values = tuple(found), tuple(found.values())
                made.append(
                    Series("test_scores", test_id, side, scale.unit, days, values, "", noise)
                )
    return tuple(made)


def score_of(bout: Bout, scale: Scale) -> float | None:
    """What a session scored in a test; None where it was not scored or not clean."""
    return bout.score if scale.column == "score" else bout.best


def by_day(
    found: Iterable[tuple[date, float]], join: Callable[[list[float]], float]
) -> tuple[tuple[date, ...], tuple[float, ...]]:
    """Values of the same day joined to one; the days lie in order already."""
    pairs = list(found)
    if len({day for day, _ in pairs}) == len(pairs):
        return tuple([day for day, _ in pairs]), tuple([value for _, value in pairs])
    days: dict[date, list[float]] = {}
    for day, value in pairs:
        days.setdefault(day, []).append(value)
    return tuple(days), tuple(
        round(join(values), 3) if len(values) > 1 else values[0] for values in days.values()
    )


def unit_of(measure: str) -> str:
    return {"hold": "s", "steps": "steps"}.get(measure, "reps")


def _bests(ledger: Ledger, exercise_id: str, side: Side) -> dict[tuple[int, str], Bout]:
    bouts = ledger.bouts.get((exercise_id, side.value), [])
    return {(bout.session, bout.measure): bout for bout in bouts}


def _index(left: float, right: float, injured: Side | None) -> float | None:
    worse, better = min(left, right), max(left, right)
    if injured is Side.LEFT:
        worse, better = left, right
    elif injured is Side.RIGHT:
        worse, better = right, left
    return 100.0 * worse / better if better > 0 else None
