"""Every metric of the catalogue's section 5 against numbers counted by hand."""

from datetime import date

import pytest

from tests.workouts.progress_samples import (
    day,
    effort,
    planned,
    progress,
    run,
    session,
    training,
)
from workouts.library import load_library
from workouts.metrics import metrics
from workouts.model import Category, Side
from workouts.progress import Ledger, Progress, Span, by_week
from workouts.progress.told import leading_symmetry, told

CATALOGUE_NAMES = [
    *("limb_symmetry_index", "asymmetry", "hold_endurance", "test_scores"),
    *("activation_adherence", "plan_adherence", "volume", "load", "effort_trend", "pain"),
    *("response_24h", "level", "coverage", "wins"),
]
HOLD = "copenhagen-hold"


def dated(series):
    return list(zip(series.days, series.values, strict=True))


def held(left, right, **said):
    return [
        *(effort(HOLD, "left", held=value, **said) for value in left),
        *(effort(HOLD, "right", held=value, **said) for value in right),
    ]


# -- symmetry


def test_symmetry_is_the_worse_side_over_the_better_of_the_best_clean_efforts():
    found = progress(
        (session(0), held([12.0, 14.0], [20.0, 18.0])),
        (session(7), held([19.0], [20.0])),
    ).symmetry(HOLD)
    assert [(p.day, p.left, p.right, p.index) for p in found.points] == [
        (day(0), 14.0, 20.0, 70.0),
        (day(7), 19.0, 20.0, 95.0),
    ]
    assert [p.asymmetry for p in found.points] == [30.0, 5.0]
    assert found.unit == "s"
    assert found.last.weaker is Side.LEFT


def test_a_session_of_one_side_has_no_symmetry():
    found = progress((session(0), held([14.0], [])), (session(1), held([], [20.0])))
    assert found.symmetry(HOLD).points == ()
    assert found.symmetries == ()
    assert told(found)["limb_symmetry_index"]["values"]["both"] is None


def test_an_effort_in_bad_form_or_skipped_is_no_best():
    efforts = [
        effort(HOLD, "left", held=30.0, form=0),
        effort(HOLD, "left", held=25.0, ended="skipped"),
        effort(HOLD, "left", held=10.0, ended="dropped"),
        effort(HOLD, "right", held=20.0, form=1),
    ]
    [point] = progress((session(0), efforts)).symmetry(HOLD).points
    assert (point.left, point.right, point.index) == (10.0, 20.0, 50.0)


def test_sides_that_held_nothing_are_unknown_not_even():
    assert progress((session(0), held([0.0], [0.0]))).symmetry(HOLD).points == ()


def test_a_marked_side_is_compared_with_the_other_even_where_it_is_stronger():
    done = (session(0), held([22.0], [20.0]))
    [point] = progress(done, injured=Side.LEFT).symmetry(HOLD).points
    assert point.index == pytest.approx(110.0)
    assert point.asymmetry == pytest.approx(10.0)


def test_marks_of_a_test_have_no_ratio():
    efforts = [
        effort("step-down-test", side, reps=5, score=score, category="self-test")
        for side, score in (("left", 1.0), ("right", 3.0))
    ]
    found = progress((session(0, kind="self-test"), efforts))
    assert found.symmetry("step-down-test").points == ()
    assert [(s.side, s.unit, dated(s)) for s in found.test_scores] == [
        (Side.LEFT, "faults", [(day(0), 1.0)]),
        (Side.RIGHT, "faults", [(day(0), 3.0)]),
    ]


def test_a_self_test_leads_before_holds_that_were_done_more_often():
    test = [
        effort("side-plank-test", "left", held=45.0, category="self-test"),
        effort("side-plank-test", "right", held=50.0, category="self-test"),
    ]
    found = progress(
        (session(0), held([20.0], [20.0])),
        (session(1), held([20.0], [20.0])),
        (session(2, kind="self-test"), test),
    )
    assert leading_symmetry(found).exercise_id == "side-plank-test"
    said = told(found)
    assert said["limb_symmetry_index"]["values"] == {
        "left": 90.0,
        "right": 100.0,
        "both": 90.0,
        "alternating": None,
    }
    assert said["asymmetry"]["values"]["both"] == 10.0


