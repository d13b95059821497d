"""The fields of a workout as a whole: rounds, rests, what it is for, words about it."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from gui.library_words import KIND
from gui.theme import SPACE
from gui.widgets.layout import label
from gui.widgets.number_field import NumberField
from gui.widgets.number_rows import FAR, grid_in, put_row
from gui.widgets.text_fields import TextField
from workouts.model import Kind, Workout


class WorkoutFields(QFrame):
    changed = Signal(object, str)  # a dict of changes, and what was changed, for one step of undo

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._workout: Workout | None = None
        tr = self.tr
        self.rounds_field = NumberField(tr("Rounds"), 0, FAR)
        self.rest_field = NumberField(tr("Rest after each exercise"), 0, FAR, step=5, unit="s")
        self.round_rest_field = NumberField(tr("Rest between rounds"), 0, FAR, step=5, unit="s")
        self.kind_box = QComboBox()
        self.kind_box.setAccessibleName(tr("Kind"))
        for kind, word in KIND.items():
            self.kind_box.addItem(word, kind.value)
        self.texts = {
            "goal": TextField(tr("Goal"), 1),
            "when": TextField(tr("When"), 1),
            "note": TextField(tr("Note"), 1),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        column.addWidget(label(tr("The whole workout"), "section"))
        grid = grid_in()
        put_row(grid, 0, tr("Rounds"), self.rounds_field)
        put_row(grid, 1, tr("Rest after each"), self.rest_field)
        put_row(grid, 2, tr("Between rounds"), self.round_rest_field)
        put_row(grid, 3, tr("Kind"), self.kind_box)
        column.addLayout(grid)
        for name, field in self.texts.items():
            field.setObjectName(name)
            words = label(field.accessibleName(), wrap=False)
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)

    def _connect(self) -> None:
        for field in (self.rounds_field, self.rest_field, self.round_rest_field):
            field.value_changed.connect(self._read_numbers)
        for text in self.texts.values():
            text.text_typed.connect(self._read_text)
        self.kind_box.activated.connect(self._read_kind)

    def show_workout(self, workout: Workout) -> None:
        self._workout = workout
        self.rounds_field.show_value(workout.rounds)
        self.rest_field.show_value(workout.rest_s)
        self.round_rest_field.show_value(workout.round_rest_s)
        self.kind_box.setCurrentIndex(self.kind_box.findData(workout.kind.value))
        for name, field in self.texts.items():
            field.show_text(getattr(workout, name))

    @Slot()
    def _read_numbers(self) -> None:
        values: dict[str, Any] = {
            "rounds": int(self.rounds_field.value),
            "rest_s": self.rest_field.value,
            "round_rest_s": self.round_rest_field.value,
        }
        changed = {k: v for k, v in values.items() if v != getattr(self._workout, k)}
        self.changed.emit(changed, "+".join(changed))

    @Slot(str)
    def _read_text(self, text: str) -> None:
        name = self.sender().objectName()
        self.changed.emit({name: text}, name)

    @Slot()
    def _read_kind(self) -> None:
        self.changed.emit({"kind": Kind(self.kind_box.currentData())}, "")
