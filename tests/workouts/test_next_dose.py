"""What the sets of a session say, and how an accepted dose is laid over workouts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.dosing import amount, halved, less
from workouts.events import EndedBy
from workouts.library import load_library
from workouts.model import Category, Dose, Kind, Measure, Side
from workouts.next_dose import decisions, outcome_of
from workouts.own_dose import OwnDose, band_of
from workouts.progression import Athlete, Flags, Outcome, decide
from workouts.records import SessionRecord, SetResult
from workouts.rules import standard_rules
from workouts.timeline import AS_WRITTEN

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


# -- each side by itself


def both(left, right):
    return [*left, *right]


def test_a_side_that_did_all_grows_while_the_other_stays():
    sets = both([hold(held=13.0, rpe=7)], [hold(Side.RIGHT, rpe=7)])
    left, right = decided(sets)
    assert (left.side, left.rule, left.dose.hold_s) == (Side.LEFT, "R4c", 15.0)
    assert (right.side, right.rule, right.dose.hold_s) == (Side.RIGHT, "R7b", 17.0)


def test_effort_told_for_one_side_alone_counts_for_both():
    [decision] = decided(both([hold()], [hold(Side.RIGHT, rpe=7)]))
    assert (decision.side, decision.rule) == (None, "R7b")


def test_each_side_is_asked_for_its_own_effort():
    left, right = decided(both([hold(rpe=9)], [hold(Side.RIGHT, rpe=5)]))
    assert (left.rule, left.dose.hold_s) == ("R5a", 15.0)
    assert (right.rule, right.dose.hold_s) == ("R7a", 20.0)


def test_pain_on_one_side_holds_both_back():
    sets = both([hold(rpe=7, pain=5)], [hold(Side.RIGHT, rpe=5, pain=0)])
    [decision] = decided(sets)
    assert (decision.side, decision.rule) == (None, "R1a")


def test_a_side_a_good_step_ahead_waits_for_the_other():
    ahead = [replace(hold(Side.RIGHT, rpe=5), target_s=19.0, held_s=19.0)]
    behind = [replace(hold(rpe=9), target_s=12.0, held_s=12.0)]
    left, right = decided(both(behind, ahead))
    assert (left.rule, right.rule) == ("R5a", "side-waits")
    assert right.dose.hold_s == right.old_dose.hold_s == 19.0
    assert not right.changes


def test_another_exercise_is_for_both_sides():
    earlier = {
        "copenhagen-hold": (replace(SESSION, id="e"), both([hold(held=7.0)], [hold(Side.RIGHT)]))
    }
    sets = both([hold(held=7.0, rpe=9)], [hold(Side.RIGHT, rpe=5)])
    [decision] = decided(sets, earlier=earlier)
    assert (decision.side, decision.rule) == (None, "R4b")
    assert decision.exercise != "copenhagen-hold"


def test_one_side_alone_leads_to_one_decision_for_both():
    [decision] = decided([hold(rpe=7)])
    assert (decision.side, decision.rule) == (None, "R7b")


def test_nothing_grows_in_an_easier_week():
    sets = both([hold(rpe=5)], [hold(Side.RIGHT, rpe=5)])
    [decision] = decisions(
        SESSION, sets, {}, {}, LIBRARY.exercises, Athlete(), standard_rules(), easier_week=True
    )
    assert (decision.rule, decision.changes) == ("deload", False)


def test_growth_of_one_side_this_week_counts_for_it_and_growth_of_both_for_either():
    sets = both([hold(rpe=5)], [hold(Side.RIGHT, rpe=5)])
    adds = {("copenhagen-hold", None): 1, ("copenhagen-hold", Side.LEFT): 1}
    left, right = decisions(
        SESSION, sets, {}, adds, LIBRARY.exercises, Athlete(), standard_rules()
    )
    assert (left.rule, right.rule) == ("R7-week", "R7a")


def laid_out(doses, options=AS_WRITTEN, id_="adductor-ladder"):
    library = replace(LIBRARY, doses=doses)
    return library.timeline(id_, options)


def works(timeline, exercise):
    return [
        (step.side, step.planned_s)
        for step in timeline.steps
        if step.kind == "work" and step.exercise.id == exercise
    ]


def test_each_side_is_guided_through_its_own_dose():
    own = OwnDose("copenhagen-hold", None, sides={Side.LEFT: Dose(repeats=3, hold_s=17)})
    timeline = laid_out({"copenhagen-hold": own})
    usual = works(laid_out({}), "copenhagen-hold")
    right = [one for one in usual if one[0] is Side.RIGHT]
    assert works(timeline, "copenhagen-hold") == [(Side.LEFT, 17.0)] * 3 + right
    assert timeline.total_s < laid_out({}).total_s


def test_the_weaker_side_begins_and_does_one_set_more_in_one_exercise():
    own = OwnDose("adductor-hold-test", None, "LSI", weaker=Side.RIGHT)
    found = works(laid_out({"adductor-hold-test": own}), "copenhagen-hold")
    usual = works(laid_out({}), "copenhagen-hold")
    assert found[0][0] is Side.RIGHT
    sides = [side for side, _ in found]
    timeline = laid_out({"adductor-hold-test": own})
    every = [step.side for step in timeline.steps if step.kind == "work"]
    before = [step.side for step in laid_out({}).steps if step.kind == "work"]
    assert every.count(Side.RIGHT) == before.count(Side.RIGHT) + 1, "one set more, never two"
    assert every.count(Side.LEFT) == before.count(Side.LEFT)
    assert len(sides) in (len(usual), len(usual) + 1)


def test_a_warm_up_knows_nothing_of_a_weaker_side():
    own = OwnDose("side-plank-test", None, "LSI", weaker=Side.RIGHT)
    doses = {"side-plank-test": own}
    assert laid_out(doses, id_="pre-run-5").steps == laid_out({}, id_="pre-run-5").steps


def test_what_took_the_place_of_an_exercise_grows_on_its_own():
    easier, at_first = "copenhagen-long-supported", Dose(repeats=4, hold_s=10)
    doses = {
        "copenhagen-hold": OwnDose(easier, at_first, "R1a", at="2030-01-01"),
        easier: OwnDose(easier, Dose(repeats=4, hold_s=14), "R7b", at="2030-01-03"),
    }
    assert {seconds for _, seconds in works(laid_out(doses), easier)} == {14.0}
    doses[easier] = OwnDose("copenhagen-hold", at_first, "R6a", at="2030-01-09")
    assert {seconds for _, seconds in works(laid_out(doses), "copenhagen-hold")} == {10.0}


TOLD = st.one_of(st.none(), st.integers(0, 10))


@st.composite
def sessions_of_holds(draw):
    """Holds of both sides as they may be kept, with effort and pain told or not."""
    found = []
    for side in (Side.LEFT, Side.RIGHT):
        target = draw(st.sampled_from([10.0, 15.0, 18.0, 20.0]))
        for number in range(1, draw(st.integers(0, 4)) + 1):
            held = draw(st.floats(0, 30))
            told = hold(side, held, number=number, rpe=draw(TOLD), pain=draw(TOLD))
            found.append(
                replace(told, target_s=target, form_ok=draw(st.sampled_from([None, True, False])))
            )
    return found


@given(sessions_of_holds(), st.integers(0, 3))
def test_whatever_was_done_each_side_is_decided_once_and_stays_in_its_range(sets, grown):
    adds = {("copenhagen-hold", None): grown}
    session = replace(SESSION, pain_worst=None)
    arguments = (session, sets, {}, adds, LIBRARY.exercises, Athlete(), standard_rules())
    told = decisions(*arguments)
    assert told == decisions(*arguments), "the same history, the same decision"
    assert len({(one.old_exercise, one.side) for one in told}) == len(told)
    assert not (len(told) > 1 and None in {one.side for one in told})
    worst = max((one.pain for one in sets if one.pain is not None), default=0)
    for one in told:
        exercise = LIBRARY.exercises[one.exercise]
        low, high = exercise.range["hold_s"]
        assert low <= amount(one.dose, "hold_s") <= high or one.dose == one.old_dose
        more = one.exercise == one.old_exercise and amount(one.dose, "hold_s") > amount(
            one.old_dose, "hold_s"
        )
        assert not (more and (worst > 3 or grown >= 2))
    amounts = {one.side: amount(one.dose, "hold_s") for one in told if one.side}
    if any(one.rule in ("R7a", "R7b") for one in told) and len(amounts) == 2:
        grew = next(one for one in told if one.rule in ("R7a", "R7b"))
        other = amounts[Side.RIGHT if grew.side is Side.LEFT else Side.LEFT]
        assert amounts[grew.side] - other <= standard_rules().add_hold_easy_s


# -- bands


def topped(exercise, side):
    top = int(exercise.step_up_at["reps"])
    return reps(top + 2, top, side, exercise=exercise.id, rpe=6)


def test_at_the_top_twice_running_a_stronger_band_comes_before_another_exercise():
    exercise = LIBRARY.exercises["banded-clamshell"]
    sets = [topped(exercise, side) for side in (Side.LEFT, Side.RIGHT)]
    before = {exercise.id: (replace(SESSION, id="e"), sets)}
    athlete = Athlete(bands=("light", "medium"))
    [decision] = decisions(
        SESSION, sets, before, {}, LIBRARY.exercises, athlete, standard_rules(),
        bands={exercise.id: "light"},
    )  # fmt: skip
    assert (decision.rule, decision.band, decision.side) == ("R6-band", "medium", None)
    assert decision.dose.reps == exercise.range["reps"][0]
    [heaviest] = decisions(
        SESSION, sets, before, {}, LIBRARY.exercises, athlete, standard_rules(),
        bands={exercise.id: "medium"},
    )  # fmt: skip
    assert heaviest.band == ""


def test_the_lightest_band_is_the_first_and_an_accepted_one_stays():
    exercise = LIBRARY.exercises["banded-clamshell"]
    assert band_of(exercise, {}, ("medium", "heavy")) == "medium"
    assert band_of(exercise, {}, ()) == ""
    own = OwnDose(exercise.id, exercise.dose, "R6-band", "heavy")
    assert band_of(exercise, {exercise.id: own}, ("light", "heavy")) == "heavy"
    assert band_of(EXERCISE, {}, ("light",)) == "", "done without a band"


def test_the_set_more_of_the_weaker_side_does_not_become_its_dose():
    left = [hold(number=n, rpe=7) for n in (1, 2, 3, 4, 5)]
    right = [hold(Side.RIGHT, number=n, rpe=7) for n in (1, 2, 3, 4)]
    [decision] = decisions(
        SESSION, both(left, right), {}, {}, LIBRARY.exercises, Athlete(), standard_rules(),
        weaker={"copenhagen-hold": Side.LEFT},
    )  # fmt: skip
    assert (decision.side, decision.dose.repeats, decision.dose.hold_s) == (None, 4, 17.0)


def test_where_sets_are_the_rounds_of_a_workout_half_is_half_of_each():
    exercise, dose = LIBRARY.exercises["heel-raise"], Dose(sets=2, reps=24)
    assert (halved(exercise, dose).sets, halved(exercise, dose).reps) == (1, 24)
    stays = halved(exercise, dose, sets_stay=True)
    assert (stays.sets, stays.reps) == (2, 12)
    least = less(exercise, Dose(sets=2, reps=10), 20, sets_stay=True)
    assert (least.sets, least.reps) == (2, 10)


def test_no_set_is_added_where_they_stay():
    exercise = LIBRARY.exercises["heel-raise"]
    top = int(exercise.range["reps"][1])
    told = Outcome(exercise, Dose(sets=2, reps=top), bonus=2, rpe=7, rir=4,
                   before=Flags(bonus=2))  # fmt: skip
    assert decide(told, LIBRARY.exercises, Athlete(sets_stay=True)).rule != "R6b"


def test_where_there_is_no_less_of_it_the_easier_exercise_follows_pain():
    morning = replace(SESSION, pain_before=0, pain_worst=1, pain_morning=3)
    [decision] = decided(both([hold(rpe=7)], [hold(Side.RIGHT, rpe=7)]), morning)
    assert decision.rule == "R2a"
    assert decision.exercise == "copenhagen-long-supported"
