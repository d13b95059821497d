"""Changes of a plan: whatever was done and whenever one comes back, rest and order are kept."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workouts import replan
from workouts.library import load_library
from workouts.plan import AfterAway, own_weekdays
from workouts.plan_book import PlanBook
from workouts.programmes import Role

LIBRARY = load_library()
MONDAY = date(2030, 1, 7)


@cache
def moves(workout_id):
    try:
        return frozenset(item.exercise for item in LIBRARY.there(workout_id).item)
    except KeyError:
        return frozenset()


def begun(programme="PR-HIP6", today=MONDAY, start=MONDAY):
    """A programme just begun, its days as the history would give them back."""
    found = LIBRARY.programmes[programme]
    book = PlanBook(today, programmes={programme: found}, moves=moves)
    return after(book, replan.begin(book, found, start, own_weekdays(found)))


def after(book, change):
    gone = {one.id for one in change.old}
    known = [one for one in book.days if one.id not in gone]
    first = max((int(one.id) for one in book.days), default=0) + 1
    new = [replace(one, id=str(first + n)) for n, one in enumerate(change.new)]
    days = sorted([*known, *new], key=lambda one: (one.day, int(one.id)))
    return replace(book, days=tuple(days), state=change.state)


def on(book, today):
    return replace(book, today=today)


def done(book, one, day=None):
    """That session done, on its day or another."""
    when = day or one.day
    days = [
        replace(it, done_session_id=f"s{it.id}", done_on=when) if it.id == one.id else it
        for it in book.days
    ]
    return replace(book, days=tuple(days), last_session=max(when, book.last_session or when))


def come_back(book, programme="PR-HIP6"):
    follows = book.state.of(programme)
    return after(book, replan.come_back(book, follows, LIBRARY.programmes[programme]))


def paused(book, programme="PR-HIP6"):
    return after(book, replan.pause(book, book.state.of(programme)))


@settings(max_examples=40, deadline=None)
@given(
    finished=st.lists(st.booleans(), min_size=0, max_size=41),
    pause_after=st.integers(0, 45),
    away=st.integers(0, 40),
    programme=st.sampled_from(["PR-HIP6", "PR-HABIT", "PR-RETURN"]),
)
def test_coming_back_keeps_rest_between_strength_and_plans_nothing_in_the_past(
    finished, pause_after, away, programme
):
    book = begun(programme)
    stop = MONDAY + timedelta(days=pause_after)
    for one, was_done in zip(list(book.live), finished, strict=False):
        if was_done and one.day <= stop:
            book = done(book, one)
    book = paused(on(book, stop), programme)
    open_before = [one for one in book.open_days if one.day < stop]
    book = come_back(on(book, stop + timedelta(days=away)), programme)
    behind = [one for one in book.open_days if one.day < book.today]
    assert len(behind) <= len(open_before), "nothing new is missed"
    strength = [one for one in book.live if book.role(one) is Role.STRENGTH]
    days = sorted(one.when for one in strength)
    assert all((b - a).days >= 2 for a, b in pairwise(days))
    assert book.state.of(programme).paused_on is None


@pytest.mark.parametrize(
    ("away", "week", "expected"),
    [(7, 3, 3), (8, 3, 3), (14, 3, 3), (15, 3, 2), (28, 3, 2), (29, 3, 1), (15, 1, 1)],
)
def test_the_week_to_come_back_to_is_that_of_the_catalogue(away, week, expected):
    book = begun()
    last = max(one.day for one in book.live if one.week == week)
    for one in [it for it in book.live if it.week <= week]:
        book = done(book, one)
    book = on(book, last + timedelta(days=away))
    follows = book.state.of("PR-HIP6")
    assert replan.week_to_come_back_to(book, follows) == expected
    assert book.comes_back(follows) is (away >= 8)


def test_a_short_pause_leaves_each_session_of_the_week_once():
    book = begun()
    book = done(book, book.live[0])
    wanted = Counter(one.workout_id for one in book.live if one.week == 1)
    book = paused(on(book, MONDAY + timedelta(days=1)))
    book = come_back(on(book, MONDAY + timedelta(days=4)))
    assert Counter(one.workout_id for one in book.live if one.week == 1) == wanted


def test_a_start_after_weeks_without_the_program_is_no_time_away():
    book = replace(begun(), last_session=MONDAY - timedelta(days=60))
    assert book.away(book.state.of("PR-HIP6")) == (AfterAway.GO_ON, 0)


def test_a_run_of_the_plan_is_no_time_away():
    book = begun("PR-RETURN")
    run = next(one for one in book.live if book.role(one) is Role.RUN)
    book = replace(on(book, run.day), run_days=frozenset([run.day]))
    assert book.is_done(run)
    assert book.away(book.state.of("PR-RETURN"))[1] == 0


def test_strength_done_yesterday_asks_for_rest_until_tomorrow():
    book = begun()
    first = book.live[0]
    thursday = MONDAY + timedelta(days=3)
    book = done(on(book, thursday + timedelta(days=1)), first, thursday)
    friday = next(one for one in book.live if one.day == book.today)
    assert book.rests_until(friday) == thursday + timedelta(days=2)
    tuesday = next(one for one in book.live if one.workout_id == "pre-run-1")
    assert book.rests_until(tuesday) is None, "a warm-up needs no rest"


def test_a_gate_that_opens_late_moves_its_phase_unless_one_was_away():
    book = begun("PR-RETURN")
    programme = LIBRARY.programmes["PR-RETURN"]
    gate = programme.gate_before(3)
    for one in [it for it in book.live if it.week <= 2]:
        book = done(book, one)
    third = min(one.day for one in book.live if one.week == 3)
    book = replace(on(book, third + timedelta(days=5)), last_session=third + timedelta(days=5))
    assert replan.opens_late(book, programme, gate)
    moved = after(book, replan.open_late(book, book.state.of("PR-RETURN"), programme, gate))
    assert min(one.day for one in moved.open_days) >= book.today
    away = on(replace(book, last_session=None), third + timedelta(days=20))
    assert not replan.opens_late(away, programme, gate)
    on_time = on(book, third)
    assert not replan.opens_late(on_time, programme, gate)
