"""Sessions as FIT strength activities, for Garmin Connect, Strava and whatever else reads them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from db.errors import written_out
from db.export import EVERYTHING, Chosen, chosen_sessions, reading, session_sets
from workouts.model import Kind
from workouts.records import SessionRecord, SetResult

DEVELOPMENT = 255  # the manufacturer of files that no maker has registered
FIRST_REST_S = 1.0  # a shorter gap is no rest

# The first words that occur in an exercise's id name its category; FIT takes no free text there.
_CATEGORIES = (
    ("WARM_UP", ("stretch", "swing", "rock", "twist")),
    ("CALF_RAISE", ("heel-raise", "calf")),
    ("HIP_RAISE", ("bridge",)),
    ("HIP_STABILITY", ("copenhagen", "adduct", "clamshell", "hydrant", "abduction", "hitch")),
    ("PLANK", ("plank",)),
    ("LUNGE", ("lunge", "split-squat")),
    ("DEADLIFT", ("deadlift", "hinge")),
    ("SQUAT", ("squat", "step-down", "sit-to-stand")),
    ("LEG_CURL", ("leg-curl", "hamstring-curl")),
    ("LEG_RAISE", ("leg-lift", "leg-raise", "march")),
    ("HIP_STABILITY", ("monster", "band-walk", "hip", "glute", "balance", "bird-dog")),
)
_STRETCHY = {Kind.WARM_UP, Kind.MOBILITY, Kind.STRETCH, Kind.RECOVERY}


def write_fit(path: Path, target: Path, chosen: Chosen = EVERYTHING) -> list[Path]:
    """Write a FIT file for each chosen session that has sets; returns the files.

    With one session `target` may be the file; otherwise it is a folder, made where there is none.
    Raises HistoryError, and KeyError for an unknown session.
    """
    written = []
    for session, sets in _finished(path, chosen):
        file = target
        with written_out(target):
            if chosen.session is None or target.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                file = target / file_name(session)
            file.write_bytes(activity(session, sets))
        written.append(file)
    return written


def file_name(session: SessionRecord) -> str:
    """A name that sorts by time and cannot leave its folder, whatever the workout is called."""
    words = re.sub(r"[^a-z0-9]+", "-", session.workout_id.lower()).strip("-")[:60]
    return f"{session.started_at:%Y-%m-%d-%H%M%S}-{words or 'session'}.fit"


def activity(session: SessionRecord, sets: list[SetResult]) -> bytes:
    """One FIT activity: efforts with the rests between them, moments to the second."""
    from fit_tool.fit_file_builder import FitFileBuilder

    builder = FitFileBuilder(auto_define=True)
    efforts = sorted(sets, key=lambda one: (one.started_at, one.position))
    start = min([session.started_at, *(one.started_at for one in efforts)])
    end = max(
        [session.finished_at or session.started_at]
        + [one.started_at + timedelta(seconds=one.active_s) for one in efforts]
    )
    builder.add_all([*_opening(start), *_records(start, end, efforts), *_sets(efforts)])
    builder.add_all(_totals(session, start, end))
    return bytes(builder.build_bytes())


def category_of(exercise_id: str) -> str:
    """FIT's category of an exercise; UNKNOWN where none fits."""
    for category, words in _CATEGORIES:
        if any(word in exercise_id for word in words):
            return category
    return "UNKNOWN"


def _finished(path: Path, chosen: Chosen) -> Iterator[tuple[SessionRecord, list[SetResult]]]:
    with reading(path) as connection:
        for session in chosen_sessions(connection, chosen):
            sets = session_sets(connection, session.id)
            if sets and session.state != "running":
                yield session, sets


def _opening(start: datetime) -> list[Any]:
    from fit_tool.profile.messages.device_info_message import DeviceInfoMessage
    from fit_tool.profile.messages.event_message import EventMessage
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.profile_type import Event, EventType, FileType

    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY
    file_id.manufacturer = DEVELOPMENT
    file_id.product = 1
    file_id.serial_number = int(start.timestamp()) & 0xFFFF_FFFF or 1
    file_id.time_created = _ms(start)
    device = DeviceInfoMessage()
    device.timestamp = _ms(start)
    device.manufacturer = DEVELOPMENT
    device.product = 1
    device.product_name = "Holdfast"
    started = EventMessage()
    started.timestamp = _ms(start)
    started.event = Event.TIMER
    started.event_type = EventType.START
    return [file_id, device, started]


