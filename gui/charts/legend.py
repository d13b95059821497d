"""The legend above a chart: what each line, bar, band and mark is, in as many rows as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.geometry import Box, rows_of
from gui.charts.line_geometry import record_of
from gui.charts.look import Look
from gui.charts.values import Goal, Role, TimeChart, Tone

ROW = 22.0
SAMPLE = 30.0
SPACE_AFTER = 18.0


@dataclass(frozen=True, slots=True)
class Entry:
    text: str
    draw: Callable[[QPainter, Look, QRectF], None]


@dataclass(frozen=True, slots=True)
class LegendPicture:
    """Each entry with the box of its sample; the text stands behind it."""

    entries: tuple[tuple[Entry, Box], ...]
    high: float


def legend_picture(entries: Sequence[Entry], wide: float, look: Look) -> LegendPicture:
    sample, gap = SAMPLE * look.scale**0.5, SPACE_AFTER * look.scale
    widths = [sample + 8 + look.measure(entry.text) for entry in entries]
    row_high = ROW * look.scale
    placed = []
    rows = rows_of(widths, wide, gap)
    for row, numbers in enumerate(rows):
        x = 0.0
        for number in numbers:
            placed.append((entries[number], Box(x, row * row_high, sample, row_high)))
            x += widths[number] + gap
    return LegendPicture(tuple(placed), len(rows) * row_high + (6 * look.scale if rows else 0))


def paint_legend(painter: QPainter, look: Look, legend: LegendPicture, left: float) -> None:
    painter.setFont(look.font())
    for entry, box in legend.entries:
        entry.draw(painter, look, QRectF(left + box.left, box.top, box.wide, box.high))
        painter.setPen(QColor(look.theme.text))
        place = QRectF(left + box.right + 8, box.top, look.measure(entry.text) + 4, box.high)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.text
        )


def entries_of(chart: TimeChart, goals: Sequence[Goal], words: "LegendWords") -> list[Entry]:
    """What a chart with dates needs explained; one line alone is explained by its title."""
    made = [
        Entry(line.name, _line_sample(line.role, joined=line.joined))
        for line in chart.lines
        if line.days
    ]
    if chart.bars:
        used = [
            any(stack.values[number] for stack in chart.bars.stacks)
            for number in range(len(chart.bars.parts))
        ]
        for (name, role), there in zip(chart.bars.parts, used, strict=True):
            if there:
                made.append(Entry(name, _bar_sample(role)))
    if chart.shows_record and any(record_of(line) is not None for line in chart.lines):
        made.append(Entry(words.record, _star_sample))
    noise = next((line.noise for line in chart.lines if line.noise and len(line) > 1), None)
    if noise:
        made.append(Entry(words.noise.format(f"{noise:g} {chart.unit}"), _noise_sample))
    made += [Entry(shade.word, _shade_sample(shade.tone)) for shade in chart.shades if shade.word]
    made += [Entry(goal.word, _goal_sample) for goal in goals]
    return made


@dataclass(frozen=True, slots=True)
class LegendWords:
    record: str = "record"
    noise: str = "a change under {} says nothing"


def _line_sample(role: Role, *, joined: bool) -> Callable[[QPainter, Look, QRectF], None]:
    def draw(painter: QPainter, look: Look, box: QRectF) -> None:
        y = box.center().y()
        if joined:
            painter.setPen(look.pen(role))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if role is not Role.TARGET:
            look.marker(painter, role, box.center().x(), y)

    return draw


def _bar_sample(role: Role) -> Callable[[QPainter, Look, QRectF], None]:
    def draw(painter: QPainter, look: Look, box: QRectF) -> None:
        side = min(box.height() * 0.6, box.width())
        place = QRectF(box.right() - side * 1.3, box.center().y() - side / 2, side * 1.3, side)
        painter.fillRect(place, look.fill(role))
        if hatch := look.hatch(role):
            painter.fillRect(place, hatch)

    return draw


def _shade_sample(tone: Tone) -> Callable[[QPainter, Look, QRectF], None]:
    def draw(painter: QPainter, look: Look, box: QRectF) -> None:
        side = box.height() * 0.6
        place = QRectF(box.right() - side * 1.3, box.center().y() - side / 2, side * 1.3, side)
        colour = look.tone(tone)
        painter.fillRect(place, colour)
        colour.setAlpha(255)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    return draw


def _goal_sample(painter: QPainter, look: Look, box: QRectF) -> None:
    painter.setPen(goal_pen(look))
    y = box.center().y()
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _noise_sample(painter: QPainter, look: Look, box: QRectF) -> None:
    side = box.height() * 0.6
    place = QRectF(box.right() - side * 1.3, box.center().y() - side / 2, side * 1.3, side)
    colour = QColor(look.theme.muted)
    colour.setAlpha(50)
    painter.fillRect(place, colour)
    colour.setAlpha(160)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def _star_sample(painter: QPainter, look: Look, box: QRectF) -> None:
    look.star(painter, Role.TARGET, box.right() - box.height() / 2, box.center().y())


def goal_pen(look: Look) -> QPen:
    pen = QPen(QColor(look.theme.text), 1.4)
    pen.setDashPattern([8.0, 4.0])
    return pen
