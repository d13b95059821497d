"""Doses that were accepted are kept with the decision they came from, and can be taken back."""

from dataclasses import replace

import pytest

from db.doses import accepted_in
from tests.db.conftest import begin, hold
from workouts.model import Dose, Kind, Side
from workouts.own_dose import OwnDose
from workouts.progression import Action, Decision


def decision(hold_s=22.0, exercise="copenhagen-hold", rule="R7b"):
    old = Dose(repeats=4, hold_s=20)
    return Decision(
        rule, Action.ADD, exercise, Dose(repeats=4, hold_s=hold_s), rule, ("GP",),
        "copenhagen-hold", old, inputs={"rpe": 7, "pain_during": None},
    )  # fmt: skip


@pytest.fixture
def session(history):
    made = begin(history)
    history.add_set(made, hold(1))
    history.add_set(made, hold(2, Side.RIGHT))
    history.finish(made, "finished", 60.0, 0.0)
    return made


def answer(history, session, made, *, accept=True):
    history.doses.answer(session, "Hold", made, "On target.", accept=accept)


def test_an_accepted_dose_counts_and_one_that_was_not_does_not(history, path, session):
    answer(history, session, decision(), accept=False)
    assert history.doses.accepted() == accepted_in(path) == {}
    assert history.doses.answers(session) == {("copenhagen-hold", None): "kept"}
    answer(history, session, decision())
    own = OwnDose("copenhagen-hold", Dose(repeats=4, hold_s=22.0), "R7b")
    assert history.doses.accepted() == accepted_in(path) == {"copenhagen-hold": own}
    assert history.doses.answers(session) == {("copenhagen-hold", None): "accepted"}


def test_the_next_level_is_kept_under_the_exercise_it_replaces(history, session):
    answer(history, session, decision(10.0, "copenhagen-high-hold", "R6a"))
    assert history.doses.accepted()["copenhagen-hold"].exercise == "copenhagen-high-hold"


def test_taking_an_answer_back_brings_the_dose_before_it_back(history, session, clock):
    answer(history, session, decision(22.0))
    clock.tick(86_400)
    later = begin(history)
    answer(history, later, decision(24.0))
    assert history.doses.accepted()["copenhagen-hold"].dose.hold_s == 24.0
    assert history.doses.take_back(later, "copenhagen-hold")
    assert history.doses.accepted()["copenhagen-hold"].dose.hold_s == 22.0
    assert history.doses.back_to_the_workouts("copenhagen-hold")
    assert history.doses.accepted() == {}
    assert not history.doses.back_to_the_workouts("copenhagen-hold")


def test_how_often_it_grew_is_counted_over_seven_days(history, session, clock):
    answer(history, session, decision())
    assert history.doses.adds(clock.moment) == {("copenhagen-hold", None): 1}
    clock.tick(7 * 86_400)
    assert history.doses.adds(clock.moment) == {}
    answer(history, session, decision(rule="R4a"))
    assert history.doses.adds(clock.moment) == {}


def test_the_session_before_is_the_newest_that_progresses(history, session, clock):
    clock.tick(86_400)
    warm = history.begin("pre-run-1", "Warm", Kind.WARM_UP, 60.0, "1")
    history.add_set(warm, hold(1))
    history.finish(warm, "finished", 60.0, 0.0)
    clock.tick(86_400)
    now = history.session(begin(history))
    found, sets = history.doses.earlier(now, ["copenhagen-hold"])["copenhagen-hold"]
    assert found.id == session
    assert [one.side for one in sets] == [Side.LEFT, Side.RIGHT]
    assert history.doses.earlier(history.session(session), ["copenhagen-hold"]) == {}


def test_pain_that_was_not_told_is_unknown_in_the_row_of_sessions(history, session, clock):
    history.set_session_pain(session, "worst", 3)
    clock.tick(86_400)
    other = begin(history)
    history.add_set(other, hold(1))
    history.finish(other, "finished", 60.0, 0.0)
    assert history.doses.pains("copenhagen-hold") == [3, None]


