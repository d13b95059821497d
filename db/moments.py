"""Moments as the database writes them: UTC, ISO 8601, milliseconds, a Z at the end."""

from datetime import UTC, datetime, timedelta, timezone


def to_text(moment: datetime) -> str:
    """`2026-11-21T06:30:00.000Z`. Raises ValueError for a moment without an offset."""
    if moment.utcoffset() is None:
        raise ValueError("a moment without an offset from UTC")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str, offset_min: int = 0) -> datetime:
    """The aware moment, told in the local time `offset_min` minutes from UTC."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=offset_min)))


def offset_minutes(moment: datetime) -> int:
    """Minutes from UTC of the place where the moment was."""
    offset = moment.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)