# -- holds


def test_endurance_is_the_longest_clean_hold_and_all_seconds_of_a_day():
    found = progress(
        (session(0), held([12.0, 14.0], [20.0])),
        (session(0, hour=20), held([15.0], [])),
        (session(3), held([11.0], [21.0], form=0)),
    ).endurance(HOLD)
    left, right = found
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert dated(left.longest) == [(day(0), 15.0)]
    assert dated(left.total) == [(day(0), 41.0), (day(3), 11.0)]
    assert dated(right.longest) == [(day(0), 20.0)]
    assert dated(right.total) == [(day(0), 20.0), (day(3), 21.0)]


def test_an_unknown_hold_is_absent_and_a_hold_of_nothing_is_zero():
    found = progress(
        (session(0), [effort(HOLD, "left", held=None, measure="hold", category="adductor")]),
        (session(1), [effort(HOLD, "left", held=0.0, ended="dropped")]),
    ).endurance(HOLD)
    assert [dated(one.longest) for one in found] == [[(day(1), 0.0)]]


def test_a_side_plank_has_the_noise_of_its_source_and_other_holds_none():
    [plank] = progress((session(0), [effort("side-plank", "left", held=30.0)])).endurance(
        "side-plank"
    )
    assert plank.longest.noise == 11
    [other, _] = progress((session(0), held([1.0], [2.0]))).endurance(HOLD)
    assert other.longest.noise is None


def test_the_main_holds_are_those_held_longest_and_no_stretches():
    efforts = [
        effort("pigeon-stretch", "left", held=300.0, category="stretch"),
        effort("side-plank", "left", held=40.0, category="strength"),
        *held([20.0, 20.0, 20.0], []),
        effort("clamshell", "left", reps=10),
    ]
    assert progress((session(0), efforts)).main_holds() == (HOLD, "side-plank")


# -- self-tests


def test_the_last_score_of_a_day_counts_and_an_unscored_test_is_absent():
    def scored(value):
        return [effort("step-down-test", "left", reps=5, score=value, category="self-test")]

    found = progress(
        (session(0, kind="self-test"), scored(4.0)),
        (session(0, hour=20, kind="self-test"), scored(3.0)),
        (session(9, kind="self-test"), scored(None)),
    ).test_scores
    assert [dated(one) for one in found] == [[(day(0), 3.0)]]


# -- activation


def test_a_run_counts_where_a_warm_up_ended_up_to_an_hour_before():
    found = progress(
        (session(0, kind="warm-up", hour=18, minutes=1.0), []),  # ends 18:01
        (session(2, kind="warm-up", hour=18, minutes=1.0), []),
        (session(3, kind="warm-up", hour=18, minutes=1.0, state="stopped"), []),
        (session(4, hour=18, minutes=1.0), []),
        runs=[
            run(0, hour=19, minute=1),  # 60 min after: counts
            run(0, hour=19, minute=2),  # the warm-up counts for one run
            run(2, hour=19, minute=2),  # 61 min: too late
            run(3, hour=18, minute=30),  # stopped half way
            run(4, hour=18, minute=30),  # strength is no warm-up
        ],
        last=13,
    ).activation
    assert [(w.monday, w.runs, w.activated, w.warm_ups) for w in found] == [
        (day(0), 5, 1, 2),
        (day(7), 0, 0, 0),
    ]
    assert [w.percent for w in found] == [20.0, None]


def test_a_run_within_the_warm_up_does_not_count():
    found = progress(
        (session(0, kind="warm-up", minutes=10.0), []), runs=[run(0, hour=18, minute=5)], last=6
    ).activation
    assert [w.activated for w in found] == [0]


# -- plan


def test_plan_adherence_rolls_over_four_weeks():
    plan = [
        planned(-21, done=True),
        planned(-20, done=False),
        planned(0, done=True),
        planned(2, done=False),
        planned(9, done=True),
        planned(11, done=True),
    ]
    found = progress(plan=plan, last=13).plan
    # week 1: day -21 to 6: 2 of 4; week 2: day -14 to 13: 3 of 4
    assert [(w.monday, w.done, w.planned, w.percent) for w in found] == [
        (day(0), 2, 4, 50.0),
        (day(7), 3, 4, 75.0),
    ]


