"""A workout done elsewhere, to be kept: which, when, how hard."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.pages.summary_page import EFFORT_WORDS
from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column
from gui.widgets.number_scale import NumberScale


class AddSessionPage(QWidget):
    add_requested = Signal(str, object, object)  # workout id, when it began (aware), effort
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workout_box = QComboBox()
        self.began_edit = QDateTimeEdit()
        self.effort_scale = NumberScale(
            self.tr("Effort"), EFFORT_WORDS.__getitem__, self.tr("How hard was it as a whole?")
        )
        self.add_button = QPushButton(self.tr("Add it"))
        self.leave_button = QPushButton(self.tr("Cancel  (Esc)"))
        self._lay_out()
        self.add_button.clicked.connect(self._add)
        self.leave_button.clicked.connect(self.leave_requested)

    def _lay_out(self) -> None:
        self.began_edit.setCalendarPopup(True)
        self.began_edit.setDisplayFormat("d MMM yyyy, HH:mm")
        self.add_button.setProperty("kind", "primary")
        self.leave_button.setProperty("kind", "quiet")
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.setSpacing(SPACE["m"])
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["m"])
        grid.setColumnStretch(1, 1)
        for row, (words, editor) in enumerate(
            ((self.tr("Workout"), self.workout_box), (self.tr("Began"), self.began_edit))
        ):
            text = label(words, wrap=False)
            text.setBuddy(editor)
            editor.setAccessibleName(words)
            grid.addWidget(text, row, 0)
            grid.addWidget(editor, row, 1)
        inside.addLayout(grid)
        inside.addWidget(self.effort_scale)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.leave_button):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = page_column(self)
        column.addWidget(label(self.tr("A session done elsewhere"), "display"))
        column.addWidget(
            label(self.tr("It is kept as it was planned. Then put right what was different."))
        )
        column.addWidget(frame)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_choices(self, workouts: Sequence[tuple[str, str]], now: datetime) -> None:
        """The workouts as (id, title), and the latest moment one can have begun."""
        self.workout_box.clear()
        for id_, title in workouts:
            self.workout_box.addItem(title, id_)
        latest = QDateTime.fromSecsSinceEpoch(int(now.timestamp()))
        self.began_edit.setMaximumDateTime(latest)
        self.began_edit.setDateTime(latest.addSecs(-3600))
        self.effort_scale.show_value(None)
        self.workout_box.setFocus()

    @Slot()
    def _add(self) -> None:
        seconds = self.began_edit.dateTime().toSecsSinceEpoch()
        began = datetime.fromtimestamp(seconds, UTC).astimezone()
        self.add_requested.emit(self.workout_box.currentData(), began, self.effort_scale.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)
