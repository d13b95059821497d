"""Where days of a calendar, pairs of sides and parts of a ring go. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from gui.charts.geometry import Box, Stop
from gui.charts.values import CalendarChart, PairChart, RingChart, Role

LEVELS = (0.0, 10.0, 20.0, 40.0)  # minutes above which a day is a level darker
GAP = 0.16  # of a day's square
LARGEST_SQUARE = 26.0


@dataclass(frozen=True, slots=True)
class Square:
    left: float
    top: float
    side: float
    day: date
    level: int | None  # 0 to 3; None is a day without training


@dataclass(frozen=True, slots=True)
class CalendarPicture:
    squares: tuple[Square, ...]
    months: tuple[tuple[float, str], ...]  # x and name, where a month begins
    weekdays: tuple[tuple[float, int], ...]  # y of the middle, and weekday
    stops: tuple[Stop, ...]
    month_y: float


@dataclass(frozen=True, slots=True)
class PairRow:
    name_box: Box
    left_bar: Box
    right_bar: Box
    limit_x: float  # where the bar of 90 % stands
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PairPicture:
    rows: tuple[PairRow, ...]
    value_x: float  # values stand from here on
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    start: float  # degrees clockwise from the top
    span: float
    role: Role | None  # None is the open rest


@dataclass(frozen=True, slots=True)
class RingPicture:
    middle: tuple[float, float]
    radius: float
    thick: float
    arcs: tuple[Arc, ...]
    stops: tuple[Stop, ...]


def calendar_picture(
    chart: CalendarChart, width: float, height: float, scale: float
) -> CalendarPicture:
    """Weeks as columns, Monday on top; as many of the newest weeks as have room."""
    left, top, height = 40 * scale, 22 * scale, height - 30 * scale
    monday = chart.first - timedelta(days=chart.first.weekday())
    weeks = (chart.last - monday).days // 7 + 1
    side = min((height - top) / 7, LARGEST_SQUARE * scale, (width - left) / max(1, min(weeks, 53)))
    side = max(side, 7 * scale)
    room = max(1, int((width - left) / side))
    if weeks > room:
        monday += timedelta(weeks=weeks - room)
        weeks = room
    known = {one.day: one for one in chart.days}
    squares: list[Square] = []
    stops: list[Stop] = []
    months: list[tuple[float, str]] = []
    free_from = 0.0
    for week in range(weeks):
        x = left + week * side
        start = monday + timedelta(weeks=week)
        if (week == 0 or start.day <= 7) and x >= free_from:
            months.append((x, f"{start:%b}" + (f" {start:%Y}" if start.month == 1 else "")))
            free_from = x + (64 if start.month == 1 else 34) * scale
        for weekday in range(7):
            day = start + timedelta(days=weekday)
            if not chart.first <= day <= chart.last:
                continue
            y = top + weekday * side
            found = known.get(day)
            squares.append(
                Square(
                    x, y, side * (1 - GAP), day, None if found is None else level_of(found.minutes)
                )
            )
            if found:
                middle = x + side * (1 - GAP) / 2
                stops.append(Stop(middle, day, day, (), y + side * (1 - GAP) / 2, found.text))
    weekdays = tuple(
        (top + number * side + side * (1 - GAP) / 2, number) for number in (0, 2, 4, 6)
    )
    return CalendarPicture(tuple(squares), tuple(months), weekdays, tuple(stops), top - 6 * scale)


def level_of(minutes: float) -> int:
    """How dark a day with training is; a day with little is still seen."""
    return max(0, sum(minutes > level for level in LEVELS) - 1)


def pair_picture(
    chart: PairChart,
    width: float,
    height: float,
    scale: float,
    name_wide: float,
    value_wide: float,
) -> PairPicture:
    """Each exercise a row with its left and right bar; the better side takes all the room."""
    names_above = name_wide > width * 0.34
    row_least = (58 if names_above else 44) * scale
    most = max(1, int(height / row_least))
    pairs = chart.pairs[:most]
    high = min(height / max(1, len(pairs)), 76 * scale)
    start = 0.0 if names_above else name_wide + 14 * scale
    room = max(20.0, width - start - value_wide - 16 * scale)
    rows, stops = [], []
    for number, pair in enumerate(pairs):
        top = number * high
        inner = top + (22 * scale if names_above else high * 0.14)
        bar = max(6 * scale, min(16 * scale, (top + high * 0.9 - inner) / 2 - 2 * scale))
        better = max(pair.left, pair.right)
        left = Box(start, inner, room * (pair.left / better if better else 0), bar)
        right = Box(
            start, inner + bar + 3 * scale, room * (pair.right / better if better else 0), bar
        )
        name_box = (
            Box(0, top, width, 20 * scale)
            if names_above
            else Box(0, inner, name_wide, 2 * bar + 3 * scale)
        )
        rows.append(
            PairRow(name_box, left, right, start + room * chart.bar / 100, inner, right.bottom)
        )
        index = "" if pair.index is None else f"{pair.index:.0f} %"
        text = f"{pair.name}: left {pair.left:g} {pair.unit}, right {pair.right:g} {pair.unit}"
        text += f", symmetry {index}" if index else ""
        stops.append(
            Stop(start + room / 2, pair.day, pair.day, (), (inner + right.bottom) / 2, text)
        )
    return PairPicture(tuple(rows), start + room + 12 * scale, tuple(stops))


def ring_picture(
    chart: RingChart, width: float, height: float, thick: float = 0.12
) -> RingPicture:
    """Parts clockwise from the top. A ring with segments is cut into equal pieces."""
    side = min(width * (1.0 if chart.segments else 0.55), height)
    radius = side / 2 * (1 - thick)
    arcs: list[Arc] = []
    if chart.segments:
        span = 360.0 / chart.segments
        gap = 5.0 if chart.segments > 1 else 0.0
        filled = sum(part.value for part in chart.parts)
        role = chart.parts[0].role if chart.parts else None
        for number in range(chart.segments):
            full = number + 1 <= filled + 1e-9
            arcs.append(Arc(number * span + gap / 2, span - gap, role if full else None))
    else:
        whole = max(chart.whole or 0.0, sum(part.value for part in chart.parts))
        at = 0.0
        for part in chart.parts:
            if whole and part.value > 0:
                span = 360.0 * part.value / whole
                arcs.append(Arc(at + 0.8, max(0.4, span - 1.6), part.role))
                at += span
        if at < 359.0 and whole:
            arcs.append(Arc(at + 0.8, 360 - at - 1.6, None))
    middle = (width / 2 if chart.segments else side / 2 + (width - side) * 0.2, height / 2)
    stops = tuple(
        Stop(
            middle[0], None, None, (), middle[1], f"{part.name}: {part.text or f'{part.value:g}'}"
        )
        for part in chart.parts
    )
    return RingPicture(middle, radius, side * thick, tuple(arcs), stops)
