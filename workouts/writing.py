"""Exercises and workouts as TOML text that reads like the shipped files. Writes no file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import msgspec

from workouts.model import Dose, Exercise, Item, Measure, Value, Workout

WIDE = 99  # a list of words longer than this goes on lines of its own
DOWN_FROM = {"setup": 2, "move": 2, "cues": 2, "faults": 1}  # so many stand one below the other
EXERCISE_GROUPS = (
    (
        *("name", "spoken", "aka", "category", "position", "sided", "lies_on", "measure"),
        *("purpose", "primary", "secondary", "equipment"),
    ),
    ("dose", "range", "step_up_at", "tempo", "between_s", "change_s"),
    ("setup", "move", "cues", "foot", "faults"),
    ("easier", "harder", "stop_if", "note", "source"),
)
WORKOUT_KEYS = (
    *("title", "kind", "goal", "when", "equipment", "rounds", "rest_s", "round_rest_s"),
    *("total_s", "note", "source"),
)
ITEM_KEYS = (
    *("exercise", "reps", "repeats", "hold_s", "out", "back", "laps", "s_per_step", "tempo"),
    *("ready_s", "between_s", "change_s", "rest_s", "self_paced", "side", "sub"),
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}
_ESCAPES["\r"] = "\\r"


def workout_text(workout: Workout, under: str = "") -> str:
    """The file of a workout: reading it gives the same workout. What is default is left out.

    With `under` it becomes the table of that name, for a file that holds more.
    """
    return "\n".join(_workout_lines(workout, under)) + "\n"


def exercise_text(exercise: Exercise, under: str = "") -> str:
    """The file of an exercise: reading it gives the same exercise. What is default is left out.

    With `under` it becomes the table of that name, for a file that holds more.
    """
    return "\n".join(_exercise_lines(exercise, under)) + "\n"


def toml_string(text: str) -> str:
    """Text in quotes, on several lines where it has several; what TOML forbids is escaped."""
    if "\n" in text:
        inside = "\n".join(_escaped(line) for line in text.split("\n"))
        return f'"""\n{inside}"""'
    return f'"{_escaped(text)}"'


def toml_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else f'"{_escaped(name)}"'


def _workout_lines(workout: Workout, under: str) -> Iterator[str]:
    if under:
        yield f"[{under}]"
    others = _others(Workout, (*WORKOUT_KEYS, "id", "item"))
    yield from _assignments(workout, (*WORKOUT_KEYS, *others))
    prefix = f"{under}." if under else ""
    for item in workout.item:
        yield ""
        yield f"[[{prefix}item]]"
        yield from _assignments(item, (*ITEM_KEYS, *_others(Item, ITEM_KEYS)))


def _exercise_lines(exercise: Exercise, under: str) -> Iterator[str]:
    if under:
        yield f"[{under}]"
    groups = [list(_assignments(exercise, group)) for group in EXERCISE_GROUPS]
    groups[-1] += _assignments(exercise, _others(Exercise, sum(EXERCISE_GROUPS, ("id", "pose"))))
    if isinstance(exercise.pose, str):
        groups[-1].append(f"pose = {toml_string(exercise.pose)}")
    filled = [group for group in groups if group]
    for number, group in enumerate(filled):
        if number:
            yield ""
        yield from group
    if isinstance(exercise.pose, dict):
        yield from _table(exercise.pose, f"{under}.pose" if under else "pose")


def _others(type_: type[Value], placed: tuple[str, ...]) -> list[str]:
    """Keys nobody has given a place yet: better at the end than lost."""
    return [name for name in type_.__struct_fields__ if name not in placed]


def _assignments(value: Value, names: Iterable[str]) -> Iterator[str]:
    """One line a key that is not as it would be anyway; long lists take several."""
    usual = _defaults(type(value))
    for name in names:
        said = getattr(value, name)
        if name in usual and said == usual[name]:
            continue
        if isinstance(said, Dose) and isinstance(value, Exercise):
            yield f"{name} = {_dose(said, value.measure)}"
        else:
            yield _assignment(name, said)


def _assignment(name: str, said: Any) -> str:
    line = f"{toml_key(name)} = {_value(said)}"
    is_list = isinstance(said, (tuple, list)) and bool(said)
    if is_list and (len(line) > WIDE or len(said) >= DOWN_FROM.get(name, WIDE)):
        inside = "".join(f"  {_value(part)},\n" for part in said)
        return f"{toml_key(name)} = [\n{inside}]"
    return line


def _dose(dose: Dose, measure: Measure) -> str:
    """A dose on one line; its sets are always said, and the repeats of a hold."""
    usual = _defaults(Dose)
    always = {"sets", "repeats"} if measure is Measure.HOLD else {"sets"}
    said = {
        name: getattr(dose, name)
        for name in ("sets", "repeats", "hold_s", "reps", "out", "back", "laps", "s_per_step")
        if name in always or getattr(dose, name) != usual[name]
    }
    return _value(said)


def _table(table: Mapping[str, Any], name: str) -> Iterator[str]:
    """A table with the tables inside it, each under a header of its own."""
    yield ""
    yield f"[{name}]"
    for key, said in table.items():
        if not isinstance(said, dict):
            yield _assignment(key, said)
    for key, said in table.items():
        if isinstance(said, dict):
            yield from _table(said, f"{name}.{toml_key(key)}")


def _value(said: Any) -> str:
    match said:
        case Enum():
            return toml_string(str(said.value))
        case str():
            return toml_string(said)
        case bool():
            return "true" if said else "false"
        case int():
            return str(said)
        case float():
            return str(int(said)) if said.is_integer() and abs(said) < 1e15 else repr(said)
        case datetime() | date() | time():
            return said.isoformat()
        case Value():
            pairs = {name: getattr(said, name) for name in said.__struct_fields__}
            return _value(pairs)
        case Mapping():
            inside = ", ".join(f"{toml_key(key)} = {_value(part)}" for key, part in said.items())
            return f"{{ {inside} }}" if inside else "{}"
        case _:
            return f"[{', '.join(_value(part) for part in said)}]"


def _defaults(type_: type[Value]) -> dict[str, Any]:
    """What each key is where a file does not say it."""
    return {
        field.name: field.default if field.default_factory is msgspec.NODEFAULT else {}
        for field in msgspec.structs.fields(type_)
        if not field.required
    }


def _escaped(text: str) -> str:
    return "".join(_escaped_letter(letter) for letter in text)


def _escaped_letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:  # half a letter, which no file can hold
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x20 or code == 0x7F else letter
