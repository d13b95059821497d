"""Composes a warm-up for the seconds, the place, the equipment and the run at hand. Pure.

Floor before standing, glute activation always in it, no static stretch, both sides alike, and
the total exact to the second. With default wishes one, three, five and eight minutes (and one
at the kerb) give the catalogue's ready warm-ups.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import heappop, heappush
from itertools import product
from typing import Any

from workouts.library import Library
from workouts.model import (
    Category,
    Equipment,
    Exercise,
    Item,
    Kind,
    Muscle,
    Position,
)
from workouts.timeline import Step, StepKind, Timeline, compile_workout, item_steps, total

SHORTEST_S, LONGEST_S = 60, 900
READY_S = 5  # the least to get into position
LONGEST_READY_S = 15
HARD_BONUS = 45  # weight a move gains for the kinds of run it suits
GLUTES = {Muscle.GLUTEUS_MAXIMUS, Muscle.GLUTEUS_MEDIUS, Muscle.GLUTEUS_MINIMUS}
NEVER_BLOCKS = {Equipment.NONE, Equipment.CUSHION, Equipment.TOWEL, Equipment.MIRROR}
ALWAYS_OWNED = (Equipment.MINI_BAND, Equipment.WALL)


class Place(StrEnum):
    MAT = "mat"
    STANDING = "standing"
    KERB = "kerb"


class Run(StrEnum):
    EASY = "easy"
    LONG = "long"
    INTERVALS = "intervals"
    HILLS = "hills"
    RACE = "race"


class Reason(StrEnum):
    """Why an exercise is in a warm-up; the words are the screen's."""

    ACTIVATION = "wakes the glutes, in every warm-up"
    SIDE_HIP = "side of the hip, steadies the pelvis on each step"
    LUNGE = "moves hips and knees in another direction"
    SWING = "opens the hips in motion"
    DRILL = "rehearses quick, light steps"
    FOOT = "wakes foot and calf"
    MOBILITY = "moves the hip through its range"
    WISHED = "you said this feels stiff or weak"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a warm-up is made for. `own` None: what the place and most homes have."""

    seconds: int = 300
    place: Place = Place.MAT
    own: frozenset[Equipment] | None = None
    run: Run | None = None
    wanted: frozenset[Muscle] = frozenset()  # what feels stiff or weak
    avoided: frozenset[str] = frozenset()  # exercises that hurt lately
    done_lately: tuple[str, ...] = ()  # exercises of the last warm-ups, newest first

    @property
    def owned(self) -> frozenset[Equipment]:
        if self.own is not None:
            return self.own
        extra = {Place.MAT: {Equipment.MAT}, Place.KERB: {Equipment.STEP}}
        return frozenset(ALWAYS_OWNED) | extra.get(self.place, set())


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise as a warm-up may use it: its least dose, and how far it may grow."""

    exercise: str
    reason: Reason
    weight: int  # how much it matters
    reps: tuple[int, int] = (0, 0)
    tempo: tuple[float, float, float] | None = None
    hold_s: tuple[int, int] = (0, 0)
    laps: tuple[int, int] = (0, 0)
    runs: tuple[Run, ...] = ()  # kinds of run for which it matters more


