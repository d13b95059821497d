"""A large card to be switched on and off, and a grid of them that fits its width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.layout import label

MOST_COLUMNS = 3


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
        self._tick = label("", "section", wrap=False)
        self._tick.setFixedWidth(self._tick.fontMetrics().horizontalAdvance("✓") + SPACE["m"])
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        head.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        if text:
            self._column.addWidget(label(text, "muted"))
        self._column.addStretch(1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self.show_tick)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @Slot(bool)
    def show_tick(self, on: bool) -> None:
        """Chosen is told by shape as well as by colour."""
        self._tick.setText("✓" if on else "")

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
        """Three columns at most, each at least so many letters wide."""
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
        columns = max(1, min(MOST_COLUMNS, self.width() // least))
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
