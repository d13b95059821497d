"""What the history held before a session: the best efforts, and how even the sides were."""

from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from db.export import reading
from db.moments import to_text
from workouts.model import Side
from workouts.outcome import Balance, Before, Best

BALANCE_DAYS = 28

_CLEAN = (
    "set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
    "AND ended_by != 'skipped' AND form_ok IS NOT 0"
)
_FROM = "FROM set_result JOIN session ON session.id = session_id"


def before(path: Path, session_id: str, at: datetime, exercises: Collection[str]) -> Before:
    """The bests of these exercises up to `at`, without that session. Raises HistoryError."""
    marks = ", ".join("?" * len(exercises))
    bests = (
        "SELECT exercise_id, side, max(held_s) AS held_s, max(done_reps) AS reps "
        f"{_FROM} WHERE exercise_id IN ({marks}) AND session_id != ? "
        f"AND set_result.started_at < ? AND {_CLEAN} GROUP BY exercise_id, side"
    )
    value = "CASE measure WHEN 'hold' THEN held_s ELSE done_reps END"
    sides = (
        "SELECT exercise_id, avg(l) AS l, avg(r) AS r FROM (SELECT exercise_id, session_id, "
        f"max(CASE side WHEN 'left' THEN {value} END) AS l, "
        f"max(CASE side WHEN 'right' THEN {value} END) AS r "
        f"{_FROM} WHERE exercise_id IN ({marks}) AND session_id != ? "
        f"AND set_result.started_at < ? AND set_result.started_at >= ? AND {_CLEAN} "
        "GROUP BY exercise_id, session_id) WHERE l > 0 AND r > 0 GROUP BY exercise_id"
    )
    until, since = to_text(at), to_text(at - timedelta(days=BALANCE_DAYS))
    with reading(path) as connection:
        best_rows = connection.execute(bests, (*exercises, session_id, until)).fetchall()
        side_rows = connection.execute(sides, (*exercises, session_id, until, since)).fetchall()
    return Before(
        bests={
            (row["exercise_id"], Side(row["side"])): Best(row["held_s"], row["reps"])
            for row in best_rows
        },
        balance={row["exercise_id"]: Balance(row["l"], row["r"]) for row in side_rows},
    )
