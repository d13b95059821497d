"""The athlete's runs: said, put right, taken away and brought back."""

from datetime import datetime, timedelta

from db.corrections import Undo
from db.export import reading
from db.history import History
from db.moments import to_text
from workouts.records import RunRecord

LATELY = timedelta(days=14)
PAINFUL = 3  # of 10: from here on an exercise is left out for a while
WARM_UPS_LOOKED_AT = 3


class RunLog:
    """Runs in the history. Every change answers with what takes it back.

    Raises KeyError for an unknown run, ValueError for an impossible one, HistoryError where the
    file refuses; nothing has changed then.
    """

    def __init__(self, history: History) -> None:
        self._history = history

    def add(self, run: RunRecord) -> Undo:
        """Keep a run. The same start is the same run: one that was deleted comes back."""
        try:
            id_ = self._history.add_run(run)
        except ValueError:
            id_ = self._deleted_twin(run)
            if not id_:
                raise
            self._history.corrections.undelete("run", id_)
            self.edit(id_, minutes=run.minutes, distance_km=run.distance_km, kind=run.kind)
        return Undo("run", id_, {"deleted_at": to_text(run.started_at)})

    def edit(self, run_id: str, **changes: object) -> Undo:
        """Change columns of a run, named as in the schema."""
        return self._history.corrections.edit_run(run_id, **changes)

    def delete(self, run_id: str) -> Undo:
        """Take a run away; it can be brought back for 30 days."""
        return self._history.corrections.delete("run", run_id)

    def undo(self, undo: Undo) -> Undo:
        return self._history.corrections.undo(undo)

    def list(self, limit: int = 100) -> list[RunRecord]:
        """The newest first."""
        return self._history.runs(limit)

    def _deleted_twin(self, run: RunRecord) -> str:
        found = [
            str(row["id"])
            for row in self._history.corrections.trash()
            if row["table"] == "run" and row["started_at"] == to_text(run.started_at)
        ]
        return found[0] if found else ""


def done_lately(history: History) -> tuple[str, ...]:
    """The exercises of the last warm-ups, the newest first, each once. Raises HistoryError."""
    sql = (
        "SELECT exercise_id FROM set_result JOIN (SELECT id, started_at AS at FROM session "
        "WHERE kind = 'warm-up' AND deleted_at IS NULL AND state != 'running' "
        "ORDER BY started_at DESC LIMIT ?) AS lately ON lately.id = session_id "
        "WHERE deleted_at IS NULL AND ended_by != 'skipped' ORDER BY at DESC, position"
    )
    with reading(history.path) as connection:
        found = [row[0] for row in connection.execute(sql, (WARM_UPS_LOOKED_AT,))]
    return tuple(dict.fromkeys(found))


def painful_lately(history: History, now: datetime) -> frozenset[str]:
    """Exercises in which pain was noted within two weeks. Raises HistoryError."""
    sql = (
        "SELECT DISTINCT exercise_id FROM set_result "
        "WHERE pain >= ? AND started_at >= ? AND deleted_at IS NULL"
    )
    with reading(history.path) as connection:
        found = connection.execute(sql, (PAINFUL, to_text(now - LATELY))).fetchall()
    return frozenset(row[0] for row in found)
