"""A run told in two clicks: how long, and that it was run."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label

MINUTES = (20, 30, 40, 50, 60, 75, 90, 120)
KINDS = (
    ("easy", "Easy"),
    ("long", "Long"),
    ("intervals", "Intervals"),
    ("hills", "Hills"),
    ("race", "Race"),
)


class QuickRun(QWidget):
    ran = Signal(int, str)  # minutes, kind

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(self.tr("Did you run?"), "section")
        self.group = QButtonGroup(self)
        self.kind_box = QComboBox()
        self.button = QPushButton()
        self.more_button = QPushButton(self.tr("All runs"))
        self._lay_out()
        self.group.idToggled.connect(self._say_so)
        self.kind_box.currentIndexChanged.connect(self._say_so)
        self.button.clicked.connect(self._tell)
        self.show_usual(40, "easy")

    def _lay_out(self) -> None:
        self.button.setProperty("kind", "primary")
        self.more_button.setProperty("kind", "quiet")
        for button in (self.button, self.more_button):
            button.setAutoDefault(True)
        self.kind_box.setAccessibleName(self.tr("Kind of run"))
        for key, word in KINDS:
            self.kind_box.addItem(self.tr(word), key)
        holder = QWidget()
        flow = FlowLayout(holder)
        for minutes in MINUTES:
            chip = Chip(f"{minutes}", checkable=True, says=self.tr("{} minutes").format(minutes))
            self.group.addButton(chip, minutes)
            flow.addWidget(chip)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.more_button)
        last = QHBoxLayout()
        last.setSpacing(SPACE["s"])
        last.addWidget(self.kind_box)
        last.addWidget(self.button)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(head)
        column.addWidget(holder)
        column.addLayout(last)

    def show_usual(self, minutes: int, kind: str) -> None:
        """What was told the last time stands ready."""
        nearest = min(MINUTES, key=lambda known: abs(known - minutes))
        self.group.button(nearest).setChecked(True)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(kind)))
        self._say_so()

    @Slot()
    def _say_so(self) -> None:
        words = self.tr("I ran, {} min, {}")
        kind = self.kind_box.currentText().lower()
        self.button.setText(words.format(self.group.checkedId(), kind))

    @Slot()
    def _tell(self) -> None:
        self.ran.emit(self.group.checkedId(), str(self.kind_box.currentData()))
