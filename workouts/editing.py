"""Changing workouts and exercises as values: one step at a time, each of which can be undone.

Also the athlete's own files: written whole or not at all, taken away and put back.
"""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from workouts.checks import exercise_problems, item_problems, ladder_problems, workout_problems
from workouts.library import Library, check_file
from workouts.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Kind,
    Measure,
    Position,
    Side,
    Sided,
    Span,
    Workout,
)
from workouts.timeline import Step, StepKind, Timeline, compile_workout, single_exercise, total
from workouts.toml_file import Problem
from workouts.writing import exercise_text, workout_text

T = TypeVar("T")

LONGEST_ID = 64
DOSE_KEYS = ("reps", "repeats", "hold_s", "out", "back", "laps", "s_per_step", "tempo")
MOST_STEPS_BACK = 500


class Steps(Generic[T]):
    """A value with the ways back and forth between what it was and what it became."""

    def __init__(self, first: T) -> None:
        self._before: list[T] = []
        self._after: list[T] = []
        self._last_what = ""
        self.now = first

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    def do(self, value: T, what: str = "") -> None:
        """Go on to a value. Changes of the same `what` in a row are one step: a number typed."""
        if value == self.now:
            return
        if not (what and what == self._last_what and self._before):
            self._before.append(self.now)
            del self._before[:-MOST_STEPS_BACK]
        self.now, self._last_what = value, what
        self._after.clear()

    def undo(self) -> bool:
        return self._go(self._before, self._after)

    def redo(self) -> bool:
        return self._go(self._after, self._before)

    def _go(self, from_: list[T], to: list[T]) -> bool:
        self._last_what = ""
        if not from_:
            return False
        to.append(self.now)
        self.now = from_.pop()
        return True


