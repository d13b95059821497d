"""Kills the program at random instants while it writes, and looks at what is left.

    python tools/kill_test.py [--kills 200] [--seed 1] [--dir DIR]

One history goes through all kills, in turn within a session, a backup, a migration and an
import. After each: no set lost that was said to be kept, the file sound, an import whole or not
there, every backup good, and the interrupted session offered. Exits 1 at the first breach.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlite_utils import Database

import db.connect
from db.backup import Backups, check
from db.history import History
from db.importing import FORMAT, import_file
from db.schema import migrations
from workouts.events import EndedBy
from workouts.library import load_library
from workouts.records import Checkpoint, SetResult
from workouts.timeline import StepKind, Timeline

NEXT_SCHEMA = db.connect.SCHEMA_VERSION + 1
Say = Callable[[str], None]
Act = Callable[[Path, Say], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path, help="where the history is made; kept afterwards")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.dir or Path(temporary)
        try:
            run(folder, arguments.kills, random.Random(arguments.seed))
        except AssertionError as error:
            print(f"BREACH: {error}", file=sys.stderr)
            raise SystemExit(1) from error


def run(folder: Path, kills: int, chance: random.Random) -> None:
    path = folder / "history.db"
    History(path, now=clock).close()
    seen: Counter[str] = Counter()
    kept: list[str] = []
    acts: tuple[Act, ...] = (do_session, do_backups, do_import, do_migration)
    for number in range(kills):
        act = acts[number % len(acts)]
        where = path
        if act is do_migration:  # on a copy: it makes the file newer than this program
            where = folder / f"migrated-{number}" / "history.db"
            where.parent.mkdir()
            copy(path, where)
        told, killed = killed_while(act, where, chance)
        kept += told
        seen[f"{act.__name__}: {'killed' if killed else 'done before the kill'}"] += 1
        inspect(where, kept, act, seen, chance)
    for what, times in sorted(seen.items()):
        print(f"{times:5}  {what}")
    print(f"{len(kept):5}  sets said to be kept, and kept")


def killed_while(act: Act, path: Path, chance: random.Random) -> tuple[list[str], bool]:
    """Do it in a process of its own and kill that; the ids it said were kept."""
    reader, writer = os.pipe()
    delay = 10 ** chance.uniform(-3, 0.2)  # from a millisecond to a second and a half
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            act(path, lambda id_: say(writer, id_))
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - the parent must hear of any
            print(f"{act.__name__}: {error!r}", file=sys.stderr)
            os._exit(1)
    os.close(writer)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as pipe:
        told = pipe.read().split()
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, f"{act.__name__} failed"
    return told, os.WIFSIGNALED(status)


def say(writer: int, id_: str) -> None:
    os.write(writer, f"{id_}\n".encode())


def do_session(path: Path, told: Say) -> None:
    """Sessions set by set, with checkpoints, as the player does; continues what it finds."""
    with History(path, now=clock) as history:
        while True:
            found = history.unfinished()
            if found is None:
                timeline = load_timeline()
                id_ = history.begin(
                    timeline.workout_id, timeline.title, timeline.kind, timeline.total_s, "kill"
                )
                first, efforts = 0, 0
            else:
                id_, timeline = found.session.id, found.checkpoint.timeline
                first, efforts = found.checkpoint.step, found.efforts
            for step in timeline.steps[first:]:
                for into_s in (0.0, step.planned_s / 2):
                    point = Checkpoint(step.index, into_s, step.at + into_s, 0.0, timeline)
                    history.checkpoint(id_, point)
                if step.kind is StepKind.WORK:
                    efforts += 1
                    told(history.add_set(id_, result_of(timeline, step.index, efforts)))
            history.finish(id_, "finished", timeline.total_s, 0.0)


def do_backups(path: Path, _: Say) -> None:
    backups = Backups(path, now=clock)
    while True:
        backups.make()


def do_import(path: Path, _: Say) -> None:
    """Many rows in one transaction: all of them or none may be there afterwards."""
    file = path.with_name(f"import-{time.time_ns()}.json")
    stamp = os.urandom(6).hex()
    session = {**blank_session(), "id": f"0190a000-0000-7000-8000-{stamp}"}
    session["title"] = f"import {stamp}"
    sets = [
        {
            **blank_set(),
            "id": f"0190a000-{number:04x}-7000-8000-{stamp}",
            "session_id": session["id"],
            "position": number,
        }
        for number in range(1, 1001)
    ]
    export = {"format": FORMAT, "schema": 1, "session": [session], "set_result": sets}
    file.write_text(json.dumps(export))
    import_file(file, path, now=clock)


def do_migration(path: Path, _: Say) -> None:
    """A step as a later version may bring it: a column, its values, a table."""

    @migrations(name=f"{NEXT_SCHEMA:04d}_trial")
    def trial(database: Database) -> None:
        database.execute("ALTER TABLE set_result ADD COLUMN trial TEXT")
        database.execute("UPDATE set_result SET trial = exercise_id")
        database.execute("CREATE TABLE trial (id TEXT PRIMARY KEY) STRICT")
        database.execute("INSERT INTO trial SELECT id FROM set_result")
        database.execute(f"PRAGMA user_version = {NEXT_SCHEMA}")

    db.connect.SCHEMA_VERSION = NEXT_SCHEMA
    db.connect.connect(path).close()
    time.sleep(1)


def inspect(
    path: Path, kept: list[str], act: Act, seen: Counter[str], chance: random.Random
) -> None:
    connection = sqlite3.connect(path)
    [[verdict]] = connection.execute("PRAGMA integrity_check").fetchall()
    assert verdict == "ok", f"integrity_check: {verdict}"
    there = {row[0] for row in connection.execute("SELECT id FROM set_result")}
    missing = set(kept) - there
    assert not missing, f"{len(missing)} sets were said to be kept and are not there"
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if act is do_migration:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(set_result)")}
        assert ("trial" in columns) == (version == NEXT_SCHEMA), "half a migration"
        for copy_made in (path.parent / "backups").glob("*before-migration*.db"):
            check(copy_made)
            seen["copies made before a migration, all good"] += 1
        seen[f"do_migration: found at schema {version}"] += 1
    for imported, count in connection.execute(
        "SELECT title, (SELECT count(*) FROM set_result WHERE session_id = session.id) "
        "FROM session WHERE title LIKE 'import %'"
    ):
        assert count == 1000, f"{imported} holds {count} of 1000 rows"
    connection.close()
    if version > db.connect.SCHEMA_VERSION:
        return
    for backup in Backups(path, now=clock).all():
        check(backup.path)
    with History(path, now=clock) as history:
        running = [one for one in history.sessions(1000) if one.state == "running"]
        found = history.unfinished()
        if running and found is None:
            assert all(
                not history.sets(one.id) or history.session(one.id).state != "running"
                for one in running
            ), "a session with sets cannot be continued"
        if found is not None:
            seen["sessions offered to be continued"] += 1
            if chance.random() < 0.3:
                history.close_unfinished(found.session.id)
                seen["sessions closed as they stood"] += 1


def clock() -> datetime:
    return datetime.now().astimezone()


def load_timeline() -> Timeline:
    return TIMELINE


def result_of(timeline: Timeline, index: int, position: int) -> SetResult:
    step = timeline.steps[index]
    return SetResult(
        position=position,
        exercise_id=step.exercise.id,
        exercise_name=step.exercise.name,
        side=step.side,
        round_no=step.round_no,
        set_no=step.set_no,
        measure=step.exercise.measure,
        category=step.exercise.category,
        target_reps=step.reps or None,
        target_s=step.target_s,
        done_reps=None,
        held_s=step.planned_s,
        ended_by=EndedBy.TARGET,
        started_at=clock(),
        active_s=step.planned_s,
    )


def blank_session() -> dict[str, object]:
    return {
        "workout_id": "imported",
        "kind": "strength",
        "started_at": "2026-11-20T10:00:00.000Z",
        "utc_offset_min": 0,
        "state": "finished",
        "updated_at": "2026-11-20T10:00:00.000Z",
    }


def blank_set() -> dict[str, object]:
    return {
        "exercise_id": "side-plank",
        "exercise_name": "Side plank",
        "side": "left",
        "round_no": 1,
        "set_no": 1,
        "measure": "hold",
        "held_s": 20.0,
        "category": "strength",
        "ended_by": "target",
        "started_at": "2026-11-20T10:00:00.000Z",
        "active_s": 20.0,
        "updated_at": "2026-11-20T10:00:00.000Z",
    }


def copy(path: Path, target: Path) -> None:
    source, made = sqlite3.connect(path), sqlite3.connect(target)
    source.backup(made)
    source.close()
    made.close()


TIMELINE = load_library().timeline("adductor-ladder")

if __name__ == "__main__":
    main()
