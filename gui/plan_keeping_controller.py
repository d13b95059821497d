"""Holds the plan as it was read last, and writes what changes. Knows the history, no page."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QSettings

from db.errors import HistoryError
from db.plan import Plan, PlanUndo
from db.self_tests import tests_taken
from gui.plan_rows import Lengths, PlanRows
from gui.settings import Settings, options_of
from workouts import replan
from workouts.following import Following, PlanState
from workouts.gates import Evidence
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.model import Kind
from workouts.plan import PlanDay
from workouts.plan_book import PlanBook
from workouts.plan_gates import PlanGates
from workouts.programmes import Gate, Programme, as_planned
from workouts.replan import Change
from workouts.timeline import Options, Timeline

log = logging.getLogger(__name__)

OLD_KEY = "plan/state"  # in the settings: what was followed before the history knew it


class PlanKeeper:
    """Reads quietly: a plan that cannot be read is an empty one. Writes raise HistoryError."""

    def __init__(
        self,
        database: Path,
        store: QSettings,
        now: Callable[[], datetime],
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        lock: Callable[[], str],
    ) -> None:
        self._database, self._store, self.now = database, store, now
        self._library, self._settings, self._lock = library, settings, lock
        self.plan = Plan(database, now)
        self._lengths: Lengths = {}
        self._measured: tuple[Library, Options] | None = None  # what the lengths are of
        self.read()

    @property
    def today(self) -> date:
        return self.now().date()

    def read(self) -> None:
        """The plan as it is now."""
        library = self._library()
        try:
            self._bring_over()
            read = self.plan.read()
            followed = [one.programme for one in read.state.following]
            known = {id_: library.programme(id_) for id_ in followed}
            self.book = PlanBook(
                self.today,
                read.state,
                read.days,
                read.run_days,
                read.last_session,
                {id_: programme for id_, programme in known.items() if programme},
                self.moves,
            )
        except HistoryError as error:
            log.info("%s", error)
            self.book = PlanBook(self.today)
        self.gates = PlanGates(self.book, self._evidence)

    def _bring_over(self) -> None:
        """Move what the settings say into the history, once; what it says already counts more."""
        text = self._store.value(OLD_KEY)
        if not text:
            return
        try:
            state = msgspec.json.decode(str(text), type=PlanState)
        except (msgspec.DecodeError, msgspec.ValidationError):
            state = PlanState()
        if state.following and not self.plan.state().following:
            self.plan.keep(state)
        self._store.remove(OLD_KEY)
        self._store.sync()

    def _evidence(self, follows: Following, gate: Gate) -> Evidence:
        """What a gate is opened by; what cannot be read is unknown."""
        wanted = [need.exercise for need in gate.need if need.exercise]
        try:
            return Evidence(
                tuple(tests_taken(self._database)) if any(n.test for n in gate.need) else (),
                self.plan.held(wanted) if wanted else (),
                self.plan.pains() if any(n.sessions for n in gate.need) else (),
                follows.answers,
            )
        except HistoryError:
            return Evidence()

    def rows(self) -> PlanRows:
        """The plan in words."""
        library, options = self._library(), options_of(self._settings())
        if (
            self._measured is None
            or self._measured[0] is not library
            or self._measured[1] != options
        ):
            self._lengths, self._measured = {}, (library, options)
        return PlanRows(
            self.book,
            self.gates,
            library,
            self._lock(),
            self._lengths,
            lambda one: self.timeline(one).total_s,
        )

    def followed(self, programme_id: str) -> tuple[Following, Programme] | None:
        """How a programme is followed, and itself."""
        return next((pair for pair in self.book.followed if pair[1].id == programme_id), None)

    def timeline(self, one: PlanDay) -> Timeline:
        """A planned session as it is to be done. Raises as `Library.there` does."""
        library, programme = self._library(), self.book.programmes.get(one.programme)
        workout = library.there(one.workout_id)
        if programme:
            workout = as_planned(programme, one.week, workout)
        return library.laid_out(workout, options_of(self._settings()))

    def moves(self, workout_id: str) -> frozenset[str]:
        """The exercises of a workout; none of a run, or where it is no more."""
        try:
            return frozenset(item.exercise for item in self._library().there(workout_id).item)
        except (LibraryError, UnknownIdError):
            return frozenset()

    def beside(self) -> frozenset[str]:
        """Programmes that may be added to the one that is followed."""
        library = self._library()
        return frozenset(id_ for id_ in replan.may_join(self.book) if library.programme(id_))

    # -- writing

    def do(self, change: Change) -> PlanUndo:
        return self.plan.replace(change.old, change.new, change.state)

    def follow_session(self, session_id: str) -> None:
        """The planned session that this one fulfils is done."""
        try:
            self.plan.link(session_id, self._is_warm_up)
        except HistoryError as error:
            log.info("%s", error)

    def _is_warm_up(self, workout_id: str) -> bool:
        try:
            return self._library().there(workout_id).kind is Kind.WARM_UP
        except (LibraryError, UnknownIdError):
            return False

    def note_gates(self) -> tuple[Gate, PlanUndo] | None:
        """Keep which gates opened since; where a phase waited for one, it begins today.

        Answers with that gate and the way back.
        """
        opened = self.gates.opened
        if not opened:
            return None
        late = [it for it in opened if replan.opens_late(self.book, *it)]
        try:
            self.plan.keep(self.gates.state)
            self.read()
            for programme, gate in late[-1:]:
                pair = self.followed(programme.id)
                if pair:
                    undo = self.do(replan.open_late(self.book, *pair, gate))
                    self.read()
                    return gate, undo
        except HistoryError as error:
            log.info("%s", error)
        return None
