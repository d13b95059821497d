"""Every self-test that was taken, per side, with its score and the local day."""

from datetime import date
from pathlib import Path

from db.export import reading
from workouts.model import Side
from workouts.self_test import Taken, scales


def tests_taken(path: Path) -> list[Taken]:
    """Oldest first; what is not clean or was skipped is left out. Raises HistoryError.

    The last effort of a side in a session is its score; None where it was not scored.
    """
    marks = ", ".join("?" * len(scales()))
    sql = (
        "SELECT exercise_id, side, "
        "date(session.started_at, session.utc_offset_min || ' minutes'), "
        "held_s, done_reps, score, session_id FROM set_result "
        "JOIN session ON session.id = session_id "
        f"WHERE exercise_id IN ({marks}) AND ended_by != 'skipped' AND form_ok IS NOT 0 "
        "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
        "ORDER BY session.started_at, session.id, position"
    )
    found: dict[tuple[str, str, str], Taken] = {}
    with reading(path) as connection:
        connection.row_factory = None
        for test, side, day, held, reps, score, session in connection.execute(sql, [*scales()]):
            value = {"held_s": held, "done_reps": reps, "score": score}[scales()[test].column]
            found[test, side, session] = Taken(
                test,
                Side(side),
                date.fromisoformat(day),
                None if value is None else float(value),
                session,
            )
    return list(found.values())
