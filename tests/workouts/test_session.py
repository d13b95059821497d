"""What a session tells, key by key. Times are active seconds; every `now` starts at 1000."""

import pytest

from tests.workouts.samples import (
    HOLD,
    LUNGES,
    REPS,
    SIDE_HOLD,
    SIDE_REPS,
    SQUEEZE,
    WALK,
    item,
    timeline,
)
from workouts.events import (
    EndedBy,
    Part,
    PartStarted,
    Paused,
    RepCounted,
    RepStarted,
    Resumed,
    ResumeStarted,
    SecondLeft,
    SessionFinished,
    StepFinished,
    StepLengthened,
    StepStarted,
    TimelineChanged,
)
from workouts.model import OneSide, Side
from workouts.session import Session, State, next_effort, shown_seconds
from workouts.timeline import StepKind

START = 1000.0


def begun(*items, lead=3.0, **more):
    """A started session and what it told at once."""
    session = Session(timeline(*items, **more), resume_lead_s=lead)
    return session, session.start(START)


def told(events, kind):
    return [event for event in events if isinstance(event, kind)]


def efforts(events):
    return [event.effort for event in told(events, StepFinished) if event.effort]


def at_work(*items, **more):
    """A session that has just begun the first effort."""
    session, _ = begun(*items, **more)
    session.advance(START + session.step.planned_s)
    assert session.step.kind is StepKind.WORK
    return session


def test_a_hold_is_played_to_its_end():
    session, events = begun(item(HOLD, ready_s=2))
    events += session.advance(START + 6)
    assert events == [
        StepStarted(0, session.timeline.steps[0]),
        SecondLeft(0, 2),
        SecondLeft(1, 1),
        StepFinished(2, session.timeline.steps[0], None),
        StepStarted(2, session.timeline.steps[1]),
        SecondLeft(2, 4),
        SecondLeft(3, 3),
        SecondLeft(4, 2),
        SecondLeft(5, 1),
        StepFinished(6, session.timeline.steps[1], efforts(events)[0]),
        SessionFinished(6, completed=True),
    ]
    assert (efforts(events)[0].held_s, efforts(events)[0].ended_by) == (4, EndedBy.TARGET)


def test_a_rep_tells_its_lift_pause_lower_and_gap():
    session, events = begun(item(SIDE_REPS, ready_s=0))
    events += session.advance(START + 1.99)
    moves = [e for e in events if isinstance(e, RepStarted | PartStarted)]
    assert moves == [
        RepStarted(0, 1, 3),
        PartStarted(0.5, 1, Part.PAUSE),
        PartStarted(0.75, 1, Part.LOWER),
        PartStarted(1.5, 1, Part.GAP),
    ]


def test_a_part_of_no_length_is_not_told():
    session, events = begun(item(LUNGES, ready_s=0))
    events += session.advance(START + 100)
    assert {e.part for e in told(events, PartStarted)} == {Part.LOWER}
    assert [e.number for e in told(events, RepStarted)] == [1, 2, 3, 4]


def test_a_walk_counts_its_steps():
    session, events = begun(item(WALK, ready_s=0))
    events += session.advance(START + 100)
    assert [e.number for e in told(events, RepStarted)] == [1, 2, 3, 4, 5, 6]
    assert efforts(events)[0].done_reps == 6


def test_each_side_gets_its_full_time_with_a_switch_between():
    session, events = begun(item(SIDE_HOLD, change_s=5))
    events += session.advance(START + 1000)
    played = [(e.step.kind, e.step.side, e.step.planned_s) for e in told(events, StepStarted)]
    ready, work, between, switch = (
        StepKind.READY,
        StepKind.WORK,
        StepKind.BETWEEN,
        StepKind.SWITCH,
    )
    assert played == [
        (ready, Side.LEFT, 5),
        (work, Side.LEFT, 3),
        (between, Side.LEFT, 2),
        (work, Side.LEFT, 3),
        (switch, Side.RIGHT, 5),
        (work, Side.RIGHT, 3),
        (between, Side.RIGHT, 2),
        (work, Side.RIGHT, 3),
    ]
    assert [e.held_s for e in efforts(events)] == [3, 3, 3, 3]


