"""What the command line prints and does without a window. Imports no Qt."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from gui.words import clock_time
from workouts.library import Library
from workouts.model import Side
from workouts.programmes import total_s
from workouts.timeline import AS_WRITTEN, Options, Step, StepKind, Timeline


@dataclass(frozen=True, slots=True)
class Listed:
    id: str
    kind: str
    title: str
    total_s: float


def listed(library: Library, options: Options = AS_WRITTEN) -> list[Listed]:
    """Everything there is with its total, laid out for the athlete as `script` does.

    An exercise's is one default set, a programme's all its workouts as written, without its runs.
    """
    return [
        *(
            Listed(w.id, "workout", w.title, _total_s(library, w.id, options))
            for w in library.workouts.values()
        ),
        *(
            Listed(e.id, "exercise", e.name, _total_s(library, e.id, options))
            for e in library.exercises.values()
            if e.id not in library.workouts
        ),
        *(
            Listed(p.id, "programme", p.title, total_s(p, library.there, library.exercises))
            for p in library.programmes.values()
        ),
    ]


def _total_s(library: Library, id_: str, options: Options) -> float:
    return library.laid_out(library.there(id_), options).total_s


def print_list(rows: Sequence[Listed], out: TextIO, *, as_json: bool) -> None:
    if as_json:
        text = [{"id": r.id, "kind": r.kind, "title": r.title, "total_s": r.total_s} for r in rows]
        print_json(text, out)
        return
    wide = max(len(row.id) for row in rows)
    for kind in ("workout", "programme", "exercise"):
        chosen = [row for row in rows if row.kind == kind]
        if chosen:
            print(f"{kind.capitalize()}s", file=out)
        for row in sorted(chosen, key=lambda row: row.id):
            print(f"  {row.id:<{wide}}  {clock_time(row.total_s):>7}  {row.title}", file=out)


def step_json(step: Step) -> dict[str, Any]:
    """A step as `script --json` tells it; a rest belongs to no exercise and no side."""
    resting = step.kind is StepKind.REST
    return {
        "at": step.at,
        "seconds": None if step.seconds is None else round(step.seconds, 3),
        "kind": step.kind.value,
        "exercise": None if resting else step.exercise.id,
        "side": None if resting else step.side.value,
        "set": None if resting else step.set_no,
        "of": None if resting else step.sets,
        "round": step.round_no,
        "reason": step.reason or None,
    }


def print_script(
    timeline: Timeline, cues: Sequence[dict[str, Any]], out: TextIO, *, as_json: bool
) -> None:
    """The timeline: time, phase, what is shown and what is said."""
    if as_json:
        steps = [step_json(step) for step in timeline.steps]
        text = {
            "workout": timeline.workout_id,
            "total_s": timeline.total_s,
            "steps": steps,
            "cues": list(cues),
        }
        print_json(text, out)
        return
    print(f"{timeline.title} ({timeline.workout_id}), {clock_time(timeline.total_s)}", file=out)
    left = list(cues)
    for step in timeline.steps:
        print(f"\n{_at(step.at)}  {_shown(step)}", file=out)
        until = step.at + step.planned_s
        last = step is timeline.steps[-1]
        mine = [cue for cue in left if last or cue["at"] < until - 1e-6]
        left = left[len(mine) :]
        for cue in mine:
            mark = {"tone": "♪", "click": "·", "voice": "“"}.get(cue["kind"], " ")
            dropped = "   (dropped: no room)" if cue["dropped"] else ""
            quote = "”" if cue["kind"] == "voice" else ""
            print(f"   {_at(cue['at'])}  {mark}{cue['text']}{quote}{dropped}", file=out)
    print(f"\n{_at(timeline.total_s)}  the end: {timeline.total_s:g} s in all", file=out)


def print_json(value: object, out: TextIO) -> None:
    json.dump(value, out, indent=2, ensure_ascii=False)
    out.write("\n")


def choose(rows: Iterable[Listed], ask: Callable[[str], str], out: TextIO) -> str | None:
    """Offer the warm-ups and workouts by number; None when nothing was chosen."""
    offers = [row for row in rows if row.kind == "workout"]
    offers.sort(key=lambda row: (not row.id.startswith("pre-run"), row.total_s))
    for number, row in enumerate(offers, start=1):
        print(f"{number:3}  {clock_time(row.total_s):>6}  {row.title}", file=out)
    while True:
        try:
            answer = ask("Number to start (Enter for 1, q to leave): ").strip()
        except EOFError:
            return None
        if answer.lower() in ("q", "quit"):
            return None
        number = int(answer) if answer.isdigit() else 1 if not answer else 0
        if 1 <= number <= len(offers):
            return offers[number - 1].id
        print(f"Please type a number from 1 to {len(offers)}.", file=out)


def _at(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 2), 60)
    return f"{int(minutes)}:{rest:05.2f}"


def _shown(step: Step) -> str:
    side = f", {step.side.value} side" if step.side in (Side.LEFT, Side.RIGHT) else ""
    length = "own pace" if step.seconds is None else f"{step.seconds:g} s"
    of = f", set {step.set_no} of {step.sets}" if step.sets > 1 else ""
    if step.kind is StepKind.REST:
        return f"REST  {length}, next {step.exercise.name}"
    name = f"{step.exercise.name}{side}{of}"
    return f"{step.kind.value.upper()}  {name}, {length}"
