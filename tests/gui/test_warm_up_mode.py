"""A warm-up in the player: it says when it ends, and ends then."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from workouts.model import Side
from workouts.warm_up import Wishes, compose


@pytest.fixture
def begin(room, library, wall_clock):
    """Starts a warm-up, with the moment at which the door is to be shut."""

    def start(seconds, leave_in=None):
        ends_at = None if leave_in is None else wall_clock() + timedelta(seconds=leave_in)
        room.controller.start_timeline(compose(Wishes(seconds=seconds), library), ends_at)
        return ends_at

    return start


def until_over(room, pass_time):
    """Lets time pass; when it ended, as the history has it."""
    for _ in range(30):
        pass_time(room, 20)
        if room.controller.driver is None:
            return room.history.sessions()[0].finished_at
    return pytest.fail("it never ended")


def test_the_end_is_told_as_a_time_of_day(room, begin):
    begin(300)
    assert room.pages.player.less_time.isVisible()
    assert room.pages.player.less_time.finish_label.text() == "Done at 07:05"


def test_a_pause_moves_the_end_where_nothing_was_promised(room, begin, pass_time, qtbot):
    begin(300)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_Space)
    pass_time(room, 120)
    room.controller.warm_up.look()
    assert room.pages.player.less_time.finish_label.text() == "Done at 07:07"


def test_leave_at_is_met_to_the_second_after_a_pause_of_a_minute(room, begin, pass_time, qtbot):
    ends_at = begin(300, leave_in=300)
    pass_time(room, 70)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_Space)
    pass_time(room, 60)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_Space)
    assert room.pages.player.less_time.finish_label.text() == "Done at 07:05"
    ended = until_over(room, pass_time)
    assert 0 <= (ended - ends_at).total_seconds() <= 0.5
    [session] = room.history.sessions()
    assert (session.state, session.kind) == ("finished", "warm-up")
    assert session.active_s == pytest.approx(237, abs=0.5)
    assert session.paused_s == pytest.approx(63, abs=0.5)


def test_a_long_pause_keeps_the_exercise_under_way_even_on_both_sides(room, begin, pass_time):
    begin(480, leave_in=480)
    pass_time(room, 20)
    room.controller.driver.pause()
    pass_time(room, 240)
    room.controller.driver.resume()
    until_over(room, pass_time)
    [session] = room.history.sessions()
    held = {}
    for one in room.history.sets(session.id):
        if one.side in (Side.LEFT, Side.RIGHT):
            held.setdefault((one.exercise_id, one.side), []).append((one.done_reps, one.held_s))
    for (exercise, side), amounts in held.items():
        assert held[exercise, side.other] == amounts


def test_three_minutes_left_is_said_with_one_key(room, begin, pass_time, qtbot, wall_clock):
    begin(480)
    pass_time(room, 30)
    said = wall_clock()
    qtbot.keyClick(room.pages.player, Qt.Key.Key_3)
    assert "Shortened" in room.pages.player.said_label.text()
    ended = until_over(room, pass_time)
    assert 180 <= (ended - said).total_seconds() <= 180.5
    assert room.history.sessions()[0].state == "finished"


def test_three_minutes_left_is_said_with_the_mouse(room, begin, pass_time, qtbot):
    begin(480)
    less = room.pages.player.less_time
    assert not less.chips[0].isVisible()
    qtbot.mouseClick(less.open_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(less.chips[1], Qt.MouseButton.LeftButton)
    assert room.controller.driver.remaining_s() == pytest.approx(120, abs=0.01)
    assert not less.chips[0].isVisible()


def test_a_start_that_took_a_moment_is_not_told_as_shortened(room, begin, pass_time):
    begin(300, leave_in=299.4)
    pass_time(room, 1)
    assert not room.pages.player.said_label.text().startswith("Shortened")
    assert room.pages.player.less_time.finish_label.text() == "Done at 07:05"
    assert room.controller.driver.remaining_s() == pytest.approx(298.4, abs=0.01)


def test_it_is_not_made_longer(room, begin, qtbot):
    begin(60)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_5)
    assert room.controller.driver.remaining_s() == 60
    assert "sooner" in room.pages.player.said_label.text()
    assert not room.pages.player.less_time.open_button.isEnabled()


def test_a_promise_ended_during_a_pause_is_over_at_once(room, begin, pass_time):
    begin(60, leave_in=60)
    pass_time(room, 10)
    room.controller.driver.pause()
    pass_time(room, 120)
    room.controller.driver.resume()
    pass_time(room, 4)
    assert room.history.sessions()[0].state == "finished"


def cut_off(room, make_room, clock, qapp, seconds):
    """The window dies in the middle; after some seconds another one goes on."""
    room.controller.driver._timer.stop()
    room.controller.warm_up._timer.stop()
    room.controller.driver = None
    room.history._live.release()  # as the system does when a program is killed
    clock.tick(seconds)
    again = make_room()
    again.controller.continue_unfinished()
    qapp.processEvents()
    return again


def test_a_killed_warm_up_still_ends_when_it_was_promised(
    room, make_room, begin, pass_time, clock, qapp
):
    ends_at = begin(300, leave_in=300)
    pass_time(room, 70)
    again = cut_off(room, make_room, clock, qapp, 60)
    assert again.pages.player.less_time.finish_label.text() == "Done at 07:05"
    ended = until_over(again, pass_time)
    assert 0 <= (ended - ends_at).total_seconds() <= 0.5
    assert again.history.sessions()[0].state == "finished"


def test_continued_after_the_promised_end_it_takes_the_time_it_takes(
    room, make_room, begin, pass_time, clock, qapp
):
    begin(300, leave_in=300)
    pass_time(room, 70)
    again = cut_off(room, make_room, clock, qapp, 3600)
    assert again.controller.warm_up.ends_at is None
    until_over(again, pass_time)
    assert again.history.sessions()[0].active_s == pytest.approx(300, abs=0.5)


def test_three_minutes_said_on_the_way_are_kept_over_a_kill(
    room, make_room, begin, pass_time, clock, qapp, qtbot, wall_clock
):
    begin(480)
    pass_time(room, 30)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_3)
    ends_at = wall_clock() + timedelta(minutes=3)
    pass_time(room, 30)
    again = cut_off(room, make_room, clock, qapp, 30)
    ended = until_over(again, pass_time)
    assert 0 <= (ended - ends_at).total_seconds() <= 0.5


def test_a_workout_is_no_warm_up(room, qtbot):
    room.controller.start("hip-strength-1")
    assert not room.pages.player.less_time.isVisible()
    qtbot.keyClick(room.pages.player, Qt.Key.Key_3)
    assert room.controller.warm_up.ends_at is None
