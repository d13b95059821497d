"""The junction of the self-test pages with the history: what was taken, and what it scored."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.main_window import MainWindow
from gui.pages.self_test_page import SCREEN, SelfTestPage
from gui.pages.self_test_score_page import SelfTestScorePage
from gui.theme import Theme
from gui.words import clock_time
from workouts.library import Library
from workouts.self_test import changes, scales, states, to_score
from workouts.timeline import compile_workout

if TYPE_CHECKING:
    from db.history import History


class SelfTestController(QObject):
    """Shows both pages. A score is kept as soon as it is said."""

    start_requested = Signal(str)  # id of a test, or of the workout with all of them
    left = Signal()  # the page of tests was left
    scored = Signal(str)  # id of the session whose scores are in

    def __init__(
        self,
        window: MainWindow,
        database: Path,
        library: Callable[[], Library],
        history: Callable[[], "History | None"],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page, self.score_page = SelfTestPage(), SelfTestScorePage()
        self._window, self._database = window, database
        self._library, self._history, self._today = library, history, today
        self._session_id = ""
        self._from_page = False  # scores are changed from the page of tests, not after a session
        for page in (self.page, self.score_page):
            window.add_whole(page)
        self._connect()

    def _connect(self) -> None:
        self.page.start_requested.connect(self.start_requested)
        self.page.score_requested.connect(self._change_scores)
        self.page.leave_requested.connect(self.left)
        self.score_page.score_said.connect(self._keep)
        self.score_page.done_requested.connect(self._end_scoring)

    def set_theme(self, theme: Theme) -> None:
        self.page.set_theme(theme)

    @Slot()
    def show_tests(self) -> None:
        """The page of all self-tests."""
        from db.errors import HistoryError
        from db.self_tests import tests_taken

        library = self._library()
        names = {one: library.exercises[one].name for one in scales() if one in library.exercises}
        try:
            taken = tests_taken(self._database)
        except HistoryError:
            taken = []  # the tests can be started all the same
        screen = clock_time(compile_workout(library.there(SCREEN), library.exercises).total_s)
        self.page.show_tests(states(taken), names, self._today(), screen)
        self._window.show_whole(self.page)
        self.page.screen_button.setFocus()

    @Slot(str)
    def ask_scores(self, session_id: str) -> None:
        """After a session with self-tests: the page where their scores are said; else nothing."""
        self._from_page = False
        self._show_scores(session_id)

    @Slot(str)
    def _change_scores(self, session_id: str) -> None:
        self._from_page = True
        self._show_scores(session_id)

    def _show_scores(self, session_id: str) -> None:
        history = self._history()
        tests = to_score(history.sets(session_id)) if history else []
        if not tests:
            return
        self._session_id = session_id
        self.score_page.show_tests(tests)
        self._window.show_whole(self.score_page)
        next(iter(self.score_page.fields.values())).setFocus()

    @Slot(str, object)
    def _keep(self, set_id: str, value: float | None) -> None:
        history, field = self._history(), self.score_page.fields.get(set_id)
        if history and field:
            history.corrections.edit_set(set_id, **changes(field.scale, value))

    @Slot()
    def _end_scoring(self) -> None:
        if self._from_page:
            self.show_tests()
        else:
            self.scored.emit(self._session_id)
