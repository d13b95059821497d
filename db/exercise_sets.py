"""All sets of one exercise with target beside actual, and the changes of its dose."""

from pathlib import Path

import msgspec

from db.errors import translated
from db.export import reading
from db.moments import from_text
from workouts.exercise_log import DoseChange, LoggedSet
from workouts.model import Side

_SETS = (
    "SELECT session.id, session.started_at, session.utc_offset_min, session.title, side, "
    "round_no, set_no, measure, target_reps, target_s, done_reps, held_s, ended_by, "
    "set_result.rpe, rir, pain, score, form_ok "
    "FROM set_result JOIN session ON session.id = set_result.session_id "
    "WHERE exercise_id = ? AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL "
    "ORDER BY session.started_at DESC, session.id, position"
)
_CHANGES = (
    "SELECT decided_at, side, why, old_dose, new_dose, answer FROM decision "
    "WHERE exercise_id = ? AND deleted_at IS NULL ORDER BY decided_at DESC, id"
)
_GIVEN = (
    "SELECT set_at, side, why, dose FROM prescription "
    "WHERE exercise_id = ? AND deleted_at IS NULL AND accepted_at IS NOT NULL "
    "ORDER BY set_at DESC, id"
)
_NAME = (
    "SELECT exercise_name FROM set_result WHERE exercise_id = ? ORDER BY started_at DESC LIMIT 1"
)


class _Dose(msgspec.Struct):
    sets: int | None = None
    repeats: int | None = None
    hold_s: float | None = None
    reps: int | None = None


def exercise_sets(path: Path, exercise_id: str) -> tuple[LoggedSet, ...]:
    """Every set of an exercise, the newest session first, its sets in order.

    Raises HistoryError.
    """
    with reading(path) as connection:
        connection.row_factory = None
        return tuple(
            LoggedSet(
                row[0],
                from_text(row[1], row[2]),
                row[3],
                Side(row[4]),
                *row[5:],
            )
            for row in connection.execute(_SETS, (exercise_id,))
        )


def dose_changes(path: Path, exercise_id: str) -> tuple[DoseChange, ...]:
    """Each change of the dose with its reason, the newest first: decisions, and accepted doses
    that no decision tells of. Raises HistoryError.
    """
    with reading(path) as connection, translated(path):
        connection.row_factory = None
        made = [
            DoseChange(
                from_text(at, 0).date(),
                Side(side) if side else None,
                why,
                _dose_text(old),
                _dose_text(new),
                answer,
            )
            for at, side, why, old, new, answer in connection.execute(_CHANGES, (exercise_id,))
        ]
        told = {(one.day, one.side) for one in made}
        for at, side, why, dose in connection.execute(_GIVEN, (exercise_id,)):
            found = DoseChange(
                from_text(at, 0).date(),
                Side(side) if side else None,
                why,
                "",
                _dose_text(dose),
                "accepted",
            )
            if (found.day, found.side) not in told:
                made.append(found)
    return tuple(sorted(made, key=lambda one: one.day, reverse=True))


def exercise_name(path: Path, exercise_id: str) -> str:
    """As it was last called; its id where it was never done. Raises HistoryError."""
    with reading(path) as connection:
        row = connection.execute(_NAME, (exercise_id,)).fetchone()
        return str(row[0]) if row else exercise_id


def all_changes(path: Path, first: str, last: str) -> tuple[tuple[str, DoseChange], ...]:
    """The changes of every exercise from one day to another, with its name, the oldest first.

    Days as 2026-01-31. Raises HistoryError.
    """
    with reading(path) as connection:
        names = dict(
            connection.execute(
                "SELECT exercise_id, exercise_name FROM decision UNION "
                "SELECT exercise_id, exercise_name FROM prescription"
            ).fetchall()
        )
    made = []
    for exercise_id, name in names.items():
        made += [
            (str(name), change)
            for change in dose_changes(path, exercise_id)
            if first <= change.day.isoformat() <= last
        ]
    return tuple(sorted(made, key=lambda one: one[1].day))


def _dose_text(dose: str | None) -> str:
    """The parts of a dose as numbers: 2 x 4 x 20 s; empty where there is none."""
    if not dose:
        return ""
    try:
        said = msgspec.json.decode(dose, type=_Dose)
    except msgspec.DecodeError:
        return ""
    amount = f"{said.hold_s:g} s" if said.hold_s else f"{said.reps}" if said.reps else ""
    times = [str(n) for n in (said.sets, said.repeats) if n and n > 1]
    return " × ".join([*times, amount]) if amount else ""
