"""The manners of the player: held keys, questions, troubles that stay, small windows."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from workouts.session import State


@pytest.fixture
def press(qtbot):
    def press(room, key):
        qtbot.keyClick(room.pages.player, key)

    return press


def hold(room, qapp, key, times=5):
    """A key that is held down, as the system repeats it."""
    for number in range(times):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", number > 0
        )
        qapp.sendEvent(room.pages.player, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_N, Qt.Key.Key_PageDown])
def test_a_held_key_goes_one_step_only(room, qapp, key):
    room.controller.start("adductor-ladder")
    hold(room, qapp, key)
    assert room.controller.driver.view().step.index == 1


def test_a_held_arrow_goes_on_making_a_rest_longer(room, qapp):
    room.controller.start("adductor-ladder")
    driver = room.controller.driver
    rest = next(step for step in driver.session.timeline.steps if step.kind == "rest")
    driver.seek(rest.index)
    before = driver.view().left
    hold(room, qapp, Qt.Key.Key_Up)
    assert driver.view().left == before + 50


def test_who_stays_after_a_pause_is_still_paused(room, press, monkeypatch):
    room.controller.start("adductor-ladder")
    driver = room.controller.driver
    monkeypatch.setattr(room.window, "ask", lambda *_: False)
    press(room, Qt.Key.Key_Escape)
    assert driver.session.state is State.RESUMING
    driver.pause()
    press(room, Qt.Key.Key_Escape)
    assert driver.session.state is State.PAUSED


def test_how_to_opened_from_a_pause_leads_back_to_it(room, press):
    room.controller.start("adductor-ladder")
    player, driver = room.pages.player, room.controller.driver
    press(room, Qt.Key.Key_Space)
    press(room, Qt.Key.Key_I)
    assert player.how_to.isVisible()
    assert not player.pause_card.isVisible()
    press(room, Qt.Key.Key_I)
    assert driver.session.state is State.PAUSED
    assert not player.how_to.isVisible()
    assert player.pause_card.isVisible()
    assert player.dial.isVisible()


def test_an_open_how_to_follows_to_the_next_exercise(room, press):
    room.controller.start("adductor-ladder")
    player, driver = room.pages.player, room.controller.driver
    press(room, Qt.Key.Key_I)
    first = player.how_to.exercise
    last = driver.session.timeline.steps[-1]
    driver.seek(last.index)
    assert first is not last.exercise
    assert player.how_to.exercise is last.exercise


def test_a_trouble_comes_back_after_an_answer_and_goes_when_it_is_over(room, qtbot):
    room.controller.start("adductor-ladder")
    player = room.pages.player
    player.show_trouble("No sound device could be opened.")
    player.say("Noted: hard.")
    assert player.said_label.text() == "Noted: hard."
    player._said_timer.timeout.emit()
    assert player.said_label.text() == "No sound device could be opened."
    assert player._theme.warn in player.said_label.styleSheet()
    player.show_trouble("")
    assert not player.said_label.isVisible()


def test_an_answer_to_a_key_does_not_look_like_a_trouble(room):
    room.controller.start("adductor-ladder")
    player = room.pages.player
    player.say("Noted: hard.")
    assert player._theme.warn not in player.said_label.styleSheet()


def test_the_window_is_large_again_when_a_session_ends_in_the_pocket(room, press, pass_time):
    before = room.window.geometry()
    room.controller.start("adductor-ladder")
    press(room, Qt.Key.Key_W)
    pass_time(room, 1)
    assert room.window.width() < before.width()
    room.controller.driver.stop()
    pass_time(room, 1)
    assert room.window.geometry() == before


def test_in_the_pocket_there_are_buttons_for_what_is_needed_and_the_way_back(
    room, press, pass_time
):
    room.controller.start("adductor-ladder")
    press(room, Qt.Key.Key_W)
    pass_time(room, 1)
    player = room.pages.player
    press(room, Qt.Key.Key_Space)
    assert not player.pause_card.isVisible()
    shown = [button.wish for button in player.controls.buttons if button.isVisible()]
    assert shown == ["pause_toggled", "next_requested", "pocket_toggled"]
    assert all(
        player.rect().contains(button.mapTo(player, button.rect().bottomRight()))
        for button in player.controls.buttons
        if button.isVisible()
    )
    player.controls.buttons[-1].click()
    pass_time(room, 1)
    assert room.window._before_pocket is None


def test_swapping_sides_says_what_comes_first_or_that_there_is_nothing_to_swap(room, press):
    room.controller.start("copenhagen-hold")
    press(room, Qt.Key.Key_S)
    assert "right side" in room.pages.player.said_label.text()
    room.controller.driver.stop()
    room.controller.start("glute-bridge")
    press(room, Qt.Key.Key_S)
    assert room.pages.player.said_label.text() == "No other side is to come."


def test_a_session_left_with_the_how_to_open_hides_no_digits_of_the_next(room, press):
    room.controller.start("adductor-ladder")
    press(room, Qt.Key.Key_I)
    room.controller.driver.stop()
    room.controller.start("copenhagen-hold")
    assert room.pages.player.dial.isVisible()


def test_what_was_done_of_reps_with_a_hold_is_told_in_reps(room, press, pass_time):
    for _ in range(2):
        room.controller.start("adductor-squeeze")
        driver = room.controller.driver
        work = next(s for s in driver.session.timeline.steps if s.kind == "work")
        driver.seek(work.index)
        if room.pages.player.last_label.text():
            break
        pass_time(room, work.planned_s + 1)
        driver.stop()
        pass_time(room, 1)
    assert room.pages.player.last_label.text() == f"Last time {work.reps} of {work.reps} reps"


def test_the_arrows_scroll_the_how_to_and_leave_the_time_alone(room, press, qapp):
    room.window.resize(1024, 600)
    room.controller.start("copenhagen-hold")
    player, driver = room.pages.player, room.controller.driver
    press(room, Qt.Key.Key_I)
    qapp.processEvents()
    left, bar = driver.view().left, player.how_to._area.verticalScrollBar()
    press(room, Qt.Key.Key_Down)
    assert bar.value() > 0
    assert driver.view().left == left
    press(room, Qt.Key.Key_Up)
    assert bar.value() == 0
