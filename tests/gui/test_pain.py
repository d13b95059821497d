"""Pain is asked where a dose depends on it, respected, and never made up."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def asked(make_room):
    room = make_room()
    read = "2030-01-06"
    room.use_settings(replace(room.settings, ask_pain=True, safety_read=read))
    return room


def page(room):
    return room.controller.pain.page


def shown(room):
    made = page(room)
    return made is not None and made.isVisible()


def test_it_is_asked_before_strength_work_and_kept_with_the_session(asked, qtbot):
    asked.controller.start("adductor-ladder")
    assert shown(asked)
    assert asked.controller.driver is None
    qtbot.keyClick(page(asked), Qt.Key.Key_2)
    assert asked.controller.driver
    assert asked.history.sessions()[0].pain_before == 2


def test_leaving_it_open_is_unknown_and_begins(asked, qtbot):
    asked.controller.start("adductor-ladder")
    qtbot.keyClick(page(asked), Qt.Key.Key_Return)
    assert asked.controller.driver
    assert asked.history.sessions()[0].pain_before is None


def test_a_warm_up_begins_without_a_question(asked):
    asked.controller.start("pre-run-1")
    assert asked.controller.driver
    assert not shown(asked)


@pytest.mark.parametrize(("key", "pain"), [(Qt.Key.Key_X, 10), (Qt.Key.Key_4, 4)])
def test_too_much_pain_is_advised_against_and_the_athlete_decides(asked, qtbot, key, pain):
    asked.controller.start("adductor-ladder")
    qtbot.keyClick(page(asked), key)
    assert asked.controller.driver is None
    assert page(asked).advice_label.text().startswith(f"{pain} is more than")
    page(asked).go_button.click()
    assert asked.history.sessions()[0].pain_before == pain


def test_the_limit_is_the_athletes_own(asked, qtbot, tmp_path):
    (tmp_path / "rules.toml").write_text("adductor_pain_limit = 1\n")
    asked.controller.start("adductor-ladder")
    qtbot.keyClick(page(asked), Qt.Key.Key_2)
    assert asked.controller.driver is None
    assert page(asked).advice_label.text().startswith("2 is more than")


def test_a_wrong_file_of_own_limits_leaves_the_usual_ones(asked, qtbot, tmp_path):
    (tmp_path / "rules.toml").write_text("adductor_pain_limit = 9\n")
    asked.controller.start("adductor-ladder")
    qtbot.keyClick(page(asked), Qt.Key.Key_4)
    assert page(asked).advice_label.text().startswith("4 is more than")


def test_not_today_begins_nothing(asked, qtbot):
    asked.controller.start("adductor-ladder")
    qtbot.keyClick(page(asked), Qt.Key.Key_9)
    qtbot.keyClick(page(asked), Qt.Key.Key_Return)
    assert asked.controller.driver is None
    assert asked.history.sessions() == []
    assert asked.pages.today.isVisible()


def done(room, qtbot, pass_time, after=None):
    room.controller.start("adductor-ladder")
    qtbot.keyClick(page(room), Qt.Key.Key_1)
    pass_time(room, 500)
    if after is not None:
        qtbot.keyClick(page(room), after)


def test_after_it_the_worst_is_asked_and_the_next_dose_follows(asked, qtbot, pass_time):
    done(asked, qtbot, pass_time)
    assert shown(asked)
    assert not asked.pages.summary.isVisible()
    qtbot.keyClick(page(asked), Qt.Key.Key_4)
    assert asked.pages.summary.isVisible()
    assert asked.history.sessions()[0].pain_worst == 4
    words = {row.key: row.word for row in asked.pages.summary.next_card.rows}
    assert words["copenhagen-hold"] == "Easier"


def test_the_next_morning_is_asked_about_once(asked, make_room, qtbot, pass_time, wall_clock):
    done(asked, qtbot, pass_time, Qt.Key.Key_0)
    asked.ask_first_questions()
    assert not shown(asked)
    wall_clock.offset += timedelta(days=1)
    asked.ask_first_questions()
    assert shown(asked)
    assert "Adductor hold ladder" in page(asked).question_label.text()
    qtbot.keyClick(page(asked), Qt.Key.Key_4)
    session = asked.history.sessions()[0]
    assert session.pain_morning == 4
    assert asked.pages.summary.isVisible()
    assert {row.word for row in asked.pages.summary.next_card.rows} == {"Less"}
    asked.window.show_home()
    asked.ask_first_questions()
    assert not shown(asked)


def test_a_morning_left_open_is_unknown_and_not_asked_again(asked, qtbot, pass_time, wall_clock):
    done(asked, qtbot, pass_time, Qt.Key.Key_0)
    wall_clock.offset += timedelta(days=1)
    asked.ask_first_questions()
    qtbot.keyClick(page(asked), Qt.Key.Key_Escape)
    assert asked.history.sessions()[0].pain_morning is None
    asked.ask_first_questions()
    assert not shown(asked)
