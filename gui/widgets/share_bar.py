"""A thin line: how much of what was planned was done."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme
from workouts.model import Side

HEIGHT = 6


class ShareBar(QWidget):
    """A picture of the number that stands above it in words."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side, self._share = side, 0.0
        self._theme: Theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_share(self, share: float) -> None:
        self._share = share
        self.setAccessibleName(self.tr("{:.0f} % of the plan").format(100 * share))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, _: QPaintEvent) -> None:
        colours = {Side.LEFT: self._theme.left, Side.RIGHT: self._theme.right}
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            radius = HEIGHT / 2
            whole = QRectF(0, 0, self.width(), HEIGHT)
            painter.setBrush(QColor(self._theme.track))
            painter.drawRoundedRect(whole, radius, radius)
            if self._share > 0:
                whole.setWidth(max(HEIGHT, whole.width() * self._share))
                painter.setBrush(QColor(colours.get(self._side, self._theme.work)))
                painter.drawRoundedRect(whole, radius, radius)
