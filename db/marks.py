"""Marks on the days: notes, ill weeks, races, journeys. Added, changed, deleted and undone."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from db.connect import connect
from db.corrections import Corrections, Undo
from db.errors import translated
from db.export import reading
from db.ids import new_id
from db.moments import to_text
from workouts.marks import KINDS, Mark

_ALL = (
    "SELECT id, from_date, to_date, kind, text FROM mark WHERE deleted_at IS NULL "
    "ORDER BY from_date, id"
)
_ADD = (
    "INSERT INTO mark (id, from_date, to_date, kind, text, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
)


class Marks:
    """The marks of the history in one file. Every method may raise HistoryError.

    An impossible value (another kind, an end before the beginning) is a ValueError and changes
    nothing.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._path, self._now = path, now

    def all(self) -> tuple[Mark, ...]:
        """Every mark, the earliest first."""
        with reading(self._path) as connection:
            return tuple(
                Mark(
                    row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], row[4]
                )
                for row in connection.execute(_ALL)
            )

    def add(self, first: date, last: date, kind: str, text: str) -> str:
        """Keep a mark; returns its id."""
        _check(first, last, kind)
        now = self._now()
        id_ = new_id(now)
        with translated(self._path):
            connection = connect(self._path)
            try:
                connection.execute(
                    _ADD, (id_, first.isoformat(), last.isoformat(), kind, text, to_text(now))
                )
            finally:
                connection.close()
        return id_

    def change(self, id_: str, first: date, last: date, kind: str, text: str) -> Undo:
        """Write a mark anew. Raises KeyError where there is none of that id."""
        _check(first, last, kind)
        return self._with(
            lambda it: it.edit_mark(
                id_, from_date=first.isoformat(), to_date=last.isoformat(), kind=kind, text=text
            )
        )

    def delete(self, id_: str) -> Undo:
        """It can be brought back for 30 days. Raises KeyError where there is none of that id."""
        return self._with(lambda it: it.delete("mark", id_))

    def undo(self, undo: Undo) -> Undo:
        return self._with(lambda it: it.undo(undo))

    def _with(self, act: Callable[[Corrections], Undo]) -> Undo:
        connection: sqlite3.Connection = connect(self._path)
        try:
            return act(Corrections(connection, self._path, self._now))
        finally:
            connection.close()


def _check(first: date, last: date, kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"a mark is one of {', '.join(KINDS)}")
    if last < first:
        raise ValueError("the last day lies before the first")
