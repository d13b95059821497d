"""Each rule of the catalogue, its test vectors, and that no history leads out of bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workouts.dosing import amount, bottom, driver, in_range
from workouts.extra_rules import (
    after_gap,
    deload,
    is_deload_week,
    too_soon,
    unlocked,
    weaker_side,
)
from workouts.library import load_library
from workouts.model import Category, Dose, Equipment, Kind, Side
from workouts.progression import (
    Action,
    Athlete,
    Flags,
    Outcome,
    decide,
    flags,
)
from workouts.rules import standard_rules

KNOWN = load_library(None).exercises
CALM = {"pain_before": 0, "pain_during": 0, "pain_morning": 0}


def outcome(exercise, dose, **told):
    return Outcome(KNOWN[exercise], Dose(**dose), **told)


ANYONE = Athlete()


def next_of(*given, athlete=ANYONE, **told):
    decision = decide(outcome(*given, **told), KNOWN, athlete)
    assert decision.old_exercise == given[0]
    return decision


# The catalogue's own, section 4.3.
VECTORS = [
    ("fire-hydrant", {"sets": 2, "reps": 10},
     {"rpe": 7, "rir": 4, **CALM, "pain_during": 1},
     "R7b", "ADD", "fire-hydrant", {"sets": 2, "reps": 11}),
    ("fire-hydrant", {"sets": 2, "reps": 10}, {"rpe": 5, "rir": 6, **CALM},
     "R7a", "ADD", "fire-hydrant", {"sets": 2, "reps": 12}),
    ("side-lying-hip-abduction", {"sets": 2, "reps": 10}, {"rpe": 8, "rir": 2, **CALM},
     "R5c", "HOLD", "side-lying-hip-abduction", {"sets": 2, "reps": 10}),
    ("clamshell", {"sets": 2, "reps": 20},
     {"rpe": 7, "rir": 4, "bonus": 2, **CALM, "before": Flags(bonus=0)},
     "R6d", "HOLD", "clamshell", {"sets": 2, "reps": 20}),
    ("copenhagen-hold", {"sets": 1, "repeats": 4, "hold_s": 15},
     {"rpe": 7, "pain_before": 0, "pain_during": 4},
     "R1a", "STOP_TODAY_REGRESS",
     "copenhagen-long-supported", {"sets": 1, "repeats": 4, "hold_s": 10}),
    ("monster-walk", {"sets": 2, "out": 3, "back": 3, "laps": 4},
     {"rpe": 7, "pain_before": 1, "pain_during": 4, "pain_morning": 1},
     "R3a", "HOLD", "monster-walk", {"sets": 2, "out": 3, "back": 3, "laps": 4}),
    ("single-leg-squat", {"sets": 2, "reps": 8},
     {"completion": 0.5, "rpe": 8, "rir": 3, "pain_before": 1, "pain_during": 6},
     "R1a", "STOP_TODAY_REGRESS", "single-leg-sit-to-stand", {"sets": 1, "reps": 5}),
    ("side-lunge", {"sets": 3, "reps": 8},
     {"rpe": 7, "rir": 4, "pain_before": 1, "pain_during": 3, "pain_morning": 3},
     "R2a", "REDUCE", "side-lunge", {"sets": 3, "reps": 6}),
    ("single-leg-deadlift", {"sets": 2, "reps": 8},
     {"completion": 0.5, "rpe": 9, "rir": 0, "form_ok": False, **CALM},
     "R4a", "HOLD", "single-leg-deadlift", {"sets": 2, "reps": 8}),
    ("copenhagen-hold", {"sets": 1, "repeats": 4, "hold_s": 15},
     {"rpe": 7, **CALM, "pain_during": 1},
     "R7b", "ADD", "copenhagen-hold", {"sets": 1, "repeats": 4, "hold_s": 17}),
    ("figure-four-stretch", {"sets": 1, "repeats": 2, "hold_s": 30}, {"rpe": 3, **CALM},
     "R8", "MAINTAIN", "figure-four-stretch", {"sets": 1, "repeats": 2, "hold_s": 30}),
    ("clamshell", {"sets": 1, "reps": 10}, {"rpe": 4, "rir": 6, "warm_up": True, **CALM},
     "R8", "MAINTAIN", "clamshell", {"sets": 1, "reps": 10}),
    ("clamshell", {"sets": 1, "reps": 10}, {"rpe": 6, "rir": 5, "red_flag": True, **CALM},
     "R0", "STOP_REFER", "clamshell", {"sets": 1, "reps": 10}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("exercise", "dose", "told", "rule", "action", "then", "next_dose"), VECTORS
)
def test_the_catalogues_own_cases(exercise, dose, told, rule, action, then, next_dose):
    decision = next_of(exercise, dose, **told)
    assert (decision.rule, decision.action, decision.exercise) == (rule, action, then)
    told_dose = {name: getattr(decision.dose, name) for name in next_dose}
    assert told_dose == next_dose


CLAM = ("clamshell", {"sets": 2, "reps": 14})
RIGHT = {"rpe": 7, "rir": 4}


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        # too much pain twice running, once, and the morning after
        ({"pain_during": 6, "before": Flags(over_limit=True)}, "R1b"),
        ({"pain_during": 6, "before": Flags(over_limit=False)}, "R1a"),
        ({"pain_during": 5, **RIGHT}, "R3a"),
        ({"pain_morning": 6, **RIGHT}, "R2a"),
        ({"pain_before": 4, "pain_morning": 5, **RIGHT}, "R2b"),
        ({"pain_before": 3, "pain_morning": 3, **RIGHT}, "R7b"),
        # amber
        ({"pain_during": 4, "before": Flags(amber=True)}, "R3b"),
        ({"pain_during": 3, "before": Flags(amber=True), **RIGHT}, "R7b"),
        # unknown pain is not zero and not too much either
        ({"pain_during": None, "pain_morning": 3, **RIGHT}, "R7b"),
        ({"pain_before": None, "pain_morning": 4, **RIGHT}, "R7b"),
        # not managed
        ({"completion": 0.79, **RIGHT}, "R4a"),
        ({"completion": 0.79, "before": Flags(failed=True), **RIGHT}, "R4b"),
        ({"completion": 0.8, **RIGHT}, "R4c"),
        ({"form_ok": False, "before": Flags(failed=True)}, "R4b"),
        ({"form_ok": None, **RIGHT}, "R7b"),
        # effort
        ({"rpe": 9, "rir": 1}, "R5a"),
        ({"rpe": 9, "rir": 1, "before": Flags(hard=True)}, "R5b"),
        ({"rpe": 9}, "R5a"),
        ({"rpe": 5, "rir": 3}, "R7b"),
        ({"rpe": 8, "rir": 6}, "R7a"),
        ({}, "R7-unknown"),
        ({"adds_this_week": 2, **RIGHT}, "R7-week"),
        ({"adds_this_week": 1, **RIGHT}, "R7b"),
    ],
)
def test_the_first_rule_that_matches_is_taken(told, rule):
    assert next_of(*CLAM, **told).rule == rule


def test_nothing_grows_in_an_easier_week_but_pain_still_counts():
    assert next_of(*CLAM, easier_week=True, **RIGHT).rule == "deload"
    assert next_of(*CLAM, easier_week=True, pain_during=7, **RIGHT).rule == "R1a"


def test_effort_of_a_hold_is_its_rpe_and_of_reps_what_was_left():
    hold = ("side-plank", {"sets": 2, "repeats": 1, "hold_s": 20})
    assert next_of(*hold, rpe=9, rir=5).rule == "R5a"
    assert next_of(*hold, rpe=8, rir=2).rule == "R7b"
    assert next_of(*hold, rir=1).rule == "R5a"
    assert next_of(*CLAM, rpe=9, rir=4).rule == "R7b"


def test_a_hold_grows_by_seconds_then_by_repeats():
    full = ("copenhagen-hold", {"repeats": 4, "hold_s": 20})
    assert next_of(*full, rpe=7, **CALM).dose.repeats == 5
    nearly = ("copenhagen-hold", {"repeats": 4, "hold_s": 18})
    easy = next_of(*nearly, rpe=5, **CALM)
    assert (easy.dose.hold_s, easy.dose.repeats) == (20, 4)


@pytest.mark.parametrize(
    ("bonus", "before", "rule"), [(2, 2, "R6a"), (2, 1, "R6d"), (1, 2, "R6d"), (3, 5, "R6a")]
)
def test_reps_step_up_with_two_to_spare_twice_running(bonus, before, rule):
    top = ("clamshell", {"sets": 2, "reps": 20})
    decision = next_of(*top, bonus=bonus, before=Flags(bonus=before), **RIGHT)
    assert decision.rule == rule
    if rule == "R6a":
        harder = KNOWN[KNOWN["clamshell"].harder]
        assert (decision.exercise, decision.dose.sets) == (harder.id, 2)
        assert decision.dose.reps == bottom(harder).reps


@pytest.mark.parametrize(
    ("rpe", "before", "rule"),
    [(7, True, "R6a"), (7, False, "R6d"), (8, True, "R6d"), (6, True, "R6a")],
)
def test_holds_step_up_with_effort_to_spare_twice_running(rpe, before, rule):
    top = ("glute-bridge", {"sets": 1, "repeats": 1, "hold_s": 45})
    assert next_of(*top, rpe=rpe, before=Flags(top_ok=before)).rule == rule


def test_what_needs_missing_equipment_is_passed_over():
    top = ("clamshell", {"sets": 2, "reps": 20})
    told = {"bonus": 2, "before": Flags(bonus=2), **RIGHT}
    assert next_of(*top, **told).exercise == "banded-clamshell"
    without = next_of(*top, athlete=Athlete(own=frozenset({Equipment.MAT})), **told)
    assert without.exercise == "side-lying-hip-abduction"
    hold = ("copenhagen-short-supported", {"repeats": 6, "hold_s": 20})
    nothing = next_of(*hold, rpe=6, before=Flags(top_ok=True), athlete=Athlete(own=frozenset()))
    assert nothing.rule in ("R6b", "R6c")


@pytest.mark.parametrize(
    ("band", "owned", "exercise", "then"),
    [
        ("light", ("light", "heavy"), "banded-clamshell", "heavy"),
        ("light", ("light", "medium", "heavy"), "banded-clamshell", "medium"),
        ("heavy", ("light", "heavy"), "side-lying-hip-abduction", ""),
        ("", ("light", "heavy"), "side-lying-hip-abduction", ""),
    ],
)
def test_a_stronger_band_comes_before_a_harder_exercise(band, owned, exercise, then):
    top = ("banded-clamshell", {"sets": 2, "reps": 15})
    told = {"bonus": 2, "before": Flags(bonus=2), "band": band, **RIGHT}
    decision = next_of(*top, athlete=Athlete(bands=owned), **told)
    assert (decision.exercise, decision.band) == (exercise, then)
    assert decision.dose.reps == bottom(KNOWN[exercise]).reps


def test_one_band_down_is_a_step_back():
    told = {"completion": 0.5, "before": Flags(failed=True), "band": "medium"}
    move = ("banded-clamshell", {"sets": 2, "reps": 12})
    lighter = next_of(*move, athlete=Athlete(bands=("light", "medium")), **told)
    assert (lighter.rule, lighter.exercise, lighter.band) == ("R4b", "banded-clamshell", "light")
    assert next_of(*move, **told).exercise == "clamshell"
    knees = next_of("monster-walk", {"sets": 2, "out": 3, "back": 3, "laps": 4}, **told)
    assert knees.exercise == KNOWN["monster-walk"].easier


def test_without_an_easier_exercise_the_dose_is_halved():
    alone = [e for e in KNOWN.values() if not e.easier and e.category is Category.ACTIVATION]
    exercise = alone[0]
    decision = next_of(exercise.id, {"sets": 2, "reps": 8}, pain_during=9)
    assert (decision.rule, decision.exercise, decision.dose.sets) == ("R1a", exercise.id, 1)


@pytest.mark.parametrize(
    ("pains", "opens"),
    [([3, 2], True), ([2], False), ([3, 4], False), ([4, 3, 3], True), ([2, None], False)],
)
def test_harder_adductor_holds_open_after_two_calm_sessions(pains, opens):
    assert ("copenhagen-hold" in unlocked(pains, [])) is opens
    rung = ("copenhagen-long-supported", {"repeats": 6, "hold_s": 20})
    athlete = Athlete(open_rungs=unlocked(pains, []))
    decision = next_of(*rung, rpe=6, before=Flags(top_ok=True), athlete=athlete)
    assert decision.rule == ("R6a" if opens else "R6-locked")


@pytest.mark.parametrize(
    ("done", "opens"), [([(2, 20.0)], True), ([(1, 30.0)], False), ([(2, 19.9)], False)]
)
def test_the_side_plank_with_leg_lift_opens_after_two_sets_of_twenty_seconds(done, opens):
    assert ("side-plank-hip-abduction" in unlocked([], done)) is opens


@pytest.mark.parametrize(
    ("days", "why", "exercise", "reps"),
    [
        (7, None, None, None),
        (8, "gap-smaller", "clamshell", 12),
        (14, "gap-smaller", "clamshell", 12),
        (15, "gap-easier", "clamshell", None),
        (28, "gap-easier", "clamshell", None),
        (29, "gap-restart", "clamshell", 10),
    ],
)
def test_after_time_away_it_begins_smaller(days, why, exercise, reps):
    found = after_gap(KNOWN["clamshell"], Dose(sets=2, reps=15), days, KNOWN)
    if why is None:
        assert found is None
        return
    assert found[0] == why
    if why == "gap-easier" and KNOWN["clamshell"].easier:
        assert found[1].id == KNOWN["clamshell"].easier
        assert found[2] == bottom(found[1])
    else:
        assert found[1].id == exercise
    if reps:
        assert found[2].reps == reps


def test_an_easier_week_has_a_set_fewer_or_fewer_reps():
    clam = KNOWN["clamshell"]
    assert deload(clam, Dose(sets=3, reps=15)).sets == 2
    assert deload(clam, Dose(sets=1, reps=20)).reps == 14
    assert deload(clam, Dose(sets=1, reps=10)).reps == 10
    assert [week for week in range(13) if is_deload_week(week)] == [4, 8, 12]


@pytest.mark.parametrize(
    ("tests", "side"),
    [
        ([(14, 20), (15, 20)], Side.LEFT),
        ([(20, 17), (20, 17.9)], Side.RIGHT),
        ([(14, 20)], None),
        ([(14, 20), (18, 20)], None),
        ([(14, 20), (20, 14)], None),
        ([(14, 20), (None, 20)], None),
        ([(20, 20), (14, 20), (15, 20)], Side.LEFT),
    ],
)
def test_the_weaker_side_goes_first_after_two_tests_that_say_so(tests, side):
    assert weaker_side(tests) is side


@pytest.mark.parametrize(
    ("kind", "hours", "soon"),
    [
        (Kind.STRENGTH, 47, True),
        (Kind.STRENGTH, 48, False),
        (Kind.ADDUCTOR, 24, True),
        (Kind.WARM_UP, 2, False),
        (Kind.STRENGTH, None, False),
    ],
)
def test_strength_waits_two_days(kind, hours, soon):
    assert too_soon(kind, hours) is soon


pain = st.none() | st.integers(0, 10)
progressing = st.sampled_from(sorted(KNOWN))
sessions = st.lists(
    st.fixed_dictionaries(
        {
            "completion": st.sampled_from([0.3, 0.8, 0.95, 1.0, 1.0, 1.0]),
            "bonus": st.integers(0, 4),
            "rpe": st.none() | st.integers(3, 10),
            "rir": st.none() | st.integers(0, 6),
            "pain_before": pain,
            "pain_during": pain,
            "pain_morning": pain,
            "form_ok": st.none() | st.booleans(),
            "day": st.integers(1, 4),
        }
    ),
    max_size=30,
)


def followed(start, told):
    """The decisions of a history, each from the dose the one before left."""
    exercise, dose, before = KNOWN[start], KNOWN[start].dose, Flags()
    day, adds = 0, []
    for session in told:
        day += session["day"]
        words = {name: value for name, value in session.items() if name != "day"}
        week = sum(1 for add in adds if add[0] == exercise.id and day - add[1] < 7)
        result = Outcome(exercise, dose, before=before, adds_this_week=week, **words)
        decision = decide(result, KNOWN)
        yield result, decision, day
        if decision.action is Action.ADD:
            adds.append((exercise.id, day))
        before = flags(result) if decision.exercise == exercise.id else Flags()
        exercise, dose = KNOWN[decision.exercise], decision.dose


@settings(max_examples=300, deadline=None)
@given(progressing, sessions)
def test_no_history_leads_a_dose_out_of_its_range(start, told):
    rules = standard_rules()
    grown = {}
    for result, decision, day in followed(start, told):
        assert in_range(KNOWN[decision.exercise], decision.dose)
        size = [(e.dose, amount(d, driver(e)) * d.sets * d.repeats)
                for e, d in ((result.exercise, result.dose), (KNOWN[decision.exercise], decision.dose))]  # fmt: skip  # noqa: E501
        adductor = result.exercise.category is Category.ADDUCTOR
        limit = rules.adductor_pain_limit if adductor else rules.pain_limit
        if result.pain_during is not None and result.pain_during > limit:
            assert decision.exercise != result.exercise.harder
            if decision.exercise == result.exercise.id:
                assert size[1][1] <= size[0][1]
        if decision.action is Action.ADD:
            grown.setdefault(decision.exercise, []).append(day)
    for days in grown.values():
        for day in days:
            assert sum(1 for other in days if day <= other < day + 7) <= rules.adds_a_week


@settings(max_examples=100, deadline=None)
@given(progressing, sessions)
def test_the_same_history_gives_the_same_decisions(start, told):
    first = [decision for _, decision, _ in followed(start, told)]
    assert first == [decision for _, decision, _ in followed(start, told)]
