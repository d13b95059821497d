"""One fast bulk read of all that progress is computed from, for a range of days.

Rows come as plain tuples through the indexes; the views of the schema say the same, slowly.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path

import msgspec

from db.export import reading
from db.moments import to_text
from workouts.progress import LOOK_BACK_DAYS, Span
from workouts.training import PlannedDay, Prescribed, Run, Session, Training

CHUNK_DAYS = 28
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9999, 12, 30)

_DAY = "date(started_at, utc_offset_min || ' minutes')"
# A local day lies within a day of the same day in UTC: the index finds those, the day decides.
_IN_RANGE = f"started_at >= :since AND started_at < :until AND {_DAY} BETWEEN :first AND :last"
_SESSIONS = (
    f"SELECT rowid, id, {_DAY} AS day, started_at, finished_at, kind, workout_id, title, state, "
    "active_s, rpe, pain_before, pain_worst, pain_morning FROM session "
    f"WHERE deleted_at IS NULL AND {_IN_RANGE} ORDER BY day, started_at, id"
)
_EFFORT = (
    "exercise_id, side, measure, category, done_reps, held_s, set_result.active_s, ended_by, "
    "set_result.rpe, rir, pain, form_ok, score"
)
_EFFORTS = (
    "WITH chosen AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY "
    f"{_DAY}, started_at, id) - 1 AS number FROM session "
    f"WHERE deleted_at IS NULL AND {_IN_RANGE}) "
    f"SELECT number, {_EFFORT} FROM chosen CROSS JOIN set_result ON session_id = chosen.id "
    "WHERE set_result.deleted_at IS NULL"
)
_RUNS = (
    f"SELECT id, {_DAY} AS day, started_at, minutes FROM run "
    f"WHERE deleted_at IS NULL AND {_IN_RANGE} ORDER BY day, started_at, id"
)
_PLANNED = (
    "SELECT date, workout_id, done_session_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session "
    "WHERE session.id = done_session_id AND session.deleted_at IS NOT NULL) "
    "FROM plan_day WHERE deleted_at IS NULL AND date BETWEEN :first AND :last ORDER BY date, id"
)
_PRESCRIBED = (
    "SELECT date(set_at), exercise_id, side, dose, why FROM prescription "
    "WHERE deleted_at IS NULL AND accepted_at IS NOT NULL ORDER BY set_at, id"
)
# The name of the newest row of a side: found through the index alone.
_NAME = (
    "SELECT exercise_name FROM set_result WHERE exercise_id = ? "
    "ORDER BY side DESC, started_at DESC LIMIT 1"
)
# The order of local days can differ from that of moments by a day; nobody trains 40 times in one.
_ENDS = (
    f"SELECT {_DAY} FROM {{table}} WHERE deleted_at IS NULL ORDER BY started_at {{way}} LIMIT 40"
)


class _Dose(msgspec.Struct):
    """The parts of a kept dose that charts draw a line for."""

    sets: int | None = None
    repeats: int | None = None
    hold_s: float | None = None
    reps: int | None = None


def read_training(path: Path, span: Span, *, look_back: bool = True) -> Training:
    """All of the local days of `span`, and the four weeks before it that metrics look back on.

    Raises HistoryError.
    """
    days = LOOK_BACK_DAYS if look_back else 0
    first = max(FIRST_DAY, span.first - timedelta(days=days)) if days else span.first
    with reading(path) as connection:
        connection.row_factory = None
        return _read(connection, Span(first, span.last))


def read_in_chunks(path: Path, *, days: int = CHUNK_DAYS) -> Iterator[Training]:
    """The whole history, oldest first, four weeks at a time, for a `Ledger`.

    Made to be taken one by one between two events of a window. Raises HistoryError.
    """
    span = whole_span(path)
    if span is None:
        return
    with reading(path) as connection:
        connection.row_factory = None
        first, named = span.first, set[str]()
        while first <= span.last:
            last = min(first + timedelta(days=days - 1), span.last)
            chunk = _read(connection, Span(first, last), named)
            named.update(chunk.names)
            yield chunk
            first = last + timedelta(days=1)


def read_exercise(path: Path, exercise_id: str) -> Training:
    """Everything ever done of one exercise, with its sessions. Raises HistoryError."""
    with reading(path) as connection:
        connection.row_factory = None
        found = connection.execute(
            f"SELECT session_id, {_EFFORT} FROM set_result "
            "WHERE exercise_id = ? AND deleted_at IS NULL ORDER BY session_id, position",
            (exercise_id,),
        ).fetchall()
        of_it = "SELECT session_id FROM set_result WHERE exercise_id = ? AND deleted_at IS NULL"
        chosen = connection.execute(
            f"{_SESSIONS.partition(_IN_RANGE)[0]} id IN ({of_it}) ORDER BY day, started_at, id",
            (exercise_id,),
        )
        sessions = [_session(row) for row in chosen]
        numbers = {session.id: number for number, session in enumerate(sessions)}
        efforts = [(numbers[row[0]], *row[1:]) for row in found if row[0] in numbers]
        efforts.sort(key=itemgetter(0))
        return Training(
            sessions=tuple(sessions),
            efforts=tuple(efforts),
            prescribed=tuple(one for one in _prescribed(connection) if one[1] == exercise_id),
            names=_names(connection, [exercise_id]),
        )


def whole_span(path: Path) -> Span | None:
    """From the first local day with a session or run to the last; None in an empty history.

    Raises HistoryError.
    """
    days: list[str] = []
    with reading(path) as connection:
        for table in ("session", "run"):
            for way in ("ASC", "DESC"):
                found = connection.execute(_ENDS.format(table=table, way=way))
                days += [day for (day,) in found]
    if not days:
        return None
    return Span(date.fromisoformat(min(days)), date.fromisoformat(max(days)))


def changed_at(path: Path) -> str:
    """Another answer than before means that something may have been written since.

    Looks at the file and its log, not into them: it costs nothing, and may answer too often.
    """
    stamps = []
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            found = file.stat()
        except OSError:
            stamps.append("-")
        else:
            stamps.append(f"{found.st_mtime_ns} {found.st_size}")
    return "/".join(stamps)


def week_minutes(path: Path, day: date) -> dict[date, float]:
    """Active minutes of every week up to the one of `day`, by its Monday; for the best week.

    Raises HistoryError.
    """
    week = "date(started_at, utc_offset_min || ' minutes', 'weekday 0', '-6 days')"
    sql = (
        f"SELECT {week} AS week, sum(active_s) / 60 FROM session WHERE deleted_at IS NULL "
        "AND active_s IS NOT NULL AND started_at < ? GROUP BY week HAVING week <= ?"
    )
    until = (day + timedelta(days=2)).isoformat()
    with reading(path) as connection:
        found = connection.execute(sql, (until, day.isoformat())).fetchall()
    return {date.fromisoformat(monday): minutes for monday, minutes in found}


def done_before(path: Path, exercises: Iterable[str], at: datetime) -> set[str]:
    """Which of these exercises were done, on any side, before a moment. Raises HistoryError."""
    sql = (
        "SELECT 1 FROM set_result JOIN session ON session.id = session_id "
        "WHERE exercise_id = ? AND side IN ('left', 'right', 'both', 'alternating') "
        "AND set_result.started_at < ? AND ended_by != 'skipped' "
        "AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL LIMIT 1"
    )
    with reading(path) as connection:
        run = connection.execute
        return {one for one in exercises if run(sql, (one, to_text(at))).fetchone()}


def _read(connection: sqlite3.Connection, span: Span, named: Collection[str] = ()) -> Training:
    """`named` are exercises whose names are known already: they are not looked up again."""
    values = _values(span)
    run = connection.execute
    sessions = [_session(row) for row in run(_SESSIONS, values)]
    efforts = run(_EFFORTS, values).fetchall()
    efforts.sort(key=itemgetter(0))  # they are in order already; nothing promises that they are
    return Training(
        sessions=tuple(sessions),
        efforts=tuple(efforts),
        runs=tuple(
            Run(id_, date.fromisoformat(day), _moment(at), minutes)
            for id_, day, at, minutes in run(_RUNS, values)
        ),
        planned=tuple(
            PlannedDay(date.fromisoformat(day), workout, bool(done))
            for day, workout, done in run(_PLANNED, values)
        ),
        prescribed=_prescribed(connection),
        names=_names(connection, {effort[1] for effort in efforts}.difference(named)),
    )


def _values(span: Span) -> dict[str, str]:
    day = timedelta(days=1)
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "since": (max(span.first, FIRST_DAY + day) - day).isoformat(),
        "until": (min(span.last, LAST_DAY - 2 * day) + 2 * day).isoformat(),
    }


def _session(row: tuple[str, ...]) -> Session:
    _, id_, day, started, finished, *rest = row
    return Session(
        id_,
        date.fromisoformat(day),
        _moment(started),
        None if finished is None else _moment(finished),
        *rest,  # type: ignore[arg-type]
    )


def _prescribed(connection: sqlite3.Connection) -> tuple[Prescribed, ...]:
    made = []
    for day, exercise, side, dose, why in connection.execute(_PRESCRIBED):
        try:
            said = msgspec.json.decode(dose, type=_Dose)
        except msgspec.DecodeError:  # of a newer program: the line is left out, not the chart
            continue
        made.append(
            Prescribed(
                date.fromisoformat(day),
                exercise,
                side,
                said.sets,
                said.repeats,
                said.hold_s,
                said.reps,
                why,
            )
        )
    return tuple(made)


def _names(connection: sqlite3.Connection, exercises: Iterable[str]) -> dict[str, str]:
    found = {}
    for exercise in exercises:
        row = connection.execute(_NAME, (exercise,)).fetchone()
        if row:
            found[exercise] = row[0]
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
