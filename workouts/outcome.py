"""What a session came to: planned beside done for each side, what was a best, how even it was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from workouts.events import EndedBy
from workouts.model import Measure, Side
from workouts.records import SetResult

N = TypeVar("N", int, float)

SIDE_ORDER = (Side.LEFT, Side.RIGHT, Side.BOTH, Side.ALTERNATING)


@dataclass(frozen=True, slots=True)
class Total:
    """All efforts of one exercise on one side. Unknown is None, never 0."""

    side: Side
    sets: tuple[SetResult, ...]
    held_s: float | None
    target_s: float | None
    reps: int | None
    target_reps: int | None

    @property
    def share(self) -> float:
        """Done over planned, 0 to 1; 1 where nothing was planned."""
        if self.target_reps:
            return min(1.0, (self.reps or 0) / self.target_reps)
        if self.target_s:
            return min(1.0, (self.held_s or 0.0) / self.target_s)
        return 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One exercise of a session with its sides, left before right."""

    exercise_id: str
    name: str
    measure: Measure
    totals: tuple[Total, ...]

    def of_side(self, side: Side) -> Total | None:
        return next((total for total in self.totals if total.side is side), None)


@dataclass(frozen=True, slots=True)
class Best:
    """The most an exercise had on one side in one effort; None where there was none."""

    held_s: float | None = None
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """The best effort of each side, and the smaller over the larger in percent."""

    left: float
    right: float

    @property
    def percent(self) -> float:
        return 100.0 * min(self.left, self.right) / max(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Before:
    """What the history held before a session."""

    bests: Mapping[tuple[str, Side], Best] = field(default_factory=dict)
    balance: Mapping[str, Balance] = field(default_factory=dict)  # mean of the last four weeks


NOTHING_BEFORE = Before()


@dataclass(frozen=True, slots=True)
class Record:
    """A best that was beaten. `value` and `before` are seconds of a hold, else reps."""

    exercise_id: str
    name: str
    side: Side
    is_hold: bool
    value: float
    before: float


def lines(sets: Iterable[SetResult]) -> list[Line]:
    """The exercises of a session in the order they were first done."""
    found: dict[str, dict[Side, list[SetResult]]] = {}
    for result in sets:
        found.setdefault(result.exercise_id, {}).setdefault(result.side, []).append(result)
    made = []
    for exercise_id, sides in found.items():
        first = next(iter(sides.values()))[0]
        totals = tuple(_total(side, sides[side]) for side in SIDE_ORDER if side in sides)
        made.append(Line(exercise_id, first.exercise_name, first.measure, totals))
    return made


def records(sets: Sequence[SetResult], before: Before) -> list[Record]:
    """The bests that were beaten, one for each exercise and side; a first time beats nothing."""
    made = []
    for line in lines(sets):
        for total in line.totals:
            best = before.bests.get((line.exercise_id, total.side))
            value = _best_of(total.sets)
            is_hold = line.measure is Measure.HOLD
            old = best and (best.held_s if is_hold else best.reps)
            if value is not None and old and value > old:
                made.append(
                    Record(line.exercise_id, line.name, total.side, is_hold, value, float(old))
                )
    return made


def balance(line: Line) -> Balance | None:
    """How even the sides were; None where not both were done."""
    left, right = line.of_side(Side.LEFT), line.of_side(Side.RIGHT)
    if left is None or right is None:
        return None
    values = _best_of(left.sets), _best_of(right.sets)
    if values[0] is None or values[1] is None or not max(values[0], values[1]) > 0:
        return None
    return Balance(values[0], values[1])


def _total(side: Side, sets: Sequence[SetResult]) -> Total:
    return Total(
        side=side,
        sets=tuple(sets),
        held_s=_sum([result.held_s for result in sets]),
        target_s=_sum([result.target_s for result in sets]),
        reps=_sum([result.done_reps for result in sets]),
        target_reps=_sum([result.target_reps for result in sets]),
    )


def _best_of(sets: Iterable[SetResult]) -> float | None:
    """The most of one clean effort: seconds of a hold, else reps."""
    values = [
        result.held_s if result.measure is Measure.HOLD else result.done_reps
        for result in sets
        if result.ended_by != EndedBy.SKIPPED and result.form_ok is not False
    ]
    return max((float(value) for value in values if value is not None), default=None)


def _sum(values: list[N | None]) -> N | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
