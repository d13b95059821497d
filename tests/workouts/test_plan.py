"""A programme on days: the athlete's days, two days between strength, and life in between."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workouts.library import load_library
from workouts.plan import (
    AfterAway,
    PlanDay,
    Wishes,
    after_away,
    clashes,
    day_done_by,
    free_days,
    lay_out,
    own_weekdays,
    put_off,
    repeated,
    roles,
    to_do_on,
    week_after_away,
    week_under_way,
)
from workouts.programmes import Role

LIBRARY = load_library()
PR = LIBRARY.programmes
MONDAY = date(2030, 1, 7)
HIP6 = PR["PR-HIP6"]
ROLES = {id_: roles(programme) for id_, programme in PR.items()}
weekdays = st.frozensets(st.integers(0, 6), min_size=1)


def moves(workout_id):
    return frozenset(item.exercise for item in LIBRARY.find(workout_id).item)


def role(one):
    return ROLES[one.programme][one.week, one.workout_id]


def plan(programme="PR-HIP6", start=MONDAY, wishes=None, **more):
    found = PR[programme]
    return lay_out(found, start, wishes or own_weekdays(found), moves, **more)


def of_role(days, *wanted):
    return [one for one in days if role(one) in wanted]


def apart(days):
    return all((b.day - a.day).days >= 2 for a, b in pairwise(days))


@pytest.mark.parametrize("id_", PR)
def test_begun_on_a_monday_each_session_is_on_the_day_the_programme_names(id_):
    wanted = [
        (MONDAY + timedelta(days=7 * number + on.number), session.workout)
        for number, week in enumerate(PR[id_].week)
        for session in week.session
        for on in session.on
    ]
    assert sorted((one.day, one.workout_id) for one in plan(id_)) == sorted(wanted)


def test_training_days_of_ones_own_are_kept():
    days = plan(wishes=Wishes(frozenset({1, 3, 5}), frozenset({0, 2, 6})))
    assert {one.day.weekday() for one in of_role(days, Role.STRENGTH)} <= {1, 3, 5}
    assert {one.day.weekday() for one in of_role(days, Role.BEFORE_RUN)} <= {0, 2, 6}


@given(st.sampled_from(sorted(PR)), st.integers(0, 400), weekdays, weekdays)
@settings(max_examples=60)
def test_strength_days_are_two_days_apart_whatever_the_days(id_, later, training, runs):
    start = MONDAY + timedelta(days=later)
    days = plan(id_, start, Wishes(training, runs))
    assert apart(of_role(days, Role.STRENGTH))
    assert apart(of_role(days, Role.RUN))
    assert {one.day.weekday() for one in of_role(days, Role.STRENGTH)} <= training
    assert days == plan(id_, start, Wishes(training, runs))
    assert all((one.day - start).days // 7 + 1 == one.week for one in days)


@pytest.mark.parametrize("later", range(7))
def test_the_self_tests_are_on_a_rested_day(later):
    days = plan(start=MONDAY + timedelta(days=later))
    (tests,) = [one for one in days if one.workout_id == "self-test-screen"]
    near = {tests.day, tests.day - timedelta(days=1)}
    assert not near & {one.day for one in of_role(days, Role.STRENGTH)}


def test_adductor_holds_beside_hip_strength_take_the_third_strength_day():
    hip = of_role(plan(gives_way=True), Role.STRENGTH)
    both = Wishes(own_weekdays(PR["PR-COPENHAGEN"]).training | own_weekdays(HIP6).training)
    holds = plan("PR-COPENHAGEN", wishes=both, beside=hip)
    assert len(holds) == 16
    assert not {one.day for one in hip} & {one.day for one in holds}
    for week in range(1, 7):
        assert len([one for one in hip if one.week == week]) == 2


@pytest.mark.parametrize(
    ("id_", "easier"), [("PR-HIP6", [4]), ("PR-FOOT", [4, 8]), ("PR-RETURN", [4, 8])]
)
def test_every_fourth_week_is_an_easier_one_where_none_is_yet(id_, easier):
    programme = PR[id_]
    weeks = range(1, len(programme.week) + 1)
    assert [week for week in weeks if programme.easier_week(week)] == easier
    seated = LIBRARY.find("foot-single-leg")
    assert [PR["PR-FOOT"].rounds_of(week, seated) for week in (7, 8)] == [2, 1]


def test_a_later_week_can_be_begun_with():
    days = plan(from_week=3)
    assert {one.week for one in days} == {3, 4, 5, 6}
    assert min(one.day for one in days) == MONDAY


def test_a_strength_day_cannot_be_moved_next_to_another():
    days = plan()
    first = of_role(days, Role.STRENGTH)[0]
    friday = MONDAY + timedelta(days=4)
    assert clashes(first, friday - timedelta(days=1), days, role, moves) is not None
    free = free_days(first, days, role, moves, earliest=MONDAY)
    assert MONDAY + timedelta(days=2) in free  # Wednesday: two days before Friday
    assert not {friday + timedelta(days=n) for n in (-1, 0, 1)} & set(free)


@given(st.data())
@settings(max_examples=40)
def test_no_way_of_moving_brings_strength_days_together(data):
    days = list(plan())
    for _ in range(4):
        at = data.draw(st.integers(0, len(days) - 1))
        if free := free_days(days[at], days, role, moves, earliest=MONDAY):
            days[at] = replace(days[at], day=data.draw(st.sampled_from(free)))
    assert apart(sorted(of_role(days, Role.STRENGTH), key=lambda one: one.day))


def test_repeating_makes_another_one_that_is_not_done():
    one = PlanDay("PR-HIP6", 1, MONDAY, "hip-strength-1", "session", "id")
    again = repeated(one, MONDAY + timedelta(days=2))
    assert (again.done, again.id, again.workout_id) == (False, "", "hip-strength-1")


def test_what_is_put_off_moves_by_whole_weeks_and_what_is_done_stays():
    days = plan()
    later = put_off(days, MONDAY + timedelta(days=7))
    assert len(later) == len([one for one in days if one.week > 1])
    assert min(one.day for one in later) == MONDAY + timedelta(days=14)


@pytest.mark.parametrize(
    ("days", "away", "week"),
    [
        (0, AfterAway.GO_ON, 4),
        (7, AfterAway.GO_ON, 4),
        (8, AfterAway.REPEAT_WEEK, 4),
        (14, AfterAway.REPEAT_WEEK, 4),
        (15, AfterAway.EASIER, 3),
        (28, AfterAway.EASIER, 3),
        (29, AfterAway.RESTART, 1),
        (400, AfterAway.RESTART, 1),
    ],
)
def test_time_away_is_answered_as_the_catalogue_says(days, away, week):
    assert after_away(days) is away
    assert week_after_away(4, away) == week


def test_the_first_week_has_none_before_it():
    assert week_after_away(1, AfterAway.EASIER) == 1


def test_a_session_fulfils_the_planned_one_of_its_day_before_any_other():
    days = plan()
    found = day_done_by(days, "hip-strength-1", MONDAY + timedelta(days=4))
    assert found
    assert found.day == MONDAY + timedelta(days=4)
    late = day_done_by(days, "hip-strength-1", MONDAY + timedelta(days=1))
    assert late
    assert late.day == MONDAY
    assert day_done_by(days, "mini-band", MONDAY) is None


def test_the_week_under_way_and_what_is_on_today():
    days = plan()
    assert week_under_way(days, MONDAY - timedelta(days=3)) == 1
    assert week_under_way(days, MONDAY + timedelta(days=8)) == 2
    today = to_do_on(days, MONDAY)
    assert today
    assert today.workout_id == "hip-strength-1"
    assert to_do_on(days, MONDAY + timedelta(days=2)) is None