def new_id(title: str, taken: Iterable[str], fallback: str = "workout") -> str:
    """An id made of a title's letters that nobody has yet: adductor-ladder, adductor-ladder-2."""
    plain = unicodedata.normalize("NFKD", title.casefold().replace("ß", "ss"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_ID].strip("-") or fallback
    known = set(taken)
    if name not in known:
        return name
    number = 2
    while (made := f"{name[: LONGEST_ID - 1 - len(str(number))].strip('-')}-{number}") in known:
        number += 1
    return made


def new_title(title: str, taken: Iterable[str]) -> str:
    """A title nobody has: "Mini-band workout 2"."""
    known = set(taken)
    number = 2
    while f"{title} {number}" in known:
        number += 1
    return f"{title} {number}"


def duplicate(workout: Workout, library: Library) -> Workout:
    """A copy under a title and an id of its own, free to be changed."""
    title = new_title(workout.title, (w.title for w in library.workouts.values()))
    return free(replace(workout, id=new_id(title, taken_ids(library)), title=title))


def free(workout: Workout) -> Workout:
    """The same without the total its author stated: a changed workout has another."""
    return replace(workout, total_s=None)


def duplicate_exercise(exercise: Exercise, library: Library) -> Exercise:
    """A copy under a name and an id of its own, moving as the first one does."""
    name = new_title(exercise.name, (e.name for e in library.exercises.values()))
    id_ = new_id(name, taken_ids(library), "exercise")
    pose = exercise.id if exercise.pose is None else exercise.pose
    return replace(exercise, id=id_, name=name, spoken="", aka=(), pose=pose)


def new_workout(exercise: Exercise, library: Library, title: str) -> Workout:
    """A workout that begins with this exercise."""
    titles = [w.title for w in library.workouts.values()]
    title = new_title(title, titles) if title in titles else title
    return replace(
        single_exercise(exercise),
        id=new_id(title, taken_ids(library)),
        title=title,
        kind=Kind.STRENGTH,
        rest_s=30.0,
        equipment=(),
        source=(),
    )


def taken_ids(library: Library) -> set[str]:
    """The ids of everything there is, files that were left out included."""
    broken = {problem.path.stem for problem in library.problems}
    return {*library.workouts, *library.exercises, *broken}


# -- one step of a change


def change(workout: Workout, **changes: Any) -> Workout:
    return replace(workout, **changes)


def change_item(workout: Workout, number: int, **changes: Any) -> Workout:
    """The workout with something else in one of its items."""
    items = list(workout.item)
    items[number] = replace(items[number], **changes)
    return replace(workout, item=tuple(items))


def move_item(workout: Workout, number: int, to: int) -> Workout:
    """The workout with an item at another place; `to` is where it stands afterwards."""
    items = list(workout.item)
    items.insert(max(0, min(to, len(items) - 1)), items.pop(number))
    return replace(workout, item=tuple(items))


def add_item(workout: Workout, exercise_id: str, at: int | None = None) -> Workout:
    items = list(workout.item)
    items.insert(len(items) if at is None else at, Item(exercise=exercise_id))
    return replace(workout, item=tuple(items))


def repeat_item(workout: Workout, number: int) -> Workout:
    """The workout with the same item once more, right after."""
    items = list(workout.item)
    items.insert(number, items[number])
    return replace(workout, item=tuple(items))


def remove_item(workout: Workout, number: int) -> Workout:
    items = list(workout.item)
    del items[number]
    return replace(workout, item=tuple(items))


def exchange(item: Item, old: Exercise, new: Exercise) -> Item:
    """The item with another exercise; its own dose stays only where it still means the same."""
    side = item.side if new.sided is Sided.EACH_SIDE else None
    if old.measure is new.measure:
        return replace(item, exercise=new.id, side=side)
    return replace(item, exercise=new.id, side=side, **dict.fromkeys(DOSE_KEYS))


def change_exercise(exercise: Exercise, **changes: Any) -> Exercise:
    return replace(exercise, **changes)


def with_measure(exercise: Exercise, measure: Measure) -> Exercise:
    """The exercise counted in something else: a plain dose, and no bounds of the old kind."""
    known: dict[Measure, dict[str, Any]] = {
        Measure.HOLD: {"hold_s": 20.0},
        Measure.STEPS: {"out": 8, "back": 8, "laps": 1},
    }
    plain = known.get(measure, {"reps": 10})
    means = {"sets", *measure_keys(measure)}
    old = {name: getattr(exercise.dose, name) for name in means}
    dose = {**plain, **{name: said for name, said in old.items() if said is not None}}
    moves = measure in (Measure.REPS, Measure.REPS_WITH_HOLD)
    return replace(
        exercise,
        measure=measure,
        dose=Dose(**dose),
        range={name: span for name, span in exercise.range.items() if name in means},
        step_up_at={name: at for name, at in exercise.step_up_at.items() if name in means},
        tempo=exercise.tempo if moves else None,
    )


def empty_exercise(name: str, library: Library) -> Exercise:
    """An exercise to be filled in."""
    names = [e.name for e in library.exercises.values()]
    name = new_title(name, names) if name in names else name
    return Exercise(
        id=new_id(name, taken_ids(library), "exercise"),
        name=name,
        category=Category.STRENGTH,
        position=Position.STANDING,
        sided=Sided.EACH_SIDE,
        measure=Measure.REPS,
        dose=Dose(reps=10),
        purpose="",
        primary=(),
    )


def change_dose(exercise: Exercise, **changes: Any) -> Exercise:
    return replace(exercise, dose=replace(exercise.dose, **changes))


def with_span(exercise: Exercise, name: str, span: Span | None) -> Exercise:
    """The exercise with the least and the most of a number of its dose; None leaves it open."""
    others = {known: value for known, value in exercise.range.items() if known != name}
    return replace(exercise, range=_in_order({**others, name: span} if span else others))


def with_step_up(exercise: Exercise, name: str, at: float | None) -> Exercise:
    """The exercise with the number from which a harder one is offered; None leaves it open."""
    others = {known: value for known, value in exercise.step_up_at.items() if known != name}
    return replace(exercise, step_up_at=_in_order({**others, name: at} if at else others))


def _in_order(values: dict[str, T]) -> dict[str, T]:
    """The same in the order in which a dose says its numbers."""
    return {name: values[name] for name in Dose.__struct_fields__ if name in values} | values


def empty_workout(title: str, library: Library) -> Workout:
    """A workout to be filled."""
    titles = [w.title for w in library.workouts.values()]
    title = new_title(title, titles) if title in titles else title
    id_ = new_id(title, taken_ids(library))
    return Workout(id=id_, title=title, kind=Kind.STRENGTH, item=(), rest_s=30.0)


# -- for today


@dataclass(frozen=True, slots=True)
class ForToday:
    """What is done otherwise this one time; the workout itself stays as it is."""

    first_side: Side = Side.LEFT
    rounds: int | None = None
    more_rest_s: float = 0.0  # added to every rest; below 0 shortens them
    levels: tuple[tuple[int, str], ...] = ()  # item number and the exercise in its place

    def level(self, number: int) -> str | None:
        return dict(self.levels).get(number)

    def with_level(self, number: int, exercise_id: str | None) -> "ForToday":
        """The same with another exercise in one place; None is the one as written."""
        levels = {**dict(self.levels), number: exercise_id}
        kept = tuple(sorted((n, id_) for n, id_ in levels.items() if id_ is not None))
        return ForToday(self.first_side, self.rounds, self.more_rest_s, kept)


def for_today(workout: Workout, exercises: Mapping[str, Exercise], wishes: ForToday) -> Workout:
    """The workout as it is done this one time, the first side aside."""
    items = []
    for number, item in enumerate(workout.item):
        other = wishes.level(number)
        if other and other in exercises and item.exercise in exercises:
            item = exchange(item, exercises[item.exercise], exercises[other])
        if item.rest_s is not None:
            item = replace(item, rest_s=_longer(item.rest_s, wishes.more_rest_s))
        items.append(item)
    changed = replace(
        workout,
        item=tuple(items),
        rounds=wishes.rounds or workout.rounds,
        rest_s=_longer(workout.rest_s, wishes.more_rest_s),
        round_rest_s=_longer(workout.round_rest_s, wishes.more_rest_s),
    )
    return workout if changed == workout else free(changed)


def _longer(rest_s: float, more_s: float) -> float:
    """A rest made longer or shorter; where there was none there is still none."""
    return max(0.0, rest_s + more_s) if rest_s else rest_s


def ladder(exercise: Exercise, exercises: Mapping[str, Exercise]) -> list[Exercise]:
    """The path from the easiest rung through this exercise to the hardest."""
    below = _climb(exercise, exercises, "easier")
    return [*reversed(below), exercise, *_climb(exercise, exercises, "harder")]


def _climb(exercise: Exercise, exercises: Mapping[str, Exercise], way: str) -> list[Exercise]:
    found: list[Exercise] = []
    seen = {exercise.id}
    here = exercise
    while (id_ := getattr(here, way)) in exercises and id_ not in seen:
        here = exercises[id_]
        seen.add(here.id)
        found.append(here)
    return found


def item_totals(timeline: Timeline) -> dict[int, float]:
    """Planned seconds of each item in all its rounds, rests before it left out."""
    totals: dict[int, list[Step]] = {}
    for step in timeline.steps:
        if step.kind is not StepKind.REST:
            totals.setdefault(step.item, []).append(step)
    return {number: total(tuple(steps)) for number, steps in totals.items()}


def total_s(workout: Workout, exercises: Mapping[str, Exercise]) -> float | None:
    """The planned seconds; None while something in it cannot be done."""
    if problems_of(workout, exercises):
        return None
    return compile_workout(workout, exercises).total_s


# -- what is wrong, in the words of the file loader


def problems_of(workout: Workout, exercises: Mapping[str, Exercise]) -> list[Problem]:
    """Everything wrong with a workout, as (key, what) pairs."""
    return list(workout_problems(workout)) or list(item_problems(workout, exercises))


def exercise_faults(exercise: Exercise, exercises: Mapping[str, Exercise]) -> list[Problem]:
    """Everything wrong with an exercise, as (key, what) pairs."""
    everything = {**exercises, exercise.id: exercise}
    return list(exercise_problems(exercise)) or list(ladder_problems(exercise, everything))


def measure_keys(measure: Measure) -> tuple[str, ...]:
    """The parts of a dose that mean something for a measure."""
    match measure:
        case Measure.HOLD:
            return ("repeats", "hold_s")
        case Measure.STEPS:
            return ("out", "back", "laps", "s_per_step")
    return ("reps",)


def progressing_keys(measure: Measure) -> tuple[str, ...]:
    """The parts of a dose that progression may move."""
    return ("sets", *(name for name in measure_keys(measure) if name != "s_per_step"))


# -- files


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A file that was deleted, and what stood in it."""

    path: Path
    text: bytes

    def put_back(self) -> None:
        """Raises OSError."""
        _write(self.path, self.text)


def file_of(folder: Path, value: Workout | Exercise) -> Path:
    """Where in the data folder the file of a workout or exercise is."""
    name = "workouts" if isinstance(value, Workout) else "exercises"
    return folder / name / f"{value.id}.toml"


def save(folder: Path, value: Workout | Exercise, library: Library) -> Path:
    """Write a workout or exercise into the data folder, whole or not at all.

    Raises LibraryError for what the library could not read back, OSError where it cannot write.
    """
    text = workout_text(value) if isinstance(value, Workout) else exercise_text(value)
    path = file_of(folder, value)
    with tempfile.TemporaryDirectory() as draft:
        tried = Path(draft) / path.name
        tried.write_text(text, encoding="utf-8")
        check_file(tried, library)
    _write(path, text.encode())
    return path


def take_away(folder: Path, value: Workout | Exercise) -> TakenAway:
    """Delete the file of an own workout or exercise. Raises OSError."""
    path = file_of(folder, value)
    gone = TakenAway(path, path.read_bytes())
    path.unlink()
    return gone


def _write(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
