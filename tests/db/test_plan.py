"""Planned days in the history: kept, moved, skipped, linked to what was done, and undone."""

from contextlib import closing
from datetime import date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace as changed

from db.connect import connect
from db.history import History
from db.importing import import_file
from db.plan import Plan
from workouts.following import Following, PlanState
from workouts.model import Kind
from workouts.plan import PlanDay, repeated

MONDAY = date(2030, 1, 7)
ZONE = timezone(timedelta(hours=1))


class Clock:
    def __init__(self):
        self.at = datetime(2030, 1, 7, 7, 0, tzinfo=ZONE)

    def __call__(self):
        return self.at


@pytest.fixture
def now():
    return Clock()


@pytest.fixture
def path(tmp_path, now):
    path = tmp_path / "history.db"
    History(path, now=now).close()
    return path


@pytest.fixture
def plan(path, now):
    made = Plan(path, now)
    days = (MONDAY, MONDAY + timedelta(days=4))
    made.add(PlanDay("PR-HIP6", 1, day, "hip-strength-1") for day in days)
    return made


def days_of(plan):
    return [one.day.isoformat() for one in plan.days()]


def session(path, now, workout="hip-strength-1", state="finished"):
    with History(path, now=now) as history:
        id_ = history.begin(workout, "Title", Kind.STRENGTH, 60, "test")
        history.finish(id_, state, 60, 0)
    return id_


def test_no_history_yet_is_an_empty_plan(tmp_path):
    plan = Plan(tmp_path / "none.db")
    assert (plan.days(), plan.read().last_session, plan.pains()) == ([], None, ())


def test_days_are_kept_in_order(plan):
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]


def test_a_moved_day_can_be_moved_back(plan):
    undo = plan.move(plan.days()[0], MONDAY + timedelta(days=1))
    assert days_of(plan) == ["2030-01-08", "2030-01-11"]
    again = plan.undo(undo)
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]
    plan.undo(again)
    assert days_of(plan) == ["2030-01-08", "2030-01-11"]


def test_a_skipped_day_is_gone_and_comes_back(plan):
    undo = plan.skip(plan.days()[0])
    assert days_of(plan) == ["2030-01-11"]
    plan.undo(undo)
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]


def test_a_repeated_day_is_taken_away_again(plan):
    undo = plan.add([repeated(plan.days()[0], MONDAY + timedelta(days=2))])
    assert len(plan.days()) == 3
    plan.undo(undo)
    assert len(plan.days()) == 2


def test_many_days_are_replaced_at_once_and_undone_at_once(plan):
    later = [PlanDay("PR-HIP6", 1, MONDAY + timedelta(days=7), "hip-strength-1")]
    undo = plan.replace(plan.days(), later)
    assert days_of(plan) == ["2030-01-14"]
    plan.undo(undo)
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]


def test_a_finished_session_fulfils_its_planned_day(plan, path, now):
    id_ = session(path, now)
    found = plan.link(id_)
    assert found
    assert found.day == MONDAY
    assert [one.done_session_id for one in plan.days()] == [id_, None]
    assert plan.link(id_) is None  # not twice


def test_a_second_one_of_that_day_fulfils_the_next(plan, path, now):
    for _ in range(2):
        plan.link(session(path, now))
    assert all(one.done for one in plan.days())


@pytest.mark.parametrize(
    ("workout", "state"), [("mini-band", "finished"), ("hip-strength-1", "stopped")]
)
def test_another_workout_or_one_left_early_fulfils_nothing(plan, path, now, workout, state):
    assert plan.link(session(path, now, workout, state)) is None
    assert not any(one.done for one in plan.days())


def test_a_session_deleted_later_leaves_its_day_open(plan, path, now):
    id_ = session(path, now)
    plan.link(id_)
    with History(path, now=now) as history:
        history.corrections.delete_session(id_)
    assert not any(one.done for one in plan.days())


def test_the_worst_pain_of_a_session_is_that_of_its_worst_set_and_unknown_is_none(plan, path, now):
    first = session(path, now)
    now.at += timedelta(days=1)
    session(path, now)
    with History(path, now=now) as history:
        history.corrections.edit_session(first, pain_worst=2)
    assert plan.pains() == (2, None)


def test_the_day_of_the_last_session_is_where_it_was_done(plan, path, now):
    now.at = datetime(2030, 1, 9, 0, 30, tzinfo=ZONE)  # still the 8th in UTC
    session(path, now)
    assert plan.read().last_session == date(2030, 1, 9)


HIP = Following("PR-HIP6", (0, 2, 4), (1, 3, 5))


def test_what_is_followed_is_kept_with_its_days_and_both_are_undone(plan):
    state = PlanState((HIP,))
    undo = plan.replace(plan.days(), [PlanDay("PR-HIP6", 1, MONDAY, "hip-strength-2")], state)
    assert plan.state() == state
    plan.undo(undo)
    assert plan.state() == PlanState()
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]


def test_all_that_is_said_of_a_programme_is_kept_and_comes_back_in_order(plan, now):
    said = Following(
        "PR-COPENHAGEN", (1, 4), (), "gentle", gives_way=True, paused_on=MONDAY, kept_on=MONDAY,
        answers={"cleared": True, "walk-30": False}, passed=(0, 2),
    )  # fmt: skip
    plan.keep(PlanState((HIP,)))
    now.at += timedelta(minutes=1)
    plan.keep(PlanState((HIP, said)))
    plan.keep(PlanState((changed(HIP, variant="other"), said)))
    assert plan.state() == PlanState((changed(HIP, variant="other"), said))
    plan.keep(PlanState((said,)))
    assert plan.state() == PlanState((said,))


def test_a_merge_brings_what_is_followed_and_its_end(plan, path, tmp_path, now):
    other = tmp_path / "other.db"
    History(other, now=now).close()
    plan.keep(PlanState((HIP,)))
    import_file(path, other, now=now)
    there = Plan(other, now)
    assert there.state() == PlanState((HIP,))
    assert [one.id for one in there.days()] == [one.id for one in plan.days()]
    now.at += timedelta(minutes=1)
    there.keep(PlanState())
    import_file(other, path, now=now)
    assert plan.state() == PlanState()


def test_a_programme_begun_on_two_machines_is_one_after_a_merge(plan, path, tmp_path, now):
    other = tmp_path / "other.db"
    History(other, now=now).close()
    there = Plan(other, now)
    there.replace((), [PlanDay("PR-HIP6", 1, MONDAY, "hip-strength-1")], PlanState((HIP,)))
    now.at += timedelta(minutes=1)
    newer = changed(HIP, training=(1, 4))
    plan.keep(PlanState((newer,)))
    import_file(other, path, now=now)
    assert plan.state() == PlanState((newer,))
    assert days_of(plan) == ["2030-01-07", "2030-01-11"]


def test_a_row_of_another_program_that_cannot_be_read_is_left_out(plan, path):
    plan.keep(PlanState((HIP,)))
    with closing(connect(path)) as connection:
        connection.execute("UPDATE followed SET training = '\"monday\"'")
    assert plan.state() == PlanState()
