"""Where lines go: days grouped to what a pixel can show, gaps left open, records known. Pure."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from gui.charts.geometry import (
    Axes,
    Grain,
    Said,
    Stop,
    View,
    grain_of,
    group_end,
    group_start,
)
from gui.charts.values import Line, Role, TimeChart

APART = 0.13  # of a rung, by which the sides stand apart where they share one
FEW_ENOUGH = 11.0  # pixels between two values, from which on each has its marker


class Group(NamedTuple):
    """The values of one day, or of several that are told as one."""

    start: int
    middle: float  # the day it is drawn at
    value: float  # the median
    low: float
    high: float
    many: int  # how many values
    end: int


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line as it is painted."""

    line: Line
    runs: tuple[tuple[tuple[float, float], ...], ...]  # joined points, between gaps
    ribbon: tuple[tuple[tuple[float, float, float], ...], ...]  # x, top, bottom of grouped values
    dots: tuple[Dot, ...]
    noise: tuple[float, float] | None = None  # top and bottom of what says nothing
    last: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class LinePicture:
    axes: Axes
    grain: Grain
    drawn: tuple[Drawn, ...]
    stops: tuple[Stop, ...]


@lru_cache(maxsize=64)
def grouped(line: Line, grain: Grain) -> tuple[Group, ...]:
    """The line told by days, weeks, months or longer; kept, since panning asks for it often."""
    if grain is Grain.DAY:
        return tuple(
            Group(day, day, value, value, value, 1, day)
            for day, value in zip(line.days, line.values, strict=True)
        )
    made: list[Group] = []
    at, count = 0, len(line.days)
    while at < count:
        start = group_start(line.days[at], grain)
        end = group_end(start, grain)
        until = bisect_right(line.days, end, at)
        values = line.values[at:until]
        middle = (line.days[at] + line.days[until - 1]) / 2
        made.append(
            Group(start, middle, median(values), min(values), max(values), until - at, end)
        )
        at = until
    return tuple(made)


def in_sight(line: Line, view: View) -> tuple[int, int]:
    """The places of the first value in sight and of the first beyond."""
    return bisect_left(line.days, view.first), bisect_right(line.days, view.last)


def record_of(line: Line) -> int | None:
    """The place where the highest value was first reached; None where one value is all."""
    if len(line.values) < 2 or line.role is Role.TARGET:
        return None
    best = max(line.values)
    return line.values.index(best) if best > line.values[0] else None


def largest(chart: TimeChart, view: View) -> tuple[float, float]:
    """The lowest and highest value in sight, with goals, among them."""
    low, high = min(0.0, chart.floor), 0.0
    for line in chart.lines:
        first, last = in_sight(line, view)
        seen = line.values[max(0, first - (line.role is Role.TARGET)) : last]
        if seen:
            low, high = min(low, *seen), max(high, *seen)
    for goal in chart.goals:
        high = max(high, goal.value)
    return low, high


def line_picture(chart: TimeChart, axes: Axes) -> LinePicture:
    """Everything the painter of lines needs."""
    grain = grain_of(axes.view, axes.plot.wide)
    drawn: list[Drawn] = []
    told: dict[int, list[tuple[Line, Group, int | None]]] = {}
    for line in chart.lines:
        if line.role is Role.TARGET:
            drawn.append(_target(line, axes))
            continue
        groups = _seen(line, axes.view, grain if line.joined else Grain.DAY)
        if chart.steps:
            groups = [_rung(group, line.role) for group in groups]
        record = record_of(line) if chart.shows_record else None
        drawn.append(_drawn(line, groups, axes, grain, record))
        for group in groups:
            if axes.view.first <= group.middle <= axes.view.last:
                told.setdefault(group.start, []).append((line, group, record))
    stops = [_stop(start, found, axes, grain) for start, found in sorted(told.items()) if found]
    return LinePicture(axes, grain, tuple(drawn), tuple(sorted(stops, key=lambda s: s.x)))


def _rung(group: Group, role: Role) -> Group:
    """The highest rung that was done; sides on the same one are both seen."""
    shift = {Role.LEFT: APART, Role.RIGHT: -APART}.get(role, 0.0)
    return group._replace(value=group.high + shift, low=group.high, many=1)