def test_what_is_planned_for_today_or_later_is_not_missed_yet():
    plan = [planned(0, done=True), planned(2, done=False), planned(4, done=False)]
    [week] = progress(plan=plan, last=6, today=day(2)).plan
    assert (week.done, week.planned) == (1, 1)
    [none] = progress(last=6).plan
    assert none.percent is None


# -- volume, load, coverage


def test_volume_adds_up_by_week_category_and_side():
    reps = [
        effort("clamshell", "left", reps=10, active=30.0, category="activation", rir=4.0),
        effort("clamshell", "left", reps=12, active=36.0, category="activation", rir=6.0),
        effort("clamshell", "left", reps=9, ended="skipped", category="activation"),
    ]
    found = progress(
        (session(0), [*reps, *held([15.0, 20.0], [])]),
        (session(6), held([10.0], [], rpe=7.0, active=14.0)),
        (session(7), held([10.0], [])),
        (session(8, kind="warm-up"), held([60.0], [])),
    ).volume
    told_of = [
        (v.monday, v.category.value, v.sets, v.reps, v.hold_s, v.tension_s, v.hard_sets)
        for v in found
    ]
    assert told_of == [
        (day(0), "activation", 2, 22, None, 66.0, 1),
        (day(0), "adductor", 3, None, 45.0, 45.0, 1),
        (day(7), "adductor", 1, None, 10.0, 10.0, None),
    ]


@pytest.mark.parametrize(
    ("measure", "rpe", "rir", "hard"),
    [
        ("reps", 5.0, 3.0, 1),  # for reps the reps left decide
        ("reps", 9.0, 6.0, 0),
        ("reps", 7.0, None, 1),
        ("hold", 6.0, 2.0, 0),  # for holds RPE decides
        ("hold", None, 5.0, 1),
        ("steps", 7.0, None, 1),
    ],
)
def test_reps_left_decide_for_reps_and_rpe_for_holds(measure, rpe, rir, hard):
    one = effort("x", "left", reps=5, measure=measure, rpe=rpe, rir=rir)
    [week] = progress((session(0), [one])).volume
    assert week.hard_sets == hard


def test_load_is_effort_times_minutes_and_unknown_effort_has_none():
    found = progress(
        (session(0, rpe=7.0, minutes=20.0), []),
        (session(0, hour=20, rpe=5.0, minutes=10.0), []),
        (session(1, rpe=None, minutes=30.0), []),
        (session(2, rpe=6.0, minutes=None), []),
        (session(3, rpe=6.0, kind="warm-up"), []),
        (session(8, rpe=8.0, minutes=5.0), []),
    ).load
    assert dated(found) == [(day(0), 190.0), (day(8), 40.0)]
    assert dated(by_week(found)) == [(day(0), 190.0), (day(7), 40.0)]


def test_coverage_counts_minutes_an_area_and_leaves_weeks_without_training_out():
    efforts = [
        effort("clamshell", "left", reps=9, active=60.0, category="activation"),
        effort("side-lunge", "left", reps=9, active=90.0),
        effort("pigeon-stretch", "left", held=60.0, category="stretch"),
        effort("short-foot", "both", held=30.0, category="foot-control"),
        effort("side-plank-test", "left", held=30.0, category="self-test"),
    ]
    found = progress((session(0), efforts), (session(14), held([30.0], []))).coverage
    assert [(week.monday, week.minutes) for week in found] == [
        (
            day(0),
            {"strength": 2.5, "adductor": 0.0, "mobility": 1.0, "foot": 0.5, "technique": 0.0},
        ),
        (
            day(14),
            {"strength": 0.0, "adductor": 0.5, "mobility": 0.0, "foot": 0.0, "technique": 0.0},
        ),
    ]


# -- effort and pain


def test_effort_is_the_median_of_the_sets_of_the_last_three_told_sessions():
    def told_rpes(*rpes):
        return [effort(HOLD, "left", held=9.0, rpe=rpe) for rpe in rpes]

    rpe, rir = progress(
        (session(0), told_rpes(5.0, 9.0)),  # 7
        (session(1), told_rpes(None)),  # nothing told: not one of the three
        (session(2), told_rpes(8.0)),  # 5 8 9 -> 8
        (session(3), told_rpes(8.0, 10.0)),  # 5 8 8 9 10 -> 8
        (session(4), told_rpes(9.0, 10.0)),  # 8 8 9 10 10 -> 9
    ).effort(HOLD)
    assert dated(rpe) == [(day(0), 7.0), (day(2), 8.0), (day(3), 8.0), (day(4), 9.0)]
    assert dated(rir) == []


