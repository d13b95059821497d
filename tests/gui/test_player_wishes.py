"""Keys, clickers and the session bar; and what less movement, flashes and the screen promise."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui import app_controller
from gui.player.player_page import FLASHES_APART_MS

KEYS = {
    Qt.Key.Key_Space: "pause_toggled",
    Qt.Key.Key_MediaPlay: "pause_toggled",
    Qt.Key.Key_MediaPause: "pause_toggled",
    Qt.Key.Key_MediaTogglePlayPause: "pause_toggled",
    Qt.Key.Key_Right: "next_requested",
    Qt.Key.Key_N: "next_requested",
    Qt.Key.Key_MediaNext: "next_requested",
    Qt.Key.Key_PageDown: "next_requested",
    Qt.Key.Key_Left: "back_requested",
    Qt.Key.Key_P: "back_requested",
    Qt.Key.Key_MediaPrevious: "back_requested",
    Qt.Key.Key_PageUp: "back_requested",
    Qt.Key.Key_D: "drop_requested",
    Qt.Key.Key_Return: "done_requested",
    Qt.Key.Key_Enter: "done_requested",
    Qt.Key.Key_C: "count_requested",
    Qt.Key.Key_S: "swap_requested",
    Qt.Key.Key_M: "mute_toggled",
    Qt.Key.Key_F: "full_screen_toggled",
    Qt.Key.Key_F11: "full_screen_toggled",
    Qt.Key.Key_T: "turn_requested",
    Qt.Key.Key_I: "how_to_requested",
    Qt.Key.Key_W: "pocket_toggled",
    Qt.Key.Key_Escape: "leave_requested",
    Qt.Key.Key_Up: "extend_requested",
    Qt.Key.Key_Down: "extend_requested",
    Qt.Key.Key_Plus: "volume_requested",
    Qt.Key.Key_Minus: "volume_requested",
    Qt.Key.Key_E: "variation_requested",
    Qt.Key.Key_H: "variation_requested",
    Qt.Key.Key_1: "effort_said",
    Qt.Key.Key_2: "effort_said",
    Qt.Key.Key_3: "effort_said",
}


def test_every_key_media_key_and_clicker_makes_its_wish(qtbot):
    from gui.player.player_page import PlayerPage

    page = PlayerPage()
    qtbot.addWidget(page)
    for key, wish in KEYS.items():
        with qtbot.waitSignal(getattr(page, wish), timeout=500, raising=False) as made:
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, none))
        assert made.signal_triggered, key


def test_a_click_on_the_bar_goes_to_that_step_and_so_does_the_keyboard(room, qtbot):
    room.controller.start("hip-strength-1")
    bar, driver = room.pages.player.bar, room.controller.driver
    box = bar._boxes()[7]
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(int(box.center().x()), 8))
    assert driver.view().step.index == 7
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_PageDown)
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert driver.view().step.index == 8


def test_less_movement_leaves_no_flash_and_no_frames(room):
    room.pages.settings._editors["reduced_motion"].setChecked(True)
    room.controller.start("clamshell")
    player = room.pages.player
    room.controller.driver.skip()
    player.refresh()
    assert not player._flash_timer.isActive()
    assert not player.figure._timer.isActive()


def test_the_frame_flashes_at_most_three_times_a_second(room):
    room.controller.start("hip-strength-1")
    player = room.pages.player
    assert FLASHES_APART_MS >= 1000 / 3
    player.finish_moving()
    for _ in range(5):  # within the same moment
        room.controller.driver.skip()
    assert not player._flash_timer.isActive()


def test_the_screen_is_kept_awake_for_a_session_and_let_go_after_it(room, pass_time):
    calls = []
    room.controller._awake.hold = lambda: calls.append("hold")
    room.controller._awake.release = lambda: calls.append("release")
    room.controller.start("pre-run-1")
    assert calls == ["hold"]
    pass_time(room, 62)
    assert calls == ["hold", "release"]


def test_the_right_names_stand_for_effort():
    assert set(app_controller.EFFORTS) == {"hard", "right", "easy"}


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_MediaNext])
def test_a_clicker_leads_through_a_whole_set(room, qtbot, key):
    room.controller.start("copenhagen-hold")
    driver = room.controller.driver
    seen = [driver.view().step.index]
    while room.controller.driver and driver.session.due is not None and len(seen) < 30:
        qtbot.keyClick(room.pages.player, key)
        seen.append(driver.session.step.index)
    assert seen[:4] == [0, 1, 2, 3]
