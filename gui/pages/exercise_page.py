"""One exercise in full: the moving figure, the steps, the faults, the ladder, one's own sets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.library_words import (
    CATEGORY,
    CHECKED,
    FAULT,
    POSITION,
    SIDED,
    default_dose_text,
    equipment_text,
    muscle_name,
    span_text,
    tempo_text,
)
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.chips import Chip, show_switched, tag
from gui.widgets.columns import Columns
from gui.widgets.figure_picture import FigurePicture
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.sections import flow, listed, section, tags
from gui.words import SIDE, seconds_text
from workouts.model import Exercise, Fault, Sided
from workouts.records import SetResult
from workouts.references import Reference, muscle_texts

CAPTION_MS = 5000
FIGURE_HEIGHT = 340
SMALL_FIGURE_HEIGHT = 150
# Words in the written fault that a drawn one shows.
DRAWN_WORDS = {
    "knees-in": ("knee", "knees"),
    "hip-drop": ("hip", "hips", "pelvis", "drop", "drops", "sag", "sags", "sink"),
    "back-arch": ("arch", "arches"),
}


@dataclass(frozen=True, slots=True)
class ExerciseDetails:
    """All the page shows of an exercise."""

    exercise: Exercise
    ladder: Sequence[Exercise]  # from the easiest to the hardest, this one among them
    sources: Sequence[Reference] = ()
    sets: Sequence[SetResult] = ()  # the newest first
    bests: Sequence[str] = ()  # in words, a side each
    own: bool = False  # from the athlete's folder
    built_in: bool = True  # there is a shipped one of this id
    hidden: bool = False
    your_dose: str = ""  # accepted in place of the usual one


def drawn_faults(
    faults: Sequence[Fault], drawn: Sequence[str]
) -> list[tuple[Fault | None, str | None]]:
    """Each written fault with the drawn one that shows it; drawn ones nobody wrote come last."""
    left = list(drawn)
    pairs: list[tuple[Fault | None, str | None]] = []
    for fault in faults:
        words = set(fault.fault.lower().replace(",", " ").split())
        found = next((name for name in left if words & set(DRAWN_WORDS.get(name, ()))), None)
        if found == "hip-drop" and words & {"drift", "back"}:
            found = None
        if found:
            left.remove(found)
        pairs.append((fault, found))
    return [*pairs, *((None, name) for name in left)]


class ExercisePage(QWidget):
    back_requested = Signal()
    do_requested = Signal(str)  # one default set, now
    usual_dose_requested = Signal(str)  # in place of one's own
    sets_requested = Signal(str)  # everything that was done of it
    add_requested = Signal(str)  # to a new workout
    exercise_chosen = Signal(str)  # another rung of the ladder
    duplicate_requested = Signal(str)
    share_requested = Signal(str)
    change_requested = Signal(str)
    delete_requested = Signal(str)  # an own one; a built-in of that id comes back
    hide_requested = Signal(str, bool)

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._theme: Theme = LIGHT
        self._percent, self._still = 100, False
        self._details: ExerciseDetails | None = None
        self._side = "left"
        self._captions: list[tuple[str, str]] = []
        self._caption = 0
        self._pictures: list[FigurePicture] = []
        self._caption_timer = QTimer(self, interval=CAPTION_MS)
        self._body = QWidget()
        self.back_button = QPushButton(self.tr("←  Back"))
        self.back_button.setProperty("kind", "quiet")
        self._column = page_column(self)
        self.title_label = label("", "title")
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title_label, 1)
        self._column.addLayout(head)
        self.notice = Notice()
        self._column.addWidget(self.notice)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.back_button.clicked.connect(self.back_requested)
        self._caption_timer.timeout.connect(self.next_caption)

    # -- what is shown

    def show_exercise(self, details: ExerciseDetails) -> None:
        other = self._details is None or self._details.exercise.id != details.exercise.id
        self._details = details
        if other:
            self._caption = 0
        self.title_label.setText(details.exercise.name)
        self._build(details)

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        self._theme, self._percent, self._still = theme, text_percent, still
        for picture in self._pictures:
            self._dress(picture)

    def focus_first(self) -> None:
        self.do_button.setFocus()

    @property
    def caption(self) -> str:
        return self.caption_label.text()

    def _build(self, details: ExerciseDetails) -> None:
        self._caption_timer.stop()
        self._pictures = []
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        columns = Columns(11, 10, least=72)
        columns.left.addWidget(self._figure_part(details.exercise))
        columns.left.addWidget(self._steps_part(details.exercise))
        columns.left.addStretch(1)
        self._fill_head(columns.right, details)
        column.addWidget(columns)
        for part in (self._cues_part(details.exercise), self._stop_part(details.exercise)):
            if part:
                columns.right.addWidget(part)
        columns.right.addStretch(1)
        for whole in (
            self._faults_part(details.exercise),
            self._sets_part(details),
            self._sources_part(details),
            self._manage_part(details),
        ):
            if whole:
                column.addWidget(whole)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body

    def _dress(self, picture: FigurePicture) -> None:
        picture.set_theme(self._theme)
        picture.set_reduced_motion(self._still)

    def _picture(self, exercise: Exercise, height: int, fault: str = "") -> FigurePicture:
        picture = FigurePicture(self._figures, always=height == FIGURE_HEIGHT)
        picture.setFixedHeight(height)
        picture.show_exercise(exercise, self._side, fault)
        self._dress(picture)
        self._pictures.append(picture)
        return picture

    # -- the figure and its captions

    def _figure_part(self, exercise: Exercise) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.figure = self._picture(exercise, FIGURE_HEIGHT)
        column.addWidget(self.figure)
        if trouble := self._figures.trouble(exercise):
            words = self.tr("The figure of this file cannot be drawn: {}").format(trouble)
            column.addWidget(label(words, "small"))
        self.left_chip = Chip(self.tr("Left"), checkable=True)
        self.right_chip = Chip(self.tr("Right"), checkable=True)
        self.how_chip = Chip(self.tr("How to do it"), checkable=True)
        back, forth = Chip("←", says=self.tr("Step before")), Chip("→", says=self.tr("Next step"))
        controls = [self.how_chip, back, forth]
        if exercise.sided is Sided.EACH_SIDE:
            controls = [self.left_chip, self.right_chip, *controls]
            show_switched(self.left_chip, on=self._side == "left")
            show_switched(self.right_chip, on=self._side == "right")
            self.left_chip.toggled.connect(self._show_left)
            self.right_chip.toggled.connect(self._show_right)
        column.addWidget(flow(*controls))
        self._captions = [(self.tr("Set-up"), line) for line in exercise.setup]
        self._captions += [(self.tr("Movement"), line) for line in exercise.move]
        self.caption_label = label("")
        self.caption_label.setMinimumHeight(3 * self.fontMetrics().height())
        self.caption_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.caption_label)
        self.how_chip.toggled.connect(self._toggle_how_to)
        back.clicked.connect(self.caption_before)
        forth.clicked.connect(self.next_caption)
        self._tell_caption(moving=True)
        return holder

    @Slot()
    def _show_left(self) -> None:
        self._show_side("left")

    @Slot()
    def _show_right(self) -> None:
        self._show_side("right")

    def _show_side(self, side: str) -> None:
        self._side = side
        show_switched(self.left_chip, on=side == "left")
        show_switched(self.right_chip, on=side == "right")
        if self._details:
            self.figure.show_exercise(self._details.exercise, side)

    @Slot(bool)
    def _toggle_how_to(self, on: bool) -> None:
        """Go through the steps, one caption after the other; off, the movement goes on."""
        if on:
            self._caption = 0
            self._caption_timer.start()
        else:
            self._caption_timer.stop()
        self._tell_caption(moving=not on)

    @Slot()
    def next_caption(self) -> None:
        self._caption = (self._caption + 1) % max(1, len(self._captions))
        self._tell_caption(moving=False)

    @Slot()
    def caption_before(self) -> None:
        self._caption = (self._caption - 1) % max(1, len(self._captions))
        self._tell_caption(moving=False)

    def _tell_caption(self, *, moving: bool) -> None:
        """The set-up shows the start position, the movement moves."""
        if not self._captions:
            return
        part, line = self._captions[self._caption]
        number = f"{self._caption + 1}/{len(self._captions)}"
        self.caption_label.setText(f"{part} {number}:  {line}")
        setting_up = part == self.tr("Set-up") and not moving
        self.figure.hold(0.0 if setting_up else None)

    # -- the parts

    def _fill_head(self, column: QVBoxLayout, details: ExerciseDetails) -> None:
        exercise = details.exercise
        column.setSpacing(SPACE["s"])
        facts = [
            CATEGORY[exercise.category],
            POSITION[exercise.position],
            SIDED[exercise.sided],
            equipment_text(exercise.equipment),
        ]
        if details.own:
            facts.insert(0, self.tr("Changed by you") if details.built_in else self.tr("Yours"))
        column.addWidget(tags(facts))
        if exercise.aka:
            also = self.tr("Also called {}").format(", ".join(exercise.aka))
            column.addWidget(label(also, "small"))
        column.addWidget(label(exercise.purpose, "lead"))
        self.do_button = QPushButton(self.tr("Do one set now"))
        self.do_button.setProperty("kind", "primary")
        self.add_button = QPushButton(self.tr("Add to a new workout"))
        self.do_button.clicked.connect(self._do)
        self.add_button.clicked.connect(self._add)
        column.addSpacing(SPACE["xs"])
        column.addWidget(flow(self.do_button, self.add_button))
        column.addSpacing(SPACE["s"])
        column.addWidget(label(self.tr("Dose"), "section"))
        parts = (default_dose_text(exercise), tempo_text(exercise))
        column.addWidget(label("  ·  ".join(part for part in parts if part)))
        if details.your_dose:
            column.addWidget(tags([self.tr("Your dose: {}").format(details.your_dose)]))
            self.usual_button = QPushButton(self.tr("Back to the usual dose"))
            self.usual_button.setProperty("kind", "quiet")
            self.usual_button.clicked.connect(self._go_back_to_usual)
            column.addWidget(flow(self.usual_button))
        if exercise.range:
            spans = ", ".join(span_text(name, span) for name, span in exercise.range.items())
            column.addWidget(label(self.tr("Range: {}").format(spans), "small"))
        if exercise.step_up_at and exercise.harder:
            from_ = (span_text(name, (at, at)) for name, at in exercise.step_up_at.items())
            words = self.tr("Harder one from: {}").format(", ".join(from_))
            column.addWidget(label(words, "small"))
        column.addSpacing(SPACE["s"])
        column.addWidget(label(self.tr("Muscles"), "section"))
        column.addWidget(self._muscles(exercise))
        if len(details.ladder) > 1:
            column.addSpacing(SPACE["s"])
            column.addWidget(label(self.tr("Easier  →  harder"), "section"))
            column.addWidget(self._ladder(details))
        column.addSpacing(SPACE["s"])

    def _muscles(self, exercise: Exercise) -> QWidget:
        words = muscle_texts()
        lines = []
        for muscles, strong in ((exercise.primary, True), (exercise.secondary, False)):
            made = [tag(muscle_name(muscle), strong=strong) for muscle in muscles]
            for widget, muscle in zip(made, muscles, strict=True):
                widget.setToolTip(words.get(muscle, ""))
            lines.append(flow(*made, gap=6))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in lines:
            column.addWidget(line)
        return both

    def _ladder(self, details: ExerciseDetails) -> QWidget:
        """The path of rungs; the one shown is marked, the others are clicked."""
        parts: list[QWidget] = []
        for number, rung in enumerate(details.ladder):
            if number:
                parts.append(label("→", "muted", wrap=False))
            here = rung.id == details.exercise.id
            chip = Chip(rung.name, checkable=here)
            chip.setChecked(here)
            chip.setProperty("rung", rung.id)
            if here:
                chip.setAccessibleName(self.tr("{}, shown here").format(rung.name))
            (chip.toggled if here else chip.clicked).connect(self._choose_rung)
            parts.append(chip)
        self.rungs = [part for part in parts if isinstance(part, Chip)]
        return flow(*parts, gap=6)

    def _steps_part(self, exercise: Exercise) -> QWidget:
        frame, inside = section(self.tr("How to do it"))
        if exercise.setup:
            inside.addWidget(label(self.tr("Set-up"), "muted"))
            inside.addWidget(listed(exercise.setup, numbered=True))
        if exercise.move:
            inside.addSpacing(SPACE["s"])
            inside.addWidget(label(self.tr("Movement"), "muted"))
            inside.addWidget(listed(exercise.move, numbered=True))
        if exercise.note:
            inside.addSpacing(SPACE["s"])
            inside.addWidget(label(exercise.note, "small"))
        return frame

    def _cues_part(self, exercise: Exercise) -> QWidget | None:
        if not (exercise.cues or exercise.foot):
            return None
        frame, inside = section(self.tr("Think of"))
        inside.addWidget(listed(exercise.cues))
        if exercise.foot:
            inside.addSpacing(SPACE["s"])
            inside.addWidget(label(self.tr("Foot pressure"), "section"))
            inside.addWidget(label(exercise.foot))
        return frame

    def _stop_part(self, exercise: Exercise) -> QWidget | None:
        if not exercise.stop_if:
            return None
        frame, inside = section(self.tr("When to stop"), "notice")
        inside.addWidget(label(exercise.stop_if))
        return frame

    def _faults_part(self, exercise: Exercise) -> QWidget | None:
        pairs = drawn_faults(exercise.faults, self._figures.faults(exercise))
        if not pairs:
            return None
        frame, inside = section(self.tr("What often goes wrong"))
        inside.setSpacing(SPACE["m"])
        for fault, drawn in pairs:
            inside.addWidget(self._fault(exercise, fault, drawn))
        return frame

    def _fault(self, exercise: Exercise, fault: Fault | None, drawn: str | None) -> QWidget:
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(label(fault.fault if fault else FAULT.get(drawn or "", ""), "section"))
        if fault:
            text.addWidget(label(fault.fix))
        text.addStretch(1)
        if drawn is None:
            holder = QWidget()
            holder.setLayout(text)
            text.setContentsMargins(0, 0, 0, 0)
            return holder
        columns = Columns(2, 3, least=70)
        columns.left.addLayout(text)
        pictures = QHBoxLayout()
        pictures.setSpacing(SPACE["m"])
        for words, name in ((self.tr("Fault"), drawn), (self.tr("Right form"), "")):
            one = QVBoxLayout()
            one.setSpacing(2)
            picture = self._picture(exercise, SMALL_FIGURE_HEIGHT, name)
            picture.setAccessibleDescription(words)
            one.addWidget(picture)
            one.addWidget(label(words, "small"))
            pictures.addLayout(one)
        columns.right.addLayout(pictures)
        return columns

    def _sets_part(self, details: ExerciseDetails) -> QWidget:
        frame, inside = section(self.tr("Your last sets"))
        if not details.sets:
            inside.addWidget(label(self.tr("None yet. Your sets will appear here."), "muted"))
            return frame
        if details.bests:
            for best in details.bests:  # as many lines as large letters need
                inside.addWidget(label(f"★  {best}", "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["xs"])
        grid.setColumnStretch(2, 1)
        for row, result in enumerate(details.sets):
            day = f"{result.started_at:%d %b %Y}"
            side = SIDE.get(result.side, "")
            texts = ((day, "muted"), (set_result_text(result), "body"), (side, "muted"))
            for column, (text, role) in enumerate(texts):
                grid.addWidget(label(text, role, wrap=column == 2), row, column)
        inside.addLayout(grid)
        self.sets_button = QPushButton(self.tr("All sets and their chart"))
        self.sets_button.setProperty("exercise_id", details.exercise.id)
        self.sets_button.clicked.connect(self._ask_sets)
        inside.addWidget(self.sets_button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    @Slot()
    def _ask_sets(self) -> None:
        if self._details:
            self.sets_requested.emit(self._details.exercise.id)

    def _sources_part(self, details: ExerciseDetails) -> QWidget | None:
        if not details.sources:
            return None
        frame, inside = section(self.tr("Where this comes from"))
        for source in details.sources:
            read = CHECKED.get(source.checked, source.checked)
            inside.addWidget(label(f"{source.text}{f'  ({read})' if read else ''}", "small"))
        return frame

    def _manage_part(self, details: ExerciseDetails) -> QWidget:
        buttons = [(self.tr("Duplicate and change"), self._duplicate)]
        buttons.append((self.tr("Change this one"), self._change))
        if details.hidden:
            buttons.append((self.tr("Show again"), self._show_again))
        elif details.built_in:
            buttons.append((self.tr("Hide"), self._hide))
        if details.own:
            buttons.append((self.tr("Share"), self._share))
            back = self.tr("Restore the original") if details.built_in else self.tr("Delete")
            buttons.append((back, self._delete))
        made = []
        for text, slot in buttons:
            button = QPushButton(text)
            button.clicked.connect(slot)
            made.append(button)
        self.manage_buttons = made
        return flow(*made)

    # -- wishes

    @Slot()
    def _do(self) -> None:
        self.do_requested.emit(self._id)

    @Slot()
    def _go_back_to_usual(self) -> None:
        self.usual_dose_requested.emit(self._id)

    @Slot()
    def _add(self) -> None:
        self.add_requested.emit(self._id)

    @Slot()
    def _share(self) -> None:
        self.share_requested.emit(self._id)

    @Slot()
    def _duplicate(self) -> None:
        self.duplicate_requested.emit(self._id)

    @Slot()
    def _change(self) -> None:
        self.change_requested.emit(self._id)

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self._id)

    @Slot()
    def _hide(self) -> None:
        self.hide_requested.emit(self._id, True)

    @Slot()
    def _show_again(self) -> None:
        self.hide_requested.emit(self._id, False)

    @Slot()
    def _choose_rung(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        if chip.isCheckable():  # the rung shown stays marked
            chip.setChecked(True)
        else:
            self.exercise_chosen.emit(chip.property("rung"))

    @property
    def _id(self) -> str:
        return self._details.exercise.id if self._details else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


def set_result_text(result: SetResult) -> str:
    """What was done of what was asked: 14 of 20 s, 8 of 10 reps."""
    parts = []
    if result.held_s is not None:
        held = seconds_text(result.held_s)
        parts.append(
            f"{held.removesuffix(' s')} of {result.target_s:g} s" if result.target_s else held
        )
    if result.done_reps is not None:
        parts.append(f"{result.done_reps} of {result.target_reps} reps")
    return "  ·  ".join(parts)
