"""Progress said in sentences, and bests: only what is known, noise is no gain."""

from datetime import timedelta

import pytest

from tests.workouts.progress_samples import day, effort, progress, run, session
from workouts.model import Side
from workouts.progress import Series
from workouts.progress.records import (
    best_week,
    exercise_bests,
    first_rungs,
    new_best_week,
    new_rungs,
    record_places,
)
from workouts.progress.words import facts, sentence, sides_sentence, weeks_text, win_text

HOLD = "copenhagen-hold"
METRICS = [
    *("limb_symmetry_index", "asymmetry", "hold_endurance", "test_scores"),
    *("activation_adherence", "plan_adherence", "volume", "load", "effort_trend", "pain"),
    *("response_24h", "level", "coverage", "wins"),
]


def series(side, *values, unit="s", noise=None):
    days = tuple(day(at) for at, _ in values)
    return Series(
        "hold_endurance", HOLD, side, unit, days, tuple(v for _, v in values), "longest", noise
    )


def held(left, right):
    return [
        *(effort(HOLD, "left", held=value) for value in left),
        *(effort(HOLD, "right", held=value) for value in right),
    ]


def named(found):
    found.ledger.names[HOLD] = "Adductor hold"
    return found


def test_a_chart_of_two_sides_is_one_sentence():
    found = named(
        progress((session(0), held([14.0], [20.0])), (session(42), held([20.0], [20.0])), last=50)
    )
    assert sentence(found, "hold_endurance") == (
        "Left adductor hold rose from 14 to 20 s in six weeks; right 20 s; symmetry 100 %."
    )


def test_a_fall_is_called_a_fall_and_one_value_is_only_told():
    left, right = series(Side.LEFT, (0, 20.0), (7, 18.5)), series(Side.RIGHT, (0, 20.0))
    assert sides_sentence("Side plank", [left, right]) == (
        "Left side plank fell from 20 to 18.5 s in seven days; right 20 s."
    )


def test_a_wobble_inside_the_noise_is_no_gain():
    one = series(Side.LEFT, (0, 40.0), (28, 48.0), noise=11.0)
    assert sides_sentence("Side plank", [one]) == (
        "Left side plank 48 s (40 s at first; under 11 s is noise)."
    )


def test_an_exercise_of_both_sides_names_no_side():
    assert sides_sentence("Glute bridge", [series(Side.BOTH, (0, 20.0), (21, 30.0))]) == (
        "Glute bridge rose from 20 to 30 s in three weeks."
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one day"),
        (13, "13 days"),
        (14, "two weeks"),
        (200, "seven months"),
        (900, "two years"),
    ],
)
def test_times_are_said_as_people_say_them(days, words):
    assert weeks_text(day(0), day(0) + timedelta(days=days)) == words


@pytest.mark.parametrize("metric", METRICS)
def test_what_is_unknown_is_said_to_be(metric):
    said = sentence(progress(), metric)
    assert said.endswith("nothing was recorded in this time.")
    assert "0" not in said.replace("24-hour", "")


def test_each_metric_has_its_sentence():
    found = named(
        progress(
            (session(0, kind="warm-up", minutes=5.0), []),
            (
                session(1, rpe=7.0, pain_before=1, pain_worst=3, pain_morning=2),
                held([14.0], [20.0]),
            ),
            (session(2), [effort(HOLD, "left", held=16.0, rpe=8.0, rir=3.0)]),
            runs=[run(0, hour=18, minute=20), run(2)],
        )
    )
    said = {metric: sentence(found, metric) for metric in METRICS}
    assert said["limb_symmetry_index"] == "Symmetry: Adductor hold 70 % (left 14, right 20 s)."
    assert said["asymmetry"] == "Difference of sides: Adductor hold 30 %."
    assert said["activation_adherence"] == "One of two runs began with activation."
    assert said["volume"] == (
        "Three sets and 50 s under tension in one week with training: adductor 50 s."
    )
    assert said["load"] == "Load 140 over one day, the highest day 140."
    assert said["effort_trend"] == (
        "Median effort 7.5 of 10, the target is 7 to 8; "
        "median 3 repetitions left, the target is 3 to 5."
    )
    assert said["pain"] == (
        "Pain, median of seven days, 0 to 10: before 1, during 3, the next morning 2."
    )
    assert said["response_24h"] == "The next morning pain was 1 higher."
    assert said["level"] == "Adductor ladder: left 6, right 6 of 8."
    assert said["coverage"] == "Minutes: strength 0, adductor 1, mobility 0, foot 0, technique 0."


