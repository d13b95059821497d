"""A workout with its own exercises as one file to give away, and what opening one would change.

The file is checked as hard as those of the library. Adding it writes all of it or nothing, only
into the athlete's `exercises` and `workouts` folders.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from workouts.checks import ID, item_problems, ladder_problems
from workouts.library import Library, read_part
from workouts.model import Exercise, Workout
from workouts.toml_file import Key, LibraryError, find_line, nearest, quoted, read_toml, refuse
from workouts.writing import exercise_text, workout_text

FORMAT = "holdfast-workout"
VERSION = 1
MAX_EXERCISES = 200
KEYS = ("format", "version", "workout", "exercise")


class NothingToShareError(ValueError):
    """Everybody has this already: it is built in."""


class CannotAddError(OSError):
    """The files could not be written; the athlete's folder is as it was."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one file brings. `workout` is None where exercises alone are shared."""

    workout: Workout | None
    exercises: tuple[Exercise, ...] = ()


class Change(StrEnum):
    """What adding a part would do to what the athlete has."""

    NEW = "new"
    SAME = "same"  # it is there already, word for word
    REPLACES = "replaces"  # a file of the athlete's own
    OVERRIDES = "overrides"  # a built-in one, which can be restored


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise or workout of a bundle, and what adding it would do."""

    value: Exercise | Workout
    change: Change

    @property
    def title(self) -> str:
        return self.value.name if isinstance(self.value, Exercise) else self.value.title

    @property
    def folder(self) -> str:
        """Where its file belongs in the athlete's folder."""
        return "exercises" if isinstance(self.value, Exercise) else "workouts"

    @property
    def text(self) -> str:
        """Its file."""
        value = self.value
        return exercise_text(value) if isinstance(value, Exercise) else workout_text(value)


def bundle_of(id_: str, library: Library) -> Bundle:
    """A workout with the own exercises it needs, or an own exercise with those of its ladder.

    Raises what `Library.find` raises, and NothingToShareError for a built-in exercise.
    """
    found = library.find(id_)
    own = [library.exercises[name] for name in library.own if name in library.exercises]
    if id_ in library.workouts:
        return Bundle(found, _needed([item.exercise for item in found.item], own))
    if id_ not in library.own:
        raise NothingToShareError(f"{quoted(id_)} is built in, so everybody has it already.")
    return Bundle(None, _needed([id_], own))


def write_bundle(workout: Workout | None, own_exercises: Iterable[Exercise] = ()) -> str:
    """The text of the file to share: the workout and, of these exercises, those it needs.

    Without a workout all the exercises go in. A stated total is left out: it is computed anyway.
    """
    own = tuple(own_exercises)
    parts = [f'format = "{FORMAT}"', f"version = {VERSION}"]
    if workout:
        own = _needed([item.exercise for item in workout.item], own)
        plain = msgspec.structs.replace(workout, total_s=None)
        parts += ["", workout_text(plain, f"workout.{workout.id}").rstrip("\n")]
    for exercise in own:
        parts += ["", exercise_text(exercise, f"exercise.{exercise.id}").rstrip("\n")]
    return "\n".join(parts) + "\n"


def is_bundle(path: Path) -> bool:
    """Whether a file says of itself that it is a shared workout. Raises LibraryError."""
    return "format" in read_toml(path)[1]


def read_bundle(path: Path, library: Library) -> Bundle:
    """What a shared file holds, checked by itself and beside what the athlete has.

    Raises LibraryError with the file, the line and the key: nothing of it is used then.
    """
    text, raw = read_toml(path)
    refuse(path, text, _frame_problems(raw))
    exercises = {
        id_: read_part(path, text, ("exercise", id_), table, Exercise)
        for id_, table in raw.get("exercise", {}).items()
    }
    workouts = {
        id_: read_part(path, text, ("workout", id_), table, Workout)
        for id_, table in raw.get("workout", {}).items()
    }
    everything = {**library.exercises, **exercises}
    refuse(path, text, _taken_problems(exercises, workouts, library))
    for exercise in exercises.values():
        refuse(path, text, _under("exercise", exercise, ladder_problems(exercise, everything)))
    for workout in workouts.values():
        refuse(path, text, _under("workout", workout, item_problems(workout, everything)))
    bundle = Bundle(next(iter(workouts.values()), None), tuple(exercises.values()))
    for key, what in _harm(bundle, library):
        raise LibraryError(path, find_line(text, key), key, what)
    return bundle


def preview(bundle: Bundle, library: Library) -> tuple[Part, ...]:
    """What adding the bundle would do, the workout first."""
    own_files = {(problem.path.parent.name, problem.path.stem) for problem in library.problems}
    parts: list[Part] = []
    for value in (*((bundle.workout,) if bundle.workout else ()), *bundle.exercises):
        part = Part(value, _change(value, library))
        if part.change is Change.NEW and (part.folder, value.id) in own_files:
            part = Part(value, Change.REPLACES)  # a broken one
        parts.append(part)
    return tuple(parts)


