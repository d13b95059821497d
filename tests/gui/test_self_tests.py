"""Self-tests in the window: guided, scored per side, seen again with symmetry and rhythm."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from gui.pages.self_test_page import SelfTestPage
from gui.widgets.score_field import ScoreField
from tests.db.conftest import hold
from workouts.model import Category, Kind, Measure, Side
from workouts.records import SessionRecord
from workouts.self_test import scales


def texts(page):
    return [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]


def taken(room, days=0, **said):
    """A session with one side plank test a side and a step-down test of the left."""
    start = room.wall_clock() + timedelta(days=days)
    session = SessionRecord(
        *("", "self-test-screen", "Self-test screen", Kind.SELF_TEST, start),
        *(start + timedelta(minutes=9), "finished", 540.0, 540.0, 0.0),
    )
    test = {"category": Category.SELF_TEST, "started_at": start, "target_s": None}
    plank = {"exercise_id": "side-plank-test", "exercise_name": "Side-plank endurance test"}
    reps = {"measure": Measure.REPS, "held_s": None, "done_reps": 5}
    sets = [
        hold(1, Side.LEFT, **plank, **{"held_s": 36.0, **said}, **test),
        hold(2, Side.RIGHT, **plank, held_s=40.0, **test),
        hold(
            3,
            Side.LEFT,
            **reps,
            **test,
            exercise_id="step-down-test",
            exercise_name="Lateral step-down test",
        ),
    ]
    return room.history.corrections.add_session(session, sets)


@pytest.fixture
def page(room):
    room.self_tests.show_tests()
    return room.self_tests.page


def test_every_test_can_be_started_and_none_has_a_value_yet(room, page):
    assert set(page.start_buttons) == set(scales())
    assert texts(page).count("Not taken yet") == 8
    assert page.bars == {}


def test_the_start_button_begins_the_guided_test(room, page, qtbot):
    qtbot.mouseClick(page.start_buttons["trendelenburg-test"], Qt.MouseButton.LeftButton)
    driver = room.controller.driver
    assert driver.session.timeline.steps[0].exercise.id == "trendelenburg-test"


def test_a_guided_test_ends_with_its_scores_and_then_its_summary(room, page, pass_time, qtbot):
    page.start_buttons["trendelenburg-test"].click()
    pass_time(room, 120)
    tests = room.self_tests.score_page
    assert tests.isVisible()
    left, right = tests.fields.values()
    assert (left.value, right.value) == (30.0, 30.0)
    left.number.box.setValue(21)
    tests.done_button.click()
    assert room.pages.summary.isVisible()
    session = room.history.sessions(1)[0]
    assert [one.held_s for one in room.history.sets(session.id)] == [21.0, 30.0]


@pytest.mark.parametrize("id_", sorted(scales()))
def test_each_of_the_eight_is_guided_and_recorded_side_by_side(id_, room, page, pass_time, qapp):
    page.start_buttons[id_].click()
    for _ in range(40):
        driver = room.controller.driver
        if driver is None:
            break
        if driver.view().left is None:  # a set at one's own pace
            driver.done()
        pass_time(room, 10, step=1.0)
    tests = room.self_tests.score_page
    assert tests.isVisible()
    for number, field in enumerate(tests.fields.values(), 1):
        for box in field.boxes[:number]:
            box.click()
        for choice in field.choices[:number]:
            choice.click()
        if field.number:
            field.number.box.setValue(20 + number)
    tests.done_button.click()
    qapp.processEvents()
    done = room.history.sets(room.history.sessions(1)[0].id)
    assert {one.exercise_id for one in done} == {id_}
    assert {one.side for one in done} in ({Side.LEFT, Side.RIGHT}, {Side.BOTH})
    assert [getattr(one, scales()[id_].column) for one in done] == [
        field.value for field in tests.fields.values()
    ]
    assert None not in [field.value for field in tests.fields.values()]
    room.self_tests.show_tests()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert texts(room.self_tests.page).count("Not taken yet") == 7


def test_a_session_without_tests_goes_straight_to_its_summary(room, pass_time):
    room.controller.start("glute-bridge")
    pass_time(room, 120)
    assert room.pages.summary.isVisible()


def test_last_values_symmetry_and_rhythm_are_shown(room):
    taken(room, days=-30, held_s=30.0)
    taken(room, days=-1)
    room.self_tests.show_tests()
    said = texts(room.self_tests.page)
    assert {"36 s", "40 s"} <= set(said)
    assert room.self_tests.page.bars["side-plank-test"].text == "Symmetry 90 %, even"
    assert any("before 30 s, a change inside the noise of the test" in one for one in said)
    assert any("again from" in one for one in said)
    assert "Due" not in said


def test_a_test_of_four_weeks_ago_is_due(room):
    taken(room, days=-28)
    room.self_tests.show_tests()
    assert texts(room.self_tests.page).count("Due") == 1  # the step-down was never scored


def test_scores_can_be_put_in_later(room, qapp):
    session = taken(room, days=-1)
    tests = room.self_tests
    tests.show_tests()
    assert "Done on 6 January 2030, not scored yet" in texts(tests.page)
    tests.page.score_buttons["step-down-test"].click()
    assert tests.score_page.isVisible()
    *_, step_down = tests.score_page.fields.values()
    assert step_down.value is None
    step_down.boxes[1].click()
    step_down.boxes[4].click()
    assert [one.score for one in room.history.sets(session)] == [None, None, 3.0]
    step_down.boxes[1].click()
    step_down.boxes[4].click()
    assert room.history.sets(session)[2].score is None
    step_down.none_box.click()
    assert room.history.sets(session)[2].score == 0.0
    tests.score_page.done_button.click()
    assert "0 of 6 faults" in texts(tests.page)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any("not scored yet" in one for one in texts(tests.page))


def test_an_open_number_is_unknown_not_zero(qtbot):
    field = ScoreField(scales()["heel-raise-test"], "Heel raises, left")
    qtbot.addWidget(field)
    said = []
    field.score_said.connect(said.append)
    assert field.number.box.text() == "–"
    field.number.box.stepUp()
    field.number.box.stepUp()
    field.number.box.setValue(-1)
    assert said == [0.0, 1.0, None]


def test_a_rating_is_one_of_three(qtbot):
    field = ScoreField(scales()["single-leg-squat-test"], "Squat, left")
    qtbot.addWidget(field)
    said = []
    field.score_said.connect(said.append)
    field.choices[2].click()
    field.choices[0].click()
    assert said == [3.0, 1.0]
    field.show_value(None)
    assert not any(one.isChecked() for one in field.choices)


def test_escape_leaves_the_page(qtbot):
    page = SelfTestPage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.leave_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_progress_leads_to_the_tests_and_back(room, qtbot):
    room.window.show_home(room.progress_stack)
    room.progress.show_overview()
    qtbot.mouseClick(room.progress.page.tests_button, Qt.MouseButton.LeftButton)
    assert room.self_tests.page.isVisible()
    qtbot.keyClick(room.self_tests.page, Qt.Key.Key_Escape)
    assert room.window.current_page is room.progress_stack
