"""A session after time away: what it begins with instead, for today alone. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workouts.extra_rules import after_gap
from workouts.model import Dose, Exercise, Item
from workouts.own_dose import PROGRESSING, dosed_item
from workouts.rules import Rules
from workouts.timeline import Step, StepKind, Timeline, item_steps_again, lay_out, one_sided

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Eased:
    """An exercise that was not done for a while. `why` is the key of the sentence that says so."""

    old: Exercise
    old_dose: Dose
    new: Exercise
    dose: Dose
    days: int
    why: str  # gap-smaller, gap-easier, gap-restart


def after_time_away(
    timeline: Timeline,
    last_done: Mapping[str, datetime],
    now: datetime,
    exercises: Mapping[str, Exercise],
    rules: Rules,
) -> list[Eased]:
    """What of a session may be less, in its order; nothing of what was never done before.

    `last_done` is when each exercise was last trained. Catalogue 4.2: 8 to 14 days 80 %, 15 to
    28 one level easier, longer anew.
    """
    if timeline.kind not in PROGRESSING:
        return []
    found: dict[str, Eased] = {}
    for step in timeline.steps:
        exercise, at = step.exercise, last_done.get(step.exercise.id)
        if step.kind is not StepKind.WORK or at is None or exercise.id in found:
            continue
        days = (now - at).total_seconds() / DAY_S
        dose = step.dose
        said = after_gap(exercise, dose, days, exercises, rules)
        if said and (said[1].id, said[2]) != (exercise.id, dose):
            found[exercise.id] = Eased(exercise, dose, said[1], said[2], int(days), said[0])
    return list(found.values())


def hours_since(
    timeline: Timeline, last_done: Mapping[str, datetime], now: datetime
) -> float | None:
    """Hours since the newest of its exercises was last trained; None where none ever was."""
    known = (last_done.get(step.exercise.id) for step in timeline.steps)
    newest = max((at for at in known if at is not None), default=None)
    return None if newest is None else (now - newest).total_seconds() / 3600


def eased_timeline(timeline: Timeline, eased: list[Eased]) -> Timeline:
    """The same session with less of these exercises, or easier ones in their place.

    Ready times, rests, rounds, one's own pace and one side alone stay.
    """
    instead = {one.old.id: one for one in eased}
    alone = one_sided(timeline)
    by_hand = {step.item for step in timeline.steps if step.self_paced}
    steps: list[Step] = []
    done: set[tuple[int, int]] = set()
    for step in timeline.steps:
        change = instead.get(step.exercise.id)
        if change is None:
            steps.append(step)
        elif step.kind is StepKind.REST:
            steps.append(replace(step, exercise=change.new, dose=change.dose))
        elif (step.item, step.round_no) not in done:
            done.add((step.item, step.round_no))
            item = Item(
                exercise=change.new.id,
                ready_s=step.planned_s if step.kind is StepKind.READY else 0.0,
                self_paced=step.item in by_hand,
                tempo=step.tempo if change.new is change.old else None,
                side=alone.get(step.item),
            )
            item = dosed_item(item, change.new, change.dose)
            steps += item_steps_again(timeline, step, change.new, item)
    return replace(timeline, steps=lay_out(steps))
