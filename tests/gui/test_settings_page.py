"""Settings: found by a word, tried out before they count, and each wired to what it says."""

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt

from gui.coaching_controller import cue_style
from gui.settings import Settings, load, read, save, shown
from workouts.cues import CueStyle
from workouts.model import Equipment


def choose(page, name, value):
    editor = page._editors[name]
    editor.setCurrentIndex(editor.findData(value))


def test_the_defaults_are_those_of_the_coach():
    assert cue_style(Settings()) == CueStyle()


def test_every_wish_about_cues_reaches_the_coach():
    other = {
        "halfway": "tone",
        "ten_seconds": False,
        "form_cues": "off",
        "count_down": 5,
        "praise": False,
        "tempo_clicks": False,
        "numbers": False,
        "count_words": "voice",
    }
    style = cue_style(replace(Settings(), **other))
    assert style == CueStyle("tone", False, "off", 5, False, False, False, True)
    assert len(other) == len(fields(CueStyle))


def test_search_leaves_what_has_the_word_and_says_when_nothing_has(room):
    page = room.pages.settings
    room.window.show_home(page)
    page.search_edit.setText("metronome")
    visible = [k.name for k in shown() if page._editors[k.name].isVisible()]
    assert visible == ["volume_clicks", "tempo_clicks"]
    page.search_edit.setText("nobody calls it that")
    assert page.nothing_label.isVisible()
    page.search_edit.clear()
    assert all(page._editors[k.name].isVisible() for k in shown())


def test_a_group_is_found_by_its_name(room):
    page = room.pages.settings
    room.window.show_home(page)
    page.search_edit.setText("pace")
    assert page._editors["first_side"].isVisible()
    assert not page._editors["theme"].isVisible()


def test_a_theme_is_chosen_by_its_picture(room):
    page = room.pages.settings
    dark = next(swatch for swatch in page.swatches if swatch.key == "dark")
    dark.click()
    assert room.settings.theme == "dark"
    assert [swatch.key for swatch in page.swatches if swatch.isChecked()] == ["dark"]


def test_equipment_is_switched_on_and_off(room, tmp_path):
    page = room.pages.settings
    chips = {chip.property("key"): chip for chip in page._editors["equipment"].findChildren(object)
             if chip.property("key")}  # fmt: skip
    chips[Equipment.BENCH].click()
    assert room.settings.equipment == "bench"
    chips[Equipment.BENCH].click()
    assert room.settings.equipment == "nothing"


def test_the_player_does_as_the_settings_say(room, qtbot):
    page, player = room.pages.settings, room.pages.player
    choose(page, "rest_step_s", 30)
    page._editors["flash"].setChecked(False)
    page._editors["turn_display"].setChecked(True)
    choose(page, "reps", "self-paced")
    room.controller.start("clamshell")
    assert not player._flash_timer.isActive()
    assert player.dial._turned in (90, -90)
    qtbot.keyClick(player, Qt.Key.Key_T)
    assert player.dial._turned == 0
    with qtbot.waitSignal(player.extend_requested) as extended:
        qtbot.keyClick(player, Qt.Key.Key_Up)
    assert extended.args == [30.0]
    steps = room.controller.driver.session.timeline.steps
    assert any(step.self_paced for step in steps)


def test_full_screen_comes_with_a_session_and_goes_with_it(room, pass_time):
    room.pages.settings._editors["full_screen"].setChecked(True)
    room.controller.start("pre-run-1")
    assert room.window.isFullScreen()
    pass_time(room, 60)
    assert not room.window.isFullScreen()


@pytest.mark.parametrize("name", [known.name for known in fields(Settings)])
def test_each_setting_survives_a_restart_in_either_face(name, tmp_path, room):
    known = next(known for known in fields(Settings) if known.name == name)
    if isinstance(known.default, bool):
        value = not known.default
    elif isinstance(choices := known.metadata.get("choices"), tuple):
        value = next(key for key, _ in choices if key != known.default)
    else:
        value = known.metadata.get("high", "mat+chair")
    changed = replace(Settings(), **{name: value})
    save(room.store, changed)
    room.store.sync()
    assert load(room.store) == changed == read(tmp_path / "settings.ini")


def test_every_editor_can_be_reached_by_keyboard_and_has_a_name(room):
    page = room.pages.settings
    for known in shown():
        editor = page._editors[known.name]
        assert editor.accessibleName()
        reached = [editor, *editor.findChildren(type(page.voice_button))]
        assert any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in reached), known.name


def test_the_wheel_scrolls_the_page_and_changes_no_value(room, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    combo = room.pages.settings._editors["halfway"]
    combo.clearFocus()
    none, up = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), none,
        Qt.KeyboardModifier.NoModifier, up, False,
    )  # fmt: skip
    assert room.pages.settings.eventFilter(combo, wheel)
