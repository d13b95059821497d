"""One pasted line: its words as they were understood, what it becomes, and the choice of it."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gui.library_words import item_text, number_text
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.layout import card, label
from workouts.model import Exercise, Item
from workouts.physio_dose import Note, Why
from workouts.physio_text import LEFT_OUT, NOT_UNDERSTOOD, Line, LineKind, Span
from workouts.physio_words import Mark

WHY = {
    Why.NOT_IN_SECONDS: "counted in reps, not in seconds",
    Why.NOT_IN_REPS: "not counted in reps",
    Why.NOT_IN_STEPS: "not counted in steps",
    Why.NO_TEMPO: "has no tempo",
    Why.BOTH_AT_ONCE: "both sides work at once here",
    Why.ONE_AFTER_OTHER: "one side is finished before the other here",
    Why.ONE_SIDE: "one side alone has to be called left or right",
    Why.ODD_TOTAL: "an odd number cannot be shared by two legs",
    Why.SAID_TWICE: "said twice",
    Why.TOO_MUCH: "more than a workout may hold",
    Why.NOTHING_BETWEEN: "there is nothing to rest between",
    Why.NO_EXERCISE: "belongs to no exercise",
}
NOTE = {
    Note.SECONDS: "numbers without a unit taken as seconds",
    Note.REPS_BEFORE_SETS: "taken as reps, then sets",
    Note.LOWEST: "of a range, the lower number",
    Note.REST_EVERYWHERE: "rests between the sets and after the exercise",
    Note.REPS_EACH_LEG: "taken as so many with each leg",
    Note.EACH_SIDE: "on each side",
    Note.PAUSE: "each rep is held so long",
    Note.TEMPO_ORDER: "tempo taken as up, hold, down",
    Note.STEPS_BACK: "as many steps back as out",
    Note.THAT_SIDE: "that side alone",
    Note.BETWEEN_SIDES: "rests between the two sides",
    Note.ROUNDS_OF_LINE: "rounds taken as sets of this exercise",
    Note.USUAL_DOSE: "the usual amount of this exercise",
    Note.USUAL_PART: "what is not said is as usual for this exercise",
}
KIND_WORDS = {
    LineKind.MORE: "Amount of the exercise above",
    LineKind.WHOLE: "For the whole workout",
    LineKind.TITLE: "Title",
    LineKind.NOTE: "No exercise found, left out",
}
COMBO_WIDTH = 300


class PhysioLine(QWidget):
    exercise_chosen = Signal(str, str)  # the words of the line, and an id or LEFT_OUT

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self._exercises: Mapping[str, Exercise] = {}
        self._theme: Theme = LIGHT
        self.words_label = label("", "section")
        self.becomes_label = label("")
        self.detail_label = label("", "small")
        self.choice_box = QComboBox()
        self.choice_box.setFixedWidth(COMBO_WIDTH)
        self.choice_box.setMaxVisibleItems(14)
        self.choice_box.installEventFilter(self)
        self._lay_out()
        self.choice_box.activated.connect(self._choose)

    def _lay_out(self) -> None:
        self.frame = card()
        inside = QHBoxLayout(self.frame)
        inside.setContentsMargins(SPACE["l"], SPACE["s"] + 4, SPACE["m"], SPACE["s"] + 4)
        inside.setSpacing(SPACE["m"])
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.words_label, self.becomes_label, self.detail_label):
            words.addWidget(part)
        inside.addLayout(words, 1)
        inside.addWidget(self.choice_box)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def show_line(self, line: Line, exercises: Mapping[str, Exercise]) -> None:
        """Show a line; what did not change stays as it is."""
        if line == self._line and exercises is self._exercises:
            return
        self._line, self._exercises = line, exercises
        self._fill_choices(line)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._refresh()

    def _refresh(self) -> None:
        line = self._line
        if line is None:
            return
        self.words_label.setText("".join(_coloured(line, self._theme)))
        becomes = self._becomes(line)
        self.becomes_label.setText(becomes)
        detail = "  ·  ".join(self._details(line))
        self.detail_label.setText(detail)
        self.detail_label.setVisible(bool(detail))
        self.becomes_label.setVisible(bool(becomes))
        marked = self.tr("Not understood: {}.").format(", ".join(line.marked))
        parts = [line.text.strip(), becomes, marked if line.marked else "", detail]
        self.words_label.setAccessibleName(". ".join(part for part in parts if part))
        self.choice_box.setAccessibleName(
            self.tr("Exercise meant by: {}").format(line.text.strip())
        )
        quiet = line.kind is not LineKind.ITEM or line.left_out
        plain = self._theme.muted if quiet else self._theme.text
        colour = self._theme.warn if line.is_open else plain
        self.becomes_label.setStyleSheet(f"color: {colour};")

    def _becomes(self, line: Line) -> str:
        if line.left_out:
            return self.tr("Left out")
        if line.is_open:
            return self.tr("Which exercise is meant? Please choose.")
        if line.chosen is None:
            return self.tr(KIND_WORDS.get(line.kind, ""))
        exercise = self._exercises[line.chosen]
        return f"{exercise.name}:  {items_text(exercise, line.items)}"

    def _details(self, line: Line) -> list[str]:
        reasons = [
            f"“{line.text[span.start : span.end]}”: {self.tr(WHY[span.why])}"
            for span in line.spans
            if span.why and not line.left_out
        ]
        return reasons + [self.tr(NOTE[note]) for note in line.notes]

    def _fill_choices(self, line: Line) -> None:
        box = self.choice_box
        box.setVisible(line.kind in (LineKind.ITEM, LineKind.NOTE))
        ids = [candidate.id for candidate in line.candidates]
        if line.chosen and line.chosen not in ids:
            ids.insert(0, line.chosen)
        names = sorted(self._exercises.values(), key=lambda exercise: exercise.name.casefold())
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("Choose an exercise …"), None)
        for id_ in ids:
            box.addItem(self._exercises[id_].name, id_)
        box.insertSeparator(box.count())
        box.addItem(self.tr("Leave this line out"), LEFT_OUT)
        box.insertSeparator(box.count())
        for exercise in names:
            if exercise.id not in ids:
                box.addItem(exercise.name, exercise.id)
        wanted = LEFT_OUT if line.left_out else line.chosen
        box.setCurrentIndex(max(0, box.findData(wanted)) if wanted is not None else 0)
        if line.kind is LineKind.NOTE and not line.left_out:
            box.setItemText(0, self.tr("No exercise"))
        box.blockSignals(False)

    @Slot(int)
    def _choose(self, number: int) -> None:
        chosen = self.choice_box.itemData(number)
        if self._line and chosen is not None:
            self.exercise_chosen.emit(self._line.text.strip(), chosen)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """The wheel scrolls the page; a choice is made on purpose."""
        if event.type() is QEvent.Type.Wheel and not self.choice_box.view().isVisible():
            event.ignore()
            return True
        return False


def items_text(exercise: Exercise, items: tuple[Item, ...]) -> str:
    """What a line becomes: 3 sets of 10 reps each side, rest 30 s."""
    item = items[0]
    parts = [item_text(exercise, item)]
    if len(items) > 1:
        parts[0] = f"{len(items)} sets of {parts[0]}"
    if item.tempo:
        parts.append(f"tempo {'-'.join(number_text(part) for part in item.tempo)}")
    if item.between_s is not None:
        parts.append(f"{number_text(item.between_s)} s between")
    if item.change_s is not None:
        parts.append(f"{number_text(item.change_s)} s between the sides")
    if item.rest_s is not None:
        parts.append(f"rest {number_text(item.rest_s)} s")
    return ", ".join(parts)


def _coloured(line: Line, theme: Theme) -> list[str]:
    """The line as rich text: what was not understood is underlined in the colour of a warning."""
    parts: list[str] = []
    place = len(line.text) - len(line.text.lstrip())
    for span in line.spans:
        parts.append(escape(line.text[place : span.start]))
        parts.append(f'<span style="{_style(line, span, theme)}">')
        parts.append(escape(line.text[span.start : span.end]) + "</span>")
        place = span.end
    return parts


def _style(line: Line, span: Span, theme: Theme) -> str:
    if line.left_out:
        return f"color: {theme.muted}; font-weight: 400; text-decoration: line-through;"
    if span.mark in NOT_UNDERSTOOD:
        return f"color: {theme.warn}; font-weight: 600; text-decoration: underline;"
    if span.mark is Mark.EXERCISE:
        return f"color: {theme.accent}; font-weight: 600;"
    if span.mark in (Mark.FILLER, Mark.LIST):
        return f"color: {theme.muted}; font-weight: 400;"
    return f"color: {theme.text}; font-weight: 500;"
