from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.charts.bars_geometry import bars_picture, goals_at, tallest
from gui.charts.geometry import (
    Box,
    Grain,
    Stop,
    View,
    axes,
    day_ticks,
    grain_of,
    group_end,
    group_start,
    nearest_stop,
    panned,
    rows_of,
    value_scale,
    view_of,
    zoomed,
)
from gui.charts.line_geometry import grouped, line_picture, record_of
from gui.charts.shape_geometry import calendar_picture, level_of, pair_picture, ring_picture
from gui.charts.values import (
    Bars,
    CalendarChart,
    CalendarDay,
    Goal,
    Line,
    Pair,
    PairChart,
    RingChart,
    RingPart,
    Role,
    Stack,
    TimeChart,
)

DAY = date(2030, 1, 7).toordinal()  # a Monday
PLOT = Box(50, 20, 800, 300)


def line(*points, role=Role.LEFT, **more):
    days, values = zip(*points, strict=True) if points else ((), ())
    return Line("Left", role, tuple(DAY + d for d in days), tuple(map(float, values)), **more)


def drawn(*lines, first=0, last=30, **more):
    chart = TimeChart("A chart", "s", tuple(lines), **more)
    high = max((v for one in lines for v in one.values), default=1.0)
    at = axes(PLOT, view_of(DAY + first, DAY + last), 0.0, high, 1.0)
    return line_picture(chart, at)


def test_dates_are_real():
    dots = drawn(line((0, 10), (1, 12), (10, 15))).drawn[0].dots
    assert dots[2].x - dots[1].x == pytest.approx(9 * (dots[1].x - dots[0].x))


def test_more_is_higher_and_everything_lies_inside_the_plot():
    picture = drawn(line(*((n, n % 7 + 1) for n in range(30))))
    for dot in picture.drawn[0].dots:
        assert PLOT.left <= dot.x <= PLOT.right
        assert PLOT.top <= dot.y <= PLOT.bottom
    ys = {stop.said[0].value: stop.said[0].y for stop in picture.stops}
    assert ys[7] < ys[1]


def test_a_long_time_without_values_stays_open():
    runs = drawn(line((0, 10), (2, 12), (40, 11), (42, 13)), last=60).drawn[0].runs
    assert len(runs) == 2
    assert all(y < PLOT.bottom - 1 for run in runs for _, y in run), "no line falls to zero"


def test_a_single_value_is_seen():
    picture = drawn(line((5, 12)))
    assert picture.drawn[0].runs == ()
    assert len(picture.drawn[0].dots) == 1


def test_a_value_between_two_gaps_is_seen_even_where_values_are_dense():
    days = [*range(200), 260, *range(320, 520)]
    picture = drawn(line(*((d, 10) for d in days)), last=520)
    lonely = picture.axes.x(DAY + 260)
    assert any(abs(dot.x - lonely) < 3 for dot in picture.drawn[0].dots)


def test_nothing_is_drawn_for_a_side_that_never_was():
    picture = drawn(line((0, 10), (3, 12)), line(role=Role.RIGHT))
    right = picture.drawn[1]
    assert (right.runs, right.dots, right.ribbon, right.noise) == ((), (), (), None)
    assert all(said.role == "left" for stop in picture.stops for said in stop.said)


def test_twenty_years_become_as_many_points_as_can_be_seen():
    many = line(*((n, n % 30) for n in range(0, 7300, 2)))
    picture = drawn(many, last=7300)
    points = sum(len(run) for run in picture.drawn[0].runs)
    assert picture.grain > Grain.DAY
    assert points <= PLOT.wide / 5 + 3
    assert sum(said.count for stop in picture.stops for said in stop.said) == len(many)


def test_days_told_as_one_say_their_middle_and_how_far_they_went():
    (group,) = grouped(line((0, 10), (1, 20), (2, 60)), Grain.WEEK)
    assert (group.value, group.low, group.high, group.many) == (20, 10, 60, 3)


def test_the_first_time_at_the_highest_is_the_record():
    assert record_of(line((0, 10), (1, 12), (2, 12), (3, 9))) == 1
    assert record_of(line((0, 10))) is None
    assert record_of(line((0, 10), (1, 8))) is None, "the first value is a start, not a record"


def test_noise_lies_around_the_first_value_in_sight():
    picture = drawn(line((0, 30), (10, 35), (20, 60), noise=11.0))
    top, bottom = picture.drawn[0].noise
    assert top == pytest.approx(picture.axes.y(41))
    assert bottom == pytest.approx(picture.axes.y(19))


