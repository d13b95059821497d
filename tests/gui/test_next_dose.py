"""The summary says what comes next and why; what is accepted counts from then on."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.db.conftest import hold
from workouts.dosing import bottom
from workouts.model import Category, Kind, Side
from workouts.own_dose import OwnDose
from workouts.records import SessionRecord
from workouts.timeline import Options


def holds(room):
    timeline = room.controller.library.timeline("adductor-ladder")
    return {s.planned_s for s in timeline.steps
            if s.exercise.id == "copenhagen-hold" and s.kind == "work"}  # fmt: skip


def trained(room, pass_time, rpe=7):
    room.controller.start("adductor-ladder")
    pass_time(room, 500)
    room.corrections.keep_effort(rpe)
    return room.pages.summary.next_card


def row(card, exercise):
    return next(one for one in card.rows if one.key == exercise)


def test_a_session_on_target_grows_a_little_once_it_is_accepted(room, pass_time):
    before = holds(room)
    card = trained(room, pass_time)
    offered = row(card, "copenhagen-hold")
    assert offered.word == "More"
    assert offered.change == "4 × 15 s each side  →  4 × 17 s each side"
    assert "on target" in offered.why
    assert holds(room) == before
    card.button("copenhagen-hold", "accept").click()
    assert row(card, "copenhagen-hold").answer == "accepted"
    assert holds(room) == {17.0}
    card.button("copenhagen-hold", "undo").click()
    assert holds(room) == before


def test_keep_as_is_changes_nothing_and_is_remembered(room, pass_time):
    before = holds(room)
    card = trained(room, pass_time)
    card.button("copenhagen-hold", "keep").click()
    assert row(card, "copenhagen-hold").answer == "kept"
    assert holds(room) == before


def test_too_much_pain_leads_to_the_easier_exercise(room, pass_time):
    card = trained(room, pass_time)
    room.corrections.keep_pain(6)
    offered = row(card, "copenhagen-hold")
    assert offered.word == "Easier"
    card.button("copenhagen-hold", "accept").click()
    steps = room.controller.library.timeline("adductor-ladder").steps
    easier = room.controller.library.exercises["copenhagen-long-supported"]
    found = {s.planned_s for s in steps if s.exercise.id == easier.id and s.kind == "work"}
    assert found == {bottom(easier).hold_s}


def test_all_can_be_accepted_at_once_and_count_at_the_next_start(
    room, make_room, pass_time, library
):
    card = trained(room, pass_time)
    card.accept_all_button.click()
    assert all(one.answer == "accepted" for one in card.rows if one.changes)
    assert holds(make_room()) == {17.0}


def test_nothing_is_offered_after_a_warm_up(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    assert not room.pages.summary.next_card.isVisible()


def test_a_wrong_file_of_own_rules_is_said_and_the_usual_numbers_count(room, pass_time, tmp_path):
    (tmp_path / "rules.toml").write_text("add_hold_s = 99\n")
    card = trained(room, pass_time)
    assert "rules.toml, line 1: add_hold_s" in card.problem_label.text()
    assert row(card, "copenhagen-hold").change.endswith("17 s each side")


def test_the_page_of_the_exercise_shows_your_dose_and_leads_back(room, pass_time):
    before = holds(room)
    trained(room, pass_time).button("copenhagen-hold", "accept").click()
    room.library.open_exercise("copenhagen-hold")
    page = room.library.pages.made["exercise"]
    assert "Your dose: 4 × 17 s each side" in texts(page)
    page.usual_button.click()
    assert holds(room) == before
    assert not any(text.startswith("Your dose") for text in texts(page))


def test_do_one_set_now_uses_it_too(room, pass_time):
    trained(room, pass_time).button("copenhagen-hold", "accept").click()
    room.pages.summary.done_button.click()
    room.library.do_one_set("copenhagen-hold")
    steps = room.controller.driver.session.timeline.steps
    assert {s.planned_s for s in steps if s.kind == "work"} == {17.0}


def texts(page):
    return [made.text() for made in page.findChildren(QLabel) if made.isVisibleTo(page)]


# -- each side by itself


def test_each_side_is_offered_its_own_dose_and_guided_through_it(room, pass_time):
    card = trained(room, pass_time)
    session = room.history.sessions(1)[0]
    short = next(
        one
        for one in room.history.sets(session.id)
        if one.exercise_id == "copenhagen-hold" and one.side is Side.LEFT
    )
    room.corrections.correct_set(short.id, {"held_s": 13.0, "ended_by": "dropped"})
    assert "copenhagen-hold" not in {one.key for one in card.rows}
    left, right = row(card, "copenhagen-hold/left"), row(card, "copenhagen-hold/right")
    assert (left.word, right.word) == ("The same", "More")
    assert right.change == "4 × 15 s  →  4 × 17 s"
    assert right.name.endswith(", right")
    card.button("copenhagen-hold/right", "accept").click()
    steps = room.controller.library.timeline("adductor-ladder").steps
    done = [s for s in steps if s.exercise.id == "copenhagen-hold" and s.kind == "work"]
    assert {s.planned_s for s in done if s.side is Side.LEFT} == {15.0}
    assert {s.planned_s for s in done if s.side is Side.RIGHT} == {17.0}
    room.library.open_exercise("copenhagen-hold")
    page = room.library.pages.made["exercise"]
    assert "Your dose: right 4 × 17 s" in texts(page)


# -- a weaker side


def take_test(room, left, right):
    """Four weeks after the one before."""
    room.wall_clock.offset += timedelta(days=28)
    start = room.wall_clock()
    session = SessionRecord(
        *("", "self-test-screen", "Self-test screen", Kind.SELF_TEST, start),
        *(start + timedelta(minutes=9), "finished", 540.0, 540.0, 0.0),
    )
    said = {"exercise_id": "adductor-hold-test", "exercise_name": "Adductor hold test",
            "category": Category.SELF_TEST, "started_at": start, "target_s": None}  # fmt: skip
    sets = [hold(1, Side.LEFT, held_s=left, **said), hold(2, Side.RIGHT, held_s=right, **said)]
    room.corrections.open_session(room.history.corrections.add_session(session, sets))
    room._decide(room.history.sessions(1)[0].id)
    return room.pages.summary.next_card


def test_two_tests_with_the_same_weaker_side_let_it_begin_and_do_one_set_more(room):
    assert not take_test(room, 30.0, 40.0).rows, "one test says nothing yet"
    card = take_test(room, 31.0, 40.0)
    assert row(card, "adductor-hold-test/left").change.startswith("The left side begins")
    before = room.controller.library.timeline("adductor-ladder", Options(first_side=Side.RIGHT))
    card.button("adductor-hold-test/left", "accept").click()
    assert row(card, "adductor-hold-test/left").answer == "accepted"
    after = room.controller.library.timeline("adductor-ladder", Options(first_side=Side.RIGHT))
    works = [s.side for s in after.steps if s.kind == "work" and s.side in Side]
    usual = [s.side for s in before.steps if s.kind == "work"]
    assert works.count(Side.LEFT) == usual.count(Side.LEFT) + 1
    sided = [s.side for s in after.steps if s.exercise.id == "copenhagen-hold"]
    assert sided[0] is Side.LEFT
    card = take_test(room, 39.0, 40.0)
    card.button("adductor-hold-test", "accept").click()
    again = room.controller.library.timeline("adductor-ladder", Options(first_side=Side.RIGHT))
    assert again.steps == before.steps


# -- time away, and too soon


def asked_back(room, days):
    room.use_settings(replace(room.settings, ease_back=True))
    room.wall_clock.offset += timedelta(days=days)
    room.controller.start("adductor-ladder")
    return room.returning.page


def test_after_time_away_less_is_offered_for_today(room, pass_time, qtbot):
    trained(room, pass_time).button("copenhagen-hold", "accept").click()
    room.pages.summary.done_button.click()
    page = asked_back(room, 20)
    assert page.isVisible()
    assert "20 days" in page.lead_label.text()
    assert any("one level easier" in text for text in texts(page))
    qtbot.keyClick(page.less_button, Qt.Key.Key_Return)
    steps = room.controller.driver.session.timeline.steps
    assert not any(s.exercise.id == "copenhagen-hold" for s in steps)
    assert holds(room) == {17.0}, "for today alone"


def test_time_away_can_be_answered_with_as_it_was_or_not_now(room, pass_time, qtbot):
    trained(room, pass_time)
    room.pages.summary.done_button.click()
    page = asked_back(room, 40)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert room.controller.driver is None
    assert room.pages.today.isVisible()
    room.controller.start("adductor-ladder")
    page.same_button.click()
    steps = room.controller.driver.session.timeline.steps
    assert {s.planned_s for s in steps if s.exercise.id == "copenhagen-hold"
            and s.kind == "work"} == {15.0}  # fmt: skip


def test_the_next_day_it_is_said_that_rest_may_help_and_nothing_is_held_up(room, pass_time):
    trained(room, pass_time)
    room.pages.summary.done_button.click()
    said = []
    room.returning.told.connect(said.append)
    assert asked_back(room, 1) is None
    assert room.controller.driver is not None
    [words] = said
    assert "48 hours" in words


def test_a_marked_sign_stops_every_dose(room, pass_time):
    card = trained(room, pass_time)
    room.doses.red_flag = True
    room.doses.refresh()
    assert {one.word for one in card.rows} == {"Stop"}
    assert not any(one.changes for one in card.rows)


def test_the_band_stands_beside_the_set_once_it_is_known(room, pass_time):
    room.use_settings(replace(room.settings, bands="light+medium"))
    exercise = room.controller.library.exercises["banded-clamshell"]
    room.controller.start(exercise.id)
    pass_time(room, 12)
    assert room.pages.player.last_label.text().startswith("Light band")
    pass_time(room, 120)
    done = room.history.sets(room.history.sessions(1)[0].id)
    assert {one.band for one in done} == {"light"}
    room.pages.summary.done_button.click()
    room.controller.use_doses(
        {exercise.id: OwnDose(exercise.id, exercise.dose, "R6-band", "medium")}
    )
    room.controller.start(exercise.id)
    pass_time(room, 12)
    assert room.pages.player.last_label.text().startswith("Medium band")