def test_one_late_call_tells_the_same_as_many_prompt_ones():
    plan = (item(SIDE_HOLD), item(SQUEEZE), item(WALK, ready_s=0))
    (prompt, many), (late, once) = begun(*plan), begun(*plan)
    for tick in range(1, 8001):
        many += prompt.advance(START + tick / 100)
    assert once + late.advance(START + 80) == many
    assert prompt.state is State.FINISHED


@pytest.mark.parametrize("uptime", [0.0, 0.1, 12345.6789, 987654.321])
def test_sleeping_until_due_misses_nothing_and_is_never_woken_in_vain(uptime):
    plan = timeline(item(SIDE_REPS), item(WALK))
    sleeper, late = Session(plan), Session(plan)
    events, once = sleeper.start(uptime), late.start(uptime)
    while sleeper.due is not None:
        woken = sleeper.advance(sleeper.due)
        assert woken
        events += woken
    assert once + late.advance(uptime + 1000) == events


def test_a_pause_costs_nothing_and_goes_on_after_its_lead_in():
    session = at_work(item(HOLD))
    assert session.pause(START + 6.5)[-1] == Paused(6.5)
    assert session.advance(START + 600) == []
    assert session.due is None
    assert session.resume(START + 600) == [ResumeStarted(6.5, 3)]
    assert session.due == START + 603
    assert session.advance(START + 603.4) == [Resumed(6.5)]
    assert session.advance(START + 603.5) == [SecondLeft(7, 2)]


def test_a_second_press_cuts_the_lead_in_short():
    session = at_work(item(HOLD))
    session.pause(START + 6.5)
    session.resume(START + 100)
    assert session.resume(START + 101) == [Resumed(6.5)]
    assert session.due == START + 101.5


def test_a_second_press_that_comes_too_late_takes_nothing_away():
    session = at_work(item(HOLD))
    session.pause(START + 6.5)
    session.resume(START + 100)
    assert session.resume(START + 103.6) == [Resumed(6.5), SecondLeft(7, 2)]
    assert session.active_s(START + 103.6) == pytest.approx(7.1)


def test_without_a_lead_in_it_goes_on_at_once():
    session = at_work(item(HOLD), lead=0.0)
    session.pause(START + 6.5)
    assert session.resume(START + 100) == [Resumed(6.5)]


def test_pausing_in_the_lead_in_keeps_the_pause():
    session = at_work(item(HOLD))
    session.pause(START + 6.5)
    session.resume(START + 100)
    assert session.pause(START + 101) == [Paused(6.5)]
    assert session.advance(START + 500) == []


def test_a_machine_that_slept_pauses_where_it_was_left():
    session = at_work(item(HOLD))
    due = session.due
    assert session.pause(due, asleep=True) == [SecondLeft(6, 3), Paused(6, asleep=True)]
    assert session.view(START + 9999).left == 3


def test_a_dropped_hold_keeps_what_was_held():
    session = at_work(item(HOLD))
    events = session.drop(START + 5 + 2.75)
    assert efforts(events)[0].held_s == pytest.approx(2.75)
    assert efforts(events)[0].ended_by is EndedBy.DROPPED


def test_a_hold_paused_and_dropped_counts_only_the_time_held():
    session = at_work(item(HOLD))
    session.pause(START + 6)
    session.resume(START + 50)
    events = session.advance(START + 53) + session.drop(START + 54.5)
    assert efforts(events)[0].held_s == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("seconds", "reps"), [(0, 0), (2.49, 0), (2.5, 1), (4.99, 1), (5, 2), (9.99, 3)]
)
def test_a_rep_counts_when_its_last_part_has_ended(seconds, reps):
    session = at_work(item(REPS))
    assert efforts(session.drop(START + 5 + seconds))[0].done_reps == reps


def test_the_gap_after_a_rep_is_not_needed_for_it_to_count():
    session = at_work(item(SIDE_REPS))
    assert efforts(session.drop(START + 5 + 1.5))[0].done_reps == 1
    session = at_work(item(SIDE_REPS))
    assert efforts(session.drop(START + 5 + 2))[0].done_reps == 1


