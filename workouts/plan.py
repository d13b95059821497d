"""Lays a programme onto days: training days, two days between strength, moved, repeated, resumed.

Pure: knows no clock. A week of a plan is seven days from its first day, whatever weekday that is.
Rules and sources: catalogue 4.1 and 4.2 (48 h: ACSM-RT; easier weeks and time away: GP).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from workouts.programmes import Programme, Role, WeekSession

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
APART = 2  # days between strength days for the same moves: 48 h, ACSM-RT
AHEAD = 14  # so many days a session can be moved away
REPEAT_AFTER, EASIER_AFTER, RESTART_AFTER = 8, 15, 29  # days away: catalogue 4.2, GP
EVERY_DAY = frozenset(range(7))

Moves = Callable[[str], frozenset[str]]  # the exercises of a workout, by its id


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One session on one day. A run outside has the id of the programme's run dose."""

    programme: str
    week: int  # from 1
    day: date
    workout_id: str
    done_session_id: str | None = None
    id: str = ""  # given by the database
    done_on: date | None = None  # the day of that session, where it is known

    @property
    def done(self) -> bool:
        return self.done_session_id is not None

    @property
    def when(self) -> date:
        """The day it was done on, else the day it is planned for."""
        return self.done_on or self.day


@dataclass(frozen=True, slots=True)
class Wishes:
    """When the athlete trains. Weekdays from Monday, 0."""

    training: frozenset[int] = EVERY_DAY
    runs: frozenset[int] = EVERY_DAY


RoleOf = Callable[[PlanDay], Role]


class AfterAway(StrEnum):
    """How to come back after days without a session. Catalogue 4.2, "gap since last session"."""

    GO_ON = "go-on"
    REPEAT_WEEK = "repeat-week"  # 8 to 14 days: this week again, doses at 80 %
    EASIER = "easier"  # 15 to 28 days: one week back, one level easier
    RESTART = "restart"  # over 28 days: from week 1, and the self-tests again


def after_away(days: int) -> AfterAway:
    """What that many days since the last session ask for."""
    if days >= RESTART_AFTER:
        return AfterAway.RESTART
    if days >= EASIER_AFTER:
        return AfterAway.EASIER
    return AfterAway.REPEAT_WEEK if days >= REPEAT_AFTER else AfterAway.GO_ON


def week_after_away(week: int, away: AfterAway) -> int:
    """The week (from 1) to go on with, where `week` was under way."""
    if away is AfterAway.RESTART:
        return 1
    return max(1, week - 1) if away is AfterAway.EASIER else week


def own_weekdays(programme: Programme) -> Wishes:
    """The days the programme itself would choose."""
    training, runs = set[int](), set[int]()
    for week in programme.week:
        for session in week.session:
            days = {day.number for day in session.on}
            if session.role in (Role.BEFORE_RUN, Role.RUN):
                runs |= days
            elif session.role in (Role.STRENGTH, Role.LIGHT):
                training |= days
    return Wishes(frozenset(training) or EVERY_DAY, frozenset(runs) or EVERY_DAY)


def usual_weekdays(programme: Programme) -> Wishes:
    """The days the programme comes back to: those of more than one of its weeks."""
    counted: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for week in programme.week:
        for running in (True, False):
            days = {
                day.number
                for session in week.session
                for day in session.on
                if session.role is not Role.RESTED
                and (session.role in (Role.BEFORE_RUN, Role.RUN)) is running
            }
            counted[running].update(days)
    own = own_weekdays(programme)
    often = {key: frozenset(day for day, n in c.items() if n > 1) for key, c in counted.items()}
    return Wishes(often[False] or own.training, often[True] or own.runs)


