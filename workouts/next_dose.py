"""From the sets of a session to what its exercises ask for next. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from workouts.dosing import amount, driver
from workouts.events import EndedBy
from workouts.model import Dose, Exercise, Measure, Side
from workouts.own_dose import PROGRESSING
from workouts.progression import Action, Athlete, Decision, Flags, Outcome, decide, flags
from workouts.records import SessionRecord, SetResult
from workouts.rules import Rules


def outcome_of(
    exercise: Exercise,
    session: SessionRecord,
    sets: Sequence[SetResult],
    side: Side | None = None,
) -> Outcome | None:
    """What one session says of an exercise; None where nothing of it was begun.

    `sets` are those of this exercise in that session. For both sides together the one that did
    less, or found it harder, speaks; of one `side` count its own sets, and the effort of the
    other where only that was told. Pain on either side counts for both, and pain that was told
    for the session alone for each of its exercises.
    """
    both = [one for one in sets if one.exercise_id == exercise.id]
    done = [one for one in both if side is None or one.side is side]
    if not any(one.ended_by is not EndedBy.SKIPPED for one in done):
        return None
    pains = [one.pain for one in both if one.pain is not None]
    forms = [one.form_ok for one in done if one.form_ok is not None]
    asked = done if any(one.rpe is not None or one.rir is not None for one in done) else both
    efforts = [one.rpe for one in asked if one.rpe is not None]
    left = [one.rir for one in asked if one.rir is not None]
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
    adds: Mapping[tuple[str, Side | None], int],
    exercises: Mapping[str, Exercise],
    athlete: Athlete,
    rules: Rules,
    *,
    easier_week: bool = False,
    red_flag: bool = False,
    bands: Mapping[str, str] = MappingProxyType({}),
    weaker: Mapping[str, Side] = MappingProxyType({}),
) -> list[Decision]:
    """One for each exercise of the session, in the order they were done; for each side its own
    where they differ.

    `earlier` is the newest session before this one in which an exercise was done, `adds` how
    often it, or one side of it, grew in the seven days before; `bands` the band each was done
    with, `weaker` the side that does one set more of it. In an easier week nothing grows.
    """
    found: list[Decision] = []
    for id_ in dict.fromkeys(one.exercise_id for one in sets):
        exercise = exercises.get(id_)
        if exercise is None:
            continue
        usual = _without_the_set_more(id_, sets, weaker.get(id_))

        def decided(
            side: Side | None,
            exercise: Exercise = exercise,
            usual: Sequence[SetResult] = usual,
        ) -> Decision | None:
            told = outcome_of(exercise, session, usual, side)
            if told is None or told.warm_up:
                return None
            before = Flags()
            if exercise.id in earlier:
                last = outcome_of(exercise, *earlier[exercise.id], side)
                before = flags(last, rules) if last else before
            grown = adds.get((exercise.id, None), 0)
            grown += adds.get((exercise.id, side), 0) if side else 0
            told = replace(
                told,
                before=before,
                adds_this_week=grown,
                easier_week=easier_week,
                red_flag=red_flag,
                band=bands.get(exercise.id, ""),
            )
            made = decide(told, exercises, athlete, rules)
            return replace(made, side=side) if side else made

        both = decided(None)
        if both is None:
            continue
        sides = [decided(side) for side in (Side.LEFT, Side.RIGHT)]
        found += _for_each(exercise, both, [one for one in sides if one], rules)
    return found


def _without_the_set_more(
    id_: str, sets: Sequence[SetResult], weaker: Side | None
) -> list[SetResult]:
    """The sets without the one more of the weaker side, which is no part of the dose."""
    done = [one for one in sets if one.exercise_id == id_]
    mine = [one for one in done if one.side is weaker]
    others = [one for one in done if weaker and one.side is weaker.other]
    if not others or len(mine) <= len(others):
        return list(sets)
    return [one for one in sets if one is not mine[-1]]


def _for_each(
    exercise: Exercise, both: Decision, sides: list[Decision], rules: Rules
) -> list[Decision]:
    """One decision for both sides, or one for each where they lead to different doses.

    Another exercise, or none, is for both: there the side that struggled speaks. A side that is
    a good step ahead waits for the other.
    """
    moves_on = both.exercise != both.old_exercise or both.band
    if len(sides) < 2 or moves_on or both.action is Action.SUSPEND:
        return [both]
    left, right = (_held_back(one) for one in sides)
    left, right = _waiting(exercise, left, right, rules), _waiting(exercise, right, left, rules)
    if (left.rule, left.old_dose, left.dose) == (right.rule, right.old_dose, right.dose):
        return [replace(left, side=None)]
    return [left, right]


def _held_back(one: Decision) -> Decision:
    """A side alone does not move on to another exercise, or band; it stays until both do."""
    if one.exercise == one.old_exercise and not one.band:
        return one
    return _stays(one)


def _waiting(exercise: Exercise, one: Decision, other: Decision, rules: Rules) -> Decision:
    name = driver(exercise)
    step = {
        "reps": rules.add_reps_easy,
        "hold_s": rules.add_hold_easy_s,
        "laps": rules.add_laps_easy,
    }[name]
    ahead = amount(one.dose, name) - amount(other.dose, name)
    more_sets = one.dose.repeats > other.dose.repeats
    grows = one.action is Action.ADD and (ahead > step or more_sets)
    return _stays(one) if grows else one


def _stays(one: Decision) -> Decision:
    return replace(
        one,
        rule="side-waits",
        why="side-waits",
        action=Action.HOLD,
        exercise=one.old_exercise,
        dose=one.old_dose,
        band="",
        source=("GP",),
    )


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
