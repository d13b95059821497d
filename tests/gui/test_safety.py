"""Signs to stop at are a key away, lock the plan and let go again; equipment is looked at once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.safety_controller import checks_before, lock_of
from gui.settings import load
from workouts.references import references
from workouts.safety import safety
from workouts.session import State
from workouts.warm_up import Wishes, compose


@pytest.fixture
def flags(room):
    room.warning_link.click()
    return room.warnings.flags


@pytest.fixture
def wary(room):
    """A room where no look at equipment was ever dismissed."""
    room.use_settings(replace(room.settings, checks_known=""))
    return room


def test_every_statement_of_safety_has_a_source_that_is_known():
    words = safety()
    told = [*words.flag, *words.pain, *words.limit, *words.guidance, *words.check]
    assert all(one.source for one in told)
    assert {key for one in told for key in one.source} <= set(references())
    assert {check.id for check in words.check} == {"bench", "band", "ball"}
    assert len({flag.id for flag in words.flag}) == 8


def test_the_limits_of_pain_are_those_of_the_catalogue():
    assert {limit.what: limit.most for limit in safety().limit} == {
        "Any exercise": 5,
        "Adductor holds": 3,
        "Running": 2,
        "The next morning": 0,
    }


def test_the_link_and_its_key_lead_to_the_signs_from_every_page(room, qtbot):
    for number in range(len(room.window._buttons.buttons())):
        room.window._buttons.button(number).click()
        room.window.show_home()
        qtbot.keyClick(room.window, Qt.Key.Key_F9)
        assert room.warnings.flags.isVisible()
        room.warnings.flags.back_button.click()
        assert room.window.current_page is room.window._pages.widget(number)
    assert lock_of(room.settings) is None


def test_a_chosen_sign_locks_the_plan_with_its_advice_also_at_the_next_start(
    room, flags, make_room
):
    flags.flag_buttons["deep-groin"].click()
    assert flags.advice_label.text() == safety().flag_of("deep-groin").do
    assert "FNSF-2017" in flags.source_label.text()
    assert flags.advice.isVisible()
    assert not flags.choices.isVisible()
    assert room.warning_link.text().startswith("Plan locked")
    room.store.sync()
    assert lock_of(load(room.store)).id == "deep-groin"


def test_the_lock_goes_only_after_its_advice_was_read(room, flags):
    flags.flag_buttons["chest"].click()
    flags.unlock_button.click()
    assert lock_of(room.settings)
    flags.read_tick.click()
    flags.unlock_button.click()
    assert lock_of(room.settings) is None
    assert room.pages.today.isVisible()
    assert room.warning_link.text().startswith("Signs to stop at")
    room.warning_link.click()
    assert flags.choices.isVisible()


def test_leaving_the_signs_locks_nothing(room, flags, qtbot):
    qtbot.keyClick(flags, Qt.Key.Key_Escape)
    assert room.pages.today.isVisible()
    assert lock_of(room.settings) is None


def test_in_a_session_it_pauses_and_one_can_go_back_to_it(room, pass_time, qtbot):
    room.controller.start("pre-run-1")
    pass_time(room, 8)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_F9)
    assert room.controller.driver.session.state is State.PAUSED
    room.warnings.flags.back_button.click()
    assert room.pages.player.isVisible()
    assert room.controller.driver is not None


def test_a_sign_in_a_session_ends_it_keeps_what_was_done_and_shows_the_advice(
    room, pass_time, qtbot, qapp
):
    room.controller.start("pre-run-1")
    pass_time(room, 20)
    qtbot.keyClick(room.pages.player, Qt.Key.Key_F9)
    room.warnings.flags.flag_buttons["chest"].click()
    qtbot.waitUntil(lambda: room.controller.driver is None)
    qapp.processEvents()
    assert room.warnings.flags.isVisible()
    assert room.warnings.flags.advice.isVisible()
    (session,) = room.history.sessions(5)
    assert session.state == "stopped"


def test_a_session_with_a_bench_begins_with_a_look_at_it(wary, qtbot):
    wary.controller.start("adductor-ladder")
    page = wary.warnings.equipment
    assert page.isVisible()
    assert wary.controller.driver is None
    assert list(page.ticks) == ["bench", "adductor-holds"]
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert wary.pages.player.isVisible()
    assert wary.controller.driver.session.timeline.workout_id == "adductor-ladder"


def test_the_look_comes_again_at_the_next_session_unless_it_was_dismissed(wary, qtbot, qapp):
    for _ in range(2):
        wary.controller.start("adductor-ladder")
        assert wary.warnings.equipment.isVisible()
        wary.warnings.equipment.back_button.click()
    wary.controller.start("adductor-ladder")
    for tick in wary.warnings.equipment.ticks.values():
        tick.click()
    wary.warnings.equipment.start_button.click()
    wary.controller.driver.stop()
    qtbot.waitUntil(lambda: wary.controller.driver is None)
    wary.controller.start("adductor-ladder")
    assert wary.pages.player.isVisible()
    assert wary.settings.checks_known == "adductor-holds+bench"


def test_who_crosses_the_legs_is_told_about_the_outside_of_the_hip(wary):
    wary.controller.start("lunge-matrix")
    assert list(wary.warnings.equipment.ticks) == ["side-of-hip"]


def test_the_exercises_that_guidance_names_exist(library):
    named = {id_ for it in safety().guidance for id_ in it.exercise}
    assert named <= set(library.exercises)


def test_nothing_has_to_be_read_before_a_warm_up(wary):
    timeline = wary.controller.library.timeline("pre-run-3")
    assert checks_before(timeline, wary.settings) == ()


def test_a_warm_up_is_not_kept_waiting_by_its_band(wary, library):
    wary.controller.start_timeline(compose(Wishes(seconds=300), library))
    assert wary.pages.player.isVisible()
    assert "Mini band: No nicks" in wary.pages.player.said_label.text()


def test_leaving_the_look_starts_nothing(wary, qtbot):
    wary.controller.start("mini-band")
    qtbot.keyClick(wary.warnings.equipment, Qt.Key.Key_Escape)
    assert wary.controller.driver is None
    assert wary.pages.today.isVisible()


def test_a_session_without_equipment_to_look_at_begins_at_once(wary):
    wary.controller.start("pre-run-1")
    assert wary.pages.player.isVisible()


def test_the_safety_page_shows_its_sources(room):
    room.welcoming.show_safety()
    shown = " ".join(label.text() for label in room.welcoming.safety.findChildren(QLabel))
    for key in ("NHS-CES", "PARQ", "GRIMALDI-2015", "POLGLASS-2019", "TREK-PFP"):
        assert key in shown


def test_pain_told_after_the_look_belongs_to_the_session_that_begins(wary, qtbot):
    wary.controller.pain.asks = True
    wary.controller.start("adductor-ladder")
    qtbot.keyClick(wary.warnings.equipment, Qt.Key.Key_Return)
    qtbot.keyClick(wary.controller.pain.page, Qt.Key.Key_2)
    (session,) = wary.history.sessions(5)
    assert session.pain_before == 2
    assert wary.pages.player.isVisible()
