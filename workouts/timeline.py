"""A workout laid out in time: every step with its exact seconds, before anything starts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from workouts.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Kind,
    Measure,
    OneSide,
    Position,
    Side,
    Sided,
    Tempo,
    Workout,
)

DEFAULT_TEMPO: Tempo = (2.0, 1.0, 2.0)
DEFAULT_BETWEEN_S = 10.0
DEFAULT_CHANGE_S = 5.0
PLANK_ADDUCTOR_CHANGE_S = 10.0
DEFAULT_S_PER_STEP = 1.5


class StepKind(StrEnum):
    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    BETWEEN = "between"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of time with one purpose. A work step is one continuous effort on one side."""

    index: int
    kind: StepKind
    at: float  # planned seconds since the start
    planned_s: float  # how long it should last; an estimate when self-paced
    exercise: Exercise  # for a rest: the one that comes next
    side: Side
    set_no: int
    sets: int
    round_no: int
    rounds: int
    item: int  # position of its item in the workout
    reps: int = 0  # reps to count, both legs together when alternating; steps for a walk
    tempo: Tempo | None = None
    between_s: float = 0.0  # between the reps of a series
    self_paced: bool = False
    first_of_item: bool = False
    dose: Dose = field(default_factory=Dose)
    reason: str = ""
    alone: bool = False  # its item is kept to this side

    @property
    def seconds(self) -> float | None:
        """Its exact length; None when the athlete decides."""
        return None if self.self_paced else self.planned_s

    @property
    def is_hold(self) -> bool:
        return self.exercise.measure is Measure.HOLD

    @property
    def rep_s(self) -> float:
        """Seconds of one rep without the gap after it; of one step in a walk."""
        return sum(self.tempo) if self.tempo else 0.0

    @property
    def target_s(self) -> float | None:
        """Seconds to be held: the length of a hold, or the pauses of reps that hold."""
        match self.exercise.measure:
            case Measure.HOLD:
                return self.planned_s
            case Measure.REPS_WITH_HOLD if self.tempo:
                return self.reps * self.tempo[1]
        return None


@dataclass(frozen=True, slots=True)
class Options:
    """What an athlete may change about a workout for today."""

    first_side: Side = Side.LEFT
    rounds: int | None = None
    self_paced: bool = False
    paced_only: bool = False  # nobody is there to press a key: self-paced sets end at their target
    # The athlete's own seconds, in all but warm-ups; None: as written.
    first_ready_s: float | None = None
    ready_s: float | None = None
    change_s: float | None = None
    between_s: float | None = None  # between the repeats of a hold


AS_WRITTEN = Options()
EXTRA_SET_REST_S = 30.0  # before one set more of reps or laps


@dataclass(frozen=True, slots=True)
class OwnSides:
    """What an athlete accepted for the sides of an exercise where they are not alike."""

    doses: Mapping[Side, Dose] = field(default_factory=dict)
    weaker: Side | None = None  # goes first; one set more in the first exercise it has


ALIKE = OwnSides()


@dataclass(frozen=True, slots=True)
class Timeline:
    workout_id: str
    title: str
    kind: Kind
    steps: tuple[Step, ...]
    options: Options = AS_WRITTEN  # how it was laid out, for what is exchanged on the way
    ends_at: datetime | None = None  # promised, also after a pause; None: it lasts what it lasts

    @property
    def total_s(self) -> float:
        return total(self.steps)


def total(steps: tuple[Step, ...]) -> float:
    return round(sum(step.planned_s for step in steps), 3)


def still_promised(timeline: Timeline, now: datetime) -> Timeline:
    """The same; without a promise that is over already, it takes the time it takes."""
    late = timeline.ends_at is not None and timeline.ends_at <= now
    return replace(timeline, ends_at=None) if late else timeline


def compile_workout(
    workout: Workout,
    exercises: Mapping[str, Exercise],
    options: Options = AS_WRITTEN,
    sides: Mapping[str, OwnSides] = MappingProxyType({}),
) -> Timeline:
    """The steps of a workout, in order, their planned times adding up to the millisecond."""
    rounds = options.rounds or workout.rounds
    if workout.kind is Kind.WARM_UP:  # their totals are exact because of their seconds
        options = replace(options, first_ready_s=None, ready_s=None, change_s=None, between_s=None)
    steps: list[Step] = []
    extra = _with_a_set_more(workout, sides)
    for round_no in range(1, rounds + 1):
        for number, item in enumerate(workout.item):
            exercise = exercises[item.exercise]
            mine = sides.get(item.exercise, ALIKE)
            if steps and (rest := _rest_before(workout, number)):
                first = replace(options, first_side=mine.weaker or options.first_side)
                steps.append(_rest(exercise, item, rest, number, round_no, rounds, first))
            own = options if steps else replace(options, ready_s=_first_ready(options))
            more = round_no == rounds and number == extra
            steps += _item_steps(exercise, item, number, round_no, rounds, own, mine, more=more)
    return Timeline(workout.id, workout.title, workout.kind, lay_out(steps), options)


