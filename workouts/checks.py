"""What makes an exercise or a workout possible or not: doses, tempi, names, ladders, totals.

Each check answers with (key, what is wrong) pairs; `library` adds the file and the line.
"""

import re
from collections.abc import Iterator, Mapping
from math import isfinite

from workouts.model import Dose, Exercise, Item, Measure, Sided, Value, Workout
from workouts.timeline import AS_WRITTEN, compile_workout, dose_of, efforts
from workouts.toml_file import Key, Problem, nearest, quoted

MAX_SECONDS = 3600.0
MIN_SECONDS = 0.1  # of a hold, a step or a rep
MAX_REPS = 500
MAX_ROUNDS = 50
MAX_ITEMS = 200
MAX_STEPS = 5000
MAX_NAME = 120  # letters; a line of a page
DAY_S = 86_400.0

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
COUNTS = ("sets", "repeats", "reps", "out", "back", "laps")
LENGTHS = ("hold_s", "s_per_step")
GAPS = ("ready_s", "change_s", "between_s", "rest_s", "round_rest_s")


def exercise_problems(exercise: Exercise) -> Iterator[Problem]:
    """What is wrong with an exercise by itself."""
    yield from _name_problems(exercise, ("name", "purpose"))
    yield from _dose_problems(exercise.dose, ("dose",))
    yield from _tempo_problems(exercise.tempo, ("tempo",))
    yield from _gap_problems(exercise, ())
    yield from _needed_problems(exercise)
    yield from _span_problems(exercise)
    for name in ("easier", "harder"):
        if getattr(exercise, name) == exercise.id:
            yield (name,), "an exercise cannot be its own variation"
    if isinstance(exercise.pose, str) and not ID.fullmatch(exercise.pose):
        yield ("pose",), "should be the id of a built-in pose"
    yield from _effort_problems(exercise, Item(exercise=exercise.id), ("dose",))


def workout_problems(workout: Workout) -> Iterator[Problem]:
    """What is wrong with a workout by itself."""
    yield from _name_problems(workout, ("title",))
    if not workout.item:
        yield ("item",), "a workout needs at least one [[item]]"
    if len(workout.item) > MAX_ITEMS:
        yield ("item",), f"a workout has at most {MAX_ITEMS} items"
    if not 1 <= workout.rounds <= MAX_ROUNDS:
        yield ("rounds",), f"should be from 1 to {MAX_ROUNDS}"
    yield from _gap_problems(workout, ())
    for number, item in enumerate(workout.item):
        where: Key = ("item", number)
        yield from _dose_problems(item, where)
        yield from _tempo_problems(item.tempo, (*where, "tempo"))
        yield from _gap_problems(item, where)


