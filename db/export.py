"""The history for other programs: rows for CSV, everything for JSON."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

from db import rows
from db.connect import SINCE, connect_to_read, schema_version
from db.errors import HistoryUnavailableError, translated
from workouts.records import SessionRecord, SetResult

T = TypeVar("T")

SESSION_COLUMNS_IN_CSV = ("session_kind", "workout_id", "workout_title")
# In the order in which they can be written: what is referred to comes first.
TABLES = (
    "session", "set_result", "run", "prescription", "decision", "plan_day", "followed", "mark",
)  # fmt: skip

_DAY = "date(session.started_at, session.utc_offset_min || ' minutes')"
_CHOSEN = (
    "(:session IS NULL OR session.id = :session) "
    f"AND (:first IS NULL OR {_DAY} >= :first) AND (:last IS NULL OR {_DAY} <= :last)"
)
_CHOSEN_SESSIONS = f"SELECT id FROM session WHERE {_CHOSEN}"


def _in_range(day: str) -> str:
    return (
        f"(:session IS NULL AND (:first IS NULL OR {day} >= :first) "
        f"AND (:last IS NULL OR {day} <= :last))"
    )


# Which rows belong to a chosen session, or to a range of days.
_BELONGS = {
    "session": f"id IN ({_CHOSEN_SESSIONS})",
    "set_result": f"session_id IN ({_CHOSEN_SESSIONS})",
    "run": _in_range("date(started_at, utc_offset_min || ' minutes')"),
    "prescription": _in_range("date(set_at)"),
    "decision": f"(session_id IN ({_CHOSEN_SESSIONS}) OR (session_id IS NULL "
    f"AND {_in_range('date(decided_at)')}))",
    "plan_day": f"{_in_range('date')} AND (done_session_id IS NULL "
    f"OR done_session_id IN ({_CHOSEN_SESSIONS}))",
    "followed": ":session IS NULL AND :first IS NULL AND :last IS NULL",
    "mark": "(:session IS NULL AND (:first IS NULL OR to_date >= :first) "
    "AND (:last IS NULL OR from_date <= :last))",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which sessions to tell of: one, or those begun on local days `first` to `last`, or all."""

    session: str | None = None
    first: date | None = None
    last: date | None = None


EVERYTHING = Chosen()


def csv_rows(path: Path, chosen: Chosen = EVERYTHING) -> Iterator[dict[str, Any]]:
    """One row a set: the columns of `set_result`, then what its session was.

    Raises HistoryError and, for a session that is not there, KeyError.
    """
    with reading(path) as connection:
        yield from _sets(connection, chosen)


def write_csv(path: Path, out: TextIO, chosen: Chosen = EVERYTHING) -> int:
    """Write the sets below a header; returns how many. Raises like `csv_rows`."""
    count = 0
    with reading(path) as connection:
        sets = _sets(connection, chosen)
        own = [row["name"] for row in connection.execute("PRAGMA table_info(set_result)")]
        writer = csv.DictWriter(out, [*own, *SESSION_COLUMNS_IN_CSV], lineterminator="\n")
        writer.writeheader()
        for row in sets:
            writer.writerow(row)
            count += 1
    return count


def complete(path: Path, chosen: Chosen = EVERYTHING) -> dict[str, Any]:
    """Every row of every table, deletion marks too: what `import` reads back to the same ids.

    Of a session: its row, its sets and its decisions. Of a range of days: what belongs to them;
    no row refers to one that is left out. Raises like `csv_rows`.
    """
    with reading(path) as connection:
        if chosen.session is not None:
            _check_session(connection, chosen.session)
        schema = schema_version(connection, path)
        there = [table for table in TABLES if schema >= SINCE.get(table, 1)]
        return {
            "format": "holdfast-history",
            "schema": schema,
            **{table: list(_rows_of(connection, table, chosen)) for table in there},
        }


def _rows_of(
    connection: sqlite3.Connection, table: str, chosen: Chosen
) -> Iterator[dict[str, Any]]:
    where = "1" if chosen == EVERYTHING else _BELONGS[table]
    return _query(connection, f"SELECT * FROM {table} WHERE {where} ORDER BY id", _values(chosen))


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing, closed at the end. Raises HistoryError."""
    if not path.exists():
        raise HistoryUnavailableError(
            f"There is no training history at {path} yet. Do a session first, or name another "
            "data folder."
        )
    with translated(path):
        connection = connect_to_read(path)
        try:
            yield connection
        finally:
            connection.close()


def _sets(connection: sqlite3.Connection, chosen: Chosen) -> Iterator[dict[str, Any]]:
    sql = (
        "SELECT set_result.*, session.kind AS session_kind, session.workout_id AS workout_id, "
        "session.title AS workout_title "
        "FROM set_result JOIN session ON session.id = set_result.session_id "
        "WHERE set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
        f"AND {_CHOSEN} "
        "ORDER BY session.started_at, session.id, set_result.position, set_result.id"
    )
    if chosen.session is not None:
        _check_session(connection, chosen.session)
    return _query(connection, sql, _values(chosen))


def chosen_sessions(connection: sqlite3.Connection, chosen: Chosen) -> list[SessionRecord]:
    """The oldest first, deleted ones left out. Raises KeyError for an unknown session."""
    if chosen.session is not None:
        _check_session(connection, chosen.session)
    sql = (
        f"SELECT {rows.SESSION_COLUMNS} FROM session WHERE deleted_at IS NULL AND {_CHOSEN} "
        "ORDER BY started_at, id"
    )
    return [_told(rows.session_record, row) for row in connection.execute(sql, _values(chosen))]


def session_sets(connection: sqlite3.Connection, session_id: str) -> list[SetResult]:
    sql = (
        "SELECT set_result.*, session.utc_offset_min FROM set_result "
        "JOIN session ON session.id = session_id "
        "WHERE session_id = ? AND set_result.deleted_at IS NULL ORDER BY position, set_result.id"
    )
    return [_told(rows.set_result, row) for row in connection.execute(sql, (session_id,))]


def _check_session(connection: sqlite3.Connection, session: str) -> None:
    found = connection.execute(
        "SELECT 1 FROM session WHERE id = ? AND deleted_at IS NULL", (session,)
    ).fetchone()
    if found is None:
        raise KeyError(f"No session has the id {session}.")


def _told(tell: Callable[[sqlite3.Row], T], row: sqlite3.Row) -> T:
    try:
        return tell(row)
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(f"malformed row {row['id']}: {error}") from error


def _values(chosen: Chosen) -> dict[str, Any]:
    return {
        "session": chosen.session,
        "first": None if chosen.first is None else chosen.first.isoformat(),
        "last": None if chosen.last is None else chosen.last.isoformat(),
    }


def _query(
    connection: sqlite3.Connection, sql: str, values: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False).query(sql, values)
