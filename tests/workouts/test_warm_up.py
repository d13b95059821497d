"""Any wish gives a warm-up that ends on the second, in a sensible order, with what is owned."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workouts.library import load_library
from workouts.model import Category, Equipment, Kind, Side, Sided
from workouts.timeline import StepKind
from workouts.warm_up import (
    FLOOR,
    NEVER_BLOCKS,
    NoWarmUpError,
    Place,
    Reason,
    Run,
    Wishes,
    compose,
)

LIBRARY = load_library(None)
ASKED_FOR = (Equipment.MINI_BAND, Equipment.WALL, Equipment.STEP)  # by any of the moves
OWNABLE = [*ASKED_FOR, Equipment.STABILITY_BALL, Equipment.BENCH]
wishes = st.builds(
    Wishes,
    seconds=st.integers(60, 900) | st.integers(1, 15).map(lambda minutes: minutes * 60),
    place=st.sampled_from(Place),
    own=st.none() | st.frozensets(st.sampled_from(OWNABLE)),
    run=st.none() | st.sampled_from(Run),
    done_lately=st.lists(st.sampled_from(["glute-bridge", "clamshell", "side-lunge"])).map(tuple),
)


def exercises(timeline):
    return list(dict.fromkeys(step.exercise.id for step in timeline.steps))


def test_every_minute_place_equipment_and_run_is_met_to_the_second():
    owned = [frozenset(some) for size in range(4) for some in combinations(ASKED_FOR, size)]
    for minutes, place, own, run in product(
        range(1, 16), Place, (None, *owned), (None, *Run)
    ):  # 2,430 of them
        check(Wishes(minutes * 60, place, own, run))


@settings(max_examples=300)
@given(wishes)
def test_every_wish_is_met_to_the_second_with_what_is_owned(wished):
    check(wished)


def check(wished):
    timeline = compose(wished, LIBRARY)
    steps = timeline.steps
    assert timeline.total_s == wished.seconds
    assert timeline.kind is Kind.WARM_UP
    assert [step.at for step in steps[1:]] == [step.at + step.planned_s for step in steps[:-1]]
    positions = [step.exercise.position in FLOOR for step in steps]
    assert positions == sorted(positions, reverse=True), "floor after standing"
    for exercise in {step.exercise.id: step.exercise for step in steps}.values():
        assert exercise.category is not Category.STRETCH
        needed = set(exercise.equipment) - NEVER_BLOCKS - {Equipment.MAT}
        assert needed <= wished.owned
        if wished.place is not Place.MAT:
            assert exercise.position not in FLOOR
    reasons = {step.reason for step in steps}
    assert Reason.ACTIVATION in reasons <= set(Reason)
    done = {}
    for step in steps:
        if step.kind is StepKind.WORK and step.exercise.sided is Sided.EACH_SIDE:
            by_side = done.setdefault(step.exercise.id, {Side.LEFT: [], Side.RIGHT: []})
            by_side[step.side].append((step.reps, step.planned_s))
    for by_side in done.values():
        assert by_side[Side.LEFT] == by_side[Side.RIGHT] != []


@pytest.mark.parametrize(
    ("minutes", "place", "ready_made"),
    [
        (1, Place.MAT, "pre-run-1"),
        (1, Place.KERB, "pre-run-1-kerb"),
        (3, Place.MAT, "pre-run-3"),
        (5, Place.MAT, "pre-run-5"),
        (8, Place.MAT, "pre-run-8"),
    ],
)
def test_default_wishes_give_the_catalogues_own(minutes, place, ready_made):
    timeline = compose(Wishes(minutes * 60, place), LIBRARY)
    assert timeline.workout_id == ready_made


def test_bridge_comes_first_where_there_is_a_floor():
    for minutes in range(1, 16):
        assert exercises(compose(Wishes(minutes * 60), LIBRARY))[0] == "glute-bridge"


def test_what_hurt_lately_is_left_out_and_what_is_weak_comes_in():
    avoided = frozenset({"glute-bridge", "clamshell"})
    timeline = compose(Wishes(300, avoided=avoided), LIBRARY)
    assert not avoided & set(exercises(timeline))
    heels = compose(Wishes(240, wanted=frozenset({"calves"})), LIBRARY)
    assert "heel-raise" in exercises(heels)
    assert any(step.reason == Reason.WISHED for step in heels.steps)


def test_a_hard_run_is_prepared_by_drills_and_an_easy_one_is_not():
    hard = exercises(compose(Wishes(420, run=Run.INTERVALS), LIBRARY))
    easy = exercises(compose(Wishes(420, run=Run.EASY), LIBRARY))
    assert "cadence-run-in-place" in hard
    assert "cadence-run-in-place" not in easy


@pytest.mark.parametrize("seconds", [0, 59, 901])
def test_less_than_a_minute_or_more_than_fifteen_is_refused(seconds):
    with pytest.raises(NoWarmUpError, match="1 to 15 minutes"):
        compose(Wishes(seconds), LIBRARY)


def test_where_nothing_is_left_that_is_said():
    everything = frozenset(LIBRARY.exercises)
    with pytest.raises(NoWarmUpError, match="glute"):
        compose(Wishes(300, avoided=everything), LIBRARY)