HARD = (Run.INTERVALS, Run.HILLS, Run.RACE)
MOVES = (
    Move("glute-bridge", Reason.ACTIVATION, 100, hold_s=(20, 45)),
    Move("fire-hydrant", Reason.SIDE_HIP, 80, reps=(5, 12), tempo=(1, 1, 2), runs=(Run.LONG,)),
    Move("clamshell", Reason.SIDE_HIP, 70, reps=(6, 15), tempo=(1, 1, 1)),
    Move("quadruped-hip-extension", Reason.ACTIVATION, 50, reps=(6, 12), tempo=(1, 1, 1)),
    Move("glute-bridge-reps", Reason.ACTIVATION, 48, reps=(8, 15), tempo=(1, 1, 1)),
    Move("bird-dog", Reason.ACTIVATION, 40, reps=(5, 8), tempo=(1, 1, 1)),
    Move("adductor-rock-back", Reason.MOBILITY, 30, reps=(5, 10), tempo=(1, 1, 1)),
    Move("standing-glute-squeeze", Reason.ACTIVATION, 95, reps=(4, 10), tempo=(1, 2, 1)),
    Move("hip-hitch", Reason.SIDE_HIP, 78, reps=(5, 12), tempo=(1, 1, 1)),
    Move("monster-walk", Reason.SIDE_HIP, 76, laps=(3, 8)),
    Move("lateral-band-walk", Reason.SIDE_HIP, 45, laps=(1, 2)),
    Move("forward-lunge", Reason.LUNGE, 68, reps=(4, 8), tempo=(1, 1, 1), runs=HARD),
    Move("side-lunge", Reason.LUNGE, 64, reps=(4, 8), tempo=(1, 1, 1), runs=HARD),
    Move("leg-swing-front-back", Reason.SWING, 66, reps=(8, 15), tempo=(1, 0, 1), runs=HARD),
    Move("curtsy-lunge", Reason.LUNGE, 44, reps=(4, 8), tempo=(1, 1, 1)),
    Move("reverse-lunge", Reason.LUNGE, 42, reps=(4, 8), tempo=(1, 1, 1), runs=(Run.HILLS,)),
    Move("leg-swing-side", Reason.SWING, 41, reps=(8, 15), tempo=(1, 0, 1), runs=HARD),
    Move("banded-standing-march", Reason.SIDE_HIP, 39, reps=(5, 10), tempo=(1, 0, 1)),
    Move("single-leg-balance", Reason.FOOT, 36, hold_s=(15, 30), runs=(Run.LONG,)),
    Move("tripod-squat", Reason.FOOT, 35, reps=(6, 12), tempo=(2, 0, 1)),
    Move("heel-raise", Reason.FOOT, 34, reps=(8, 15), tempo=(1, 0, 1), runs=(Run.HILLS,)),
    Move("single-leg-deadlift", Reason.ACTIVATION, 33, reps=(4, 8), tempo=(2, 0, 2)),
    Move("hip-rotation-leg-lift", Reason.MOBILITY, 31, reps=(3, 6), tempo=(2, 1, 2)),
    Move("cadence-run-in-place", Reason.DRILL, 38, hold_s=(20, 60), runs=HARD),
)
READY_MADE = {
    (60, Place.MAT): "pre-run-1",
    (60, Place.KERB): "pre-run-1-kerb",
    (180, Place.MAT): "pre-run-3",
    (300, Place.MAT): "pre-run-5",
    (480, Place.MAT): "pre-run-8",
}
REASONS = {move.exercise: move.reason for move in MOVES}
FLOOR = {Position.SUPINE, Position.SIDE_LYING, Position.QUADRUPED, Position.KNEELING}


class NoWarmUpError(ValueError):
    """Nothing fits the wishes; the message says which of them is in the way."""


def compose(wishes: Wishes, library: Library) -> Timeline:
    """A warm-up of exactly `wishes.seconds`, each step with its reason.

    Raises NoWarmUpError for a length outside 60-900 s, or where no glute exercise is left.
    """
    if not SHORTEST_S <= wishes.seconds <= LONGEST_S:
        raise NoWarmUpError("A warm-up is from 1 to 15 minutes long.")
    timeline = _ready_made(wishes, library) or _composed(wishes, library)
    wanted = {e for e in REASONS if _targets(library.exercises[e], wishes.wanted)}
    if not wanted:
        return timeline
    steps = tuple(
        replace(step, reason=Reason.WISHED) if step.exercise.id in wanted else step
        for step in timeline.steps
    )
    return replace(timeline, steps=steps)


def usable(exercise: Exercise, wishes: Wishes) -> bool:
    """Whether an exercise can be done at this place with what is owned."""
    if wishes.place is not Place.MAT and exercise.position in FLOOR:
        return False
    needed = set(exercise.equipment) - NEVER_BLOCKS
    if wishes.place is Place.MAT:
        needed -= {Equipment.MAT}
    return needed <= wishes.owned and exercise.id not in wishes.avoided


