"""Sets in the layout that other training logs read: the one Strong writes and Hevy imports."""

import csv
from pathlib import Path
from typing import TextIO

from db.export import EVERYTHING, Chosen, chosen_sessions, reading, session_sets
from workouts.records import SessionRecord, SetResult

COLUMNS = (
    "Date",
    "Workout Name",
    "Exercise Name",
    "Set Order",
    "Weight",
    "Weight Unit",
    "Reps",
    "RPE",
    "Distance",
    "Distance Unit",
    "Seconds",
    "Notes",
    "Workout Notes",
    "Workout Duration",
)


def write_tracker_csv(path: Path, out: TextIO, chosen: Chosen = EVERYTHING) -> int:
    """Write the sets done, separated by semicolons; returns how many.

    These logs know neither sides nor targets: the side is part of the name, the target a note.
    Raises HistoryError and, for a session that is not there, KeyError.
    """
    count = 0
    with reading(path) as connection:
        sessions = chosen_sessions(connection, chosen)
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for session in sessions:
            for row in _rows(session, session_sets(connection, session.id)):
                writer.writerow(row)
                count += 1
    return count


def _rows(session: SessionRecord, sets: list[SetResult]) -> list[tuple[object, ...]]:
    order: dict[str, int] = {}
    rows: list[tuple[object, ...]] = []
    for result in sets:
        if result.ended_by == "skipped":
            continue
        name = result.exercise_name
        if result.side in ("left", "right"):
            name = f"{name} ({result.side})"
        order[name] = order.get(name, 0) + 1
        rows.append(
            (
                f"{session.started_at:%Y-%m-%d %H:%M:%S}",
                session.title,
                name,
                order[name],
                "",
                "kg",
                _or_nothing(result.done_reps),
                _or_nothing(result.rpe),
                "",
                "km",
                _or_nothing(None if result.held_s is None else round(result.held_s)),
                _target(result),
                session.note,
                f"{round(session.active_s / 60)}m",
            )
        )
    return rows


def _target(result: SetResult) -> str:
    if result.target_s is not None and result.held_s is not None:
        return f"target {result.target_s:g} s"
    return "" if result.target_reps is None else f"target {result.target_reps}"


def _or_nothing(value: float | None) -> str:
    """Unknown is an empty field, never 0."""
    return "" if value is None else f"{value:g}"
