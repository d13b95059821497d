"""The first start: three steps into a first minute; safety in words; who trains."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from gui.athlete_controller import add_athlete, athletes
from gui.pages.athlete_page import AthletePage
from gui.settings import Settings, load, owned_equipment
from workouts.model import Equipment
from workouts.safety import safety


@pytest.fixture
def first(room):
    room.welcoming.begin()
    return room.welcoming.first


def test_three_times_enter_leads_into_the_first_minute(room, first, qtbot):
    for _ in range(3):
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert room.pages.player.isVisible()
    assert room.controller.driver.session.timeline.workout_id == "pre-run-1"
    assert room.settings.safety_read == "2030-01-07"


def test_what_one_has_and_how_one_is_coached_become_settings(room, first, tmp_path):
    first.equipment_buttons[Equipment.MINI_BAND].click()
    first.equipment_buttons[Equipment.CHAIR].click()
    first.next_button.click()
    first.voice_buttons["tones"].click()
    assert owned_equipment(room.settings) == {Equipment.CHAIR, Equipment.MINI_BAND}
    assert (room.settings.voice_on, room.settings.halfway) == (False, "tone")
    first.voice_buttons["voice"].click()
    assert (room.settings.voice_on, room.settings.halfway) == (True, "voice")
    room.store.sync()
    assert load(room.store).equipment == "chair+mini-band"
    assert not room.pages.settings._editors["voice_on"].isHidden()


def test_escape_skips_and_it_is_not_asked_again(room, first, qtbot):
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert room.pages.today.isVisible()
    assert room.store.allKeys()


def test_one_yes_advises_a_doctor_and_starts_nothing(room, first):
    first.next_button.click()
    first.next_button.click()
    first.safety.some_chip.click()
    assert first.safety.advice_label.text() == safety().if_yes
    first.next_button.click()
    assert room.controller.driver is None
    assert room.pages.today.isVisible()


def test_the_two_answers_exclude_each_other(first):
    first.safety.some_chip.click()
    first.safety.none_chip.click()
    assert not first.safety.some_chip.isChecked()
    assert first.safety.advice_label.isHidden()


def test_the_voice_can_be_heard_before_it_is_chosen(first, qtbot):
    with qtbot.waitSignal(first.voice_test_requested):
        first.voice_test.click()
    with qtbot.waitSignal(first.tones_test_requested):
        first.tones_test.click()


def test_safety_is_asked_once_and_again_after_half_a_year(room, qtbot):
    room.welcoming.ask_safety()
    page = room.welcoming.safety
    assert page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert room.pages.today.isVisible()
    room.welcoming.ask_safety()
    assert not page.isVisible()
    read = room.current_day() - timedelta(days=200)
    room.use_settings(replace(room.settings, safety_read=read.isoformat()))
    room.welcoming.ask_safety()
    assert page.isVisible()


def test_the_settings_lead_to_the_safety_page(room):
    room.pages.settings.safety_button.click()
    assert room.welcoming.safety.isVisible()


def test_the_red_flags_of_the_catalogue_are_all_there():
    told = " ".join(flag.what.lower() for flag in safety().flag)
    signs = ("genitals", "groin", "bone", "chest pain", "fall", "swollen", "weight", "periods")
    for sign in signs:
        assert sign in told
    assert [f.do for f in safety().flag if f.at_once] == [
        "Emergency care, now",
        "Stop. Emergency care, now",
    ]


@pytest.mark.parametrize("pain", range(11))
def test_every_pain_from_0_to_10_has_one_rule(pain):
    rules = [rule for rule in safety().pain if rule.least <= pain <= rule.most]
    assert len(rules) == 1


def test_nothing_said_about_equipment_is_not_nothing_owned():
    assert owned_equipment(Settings()) is None
    assert owned_equipment(replace(Settings(), equipment="nothing")) == frozenset()


def test_one_more_athlete_has_a_folder_and_is_asked_for(tmp_path, qtbot):
    assert [name for name, _ in athletes(tmp_path)] == ["First athlete"]
    assert "asked for" in add_athlete(tmp_path, "Ann")
    assert "already" in add_athlete(tmp_path, "ann")
    assert "letters" in add_athlete(tmp_path, "../elsewhere")
    assert [one.folder for _, one in athletes(tmp_path)] == [tmp_path, tmp_path / "profiles/Ann"]
    page = AthletePage([name for name, _ in athletes(tmp_path)])
    qtbot.addWidget(page)
    page.buttons[1].click()
    assert page.chosen == 1
