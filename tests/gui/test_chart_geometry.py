from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.charts.geometry import Point, line_geometry, nearest_point, value_scale
from gui.charts.hold_chart import in_words

DAY = date(2030, 1, 7)


def test_dates_are_real_and_missing_days_are_not_drawn_as_zero():
    points = [Point(DAY, 10), Point(DAY + timedelta(1), 12), Point(DAY + timedelta(10), 15)]
    placed = line_geometry({"left": points}, 800, 300).series["left"]
    assert len(placed) == 3
    assert placed[2].x - placed[1].x == pytest.approx(9 * (placed[1].x - placed[0].x))


def test_more_is_higher_and_everything_lies_inside_the_plot():
    points = [Point(DAY + timedelta(n), n % 7 + 1) for n in range(30)]
    geometry = line_geometry({"left": points}, 640, 240)
    left, top, wide, high = geometry.plot
    for place in geometry.series["left"]:
        assert left <= place.x <= left + wide
        assert top <= place.y <= top + high
    low, best = sorted(geometry.series["left"], key=lambda p: p.point.value)[:: len(points) - 1]
    assert best.y < low.y


def test_no_data_is_an_empty_chart():
    assert line_geometry({"left": []}, 640, 240).value_ticks == ()


@given(st.floats(0.1, 10_000))
def test_the_axis_ends_at_a_round_number_not_far_above_the_largest(largest):
    step, top = value_scale(largest)
    assert top >= largest * 0.999999
    assert top - largest <= step
    assert top / step <= 11


def test_the_nearest_value_is_found():
    points = [Point(DAY, 10), Point(DAY + timedelta(6), 20)]
    geometry = line_geometry({"left": points[:1], "right": points[1:]}, 640, 240)
    target = geometry.series["right"][0]
    assert nearest_point(geometry, target.x + 3, target.y - 2) == ("right", target)


def test_the_chart_can_be_said_in_words():
    series = {"left": [Point(DAY, 14), Point(DAY + timedelta(42), 20)], "right": []}
    words = in_words("Side-plank adductor hold: held seconds", series)
    assert words == (
        "Side-plank adductor hold: held seconds. "
        "left: from 14 s on 07 January 2030 to 20 s on 18 February 2030."
    )
