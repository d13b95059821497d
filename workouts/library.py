"""Reads and checks exercises and workouts: the built-in ones and those in the athlete's folder.

A file is right or it is refused with its name, the line, the key and the nearest valid word.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import GenericAlias
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import msgspec

from workouts import snapshot
from workouts.checks import (
    ID,
    exercise_problems,
    item_problems,
    ladder_problems,
    unknown,
    workout_problems,
)
from workouts.model import Exercise, Value, Workout
from workouts.own_dose import PROGRESSING, OwnDose, own_sides, with_doses
from workouts.programmes import Programme
from workouts.timeline import (
    AS_WRITTEN,
    Options,
    OwnSides,
    Timeline,
    compile_workout,
    single_exercise,
)
from workouts.toml_file import (
    Key,
    LibraryError,
    Problem,
    find_line,
    nearest,
    printable,
    quoted,
    read_toml,
    refuse,
)

__all__ = ["DATA", "ID", "Library", "LibraryError", "UnknownIdError", "check_file", "load_library"]

DATA = Path(__file__).parent / "data"

V = TypeVar("V", bound=Exercise | Workout)


class UnknownIdError(ValueError):
    """No exercise or workout has this id; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class Library:
    exercises: Mapping[str, Exercise]
    workouts: Mapping[str, Workout]
    problems: tuple[LibraryError, ...] = ()  # files of the athlete that were left out
    own: frozenset[str] = frozenset()  # ids that come from the athlete's folder
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    doses: Mapping[str, OwnDose] = field(default_factory=dict)  # accepted, in place of written

    def find(self, id_: str) -> Workout:
        """What somebody named: the workout, or one default set of the exercise, of that id.

        Raises UnknownIdError; raises the LibraryError of the athlete's own file of that name.
        """
        broken = next((p for p in self.problems if p.path.stem == id_), None)
        if broken:
            raise broken
        return self.there(id_)

    def there(self, id_: str) -> Workout:
        """As `find`, but where an own file is broken the built-in one stands in for it.

        Raises UnknownIdError.
        """
        if id_ in self.workouts:
            return self.workouts[id_]
        if id_ in self.exercises:
            return single_exercise(self.exercises[id_])
        for programme in self.programmes.values():
            if programme.id.lower() == id_.lower():
                raise UnknownIdError(_what_a_programme_is(programme))
            if id_ in programme.own_workouts:
                return programme.own_workouts[id_]
        known = [*self.workouts, *self.exercises]
        raise UnknownIdError(f"Nothing here is called {quoted(id_)}.{nearest(id_, known)}")

    def programme(self, id_: str) -> Programme | None:
        """The programme of that id, in small or large letters."""
        ids = {known.lower(): known for known in self.programmes}
        return self.programmes.get(ids.get(id_.lower(), ""))

    @property
    def titles(self) -> dict[str, str]:
        """The names of all that can be planned, by id; runs of programmes too."""
        found = {id_: exercise.name for id_, exercise in self.exercises.items()}
        for programme in self.programmes.values():
            found |= {workout.id: workout.title for workout in programme.workout}
            found |= {run.id: run.title for run in programme.run}
        return found | {id_: workout.title for id_, workout in self.workouts.items()}

    def timeline(self, id_: str, options: Options = AS_WRITTEN) -> Timeline:
        """The timeline of a workout or exercise. Raises as `find` does."""
        return self.laid_out(self.find(id_), options)

    def laid_out(self, workout: Workout, options: Options = AS_WRITTEN) -> Timeline:
        """The timeline of a workout with what the athlete accepted, for each side its own."""
        return compile_workout(
            self.dosed(workout), self.exercises, options, self.sides_of(workout)
        )

    def sides_of(self, workout: Workout) -> Mapping[str, OwnSides]:
        """What the sides of its exercises do differently, by exercise."""
        if workout.kind not in PROGRESSING or not self.doses:
            return {}
        return own_sides(self.doses, self.exercises)

    def dosed(self, workout: Workout) -> Workout:
        """The workout with the doses the athlete accepted in place of its own."""
        return with_doses(workout, self.doses, self.exercises)


