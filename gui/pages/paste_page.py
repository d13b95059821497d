"""A physio's words pasted, shown as they were understood, and kept as a workout once confirmed."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.layout import card, label, page_column
from gui.widgets.notice import Notice
from gui.widgets.number_field import NumberField
from gui.widgets.physio_line import PhysioLine
from gui.widgets.text_fields import LineField
from gui.words import clock_time
from workouts.checks import MAX_ROUNDS
from workouts.editing import new_id, problems_of, taken_ids
from workouts.library import Library
from workouts.model import Workout
from workouts.name_match import Names
from workouts.physio_text import (
    DEFAULT_REST_S,
    LineKind,
    Parsed,
    parse_physio_text,
    to_workout,
    total_seconds,
)

PAUSE_MS = 150  # after the last letter typed
MOST_NOTE = 4500
EXAMPLE = """\
side plank adductor 5 x 20 s each side, rest 30
3x10 clams per side
calf stretch 30 seconds x2 both legs
2 rounds"""


class PastePage(QWidget):
    save_requested = Signal(object)  # the Workout
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._names: Names | None = None
        self._parsed: Parsed | None = None
        self._choices: dict[str, str] = {}
        self._rounds: int | None = None  # what a person chose instead of what the text says
        self._rest_s: float | None = None
        self._theme: Theme = LIGHT
        self.rows: list[PhysioLine] = []
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_summary()

    def _make_parts(self) -> None:
        self.back_button = QPushButton(self.tr("←  Back"))
        self.notice = Notice()
        self.text_box = QPlainTextEdit()
        self.text_box.setAccessibleName(self.tr("Your physio's words"))
        self.text_box.setPlaceholderText(EXAMPLE)
        self.text_box.setTabChangesFocus(True)
        self.text_box.setMinimumHeight(150)
        self.text_box.setMaximumHeight(230)
        self.lines = QWidget()
        self.legend_label = label("", "small")
        self.title_box = LineField(self.tr("Title"))
        self.rounds_box = NumberField(self.tr("Rounds"), 1, MAX_ROUNDS)
        self.rest_box = NumberField(self.tr("Rest between exercises"), 0, 600, step=5, unit="s")
        self.note_check = QCheckBox(self.tr("Keep these words as its note"))
        self.note_check.setChecked(True)
        self.total_label = label("", "title", wrap=False)
        self.open_label = label("")
        self.save_button = QPushButton(self.tr("Save workout"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)

    def _lay_out(self) -> None:
        self.back_button.setProperty("kind", "quiet")
        self.save_button.setProperty("kind", "primary")
        column = page_column(self)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("From your physio's words"), "display"))
        column.addWidget(self.notice)
        hint = self.tr("Paste or type the exercises, one a line. Check what was understood below.")
        column.addWidget(label(hint, "muted"))
        column.addWidget(self.text_box)
        column.addWidget(self.legend_label)
        self._lines_column = QVBoxLayout(self.lines)
        self._lines_column.setContentsMargins(0, 0, 0, 0)
        self._lines_column.setSpacing(SPACE["s"])
        column.addWidget(self.lines)
        self.summary = self._summary()
        column.addWidget(self.summary)
        column.addStretch(1)

    def _summary(self) -> QWidget:
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.setSpacing(SPACE["s"])
        fields = QHBoxLayout()
        fields.setSpacing(SPACE["m"])
        named = (
            (self.tr("Title"), self.title_box, 3),
            (self.tr("Rounds"), self.rounds_box, 1),
            (self.tr("Rest between exercises"), self.rest_box, 1),
        )
        for name, field, stretch in named:
            pair = QVBoxLayout()
            pair.setSpacing(SPACE["xs"])
            caption: QLabel = label(name, "small")
            caption.setBuddy(field)
            pair.addStretch(1)
            pair.addWidget(caption)
            pair.addWidget(field)
            fields.addLayout(pair, stretch)
        inside.addLayout(fields)
        inside.addWidget(self.note_check)
        end = QHBoxLayout()
        end.setSpacing(SPACE["m"])
        end.addWidget(self.total_label)
        end.addWidget(self.open_label, 1)
        end.addWidget(self.save_button)
        inside.addLayout(end)
        return frame

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.leave)
        self.text_box.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self.read_now)
        self.title_box.text_typed.connect(self._show_summary)
        self.rounds_box.value_changed.connect(self._choose_rounds)
        self.rest_box.value_changed.connect(self._choose_rest)
        self.save_button.clicked.connect(self._save)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._save)

    # -- what is shown

    def show_library(self, library: Library) -> None:
        """The exercises that may be meant; the text is read again."""
        self._library = library
        self._names = Names(library.exercises.values())
        self.read_now()

    def set_look(self, theme: Theme, _text_percent: int, *, still: bool) -> None:
        del still  # nothing moves here
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)
        self._show_legend()

    def focus_first(self) -> None:
        self.text_box.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether there is text that would be lost."""
        return bool(self.text_box.toPlainText().strip())

    @Slot()
    def leave(self) -> None:
        """Go back; ask first where there is something to lose."""
        if not self.is_changed:
            self.back_requested.emit()
            return
        self.notice.ask(
            self.tr("Leave without saving?"),
            self.tr("The text you pasted is not kept."),
            self.tr("Leave"),
            self._forget_and_leave,
            self.tr("Stay"),
        )

    def show_saved(self, workout: Workout) -> None:
        """It is kept: be empty for the next one."""
        self.clear()
        self.notice.tell(self.tr("“{}” is saved.").format(workout.title))

    def show_failure(self, what: str) -> None:
        """It could not be kept; nothing typed is lost."""
        self.notice.tell(self.tr("The workout could not be saved."), detail=what)

    def clear(self) -> None:
        self._choices.clear()
        self._rounds = self._rest_s = None
        self.title_box.show_text("")
        self.text_box.clear()
        self.read_now()

    @Slot()
    def read_now(self) -> None:
        """Understand the text as it stands."""
        self._timer.stop()
        if self._library is None:
            return
        text = self.text_box.toPlainText()
        self._parsed = parse_physio_text(text, self._library, self._choices, self._names)
        shown = [line for line in self._parsed.lines if line.kind is not LineKind.BLANK]
        while len(self.rows) < len(shown):
            self._add_row()
        for row, line in zip(self.rows, shown, strict=False):
            row.show_line(line, self._library.exercises)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(shown))
        self._show_legend()
        self._show_summary()

    def _add_row(self) -> None:
        row = PhysioLine()
        row.set_theme(self._theme)
        row.exercise_chosen.connect(self._choose)
        self.rows.append(row)
        self._lines_column.addWidget(row)

    def _show_legend(self) -> None:
        shown = self._parsed is not None and self._parsed.has_marks
        word = f'<u style="color: {self._theme.warn};">{self.tr("Underlined")}</u>'
        self.legend_label.setText(
            self.tr("{} words were not understood or cannot be followed.").format(word)
        )
        self.legend_label.setVisible(shown)

    @Slot()
    def _show_summary(self) -> None:
        parsed = self._parsed
        has_items = parsed is not None and bool(parsed.items)
        has_lines = parsed is not None and bool(has_items or parsed.open_lines)
        self.summary.setVisible(has_lines)
        if parsed is None:
            return
        self.title_box.setPlaceholderText(parsed.title or self.tr("From my physio"))
        self.rounds_box.show_value(self._rounds or parsed.rounds)
        said = DEFAULT_REST_S if parsed.rest_s is None else parsed.rest_s
        self.rest_box.show_value(said if self._rest_s is None else self._rest_s)
        what = self._missing(parsed)
        self.open_label.setText(what)
        self.save_button.setEnabled(has_items and not what)
        workout = self.workout()
        possible = workout is not None and (not what or bool(parsed.open_lines))
        if workout and possible:
            total = clock_time(total_seconds(workout, self._known))
            self.total_label.setText(total)
            self.total_label.setAccessibleName(self.tr("Total time {}").format(total))
        self.total_label.setVisible(possible)

    def _missing(self, parsed: Parsed) -> str:
        """What keeps the workout from being saved; empty where nothing does."""
        waiting = len(parsed.open_lines)
        if waiting == 1:
            return self.tr("One line still needs an exercise.")
        if waiting:
            return self.tr("{} lines still need an exercise.").format(waiting)
        workout = self.workout()
        problems = problems_of(workout, self._known.exercises) if workout else []
        return problems[0][1] if problems else ""

    @property
    def _known(self) -> Library:
        assert self._library
        return self._library

    def workout(self) -> Workout | None:
        """What would be saved; None where no line has become an exercise."""
        parsed = self._parsed
        if parsed is None or not parsed.items:
            return None
        title = self.title_box.text().strip() or self.title_box.placeholderText()
        words = self.text_box.toPlainText().strip()[:MOST_NOTE]
        note = "".join(c for c in words if c == "\n" or c.isprintable())
        return to_workout(
            parsed,
            self._known,
            new_id(title, taken_ids(self._known)),
            title,
            rounds=self._rounds,
            rest_s=self._rest_s,
            note=note if self.note_check.isChecked() else "",
        )

    # -- what a person does

    @Slot(str, str)
    def _choose(self, words: str, exercise_id: str) -> None:
        self._choices[words] = exercise_id
        self.read_now()

    @Slot(float)
    def _choose_rounds(self, rounds: float) -> None:
        self._rounds = int(rounds)
        self._show_summary()

    @Slot(float)
    def _choose_rest(self, seconds: float) -> None:
        self._rest_s = seconds
        self._show_summary()

    @Slot()
    def _save(self) -> None:
        self.read_now()
        workout = self.workout()
        if workout and self.save_button.isEnabled():
            self.save_requested.emit(workout)

    def _forget_and_leave(self) -> None:
        self.clear()
        self.back_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
