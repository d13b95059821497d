"""What the sets of a session say, and how an accepted dose is laid over workouts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workouts.events import EndedBy
from workouts.library import load_library
from workouts.model import Category, Dose, Kind, Measure, Side
from workouts.next_dose import decisions, outcome_of
from workouts.own_dose import OwnDose
from workouts.progression import Athlete
from workouts.records import SessionRecord, SetResult
from workouts.rules import standard_rules

LIBRARY = load_library(None)
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
SESSION = SessionRecord("s", "w", "W", Kind.ADDUCTOR, AT, AT, "finished", 60, 60, 0)


def hold(side=Side.LEFT, held=15.0, *, number=1, round_no=1, **more):
    ended = EndedBy.TARGET if held >= 15 else EndedBy.DROPPED
    told = {"ended_by": ended, **more}
    return SetResult(
        number, "copenhagen-hold", "Hold", side, round_no, number, Measure.HOLD,
        Category.ADDUCTOR, None, 15.0, None, held, started_at=AT, active_s=held, **told,
    )  # fmt: skip


def reps(done, target=10, side=Side.BOTH, *, exercise="heel-raise", **more):
    return SetResult(
        1, exercise, exercise, side, 1, 1, Measure.REPS, Category.FOOT_CONTROL, target, None,
        done, None, EndedBy.DONE, AT, 30.0, **more,
    )  # fmt: skip


EXERCISE = LIBRARY.exercises["copenhagen-hold"]


def test_the_dose_is_read_from_the_sets_that_were_planned():
    sets = [hold(side, number=n, round_no=r) for r in (1, 2)
            for side in (Side.LEFT, Side.RIGHT) for n in (1, 2, 3, 4)]  # fmt: skip
    told = outcome_of(EXERCISE, SESSION, sets)
    assert (told.dose.sets, told.dose.repeats, told.dose.hold_s) == (2, 4, 15.0)
    assert told.completion == 1.0


def test_the_side_that_did_less_speaks_for_both():
    sets = [hold(Side.LEFT), hold(Side.RIGHT, 7.5)]
    assert outcome_of(EXERCISE, SESSION, sets).completion == 0.5


def test_one_side_alone_is_enough_and_a_skipped_exercise_says_nothing():
    assert outcome_of(EXERCISE, SESSION, [hold()]).completion == 1.0
    skipped = [hold(ended_by=EndedBy.SKIPPED, held=0.0)]
    assert outcome_of(EXERCISE, SESSION, skipped) is None


def test_a_dropped_hold_counts_what_was_held():
    assert outcome_of(EXERCISE, SESSION, [hold(held=12.0)]).completion == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("in_set", "in_session", "told"), [(None, None, None), (None, 4, 4), (2, 6, 2), (0, None, 0)]
)
def test_pain_that_was_not_told_stays_unknown(in_set, in_session, told):
    session = replace(SESSION, pain_worst=in_session)
    assert outcome_of(EXERCISE, session, [hold(pain=in_set)]).pain_during == told


def test_reps_beyond_the_target_in_the_last_set_are_the_bonus():
    exercise = LIBRARY.exercises["heel-raise"]
    told = outcome_of(exercise, SESSION, [reps(10), reps(13)])
    assert (told.bonus, told.completion, told.dose.reps) == (3, 1.0, 10)


def test_both_legs_of_an_alternating_exercise_are_one_dose():
    exercise = LIBRARY.exercises["glute-bridge-march"]
    sets = [reps(16, 16, Side.ALTERNATING, exercise=exercise.id)]
    assert outcome_of(exercise, SESSION, sets).dose.reps == 8


def decided(sets, session=SESSION, earlier=None):
    return decisions(
        session, sets, earlier or {}, {}, LIBRARY.exercises, Athlete(), standard_rules()
    )


def test_a_session_leads_to_one_decision_an_exercise():
    told = [hold(rpe=7), hold(Side.RIGHT, rpe=7)]
    [decision] = decided(told)
    assert (decision.rule, decision.dose.hold_s) == ("R7b", 17.0)
    assert decided(told, replace(SESSION, kind=Kind.WARM_UP)) == []


def test_what_happened_twice_running_is_seen_from_the_session_before():
    hard = [hold(rpe=9)]
    assert decided(hard)[0].rule == "R5a"
    earlier = {"copenhagen-hold": (replace(SESSION, id="e"), hard)}
    assert decided(hard, earlier=earlier)[0].rule == "R5b"


def test_an_accepted_dose_stands_in_strength_work_and_nowhere_else():
    own = OwnDose("copenhagen-hold", Dose(repeats=5, hold_s=18))
    library = replace(LIBRARY, doses={"copenhagen-hold": own})
    steps = [s for s in library.timeline("adductor-ladder").steps
             if s.exercise.id == "copenhagen-hold" and s.kind == "work"]  # fmt: skip
    assert {s.planned_s for s in steps} == {18.0}
    assert len([s for s in steps if s.side is Side.LEFT]) == 5
    bridge = OwnDose("glute-bridge", Dose(hold_s=60))
    warm = replace(LIBRARY, doses={"glute-bridge": bridge})
    assert warm.timeline("pre-run-1") == LIBRARY.timeline("pre-run-1")


def test_the_next_level_takes_the_place_of_the_exercise():
    own = OwnDose("copenhagen-high-hold", Dose(repeats=4, hold_s=10))
    library = replace(LIBRARY, doses={"copenhagen-hold": own})
    done = {s.exercise.id for s in library.timeline("adductor-ladder").steps}
    assert "copenhagen-high-hold" in done
    assert "copenhagen-hold" not in done


def test_an_exercise_that_is_gone_leaves_the_workout_as_it_is():
    library = replace(LIBRARY, doses={"copenhagen-hold": OwnDose("gone", Dose())})
    assert library.timeline("adductor-ladder") == LIBRARY.timeline("adductor-ladder")