def test_the_effort_of_a_session_as_a_whole_stands_in_where_no_set_told():
    done = [
        (session(0, rpe=6.0), held([9.0], [])),
        (session(1, rpe=9.0), held([9.0], [], rpe=7.0)),
    ]
    rpe, _ = progress(*done).effort()
    assert dated(rpe) == [(day(0), 6.0), (day(1), 6.5)]
    assert not progress(*done).effort(HOLD)[0].within(Span(day(0), day(0)))


def test_unknown_pain_is_absent_and_no_pain_is_zero():
    before, worst, morning = progress(
        (session(0), held([9.0], [])),
        (session(1, pain_before=0, pain_worst=2), held([9.0], [], pain=3)),
        (session(2, pain_worst=None, pain_morning=0), held([9.0], [], pain=1)),
        (session(3, pain_before=9, state="running"), []),
    ).pain
    assert dated(before) == [(day(1), 0.0)]
    assert dated(worst) == [(day(1), 3.0), (day(2), 1.0)]
    assert dated(morning) == [(day(2), 0.0)]


def test_the_response_needs_both_numbers():
    found = progress(
        (session(0, pain_before=1, pain_morning=3), []),
        (session(1, pain_before=2, pain_morning=1), []),
        (session(2, pain_morning=4), []),
        (session(3, pain_before=4), []),
    ).response_24h
    assert dated(found) == [(day(0), 2.0), (day(1), -1.0)]


def test_the_median_of_seven_days_looks_back_over_days_not_values():
    days = [(0, 2), (1, 6), (6, 4), (7, 8), (20, 1)]
    _, worst, _ = progress(*((session(at, pain_worst=pain), []) for at, pain in days)).pain
    assert worst.smoothed().values == (2.0, 4.0, 4.0, 6.0, 1.0)


# -- levels and gains


def test_the_level_of_a_day_is_the_highest_rung_done_on_a_side():
    found = progress(
        (
            session(0),
            [
                effort("copenhagen-short", "left", held=10.0),
                effort("copenhagen-short-supported", "left", held=10.0),
                effort("copenhagen-hold", "right", held=5.0, ended="skipped"),
                effort("copenhagen-short", "right", held=5.0),
            ],
        ),
        (session(4), [effort("copenhagen-hold", "left", held=5.0)]),
    ).levels
    assert [one.ladder for one in found] == ["bridge", "clam", "lunge", "adductor", "foot"]
    adductor = found[3]
    assert len(adductor.rungs) == 8
    assert [(s.side, dated(s)) for s in adductor.series] == [
        (Side.LEFT, [(day(0), 4.0), (day(4), 6.0)]),
        (Side.RIGHT, [(day(0), 4.0)]),
    ]
    assert adductor.now.left == 6.0
    assert adductor.now.both is None
    assert found[0].series == ()


def test_a_gain_beats_the_best_of_four_weeks():
    found = progress(
        (session(0), held([20.0], [])),
        (session(2), held([15.0], [])),
        (session(4), held([16.0], [])),  # more than last time, less than the best
        (session(5), held([20.5], [])),  # less than a second
        (session(6), held([22.0], [])),
    ).wins
    assert [(w.day, w.what, w.value, w.before, w.side) for w in found] == [
        (day(6), "seconds", 22.0, 20.5, Side.LEFT)
    ]


def test_what_lies_more_than_four_weeks_back_is_beaten_anew():
    done = [(session(0), held([30.0], [])), (session(10), held([20.0], []))]
    found = progress(*done, (session(30), held([21.0], [])), last=40).wins
    assert [(w.day, w.value, w.before) for w in found] == [(day(30), 21.0, 20.0)]


