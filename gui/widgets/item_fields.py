"""The fields of one item of a workout: how often, how long, how fast, which side, its rests."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget

from gui.library_words import SIDED
from gui.theme import SPACE
from gui.widgets.chips import show_switched
from gui.widgets.layout import label
from gui.widgets.number_field import NumberField
from gui.widgets.number_rows import Wanted, field_rows, grid_in, put_row
from workouts.model import Exercise, Item, Measure, OneSide, Sided, Workout
from workouts.timeline import (
    DEFAULT_S_PER_STEP,
    DEFAULT_TEMPO,
    between_seconds,
    change_seconds,
    dose_of,
)

TEMPO = ("lift", "pause", "lower")
WHOLE = ("repeats", "reps", "out", "back", "laps")


class ItemFields(QFrame):
    """Shows an item, and tells changes of it: None for what is as the exercise has it."""

    changed = Signal(object, str)  # a dict of changes, and what was changed, for one step of undo

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._workout: Workout | None = None
        self._exercises: Mapping[str, Exercise] = {}
        self._row = -1
        self._made_for: tuple[int, str] | None = None  # row and exercise
        self.fields: dict[str, NumberField] = {}
        self.title = label("", "section")
        self.note = label("", "small")
        self.own_seconds_label = label(
            self.tr("Your own seconds from Settings, Pace, count in place of those written here."),
            "small",
        )
        self.problem_label = label("")
        self.problem_label.setProperty("kind", "wrong")
        self.self_paced_box = QCheckBox(self.tr("At my own pace"))
        self.own_rest_box = QCheckBox(self.tr("A rest of its own after it"))
        self.side_box = QComboBox()
        self.side_box.setAccessibleName(self.tr("Sides"))
        self._grid_holder, self._side_line = QWidget(), QWidget()
        self._lay_out()
        self.self_paced_box.toggled.connect(self._read_self_paced)
        self.own_rest_box.toggled.connect(self._read_own_rest)
        self.side_box.activated.connect(self._read_side)

    def _lay_out(self) -> None:
        for words, side in (
            (self.tr("One, then the other"), ""),
            (self.tr("Left side only"), OneSide.LEFT.value),
            (self.tr("Right side only"), OneSide.RIGHT.value),
        ):
            self.side_box.addItem(words, side)
        put_row(grid_in(self._side_line), 0, self.tr("Sides"), self.side_box)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        self._column.setSpacing(SPACE["s"])
        for part in (
            self.title,
            self.note,
            self.problem_label,
            self._grid_holder,
            self._side_line,
            self.self_paced_box,
            self.own_rest_box,
            self.own_seconds_label,
        ):
            self._column.addWidget(part)

    # -- what is shown

    def forget(self) -> None:
        """The next item is another one, whatever its number."""
        self._made_for = None

    def show_item(
        self,
        workout: Workout,
        row: int,
        exercises: Mapping[str, Exercise],
        *,
        wrong: list[str],
        own_seconds: bool = False,
    ) -> None:
        """Show the item of that number; nothing where there is none, or nobody knows its exercise.

        `wrong` says in words what is wrong with it; `own_seconds`: the athlete has seconds of
        their own in place of those of a workout.
        """
        self._workout, self._exercises, self._row = workout, exercises, row
        exercise = exercises.get(workout.item[row].exercise) if self._item else None
        self.setVisible(exercise is not None)
        if exercise is None:
            self._made_for = None
            return
        item = workout.item[row]
        if self._made_for != (row, item.exercise):
            self._made_for = (row, item.exercise)
            self._make_fields(exercise)
        self.title.setText(f"{row + 1}.  {exercise.name}")
        self.note.setText("" if item.side else SIDED[exercise.sided])
        self.note.setVisible(item.side is None)
        self.own_seconds_label.setVisible(own_seconds)
        for name, value in _values(exercise, item).items():
            if name in self.fields:
                self.fields[name].show_value(value)
        self.self_paced_box.setVisible(exercise.measure in (Measure.REPS, Measure.REPS_WITH_HOLD))
        show_switched(self.self_paced_box, on=item.self_paced)
        show_switched(self.own_rest_box, on=item.rest_s is not None)
        self._side_line.setVisible(exercise.sided is Sided.EACH_SIDE)
        self.side_box.setCurrentIndex(self.side_box.findData(item.side.value if item.side else ""))
        if "change_s" in self.fields:
            self.fields["change_s"].setEnabled(item.side is None)
        rest = self.fields["rest_s"]
        rest.setEnabled(item.rest_s is not None)
        rest.show_value(workout.rest_s if item.rest_s is None else item.rest_s)
        self.problem_label.setText("\n".join(wrong))
        self.problem_label.setVisible(bool(wrong))

    @property
    def _item(self) -> Item | None:
        items = self._workout.item if self._workout else ()
        return items[self._row] if 0 <= self._row < len(items) else None

    def _make_fields(self, exercise: Exercise) -> None:
        holder = QWidget()
        self.fields = field_rows(grid_in(holder), self._wanted(exercise), self._read_field)
        self._column.replaceWidget(self._grid_holder, holder)
        self._grid_holder.hide()
        self._grid_holder.deleteLater()
        self._grid_holder = holder

    def _wanted(self, exercise: Exercise) -> list[Wanted]:
        """The fields that mean something for an exercise."""
        tr = self.tr
        match exercise.measure:
            case Measure.HOLD:
                dose = [
                    Wanted("repeats", tr("Times")),
                    Wanted("hold_s", tr("Hold"), 1.0, 1, "s"),
                    Wanted("between_s", tr("Rest between"), 1.0, 1, "s"),
                ]
            case Measure.STEPS:
                dose = [
                    Wanted("out", tr("Steps out")),
                    Wanted("back", tr("Steps back")),
                    Wanted("laps", tr("Laps")),
                    Wanted("s_per_step", tr("Each step"), 0.1, 1, "s"),
                ]
            case _:
                dose = [
                    Wanted("reps", tr("Reps")),
                    Wanted("lift", tr("Tempo: up"), 0.5, 1, "s"),
                    Wanted("pause", tr("Tempo: hold"), 0.5, 1, "s"),
                    Wanted("lower", tr("Tempo: down"), 0.5, 1, "s"),
                    Wanted("between_s", tr("Rest between"), 1.0, 1, "s"),
                ]
        dose.append(Wanted("ready_s", tr("Get ready"), 1.0, 1, "s"))
        if exercise.sided is Sided.EACH_SIDE:
            dose.append(Wanted("change_s", tr("Switch sides"), 1.0, 1, "s"))
        dose.append(Wanted("rest_s", tr("Rest after it"), 5.0, 1, "s"))
        return dose

    # -- what was changed

    @Slot()
    def _read_self_paced(self) -> None:
        self.changed.emit({"self_paced": self.self_paced_box.isChecked()}, "")

    @Slot()
    def _read_side(self) -> None:
        side = self.side_box.currentData()
        self.changed.emit({"side": OneSide(side) if side else None}, "")

    @Slot()
    def _read_own_rest(self) -> None:
        own = self.own_rest_box.isChecked() and self._workout is not None
        self.changed.emit({"rest_s": self._workout.rest_s if own and self._workout else None}, "")

    @Slot()
    def _read_field(self) -> None:
        """What the fields say; what is as the exercise has it is not written."""
        item = self._item
        if item is None:
            return
        exercise = self._exercises[item.exercise]
        usual = _values(exercise, Item(exercise=item.exercise))
        before = _values(exercise, item)
        changes: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = field.value
            if value == before.get(name, value):
                continue
            if name in TEMPO:
                tempo = tuple(self.fields[part].value for part in TEMPO)
                changes["tempo"] = None if tempo == exercise.tempo else tempo
            elif name in ("rest_s", "ready_s"):
                changes[name] = value
            else:
                said = int(value) if name in WHOLE else value
                changes[name] = None if value == usual.get(name) else said
        self.changed.emit(changes, f"{self._row}.{'+'.join(changes)}")


def _values(exercise: Exercise, item: Item) -> dict[str, float]:
    """What holds for an item: its own word, else the exercise's."""
    dose = dose_of(exercise, item)
    lift, pause, lower = item.tempo or exercise.tempo or DEFAULT_TEMPO
    values = {
        "repeats": dose.repeats,
        "hold_s": dose.hold_s or 0.0,
        "reps": dose.reps or 0,
        "out": dose.out or 0,
        "back": dose.back or 0,
        "laps": dose.laps or 0,
        "s_per_step": dose.s_per_step or DEFAULT_S_PER_STEP,
        "lift": lift,
        "pause": pause,
        "lower": lower,
        "between_s": between_seconds(exercise, item),
        "ready_s": item.ready_s,
        "change_s": change_seconds(exercise, item),
    }
    if item.rest_s is not None:
        values["rest_s"] = item.rest_s
    return values