def lay_out(
    programme: Programme,
    start: date,
    wishes: Wishes,
    moves: Moves,
    *,
    variant: str = "",
    from_week: int = 1,
    beside: Iterable[PlanDay] = (),
    gives_way: bool = False,
) -> list[PlanDay]:
    """The days of a programme from a first day on, in order.

    `beside`: strength sessions of another plan, kept apart from. With `gives_way` the
    sessions that another programme replaces are left out; so is one no day has room for.
    """
    made: list[PlanDay] = []
    taken = list(beside)
    known = roles(programme, variant)

    def role(one: PlanDay) -> Role:
        same = one.programme == programme.id
        return known.get((one.week, one.workout_id), Role.LIGHT) if same else Role.STRENGTH

    laying = _Laying(programme.id, wishes, role, moves)
    for number in range(from_week, len(programme.week) + 1):
        first = start + WEEK * (number - from_week)
        sessions = [
            session
            for session in programme.sessions_of(number, variant)
            if not (gives_way and session.gives_way)
        ]
        week = list(_week(laying, number, first, sessions, taken))
        made += week
        taken += week
    return sorted(made, key=_order)


def roles(programme: Programme, variant: str = "") -> dict[tuple[int, str], Role]:
    """What each planned workout asks of the days around it, by week (from 1) and id."""
    return {
        (week, session.workout): session.role
        for week in range(1, len(programme.week) + 1)
        for session in programme.sessions_of(week, variant)
    }


def clashes(
    one: PlanDay, day: date, others: Iterable[PlanDay], role: RoleOf, moves: Moves
) -> PlanDay | None:
    """The session that is too near, where `one` were on `day`; None where it can be there."""
    kind = role(one)
    for other in others:
        if other == one:
            continue
        days = (day - other.when).days
        if _too_near(kind, role(other), days, _apart(one, other, moves)):
            return other
        if days == 0 and (one.programme, one.workout_id) == (other.programme, other.workout_id):
            return other
    return None


def _too_near(kind: Role, other: Role, days: int, apart: int) -> bool:
    """Whether one session may not be `days` days after another."""
    if kind is other:
        needed = {Role.STRENGTH: apart, Role.RUN: APART}.get(kind, 0)
        return abs(days) < needed
    if (kind, other) == (Role.RESTED, Role.STRENGTH):
        return 0 <= days < APART
    return (kind, other) == (Role.STRENGTH, Role.RESTED) and 0 <= -days < APART


def free_days(
    one: PlanDay,
    others: Sequence[PlanDay],
    role: RoleOf,
    moves: Moves,
    *,
    earliest: date,
    most: int = AHEAD,
) -> list[date]:
    """The days a session can be moved to, nearest first in time."""
    first, last = earliest - DAY * APART, earliest + DAY * (most + APART)
    near = [other for other in others if first <= other.when <= last]
    span = (earliest + DAY * n for n in range(most))
    return [day for day in span if day != one.day and clashes(one, day, near, role, moves) is None]


def moved(one: PlanDay, day: date) -> PlanDay:
    return replace(one, day=day)


def repeated(one: PlanDay, day: date) -> PlanDay:
    """The same once more, on another day."""
    return replace(one, day=day, done_session_id=None, id="", done_on=None)


def put_off(days: Iterable[PlanDay], first: date, weeks: int = 1) -> list[PlanDay]:
    """What is still to come from a day on, some weeks later."""
    return [
        replace(one, day=one.day + WEEK * weeks)
        for one in days
        if one.day >= first and not one.done
    ]


def week_under_way(days: Iterable[PlanDay], today: date) -> int:
    """The week (from 1) of a plan that `today` falls in: that of the last day not after it."""
    ordered = sorted(days, key=_order)
    past = [one.week for one in ordered if one.day <= today]
    return max(past) if past else (ordered[0].week if ordered else 1)


def to_do_on(days: Iterable[PlanDay], today: date) -> PlanDay | None:
    """What is planned for a day and not done yet; strength before what is small."""
    return next(
        (one for one in sorted(days, key=_order) if one.day == today and not one.done), None
    )