def _seen(line: Line, view: View, grain: Grain) -> list[Group]:
    """Groups in sight, and one beyond each end, so that lines leave the picture."""
    groups = grouped(line, grain)
    first = bisect_left(groups, view.first, key=lambda g: g.middle)
    last = bisect_right(groups, view.last, key=lambda g: g.middle)
    return list(groups[max(0, first - 1) : last + 1])


def _drawn(line: Line, groups: list[Group], axes: Axes, grain: Grain, record: int | None) -> Drawn:
    runs: list[list[Group]] = []
    bridge = line.bridge if grain is Grain.DAY else max(line.bridge, 2 * grain)
    for group in groups:
        if runs and (line.stepped or group.middle - runs[-1][-1].middle <= bridge):
            runs[-1].append(group)
        else:
            runs.append([group])
    if not line.joined:
        runs = [[group] for group in groups]
    spread = [run for run in runs if any(g.many > 1 for g in run)]
    pixels = axes.plot.wide / axes.view.days
    dense = len(groups) > 1 and axes.plot.wide / len(groups) < FEW_ENOUGH
    record_day = line.days[record] if record is not None else None
    dots = [
        Dot(axes.x(group.middle), axes.y(group.value))
        for run in runs
        for number, group in enumerate(run)
        if axes.view.first <= group.middle <= axes.view.last
        if not dense or len(run) == 1 or not line.joined or _lonely(run, number, pixels)
    ]
    if record is not None and axes.view.first <= line.days[record] <= axes.view.last:
        dots.append(Dot(axes.x(record_day or 0), axes.y(line.values[record]), is_record=True))
    noise = None
    first, last = in_sight(line, axes.view)
    if line.noise and last - first > 1:
        start = line.values[first]
        noise = axes.y(start + line.noise), axes.y(max(axes.low, start - line.noise))
    end = groups[-1] if groups else None
    return Drawn(
        line,
        tuple(_path(run, axes, stepped=line.stepped) for run in runs if len(run) > 1),
        tuple(
            tuple((axes.x(g.middle), axes.y(g.high), axes.y(g.low)) for g in run)
            for run in spread
            if len(run) > 1
        ),
        tuple(dots),
        noise,
        (axes.x(end.middle), axes.y(end.value)) if end else None,
    )


def _lonely(run: list[Group], number: int, pixels: float) -> bool:
    """Whether the values around are so far away that a marker has room."""
    near = [run[n].middle for n in (number - 1, number + 1) if 0 <= n < len(run)]
    return all(abs(run[number].middle - day) * pixels >= FEW_ENOUGH for day in near)


def _path(run: list[Group], axes: Axes, *, stepped: bool) -> tuple[tuple[float, float], ...]:
    made: list[tuple[float, float]] = []
    for group in run:
        x, y = axes.x(group.middle), axes.y(group.value)
        if stepped and made:
            made.append((x, made[-1][1]))
        made.append((x, y))
    return tuple(made)


def _target(line: Line, axes: Axes) -> Drawn:
    """What was prescribed lasts until the next prescription, and the last to the end of sight."""
    first, last = in_sight(line, axes.view)
    first = max(0, first - 1)
    made: list[tuple[float, float]] = []
    for day, value in zip(line.days[first:last], line.values[first:last], strict=True):
        x, y = max(axes.x(day), axes.plot.left), axes.y(value)
        if made:
            made.append((x, made[-1][1]))
        made.append((x, y))
    if made:
        made.append((axes.plot.right, made[-1][1]))
    return Drawn(line, (tuple(made),) if made else (), (), ())


def _stop(
    start: int, found: list[tuple[Line, Group, int | None]], axes: Axes, grain: Grain
) -> Stop:
    said = tuple(
        Said(
            line.role.value,
            line.name,
            group.value,
            axes.y(group.value),
            group.low if group.many > 1 else None,
            group.high if group.many > 1 else None,
            group.many,
            is_record=record is not None and group.start <= line.days[record] <= group.end,
        )
        for line, group, record in found
    )
    middle = sum(group.middle for _, group, _ in found) / len(found)
    end = start if grain is Grain.DAY else group_end(start, grain)
    return Stop(
        axes.x(middle),
        date.fromordinal(start),
        date.fromordinal(end),
        said,
        said[0].y,
    )
