"""Paints a ring of parts, with a number and a word inside."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.look import Look
from gui.charts.shape_geometry import RingPicture
from gui.charts.values import RingChart
from gui.theme import text_font


def paint_ring(painter: QPainter, look: Look, chart: RingChart, picture: RingPicture) -> None:
    x, y = picture.middle
    radius = picture.radius
    box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for arc in picture.arcs:
        colour = QColor(look.theme.track) if arc.role is None else look.colour(arc.role)
        pen = QPen(colour, picture.thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, round((90 - arc.start) * 16), round(-arc.span * 16))
    _paint_names(painter, look, chart, x + radius + picture.thick, y)
    inside = 2 * (radius - picture.thick / 2) * 0.84
    _fitted(painter, chart.big, 700, look.theme.text, inside, QRectF(box), -0.08, 0.42)
    if chart.small:
        _fitted(
            painter,
            chart.small,
            500,
            look.theme.muted,
            inside * 0.86,
            QRectF(box),
            0.20,
            0.16,
        )


def _paint_names(
    painter: QPainter, look: Look, chart: RingChart, left: float, middle: float
) -> None:
    """What each part is, beside the ring; a ring of equal segments has nothing to explain."""
    if chart.segments:
        return
    row, swatch = 26 * look.scale, 14 * look.scale
    painter.setFont(look.font())
    y = middle - row * len(chart.parts) / 2
    for part in chart.parts:
        box = QRectF(left + 16, y + (row - swatch) / 2, swatch, swatch)
        painter.fillRect(box, look.fill(part.role))
        painter.setPen(QColor(look.theme.text))
        place = QRectF(box.right() + 10, y, 600, row)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, f"{part.name}  {part.text}")
        y += row


def _fitted(
    painter: QPainter,
    text: str,
    weight: int,
    colour: str,
    room: float,
    box: QRectF,
    shift: float,
    share: float,
) -> None:
    """Text as large as it fits in the middle of the ring."""
    pixels = round(box.height() * share)
    painter.setFont(text_font(pixels, weight, tabular=True))
    while pixels > 9 and painter.fontMetrics().horizontalAdvance(text) > room:
        pixels -= 1
        painter.setFont(text_font(pixels, weight, tabular=True))
    painter.setPen(QColor(colour))
    painter.drawText(box.translated(0, box.height() * shift), Qt.AlignmentFlag.AlignCenter, text)
