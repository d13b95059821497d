"""Paints a ladder: the rung each side stood on, as steps, with the names of rungs at the side."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.charts.line import paint_lines
from gui.charts.line_geometry import LinePicture
from gui.charts.look import Look


def paint_ladder(painter: QPainter, look: Look, picture: LinePicture) -> None:
    """Every second rung stands on a darker ground, so that the eye keeps its row."""
    at = picture.axes
    count = round(at.high - at.low)
    ground = QColor(look.theme.muted)
    ground.setAlpha(18)
    for rung in range(1, count + 1, 2):
        top, bottom = at.y(rung + 0.5), at.y(rung - 0.5)
        painter.fillRect(QRectF(at.plot.left, top, at.plot.wide, bottom - top), ground)
    paint_lines(painter, look, picture)
