"""What other training logs and calendars are given."""

import csv
import io
from datetime import date

from icalendar import Calendar

from db.calendar import plan_as_ics
from db.export import Chosen
from db.tracker import COLUMNS, write_tracker_csv
from tests.db.conftest import begin, hold
from workouts.events import EndedBy
from workouts.model import Measure, Side

PLAN = (
    "INSERT INTO plan_day VALUES (?, 'PR-HIP6', 1, ?, ?, NULL, '2026-11-20T10:00:00.000Z', NULL)"
)


def test_a_log_gets_the_sets_done_with_the_side_in_the_name(history, path):
    session = begin(history)
    history.add_set(session, hold(1, held_s=19.6, rpe=7.0))
    history.add_set(session, hold(2, Side.RIGHT))
    history.add_set(session, hold(3))
    history.add_set(session, hold(4, ended_by=EndedBy.SKIPPED))
    history.add_set(
        session,
        hold(5, Side.BOTH, measure=Measure.REPS, done_reps=9, target_reps=10, held_s=None),
    )
    history.set_note(session, "tired; but good")
    history.finish(session, "finished", 600.0, 0.0)
    out = io.StringIO()
    assert write_tracker_csv(path, out) == 4
    header, first, right, second, reps = csv.reader(io.StringIO(out.getvalue()), delimiter=";")
    assert tuple(header) == COLUMNS
    assert dict(zip(header, first, strict=True)) == {
        "Date": "2026-11-20 18:30:00",
        "Workout Name": "Adductor ladder",
        "Exercise Name": "Side-plank adductor hold (left)",
        "Set Order": "1",
        "Weight": "",
        "Weight Unit": "kg",
        "Reps": "",
        "RPE": "7",
        "Distance": "",
        "Distance Unit": "km",
        "Seconds": "20",
        "Notes": "target 20 s",
        "Workout Notes": "tired; but good",
        "Workout Duration": "10m",
    }
    assert right[2:4] == ["Side-plank adductor hold (right)", "1"]
    assert second[2:4] == ["Side-plank adductor hold (left)", "2"]
    assert (reps[2], reps[6], reps[10], reps[11]) == (
        "Side-plank adductor hold",
        "9",
        "",
        "target 10",
    )


def test_the_plan_is_a_calendar_of_whole_days(history, path):
    run = history._connection.execute
    run(PLAN, ("0190a000-0000-7000-8000-000000000001", "2026-11-23", "adductor-ladder"))
    run(PLAN, ("0190a000-0000-7000-8000-000000000002", "2026-11-25", "gone; \nworkout"))
    told = plan_as_ics(path, {"adductor-ladder": "Adductor ladder"})
    first, second = Calendar.from_ical(told).walk("VEVENT")
    assert str(first["summary"]) == "Adductor ladder"
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 11, 23), date(2026, 11, 24))
    assert str(second["summary"]) == "gone; \nworkout"
    assert first["uid"] == "0190a000-0000-7000-8000-000000000001@holdfast"
    later = plan_as_ics(path, {}, Chosen(first=date(2026, 11, 24)))
    assert len(Calendar.from_ical(later).walk("VEVENT")) == 1
