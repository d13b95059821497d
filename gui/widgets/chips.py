"""Small rounded words: to be switched on and off, to be clicked, or only to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget


class Chip(QPushButton):
    """A word to be pressed; with `checkable` it stays on."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, checkable: bool = False, says: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(says or text)


def show_switched(button: QAbstractButton, *, on: bool) -> None:
    """Show it on or off; nobody pressed it, so nobody hears of it.

    What is switched by a person is heard through `toggled`: a screen reader clicks nothing.
    """
    before = button.blockSignals(True)
    button.setChecked(on)
    button.blockSignals(before)


def tag(text: str, *, strong: bool = False) -> QLabel:
    """A word that only says something."""
    made = QLabel(text)
    made.setProperty("kind", "tag-strong" if strong else "tag")
    return made
