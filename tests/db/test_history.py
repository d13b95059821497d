"""A session is kept set by set, and can be gone on with after anything."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from db.history import History
from db.live import LiveSession
from tests.db.conftest import PULSES, begin, hold
from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.records import Checkpoint
from workouts.timeline import StepKind, lay_out


def on_disk(path, sql, *values):
    """What another program reads from the same file."""
    other = sqlite3.connect(path)
    try:
        return other.execute(sql, values).fetchall()
    finally:
        other.close()


def work_step(timeline, number):
    """Index of the how-manieth effort, from 1."""
    return [step.index for step in timeline.steps if step.kind is StepKind.WORK][number - 1]


def at(timeline, step, into_s, active_s=0.0, **other):
    return Checkpoint(step, into_s, active_s, 0.0, timeline, **other)


def test_a_finished_set_is_in_the_file_before_add_set_returns(history, path):
    session = begin(history)
    set_id = history.add_set(session, hold())
    rows = on_disk(path, "SELECT id, session_id, held_s, target_s, side FROM set_result")
    assert rows == [(set_id, session, 20.0, 20.0, "left")]


def test_a_set_comes_back_as_it_was_given(history):
    session = begin(history)
    given = hold(band="red", rpe=7.5, rir=4.0, pain=0, form_ok=False, score=3.0)
    set_id = history.add_set(session, given)
    [found] = history.sets(session)
    assert found.id == set_id
    assert (found.pain, found.form_ok, found.score, found.band) == (0, False, 3.0, "red")
    assert found.started_at == given.started_at
    assert found.started_at.utcoffset() == timedelta(hours=1)


def test_what_is_unknown_is_null_and_never_zero(history, path):
    history.add_set(begin(history), hold())
    [row] = on_disk(path, "SELECT pain, rpe, rir, form_ok, done_reps, score FROM set_result")
    assert row == (None,) * 6


def test_ids_sort_by_the_time_they_were_made(history, clock):
    first = begin(history)
    clock.tick(1)
    assert begin(history) > first
    assert first[14] == "7"  # the version digit of a UUIDv7


def test_a_session_is_told_in_the_time_of_the_place_where_it_was_done(history, path, clock):
    session = begin(history)
    assert history.session(session).started_at == clock.moment
    assert history.session(session).started_at.hour == 18
    [[text, offset]] = on_disk(path, "SELECT started_at, utc_offset_min FROM session")
    assert (text, offset) == ("2026-11-20T17:30:00.000Z", 60)


def test_finishing_removes_the_checkpoint_and_keeps_the_totals(history, path, clock, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, 1, 3.0))
    clock.tick(260)
    history.finish(session, "finished", 250.0, 10.0)
    record = history.session(session)
    assert (record.state, record.active_s, record.paused_s) == ("finished", 250.0, 10.0)
    assert record.finished_at == clock.moment
    assert on_disk(path, "SELECT count(*) FROM checkpoint") == [(0,)]
    assert history.unfinished() is None


def test_a_clock_set_back_cannot_make_a_session_end_before_it_began(history, clock):
    session = begin(history)
    clock.tick(-86_400)
    history.finish(session, "finished", 250.0, 10.0)
    record = history.session(session)
    assert record.finished_at == record.started_at + timedelta(seconds=260)


def test_a_clock_set_back_still_makes_the_later_change_the_newer_one(history, path, clock):
    session = begin(history)
    [[before]] = on_disk(path, "SELECT updated_at FROM session")
    clock.tick(-86_400)
    history.set_note(session, "later")
    [[after]] = on_disk(path, "SELECT updated_at FROM session")
    assert after > before


def test_an_interrupted_session_is_offered_with_its_step_and_second(path, clock, timeline):
    step = work_step(timeline, 3)
    with History(path, now=clock) as history:
        session = begin(history)
        history.add_set(session, hold(1))
        history.checkpoint(session, at(timeline, step, 7.5, 60.0))
    with History(path, now=clock) as history:
        found = history.unfinished()
    assert found.session.id == session
    assert found.efforts == 1
    assert found.checkpoint == at(timeline, step, 7.5, 60.0)


def test_the_newest_interrupted_session_is_offered_first(history, clock, timeline):
    older = begin(history)
    history.checkpoint(older, at(timeline, 0, 1.0))
    clock.tick(3600)
    newer = begin(history)
    history.checkpoint(newer, at(timeline, 0, 2.0))
    assert history.unfinished().session.id == newer
    history.close_unfinished(newer)
    assert history.unfinished().session.id == older


def test_a_session_under_way_in_another_program_is_neither_offered_nor_closed(
    path, clock, timeline
):
    with History(path, now=clock) as first:
        session = begin(first)
        first.checkpoint(session, Checkpoint(1, 7.5, 12.5, 0.0, timeline, length_s=25.0))
        clock.tick(3600)
        with History(path, now=clock) as second:
            assert second.live_elsewhere
            assert second.unfinished() is None
        assert first.unfinished().session.id == session
    with History(path, now=clock) as third:  # the first has died or ended
        assert not third.live_elsewhere
        assert third.unfinished().checkpoint.length_s == 25.0


def test_a_folder_that_takes_no_lock_does_without(tmp_path):
    live = LiveSession(tmp_path / "gone" / "session.lock")
    live.take()
    assert not live.elsewhere
    live.release()


def test_a_session_that_died_before_its_first_checkpoint_is_closed_as_stopped(history, clock):
    session = begin(history)
    history.add_set(session, hold())
    clock.tick(120)
    assert history.unfinished() is None
    record = history.session(session)
    assert (record.state, record.active_s) == ("stopped", 20.0)


def test_a_session_begun_this_minute_by_another_program_is_left_alone(history, clock):
    session = begin(history)
    clock.tick(5)
    assert history.unfinished() is None
    assert history.session(session).state == "running"


def test_a_finished_set_moves_the_checkpoint_so_that_it_is_not_done_twice(history, timeline):
    session = begin(history)
    step = work_step(timeline, 1)
    history.checkpoint(session, at(timeline, step, 18.0, 23.0))
    history.add_set(session, hold(1))
    point = history.unfinished().checkpoint
    assert (point.step, point.into_s, point.active_s) == (step + 1, 0.0, 25.0)
    history.close_unfinished(session)
    assert len(history.sets(session)) == 1


def test_a_checkpoint_that_lags_behind_is_moved_past_the_finished_set_too(history, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, 0, 4.0, 4.0))  # still in the ready step of 5 s
    history.add_set(session, hold(1))
    point = history.unfinished().checkpoint
    assert (point.step, point.active_s) == (work_step(timeline, 1) + 1, 25.0)


def test_an_effort_done_again_moves_the_checkpoint_past_the_second_time(history, timeline):
    """An item that comes twice has the same exercise, side and number: the one ahead counts."""
    twice = replace(timeline, steps=lay_out([*timeline.steps, *timeline.steps]))
    session = begin(history)
    again = work_step(twice, 10)
    history.checkpoint(session, at(twice, again, 18.0, 300.0))
    history.add_set(session, hold(10, set_no=1))
    assert history.unfinished().checkpoint.step == again + 1


def test_a_session_killed_after_its_last_set_is_finished(history, timeline):
    session = begin(history)
    last = work_step(timeline, 9)
    history.checkpoint(session, at(timeline, last, 34.0, 300.0))
    history.add_set(
        session,
        hold(9, Side.BOTH, exercise_id=PULSES.id, set_no=1, active_s=35.0),
    )
    assert history.unfinished() is None
    assert history.session(session).state == "finished"


def test_closing_as_it_stands_keeps_the_seconds_under_way_as_a_dropped_set(history, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, work_step(timeline, 1), 14.0, 19.0))
    history.close_unfinished(session)
    [kept] = history.sets(session)
    assert (kept.held_s, kept.target_s, kept.ended_by) == (14.0, 20.0, EndedBy.DROPPED)
    record = history.session(session)
    assert (record.state, record.active_s) == ("stopped", 19.0)
    assert history.unfinished() is None


def test_closing_in_a_series_keeps_whole_reps_and_the_seconds_held_in_them(history, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, work_step(timeline, 9), 17.5, 270.0))
    history.close_unfinished(session)
    [kept] = history.sets(session)
    # Reps of 2-3-2 s: two whole ones (14 s), and 1.5 s into the pause of the third.
    assert (kept.done_reps, kept.held_s, kept.target_reps) == (2, 7.5, 5)


def test_closing_in_a_rest_adds_no_set(history, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, 0, 3.0, 3.0))
    history.close_unfinished(session)
    assert history.sets(session) == []


def test_continuing_goes_on_under_the_same_id(history, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, 3, 2.0, 30.0))
    assert history.continue_session(session).checkpoint.step == 3
    history.finish(session, "finished", 250.0, 0.0)
    with pytest.raises(KeyError):
        history.continue_session(session)


def test_a_checkpoint_nobody_can_read_any_more_costs_no_set(path, clock, timeline):
    with History(path, now=clock) as history:
        session = begin(history)
        history.checkpoint(session, at(timeline, 0, 1.0))
        history.add_set(session, hold())
    other = sqlite3.connect(path)
    other.execute('UPDATE checkpoint SET timeline = \'{"steps": [{"odd": 1}]}\'')
    other.commit()
    other.close()
    clock.tick(3600)
    with History(path, now=clock) as history:
        assert history.unfinished() is None
        assert history.session(session).state == "stopped"
        assert len(history.sets(session)) == 1


def test_the_timeline_is_written_only_when_it_changed(history, path, timeline):
    session = begin(history)
    history.checkpoint(session, at(timeline, 0, 1.0))
    other = sqlite3.connect(path)
    other.execute("UPDATE checkpoint SET timeline = '{}'")
    other.commit()
    other.close()
    history.checkpoint(session, at(timeline, 0, 2.0))
    assert on_disk(path, "SELECT timeline, into_s FROM checkpoint") == [("{}", 2.0)]


def test_the_last_result_is_of_that_side_and_was_not_skipped(history):
    session = begin(history)
    history.add_set(session, hold(1, held_s=18.0))
    later = datetime(2026, 11, 20, 17, 31, tzinfo=UTC)
    history.add_set(session, hold(2, held_s=1.0, ended_by=EndedBy.SKIPPED, started_at=later))
    history.add_set(session, hold(3, Side.RIGHT, held_s=12.0, started_at=later))
    assert history.last_result("copenhagen-hold", Side.LEFT).held_s == 18.0
    assert history.last_result("copenhagen-hold", Side.BOTH) is None


def test_hold_seconds_are_summed_per_local_day_and_side(history, clock):
    clock.moment = clock.moment.replace(hour=0, minute=30)  # the evening before in UTC
    session = begin(history)
    history.add_set(session, hold(1, held_s=20.0))
    history.add_set(session, hold(2, held_s=15.0))
    history.add_set(session, hold(3, Side.RIGHT, held_s=10.0))
    left, right = history.hold_seconds("copenhagen-hold")
    assert (left.day, left.side, left.hold_s) == (date(2026, 11, 20), Side.LEFT, 35.0)
    assert (left.longest_s, left.efforts) == (20.0, 2)
    assert (right.side, right.hold_s) == (Side.RIGHT, 10.0)


def test_exercises_done_lists_each_once_with_the_last_first(history):
    session = begin(history)
    history.add_set(session, hold(1))
    history.add_set(session, hold(2))
    history.add_set(
        session,
        hold(
            3,
            Side.BOTH,
            exercise_id="glute-bridge",
            exercise_name="Glute bridge hold",
            category=Category.STRENGTH,
            measure=Measure.HOLD,
            started_at=datetime(2026, 11, 20, 18, tzinfo=UTC),
        ),
    )
    assert [(one.id, one.efforts) for one in history.exercises_done()] == [
        ("glute-bridge", 1),
        ("copenhagen-hold", 2),
    ]


def test_effort_pain_and_notes_are_added_afterwards_and_can_be_unsaid(history):
    session = begin(history)
    set_id = history.add_set(session, hold())
    history.set_effort(set_id, 9, 1)
    history.set_pain(set_id, 0)
    history.set_session_pain(session, "morning", 2)
    history.set_session_effort(session, 7)
    history.set_note(session, "tired")
    [result] = history.sets(session)
    record = history.session(session)
    assert (result.rpe, result.rir, result.pain) == (9, 1, 0)
    assert (record.pain_morning, record.rpe, record.note) == (2, 7, "tired")
    history.set_pain(set_id, None)
    assert history.sets(session)[0].pain is None


def test_sessions_come_newest_first_a_page_at_a_time(history, clock):
    ids = []
    for _ in range(5):
        ids.append(begin(history))
        clock.tick(60)
    assert [record.id for record in history.sessions(2)] == ids[:2:-1]
    assert [record.id for record in history.sessions(2, offset=4)] == ids[:1]


def test_every_kind_of_workout_can_be_kept(history):
    for kind in Kind:
        session = history.begin("x", "X", kind, 1.0, "1.0")
        assert history.session(session).kind is kind
