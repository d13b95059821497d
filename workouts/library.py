"""Reads and checks exercises and workouts: the built-in ones and those in the athlete's folder.

A file is right or it is refused with its name, the line, the key and the nearest valid word.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from workouts.model import Dose, Exercise, Fault, Item, Measure, Value, Workout
from workouts.timeline import Options, Timeline, compile_workout, dose_of, single_exercise

DATA = Path(__file__).parent / "data"
MAX_BYTES = 1_000_000
MAX_SECONDS = 3600.0
MAX_REPS = 500
MAX_ROUNDS = 50
MAX_ITEMS = 200
MAX_TEXT = 5000
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")

T = TypeVar("T")
V = TypeVar("V", bound=Value)
Key = tuple[str | int, ...]  # where in a file: ("item", 2, "reps")


class LibraryError(ValueError):
    """A file is wrong; the message names file, line and key, and what would be right."""

    def __init__(self, path: Path, line: int | None, key: Key, what: str) -> None:
        self.path, self.line, self.key, self.what = path, line, key, what
        place = f"{path.name}, line {line}" if line else path.name
        where = f"{show_key(key)}: " if key else ""
        super().__init__(f"{place}: {where}{what}")


class UnknownIdError(ValueError):
    """No exercise or workout has this id; the message names the nearest ones."""


@dataclass(frozen=True, slots=True)
class Library:
    exercises: Mapping[str, Exercise]
    workouts: Mapping[str, Workout]
    problems: tuple[LibraryError, ...] = ()  # files of the athlete that were left out
    own: frozenset[str] = frozenset()  # ids that come from the athlete's folder

    def find(self, id_: str) -> Workout:
        """The workout of that id, or one default set of the exercise of that id.

        Raises UnknownIdError; raises the LibraryError of the athlete's own file of that name.
        """
        broken = next((p for p in self.problems if p.path.stem == id_), None)
        if broken:
            raise broken
        if id_ in self.workouts:
            return self.workouts[id_]
        if id_ in self.exercises:
            return single_exercise(self.exercises[id_])
        known = [*self.workouts, *self.exercises]
        raise UnknownIdError(f"Nothing here is called {_quoted(id_)}.{nearest(id_, known)}")

    def timeline(self, id_: str, options: Options = Options()) -> Timeline:
        """The timeline of a workout or exercise. Raises as `find` does."""
        return compile_workout(self.find(id_), self.exercises, options)


def load_library(user_folder: Path | None = None) -> Library:
    """Everything built in, with the athlete's own files over it; broken own files are listed.

    Raises LibraryError for a broken built-in file: that is our fault, not the athlete's.
    """
    problems: list[LibraryError] = []
    exercises = {e.id: e for e in _read_all(DATA / "exercises", read_exercise)}
    workouts = {w.id: w for w in _read_all(DATA / "workouts", read_workout)}
    own: set[str] = set()
    if user_folder:
        mine = {e.id: e for e in _read_all(user_folder / "exercises", read_exercise, problems)}
        exercises |= mine
        for path, error in _broken_ladders(user_folder / "exercises", mine, exercises):
            problems.append(error)
            exercises.pop(path.stem)
            mine.pop(path.stem)
        own |= set(mine)
    _check_all(workouts.values(), DATA / "workouts", exercises, None)
    if user_folder:
        folder = user_folder / "workouts"
        written = {w.id: w for w in _read_all(folder, read_workout, problems)}
        good = _check_all(written.values(), folder, exercises, problems)
        workouts |= {w.id: w for w in good}
        own |= {w.id for w in good}
    return Library(exercises, workouts, tuple(problems), frozenset(own))


def read_exercise(path: Path) -> Exercise:
    """One exercise from its file. Raises LibraryError."""
    text, raw = read_toml(path)
    exercise = _convert(path, text, {"id": _id_of(path), **raw}, Exercise)
    _refuse(path, text, _exercise_problems(exercise))
    return exercise


def read_workout(path: Path) -> Workout:
    """One workout from its file. Raises LibraryError."""
    text, raw = read_toml(path)
    workout = _convert(path, text, {"id": _id_of(path), **raw}, Workout)
    _refuse(path, text, _workout_problems(workout))
    return workout


def check_file(path: Path, library: Library) -> Exercise | Workout:
    """The exercise or workout in a file, checked against the library. Raises LibraryError."""
    _, raw = read_toml(path)
    if "item" not in raw and ("measure" in raw or "position" in raw or "dose" in raw):
        exercise = read_exercise(path)
        everything = {**library.exercises, exercise.id: exercise}
        for _, error in _broken_ladders(path.parent, {exercise.id: exercise}, everything, path):
            raise error
        return exercise
    workout = read_workout(path)
    text = path.read_text(encoding="utf-8-sig")
    _refuse(path, text, _id_problems(workout, library.exercises))
    _refuse(path, text, _total_problems(workout, library.exercises))
    return workout


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and what it says. Raises LibraryError with the line of the fault."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LibraryError(path, None, (), "is larger than 1 MB; no exercise needs that much")
        data = path.read_bytes()
    except OSError as error:
        raise LibraryError(path, None, (), f"cannot be read ({error.strerror})") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 text; save it again with the encoding UTF-8"
        raise LibraryError(path, line, (), what) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        what = str(error).split(" (at ")[0]
        raise LibraryError(path, line, (), f"is not valid TOML: {what}") from error
    except (RecursionError, ValueError) as error:
        what = (
            "is nested too deeply"
            if isinstance(error, RecursionError)
            else "has a number too long"
        )
        raise LibraryError(path, _longest_line(text), (), what) from error


def nearest(word: str, words: Iterable[str]) -> str:
    """` Did you mean "clamshell"?`, or nothing where no word comes close."""
    close = get_close_matches(word[:80], list(words), n=1, cutoff=0.5)
    return f' Did you mean "{close[0]}"?' if close else ""


def show_key(key: Key) -> str:
    """A place in a file as people write it: item 2, reps."""
    parts: list[str] = []
    for part in key:
        if isinstance(part, int):
            parts[-1] = f"{parts[-1]} {part + 1}"
        else:
            parts.append(part)
    return ", ".join(parts)


def find_line(text: str, key: Key) -> int | None:
    """The line on which a key of a TOML text stands, or the nearest table it belongs to."""
    table: Key = ()
    best, best_depth = None, 0
    counts: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if header := re.match(r"(\[\[?)\s*([^\]]+?)\s*\]\]?", stripped):
            names = tuple(part.strip().strip("\"'") for part in header.group(2).split("."))
            if header.group(1) == "[[":
                counts[names] = counts.get(names, -1) + 1
            table = _with_numbers(names, counts)
            depth = len(table) if key[: len(table)] == table else 0
        elif assignment := re.match(r"[\"']?([A-Za-z0-9_-]+)[\"']?\s*[=.]", stripped):
            here = (*table, assignment.group(1))
            depth = len(here) if key[: len(here)] == here else 0
        else:
            continue
        if depth > best_depth:
            best, best_depth = number, depth
    return best


def _with_numbers(names: tuple[str, ...], counts: Mapping[Key, int]) -> Key:
    key: Key = ()
    for depth in range(1, len(names) + 1):
        key = (*key, names[depth - 1])
        if (number := counts.get(names[:depth])) is not None:
            key = (*key, number)
    return key


def _longest_line(text: str) -> int:
    lines = text.splitlines() or [""]
    return max(range(len(lines)), key=lambda number: len(lines[number])) + 1


def _id_of(path: Path) -> str:
    if not ID.fullmatch(path.stem):
        what = "the name of the file is its id: small letters, digits and hyphens, up to 64"
        raise LibraryError(path, None, (), what)
    return path.stem


def _read_all(
    folder: Path, read: Callable[[Path], T], problems: list[LibraryError] | None = None
) -> list[T]:
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            _stay_inside(path, folder)
            found.append(read(path))
        except LibraryError as error:
            if problems is None:
                raise
            problems.append(error)
    return found


def _stay_inside(path: Path, folder: Path) -> None:
    """A link that leads out of the folder is refused unread."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        raise LibraryError(path, None, (), "is a link that leads out of its folder")


