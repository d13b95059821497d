"""Paints bars of weeks or longer; parts differ by colour and by hatching."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.bars_geometry import BarsPicture
from gui.charts.look import Look


def paint_bars(painter: QPainter, look: Look, picture: BarsPicture) -> None:
    plot = picture.axes.plot
    painter.save()
    painter.setClipRect(QRectF(plot.left, plot.top, plot.wide, plot.high + 1))
    edge = QPen(QColor(look.theme.surface), 1)
    for block in picture.blocks:
        box = QRectF(block.left, block.top, block.wide, block.high)
        painter.fillRect(box, look.fill(block.role))
        if block.wide > 4 and (hatch := look.hatch(block.role)):
            painter.fillRect(box, hatch)
        if block.wide > 4 and block.high > 3:
            painter.setPen(edge)
            painter.drawLine(box.topLeft(), box.topRight())
    painter.restore()
