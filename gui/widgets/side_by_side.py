"""Two parts beside each other where there is room for them, else one above the other."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from gui.theme import SPACE


class SideBySide(QWidget):
    """The first part grows, the second keeps its size. `least`: letters they need beside."""

    def __init__(
        self, first: QWidget, second: QWidget, least: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        box = _Turning(self, least)
        box.addWidget(first, 1)
        box.addWidget(second, 0, Qt.AlignmentFlag.AlignTop)


class _Turning(QBoxLayout):
    """Knows its direction from the width it is asked about: its height is right at once."""

    def __init__(self, holder: QWidget, least: int) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, holder)
        self._holder, self._least = holder, least
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(SPACE["xs"])

    def heightForWidth(self, width: int) -> int:
        self._turn(width)
        return super().heightForWidth(width)

    def setGeometry(self, place: QRect) -> None:
        self._turn(place.width())
        super().setGeometry(place)

    def _turn(self, width: int) -> None:
        wide = width > self._holder.fontMetrics().averageCharWidth() * self._least
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = across if wide else down
        if self.direction() is not direction:
            self.setDirection(direction)