def test_reps_that_hold_keep_the_seconds_held():
    session = at_work(item(SQUEEZE))
    effort = efforts(session.drop(START + 5 + 5 + 1 + 2.25))[0]
    assert (effort.done_reps, effort.held_s) == (1, 5.25)


def test_done_ends_paced_reps_early_with_the_reps_completed():
    session = at_work(item(REPS))
    effort = efforts(session.done(START + 5 + 6))[0]
    assert (effort.done_reps, effort.ended_by) == (2, EndedBy.DONE)


def test_done_and_drop_mean_nothing_outside_of_work():
    session, _ = begun(item(HOLD))
    assert session.done(START + 0.5) == session.drop(START + 0.5) == []


def test_skipping_leaves_any_step_at_once():
    session, _ = begun(item(HOLD))
    events = session.skip(START + 0.5)
    assert [type(e) for e in events] == [StepFinished, StepStarted, SecondLeft]
    assert events[0].effort is None
    effort = efforts(session.skip(START + 1.5))[0]
    assert (effort.held_s, effort.ended_by) == (1, EndedBy.SKIPPED)
    assert session.state is State.FINISHED


def test_back_starts_the_step_again_and_soon_after_the_one_before():
    session = at_work(item(HOLD))
    session.back(START + 8)
    assert (session.step.kind, session.view(START + 8).into) == (StepKind.WORK, 0)
    session.back(START + 9.9)
    assert session.step.kind is StepKind.READY


def test_back_at_the_very_start_starts_again():
    session, _ = begun(item(HOLD))
    session.back(START + 0.5)
    assert session.step.index == 0


def test_seek_goes_to_any_step_and_only_to_one_that_exists():
    session, _ = begun(item(SIDE_HOLD))
    session.seek(START + 1, 5)
    assert session.step.index == 5
    for index in (-1, 8):
        with pytest.raises(IndexError):
            session.seek(START + 1, index)


def test_keys_work_while_paused_and_time_stays_still():
    session, _ = begun(item(SIDE_HOLD))
    session.pause(START + 1)
    session.skip(START + 50)
    session.skip(START + 60)
    assert (session.step.index, session.state) == (2, State.PAUSED)
    assert session.view(START + 70).into == 0
    assert session.active_s(START + 70) == 1


def test_a_key_in_the_lead_in_means_go():
    session = at_work(item(HOLD))
    session.pause(START + 6)
    session.resume(START + 50)
    assert session.drop(START + 51)[0] == Resumed(6)


def test_ten_more_seconds_of_rest():
    session, _ = begun(item(HOLD), item(HOLD), rest_s=10)
    session.seek(START, 2)
    assert session.extend(START + 4, 10)[-1] == StepLengthened(4, 20)
    seconds = told(session.advance(START + 20), SecondLeft)
    assert [e.left for e in seconds][:3] == [15, 14, 13]
    assert session.step.kind is StepKind.READY


def test_shortening_below_what_is_gone_ends_the_step_now():
    session = at_work(item(HOLD))
    events = session.extend(START + 5 + 2.5, -10)
    assert efforts(events)[0].held_s == 2.5
    assert events[-1] == SessionFinished(7.5, completed=True)


def test_shortening_while_paused_ends_the_step_when_it_goes_on():
    session, _ = begun(item(HOLD), lead=0.0)
    session.pause(START)
    session.extend(START + 9, -100)
    assert session.view(START + 10).left == 0
    session.resume(START + 10)
    assert session.step.kind is StepKind.WORK


def test_a_lengthened_hold_counts_in_full():
    session = at_work(item(HOLD))
    session.extend(START + 6, 10)
    assert efforts(session.advance(START + 100))[0].held_s == 14


def test_paced_reps_cannot_be_stretched():
    session = at_work(item(REPS))
    assert told(session.extend(START + 6, 10), StepLengthened) == []
    assert session.view(START + 6).length == 10


