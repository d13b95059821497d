"""The simulated athletes in the docs are what the rules of today say."""

from tools.simulate import TARGET, page, people, sessions
from workouts.dosing import in_range


def test_the_page_is_up_to_date():
    assert TARGET.read_text(encoding="utf-8") == page()


def test_the_athlete_in_pain_goes_down_and_comes_back():
    _, hurt, _ = people()
    told = [line.decision for line in sessions(hurt)]
    assert [one.rule for one in told].count("R1a") == 2
    assert all(in_range(line.exercise, line.decision.old_dose) for line in sessions(hurt))
    assert told[-1].old_exercise == hurt.exercise