def test_the_fact_for_today_is_a_gain_and_says_how_much():
    found = named(
        progress(
            (session(0, pain_worst=4), held([14.0], [20.0])),
            (session(7, pain_worst=2), held([16.0], [20.0])),
        )
    )
    assert facts(found) == (
        "Adductor hold, left side: 2 s longer, 16 s.",
        "Less pain than in the session before: 2 of 10.",
    )
    assert facts(found, limit=1) == facts(found)[:1]


def test_without_a_gain_there_is_no_fact():
    assert facts(progress((session(0), held([14.0], [20.0])))) == ()
    plank = [effort("side-plank", "left", held=value) for value in (30.0, 33.0)]
    assert facts(progress((session(0), plank[:1]), (session(7), plank[1:]))) == ()


def test_a_week_with_more_sessions_is_told():
    found = progress((session(0), []), (session(7), []), (session(8), []), (session(9), []))
    [win] = found.wins
    assert win_text(win, "") == "Three sessions this week, two more."


# -- bests


def test_records_beat_all_before_and_a_start_is_none():
    one = series(Side.LEFT, (0, 10.0), (1, 12.0), (2, 12.0), (3, 9.0), (4, 12.5))
    assert record_places(one) == (1, 4)
    assert record_places(one, before=12.0) == (4,)
    assert record_places(one, before=5.0) == (0, 1, 4)
    assert record_places(series(Side.LEFT)) == ()


def test_bests_of_an_exercise_name_the_day_and_what_they_beat():
    found = progress(
        (session(0), held([14.0, 14.0], [20.0])),
        (session(8), held([18.0], [20.0])),
        (session(9), held([18.0], [])),
        (session(15), held([16.0], [])),
    )
    told = [(b.kind, b.side, b.day, b.value, b.before) for b in exercise_bests(found.ledger, HOLD)]
    assert told == [
        ("longest", Side.LEFT, day(8), 18.0, 14.0),
        ("week", Side.LEFT, day(7), 36.0, 28.0),
        ("longest", Side.RIGHT, day(0), 20.0, None),
        ("week", Side.RIGHT, day(0), 20.0, None),
    ]


def test_the_best_week_is_that_with_the_most_active_minutes():
    found = progress(
        (session(0, minutes=30.0), []),
        (session(7, minutes=20.0), []),
        (session(9, minutes=15.0), []),
    )
    best = best_week(found.ledger)
    assert (best.day, best.value, best.before) == (day(7), 35.0, 30.0)
    assert best_week(progress().ledger) is None


def test_a_session_makes_the_week_the_best_once():
    assert new_best_week([30.0, 20.0], 35.0, 15.0) == 30.0
    assert new_best_week([30.0, 20.0], 50.0, 15.0) is None  # it was the best before already
    assert new_best_week([30.0, 20.0], 30.0, 15.0) is None
    assert new_best_week([], 35.0, 15.0) is None


def test_a_rung_is_new_once_and_the_first_of_a_ladder_is_a_start():
    def done(at, exercise):
        return session(at), [effort(exercise, "left", held=9.0)]

    found = progress(
        done(0, "copenhagen-short"),
        done(2, "copenhagen-short-supported"),
        done(4, "copenhagen-hold"),
        done(6, "copenhagen-hold"),
    )
    assert [(b.day, b.value, b.before, b.ladder) for b in first_rungs(found.ledger)] == [
        (day(4), 6, 4, "adductor")
    ]
    [new] = new_rungs({"copenhagen-hold", "clamshell"}, {"copenhagen-short"})
    assert (new.ladder, new.value, new.exercise_id) == ("adductor", 6, "copenhagen-hold")
    assert new_rungs({"copenhagen-short"}, {"copenhagen-hold"}) == ()
    assert new_rungs({"copenhagen-short"}, set()) == ()
