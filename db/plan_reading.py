"""The plan as the history has it: what is followed, its days, and what else it is read by."""

import sqlite3
from dataclasses import dataclass, field
from datetime import date

from db.followed import read_followed
from workouts.following import PlanState
from workouts.plan import PlanDay

_DAYS = (
    "SELECT plan_day.id, programme, week, date, plan_day.workout_id, "
    "CASE WHEN session.deleted_at IS NULL THEN done_session_id END AS done, "
    "date(session.started_at, session.utc_offset_min || ' minutes') AS done_on "
    "FROM plan_day LEFT JOIN session ON session.id = done_session_id "
    "WHERE plan_day.deleted_at IS NULL ORDER BY date, plan_day.id"
)
_RUN_DAYS = (
    "SELECT DISTINCT date(started_at, utc_offset_min || ' minutes') AS day FROM run "
    "WHERE deleted_at IS NULL"
)
_LAST = (
    "SELECT max(date(started_at, utc_offset_min || ' minutes')) FROM session "
    "WHERE deleted_at IS NULL AND state != 'running'"
)


@dataclass(frozen=True, slots=True)
class PlanRead:
    state: PlanState = field(default_factory=PlanState)
    days: tuple[PlanDay, ...] = ()  # the earliest first, also of what is followed no more
    run_days: frozenset[date] = frozenset()  # local days on which there was a run
    last_session: date | None = None  # local day of the last session of any kind


def read_plan(connection: sqlite3.Connection) -> PlanRead:
    """In one look, so that it all belongs together."""
    (last,) = connection.execute(_LAST).fetchone()
    return PlanRead(
        read_followed(connection),
        _days(connection),
        frozenset(date.fromisoformat(row["day"]) for row in connection.execute(_RUN_DAYS)),
        None if last is None else date.fromisoformat(last),
    )


def _days(connection: sqlite3.Connection) -> tuple[PlanDay, ...]:
    """The same session planned twice on a day, as on two machines, is one."""
    found: dict[tuple[object, ...], PlanDay] = {}
    for row in connection.execute(_DAYS):
        one = PlanDay(
            row["programme"],
            row["week"],
            date.fromisoformat(row["date"]),
            row["workout_id"],
            row["done"],
            row["id"],
            date.fromisoformat(row["done_on"]) if row["done"] else None,
        )
        same = one.programme, one.week, one.day, one.workout_id
        if same not in found or (one.done and not found[same].done):
            found[same] = one
    return tuple(found.values())