def _with_a_set_more(workout: Workout, sides: Mapping[str, OwnSides]) -> int | None:
    """The item whose weaker side does one set more: never more than one in a session."""
    for number, item in enumerate(workout.item):
        if sides.get(item.exercise, ALIKE).weaker and item.side is None:
            return number
    return None


def single_exercise(exercise: Exercise) -> Workout:
    """One default set of an exercise, as a workout of its own."""
    kinds = {
        Category.ACTIVATION: Kind.STRENGTH,
        Category.TECHNIQUE_DRILL: Kind.TECHNIQUE,
    }
    kind = kinds.get(exercise.category) or Kind(exercise.category.value)
    return Workout(
        id=exercise.id,
        title=exercise.name,
        kind=kind,
        item=(Item(exercise=exercise.id),),
        equipment=exercise.equipment,
        source=exercise.source,
    )


def lay_out(steps: list[Step]) -> tuple[Step, ...]:
    """The same steps, numbered and each placed at the end of the one before."""
    placed, at = [], 0.0
    for index, step in enumerate(steps):
        placed.append(replace(step, index=index, at=round(at, 3)))
        at += step.planned_s
    return tuple(placed)


def sides_of(exercise: Exercise, first: Side, only: OneSide | None = None) -> tuple[Side, ...]:
    """The sides in turn; `only` one of them counts where each works by itself."""
    match exercise.sided:
        case Sided.EACH_SIDE:
            return (Side(only),) if only else (first, first.other)
        case Sided.ALTERNATING:
            return (Side.ALTERNATING,)
        case Sided.BOTH:
            return (Side.BOTH,)


def change_seconds(exercise: Exercise, item: Item) -> float:
    """Between the two sides; what the item or exercise says, else more for a plank on a bench."""
    for said in (item.change_s, exercise.change_s):
        if said is not None:
            return said
    if exercise.category is Category.ADDUCTOR and exercise.position is Position.PLANK:
        return PLANK_ADDUCTOR_CHANGE_S
    return DEFAULT_CHANGE_S


def between_seconds(exercise: Exercise, item: Item) -> float:
    return exercise.between_s if item.between_s is None else item.between_s


def dose_of(exercise: Exercise, item: Item) -> Dose:
    """The dose of the exercise with what the item says in its place."""
    said = {
        name: value
        for name in ("reps", "repeats", "hold_s", "out", "back", "laps", "s_per_step")
        if (value := getattr(item, name)) is not None
    }
    base = {name: getattr(exercise.dose, name) for name in exercise.dose.__struct_fields__}
    return Dose(**{**base, "sets": 1, **said})


def _first_ready(options: Options) -> float | None:
    return options.ready_s if options.first_ready_s is None else options.first_ready_s


def _own(wished: float | None, written: float) -> float:
    """The athlete's seconds where there are any; a gap that is not there does not appear."""
    return written if wished is None or not written else wished


def _rest_before(workout: Workout, number: int) -> float:
    if number == 0:
        return workout.round_rest_s
    said = workout.item[number - 1].rest_s
    return workout.rest_s if said is None else said


def _rest(
    exercise: Exercise,
    item: Item,
    seconds: float,
    number: int,
    round_no: int,
    rounds: int,
    options: Options,
) -> Step:
    return Step(
        index=0,
        kind=StepKind.REST,
        at=0.0,
        planned_s=seconds,
        exercise=exercise,
        side=sides_of(exercise, options.first_side, item.side)[0],
        set_no=0,
        sets=0,
        round_no=round_no,
        rounds=rounds,
        item=number,
        first_of_item=True,
        dose=dose_of(exercise, item),
        alone=item.side is not None,
    )


def item_steps(exercise: Exercise, item: Item) -> Iterator[Step]:
    """The steps of one item by itself, as written; not yet numbered nor placed in time."""
    return _item_steps(exercise, item, 0, 1, 1, AS_WRITTEN)


