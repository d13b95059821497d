"""Programmes followed through their weeks: done, missed, paused, away, at gates, to their end."""

from datetime import timedelta

from tests.gui.planning import MONDAY, after
from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.programmes import Role
from workouts.records import SetResult


def follow_to_the_end(planner, first_by_button=2):
    """Do each session on its day; the first of each workout by its button."""
    done = []
    for one in list(planner.days):
        planner.now.go_to(one.day)
        if done.count(one.workout_id) < 1 and len(set(done)) < first_by_button:
            planner.plans.refresh()
            planner.do(one)
        else:
            planner.train(one.workout_id)
        done.append(one.workout_id)
    planner.plans.refresh()
    return done


def strength(planner):
    return [one for one in planner.days if planner.book.role(one) is Role.STRENGTH]


def test_four_weeks_of_a_habit_end_with_what_comes_next(planner):
    planner.follow("PR-HABIT")
    done = follow_to_the_end(planner)
    assert done == ["pre-run-1"] * 6 + ["pre-run-3"] * 3 + ["pre-run-5"] * 3
    assert all(one.done for one in planner.days)
    assert planner.head.over
    assert (planner.head.place, planner.head.done) == ("All 4 weeks", "12 of 12 sessions done")
    assert "Six weeks of hip strength" in planner.head.after
    planner.press("PR-HABIT", "next")
    assert len(planner.offered()) == 6
    planner.press("PR-HIP6", "choose")
    planner.plans.setup_page.begin_button.click()
    assert [it.programme for it in planner.book.state.following] == ["PR-HIP6"]


def test_six_weeks_of_hip_strength_are_followed_in_the_window(planner):
    planner.follow("PR-HIP6")
    follow_to_the_end(planner)
    assert len(strength(planner)) == 14
    assert all(one.done for one in planner.days)
    assert planner.head.over


def test_an_end_with_a_gap_far_behind_is_an_end_all_the_same(planner):
    planner.follow("PR-HABIT")
    for one in planner.days[1:]:
        planner.now.go_to(one.day)
        planner.train(one.workout_id)
    assert not planner.head.over, "there is still something to do today or later"
    planner.go_to(planner.days[-1].day + timedelta(days=1))
    assert planner.head.over
    assert not planner.head.back


def test_the_last_week_missed_comes_once_more_or_stays_as_planned(planner):
    planner.follow("PR-HABIT")
    for one in planner.days[:9]:
        planner.now.go_to(one.day)
        planner.train(one.workout_id)
    planner.go_to(planner.days[-1].day + timedelta(days=3))
    assert not planner.head.over
    assert "Week 3 comes once more" in planner.head.back
    planner.press("PR-HABIT", "keep")
    assert planner.head.over


def test_a_session_moved_skipped_and_repeated_leaves_the_week_as_wished(planner):
    planner.follow("PR-HIP6")
    monday, friday = strength(planner)[:2]
    planner.plans.move(monday.id, after(1))
    planner.go_to(after(1))
    planner.do(planner.book.find(monday.id))
    planner.plans.repeat(monday.id, after(5))
    planner.plans.skip(friday.id)
    assert [one.day for one in strength(planner) if one.week == 1] == [after(1), after(5)]
    assert planner.head.done.startswith("1 of ")


def test_eight_days_away_repeat_the_week_and_can_be_left_as_planned(planner):
    planner.follow("PR-HABIT")
    planner.go_to(after(1))
    planner.do(planner.days[0])
    planner.go_to(after(12))
    assert planner.head.back == (
        "Welcome back: 11 days since your last session. Week 1 comes once more. (general practice)"
    ), "a warm-up has no smaller dose"
    planner.press("PR-HABIT", "keep")
    assert not planner.head.back
    planner.undo()
    planner.press("PR-HABIT", "come-back")
    ahead = planner.book.open_days
    assert (ahead[0].week, ahead[0].day) == (1, after(12))
    assert len([one for one in ahead if one.week == 1]) == 3
    assert not planner.head.back


