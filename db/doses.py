"""Doses the athlete accepted, and the decisions they came from."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from db import rows
from db.connect import connect_to_read
from db.errors import translated
from db.ids import new_id
from db.moments import from_text, to_text
from db.writer import transaction
from workouts.model import Dose, Side
from workouts.own_dose import OwnDose
from workouts.records import SessionRecord, SetResult

if TYPE_CHECKING:
    from workouts.progression import Decision

LSI, LSI_EVEN = "LSI", "LSI-even"  # what self-tests say of the sides
ADDS = ("R7a", "R7b", "R6b")  # the rules that let a dose grow
WEEK = timedelta(days=7)


class _Kept(msgspec.Struct, omit_defaults=True):
    """A dose as it lies in the file: its numbers, another exercise or band where it asks so."""

    sets: int = 1
    repeats: int = 1
    hold_s: float | None = None
    reps: int | None = None
    out: int | None = None
    back: int | None = None
    laps: int | None = None
    s_per_step: float | None = None
    exercise: str = ""
    band: str = ""


class Doses:
    """Each answer is one durable transaction. Raises HistoryError where the file refuses."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]
    ) -> None:
        self._connection, self._path, self._now = connection, path, now

    def accepted(self) -> dict[str, OwnDose]:
        """The newest accepted dose of each exercise, by the exercise a workout names."""
        with translated(self._path):
            return _accepted(self._connection)

    def answer(
        self, session_id: str | None, name: str, decision: "Decision", why: str, *, accept: bool
    ) -> None:
        """Keep a decision with the athlete's answer; where accepted, its dose from now on.

        `name` is that of the exercise the decision was made of, `why` the sentence that was shown.
        An earlier answer for the same session, exercise and side is replaced.
        """
        now = to_text(self._now())
        self.take_back(session_id, decision.old_exercise, decision.side)
        with translated(self._path), transaction(self._connection):
            self._connection.execute(
                "INSERT INTO decision (id, exercise_id, exercise_name, side, session_id, rule, "
                "why, old_dose, new_dose, inputs, decided_at, answer, updated_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new_id(self._now()),
                    decision.old_exercise,
                    name,
                    decision.side,
                    session_id,
                    decision.rule,
                    why,
                    _text(decision.old_exercise, decision.old_dose, decision.old_exercise, ""),
                    _text(decision.exercise, decision.dose, decision.old_exercise, decision.band),
                    msgspec.json.encode(dict(decision.inputs)).decode(),
                    now,
                    "accepted" if accept else "kept",
                    now,
                ),
            )
            if accept:
                self._connection.execute(
                    "INSERT INTO prescription (id, exercise_id, exercise_name, side, dose, rule, "
                    "why, set_at, accepted_at, updated_at) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        new_id(self._now()),
                        decision.old_exercise,
                        name,
                        decision.side,
                        _text(
                            decision.exercise, decision.dose, decision.old_exercise, decision.band
                        ),
                        decision.rule,
                        why,
                        now,
                        now,
                        now,
                    ),
                )

    def take_back(
        self, session_id: str | None, exercise_id: str, side: Side | None = None
    ) -> bool:
        """Undo the answer given for a session, an exercise and a side; whether there was one."""
        now = to_text(self._now())
        with translated(self._path), transaction(self._connection):
            found = self._connection.execute(
                "SELECT id, decided_at FROM decision WHERE session_id IS ? AND exercise_id = ? "
                "AND side IS ? AND deleted_at IS NULL",
                (session_id, exercise_id, side),
            ).fetchall()
            for row in found:
                self._connection.execute(
                    "UPDATE decision SET deleted_at = ?, updated_at = ? WHERE id = ?",
                    (now, now, row["id"]),
                )
                self._connection.execute(
                    "UPDATE prescription SET deleted_at = ?, updated_at = ? "
                    "WHERE exercise_id = ? AND side IS ? AND set_at = ? AND deleted_at IS NULL",
                    (now, now, exercise_id, side, row["decided_at"]),
                )
        return bool(found)

    def back_to_the_workouts(self, exercise_id: str) -> bool:
        """Forget every accepted dose of an exercise; whether there was one."""
        now = to_text(self._now())
        with translated(self._path), transaction(self._connection):
            changed = self._connection.execute(
                "UPDATE prescription SET deleted_at = ?, updated_at = ? "
                "WHERE exercise_id = ? AND deleted_at IS NULL",
                (now, now, exercise_id),
            )
        return changed.rowcount > 0

    def answers(self, session_id: str) -> dict[tuple[str, Side | None], str]:
        """What was answered for each exercise, or side of it, of a session: accepted or kept."""
        with translated(self._path):
            found = self._connection.execute(
                "SELECT exercise_id, side, answer FROM decision "
                "WHERE session_id = ? AND deleted_at IS NULL",
                (session_id,),
            ).fetchall()
        return {(row["exercise_id"], _side(row["side"])): row["answer"] for row in found}

    def adds(self, before: datetime) -> dict[tuple[str, Side | None], int]:
        """How often each exercise, or side of it, was let grow in the seven days before."""
        marks = ", ".join("?" * len(ADDS))
        with translated(self._path):
            found = self._connection.execute(
                "SELECT exercise_id, side, count(*) AS times FROM decision "
                "WHERE answer = 'accepted' "
                f"AND rule IN ({marks}) AND decided_at > ? AND decided_at <= ? "
                "AND deleted_at IS NULL GROUP BY exercise_id, side",
                (*ADDS, to_text(before - WEEK), to_text(before)),
            ).fetchall()
        return {(row["exercise_id"], _side(row["side"])): row["times"] for row in found}

    def test_sides(self, test_id: str) -> list[tuple[float | None, float | None]]:
        """What left and right reached in each session with a self-test, oldest first.

        Seconds held or reps; None where a side was not tested.
        """
        with translated(self._path):
            found = self._connection.execute(
                "SELECT max(CASE side WHEN 'left' THEN reached END) AS a, "
                "max(CASE side WHEN 'right' THEN reached END) AS b FROM ("
                "SELECT session_id, side, started_at, coalesce(held_s, done_reps) AS reached "
                "FROM set_result WHERE exercise_id = ? AND deleted_at IS NULL "
                "AND ended_by != 'skipped') "
                "JOIN session ON session.id = session_id AND session.deleted_at IS NULL "
                "AND session.state != 'running' "
                "GROUP BY session_id ORDER BY session.started_at",
                (test_id,),
            ).fetchall()
        return [(row["a"], row["b"]) for row in found]

    def last_done(self, exercises: Iterable[str]) -> dict[str, datetime]:
        """When each exercise was last done in a session that trains; only those that were."""
        sql = (
            "SELECT max(session.started_at) AS at FROM set_result "
            "JOIN session ON session.id = session_id WHERE exercise_id = ? "
            "AND session.kind IN ('strength', 'adductor', 'foot-control') "
            "AND session.state != 'running' AND session.deleted_at IS NULL "
            "AND set_result.deleted_at IS NULL AND ended_by != 'skipped'"
        )
        with translated(self._path):
            found = {id_: self._connection.execute(sql, (id_,)).fetchone() for id_ in exercises}
        return {id_: from_text(row["at"]) for id_, row in found.items() if row and row["at"]}

    def pains(self, exercise_id: str, limit: int = 6) -> list[int | None]:
        """The worst pain told in each of the last sessions with an exercise, newest last."""
        with translated(self._path):
            found = self._connection.execute(
                "SELECT coalesce(max(set_result.pain), session.pain_worst) AS pain "
                "FROM set_result JOIN session ON session.id = session_id "
                "WHERE exercise_id = ? AND session.state != 'running' "
                "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
                "AND ended_by != 'skipped' GROUP BY session.id "
                "ORDER BY session.started_at DESC LIMIT ?",
                (exercise_id, limit),
            ).fetchall()
        return [row["pain"] for row in reversed(found)]

    def side_planks(self) -> list[tuple[int, float]]:
        """Holds of 20 s and more in each session's side planks: how many a side, the shortest."""
        with translated(self._path):
            found = self._connection.execute(
                "SELECT min(holds) AS holds, min(shortest) AS shortest FROM ("
                "SELECT session_id, side, count(*) AS holds, min(held_s) AS shortest "
                "FROM set_result WHERE exercise_id = 'side-plank' AND held_s >= 20 "
                "AND deleted_at IS NULL GROUP BY session_id, side) "
                "GROUP BY session_id HAVING count(*) = 2"
            ).fetchall()
        return [(row["holds"], row["shortest"]) for row in found]

    def earlier(
        self, session: SessionRecord, exercises: Iterable[str]
    ) -> dict[str, tuple[SessionRecord, list[SetResult]]]:
        """For each exercise the newest session before this one that progresses and has it."""
        found: dict[str, tuple[SessionRecord, list[SetResult]]] = {}
        sql = (
            f"SELECT {rows.SESSION_COLUMNS} FROM session WHERE id = (SELECT session_id "
            "FROM set_result JOIN session AS other ON other.id = session_id "
            "WHERE exercise_id = ? AND other.started_at < ? AND other.state != 'running' "
            "AND other.kind IN ('strength', 'adductor', 'foot-control') "
            "AND set_result.deleted_at IS NULL AND other.deleted_at IS NULL "
            "AND set_result.ended_by != 'skipped' ORDER BY other.started_at DESC LIMIT 1)"
        )
        with translated(self._path):
            for id_ in exercises:
                row = self._connection.execute(sql, (id_, to_text(session.started_at))).fetchone()
                if row is None:
                    continue
                sets = self._connection.execute(
                    "SELECT set_result.*, session.utc_offset_min FROM set_result "
                    "JOIN session ON session.id = session_id WHERE session_id = ? "
                    "AND exercise_id = ? AND set_result.deleted_at IS NULL ORDER BY position",
                    (row["id"], id_),
                ).fetchall()
                with suppress(ValueError, TypeError):
                    found[id_] = (rows.session_record(row), [rows.set_result(s) for s in sets])
        return found