def _convert(path: Path, text: str, raw: dict[str, Any], type_: type[V]) -> V:
    if "id" in tomllib_keys(text):
        what = "the name of the file is the id; leave this key out"
        raise LibraryError(path, find_line(text, ("id",)), ("id",), what)
    try:
        return msgspec.convert(raw, type_)
    except msgspec.ValidationError as error:
        key, what = _in_our_words(str(error), raw, type_)
        raise LibraryError(path, find_line(text, key), key, what) from error
    except (RecursionError, OverflowError) as error:
        raise LibraryError(path, None, (), "holds a value that cannot be used") from error


def tomllib_keys(text: str) -> set[str]:
    """The keys at the top of a TOML text, as far as they stand at the start of a line."""
    return set(re.findall(r"(?m)^\s*([A-Za-z0-9_-]+)\s*=", text.split("\n[")[0]))


def _in_our_words(message: str, raw: dict[str, Any], type_: type[Value]) -> tuple[Key, str]:
    """Where a schema error happened and what it means, with the nearest valid word."""
    what, _, place = message.partition(" - at `$")
    key = _parse_place(place.rstrip("`"))
    if found := re.match(r"Object contains unknown field `(.*)`", what):
        name = found.group(1)
        return (*key, name), f"nobody knows this key.{nearest(name, _fields_at(type_, key))}"
    if found := re.match(r"Object missing required field `(.*)`", what):
        return (*key, found.group(1)), "is missing"
    value = _value_at(raw, key)
    if what.startswith("Invalid enum value"):
        words = _words_at(type_, key)
        hint = nearest(str(value), words) or f" It is one of: {', '.join(words)}."
        return key, f"{_quoted(value)} is not a word for it.{hint}"
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
        "null": "nothing",
    }
    parts = [part for part in name.split(" | ") if part != "null"]
    return " or ".join(words.get(part, part) for part in parts)


