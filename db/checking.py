"""Rows from elsewhere, made fit for our tables or refused with a reason. Trusts nothing."""

import math
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from db.moments import from_text, to_text
from workouts.model import Category, Kind

LONGEST_TEXT = 20_000  # characters
FIRST_YEAR, LAST_YEAR = 2000, 2100
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_IDS = {"id", "session_id", "done_session_id"}
_DAYS = {"date", "from_date", "to_date", "paused_on", "kept_on"}
_WORDS = {
    ("session", "kind"): {kind.value for kind in Kind},
    ("set_result", "category"): {category.value for category in Category},
}
_LARGEST = {
    "target_s": 3_600.0,
    "held_s": 3_600.0,
    "active_s": 172_800.0,  # a self-paced set may have been left open over night
    "paused_s": 864_000.0,
    "planned_s": 86_400.0,
    "target_reps": 500,
    "done_reps": 500,
    "position": 100_000,
    "round_no": 1_000,
    "set_no": 1_000,
    "week": 10_000,
    "score": 1_000_000.0,
    "rir": 500.0,
    "minutes": 10_000.0,
    "distance_km": 1_000.0,
    "utc_offset_min": 1_080,
}


class RowRefusedError(ValueError):
    """Why a row cannot be kept, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str  # TEXT, INTEGER or REAL
    needed: bool


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    found = connection.execute('SELECT name, type, "notnull" FROM pragma_table_info(?)', (table,))
    return tuple(Column(name, type_, bool(needed)) for name, type_, needed in found)


def checked(table: str, columns: tuple[Column, ...], row: object) -> dict[str, object]:
    """The row with every column of the table, in its type; raises RowRefusedError."""
    if not isinstance(row, Mapping):
        raise RowRefusedError("it is not an object with columns")
    unknown = set(row) - {column.name for column in columns}
    if unknown:
        raise RowRefusedError(f"there is no column {sorted(map(str, unknown))[0][:40]!r}")
    return {column.name: _value(table, column, row.get(column.name)) for column in columns}


def _value(table: str, column: Column, value: object) -> object:
    name = column.name
    if value is None:
        if column.needed:
            raise RowRefusedError(f"{name} is missing")
        return None
    value = _OF_TYPE[column.type](name, value)
    if not isinstance(value, str):
        largest = _LARGEST.get(name)
        if largest is not None and abs(value) > largest:  # type: ignore[arg-type]
            raise RowRefusedError(f"{name} of {value} is impossible")
    elif name in _IDS and not _UUID.fullmatch(value):
        raise RowRefusedError(f"{name} is no id of this program")
    elif name.endswith("_at"):
        return _moment(name, value)
    elif name in _DAYS:
        return _day(name, value)
    elif value not in _WORDS.get((table, name), {value}):
        raise RowRefusedError(f"{name} {value[:40]!r} is unknown")
    return value


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise RowRefusedError(f"{name} is not text")
    if len(value) > LONGEST_TEXT:
        raise RowRefusedError(f"{name} is longer than {LONGEST_TEXT} characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RowRefusedError(f"{name} is not text that can be written") from error
    if "\0" in value:
        raise RowRefusedError(f"{name} holds a zero character")
    return value


def _integer(name: str, value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
        raise RowRefusedError(f"{name} is not a whole number")
    return value


def _real(name: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise RowRefusedError(f"{name} is not a number")
    if abs(value) > 2**53 or not math.isfinite(value):
        raise RowRefusedError(f"{name} is impossible")
    return float(value)


def _moment(name: str, value: str) -> str:
    try:
        moment = from_text(value)
        if "T" not in value or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(value)
        return to_text(moment)
    except (ValueError, OverflowError) as error:
        raise RowRefusedError(f"{name} {value[:40]!r} is no date and time") from error


def _day(name: str, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise RowRefusedError(f"{name} {value[:40]!r} is no date") from error


_OF_TYPE: dict[str, Callable[[str, object], object]] = {
    "TEXT": _text,
    "INTEGER": _integer,
    "REAL": _real,
}