def test_what_was_prescribed_lasts_to_the_end_of_sight():
    picture = drawn(line((0, 10), (20, 14)), line((0, 12), (10, 15), role=Role.TARGET))
    (path,) = picture.drawn[1].runs
    assert path[-1] == (PLOT.right, picture.axes.y(15))
    assert all(said.role != "target" for stop in picture.stops for said in stop.said)


def test_both_sides_on_one_rung_are_both_seen():
    left, right = line((0, 3), (5, 3), stepped=True), line((0, 3), (5, 3), role=Role.RIGHT)
    chart = TimeChart("A ladder", lines=(left, right), steps=("one", "two", "three"))
    at = axes(PLOT, view_of(DAY, DAY + 30), 0, 3, 1.0, steps=chart.steps)
    picture = line_picture(chart, at)
    assert abs(picture.drawn[0].dots[0].y - picture.drawn[1].dots[0].y) > 8


@given(st.floats(0.1, 10_000))
def test_the_axis_ends_at_a_round_number_not_far_above_the_largest(largest):
    step, top = value_scale(largest)
    assert top >= largest * 0.999999
    assert top - largest <= step
    assert top / step <= 11


def test_counted_things_have_no_halves_on_the_axis():
    at = axes(PLOT, view_of(DAY, DAY + 30), 0.0, 1.0, 1.0, whole=True)
    assert [tick.text for tick in at.value_ticks] == ["0", "1"]


@settings(max_examples=60)
@given(st.integers(6, 9000), st.floats(2, 20))
def test_dates_on_the_axis_never_crowd(days, most):
    view = view_of(DAY, DAY + days)
    ticks = day_ticks(view, most)
    assert len(ticks) <= most + 1
    assert all(view.first <= day.toordinal() <= view.last for day, _ in ticks)
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})


limits = view_of(DAY, DAY + 2000)
views = st.builds(
    lambda first, days: View(DAY + first, DAY + first + days),
    st.floats(0, 1500),
    st.floats(7, 400),
)


@given(views, st.floats(-5000, 5000))
def test_dragging_keeps_the_length_and_stays_where_values_are(view, pixels):
    moved = panned(view, pixels, 800, limits)
    assert moved.days == pytest.approx(view.days)
    assert moved.first >= limits.first - 1e-6
    assert moved.last <= limits.last + 1e-6


@given(views, st.floats(1.01, 4))
def test_zooming_keeps_the_day_under_the_pointer(view, factor):
    at = view.first + view.days * 0.3
    nearer = zoomed(view, factor, at, limits)
    assert nearer.days == pytest.approx(max(6, view.days / factor))
    assert (at - nearer.first) / nearer.days == pytest.approx(0.3, abs=1e-6)


@given(st.integers(DAY, DAY + 4000), st.sampled_from(Grain))
def test_a_day_lies_in_its_group(day, grain):
    start = group_start(day, grain)
    end = group_end(start, grain)
    assert start <= day <= end
    assert group_start(start, grain) == start
    assert group_start(end + 1, grain) == end + 1


def test_weeks_begin_on_monday():
    assert date.fromordinal(group_start(DAY + 6, Grain.WEEK)).weekday() == 0


def test_a_month_in_sight_is_told_by_days_and_twenty_years_by_quarters():
    assert grain_of(view_of(DAY, DAY + 28), 800) is Grain.DAY
    assert grain_of(view_of(DAY, DAY + 7300), 800) >= Grain.MONTH


def test_the_nearest_value_is_found():
    stops = [Stop(x, None, None) for x in (10.0, 20.0, 80.0)]
    assert nearest_stop(stops, -5) == 0
    assert nearest_stop(stops, 49) == 1
    assert nearest_stop(stops, 51) == 2
    assert nearest_stop(stops, 900) == 2
    assert nearest_stop([], 5) is None


def a_bar_chart(*stacks, stacked=True):
    parts = (("Adductors", Role.FIRST), ("Strength", Role.SECOND))
    made = tuple(Stack(DAY + 7 * week, values) for week, values in stacks)
    return TimeChart("Volume", "min", bars=Bars(parts, made, stacked))


def bars_of(chart, weeks):
    view = view_of(DAY, DAY + 7 * weeks)
    high = tallest(chart, view, Grain.WEEK)
    return bars_picture(chart, axes(PLOT, view, 0.0, high, 1.0))