def _records(start: datetime, end: datetime, efforts: list[SetResult]) -> list[Any]:
    """Strava wants a record with a time wherever something happens."""
    from fit_tool.profile.messages.event_message import EventMessage
    from fit_tool.profile.messages.record_message import RecordMessage
    from fit_tool.profile.profile_type import Event, EventType

    moments = {start, end}
    for one in efforts:
        moments |= {one.started_at, one.started_at + timedelta(seconds=one.active_s)}
    records: list[Any] = []
    for moment in sorted({_ms(moment) for moment in moments}):
        record = RecordMessage()
        record.timestamp = moment
        records.append(record)
    stopped = EventMessage()
    stopped.timestamp = _ms(end)
    stopped.event = Event.TIMER
    stopped.event_type = EventType.STOP_ALL
    return [*records, stopped]


def _sets(efforts: list[SetResult]) -> list[Any]:
    from fit_tool.profile.profile_type import SetType

    sets: list[Any] = []
    before: datetime | None = None
    for one in efforts:
        rest_s = 0.0 if before is None else (one.started_at - before).total_seconds()
        if before is not None and rest_s >= FIRST_REST_S:
            sets.append(_set(len(sets), SetType.REST, before, rest_s))
        effort = _set(len(sets), SetType.ACTIVE, one.started_at, one.active_s)
        effort.category = [_category(one.exercise_id)]
        if one.done_reps is not None:
            effort.repetitions = one.done_reps
        sets.append(effort)
        before = one.started_at + timedelta(seconds=one.active_s)
    return sets


def _set(index: int, type_: Any, start: datetime, seconds: float) -> Any:
    from fit_tool.profile.messages.set_message import SetMessage

    made = SetMessage()
    made.timestamp = _ms(start + timedelta(seconds=seconds))
    made.duration = seconds
    made.set_type = type_
    made.start_time = _ms(start)
    made.message_index = index
    return made


def _totals(session: SessionRecord, start: datetime, end: datetime) -> list[Any]:
    from fit_tool.profile.messages.activity_message import ActivityMessage
    from fit_tool.profile.messages.lap_message import LapMessage
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import Activity, Event, EventType, Sport, SubSport

    elapsed_s = (end - start).total_seconds()
    active_s = min(session.active_s or elapsed_s, elapsed_s)
    stretchy = session.kind in _STRETCHY
    sub_sport = SubSport.FLEXIBILITY_TRAINING if stretchy else SubSport.STRENGTH_TRAINING
    totals: list[Any] = []
    for message in (LapMessage(), SessionMessage()):
        message.message_index = 0
        message.timestamp = _ms(end)
        message.start_time = _ms(start)
        message.total_elapsed_time = elapsed_s
        message.total_timer_time = active_s
        message.sport = Sport.TRAINING
        message.sub_sport = sub_sport
        message.event = Event.LAP if isinstance(message, LapMessage) else Event.SESSION
        message.event_type = EventType.STOP
        totals.append(message)
    totals[1].first_lap_index = 0
    totals[1].num_laps = 1
    activity_message = ActivityMessage()
    activity_message.timestamp = _ms(end)
    offset = session.started_at.utcoffset() or timedelta()
    activity_message.local_timestamp = _local_s(end, offset)
    activity_message.total_timer_time = active_s
    activity_message.num_sessions = 1
    activity_message.type = Activity.MANUAL
    activity_message.event = Event.ACTIVITY
    activity_message.event_type = EventType.STOP
    return [*totals, activity_message]


def _category(exercise_id: str) -> int:
    from fit_tool.profile.profile_type import ExerciseCategory

    return int(ExerciseCategory[category_of(exercise_id)].value)


def _ms(moment: datetime) -> int:
    """As fit-tool takes moments: milliseconds since 1970, of which FIT keeps the seconds."""
    return round(moment.timestamp() * 1000)


def _local_s(moment: datetime, offset: timedelta) -> int:
    """As FIT tells local time: seconds since the end of 1989, as the clock on the wall."""
    since_1989 = 631_065_600
    return int((moment + offset).timestamp()) - since_1989
