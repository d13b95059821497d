"""Small trainings written by hand, so that each number of a metric can be counted on paper."""

from datetime import UTC, date, datetime, timedelta

from workouts.progress import Ledger, Progress, Span
from workouts.training import PlannedDay, Run, Session, Training

MONDAY = date(2026, 10, 5)


def day(number):
    """Days after a Monday: 0 is 5 October 2026."""
    return MONDAY + timedelta(days=number)


def session(number, *, kind="strength", hour=18, minutes=20.0, **said):
    start = datetime.combine(day(number), datetime.min.time(), UTC) + timedelta(hours=hour)
    values = {
        "id": f"{number}-{hour}-{kind}",
        "day": day(number),
        "started_at": start,
        "finished_at": start + timedelta(minutes=minutes or 0),
        "kind": kind,
        "workout_id": "hip-strength-1",
        "title": "Hip strength",
        "state": "finished",
        "active_s": None if minutes is None else minutes * 60,
        "rpe": None,
        "pain_before": None,
        "pain_worst": None,
        "pain_morning": None,
    }
    return Session(**(values | said))


def effort(exercise, side, **said):
    """A hold where `held` is said, else reps."""
    held = said.get("held")
    values = {
        "measure": "reps" if held is None else "hold",
        "category": "strength" if held is None else "adductor",
        "reps": None,
        "active": 30.0 if held is None else held,
        "ended": "target",
        "rpe": None,
        "rir": None,
        "pain": None,
        "form": None,
        "score": None,
    } | said
    return (
        exercise,
        side,
        values["measure"],
        values["category"],
        values["reps"],
        held,
        values["active"],
        values["ended"],
        values["rpe"],
        values["rir"],
        values["pain"],
        values["form"],
        values["score"],
    )


def run(number, *, hour=19, minute=0):
    start = datetime.combine(day(number), datetime.min.time(), UTC)
    at = start + timedelta(hours=hour, minutes=minute)
    return Run(f"run {number} {hour}:{minute}", day(number), at, 40.0)


def planned(number, *, done):
    return PlannedDay(day(number), "hip-strength-1", done)


def training(*done, runs=(), plan=()):
    """Of pairs: a session and the list of its efforts, in the order of their days."""
    return Training(
        sessions=tuple(one for one, _ in done),
        efforts=tuple(
            (number, *row) for number, (_, efforts) in enumerate(done) for row in efforts
        ),
        runs=tuple(runs),
        planned=tuple(plan),
    )


def progress(*done, first=0, last=27, today=None, injured=None, **more):
    span = Span(day(first), day(last))
    return Progress(Ledger(training(*done, **more)), span, today or day(last + 1), injured)
