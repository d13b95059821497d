"""Before a session: less after time away, offered once, and a word where it comes too soon."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.dose_words import dose_text
from gui.main_window import MainWindow
from gui.settings import Settings
from workouts.library import Library
from workouts.rules import Rules
from workouts.time_away import Eased, after_time_away, eased_timeline, hours_since
from workouts.timeline import Timeline

if TYPE_CHECKING:
    from db.history import History
    from gui.pages.welcome_back_page import WelcomeBackPage

log = logging.getLogger(__name__)

Begin = Callable[[Timeline], None]


class ReturnController(QObject):
    """`rules` gives the athlete's numbers of the moment. The page is made when first wanted."""

    told = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        history: "Callable[[], History | None]",
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._history, self._library = window, history, library
        self._settings, self._rules, self._now = settings, rules, now
        self.page: WelcomeBackPage | None = None
        self._timeline: Timeline | None = None
        self._eased: list[Eased] = []
        self._begin: Begin | None = None

    def look_before(self, timeline: Timeline, begin: Begin) -> None:
        """Begin with the timeline, or with less once that was chosen."""
        done = self._last_done(timeline)
        rules, now = self._rules(), self._now()
        eased = after_time_away(timeline, done, now, self._library().exercises, rules)
        if not eased:
            begin(timeline)
            self._tell_if_soon(timeline, hours_since(timeline, done, now), rules)
            return
        self._timeline, self._eased, self._begin = timeline, eased, begin
        self._show()

    def _last_done(self, timeline: Timeline) -> dict[str, datetime]:
        """When its exercises were last trained; nothing where it is not asked about."""
        from db.errors import HistoryError

        history = self._history()
        if history is None or not self._settings().ease_back:
            return {}
        try:
            return history.doses.last_done({step.exercise.id for step in timeline.steps})
        except HistoryError as error:
            log.info("%s", error)
            return {}

    def _tell_if_soon(self, timeline: Timeline, hours: float | None, rules: Rules) -> None:
        from workouts.extra_rules import too_soon

        if hours is not None and too_soon(timeline.kind, hours, rules):
            words = self.tr("Last done {} hours ago. {:g} hours between may help.")
            self.told.emit(words.format(int(hours), rules.rest_hours))

    def _show(self) -> None:
        from gui.pages.welcome_back_page import EasedRow, WelcomeBackPage

        if self.page is None:
            self.page = WelcomeBackPage()
            self._window.add_whole(self.page)
            self.page.less_requested.connect(self.begin_with_less)
            self.page.same_requested.connect(self.begin_as_it_was)
            self.page.leave_requested.connect(self.leave)
        days = max(one.days for one in self._eased)
        lead = self.tr("{} days since you last did some of this. Less for today may help.")
        rows = [EasedRow(one.old.name, self._change(one), self._why(one)) for one in self._eased]
        self.page.show_rows(lead.format(days), rows)
        self._window.show_whole(self.page)
        self.page.less_button.setFocus()

    def _change(self, one: Eased) -> str:
        before, after = dose_text(one.old, one.old_dose), dose_text(one.new, one.dose)
        name = "" if one.new.id == one.old.id else f"{one.new.name}, "
        return f"{before}  →  {name}{after}"

    def _why(self, one: Eased) -> str:
        words = {
            "gap-smaller": self.tr("{} days away: four fifths of it. (general practice)"),
            "gap-easier": self.tr("{} days away: one level easier. (general practice)"),
            "gap-restart": self.tr(
                "{} days away: anew. The self-tests show where you are. (general practice)"
            ),
        }
        return words[one.why].format(one.days)

    @Slot()
    def begin_with_less(self) -> None:
        if self._timeline and self._begin:
            self._begin(eased_timeline(self._timeline, self._eased))

    @Slot()
    def begin_as_it_was(self) -> None:
        if self._timeline and self._begin:
            self._begin(self._timeline)

    @Slot()
    def leave(self) -> None:
        self._window.show_home()
