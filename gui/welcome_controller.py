"""What is asked and read before the first session: three steps, and the safety page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.main_window import MainWindow
from gui.pages.first_start_page import FirstStartPage
from gui.pages.safety_page import SafetyPage
from gui.settings import Settings
from workouts.safety import ASK_AGAIN_DAYS

if TYPE_CHECKING:
    from gui.coach_controller import CoachController


class WelcomeController(QObject):
    settings_answered = Signal(object)  # Settings, as the answers change them
    first_minute_requested = Signal()
    home_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        settings: Callable[[], Settings],
        today: Callable[[], date],
        last_illness: Callable[[], date | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._settings, self._today = window, settings, today
        self._last_illness = last_illness
        self._coach: CoachController | None = None
        self.first: FirstStartPage | None = None
        self.safety: SafetyPage | None = None

    def begin(self) -> None:
        """The three steps of the first start."""
        self.first = first = FirstStartPage(self._settings())
        self._window.add_whole(first)
        first.settings_chosen.connect(self.settings_answered)
        first.finished.connect(self._note_read)
        first.finished.connect(self.first_minute_requested)
        first.advised.connect(self._note_read)
        first.advised.connect(self.home_requested)
        first.skipped.connect(self._skip)
        if self._coach:
            self._connect_tests(self._coach)
        self._window.show_whole(first)
        first.focus_first()

    def use_coach(self, coach: "CoachController") -> None:
        """From now on voice and tones can be tried in the first steps."""
        self._coach = coach
        self._connect_tests(coach)

    def ask_safety(self) -> bool:
        """The safety page where it was never read; again after half a year and after illness."""
        try:
            read = date.fromisoformat(self._settings().safety_read)
        except ValueError:  # never
            read = date.min
        ill = self._last_illness()
        due = (self._today() - read).days >= ASK_AGAIN_DAYS or (ill is not None and ill >= read)
        due = due and not self._window.busy
        if due:
            self.show_safety()
        return due

    def show_safety(self) -> None:
        if self.safety is None:
            self.safety = SafetyPage()
            self._window.add_whole(self.safety)
            self.safety.done_requested.connect(self._end_safety)
        self._window.show_whole(self.safety)
        self.safety.done_button.setFocus()

    def _end_safety(self) -> None:
        self._note_read()
        self._window.show_home()

    def _note_read(self) -> None:
        read = replace(self._settings(), safety_read=self._today().isoformat())
        self.settings_answered.emit(read)

    def _skip(self) -> None:
        self.settings_answered.emit(self._settings())  # kept, so that this is asked once
        self.home_requested.emit()

    def _connect_tests(self, coach: "CoachController") -> None:
        if self.first:
            coach.state_changed.connect(self.first.show_sound_state)
            self.first.voice_test_requested.connect(coach.test_voice)
            self.first.tones_test_requested.connect(coach.test_tones)
