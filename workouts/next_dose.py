"""From the sets of a session to what its exercises ask for next. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workouts.dosing import driver
from workouts.events import EndedBy
from workouts.model import Dose, Exercise, Measure, Side
from workouts.own_dose import PROGRESSING
from workouts.progression import Athlete, Decision, Flags, Outcome, decide, flags
from workouts.records import SessionRecord, SetResult
from workouts.rules import Rules


def outcome_of(
    exercise: Exercise, session: SessionRecord, sets: Sequence[SetResult]
) -> Outcome | None:
    """What one session says of an exercise; None where nothing of it was begun.

    `sets` are those of this exercise in that session. The side that did less, or found it
    harder, speaks for both. Pain that was told for the session alone counts for each of its
    exercises.
    """
    done = [one for one in sets if one.exercise_id == exercise.id]
    if not any(one.ended_by is not EndedBy.SKIPPED for one in done):
        return None
    pains = [one.pain for one in done if one.pain is not None]
    forms = [one.form_ok for one in done if one.form_ok is not None]
    efforts = [one.rpe for one in done if one.rpe is not None]
    left = [one.rir for one in done if one.rir is not None]
    rpe = max(efforts, default=None)
    return Outcome(
        exercise=exercise,
        dose=_dose_of(exercise, done),
        completion=min(_completion(side) for side in _by_side(done)),
        bonus=min(_bonus(side) for side in _by_side(done)),
        rpe=session.rpe if rpe is None and not left else rpe,
        rir=min(left, default=None),
        pain_before=session.pain_before,
        pain_during=max(pains) if pains else session.pain_worst,
        pain_morning=session.pain_morning,
        form_ok=all(forms) if forms else None,
        warm_up=session.kind not in PROGRESSING,
    )


def decisions(
    session: SessionRecord,
    sets: Sequence[SetResult],
    earlier: Mapping[str, tuple[SessionRecord, Sequence[SetResult]]],
    adds: Mapping[str, int],
    exercises: Mapping[str, Exercise],
    athlete: Athlete,
    rules: Rules,
) -> list[Decision]:
    """One for each exercise of the session, in the order they were done.

    `earlier` is the newest session before this one in which an exercise was done, `adds` how
    often it grew in the seven days before.
    """
    found = []
    for id_ in dict.fromkeys(one.exercise_id for one in sets):
        exercise = exercises.get(id_)
        told = outcome_of(exercise, session, sets) if exercise else None
        if exercise is None or told is None or told.warm_up:
            continue
        before = Flags()
        if id_ in earlier:
            last = outcome_of(exercise, *earlier[id_])
            before = flags(last, rules) if last else before
        told = replace(told, before=before, adds_this_week=adds.get(id_, 0))
        found.append(decide(told, exercises, athlete, rules))
    return found


def _by_side(done: Sequence[SetResult]) -> list[list[SetResult]]:
    sides: dict[Side, list[SetResult]] = {}
    for one in done:
        sides.setdefault(one.side, []).append(one)
    return list(sides.values())


def _completion(done: Sequence[SetResult]) -> float:
    """Done of what was planned; what was done beyond it does not make up for another set."""
    shares = [_share(one) for one in done]
    return sum(shares) / len(shares)


def _share(one: SetResult) -> float:
    if one.ended_by is EndedBy.SKIPPED:
        return 0.0
    if one.measure is Measure.HOLD:
        planned, reached = one.target_s, one.held_s
    else:
        planned, reached = one.target_reps, one.done_reps
    if not planned or reached is None:
        return 1.0 if one.ended_by in (EndedBy.TARGET, EndedBy.DONE) else 0.0
    return min(1.0, reached / planned)


def _bonus(done: Sequence[SetResult]) -> int:
    last = done[-1]
    if last.done_reps is None or last.target_reps is None:
        return 0
    return max(0, last.done_reps - last.target_reps)


def _dose_of(exercise: Exercise, done: Sequence[SetResult]) -> Dose:
    """The dose the sets were planned with."""
    side = max(_by_side(done), key=len)
    rounds: dict[int, int] = {}
    for one in side:
        rounds[one.round_no] = rounds.get(one.round_no, 0) + 1
    told = {name: getattr(exercise.dose, name) for name in exercise.dose.__struct_fields__}
    told["sets"] = len(rounds)
    match driver(exercise):
        case "hold_s":
            told |= {"repeats": max(rounds.values()), "hold_s": side[0].target_s}
        case "laps":
            lap = (exercise.dose.out or 0) + (exercise.dose.back or 0)
            told["laps"] = round((side[0].target_reps or 0) / lap) if lap else told["laps"]
        case _:
            legs = 2 if side[0].side is Side.ALTERNATING else 1
            told["reps"] = (side[0].target_reps or 0) // legs or told["reps"]
    return Dose(**told)
