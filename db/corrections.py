"""Changes to what was recorded: edit, delete, add by hand, each with a way back."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import rows
from db.connect import connect
from db.errors import translated
from db.ids import new_id
from db.moments import offset_minutes, to_text
from db.writer import NEWER, transaction
from workouts.records import SessionRecord, SetResult

TRASH_DAYS = 30

CORRECTABLE = ("session", "set_result", "run", "mark", "plan_day")
PROTECTED = {"id", "session_id", "updated_at"}  # what identifies a row, and when it was written
_COLUMNS = "SELECT name FROM pragma_table_info(?)"
# What a row says no more once it was emptied. The row stays, marked as deleted, so that an old
# copy of the history cannot bring it back.
_EMPTIED: dict[str, dict[str, object]] = {
    "session": {
        "workout_id": "",
        "title": "",
        "planned_s": None,
        "active_s": None,
        "paused_s": None,
        "rpe": None,
        "pain_before": None,
        "pain_worst": None,
        "pain_morning": None,
        "note": None,
    },
    "set_result": {
        "exercise_id": "",
        "exercise_name": "",
        "target_reps": None,
        "target_s": None,
        "done_reps": None,
        "held_s": None,
        "band": None,
        "score": None,
        "rpe": None,
        "rir": None,
        "pain": None,
        "form_ok": None,
        "active_s": 0.0,
    },
    "run": {"minutes": None, "distance_km": None, "kind": None, "note": None},
    "mark": {"text": ""},
    "prescription": {"dose": "{}", "why": ""},
    "decision": {"old_dose": None, "new_dose": None, "inputs": "{}", "why": ""},
}


@dataclass(frozen=True, slots=True)
class Undo:
    """What brings a row back to what it said before."""

    table: str
    id: str
    before: Mapping[str, object]


class Corrections:
    """Each change is one durable transaction and answers with its undo value.

    Raises KeyError for an unknown row, ValueError for an impossible value, HistoryError where
    the file refuses; nothing has changed then.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._path = path
        self._now = now

    def edit_set(self, set_id: str, **changes: object) -> Undo:
        """Change columns of a set, named as in the schema."""
        return self._change("set_result", set_id, changes)

    def edit_session(self, session_id: str, **changes: object) -> Undo:
        """Change columns of a session, named as in the schema."""
        return self._change("session", session_id, changes)

    def edit_run(self, run_id: str, **changes: object) -> Undo:
        return self._change("run", run_id, changes)

    def edit_mark(self, mark_id: str, **changes: object) -> Undo:
        return self._change("mark", mark_id, changes)

    def delete(self, table: str, row_id: str) -> Undo:
        """Mark a row as deleted; it can be brought back for 30 days. A session hides its sets."""
        return self._change(table, row_id, {"deleted_at": to_text(self._now())})

    def delete_set(self, set_id: str) -> Undo:
        return self.delete("set_result", set_id)

    def delete_session(self, session_id: str) -> Undo:
        return self.delete("session", session_id)

    def undelete(self, table: str, row_id: str) -> Undo:
        return self._change(table, row_id, {"deleted_at": None})

    def undo(self, undo: Undo) -> Undo:
        """Bring back what was there; the answer undoes that in turn."""
        return self._change(undo.table, undo.id, undo.before)

    def add_session(self, session: SessionRecord, sets: list[SetResult]) -> str:
        """Keep a session that was done elsewhere, with its sets; returns its id."""
        now = self._now()
        session_id = session.id or new_id(session.started_at)
        finished = session.finished_at
        values: dict[str, object] = {
            "id": session_id,
            "workout_id": session.workout_id,
            "title": session.title,
            "kind": session.kind.value,
            "started_at": to_text(session.started_at),
            "utc_offset_min": offset_minutes(session.started_at),
            "finished_at": None if finished is None else to_text(finished),
            "state": session.state,
            "planned_s": session.planned_s,
            "active_s": session.active_s,
            "paused_s": session.paused_s,
            "rpe": session.rpe,
            "pain_before": session.pain_before,
            "pain_worst": session.pain_worst,
            "pain_morning": session.pain_morning,
            "note": session.note or None,
            "updated_at": to_text(now),
        }
        efforts = [
            {
                "id": result.id or new_id(result.started_at),
                "session_id": session_id,
                **rows.set_columns(result),
                "updated_at": to_text(now),
            }
            for result in sets
        ]
        from sqlite_utils import Database  # slow to import, and rarely needed

        with translated(self._path), transaction(self._connection):
            db = Database(self._connection, execute_plugins=False)
            db.table("session").insert(values)
            db.table("set_result").insert_all(efforts)
        return session_id

    def add_set(self, session_id: str, result: SetResult) -> Undo:
        """Keep a set that was done in a session and not recorded; its undo takes it away."""
        now = self._now()
        set_id = result.id or new_id(result.started_at)
        values = {
            "id": set_id,
            "session_id": session_id,
            **rows.set_columns(result),
            "updated_at": to_text(now),
        }
        marks = ", ".join(f":{column}" for column in values)
        sql = f"INSERT INTO set_result ({', '.join(values)}) VALUES ({marks})"
        with translated(self._path), transaction(self._connection):
            self._connection.execute(sql, {name: _plain(one) for name, one in values.items()})
        return self.added("set_result", set_id)

    def added(self, table: str, row_id: str) -> Undo:
        """What takes back that a row was added: it goes, and can be brought back for 30 days."""
        return Undo(table, row_id, {"deleted_at": to_text(self._now())})

    def trash(self) -> list[dict[str, object]]:
        """Deleted sessions, sets and runs that can still be brought back, the newest first."""
        sql = (
            "SELECT 'session' AS \"table\", id, title AS name, started_at, deleted_at "
            "FROM session WHERE deleted_at >= :limit UNION ALL "
            "SELECT 'set_result', id, exercise_name, started_at, deleted_at FROM set_result "
            "WHERE deleted_at >= :limit UNION ALL "
            "SELECT 'run', id, kind, started_at, deleted_at FROM run WHERE deleted_at >= :limit "
            "ORDER BY deleted_at DESC, id"
        )
        with translated(self._path):
            found = self._connection.execute(sql, {"limit": self._limit()}).fetchall()
        return [dict(row) for row in found]

    def empty_trash(self) -> int:
        """Empty for good what was deleted more than 30 days ago; how many rows that were."""
        limit = self._limit()
        emptied = 0
        with translated(self._path), transaction(self._connection):
            self._connection.execute(
                "UPDATE set_result SET deleted_at = session.deleted_at FROM session "
                "WHERE session.id = session_id AND set_result.deleted_at IS NULL "
                "AND session.deleted_at < ?",
                (limit,),
            )
            self._connection.execute(
                "DELETE FROM checkpoint WHERE session_id IN "
                "(SELECT id FROM session WHERE deleted_at < ?)",
                (limit,),
            )
            for table, blank in _EMPTIED.items():
                marks = ", ".join(f"{column} = ?" for column in blank)
                full = " OR ".join(f"{column} IS NOT ?" for column in blank)
                sql = (
                    f"UPDATE {table} SET {marks}, updated_at = {NEWER} "
                    f"WHERE deleted_at < ? AND ({full})"
                )
                # Not stamped with now: two machines that empty the same row write the same row.
                values = (*blank.values(), "", limit, *blank.values())
                emptied += self._connection.execute(sql, values).rowcount
        return emptied

    def _limit(self) -> str:
        return to_text(self._now() - timedelta(days=TRASH_DAYS))

    def _change(self, table: str, row_id: str, changes: Mapping[str, object]) -> Undo:
        self._check(table, changes)
        columns = ", ".join(changes)
        marks = ", ".join(f"{column} = ?" for column in changes)
        try:
            with translated(self._path), transaction(self._connection):
                run = self._connection.execute
                before = run(f"SELECT {columns} FROM {table} WHERE id = ?", (row_id,)).fetchone()
                if before is None:
                    raise KeyError(f"no {table} {row_id}")
                run(
                    f"UPDATE {table} SET {marks}, updated_at = {NEWER} WHERE id = ?",
                    (*map(_plain, changes.values()), to_text(self._now()), row_id),
                )
        except sqlite3.IntegrityError as error:
            raise ValueError(f"not possible: {error}") from error
        return Undo(table, row_id, dict(before))

    def _check(self, table: str, changes: Mapping[str, object]) -> None:
        if table not in CORRECTABLE:
            raise ValueError(f"{table!r} is not among {', '.join(CORRECTABLE)}")
        with translated(self._path):
            columns = {row["name"] for row in self._connection.execute(_COLUMNS, (table,))}
        wrong = set(changes) - (columns - PROTECTED)
        if wrong:
            raise ValueError(f"no column of {table} to change: {', '.join(sorted(wrong))}")


def empty_trash(path: Path, now: Callable[[], datetime]) -> int:
    """As `Corrections.empty_trash`, over a connection of its own: may be used in a thread."""
    with translated(path), closing(connect(path, now=now)) as connection:
        return Corrections(connection, path, now).empty_trash()


def _plain(value: object) -> object:
    """As SQLite stores it: moments as text, truth as 0 or 1, members of an enum by value."""
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, bool):
        return int(value)
    return getattr(value, "value", value)
