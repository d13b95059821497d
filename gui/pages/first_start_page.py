"""The very first start: what you have, how to be coached, safety, and into a first minute."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.pages.safety_page import SafetyText
from gui.settings import EQUIPMENT, Settings, equipment_text
from gui.theme import SPACE
from gui.widgets.choice import Choice, ChoiceGrid
from gui.widgets.foot import Foot
from gui.widgets.layout import label, page_column

STEPS = 3
VOICES = (
    ("voice", "Voice and tones", "Tells you what comes, counts, reminds you of your form."),
    ("few", "Few words", "Names, sides and switches; no form cues, no praise."),
    ("tones", "Tones only", "Signals for start, halfway and end. Everything else is on screen."),
)


class FirstStartPage(QWidget):
    """Nothing here is for ever: Settings has it all. Esc skips."""

    settings_chosen = Signal(object)  # Settings, after each answer
    voice_test_requested = Signal()
    tones_test_requested = Signal()
    finished = Signal()  # into the first minute
    advised = Signal()  # was told to ask a doctor first, and looks around
    skipped = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._settings = settings
        self.steps = QStackedWidget()
        self.place_label = label("", "small", wrap=False)
        self.back_button = QPushButton(self.tr("Back"))
        self.next_button = QPushButton()
        self.skip_button = QPushButton(self.tr("Skip  (Esc)"))
        self.equipment_buttons = {key: Choice(self.tr(word)) for key, word in EQUIPMENT}
        self.voice_buttons = {
            key: Choice(self.tr(title), self.tr(text)) for key, title, text in VOICES
        }
        self.voice_test = QPushButton(self.tr("Hear the voice"))
        self.tones_test = QPushButton(self.tr("Hear the tones"))
        self.sound_label = label("", "muted")
        self.safety = SafetyText()
        self._lay_out()
        self._connect()
        self._choose_voice("voice")
        self._go(0)

    def _lay_out(self) -> None:
        for step in (self._what_you_have(), self._how_to_coach(), self._safety_step()):
            self.steps.addWidget(step)
        self.next_button.setProperty("kind", "primary")
        for button in (self.back_button, self.skip_button):
            button.setProperty("kind", "quiet")
        for button in (self.back_button, self.next_button, self.skip_button):
            button.setAutoDefault(True)
        foot = Foot((self.next_button, self.back_button), (self.place_label, self.skip_button))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.steps, 1)
        holder = QHBoxLayout()
        holder.setContentsMargins(SPACE["xl"], SPACE["s"], SPACE["xl"], SPACE["l"])
        holder.addWidget(foot)
        outer.addLayout(holder)

    def _what_you_have(self) -> QWidget:
        step, column = _step(
            self.tr("Welcome. What do you have?"),
            self.tr("Workouts are chosen to fit. A floor and yourself are enough to begin."),
        )
        column.addWidget(ChoiceGrid(list(self.equipment_buttons.values()), 24))
        column.addStretch(2)
        return step

    def _how_to_coach(self) -> QWidget:
        step, column = _step(
            self.tr("How shall it coach you?"),
            self.tr("Try the sound now, at the distance you will train at."),
        )
        column.addWidget(ChoiceGrid(list(self.voice_buttons.values()), 30))
        tests = QHBoxLayout()
        for button in (self.voice_test, self.tones_test):
            button.setAutoDefault(True)
            tests.addWidget(button)
        tests.addStretch(1)
        column.addLayout(tests)
        self.sound_label.hide()
        column.addWidget(self.sound_label)
        column.addStretch(2)
        return step

    def _safety_step(self) -> QWidget:
        step, column = _step(self.tr("Before you begin"), "")
        column.addWidget(self.safety)
        column.addStretch(1)
        return step

    def _connect(self) -> None:
        self.next_button.clicked.connect(self._go_on)
        self.back_button.clicked.connect(self._go_back)
        self.skip_button.clicked.connect(self.skipped)
        self.voice_test.clicked.connect(self.voice_test_requested)
        self.tones_test.clicked.connect(self.tones_test_requested)
        self.safety.some_chip.toggled.connect(self._name_next)
        for button in self.equipment_buttons.values():
            button.toggled.connect(self._tell)
        for button in self.voice_buttons.values():
            button.toggled.connect(self._choose_toggled)

    def show_sound_state(self, text: str) -> None:
        """What voice and sound say about themselves."""
        self.sound_label.setText(text)
        self.sound_label.setVisible(bool(text))

    def focus_first(self) -> None:
        first = (self.equipment_buttons, self.voice_buttons)
        at = self.steps.currentIndex()
        (next(iter(first[at].values())) if at < len(first) else self.next_button).setFocus()

    @Slot()
    def _go_on(self) -> None:
        if self.steps.currentIndex() + 1 < STEPS:
            self._go(self.steps.currentIndex() + 1)
        else:
            self._tell()
            (self.advised if self.safety.some_chip.isChecked() else self.finished).emit()

    @Slot()
    def _go_back(self) -> None:
        self._go(max(0, self.steps.currentIndex() - 1))

    def _go(self, number: int) -> None:
        self.steps.setCurrentIndex(number)
        self._name_next()
        self.back_button.setVisible(number > 0)
        self.place_label.setText(self.tr("Step {} of {}").format(number + 1, STEPS))
        self.focus_first()

    @Slot()
    def _name_next(self) -> None:
        if self.steps.currentIndex() + 1 < STEPS:
            text = self.tr("Next  (Enter)")
        elif self.safety.some_chip.isChecked():
            text = self.tr("Look around first  (Enter)")
        else:
            text = self.tr("None of these: begin my first minute  (Enter)")
        self.next_button.setText(text)

    @Slot(bool)
    def _choose_toggled(self, _on: bool) -> None:
        """One of them is always on; by a click, a key or a screen reader."""
        chosen = self.sender()
        self._choose_voice(next(k for k, b in self.voice_buttons.items() if b is chosen))
        self._tell()

    def _choose_voice(self, key: str) -> None:
        for known, button in self.voice_buttons.items():
            button.blockSignals(True)
            button.setChecked(known == key)
            button.show_tick(known == key)
            button.blockSignals(False)

    @Slot()
    def _tell(self) -> None:
        owned = {key for key, button in self.equipment_buttons.items() if button.isChecked()}
        self.settings_chosen.emit(
            replace(self._settings, equipment=equipment_text(owned), **self._coaching())
        )

    def _coaching(self) -> dict[str, Any]:
        if self.voice_buttons["tones"].isChecked():
            return {"voice_on": False, "halfway": "tone"}
        if self.voice_buttons["few"].isChecked():
            return {"form_cues": "off", "praise": False, "halfway": "tone"}
        return {}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)


def _step(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = page_column(page)
    column.addStretch(1)
    column.addWidget(label(title, "display"))
    if text:
        column.addWidget(label(text, "lead"))
    return page, column
