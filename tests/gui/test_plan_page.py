"""The plan in the window: chosen, followed through its weeks, moved, paused, locked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from workouts.plan import own_weekdays
from workouts.programmes import Role

MONDAY = date(2030, 1, 7)  # where the wall clock stands


@pytest.fixture
def plans(room):
    room.window.show_home(room.plan_stack)
    return room.plans


def press(plans, id_, what):
    plans.page.buttons[id_, what].click()


def follow(plans, programme, start=MONDAY, variant=""):
    found = plans._programme(programme)
    plans.begin(programme, start, own_weekdays(found), variant)


def on(plans, day):
    return [one for one in plans._days if one.day == day]


def go_to(clock, wall_clock, day, hour=7):
    at = wall_clock().replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=0)
    clock.now += (at - wall_clock()).total_seconds()


def do(room, plans, one):
    """Start a planned session in the window and skip through to its end."""
    plans.start(one.id)
    room.warnings.equipment and room.warnings.equipment.start_requested.emit(frozenset())
    driver = room.controller.driver
    assert driver, one
    timeline = driver.session.timeline
    while room.controller.driver:
        driver.skip()
        room._app.processEvents()
    room.controller.leave()
    return timeline


def done_elsewhere(room, plans, one):
    """Keep a finished session as the player does, without going through its steps."""
    timeline = plans.timeline(one)
    id_ = room.history.begin(timeline.workout_id, timeline.title, timeline.kind, 60, "test")
    room.history.finish(id_, "finished", 60, 0)
    room.controller.session_kept.emit(id_)
    return timeline


def test_nothing_chosen_shows_which_programme_is_for_whom(plans):
    offered = [key[0] for key in plans.page.buttons if key[1] == "choose"]
    assert offered[:3] == ["PR-HABIT", "PR-HIP6", "PR-COPENHAGEN"]
    assert len(offered) == 6


def test_a_programme_is_chosen_and_begun_by_its_buttons(plans):
    press(plans, "PR-HIP6", "choose")
    page = plans.setup_page
    assert page.isVisible()
    page.begin_button.click()
    assert plans.page.isVisible()
    assert {one.workout_id for one in on(plans, MONDAY)} == {"hip-strength-1"}
    assert plans.page.notice.isVisible()


def test_without_a_day_to_train_on_nothing_begins(plans):
    press(plans, "PR-HIP6", "choose")
    for chip in plans.setup_page.training_chips:
        chip.setChecked(False)
    assert not plans.setup_page.begin_button.isEnabled()


def test_beginning_can_be_undone(plans):
    follow(plans, "PR-HIP6")
    plans.page.notice.yes_button.click()
    assert not plans._days
    assert ("PR-HABIT", "choose") in plans.page.buttons


def test_the_first_session_has_two_rounds_as_the_week_says(plans, room):
    follow(plans, "PR-HIP6")
    (one,) = on(plans, MONDAY)
    assert plans.timeline(one).total_s < room.controller.library.timeline("hip-strength-1").total_s


def test_a_session_is_moved_skipped_and_repeated_and_each_is_undone(plans):
    follow(plans, "PR-HIP6")
    (one,) = on(plans, MONDAY)
    wednesday = MONDAY + timedelta(days=2)
    plans.page.menus[one.id, "move"].actions()[0].trigger()
    assert not on(plans, MONDAY)
    plans.page.notice.yes_button.click()
    assert [it.id for it in on(plans, MONDAY)] == [one.id]
    press(plans, one.id, "skip")
    assert not on(plans, MONDAY)
    plans.page.notice.yes_button.click()
    assert on(plans, MONDAY)
    plans.repeat(one.id, wednesday)
    assert [it.workout_id for it in on(plans, wednesday)] == ["hip-strength-1"]


def test_strength_is_never_offered_next_to_strength(plans):
    follow(plans, "PR-HIP6")
    (one,) = on(plans, MONDAY)
    offered = [action.text() for action in plans.page.menus[one.id, "move"].actions()]
    assert not any(day in offered for day in ("Thursday 10 January", "Saturday 12 January"))
    assert "Wednesday 9 January" in offered


def test_today_shows_what_the_plan_has_and_starts_it_as_planned(plans, room):
    follow(plans, "PR-HIP6")
    shown = plans.planned_today()
    assert (shown.workout_id, shown.done) == ("hip-strength-1", False)
    room.pages.today.plan_button.click()
    room.warnings.equipment and room.warnings.equipment.start_requested.emit(frozenset())
    timeline = room.controller.driver.session.timeline
    assert timeline.total_s == plans.timeline(on(plans, MONDAY)[0]).total_s


def test_four_weeks_of_a_habit_are_followed_in_the_window(plans, room, clock, wall_clock):
    follow(plans, "PR-HABIT")
    done = []
    for one in list(plans._days):
        go_to(clock, wall_clock, one.day)
        plans.refresh()
        in_the_window = one.workout_id not in done  # the others as records, to be quick
        act = do if in_the_window else done_elsewhere
        done.append(act(room, plans, one).workout_id)
    assert done == ["pre-run-1"] * 6 + ["pre-run-3"] * 3 + ["pre-run-5"] * 3
    assert all(one.done for one in plans._days)
    go_to(clock, wall_clock, MONDAY + timedelta(days=28))
    room.window.show_home(room.plan_stack)
    plans.refresh()
    assert plans._head(*plans._followed[0]).over
    room.window.show_home(room.plan_stack)


def test_six_weeks_of_hip_strength_are_followed_in_the_window(plans, room, clock, wall_clock):
    follow(plans, "PR-HIP6")
    seen = []
    for one in list(plans._days):
        go_to(clock, wall_clock, one.day)
        plans.refresh()
        act = do if len(seen) == 1 and one.workout_id == "pre-run-1" else done_elsewhere
        act(room, plans, one)
        if plans.role(one) is Role.STRENGTH:
            seen.append(one.workout_id)
    assert len(seen) == 14
    assert all(one.done for one in plans._days)
    assert plans._head(*plans._followed[0]).place == "Week 6 of 6"


def test_a_week_on_holiday_repeats_the_week_and_a_month_begins_again(
    plans, room, clock, wall_clock
):
    follow(plans, "PR-HABIT")
    done_elsewhere(room, plans, plans._days[0])
    go_to(clock, wall_clock, MONDAY + timedelta(days=11))
    plans.refresh()
    assert "11 days" in plans._head(*plans._followed[0]).back
    press(plans, "PR-HABIT", "come-back")
    ahead = [one for one in plans._days if not one.done]
    assert ahead[0].week == 1
    assert ahead[0].day >= MONDAY + timedelta(days=11)
    plans.page.notice.yes_button.click()
    go_to(clock, wall_clock, MONDAY + timedelta(days=45))
    plans.refresh()
    assert "begin again" in plans._head(*plans._followed[0]).back


def test_paused_it_offers_nothing_and_goes_on_where_it_was(plans, clock, wall_clock):
    follow(plans, "PR-HIP6")
    (one,) = on(plans, MONDAY)
    press(plans, "PR-HIP6", "pause")
    assert (one.id, "start") not in plans.page.buttons
    assert plans.planned_today() is None
    go_to(clock, wall_clock, MONDAY + timedelta(days=7))
    press(plans, "PR-HIP6", "resume")
    today = MONDAY + timedelta(days=7)
    assert [it.workout_id for it in on(plans, today)] == ["hip-strength-1"]
    assert not on(plans, MONDAY)


def test_ending_keeps_what_was_done(plans, room):
    follow(plans, "PR-HABIT")
    done_elsewhere(room, plans, plans._days[0])
    press(plans, "PR-HABIT", "end")
    assert ("PR-HABIT", "choose") in plans.page.buttons
    assert len([one for one in plans.plan.days() if one.done]) == 1


def test_a_gate_says_what_is_missing_and_holds_back_what_comes_after(plans):
    follow(plans, "PR-COPENHAGEN")
    first = plans._days[0]
    assert (first.id, "start") not in plans.page.buttons
    assert "Before you begin" in plans._may_start(first)


def test_an_answer_opens_what_only_the_athlete_knows(plans):
    follow(plans, "PR-RETURN")
    first = plans._days[0]
    assert plans._may_start(first)
    press(plans, "cleared", "yes")
    assert not plans._may_start(first)
    press_later = [one for one in plans._days if one.week > 2]
    assert all(plans._may_start(one) for one in press_later)


def test_a_week_before_a_closed_gate_comes_once_more(plans, clock, wall_clock):
    follow(plans, "PR-RETURN")
    press(plans, "cleared", "yes")
    go_to(clock, wall_clock, MONDAY + timedelta(days=13))
    plans.refresh()
    before = min(one.day for one in plans._days if one.week == 3)
    press(plans, "PR-RETURN", "repeat-week")
    assert min(one.day for one in plans._days if one.week == 3) == before + timedelta(days=7)
    assert len([one for one in plans._days if one.week == 2]) == 8


def test_adductor_holds_run_beside_hip_strength(plans):
    follow(plans, "PR-HIP6")
    press(plans, "", "another")
    offered = [key[0] for key in plans.page.buttons if key[1] == "choose"]
    assert offered == ["PR-COPENHAGEN"]
    press(plans, "PR-COPENHAGEN", "choose")
    plans.setup_page.begin_button.click()
    assert len(plans.state.following) == 2
    week = [one for one in plans._days if one.week == 3 and plans.role(one) is Role.STRENGTH]
    assert len([one for one in week if one.programme == "PR-HIP6"]) == 2
    plans.page.notice.yes_button.click()
    assert {one.programme for one in plans._days} == {"PR-HIP6"}


def test_another_programme_takes_the_place_of_the_first(plans):
    follow(plans, "PR-HIP6")
    follow(plans, "PR-FOOT")
    assert {one.programme for one in plans._days} == {"PR-FOOT"}


def test_a_locked_plan_offers_no_start_and_says_why(plans, room):
    follow(plans, "PR-HIP6")
    (one,) = on(plans, MONDAY)
    from workouts.safety import safety

    room.use_settings(replace(room.settings, red_flag=safety().flag[0].id))
    room._show_lock(room.warnings.lock)
    assert (one.id, "start") not in plans.page.buttons
    assert ("", "unlock") in plans.page.buttons
    assert plans.planned_today() is None
    plans.start(one.id)
    assert room.controller.driver is None
    press(plans, "", "unlock")
    assert (one.id, "start") not in plans.page.buttons, "before the advice was read"
    room.warnings.flags.read_tick.setChecked(True)
    room.warnings.flags.unlock_button.click()
    assert (one.id, "start") in plans.page.buttons


def test_the_plan_is_saved_as_a_calendar(plans, tmp_path):
    follow(plans, "PR-HIP6")
    plans.save_calendar(tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == len(plans._days)
    assert "SUMMARY:Hip strength: beginner" in text


def test_what_is_followed_is_known_at_the_next_start(plans, make_room):
    follow(plans, "PR-HIP6")
    again = make_room()
    assert again.plans.planned_today().workout_id == "hip-strength-1"


def test_a_run_of_the_plan_is_told_with_one_press(plans, room, clock, wall_clock):
    follow(plans, "PR-RETURN")
    run = next(one for one in plans._days if plans.role(one) is Role.RUN)
    go_to(clock, wall_clock, run.day)
    plans.say_run(run.id)
    assert plans._is_done(run)
    assert room.history.runs(5)
