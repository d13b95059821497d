"""What can be pressed in the player does what its key does, and says its name."""

import pytest
from PySide6.QtCore import Qt

from gui.icons import FOLDER, icon, icon_exists
from gui.player.controls import ALWAYS, EFFORTS, PAUSED
from gui.player.player_page import PlayerPage
from workouts.session import State


def button(buttons, word):
    return next(one for one in buttons if one.word == word)


@pytest.mark.parametrize("control", [*ALWAYS, *PAUSED, *EFFORTS], ids=lambda c: c[1])
def test_each_control_has_a_wish_of_the_page_an_icon_and_a_word(control):
    icon_name, word, key, wish, _ = control
    assert hasattr(PlayerPage, wish) or wish in ("step_lengthened", "step_shortened")
    assert word
    assert key
    assert icon_exists(icon_name) or control in EFFORTS


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_can_be_painted_in_any_colour(path, qapp):
    made = icon(path.stem, "#ff0000", "#00ff00")
    image = made.pixmap(24, 24).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(24) for y in range(24)
               if image.pixelColor(x, y).alpha() > 250}  # fmt: skip
    assert colours == {"#ff0000"}


def test_a_session_goes_through_its_phases_by_controls_alone(room, pass_time):
    room.controller.start("copenhagen-hold")
    player, driver = room.pages.player, room.controller.driver
    button(player.controls.buttons, "Next").click()
    assert driver.view().step.kind == "work"
    button(player.controls.buttons, "Pause").click()
    assert driver.session.state is State.PAUSED
    assert player.controls.buttons[0].word == "Go on"
    button(player.pause_card.more, "More time").click()
    button(player.controls.buttons, "Go on").click()
    pass_time(room, 3)
    pass_time(room, 4)
    button(player.controls.buttons, "Drop").click()
    assert player.efforts.isVisible()
    button(player.efforts.buttons, "Hard").click()
    [session] = room.history.sessions()
    assert room.history.sets(session.id)[0].rpe == 9


def test_a_click_on_a_control_leaves_the_keys_with_the_page(room, qtbot):
    room.controller.start("copenhagen-hold")
    player = room.pages.player
    qtbot.mouseClick(button(player.controls.buttons, "Next"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(room.window.focusWidget(), Qt.Key.Key_Space)
    assert room.controller.driver.session.state is State.PAUSED


def test_space_is_named_done_in_a_set_at_ones_own_pace(room):
    room.pages.settings._editors["reps"].setCurrentIndex(1)
    room.controller.start("clamshell")
    player = room.pages.player
    button(player.controls.buttons, "Next").click()
    assert player.controls.buttons[0].word == "Done"
    assert not player.pause_card.more[3].isHidden()


def test_words_give_way_to_keys_where_the_window_is_narrow(room):
    room.controller.start("copenhagen-hold")
    room.window.resize(760, 560)
    player = room.pages.player
    first = player.controls.buttons[0]
    wide = [one.text() for one in player.controls.buttons]
    room.window.resize(1280, 800)
    assert first.text() == "Pause  Space"
    assert all(one.accessibleName() == one.word for one in player.controls.buttons)
    assert wide[0] in ("Space", "Pause  Space")
    right = max(one.geometry().right() for one in player.controls.buttons)
    assert right <= player.controls.width()


def test_every_page_of_the_rail_has_its_icon_beside_its_word(room):
    for one in room.window._buttons.buttons():
        assert icon_exists(one.property("icon_name")), one.text()
        assert not one.icon().isNull()
        assert one.text()


def test_efforts_keep_their_words_where_there_is_little_room(room, pass_time):
    room.controller.start("copenhagen-hold")
    room.window.resize(1024, 600)
    player = room.pages.player
    player.efforts.set_look(player._theme, 24, 200)
    assert [one.text() for one in player.efforts.buttons] == ["Hard", "About right", "Easy"]
    player.controls.set_look(player._theme, 24, 200)
    player.controls.show_first("play", "Go on")
    assert player.controls.buttons[0].text() == "Space"
