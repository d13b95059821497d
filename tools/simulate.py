"""Twelve weeks of three made-up athletes, decided by the rules, as tables to be read.

    python tools/simulate.py            (writes docs/simulated-athletes.md)
    python tools/simulate.py --print

One improves, one has pain, one trains when there is time. Nothing is random: what each of them
says of a session follows from how far the dose is from what they can do.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from gui.dose_words import action_word, dose_text, sentence
from workouts.dosing import amount, driver
from workouts.extra_rules import after_gap, deload, is_deload_week, unlocked
from workouts.library import load_library
from workouts.model import Dose, Exercise
from workouts.progression import Action, Athlete, Decision, Flags, Outcome, decide, flags

TARGET = Path(__file__).parents[1] / "docs" / "simulated-athletes.md"
WEEKS = 12
DAYS = (1, 4)  # Monday and Thursday
KNOWN = load_library(None).exercises
GAP_WORDS = {
    "gap-smaller": "More than a week away: 80 % of the dose.",
    "gap-easier": "More than two weeks away: one level easier.",
    "gap-restart": "More than four weeks away: from the bottom, with a test.",
}


@dataclass(frozen=True, slots=True)
class Person:
    """`able` is what they manage of the exercise's own dose, week by week, as a share."""

    name: str
    text: str
    exercise: str
    able: Callable[[int], float]
    pain: Callable[[int], tuple[int | None, int | None, int | None]]  # before, during, morning
    away: frozenset[int] = frozenset()  # sessions, counted from 1


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the table."""

    week: int
    number: int
    exercise: Exercise
    dose: Dose
    told: Outcome
    decision: Decision
    note: str


def people() -> tuple[Person, ...]:
    return (
        Person(
            "Improving",
            "Two sessions a week, no pain, a little stronger each week.",
            "copenhagen-long-supported",
            lambda number: 1.25 + 0.05 * number,
            lambda _: (0, 0, 0),
        ),
        Person(
            "In pain",
            "The groin begins to hurt in week 3; on two levels lower, until it is calm again.",
            "copenhagen-hold",
            lambda _: 1.3,
            lambda number: {5: (1, 4, 2), 6: (1, 4, 3), 7: (2, 3, 3), 8: (1, 2, 2)}.get(
                number, (0, 1, 0)
            ),
        ),
        Person(
            "Irregular",
            "Trains when there is time: misses ten days, then three weeks.",
            "side-lying-hip-abduction",
            lambda _: 1.4,
            lambda number: (0, None, None) if number % 3 else (0, 0, 0),
            frozenset({6, 7, 13, 14, 15, 16, 17}),
        ),
    )


def sessions(person: Person) -> Iterator[Line]:
    """What they did and what came of it, session by session."""
    exercise, dose, before = KNOWN[person.exercise], KNOWN[person.exercise].dose, Flags()
    last_day, adds, number, paused_until = 0, list[int](), 0, 0
    pains: dict[str, list[int | None]] = {}
    for week in range(1, WEEKS + 1):
        for weekday in DAYS:
            number += 1
            day = 7 * (week - 1) + weekday
            if number in person.away or day < paused_until:
                continue
            note = ""
            gap = after_gap(exercise, dose, day - last_day, KNOWN) if last_day else None
            if gap:
                why, exercise, dose = gap
                note, before = GAP_WORDS[why], Flags()
            today = deload(exercise, dose) if is_deload_week(week) else dose
            told = outcome(person, number, exercise, today, before, adds, day)
            told = replace(told, easier_week=today != dose)
            pains.setdefault(exercise.id, []).append(told.pain_during)
            athlete = Athlete(open_rungs=unlocked(pains[exercise.id], []))
            decision = decide(told, KNOWN, athlete)
            yield Line(week, number, exercise, today, told, decision, note)
            if decision.action is Action.ADD:
                adds.append(day)
            if decision.action is Action.SUSPEND:
                paused_until = day + 7
            same = decision.exercise == exercise.id
            before = flags(told) if same else Flags()
            if decision.changes:
                exercise, dose = KNOWN[decision.exercise], decision.dose
            last_day = day


def outcome(
    person: Person,
    number: int,
    exercise: Exercise,
    dose: Dose,
    before: Flags,
    adds: list[int],
    day: int,
) -> Outcome:
    """Effort from how near the dose is to what the person can do."""
    name = driver(exercise)
    can = amount(exercise.dose, name) * person.able(number)
    share = amount(dose, name) / can
    rpe = min(10.0, max(4.0, round(10 * share - 1)))
    rir = None if name != "reps" else max(0.0, round(can - amount(dose, name)))
    hurt_before, during, morning = person.pain(number)
    return Outcome(
        exercise,
        dose,
        completion=min(1.0, 1.1 / share) if share > 1 else 1.0,
        bonus=2 if name == "reps" and share < 0.85 else 0,
        rpe=rpe,
        rir=rir,
        pain_before=hurt_before,
        pain_during=during,
        pain_morning=morning,
        before=before,
        adds_this_week=sum(1 for add in adds if day - add < 7),
    )


def page() -> str:
    parts = [
        "# Three simulated athletes, twelve weeks",
        "",
        "Made by `python tools/simulate.py` from the rules of `workouts/progression.py`; nobody",
        "real is in it. Pain is *before / during / next morning*; a dash is unknown. R is the",
        "rule; the last column is what the athlete reads.",
    ]
    for person in people():
        parts += ["", f"## {person.name}", "", person.text, ""]
        parts += [
            "| week | session | exercise | dose | effort | pain | R | next | why |",
            "|---|---|---|---|---|---|---|---|---|",
            *(row(line) for line in sessions(person)),
        ]
    return "\n".join(parts) + "\n"


def row(line: Line) -> str:
    told, decision = line.told, line.decision
    effort = f"RPE {told.rpe:g}" if told.rir is None else f"RPE {told.rpe:g}, RIR {told.rir:g}"
    pain = " / ".join(
        "–" if one is None else str(one)
        for one in (told.pain_before, told.pain_during, told.pain_morning)
    )
    then = KNOWN[decision.exercise]
    after = dose_text(then, decision.dose)
    if then.id != line.exercise.id:
        after = f"{then.name}, {after}"
    word = action_word(decision)
    why = f"{line.note} {sentence(decision)}".strip()
    cells = (line.week, line.number, line.exercise.name, dose_text(line.exercise, line.dose))
    more = (effort, pain, decision.rule, f"{word}: {after}", why)
    return f"| {' | '.join(str(cell) for cell in (*cells, *more))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="to the screen instead of the file")
    if parser.parse_args().print:
        print(page())
    else:
        TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
