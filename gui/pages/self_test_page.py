"""The self-tests: last scores of each side, how even they are, when to repeat, and a start."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import LIGHT, SPACE, Theme, dress_all
from gui.widgets.chips import tag
from gui.widgets.layout import card, clear, label, page_column
from gui.widgets.symmetry_bar import SymmetryBar
from workouts.metrics import metrics
from workouts.model import Side
from workouts.self_test import REPEAT_DAYS, Scale, SelfTestState, Taken

SCREEN = "self-test-screen"


class SelfTestPage(QWidget):
    start_requested = Signal(str)  # id of a test or of the workout with all of them
    score_requested = Signal(str)  # id of the session the last scores are from
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.screen_button = QPushButton()
        self.back_button = QPushButton(self.tr("Back  (Esc)"))
        self.rhythm_label = label("", "lead")
        self.start_buttons: dict[str, QPushButton] = {}
        self.score_buttons: dict[str, QPushButton] = {}
        self.bars: dict[str, SymmetryBar] = {}
        self._cards = QVBoxLayout()
        self._lay_out()
        self.screen_button.clicked.connect(self._start)
        self.back_button.clicked.connect(self.leave_requested)

    def _lay_out(self) -> None:
        self.screen_button.setProperty("kind", "primary")
        self.screen_button.setProperty("test_id", SCREEN)
        self.back_button.setProperty("kind", "quiet")
        self._cards.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(label(self.tr("Self-tests"), "display"))
        column.addWidget(self.rhythm_label)
        head = QHBoxLayout()
        head.addWidget(self.screen_button)
        head.addWidget(self.back_button)
        head.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._cards)
        told = self.tr(
            "A score compares you with yourself and one side with the other. It is not a "
            "diagnosis; where something hurts or worries you, ask a health professional."
        )
        column.addWidget(label(told, "small"))
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for bar in self.bars.values():
            bar.set_theme(theme)

    def show_tests(
        self, states: Sequence[SelfTestState], names: Mapping[str, str], today: date, screen: str
    ) -> None:
        """Every test; `screen` is how long all of them take together."""
        clear(self._cards)
        self.start_buttons.clear()
        self.score_buttons.clear()
        self.bars.clear()
        self.screen_button.setText(self.tr("Start the whole screen  ·  {}").format(screen))
        self.rhythm_label.setText(self._rhythm(states, today))
        for state in states:
            self._cards.addWidget(self._card(state, names.get(state.scale.id, ""), today))
        dress_all(self)

    def _rhythm(self, states: Sequence[SelfTestState], today: date) -> str:
        rhythm = self.tr("Once to begin with, then every {} weeks, on a rested day.").format(
            REPEAT_DAYS // 7
        )
        due = [state.due for state in states if state.due is not None]
        if not due:
            return rhythm
        first = min(due)
        if first <= today:
            return self.tr("{} It is time again.").format(rhythm)
        return self.tr("{} Next from {}.").format(rhythm, f"{first.day} {first:%B}")

    def _card(self, state: SelfTestState, name: str, today: date) -> QWidget:
        frame = card()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        row.setSpacing(SPACE["l"])
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(label(name, "section", wrap=False))
        if state.due is not None and state.due <= today:
            head.addWidget(tag(self.tr("Due"), strong=True))
        head.addStretch(1)
        words.addLayout(head)
        words.addWidget(label(self._when(state, today), "small"))
        if state.last:
            words.addLayout(self._values(state))
        if state.symmetry_index is not None:
            bar = SymmetryBar(name)
            bar.set_theme(self._theme)
            bar.show_index(state.symmetry_index)
            self.bars[state.scale.id] = bar
            words.addWidget(bar)
        for text in self._notes(state.scale):
            words.addWidget(label(text, "small"))
        row.addLayout(words, 1)
        buttons = QVBoxLayout()
        start = QPushButton(self.tr("Start"))
        start.setProperty("test_id", state.scale.id)
        start.setAccessibleName(self.tr("Start: {}").format(name))
        start.clicked.connect(self._start)
        self.start_buttons[state.scale.id] = start
        buttons.addWidget(start)
        if state.last or state.unscored:
            newest = state.unscored or max(state.last.values(), key=lambda taken: taken.day)
            change = QPushButton(self.tr("Scores"))
            change.setProperty("kind", "quiet")
            change.setProperty("session_id", newest.session_id)
            change.setAccessibleName(self.tr("Change the scores: {}").format(name))
            change.clicked.connect(self._score)
            self.score_buttons[state.scale.id] = change
            buttons.addWidget(change)
        buttons.addStretch(1)
        row.addLayout(buttons)
        return frame

    def _when(self, state: SelfTestState, today: date) -> str:
        if state.unscored:
            done = state.unscored.day
            return self.tr("Done on {}, not scored yet").format(f"{done.day} {done:%B %Y}")
        if not state.last or state.due is None:
            return self.tr("Not taken yet")
        day = max(taken.day for taken in state.last.values())
        told = self.tr("Last on {}").format(f"{day.day} {day:%B %Y}")
        if state.due > today:
            return self.tr("{}  ·  again from {}").format(told, f"{state.due.day} {state.due:%B}")
        return told

    def _values(self, state: SelfTestState) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        names = {
            Side.LEFT: self.tr("Left"),
            Side.RIGHT: self.tr("Right"),
            Side.BOTH: self.tr("Both sides"),
            Side.ALTERNATING: self.tr("In turn"),
        }
        for line, (side, taken) in enumerate(
            (side, state.last[side]) for side in Side if side in state.last
        ):
            grid.addWidget(label(names[side], "muted", wrap=False), line, 0)
            grid.addWidget(label(score_text(state.scale, taken), wrap=False), line, 1)
            grid.addWidget(label(self._beside(state, side, taken), "small"), line, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def _beside(self, state: SelfTestState, side: Side, taken: Taken) -> str:
        """The band of a value, and what became of it since the time before."""
        parts = []
        if band := state.scale.band_of(taken.value):
            parts.append(f"{band.word} ({state.scale.bands_source})")
        if before := state.before.get(side):
            noise = metrics().noise_of(state.scale.id, state.scale.unit)
            told = self.tr("before {}").format(score_text(state.scale, before))
            if before.value != taken.value and state.change(side, noise) is None:
                told = self.tr("{}, a change inside the noise of the test").format(told)
            parts.append(told)
        return "  ·  ".join(parts)

    def _notes(self, scale: Scale) -> list[str]:
        typical = [f"{text} ({scale.typical_source})" for text in scale.typical]
        return [text for text in (*typical, scale.note) if text]

    @Slot()
    def _start(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.start_requested.emit(button.property("test_id"))

    @Slot()
    def _score(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.score_requested.emit(button.property("session_id"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)


def score_text(scale: Scale, taken: Taken) -> str:
    """A score with its unit: 34 s, 22 reps, 3 of 6 faults, 2 of 3."""
    value = "–" if taken.value is None else f"{round(taken.value, 1):g}"
    match scale.unit:
        case "s" | "reps":
            return f"{value} {scale.unit}"
        case "faults":
            return f"{value} of {scale.most:g} faults"
    return f"{value} of {scale.most:g}"