def load_library(user_folder: Path | None = None, *, built_in: Path = DATA) -> Library:
    """Everything built in, with the athlete's own files over it; broken own files are listed.

    Raises LibraryError for a broken built-in file: that is our fault, not the athlete's.
    """
    shipped = snapshot.read(built_in) or read_built_in(built_in)
    exercises = {exercise.id: exercise for exercise in shipped.exercises}
    workouts = {workout.id: workout for workout in shipped.workouts}
    programmes = {programme.id: programme for programme in shipped.programmes}
    if user_folder is None:
        return Library(exercises, workouts, programmes=programmes)
    own = _Own(exercises, workouts)
    own.read(user_folder)
    exercises, workouts = exercises | own.exercises, own.adapted(workouts) | own.workouts
    mine: dict[str, Programme] = {}
    if (user_folder / "programmes").exists():
        from workouts.programme_file import read_folder

        mine, wrong = read_folder(user_folder / "programmes", exercises, workouts)
        own.problems += wrong
        taken = {id_.lower() for id_ in mine}
        programmes = {id_: it for id_, it in programmes.items() if id_.lower() not in taken}
    return Library(
        exercises,
        workouts,
        tuple(own.problems),
        frozenset([*own.exercises, *own.workouts, *mine]),
        programmes | mine,
    )


def read_built_in(folder: Path) -> snapshot.BuiltIn:
    """What the files of a folder of built-ins say, all checked. Raises LibraryError."""
    exercises = [_read(path, Exercise) for path in toml_files(folder / "exercises")]
    workouts = [_read(path, Workout) for path in toml_files(folder / "workouts")]
    by_id = {file.value.id: file.value for file in exercises}
    for exercise in exercises:
        exercise.refuse(ladder_problems(exercise.value, by_id))
    for workout in workouts:
        workout.refuse(item_problems(workout.value, by_id))
    return snapshot.BuiltIn(
        made_from=snapshot.fingerprint(folder),
        exercises=tuple(file.value for file in exercises),
        workouts=tuple(file.value for file in workouts),
        programmes=_built_in_programmes(folder / "programmes", exercises, workouts),
    )


def _built_in_programmes(
    folder: Path, exercises: "list[_File[Exercise]]", workouts: "list[_File[Workout]]"
) -> tuple[Programme, ...]:
    from workouts.programme_file import read_programme

    exercises_by_id = {file.value.id: file.value for file in exercises}
    workouts_by_id = {file.value.id: file.value for file in workouts}
    return tuple(
        read_programme(path, exercises_by_id, workouts_by_id) for path in toml_files(folder)
    )


def read_exercise(path: Path) -> Exercise:
    """One exercise from its file. Raises LibraryError."""
    return _read(path, Exercise).value


def read_workout(path: Path) -> Workout:
    """One workout from its file. Raises LibraryError."""
    return _read(path, Workout).value


def check_file(path: Path, library: Library) -> Exercise | Workout | Programme:
    """What a file describes, checked against the library. Raises LibraryError."""
    text, raw = read_toml(path)
    if "week" in raw:
        from workouts import programme_file

        return programme_file.made(path, text, raw, library.exercises, library.workouts)
    if "item" not in raw and {"measure", "position", "dose"} & set(raw):
        exercise = _made(path, text, raw, Exercise)
        exercise.refuse(
            ladder_problems(
                exercise.value, {**library.exercises, exercise.value.id: exercise.value}
            )
        )
        return exercise.value
    workout = _made(path, text, raw, Workout)
    workout.refuse(item_problems(workout.value, library.exercises))
    return workout.value


def read_part(path: Path, text: str, under: Key, raw: dict[str, Any], type_: type[V]) -> V:
    """An exercise or workout that is a table of a larger file, checked by itself.

    The last word of `under` is its id. Raises LibraryError for the place in the larger file.
    """
    try:
        return _made(path.with_name(f"{under[-1]}.toml"), "", raw, type_).value
    except LibraryError as error:
        key = (*under, *error.key)
        raise LibraryError(path, find_line(text, key), key, error.what) from error


@dataclass(frozen=True, slots=True)
class _File(Generic[V]):
    """An exercise or workout with the file it was read from, to say where a fault stands."""

    path: Path
    text: str
    value: V

    def error(self, problem: Problem) -> LibraryError:
        return LibraryError(self.path, find_line(self.text, problem[0]), *problem)

    def refuse(self, problems: Iterator[Problem]) -> None:
        refuse(self.path, self.text, problems)


