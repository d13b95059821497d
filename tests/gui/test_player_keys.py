"""The keys beyond play and pause: variations, effort, how-to, turning, pocket view."""

import pytest
from PySide6.QtCore import Qt

from workouts.model import Side


@pytest.fixture
def press(qtbot):
    def press(room, key):
        qtbot.keyClick(room.pages.player, key)

    return press


def seek(room, exercise, kind):
    steps = room.controller.driver.session.timeline.steps
    step = next(s for s in steps if s.exercise.id == exercise and s.kind == kind)
    room.controller.driver.seek(step.index)


def test_e_in_the_get_ready_brings_the_easier_exercise_and_keeps_it_as_done(
    room, press, pass_time
):
    room.controller.start("copenhagen-hold")
    press(room, Qt.Key.Key_E)
    driver = room.controller.driver
    assert driver.view().step.exercise.id == "copenhagen-long-supported"
    assert room.pages.player.exercise_label.text().startswith("Long-lever adductor hold")
    pass_time(room, 5 + 20)
    [session] = room.history.sessions()
    assert [s.exercise_id for s in room.history.sets(session.id)] == ["copenhagen-long-supported"]


def test_h_during_work_only_says_when_it_can_be_done(room, press, pass_time):
    room.controller.start("clamshell")
    pass_time(room, 8)
    press(room, Qt.Key.Key_H)
    assert room.controller.driver.view().step.exercise.id == "clamshell"
    assert "rest" in room.pages.player.said_label.text()


def test_a_variation_in_a_rest_holds_for_the_later_rounds_too(room, press):
    room.controller.start("hip-strength-1")
    seek(room, "clamshell", "rest")
    press(room, Qt.Key.Key_H)
    steps = room.controller.driver.session.timeline.steps
    ids = [s.exercise.id for s in steps if s.kind == "work"]
    assert ids.count("banded-clamshell") == 6
    assert "clamshell" not in ids
    assert [s.index for s in steps] == list(range(len(steps)))


def test_the_last_exercise_of_a_ladder_has_nothing_harder(room, press):
    room.controller.start("hip-rotation-leg-lift")
    press(room, Qt.Key.Key_H)
    assert "no harder variation" in room.pages.player.said_label.text()


@pytest.mark.parametrize(
    ("key", "rpe", "rir"),
    [(Qt.Key.Key_1, 9, 1), (Qt.Key.Key_2, 7, 4), (Qt.Key.Key_3, 5, 6)],
)
def test_effort_keys_in_the_rest_belong_to_the_set_just_done(
    room, press, pass_time, key, rpe, rir
):
    room.controller.start("copenhagen-hold")
    pass_time(room, 5 + 15 + 2)
    assert "How was it?" in room.pages.player.last_label.text()
    press(room, key)
    [session] = room.history.sessions()
    [done] = room.history.sets(session.id)
    assert (done.rpe, done.rir) == (rpe, rir)


def test_effort_is_never_asked_in_a_warm_up(room, press, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 36)
    assert "How was it?" not in room.pages.player.last_label.text()
    press(room, Qt.Key.Key_1)
    [session] = room.history.sessions()
    assert room.history.sets(session.id)[0].rpe is None


def test_how_to_pauses_and_shows_the_steps_and_a_second_press_goes_on(room, press, pass_time):
    room.controller.start("single-leg-squat")
    pass_time(room, 8)
    press(room, Qt.Key.Key_I)
    player = room.pages.player
    assert player.how_to.isVisible()
    pass_time(room, 20)
    assert room.controller.driver.view().active_s == 8
    press(room, Qt.Key.Key_I)
    assert not player.how_to.isVisible()
    assert player.dial.isVisible()
    pass_time(room, 4)
    assert room.controller.driver.view().active_s == 9


def test_the_picture_turns_with_the_side_one_lies_on(room, press, pass_time):
    room.controller.start("clamshell")
    press(room, Qt.Key.Key_T)
    player = room.pages.player
    assert player.dial._turned == 90
    seek(room, "clamshell", "switch")
    assert room.controller.driver.view().step.side is Side.RIGHT
    assert player.dial._turned == -90
    press(room, Qt.Key.Key_T)
    assert player.dial._turned == 0


def test_pocket_view_keeps_digits_name_and_bar_and_comes_back(room, press, pass_time):
    room.controller.start("pre-run-1")
    before = room.window.size()
    press(room, Qt.Key.Key_W)
    pass_time(room, 1)
    player = room.pages.player
    assert room.window.width() <= 480
    assert not player.figure.isVisible()
    assert player.dial.isVisible()
    press(room, Qt.Key.Key_W)
    pass_time(room, 1)
    assert room.window.size() == before
    assert player.figure.isVisible()


def test_m_and_plus_do_not_mind_that_there_is_no_sound(room, press):
    room.controller.start("pre-run-1")
    press(room, Qt.Key.Key_M)
    press(room, Qt.Key.Key_Plus)
    assert room.controller.driver is not None