def test_parts_of_a_bar_stand_on_each_other():
    picture = bars_of(a_bar_chart((0, (10.0, 20.0))), 8)
    lower, upper = picture.blocks
    assert lower.top + lower.high == pytest.approx(PLOT.bottom)
    assert upper.top + upper.high == pytest.approx(lower.top)
    assert upper.high == pytest.approx(2 * lower.high)


def test_a_week_without_training_has_no_bar_and_an_unknown_part_none():
    picture = bars_of(a_bar_chart((0, (10.0, None)), (4, (10.0, 5.0))), 8)
    assert len(picture.blocks) == 3
    assert len(picture.stops) == 2
    assert [said.name for said in picture.stops[0].said] == ["Adductors"]


def test_weeks_of_twenty_years_are_added_up_to_longer_bars():
    chart = a_bar_chart(*((week, (10.0, 5.0)) for week in range(1040)))
    picture = bars_of(chart, 1040)
    assert picture.grain > Grain.WEEK
    told = sum(said.value for stop in picture.stops for said in stop.said)
    assert told == pytest.approx(1040 * 15)


def test_levels_are_not_added_up_the_middle_one_stands_for_a_longer_time():
    chart = a_bar_chart(*((week, (float(week % 3), None)) for week in range(1040)), stacked=False)
    picture = bars_of(chart, 1040)
    assert picture.grain > Grain.WEEK
    assert {said.value for stop in picture.stops for said in stop.said} <= {
        0.0,
        1.0,
        2.0,
        0.5,
        1.5,
    }


def test_a_goal_for_the_amount_of_a_week_is_none_for_that_of_a_year():
    goal = (Goal(3.0, "goal"),)
    amounts = replace(a_bar_chart((0, (1.0, 2.0))), goals=goal)
    levels = replace(a_bar_chart((0, (1.0, 2.0)), stacked=False), goals=goal)
    assert goals_at(amounts, Grain.WEEK) == goals_at(levels, Grain.YEAR) == goal
    assert goals_at(amounts, Grain.YEAR) == ()


def test_of_a_longer_time_on_a_ladder_the_highest_rung_is_told():
    days = tuple(range(DAY, DAY + 399))
    line = Line("left", Role.LEFT, days, tuple(1.0 + day % 3 for day in days), stepped=True)
    chart = TimeChart("Ladder", "", (line,), steps=("one", "two", "three"))
    picture = line_picture(chart, axes(PLOT, view_of(DAY, DAY + 400), 0.5, 3.5, 1.0))
    assert picture.grain > Grain.DAY
    full = [stop for stop in picture.stops if stop.last - stop.first >= timedelta(2)][1:-1]
    assert {round(said.value) for stop in full for said in stop.said} == {3}
    assert not picture.drawn[0].ribbon


def test_legend_rows_take_what_fits():
    assert rows_of([100, 100, 100], 220, 10) == [[0, 1], [2]]
    assert rows_of([500], 220, 10) == [[0]]


def test_a_day_without_training_is_open_and_one_with_little_is_not():
    first = date(2030, 1, 7)
    chart = CalendarChart(
        "Days", first, first + timedelta(days=27), (CalendarDay(first, 2.0, "2 min"),)
    )
    picture = calendar_picture(chart, 800, 300, 1.0)
    assert len(picture.squares) == 28
    assert [square.level for square in picture.squares if square.level is not None] == [0]
    assert level_of(90) == 3


def test_the_better_side_takes_the_room_and_the_bar_stands_at_90_percent():
    chart = PairChart("Sides", (Pair("Side plank", "s", 20.0, 40.0, 50.0),))
    (row,) = pair_picture(chart, 600, 200, 1.0, 120, 80).rows
    assert row.left_bar.wide == pytest.approx(row.right_bar.wide / 2)
    assert row.limit_x == pytest.approx(row.right_bar.left + row.right_bar.wide * 0.9)


def test_a_ring_of_three_is_filled_as_far_as_done():
    chart = RingChart("Ring", (RingPart("this week", Role.FIRST, 2.0),), 3.0, segments=3)
    arcs = ring_picture(chart, 200, 200).arcs
    assert [arc.role for arc in arcs] == [Role.FIRST, Role.FIRST, None]


def test_parts_of_a_ring_add_up_to_it():
    parts = (RingPart("a", Role.FIRST, 30.0), RingPart("b", Role.SECOND, 10.0))
    arcs = ring_picture(RingChart("Ring", parts), 200, 200).arcs
    assert len(arcs) == 2
    assert arcs[0].span > 2.9 * arcs[1].span