def test_two_long_side_planks_a_side_are_found(history, clock):
    made = begin(history)
    for number, side in enumerate([Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT], 1):
        history.add_set(made, hold(number, side, exercise_id="side-plank", held_s=20.0 + number))
    assert history.doses.side_planks() == [(2, 21.0)]


def test_each_side_has_its_own_dose_until_one_for_both_is_accepted(history, session, clock):
    answer(history, session, decision(20.0))
    clock.tick(60)
    left, right = replace(decision(17.0), side=Side.LEFT), replace(decision(22.0), side=Side.RIGHT)
    answer(history, session, left)
    answer(history, session, right, accept=False)
    assert history.doses.answers(session) == {
        ("copenhagen-hold", None): "accepted",
        ("copenhagen-hold", Side.LEFT): "accepted",
        ("copenhagen-hold", Side.RIGHT): "kept",
    }
    own = history.doses.accepted()["copenhagen-hold"]
    assert (own.dose.hold_s, own.sides) == (20.0, {Side.LEFT: left.dose})
    assert history.doses.adds(clock.moment)["copenhagen-hold", Side.LEFT] == 1
    clock.tick(86_400)
    answer(history, begin(history), decision(24.0))
    assert history.doses.accepted()["copenhagen-hold"].sides == {}


def test_one_side_taken_back_leaves_the_other(history, session):
    answer(history, session, replace(decision(17.0), side=Side.LEFT))
    answer(history, session, replace(decision(22.0), side=Side.RIGHT))
    assert history.doses.take_back(session, "copenhagen-hold", Side.LEFT)
    own = history.doses.accepted()["copenhagen-hold"]
    assert (own.dose, set(own.sides)) == (None, {Side.RIGHT})


def test_a_weaker_side_is_kept_with_its_test_until_both_are_alike(history, session, clock):
    test = Dose(hold_s=45)
    told = Decision(
        "LSI", Action.HOLD, "side-plank-test", test, "LSI", ("GP",), "side-plank-test", test,
        side=Side.LEFT, weaker=Side.LEFT,
    )  # fmt: skip
    answer(history, session, told)
    assert history.doses.accepted()["side-plank-test"].weaker is Side.LEFT
    clock.tick(86_400)
    even = replace(told, rule="LSI-even", side=None, weaker=None)
    answer(history, begin(history), even)
    assert "side-plank-test" not in history.doses.accepted()


def test_what_the_sides_reached_in_each_test_is_told_in_order(history, clock):
    for left, right in ((40.0, 36.0), (44.0, None)):
        clock.tick(86_400)
        made = begin(history, kind=Kind.SELF_TEST)
        plank = {"exercise_id": "side-plank-test", "target_s": None}
        history.add_set(made, hold(1, **plank, held_s=left))
        if right:
            history.add_set(made, hold(2, Side.RIGHT, **plank, held_s=right))
        history.finish(made, "finished", 60.0, 0.0)
    assert history.doses.test_sides("side-plank-test") == [(40.0, 36.0), (44.0, None)]


def test_when_an_exercise_was_last_done_counts_training_alone(history, session, clock):
    done = history.doses.last_done(["copenhagen-hold", "clamshell"])
    assert list(done) == ["copenhagen-hold"]
    clock.tick(86_400)
    warm = begin(history, kind=Kind.WARM_UP)
    history.add_set(warm, hold(1))
    history.finish(warm, "finished", 60.0, 0.0)
    assert history.doses.last_done(["copenhagen-hold"]) == done


def test_a_band_stays_while_the_dose_grows(history, session, clock):
    answer(history, session, replace(decision(15.0, rule="R6-band"), band="medium"))
    clock.tick(86_400)
    answer(history, begin(history), decision(17.0))
    own = history.doses.accepted()["copenhagen-hold"]
    assert (own.dose.hold_s, own.band) == (17.0, "medium")
