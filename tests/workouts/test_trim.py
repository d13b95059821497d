"""However little time is left, what remains of a warm-up ends on the second."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workouts.events import EndedBy, SessionFinished, StepFinished
from workouts.library import load_library
from workouts.model import Side
from workouts.session import Session
from workouts.timeline import StepKind
from workouts.trim import FILLER, remaining_s, trimmed
from workouts.warm_up import Place, Reason, Run, Wishes, compose

LIBRARY = load_library(None)
LIGHT = LIBRARY.exercises[FILLER]
warm_ups = st.builds(
    Wishes,
    seconds=st.integers(1, 15).map(lambda minutes: minutes * 60),
    place=st.sampled_from(Place),
    run=st.none() | st.sampled_from(Run),
).map(lambda wishes: compose(wishes, LIBRARY))


@settings(max_examples=120, deadline=None)
@given(warm_ups, st.data())
def test_what_remains_lasts_as_long_as_there_is(timeline, data):
    index = data.draw(st.integers(0, len(timeline.steps) - 1))
    now = timeline.steps[index]
    into = data.draw(st.floats(0, now.planned_s))
    left = remaining_s(timeline, index, into)
    under_way = now.planned_s - into
    assume(left > under_way)
    seconds = data.draw(st.floats(under_way, left))
    steps = trimmed(timeline, index, into, seconds, LIGHT)
    assert sum(s.planned_s for s in steps[index:]) - into == pytest.approx(seconds, abs=0.002)
    assert steps[: index + 1] == timeline.steps[: index + 1]
    for number in {step.item for step in steps if step.item > now.item}:
        sides = [(s.side, s.reps, s.planned_s) for s in steps
                 if s.item == number and s.kind is StepKind.WORK]  # fmt: skip
        left_side = [rest for side, *rest in sides if side is Side.LEFT]
        assert left_side == [rest for side, *rest in sides if side is Side.RIGHT]
        assert all(seconds > 0 for _, _, seconds in sides)


def test_activation_stays_when_there_is_time_for_one_thing_only():
    whole = compose(Wishes(seconds=480), LIBRARY)
    steps = trimmed(whole, 0, 0.0, 60.0, LIGHT)
    done = {step.exercise.id for step in steps if step.kind is StepKind.WORK}
    assert "glute-bridge" in done
    assert sum(step.planned_s for step in steps) == pytest.approx(60)


def test_the_floor_still_comes_before_standing():
    whole = compose(Wishes(seconds=480), LIBRARY)
    kept = [s.item for s in trimmed(whole, 0, 0.0, 200.0, LIGHT)]
    assert kept == sorted(kept)
    assert any(s.reason == Reason.ACTIVATION for s in trimmed(whole, 0, 0.0, 200.0, LIGHT))


def test_it_is_never_made_longer_nor_shorter_than_what_is_under_way():
    whole = compose(Wishes(seconds=180), LIBRARY)
    with pytest.raises(ValueError, match="longer"):
        trimmed(whole, 0, 0.0, 181.0, LIGHT)
    with pytest.raises(ValueError, match="under way"):
        trimmed(whole, 1, 0.0, 2.0, LIGHT)


@settings(max_examples=80, deadline=None)
@given(warm_ups, st.data())
def test_a_session_that_is_trimmed_ends_on_the_second(timeline, data):
    session = Session(timeline)
    session.start(100.0)
    at = data.draw(st.floats(0, timeline.total_s - 0.5))
    session.advance(100.0 + at)
    paused = data.draw(st.sampled_from((0.0, 60.0)))
    now = 100.0 + at + paused
    if paused:
        session.pause(100.0 + at)
        session.resume(now)
    end = now + data.draw(st.floats(4.0, 900.0))
    before = now + session.remaining_s(now)
    events = session.trim(now, end - now, LIGHT)
    events += session.advance(min(end, before) + 0.01)
    assert isinstance(events[-1], SessionFinished)
    assert events[-1].completed
    lasted = events[-1].at + 100.0 + paused + (3.0 if paused else 0.0)
    assert lasted == pytest.approx(min(end, before), abs=0.01)


def test_with_no_time_left_it_is_over():
    session = Session(compose(Wishes(seconds=180), LIBRARY))
    session.start(0.0)
    session.pause(10.0)
    session.resume(400.0)
    session.trim(400.0, 0.0, LIGHT)
    assert [type(event) for event in session.advance(403.0)][-1] is SessionFinished


def test_reps_cut_short_count_what_was_done():
    whole = compose(Wishes(seconds=60, place=Place.KERB), LIBRARY)
    work = next(step for step in whole.steps if step.kind is StepKind.WORK)
    assert work.rep_s == 4.0
    session = Session(whole)
    session.start(0.0)
    events = session.trim(work.at, 9.0, LIGHT) + session.advance(work.at + 20.0)
    [effort] = [
        event.effort for event in events if isinstance(event, StepFinished) and event.effort
    ]
    assert (effort.done_reps, effort.active_s, effort.ended_by) == (2, 9.0, EndedBy.DONE)
