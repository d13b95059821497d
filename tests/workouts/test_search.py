"""Finding exercises: typos are forgiven, filters are kept, the best comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workouts.library import load_library
from workouts.model import Category, Equipment, Muscle, Position
from workouts.references import muscle_texts, reference, references
from workouts.search import (
    OWNABLE,
    Filters,
    Index,
    can_do_with,
    fits,
    likeness,
    muscles_worked,
    needs_no_floor,
    workout_needs,
)

LIBRARY = load_library(None)
INDEX = Index(LIBRARY.exercises)


def found(text="", **filters):
    return [exercise.id for exercise in INDEX.find(Filters(text=text, **filters))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("clamshell", "clamshell"),
        ("clmashell", "clamshell"),
        ("glute brige", "glute-bridge"),
        ("monster wlak", "monster-walk"),
        ("copenhagan", "copenhagen-hold"),
        ("sqat", "tripod-squat"),
        ("hip flexer", "half-kneeling-hip-flexor-stretch"),
        ("BULGARIAN", "rear-foot-elevated-split-squat"),
        ("glúte bridge", "glute-bridge"),
        ("bidr dog", "bird-dog"),
    ],
)
def test_a_slip_of_the_finger_still_finds_it(typed, meant):
    assert meant in found(typed)


def test_the_name_comes_before_what_only_mentions_the_word():
    assert found("clamshell")[0] == "clamshell"
    assert found("clmashell")[0] == "clamshell"
    assert found("side plank")[0].startswith("side-plank")


@pytest.mark.parametrize("word", ["groin", "inner thigh", "adductors"])
def test_a_muscle_is_found_by_what_people_call_it(word):
    ids = found(word)
    assert "copenhagen-hold" in ids
    assert all(_works(id_, Muscle.ADDUCTORS) or word != "groin" for id_ in ids)


def _works(id_, muscle):
    exercise = LIBRARY.exercises[id_]
    return (
        muscle in (*exercise.primary, *exercise.secondary) or "groin" in exercise.purpose.lower()
    )


def test_the_purpose_is_searched_too():
    assert "copenhagen-hold" in found("steadies pelvis")


def test_every_typed_word_has_to_be_met():
    assert found("clamshell zzzzqqq") == []
    assert found("xyzzy") == []


def test_nothing_typed_shows_everything_in_a_fixed_order():
    ids = found()
    assert len(ids) == len(LIBRARY.exercises)
    categories = [list(Category).index(LIBRARY.exercises[id_].category) for id_ in ids]
    assert categories == sorted(categories)


def test_mat_wall_cushion_towel_and_mirror_never_block():
    without = found(owned=frozenset())
    assert {"glute-bridge", "calf-wall-stretch", "pigeon-stretch"} <= set(without)
    assert {"supine-hamstring-stretch", "mirror-single-leg-squat"} <= set(without)
    assert not {"clamshell", "monster-walk"} <= set(without)
    assert "monster-walk" in found(owned=frozenset({Equipment.MINI_BAND}))


def test_owning_everything_is_the_same_as_not_asking():
    assert found(owned=frozenset(OWNABLE)) == found()


def test_needs_no_floor_means_on_the_feet_or_a_seat():
    ids = found(no_floor=True)
    assert {"single-leg-balance", "toe-yoga"} <= set(ids)
    assert not {"clamshell", "butterfly-stretch", "kneeling-rock"} & set(ids)
    assert all(needs_no_floor(LIBRARY.exercises[id_]) for id_ in ids)


def test_a_muscle_filter_puts_those_first_that_work_it_most():
    ids = found(muscle=Muscle.ADDUCTORS)
    first = [Muscle.ADDUCTORS in LIBRARY.exercises[id_].primary for id_ in ids]
    assert first == sorted(first, reverse=True)
    assert {True, False} == set(first)


def test_filters_and_words_hold_together():
    ids = found("bridge", position=Position.SUPINE, category=Category.ACTIVATION)
    assert ids
    wanted = Filters(position=Position.SUPINE, category=Category.ACTIVATION)
    assert all(fits(LIBRARY.exercises[id_], wanted) for id_ in ids)


def test_a_default_filter_is_empty_and_any_other_is_not():
    assert Filters().is_empty
    assert not Filters(owned=frozenset()).is_empty


@given(st.text(max_size=30))
def test_whatever_is_typed_the_answer_is_a_list_of_known_ids(text):
    assert set(found(text)) <= set(LIBRARY.exercises)


@given(st.text(st.sampled_from("abcdeil "), max_size=12), st.sampled_from(list(Category)))
def test_a_filter_only_ever_takes_away(text, category):
    assert set(found(text, category=category)) <= set(found(text))


@given(st.text("abcdefgh", min_size=1, max_size=12))
def test_a_word_is_most_like_itself(word):
    assert likeness(word, word) == 1.0
    assert 0.0 <= likeness(word, word[::-1]) <= 1.0


def test_a_workout_needs_what_its_exercises_need():
    ladder = LIBRARY.workouts["adductor-ladder"]
    needs = workout_needs(ladder, LIBRARY.exercises)
    assert needs == (Equipment.MAT, Equipment.BENCH, Equipment.SMALL_BALL)
    assert not can_do_with(needs, frozenset({Equipment.BENCH}))


def test_the_muscles_of_a_workout_are_those_worked_first_then_the_others():
    first, also = muscles_worked(LIBRARY.workouts["adductor-ladder"], LIBRARY.exercises)
    assert first[0] is Muscle.ADDUCTORS
    assert not set(first) & set(also)


def test_every_source_key_has_its_full_text():
    keys = {key for exercise in LIBRARY.exercises.values() for key in exercise.source}
    keys |= {key for workout in LIBRARY.workouts.values() for key in workout.source}
    assert keys <= set(references())
    assert all(len(reference(key).text) > len(key) for key in keys if key != "GP")


def test_an_own_source_stands_for_itself():
    assert reference("my physio").text == "my physio"


def test_every_muscle_is_described():
    assert set(muscle_texts()) == set(Muscle)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("inner tigh", "adductor-squeeze"),  # "tight" is a word too
        ("bird dgo", "bird-dog"),
        ("sidelying", "clamshell"),
        ("sidelying aduction", "side-lying-adduction"),
    ],
)
def test_slips_that_make_another_word_are_forgiven_too(typed, found):
    ids = [exercise.id for exercise in Index(LIBRARY.exercises).find(Filters(text=typed))]
    assert found in ids


def test_what_is_no_word_of_any_exercise_finds_nothing():
    for typed in ("xyzzy", "clamshell xyzzy", "zzz"):
        assert Index(LIBRARY.exercises).find(Filters(text=typed)) == []
