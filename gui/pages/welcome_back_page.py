"""After time away: less for today, or as it was. Enter begins with less."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import card, clear, label, page_column


@dataclass(frozen=True, slots=True)
class EasedRow:
    """One exercise: its name, from what to what, and why."""

    name: str
    change: str
    why: str


class WelcomeBackPage(QWidget):
    less_requested = Signal()
    same_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead_label = label("", "lead")
        self.less_button = QPushButton(self.tr("Begin with less  (Enter)"))
        self.same_button = QPushButton(self.tr("As it was"))
        self.back_button = QPushButton(self.tr("Not now  (Esc)"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE["m"])
        self._lay_out()
        self.less_button.clicked.connect(self.less_requested)
        self.same_button.clicked.connect(self.same_requested)
        self.back_button.clicked.connect(self.leave_requested)

    def _lay_out(self) -> None:
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.addLayout(self._rows)
        acts = FlowLayout()
        self.less_button.setProperty("kind", "primary")
        self.back_button.setProperty("kind", "quiet")
        for button in (self.less_button, self.same_button, self.back_button):
            button.setAutoDefault(True)
            acts.addWidget(button)
        column = page_column(self)
        column.addWidget(label(self.tr("Welcome back"), "display"))
        column.addWidget(self.lead_label)
        column.addWidget(frame)
        column.addLayout(acts)
        column.addWidget(
            label(self.tr("It counts for today alone. Your dose stays where it was."), "small")
        )
        column.addStretch(1)

    def show_rows(self, lead: str, rows: Sequence[EasedRow]) -> None:
        clear(self._rows)
        self.lead_label.setText(lead)
        for row in rows:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE["xs"])
            column.addWidget(label(row.name, "section"))
            column.addWidget(label(row.change))
            column.addWidget(label(row.why, "small"))
            self._rows.addWidget(holder)
        told = " ".join(f"{row.name}: {row.change}." for row in rows)
        self.setAccessibleName(f"{lead} {told}")
        self.less_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.same_button.hasFocus():
            self.same_requested.emit()
        elif self.back_button.hasFocus():
            self.leave_requested.emit()
        else:
            self.less_requested.emit()
