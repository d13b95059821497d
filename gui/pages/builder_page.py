"""Where a workout is built and changed; each change can be undone, the total follows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.library_words import KIND, SIDED, item_text, problem_text
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.columns import Columns
from gui.widgets.exercise_finder import ExerciseFinder
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.number_field import NumberField, undo_with_keys
from gui.widgets.reorder_list import ReorderList
from gui.widgets.sections import flow, section
from gui.widgets.text_fields import LineField, TextField
from gui.words import clock_time
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.model import Exercise, Item, Kind, Measure, OneSide, Sided, Workout
from workouts.timeline import (
    DEFAULT_S_PER_STEP,
    DEFAULT_TEMPO,
    between_seconds,
    change_seconds,
    compile_workout,
    dose_of,
)
from workouts.toml_file import Problem

PICTURE = 52
FAR = 99_999  # wide enough that a slip is told in words instead of being clipped


@dataclass(frozen=True, slots=True)
class Draft:
    """What the builder works on."""

    workout: Workout
    exercises: Mapping[str, Exercise]
    is_new: bool = False  # has no file yet
    saved: Workout | None = None  # what its file says, where that is something else
    left_behind: bool = False  # it was begun earlier, and is no step back away from nothing
    note: str = ""  # what saving will do, in words


class BuilderPage(QWidget):
    save_requested = Signal(object, bool)  # the Workout, and whether it is new
    try_requested = Signal(object, int)  # the Workout, from this item on; not kept
    back_requested = Signal()
    edited = Signal()  # a step was made, forth or back

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._theme: Theme = LIGHT
        self._exercises: Mapping[str, Exercise] = {}
        self._steps: editing.Steps[Workout] | None = None
        self._saved: Workout | None = None
        self._is_new = False
        self._left_behind = False
        self._problems: list[Problem] = []
        self._shown: tuple[int, str] | None = None  # item and exercise the fields are made for
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.fields: dict[str, NumberField] = {}
        self._make_parts()
        self._lay_out()
        self._connect()

    # -- made once

    def _make_parts(self) -> None:
        tr = self.tr
        self.back_button = QPushButton(tr("←  Back"))
        self.title_field = LineField(tr("Title"))
        self.total_label = label("", "title", wrap=False)
        self.undo_button = QPushButton(tr("Undo"))
        self.redo_button = QPushButton(tr("Redo"))
        self.save_button = QPushButton(tr("Save"))
        self.note_label = label("", "small")
        self.problem_label = label("")
        self.notice = Notice()
        self.list = ReorderList()
        self.add_button = QPushButton(tr("Add an exercise"))
        self.finder = ExerciseFinder(self._figures)
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.again_button = QPushButton(tr("Once more"))
        self.remove_button = QPushButton(tr("Remove"))
        self.try_button = QPushButton(tr("Try from here"))
        self.item_title = label("", "section")
        self.item_note = label("", "small")
        self.item_problem = label("")
        self.self_paced_box = QCheckBox(tr("At my own pace"))
        self.own_rest_box = QCheckBox(tr("A rest of its own after it"))
        self.side_box = QComboBox()
        self._side_line = QWidget()
        self.kind_box = QComboBox()
        self.goal_field = TextField(tr("Goal"), 1)
        self.when_field = TextField(tr("When"), 1)
        self.words_field = TextField(tr("Note"), 1)
        self.rounds_field = NumberField(tr("Rounds"), 0, FAR)
        self.rest_field = NumberField(tr("Rest after each exercise"), 0, FAR, step=5, unit="s")
        self.round_rest_field = NumberField(tr("Rest between rounds"), 0, FAR, step=5, unit="s")

    def _lay_out(self) -> None:
        for button in (self.back_button, self.undo_button, self.redo_button):
            button.setProperty("kind", "quiet")
        self.save_button.setProperty("kind", "primary")
        for wrong in (self.problem_label, self.item_problem):
            wrong.setProperty("kind", "wrong")
        self.undo_button.setToolTip("Ctrl+Z")
        self.redo_button.setToolTip("Ctrl+Shift+Z")
        self.save_button.setToolTip("Ctrl+S")
        self.list.setAccessibleName(self.tr("Exercises of this workout"))
        self.list.setIconSize(QSize(PICTURE, PICTURE))
        self.kind_box.setAccessibleName(self.tr("Kind"))
        for kind, word in KIND.items():
            self.kind_box.addItem(word, kind.value)
        for words, side in (
            (self.tr("One, then the other"), ""),
            (self.tr("Left side only"), OneSide.LEFT.value),
            (self.tr("Right side only"), OneSide.RIGHT.value),
        ):
            self.side_box.addItem(words, side)
        self.finder.hide()
        top = QHBoxLayout()
        top.setSpacing(SPACE["s"])
        top.addWidget(self.back_button)
        top.addWidget(self.title_field, 1)
        top.addWidget(self.total_label)
        line = QHBoxLayout()
        line.setSpacing(SPACE["s"])
        line.addWidget(self.note_label, 1)
        for button in (self.undo_button, self.redo_button, self.save_button):
            line.addWidget(button)
        column = page_column(self)
        column.addWidget(self.notice)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.problem_label)
        columns = Columns(1, 1, least=72)
        self._fill_left(columns.left)
        self._fill_right(columns.right)
        column.addWidget(columns)
        column.addStretch(1)

    def _fill_left(self, column: QVBoxLayout) -> None:
        column.addWidget(self.list)
        column.addWidget(
            flow(
                self.add_button,
                self.try_button,
                self.up_button,
                self.down_button,
                self.again_button,
                self.remove_button,
            )
        )
        column.addWidget(self.finder)
        column.addWidget(
            label(self.tr("Drag to reorder, or Ctrl with ↑ and ↓. Delete removes."), "small")
        )
        column.addStretch(1)

    def _fill_right(self, column: QVBoxLayout) -> None:
        self._item_frame, inside = section("")
        inside.addWidget(self.item_title)
        inside.addWidget(self.item_note)
        inside.addWidget(self.item_problem)
        self._grid_holder = QWidget()
        inside.addWidget(self._grid_holder)
        self._item_column = inside
        sides = _grid(self._side_line)
        _put(sides, 0, self.tr("Sides"), self.side_box)
        self.side_box.setAccessibleName(self.tr("Sides"))
        inside.addWidget(self._side_line)
        inside.addWidget(self.self_paced_box)
        inside.addWidget(self.own_rest_box)
        column.addWidget(self._item_frame)
        frame, whole = section(self.tr("The whole workout"))
        grid = _grid()
        for row, (words, editor) in enumerate(
            (
                (self.tr("Rounds"), self.rounds_field),
                (self.tr("Rest after each"), self.rest_field),
                (self.tr("Between rounds"), self.round_rest_field),
                (self.tr("Kind"), self.kind_box),
            )
        ):
            _put(grid, row, words, editor)
        whole.addLayout(grid)
        for words, field in (
            (self.tr("Goal"), self.goal_field),
            (self.tr("When"), self.when_field),
            (self.tr("Note"), self.words_field),
        ):
            name = label(words, wrap=False)
            name.setBuddy(field)
            whole.addWidget(name)
            whole.addWidget(field)
        column.addWidget(frame)
        column.addStretch(1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.leave)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.save)
        self.add_button.clicked.connect(self.open_finder)
        self.finder.exercise_chosen.connect(self.add)
        self.finder.closed.connect(self._close_finder)
        self.up_button.clicked.connect(self._move_up)
        self.down_button.clicked.connect(self._move_down)
        self.again_button.clicked.connect(self._repeat)
        self.remove_button.clicked.connect(self._remove)
        self.try_button.clicked.connect(self._try)
        queued = Qt.ConnectionType.QueuedConnection  # never rebuilds the rows within a drag
        self.list.move_requested.connect(self._move, queued)
        self.list.remove_requested.connect(self._remove_row)
        self.list.currentRowChanged.connect(self._show_item)
        self.title_field.text_typed.connect(self._read_title)
        self.goal_field.text_typed.connect(self._read_goal)
        self.when_field.text_typed.connect(self._read_when)
        self.words_field.text_typed.connect(self._read_note)
        self.kind_box.activated.connect(self._read_kind)
        for field in (self.rounds_field, self.rest_field, self.round_rest_field):
            field.value_changed.connect(self._read_whole)
        self.self_paced_box.clicked.connect(self._read_self_paced)
        self.own_rest_box.clicked.connect(self._read_own_rest)
        self.side_box.activated.connect(self._read_side)
        undo_with_keys(self, self.undo, self.redo, self.save)

    # -- what is shown

    def show_draft(self, draft: Draft) -> None:
        """Begin to change a workout; what was not saved of another is gone."""
        self._exercises = draft.exercises
        self._steps = editing.Steps(draft.workout)
        self._saved = None if draft.is_new else draft.saved or draft.workout
        self._left_behind = draft.left_behind
        self._is_new = draft.is_new
        self._shown = None
        self.note_label.setText(draft.note)
        self.notice.hide()
        self._close_finder()
        self.finder.show_exercises(dict(draft.exercises))
        self.list.clear()
        self._refresh()
        self.list.setCurrentRow(0)

    def show_exercises(self, exercises: Mapping[str, Exercise]) -> None:
        """The library changed while one was building."""
        self._exercises = exercises
        self.finder.show_exercises(dict(exercises))
        if self._steps:
            self._shown = None
            self._refresh()

    def show_saved(self, workout: Workout) -> None:
        """It is in its file now."""
        self._saved, self._is_new = workout, False
        if self._steps:
            self._steps.now = workout
            self._refresh()

    def put_away(self) -> None:
        """One went elsewhere; what was not saved is gone."""
        self._steps = None
        self.notice.hide()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        del still  # nothing moves here
        self._theme = theme
        self.finder.set_theme(theme)
        self.list.fit()
        if self._steps:
            self._refresh()

    def focus_first(self) -> None:
        (self.title_field if self._is_new else self.list).setFocus()

    @property
    def workout(self) -> Workout:
        assert self._steps
        return self._steps.now

    @property
    def is_changed(self) -> bool:
        return self._steps is not None and self._steps.now != self._saved

    @property
    def unsaved(self) -> KeptDraft | None:
        """What would be lost; None where nothing was done yet, or all is in its file."""
        if not self.is_changed or self._steps is None:
            return None
        if not (self._steps.can_undo or self._left_behind):
            return None
        return KeptDraft(workout=self._steps.now, is_new=self._is_new)

    @property
    def problems(self) -> list[str]:
        """What is wrong, as the page tells it."""
        return [problem_text(key, what) for key, what in self._problems]

    # -- changes

    def _do(self, workout: Workout, what: str = "") -> None:
        if self._steps:
            self._steps.do(editing.free(workout), what)
            self._refresh()
            self.edited.emit()

    @Slot()
    def undo(self) -> None:
        if self._steps and self._steps.undo():
            self._refresh()
            self.edited.emit()

    @Slot()
    def redo(self) -> None:
        if self._steps and self._steps.redo():
            self._refresh()
            self.edited.emit()

    @Slot()
    def save(self) -> None:
        if self._steps and not self._problems:
            self.save_requested.emit(self.workout, self._is_new)

    @Slot()
    def leave(self) -> None:
        """Go back; what is not saved yet is asked for, on the page."""
        if not self.is_changed:
            self.back_requested.emit()
            return
        self.ask_to_leave(self.back_requested.emit)

    def ask_to_leave(self, then: Callable[[], None]) -> None:
        """What is to be done once nobody minds that these changes are lost."""
        self.notice.ask(
            self.tr("Leave without saving?"),
            self.tr("Your changes are not in a file yet."),
            self.tr("Leave"),
            then,
            self.tr("Stay"),
        )

    @Slot(str)
    def add(self, exercise_id: str) -> None:
        """Put an exercise after the chosen one."""
        at = self.list.currentRow() + 1
        self._do(editing.add_item(self.workout, exercise_id, at))
        self._close_finder()
        self.list.setCurrentRow(at)
        self.list.setFocus()

    @Slot()
    def open_finder(self) -> None:
        self.finder.show()
        self.finder.open()

    @Slot()
    def _close_finder(self) -> None:
        if self.finder.isVisibleTo(self):
            self.add_button.setFocus()
        self.finder.hide()

    @Slot(int, int)
    def _move(self, row: int, to: int) -> None:
        if row != to and 0 <= row < len(self.workout.item):
            self._do(editing.move_item(self.workout, row, to))
            self.list.setCurrentRow(max(0, min(to, self.list.count() - 1)))

    @Slot()
    def _move_up(self) -> None:
        if self._row > 0:
            self._move(self._row, self._row - 1)

    @Slot()
    def _move_down(self) -> None:
        if self._row < self.list.count() - 1:
            self._move(self._row, self._row + 1)

    @Slot()
    def _repeat(self) -> None:
        row = self._row
        if row >= 0:
            self._do(editing.repeat_item(self.workout, row))
            self.list.setCurrentRow(row + 1)

    @Slot()
    def _remove(self) -> None:
        self._remove_row(self._row)

    @Slot(int)
    def _remove_row(self, row: int) -> None:
        if 0 <= row < len(self.workout.item):
            self._do(editing.remove_item(self.workout, row))
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    @Slot()
    def _try(self) -> None:
        if not self._problems and self._row >= 0:
            self.try_requested.emit(self.workout, self._row)

    @Slot(str)
    def _read_title(self, text: str) -> None:
        self._do(editing.change(self.workout, title=text), "title")

    @Slot(str)
    def _read_goal(self, text: str) -> None:
        self._do(editing.change(self.workout, goal=text), "goal")

    @Slot(str)
    def _read_when(self, text: str) -> None:
        self._do(editing.change(self.workout, when=text), "when")

    @Slot(str)
    def _read_note(self, text: str) -> None:
        self._do(editing.change(self.workout, note=text), "note")

    @Slot()
    def _read_kind(self) -> None:
        self._do(editing.change(self.workout, kind=Kind(self.kind_box.currentData())))

    @Slot()
    def _read_whole(self) -> None:
        values: dict[str, Any] = {
            "rounds": int(self.rounds_field.value),
            "rest_s": self.rest_field.value,
            "round_rest_s": self.round_rest_field.value,
        }
        changed = {k: v for k, v in values.items() if v != getattr(self.workout, k)}
        self._do(editing.change(self.workout, **changed), "+".join(changed))

    def _change_item(self, what: str = "", **changes: Any) -> None:
        row = self._row
        if row >= 0:
            self._do(
                editing.change_item(self.workout, row, **changes), f"{row}.{what}" if what else ""
            )

    @Slot()
    def _read_self_paced(self) -> None:
        self._change_item(self_paced=self.self_paced_box.isChecked())

    @Slot()
    def _read_side(self) -> None:
        side = self.side_box.currentData()
        self._change_item(side=OneSide(side) if side else None)

    @Slot()
    def _read_own_rest(self) -> None:
        own = self.own_rest_box.isChecked()
        self._change_item(rest_s=self.workout.rest_s if own else None)

    @Slot()
    def _read_field(self) -> None:
        """What the fields of the item say; what is as the exercise has it is not written."""
        row = self._row
        if row < 0:
            return
        item = self.workout.item[row]
        exercise = self._exercises[item.exercise]
        usual = _values(exercise, Item(exercise=item.exercise))
        before = _values(exercise, item)
        changes: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = field.value
            if value == before.get(name, value):
                continue
            if name in ("lift", "pause", "lower"):
                tempo = tuple(self.fields[part].value for part in ("lift", "pause", "lower"))
                changes["tempo"] = None if tempo == exercise.tempo else tempo
            elif name in ("rest_s", "ready_s"):
                changes[name] = value
            else:
                whole = name in ("repeats", "reps", "out", "back", "laps")
                said = int(value) if whole else value
                changes[name] = None if value == usual.get(name) else said
        self._change_item("+".join(changes), **changes)

    # -- drawing

    @property
    def _row(self) -> int:
        return self.list.currentRow()

    def _refresh(self) -> None:
        """Everything as the workout is now."""
        assert self._steps
        workout = self._steps.now
        self._problems = editing.problems_of(workout, self._exercises)
        self._refresh_rows(workout)
        self._refresh_whole(workout)
        self._show_item()
        self.problem_label.setText("\n".join(self.problems[:4]))
        self.problem_label.setVisible(bool(self._problems))
        self.undo_button.setEnabled(self._steps.can_undo)
        self.redo_button.setEnabled(self._steps.can_redo)
        self.save_button.setEnabled(not self._problems and self.is_changed)
        self.try_button.setEnabled(not self._problems)

    def _refresh_rows(self, workout: Workout) -> None:
        totals: dict[int, float] = {}
        if self._problems:
            self.total_label.setText("–:––")
        else:
            timeline = compile_workout(workout, self._exercises)
            totals = editing.item_totals(timeline)
            self.total_label.setText(clock_time(timeline.total_s))
        self.total_label.setAccessibleName(self.tr("{} in all").format(self.total_label.text()))
        wrong = {key[1] for key, _ in self._problems if key[:1] == ("item",) and len(key) > 1}
        self.list.blockSignals(True)
        row = self.list.currentRow()
        while self.list.count() > len(workout.item):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(workout.item):
            self.list.addItem(QListWidgetItem())
        for number, item in enumerate(workout.item):
            shown = self.list.item(number)
            exercise = self._exercises.get(item.exercise)
            mark = "⚠ " if number in wrong else ""
            name = exercise.name if exercise else item.exercise
            facts = item_text(exercise, item) if exercise else self.tr("not in the library")
            if number in totals:
                facts += f"  ·  {clock_time(totals[number])}"
            shown.setText(f"{mark}{number + 1}.  {name}\n{facts}")
            shown.setIcon(self._icon(exercise) if exercise else QIcon())
        if self.list.count():
            self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
        self.list.blockSignals(False)
        self.list.fit()

    def _icon(self, exercise: Exercise) -> QIcon:
        key = (exercise.id, self._theme.name.value)
        if key not in self._icons:
            self._icons[key] = self._figures.icon(exercise, PICTURE, self._theme.name.value)
        return self._icons[key]

    def _refresh_whole(self, workout: Workout) -> None:
        self.title_field.show_text(workout.title)
        self.goal_field.show_text(workout.goal)
        self.when_field.show_text(workout.when)
        self.words_field.show_text(workout.note)
        self.kind_box.setCurrentIndex(self.kind_box.findData(workout.kind.value))
        self.rounds_field.show_value(workout.rounds)
        self.rest_field.show_value(workout.rest_s)
        self.round_rest_field.show_value(workout.round_rest_s)

    @Slot()
    def _show_item(self) -> None:
        """The fields of the chosen item; made anew where another exercise is chosen."""
        if not self._steps:
            return
        row, items = self._row, self._steps.now.item
        item = items[row] if 0 <= row < len(items) else None
        exercise = self._exercises.get(item.exercise) if item else None
        self._item_frame.setVisible(exercise is not None)
        for button in (self.again_button, self.remove_button, self.try_button):
            button.setEnabled(item is not None)
        self.try_button.setEnabled(item is not None and not self._problems)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < len(items) - 1)
        if item is None or exercise is None:
            self._shown = None
            return
        if self._shown != (row, item.exercise):
            self._shown = (row, item.exercise)
            self._make_fields(exercise)
        self.item_title.setText(f"{row + 1}.  {exercise.name}")
        self.item_note.setText("" if item.side else SIDED[exercise.sided])
        self.item_note.setVisible(item.side is None)
        for name, value in _values(exercise, item).items():
            if name in self.fields:
                self.fields[name].show_value(value)
        reps = exercise.measure in (Measure.REPS, Measure.REPS_WITH_HOLD)
        self.self_paced_box.setVisible(reps)
        self.self_paced_box.setChecked(item.self_paced)
        self.own_rest_box.setChecked(item.rest_s is not None)
        self._side_line.setVisible(exercise.sided is Sided.EACH_SIDE)
        self.side_box.setCurrentIndex(self.side_box.findData(item.side.value if item.side else ""))
        if "change_s" in self.fields:
            self.fields["change_s"].setEnabled(item.side is None)
        rest = self.fields["rest_s"]
        rest.setEnabled(item.rest_s is not None)
        rest.show_value(self.workout.rest_s if item.rest_s is None else item.rest_s)
        said = [
            problem_text(key[2:], what) for key, what in self._problems if key[:2] == ("item", row)
        ]
        self.item_problem.setText("\n".join(said))
        self.item_problem.setVisible(bool(said))

    def _make_fields(self, exercise: Exercise) -> None:
        holder = QWidget()
        grid = _grid(holder)
        self.fields = {}
        for row, (name, words, step, decimals, unit) in enumerate(self._wanted(exercise)):
            field = NumberField(words, 0, FAR, step=step, decimals=decimals, unit=unit)
            field.value_changed.connect(self._read_field)
            self.fields[name] = field
            _put(grid, row, words, field)
        self._item_column.replaceWidget(self._grid_holder, holder)
        self._grid_holder.hide()
        self._grid_holder.deleteLater()
        self._grid_holder = holder

    def _wanted(self, exercise: Exercise) -> list[tuple[str, str, float, int, str]]:
        """Name, words, step, decimals and unit of each field an exercise needs."""
        tr = self.tr
        match exercise.measure:
            case Measure.HOLD:
                dose = [
                    ("repeats", tr("Times"), 1.0, 0, ""),
                    ("hold_s", tr("Hold"), 1.0, 1, "s"),
                    ("between_s", tr("Rest between"), 1.0, 1, "s"),
                ]
            case Measure.STEPS:
                dose = [
                    ("out", tr("Steps out"), 1.0, 0, ""),
                    ("back", tr("Steps back"), 1.0, 0, ""),
                    ("laps", tr("Laps"), 1.0, 0, ""),
                    ("s_per_step", tr("Each step"), 0.1, 1, "s"),
                ]
            case _:
                dose = [
                    ("reps", tr("Reps"), 1.0, 0, ""),
                    ("lift", tr("Tempo: up"), 0.5, 1, "s"),
                    ("pause", tr("Tempo: hold"), 0.5, 1, "s"),
                    ("lower", tr("Tempo: down"), 0.5, 1, "s"),
                    ("between_s", tr("Rest between"), 1.0, 1, "s"),
                ]
        dose.append(("ready_s", tr("Get ready"), 1.0, 1, "s"))
        if exercise.sided is Sided.EACH_SIDE:
            dose.append(("change_s", tr("Switch sides"), 1.0, 1, "s"))
        dose.append(("rest_s", tr("Rest after it"), 5.0, 1, "s"))
        return dose

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


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


def _grid(holder: QWidget | None = None) -> QGridLayout:
    grid = QGridLayout(holder) if holder else QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE["m"])
    grid.setVerticalSpacing(SPACE["s"])
    grid.setColumnStretch(1, 1)
    return grid


def _put(grid: QGridLayout, row: int, words: str, editor: QWidget) -> QLabel:
    name = label(words, wrap=False)
    name.setBuddy(editor)
    grid.addWidget(name, row, 0)
    grid.addWidget(editor, row, 1)
    return name
