"""Paints a calendar of days: darker the more minutes; a day without training stays open."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.look import Look
from gui.charts.shape_geometry import CalendarPicture
from workouts.marks import Mark

SHADES = (0.34, 0.56, 0.78, 1.0)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def paint_calendar(
    painter: QPainter, look: Look, picture: CalendarPicture, marks: tuple[Mark, ...] = ()
) -> None:
    theme = look.theme
    painter.setFont(look.font())
    painter.setPen(QColor(theme.muted))
    for x, name in picture.months:
        painter.drawText(QPointF(x, picture.month_y), name)
    for y, weekday in picture.weekdays:
        box = QRectF(0, y - 10 * look.scale, 34 * look.scale, 20 * look.scale)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, WEEKDAYS[weekday]
        )
    strong = QColor(theme.work)
    ill = [mark for mark in marks if mark.kind == "illness"]
    for square in picture.squares:
        box = QRectF(square.left, square.top, square.side, square.side)
        corner = square.side * 0.18
        if square.level is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.line), 1))
        else:
            colour = QColor(strong)
            colour.setAlphaF(SHADES[square.level])
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, corner, corner)
        if any(mark.first <= square.day <= mark.last for mark in ill):
            painter.setPen(QPen(QColor(theme.muted), 1.4))
            painter.drawLine(box.topLeft(), box.bottomRight())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if picture.squares:
        _paint_legend(painter, look, picture)


def _paint_legend(painter: QPainter, look: Look, picture: CalendarPicture) -> None:
    """From an open square, which is no training, to the darkest."""
    scale = look.scale
    y = max(square.top + square.side for square in picture.squares) + 12 * scale
    x, side = 40 * scale, 14 * scale
    painter.setFont(look.font())
    for number, word in enumerate(("no training", "", "", "", "more minutes")):
        box = QRectF(x, y, side, side)
        if number == 0:
            painter.setPen(QPen(QColor(look.theme.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            colour = QColor(look.theme.work)
            colour.setAlphaF(SHADES[number - 1])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        painter.drawRoundedRect(box, 2, 2)
        x += side + 5 * scale
        if word:
            painter.setPen(QColor(look.theme.muted))
            painter.drawText(QPointF(x, y + side * 0.82), word)
            x += look.measure(word) + 16 * scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