def accepted_in(path: Path) -> dict[str, OwnDose]:
    """The accepted doses of a history that is not open; none where there is none to read."""
    if not path.exists():
        return {}
    with translated(path):
        connection = connect_to_read(path)
        try:
            return _accepted(connection)
        finally:
            connection.close()


def _accepted(connection: sqlite3.Connection) -> dict[str, OwnDose]:
    found: dict[str, OwnDose] = {}
    for row in connection.execute(
        "SELECT exercise_id, side, dose, rule, set_at FROM prescription "
        "WHERE accepted_at IS NOT NULL AND deleted_at IS NULL ORDER BY set_at, id"
    ):
        named, side, rule = row["exercise_id"], _side(row["side"]), row["rule"]
        if rule == LSI:
            found[named] = OwnDose(named, None, rule, weaker=side, at=row["set_at"])
            continue
        if rule == LSI_EVEN:
            found.pop(named, None)
            continue
        try:
            kept = msgspec.json.decode(row["dose"], type=_Kept)
        except msgspec.DecodeError:  # of a newer program: the workout's own dose stands
            continue
        numbers = {name: getattr(kept, name) for name in Dose.__struct_fields__}
        exercise, dose = kept.exercise or named, Dose(**numbers)
        if side is None:
            last = found.get(named)
            same = last is not None and last.exercise == exercise
            band = kept.band or (last.band if last and same else "")
            found[named] = OwnDose(exercise, dose, rule, band, at=row["set_at"])
            continue
        before = found.get(named)
        if before is None or before.exercise != exercise:
            before = OwnDose(exercise, None)
        found[named] = replace(
            before, rule=rule, sides={**before.sides, side: dose}, at=row["set_at"]
        )
    return found


def _side(text: str | None) -> Side | None:
    """Whose dose a row is; None: of both."""
    return Side(text) if text in (Side.LEFT, Side.RIGHT) else None


def _text(exercise: str, dose: Dose, of: str, band: str) -> str:
    numbers = {name: getattr(dose, name) for name in Dose.__struct_fields__}
    other = "" if exercise == of else exercise
    return msgspec.json.encode(_Kept(**numbers, exercise=other, band=band)).decode()
