"""Workouts laid out in time: what follows what, on which side, and for how long."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.workouts.samples import (
    ADDUCTOR_HOLD,
    EXERCISES,
    HOLD,
    LUNGES,
    REPS,
    SIDE_HOLD,
    SIDE_REPS,
    SQUEEZE,
    WALK,
    exercise,
    item,
    timeline,
)
from workouts.library import load_library
from workouts.model import Category, Dose, Kind, Measure, OneSide, Position, Side, Sided
from workouts.timeline import (
    Options,
    StepKind,
    compile_workout,
    lay_out,
    single_exercise,
    with_variation,
)

BUILT_IN = load_library()

# Seconds, as the catalogue of exercises and workouts states them.
TOTALS = {
    "pre-run-1": 60,
    "pre-run-1-kerb": 60,
    "pre-run-3": 180,
    "pre-run-5": 300,
    "pre-run-8": 480,
    "hip-strength-1": 1452,
    "hip-strength-2": 1704,
    "hip-strength-3": 1734,
    "hip-extension": 1416,
    "adductor-ladder": 446,
    "lunge-matrix": 545,
    "mini-band": 1467,
    "stability-ball": 1167,
    "no-equipment": 1491,
    "hip-flow": 730,
    "tight-hip-stretches": 600,
    "foot-control": 1046,
    "technique-reset": 290,
    "post-run-recovery": 410,
    "self-test-screen": 1085,
}


def kinds(plan):
    return [step.kind.value for step in plan.steps]


def seconds(plan, kind):
    return [step.planned_s for step in plan.steps if step.kind is kind]


def works(plan):
    return [step for step in plan.steps if step.kind is StepKind.WORK]


def test_every_shipped_workout_has_its_total_in_this_table():
    assert set(TOTALS) == set(BUILT_IN.workouts)


@pytest.mark.parametrize("id_", TOTALS)
def test_a_shipped_workout_lasts_as_long_as_the_catalogue_says(id_):
    plan = BUILT_IN.timeline(id_)
    assert plan.total_s == TOTALS[id_]
    assert sum(step.planned_s for step in plan.steps) == pytest.approx(TOTALS[id_], abs=0.0005)


@pytest.mark.parametrize("id_", [*BUILT_IN.workouts, *BUILT_IN.exercises])
def test_every_step_begins_where_the_one_before_it_ended(id_):
    steps = BUILT_IN.timeline(id_).steps
    assert [step.index for step in steps] == list(range(len(steps)))
    assert steps[0].at == 0
    for before, after in pairwise(steps):
        assert after.at == pytest.approx(before.at + before.planned_s, abs=0.001)


@pytest.mark.parametrize("id_", [*BUILT_IN.workouts, *BUILT_IN.exercises])
def test_both_sides_get_the_same_work(id_):
    done = {side: [] for side in Side}
    for step in works(BUILT_IN.timeline(id_)):
        done[step.side].append((step.round_no, step.item, step.set_no, step.planned_s, step.reps))
    assert sorted(done[Side.LEFT]) == sorted(done[Side.RIGHT])


@pytest.mark.parametrize("id_", BUILT_IN.exercises)
def test_a_single_exercise_is_one_default_set_with_its_ready_time(id_):
    of = BUILT_IN.exercises[id_]
    plan = BUILT_IN.timeline(id_)
    assert plan.steps[0].kind is StepKind.READY
    assert plan.steps[0].planned_s == 5
    efforts = of.dose.repeats if of.measure is Measure.HOLD else 1
    sides = 2 if of.sided is Sided.EACH_SIDE else 1
    assert len(works(plan)) == efforts * sides


@pytest.mark.parametrize("category", Category)
def test_every_category_of_exercise_makes_a_kind_of_session(category):
    assert isinstance(single_exercise(exercise("x", Measure.HOLD, category=category)).kind, Kind)


def test_a_hold_with_repeats_is_one_effort_each_with_gaps_between():
    plan = timeline(item(SIDE_HOLD))
    assert kinds(plan) == ["ready", *["work", "between", "work"], "switch", *kinds(plan)[1:4]]
    assert [(s.side, s.set_no, s.sets) for s in works(plan)] == [
        (Side.LEFT, 1, 2),
        (Side.LEFT, 2, 2),
        (Side.RIGHT, 1, 2),
        (Side.RIGHT, 2, 2),
    ]


def test_a_gap_belongs_to_the_effort_that_follows_it():
    between = [s for s in timeline(item(SIDE_HOLD)).steps if s.kind is StepKind.BETWEEN]
    assert [(s.side, s.set_no) for s in between] == [(Side.LEFT, 2), (Side.RIGHT, 2)]
    switch = next(s for s in timeline(item(SIDE_HOLD)).steps if s.kind is StepKind.SWITCH)
    assert (switch.side, switch.set_no) == (Side.RIGHT, 1)


def test_the_switch_takes_five_seconds():
    assert seconds(timeline(item(SIDE_HOLD)), StepKind.SWITCH) == [5]


def test_the_switch_takes_ten_seconds_for_adductors_in_plank():
    assert seconds(timeline(item(ADDUCTOR_HOLD)), StepKind.SWITCH) == [10]


@pytest.mark.parametrize(
    ("category", "position"),
    [(Category.ADDUCTOR, Position.SIDE_LYING), (Category.STRENGTH, Position.PLANK)],
)
def test_only_adductor_and_plank_together_need_the_longer_switch(category, position):
    of = exercise(
        "x",
        Measure.HOLD,
        Sided.EACH_SIDE,
        category=category,
        position=position,
        dose=Dose(hold_s=3),
    )
    plan = compile_workout(single_exercise(of), {"x": of})
    assert seconds(plan, StepKind.SWITCH) == [5]


def test_the_exercise_may_say_how_long_its_switch_takes():
    assert seconds(timeline(item(SIDE_REPS)), StepKind.SWITCH) == [1]


def test_the_item_has_the_last_word_on_its_switch():
    assert seconds(timeline(item(ADDUCTOR_HOLD, change_s=7)), StepKind.SWITCH) == [7]
    assert seconds(timeline(item(SIDE_REPS, change_s=0)), StepKind.SWITCH) == []


def test_the_right_side_may_come_first():
    plan = timeline(item(SIDE_HOLD), options=Options(first_side=Side.RIGHT))
    assert [s.side for s in works(plan)] == [Side.RIGHT] * 2 + [Side.LEFT] * 2


def test_rest_lies_between_items_and_names_what_comes_next():
    plan = timeline(item(HOLD), item(REPS), item(WALK), rest_s=15)
    rests = [s for s in plan.steps if s.kind is StepKind.REST]
    assert [(s.planned_s, s.exercise.id) for s in rests] == [(15, "reps"), (15, "walk")]
    assert plan.steps[0].kind is StepKind.READY
    assert plan.steps[-1].kind is StepKind.WORK


def test_the_rest_between_rounds_replaces_the_rest_after_the_last_item():
    plan = timeline(item(HOLD), item(REPS), rounds=3, rest_s=15, round_rest_s=60)
    assert seconds(plan, StepKind.REST) == [15, 60, 15, 60, 15]
    assert [s.round_no for s in works(plan)] == [1, 1, 2, 2, 3, 3]
    assert {s.rounds for s in plan.steps} == {3}


def test_an_item_may_have_a_rest_of_its_own():
    plan = timeline(item(HOLD, rest_s=40), item(REPS, rest_s=0), item(WALK), rest_s=15)
    assert seconds(plan, StepKind.REST) == [40]


def test_rounds_can_be_chosen_for_today():
    assert timeline(item(HOLD), rounds=3, options=Options(rounds=1)).total_s == 9


def test_what_takes_no_time_is_no_step():
    assert kinds(timeline(item(HOLD, ready_s=0))) == ["work"]
    assert "between" not in kinds(timeline(item(SIDE_HOLD, between_s=0)))


def test_alternating_reps_count_both_legs():
    (work,) = works(timeline(item(LUNGES)))
    assert (work.reps, work.planned_s, work.side) == (4, 8, Side.ALTERNATING)


def test_reps_last_as_long_as_their_tempo_and_gaps():
    (work,) = works(timeline(item(SQUEEZE)))
    assert (work.planned_s, work.target_s) == (2 * 4 + 1, 6)


def test_a_walk_lasts_its_laps():
    (work,) = works(timeline(item(WALK, laps=3)))
    assert (work.reps, work.planned_s) == (9, pytest.approx(6.3))


def test_the_item_changes_dose_tempo_and_gap():
    plan = timeline(item(SIDE_REPS, reps=5, tempo=(1, 1, 1), between_s=0))
    assert [(s.reps, s.planned_s) for s in works(plan)] == [(5, 15), (5, 15)]
    assert works(timeline(item(SIDE_HOLD, repeats=1, hold_s=7)))[0].planned_s == 7


def test_sets_of_the_exercise_are_ignored_in_a_workout():
    of = exercise("x", Measure.HOLD, dose=Dose(sets=3, hold_s=4))
    assert len(works(compile_workout(single_exercise(of), {"x": of}))) == 1


def test_a_self_paced_set_has_no_length_only_an_estimate():
    (work,) = works(timeline(item(REPS, self_paced=True)))
    assert (work.seconds, work.planned_s, work.self_paced) == (None, 10, True)


def test_self_paced_for_today_means_reps_not_holds_and_not_walks():
    plan = timeline(item(REPS), item(HOLD), item(WALK), options=Options(self_paced=True))
    assert [s.self_paced for s in works(plan)] == [True, False, False]


def test_with_nobody_at_the_keys_every_set_ends_by_itself():
    options = Options(self_paced=True, paced_only=True)
    plan = timeline(item(REPS, self_paced=True), options=options)
    assert not any(s.self_paced for s in plan.steps)


def test_only_work_is_self_paced():
    plan = timeline(item(SIDE_REPS, self_paced=True))
    assert {s.kind for s in plan.steps if s.self_paced} == {StepKind.WORK}


def test_the_same_workout_compiles_to_the_same_timeline():
    items = [item(e) for e in EXERCISES.values()]
    assert timeline(*items) == timeline(*items)


def sides_worked(line):
    return [step.side for step in line.steps if step.kind == "work"]


def test_an_item_can_be_kept_to_one_side():
    line = timeline(item(SIDE_REPS), item(SIDE_REPS, side=OneSide.RIGHT))
    assert sides_worked(line) == ["left", "right", "right"]
    assert [step.kind for step in line.steps] == [
        "ready",
        "work",
        "switch",
        "work",
        "ready",
        "work",
    ]
    first_right = timeline(item(SIDE_REPS, side=OneSide.LEFT), options=Options(Side.RIGHT))
    assert sides_worked(first_right) == ["left"]


@pytest.mark.parametrize("ready_s", [0.0, 5.0])
def test_a_variation_begins_on_the_side_that_was_chosen_to_be_first(ready_s):
    line = timeline(item(HOLD, ready_s=ready_s), options=Options(first_side=Side.RIGHT))
    steps = with_variation(line, 0, SIDE_REPS)
    assert [step.side for step in steps if step.kind == "work"] == ["right", "left"]
    again = with_variation(replace(line, steps=lay_out(steps)), 0, SIDE_HOLD)
    assert [step.side for step in again if step.kind == "work"] == ["right"] * 2 + ["left"] * 2


def test_a_variation_after_a_rest_begins_on_the_first_side_too():
    chosen = Options(first_side=Side.RIGHT)
    line = timeline(item(REPS), item(HOLD), rest_s=9, options=chosen)
    rest = next(step for step in line.steps if step.kind == "rest")
    steps = with_variation(line, rest.index, SIDE_REPS)
    assert [step.side for step in steps[rest.index :]][:3] == ["right", "right", "right"]


def test_a_variation_keeps_ones_own_pace():
    of_today = timeline(item(HOLD), options=Options(self_paced=True))
    of_the_item = timeline(item(REPS, self_paced=True))
    for line in (of_today, of_the_item):
        work = next(step for step in with_variation(line, 0, SIDE_REPS) if step.kind == "work")
        assert work.self_paced
    paced = with_variation(timeline(item(REPS)), 0, SIDE_REPS)
    assert not any(step.self_paced for step in paced)


def test_a_variation_keeps_ones_own_seconds_and_the_ready_time_as_it_is_now():
    own = Options(ready_s=8, change_s=7, between_s=6)
    line = timeline(item(SIDE_REPS), options=own)
    longer = replace(line, steps=lay_out([replace(line.steps[0], planned_s=18), *line.steps[1:]]))
    steps = with_variation(longer, 0, SIDE_HOLD)
    gaps = [(s.kind, s.planned_s) for s in steps if s.kind != "work"]
    assert gaps == [("ready", 18), ("between", 6), ("switch", 7), ("between", 6)]


def test_a_variation_of_one_side_stays_on_it():
    line = timeline(item(SIDE_REPS, side=OneSide.RIGHT), rounds=2, round_rest_s=4)
    steps = with_variation(line, 0, SIDE_HOLD)
    assert {step.side for step in steps} == {"right"}
