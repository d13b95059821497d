"""How far a dose may go: the least and the most of each number, and where a harder one begins."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.widgets.layout import label
from gui.widgets.number_field import NumberField
from gui.widgets.number_rows import FAR, grid_in
from workouts import editing
from workouts.model import Exercise

LEAST, MOST, STEP_UP = "least", "most", "step_up_at"


class ProgressionFields(QWidget):
    """A row for each number of the dose; 0, shown as a dash, leaves it open."""

    changed = Signal(object, str)  # the Exercise, and what was changed, for one step of undo

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercise: Exercise | None = None
        self.fields: dict[tuple[str, str], NumberField] = {}  # by key of the dose, and column
        self._names = {
            "sets": self.tr("Sets"),
            "repeats": self.tr("Times"),
            "hold_s": self.tr("Hold"),
            "reps": self.tr("Reps"),
            "out": self.tr("Steps out"),
            "back": self.tr("Steps back"),
            "laps": self.tr("Laps"),
        }
        self._columns = {
            LEAST: self.tr("Least"),
            MOST: self.tr("Most"),
            STEP_UP: self.tr("Harder from"),
        }
        self._grid = grid_in(self)
        self._grid.setColumnStretch(0, 1)
        for column in range(1, 4):
            self._grid.setColumnStretch(column, 2)
        for column, words in enumerate(self._columns.values(), start=1):
            head = label(words, "small", wrap=False)
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignHCenter)
        for row, key in enumerate(self._names, start=1):
            self._make_row(row, key)

    def _make_row(self, row: int, key: str) -> None:
        seconds = key.endswith("_s")
        self._grid.addWidget(label(self._names[key], wrap=False), row, 0)
        for column, (name, words) in enumerate(self._columns.items(), start=1):
            said = self.tr("{}, {}").format(self._names[key], words.lower())
            field = NumberField(
                said, 0, FAR, decimals=int(seconds), unit="s" if seconds else "", buttons=False
            )
            field.box.setSpecialValueText("–")
            field.setObjectName(f"{key} {name}")
            field.value_changed.connect(self._read)
            self.fields[key, name] = field
            self._grid.addWidget(field, row, column)

    def show_exercise(self, exercise: Exercise) -> None:
        """The numbers its measure has, with what is said of them."""
        self._exercise = exercise
        meant = editing.progressing_keys(exercise.measure)
        for row, key in enumerate(self._names, start=1):
            for column in range(4):
                part: Any = self._grid.itemAtPosition(row, column)
                part.widget().setVisible(key in meant)
            low, high = exercise.range.get(key, (0.0, 0.0))
            self.fields[key, LEAST].show_value(low)
            self.fields[key, MOST].show_value(high)
            self.fields[key, STEP_UP].show_value(exercise.step_up_at.get(key, 0.0))

    @Slot(float)
    def _read(self, value: float) -> None:
        key, column = self.sender().objectName().split()
        exercise = self._exercise
        if exercise is None:
            return
        if column == STEP_UP:
            changed = editing.with_step_up(exercise, key, value or None)
        elif not value:
            changed = editing.with_span(exercise, key, None)
        else:
            own = float(getattr(exercise.dose, key) or 1)
            low, high = exercise.range.get(key, (own, own))
            span = (value, high) if column == LEAST else (low, value)
            changed = editing.with_span(exercise, key, span)
        self.changed.emit(changed, f"{key}.{column}")
