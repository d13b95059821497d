"""Where bars go: weeks, or months and longer where weeks have no room; stacked or side by side."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median

from gui.charts.geometry import Axes, Grain, Said, Stop, View, group_end, group_start
from gui.charts.values import Bars, Goal, Role, Stack, TimeChart

LEAST_BAR = 7.0  # pixels of a bar with its gap, before weeks are added up to months
WIDEST_BAR = 56.0
SHARE = 0.76  # of a group's width that is bar


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a bar, from its top left corner."""

    left: float
    top: float
    wide: float
    high: float
    role: Role


@dataclass(frozen=True, slots=True)
class BarsPicture:
    axes: Axes
    grain: Grain
    blocks: tuple[Block, ...]
    stops: tuple[Stop, ...]


def bars_grain(view: View, wide: float, scale: float = 1.0) -> Grain:
    """Weeks where a bar has room, else months, quarters or years."""
    a_day = wide / view.days
    grains = (Grain.WEEK, Grain.MONTH, Grain.QUARTER)
    return next((g for g in grains if g * a_day >= LEAST_BAR * scale), Grain.YEAR)


@lru_cache(maxsize=32)
def added(bars: Bars, grain: Grain) -> tuple[Stack, ...]:
    """The bars of a coarser grain: amounts added up, of levels the one in the middle.

    A part that never was stays None.
    """
    if grain in (Grain.DAY, Grain.WEEK):
        return bars.stacks
    made: dict[int, list[list[float]]] = {}
    for stack in bars.stacks:
        # A week counts where most of it lies.
        parts = made.setdefault(group_start(stack.day + 3, grain), [[] for _ in bars.parts])
        for number, value in enumerate(stack.values):
            if value is not None:
                parts[number].append(value)
    join = sum if bars.stacked else median
    return tuple(
        Stack(day, tuple(join(found) if found else None for found in parts))
        for day, parts in made.items()
    )


def tallest(chart: TimeChart, view: View, grain: Grain) -> float:
    """The end of the highest bar in sight, or of a goal."""
    bars = chart.bars
    assert bars
    high = max((goal.value for goal in goals_at(chart, grain)), default=0.0)
    for stack in added(bars, grain):
        if stack.day <= view.last and group_end(stack.day, grain) >= view.first:
            known = [value for value in stack.values if value is not None]
            if known:
                high = max(high, sum(known) if bars.stacked else max(known))
    return high


def goals_at(chart: TimeChart, grain: Grain) -> tuple[Goal, ...]:
    """The goals that hold: one for the amount of a week is none for that of a month."""
    adds_up = chart.bars is not None and chart.bars.stacked
    return () if adds_up and grain is not Grain.WEEK else chart.goals


def bars_picture(chart: TimeChart, axes: Axes, scale: float = 1.0) -> BarsPicture:
    bars = chart.bars
    assert bars
    grain = bars_grain(axes.view, axes.plot.wide, scale)
    blocks: list[Block] = []
    stops: list[Stop] = []
    for stack in added(bars, grain):
        end = group_end(stack.day, grain)
        left, right = axes.x(stack.day), axes.x(end + 1)
        if right < axes.plot.left or left > axes.plot.right:
            continue
        wide = min((right - left) * SHARE, WIDEST_BAR * scale)
        middle = (left + right) / 2
        said = []
        base = axes.y(0)
        for number, value in enumerate(stack.values):
            if value is None:
                continue
            name, role = bars.parts[number]
            high = axes.y(0) - axes.y(value)
            if bars.stacked:
                block = Block(middle - wide / 2, base - high, wide, high, role)
                base -= high
            else:
                one = wide / len(bars.parts)
                place = middle - wide / 2 + number * one
                block = Block(place, axes.y(value), one * 0.92, high, role)
            if high > 0:
                blocks.append(block)
            said.append(Said(role.value, name, value, block.top))
        if said:
            top = min(one.y for one in said)
            first, last = date.fromordinal(stack.day), date.fromordinal(end)
            stops.append(Stop(middle, first, last, tuple(said), top))
    return BarsPicture(axes, grain, tuple(blocks), tuple(stops))
