"""A number from 0 to 10 to be said with one click or key, or not at all."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label

MOST = 10


class NumberScale(QWidget):
    """One stop for Tab; arrows and digits choose, the same again or Delete takes it back."""

    value_said = Signal(object)  # int, or None: not known

    def __init__(
        self, title: str, words: Callable[[int], str], unsaid: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._words, self._unsaid = title, words, unsaid
        self.value: int | None = None
        self.title_label = label(title, "section", wrap=False)
        self.word_label = label(unsaid, "muted")
        self.cells = [_Cell(number) for number in range(MOST + 1)]
        self._lay_out()
        for cell in self.cells:
            cell.toggled.connect(self._say)  # a screen reader switches it on without a click
            cell.key_pressed.connect(self._follow_key)
        self.show_value(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE["xs"])
        for cell in self.cells:
            row.addWidget(cell, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.title_label)
        column.addLayout(row)
        column.addWidget(self.word_label)
        column.addStretch(1)

    def show_value(self, value: int | None) -> None:
        self.value = value
        entry = value if value is not None else 0
        for cell in self.cells:
            cell.blockSignals(True)
            cell.setChecked(cell.number == value)
            cell.blockSignals(False)
            words = self._words(cell.number)
            cell.setAccessibleName(f"{self._title} {cell.number}, {words}")
            cell.setToolTip(words)
            focus = Qt.FocusPolicy
            cell.setFocusPolicy(focus.StrongFocus if cell.number == entry else focus.ClickFocus)
        said = self._unsaid if value is None else self._words(value)
        self.word_label.setText(said)

    @Slot()
    def _say(self) -> None:
        cell = self.sender()
        if isinstance(cell, _Cell):
            self._choose(None if cell.number == self.value else cell.number)

    @Slot(int)
    def _follow_key(self, key: int) -> None:
        now = self.value
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._choose(0 if now is None else max(0, now - 1))
        else:
            self._choose(0 if now is None else min(MOST, now + 1))

    def _choose(self, value: int | None) -> None:
        changed = value != self.value
        self.show_value(value)
        self.cells[value or 0].setFocus()
        if changed:
            self.value_said.emit(value)


class _Cell(QPushButton):
    key_pressed = Signal(int)

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number
        self.setProperty("kind", "cell")
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = (
            *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
            *(Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
        )
        if key in moves or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.key_pressed.emit(key)
        else:
            super().keyPressEvent(event)