def _fields_at(type_: type[Value], key: Key) -> list[str]:
    found = {"dose": Dose, "item": Item, "faults": Fault}.get(str(key[0]) if key else "")
    return [name for name in (found or type_).__struct_fields__ if name != "id"]


def _words_at(type_: type[Value], key: Key) -> list[str]:
    """The words an enumeration allows at a place of a file."""
    names = [part for part in key if isinstance(part, str)]
    holder = Item if names[0] == "item" and len(names) > 1 else type_
    hint: Any = get_type_hints(holder).get(names[-1])
    while hint is not None and not (isinstance(hint, type) and issubclass(hint, StrEnum)):
        inner = [arg for arg in get_args(hint) if arg not in (type(None), ...)]
        hint = inner[0] if inner else None
    return [word.value for word in hint] if hint else []


def _value_at(raw: Any, key: Key) -> Any:
    try:
        for part in key:
            raw = raw[part]
    except (KeyError, IndexError, TypeError):
        return None
    return raw


def _quoted(value: object) -> str:
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


Problem = tuple[Key, str]


def _refuse(path: Path, text: str, problems: Iterable[Problem]) -> None:
    for key, what in problems:
        raise LibraryError(path, find_line(text, key), key, what)


def _exercise_problems(exercise: Exercise) -> Iterable[Problem]:
    yield from _text_problems(exercise, ("name", "purpose"))
    yield from _dose_problems(exercise.dose, ("dose",))
    yield from _tempo_problems(exercise.tempo, ("tempo",))
    yield from _gap_problems(exercise.between_s, ("between_s",))
    yield from _gap_problems(exercise.change_s, ("change_s",))
    yield from _measure_problems(exercise.measure, exercise.dose, ("dose",))
    for name, (low, high) in exercise.range.items():
        if name not in Dose.__struct_fields__:
            yield ("range", name), f"no dose has this.{nearest(name, Dose.__struct_fields__)}"
        if not (isfinite(low) and isfinite(high) and 0 < low <= high):
            yield ("range", name), "should be [lowest, highest], both above 0"
    for name in exercise.step_up_at:
        if name not in Dose.__struct_fields__:
            yield ("step_up_at", name), f"no dose has this.{nearest(name, Dose.__struct_fields__)}"
    for name in ("easier", "harder"):
        if getattr(exercise, name) == exercise.id:
            yield (name,), "an exercise cannot be its own variation"


def _workout_problems(workout: Workout) -> Iterable[Problem]:
    yield from _text_problems(workout, ("title",))
    if not workout.item:
        yield ("item",), "a workout needs at least one [[item]]"
    if len(workout.item) > MAX_ITEMS:
        yield ("item",), f"a workout has at most {MAX_ITEMS} items"
    if not 1 <= workout.rounds <= MAX_ROUNDS:
        yield ("rounds",), f"should be from 1 to {MAX_ROUNDS}"
    for name in ("rest_s", "round_rest_s"):
        yield from _gap_problems(getattr(workout, name), (name,))
    for number, item in enumerate(workout.item):
        where: Key = ("item", number)
        yield from _dose_problems(item, where)
        yield from _tempo_problems(item.tempo, (*where, "tempo"))
        for name in ("ready_s", "change_s", "between_s", "rest_s"):
            yield from _gap_problems(getattr(item, name), (*where, name))


def _text_problems(value: Value, needed: tuple[str, ...]) -> Iterable[Problem]:
    for name in value.__struct_fields__:
        texts = getattr(value, name)
        for text in texts if isinstance(texts, tuple) else (texts,):
            if isinstance(text, str) and len(text) > MAX_TEXT:
                yield (name,), f"is longer than {MAX_TEXT} letters"
    for name in needed:
        if not getattr(value, name).strip():
            yield (name,), "should not be empty"