def test_two_weeks_away_go_a_week_back_and_a_month_begins_again(planner):
    planner.follow("PR-HIP6")
    for one in [it for it in planner.days if it.week <= 2]:
        planner.now.go_to(one.day)
        planner.train(one.workout_id)
    planner.go_to(after(13 + 16))
    assert "You go on with week 1, one level easier." in planner.head.back
    planner.go_to(after(13 + 29))
    assert "begin again with week 1; take the self-tests first" in planner.head.back
    planner.press("PR-HIP6", "come-back")
    assert len([one for one in planner.book.open_days if one.week == 1]) == 5


def test_a_week_with_the_last_session_done_late_is_no_time_away(planner):
    planner.follow("PR-HABIT")
    planner.go_to(after(12))
    assert planner.head.back, "nothing was done for eleven days after the first"
    planner.train("pre-run-1")
    planner.plans.refresh()
    assert not planner.head.back


def test_paused_it_offers_nothing_and_goes_on_where_it_was(planner):
    planner.follow("PR-HIP6")
    one = planner.days[0]
    planner.press("PR-HIP6", "pause")
    assert not planner.has(one.id, "start")
    assert planner.today[-1].title == "Your plan is paused"
    planner.go_to(after(7))
    planner.press("PR-HIP6", "resume")
    assert planner.on(after(7)) == ["hip-strength-1"]
    assert not planner.on(MONDAY)


def test_a_pause_that_ends_the_same_day_changes_nothing(planner):
    planner.follow("PR-HIP6")
    before = planner.days
    planner.press("PR-HIP6", "pause")
    planner.press("PR-HIP6", "resume")
    assert planner.days == before


def test_a_pause_of_some_days_does_not_ask_again_for_what_was_done(planner):
    planner.follow("PR-HIP6")
    planner.do(planner.days[0])
    planner.go_to(after(1))
    planner.press("PR-HIP6", "pause")
    planner.go_to(after(4))
    planner.press("PR-HIP6", "resume")
    first = [one.workout_id for one in planner.book.open_days if one.week == 1]
    assert first.count("hip-strength-1") == 1
    assert first.count("pre-run-1") == 3
    assert min(one.day for one in planner.book.open_days) >= after(4)


def test_a_long_pause_says_what_going_on_means_before_it_goes_on(planner):
    planner.follow("PR-HIP6")
    planner.do(planner.days[0])
    planner.press("PR-HIP6", "pause")
    planner.go_to(after(10))
    assert "10 days since your last session" in planner.head.back
    assert "80 %" in planner.head.back


def test_ending_keeps_what_was_done(planner):
    planner.follow("PR-HABIT")
    planner.go_to(after(1))
    planner.do(planner.days[0])
    planner.press("PR-HABIT", "end")
    assert len(planner.offered()) == 6
    assert planner.today[-1] is None
    assert len([one for one in planner.plans.plan.days() if one.done]) == 1
    planner.undo()
    assert len(planner.days) == 12


# -- gates


def squeeze_and_plank(planner, pain):
    """What the gate of the adductor holds waits for, as the player records it."""
    id_ = planner.history.begin("x", "x", Kind.STRENGTH, 60, "test")
    rows = [
        ("adductor-squeeze", Side.BOTH, Measure.REPS_WITH_HOLD, 5, 50.0),
        ("side-plank", Side.LEFT, Measure.HOLD, None, 20.0),
        ("side-plank", Side.RIGHT, Measure.HOLD, None, 20.0),
    ]
    for number, (exercise, side, measure, reps, seconds) in enumerate(rows, 1):
        planner.history.add_set(
            id_,
            SetResult(
                number, exercise, exercise, side, 1, 1, measure, Category.ADDUCTOR, reps, 20.0,
                reps, seconds, EndedBy.TARGET, planner.now(), 60.0,
            ),
        )  # fmt: skip
    planner.history.finish(id_, "finished", 60, 0)
    planner.history.set_session_pain(id_, "worst", pain)
    planner.plans.follow_session(id_)


