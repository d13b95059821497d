"""Changes of the plan: begin, end, pause, come back, repeat a week, open a phase. Pure.

Each answers with the days that go, the days that come and what is followed then; whoever keeps
the plan writes all three at once. Rules and sources: catalogue 4.1 and 4.2.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from workouts.following import Following, PlanState
from workouts.plan import (
    DAY,
    WEEK,
    AfterAway,
    PlanDay,
    Wishes,
    lay_out,
    moved,
    usual_weekdays,
    week_after_away,
)
from workouts.plan_book import PlanBook
from workouts.programmes import Gate, Programme, Role


@dataclass(frozen=True, slots=True)
class Change:
    """What a wish of the athlete does to the plan."""

    old: Sequence[PlanDay]  # taken out
    new: Sequence[PlanDay]  # put in
    state: PlanState


def begin(
    book: PlanBook, programme: Programme, start: date, wishes: Wishes, variant: str = ""
) -> Change:
    """Follow a programme from a day on; one that may not run beside it makes room."""
    beside = [
        (one, it)
        for one, it in book.followed
        if programme.id in it.beside and it.id != programme.id
    ]
    kept = {it.id for _, it in beside}
    old = [one for one in book.live if one.programme not in kept and not one.done]
    state = PlanState(tuple(one for one in book.state.following if one.programme in kept))
    near = [one for one in book.live if one.done and book.role(one) is Role.STRENGTH]
    for other, it in beside:
        # The one beside gives up its third strength day from now on (catalogue 4.1).
        gone, stay = _making_room(book, it, start)
        old += gone
        near += [one for one in stay if book.role(one) is Role.STRENGTH]
        state = state.having(msgspec.structs.replace(other, gives_way=True))
    follows = Following(
        programme.id, tuple(sorted(wishes.training)), tuple(sorted(wishes.runs)), variant
    )
    days = lay_out(programme, start, wishes, book.moves, variant=variant, beside=near)
    return Change(old, days, state.having(follows))


def end(book: PlanBook, programme: str) -> Change:
    """Stop following it; what was done stays."""
    old = [one for one in book.of(programme) if not one.done]
    return Change(old, (), book.state.without(programme))


def pause(book: PlanBook, follows: Following) -> Change:
    changed = msgspec.structs.replace(follows, paused_on=book.today)
    return Change((), (), book.state.having(changed))


def keep(book: PlanBook, follows: Following) -> Change:
    """Go on from today as it was planned, whatever the days away ask for."""
    changed = msgspec.structs.replace(follows, kept_on=book.today)
    return Change((), (), book.state.having(changed))


def come_back(book: PlanBook, follows: Following, programme: Programme) -> Change:
    """Go on from today, after a pause or time away, with what the time asks for."""
    away, _ = book.away(follows)
    week = book.week_left(follows)
    changed = msgspec.structs.replace(
        follows,
        paused_on=None,
        kept_on=book.today,
        passed=() if away is AfterAway.RESTART else follows.passed,
    )
    state = book.state.having(changed)
    undone = [one for one in book.of(programme.id) if not book.is_done(one)]
    if away is not AfterAway.GO_ON:
        new = _laid(book, follows, programme, week_after_away(week, away), book.today)
        return Change(undone, new, state)
    later = (book.today - (follows.paused_on or book.today)).days
    if not later:
        return Change((), (), state)
    old = [one for one in undone if one.week >= week]
    if later % 7 == 0:  # whole weeks keep the weekdays
        return Change(old, [moved(one, one.day + DAY * later) for one in old], state)
    return Change(old, _rest_of(book, follows, programme, week), state)


def week_again(book: PlanBook, follows: Following, programme: Programme, gate: Gate) -> Change:
    """The week before a closed gate once more; what comes after the gate follows it."""
    days = book.of(programme.id)
    first = min((one.day for one in days if one.week == gate.after_week), default=book.today)
    start = max(book.today, first + WEEK)
    new = _laid(book, follows, programme, gate.after_week, start)
    old = [
        one
        for one in days
        if not book.is_done(one)
        and (one.week > gate.after_week or one.day < book.today or one.day >= start)
    ]
    return Change(old, new, book.state)


def opens_late(book: PlanBook, programme: Programme, gate: Gate) -> bool:
    """Whether the week behind a gate should have begun by now, and nothing of it was done.

    Who was away for long comes back by the rule for that, not by a gate.
    """
    days, follows = book.of(programme.id), book.state.of(programme.id)
    week = [one for one in days if one.week == gate.after_week + 1]
    if follows is None or not week or any(book.is_done(one) for one in week):
        return False
    began = any(book.is_done(one) for one in days)
    if began and book.away(follows)[0] is not AfterAway.GO_ON:
        return False
    return min(one.day for one in week) < book.today


def open_late(book: PlanBook, follows: Following, programme: Programme, gate: Gate) -> Change:
    """The week behind a gate begins today, and the others follow it."""
    undone = [one for one in book.of(programme.id) if not book.is_done(one)]
    new = _laid(book, follows, programme, gate.after_week + 1, book.today)
    return Change(undone, new, book.state)


def days_to_choose(book: PlanBook, programme: Programme) -> Wishes:
    """The days the programme would choose, with those of one that is followed beside it."""
    own = usual_weekdays(programme)
    training, runs = set(own.training), set(own.runs)
    for follows, _ in book.followed:
        training |= set(follows.training)
        runs = set(follows.runs)
    return Wishes(frozenset(training), frozenset(runs))


def may_join(book: PlanBook) -> frozenset[str]:
    """Programmes that may be added to the one that is followed."""
    if len(book.followed) != 1:
        return frozenset()
    return frozenset(book.followed[0][1].beside)


def _making_room(
    book: PlanBook, programme: Programme, start: date
) -> tuple[list[PlanDay], list[PlanDay]]:
    """What goes out of a programme's days from a day on, and what stays."""
    names = {
        (number, session.workout)
        for number, week in enumerate(programme.week, 1)
        for session in week.session
        if session.gives_way
    }
    days = [one for one in book.of(programme.id) if not one.done and one.day >= start]
    gone: list[PlanDay] = []
    for key in names:
        gone += [one for one in days if (one.week, one.workout_id) == key][-1:]
    return gone, [one for one in days if one not in gone]


def _rest_of(book: PlanBook, follows: Following, programme: Programme, week: int) -> list[PlanDay]:
    """What was not done of a week from today on, and the weeks after it."""
    done = Counter(
        one.workout_id for one in book.of(programme.id) if one.week == week and book.is_done(one)
    )
    rest = []
    for one in reversed(_laid(book, follows, programme, week, book.today)):
        if one.week == week and done[one.workout_id] > 0:
            done[one.workout_id] -= 1
        else:
            rest.append(one)
    return rest[::-1]


def _laid(
    book: PlanBook, follows: Following, programme: Programme, week: int, start: date
) -> list[PlanDay]:
    """The weeks from one on, from a day on; apart from other strength, planned or just done."""
    near = [
        one
        for one in book.live
        if book.role(one) is Role.STRENGTH and (one.programme != programme.id or book.is_done(one))
    ]
    return lay_out(
        programme,
        start,
        Wishes(frozenset(follows.training), frozenset(follows.runs)),
        book.moves,
        variant=follows.variant,
        from_week=week,
        beside=near,
        gives_way=follows.gives_way,
    )


def week_to_come_back_to(book: PlanBook, follows: Following) -> int:
    """The week (from 1) that `come_back` goes on with."""
    away, _ = book.away(follows)
    return week_after_away(book.week_left(follows), away)
