"""What the history costs after twenty years, beside one month, in one run.

    python benchmarks/history.py [--keep DIR]

Prints one table: medians in milliseconds, with the best of the runs in brackets (on a busy machine
that says more than the worst).
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlite_utils import Database

from db.backup import Backups
from db.connect import connect
from db.history import History
from db.ids import new_id
from db.moments import to_text
from workouts.events import EndedBy
from workouts.library import load_library
from workouts.model import Category, Kind, Measure, Side
from workouts.records import Checkpoint, SetResult
from workouts.timeline import Timeline

SESSIONS_A_WEEK = 5
SETS_A_SESSION = 25
EXERCISES = 40
END = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the two histories in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.keep or Path(folder)
        columns = {}
        for name, weeks in (("one month", 4), ("twenty years", 52 * 20)):
            path = place / f"{name.replace(' ', '-')}.db"
            sets = make_history(path, weeks)
            columns[f"{name} ({sets:,} sets, {path.stat().st_size / 1e6:.1f} MB)"] = measure(path)
    headers = list(columns)
    print(f"| what | {' | '.join(headers)} |\n|---|{'---:|' * len(headers)}")
    for what in columns[headers[0]]:
        print(f"| {what} | {' | '.join(columns[header][what] for header in headers)} |")


def make_history(path: Path, weeks: int) -> int:
    """A history of that many weeks up to END, the same at every run; returns its sets."""
    chance = random.Random(1)
    connection = connect(path)
    db = Database(connection, execute_plugins=False)
    sessions, sets, runs = [], [], []
    for number in range(weeks * SESSIONS_A_WEEK):
        start = END - timedelta(days=7 / SESSIONS_A_WEEK * (number + 1))
        kind = "warm-up" if number % 5 < 2 else "strength"
        session = session_row(start, kind)
        sessions.append(session)
        sets += [
            set_row(session["id"], start, position, chance) for position in range(SETS_A_SESSION)
        ]
        if kind == "warm-up":
            runs.append(run_row(start + timedelta(minutes=20), chance))
    with db.atomic():
        db.table("session").insert_all(sessions)
        db.table("set_result").insert_all(sets)
        db.table("run").insert_all(runs)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return len(sets)


def session_row(start: datetime, kind: str) -> dict[str, object]:
    return {
        "id": new_id(start),
        "workout_id": "hip-strength-1",
        "title": "Hip strength 1",
        "kind": kind,
        "started_at": to_text(start),
        "utc_offset_min": 60,
        "finished_at": to_text(start + timedelta(minutes=15)),
        "state": "finished",
        "planned_s": 900.0,
        "active_s": 890.0,
        "paused_s": 10.0,
        "rpe": 7.0,
        "app_version": "1.0",
        "updated_at": to_text(start + timedelta(minutes=15)),
    }


def set_row(
    session_id: object, start: datetime, position: int, chance: random.Random
) -> dict[str, object]:
    at = start + timedelta(seconds=35 * position)
    is_hold = position % 2 == 0
    number = chance.randrange(EXERCISES)
    return {
        "id": new_id(at),
        "session_id": session_id,
        "position": position + 1,
        "exercise_id": f"exercise-{number}",
        "exercise_name": f"Exercise number {number}",
        "side": ("left", "right")[position // 2 % 2],
        "round_no": 1,
        "set_no": 1,
        "measure": "hold" if is_hold else "reps",
        "target_reps": None if is_hold else 10,
        "target_s": 20.0 if is_hold else None,
        "done_reps": None if is_hold else chance.randint(6, 10),
        "held_s": round(chance.uniform(10, 20), 1) if is_hold else None,
        "category": "adductor" if is_hold else "strength",
        "ended_by": "target",
        "rpe": chance.choice((5.0, 7.0, 9.0)),
        "started_at": to_text(at),
        "active_s": 20.0,
        "updated_at": to_text(at),
    }


def run_row(start: datetime, chance: random.Random) -> dict[str, object]:
    return {
        "id": new_id(start),
        "started_at": to_text(start),
        "utc_offset_min": 60,
        "minutes": 40.0,
        "distance_km": round(chance.uniform(5, 12), 2),
        "kind": "easy",
        "source": "typed",
        "updated_at": to_text(start),
    }


def measure(path: Path) -> dict[str, str]:
    """What each act of the program costs on that file."""
    session, timeline = "", a_timeline()
    told: dict[str, str] = {}

    def clock() -> datetime:
        return datetime.now(UTC)

    told["open the file"] = timed(lambda: History(path, now=clock).close(), 10)
    history = History(path, now=clock)
    session = history.begin("bench", "Bench", Kind.STRENGTH, 900.0, "1.0")
    point = Checkpoint(0, 0.0, 0.0, 0.0, timeline)
    told["first checkpoint (with its timeline)"] = timed(
        lambda: history.checkpoint(session, point), 1
    )
    seconds = iter(range(10_000))
    told["a checkpoint"] = timed(
        lambda: history.checkpoint(
            session, Checkpoint(1, float(next(seconds)), 1.0, 0.0, timeline)
        ),
        200,
    )
    positions = iter(range(1, 10_000))
    told["finish a set"] = timed(lambda: history.add_set(session, a_result(next(positions))), 200)
    told["end a session"] = timed(lambda: finish_one(history), 10)
    told["history page: 50 sessions"] = timed(lambda: history.sessions(50), 20)
    told["sets of one session"] = timed(lambda: history.sets(session), 20)
    told["chart: hold seconds of an exercise"] = timed(
        lambda: history.hold_seconds("exercise-7"), 10
    )
    told["exercises done"] = timed(history.exercises_done, 10)
    told["last result of a side"] = timed(lambda: history.last_result("exercise-7", Side.LEFT), 50)
    with sqlite3.connect(path) as reader:
        for view in ("weekly_hold_seconds", "weekly_volume", "symmetry", "activation_adherence"):
            told[f"view {view}"] = timed(lambda v=view: read(reader, v), 3)  # type: ignore[misc]
    reader.close()
    backups = Backups(path, now=clock)
    told["backup, checked"] = timed(backups.make, 5)
    history.close()
    return told


def a_timeline() -> Timeline:
    return load_library().timeline("hip-strength-1")


def a_result(position: int) -> SetResult:
    return SetResult(
        position=position,
        exercise_id="exercise-7",
        exercise_name="Exercise number 7",
        side=Side.LEFT,
        round_no=1,
        set_no=position,
        measure=Measure.HOLD,
        category=Category.ADDUCTOR,
        target_reps=None,
        target_s=20.0,
        done_reps=None,
        held_s=20.0,
        ended_by=EndedBy.TARGET,
        started_at=END,
        active_s=20.0,
    )


def finish_one(history: History) -> None:
    session = history.begin("bench", "Bench", Kind.STRENGTH, 900.0, "1.0")
    history.finish(session, "finished", 890.0, 10.0)


def read(connection: sqlite3.Connection, view: str) -> None:
    connection.execute(f"SELECT * FROM {view}").fetchall()


def timed(act: Callable[[], object], times: int) -> str:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(spent):.2f} ({min(spent):.2f})"


if __name__ == "__main__":
    main()
