"""What a shared workout would add, to look at before anything is changed. Writes nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import tag
from gui.widgets.layout import card, label
from workouts.bundle import Change, Part
from workouts.model import Workout
from workouts.toml_file import printable

CHANGE = {
    Change.NEW: "New",
    Change.SAME: "Already there",
    Change.REPLACES: "Replaces yours",
    Change.OVERRIDES: "In place of the built-in one",
}


class ShareDialog(QDialog):
    add_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a shared workout"))
        self.setMinimumSize(520, 320)
        self.title_label = label("", "title")
        self.detail_label = label("", "muted")
        self.warning_label = label("")
        self.parts = QWidget()
        self.add_button = QPushButton(self.tr("Add"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        self.add_button.clicked.connect(self._agree)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.add_button.setProperty("kind", "primary")
        self._column = QVBoxLayout(self.parts)
        self._column.setContentsMargins(0, 0, SPACE["s"], 0)
        self._column.setSpacing(SPACE["s"])
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.parts)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        for part in (self.title_label, self.detail_label, area, self.warning_label):
            column.addWidget(part)
        column.addLayout(buttons)

    def show_parts(self, file_name: str, parts: Sequence[Part]) -> None:
        """What the file brings; with nothing new in it there is nothing to add."""
        workout = next((part for part in parts if isinstance(part.value, Workout)), None)
        self.title_label.setText(printable((workout or parts[0]).title, 80))
        fresh = [part for part in parts if part.change is not Change.SAME]
        self.detail_label.setText(
            self.tr("From {}. This is what it would add:").format(printable(file_name, 80))
            if fresh
            else self.tr("All of it is there already.")
        )
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for part in parts:
            self._column.addWidget(self._row(part))
        self._column.addStretch(1)
        lost = [part for part in parts if part.change is Change.REPLACES]
        self.warning_label.setText(
            self.tr("What it replaces of yours is not kept.") if lost else ""
        )
        self.warning_label.setVisible(bool(lost))
        self.add_button.setVisible(bool(fresh))
        self.cancel_button.setText(self.tr("Cancel") if fresh else self.tr("Close"))
        (self.cancel_button if lost or not fresh else self.add_button).setDefault(True)

    def show_failure(self, what: str) -> None:
        """Nothing was added, and why; one may try again."""
        self.warning_label.setText(what)
        self.warning_label.show()

    def _row(self, part: Part) -> QWidget:
        frame = card()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        kind = self.tr("Workout") if isinstance(part.value, Workout) else self.tr("Exercise")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(printable(part.title, 80), "section"))
        words.addWidget(label(f"{kind} · {part.value.id}", "small"))
        row.addLayout(words, 1)
        change = self.tr(CHANGE[part.change])
        row.addWidget(tag(change), 0, Qt.AlignmentFlag.AlignVCenter)
        frame.setAccessibleName(f"{kind} {part.title}: {change}")
        return frame

    @Slot()
    def _agree(self) -> None:
        self.add_requested.emit()
