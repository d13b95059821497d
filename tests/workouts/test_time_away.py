"""After time away a session offers less; ready times, rests and rounds stay as they were."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from workouts.dosing import bottom
from workouts.library import load_library
from workouts.model import Dose, Side
from workouts.own_dose import OwnDose
from workouts.rules import standard_rules
from workouts.time_away import after_time_away, eased_timeline, hours_since
from workouts.timeline import Options, StepKind

LIBRARY = load_library(None)
NOW = datetime(2030, 1, 31, 18, tzinfo=UTC)
LADDER = LIBRARY.timeline("adductor-ladder")


def away(days, timeline=LADDER, ids=None):
    at = NOW - timedelta(days=days)
    done = {
        step.exercise.id: at for step in timeline.steps if ids is None or step.exercise.id in ids
    }
    return after_time_away(timeline, done, NOW, LIBRARY.exercises, standard_rules())


@pytest.mark.parametrize(
    ("days", "why"),
    [(7.9, None), (8, "gap-smaller"), (14.9, "gap-smaller"), (15, "gap-easier"),
     (28.9, "gap-easier"), (29, "gap-restart")],
)  # fmt: skip
def test_the_longer_away_the_less(days, why):
    assert {one.why for one in away(days)} == ({why} if why else set())


def test_after_ten_days_four_fifths_of_a_hold_are_guided():
    own = OwnDose("copenhagen-hold", Dose(repeats=4, hold_s=20))
    ladder = replace(LIBRARY, doses={"copenhagen-hold": own}).timeline("adductor-ladder")
    eased = away(10, ladder, ids={"copenhagen-hold"})
    [one] = eased
    assert (one.old_dose.hold_s, one.dose.hold_s, one.days) == (20.0, 16.0, 10)
    timeline = eased_timeline(ladder, eased)
    works = [s for s in timeline.steps if s.kind is StepKind.WORK]
    holds = [s.planned_s for s in works if s.exercise.id == "copenhagen-hold"]
    before = [s for s in ladder.steps if s.exercise.id == "copenhagen-hold" and s.kind == "work"]
    assert holds == [16.0] * len(before)
    assert timeline.total_s == pytest.approx(ladder.total_s - 4.0 * len(before))
    kinds = [(s.kind, s.side, s.set_no) for s in LADDER.steps]
    assert [(s.kind, s.side, s.set_no) for s in timeline.steps] == kinds
    others = [s.planned_s for s in timeline.steps if s.exercise.id != "copenhagen-hold"]
    assert others == [s.planned_s for s in LADDER.steps if s.exercise.id != "copenhagen-hold"]


def test_after_twenty_days_the_easier_exercise_takes_its_place():
    eased = away(20, ids={"copenhagen-hold"})
    easier = LIBRARY.exercises["copenhagen-long-supported"]
    assert (eased[0].new, eased[0].dose) == (easier, bottom(easier))
    timeline = eased_timeline(LADDER, eased)
    assert not any(s.exercise.id == "copenhagen-hold" for s in timeline.steps)
    assert [s.at for s in timeline.steps] == sorted(s.at for s in timeline.steps)
    assert [s.index for s in timeline.steps] == list(range(len(timeline.steps)))


def test_rounds_the_first_side_and_ready_times_stay():
    options = Options(first_side=Side.RIGHT, rounds=2, ready_s=9.0)
    timeline = LIBRARY.timeline("hip-strength-1", options)
    eased = eased_timeline(timeline, away(10, timeline))
    assert [(s.kind, s.side, s.round_no) for s in eased.steps] == [
        (s.kind, s.side, s.round_no) for s in timeline.steps
    ]
    gaps = [s.planned_s for s in timeline.steps if s.kind is not StepKind.WORK]
    assert [s.planned_s for s in eased.steps if s.kind is not StepKind.WORK] == gaps


def test_what_was_never_done_and_what_does_not_train_is_left_alone():
    assert away(40, ids=set()) == []
    warm_up = LIBRARY.timeline("pre-run-5")
    assert away(40, warm_up) == []
    assert eased_timeline(LADDER, []).steps == LADDER.steps


def test_one_dose_at_its_bottom_already_is_not_offered_again():
    dose = bottom(LIBRARY.exercises["copenhagen-hold"])
    steps = tuple(
        replace(s, dose=dose) if s.exercise.id == "copenhagen-hold" else s for s in LADDER.steps
    )
    eased = away(40, replace(LADDER, steps=steps), {"copenhagen-hold"})
    assert eased == []


def test_hours_are_counted_from_the_newest_and_unknown_is_not_zero():
    done = {"copenhagen-hold": NOW - timedelta(hours=20), "clamshell": NOW - timedelta(days=9)}
    assert hours_since(LADDER, done, NOW) == pytest.approx(20)
    assert hours_since(LADDER, {}, NOW) is None