def apply_bundle(parts: Sequence[Part], folder: Path) -> list[Path]:
    """Write what is not there yet into the athlete's folder and return the files written.

    All of it or nothing: where one file cannot be written, those before it are put back. Raises
    CannotAddError.
    """
    wanted = [part for part in parts if part.change is not Change.SAME]
    staged: list[tuple[Path, Path]] = []
    try:
        for part in wanted:
            place = _place(part, folder)
            staged.append((_staged(place, part.text), place))
        return _put(staged)
    except OSError as error:
        raise CannotAddError(
            error.errno, f"Nothing was added: {error.strerror or error}"
        ) from error
    finally:
        for draft, _ in staged:
            draft.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there entirely or as it was before. Raises OSError."""
    draft = _staged(path, text)
    try:
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _needed(ids: Iterable[str], own: Iterable[Exercise]) -> tuple[Exercise, ...]:
    """Of the own exercises those with these ids, and those their ladders name, in order."""
    by_id = {exercise.id: exercise for exercise in own}
    found: dict[str, Exercise] = {}
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop(0)
        if id_ in by_id and id_ not in found:
            exercise = found[id_] = by_id[id_]
            waiting += [other for other in (exercise.easier, exercise.harder) if other]
    return tuple(found.values())


def _frame_problems(raw: Mapping[str, Any]) -> Iterator[tuple[Key, str]]:
    """What is wrong with a shared file before its workout and exercises are looked at."""
    if raw.get("format") != FORMAT:
        yield ("format",), f'should be "{FORMAT}": this is not a shared workout'
    version = raw.get("version")
    if type(version) is not int or version < 1:
        yield ("version",), f"should be {VERSION}"
    elif version > VERSION:
        yield ("version",), "was made by a newer Holdfast; update this one to open it"
    for name in raw:
        if name not in KEYS:
            yield (name,), f"nobody knows this key.{nearest(name, KEYS)}"
    tables = {name: raw.get(name, {}) for name in ("workout", "exercise")}
    for name, table in tables.items():
        yield from _table_problems(name, table)
    if len(tables["workout"]) > 1:
        yield ("workout", list(tables["workout"])[1]), "one file holds one workout"
    if len(tables["exercise"]) > MAX_EXERCISES:
        yield ("exercise",), f"there are more than {MAX_EXERCISES} exercises"
    if not any(tables.values()):
        yield (), "holds no workout and no exercise"


def _table_problems(name: str, table: Any) -> Iterator[tuple[Key, str]]:
    if not isinstance(table, dict):
        yield (name,), f"should be a table: [{name}.its-id]"
        return
    for id_, inside in table.items():
        if not ID.fullmatch(id_):
            yield (name, id_), "an id is small letters a-z, digits and hyphens, up to 64"
        if not isinstance(inside, dict):
            yield (name, id_), f"should stand under a heading [{name}.its-id]"


def _taken_problems(
    exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout], library: Library
) -> Iterator[tuple[Key, str]]:
    """A name means one thing: an exercise and a workout cannot share it."""
    for id_ in exercises:
        if id_ in workouts or id_ in library.workouts:
            yield ("exercise", id_), "a workout has this name already"
    for id_ in workouts:
        if id_ in library.exercises:
            yield ("workout", id_), "an exercise has this name already"


def _under(
    table: str, value: Exercise | Workout, problems: Iterable[tuple[Key, str]]
) -> Iterator[tuple[Key, str]]:
    for key, what in problems:
        yield (table, value.id, *key), what


def _harm(bundle: Bundle, library: Library) -> Iterator[tuple[Key, str]]:
    """Own exercises and workouts that adding the bundle would leave broken."""
    brought = {exercise.id: exercise for exercise in bundle.exercises}
    everything = {**library.exercises, **brought}
    for exercise in library.exercises.values():
        if exercise.id in library.own and exercise.id not in brought:
            for _, what in ladder_problems(exercise, everything):
                yield ("exercise",), f"would break your exercise {quoted(exercise.id)}: {what}"
    replaced = bundle.workout.id if bundle.workout else ""
    for workout in library.workouts.values():
        used = {item.exercise for item in workout.item}
        if workout.id in library.own and workout.id != replaced and used & set(brought):
            for _, what in item_problems(workout, everything):
                yield ("exercise",), f"would break your workout {quoted(workout.id)}: {what}"


def _change(value: Exercise | Workout, library: Library) -> Change:
    known: Mapping[str, Exercise | Workout] = (
        library.exercises if isinstance(value, Exercise) else library.workouts
    )
    there = known.get(value.id)
    if there is None:
        return Change.NEW
    if _compared(there) == _compared(value):
        return Change.SAME
    return Change.REPLACES if value.id in library.own else Change.OVERRIDES


def _compared(value: Exercise | Workout) -> Exercise | Workout:
    if isinstance(value, Workout):
        return msgspec.structs.replace(value, total_s=None)
    return value


def _place(part: Part, folder: Path) -> Path:
    """The file of a part; its folder is made. Raises OSError where a link leads elsewhere."""
    home = folder / part.folder
    home.mkdir(parents=True, exist_ok=True)
    inside = Path(os.path.realpath(folder)) / part.folder
    if Path(os.path.realpath(home)) != inside or not ID.fullmatch(part.value.id):
        raise OSError(f"{home} is a link that leads out of the folder")
    place = home / f"{part.value.id}.toml"
    if place.is_symlink() or place.is_dir():
        raise OSError(f"{place} is not an ordinary file")
    return place


def _staged(place: Path, text: str) -> Path:
    """The text under a passing name beside its place, safely on the disk."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.stem}-", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _put(staged: Sequence[tuple[Path, Path]]) -> list[Path]:
    """Every draft to its place; where one fails, the places before it are as they were."""
    before: list[tuple[Path, bytes | None]] = []
    try:
        for draft, place in staged:
            before.append((place, place.read_bytes() if place.exists() else None))
            draft.replace(place)
    except OSError:
        for place, data in reversed(before):
            if data is None:
                place.unlink(missing_ok=True)
            else:
                place.write_bytes(data)
        raise
    return [place for _, place in staged]
