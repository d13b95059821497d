"""Where a workout is built and changed; each change can be undone, the total follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.library_words import problem_text
from gui.pages.building_page import BuildingPage
from gui.theme import Theme
from gui.widgets.columns import Columns
from gui.widgets.exercise_finder import ExerciseFinder
from gui.widgets.figures import Figures
from gui.widgets.item_fields import ItemFields
from gui.widgets.item_list import ItemList
from gui.widgets.layout import label, page_column
from gui.widgets.sections import flow
from gui.widgets.text_fields import LineField
from gui.widgets.workout_fields import WorkoutFields
from gui.words import clock_time
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.model import Exercise, Kind, Workout
from workouts.timeline import AS_WRITTEN, Options, compile_workout


@dataclass(frozen=True, slots=True)
class Draft:
    """What the builder works on."""

    workout: Workout
    exercises: Mapping[str, Exercise]
    is_new: bool = False  # has no file yet
    saved: Workout | None = None  # what its file says, where that is something else
    left_behind: bool = False  # it was begun earlier, and is no step back away from nothing
    note: str = ""  # what saving will do, in words
    options: Options = AS_WRITTEN  # how the athlete has workouts laid out


class BuilderPage(BuildingPage):
    try_requested = Signal(object, int)  # the Workout, from this item on; not kept

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercises: Mapping[str, Exercise] = {}
        self._options = AS_WRITTEN
        tr = self.tr
        self.title_field = LineField(tr("Title"))
        self.total_label = label("", "title", wrap=False)
        self.list = ItemList(figures)
        self.add_button = QPushButton(tr("Add an exercise"))
        self.finder = ExerciseFinder(figures)
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.again_button = QPushButton(tr("Once more"))
        self.remove_button = QPushButton(tr("Remove"))
        self.try_button = QPushButton(tr("Try from here"))
        self.item = ItemFields()
        self.whole = WorkoutFields()
        self._lay_out()
        self._connect()

    # -- made once

    def _lay_out(self) -> None:
        self.finder.hide()
        column = page_column(self)
        self._lay_out_head(column, self.title_field, self.total_label)
        columns = Columns(1, 1, least=72)
        self._fill_left(columns.left)
        for part in (self.item, self.whole):
            columns.right.addWidget(part)
        columns.right.addStretch(1)
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

    def _connect(self) -> None:
        self._connect_head()
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
        self.item.changed.connect(self._change_item)
        self.whole.changed.connect(self._change_whole)

    # -- what is shown

    def show_draft(self, draft: Draft) -> None:
        """Begin to change a workout; what was not saved of another is gone."""
        saved = None if draft.is_new else draft.saved or draft.workout
        self._begin(draft.workout, saved, draft.note, is_new=draft.is_new, left=draft.left_behind)
        self._exercises = draft.exercises
        self._options = draft.options
        self.item.forget()
        self._close_finder()
        self.finder.show_exercises(dict(draft.exercises))
        self.list.clear()
        self._refresh()
        self.list.setCurrentRow(0)

    def show_exercises(
        self, exercises: Mapping[str, Exercise], options: Options = AS_WRITTEN
    ) -> None:
        """The library, or the athlete's own seconds, changed while one was building."""
        self._exercises, self._options = exercises, options
        self.finder.show_exercises(dict(exercises))
        if self._steps:
            self.item.forget()
            self._refresh()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        del still  # nothing moves here
        self.finder.set_theme(theme)
        self.list.set_theme(theme)
        if self._steps:
            self._refresh()

    def focus_first(self) -> None:
        (self.title_field if self._is_new else self.list).setFocus()

    @property
    def workout(self) -> Workout:
        """As it is now."""
        assert self._steps
        return cast(Workout, self._steps.now)

    def _draft(self, value: Workout) -> KeptDraft:
        return KeptDraft(workout=value, is_new=self._is_new)

    # -- changes

    def _do(self, value: Workout, what: str = "") -> None:
        super()._do(editing.free(value), what)

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

    @Slot(object, str)
    def _change_whole(self, changes: dict[str, Any], what: str) -> None:
        if self._steps:
            self._do(editing.change(self.workout, **changes), what)

    @Slot(object, str)
    def _change_item(self, changes: dict[str, Any], what: str) -> None:
        if self._steps and self._row >= 0:
            self._do(editing.change_item(self.workout, self._row, **changes), what)

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
        self.title_field.show_text(workout.title)
        self.whole.show_workout(workout)
        self._show_item()
        self._refresh_head()

    def _refresh_rows(self, workout: Workout) -> None:
        totals: dict[int, float] = {}
        if self._problems:
            self.total_label.setText("–:––")
        else:
            timeline = compile_workout(workout, self._exercises, self._options)
            totals = editing.item_totals(timeline)
            self.total_label.setText(clock_time(timeline.total_s))
        self.total_label.setAccessibleName(self.tr("{} in all").format(self.total_label.text()))
        wrong = (key[1] for key, _ in self._problems if key[:1] == ("item",) and len(key) > 1)
        rows = frozenset(row for row in wrong if isinstance(row, int))
        self.list.show_items(workout, self._exercises, totals, rows)

    @Slot()
    def _show_item(self) -> None:
        """The fields of the chosen item, and what can be done with it."""
        if not self._steps:
            return
        row, workout = self._row, self._steps.now
        chosen = 0 <= row < len(workout.item)
        for button in (self.again_button, self.remove_button):
            button.setEnabled(chosen)
        self.try_button.setEnabled(chosen and not self._problems)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < len(workout.item) - 1)
        own = self._options
        seconds = (own.first_ready_s, own.ready_s, own.change_s, own.between_s)
        self.item.show_item(
            workout,
            row,
            self._exercises,
            wrong=[problem_text(k[2:], w) for k, w in self._problems if k[:2] == ("item", row)],
            own_seconds=workout.kind is not Kind.WARM_UP and any(s is not None for s in seconds),
        )
