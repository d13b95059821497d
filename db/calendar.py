"""The plan as a calendar: each planned day an event that other programs can show."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
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


def reminders_as_ics(
    days: Sequence[int], clocks: Sequence[int], now: datetime, minutes: int = 5
) -> bytes:
    """Reminders of a warm-up: weekly, at local time, with an alarm.

    `days` are weekdays (Monday is 0), `clocks` minutes of the day. Each has a UID that stays: a
    calendar that reads again changes its events instead of doubling them.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    names = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    for number, clock in enumerate(clocks if days else []):
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        first = midnight + timedelta(days=min((day - now.weekday()) % 7 for day in days))
        event, alarm = Event(), Alarm()
        event.add("uid", f"reminder-{number}@holdfast")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", first + timedelta(minutes=clock))
        event.add("dtend", first + timedelta(minutes=clock + minutes))
        event.add("rrule", {"freq": "weekly", "byday": [names[day] for day in days]})
        event.add("summary", f"Warm up, {minutes} min")
        event.add("description", f"holdfast warm-up --minutes {minutes}")
        alarm.add("action", "DISPLAY")
        alarm.add("description", "Warm up before the run")
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
