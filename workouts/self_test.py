"""The self-tests: what each measures, how it is scored, what it may be compared with, how often.

From `data/self_tests.toml`; the scales are those of catalogue section 2.8. A score is never a
diagnosis. Published values are given only with their source.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from workouts.model import Category, Measure, Side, Value
from workouts.records import SetResult

DATA = Path(__file__).parent / "data"
REPEAT_DAYS = 28  # catalogue 3.20: baseline, then every 4 weeks, on a rested day
LSI_BAR = 90.0  # percent: catalogue section 5, LSI-IJSPT


class Tick(Value, frozen=True):
    """One thing to tick after the test, and what it adds to the score."""

    text: str
    points: int = 1
    instead_of: int | None = None  # number of the tick that this one replaces, from 0


class ScoreBand(Value, frozen=True):
    word: str
    least: float | None = None
    most: float | None = None

    def __contains__(self, value: float) -> bool:
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)


class Scale(Value, frozen=True):
    """How one self-test is scored. `column` is where the number is kept in a set result."""

    id: str
    question: str
    unit: str  # s, reps, faults, rating, ticks
    column: str  # held_s, done_reps, score
    least: float
    most: float
    step: float = 1.0
    better: str = ""  # higher, lower; empty where neither is better
    choices: tuple[str, ...] = ()  # words of the values from `least` up, for a rating
    ticks: tuple[Tick, ...] = ()
    bands: tuple[ScoreBand, ...] = ()
    bands_source: str = ""
    typical: tuple[str, ...] = ()  # published values in words, where they need age or place
    typical_source: str = ""
    note: str = ""

    @property
    def is_ratio(self) -> bool:
        """Whether one side over the other means something: seconds and reps, not marks."""
        return self.unit in ("s", "reps")

    def band_of(self, value: float | None) -> ScoreBand | None:
        """None where unknown or where no source gives bands."""
        if value is None:
            return None
        return next((band for band in self.bands if value in band), None)

    def points(self, ticked: Iterable[int]) -> int:
        """The score of what was ticked; of two that replace each other the higher counts."""
        chosen = set(ticked)
        replaced = {self.ticks[at].instead_of for at in chosen}
        return sum(tick.points for at, tick in enumerate(self.ticks) if at in chosen - replaced)


@dataclass(frozen=True, slots=True)
class Taken:
    """One self-test of one side; `value` is None where it was not scored (yet)."""

    test_id: str
    side: Side
    day: date
    value: float | None
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class SelfTestState:
    """Where a self-test stands: the last value of each side, how even, when to repeat."""

    scale: Scale
    last: dict[Side, Taken]
    before: dict[Side, Taken]  # the value before the last, where there is one
    due: date | None  # None where it was never scored
    unscored: Taken | None = None  # the newest without a score, where none came after it

    @property
    def symmetry_index(self) -> float | None:
        """Worse over better in percent, of one day; None where not both sides or not a ratio."""
        left, right = self.last.get(Side.LEFT), self.last.get(Side.RIGHT)
        if not self.scale.is_ratio or left is None or right is None or left.day != right.day:
            return None
        if left.value is None or right.value is None:
            return None
        most = max(left.value, right.value)
        return 100.0 * min(left.value, right.value) / most if most > 0 else None

    def change(self, side: Side, noise: float | None) -> float | None:
        """Last minus before; None where unknown or smaller than the known noise of the test."""
        last, before = self.last.get(side), self.before.get(side)
        if last is None or last.value is None or before is None or before.value is None:
            return None
        change = last.value - before.value
        return None if noise is not None and abs(change) < noise else change


class _File(Value, frozen=True):
    test: tuple[Scale, ...]


@cache
def scales() -> dict[str, Scale]:
    """Every self-test by the id of its exercise, in the order of the screen."""
    raw = tomllib.loads((DATA / "self_tests.toml").read_text(encoding="utf-8"))
    return {scale.id: scale for scale in msgspec.convert(raw, _File).test}


def scale_of(exercise_id: str) -> Scale | None:
    """None for an exercise that is no self-test of the catalogue."""
    return scales().get(exercise_id)


def value_of(scale: Scale, result: SetResult) -> float | None:
    """The number a set result holds in the scale of its test; None where it was not scored."""
    return {
        "held_s": result.held_s,
        "done_reps": None if result.done_reps is None else float(result.done_reps),
        "score": result.score,
    }[scale.column]


def to_score(sets: Iterable[SetResult]) -> list[SetResult]:
    """The set results of a session that are self-tests and were not skipped, in their order."""
    return [
        result
        for result in sets
        if result.category is Category.SELF_TEST
        and result.ended_by != "skipped"
        and scale_of(result.exercise_id) is not None
    ]


def changes(scale: Scale, value: float | None) -> dict[str, object]:
    """The columns of a set that keep a score; raises ValueError outside the scale."""
    if value is None:
        return {scale.column: None}
    if not scale.least <= value <= scale.most:
        raise ValueError(f"{scale.id} is scored from {scale.least:g} to {scale.most:g}")
    return {scale.column: round(value) if scale.column == "done_reps" else float(value)}


def states(taken: Iterable[Taken], repeat_days: int = REPEAT_DAYS) -> list[SelfTestState]:
    """Every test in the order of the screen, with what was taken of it."""
    by_test: dict[str, dict[Side, list[Taken]]] = {}
    unscored: dict[str, Taken] = {}
    for one in sorted(taken, key=lambda one: one.day):
        if one.value is None:
            unscored[one.test_id] = one
            continue
        by_test.setdefault(one.test_id, {}).setdefault(one.side, []).append(one)
    made = []
    for test_id, scale in scales().items():
        sides = by_test.get(test_id, {})
        days = [found[-1].day for found in sides.values()]
        still_open = unscored.get(test_id)
        if still_open and any(day > still_open.day for day in days):
            still_open = None
        made.append(
            SelfTestState(
                scale,
                {side: found[-1] for side, found in sides.items()},
                {side: found[-2] for side, found in sides.items() if len(found) > 1},
                min(days) + timedelta(days=repeat_days) if days else None,
                still_open,
            )
        )
    return made


def measure_of(scale: Scale) -> Measure:
    """What the player counts in that test."""
    return Measure.HOLD if scale.column == "held_s" else Measure.REPS
