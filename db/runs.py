"""Runs as other programs write them: GPX, FIT and CSV, read with distrust."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from db.errors import ImportRefusedError
from workouts.records import RunRecord

MOST_ROWS = 50_000
RUNNING = {"9", "run", "running", "trail run", "trail running", "treadmill running", "virtual run"}

Found = tuple[str, RunRecord | str]  # which row, and the run or why there is none

# What each of our columns is called: by us, by Strava, by Garmin Connect.
_COLUMNS = {
    "started_at": ("started_at", "start", "date", "activity date"),
    "minutes": ("minutes", "duration_min"),
    "seconds": ("elapsed time", "time", "duration"),
    "distance_km": ("distance_km", "distance"),
    "kind": ("kind",),
    "sport": ("activity type", "sport"),
    "note": ("note", "activity name", "title"),
}
_KINDS = {"easy", "long", "intervals", "hills", "race"}


def from_gpx(data: bytes, zone: tzinfo | None) -> Iterator[Found]:
    """Each track of a GPX file that has times. Raises ImportRefusedError for no sound GPX."""
    import gpxpy
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        # Declarations of entities are how small files grow without bounds.
        ElementTree.fromstring(data, forbid_dtd=True)
        gpx = gpxpy.parse(data.decode("utf-8-sig"))
    except DefusedXmlException as error:
        raise ImportRefusedError(
            "The GPX file declares entities or a document type; such are refused."
        ) from error
    except Exception as error:  # a decoder fed with anything may raise anything
        raise ImportRefusedError(f"This is not a sound GPX file ({_short(error)}).") from error
    for number, track in enumerate(gpx.tracks, start=1):
        name = f"track {number}"
        bounds = track.get_time_bounds()
        if bounds.start_time is None or bounds.end_time is None:
            yield name, "its points have no times"
            continue
        if (track.type or "running").lower().replace("_", " ") not in RUNNING:
            yield name, f"it is not a run ({track.type})"
            continue
        started_at = _aware(bounds.start_time, UTC).astimezone(zone)
        minutes = (bounds.end_time - bounds.start_time).total_seconds() / 60
        yield name, _run(started_at, minutes, track.length_2d() / 1000, track.name, "gpx")


def from_fit(data: bytes, zone: tzinfo | None) -> Iterator[Found]:
    """Each session of a FIT file. Raises ImportRefusedError for no sound FIT file."""
    import fitdecode

    try:
        reader = fitdecode.FitReader(
            io.BytesIO(data),
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.RAISE,
        )
        with reader:
            frames = [
                frame
                for frame in reader
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "session"
            ]
        runs = [_fit_session(frame, zone) for frame in frames]
    except Exception as error:  # a decoder fed with anything may raise anything
        raise ImportRefusedError(f"This is not a sound FIT file ({_short(error)}).") from error
    for number, run in enumerate(runs, start=1):
        yield f"session {number}", run


def from_csv(data: bytes, zone: tzinfo | None) -> Iterator[Found]:
    """Each line of a CSV with a header: ours, Strava's or Garmin Connect's.

    Ours is `started_at,minutes,distance_km,kind,note`. Raises ImportRefusedError for no such CSV.
    """
    try:
        text = data.decode("utf-8-sig")
        separator = ";" if text.partition("\n")[0].count(";") > 1 else ","
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        names = _named(reader.fieldnames or [])
        for number, row in enumerate(reader, start=2):
            if number > MOST_ROWS:
                raise ImportRefusedError(f"The CSV has more than {MOST_ROWS} lines.")
            told = {ours: (row.get(theirs) or "").strip() for ours, theirs in names.items()}
            yield f"line {number}", _csv_run(told, zone, strava="activity date" in _lower(row))
    except UnicodeDecodeError as error:
        raise ImportRefusedError("The CSV is not in UTF-8; save it in UTF-8.") from error
    except csv.Error as error:
        raise ImportRefusedError(f"This is not a sound CSV file ({_short(error)}).") from error


def _fit_session(frame: object, zone: tzinfo | None) -> RunRecord | str:
    def told(name: str) -> object:
        return frame.get_value(name, fallback=None)  # type: ignore[attr-defined]

    sport = str(told("sport") or "unknown")
    started_at, seconds, metres = (
        told("start_time"),
        told("total_timer_time"),
        told("total_distance"),
    )
    if sport.lower() != "running":
        return f"it is not a run ({sport[:40]})"
    if not isinstance(started_at, datetime):
        return "it does not say when it began"
    minutes = seconds / 60 if isinstance(seconds, int | float) else None
    distance = metres / 1000 if isinstance(metres, int | float) else None
    return _run(_aware(started_at, UTC).astimezone(zone), minutes, distance, None, "fit")


def _csv_run(told: dict[str, str], zone: tzinfo | None, *, strava: bool) -> RunRecord | str:
    sport = told.get("sport", "")
    if sport and sport.lower() not in RUNNING:
        return f"it is not a run ({sport[:40]})"
    try:
        started_at = _moment(told["started_at"], UTC if strava else zone).astimezone(zone)
        minutes = _minutes(told)
        distance = _number(told["distance_km"]) if told.get("distance_km") else None
    except (ValueError, OverflowError) as error:
        return _short(error)
    kind = told.get("kind") or None
    if kind is not None and kind not in _KINDS:
        return f"kind is one of {', '.join(sorted(_KINDS))}, not {kind[:40]!r}"
    return _run(started_at, minutes, distance, told.get("note"), "csv", kind)


def _run(
    started_at: datetime,
    minutes: float | None,
    distance_km: float | None,
    note: str | None,
    source: str,
    kind: str | None = None,
) -> RunRecord:
    return RunRecord(
        started_at=started_at,
        minutes=None if minutes is None else round(minutes, 2),
        distance_km=None if distance_km is None else round(distance_km, 3),
        kind=kind,
        note=(note or "")[:500],
        source=source,
    )


def _named(header: Iterable[str]) -> dict[str, str]:
    """Our names for the columns of a file. Raises ImportRefusedError where the needed miss."""
    theirs = {str(name).strip().lower(): str(name) for name in header}
    named = {
        ours: theirs[name]
        for ours, names in _COLUMNS.items()
        for name in names[::-1]
        if name in theirs
    }
    if {"exercise_id", "exercise name"} & set(theirs):
        raise ImportRefusedError(
            "This CSV lists sets, for other programs to read. To bring a history back, import its "
            "JSON export, a backup, or another history.db."
        )
    if "started_at" not in named or not {"minutes", "seconds"} & set(named):
        raise ImportRefusedError(
            "The CSV needs a first line that names its columns: "
            "started_at,minutes,distance_km,kind,note."
        )
    return named


def _lower(row: dict[str, str]) -> set[str]:
    return {str(name).strip().lower() for name in row}


def _moment(text: str, zone: tzinfo | None) -> datetime:
    for how in (datetime.fromisoformat, _strava_moment):
        try:
            return _aware(how(text), zone)
        except ValueError:
            continue
    raise ValueError(f"{text[:40]!r} is no date and time")


def _strava_moment(text: str) -> datetime:
    return datetime.strptime(text, "%b %d, %Y, %I:%M:%S %p")  # noqa: DTZ007 - made aware above


def _aware(moment: datetime, zone: tzinfo | None) -> datetime:
    if moment.tzinfo is not None:
        return moment
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


def _minutes(told: dict[str, str]) -> float:
    if told.get("minutes"):
        return _number(told["minutes"])
    text = told.get("seconds", "")
    if re.fullmatch(r"(\d+:)?\d{1,2}:\d{2}(\.\d+)?", text):
        seconds = 0.0
        for part in text.split(":"):
            seconds = seconds * 60 + float(part)
        return seconds / 60
    return _number(text) / 60


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no number") from None


def _short(error: object) -> str:
    return str(error).partition("\n")[0][:120] or type(error).__name__
