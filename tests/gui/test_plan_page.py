"""The page of the plan: choose, begin, move, skip, repeat, lock, save; each with a way back."""

import pytest
from icalendar import Calendar
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from gui.plan_keeping_controller import OLD_KEY
from tests.gui.planning import MONDAY, after
from workouts.following import Following, PlanState
from workouts.model import Kind
from workouts.references import references


def texts(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_nothing_chosen_shows_which_programme_is_for_whom(planner):
    planner.plans.show()
    assert planner.offered() == [
        "PR-HABIT", "PR-HIP6", "PR-COPENHAGEN", "PR-RETURN", "PR-FOOT", "PR-TECH",
    ]  # fmt: skip
    shown = texts(planner.page)
    for case in (
        "You are new to this",
        "groin or inner thigh",
        "coming back",
        "arch",
        "pelvis drops",
    ):
        assert case in shown


@pytest.mark.parametrize(
    "programme", ["PR-HABIT", "PR-HIP6", "PR-COPENHAGEN", "PR-RETURN", "PR-FOOT", "PR-TECH"]
)
def test_each_programme_is_begun_by_its_buttons_with_its_sources_in_sight(planner, programme):
    planner.plans.show_setup(programme)
    page = planner.plans.setup_page
    assert page.isVisible()
    for says in planner.library.programmes[programme].says:
        assert says.text in texts(page)
        for key in says.source:
            assert key == "GP" or references()[key].text in texts(page)
    page.begin_button.click()
    assert planner.page.isVisible()
    assert {one.programme for one in planner.days} == {programme}
    assert planner.head.place.startswith(("Week 1 of", "Begins", "Waits for"))
    planner.undo()
    assert not planner.days


def test_a_programme_begins_today_or_later(planner):
    planner.plans.show_setup("PR-HABIT")
    edit = planner.plans.setup_page.start_edit
    edit.setDate(QDate(2030, 1, 1))
    assert edit.date() == QDate(2030, 1, 7)
    edit.setDate(QDate(2030, 1, 21))
    planner.plans.setup_page.begin_button.click()
    assert planner.days[0].day == after(15)


def test_without_a_day_to_train_on_nothing_begins(planner):
    planner.plans.show()
    planner.press("PR-HIP6", "choose")
    for chip in planner.plans.setup_page.training_chips:
        chip.setChecked(False)
    assert not planner.plans.setup_page.begin_button.isEnabled()


def test_a_programme_that_begins_later_shows_the_week_it_begins_in(planner):
    planner.now.go_to(after(2))  # a Wednesday
    planner.follow("PR-HIP6", start=after(7))
    assert "14 to 20 January" in texts(planner.page)
    assert planner.head.place == "Begins on Monday"
    planner.press("", "now")
    assert "7 to 13 January" in texts(planner.page)
    assert not planner.has("", "now")


def test_the_first_session_has_two_rounds_as_the_week_says(planner):
    planner.follow("PR-HIP6")
    usual = planner.library.timeline("hip-strength-1").total_s
    assert planner.plans.keeper.timeline(planner.days[0]).total_s < usual
    assert "2 rounds" in texts(planner.page)


def test_a_session_is_moved_skipped_and_repeated_and_each_is_undone(planner):
    planner.follow("PR-HIP6")
    one = planner.days[0]
    planner.page.menus[one.id, "move"].actions()[0].trigger()
    assert not planner.on(MONDAY)
    planner.undo()
    assert planner.on(MONDAY) == ["hip-strength-1"]
    planner.press(one.id, "skip")
    assert not planner.on(MONDAY)
    planner.undo()
    assert planner.on(MONDAY) == ["hip-strength-1"]
    planner.do(one)
    planner.page.menus[one.id, "repeat"].actions()[0].trigger()
    assert planner.on(after(2)) == ["hip-strength-1"]
    planner.undo()
    assert not planner.on(after(2))


def test_strength_is_never_offered_next_to_strength(planner):
    planner.follow("PR-HIP6")
    offered = [
        action.text() for action in planner.page.menus[planner.days[0].id, "move"].actions()
    ]
    assert not any(day in offered for day in ("Thursday 10 January", "Saturday 12 January"))
    assert "Wednesday 9 January" in offered


def test_an_overdue_session_is_open_and_counts_when_it_is_done_late(planner):
    planner.follow("PR-HIP6")
    planner.go_to(after(1))
    assert "still open: do it, move it or skip it" in texts(planner.page)
    planner.do(planner.days[0])
    assert planner.days[0].done_on == after(1)
    assert "Tuesday 8 January" in texts(planner.page)


def test_the_next_strength_session_waits_for_two_days_after_the_last_one(planner):
    planner.follow("PR-HIP6")
    planner.go_to(after(3))
    planner.do(planner.days[0])  # Monday's, on Thursday
    planner.go_to(after(4))
    friday = next(one for one in planner.days if one.day == after(4))
    told = "Rest first: 48 hours between strength days, so tomorrow (ACSM-RT)."
    assert told in texts(planner.page)
    assert not planner.has(friday.id, "start")
    planner.plans.start(friday.id)
    assert not planner.begun
    assert "Rest first" in planner.today[-1].detail
    planner.go_to(after(5))
    assert planner.has(friday.id, "start")


def test_a_run_of_days_to_come_cannot_be_told_yet(planner):
    planner.follow("PR-RETURN")
    planner.press("cleared", "yes")
    runs = [one for one in planner.days if planner.book.role(one).value == "run"]
    days = planner.plans.keeper.rows().week(runs[0].day)
    shown = {row.id: row for day in days for row in day.rows}
    assert not shown[runs[0].id].startable


def test_a_run_of_the_plan_is_told_with_one_press(planner):
    planner.follow("PR-RETURN")
    run = next(one for one in planner.days if planner.book.role(one).value == "run")
    planner.go_to(run.day)
    planner.plans.say_run(run.id)
    assert planner.book.is_done(run)


def test_any_warm_up_of_the_day_counts_for_the_planned_one(planner):
    planner.follow("PR-HABIT")
    planner.go_to(after(1))
    planner.train("warm-up", Kind.WARM_UP)
    assert [one.done for one in planner.days[:2]] == [True, False]
    planner.train("warm-up", Kind.WARM_UP)
    assert [one.done for one in planner.days[:2]] == [True, False], "only that of the day"


def test_a_session_left_early_fulfils_nothing(planner):
    planner.follow("PR-HIP6")
    planner.train("hip-strength-1", state="stopped")
    assert not planner.days[0].done


def test_adductor_holds_run_beside_hip_strength(planner):
    planner.follow("PR-HIP6")
    planner.press("", "another")
    assert planner.offered() == ["PR-COPENHAGEN"]
    planner.press("", "back")
    planner.press("", "another")
    planner.press("PR-COPENHAGEN", "choose")
    planner.plans.setup_page.begin_button.click()
    assert len(planner.book.state.following) == 2
    role = planner.book.role
    week = [one for one in planner.days if one.week == 3 and role(one).value == "strength"]
    assert len([one for one in week if one.programme == "PR-HIP6"]) == 2
    planner.undo()
    assert {one.programme for one in planner.days} == {"PR-HIP6"}


def test_another_programme_takes_the_place_of_the_first(planner):
    planner.follow("PR-HIP6")
    planner.follow("PR-FOOT")
    assert {one.programme for one in planner.days} == {"PR-FOOT"}


def test_a_locked_plan_offers_no_start_and_leads_to_the_advice(planner, qtbot):
    planner.follow("PR-HIP6")
    planner.lock = "Stop. Emergency care, now"
    planner.plans.refresh()
    one = planner.days[0]
    assert not planner.has(one.id, "start")
    assert planner.lock in texts(planner.page)
    assert planner.today[-1].locked
    planner.plans.start(one.id)
    planner.plans.start_today()
    assert not planner.begun
    with qtbot.waitSignal(planner.plans.safety_requested):
        planner.press("", "lock-read")


def test_the_plan_is_saved_as_a_calendar_that_names_what_was_done(planner, tmp_path):
    planner.follow("PR-HABIT")
    planner.go_to(after(1))
    planner.do(planner.days[0])
    planner.plans.end("PR-HABIT")
    planner.follow("PR-RETURN", start=after(7))
    planner.plans.save_calendar(tmp_path / "plan.ics")
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert len(events) == len(planner.days) + 1
    names = {str(event["summary"]) for event in events}
    assert {"Wake-up minute", "Hip strength: beginner", "Walk-run 1"} <= names
    assert all(event["dtstart"].dt.year == 2030 for event in events)


def test_what_was_followed_as_a_setting_is_followed_in_the_history(planner):
    planner.follow("PR-HIP6")
    planner.plans.plan.keep(PlanState())
    store = planner.plans.keeper._store
    store.setValue(
        OLD_KEY,
        '{"following":[{"programme":"PR-HIP6","training":[0,2,4],"runs":[1,3,5],'
        '"paused_on":"2030-01-07","answers":{"cleared":true},"passed":[0]}]}',
    )
    planner.plans.refresh()
    assert planner.head.paused
    kept = Following(
        "PR-HIP6", (0, 2, 4), (1, 3, 5), paused_on=MONDAY, answers={"cleared": True}, passed=(0,)
    )
    assert planner.plans.plan.state() == PlanState((kept,))
    assert not store.contains(OLD_KEY)


def test_the_way_back_stays_while_gates_are_looked_at(planner):
    planner.follow("PR-RETURN")
    planner.press("cleared", "yes")
    planner.press("PR-RETURN", "pause")
    planner.undo()
    assert not planner.head.paused
    assert planner.book.state.of("PR-RETURN").passed == (0,)


def test_the_page_is_worked_with_keys_alone(planner, qtbot):
    planner.follow("PR-HIP6")
    one = planner.days[0]
    assert planner.window.focusWidget() is planner.page.buttons[one.id, "start"]
    planner.page.buttons[one.id, "skip"].setFocus()
    qtbot.keyClick(planner.page.buttons[one.id, "skip"], Qt.Key.Key_Return)
    assert not planner.on(MONDAY)


def test_nothing_is_cut_off_where_the_window_is_small(planner, qapp):
    planner.window.resize(760, 480)
    for shown in ("guide", "week"):
        if shown == "week":
            planner.follow("PR-COPENHAGEN")
        else:
            planner.plans.show()
        for _ in range(2):
            qapp.processEvents()
        (area,) = planner.page.findChildren(QScrollArea)
        assert area.widget().width() <= area.viewport().width(), shown
        labels = planner.page.findChildren(QLabel)
        words = [it for it in labels if it.isVisible() and it.wordWrap()]
        low = [it.text() for it in words if it.height() < it.heightForWidth(it.width())]
        assert not low, "each has room for its lines at once"


def test_the_page_is_looked_at_from_its_top(planner, qapp):
    planner.window.resize(760, 480)
    planner.follow("PR-COPENHAGEN")
    qapp.processEvents()
    (area,) = planner.page.findChildren(QScrollArea)
    area.verticalScrollBar().setValue(200)
    planner.plans.page_asked(planner.stack)
    assert area.verticalScrollBar().value() == 0
    assert planner.window.focusWidget() is planner.page.buttons["side-plank-20", "try"]
