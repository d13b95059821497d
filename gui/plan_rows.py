"""What the plan's page and Today show of the plan, made from its book. Changes nothing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from gui.library_words import equipment_text
from gui.plan_words import (
    away_text,
    day_text,
    finding_text,
    run_text,
    soon_text,
    source_text,
    weekday,
)
from gui.widgets.plan_facts import (
    DayMark,
    GateRow,
    NeedRow,
    Offer,
    PlanDayRow,
    PlannedToday,
    PlanRow,
    ProgrammeHead,
)
from gui.words import clock_time
from workouts.following import Following
from workouts.gates import Finding
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.plan import DAY, PlanDay
from workouts.plan_book import PlanBook
from workouts.plan_gates import PlanGates
from workouts.programmes import LIGHTER, Gate, Programme, Role, total_s
from workouts.replan import week_to_come_back_to

# Seconds of a planned session by programme, week and workout; None: gone. Of a whole programme
# by its id, 0 and nothing.
Lengths = dict[tuple[str, int, str], float | None]


class PlanRows:
    """One reading of the plan in words. `lengths` is kept from one reading to the next."""

    def __init__(
        self,
        book: PlanBook,
        gates: PlanGates,
        library: Library,
        lock: str,
        lengths: Lengths,
        length_of: Callable[[PlanDay], float],
    ) -> None:
        self._book, self._gates, self._library = book, gates, library
        self._lock, self._lengths, self._length_of = lock, lengths, length_of

    # -- which programme

    def offers(self, among: frozenset[str] | None = None) -> list[Offer]:
        """In the order of the guide (catalogue 4.1)."""
        guided = sorted(
            self._library.programmes.values(), key=lambda it: (it.guide or 99, it.title)
        )
        return [
            Offer(it.id, it.title, it.goal, it.who, self.facts(it))
            for it in guided
            if among is None or it.id in among
        ]

    def facts(self, programme: Programme) -> str:
        """Weeks, sessions, hours and what it is done with."""
        library = self._library
        sessions = sum(len(s.on) for week in programme.week for s in week.session)
        whole = programme.id, 0, ""
        if whole not in self._lengths:
            self._lengths[whole] = total_s(programme, library.there, library.exercises)
        hours = (self._lengths[whole] or 0.0) / 3600
        needed = {
            item
            for week in programme.week
            for session in week.session
            if programme.run_of(session.workout) is None
            for item in library.there(session.workout).equipment
        }
        words = [
            _tr("{} weeks").format(len(programme.week)),
            _tr("{} sessions").format(sessions),
            _tr("{:.1f} hours in all").format(hours),
        ]
        if text := equipment_text(sorted(needed)):
            words.append(text)
        return "  ·  ".join(words)

    # -- a programme that is followed

    def heads(self) -> list[ProgrammeHead]:
        return [self._head(follows, programme) for follows, programme in self._book.followed]

    def _head(self, follows: Following, programme: Programme) -> ProgrammeHead:
        book = self._book
        days = book.of(programme.id)
        week = min(book.week(programme.id), len(programme.week))
        done = sum(book.is_done(one) for one in days)
        place = _tr("Week {} of {}").format(week, len(programme.week))
        phase = programme.week[week - 1].phase
        over, waiting = book.is_over(follows), self._waits_for(programme)
        if over:
            place = _tr("All {} weeks").format(len(programme.week))
        elif waiting:
            place = _tr('Waits for "{}"').format(waiting.title)
        elif (first := min((one.when for one in days), default=book.today)) > book.today:
            place = _tr("Begins {}").format(soon_text(first, book.today))
        elif phase:
            place = f"{place}, {phase}"
        return ProgrammeHead(
            programme.id,
            programme.title,
            _tr("Paused") if follows.paused_on else place,
            _tr("{} of {} sessions done").format(done, len(days)),
            programme.week[week - 1].note or (LIGHTER if programme.easier_week(week) else ""),
            paused=follows.paused_on is not None,
            over=over,
            after=programme.after or _tr("All weeks are behind you. Well done."),
            back=self.back_text(follows, programme) if self.comes_back(follows, programme) else "",
        )

    def _waits_for(self, programme: Programme) -> Gate | None:
        """The closed gate before what would be under way by now."""
        gate = self._gates.closed(programme.id)
        return gate if gate and self._book.week(programme.id) > gate.after_week else None

    def comes_back(self, follows: Following, programme: Programme) -> bool:
        """Whether there is time away to decide about; waiting at a gate is none."""
        waits = self._waits_for(programme) is not None and not follows.paused_on
        return self._book.comes_back(follows) and not waits

    def back_text(self, follows: Following, programme: Programme) -> str:
        """What the time away asks for."""
        away, gone = self._book.away(follows)
        return away_text(gone, away, week_to_come_back_to(self._book, follows), programme)

    # -- gates

    def gates(self) -> list[GateRow]:
        """Those that are reached and not open."""
        rows = (self._gate_row(programme) for _, programme in self._book.followed)
        return [row for row in rows if row]

    def _gate_row(self, programme: Programme) -> GateRow | None:
        gate = self._gates.closed(programme.id)
        if gate is None or self._book.week(programme.id) < gate.after_week:
            return None
        text = _tr("What is still missing before week {}. It opens by itself.")
        return GateRow(
            programme.id,
            gate.title,
            text.format(gate.after_week + 1),
            tuple(_need_row(one) for one in self._gates.found(programme.id)),
            can_repeat=gate.after_week > 0,
        )

    # -- the week

    def week(self, first: date) -> list[PlanDayRow]:
        """Seven days from a first one."""
        return [self._day_row(first + DAY * n) for n in range(7)]

    def _day_row(self, day: date) -> PlanDayRow:
        rows = tuple(self._row(one) for one in self._book.on(day))
        return PlanDayRow(day_text(day), rows, day == self._book.today)

    def _row(self, one: PlanDay) -> PlanRow:
        book, state = self._book, self._state(one)
        done = state == "done"
        is_run = book.role(one) is Role.RUN
        why = "" if done else self.why_not(one)
        waits = "" if done or why else self._rest_text(one)
        return PlanRow(
            one.id,
            self.title(one),
            self._detail(one, state),
            state,
            startable=not (done or why or waits or (is_run and one.day > book.today)),
            why_not=why or ("" if state == "to-come" else waits),
            free_days=tuple((day, day_text(day)) for day in book.free_days(one)),
            is_run=is_run,
        )

    def _state(self, one: PlanDay) -> str:
        if self._book.is_done(one):
            return "done"
        if one.day == self._book.today:
            return "today"
        return "open" if one.day < self._book.today else "to-come"

    def title(self, one: PlanDay) -> str:
        """The name of the workout or run; its id where it is no more."""
        programme = self._book.programmes.get(one.programme)
        if programme and (run := programme.run_of(one.workout_id)):
            return run.title
        try:
            return self._library.there(one.workout_id).title
        except (LibraryError, UnknownIdError):
            return one.workout_id

    def _detail(self, one: PlanDay, state: str) -> str:
        programme = self._book.programmes.get(one.programme)
        if programme is None:
            return ""
        if run := programme.run_of(one.workout_id):
            return run_text(run)
        seconds = self._seconds(one)
        if seconds is None:
            return _tr("This workout is not there any more.")
        words = [clock_time(seconds)]
        workout = self._library.there(one.workout_id)
        rounds = programme.rounds_of(one.week, workout)
        if rounds > 1:
            words.append(_tr("{} rounds").format(rounds))
        if self._book.role(one) is Role.BEFORE_RUN:
            words.append(_tr("before a run"))
        if state == "open":
            words.append(_tr("still open: do it, move it or skip it"))
        return "  ·  ".join(words)

    def _seconds(self, one: PlanDay) -> float | None:
        key = one.programme, one.week, one.workout_id
        if key not in self._lengths:
            try:
                self._lengths[key] = self._length_of(one)
            except (LibraryError, UnknownIdError):
                self._lengths[key] = None
        return self._lengths[key]

    def why_not(self, one: PlanDay) -> str:
        """Why a session is not offered; empty where it is."""
        book = self._book
        follows = book.state.of(one.programme)
        if follows is None or one.programme not in book.programmes:
            return _tr("This programme is not there any more.")
        if self._lock:
            return _tr("The plan is locked: read the advice first.")
        if follows.paused_on:
            return _tr("Paused.")
        gate = self._gates.closed(one.programme)
        if gate and one.week > gate.after_week:
            return _tr('Waits for "{}".').format(gate.title)
        return ""

    def _rest_text(self, one: PlanDay) -> str:
        """Why a strength session waits; empty where it need not."""
        until = self._book.rests_until(one)
        if until is None:
            return ""
        return _tr("Rest first: 48 hours between strength days, so {} ({}).").format(
            soon_text(until, self._book.today), "ACSM-RT"
        )

    def may_start(self, one: PlanDay) -> bool:
        """Whether it is offered now."""
        return not self._book.is_done(one) and not self.why_not(one) and not self._rest_text(one)

    # -- today

    def today(self) -> PlannedToday | None:
        """What Today shows; nothing where nothing is followed."""
        book = self._book
        if not book.followed:
            return None
        week = self._marks()
        if self._lock:
            return PlannedToday(
                _tr("Your plan is locked"), detail=self._lock, locked=True, week=week
            )
        if all(follows.paused_on for follows, _ in book.followed):
            return PlannedToday(_tr("Your plan is paused"), week=week)
        if one := self.to_start():
            run = book.role(one) is Role.RUN
            id_ = "" if run else one.workout_id
            return PlannedToday(self.title(one), id_, detail=self._detail(one, "today"), week=week)
        if waiting := [one for one in book.open_days if one.day == book.today]:
            why = self.why_not(waiting[0]) or self._rest_text(waiting[0])
            return PlannedToday(self.title(waiting[0]), detail=why, week=week)
        done = [one for one in book.on(book.today) if book.is_done(one)]
        if done:
            return PlannedToday(
                self.title(done[0]), done[0].workout_id, done=True, detail=self._then(), week=week
            )
        return PlannedToday(_tr("Nothing planned today"), detail=self._then(), week=week)

    def to_start(self) -> PlanDay | None:
        """The next session of today that may begin."""
        here = [one for one in self._book.open_days if one.day == self._book.today]
        may = (one for one in here if self.may_start(one))
        return next(may, None)

    def _then(self) -> str:
        """What comes next, and when."""
        book = self._book
        if any(self.comes_back(*pair) for pair in book.followed):
            return _tr("Welcome back. The plan shows how to go on.")
        one = book.next_day()
        if one is None:
            return _tr("All planned sessions are behind you.")
        return _tr("Next: {}, {}").format(self.title(one), soon_text(one.day, book.today))

    def _marks(self) -> tuple[DayMark, ...]:
        """The days of this week, Monday first."""
        first = self._book.today - DAY * self._book.today.weekday()
        return tuple(self._mark(first + DAY * n) for n in range(7))

    def _mark(self, day: date) -> DayMark:
        ones = self._book.on(day)
        signs = [self._state(one) for one in ones]
        order = ("today", "open", "to-come", "done")
        sign = next((state for state in order if state in signs), "free")
        words = {"done": _tr("done"), "open": _tr("still open")}
        told = [
            ", ".join(filter(None, (self.title(one), words.get(state, ""))))
            for one, state in zip(ones, signs, strict=True)
        ]
        says = f"{weekday(day)}: {'; '.join(told) or _tr('free')}"
        return DayMark(weekday(day)[:2], sign, says, is_today=day == self._book.today)


def _need_row(found: Finding) -> NeedRow:
    need = found.need
    return NeedRow(
        need.id,
        need.text,
        found.met,
        finding_text(found),
        source_text(need.source),
        found.asked,
        exercise=need.exercise or "",
        is_test=need.test is not None,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanRows", text)
