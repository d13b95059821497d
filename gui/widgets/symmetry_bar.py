"""How even two sides are, as a bar from 0 to 100 % with a mark at 90 %."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme, text_font
from workouts.metrics import metrics
from workouts.self_test import LSI_BAR

TALLEST = 14.0


class SymmetryBar(QWidget):
    """Says the percentage beside the bar; colour only repeats what the words and the mark say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._theme: Theme = LIGHT
        self._index: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_index(self, index: float | None) -> None:
        """Percent; None is unknown and draws nothing."""
        self._index = index
        self.setAccessibleName(self.tr("Symmetry of {}: {}").format(self._name, self.text))
        self.setVisible(index is not None)
        self.update()

    @property
    def text(self) -> str:
        if self._index is None:
            return self.tr("unknown")
        band = metrics().of("limb_symmetry_index").band_of(self._index)
        words = f", {band.word}" if band else ""
        return self.tr("Symmetry {} %{}").format(f"{self._index:.0f}", words)

    def sizeHint(self) -> QSize:
        return QSize(240, round(self.fontMetrics().height() * 2.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._index is None:
            return
        theme = self._theme
        line = self.fontMetrics().height()
        high = min(TALLEST, line * 0.7)
        wide = min(float(self.width()), 420.0)
        top = line * 1.4
        band = metrics().of("limb_symmetry_index").band_of(self._index)
        colour = theme.good if band and band.tone == "good" else theme.warn
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(text_font(self.font().pixelSize(), 500))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(0, line), self.text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.track))
            painter.drawRoundedRect(QRectF(0, top, wide, high), high / 2, high / 2)
            painter.setBrush(QColor(colour))
            share = min(1.0, self._index / 100)
            painter.drawRoundedRect(QRectF(0, top, wide * share, high), high / 2, high / 2)
            painter.setPen(QPen(QColor(theme.text), 2))
            mark = wide * LSI_BAR / 100
            painter.drawLine(QPointF(mark, top - 3), QPointF(mark, top + high + 3))
