"""A session in the window, from a key to the row in the database, without waiting a second."""

from PySide6.QtCore import Qt

from workouts.events import EndedBy


def press(qtbot, room, key):
    qtbot.keyClick(room.pages.player, key)


def kept(room):
    [session] = room.history.sessions()
    return session, room.history.sets(session.id)


def test_enter_on_today_starts_the_warm_up_and_it_runs_to_its_end(room, qtbot, pass_time):
    room.pages.today.chooser.group.button(1).click()
    qtbot.keyClick(room.pages.today.warm_up_button, Qt.Key.Key_Return)
    assert room.pages.player.exercise_label.text() == "Glute bridge hold"
    pass_time(room, 60)
    session, sets = kept(room)
    assert (session.state, session.active_s) == ("finished", 60.0)
    assert [(s.exercise_id, s.held_s, s.done_reps) for s in sets] == [
        ("glute-bridge", 30.0, None),
        ("standing-glute-squeeze", 12.0, 4),
    ]
    assert room.today.go_run.isVisible()
    assert room.today.go_run.title.text() == "Go run"


def test_the_digits_count_down_and_say_what_phase_it_is(room, pass_time):
    room.controller.start("pre-run-1")
    dial = room.pages.player.dial
    assert dial.accessibleName() == "Get ready 5"
    pass_time(room, 6)
    assert dial.accessibleName() == "Hold 29 of 30 s"
    pass_time(room, 35)
    assert dial.accessibleName().startswith("Reps 1 of 4")


def test_digits_are_large_enough_to_be_read_from_three_metres(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 8)
    share = room.pages.player.dial.digits_height() / room.window.height()
    assert 0.35 <= share <= 0.45


def test_space_pauses_and_the_lead_in_gives_time_to_come_back(room, qtbot, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 10)
    press(qtbot, room, Qt.Key.Key_Space)
    assert room.pages.player.pause_card.isVisible()
    pass_time(room, 30)
    assert room.controller.driver.view().active_s == 10.0
    press(qtbot, room, Qt.Key.Key_Space)
    assert room.pages.player.dial.accessibleName().startswith("Go on in 3")
    pass_time(room, 4)
    assert room.controller.driver.view().active_s == 11.0


def test_a_dropped_hold_keeps_the_seconds_held(room, qtbot, pass_time):
    room.controller.start("adductor-ladder")
    steps = room.controller.driver.session.timeline.steps
    hold = next(s for s in steps if s.exercise.id == "copenhagen-hold" and s.kind == "work")
    room.controller.driver.seek(hold.index)
    pass_time(room, 9.5)
    press(qtbot, room, Qt.Key.Key_D)
    _, sets = kept(room)
    assert (sets[-1].held_s, sets[-1].target_s, sets[-1].ended_by) == (9.5, 15, EndedBy.DROPPED)


def test_arrows_go_on_and_back(room, qtbot, pass_time):
    room.controller.start("pre-run-1")
    press(qtbot, room, Qt.Key.Key_Right)
    assert room.controller.driver.view().step.kind == "work"
    pass_time(room, 5)
    press(qtbot, room, Qt.Key.Key_Left)
    assert room.controller.driver.view().into == 0.0
    press(qtbot, room, Qt.Key.Key_Left)
    assert room.controller.driver.view().step.kind == "ready"


def test_up_and_down_change_the_rest_by_ten_seconds(room, qtbot):
    room.controller.start("pre-run-1")
    press(qtbot, room, Qt.Key.Key_Up)
    assert room.controller.driver.view().left == 15.0
    press(qtbot, room, Qt.Key.Key_Down)
    assert room.controller.driver.view().left == 5.0


def test_s_swaps_the_sides_and_the_badge_follows(room, qtbot):
    room.controller.start("copenhagen-hold")
    player = room.pages.player
    assert player.left_badge.isVisible()
    assert not player.right_badge.isVisible()
    press(qtbot, room, Qt.Key.Key_S)
    assert player.right_badge.isVisible()
    assert "Right side" in player.side_label.text()


