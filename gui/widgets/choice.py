"""A large card to be switched on and off, and a grid of them that fits its width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label


class Choice(QPushButton):
    """Space switches it; as high as its words need at its width."""

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}. {text}" if text else title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        self._column.setSpacing(SPACE["xs"])
        for words, role in ((title, "section"), (text, "muted")):
            if words:
                part = label(words, role)
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._column.addWidget(part)
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.totalMinimumSize()


class ChoiceGrid(QWidget):
    def __init__(
        self, choices: Sequence[Choice], letters_wide: int, parent: QWidget | None = None
    ) -> None:
        """A column is at least so many letters wide."""
        super().__init__(parent)
        self._choices, self._letters = list(choices), letters_wide
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE["m"])
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = self._letters * self.fontMetrics().averageCharWidth() + SPACE["m"]
        columns = max(1, min(len(self._choices), self.width() // least))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        for number, choice in enumerate(self._choices):
            self._grid.addWidget(choice, number // columns, number % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
