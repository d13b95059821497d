"""Past sessions, kept set by set: whatever kills the program costs at most the set under way."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from db import rows
from db.connect import connect
from db.corrections import Corrections
from db.doses import Doses
from db.errors import (
    HistoryDamagedError,
    HistoryError,
    HistoryTooNewError,
    HistoryUnavailableError,
    damaged,
    translated,
)
from db.ids import new_id
from db.live import LOCK_NAME, LiveSession
from db.moments import from_text, offset_minutes, to_text
from db.partial import partial_result, step_after
from db.rows import run_row
from db.writer import NEWER, Statement, Writer, patience, transaction
from workouts.model import Kind, Side
from workouts.records import (
    Checkpoint,
    DoneExercise,
    HoldDay,
    RunRecord,
    SessionRecord,
    SetResult,
    Unfinished,
)

__all__ = [
    "History",
    "HistoryDamagedError",
    "HistoryError",
    "HistoryTooNewError",
    "HistoryUnavailableError",
]

T = TypeVar("T")

BUSY_S = 5.0  # how long another program may hold the file, at the start and the end of a session
BUSY_IN_SESSION_S = 0.2  # within one: the athlete is exercising, the next write tries again
FIRST_CHECKPOINT_S = 60.0  # a running session without one after this long was abandoned

_MOVE_CHECKPOINT = (
    "UPDATE checkpoint SET step = ?, into_s = ?, active_s = ?, paused_s = ?, counted = ?, "
    "length_s = ?, updated_at = ? WHERE session_id = ?"
)
_WRITE_CHECKPOINT = (
    "INSERT INTO checkpoint (step, into_s, active_s, paused_s, counted, length_s, updated_at, id, "
    "session_id, timeline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id) "
    "DO UPDATE SET step = excluded.step, into_s = excluded.into_s, "
    "active_s = excluded.active_s, paused_s = excluded.paused_s, counted = excluded.counted, "
    "length_s = excluded.length_s, updated_at = excluded.updated_at, timeline = excluded.timeline"
)


class History:
    """The history in one file. `now` is the wall clock, with its offset from UTC.

    Opening raises HistoryTooNewError, HistoryDamagedError or HistoryUnavailableError; so does
    every method, translated where the fault enters. A write refused by the world is held and
    tried again before the next write, in order: see `held`.
    """

    def __init__(
        self, path: Path | str, *, now: Callable[[], datetime], busy_s: float = BUSY_S
    ) -> None:
        self.path = Path(path)
        self._now = now
        self._busy_s = busy_s
        self._connection = connect(self.path, busy_timeout_s=busy_s, now=now)
        self._writer = Writer(self._connection, self.path)
        self._live = LiveSession(self.path.with_name(LOCK_NAME))
        self._points: dict[str, Checkpoint] = {}  # of running sessions, as last written
        self.corrections = Corrections(self._connection, self.path, now)
        self.doses = Doses(self._connection, self.path, now)

    def __enter__(self) -> "History":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def held(self) -> int:
        """How many writes wait in memory because the file did not accept them."""
        return self._writer.held

    def close(self) -> None:
        """Close the file. Raises HistoryUnavailableError when results held had to be given up."""
        try:
            if self._writer.held:
                self._writer.settle()
        except HistoryUnavailableError as error:
            lost = f"{self.held} results could not be written and had to be given up."
            raise HistoryUnavailableError(f"{error.__cause__} {lost}") from error
        finally:
            self._live.release()
            self._connection.close()

    # -- a session as it goes on

    def begin(
        self, workout_id: str, title: str, kind: Kind, planned_s: float, app_version: str
    ) -> str:
        """Open a running session and return its id.

        Where the file refuses, the error's `kept_id` is the id: the session may go on under it.
        """
        now = self._now()
        session_id = new_id(now)
        self._live.take()
        self._write_in_session(
            _insert(
                "session",
                {
                    "id": session_id,
                    "workout_id": workout_id,
                    "title": title,
                    "kind": kind.value,
                    "started_at": to_text(now),
                    "utc_offset_min": offset_minutes(now),
                    "state": "running",
                    "planned_s": planned_s,
                    "app_version": app_version,
                    "updated_at": to_text(now),
                },
            ),
            kept_id=session_id,
        )
        return session_id

    def add_set(self, session_id: str, result: SetResult) -> str:
        """Commit one effort before returning its id; the checkpoint moves past it with it.

        Where the file refuses, the error's `kept_id` is the id: it may be edited later.
        """
        now = self._now()
        set_id = result.id or new_id(now)
        values = {
            "id": set_id,
            "session_id": session_id,
            **rows.set_columns(result),
            "updated_at": to_text(now),
        }
        self._write_in_session(
            _insert("set_result", values),
            *self._past_the_effort(session_id, result),
            kept_id=set_id,
        )
        return set_id

    def checkpoint(self, session_id: str, point: Checkpoint) -> None:
        """Remember where a running session is. Cheap: made to be called every second.

        A refused checkpoint is not held, the next one is newer; never waits for other programs.
        """
        now = self._now()
        place = (
            point.step,
            point.into_s,
            point.active_s,
            point.paused_s,
            point.counted,
            point.length_s,
            to_text(now),
        )
        last = self._points.get(session_id)
        if last is not None and last.timeline == point.timeline:
            self._writer.try_once((_MOVE_CHECKPOINT, (*place, session_id)))
        else:
            text = rows.timeline_text(point.timeline)
            self._writer.try_once((_WRITE_CHECKPOINT, (*place, new_id(now), session_id, text)))
        self._points[session_id] = point

    def finish(self, session_id: str, state: str, active_s: float, paused_s: float) -> None:
        """End a session as `finished` or `stopped` and forget its checkpoint, on the disk.

        A clock that was set back cannot make it end before what was done in it.
        """
        self._end(session_id, state, active_s, paused_s, self._now())

    # -- a session that something interrupted

    @property
    def live_elsewhere(self) -> bool:
        """Whether another program is in the middle of a session of this history."""
        return self._live.elsewhere

    def unfinished(self) -> Unfinished | None:
        """The newest session that was interrupted and can go on; None where there is none.

        Sessions that died before their first checkpoint are closed as stopped; one whose last
        effort was already done is closed as finished. While a session is under way in another
        program, nothing is said to be interrupted and nothing is closed.
        """
        found = self._rows(
            f"SELECT {rows.SESSION_COLUMNS} FROM session "
            "WHERE state = 'running' AND deleted_at IS NULL ORDER BY started_at DESC, id DESC"
        )
        if found and self.live_elsewhere:
            return None
        for row in found:
            session = self._told(rows.session_record, row)
            point = self._checkpoint(session.id)
            if point is None:
                if (self._now() - session.started_at).total_seconds() > FIRST_CHECKPOINT_S:
                    self._close_abandoned(session)
            elif point.step >= len(point.timeline.steps):
                self.close_unfinished(session.id)
            else:
                [[efforts]] = self._rows(
                    "SELECT count(*) FROM set_result WHERE session_id = ? AND deleted_at IS NULL",
                    (session.id,),
                )
                return Unfinished(session, point, efforts)
        return None

    def close_unfinished(self, session_id: str) -> None:
        """Close it as it stands: what was done of the effort under way becomes a dropped set."""
        point = self._checkpoint(session_id)
        session = self.session(session_id)
        if point is None:
            self._close_abandoned(session)
            return
        [[reached, last]] = self._rows(
            "SELECT (SELECT updated_at FROM checkpoint WHERE session_id = ?), "
            "(SELECT coalesce(max(position), 0) FROM set_result WHERE session_id = ?)",
            (session_id, session_id),
        )
        left_at = from_text(reached, offset_minutes(session.started_at))
        partial = partial_result(point, position=last + 1, left_at=left_at)
        if partial is not None:
            self.add_set(session_id, partial)
        done = point.step >= len(point.timeline.steps)
        state = "finished" if done else "stopped"
        self._end(session_id, state, point.active_s, point.paused_s, left_at)

    def continue_session(self, session_id: str) -> Unfinished:
        """The session with its checkpoint, to go on under the same id.

        Raises KeyError where it is not running or has no checkpoint.
        """
        session, point = self.session(session_id), self._checkpoint(session_id)
        if session.state != "running" or point is None:
            raise KeyError(f"session {session_id} cannot be continued")
        self._live.take()
        [[efforts]] = self._rows(
            "SELECT count(*) FROM set_result WHERE session_id = ? AND deleted_at IS NULL",
            (session_id,),
        )
        return Unfinished(session, point, efforts)

    # -- what was done

    def sessions(self, limit: int = 50, offset: int = 0) -> list[SessionRecord]:
        """The newest first, deleted ones left out."""
        found = self._rows(
            f"SELECT {rows.SESSION_COLUMNS} FROM session WHERE deleted_at IS NULL "
            "ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [self._told(rows.session_record, row) for row in found]

    def session(self, session_id: str) -> SessionRecord:
        """Raises KeyError for an unknown id; a deleted session can still be looked at."""
        found = self._rows(
            f"SELECT {rows.SESSION_COLUMNS} FROM session WHERE id = ?", (session_id,)
        )
        if not found:
            raise KeyError(f"no session {session_id}")
        return self._told(rows.session_record, found[0])

    def sets(self, session_id: str) -> list[SetResult]:
        """The efforts of a session in the order they were done, deleted ones left out."""
        found = self._rows(
            "SELECT set_result.*, session.utc_offset_min FROM set_result "
            "JOIN session ON session.id = session_id "
            "WHERE session_id = ? AND set_result.deleted_at IS NULL "
            "ORDER BY position, set_result.started_at, set_result.id",
            (session_id,),
        )
        return [self._told(rows.set_result, row) for row in found]

    def last_result(self, exercise_id: str, side: Side) -> SetResult | None:
        """The newest effort of an exercise on a side that was not skipped; None if never done."""
        found = self._rows(
            "SELECT set_result.*, session.utc_offset_min FROM set_result "
            "JOIN session ON session.id = session_id "
            "WHERE exercise_id = ? AND side = ? AND ended_by != 'skipped' "
            "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
            "ORDER BY set_result.started_at DESC, set_result.id DESC LIMIT 1",
            (exercise_id, side.value),
        )
        return self._told(rows.set_result, found[0]) if found else None

    def hold_seconds(self, exercise_id: str) -> list[HoldDay]:
        """What each side held of an exercise, per local day, oldest first."""
        found = self._rows(
            "SELECT date(session.started_at, utc_offset_min || ' minutes') AS day, side, "
            "round(sum(held_s), 3) AS hold_s, max(held_s) AS longest_s, count(*) AS efforts "
            "FROM set_result JOIN session ON session.id = session_id "
            "WHERE exercise_id = ? AND held_s IS NOT NULL "
            "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
            "GROUP BY day, side ORDER BY day, side",
            (exercise_id,),
        )
        return [self._told(_hold_day, row) for row in found]

    def exercises_done(self) -> list[DoneExercise]:
        """Every exercise in the history, the one done last first."""
        found = self._rows(
            "WITH done AS (SELECT exercise_id, count(*) AS efforts, max(started_at) AS last_at "
            "FROM set_result WHERE deleted_at IS NULL AND ended_by != 'skipped' "
            "AND session_id NOT IN (SELECT id FROM session WHERE deleted_at IS NOT NULL) "
            "GROUP BY exercise_id) "
            "SELECT done.exercise_id, efforts, last_at, exercise_name, utc_offset_min FROM done "
            "JOIN set_result ON set_result.id = (SELECT id FROM set_result AS last "
            "WHERE last.exercise_id = done.exercise_id AND last.started_at = last_at LIMIT 1) "
            "JOIN session ON session.id = session_id ORDER BY last_at DESC, done.exercise_id"
        )
        return [self._told(_done_exercise, row) for row in found]

    # -- runs

    def add_run(self, run: RunRecord) -> str:
        """Keep a run; the same start is the same run on every machine. Returns its id.

        Raises ValueError for one that is there already or has an impossible length.
        """
        values = run_row(run, self._now())
        try:
            with translated(self.path), transaction(self._connection):
                self._connection.execute(*_insert("run", values))
        except sqlite3.IntegrityError as error:
            raise ValueError(f"this run cannot be kept: {error}") from error
        return str(values["id"])

    def runs(self, limit: int = 50, offset: int = 0) -> list[RunRecord]:
        """The newest first, deleted ones left out."""
        found = self._rows(
            "SELECT * FROM run WHERE deleted_at IS NULL "
            "ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [self._told(rows.run_record, row) for row in found]

    # -- what the athlete says of it

    def follows_a_programme(self) -> bool:
        """Whether there is a plan to look at."""
        return bool(self._rows("SELECT 1 FROM followed WHERE deleted_at IS NULL LIMIT 1"))

    def last_illness(self, today: date) -> date | None:
        """The last day of the newest illness that was marked and is over."""
        sql = (
            "SELECT max(to_date) FROM mark "
            "WHERE kind = 'illness' AND to_date < ? AND deleted_at IS NULL"
        )
        [(day,)] = self._rows(sql, (today.isoformat(),))
        return None if day is None else date.fromisoformat(day)

    def set_effort(self, set_id: str, rpe: float | None, rir: float | None) -> None:
        """How hard a set was (0 to 10) and how many good reps were left; None is unknown."""
        self._say("set_result", set_id, {"rpe": rpe, "rir": rir})

    def set_pain(self, set_id: str, pain: int | None) -> None:
        """Pain in a set, 0 to 10; None is unknown."""
        self._say("set_result", set_id, {"pain": pain})

    def set_form(self, set_id: str, form_ok: bool | None) -> None:
        """Whether a set was done cleanly; None is unknown."""
        self._say("set_result", set_id, {"form_ok": None if form_ok is None else int(form_ok)})

    def set_session_effort(self, session_id: str, rpe: float | None) -> None:
        """How hard a session was as a whole, 0 to 10."""
        self._say("session", session_id, {"rpe": rpe})

    def set_session_pain(self, session_id: str, when: str, pain: int | None) -> None:
        """Pain `before`, `worst` (during) or in the `morning` after a session, 0 to 10."""
        if when not in ("before", "worst", "morning"):
            raise ValueError(f"pain is before, worst or morning, not {when!r}")
        self._say("session", session_id, {f"pain_{when}": pain})

    def set_note(self, session_id: str, note: str) -> None:
        """A session's note; an empty one takes it away."""
        self._say("session", session_id, {"note": note or None})

    # -- within

    def _say(self, table: str, row_id: str, values: dict[str, object]) -> None:
        assignments = ", ".join(f"{column} = ?" for column in values)
        sql = f"UPDATE {table} SET {assignments}, updated_at = {NEWER} WHERE id = ?"
        self._write_in_session((sql, (*values.values(), to_text(self._now()), row_id)))

    def _write_in_session(self, *statements: Statement, kept_id: str | None = None) -> None:
        with patience(self._connection, min(BUSY_IN_SESSION_S, self._busy_s)):
            self._writer.write(*statements, kept_id=kept_id)

    def _past_the_effort(self, session_id: str, result: SetResult) -> list[Statement]:
        """Moves the checkpoint behind an effort: a kill in between must not count it twice."""
        point = self._points.get(session_id)
        step = None if point is None else step_after(point.timeline, result, point.step)
        if point is None or step is None:
            return []
        between = sum(one.planned_s for one in point.timeline.steps[point.step : step - 1])
        reached = max(0.0, point.active_s - point.into_s + between + result.active_s)
        place = (step, 0.0, reached, point.paused_s, 0, None, to_text(self._now()))
        return [(_MOVE_CHECKPOINT, (*place, session_id))]

    def _end(
        self, session_id: str, state: str, active_s: float, paused_s: float, at: datetime
    ) -> None:
        """One transaction that has reached the disk when it returns."""
        now = to_text(self._now())
        earliest = "strftime('%Y-%m-%dT%H:%M:%fZ', started_at, round(? + ?, 3) || ' seconds')"
        ended = (
            "UPDATE session SET state = ?, active_s = ?, paused_s = ?, "
            f"finished_at = max(?, {earliest}), updated_at = {NEWER} WHERE id = ?"
        )
        values = (state, active_s, paused_s, to_text(at), active_s, paused_s, now, session_id)
        self._writer.write(
            (ended, values),
            ("DELETE FROM checkpoint WHERE session_id = ?", (session_id,)),
            durable=True,
        )
        self._points.pop(session_id, None)
        self._live.release()
        self._empty_the_log()

    def _empty_the_log(self) -> None:
        """All in one file again, so that a copy of it alone is complete; another time if busy."""
        with (
            suppress(HistoryUnavailableError),
            translated(self.path),
            patience(self._connection, 0),
        ):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _close_abandoned(self, session: SessionRecord) -> None:
        """Stop a session that cannot go on, with what its sets say of it.

        `updated_at` moves by a millisecond only: should the session live on in another copy of
        the history, what is said there is newer.
        """
        [[active_s, ended]] = self._rows(
            "SELECT round(sum(active_s), 3), max(strftime('%Y-%m-%dT%H:%M:%fZ', started_at, "
            "active_s || ' seconds')) FROM set_result "
            "WHERE session_id = ? AND deleted_at IS NULL",
            (session.id,),
        )
        sql = (
            "UPDATE session SET state = 'stopped', active_s = ?, finished_at = ?, "
            f"updated_at = {NEWER} WHERE id = ?"
        )
        finished_at = ended or to_text(session.started_at)
        self._writer.write(
            (sql, (active_s, finished_at, "", session.id)),
            ("DELETE FROM checkpoint WHERE session_id = ?", (session.id,)),
        )

    def _checkpoint(self, session_id: str) -> Checkpoint | None:
        """None where there is none, or none that this program can read."""
        found = self._rows("SELECT * FROM checkpoint WHERE session_id = ?", (session_id,))
        if not found:
            return None
        try:
            point = rows.checkpoint(found[0])
        except msgspec.DecodeError:
            return None
        self._points[session_id] = point
        return point

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with translated(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _told(self, tell: Callable[[sqlite3.Row], T], row: sqlite3.Row) -> T:
        try:
            return tell(row)
        except (ValueError, TypeError) as error:
            raise damaged(self.path, str(error)) from error


def _insert(table: str, values: dict[str, object]) -> Statement:
    marks = ", ".join("?" * len(values))
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())


def _hold_day(row: sqlite3.Row) -> HoldDay:
    return HoldDay(
        day=date.fromisoformat(row["day"]),
        side=Side(row["side"]),
        hold_s=row["hold_s"],
        longest_s=row["longest_s"],
        efforts=row["efforts"],
    )


def _done_exercise(row: sqlite3.Row) -> DoneExercise:
    return DoneExercise(
        id=row["exercise_id"],
        name=row["exercise_name"],
        efforts=row["efforts"],
        last_at=from_text(row["last_at"], row["utc_offset_min"]),
    )
