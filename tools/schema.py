"""Writes the JSON Schemas of the exercise and workout files, for editors that complete and check.

    python tools/schema.py            writes docs/exercise.schema.json and docs/workout.schema.json
    python tools/schema.py --check    only says whether they are fresh; exits 1 when they are not

Keys, types and words come from `workouts.model`, bounds from `workouts.checks`; what a key means
stands here. JSON Schema of draft 7, which the editors for TOML understand.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec

from workouts.checks import (
    COUNTS,
    GAPS,
    LENGTHS,
    MAX_ITEMS,
    MAX_REPS,
    MAX_ROUNDS,
    MAX_SECONDS,
    MIN_SECONDS,
)
from workouts.model import Dose, Exercise, Fault, Item, Value, Workout
from workouts.programmes import (
    Gate,
    Need,
    OwnWorkout,
    Programme,
    RunDose,
    Statement,
    Variant,
    Week,
    WeekSession,
)
from workouts.toml_file import MAX_ENTRIES, MAX_TEXT

DOCS = Path(__file__).parents[1] / "docs"
FILES: dict[str, type[Value]] = {
    "exercise.schema.json": Exercise,
    "workout.schema.json": Workout,
    "programme.schema.json": Programme,
}

MEANS: dict[type, dict[str, str]] = {
    Exercise: {
        "name": "As it is shown.",
        "spoken": "A shorter name for the voice, where the written one is long.",
        "aka": "Other names, for the search.",
        "category": "What kind of exercise it is.",
        "position": "How the body is placed.",
        "sided": "both sides at once, each side for itself, or alternating.",
        "measure": "What is counted: a hold, reps, reps that hold at the top, or steps.",
        "dose": "How much one set is.",
        "range": "The lowest and highest value progression may reach, for keys of the dose.",
        "step_up_at": "From these values on, the harder exercise is offered.",
        "tempo": "Seconds of lift, pause and lower of one rep.",
        "between_s": "Seconds between the repeats of a hold, or between reps.",
        "change_s": "Seconds to change sides. Left out: 5, or 10 for adductors in plank.",
        "purpose": "One sentence: what it is good for.",
        "primary": "The muscles it is for.",
        "secondary": "The muscles that help.",
        "equipment": "What it needs.",
        "setup": "How to get into position, a step a line.",
        "move": "How to do it, a step a line.",
        "cues": "What is called out, six words at most each.",
        "foot": "Where the pressure sits under the foot.",
        "faults": "What goes wrong, and what helps.",
        "lies_on": "In side-lying: whether the working side is down, or the other.",
        "easier": "The id of the easier variation.",
        "harder": "The id of the harder variation.",
        "stop_if": "When to stop.",
        "note": "Anything else.",
        "source": "Where its statements come from: keys of references.toml, or your own words.",
        "pose": "How the figure shows it: the id of a built-in pose, or a pose of its own.",
    },
    Dose: {
        "sets": "Sets outside of a workout. Inside one, rounds repeat the items.",
        "repeats": "How often a hold is repeated on a side.",
        "hold_s": "Seconds of one hold.",
        "reps": "Reps; of each leg, where sides take turns.",
        "out": "Steps out.",
        "back": "Steps back.",
        "laps": "How often out and back.",
        "s_per_step": "Seconds of one step. Left out: 1.5.",
    },
    Fault: {"fault": "What goes wrong.", "fix": "What helps."},
    Item: {
        "exercise": "The id of the exercise: the name of its file without .toml.",
        "reps": "Reps, in place of the exercise's own.",
        "repeats": "Repeats of a hold on a side, in place of the exercise's own.",
        "hold_s": "Seconds of a hold, in place of the exercise's own.",
        "out": "Steps out, in place of the exercise's own.",
        "back": "Steps back, in place of the exercise's own.",
        "laps": "Laps, in place of the exercise's own.",
        "s_per_step": "Seconds of a step, in place of the exercise's own.",
        "tempo": "Seconds of lift, pause and lower, in place of the exercise's own.",
        "ready_s": "Seconds to get into position before it.",
        "change_s": "Seconds to change sides, in place of the exercise's own.",
        "between_s": "Seconds between repeats or reps, in place of the exercise's own.",
        "rest_s": "Seconds of rest after it, in place of the workout's.",
        "self_paced": "Reps without a clock: they end when you say so.",
        "side": "This side only, left or right: for a weaker side.",
        "sub": "Equipment that may stand in for what the exercise asks for.",
    },
    Workout: {
        "title": "As it is shown.",
        "kind": "What it is for.",
        "goal": "What it is meant to reach.",
        "when": "When to do it.",
        "equipment": "What it needs.",
        "rounds": "How often all items are done.",
        "rest_s": "Seconds of rest between items.",
        "round_rest_s": "Seconds of rest between rounds.",
        "total_s": "All of it in seconds, if you like it checked.",
        "note": "Anything else.",
        "source": "Where its statements come from: keys of references.toml, or your own words.",
        "item": "The exercises, in order: one [[item]] each.",
    },
    Programme: {
        "title": "As it is shown.",
        "goal": "What it is meant to reach.",
        "who": "In which case to choose it.",
        "week": "The weeks, in order: one [[week]] each.",
        "source": "Where it comes from: keys of references.toml, or your own words.",
        "says": "What is known about it, each sentence with its source.",
        "guide": "Its place in the list to choose from; 0 or left out: at the end.",
        "beside": "The ids of programmes that may run at the same time.",
        "deload": "Every fourth week one round fewer, unless a week says it is easier.",
        "after": "What to keep up afterwards.",
        "gate": "What should be so before a week begins.",
        "workout": "Workouts that only this programme has.",
        "run": "Runs of the programme, outside and without the player.",
        "variant": "Other ways through the same weeks.",
    },
    Statement: {"text": "One sentence.", "source": "Where it comes from."},
    Gate: {
        "after_week": "The week after which it stands; 0 is before the programme.",
        "title": "As it is shown.",
        "need": "Its conditions: one [[gate.need]] each.",
    },
    Need: {
        "text": "The condition in plain words. With no other key it is asked.",
        "source": "Where it comes from.",
        "test": "The id of a self-test.",
        "exercise": "The id of an exercise.",
        "least": "The least seconds of a hold, or the least value of a test, on each side.",
        "most": "The highest value of a test, on each side.",
        "symmetry": "How even the sides of a test are at least, in percent.",
        "reps": "The least reps of the last set of the exercise.",
        "pain": "The most pain, 0 to 10.",
        "sessions": "So many sessions running with no more pain than that.",
    },
    RunDose: {
        "title": "As it is shown.",
        "effort": "How hard, 0 to 10.",
        "walk_min": "Minutes of walking in turn; 0 for none.",
        "run_min": "Minutes of running in turn. Left out: continuous.",
        "miles": "How far in all.",
        "source": "Where it comes from.",
    },
    Week: {
        "session": "What is done in it: one [[week.session]] each.",
        "phase": "The name of the part of the programme it belongs to.",
        "easier": "Lighter than the weeks around it.",
        "note": "What matters in it.",
    },
    WeekSession: {
        "workout": "The id of a workout, an exercise, or a run of the programme.",
        "on": "The weekdays it would like: mon, tue, wed, thu, fri, sat, sun.",
        "role": "What it asks of the days around it.",
        "rounds": "Rounds in place of the workout's own.",
        "gives_way": "Left out while a programme beside this one takes its day.",
        "note": "What matters this time.",
    },
    Variant: {
        "title": "As it is shown.",
        "when": "In which case to choose it.",
        "weeks": "The number of a week, and the workout in place of its strength sessions.",
        "source": "Where it comes from.",
    },
}
MEANS[OwnWorkout] = {
    name: words for name, words in MEANS[Workout].items() if name in OwnWorkout.__struct_fields__
}

Schema = dict[str, Any]


def schema_of(type_: type[Value]) -> Schema:
    """The schema of a file; what is not in it is told by the program when the file is read."""
    _, parts = msgspec.json.schema_components((type_,), ref_template="#/definitions/{name}")
    parts = {name: _plain(part) for name, part in parts.items()}
    for described, words in MEANS.items():
        if described.__name__ in parts:
            _describe(parts[described.__name__], words)
    whole = parts.pop(type_.__name__)
    del whole["properties"]["id"]  # the name of the file
    whole["required"] = [name for name in whole["required"] if name != "id"]
    title = f"Holdfast {type_.__name__.lower()}"
    head = {"$schema": "http://json-schema.org/draft-07/schema#", **whole, "title": title}
    return {**head, "definitions": dict(sorted(parts.items()))}


def _plain(part: Any) -> Any:
    """Lists of so many numbers as draft 7 says them; no null, which TOML does not have."""
    if isinstance(part, list):
        return [_plain(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    part = {key: _plain(value) for key, value in part.items()}
    if "prefixItems" in part:
        part["items"] = part.pop("prefixItems")[0]
    if "anyOf" in part:
        some = [entry for entry in part["anyOf"] if entry != {"type": "null"}]
        part = {**part, "anyOf": some} if len(some) > 1 else {**part, **some[0]}
        if len(some) == 1:
            del part["anyOf"]
    if part.get("default", 0) is None:
        del part["default"]
    return part


def _describe(part: Schema, words: dict[str, str]) -> None:
    for name, schema in part["properties"].items():
        if name == "id":
            continue
        schema |= _bounds(name, schema)
        if "$ref" in schema:  # what stands beside a $ref is not looked at in draft 7
            schema["allOf"] = [{"$ref": schema.pop("$ref")}]
        schema["description"] = words[name]


def _bounds(name: str, schema: Schema) -> Schema:
    """What `workouts.checks` allows, as far as a schema can say it."""
    if name in COUNTS:
        return {"minimum": 0 if name == "back" else 1, "maximum": MAX_REPS}
    if name in LENGTHS:
        return {"minimum": MIN_SECONDS, "maximum": MAX_SECONDS}
    if name in GAPS:
        return {"minimum": 0, "maximum": MAX_SECONDS}
    if name == "rounds":
        return {"minimum": 1, "maximum": MAX_ROUNDS}
    if name == "item":
        return {"minItems": 1, "maxItems": MAX_ITEMS}
    if name == "tempo":
        return {"items": {"type": "number", "minimum": 0, "maximum": MAX_SECONDS}}
    if schema.get("type") == "string":
        return {"maxLength": MAX_TEXT}
    if schema.get("type") == "array":
        return {"maxItems": MAX_ENTRIES}
    return {}


def text_of(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    stale = 0
    for name, type_ in FILES.items():
        path, fresh = DOCS / name, text_of(schema_of(type_))
        if path.exists() and path.read_text("utf-8") == fresh:
            continue
        stale += 1
        if "--check" in arguments:
            print(f"{path} is out of date: run python tools/schema.py")
        else:
            path.write_text(fresh, "utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
