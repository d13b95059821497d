"""The eight self-tests: their scales, bands with a source, rhythm, symmetry."""

from datetime import date, timedelta

import pytest

from tests.db.conftest import hold
from workouts.events import EndedBy
from workouts.library import load_library
from workouts.metrics import metrics
from workouts.model import Category, Measure, Side
from workouts.references import references
from workouts.self_test import Taken, changes, scale_of, scales, states, to_score, value_of

DAY = date(2026, 10, 5)


def taken(test, side, value, days=0):
    return Taken(test, side, DAY + timedelta(days=days), value)


def state(*found, test="side-plank-test"):
    return next(one for one in states(found) if one.scale.id == test)


def test_the_catalogue_has_eight_and_each_is_scored():
    library = load_library(None)
    tests = {one.id for one in library.exercises.values() if one.category is Category.SELF_TEST}
    assert set(scales()) == tests
    assert len(tests) == 8


def test_a_score_is_kept_where_the_player_counts_it():
    exercises = load_library(None).exercises
    for scale in scales().values():
        is_hold = exercises[scale.id].measure is Measure.HOLD
        assert scale.column in ({"held_s"} if is_hold else {"done_reps", "score"}), scale.id


def test_values_are_compared_only_where_a_source_exists():
    for scale in scales().values():
        for texts, source in (
            (scale.bands, scale.bands_source),
            (scale.typical, scale.typical_source),
        ):
            assert bool(texts) == (source in references()), scale.id
    assert scales()["adductor-hold-test"].bands == ()
    assert scales()["adductor-hold-test"].typical == ()


@pytest.mark.parametrize(
    ("test", "value", "word"),
    [
        ("single-leg-bridge-test", 19, "under 20"),
        ("single-leg-bridge-test", 20, "20 to 30"),
        ("single-leg-bridge-test", 30, "20 to 30"),
        ("single-leg-bridge-test", 31, "over 30"),
        ("step-down-test", 0, "0 to 1, good"),
        ("step-down-test", 3, "2 to 3, medium"),
        ("step-down-test", 6, "4 or more"),
        ("single-leg-squat-test", 2, "aligned, but shallower"),
        ("trendelenburg-test", 30, "level for the whole 30 s"),
        ("trendelenburg-test", 29, "ended before 30 s"),
    ],
)
def test_bands_are_those_of_the_catalogue(test, value, word):
    assert scales()[test].band_of(value).word == word
    assert scales()[test].band_of(None) is None


def test_the_faults_of_the_step_down_add_up_to_six_and_the_worse_knee_counts():
    step_down = scales()["step-down-test"]
    assert step_down.points([]) == 0
    assert step_down.points([3]) == 1
    assert step_down.points([4]) == 2
    assert step_down.points([3, 4]) == 2
    assert step_down.points(range(6)) == 6 == step_down.most


def test_the_rhythm_is_four_weeks_from_the_side_taken_longest_ago():
    one = state(
        taken("side-plank-test", Side.LEFT, 40.0), taken("side-plank-test", Side.RIGHT, 44.0, 7)
    )
    assert one.due == DAY + timedelta(days=28)
    assert state().due is None


def test_symmetry_is_of_one_day_and_not_of_marks():
    even = state(
        taken("side-plank-test", Side.LEFT, 40.0), taken("side-plank-test", Side.RIGHT, 50.0)
    )
    assert even.symmetry_index == 80.0
    apart = state(
        taken("side-plank-test", Side.LEFT, 40.0), taken("side-plank-test", Side.RIGHT, 50.0, 3)
    )
    assert apart.symmetry_index is None
    marks = [taken("step-down-test", side, 2.0) for side in (Side.LEFT, Side.RIGHT)]
    assert state(*marks, test="step-down-test").symmetry_index is None
    assert state(taken("side-plank-test", Side.LEFT, 40.0)).symmetry_index is None


def test_a_change_inside_the_noise_is_none():
    noise = metrics().noise_of("side-plank-test", "s")

    def change(value):
        found = [taken("side-plank-test", Side.LEFT, v, d) for v, d in ((40.0, 0), (value, 28))]
        return state(*found).change(Side.LEFT, noise)

    assert [change(value) for value in (50.0, 51.0, 28.0)] == [None, 11.0, -12.0]
    assert state().change(Side.LEFT, noise) is None


def test_only_tests_that_were_not_skipped_are_to_be_scored():
    sets = [
        hold(1),
        hold(2, exercise_id="side-plank-test", category=Category.SELF_TEST),
        hold(
            3,
            exercise_id="side-plank-test",
            category=Category.SELF_TEST,
            ended_by=EndedBy.SKIPPED,
        ),
    ]
    assert [one.position for one in to_score(sets)] == [2]
    assert value_of(scale_of("side-plank-test"), sets[1]) == 20.0
    assert value_of(scale_of("step-down-test"), sets[1]) is None


def test_a_score_outside_its_scale_is_refused():
    assert changes(scales()["step-down-test"], 3) == {"score": 3.0}
    assert changes(scales()["heel-raise-test"], 22.0) == {"done_reps": 22}
    assert changes(scales()["side-plank-test"], None) == {"held_s": None}
    with pytest.raises(ValueError, match="from 0 to 6"):
        changes(scales()["step-down-test"], 7)


def test_a_test_without_a_score_waits_until_a_later_one_has_it():
    open_ = taken("step-down-test", Side.LEFT, None, 3)
    waiting = state(open_, test="step-down-test")
    assert (waiting.unscored, waiting.last, waiting.due) == (open_, {}, None)
    later = taken("step-down-test", Side.LEFT, 2.0, 9)
    assert state(open_, later, test="step-down-test").unscored is None
    earlier = taken("step-down-test", Side.LEFT, 2.0)
    assert state(open_, earlier, test="step-down-test").unscored is open_