def _dose_problems(dose: Dose | Item, where: Key) -> Iterable[Problem]:
    for name in ("hold_s", "s_per_step"):
        seconds = getattr(dose, name)
        if seconds is not None and not (isfinite(seconds) and 0 < seconds <= MAX_SECONDS):
            yield (*where, name), f"should be above 0 and at most {MAX_SECONDS:.0f} seconds"
    for name in ("sets", "repeats", "reps", "out", "back", "laps"):
        count = getattr(dose, name, None)
        if (
            count is not None
            and not (name == "back" and count == 0)
            and not 1 <= count <= MAX_REPS
        ):
            yield (*where, name), f"should be from 1 to {MAX_REPS}"


def _measure_problems(measure: Measure, dose: Dose, where: Key) -> Iterable[Problem]:
    needed = {Measure.HOLD: ("hold_s",), Measure.STEPS: ("out", "laps")}.get(measure, ("reps",))
    for name in needed:
        if getattr(dose, name) is None:
            yield (*where, name), f'is missing: the measure is "{measure}"'


def _tempo_problems(tempo: tuple[float, ...] | None, where: Key) -> Iterable[Problem]:
    if tempo is None:
        return
    if not all(isfinite(part) and 0 <= part <= MAX_SECONDS for part in tempo):
        yield where, "should be the seconds of lift, pause and lower, none below 0"
    elif not sum(tempo):
        yield where, "a rep needs more than 0 seconds"


def _gap_problems(seconds: float | None, where: Key) -> Iterable[Problem]:
    if seconds is not None and not (isfinite(seconds) and 0 <= seconds <= MAX_SECONDS):
        yield where, f"should be from 0 to {MAX_SECONDS:.0f} seconds"


def _id_problems(workout: Workout, exercises: Mapping[str, Exercise]) -> Iterable[Problem]:
    for number, item in enumerate(workout.item):
        where: Key = ("item", number, "exercise")
        if item.exercise not in exercises:
            hint = nearest(item.exercise, exercises)
            yield where, f"no exercise is called {_quoted(item.exercise)}.{hint}"
            continue
        exercise = exercises[item.exercise]
        for key, what in _measure_problems(exercise.measure, dose_of(exercise, item), where):
            yield key, what


def _total_problems(workout: Workout, exercises: Mapping[str, Exercise]) -> Iterable[Problem]:
    """What an author states as the total must be what the steps add up to."""
    total = compile_workout(workout, exercises).total_s
    if workout.total_s is not None and abs(total - workout.total_s) > 0.0005:
        yield ("total_s",), f"says {workout.total_s:g}, but the steps add up to {total:g} seconds"


def _check_all(
    workouts: Iterable[Workout],
    folder: Path,
    exercises: Mapping[str, Exercise],
    problems: list[LibraryError] | None,
) -> list[Workout]:
    good = []
    for workout in workouts:
        path = folder / f"{workout.id}.toml"
        found = next(iter(_id_problems(workout, exercises)), None)
        found = found or next(iter(_total_problems(workout, exercises)), None)
        if found is None:
            good.append(workout)
            continue
        error = LibraryError(path, find_line(path.read_text("utf-8-sig"), found[0]), *found)
        if problems is None:
            raise error
        problems.append(error)
    return good


def _broken_ladders(
    folder: Path,
    mine: Mapping[str, Exercise],
    exercises: Mapping[str, Exercise],
    path: Path | None = None,
) -> Iterable[tuple[Path, LibraryError]]:
    """Own exercises whose easier or harder is unknown, or whose ladder runs in a circle."""
    for id_, exercise in list(mine.items()):
        file = path or folder / f"{id_}.toml"
        problem = next(iter(ladder_problems(exercise, exercises)), None)
        if problem:
            yield (
                file,
                LibraryError(file, find_line(file.read_text("utf-8-sig"), problem[0]), *problem),
            )


def ladder_problems(exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterable[Problem]:
    for name in ("easier", "harder"):
        other = getattr(exercise, name)
        if other is None:
            continue
        if other not in exercises:
            yield (name,), f"no exercise is called {_quoted(other)}.{nearest(other, exercises)}"
            continue
        seen = {exercise.id}
        while other in exercises:
            if other in seen:
                yield (name,), f"the ladder comes back to {_quoted(other)}"
                break
            seen.add(other)
            other = getattr(exercises[other], name)
