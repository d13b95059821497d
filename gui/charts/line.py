"""Paints lines over days: joined where days follow, open where there is nothing."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from gui.charts.line_geometry import Drawn, LinePicture
from gui.charts.look import Look
from gui.charts.values import Role


def paint_lines(painter: QPainter, look: Look, picture: LinePicture) -> None:
    plot = picture.axes.plot
    painter.save()
    painter.setClipRect(QRectF(plot.left, plot.top - 10, plot.wide, plot.high + 14))
    for drawn in picture.drawn:
        _paint_noise(painter, look, picture, drawn)
    for drawn in picture.drawn:
        _paint_ribbon(painter, look, drawn)
    for drawn in picture.drawn:
        painter.setPen(look.pen(drawn.line.role))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in drawn.runs:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in run]))
    painter.restore()
    painter.save()
    edge = 9 * look.scale
    painter.setClipRect(
        QRectF(plot.left - edge, plot.top - edge, plot.wide + 2 * edge, plot.high + 2 * edge)
    )
    for drawn in picture.drawn:
        for dot in drawn.dots:
            if dot.is_record:
                look.star(painter, drawn.line.role, dot.x, dot.y)
            else:
                look.marker(painter, drawn.line.role, dot.x, dot.y, 4.4)
    painter.restore()


def _paint_noise(painter: QPainter, look: Look, picture: LinePicture, drawn: Drawn) -> None:
    """Around the first value in sight: inside it nothing is a gain yet. Strokes lean by side."""
    if drawn.noise is None:
        return
    plot = picture.axes.plot
    top, bottom = drawn.noise
    box = QRectF(plot.left, top, plot.wide, bottom - top)
    colour = look.line_colour(drawn.line.role)
    colour.setAlpha(26)
    painter.fillRect(box, colour)
    colour.setAlpha(38)
    leans = (
        Qt.BrushStyle.BDiagPattern if drawn.line.role is Role.RIGHT else Qt.BrushStyle.FDiagPattern
    )
    painter.fillRect(box, QBrush(colour, leans))
    colour.setAlpha(150)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(plot.left, top), QPointF(plot.right, top))
    painter.drawLine(QPointF(plot.left, bottom), QPointF(plot.right, bottom))


def _paint_ribbon(painter: QPainter, look: Look, drawn: Drawn) -> None:
    """From the lowest to the highest of days that are told as one."""
    colour = QColor(look.line_colour(drawn.line.role))
    colour.setAlpha(44)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for run in drawn.ribbon:
        upper = [QPointF(x, top) for x, top, _ in run]
        lower = [QPointF(x, bottom) for x, _, bottom in reversed(run)]
        painter.drawPolygon(QPolygonF(upper + lower))
    painter.setBrush(Qt.BrushStyle.NoBrush)