def item_problems(workout: Workout, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """What is wrong with a workout among these exercises: names, sizes, its stated total."""
    steps = 0
    for number, item in enumerate(workout.item):
        if item.exercise not in exercises:
            yield ("item", number, "exercise"), unknown(item.exercise, exercises)
            return
        exercise = exercises[item.exercise]
        yield from _effort_problems(exercise, item, ("item", number))
        if item.side and exercise.sided is not Sided.EACH_SIDE:
            what = f"{exercise.name} does not work one side by itself; leave this key out"
            yield ("item", number, "side"), what
        steps += (4 * _repeats(exercise, item) + 1) * workout.rounds
    if steps > MAX_STEPS:
        yield ("item",), f"all items and rounds together make more than {MAX_STEPS} steps"
        return
    yield from _total_problems(workout, exercises)


def ladder_problems(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """Easier and harder must exist and never lead back to where they started."""
    for name in ("easier", "harder"):
        other: str | None = getattr(exercise, name)
        if other is None:
            continue
        if other not in exercises:
            yield (name,), unknown(other, exercises)
            continue
        passed: list[str] = []
        while other in exercises and other not in passed:
            if other == exercise.id:
                way = " → ".join([exercise.id, *passed, other])
                yield (name,), f"the ladder runs in a circle: {way}"
                break
            passed.append(other)
            other = getattr(exercises[other], name)


def unknown(id_: str, exercises: Mapping[str, Exercise]) -> str:
    return f"no exercise is called {quoted(id_)}.{nearest(id_, exercises)}"


def _name_problems(value: Value, needed: tuple[str, ...]) -> Iterator[Problem]:
    for name in needed:
        if not getattr(value, name).strip():
            yield (name,), "should not be empty"
    for name in ("name", "title", "spoken"):
        said = getattr(value, name, "")
        if "\n" in said or "\r" in said:
            yield (name,), "should be one line"
        if len(said) > MAX_NAME:
            yield (name,), f"should have at most {MAX_NAME} letters"


def _dose_problems(dose: Dose | Item, where: Key) -> Iterator[Problem]:
    for name in LENGTHS:
        seconds = getattr(dose, name)
        if seconds is not None and not MIN_SECONDS <= seconds <= MAX_SECONDS:
            yield (*where, name), f"should be from {MIN_SECONDS} to {MAX_SECONDS:.0f} seconds"
    for name in COUNTS:
        count = getattr(dose, name, None)
        least = 0 if name == "back" else 1
        if count is not None and not least <= count <= MAX_REPS:
            yield (*where, name), f"should be from {least} to {MAX_REPS}"


def _needed_problems(exercise: Exercise) -> Iterator[Problem]:
    by_measure = {Measure.HOLD: ("hold_s",), Measure.STEPS: ("out", "laps")}
    for name in by_measure.get(exercise.measure, ("reps",)):
        if getattr(exercise.dose, name) is None:
            yield ("dose", name), f'is missing: the measure is "{exercise.measure}"'


def _tempo_problems(tempo: tuple[float, ...] | None, where: Key) -> Iterator[Problem]:
    if tempo is None:
        return
    if not all(0 <= part <= MAX_SECONDS for part in tempo):
        yield where, "should be the seconds of lift, pause and lower, none below 0"
    elif sum(tempo) < MIN_SECONDS:
        yield where, f"a rep needs at least {MIN_SECONDS} seconds"


def _gap_problems(value: Value, where: Key) -> Iterator[Problem]:
    for name in GAPS:
        seconds = getattr(value, name, None)
        if seconds is not None and not 0 <= seconds <= MAX_SECONDS:
            yield (*where, name), f"should be from 0 to {MAX_SECONDS:.0f} seconds"


def _span_problems(exercise: Exercise) -> Iterator[Problem]:
    for key in ("range", "step_up_at"):
        for name in getattr(exercise, key):
            if name not in Dose.__struct_fields__:
                yield (key, name), f"no dose has this.{nearest(name, Dose.__struct_fields__)}"
    for name, (low, high) in exercise.range.items():
        if not (isfinite(high) and 0 <= low <= high):
            yield ("range", name), "should be [lowest, highest], none below 0"
        elif high > _most(name):
            yield ("range", name), f"should be at most {_most(name):.0f}"
    for name, value in exercise.step_up_at.items():
        if not 0 < value <= _most(name):
            yield ("step_up_at", name), f"should be above 0 and at most {_most(name):.0f}"


def _most(name: str) -> float:
    """The largest number a part of a dose may be."""
    return MAX_SECONDS if name in LENGTHS else MAX_REPS


def _effort_problems(exercise: Exercise, item: Item, where: Key) -> Iterator[Problem]:
    """One continuous effort of hours is a slip of the pen, and would drown the engine."""
    dose = dose_of(exercise, item)
    effort = next(efforts(exercise, item, dose, AS_WRITTEN), None)
    if effort and effort.planned_s > MAX_SECONDS:
        seconds = f"{effort.planned_s:.0f}"
        yield where, f"one set would last {seconds} seconds; at most {MAX_SECONDS:.0f}"
    elif effort and effort.planned_s * _repeats(exercise, item) > DAY_S:
        yield where, "all its repeats together would last more than a day"


def _repeats(exercise: Exercise, item: Item) -> int:
    """How often a side makes its effort."""
    return dose_of(exercise, item).repeats if exercise.measure is Measure.HOLD else 1


def _total_problems(workout: Workout, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    """What an author states as the total must be what the steps add up to."""
    if workout.total_s is None:
        return
    total = compile_workout(workout, exercises).total_s
    if abs(total - workout.total_s) > 0.0005:
        what = f"says {workout.total_s:g}, but the steps add up to {total:g} seconds"
        yield ("total_s",), f"{what}; correct it or leave it out"
