"""Which programmes are followed, as rows: so that a backup and another machine know them too."""

import sqlite3
from datetime import datetime
from typing import Any

import msgspec

from db.ids import new_id
from db.moments import to_text
from db.writer import NEWER
from workouts.following import Following, PlanState

_JSON = ("training", "runs", "answers", "passed")
_COLUMNS = (
    "programme", "variant", "training", "runs", "gives_way", "paused_on", "kept_on", "answers",
    "passed",
)  # fmt: skip
_LIVE = (
    f"SELECT id, {', '.join(_COLUMNS)} FROM followed WHERE deleted_at IS NULL "
    "ORDER BY updated_at, id"
)
_ADD = (
    f"INSERT INTO followed (id, {', '.join(_COLUMNS)}, updated_at) "
    f"VALUES (?, {', '.join('?' * len(_COLUMNS))}, ?)"
)
_CHANGE = (
    f"UPDATE followed SET {', '.join(f'{name} = ?' for name in _COLUMNS)}, "
    f"updated_at = {NEWER} WHERE id = ?"
)
_END = f"UPDATE followed SET deleted_at = ?, updated_at = {NEWER} WHERE id = ?"


def read_followed(connection: sqlite3.Connection) -> PlanState:
    """What is followed. Where two machines began the same programme, the newer word counts."""
    known = {row["programme"]: row for row in connection.execute(_LIVE)}
    rows = sorted(known.values(), key=lambda row: str(row["id"]))
    read = (_following(row) for row in rows)
    return PlanState(tuple(one for one in read if one is not None))


def write_followed(connection: sqlite3.Connection, state: PlanState, now: datetime) -> None:
    """Make the rows say that, within the caller's transaction; what says it already stays."""
    rows = list(connection.execute(_LIVE))
    latest = {row["programme"]: row for row in rows}
    wanted = {one.programme: one for one in state.following}
    moment = to_text(now)
    for row in rows:
        if row["programme"] not in wanted:
            connection.execute(_END, (moment, moment, row["id"]))
    for one in wanted.values():
        row = latest.get(one.programme)
        if row is None:
            connection.execute(_ADD, (new_id(now), *_values(one), moment))
        elif _following(row) != one:
            connection.execute(_CHANGE, (*_values(one), moment, row["id"]))


def _following(row: sqlite3.Row) -> Following | None:
    """None where another program wrote what cannot be read."""
    told: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    told["gives_way"] = bool(told["gives_way"])
    told["variant"] = told["variant"] or ""
    try:
        for name in _JSON:
            told[name] = msgspec.json.decode(told[name])
        return msgspec.convert(told, Following)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _values(one: Following) -> tuple[object, ...]:
    said: dict[str, Any] = msgspec.to_builtins(one)
    for name in _JSON:
        said[name] = msgspec.json.encode(said[name], order="sorted").decode()
    said["gives_way"] = int(one.gives_way)
    said["variant"] = one.variant or None
    return tuple(said[name] for name in _COLUMNS)
