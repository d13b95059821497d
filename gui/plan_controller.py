"""The junction of the page of the plan with the history: what is planned, done, moved, paused."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from db.calendar import plan_as_ics
from db.errors import HistoryError
from db.plan import Plan, PlanUndo
from db.self_tests import tests_taken
from gui.library_words import equipment_text
from gui.main_window import MainWindow
from gui.pages.plan_page import (
    GateRow,
    NeedRow,
    Offer,
    PlanDayRow,
    PlanPage,
    PlanRow,
    ProgrammeHead,
)
from gui.pages.plan_setup_page import PlanSetupPage, Setup
from gui.pages.today_page import PlannedToday
from gui.plan_state import Following, PlanState, load_state, save_state
from gui.plan_words import (
    away_text,
    day_text,
    finding_text,
    run_text,
    source_long,
    source_text,
    span_text,
)
from gui.settings import Settings, options_of
from gui.theme import dress_all
from gui.widgets.lazy_stack import LazyStack
from gui.words import clock_time
from workouts.gates import Evidence, findings, is_open
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.own_dose import with_doses
from workouts.plan import (
    DAY,
    WEEK,
    AfterAway,
    PlanDay,
    Wishes,
    after_away,
    free_days,
    lay_out,
    moved,
    put_off,
    repeated,
    roles,
    to_do_on,
    usual_weekdays,
    week_after_away,
    week_under_way,
)
from workouts.programmes import LIGHTER, Gate, Programme, Role, as_planned, total_s
from workouts.timeline import Timeline, compile_workout

log = logging.getLogger(__name__)


class PlanController(QObject):
    """Fills the stack of the plan; knows what is on today."""

    timeline_requested = Signal(object)  # a Timeline to begin
    today_changed = Signal(object)  # PlannedToday or None
    run_said = Signal(object)  # the day a run of the plan was done
    safety_requested = Signal()
    unlock_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        stack: LazyStack,
        database: Path,
        store: QSettings,
        now: Callable[[], datetime],
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        lock: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self.stack, self._store = window, stack, store
        self._database, self._now, self._library = database, now, library
        self._settings, self._lock = settings, lock
        self.plan = Plan(database, now)
        self.state: PlanState = load_state(store)
        self.setup_page: PlanSetupPage | None = None
        self._turned = 0  # weeks from this one that are looked at
        self._days: list[PlanDay] = []
        self._run_days: frozenset[date] = frozenset()
        self._gates: dict[str, Gate | None] = {}  # by programme, until something changes
        self._roles: dict[tuple[str, str], dict[tuple[int, str], Role]] = {}  # until read anew
        self._undo: tuple[PlanUndo | None, PlanState] | None = None

    @cached_property
    def page(self) -> PlanPage:
        """Made when first looked at."""
        page = PlanPage()
        page.programme_chosen.connect(self.show_setup)
        page.start_requested.connect(self.start)
        page.move_requested.connect(self.move)
        page.skip_requested.connect(self.skip)
        page.repeat_requested.connect(self.repeat)
        page.answered.connect(self.answer)
        page.repeat_week_requested.connect(self.repeat_week)
        page.pause_requested.connect(self.pause)
        page.resume_requested.connect(self.resume)
        page.end_requested.connect(self.end)
        page.another_requested.connect(self._offer_another)
        page.calendar_requested.connect(self.ask_calendar)
        page.week_turned.connect(self.turn)
        page.run_requested.connect(self.say_run)
        page.safety_requested.connect(self.safety_requested)
        page.unlock_requested.connect(self.unlock_requested)
        return page

    # -- what is planned

    @property
    def _today(self) -> date:
        return self._now().date()

    def _read(self) -> None:
        """The days as they are now; a plan that cannot be read is an empty one."""
        self._gates.clear()
        self._roles.clear()
        try:
            self._days = [one for one in self.plan.days() if self.state.of(one.programme)]
            self._run_days = self.plan.run_days()
        except HistoryError as error:
            log.info("%s", error)
            self._days, self._run_days = [], frozenset()

    def _programme(self, id_: str) -> Programme | None:
        return self._library().programme(id_)

    @property
    def _followed(self) -> list[tuple[Following, Programme]]:
        pairs = ((one, self._programme(one.programme)) for one in self.state.following)
        return [(one, programme) for one, programme in pairs if programme is not None]

    def days_of(self, programme: str) -> list[PlanDay]:
        return [one for one in self._days if one.programme == programme]

    def role(self, one: PlanDay) -> Role:
        programme, follows = self._programme(one.programme), self.state.of(one.programme)
        if programme is None or follows is None:
            return Role.LIGHT
        key = programme.id, follows.variant
        known = self._roles.get(key)
        if known is None:
            known = self._roles[key] = roles(programme, follows.variant)
        return known.get((one.week, one.workout_id), Role.LIGHT)

    def _moves(self, workout_id: str) -> frozenset[str]:
        try:
            return frozenset(item.exercise for item in self._library().there(workout_id).item)
        except (LibraryError, UnknownIdError):
            return frozenset()  # a run, or a workout that is no more

    def _is_done(self, one: PlanDay) -> bool:
        return one.done or (self.role(one) is Role.RUN and one.day in self._run_days)

    def _find(self, id_: str) -> PlanDay | None:
        return next((one for one in self._days if one.id == id_), None)

    def timeline(self, one: PlanDay) -> Timeline:
        """A planned session as it is to be done. Raises as `Library.there` does."""
        library, programme = self._library(), self._programme(one.programme)
        workout = library.there(one.workout_id)
        if programme:
            workout = as_planned(programme, one.week, workout)
        dosed = with_doses(workout, library.doses, library.exercises)
        return compile_workout(dosed, library.exercises, options_of(self._settings()))

    # -- showing

    @Slot()
    def show(self) -> None:
        """The week, or the guide where nothing is followed."""
        self.stack.show_page(self.page)
        self.refresh()
        self.page.focus_first()

    @Slot(object)
    def page_asked(self, page: object) -> None:
        if page is self.stack:
            self._turned = 0
            self.show()

    @Slot()
    def refresh(self) -> None:
        """Everything as it is now, on the page and on Today."""
        self._read()
        if "page" in self.__dict__:
            if self._followed:
                self._show_week()
            else:
                self.page.show_guide(self._offers(), locked=self._lock())
            dress_all(self.page)
        self.today_changed.emit(self.planned_today())

    def planned_today(self) -> PlannedToday | None:
        """What the plan has for today; nothing while it is locked or paused."""
        self._read_if_new()
        if self._lock():
            return None
        days = [one for one in self._days if self._may_start(one) == ""]
        here = [one for one in days if one.day == self._today and self.role(one) is not Role.RUN]
        one = to_do_on(here, self._today) or next((one for one in here if one.done), None)
        if one is None:
            return None
        return PlannedToday(self._title(one), one.workout_id, done=one.done)

    def start_today(self) -> None:
        """Begin what the plan has for today."""
        days = [one for one in self._days if self.role(one) is not Role.RUN]
        if one := to_do_on(days, self._today):
            self.start(one.id)

    def _read_if_new(self) -> None:
        if self.state.following and not self._days:
            self._read()

    def _offers(self, among: frozenset[str] | None = None) -> list[Offer]:
        library = self._library()
        guided = sorted(library.programmes.values(), key=lambda it: (it.guide or 99, it.title))
        return [
            Offer(it.id, it.title, it.goal, it.who, self._facts(it))
            for it in guided
            if among is None or it.id in among
        ]

    def _facts(self, programme: Programme) -> str:
        library = self._library()
        sessions = sum(len(s.on) for week in programme.week for s in week.session)
        hours = total_s(programme, library.there, library.exercises) / 3600
        needed = {
            item
            for week in programme.week
            for session in week.session
            if programme.run_of(session.workout) is None
            for item in library.there(session.workout).equipment
        }
        words = [
            self.tr("{} weeks").format(len(programme.week)),
            self.tr("{} sessions").format(sessions),
            self.tr("{:.1f} hours in all").format(hours),
        ]
        if text := equipment_text(sorted(needed)):
            words.append(text)
        return "  ·  ".join(words)

    def _show_week(self) -> None:
        first = self._today - DAY * self._today.weekday() + WEEK * self._turned
        days = [self._day_row(first + DAY * n) for n in range(7)]
        heads = [self._head(follows, programme) for follows, programme in self._followed]
        found = (self._gate_row(follows, programme) for follows, programme in self._followed)
        self.page.show_week(
            heads,
            days,
            [gate for gate in found if gate],
            span_text(first, first + DAY * 6),
            locked=self._lock(),
            more=bool(self._beside()),
        )

    def _day_row(self, day: date) -> PlanDayRow:
        rows = tuple(self._row(one) for one in self._days if one.day == day)
        return PlanDayRow(day_text(day), rows, day == self._today)

    def _row(self, one: PlanDay) -> PlanRow:
        done = self._is_done(one)
        if done:
            state = "done"
        elif one.day == self._today:
            state = "today"
        else:
            state = "open" if one.day < self._today else "to-come"
        why = "" if done else self._may_start(one)
        others = self._days
        subject = repeated(one, one.day) if done else one
        free = free_days(subject, others, self.role, self._moves, earliest=self._today)
        return PlanRow(
            one.id,
            self._title(one),
            self._detail(one, state),
            state,
            startable=not done and not why,
            why_not=why,
            free_days=tuple((day, day_text(day)) for day in free),
            is_run=self.role(one) is Role.RUN,
        )

    def _title(self, one: PlanDay) -> str:
        programme = self._programme(one.programme)
        if programme and (run := programme.run_of(one.workout_id)):
            return run.title
        try:
            return self._library().there(one.workout_id).title
        except (LibraryError, UnknownIdError):
            return one.workout_id

    def _detail(self, one: PlanDay, state: str) -> str:
        programme = self._programme(one.programme)
        if programme is None:
            return ""
        if run := programme.run_of(one.workout_id):
            return run_text(run)
        try:
            timeline = self.timeline(one)
        except (LibraryError, UnknownIdError):
            return self.tr("This workout is not there any more.")
        words = [clock_time(timeline.total_s)]
        workout = self._library().there(one.workout_id)
        rounds = programme.rounds_of(one.week, workout)
        if rounds > 1:
            words.append(self.tr("{} rounds").format(rounds))
        if self.role(one) is Role.BEFORE_RUN:
            words.append(self.tr("before a run"))
        if state == "open":
            words.append(self.tr("still open: do it, move it or skip it"))
        return "  ·  ".join(words)

    def _may_start(self, one: PlanDay) -> str:
        """Why a session is not offered; empty where it is."""
        follows, programme = self.state.of(one.programme), self._programme(one.programme)
        if follows is None or programme is None:
            return self.tr("This programme is not there any more.")
        if self._lock():
            return self.tr("The plan is locked: read the advice first.")
        if follows.paused_on:
            return self.tr("Paused.")
        gate = self._closed_gate(follows, programme)
        if gate and one.week > gate.after_week:
            return self.tr('Waits for "{}", above.').format(gate.title)
        return ""

    def _head(self, follows: Following, programme: Programme) -> ProgrammeHead:
        days = self.days_of(programme.id)
        week = week_under_way(days, self._today)
        done = sum(self._is_done(one) for one in days)
        back = "" if follows.paused_on else self._back_text(follows, programme)
        over = bool(days) and max(one.day for one in days) < self._today and not back
        place = self.tr("Week {} of {}").format(week, len(programme.week))
        phase = programme.week[week - 1].phase
        if days and days[0].day > self._today:
            place = self.tr("Begins on {}").format(day_text(days[0].day))
        elif phase:
            place = f"{place}, {phase}"
        return ProgrammeHead(
            programme.id,
            programme.title,
            self.tr("Paused") if follows.paused_on else place,
            self.tr("{} of {} sessions done").format(done, len(days)),
            programme.week[week - 1].note or (LIGHTER if programme.easier_week(week) else ""),
            paused=follows.paused_on is not None,
            over=over,
            after=programme.after or self.tr("All weeks are behind you. Well done."),
            back=back,
        )

    # -- gates

    def _evidence(self, follows: Following, gate: Gate) -> Evidence:
        wanted = [need.exercise for need in gate.need if need.exercise]
        return Evidence(
            tuple(tests_taken(self._database)) if any(n.test for n in gate.need) else (),
            self.plan.held(wanted),
            self.plan.pains(),
            follows.answers,
        )

    def _closed_gate(self, follows: Following, programme: Programme) -> Gate | None:
        """The first gate that is not open yet; one that was passed stays open."""
        if programme.id not in self._gates:
            self._gates[programme.id] = self._look_at_gates(follows, programme)
        return self._gates[programme.id]

    def _look_at_gates(self, follows: Following, programme: Programme) -> Gate | None:
        for gate in programme.gate:
            if gate.after_week in follows.passed:
                continue
            try:
                opened = is_open(findings(gate, self._evidence(follows, gate)))
            except HistoryError:
                opened = False
            if not opened:
                return gate
            follows = msgspec.structs.replace(follows, passed=(*follows.passed, gate.after_week))
            if week_under_way(self.days_of(programme.id), self._today) > gate.after_week:
                self._keep(self.state.having(follows))
        return None

    def _gate_row(self, follows: Following, programme: Programme) -> GateRow | None:
        gate = self._closed_gate(follows, programme)
        week = week_under_way(self.days_of(programme.id), self._today)
        if gate is None or week < gate.after_week:
            return None
        try:
            found = findings(gate, self._evidence(follows, gate))
        except HistoryError:
            return None
        needs = tuple(
            NeedRow(
                one.need.id,
                one.need.text,
                one.met,
                finding_text(one),
                source_text(one.need.source),
                one.asked,
            )
            for one in found
        )
        text = self.tr("What is still missing before week {}. It opens by itself.")
        return GateRow(
            programme.id,
            gate.title,
            text.format(gate.after_week + 1),
            needs,
            can_repeat=gate.after_week > 0,
        )

    @Slot(str, str, bool)
    def answer(self, programme: str, need: str, met: bool) -> None:
        """The athlete's word on what no record shows."""
        if follows := self.state.of(programme):
            said = {**follows.answers, need: met}
            self._keep(self.state.having(msgspec.structs.replace(follows, answers=said)))
            self.refresh()

    # -- beginning and ending

    def _beside(self) -> frozenset[str]:
        """Programmes that may be added to the one that is followed."""
        followed = self._followed
        if len(followed) != 1:
            return frozenset()
        return frozenset(id_ for id_ in followed[0][1].beside if self._programme(id_))

    @Slot()
    def _offer_another(self) -> None:
        self.page.show_guide(self._offers(self._beside()), beside=True)
        dress_all(self.page)
        self.page.focus_first()

    @Slot(str)
    def show_setup(self, programme_id: str) -> None:
        """What a programme says of itself, and when to begin."""
        programme = self._programme(programme_id)
        if programme is None:
            return
        if self.setup_page:
            self.stack.removeWidget(self.setup_page)
            self.setup_page.deleteLater()
        wishes = self._usual_days(programme)
        roles_in = {session.role for week in programme.week for session in week.session}
        entry = programme.entry
        self.setup_page = page = PlanSetupPage(
            Setup(
                programme.id,
                programme.title,
                programme.goal,
                self._facts(programme),
                tuple((says.text, source_long(says.source)) for says in programme.says),
                tuple((n.text, source_long(n.source)) for n in (entry.need if entry else ())),
                tuple((it.id, it.title, it.when) for it in programme.variant),
                wishes.training,
                wishes.runs,
                asks_runs=bool(roles_in & {Role.BEFORE_RUN, Role.RUN}),
                asks_training=bool(roles_in & {Role.STRENGTH, Role.LIGHT}),
            ),
            self._today,
        )
        page.begin_requested.connect(self._begin_chosen)
        page.back_requested.connect(self.show)
        self.stack.show_page(page)
        dress_all(page)
        page.focus_first()

    def _usual_days(self, programme: Programme) -> Wishes:
        """The days the programme would choose, with those of one that is followed beside it."""
        own = usual_weekdays(programme)
        training, runs = set(own.training), set(own.runs)
        for follows, _ in self._followed:
            training |= set(follows.training)
            runs = set(follows.runs)
        return Wishes(frozenset(training), frozenset(runs))

    @Slot(object, object, object, str)
    def _begin_chosen(
        self, start: date, training: frozenset[int], runs: frozenset[int], variant: str
    ) -> None:
        if self.setup_page:
            self.begin(self.setup_page.setup.id, start, Wishes(training, runs), variant)

    def begin(self, programme_id: str, start: date, wishes: Wishes, variant: str = "") -> None:
        """Follow a programme from a day on; one that may not run beside it makes room."""
        programme = self._programme(programme_id)
        if programme is None:
            return
        self._read()
        before = self.state
        beside = [
            (one, it)
            for one, it in self._followed
            if programme.id in it.beside and it.id != programme.id
        ]
        kept = {it.id for _, it in beside}
        old = [one for one in self._days if one.programme not in kept and not one.done]
        state = PlanState(tuple(one for one in before.following if one.programme in kept))
        follows = Following(
            programme.id, tuple(sorted(wishes.training)), tuple(sorted(wishes.runs)), variant
        )
        near: list[PlanDay] = []
        for other, it in beside:
            # The one beside gives up its third strength day from now on (catalogue 4.1).
            gone, stay = self._making_room(it, start)
            old += gone
            near += [one for one in stay if self.role(one) is Role.STRENGTH]
            state = state.having(msgspec.structs.replace(other, gives_way=True))
        days = lay_out(programme, start, wishes, self._moves, variant=variant, beside=near)
        self._change(lambda: self.plan.replace(old, days), state.having(follows))
        self._turned = 0 if start <= self._today else (start - self._today).days // 7
        self.show()
        self.page.notice.tell(self.tr("{} is planned.").format(programme.title), self._undoing())

    def _making_room(
        self, programme: Programme, start: date
    ) -> tuple[list[PlanDay], list[PlanDay]]:
        """What goes out of a programme's days from a day on, and what stays."""
        names = {
            (number, session.workout)
            for number, week in enumerate(programme.week, 1)
            for session in week.session
            if session.gives_way
        }
        days = [one for one in self.days_of(programme.id) if not one.done and one.day >= start]
        gone: list[PlanDay] = []
        for key in names:
            gone += [one for one in days if (one.week, one.workout_id) == key][-1:]
        return gone, [one for one in days if one not in gone]

    @Slot(str)
    def end(self, programme_id: str) -> None:
        """Stop following it; what was done stays."""
        programme = self._programme(programme_id)
        old = [one for one in self.days_of(programme_id) if not one.done]
        self._change(lambda: self.plan.replace(old, ()), self.state.without(programme_id))
        self.refresh()
        title = programme.title if programme else programme_id
        self.page.notice.tell(
            self.tr("{} has ended. What you did is kept.").format(title), self._undoing()
        )

    @Slot(str)
    def pause(self, programme_id: str) -> None:
        """No session is offered until it goes on."""
        if follows := self.state.of(programme_id):
            changed = msgspec.structs.replace(follows, paused_on=self._today)
            self._change(None, self.state.having(changed))
            self.refresh()
            text = self.tr("Paused. It waits for you, and nothing is missed.")
            self.page.notice.tell(text, self._undoing())

    @Slot(str)
    def resume(self, programme_id: str) -> None:
        """Go on from today, with what the time away asks for."""
        follows, programme = self.state.of(programme_id), self._programme(programme_id)
        if follows is None or programme is None:
            return
        days = self.days_of(programme_id)
        until = follows.paused_on or self._last_day() or self._today
        week = week_under_way(days, until)
        away, gone = self._away(follows)
        from_week = week_after_away(week, away)
        old = [one for one in days if not one.done]
        if away is AfterAway.GO_ON:
            later = (self._today - until).days
            new = [moved(one, one.day + DAY * later) for one in old if one.day >= until]
            # Whole weeks keep the weekdays; a few days move to where there is room.
            if later % 7:
                new = self._laid(follows, programme, week)
        else:
            new = self._laid(follows, programme, from_week)
        passed = () if away is AfterAway.RESTART else follows.passed
        changed = msgspec.structs.replace(
            follows, paused_on=None, kept_on=self._today, passed=passed
        )
        self._change(lambda: self.plan.replace(old, new), self.state.having(changed))
        self._turned = 0
        self.refresh()
        said = (
            self.tr("You go on with week {}.").format(from_week)
            if away is AfterAway.GO_ON
            else away_text(gone, away, from_week)
        )
        self.page.notice.tell(said, self._undoing())

    def _laid(self, follows: Following, programme: Programme, week: int) -> list[PlanDay]:
        others = [
            one
            for one in self._days
            if one.programme != programme.id and self.role(one) is Role.STRENGTH
        ]
        return lay_out(
            programme,
            self._today,
            Wishes(frozenset(follows.training), frozenset(follows.runs)),
            self._moves,
            variant=follows.variant,
            from_week=week,
            beside=others,
            gives_way=follows.gives_way,
        )

    def _last_day(self) -> date | None:
        try:
            return self.plan.last_session_day()
        except HistoryError:
            return None

    def _away(self, follows: Following) -> tuple[AfterAway, int]:
        """What the days since the last session ask for; a plan just begun asks for nothing."""
        days = self.days_of(follows.programme)
        done = [one.day for one in days if self._is_done(one)]
        since = [day for day in (self._last_day(), follows.kept_on) if day]
        if not done and not follows.paused_on:
            since += [one.day for one in days[:1]]
        gone = (self._today - max(since)).days if since else 0
        return after_away(gone), gone

    def _back_text(self, follows: Following, programme: Programme) -> str:
        """How to come back, where eight days or more went by and something was planned in them."""
        days = self.days_of(programme.id)
        away, gone = self._away(follows)
        missed = [one for one in days if not self._is_done(one) and one.day < self._today]
        if away is AfterAway.GO_ON or not missed:
            return ""
        last = self._today - DAY * gone
        return away_text(gone, away, week_after_away(week_under_way(days, last), away))

    # -- one session of the plan

    @Slot(str)
    def start(self, id_: str) -> None:
        """Begin a planned session as the week asks for it."""
        one = self._find(id_)
        if one is None or self._may_start(one):
            return
        try:
            self.timeline_requested.emit(self.timeline(one))
        except (LibraryError, UnknownIdError) as error:
            self._window.tell(self.tr("This workout cannot be started."), str(error))

    @Slot(str, object)
    def move(self, id_: str, day: date) -> None:
        if one := self._find(id_):
            self._change(lambda: self.plan.move(one, day))
            self.refresh()
            text = self.tr("{} is on {} now.").format(self._title(one), day_text(day))
            self.page.notice.tell(text, self._undoing())

    @Slot(str)
    def skip(self, id_: str) -> None:
        """Left out: nothing counts against it."""
        if one := self._find(id_):
            self._change(lambda: self.plan.skip(one))
            self.refresh()
            text = self.tr("{} is left out. That is fine.").format(self._title(one))
            self.page.notice.tell(text, self._undoing())

    @Slot(str, object)
    def repeat(self, id_: str, day: date) -> None:
        if one := self._find(id_):
            self._change(lambda: self.plan.add([repeated(one, day)]))
            self.refresh()
            text = self.tr("{} comes once more on {}.").format(self._title(one), day_text(day))
            self.page.notice.tell(text, self._undoing())

    @Slot(str)
    def repeat_week(self, programme_id: str) -> None:
        """The week before a closed gate once more; what comes after it waits a week."""
        follows, programme = self.state.of(programme_id), self._programme(programme_id)
        if follows is None or programme is None:
            return
        gate = self._closed_gate(follows, programme)
        days = self.days_of(programme_id)
        if gate is None or not gate.after_week:
            return
        of_week = [one for one in days if one.week == gate.after_week]
        last = max((one.day for one in of_week), default=self._today)
        first = max(self._today, last + DAY)
        again = [
            one for one in self._laid(follows, programme, gate.after_week)
            if one.week == gate.after_week
        ]  # fmt: skip
        shift = first - self._today
        again = [moved(one, one.day + shift) for one in again]
        waiting = [one for one in days if one.week > gate.after_week and not one.done]
        later = put_off(waiting, date.min)
        self._change(lambda: self.plan.replace(waiting, [*again, *later]))
        self._turned = (first - self._today).days // 7
        self.refresh()
        self.page.notice.tell(
            self.tr("Week {} comes once more.").format(gate.after_week), self._undoing()
        )

    @Slot(str)
    def say_run(self, id_: str) -> None:
        if one := self._find(id_):
            self.run_said.emit(one.day)
            self.refresh()

    @Slot(str)
    def follow_session(self, session_id: str) -> None:
        """A session is over: the planned one it fulfils is done."""
        try:
            self.plan.link(session_id)
        except HistoryError as error:
            log.info("%s", error)
        self.refresh()

    @Slot(int)
    def turn(self, step: int) -> None:
        """Look at the week before or after; 0 comes back to this one."""
        self._turned = self._turned + step if step else 0
        self.refresh()

    # -- keeping, undoing, exporting

    def _keep(self, state: PlanState) -> None:
        self.state = state
        self._gates.clear()
        save_state(self._store, state)

    def _change(
        self, write: Callable[[], PlanUndo] | None, state: PlanState | None = None
    ) -> None:
        """Write days and state together; where the file refuses, nothing has changed."""
        self._undo, before = None, self.state
        try:
            undo = write() if write else None
        except HistoryError as error:
            self._window.tell(self.tr("The plan cannot be changed just now."), str(error))
            return
        if state is not None:
            self._keep(state)
        self._undo = (undo, before)

    def _undoing(self) -> Callable[[], None] | None:
        if self._undo is None:
            return None
        undo, before = self._undo

        def take_back() -> None:
            try:
                if undo:
                    self.plan.undo(undo)
            except HistoryError as error:
                self._window.tell(self.tr("The plan cannot be changed just now."), str(error))
                return
            self._keep(before)
            self.refresh()

        return take_back

    @Slot()
    def ask_calendar(self) -> None:
        """Choose a file for the plan as iCalendar."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the plan"), "plan.ics", self.tr("Calendar (*.ics)")
        )
        if path:
            self.save_calendar(Path(path))

    def save_calendar(self, path: Path) -> None:
        titles = {one.workout_id: self._title(one) for one in self._days}
        try:
            path.write_bytes(plan_as_ics(self._database, titles))
        except (HistoryError, OSError) as error:
            self._window.tell(self.tr("The calendar cannot be written."), str(error))
        else:
            self.page.notice.tell(self.tr("Saved as {}.").format(path.name))