class _Own:
    """The athlete's own files: those that fit together, and what is wrong with the others."""

    def __init__(self, exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout]) -> None:
        self._built_in = exercises
        self._taken = set(workouts)
        self.exercises: dict[str, Exercise] = {}
        self.workouts: dict[str, Workout] = {}
        self.problems: list[LibraryError] = []

    def read(self, folder: Path) -> None:
        exercises = self._good_ones(folder / "exercises", Exercise)
        for file in [file for file in exercises if file.value.id in self._taken]:
            exercises.remove(file)
            self._leave_out(file, ((), "a workout has this name already; rename the file"))
        # Leaving one out may break the ladder of another, so look until all are whole.
        whole = False
        while not whole:
            self.exercises = {file.value.id: file.value for file in exercises}
            everything = {**self._built_in, **self.exercises}
            faults = [(file, self._ladder_fault(file.value, everything)) for file in exercises]
            whole = not any(fault for _, fault in faults)
            for file, fault in faults:
                if fault:
                    exercises.remove(file)
                    self._leave_out(file, fault)
        for workout in self._good_ones(folder / "workouts", Workout):
            fault = self._workout_fault(workout.value, everything)
            if fault:
                self._leave_out(workout, fault)
            else:
                self.workouts[workout.value.id] = workout.value

    def adapted(self, workouts: Mapping[str, Workout]) -> dict[str, Workout]:
        """Built-in workouts; the total stated for one with a changed exercise no longer holds."""
        return {
            id_: msgspec.structs.replace(workout, total_s=None)
            if any(item.exercise in self.exercises for item in workout.item)
            else workout
            for id_, workout in workouts.items()
        }

    def _good_ones(self, folder: Path, type_: type[V]) -> list[_File[V]]:
        found = []
        try:
            paths = toml_files(folder)
        except LibraryError as error:
            self.problems.append(error)
            return []
        for path in paths:
            try:
                stay_inside(path)
                found.append(_read(path, type_))
            except LibraryError as error:
                self.problems.append(error)
        return found

    def _leave_out(self, file: _File[V], problem: Problem) -> None:
        self.problems.append(file.error(problem))

    def _ladder_fault(
        self, exercise: Exercise, exercises: Mapping[str, Exercise]
    ) -> Problem | None:
        return self._explained(next(ladder_problems(exercise, exercises), None), exercises)

    def _workout_fault(
        self, workout: Workout, exercises: Mapping[str, Exercise]
    ) -> Problem | None:
        if workout.id in exercises:
            return (), "an exercise has this name already; rename the file"
        return self._explained(next(item_problems(workout, exercises), None), exercises)

    def _explained(
        self, problem: Problem | None, exercises: Mapping[str, Exercise]
    ) -> Problem | None:
        """A name nobody has may be that of a file left out: then that file is what to mend."""
        for broken in self.problems if problem else ():
            if problem and problem[1] == unknown(broken.path.stem, exercises):
                return problem[0], f"{printable(broken.path.name, 80)} has a mistake of its own"
        return problem


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder by name, hidden ones left out; none where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.name.endswith(".toml")]
    except FileNotFoundError:
        return []
    except OSError as error:
        what = f"is a folder that cannot be read ({error.strerror})"
        raise LibraryError(folder, None, (), what) from error
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def stay_inside(path: Path) -> None:
    """A link that leads out of its folder is refused unread."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(path.parent)
    ):
        raise LibraryError(path, None, (), "is a link that leads out of its folder")


def _read(path: Path, type_: type[V]) -> _File[V]:
    text, raw = read_toml(path)
    return _made(path, text, raw, type_)


def _made(path: Path, text: str, raw: dict[str, Any], type_: type[V]) -> _File[V]:
    """The value a file describes, checked as far as it can be by itself."""
    if not ID.fullmatch(path.stem):
        what = "the name of the file is its id: small letters a-z, digits and hyphens, up to 64"
        raise LibraryError(path, None, (), what)
    refuse(path, text, _misplaced(raw, type_))
    try:
        value = msgspec.convert({"id": path.stem, **raw}, type_)
    except msgspec.ValidationError as error:
        key, what = wording(str(error), raw, type_)
        raise LibraryError(path, find_line(text, key), key, what) from error
    check: Callable[[Any], Iterator[Problem]] = (
        exercise_problems if type_ is Exercise else workout_problems
    )
    refuse(path, text, check(value))
    return _File(path, text, value)


def _misplaced(raw: Mapping[str, Any], type_: type[Value]) -> Iterator[Problem]:
    """Slips that deserve better words than those for an unknown key or a wrong type."""
    if "id" in raw:
        yield ("id",), "the name of the file is the id; leave this key out"
    if type_ is Exercise and "item" in raw:
        yield ("item",), 'this is a workout; it belongs in the folder "workouts"'
    if type_ is Workout and "item" not in raw and "measure" in raw:
        yield ("measure",), 'this is an exercise; it belongs in the folder "exercises"'
    if isinstance(raw.get("item"), dict):
        yield ("item",), "write [[item]], with two brackets on each side"


def _what_a_programme_is(programme: Programme) -> str:
    """What to do with a programme where a workout was asked for."""
    runs = {run.id for run in programme.run}
    ids = [session.workout for week in programme.week for session in week.session]
    names = ", ".join(dict.fromkeys(id_ for id_ in ids if id_ not in runs))
    weeks = len(programme.week)
    return (
        f"{programme.id} is a programme of {weeks} {'week' if weeks == 1 else 'weeks'}, "
        f"to be begun under Plan in the window. Its workouts are {names}."
    )


def wording(message: str, raw: dict[str, Any], type_: type[Value]) -> Problem:
    """Where a schema error happened and what it means, with the nearest valid word."""
    what, _, place = message.rpartition(" - at `$")
    what, place = (what, place) if what else (message, "")
    key = _parse_place(place.rstrip("`"))
    if found := re.match(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        name = found.group(1)
        return (*key, name), f"nobody knows this key.{nearest(name, _fields_at(type_, key))}"
    if found := re.match(r"Object missing required field `(.*)`", what):
        return (*key, found.group(1)), "is missing"
    value = _value_at(raw, key)
    if what.startswith("Invalid enum value"):
        words = _words_at(type_, key)
        hint = nearest(str(value), words) or f" It is one of: {', '.join(words)}."
        return key, f"{quoted(value)} is not a word for it.{hint}"
    if found := re.match(r"Expected `array` of length (\d+), got (\d+)", what):
        return key, f"should be a list of {found.group(1)}, but has {found.group(2)}"
    if found := re.match(r"Expected `(.*)`, got `(.*)`", what):
        wanted, got = (_plain_type(t) for t in found.groups())
        return key, f"should be {wanted}, but is {got}"
    return key, what[:1].lower() + what[1:]


def _parse_place(place: str) -> Key:
    parts = re.findall(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]", place)
    return tuple(
        name if name else int(number) for name, number in parts if name or number.isdigit()
    )


def _plain_type(name: str) -> str:
    words = {
        "int": "a whole number",
        "float": "a number",
        "str": "text in quotes",
        "array": "a list in [ ]",
        "object": "a table in { }",
        "bool": "true or false",
    }
    parts = [part for part in name.split(" | ") if part != "null"]
    return " or ".join(words.get(part, part) for part in parts)


def _holder(type_: type[Value], key: Key) -> type[Value]:
    """The kind of table that stands at a place of a file."""
    for part in key:
        inside = _inner(get_type_hints(type_).get(part)) if isinstance(part, str) else None
        if inside is not None and issubclass(inside, Value):
            type_ = inside
    return type_


def _inner(hint: Any) -> type | None:
    """The one class inside a hint: Item of `tuple[Item, ...]`, Dose of `Dose | None`."""
    while hint is not None and not isinstance(hint, type | GenericAlias):
        hint = next((arg for arg in get_args(hint) if arg not in (type(None), ...)), None)
    if isinstance(hint, GenericAlias):
        return _inner(next((arg for arg in get_args(hint) if arg not in (type(None), ...)), None))
    return hint


def _fields_at(type_: type[Value], key: Key) -> list[str]:
    return [name for name in _holder(type_, key).__struct_fields__ if name != "id"]


def _words_at(type_: type[Value], key: Key) -> list[str]:
    """The words an enumeration allows at a place of a file."""
    last = next(part for part in reversed(key) if isinstance(part, str))
    words = _inner(get_type_hints(_holder(type_, key)).get(last))
    is_enumeration = words is not None and issubclass(words, StrEnum)
    return [word.value for word in words] if words and is_enumeration else []  # type: ignore[attr-defined]


def _value_at(raw: Any, key: Key) -> Any:
    try:
        for part in key:
            raw = raw[part]
    except (KeyError, IndexError, TypeError):
        return None
    return raw