def _item_steps(
    exercise: Exercise,
    item: Item,
    number: int,
    round_no: int,
    rounds: int,
    options: Options,
    own: OwnSides = ALIKE,
    *,
    more: bool = False,
) -> Iterator[Step]:
    """Ready, then the efforts of each side with the gaps between them, and the switch."""
    first = own.weaker or options.first_side
    for turn, side in enumerate(sides_of(exercise, first, item.side)):
        dose = own.doses.get(side) or dose_of(exercise, item)
        works = list(efforts(exercise, item, dose, options))
        works += works[-1:] if more and side is own.weaker else []
        for effort, work in enumerate(works):
            base = replace(
                work,
                side=side,
                set_no=effort + 1,
                sets=len(works),
                round_no=round_no,
                rounds=rounds,
                item=number,
                dose=dose,
                alone=item.side is not None,
            )
            if effort:
                kind = StepKind.BETWEEN
                seconds = _own(options.between_s, between_seconds(exercise, item))
                if exercise.measure is not Measure.HOLD:
                    seconds = EXTRA_SET_REST_S
            elif turn:
                kind = StepKind.SWITCH
                seconds = _own(options.change_s, change_seconds(exercise, item))
            else:
                kind, seconds = StepKind.READY, _own(options.ready_s, item.ready_s)
            if seconds:
                yield replace(
                    base,
                    kind=kind,
                    planned_s=seconds,
                    self_paced=False,
                    first_of_item=kind is StepKind.READY,
                )
            yield base


def efforts(exercise: Exercise, item: Item, dose: Dose, options: Options) -> Iterator[Step]:
    """The continuous efforts of one side: each repeat of a hold, or one series of reps."""
    blank = Step(0, StepKind.WORK, 0.0, 0.0, exercise, Side.BOTH, 1, 1, 1, 1, 0)
    match exercise.measure:
        case Measure.HOLD:
            tempo = exercise.tempo
            for _ in range(dose.repeats):
                yield replace(blank, planned_s=float(dose.hold_s or 0.0), tempo=tempo)
        case Measure.STEPS:
            per_step = dose.s_per_step or DEFAULT_S_PER_STEP
            steps = (dose.laps or 1) * ((dose.out or 0) + (dose.back or 0))
            yield replace(
                blank, planned_s=steps * per_step, reps=steps, tempo=(per_step, 0.0, 0.0)
            )
        case Measure.REPS | Measure.REPS_WITH_HOLD:
            tempo = item.tempo or exercise.tempo or DEFAULT_TEMPO
            legs = 2 if exercise.sided is Sided.ALTERNATING else 1
            reps = (dose.reps or 1) * legs
            gap = between_seconds(exercise, item)
            yield replace(
                blank,
                planned_s=reps * sum(tempo) + (reps - 1) * gap,
                reps=reps,
                tempo=tempo,
                between_s=gap,
                self_paced=(item.self_paced or options.self_paced) and not options.paced_only,
            )


def with_variation(timeline: Timeline, index: int, exercise: Exercise) -> list[Step]:
    """The steps with another exercise from step `index` on, in this item and its later rounds.

    It comes at its own default dose; ready times, rests, the first side, one's own pace and one
    side alone stay. For use while step `index` is the rest or the get-ready before the item
    begins. What comes before `index` is untouched.
    """
    item = timeline.steps[index].item
    alone = one_sided(timeline).get(item)
    paced_by_hand = any(step.self_paced for step in timeline.steps if step.item == item)
    options = replace(timeline.options, ready_s=None)  # those of the steps hold
    steps = list(timeline.steps[:index])
    done: set[int] = set()
    for step in timeline.steps[index:]:
        if step.item != item:
            steps.append(step)
        elif step.kind is StepKind.REST:
            dose = dose_of(exercise, Item(exercise=exercise.id))
            side = sides_of(exercise, options.first_side, alone)[0]
            steps.append(replace(step, exercise=exercise, dose=dose, side=side))
        elif step.round_no not in done:
            done.add(step.round_no)
            ready_s = step.planned_s if step.kind is StepKind.READY else 0.0
            new = Item(exercise=exercise.id, ready_s=ready_s, self_paced=paced_by_hand, side=alone)
            steps += _item_steps(exercise, new, item, step.round_no, step.rounds, options)
    return steps


def item_steps_again(
    timeline: Timeline, at: Step, exercise: Exercise, item: Item
) -> Iterator[Step]:
    """The steps of an item that takes the place of that of step `at`, in its round.

    The item's ready time holds as it is; not yet numbered nor placed in time.
    """
    options = replace(timeline.options, ready_s=None, first_side=_first_side(timeline, at))
    return _item_steps(exercise, item, at.item, at.round_no, at.rounds, options)


def _first_side(timeline: Timeline, at: Step) -> Side:
    """The side that began with an item, as its steps have it."""
    return at.side if at.side in (Side.LEFT, Side.RIGHT) else timeline.options.first_side


def one_sided(timeline: Timeline) -> dict[int, OneSide]:
    """The items that are kept to one side, and which."""
    sides: dict[int, set[Side]] = {}
    for step in timeline.steps:
        if step.kind is StepKind.WORK:
            sides.setdefault(step.item, set()).add(step.side)
    alone = {item: next(iter(found)) for item, found in sides.items() if len(found) == 1}
    return {item: OneSide(side) for item, side in alone.items() if side in (Side.LEFT, Side.RIGHT)}