def _ready_made(wishes: Wishes, library: Library) -> Timeline | None:
    """The catalogue's own, where nothing was wished that it does not answer."""
    id_ = READY_MADE.get((wishes.seconds, wishes.place))
    if id_ is None or wishes.wanted or wishes.done_lately or wishes.run:
        return None
    workout = library.workouts.get(id_)
    if workout is None:
        return None
    if not all(
        item.exercise in library.exercises and usable(library.exercises[item.exercise], wishes)
        for item in workout.item
    ):
        return None
    timeline = compile_workout(workout, library.exercises)
    if timeline.total_s != wishes.seconds:
        return None
    steps = tuple(replace(step, reason=REASONS[step.exercise.id]) for step in timeline.steps)
    return replace(timeline, steps=steps)


def _composed(wishes: Wishes, library: Library) -> Timeline:
    exercises = library.exercises
    moves = sorted(
        (m for m in MOVES if m.exercise in exercises and usable(exercises[m.exercise], wishes)),
        key=lambda move: -_worth(move, exercises[move.exercise], wishes),
    )
    glutes = [
        m for m in moves if m.reason is Reason.ACTIVATION and _wakes_glutes(exercises[m.exercise])
    ]
    if not glutes:
        raise NoWarmUpError("No glute exercise is left for this place and equipment.")
    first = next((m for m in glutes if m.exercise == "glute-bridge"), glutes[0])
    chosen = _choose(first, moves, exercises, wishes.seconds)
    grown, left = _grown(chosen, wishes.seconds)
    minutes, seconds = divmod(wishes.seconds, 60)
    length = f"{minutes} min" + (f" {seconds} s" if seconds else "")
    steps = _one_after_another(chosen, grown, left)
    return Timeline("warm-up", f"Warm-up, {length}", Kind.WARM_UP, steps)


def _worth(move: Move, exercise: Exercise, wishes: Wishes) -> float:
    worth = float(move.weight)
    worth += HARD_BONUS if wishes.run in move.runs else 0
    worth += 40 if _targets(exercise, wishes.wanted) else 0
    if move.exercise in wishes.done_lately:
        worth -= 15 / (1 + wishes.done_lately.index(move.exercise) / 4)
    return worth


def _targets(exercise: Exercise, muscles: Iterable[Muscle]) -> bool:
    return bool(set(muscles) & set(exercise.primary))