def test_a_self_paced_set_waits_for_the_athlete():
    session = at_work(item(REPS, self_paced=True))
    assert session.due is None
    assert session.advance(START + 500) == []
    assert session.view(START + 500).left is None
    assert session.count(START + 501) == [RepCounted(501, 1, 4)]
    assert session.view(START + 501).rep == 1
    session.count(START + 502)
    effort = efforts(session.done(START + 503))[0]
    assert (effort.done_reps, effort.active_s) == (2, 498)


def test_a_self_paced_set_done_without_counting_is_its_target():
    session = at_work(item(REPS, self_paced=True))
    assert efforts(session.done(START + 30))[0].done_reps == 4


def test_a_self_paced_set_dropped_without_counting_is_nothing():
    session = at_work(item(REPS, self_paced=True))
    assert efforts(session.drop(START + 30))[0].done_reps == 0


def test_counting_means_nothing_in_a_paced_set():
    session = at_work(item(REPS))
    assert told(session.count(START + 5.1), RepCounted) == []


def test_swapping_before_the_first_effort_starts_with_the_other_side():
    session, _ = begun(item(SIDE_HOLD))
    session.swap_sides(START + 1)
    assert [s.side for s in session.timeline.steps if s.kind is StepKind.WORK] == [
        Side.RIGHT,
        Side.RIGHT,
        Side.LEFT,
        Side.LEFT,
    ]


def test_swapping_once_begun_leaves_this_exercise_and_turns_the_next():
    session = at_work(item(SIDE_HOLD), item(SIDE_REPS))
    changed = session.swap_sides(START + 6)[-1]
    assert isinstance(changed, TimelineChanged)
    works = [s for s in changed.timeline.steps if s.kind is StepKind.WORK]
    assert [s.side for s in works if s.item == 0] == [Side.LEFT] * 2 + [Side.RIGHT] * 2
    assert [s.side for s in works if s.item == 1] == [Side.RIGHT, Side.LEFT]


def test_an_item_kept_to_one_side_stays_on_it_when_sides_are_swapped():
    session, _ = begun(item(SIDE_HOLD), item(SIDE_REPS, side=OneSide.LEFT))
    session.swap_sides(START + 1)
    works = [s for s in session.timeline.steps if s.kind is StepKind.WORK]
    assert [s.side for s in works if s.item == 0] == [Side.RIGHT] * 2 + [Side.LEFT] * 2
    assert [s.side for s in works if s.item == 1] == [Side.LEFT]


def test_a_variation_chosen_after_swapping_begins_on_the_swapped_side():
    session, _ = begun(item(HOLD))
    session.swap_sides(START + 1)
    session.swap_exercise(START + 2, SIDE_REPS)
    works = [s for s in session.timeline.steps if s.kind is StepKind.WORK]
    assert [s.side for s in works] == [Side.RIGHT, Side.LEFT]


def test_what_is_under_way_cannot_be_rearranged_away():
    session = at_work(item(HOLD))
    with pytest.raises(ValueError, match="cannot be rearranged"):
        session.rearrange(START + 6, list(session.timeline.steps[:1]))


def test_stopping_keeps_what_was_done_and_says_it_was_not_completed():
    session = at_work(item(HOLD))
    events = session.stop(START + 5 + 1.5)
    assert efforts(events)[0].held_s == 1.5
    assert events[-1] == SessionFinished(6.5, completed=False)
    assert session.stop(START + 10) == []


def test_nothing_happens_after_the_end():
    session, _ = begun(item(HOLD))
    session.advance(START + 100)
    later = START + 200
    for press in (session.skip, session.back, session.done, session.drop, session.count):
        assert press(later) == []
    for press in (session.pause, session.resume, session.advance, session.swap_sides):
        assert press(later) == []
    assert session.extend(later, 10) == session.seek(later, 0) == session.stop(later) == []
    assert session.view(later).left == 0


def test_nothing_happens_before_the_start():
    session = Session(timeline(item(HOLD)))
    for press in (session.skip, session.back, session.done, session.drop, session.count):
        assert press(START) == []
    for press in (session.pause, session.resume, session.advance, session.swap_sides):
        assert press(START) == []
    assert session.view(START).left == 5
    assert session.start(START)
    assert session.start(START) == []


