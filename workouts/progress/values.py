"""The shapes of progress: dated values of a side, weeks, spans. No charts, no sentences.

Unknown is None or simply absent: nothing here turns a missing value into a zero.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from workouts.model import Category, Side


@dataclass(frozen=True, slots=True)
class Span:
    """From one local day to another, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def mondays(self) -> tuple[date, ...]:
        """The Monday of every week the span touches, weeks without training too."""
        first = monday(self.first)
        count = (self.last - first).days // 7 + 1
        return tuple(first + timedelta(weeks=number) for number in range(count))


@dataclass(frozen=True, slots=True)
class Series:
    """Dated values of one side, oldest first. A day without a value is not in it.

    `metric` is the catalogue's name of the metric, `key` what of it (an exercise id, a category,
    before/worst/morning, rpe/rir), `part` a further word where a key has several (longest/total).
    """

    metric: str
    key: str
    side: Side | None
    unit: str  # s, reps, steps, %, score, rpe, rir, 0-10, min, load, sessions, rung
    days: tuple[date, ...] = ()
    values: tuple[float, ...] = ()
    part: str = ""
    noise: float | None = None  # a change smaller than this says nothing, in `unit`

    def __len__(self) -> int:
        return len(self.days)

    @property
    def last(self) -> float | None:
        return self.values[-1] if self.values else None

    @property
    def highest(self) -> float | None:
        return max(self.values, default=None)

    def within(self, span: Span) -> "Series":
        at, end = bisect_left(self.days, span.first), bisect_right(self.days, span.last)
        if at == 0 and end == len(self.days):
            return self
        return Series(
            self.metric,
            self.key,
            self.side,
            self.unit,
            self.days[at:end],
            self.values[at:end],
            self.part,
            self.noise,
        )

    def smoothed(self) -> "Series":
        """The median of the seven days up to each value, as catalogue section 5 shows it."""
        made: list[float] = []
        start = 0
        for at, day in enumerate(self.days):
            while (day - self.days[start]).days >= 7:
                start += 1
            made.append(float(median(self.values[start : at + 1])))
        return Series(
            self.metric,
            self.key,
            self.side,
            self.unit,
            self.days,
            tuple(made),
            "median-7-days",
            self.noise,
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """One number a side; None where unknown."""

    left: float | None = None
    right: float | None = None
    both: float | None = None
    alternating: float | None = None

    def of(self, side: Side) -> float | None:
        return {
            Side.LEFT: self.left,
            Side.RIGHT: self.right,
            Side.BOTH: self.both,
            Side.ALTERNATING: self.alternating,
        }[side]


@dataclass(frozen=True, slots=True)
class SymmetryPoint:
    """The best clean effort of each side in one session."""

    day: date
    session_id: str
    left: float
    right: float
    index: float  # percent: worse / better, or injured / uninjured where a side is marked

    @property
    def asymmetry(self) -> float:
        """How far from even, in percent points; never negative."""
        return abs(100.0 - self.index)

    @property
    def weaker(self) -> Side | None:
        """None where the sides are equal."""
        if self.left == self.right:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Symmetry:
    """How even the sides of one exercise were, session by session, with the raw values."""

    exercise_id: str
    unit: str  # of left and right: s, reps, steps
    points: tuple[SymmetryPoint, ...] = ()

    @property
    def last(self) -> SymmetryPoint | None:
        return self.points[-1] if self.points else None

    @property
    def index(self) -> Series:
        days = tuple(point.day for point in self.points)
        values = tuple(point.index for point in self.points)
        return Series("limb_symmetry_index", self.exercise_id, None, "%", days, values)


@dataclass(frozen=True, slots=True)
class Endurance:
    """The holds of one exercise on one side, day by day."""

    exercise_id: str
    side: Side
    longest: Series  # the longest clean hold of each day, s
    total: Series  # all seconds under tension of each day, s


@dataclass(frozen=True, slots=True)
class VolumeWeek:
    """What one category had on one side in one week. Warm-ups are no training load."""

    monday: date
    category: Category
    side: Side
    sets: int
    reps: int | None
    hold_s: float | None
    active_s: float
    tension_s: float  # held seconds of holds, moving seconds of reps and steps
    hard_sets: int | None  # effort told and at or above the target band; None where never told


@dataclass(frozen=True, slots=True)
class ActivationWeek:
    monday: date
    runs: int
    activated: int  # runs with a warm-up finished within 60 min before
    warm_ups: int  # finished warm-ups, with or without a run

    @property
    def percent(self) -> float | None:
        return 100.0 * self.activated / self.runs if self.runs else None


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """Planned and done in the four weeks that end with this one."""

    monday: date
    planned: int
    done: int

    @property
    def percent(self) -> float | None:
        return 100.0 * self.done / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class CoverageWeek:
    """Minutes of a week by area: strength, adductor, mobility, foot, technique."""

    monday: date
    minutes: dict[str, float]  # an area without training is 0 only in a week with some


@dataclass(frozen=True, slots=True)
class LadderLevel:
    """Which rung of a ladder was reached, day by day and side."""

    ladder: str
    rungs: tuple[tuple[str, ...], ...]  # exercise ids, the easiest first; several may be equal
    series: tuple[Series, ...] = ()  # one a side, rungs counted from 1

    @property
    def now(self) -> Sides:
        return Sides(**{s.side.value: s.last for s in self.series if s.side is not None})


@dataclass(frozen=True, slots=True)
class Win:
    """A small gain: `what` is reps, steps, seconds, sessions or pain; `value` beats `before`."""

    day: date
    what: str
    value: float
    before: float
    exercise_id: str = ""
    side: Side | None = None
    beyond_noise: bool = True  # False where the change is inside the known noise of the test

    @property
    def gain(self) -> float:
        return self.value - self.before


@dataclass(frozen=True, slots=True)
class Done:
    """An exercise that occurs in the span: how much of it there was."""

    exercise_id: str
    name: str
    category: Category
    measure: str  # hold, reps, reps-with-hold, steps
    sets: int
    held_s: float
    sides: tuple[Side, ...] = field(default=())


def monday(day: date) -> date:
    """Weeks begin on Monday."""
    return day - timedelta(days=day.weekday())
