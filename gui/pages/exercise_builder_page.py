"""Where an exercise's texts and dose are changed; each change can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.library_words import problem_text
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.columns import Columns
from gui.widgets.exercise_facts import ExerciseFacts
from gui.widgets.figure_picture import FigurePicture
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.number_field import NumberField, undo_with_keys
from gui.widgets.sections import section
from gui.widgets.text_fields import LineField, TextField
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.model import Exercise, Fault, Item, Measure, Sided
from workouts.timeline import DEFAULT_S_PER_STEP, DEFAULT_TEMPO, change_seconds
from workouts.toml_file import Problem

FIGURE_HEIGHT = 220
FAR = 99_999
COUNTS = ("sets", "repeats", "reps", "out", "back", "laps")
LISTS = ("setup", "move", "cues", "aka", "source")  # a line each


@dataclass(frozen=True, slots=True)
class ExerciseDraft:
    """What the page works on."""

    exercise: Exercise
    exercises: Mapping[str, Exercise]
    is_new: bool = False
    saved: Exercise | None = None  # what its file says, where that is something else
    left_behind: bool = False  # it was begun earlier, and is no step back away from nothing
    note: str = ""
    drawn: tuple[tuple[str, str], ...] = ()  # the built-in figures: id and name


class ExerciseBuilderPage(QWidget):
    save_requested = Signal(object, bool)  # the Exercise, and whether it is new
    back_requested = Signal()
    edited = Signal()  # a step was made, forth or back

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._steps: editing.Steps[Exercise] | None = None
        self._saved: Exercise | None = None
        self._exercises: Mapping[str, Exercise] = {}
        self._is_new = False
        self._left_behind = False
        self._problems: list[Problem] = []
        self.fields: dict[str, NumberField] = {}
        tr = self.tr
        self.back_button = QPushButton(tr("←  Back"))
        self.name_field = LineField(tr("Name"))
        self.undo_button = QPushButton(tr("Undo"))
        self.redo_button = QPushButton(tr("Redo"))
        self.save_button = QPushButton(tr("Save"))
        self.note_label = label("", "small")
        self.problem_label = label("")
        self.notice = Notice()
        self.picture = FigurePicture(figures, always=True)
        self.facts = ExerciseFacts()
        self._drawn: dict[str, str] = {}  # ids and names of the built-in figures
        self._pictured: object = None  # what the picture shows
        self._fields_for: object = None  # what the fields of the dose are made for
        self._dose_holder = QWidget()
        self.texts = {
            "purpose": TextField(tr("Purpose"), 1),
            "aka": TextField(tr("Also called, one a line"), 1),
            "setup": TextField(tr("Set-up, one step a line"), 2),
            "move": TextField(tr("Movement, one step a line"), 2),
            "cues": TextField(tr("Think of, one cue a line"), 2),
            "foot": TextField(tr("Foot pressure"), 1),
            "faults": TextField(tr("Faults, one a line, as fault: fix"), 2),
            "stop_if": TextField(tr("When to stop"), 1),
            "note": TextField(tr("Note"), 1),
            "source": TextField(tr("Where it comes from, one a line"), 1),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.back_button, self.undo_button, self.redo_button):
            button.setProperty("kind", "quiet")
        self.save_button.setProperty("kind", "primary")
        self.problem_label.setProperty("kind", "wrong")
        self.picture.setFixedHeight(FIGURE_HEIGHT)
        top = QHBoxLayout()
        top.setSpacing(SPACE["s"])
        top.addWidget(self.back_button)
        top.addWidget(self.name_field, 1)
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
        columns.left.addWidget(self.picture)
        kind, about = section(self.tr("What it is"))
        about.addWidget(self.facts)
        columns.left.addWidget(kind)
        dose, self._dose_column = section(self.tr("Dose"))
        self._dose_column.addWidget(self._dose_holder)
        columns.left.addWidget(dose)
        columns.left.addStretch(1)
        frame, inside = section(self.tr("Texts"))
        for name, field in self.texts.items():
            words = label(field.accessibleName(), wrap=False)
            words.setBuddy(field)
            field.setObjectName(name)
            inside.addWidget(words)
            inside.addWidget(field)
        columns.right.addWidget(frame)
        columns.right.addStretch(1)
        column.addWidget(columns)
        column.addStretch(1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.leave)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.save)
        self.name_field.text_typed.connect(self._read_name)
        for field in self.texts.values():
            field.text_typed.connect(self._read_text)
        self.facts.changed.connect(self._read_fact)
        undo_with_keys(self, self.undo, self.redo, self.save)

    # -- what is shown

    def show_draft(self, draft: ExerciseDraft) -> None:
        self._exercises = draft.exercises
        self._steps = editing.Steps(draft.exercise)
        self._saved = None if draft.is_new else draft.saved or draft.exercise
        self._left_behind = draft.left_behind
        self._is_new = draft.is_new
        self.note_label.setText(draft.note)
        self.notice.hide()
        self._drawn = dict(draft.drawn)
        self._pictured = self._fields_for = None
        self._refresh()

    def show_saved(self, exercise: Exercise) -> None:
        """It is in its file now."""
        self._saved, self._is_new = exercise, False
        if self._steps:
            self._steps.now = exercise
            self._refresh()

    def put_away(self) -> None:
        """One went elsewhere; what was not saved is gone."""
        self._steps = None
        self.notice.hide()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        self._theme = theme
        self.picture.set_theme(theme)
        self.picture.set_reduced_motion(still)

    def focus_first(self) -> None:
        self.name_field.setFocus()

    @property
    def exercise(self) -> Exercise:
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
        return KeptDraft(exercise=self._steps.now, is_new=self._is_new)

    @property
    def problems(self) -> list[str]:
        return [problem_text(key, what) for key, what in self._problems]

    # -- changes

    def _do(self, exercise: Exercise, what: str = "") -> None:
        if self._steps:
            self._steps.do(exercise, what)
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
            self.save_requested.emit(self.exercise, self._is_new)

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
    def _read_name(self, text: str) -> None:
        self._do(editing.change_exercise(self.exercise, name=text), "name")

    @Slot(str, object)
    def _read_fact(self, key: str, said: Any) -> None:
        if key == "measure":
            self._do(editing.with_measure(self.exercise, said))
        else:
            what = key if key == "spoken" else ""
            self._do(editing.change_exercise(self.exercise, **{key: said}), what)

    @Slot(str)
    def _read_text(self, text: str) -> None:
        field = self.sender()
        name = field.objectName()
        value: Any = text
        if name in LISTS:
            value = tuple(line.strip() for line in text.split("\n") if line.strip())
        elif name == "faults":
            value = faults_from(text)
        self._do(editing.change_exercise(self.exercise, **{name: value}), name)

    @Slot()
    def _read_number(self) -> None:
        exercise, before = self.exercise, _values(self.exercise)
        changed = {n: f.value for n, f in self.fields.items() if f.value != before.get(n)}
        dose: dict[str, Any] = {}
        for name, value in changed.items():
            if name in ("lift", "pause", "lower"):
                parts = [self.fields[part].value for part in ("lift", "pause", "lower")]
                exercise = editing.change_exercise(exercise, tempo=tuple(parts))
            elif name in ("between_s", "change_s"):
                exercise = editing.change_exercise(exercise, **{name: value})
            else:
                dose[name] = int(value) if name in COUNTS else value
        if dose:
            exercise = editing.change_dose(exercise, **dose)
        self._do(exercise, "+".join(changed))

    # -- drawing

    def _refresh(self) -> None:
        assert self._steps
        exercise = self._steps.now
        self._problems = editing.exercise_faults(exercise, self._exercises)
        if self._pictured != (exercise.id, exercise.pose, exercise.sided):
            self._pictured = (exercise.id, exercise.pose, exercise.sided)
            self.picture.show_exercise(exercise)
        if self._fields_for != (exercise.measure, exercise.sided):
            self._fields_for = (exercise.measure, exercise.sided)
            self._make_fields(exercise)
        self.facts.show_exercise(exercise, self._exercises, self._drawn)
        self.name_field.show_text(exercise.name)
        for name, field in self.texts.items():
            if not (field.hasFocus() and self._says(field, name) == getattr(exercise, name)):
                field.show_text(_text_of(exercise, name))
        for name, value in _values(exercise).items():
            if name in self.fields:
                self.fields[name].show_value(value)
        self.problem_label.setText("\n".join(self.problems[:4]))
        self.problem_label.setVisible(bool(self._problems))
        self.undo_button.setEnabled(self._steps.can_undo)
        self.redo_button.setEnabled(self._steps.can_redo)
        self.save_button.setEnabled(not self._problems and self.is_changed)

    @staticmethod
    def _says(field: TextField, name: str) -> Any:
        """What a field that is being typed in already means: a line just begun is no change."""
        text = field.toPlainText()
        if name in LISTS:
            return tuple(line.strip() for line in text.split("\n") if line.strip())
        return faults_from(text) if name == "faults" else text

    def _make_fields(self, exercise: Exercise) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        self.fields = {}
        for name, words, step, decimals, unit in self._wanted(exercise):
            field = NumberField(words, 0, FAR, step=step, decimals=decimals, unit=unit)
            field.value_changed.connect(self._read_number)
            self.fields[name] = field
            row = QHBoxLayout()
            text = label(words, wrap=False)
            text.setBuddy(field)
            row.addWidget(text, 2)
            row.addWidget(field, 3)
            column.addLayout(row)
        self._dose_column.replaceWidget(self._dose_holder, holder)
        self._dose_holder.hide()
        self._dose_holder.deleteLater()
        self._dose_holder = holder

    def _wanted(self, exercise: Exercise) -> list[tuple[str, str, float, int, str]]:
        """Name, words, step, decimals and unit of each field an exercise needs."""
        tr = self.tr
        fields: list[tuple[str, str, float, int, str]] = [("sets", tr("Sets"), 1.0, 0, "")]
        match exercise.measure:
            case Measure.HOLD:
                fields += [
                    ("repeats", tr("Times"), 1.0, 0, ""),
                    ("hold_s", tr("Hold"), 1.0, 1, "s"),
                ]
            case Measure.STEPS:
                fields += [
                    ("out", tr("Steps out"), 1.0, 0, ""),
                    ("back", tr("Steps back"), 1.0, 0, ""),
                    ("laps", tr("Laps"), 1.0, 0, ""),
                    ("s_per_step", tr("Each step"), 0.1, 1, "s"),
                ]
            case _:
                fields += [
                    ("reps", tr("Reps"), 1.0, 0, ""),
                    ("lift", tr("Tempo: up"), 0.5, 1, "s"),
                    ("pause", tr("Tempo: hold"), 0.5, 1, "s"),
                    ("lower", tr("Tempo: down"), 0.5, 1, "s"),
                ]
        if exercise.measure is not Measure.STEPS:
            fields.append(("between_s", tr("Rest between"), 1.0, 1, "s"))
        if exercise.sided is Sided.EACH_SIDE:
            fields.append(("change_s", tr("Switch sides"), 1.0, 1, "s"))
        return fields

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def faults_from(text: str) -> tuple[Fault, ...]:
    """Lines of "fault: fix" as faults; a line without a fix has none yet."""
    faults = []
    for line in text.split("\n"):
        fault, _, fix = line.partition(":")
        if fault.strip():
            faults.append(Fault(fault=fault.strip(), fix=fix.strip()))
    return tuple(faults)


def _text_of(exercise: Exercise, name: str) -> str:
    if name == "faults":
        return "\n".join(f"{fault.fault}: {fault.fix}" for fault in exercise.faults)
    said = getattr(exercise, name)
    return said if isinstance(said, str) else "\n".join(said)


def _values(exercise: Exercise) -> dict[str, float]:
    dose = exercise.dose
    lift, pause, lower = exercise.tempo or DEFAULT_TEMPO
    return {
        "sets": dose.sets,
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
        "between_s": exercise.between_s,
        "change_s": change_seconds(exercise, Item(exercise=exercise.id)),
    }
