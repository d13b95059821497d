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
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from gui.dose_words import action_word, dose_text, one_side_text, sentence
from workouts.dosing import amount, driver
from workouts.events import EndedBy
from workouts.extra_rules import after_gap, deload, is_deload_week, unlocked
from workouts.library import load_library
from workouts.model import Dose, Exercise, Kind, Side
from workouts.next_dose import decisions
from workouts.progression import (
    NEEDS_LAST_RUNG,
    Action,
    Athlete,
    Decision,
    Flags,
    Outcome,
    decide,
    flags,
)
from workouts.records import SessionRecord, SetResult
from workouts.rules import standard_rules

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


@dataclass(frozen=True, slots=True)
class SideLine:
    """One session of the athlete whose sides are not alike."""

    week: int
    number: int
    target: dict[Side, float]  # seconds of each hold
    held: dict[Side, float]
    rpe: dict[Side, float]
    decisions: dict[Side, Decision]


def side_by_side() -> Iterator[SideLine]:
    """A weak left side that catches up, decided as the program does: from the kept sets."""
    exercise, rules = KNOWN["copenhagen-hold"], standard_rules()
    athlete = Athlete(open_rungs=frozenset(NEEDS_LAST_RUNG))  # nothing hurts
    dose = dict.fromkeys((Side.LEFT, Side.RIGHT), exercise.dose)
    earlier: dict[str, tuple[SessionRecord, list[SetResult]]] = {}
    grown: list[tuple[int, Side]] = []
    number = 0
    for week in range(1, WEEKS + 1):
        for weekday in DAYS:
            number += 1
            day = 7 * (week - 1) + weekday
            able = {Side.LEFT: 13.0 + 0.9 * number, Side.RIGHT: 26.0 + 0.2 * number}
            target = {side: float(dose[side].hold_s or 0) for side in dose}
            held = {side: min(target[side], able[side]) for side in dose}
            rpe = {
                side: min(10.0, max(5.0, round(10 * target[side] / able[side] - 0.5)))
                for side in dose
            }
            session, sets = _kept(exercise, day, dose, held, rpe)
            adds: dict[tuple[str, Side | None], int] = {
                (exercise.id, side): sum(1 for at, who in grown if who is side and day - at < 7)
                for side in dose
            }
            told = decisions(session, sets, earlier, adds, KNOWN, athlete, rules)
            each = {side: one for one in told for side in dose if one.side in (None, side)}
            yield SideLine(week, number, target, held, rpe, each)
            if any(one.exercise != exercise.id for one in told):
                return  # both go on together
            for side, one in each.items():
                dose[side] = one.dose
                if one.action is Action.ADD:
                    grown.append((day, side))
            earlier = {exercise.id: (session, sets)}


def _kept(
    exercise: Exercise,
    day: int,
    dose: dict[Side, Dose],
    held: dict[Side, float],
    rpe: dict[Side, float],
) -> tuple[SessionRecord, list[SetResult]]:
    """A session with the holds of both sides, as the history keeps it."""
    at = datetime(2030, 1, 6, 18, tzinfo=UTC) + timedelta(days=day)
    session = SessionRecord(
        str(day), "w", "Holds", Kind.ADDUCTOR, at, at, "finished", 600.0, 600.0, 0.0, pain_worst=0
    )
    sets = [
        SetResult(
            position=number,
            exercise_id=exercise.id,
            exercise_name=exercise.name,
            side=side,
            round_no=1,
            set_no=number,
            measure=exercise.measure,
            category=exercise.category,
            target_reps=None,
            target_s=dose[side].hold_s,
            done_reps=None,
            held_s=held[side],
            ended_by=EndedBy.TARGET if held[side] == dose[side].hold_s else EndedBy.DROPPED,
            started_at=at,
            active_s=held[side],
            rpe=rpe[side],
        )
        for side in dose
        for number in range(1, dose[side].repeats + 1)
    ]
    return session, sets


def side_row(line: SideLine) -> str:
    cells: list[str] = [str(line.week), str(line.number)]
    for side in (Side.LEFT, Side.RIGHT):
        one = line.decisions[side]
        after = one_side_text(KNOWN[one.exercise], one.dose)
        if one.exercise != one.old_exercise:
            after = f"{KNOWN[one.exercise].name}, {after}"
        did = f"{line.held[side]:.0f} of {line.target[side]:.0f} s, RPE {line.rpe[side]:g}"
        cells += [did, one.rule, f"{action_word(one)}: {after}"]
    return f"| {' | '.join(cells)} |"


def page() -> str:
    parts = [
        "# Simulated athletes, twelve weeks",
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
    parts += [
        "",
        "## One side weaker",
        "",
        "Side-plank adductor hold. The left side manages 14 s at first and gains about a second a",
        "session; the right could hold 26 s from the beginning. Each side is decided by itself;",
        "the right waits where it would run ahead, and both move on together.",
        "",
        "| week | session | left | R | next | right | R | next |",
        "|---|---|---|---|---|---|---|---|",
        *(side_row(line) for line in side_by_side()),
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