def day_done_by(
    days: Iterable[PlanDay], workout_id: str, day: date, within: int = 6
) -> PlanDay | None:
    """The planned session that a session of this workout on that day fulfils.

    One of that day first, else the nearest that is still open from the days before, else the
    nearest to come: who trains a day late or early has trained.
    """
    fitting = [
        one
        for one in days
        if not one.done and one.workout_id == workout_id and abs((one.day - day).days) <= within
    ]
    return min(fitting, key=lambda one: (one.day > day, abs((one.day - day).days)), default=None)


@dataclass(frozen=True, slots=True)
class _Laying:
    """What stays the same while a programme is laid out."""

    programme: str
    wishes: Wishes
    role: RoleOf
    moves: Moves


def _week(
    laying: _Laying,
    number: int,
    first: date,
    sessions: Sequence[WeekSession],
    taken: Sequence[PlanDay],
) -> Iterator[PlanDay]:
    """Runs first, then strength, then what fits anywhere."""
    near = first - DAY * APART
    taken = [one for one in taken if near <= one.when < first + WEEK + DAY * APART]
    for role in (Role.RUN, Role.STRENGTH, Role.RESTED, Role.BEFORE_RUN, Role.LIGHT):
        days = _open_days(first, role, laying.wishes)
        ones = [session for session in sessions if session.role is role]
        free = role in (Role.BEFORE_RUN, Role.LIGHT)
        for group in [[one] for one in ones] if free else [ones]:
            placed = _placed(laying, number, group, first, days, taken)
            taken += placed
            yield from placed


def _open_days(first: date, role: Role, wishes: Wishes) -> list[date]:
    """The days of a week on which sessions of that role may be, the athlete's own first."""
    days = [first + DAY * n for n in range(7)]
    if role in (Role.BEFORE_RUN, Role.RUN):
        chosen = wishes.runs
    elif role is Role.STRENGTH:
        chosen = wishes.training
    else:
        chosen = EVERY_DAY if role is Role.RESTED else wishes.training | wishes.runs
    return [day for day in days if day.weekday() in chosen]


def _placed(
    laying: _Laying,
    number: int,
    sessions: Sequence[WeekSession],
    first: date,
    days: Sequence[date],
    taken: Sequence[PlanDay],
) -> list[PlanDay]:
    """Some sessions on the days of a week, as near to their wishes as there is room."""
    group = [
        (first + DAY * ((on.number - first.weekday()) % 7), place, session)
        for place, session in enumerate(sessions)
        for on in session.on
    ]
    group.sort(key=lambda wish: (wish[2].gives_way, *wish[:2]))
    for size in range(min(len(group), len(days)), 0, -1):
        chosen = sorted(group[:size], key=lambda wish: wish[:2])
        rows = (
            [
                PlanDay(laying.programme, number, day, wish[2].workout)
                for wish, day in zip(chosen, picked, strict=True)
            ]
            for picked in combinations(days, size)
        )
        good = [row for row in rows if _fits(row, taken, laying)]
        if good:
            return min(good, key=lambda row: _away(row, [wish[0] for wish in chosen]))
    return []


def _fits(row: Sequence[PlanDay], taken: Sequence[PlanDay], laying: _Laying) -> bool:
    return all(
        clashes(one, one.day, [*taken, *row[:at]], laying.role, laying.moves) is None
        for at, one in enumerate(row)
    )


def _away(row: Sequence[PlanDay], wishes: Sequence[date]) -> tuple[int, list[date]]:
    far = sum(abs((one.day - wish).days) for one, wish in zip(row, wishes, strict=True))
    return far, [one.day for one in row]


def _apart(one: PlanDay, other: PlanDay, moves: Moves) -> int:
    """Days between two strength sessions: 48 h where they share a move or are of one programme."""
    if one.programme == other.programme:
        return APART
    return APART if moves(one.workout_id) & moves(other.workout_id) else 1


def _order(one: PlanDay) -> tuple[date, str, int, str]:
    return one.day, one.programme, one.week, one.workout_id
