"""Two histories made one. The order and the number of times make no difference.

Of two versions of a row the one with the newer `updated_at` stays; at the same moment the one
with the larger content hash. That is a maximum, so merging is idempotent, commutative and
associative. A deletion is a version like any other.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from db.checking import Column, RowRefusedError, checked, columns_of

# In the order in which they can be written: what is referred to comes first. A checkpoint
# belongs to the machine on which the session runs.
MERGED = (
    "session", "set_result", "run", "prescription", "decision", "plan_day", "followed", "mark",
)  # fmt: skip
AT_ONCE = 500  # rows written together

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    row: str  # which one, for a reader: `set_result 0190…`, `line 4`
    why: str


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. `new` and `changed` were written, `known` were not."""

    new: int = 0
    known: int = 0
    changed: int = 0  # rows replaced by a newer version of themselves
    refused: list[Refusal] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """For JSON, as the contracts say: newer versions of known rows come in as new ones."""
        return {
            "new": self.new + self.changed,
            "known": self.known,
            "refused": [{"row": one.row, "why": one.why} for one in self.refused],
        }


def merge(connection: sqlite3.Connection, tables: Mapping[str, Iterable[object]]) -> ImportReport:
    """Take in the rows, table by table, within the caller's transaction."""
    report = ImportReport()
    db = Database(connection, execute_plugins=False)
    for table in MERGED:
        _Taking(db, table, report).take(tables.get(table, ()))
    return report


def wins(one: Row, other: Row) -> bool:
    """Whether `one` replaces `other`, a version of the same row."""
    if one["updated_at"] != other["updated_at"]:
        return bool(one["updated_at"] > other["updated_at"])
    return content_hash(one) > content_hash(other)


def content_hash(row: Row) -> str:
    """Of what the row says; NULL says nothing, so a column added later changes no hash."""
    said = {name: value for name, value in row.items() if value is not None}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class _Taking:
    """The rows of one table on their way in."""

    def __init__(self, db: Database, table: str, report: ImportReport) -> None:
        self._db = db
        self._table = table
        self._report = report
        self._columns: tuple[Column, ...] = columns_of(db.conn, table)
        self._waiting: dict[str, Row] = {}

    def take(self, rows: Iterable[object]) -> None:
        for number, row in enumerate(rows, start=1):
            try:
                self._consider(checked(self._table, self._columns, row))
            except RowRefusedError as error:
                self._refuse(self._name(row, number), str(error))
            if len(self._waiting) >= AT_ONCE:
                self._write()
        self._write()

    def _consider(self, row: Row) -> None:
        there = self._waiting.get(row["id"]) or self._in_history(row["id"])
        if there is not None and not wins(row, there):
            self._report.known += 1
            return
        if row["id"] in self._waiting:  # twice in one file: the better one counts
            self._report.known += 1
        self._waiting[row["id"]] = row

    def _in_history(self, row_id: str) -> Row | None:
        rows = self._db.query(f"SELECT * FROM {self._table} WHERE id = ?", [row_id])
        return next(iter(rows), None)

    def _write(self) -> None:
        if not self._waiting:
            return
        rows, self._waiting = list(self._waiting.values()), {}
        try:
            self._put(rows)
        except sqlite3.IntegrityError:
            for row in rows:
                try:
                    self._put([row])
                except sqlite3.IntegrityError as error:
                    self._refuse(f"{self._table} {row['id']}", _in_words(error))

    def _put(self, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(rows))
        count = f"SELECT count(*) FROM {self._table} WHERE id IN ({marks})"
        with self._db.atomic():
            [changed] = self._db.execute(count, [row["id"] for row in rows]).fetchone()
            self._db.table(self._table).upsert_all(rows, pk="id")
        self._report.changed += changed
        self._report.new += len(rows) - changed

    def _refuse(self, row: str, why: str) -> None:
        self._report.refused.append(Refusal(row, why))

    def _name(self, row: object, number: int) -> str:
        row_id = row.get("id") if isinstance(row, Mapping) else None
        return f"{self._table} {row_id[:40] if isinstance(row_id, str) else number}"


def _in_words(error: sqlite3.IntegrityError) -> str:
    if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return "its session is neither in the history nor in the file"
    return f"the history does not allow it: {error}"
