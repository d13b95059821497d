"""What a chart shows: dated values, bars, bands, marks. No pixels, no Qt, no colours but roles.

A day is its proleptic ordinal (`date.toordinal`), so that places are plain arithmetic. What is
unknown is absent: no value here stands for a missing one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from workouts.marks import Mark


class Role(StrEnum):
    """Who a line or a bar belongs to; its colour, dash and shape follow from it."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    ALTERNATING = "alternating"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    SEVENTH = "seventh"
    EIGHTH = "eighth"
    TARGET = "target"


PARTS = (
    Role.FIRST,
    Role.SECOND,
    Role.THIRD,
    Role.FOURTH,
    Role.FIFTH,
    Role.SIXTH,
    Role.SEVENTH,
    Role.EIGHTH,
)


class Tone(StrEnum):
    GOOD = "good"
    AMBER = "amber"
    RED = "red"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Line:
    """Values over days, oldest first, one a day at most."""

    name: str
    role: Role
    days: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    noise: float | None = None  # a change smaller than this says nothing
    stepped: bool = False  # a value lasts until the next
    joined: bool = True  # else dots alone
    bridge: int = 21  # days without a value over which it is still joined

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Stack:
    """The bars of one week (or longer): a value a part, None where there was none."""

    day: int  # the first of its days
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    parts: tuple[tuple[str, Role], ...]
    stacks: tuple[Stack, ...] = ()  # oldest first
    stacked: bool = True  # amounts, which add up; else levels side by side, which do not


@dataclass(frozen=True, slots=True)
class Shade:
    """A band across the chart; None is open."""

    word: str
    tone: Tone
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    value: float
    word: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Anything with dates along its foot: lines, bars, ladders."""

    title: str
    unit: str = ""
    lines: tuple[Line, ...] = ()
    bars: Bars | None = None
    shades: tuple[Shade, ...] = ()
    goals: tuple[Goal, ...] = ()
    marks: tuple[Mark, ...] = ()
    floor: float = 0.0  # where the axis begins; lower where values are
    ceiling: float | None = None  # the end of the axis, where it is fixed
    whole: bool = False  # counted things: no halves on the axis
    steps: tuple[str, ...] = ()  # of a ladder: the names of the rungs, counted from 1
    shows_record: bool = False  # the highest value of each side gets a star
    says: str = ""  # the chart in a sentence; made from the values where empty
    empty: str = ""  # what to do, where there is nothing

    @property
    def is_empty(self) -> bool:
        drawn = any(line.days for line in self.lines if line.role is not Role.TARGET)
        return not drawn and not (self.bars and self.bars.stacks)

    @property
    def ends(self) -> tuple[int, int] | None:
        """First and last day there is anything of; None where there is nothing."""
        firsts = [line.days[0] for line in self.lines if line.days]
        lasts = [line.days[-1] for line in self.lines if line.days]
        if self.bars and self.bars.stacks:
            firsts.append(self.bars.stacks[0].day)
            lasts.append(self.bars.stacks[-1].day + 6)
        return (min(firsts), max(lasts)) if firsts else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Left and right of one exercise, with how even they are."""

    name: str
    unit: str
    left: float
    right: float
    index: float | None  # percent
    word: str = ""  # the band it lies in
    day: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class PairChart:
    title: str
    pairs: tuple[Pair, ...] = ()
    bar: float = 90.0  # percent of the better side
    says: str = ""
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.pairs


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: date
    minutes: float
    text: str


@dataclass(frozen=True, slots=True)
class CalendarChart:
    """Days with training; a day that is not among them is left open, not shaded as little."""

    title: str
    first: date
    last: date
    days: tuple[CalendarDay, ...] = ()
    marks: tuple[Mark, ...] = ()
    says: str = ""
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.days


@dataclass(frozen=True, slots=True)
class RingPart:
    name: str
    role: Role
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class RingChart:
    """Parts of a whole; where `whole` is more than their sum, the rest stays open."""

    title: str
    parts: tuple[RingPart, ...] = ()
    whole: float | None = None
    segments: int = 0  # the ring is cut into so many
    big: str = ""
    small: str = ""
    says: str = ""
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.parts and self.whole is None


Chart: TypeAlias = TimeChart | PairChart | CalendarChart | RingChart


def side_lines(lines: Sequence[Line]) -> list[Line]:
    """Those that are measured, not prescribed."""
    return [line for line in lines if line.role is not Role.TARGET]
