"""The planned days: laid out, moved, skipped, repeated and linked to what was done; with undo."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db.connect import connect
from db.errors import translated
from db.export import reading
from db.followed import read_followed, write_followed
from db.ids import new_id
from db.moments import to_text
from db.plan_reading import PlanRead, read_plan
from db.writer import NEWER, transaction
from workouts.following import PlanState
from workouts.gates import Held
from workouts.model import Kind, Side
from workouts.plan import PlanDay, day_done_by

_ADD = (
    "INSERT INTO plan_day (id, programme, week, date, workout_id, done_session_id, updated_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_CHANGE = (
    "UPDATE plan_day SET date = ?, done_session_id = ?, deleted_at = ?, "
    f"updated_at = {NEWER} WHERE id = ?"
)
_HELD = (
    "SELECT exercise_id, side, date(session.started_at, session.utc_offset_min || ' minutes') "
    "AS day, held_s, session.id AS session_id, coalesce(pain, pain_worst) AS pain, done_reps "
    "FROM set_result JOIN session ON session.id = session_id "
    "WHERE exercise_id = ? AND ended_by != 'skipped' AND form_ok IS NOT 0 "
    "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
    "ORDER BY session.started_at, position"
)
# The worst told of a session or of any set in it; NULL where nobody told.
_PAINS = (
    "SELECT max(coalesce(pain_worst, -1), coalesce((SELECT max(pain) FROM set_result "
    "WHERE session_id = session.id AND deleted_at IS NULL), -1)) AS pain FROM session "
    "WHERE deleted_at IS NULL AND state != 'running' AND kind != 'warm-up' "
    "ORDER BY started_at DESC LIMIT ?"
)
_DONE = (
    "SELECT workout_id, kind, date(started_at, utc_offset_min || ' minutes') AS day, state "
    "FROM session WHERE id = ? AND deleted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class PlanUndo:
    """What was so before; days that did not exist are taken away again."""

    before: tuple[tuple[str, str, str | None, str | None], ...]  # id, date, done, deleted
    state: PlanState | None = None  # what was followed; None where that did not change


class Plan:
    """The plan of the history in one file. Every method may raise HistoryError.

    Each change is one transaction and answers with its undo value; undo answers with its own.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._path, self._now = path, now

    def read(self) -> PlanRead:
        """Everything the plan is looked at by, as it is at one moment."""
        if not self._path.exists():
            return PlanRead()
        with reading(self._path) as connection:
            return read_plan(connection)

    def days(self) -> list[PlanDay]:
        """Every planned day, the earliest first. A deleted session has done nothing."""
        return list(self.read().days)

    def state(self) -> PlanState:
        """Which programmes are followed, and how."""
        return self.read().state

    def keep(self, state: PlanState) -> PlanUndo:
        """Follow these programmes from now on, and no other."""
        return self._write((), state=state)

    def add(self, days: Iterable[PlanDay]) -> PlanUndo:
        """Keep planned days; undo takes them away."""
        return self.replace((), days)

    def move(self, one: PlanDay, day: date) -> PlanUndo:
        return self._write([(one.id, day, one.done_session_id, None)])

    def skip(self, one: PlanDay) -> PlanUndo:
        """Take a session out of the plan; nothing counts against it."""
        return self._write([(one.id, one.day, one.done_session_id, to_text(self._now()))])

    def mark_done(self, one: PlanDay, session_id: str | None) -> PlanUndo:
        return self._write([(one.id, one.day, session_id, None)])

    def replace(
        self, old: Iterable[PlanDay], new: Iterable[PlanDay], state: PlanState | None = None
    ) -> PlanUndo:
        """Take days out, put others in and, with `state`, follow that; all of it or nothing."""
        now = to_text(self._now())
        gone = [(one.id, one.day, one.done_session_id, now) for one in old]
        return self._write(gone, list(new), state)

    def undo(self, undo: PlanUndo) -> PlanUndo:
        before = [
            (id_, date.fromisoformat(day), done, gone) for id_, day, done, gone in undo.before
        ]
        return self._write(before, state=undo.state)

    def link(
        self, session_id: str, is_warm_up: Callable[[str], bool] = lambda _: False
    ) -> PlanDay | None:
        """Mark the planned session that this finished one fulfils; None where there is none.

        Any warm-up fulfils a planned one of its day: `is_warm_up` says which workouts are. A
        session that was left early fulfils nothing; one already linked stays where it is.
        """
        with reading(self._path) as connection:
            row = connection.execute(_DONE, (session_id,)).fetchone()
        if row is None or row["state"] != "finished":
            return None
        days = self.days()
        if any(one.done_session_id == session_id for one in days):
            return None
        day = date.fromisoformat(row["day"])
        found = day_done_by(days, row["workout_id"], day)
        if found is None and row["kind"] == Kind.WARM_UP:
            of_today = (one for one in days if one.day == day and not one.done)
            found = next((one for one in of_today if is_warm_up(one.workout_id)), None)
        if found:
            self.mark_done(found, session_id)
        return found

    def held(self, exercise_ids: Iterable[str]) -> tuple[Held, ...]:
        """Every clean effort of these exercises, oldest first."""
        if not self._path.exists():
            return ()
        with reading(self._path) as connection:
            return tuple(
                Held(
                    row["exercise_id"],
                    Side(row["side"]),
                    date.fromisoformat(row["day"]),
                    row["held_s"],
                    row["session_id"],
                    row["pain"],
                    row["done_reps"],
                )
                for id_ in exercise_ids
                for row in connection.execute(_HELD, (id_,))
            )

    def pains(self, sessions: int = 5) -> tuple[int | None, ...]:
        """The worst pain of the last sessions, oldest first; None where nobody told."""
        if not self._path.exists():
            return ()
        with reading(self._path) as connection:
            found = connection.execute(_PAINS, (sessions,)).fetchall()
        return tuple(None if row["pain"] < 0 else row["pain"] for row in reversed(found))

    def _write(
        self,
        changed: Sequence[tuple[str, date, str | None, str | None]],
        added: Sequence[PlanDay] = (),
        state: PlanState | None = None,
    ) -> PlanUndo:
        now = self._now()
        gone = to_text(now)
        followed: PlanState | None = None
        before: list[tuple[str, str, str | None, str | None]] = []
        with (
            translated(self._path),
            closing(connect(self._path)) as connection,
            transaction(connection),
        ):
            for id_, day, done, deleted in changed:
                before.append(_row(connection, id_))
                connection.execute(_CHANGE, (day.isoformat(), done, deleted, to_text(now), id_))
            for one in added:
                id_ = new_id(now)
                before.append((id_, one.day.isoformat(), one.done_session_id, gone))
                connection.execute(
                    _ADD,
                    (
                        id_,
                        one.programme,
                        one.week,
                        one.day.isoformat(),
                        one.workout_id,
                        one.done_session_id,
                        to_text(now),
                    ),
                )
            if state is not None:
                followed = read_followed(connection)
                write_followed(connection, state, now)
        return PlanUndo(tuple(before), followed)


def _row(connection: sqlite3.Connection, id_: str) -> tuple[str, str, str | None, str | None]:
    row = connection.execute(
        "SELECT date, done_session_id, deleted_at FROM plan_day WHERE id = ?", (id_,)
    ).fetchone()
    if row is None:
        raise KeyError(f"no plan_day {id_}")
    return id_, row["date"], row["done_session_id"], row["deleted_at"]
