"""What is heard in holds of 10, 15, 20, 30 and 60 seconds, as tables for docs/audio.md.

    python -m benchmarks.hold_plans

Lengths of speech are estimates, so that the tables are the same on every computer.
"""

from media.coach import script_rows
from media.voice import SilentVoice
from workouts.library import load_library
from workouts.model import Item, Kind, Workout
from workouts.timeline import Timeline, compile_workout

HOLDS_S = (10, 15, 20, 30, 60)
EXERCISE = "copenhagen-hold"
REPEATS = 2
TONES = {
    "count": "short ping",
    "start": "two notes up: **go**",
    "end": "long chord: **let go**",
    "half": "double click: half",
    "finish": "arpeggio: **all done**",
}


def timeline(hold_s: float) -> Timeline:
    """Two repeats a side of the side-plank adductor hold."""
    library = load_library()
    workout = Workout(
        id="hold",
        title="Hold",
        kind=Kind.ADDUCTOR,
        item=(Item(exercise=EXERCISE, hold_s=float(hold_s), repeats=REPEATS),),
    )
    return compile_workout(workout, library.exercises)


def plan(hold_s: float) -> str:
    """One table: from the announcement to the middle of the switch of sides."""
    whole = timeline(hold_s)
    switch = next(step for step in whole.steps if step.kind == "switch")
    until = switch.at + switch.planned_s
    rows = [row for row in script_rows(whole, SilentVoice()) if row["at"] <= until]
    lines = [f"### {hold_s:g} seconds", "", "| at | heard | dropped |", "|--:|---|---|"]
    for row in rows:
        said = f"“{row['text']}”" if row["kind"] == "voice" else TONES[row["text"]]
        kept, dropped = ("", said) if row["dropped"] else (said, "")
        lines.append(f"| {row['at']:.1f} | {kept} | {dropped} |")
    return "\n".join(lines)


def tables() -> str:
    return "\n\n".join(plan(hold_s) for hold_s in HOLDS_S) + "\n"


if __name__ == "__main__":
    print(tables())
