"""One workout before it starts: the whole script, and what may be different today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.library_words import KIND, equipment_text, item_text, muscle_name
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.chips import Chip, show_switched
from gui.widgets.columns import Columns
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.number_field import NumberField
from gui.widgets.script_list import ScriptList
from gui.widgets.sections import flow, section, tags
from gui.words import clock_time
from workouts.editing import ForToday, for_today, item_totals
from workouts.model import Exercise, Side, Workout
from workouts.references import Reference
from workouts.search import muscles_worked, workout_needs
from workouts.timeline import AS_WRITTEN, Options, OwnSides, Timeline, compile_workout

PICTURE = 56
MOST_ROUNDS = 12
REST_STEP = 5


@dataclass(frozen=True, slots=True)
class WorkoutDetails:
    """All the page shows of a workout."""

    workout: Workout
    exercises: Mapping[str, Exercise]
    sides: Mapping[str, OwnSides] = field(default_factory=dict)  # what they do differently
    options: Options = AS_WRITTEN  # how the athlete has workouts laid out
    sources: Sequence[Reference] = ()
    own: bool = False
    built_in: bool = True
    hidden: bool = False

    @property
    def first_side(self) -> Side:
        return self.options.first_side


class WorkoutPage(QWidget):
    start_requested = Signal(object, object)  # the workout of today, and its Options
    back_requested = Signal()
    exercise_chosen = Signal(str)
    duplicate_requested = Signal(str)
    change_requested = Signal(str)
    delete_requested = Signal(str)
    hide_requested = Signal(str, bool)
    share_requested = Signal(str)
    print_requested = Signal(str)

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._theme: Theme = LIGHT
        self._details: WorkoutDetails | None = None
        self._wishes = ForToday()
        self._rows: list[ItemRow] = []
        self._body = QWidget()
        self.back_button = QPushButton(self.tr("←  Back"))
        self.back_button.setProperty("kind", "quiet")
        self.title_label = label("", "title")
        self.start_button = QPushButton()
        self.start_button.setProperty("kind", "primary")
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title_label, 1)
        head.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = page_column(self)
        self._column.addLayout(head)
        self.notice = Notice()
        self._column.addWidget(self.notice)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.back_button.clicked.connect(self.back_requested)
        self.start_button.clicked.connect(self._start)

    # -- what is shown

    def show_workout(self, details: WorkoutDetails) -> None:
        """Another workout as written; the same one keeps what was changed for today."""
        before, self._details = self._details, details
        if before is None or before.workout != details.workout:
            self._wishes = ForToday(details.first_side)
        elif self._wishes.first_side == before.first_side:
            self._wishes = replace(self._wishes, first_side=details.first_side)
        self.title_label.setText(details.workout.title)
        self._build(details)
        self._refresh()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        del still  # nothing moves here
        self._theme = theme
        if self._details:
            self.script.set_theme(theme)
            for row in self._rows:
                row.draw(theme)

    def focus_first(self) -> None:
        self.start_button.setFocus()

    @property
    def timeline(self) -> Timeline:
        """What would be started now."""
        assert self._details
        exercises = self._details.exercises
        workout = for_today(self._details.workout, exercises, self._wishes)
        return compile_workout(workout, exercises, self._options, self._details.sides)

    @property
    def _options(self) -> Options:
        assert self._details
        return replace(self._details.options, first_side=self._wishes.first_side)

    def _build(self, details: WorkoutDetails) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        column.addLayout(self._facts(details))
        column.addWidget(self._manage_part(details))
        columns = Columns(10, 9, least=72)
        columns.left.addWidget(self._today_part(details))
        columns.left.addWidget(self._items_part(details))
        columns.left.addStretch(1)
        columns.right.addWidget(label(self.tr("The whole script"), "section"))
        self.script = ScriptList()
        self.script.set_theme(self._theme)
        columns.right.addWidget(self.script)
        columns.right.addStretch(1)
        column.addWidget(columns)
        if details.sources:
            frame, inside = section(self.tr("Where this comes from"))
            for source in details.sources:
                inside.addWidget(label(source.text, "small"))
            column.addWidget(frame)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body

    def _facts(self, details: WorkoutDetails) -> QVBoxLayout:
        workout = details.workout
        column = QVBoxLayout()
        column.setSpacing(SPACE["s"])
        column.addWidget(label(workout.goal, "lead"))
        words = [KIND[workout.kind]]
        if details.own:
            words.insert(0, self.tr("Changed by you") if details.built_in else self.tr("Yours"))
        words.append(equipment_text(workout_needs(workout, details.exercises)))
        first, also = muscles_worked(workout, details.exercises)
        column.addWidget(tags(words))
        column.addWidget(tags((muscle_name(m) for m in first), strong=True))
        if also:
            names = ", ".join(muscle_name(m).lower() for m in also)
            column.addWidget(label(self.tr("Also works {}.").format(names), "small"))
        if workout.when:
            column.addWidget(label(self.tr("When: {}").format(workout.when), "small"))
        if workout.note:
            column.addWidget(label(workout.note, "small"))
        return column

    def _today_part(self, details: WorkoutDetails) -> QWidget:
        frame, inside = section(self.tr("Only for today"))
        workout, wishes = details.workout, self._wishes
        most = max(MOST_ROUNDS, workout.rounds)
        self.rounds_box = NumberField(self.tr("Rounds"), 1, most)
        self.rounds_box.show_value(wishes.rounds or workout.rounds)
        self.side_box = QComboBox()
        self.side_box.addItem(self.tr("Left"), Side.LEFT.value)
        self.side_box.addItem(self.tr("Right"), Side.RIGHT.value)
        self.side_box.setCurrentIndex(self.side_box.findData(wishes.first_side.value))
        self.rest_box = NumberField(
            self.tr("Rests"), -60, 120, step=REST_STEP, words=self._rest_words
        )
        self.rest_box.show_value(wishes.more_rest_s)
        self.as_written_button = QPushButton(self.tr("As written"))
        self.as_written_button.setProperty("kind", "quiet")
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setVerticalSpacing(SPACE["s"])
        grid.setColumnStretch(1, 1)
        for row, (text, editor) in enumerate(
            (
                (self.tr("Rounds"), self.rounds_box),
                (self.tr("First side"), self.side_box),
                (self.tr("Rests"), self.rest_box),
            )
        ):
            name = label(text, wrap=False)
            name.setBuddy(editor)
            editor.setAccessibleName(text)
            grid.addWidget(name, row, 0)
            grid.addWidget(editor, row, 1)
        self.rest_box.setEnabled(_has_rests(workout))
        inside.addLayout(grid)
        inside.addWidget(self.as_written_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rounds_box.value_changed.connect(self._read)
        self.side_box.currentIndexChanged.connect(self._read)
        self.rest_box.value_changed.connect(self._read)
        self.as_written_button.clicked.connect(self._as_written)
        return frame

    def _items_part(self, details: WorkoutDetails) -> QWidget:
        frame, inside = section(self.tr("Exercises"))
        inside.setSpacing(SPACE["m"])
        self._rows = []
        for number, item in enumerate(details.workout.item):
            exercise = details.exercises[item.exercise]
            row = ItemRow(number, exercise, details.exercises, self._figures)
            row.level_chosen.connect(self._choose_level)
            row.exercise_chosen.connect(self.exercise_chosen)
            row.draw(self._theme)
            self._rows.append(row)
            inside.addWidget(row)
        return frame

    def _manage_part(self, details: WorkoutDetails) -> QWidget:
        buttons = [
            (self.tr("Duplicate and change"), self._duplicate),
            (self.tr("Change this one"), self._change),
            (self.tr("Share"), self._share),
            (self.tr("Print"), self._print),
        ]
        if details.hidden:
            buttons.append((self.tr("Show again"), self._show_again))
        elif details.built_in:
            buttons.append((self.tr("Hide"), self._hide))
        if details.own:
            back = self.tr("Restore the original") if details.built_in else self.tr("Delete")
            buttons.append((back, self._delete))
        self.manage_buttons = [QPushButton(text) for text, _ in buttons]
        for button, (_, slot) in zip(self.manage_buttons, buttons, strict=True):
            button.clicked.connect(slot)
        return flow(*self.manage_buttons)

    # -- for today

    @Slot()
    def _read(self) -> None:
        assert self._details
        rounds = int(self.rounds_box.value)
        self._wishes = replace(
            self._wishes,
            first_side=Side(self.side_box.currentData()),
            rounds=None if rounds == self._details.workout.rounds else rounds,
            more_rest_s=self.rest_box.value,
        )
        self._refresh()

    def _rest_words(self, seconds: float) -> str:
        return self.tr("{:+.0f} s each").format(seconds) if seconds else self.tr("As written")

    @Slot(int, str)
    def _choose_level(self, number: int, exercise_id: str) -> None:
        self._wishes = self._wishes.with_level(number, exercise_id or None)
        self._refresh()

    @Slot()
    def _as_written(self) -> None:
        assert self._details
        self._wishes = ForToday(self._details.first_side)
        self.rounds_box.show_value(self._details.workout.rounds)
        self.rest_box.show_value(0.0)
        self.side_box.blockSignals(True)
        self.side_box.setCurrentIndex(self.side_box.findData(self._details.first_side.value))
        self.side_box.blockSignals(False)
        self._refresh()

    def _refresh(self) -> None:
        """The total, the script and the exercises as they would be done now."""
        assert self._details
        timeline = self.timeline
        totals = item_totals(timeline)
        workout = for_today(self._details.workout, self._details.exercises, self._wishes)
        for row, item in zip(self._rows, workout.item, strict=True):
            exercise = self._details.exercises[item.exercise]
            amount = item_text(exercise, item)
            row.show_exercise(exercise, amount, totals.get(row.number, 0.0))
        self.script.show_steps(timeline.steps)
        total = clock_time(timeline.total_s)
        self.start_button.setText(self.tr("Start  ·  {}").format(total))
        self.start_button.setAccessibleName(self.tr("Start, {} in all").format(total))
        changed = self._wishes != ForToday(self._details.first_side)
        self.as_written_button.setVisible(changed)

    # -- wishes

    @Slot()
    def _start(self) -> None:
        if self._details:
            workout = for_today(self._details.workout, self._details.exercises, self._wishes)
            self.start_requested.emit(workout, self._options)

    @Slot()
    def _duplicate(self) -> None:
        self.duplicate_requested.emit(self._id)

    @Slot()
    def _change(self) -> None:
        self.change_requested.emit(self._id)

    @Slot()
    def _share(self) -> None:
        self.share_requested.emit(self._id)

    @Slot()
    def _print(self) -> None:
        self.print_requested.emit(self._id)

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self._id)

    @Slot()
    def _hide(self) -> None:
        self.hide_requested.emit(self._id, True)

    @Slot()
    def _show_again(self) -> None:
        self.hide_requested.emit(self._id, False)

    @property
    def _id(self) -> str:
        return self._details.workout.id if self._details else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


class ItemRow(QFrame):
    """One exercise of the workout, and its level for today."""

    level_chosen = Signal(int, str)  # item number and the exercise in its place; "" as written
    exercise_chosen = Signal(str)

    def __init__(
        self,
        number: int,
        exercise: Exercise,
        exercises: Mapping[str, Exercise],
        figures: Figures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.number = number
        self._written, self._shown = exercise, exercise
        self._figures = figures
        self._theme: Theme = LIGHT
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE, PICTURE)
        self.name_button = QPushButton(exercise.name)
        self.name_button.setProperty("kind", "link")
        self.facts_label = label("", "small")
        self.chips: list[Chip] = []
        for words, id_ in (
            (self.tr("Easier"), exercise.easier),
            (self.tr("As written"), exercise.id),
            (self.tr("Harder"), exercise.harder),
        ):
            if id_ is None or id_ not in exercises:
                continue
            chip = Chip(words, checkable=True)
            chip.setToolTip(exercises[id_].name)
            said = self.tr("{}: {}").format(words, exercises[id_].name)
            chip.setAccessibleName(said)
            chip.setProperty("level", "" if id_ == exercise.id else id_)
            chip.toggled.connect(self._choose)
            self.chips.append(chip)
        self._lay_out()
        self.name_button.clicked.connect(self._open)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        words.addWidget(self.name_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.facts_label)
        if len(self.chips) > 1:
            words.addWidget(flow(*self.chips, gap=6))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["m"])
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_exercise(self, exercise: Exercise, amount: str, total_s: float) -> None:
        """What is done here today, how much and how long in all."""
        self._shown = exercise
        self.name_button.setText(f"{self.number + 1}.  {exercise.name}")
        self.name_button.setAccessibleName(self.tr("About {}").format(exercise.name))
        self.facts_label.setText(f"{amount}  ·  {clock_time(total_s)}")
        level = "" if exercise.id == self._written.id else exercise.id
        for chip in self.chips:
            show_switched(chip, on=chip.property("level") == level)
        self.draw(self._theme)

    def draw(self, theme: Theme) -> None:
        self._theme = theme
        ratio = self.devicePixelRatioF()
        image = self._figures.thumbnail(self._shown, PICTURE, theme.name.value, ratio)
        self.picture.setPixmap(QPixmap.fromImage(image) if image else QPixmap())

    @Slot()
    def _choose(self) -> None:
        self.level_chosen.emit(self.number, self.sender().property("level"))

    @Slot()
    def _open(self) -> None:
        self.exercise_chosen.emit(self._shown.id)


def _has_rests(workout: Workout) -> bool:
    return bool(workout.rest_s or workout.round_rest_s or any(i.rest_s for i in workout.item))
