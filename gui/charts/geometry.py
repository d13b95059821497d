"""Where things go on a line chart: a pure function of values, dates and size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

LEFT, RIGHT, TOP, BOTTOM = 52.0, 24.0, 18.0, 34.0  # room for labels, in pixels at 100 %
MOST_TICKS = 6
SHORTEST_SPAN_DAYS = 6


@dataclass(frozen=True, slots=True)
class Point:
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Placed:
    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Tick:
    at: float  # pixels along its axis
    text: str


@dataclass(frozen=True, slots=True)
class LineGeometry:
    """Everything a painter needs; pixels from the top left corner."""

    plot: tuple[float, float, float, float]  # left, top, width, height
    series: Mapping[str, tuple[Placed, ...]]
    value_ticks: tuple[Tick, ...]
    day_ticks: tuple[Tick, ...]


def line_geometry(
    series: Mapping[str, Sequence[Point]], width: float, height: float, scale: float = 1.0
) -> LineGeometry:
    """Place dated values: x by real date, y from zero to a round number above the largest."""
    left, top = LEFT * scale, TOP * scale
    wide = max(1.0, width - left - RIGHT * scale)
    high = max(1.0, height - top - BOTTOM * scale)
    points = [point for values in series.values() for point in values]
    if not points:
        return LineGeometry((left, top, wide, high), dict.fromkeys(series, ()), (), ())
    first = min(point.day for point in points)
    last = max(first + timedelta(days=SHORTEST_SPAN_DAYS), *(point.day for point in points))
    step, top_value = value_scale(max(point.value for point in points))
    span = (last - first).days

    def x(day: date) -> float:
        return left + wide * (day - first).days / span

    def y(value: float) -> float:
        return top + high * (1 - value / top_value)

    placed = {
        name: tuple(Placed(x(p.day), y(p.value), p) for p in sorted(values, key=lambda p: p.day))
        for name, values in series.items()
    }
    values = [number * step for number in range(round(top_value / step) + 1)]
    return LineGeometry(
        (left, top, wide, high),
        placed,
        tuple(Tick(y(value), f"{value:g}") for value in values),
        tuple(Tick(x(day), text) for day, text in day_ticks(first, last, wide / (88 * scale))),
    )


def value_scale(largest: float) -> tuple[float, float]:
    """A round step (1, 2 or 5 times a power of ten) and the end of the axis above the largest."""
    if largest <= 0:
        return 1.0, 1.0
    rough = largest / (MOST_TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return step, step * max(1, ceil(largest / step - 1e-9))


def day_ticks(first: date, last: date, most: float) -> list[tuple[date, str]]:
    """Dates spread evenly, as many as have room, the first and the last among them."""
    span = (last - first).days
    count = max(2, min(int(most), span + 1, 8))
    days = sorted({first + timedelta(days=round(span * n / (count - 1))) for n in range(count)})
    years = first.year != last.year
    return [(day, f"{day.day} {day:%b}" + (f" {day:%y}" if years else "")) for day in days]


def nearest_point(geometry: LineGeometry, x: float, y: float) -> tuple[str, Placed] | None:
    """The placed value closest to a place of the chart."""
    found = [(name, place) for name, places in geometry.series.items() for place in places]
    return min(found, key=lambda item: (item[1].x - x) ** 2 + (item[1].y - y) ** 2, default=None)
