"""Less time than planned: what remains of a warm-up, trimmed so that it still ends on time. Pure.

What has begun is done to its end, on both sides. Of what follows, the worthiest stays; then the
next worthiest with fewer reps or seconds, on both sides alike; what is left over goes into
getting ready, and last into light steps on the spot.
"""

from collections.abc import Sequence
from dataclasses import replace

from workouts.model import Exercise, Side
from workouts.timeline import Step, StepKind, Timeline, lay_out, total
from workouts.warm_up import MOVES, Reason

LEAST_READY_S = 3.0
MOST_READY_S = 20.0
LEAST_HOLD_S = 5.0
FILLER = "cadence-run-in-place"  # light steps on the spot
ENOUGH_TO_GET_READY_S = 8.0
TINY = 1e-6


def remaining_s(timeline: Timeline, index: int, into: float) -> float:
    """Planned seconds from `into` seconds of step `index` to the end."""
    return total(timeline.steps[index:]) - into


def trimmed(
    timeline: Timeline, index: int, into: float, seconds: float, filler: Exercise | None = None
) -> tuple[Step, ...]:
    """All steps, those from `index` on lasting `seconds` from `into` seconds of that step.

    Raises ValueError where that is more than is left, or less than the step under way needs.
    """
    if seconds > remaining_s(timeline, index, into) + TINY:
        raise ValueError("trimming cannot make it longer")
    begun, items = _parts(timeline, index)
    budget = seconds - (total(tuple(begun)) - into)
    if budget < -TINY:
        begun, items = _shorter(begun, seconds - (begun[0].planned_s - into)), []
        budget = seconds - (total(tuple(begun)) - into)
    kept: dict[int, list[Step]] = {}
    for number in sorted(range(len(items)), key=lambda n: _worth(items[n]), reverse=True):
        if budget <= 0:
            break
        item = items[number]
        lasts = total(tuple(item))
        if lasts > budget + TINY:
            item = _fewer(item, budget)
            lasts = total(tuple(item))
        if item:
            kept[number] = item
            budget -= lasts
    following = [step for number in sorted(kept) for step in kept[number]]
    steps = _spread([*begun, *following], budget, filler)
    return lay_out([*timeline.steps[:index], *steps])


def trimmed_from(
    timeline: Timeline, index: int, into: float, length: float, seconds: float, filler: Exercise
) -> tuple[list[Step], float]:
    """The same where step `index` lasts `length`, and how long that step lasts now.

    With less time than the step under way needs, it ends early and is the last one.
    """
    now = timeline.steps[index]
    if seconds < length - into:
        return list(timeline.steps[: index + 1]), into + max(0.0, seconds)
    as_it_is = replace(now, planned_s=length)
    steps = [*timeline.steps[:index], as_it_is, *timeline.steps[index + 1 :]]
    made = list(trimmed(replace(timeline, steps=tuple(steps)), index, into, seconds, filler))
    made[index] = now
    return made, length


def _parts(timeline: Timeline, index: int) -> tuple[list[Step], list[list[Step]]]:
    """The item of step `index` from there on, and the items that follow, each with its rests."""
    here = (timeline.steps[index].round_no, timeline.steps[index].item)
    begun: list[Step] = []
    items: dict[tuple[int, int], list[Step]] = {}
    for step in timeline.steps[index:]:
        key = (step.round_no, step.item)
        (begun if key == here else items.setdefault(key, [])).append(step)
    return begun, list(items.values())


def _worth(item: list[Step]) -> float:
    """Glute activation before all, then as the composer weighs it."""
    weights = {move.exercise: move for move in MOVES}
    move = weights.get(item[0].exercise.id)
    if move is None:
        return 0.0
    return move.weight + (100 if move.reason is Reason.ACTIVATION else 0)


def _fewer(item: list[Step], budget: float) -> list[Step]:
    """The item with fewer reps or seconds, each effort alike, within the budget; else nothing."""
    efforts = [step for step in item if step.kind is StepKind.WORK]
    around = total(tuple(item)) - total(tuple(efforts))
    each = (budget - around) / len(efforts)
    first = efforts[0]
    if first.is_hold:
        if each < LEAST_HOLD_S:
            return []
        reps, seconds = first.reps, float(int(each))
    else:
        legs = 2 if first.side is Side.ALTERNATING else 1
        cycle = first.rep_s + first.between_s
        reps = int((each + first.between_s) / cycle + TINY) // legs * legs
        seconds = reps * first.rep_s + (reps - 1) * first.between_s
        if reps < legs:
            return []
    return [
        replace(step, reps=reps, planned_s=seconds) if step.kind is StepKind.WORK else step
        for step in item
    ]


def _shorter(begun: list[Step], budget: float) -> list[Step]:
    """The item under way, what is yet to come of it shortened to the budget, its efforts alike."""
    first, rest = begun[0], begun[1:]
    if budget < -TINY:
        raise ValueError("there is no time left for what is under way")
    if not rest:
        return begun
    efforts = [step for step in rest if step.kind is StepKind.WORK]
    return [first, *(_fewer(rest, budget) if efforts else [])]


def _spread(steps: list[Step], left: float, filler: Exercise | None) -> list[Step]:
    """What is left over, into the get-readies to come, and last into light steps on the spot."""
    if left <= TINY:
        return steps
    readies = [n for n, step in enumerate(steps) if n and step.kind is StepKind.READY]
    room = sum(max(0.0, MOST_READY_S - steps[n].planned_s) for n in readies)
    if filler is None or room >= left:
        return _longer_readies(steps, readies, left) if readies else _longer_end(steps, left)
    return [*steps, *_filling(steps[-1], filler, left)]


def _longer_readies(steps: list[Step], readies: Sequence[int], left: float) -> list[Step]:
    each = left / len(readies)
    return [
        replace(step, planned_s=step.planned_s + each) if number in readies else step
        for number, step in enumerate(steps)
    ]


def _longer_end(steps: list[Step], left: float) -> list[Step]:
    """Only where nothing else can take it: the last step that is no series of reps."""
    for number in range(len(steps) - 1, 0, -1):  # not the one under way
        step = steps[number]
        if step.is_hold or step.kind is not StepKind.WORK:
            longer = replace(step, planned_s=step.planned_s + left)
            return [*steps[:number], longer, *steps[number + 1 :]]
    raise ValueError("nothing can take the seconds left over")


def _filling(last: Step, filler: Exercise, left: float) -> list[Step]:
    """Light steps on the spot for the seconds left, with a moment to get ready where it fits."""
    work = Step(
        index=0,
        kind=StepKind.WORK,
        at=0.0,
        planned_s=left,
        exercise=filler,
        side=Side.BOTH,
        set_no=1,
        sets=1,
        round_no=last.round_no,
        rounds=last.rounds,
        item=last.item + 1,
        dose=filler.dose,
        reason=Reason.DRILL,
    )
    if left < ENOUGH_TO_GET_READY_S:
        return [work]
    ready = replace(work, kind=StepKind.READY, planned_s=LEAST_READY_S, first_of_item=True)
    return [ready, replace(work, planned_s=left - LEAST_READY_S)]
