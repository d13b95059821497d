"""Asks about pain where a dose depends on it: before, after, the next morning. Never argues."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal, Slot

from gui.main_window import MainWindow
from gui.pages.pain_page import PainPage
from workouts.model import Kind
from workouts.own_dose import PROGRESSING
from workouts.rules import Rules
from workouts.timeline import Timeline

if TYPE_CHECKING:
    from db.history import History
    from workouts.records import SessionRecord

ASKED_KEY = "pain/asked"  # in the store: the session whose morning was asked about
MORNING_AFTER = timedelta(hours=48)  # later than that nobody remembers the morning

Then = Callable[[int | None], None]


class PainController(QObject):
    """One page for three questions. What is not answered stays unknown."""

    rested = Signal()  # the athlete would rather not train today
    morning_told = Signal(str)  # session, after its morning was worse than before it

    def __init__(
        self,
        window: MainWindow,
        store: QSettings,
        now: Callable[[], datetime],
        rules: Callable[[], Rules],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._store, self._now, self._rules = window, store, now, rules
        self.page: PainPage | None = None
        self.asks = True  # a setting
        self._then: Then = lambda _: None
        self._limit: float | None = None  # above it training is advised against
        self._told: int | None = None

    def ask_before(self, timeline: Timeline, then: Then) -> bool:
        """Ask before a session whose doses depend on it; False where there is nothing to ask."""
        if not self.asks or timeline.kind not in PROGRESSING:
            return False
        rules = self._rules()
        adductor = timeline.kind is Kind.ADDUCTOR
        limit = rules.adductor_pain_limit if adductor else rules.pain_limit
        self._ask(
            self.tr("Any pain right now?"),
            self.tr("Where you are going to train, from 0 to 10. Press a digit, X for 10."),
            then,
            limit,
        )
        return True

    def ask_after(self, kind: Kind, then: Then) -> bool:
        """Ask after a session for the worst pain in it; False where there is nothing to ask."""
        if not self.asks or kind not in PROGRESSING:
            return False
        self._ask(
            self.tr("Did anything hurt?"),
            self.tr("The worst of it, from 0 to 10. Tired muscles are no pain. X is 10."),
            then,
        )
        return True

    def ask_morning(self, history: "History") -> bool:
        """At the first start on a later day: how it is since the newest session of that kind."""
        session = self._waiting(history)
        if session is None:
            return False
        self._store.setValue(ASKED_KEY, session.id)

        def keep(pain: int | None) -> None:
            from db.errors import HistoryError

            self._window.show_home()
            if pain is None:
                return
            try:
                history.set_session_pain(session.id, "morning", pain)
            except HistoryError:
                return  # held and written with the next change; told there
            if pain > (session.pain_before or 0):
                self.morning_told.emit(session.id)

        self._ask(
            self.tr("How is it since {}?").format(session.title),
            self.tr("Pain this morning, from 0 to 10. Soreness of muscles is expected. X is 10."),
            keep,
        )
        return True

    def _waiting(self, history: "History") -> "SessionRecord | None":
        if not self.asks or self._window.busy:
            return None
        now = self._now()
        for session in history.sessions(10):
            if session.kind not in PROGRESSING or session.state == "running":
                continue
            ended = session.finished_at or session.started_at
            asked = self._store.value(ASKED_KEY) == session.id
            if asked or session.pain_morning is not None or now - ended > MORNING_AFTER:
                return None
            return session if session.started_at.date() < now.date() else None
        return None

    def _ask(self, question: str, detail: str, then: Then, limit: float | None = None) -> None:
        if self.page is None:
            self.page = page = PainPage()
            self._window.add_whole(page)
            page.answered.connect(self._take)
            page.gone_on.connect(self._go_on)
            page.rested.connect(self._rest)
        self._then, self._limit, self._told = then, limit, None
        self._window.show_whole(self.page)
        self.page.ask(question, detail)

    @Slot(object)
    def _take(self, pain: int | None) -> None:
        assert self.page
        self._told = pain
        if self._limit is not None and pain is not None and pain > self._limit:
            self.page.advise(
                self.tr(
                    "{} is more than this session should be done with. Rest may help, or an easy "
                    "walk. If it stays, ask a clinician."
                ).format(pain)
            )
            return
        self._then(pain)

    @Slot()
    def _go_on(self) -> None:
        self._then(self._told)

    @Slot()
    def _rest(self) -> None:
        self._window.show_home()
        self.rested.emit()
