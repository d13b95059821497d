"""Paints what lies behind every chart with dates: grid, bands, goals, notes and ill weeks."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from gui.charts.bars_geometry import bars_grain, goals_at, tallest
from gui.charts.geometry import Axes, Box, View, axes, grain_of
from gui.charts.legend import LegendPicture, LegendWords, entries_of, goal_pen, legend_picture
from gui.charts.line_geometry import largest
from gui.charts.look import Look
from gui.charts.values import TimeChart
from gui.theme import ThemeName
from workouts.marks import Mark

FOOT, LANE, RIGHT = 26.0, 20.0, 14.0


def lay_out(
    chart: TimeChart, view: View, width: float, height: float, look: Look, *, legend: bool = True
) -> tuple[Axes, LegendPicture]:
    """The axes of a chart in a size, with the legend above them."""
    scale = look.scale
    guess = bars_grain(view, max(1.0, width - 60 * scale), scale)
    low, high = (0.0, tallest(chart, view, guess)) if chart.bars else largest(chart, view)
    entries = entries_of(chart, goals_at(chart, guess), LegendWords()) if legend else []
    head = legend_picture(entries, max(1.0, width - 8), look)
    lane = LANE * scale if marks_in(chart, view) else 8 * scale
    top = head.high + lane
    high_plot = max(10.0, height - top - FOOT * scale)
    ends: dict[str, Any] = {"ceiling": chart.ceiling, "floor": chart.floor, "whole": chart.whole}
    first = axes(Box(0, top, width, high_plot), view, low, high, scale, steps=chart.steps, **ends)
    texts = [
        tick.text if chart.steps else _with_unit(tick.text, chart.unit)
        for tick in first.value_ticks
    ]
    widest = max((look.measure(text) for text in texts), default=0.0)
    left = min(widest + 10, width * 0.42)
    plot = Box(left, top, max(10.0, width - left - RIGHT * scale), high_plot)
    return axes(plot, view, low, high, scale, steps=chart.steps, **ends), head


def marks_in(chart: TimeChart, view: View) -> list[Mark]:
    return [
        mark
        for mark in chart.marks
        if mark.last.toordinal() + 1 >= view.first and mark.first.toordinal() <= view.last
    ]


def paint_behind(painter: QPainter, look: Look, chart: TimeChart, at: Axes) -> None:
    """Bands, spans of marks and the grid."""
    plot = at.plot
    for shade in chart.shades:
        # What lies between two bands belongs to the upper: bands of whole numbers leave no hole.
        least = at.low if shade.least is None else max(at.low, shade.least)
        most = at.high if shade.most is None else min(at.high, shade.most)
        if most > least or shade.least == shade.most:
            box = QRectF(plot.left, at.y(most), plot.wide, max(1.0, at.y(least) - at.y(most)))
            painter.fillRect(box, look.tone(shade.tone))
    for mark in marks_in(chart, at.view):
        if mark.last > mark.first or mark.kind == "illness":
            left = max(plot.left, at.x(mark.first.toordinal() - 0.4))
            right = min(plot.right, at.x(mark.last.toordinal() + 0.4))
            colour = QColor(look.theme.muted)
            colour.setAlpha(46)
            painter.fillRect(QRectF(left, plot.top, right - left, plot.high), colour)
            colour.setAlpha(90)
            painter.fillRect(
                QRectF(left, plot.top, right - left, plot.high),
                QBrush(colour, Qt.BrushStyle.FDiagPattern),
            )
    painter.setFont(look.font())
    grid = QColor(look.theme.line)
    if look.theme.name is ThemeName.HIGH_CONTRAST:
        grid.setAlpha(90)  # its lines are as bright as its letters: the values come first
    for tick in at.value_ticks:
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(plot.left, tick.at), QPointF(plot.right, tick.at))
        painter.setPen(QColor(look.theme.muted))
        half = 11 * look.scale
        box = QRectF(0, tick.at - half, plot.left - 8, 2 * half)
        text = tick.text if chart.steps else _with_unit(tick.text, chart.unit)
        text = look.small.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    _paint_days(painter, look, at)


def _paint_days(painter: QPainter, look: Look, at: Axes) -> None:
    painter.setPen(QColor(look.theme.muted))
    free_from = -1e9
    for tick in at.day_ticks:
        wide = look.measure(tick.text) + 4
        x = min(max(tick.at - wide / 2, 0.0), at.plot.right + RIGHT * look.scale - wide)
        if x < free_from:
            continue
        free_from = x + wide + 6 * look.scale
        painter.drawLine(QPointF(tick.at, at.plot.bottom), QPointF(tick.at, at.plot.bottom + 4))
        box = QRectF(x, at.plot.bottom + 5, wide, (FOOT - 5) * look.scale)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, tick.text)


def paint_before(painter: QPainter, look: Look, chart: TimeChart, at: Axes) -> None:
    """Goals and the signs of marks, over the values."""
    plot = at.plot
    for goal in goals_at(chart, bars_grain(at.view, plot.wide, look.scale)):
        painter.setPen(goal_pen(look))
        painter.drawLine(
            QPointF(plot.left, at.y(goal.value)), QPointF(plot.right, at.y(goal.value))
        )
    for mark in marks_in(chart, at.view):
        x = min(max(at.x(_middle(mark)), plot.left), plot.right)
        _flag(painter, look, mark.kind, x, plot.top - 6 * look.scale)
        if mark.first == mark.last and mark.kind != "illness":
            pen = QPen(QColor(look.theme.muted), 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, plot.top - 2), QPointF(x, plot.bottom))


def mark_near(chart: TimeChart, at: Axes, x: float) -> Mark | None:
    """The mark whose days lie under a place, the shortest first."""
    near = [
        mark
        for mark in marks_in(chart, at.view)
        if at.x(mark.first.toordinal() - 0.5) - 5 <= x <= at.x(mark.last.toordinal() + 0.5) + 5
    ]
    return min(near, key=lambda mark: (mark.last - mark.first, mark.first), default=None)


def _middle(mark: Mark) -> float:
    return (mark.first.toordinal() + mark.last.toordinal()) / 2


def _flag(painter: QPainter, look: Look, kind: str, x: float, y: float) -> None:
    """A small shape a kind: a cross for illness, a flag for a race, an arrow, a page."""
    s = 5.0 * look.scale**0.5
    painter.setPen(QPen(QColor(look.theme.text), 1.6 * look.scale**0.5))
    painter.setBrush(QColor(look.theme.surface))
    if kind == "illness":
        painter.drawLine(QPointF(x - s, y - s), QPointF(x + s, y - s))
        painter.setBrush(QColor(look.theme.text))
        painter.drawRect(QRectF(x - s * 0.3, y - 2 * s, s * 0.6, 2 * s))
    elif kind == "race":
        painter.setBrush(QColor(look.theme.text))
        points = [
            QPointF(x - s * 0.6, y - 2 * s),
            QPointF(x + s, y - 1.3 * s),
            QPointF(x - s * 0.6, y - 0.6 * s),
        ]
        painter.drawPolygon(QPolygonF(points))
        painter.drawLine(QPointF(x - s * 0.6, y - 2 * s), QPointF(x - s * 0.6, y + s * 0.4))
    elif kind == "travel":
        points = [QPointF(x - s, y - 2 * s), QPointF(x + s, y - s), QPointF(x - s, y)]
        painter.drawPolyline(QPolygonF(points))
    else:
        painter.drawRect(QRectF(x - s * 0.8, y - 2 * s, s * 1.6, 2 * s))
        painter.drawLine(QPointF(x - s * 0.4, y - 1.3 * s), QPointF(x + s * 0.4, y - 1.3 * s))
        painter.drawLine(QPointF(x - s * 0.4, y - 0.7 * s), QPointF(x + s * 0.4, y - 0.7 * s))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit else text


__all__ = ["grain_of", "lay_out", "mark_near", "paint_before", "paint_behind"]
