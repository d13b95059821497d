"""Two halves side by side where there is room for both, else one below the other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from gui.theme import SPACE

LETTERS_WIDE = 88  # columns stand side by side from so many letters on


class Columns(QWidget):
    def __init__(
        self, left: int = 1, right: int = 1, parent: QWidget | None = None, *, least: int = 0
    ) -> None:
        super().__init__(parent)
        self._least = least or LETTERS_WIDE
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE["l"])
        for half, share in ((self.left, left), (self.right, right)):
            half.setContentsMargins(0, 0, 0, 0)
            half.setSpacing(SPACE["m"])
            self._row.addLayout(half, share)

    @property
    def side_by_side(self) -> bool:
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() >= self._least * self.fontMetrics().averageCharWidth()
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        )
