"""Charts in words: a sentence for a screen reader, a table for everyone, the text at a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.charts.geometry import Grain, Stop, View
from gui.charts.line_geometry import in_sight, record_of
from gui.charts.values import (
    CalendarChart,
    Chart,
    Line,
    Pair,
    PairChart,
    RingChart,
    Role,
    TimeChart,
    side_lines,
)
from workouts.marks import Mark


@dataclass(frozen=True, slots=True)
class Table:
    """A chart as rows, the newest first. An empty cell is unknown."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChartWords", text)


def number_text(value: float) -> str:
    """Without needless decimals: 20, 14.5; large ones whole."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{round(value, 1):g}"


def with_unit(value: float, unit: str) -> str:
    return f"{number_text(value)} {unit}" if unit else number_text(value)


def day_text(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def span_text(first: date, last: date) -> str:
    """One day, or from one to another."""
    if first == last:
        return f"{first:%a} {day_text(first)}"
    if (last - first).days in range(27, 31) and first.day == 1:
        return f"{first:%B %Y}"
    return _tr("{} to {}").format(day_text(first), day_text(last))


def length_text(days: int) -> str:
    """A span in the words people use: six weeks, four months."""
    if days < 14:
        return _tr("{} days").format(days) if days != 1 else _tr("one day")
    if days < 84:
        return _tr("{} weeks").format(_count(round(days / 7)))
    if days < 700:
        return _tr("{} months").format(_count(round(days / 30.44)))
    return _tr("{} years").format(number_text(days / 365.25))


def _count(number: int) -> str:
    words = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def stop_lines(chart: Chart, stop: Stop, marks: Sequence[Mark] = ()) -> list[tuple[str, str]]:
    """What is told about a place: a role (or nothing) and its words, one a line."""
    lines: list[tuple[str, str]] = []
    if stop.first and stop.last:
        lines.append(("", span_text(stop.first, stop.last)))
    if stop.text:
        lines.append(("", stop.text))
    unit = chart.unit if isinstance(chart, TimeChart) else ""
    steps = chart.steps if isinstance(chart, TimeChart) else ()
    for said in stop.said:
        if steps:
            value = f"{said.value:.0f}. {steps[min(len(steps), max(1, round(said.value))) - 1]}"
        else:
            value = with_unit(said.value, unit)
        more = ""
        if said.count > 1:
            more = _tr(" (middle of {}, {} to {})").format(
                said.count, number_text(said.low or 0), number_text(said.high or 0)
            )
        star = _tr(", record") if said.is_record else ""
        lines.append((said.role, f"{said.name} {value}{more}{star}"))
    lines += [("", mark_text(mark)) for mark in marks]
    return lines


def mark_text(mark: Mark) -> str:
    kind = {
        "note": _tr("Note"),
        "illness": _tr("Illness"),
        "race": _tr("Race"),
        "travel": _tr("Travel"),
    }.get(mark.kind, mark.kind)
    return f"{kind}: {mark.text}" if mark.text else kind


def in_words(chart: Chart, view: View | None = None) -> str:
    """The chart in a sentence or two."""
    if chart.is_empty:
        return f"{chart.title}. {chart.empty or _tr('No values yet.')}"
    if chart.says:
        return chart.says
    match chart:
        case TimeChart():
            parts = _lines_said(chart, view) if chart.lines else _bars_said(chart, view)
            said = "; ".join(parts) if parts else _tr("nothing in this range")
            return f"{chart.title}: {said}."
        case PairChart(pairs=pairs):
            return f"{chart.title}: " + "; ".join(_pair_said(pair) for pair in pairs) + "."
        case CalendarChart(days=days):
            return _tr("{}: training on {} days, from {} to {}.").format(
                chart.title, len(days), day_text(chart.first), day_text(chart.last)
            )
        case RingChart(parts=ring):
            told = ", ".join(f"{p.name} {p.text or number_text(p.value)}" for p in ring)
            return f"{chart.title}: {chart.big} {chart.small}. {told}".strip()


def _lines_said(chart: TimeChart, view: View | None) -> list[str]:
    said = []
    for line in side_lines(chart.lines):
        first, last = in_sight(line, view) if view else (0, len(line))
        if last > first:
            said.append(_line_said(line, first, last, chart))
    return said


def _line_said(line: Line, first: int, last: int, chart: TimeChart) -> str:
    start, end = line.values[first], line.values[last - 1]
    days = line.days[last - 1] - line.days[first]
    if chart.steps:
        return _tr("{} on rung {} of {}").format(line.name, round(end), len(chart.steps))
    if last - first == 1:
        when = day_text(date.fromordinal(line.days[first]))
        return _tr("{} {} on {}").format(line.name, with_unit(end, chart.unit), when)
    change = end - start
    least = line.noise if line.noise is not None else 0.0
    values = (number_text(start), with_unit(end, chart.unit), length_text(days))
    if abs(change) < max(least, 1e-9):
        if line.noise and change:
            return _tr("{} {} after {} {} before, a change too small to tell").format(
                line.name, with_unit(end, chart.unit), number_text(start), length_text(days)
            )
        return _tr("{} stayed at {} for {}").format(line.name, *values[1:])
    way = _tr("{} rose from {} to {} in {}") if change > 0 else _tr("{} went from {} to {} in {}")
    return way.format(line.name, *values)


def _bars_said(chart: TimeChart, view: View | None) -> list[str]:
    bars = chart.bars
    assert bars
    said = []
    stacks = [s for s in bars.stacks if view is None or view.first <= s.day + 6 <= view.last + 6]
    for number, (name, _) in enumerate(bars.parts):
        known = [value for s in stacks if (value := s.values[number]) is not None]
        if known:
            said.append(
                _tr("{} {} in {} weeks").format(
                    name, with_unit(sum(known), chart.unit), len(known)
                )
            )
    return said


def _pair_said(pair: Pair) -> str:
    text = _tr("{}: left {}, right {}").format(
        pair.name, with_unit(pair.left, pair.unit), with_unit(pair.right, pair.unit)
    )
    return text if pair.index is None else text + _tr(", symmetry {:.0f} %").format(pair.index)


def table_of(chart: Chart, view: View | None = None) -> Table:
    """All values in sight as rows; nothing stands where nothing is known."""
    match chart:
        case TimeChart(bars=None):
            return _line_table(chart, view)
        case TimeChart():
            return _bar_table(chart, view)
        case PairChart(pairs=pairs):
            headers = (_tr("Exercise"), _tr("Date"), _tr("Left"), _tr("Right"), _tr("Symmetry"))
            return Table(
                headers,
                tuple(
                    (
                        pair.name,
                        day_text(pair.day) if pair.day else "",
                        with_unit(pair.left, pair.unit),
                        with_unit(pair.right, pair.unit),
                        "" if pair.index is None else f"{pair.index:.0f} % {pair.word}".strip(),
                    )
                    for pair in pairs
                ),
            )
        case CalendarChart(days=days):
            return Table(
                (_tr("Date"), _tr("Done")),
                tuple((span_text(one.day, one.day), one.text) for one in reversed(days)),
            )
        case RingChart(parts=parts):
            return Table(
                (_tr("Part"), _tr("Amount")),
                tuple((part.name, part.text or number_text(part.value)) for part in parts),
            )


def _line_table(chart: TimeChart, view: View | None) -> Table:
    days: dict[int, list[str]] = {}
    lines = chart.lines
    for number, line in enumerate(lines):
        first, last = in_sight(line, view) if view else (0, len(line))
        record = record_of(line) if chart.shows_record else None
        for place in range(first, last):
            row = days.setdefault(line.days[place], [""] * len(lines))
            value = line.values[place]
            if chart.steps:
                text = (
                    f"{value:.0f}. {chart.steps[max(1, min(len(chart.steps), round(value))) - 1]}"
                )
            else:
                text = number_text(value)
            row[number] = text + (" ★" if place == record else "")
    unit = f" ({chart.unit})" if chart.unit else ""
    headers = (_tr("Date"), *(line.name + unit for line in lines))
    has_marks = bool(chart.marks)
    for mark in chart.marks:
        if view is None or view.first <= mark.first.toordinal() <= view.last:
            days.setdefault(mark.first.toordinal(), [""] * len(lines))
    rows: list[tuple[str, ...]] = []
    for day in sorted(days, reverse=True):
        at = date.fromordinal(day)
        told = [mark_text(m) for m in chart.marks if m.first <= at <= m.last]
        notes = ("; ".join(told),) if has_marks else ()
        rows.append((f"{at:%a} {day_text(at)}", *days[day], *notes))
    return Table((*headers, _tr("Notes")) if has_marks else headers, tuple(rows))


def _bar_table(chart: TimeChart, view: View | None) -> Table:
    bars = chart.bars
    assert bars
    unit = f" ({chart.unit})" if chart.unit else ""
    rows = []
    for stack in reversed(bars.stacks):
        if view is None or (view.first <= stack.day + 6 and stack.day <= view.last):
            monday = date.fromordinal(stack.day)
            cells = ("" if value is None else number_text(value) for value in stack.values)
            rows.append((_tr("Week of {}").format(day_text(monday)), *cells))
    return Table((_tr("Week"), *(name + unit for name, _ in bars.parts)), tuple(rows))


def grain_text(grain: Grain) -> str:
    """What one point or bar stands for."""
    return {
        Grain.DAY: _tr("days"),
        Grain.WEEK: _tr("weeks"),
        Grain.MONTH: _tr("months"),
        Grain.QUARTER: _tr("quarters of a year"),
        Grain.YEAR: _tr("years"),
    }[grain]


def role_word(role: Role) -> str:
    return {
        Role.LEFT: _tr("Left"),
        Role.RIGHT: _tr("Right"),
        Role.BOTH: _tr("Both sides"),
        Role.ALTERNATING: _tr("In turn"),
    }.get(role, role.value)