def _wakes_glutes(exercise: Exercise) -> bool:
    return exercise.category in (Category.ACTIVATION, Category.STRENGTH) and bool(
        GLUTES & set(exercise.primary)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sized:
    """A move with its length: whole seconds at its least dose, and for each step of growth."""

    move: Move
    exercise: Exercise
    least_s: int  # get-ready included
    more_s: int
    growth: int
    laid_out: dict[int, tuple[Step, ...]]  # its steps by growth, kept as they are asked for
    turn: int = 1  # the second time round, where there is more time than there are moves

    def lasts(self, grown: int) -> int:
        return self.least_s + grown * self.more_s

    @property
    def most_s(self) -> int:
        return self.lasts(self.growth) + LONGEST_READY_S - READY_S

    def steps(self, grown: int) -> tuple[Step, ...]:
        if grown not in self.laid_out:
            self.laid_out[grown] = _steps(self.move, grown, self.exercise)
        return self.laid_out[grown]


# Measured once for each exercise as it is written: for the first time round, and the second.
_KNOWN: dict[str, tuple[_Sized, _Sized]] = {}


def _sized(move: Move, exercises: Mapping[str, Exercise]) -> tuple[_Sized, _Sized]:
    exercise = exercises[move.exercise]
    known = _KNOWN.get(move.exercise)
    if known is None or known[0].exercise is not exercise:
        first = _measured(move, exercise)
        known = _KNOWN[move.exercise] = (first, replace(first, turn=2))
    return known


def _measured(move: Move, exercise: Exercise) -> _Sized:
    growth = _growth(move)
    laid_out = {grown: _steps(move, grown, exercise) for grown in range(min(growth, 1) + 1)}
    least, most = _seconds(laid_out[0]), _seconds(laid_out[min(growth, 1)])
    return _Sized(move, exercise, least, most - least, growth, laid_out)


def _steps(move: Move, grown: int, exercise: Exercise) -> tuple[Step, ...]:
    """The steps of a move by itself, with the least get-ready."""
    return tuple(item_steps(exercise, _item(move, grown)))


def _seconds(steps: tuple[Step, ...]) -> int:
    """Whole seconds, the get-ready and both sides included."""
    seconds = total(steps)
    if seconds != int(seconds):
        raise ValueError(f"{steps[0].exercise.id} does not last whole seconds")
    return int(seconds)


def _choose(
    first: Move, moves: list[Move], exercises: Mapping[str, Exercise], seconds: int
) -> list[_Sized]:
    """The worthiest moves whose least doses fit, as many as fill the time comfortably."""
    chosen = [_sized(first, exercises)[0]]
    least = chosen[0].least_s
    comfortable = chosen[0].lasts(chosen[0].growth // 2)
    for turn, move in product((0, 1), moves):
        if comfortable >= seconds:
            break
        sized = _sized(move, exercises)[turn]  # measured only as far as is needed
        if sized is not chosen[0] and least + sized.least_s <= seconds:
            chosen.append(sized)
            least += sized.least_s
            comfortable += sized.lasts(sized.growth // 2)
    if sum(sized.most_s for sized in chosen) < seconds:
        raise NoWarmUpError("There is not enough to do for so long here; choose fewer minutes.")
    order = {move: number for number, move in enumerate(MOVES)}
    chosen.sort(key=lambda s: (_rank(s.exercise), s.turn, s.move is not first, order[s.move]))
    return chosen


def _rank(exercise: Exercise) -> int:
    """Floor first, then standing; drills on the spot come last."""
    if exercise.category is Category.TECHNIQUE_DRILL:
        return 2
    return 0 if exercise.position in FLOOR else 1


def _growth(move: Move) -> int:
    """How many steps a dose can grow by: a rep, a second or a lap each."""
    low, high = next((span for span in (move.reps, move.hold_s, move.laps) if span[1]), (0, 0))
    return high - low


def _item(move: Move, grown: int) -> Item:
    """The move at its least dose, grown by so many steps."""
    if move.reps[1]:
        dose: dict[str, Any] = {"reps": move.reps[0] + grown}
    elif move.laps[1]:
        dose = {"laps": move.laps[0] + grown}
    else:
        dose = {"hold_s": float(move.hold_s[0] + grown), "repeats": 1}
    return Item(exercise=move.exercise, ready_s=READY_S, tempo=move.tempo, **dose)


def _grown(chosen: list[_Sized], seconds: int) -> tuple[list[int], int]:
    """By how much each dose is grown, the least grown first; and the seconds left over."""
    grown = [0] * len(chosen)
    left = seconds - sum(sized.least_s for sized in chosen)
    waiting = [(0.0, number) for number in range(len(chosen))]  # a heap: all alike, in order
    while waiting:
        _, number = heappop(waiting)
        sized = chosen[number]
        if grown[number] == sized.growth or sized.more_s > left:
            continue  # and never again: what is left only shrinks
        grown[number] += 1
        left -= sized.more_s
        heappush(waiting, (grown[number] / sized.growth, number))
    return grown, left


def _one_after_another(chosen: list[_Sized], grown: list[int], left: int) -> tuple[Step, ...]:
    """All in one line. What is left goes into getting ready, evenly, the later items first."""
    each, over = divmod(left, len(chosen))
    steps: list[Step] = []
    at = 0.0
    for number, sized in enumerate(chosen):
        longer = float(each + (number >= len(chosen) - over))
        for step in sized.steps(grown[number]):
            lasts = step.planned_s + (longer if step.kind is StepKind.READY else 0.0)
            steps.append(
                replace(
                    step,
                    index=len(steps),
                    at=round(at, 3),
                    planned_s=lasts,
                    item=number,
                    reason=sized.move.reason,
                )
            )
            at += lasts
    return tuple(steps)
