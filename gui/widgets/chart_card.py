"""A card of the overview: a title, the newest values, a small chart, a sentence."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from gui.charts.geometry import View
from gui.charts.look import Look
from gui.charts.paint import paint, picture_of
from gui.charts.values import Chart, Role, TimeChart
from gui.theme import LIGHT, RADIUS, SIZES, Theme, text_font
from gui.widgets.card_grid import Card


@dataclass(frozen=True, slots=True)
class Overview:
    """What one card shows. A value without a role has no sign of a side before it."""

    metric: str
    title: str
    chart: Chart
    values: tuple[tuple[Role | None, str], ...] = ()
    under: str = ""  # what the values are of
    words: str = ""  # a sentence
    key: str = ""


class ChartCard(Card):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._overview: Overview | None = None
        self._view: View | None = None
        self._pixmap: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_overview(self, overview: Overview, view: View | None) -> None:
        self._overview, self._view, self._pixmap = overview, view, None
        said = [overview.title, *(text for _, text in overview.values), overview.under]
        self.setAccessibleName(". ".join(part for part in said if part))
        words = overview.words or (overview.chart.empty if overview.chart.is_empty else "")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    @property
    def overview(self) -> Overview | None:
        return self._overview

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._pixmap = theme, None
        self.update()

    @property
    def _scale(self) -> float:
        return max(0.6, QApplication.font().pixelSize() / SIZES["body"])

    def least_width(self) -> int:
        return round(300 * self._scale)

    def height_at(self, _: int) -> int:
        return round(296 * self._scale)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_came.emit()
        super().focusInEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wide, high = round(self.width() * ratio), round(self.height() * ratio)
        if self._pixmap is None or (self._pixmap.width(), self._pixmap.height()) != (wide, high):
            self._pixmap = QPixmap(max(1, wide), max(1, high))
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(self._pixmap) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._paint_card(painter)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._pixmap)
            lit = self.hasFocus() or self.underMouse()
            if lit:
                colour = self._theme.focus if self.hasFocus() else self._theme.accent
                painter.setPen(QPen(QColor(colour), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_card(self, painter: QPainter) -> None:
        theme, scale = self._theme, self._scale
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        over = self._overview
        if over is None:
            return
        edge = 16 * scale
        inside = box.adjusted(edge, 14 * scale, -edge, -12 * scale)
        y = inside.top()
        y += self._line(painter, over.title, 17, 600, theme.text, inside, y) + 3 * scale
        if over.values:
            y += self._paint_values(painter, over, inside, y)
        if over.under:
            y += self._line(painter, over.under, 13, 400, theme.muted, inside, y)
        words_high = self._words_high(painter, over, inside) if not over.chart.is_empty else 0.0
        y += 6 * scale
        room = inside.bottom() - words_high - y
        painter.save()
        painter.translate(inside.left(), y)
        look = Look(theme, scale * 0.88)
        picture = picture_of(over.chart, self._view, inside.width(), room, look, legend=False)
        paint(painter, look, picture, inside.width(), room)
        painter.restore()
        if words_high:
            place = QRectF(inside.left(), inside.bottom() - words_high, inside.width(), words_high)
            painter.setFont(text_font(round(13 * scale)))
            painter.setPen(QColor(theme.muted))
            flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignBottom)
            painter.drawText(place, flags, self._fitting(painter, over.words, place))

    def _paint_values(self, painter: QPainter, over: Overview, inside: QRectF, y: float) -> float:
        """The newest values, each with the sign of its side."""
        scale = self._scale
        pixels = 22 if len(over.values) < 3 else 16
        font = text_font(round(pixels * scale), 700, tabular=True)
        painter.setFont(font)
        high = painter.fontMetrics().height()
        look, x = Look(self._theme, scale), inside.left()
        for role, text in over.values:
            if role is not None:
                look.marker(painter, role, x + 7 * scale, y + high / 2, 5.5)
                x += 20 * scale
            painter.setFont(font)
            painter.setPen(QColor(self._theme.text))
            wide = painter.fontMetrics().horizontalAdvance(text)
            left = inside.right() - x
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, max(0, round(left))
            )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(x, y, left, high), flags, shown)
            x += wide + 20 * scale
            if x > inside.right():
                break
        return float(high)

    def _line(
        self,
        painter: QPainter,
        text: str,
        pixels: float,
        weight: int,
        colour: str,
        inside: QRectF,
        y: float,
    ) -> float:
        painter.setFont(text_font(round(pixels * self._scale), weight))
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colour))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(inside.width()))
        box = QRectF(inside.left(), y, inside.width(), metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return float(metrics.height())

    def _words_high(self, painter: QPainter, over: Overview, inside: QRectF) -> float:
        """Two lines at most."""
        if not over.words:
            return 0.0
        painter.setFont(text_font(round(13 * self._scale)))
        row = painter.fontMetrics().lineSpacing()
        wide = painter.fontMetrics().horizontalAdvance(over.words)
        return float(row * (1 if wide <= inside.width() else 2) + 2)

    def _fitting(self, painter: QPainter, text: str, box: QRectF) -> str:
        """As much of a text as two lines hold; whole words, with dots where some is left out."""
        metrics = painter.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, box.width(), 10_000).toRect()
        words = text.split()
        shown = text
        while words and metrics.boundingRect(room, flags, shown).height() > box.height() + 2:
            words.pop()
            shown = " ".join(words).rstrip(" ;,.:") + " …"
        return shown


__all__ = ["ChartCard", "Overview", "TimeChart"]
