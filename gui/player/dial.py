"""The large digits and the ring around them. Told what to show; knows no session."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme, text_font

DIGITS_OF_WINDOW = 0.40  # height of the digits over the height of the window, at most
RING = 0.032  # thickness of the ring over its diameter
WIDEST = 0.86  # of the ring's inside that two corners of the digits may span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the dial shows at one moment."""

    digits: str = ""
    word: str = ""  # the phase, above the digits
    note: str = ""  # below the digits
    colour: str = "#000000"
    done: float = 0.0  # share of the ring already gone, 0..1
    outlined: bool = False  # get-ready digits: must not be taken for the exercise clock
    dashed: bool = False  # rest: told by shape as well as by colour


class Dial(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading()
        self._theme: Theme = LIGHT
        self._turned = 0  # degrees, for side-lying work
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 180)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_turned(self, degrees: int) -> None:
        if degrees != self._turned:
            self._turned = degrees
            self.update()

    def show_reading(self, reading: Reading) -> None:
        """Show it; nothing is repainted where nothing changed."""
        if reading != self._reading:
            self._reading = reading
            spoken = " ".join(
                part for part in (reading.word, reading.digits, reading.note) if part
            )
            self.setAccessibleName(spoken)
            self.update()

    def digits_height(self) -> float:
        """Height of the digits in pixels, as they are painted now."""
        return self._digits_path(self._ring().width()).boundingRect().height()

    def sizeHint(self) -> QSize:
        return QSize(560, 560)

    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._turned:
                painter.translate(self.rect().center())
                painter.rotate(self._turned)
                painter.translate(-self.rect().center())
            ring = self._ring()
            self._paint_ring(painter, ring)
            self._paint_digits(painter, ring)

    def _ring(self) -> QRectF:
        side = min(self.width(), self.height()) * 0.94
        width = side * RING
        across = side - width
        return QRectF((self.width() - across) / 2, (self.height() - across) / 2, across, across)

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        reading = self._reading
        pen = QPen(QColor(self._theme.track), ring.width() * RING)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(ring)
        left = max(0.0, 1.0 - reading.done)
        pen.setColor(QColor(reading.colour))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if reading.dashed:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([0.5, 0.5])
        painter.setPen(pen)
        if left > 0.0005:
            painter.drawArc(ring, 90 * 16, round(left * 360 * 16))

    def _paint_digits(self, painter: QPainter, ring: QRectF) -> None:
        reading = self._reading
        path = self._digits_path(ring.width())
        colour = QColor(reading.colour)
        if reading.outlined:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, max(2.5, ring.width() * 0.009)))
        else:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(path)
        box = path.boundingRect()
        height = box.height() or ring.height() * 0.3
        middle = ring.center()
        size = ring.width() * 0.075
        self._paint_words(painter, reading.word, middle.y() - height / 2, -1, size, colour, 700)
        muted = QColor(self._theme.muted)
        self._paint_words(
            painter, reading.note, middle.y() + height / 2, 1, size * 0.72, muted, 500
        )

    def _paint_words(
        self,
        painter: QPainter,
        text: str,
        edge: float,
        direction: int,
        pixels: float,
        colour: QColor,
        weight: int,
    ) -> None:
        """Words centred between the digits and the ring, above (-1) or below (1) them."""
        if not text:
            return
        ring = self._ring()
        rim = ring.top() if direction < 0 else ring.bottom()
        y = edge + (rim - edge) * 0.46
        half = ring.width() / 2
        reach = max(0.0, half**2 - (y - ring.center().y()) ** 2) ** 0.5 * 2 * 0.88
        font = text_font(round(pixels), weight)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        if wide > reach:
            font = text_font(round(pixels * reach / wide), weight)
        painter.setFont(font)
        painter.setPen(colour)
        box = QRectF(ring.center().x() - half, y - pixels, ring.width(), pixels * 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _digits_path(self, across: float) -> QPainterPath:
        """The digits as an outline around the middle, as large as window and ring allow."""
        font = text_font(200, 700, tabular=True)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 96)
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, self._reading.digits)
        box = path.boundingRect()
        if box.isEmpty():
            return path
        model = QPainterPath()
        model.addText(QPointF(0, 0), font, "0" * max(2, len(self._reading.digits)))
        frame = model.boundingRect()
        inside = across * (1 - RING) * WIDEST * 1.12
        by_ring = inside / (frame.width() ** 2 + frame.height() ** 2) ** 0.5
        by_window = self.window().height() * DIGITS_OF_WINDOW / frame.height()
        scale = min(by_ring, by_window)
        made = QPainterPath()
        middle = self._ring().center()
        move = QTransform()
        move.translate(middle.x(), middle.y())
        move.scale(scale, scale)
        move.translate(-box.center().x(), -frame.center().y())
        path.setFillRule(Qt.FillRule.WindingFill)
        made.addPath(move.map(path.simplified()))  # the strokes of a letter overlap
        return made
