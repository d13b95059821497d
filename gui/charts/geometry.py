"""Where things go on a chart with dates: a pure function of values, the view and the size.

Nothing here is drawn and nothing knows Qt. Pixels count from the top left corner.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from math import ceil, floor, log10

MOST_TICKS = 6
SHORTEST_DAYS = 6.0  # a view is never shorter
AIR = 0.02  # of a view, left and right of the first and last value
LEAST_BUCKET = 5.0  # pixels a group of days takes, before days are grouped
LABEL_WIDE = 62.0  # pixels a date needs at 100 %

Measure = Callable[[str], float]  # how wide a text is, in pixels


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        return self.top + self.high


@dataclass(frozen=True, slots=True)
class View:
    """The days in sight, as ordinals; parts of a day while it is dragged."""

    first: float
    last: float

    @property
    def days(self) -> float:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Tick:
    at: float  # pixels along its axis
    text: str


@dataclass(frozen=True, slots=True)
class Axes:
    """Where values and days lie."""

    plot: Box
    view: View
    low: float
    high: float
    value_ticks: tuple[Tick, ...]
    day_ticks: tuple[Tick, ...]

    def x(self, day: float) -> float:
        return self.plot.left + self.plot.wide * (day - self.view.first) / self.view.days

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom - self.plot.high * min(1.0, max(0.0, share))

    def day_at(self, x: float) -> float:
        return self.view.first + (x - self.plot.left) / self.plot.wide * self.view.days


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what is told about a place: whose, and how much."""

    role: str
    name: str
    value: float
    y: float
    low: float | None = None  # of several values that are told as their median
    high: float | None = None
    count: int = 1
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A place the pointer or the arrow keys come to rest at."""

    x: float
    first: date | None
    last: date | None
    said: tuple[Said, ...] = ()
    y: float = 0.0
    text: str = ""  # where it is not about values


class Grain(IntEnum):
    """How many days are told as one. Groups follow the calendar."""

    DAY = 1
    WEEK = 7
    MONTH = 30
    QUARTER = 91
    YEAR = 365


# -- the view: what is in sight


def view_of(first: int, last: int) -> View:
    """From one day to another with a little air on both sides."""
    days = max(SHORTEST_DAYS, float(last - first))
    return View(last - days - days * AIR, last + days * AIR)


def panned(view: View, pixels: float, wide: float, limits: View) -> View:
    """Dragged by so many pixels to the right; stays where there are values."""
    return _held(view, view.first - pixels / max(1.0, wide) * view.days, limits)


def zoomed(view: View, factor: float, at: float, limits: View) -> View:
    """A `factor` above 1 shows less, in more detail; the day `at` stays in its place."""
    days = min(max(view.days / factor, SHORTEST_DAYS), limits.days)
    share = (at - view.first) / view.days
    return _held(View(0.0, days), at - share * days, limits)


def _held(view: View, first: float, limits: View) -> View:
    if view.days >= limits.days:
        return View(limits.last - view.days, limits.last)
    first = min(max(first, limits.first), limits.last - view.days)
    return View(first, first + view.days)


# -- axes


def axes(
    plot: Box,
    view: View,
    low: float,
    largest: float,
    scale: float,
    *,
    ceiling: float | None = None,
    floor: float = 0.0,
    whole: bool = False,
    steps: Sequence[str] = (),
) -> Axes:
    """Values from `low` (or 0) to a round number above the largest; days as `view` has them."""
    values: list[tuple[float, str]]
    if steps:
        low, high = 0.5, len(steps) + 0.5
        values = [(number, name) for number, name in enumerate(steps, start=1)]
    else:
        low, high, step = _ends(low, largest, ceiling, floor, whole=whole)
        count = round((high - low) / step)
        every = 1 if plot.high / max(1, count) >= 22 * scale else 2
        if plot.high / max(1, count) < 11 * scale:
            every = max(1, count)
        values = [(low + n * step, f"{low + n * step:g}") for n in range(0, count + 1, every)]
    made = Axes(plot, view, low, high, (), ())
    return Axes(
        plot,
        view,
        low,
        high,
        tuple(Tick(made.y(value), text) for value, text in values),
        tuple(
            Tick(made.x(day.toordinal()), text)
            for day, text in day_ticks(view, plot.wide / (LABEL_WIDE * scale))
        ),
    )


def _ends(
    low: float, largest: float, ceiling: float | None, floor: float, *, whole: bool
) -> tuple[float, float, float]:
    """Where the axis of values begins and ends, and the step between its lines."""
    if floor > 0 and ceiling is not None:
        step, _ = value_scale(ceiling - floor)
        return floor, ceiling, step
    least = value_scale(-low)[1] if low < 0 else 0.0
    step, high = value_scale((ceiling if ceiling is not None else largest) + least)
    if whole and step < 1:
        step, high = 1.0, float(ceil(largest + least))
    return -least, high - least if ceiling is None else ceiling, step


def value_scale(largest: float) -> tuple[float, float]:
    """A round step (1, 2 or 5 times a power of ten) and the end of the axis above the largest."""
    if largest <= 0:
        return 1.0, 1.0
    rough = largest / (MOST_TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return step, step * max(1, ceil(largest / step - 1e-9))


# Days between two dates on the axis, and how the date is written.
_STEPS = (
    (1, "day"),
    (2, "day"),
    (7, "day"),
    (14, "day"),
    (30.4, "month"),
    (60.9, "month"),
    (91.3, "month"),
    (182.6, "month"),
    (365.25, "year"),
    (730.5, "year"),
    (1826.25, "year"),
    (3652.5, "year"),
)


def day_ticks(view: View, most: float) -> list[tuple[date, str]]:
    """Dates of the calendar (days, Mondays, first days of months or years), as many as have room.

    The year stands where it begins, and at the first date.
    """
    room = max(1.0, most)
    days, kind = next((s for s in _STEPS if view.days / s[0] + 1 <= room), _STEPS[-1])
    first = date.fromordinal(ceil(view.first))
    last = date.fromordinal(floor(view.last))
    found = list(_dates(first, last, days, kind))
    told, year = [], None
    for day in found:
        if kind == "year":
            text = f"{day.year}"
        elif kind == "month":
            text = f"{day:%b}" if day.year == year else f"{day:%b %Y}"
        else:
            text = f"{day.day} {day:%b}"
        told.append((day, text))
        year = day.year
    return told


def _dates(first: date, last: date, days: float, kind: str) -> Iterable[date]:
    if kind == "day":
        step = round(days)
        offset = (-first.weekday()) % 7 if step >= 7 else 0
        day = first + timedelta(days=offset)
        while day <= last:
            yield day
            day += timedelta(days=step)
        return
    months = max(1, round(days / 30.44))
    number = first.year * 12 + first.month - 1
    if first.day > 1:
        number += 1
    number = ceil(number / months) * months
    while (day := date(number // 12, number % 12 + 1, 1)) <= last:
        yield day
        number += months


# -- grouping days


def grain_of(view: View, wide: float) -> Grain:
    """So many days are told as one that a group is at least some pixels wide."""
    pixels_a_day = wide / view.days
    return next((g for g in Grain if g * pixels_a_day >= LEAST_BUCKET), Grain.YEAR)


def group_start(day: int, grain: Grain) -> int:
    """The first day of the group a day lies in."""
    if grain is Grain.DAY:
        return day
    if grain is Grain.WEEK:
        return day - (day - 1) % 7  # ordinal 1 was a Monday
    found = date.fromordinal(day)
    if grain is Grain.MONTH:
        return found.replace(day=1).toordinal()
    if grain is Grain.QUARTER:
        return date(found.year, (found.month - 1) // 3 * 3 + 1, 1).toordinal()
    return date(found.year, 1, 1).toordinal()


def group_end(start: int, grain: Grain) -> int:
    """The last day of the group that begins on a day."""
    if grain in (Grain.DAY, Grain.WEEK):
        return start + grain - 1
    first = date.fromordinal(start)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[grain]
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1).toordinal() - 1


def nearest_stop(stops: Sequence[Stop], x: float) -> int | None:
    """The place of the stop closest to an x; stops lie from left to right."""
    if not stops:
        return None
    at = bisect_left(stops, x, key=lambda stop: stop.x)
    if at == 0:
        return 0
    if at == len(stops):
        return at - 1
    return at if stops[at].x - x < x - stops[at - 1].x else at - 1


def nearest_place(stops: Sequence[Stop], x: float, y: float) -> int | None:
    """The place of the stop closest to a point."""
    if not stops:
        return None
    return min(range(len(stops)), key=lambda n: (stops[n].x - x) ** 2 + (stops[n].y - y) ** 2)


# -- words in rows


def rows_of(widths: Sequence[float], wide: float, gap: float) -> list[list[int]]:
    """Which of some texts stand in which row, when each row is so wide."""
    rows: list[list[int]] = []
    used = 0.0
    for number, width in enumerate(widths):
        if rows and used + gap + width <= wide:
            rows[-1].append(number)
            used += gap + width
        else:
            rows.append([number])
            used = width
    return rows
