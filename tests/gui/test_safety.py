"""Signs to stop at are a key away, lock the plan and let go again; equipment is looked at once."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.marks import Marks
from gui.safety_controller import checks_before, lock_of
from gui.settings import load
from tests.gui.planning import MONDAY
from workouts.plan import own_weekdays
from workouts.references import references
from workouts.rules import standard_rules
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


def test_the_limits_that_are_told_are_those_that_count():
    told = {limit.what: limit.most for limit in safety().limit}
    rules = standard_rules()
    assert told["Any exercise"] == rules.pain_limit
    assert told["Adductor holds"] == rules.adductor_pain_limit
    hold = next(rule for rule in safety().pain if rule.least == 4)
    assert (hold.least, hold.most) == (rules.amber_pain, rules.pain_limit)


def test_each_bench_band_ball_and_box_of_the_library_is_looked_at(library):
    for exercise in library.exercises.values():
        seen = {check.id for check in safety().checks_for(exercise.equipment)}
        used = {str(item) for item in exercise.equipment}
        assert ("bench" in seen) == bool(used & {"bench", "chair", "box-60cm"}), exercise.id
        assert ("band" in seen) == ("mini-band" in used), exercise.id
        assert ("ball" in seen) == ("stability-ball" in used), exercise.id


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


# -- the lock, and sessions that are begun all the same


@pytest.fixture
def locked(room):
    room.warning_link.click()
    room.warnings.flags.flag_buttons["deep-groin"].click()
    room.warnings.flags.back_button.click()
    return room


def test_a_strength_session_while_locked_begins_with_the_advice_and_a_free_choice(locked, qtbot):
    locked.controller.start("hip-strength-1")
    notice = locked.warnings.notice
    assert notice.isVisible()
    assert locked.controller.driver is None
    flag = safety().flag_of("deep-groin")
    assert notice.advice_label.text() == flag.do
    assert flag.what in notice.what_label.text()
    assert "Robertson & Wood" in notice.source_label.text()
    notice.begin_button.click()
    assert locked.pages.player.isVisible(), "it says so once, and does not argue"
    assert lock_of(locked.settings)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_stray_key_at_the_notice_begins_nothing(locked, qtbot, key):
    locked.controller.start("hip-strength-1")
    qtbot.keyClick(locked.warnings.notice, key)
    assert locked.controller.driver is None
    assert locked.pages.today.isVisible()


def test_the_notice_leads_to_where_the_lock_comes_off(locked):
    locked.controller.start("hip-strength-1")
    locked.warnings.notice.advice_button.click()
    flags = locked.warnings.flags
    assert flags.advice.isVisible()
    flags.read_tick.click()
    flags.unlock_button.click()
    assert locked.pages.today.isVisible()
    locked.controller.start("hip-strength-1")
    assert locked.pages.player.isVisible()


def test_the_look_at_equipment_comes_after_the_notice(wary):
    wary.use_settings(replace(wary.settings, red_flag="chest"))
    wary.controller.start("mini-band")
    wary.warnings.notice.begin_button.click()
    assert wary.warnings.equipment.isVisible()
    assert wary.controller.driver is None
    wary.warnings.equipment.start_button.click()
    assert wary.pages.player.isVisible()


def test_an_interrupted_session_goes_on_after_the_notice(locked, library):
    timeline = library.timeline("hip-strength-1")
    going_on = []
    locked.controller.notice_before(timeline, lambda: going_on.append(timeline))
    assert locked.warnings.notice.isVisible()
    assert not going_on
    locked.warnings.notice.begin_button.click()
    assert going_on == [timeline]


def test_a_warm_up_while_locked_is_told_beside_its_first_step(locked):
    locked.controller.start("pre-run-1")
    assert locked.pages.player.isVisible()
    assert "Stop running" in locked.pages.player.said_label.text()


def test_the_pause_of_a_session_has_the_signs_in_sight(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 8)
    room.controller.pause()
    card = room.pages.player.pause_card
    (signs,) = [one for one in card.more if one.key == "F9"]
    assert signs.isVisible()
    signs.click()
    assert room.warnings.flags.isVisible()
    room.warnings.flags.back_button.click()
    assert room.pages.player.isVisible()


def test_the_signs_are_a_key_away_from_every_page_that_fills_the_window(room, qtbot):
    def comes(page):
        assert page.isVisible()
        qtbot.keyClick(room.window, Qt.Key.Key_F9)
        assert room.warnings.flags.isVisible()
        room.warnings.flags.back_button.click()
        assert page.isVisible()

    room.welcoming.begin()
    comes(room.welcoming.first)
    room.welcoming.show_safety()
    comes(room.welcoming.safety)
    room.use_settings(replace(room.settings, checks_known=""))
    room.controller.start("adductor-ladder")
    comes(room.warnings.equipment)


def test_today_says_that_the_plan_is_locked_and_leads_to_the_advice(locked, library):
    programme = library.programmes["PR-HIP6"]
    locked.plans.begin("PR-HIP6", MONDAY, own_weekdays(programme))
    locked.show_today()
    plan_card = locked.pages.today.plan_card
    assert plan_card.title_label.text() == "Your plan is locked"
    assert not plan_card.start_button.isVisible()
    plan_card.advice_button.click()
    assert locked.warnings.flags.advice.isVisible()
    locked.warnings.flags.read_tick.click()
    locked.warnings.flags.unlock_button.click()
    assert plan_card.start_button.isVisible()


# -- the words of the catalogue


def test_the_words_on_safety_hold_all_that_the_catalogue_asks_for():
    words = safety()
    flags = {flag.id: f"{flag.what} -> {flag.do}".lower() for flag in words.flag}
    for id_, parts in {
        "numb-saddle": ("new numbness", "both legs", "bladder or bowel", "emergency care"),
        "deep-groin": ("at night", "stop running", "stress injury"),
        "on-a-bone": ("point to on a bone", "at rest", "stop running and jumping"),
        "chest": ("unusual breathlessness", "emergency care"),
        "after-a-fall": ("visible deformity", "urgent care"),
        "hot-joint": ("with fever", "calf", "urgent care"),
        "weight-loss": ("history of cancer", "constant pain at night"),
        "low-energy": ("missed periods", "low energy", "professional"),
    }.items():
        assert all(part in flags[id_] for part in parts), id_
    place = " ".join([*words.place, *(line for check in words.check for line in check.line)])
    for part in ("against a wall", "wheels", "nicks", "grippy", "two metres", "nflated", "edges"):
        assert part in place
    assert "able to hold the weight" in place
    questions = " ".join(words.question).lower()
    for part in ("chest pain", "doctor told you", "fainting", "blood pressure", "bone or joint",
                 "over 69", "possibly pregnant", "any other reason"):  # fmt: skip
        assert part in questions


def test_the_outside_of_the_hip_is_thought_of_before_every_move_that_loads_it(library):
    (guidance,) = [one for one in safety().guidance if one.id == "side-of-hip"]
    for id_ in ("curtsy-lunge", "cross-curtsy-lunge", "leg-swing-side", "hip-hitch"):
        assert guidance.is_for(library.exercises[id_])
    assert guidance.source == ("GRIMALDI-2015",)


def test_every_source_of_the_safety_page_can_be_read_in_full(room):
    room.welcoming.show_safety()
    shown = " ".join(label.text() for label in room.welcoming.safety.findChildren(QLabel))
    for key in ("NHS-CES", "FNSF-2017", "PARQ", "GRIMALDI-2015", "SILBERNAGEL-2007", "GP"):
        assert references()[key].text in shown


def test_safety_is_asked_again_after_an_illness_that_is_over(room, clock):
    room.use_settings(replace(room.settings, safety_read="2030-01-05"))
    assert not room.welcoming.ask_safety()
    marks = Marks(room.database)
    marks.add(date(2030, 1, 4), date(2030, 1, 7), "illness", "flu")
    assert not room.welcoming.ask_safety(), "still ill today"
    clock.now += 86_400
    assert room.welcoming.ask_safety()
    room.welcoming.safety.done_button.click()
    assert not room.welcoming.ask_safety(), "once is enough"
