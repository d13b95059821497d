"""Who trains? Asked at start where more than one athlete uses this computer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label


class AthletePage(QDialog):
    """One button each; `chosen` is the number of the athlete, None where nobody was."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle("Holdfast")
        self.chosen: int | None = None
        self.buttons = [QPushButton(name) for name in names]
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["s"])
        column.addWidget(label(self.tr("Who trains?"), "title", wrap=False))
        for button in self.buttons:
            button.setMinimumWidth(300)
            button.clicked.connect(self._choose)
            column.addWidget(button)
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        self.chosen = next(n for n, known in enumerate(self.buttons) if known is button)
        self.accept()
