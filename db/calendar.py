"""The plan as a calendar: each planned day an event that other programs can show."""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from db.export import EVERYTHING, Chosen, reading

MAKER = "-//Holdfast//Training plan//EN"


def plan_as_ics(path: Path, titles: Mapping[str, str], chosen: Chosen = EVERYTHING) -> bytes:
    """All-day events of the plan from `chosen.first` to `chosen.last`, both included.

    `titles` names the workouts; an unknown one goes by its id. The same day keeps its UID, so a
    calendar that imports again changes its events instead of doubling them. Raises HistoryError.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    sql = (
        "SELECT id, programme, week, date, workout_id, done_session_id, updated_at FROM plan_day "
        "WHERE deleted_at IS NULL AND (:first IS NULL OR date >= :first) "
        "AND (:last IS NULL OR date <= :last) ORDER BY date, id"
    )
    values = {
        "first": None if chosen.first is None else chosen.first.isoformat(),
        "last": None if chosen.last is None else chosen.last.isoformat(),
    }
    with reading(path) as connection:
        for row in connection.execute(sql, values):
            calendar.add_component(_event(row, titles))
    return bytes(calendar.to_ical())


def _event(row: sqlite3.Row, titles: Mapping[str, str]) -> Any:
    from icalendar import Event

    day = date.fromisoformat(row["date"])
    event = Event()
    event.add("uid", f"{row['id']}@holdfast")
    event.add("dtstamp", datetime.fromisoformat(row["updated_at"]))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", titles.get(row["workout_id"], row["workout_id"]))
    event.add("description", f"{row['programme']}, week {row['week']}")
    event.add("transp", "TRANSPARENT")  # a plan keeps no appointment away
    if row["done_session_id"]:
        event.add("categories", ["done"])
    return event
