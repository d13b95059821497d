"""The simulated athletes in the docs are what the rules of today say."""

from tools.simulate import KNOWN, TARGET, page, people, sessions, side_by_side
from workouts.dosing import in_range
from workouts.model import Side


def test_the_page_is_up_to_date():
    assert TARGET.read_text(encoding="utf-8") == page()


def test_the_athlete_in_pain_goes_down_and_comes_back():
    _, hurt, _ = people()
    told = [line.decision for line in sessions(hurt)]
    assert [one.rule for one in told].count("R1a") == 2
    assert all(in_range(line.exercise, line.decision.old_dose) for line in sessions(hurt))
    assert told[-1].old_exercise == hurt.exercise


def test_the_weak_side_catches_up_and_both_move_on_together():
    lines = list(side_by_side())
    assert max(line.target[Side.RIGHT] - line.target[Side.LEFT] for line in lines) == 5.0
    assert lines[-1].target[Side.LEFT] == lines[-1].target[Side.RIGHT]
    last = set(map(str, (one.exercise for one in lines[-1].decisions.values())))
    assert last == {"copenhagen-high-hold"}
    assert all(in_range(KNOWN[one.exercise], one.dose)
               for line in lines for one in line.decisions.values())  # fmt: skip