def test_a_gate_says_what_is_missing_and_how_to_do_it(planner):
    planner.follow("PR-COPENHAGEN")
    first = planner.days[0]
    assert not planner.has(first.id, "start")
    assert planner.why_not(first) == 'Waits for "Before you begin".'
    planner.press("squeeze-5x10", "try")
    assert planner.begun.pop().workout_id == "adductor-squeeze"
    squeeze_and_plank(planner, pain=4)
    assert planner.why_not(first)
    assert planner.has("squeeze-5x10", "try")
    assert not planner.has("side-plank-20", "try"), "that one is met"
    planner.now.go_to(MONDAY, hour=8)
    squeeze_and_plank(planner, pain=2)
    assert not planner.why_not(first)


def test_waiting_at_a_gate_is_no_time_away(planner):
    planner.follow("PR-COPENHAGEN")
    planner.go_to(after(20))
    assert planner.head.place == 'Waits for "Before you begin"'
    assert not planner.head.back
    assert "Welcome back" not in planner.today[-1].detail


def test_a_first_session_done_early_has_begun_the_programme(planner):
    planner.follow("PR-HABIT")
    assert planner.head.place == "Begins tomorrow"
    planner.train("pre-run-1", Kind.WARM_UP)
    planner.plans.refresh()
    assert planner.head.place == "Week 1 of 4"


def test_a_phase_that_waited_for_its_gate_begins_when_it_opens(planner):
    planner.follow("PR-COPENHAGEN")
    planner.go_to(after(10))
    squeeze_and_plank(planner, pain=1)
    assert planner.book.open_days[0].week == 1
    assert planner.book.open_days[0].day >= after(10)
    assert "week 1 begins today" in planner.page.notice.text_label.text()
    planner.undo()
    assert planner.book.open_days[0].day < after(10)


def test_an_answer_opens_what_only_the_athlete_knows_and_can_be_changed(planner):
    planner.follow("PR-RETURN")
    first = planner.days[0]
    assert planner.why_not(first)
    planner.press("cleared", "not-yet")
    assert planner.why_not(first)
    planner.press("cleared", "yes")
    assert not planner.why_not(first)
    assert all(planner.why_not(one) for one in planner.days if one.week > 2)


def test_the_way_to_running_opens_by_sessions_answers_and_self_tests(planner, qtbot):
    planner.follow("PR-RETURN")
    planner.press("cleared", "yes")
    planner.go_to(after(13))
    planner.press("walk-30", "yes")
    planner.train("hip-strength-1", pain=3)
    third = next(one for one in planner.days if one.week == 3)
    assert planner.why_not(third), "one session is not twice running"
    planner.train("hip-strength-1", pain=2)
    assert not planner.why_not(third)
    planner.go_to(after(27))
    assert planner.has("hops-10", "yes")
    with qtbot.waitSignal(planner.plans.tests_requested):
        planner.press("bridge-even", "test")


def test_a_week_before_a_closed_gate_comes_once_more_on_the_same_weekdays(planner):
    planner.follow("PR-RETURN")
    planner.press("cleared", "yes")
    planner.go_to(after(13))
    weekdays = sorted(one.day.weekday() for one in planner.days if one.week == 2)
    before = min(one.day for one in planner.days if one.week == 3)
    planner.press("PR-RETURN", "repeat-week")
    assert min(one.day for one in planner.days if one.week == 3) == before + timedelta(days=7)
    again = [one for one in planner.days if one.week == 2 and one.day > after(13)]
    assert sorted(one.day.weekday() for one in again) == weekdays


def test_a_gate_closed_for_weeks_puts_the_next_phase_ahead_not_behind(planner):
    planner.follow("PR-RETURN")
    planner.press("cleared", "yes")
    planner.go_to(after(40))
    planner.press("PR-RETURN", "repeat-week")
    later = [one for one in planner.book.open_days if one.week > 2]
    assert min(one.day for one in later) > after(40)
