"""Where an exercise's texts and dose are changed; each change can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gui.pages.building_page import BuildingPage
from gui.theme import LIGHT, Theme
from gui.widgets.columns import Columns
from gui.widgets.exercise_facts import ExerciseFacts
from gui.widgets.figure_picture import FigurePicture
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.number_field import NumberField
from gui.widgets.number_rows import Wanted, field_rows, grid_in
from gui.widgets.progression_fields import ProgressionFields
from gui.widgets.sections import section
from gui.widgets.text_fields import LineField, TextField
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.model import Exercise, Fault, Item, Measure, Sided
from workouts.timeline import DEFAULT_S_PER_STEP, DEFAULT_TEMPO, change_seconds

FIGURE_HEIGHT = 220
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


class ExerciseBuilderPage(BuildingPage):
    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._exercises: Mapping[str, Exercise] = {}
        self.fields: dict[str, NumberField] = {}
        tr = self.tr
        self.name_field = LineField(tr("Name"))
        self.picture = FigurePicture(figures, always=True)
        self.facts = ExerciseFacts()
        self.progression = ProgressionFields()
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
        self.picture.setFixedHeight(FIGURE_HEIGHT)
        column = page_column(self)
        self._lay_out_head(column, self.name_field)
        columns = Columns(1, 1, least=72)
        columns.left.addWidget(self.picture)
        kind, about = section(self.tr("What it is"))
        about.addWidget(self.facts)
        columns.left.addWidget(kind)
        dose, self._dose_column = section(self.tr("Dose"))
        self._dose_column.addWidget(self._dose_holder)
        columns.left.addWidget(dose)
        reach, inside = section(self.tr("How far it may go"))
        inside.addWidget(self.progression)
        hint = self.tr("A dose moves only between the least and the most.")
        harder = self.tr("When all of “harder from” is reached, the harder one is offered.")
        inside.addWidget(label(f"{hint} {harder}", "small"))
        columns.left.addWidget(reach)
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
        self._connect_head()
        self.name_field.text_typed.connect(self._read_name)
        for field in self.texts.values():
            field.text_typed.connect(self._read_text)
        self.facts.changed.connect(self._read_fact)
        self.progression.changed.connect(self._do)

    # -- what is shown

    def show_draft(self, draft: ExerciseDraft) -> None:
        saved = None if draft.is_new else draft.saved or draft.exercise
        self._begin(draft.exercise, saved, draft.note, is_new=draft.is_new, left=draft.left_behind)
        self._exercises = draft.exercises
        self._drawn = dict(draft.drawn)
        self._pictured = self._fields_for = None
        self._refresh()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        self._theme = theme
        self.picture.set_theme(theme)
        self.picture.set_reduced_motion(still)

    def focus_first(self) -> None:
        self.name_field.setFocus()

    @property
    def exercise(self) -> Exercise:
        """As it is now."""
        assert self._steps
        return cast(Exercise, self._steps.now)

    def _draft(self, value: Exercise) -> KeptDraft:
        return KeptDraft(exercise=value, is_new=self._is_new)

    # -- changes

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
        self.progression.show_exercise(exercise)
        self.name_field.show_text(exercise.name)
        for name, field in self.texts.items():
            if not (field.hasFocus() and self._says(field, name) == getattr(exercise, name)):
                field.show_text(_text_of(exercise, name))
        for name, value in _values(exercise).items():
            if name in self.fields:
                self.fields[name].show_value(value)
        self._refresh_head()

    @staticmethod
    def _says(field: TextField, name: str) -> Any:
        """What a field that is being typed in already means: a line just begun is no change."""
        text = field.toPlainText()
        if name in LISTS:
            return tuple(line.strip() for line in text.split("\n") if line.strip())
        return faults_from(text) if name == "faults" else text

    def _make_fields(self, exercise: Exercise) -> None:
        holder = QWidget()
        self.fields = field_rows(grid_in(holder), self._wanted(exercise), self._read_number)
        self._dose_column.replaceWidget(self._dose_holder, holder)
        self._dose_holder.hide()
        self._dose_holder.deleteLater()
        self._dose_holder = holder

    def _wanted(self, exercise: Exercise) -> list[Wanted]:
        """Name, words, step, decimals and unit of each field an exercise needs."""
        tr = self.tr
        fields = [Wanted("sets", tr("Sets"))]
        match exercise.measure:
            case Measure.HOLD:
                fields += [
                    Wanted("repeats", tr("Times")),
                    Wanted("hold_s", tr("Hold"), 1.0, 1, "s"),
                ]
            case Measure.STEPS:
                fields += [
                    Wanted("out", tr("Steps out")),
                    Wanted("back", tr("Steps back")),
                    Wanted("laps", tr("Laps")),
                    Wanted("s_per_step", tr("Each step"), 0.1, 1, "s"),
                ]
            case _:
                fields += [
                    Wanted("reps", tr("Reps")),
                    Wanted("lift", tr("Tempo: up"), 0.5, 1, "s"),
                    Wanted("pause", tr("Tempo: hold"), 0.5, 1, "s"),
                    Wanted("lower", tr("Tempo: down"), 0.5, 1, "s"),
                ]
        if exercise.measure is not Measure.STEPS:
            fields.append(Wanted("between_s", tr("Rest between"), 1.0, 1, "s"))
        if exercise.sided is Sided.EACH_SIDE:
            fields.append(Wanted("change_s", tr("Switch sides"), 1.0, 1, "s"))
        return fields


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
