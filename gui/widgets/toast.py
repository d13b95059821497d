"""A line of news at the foot of a page, with a way back where there is one."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label

SHOWN_MS = 12_000


class Toast(QFrame):
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self.text_label = label("")
        self.undo_button = QPushButton(self.tr("Undo"))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["s"], SPACE["s"])
        row.addWidget(self.text_label, 1)
        row.addWidget(self.undo_button)
        self.hide()
        self.undo_button.clicked.connect(self._undo)
        self._timer.timeout.connect(self.hide)

    def say(self, text: str, *, undo: bool = False) -> None:
        """Show a line; one that can be undone stays until it is or something else is said."""
        self.text_label.setText(text)
        self.undo_button.setVisible(undo)
        self.setAccessibleName(text)
        self.show()
        if undo:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def _undo(self) -> None:
        self.hide()
        self.undo_requested.emit()
