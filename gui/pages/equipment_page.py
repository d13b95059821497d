"""A look at the bench, the band or the ball before they are worked with. Enter starts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import card, clear, label, page_column
from gui.widgets.sources import sources_text
from workouts.safety import EquipmentCheck, Guidance


class EquipmentPage(QWidget):
    start_requested = Signal(object)  # ids of the checks not to be shown again
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[str, QCheckBox] = {}
        self.start_button = QPushButton(self.tr("Start  (Enter)"))
        self.back_button = QPushButton(self.tr("Back  (Esc)"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(label(self.tr("Before you start"), "display"))
        column.addLayout(self._cards)
        row = QHBoxLayout()
        self.start_button.setProperty("kind", "primary")
        self.start_button.setAutoDefault(True)
        row.addWidget(self.start_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.start_button.clicked.connect(self._start)
        self.back_button.clicked.connect(self.leave_requested)

    def show_checks(self, checks: Sequence[EquipmentCheck | Guidance]) -> None:
        clear(self._cards)
        self.ticks = {}
        for check in checks:
            frame = card()
            column = QVBoxLayout(frame)
            column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
            column.setSpacing(SPACE["xs"])
            column.addWidget(label(check.title, "section"))
            for line in check.line:
                column.addWidget(label(f"•  {line}"))
            source = self.tr("Source: {}").format(sources_text(check.source))
            column.addWidget(label(source, "small"))
            tick = QCheckBox(self.tr("Do not show this again"))
            self.ticks[check.id] = tick
            column.addWidget(tick)
            self._cards.addWidget(frame)
        self.start_button.setFocus()

    @Slot()
    def _start(self) -> None:
        known = [id_ for id_, tick in self.ticks.items() if tick.isChecked()]
        self.start_requested.emit(frozenset(known))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)