def test_a_gain_inside_the_noise_of_its_test_says_so():
    def plank(seconds):
        return [effort("side-plank-test", "left", held=seconds, category="self-test")]

    found = progress(
        (session(0), plank(30.0)), (session(7), plank(36.0)), (session(14), plank(50.0))
    ).wins
    assert [(w.value, w.beyond_noise) for w in found] == [(36.0, False), (50.0, True)]


def test_one_more_session_a_week_and_less_pain_are_gains():
    found = progress(
        (session(0, pain_worst=4), []),
        (session(7), []),
        (session(9, pain_worst=2), []),
        (session(10), []),
        (session(21, pain_worst=2), []),
    ).wins
    assert [(w.day, w.what, w.value, w.before) for w in found] == [
        (day(9), "sessions", 3, 1),
        (day(9), "pain", 2, 4),
    ]


# -- the whole


def test_what_lies_outside_the_range_does_not_count():
    done = [(session(at), held([at + 10.0], [at + 11.0])) for at in (0, 5, 9, 12)]
    found = progress(*done, first=5, last=9)
    assert [point.day for point in found.symmetry(HOLD).points] == [day(5), day(9)]
    assert sum(week.sets for week in found.volume) == 4
    assert [done.sets for done in found.exercises] == [4]


def test_every_metric_of_the_catalogue_is_told_with_sides_range_and_unit():
    for said in (told(progress()), told(progress((session(0), held([9.0], [10.0]))))):
        assert list(said) == CATALOGUE_NAMES
        for metric in said.values():
            assert set(metric["values"]) == {"left", "right", "both", "alternating"}
            assert metric["range"] == {"from": "2026-10-05", "to": "2026-11-01"}
            assert metric["unit"]


def test_without_training_everything_is_unknown_and_nothing_zero():
    for name, metric in told(progress()).items():
        assert set(metric["values"].values()) == {None}, name


def test_chunks_come_oldest_first_and_a_day_only_once():
    ledger = Ledger(training((session(3), held([9.0], []))))
    with pytest.raises(ValueError, match="oldest first"):
        ledger.add(training((session(3, hour=20), held([9.0], []))))


def test_chunks_add_up_to_the_whole():
    done = [
        (session(at, rpe=6.0), held([at + 10.0], [at + 11.0], rpe=7.0)) for at in range(0, 28, 2)
    ]
    in_chunks = Ledger()
    for at in range(0, len(done), 3):
        in_chunks.add(training(*done[at : at + 3]))
    span = Span(day(0), day(27))
    assert told(Progress(in_chunks, span, day(28))) == told(
        Progress(Ledger(training(*done)), span, day(28))
    )


def test_every_metric_has_a_definition_a_chart_and_a_known_source():
    from workouts.references import references

    assert [metric.id for metric in metrics().metric] == CATALOGUE_NAMES
    for metric in metrics().metric:
        assert metric.definition.endswith(".")
        assert metric.chart
        assert set(metric.source) <= set(references()), metric.id


def test_bands_follow_the_catalogue():
    pain, lsi = metrics().of("pain"), metrics().of("limb_symmetry_index")
    assert [pain.band_of(value).tone for value in (0, 3, 4, 5, 6, 10)] == [
        *("good", "good", "amber", "amber", "red", "red")
    ]
    assert [lsi.band_of(value).tone for value in (100, 90, 89.9, 80, 79.9)] == [
        *("good", "good", "amber", "amber", "red")
    ]
    assert pain.band_of(None) is None
    assert [metrics().of("response_24h").band_of(v).tone for v in (-1, 0, 1, 2)] == [
        *("good", "good", "amber", "red")
    ]


def test_the_rungs_of_ladders_lead_to_the_harder_exercise():
    library = load_library(None)
    for ladder in metrics().ladder:
        for lower, higher in zip(ladder.rungs, ladder.rungs[1:], strict=False):
            harder = {library.exercises[one].harder for one in lower}
            assert harder & set(higher), (ladder.id, lower)


def test_every_category_but_self_tests_belongs_to_one_area():
    belongs = [category for area in metrics().area for category in area.categories]
    assert sorted(belongs) == sorted(set(Category) - {Category.SELF_TEST})


def test_weeks_begin_on_monday():
    assert Span(date(2026, 10, 11), date(2026, 10, 12)).mondays() == (
        date(2026, 10, 5),
        date(2026, 10, 12),
    )
