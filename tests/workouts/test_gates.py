"""The conditions between phases, met or not by what was recorded; unknown stays unknown."""

from datetime import date

import pytest

from workouts.gates import Evidence, Held, findings, is_open
from workouts.library import load_library
from workouts.model import Side
from workouts.self_test import Taken

PR = load_library().programmes
DAY = date(2030, 1, 7)
RETURN = {gate.after_week: gate for gate in PR["PR-RETURN"].gate}
HOLDS = PR["PR-COPENHAGEN"].entry


def met(gate, **evidence):
    return {one.need.id: one.met for one in findings(gate, Evidence(**evidence))}


def test_of_nothing_recorded_nothing_is_known():
    assert set(met(RETURN[4]).values()) == {None}
    assert set(met(HOLDS).values()) == {None}
    assert not is_open(findings(RETURN[4], Evidence()))


def both(test, left, right, right_day=DAY):
    return (Taken(test, Side.LEFT, DAY, left), Taken(test, Side.RIGHT, right_day, right))


@pytest.mark.parametrize(
    ("need", "test", "left", "right", "expected"),
    [
        ("bridge-even", "single-leg-bridge-test", 18, 20, True),
        ("bridge-even", "single-leg-bridge-test", 17, 20, False),
        ("step-down-3", "step-down-test", 3, 0, True),
        ("step-down-3", "step-down-test", 4, 0, False),
        ("squat-2", "single-leg-squat-test", 2, 3, True),
        ("squat-2", "single-leg-squat-test", 1, 3, False),
    ],
)
def test_self_tests_open_the_way_to_running(need, test, left, right, expected):
    assert met(RETURN[4], tests=both(test, left, right))[need] is expected


def test_one_side_alone_says_nothing():
    one = (Taken("single-leg-bridge-test", Side.LEFT, DAY, 20),)
    assert met(RETURN[4], tests=one)["bridge-even"] is None


def test_sides_of_two_days_are_not_compared():
    tests = both("single-leg-bridge-test", 20, 20, date(2030, 1, 8))
    assert met(RETURN[4], tests=tests)["bridge-even"] is None


def test_the_last_score_counts():
    tests = both("step-down-test", 5, 5) + both("step-down-test", 2, 2)
    assert met(RETURN[4], tests=tests)["step-down-3"] is True


@pytest.mark.parametrize(
    ("pains", "expected"),
    [
        ((3, 3), True),
        ((6, 2, 3), True),
        ((2, 4), False),
        ((3,), None),
        ((3, None), None),
        ((None, 4), False),
        ((), None),
    ],
)
def test_two_sessions_running_at_little_pain_and_unknown_is_not_zero(pains, expected):
    assert met(RETURN[2], pains=pains)["pain-3-twice"] is expected


@pytest.mark.parametrize("said", [True, False])
def test_what_only_the_athlete_knows_is_asked(said):
    assert met(RETURN[2])["walk-30"] is None
    assert met(RETURN[2], answers={"walk-30": said})["walk-30"] is said


def plank(side, seconds):
    return Held("side-plank", side, DAY, seconds, "s")


def test_a_side_plank_of_twenty_seconds_on_each_side():
    good = (plank(Side.LEFT, 12), plank(Side.LEFT, 21), plank(Side.RIGHT, 20))
    assert met(HOLDS, held=good)["side-plank-20"] is True
    assert met(HOLDS, held=good[:2])["side-plank-20"] is None
    assert met(HOLDS, held=(good[0], good[2]))["side-plank-20"] is False


def squeezes(count, pain):
    return tuple(Held("adductor-squeeze", Side.BOTH, DAY, 10, "s", pain) for _ in range(count))


@pytest.mark.parametrize(
    ("count", "pain", "expected"), [(5, 3, True), (5, 4, False), (4, 0, False), (5, None, None)]
)
def test_five_squeezes_with_little_pain(count, pain, expected):
    assert met(HOLDS, held=squeezes(count, pain))["squeeze-5x10"] is expected


@pytest.mark.parametrize(("reps", "expected"), [(5, True), (6, True), (4, False), (0, False)])
def test_a_series_in_one_row_counts_its_reps(reps, expected):
    """As the player records it: five squeezes are one row."""
    one = Held("adductor-squeeze", Side.BOTH, DAY, 50.0, "s", 2, reps)
    assert met(HOLDS, held=(one,))["squeeze-5x10"] is expected