def test_waking_from_sleep_pauses_where_the_athlete_left(room, clock, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 10)
    clock.tick(3600)
    room.controller.driver.wake()
    assert room.pages.player.pause_card.isVisible()
    assert "slept" in room.pages.player.pause_card.why_label.text()
    assert room.controller.driver.view().active_s <= 11.0


def test_a_sleep_that_the_clock_does_not_show_pauses_too(make_room, pass_time):
    slept = [0.0]
    room = make_room(asleep_s=lambda: slept[0])
    room.controller.start("pre-run-1")
    pass_time(room, 10)
    slept[0] = 600.0
    pass_time(room, 0.5)
    assert room.pages.player.pause_card.isVisible()


def test_an_interrupted_session_is_offered_and_goes_on_at_its_second(
    room, make_room, qtbot, pass_time
):
    room.controller.start("adductor-ladder")
    steps = room.controller.driver.session.timeline.steps
    hold = [s for s in steps if s.exercise.id == "copenhagen-hold" and s.kind == "work"][2]
    room.controller.driver.seek(hold.index)
    pass_time(room, 7)
    room.history._live.release()  # as the system does when a program is killed
    again = make_room()
    text = again.pages.today.notice_text.text()
    assert "set 3, left side" in text
    assert again.window.focusWidget() is again.pages.today.continue_button
    assert "Enter" not in again.pages.today.warm_up_button.detail_label.text()
    again.controller.continue_unfinished()
    view = again.controller.driver.view()
    assert (view.step.index, view.into) == (hold.index, 7.0)
    pass_time(again, 3 + 8)
    assert again.history.sets(again.history.sessions()[0].id)[-1].held_s == 15.0


def test_a_session_under_way_in_another_window_is_not_offered(room, make_room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 17)
    again = make_room()
    assert not again.pages.today.notice.isVisible()
    assert room.history.sessions()[0].state == "running"


def test_closing_an_interrupted_session_keeps_what_was_done(room, make_room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 17)
    room.history._live.release()  # as the system does when a program is killed
    again = make_room()
    again.pages.today.close_button.click()
    session, sets = kept(again)
    assert session.state == "stopped"
    assert [(s.held_s, s.ended_by) for s in sets] == [(12.0, EndedBy.DROPPED)]
    assert not again.pages.today.notice.isVisible()


def test_leaving_asks_and_keeps_what_was_done(room, qtbot, pass_time, monkeypatch):
    room.controller.start("pre-run-1")
    pass_time(room, 15)
    answers = iter([False, True])
    monkeypatch.setattr(room.window, "ask", lambda *_: next(answers))
    press(qtbot, room, Qt.Key.Key_Escape)
    pass_time(room, 3)
    assert room.controller.driver is not None
    press(qtbot, room, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.controller.driver is None)
    session, sets = kept(room)
    assert (session.state, sets[0].held_s) == ("stopped", 10.0)


def test_the_history_page_shows_the_session_and_its_sets(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    page = room.pages.history
    assert page.session_list.count() == 1
    assert "Glute bridge hold" in page.sets_label.text()
    assert "30 of 30 s" in page.sets_label.text()


def test_a_hold_needs_a_few_frames_for_breathing_and_a_pause_none(room, qtbot, pass_time):
    room.controller.start("pre-run-1")
    player = room.pages.player
    pass_time(room, 10)
    player.figure.finish_moving()
    player.refresh()
    assert player.figure._timer.interval() >= 200
    press(qtbot, room, Qt.Key.Key_Space)
    assert not player.figure._timer.isActive()
    press(qtbot, room, Qt.Key.Key_Space)
    pass_time(room, 36)
    assert player.figure._timer.isActive()
    assert player.figure._timer.interval() <= 34