def test_a_session_continues_in_the_second_where_it_was_cut_off():
    whole = timeline(item(HOLD))
    session = Session(whole, at_step=1, into_s=2.5, active_s=7.5)
    events = session.start(START)
    assert events == [StepStarted(7.5, whole.steps[1], into=2.5)]
    assert session.due == START + 0.5
    events = session.advance(START + 1.5)
    assert events[0] == SecondLeft(8, 1)
    assert efforts(events)[0].held_s == 4


def test_a_continued_step_keeps_the_seconds_that_were_added_to_it():
    whole = timeline(item(HOLD))
    session = Session(whole, at_step=1, into_s=3.5, active_s=8.5, length_s=9)
    session.start(START)
    assert session.view(START).left == 5.5
    assert efforts(session.advance(START + 6))[0].held_s == 9


def test_a_hold_made_shorter_ends_as_done_and_one_made_longer_at_its_target():
    shorter, longer = at_work(item(HOLD)), at_work(item(HOLD))
    shorter.extend(START + 5, -1)
    longer.extend(START + 5, 2)
    assert next((e.held_s, e.ended_by) for e in efforts(shorter.advance(START + 60))) == (
        3,
        EndedBy.DONE,
    )
    assert next((e.held_s, e.ended_by) for e in efforts(longer.advance(START + 60))) == (
        6,
        EndedBy.TARGET,
    )


def test_a_continued_self_paced_set_remembers_its_count():
    whole = timeline(item(REPS, self_paced=True))
    session = Session(whole, at_step=1, into_s=20, active_s=25, counted=3)
    session.start(START)
    assert session.view(START).rep == 3
    assert efforts(session.drop(START + 1))[0].done_reps == 3


def test_a_continued_session_left_before_it_starts_ends_where_it_was():
    session = Session(timeline(item(HOLD)), at_step=1, into_s=2, active_s=7)
    assert session.stop(START) == [SessionFinished(7, completed=False)]


def test_a_workout_without_steps_is_refused():
    with pytest.raises(ValueError, match="no steps"):
        Session(timeline())


def test_the_view_shows_rep_part_and_phase():
    session = at_work(item(REPS))
    seen = [
        (view.rep, view.part, round(view.phase, 3))
        for seconds in (0, 0.5, 1, 1.4, 2, 2.5, 9.75)
        for view in [session.view(START + 5 + seconds)]
    ]
    assert seen == [
        (1, Part.LIFT, 0.0),
        (1, Part.LIFT, 0.25),
        (1, Part.PAUSE, 0.5),
        (1, Part.PAUSE, 0.5),
        (1, Part.LOWER, 0.75),
        (2, Part.LIFT, 0.0),
        (4, Part.LOWER, 0.875),
    ]


def test_a_view_asked_late_shows_the_end_of_its_step():
    session, _ = begun(item(HOLD))
    view = session.view(START + 60)
    assert (view.into, view.left, view.phase) == (5, 0, 0.5)


def test_the_figure_rises_into_a_hold_and_sinks_out_of_it():
    session, _ = begun(item(SIDE_HOLD, change_s=8))
    assert session.view(START + 3).phase == 0
    assert session.view(START + 4).phase == 0.25
    session.advance(START + 5)
    assert session.view(START + 6).phase == 0.5
    session.seek(START + 6, 4)
    assert [session.view(START + 6 + s).phase for s in (0, 1, 4, 7)] == [0.5, 0.75, 0, 0.25]


def test_the_next_effort_is_the_next_work_step():
    whole = timeline(item(SIDE_HOLD))
    assert next_effort(whole, 0).index == 1
    assert next_effort(whole, 1).index == 3
    assert next_effort(whole, 7) is None


@pytest.mark.parametrize(("left", "shown"), [(20, 20), (19.2, 20), (0.1, 1), (0, 0), (-1, 0)])
def test_a_countdown_shows_one_until_the_end(left, shown):
    assert shown_seconds(left) == shown
