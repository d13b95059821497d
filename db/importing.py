"""What comes in from a file: another copy of the history, its JSON, or runs of a watch.

A file is looked at before it is believed: its size, then its first bytes, then each row. It is
one transaction; a preview is the same transaction, undone.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import msgspec

from db import runs
from db.backup import check
from db.connect import (
    SCHEMA_VERSION,
    connect,
    connect_to_read,
    connect_untouched,
    schema_version,
)
from db.errors import HistoryError, ImportRefusedError, translated
from db.merge import MERGED, ImportReport, Refusal, merge
from db.moments import to_text
from db.rows import run_row
from db.writer import transaction
from workouts.records import RunRecord

FORMAT = "holdfast-history"
MEGABYTE = 1_000_000
LARGEST = {"database": 2_000, "json": 250, "gpx": 20, "fit": 20, "csv": 10}  # in megabytes
SAME_RUN = timedelta(seconds=90)  # two devices never start together
_ARCHIVES = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
)


def import_file(
    file: Path,
    history: Path,
    *,
    now: Callable[[], datetime],
    dry_run: bool = False,
    zone: tzinfo | None = None,
) -> ImportReport:
    """Take in what the file holds, or with `dry_run` say what would be taken in.

    `zone` is where runs without an offset were run; None is the zone of this machine. Raises
    ImportRefusedError where the file as a whole is not usable, HistoryError where the history
    is not; nothing has changed then.
    """
    kind = kind_of(file)
    with translated(history), closing(connect(history, now=now)) as connection:
        if kind == "database":
            return _merge_database(connection, file, keep=not dry_run)
        data = _read(file, kind)
        with transaction(connection, keep=not dry_run):
            if kind == "json":
                return merge(connection, _json_tables(data))
            read = {"gpx": runs.from_gpx, "fit": runs.from_fit, "csv": runs.from_csv}[kind]
            return _take_runs(connection, read(data, zone), now())


def kind_of(file: Path) -> str:
    """What a file is by its first bytes, not by its name. Raises ImportRefusedError."""
    try:
        if not file.is_file():
            raise ImportRefusedError(f"{file} is not a file that can be imported.")
        with file.open("rb") as opened:
            head = opened.read(1024)
            size = file.stat().st_size
    except OSError as error:
        raise ImportRefusedError(f"{file} cannot be read ({error.strerror}).") from error
    kind = _kind_by(head)
    named = {".fit": "FIT", ".gpx": "GPX", ".json": "JSON", ".db": "database"}
    if kind == "csv" and (said := named.get(file.suffix.lower())) and size:
        raise ImportRefusedError(f"{file} is called a {said} file, but is none.")
    if kind is None:
        raise ImportRefusedError(f"{file} is an archive: unpack it, then import what is inside.")
    if not size:
        raise ImportRefusedError(f"{file} is empty.")
    if size > LARGEST[kind] * MEGABYTE:
        raise ImportRefusedError(
            f"{file} is larger than {LARGEST[kind]} MB, the most that is read of a {kind} file."
        )
    return kind


def _kind_by(head: bytes) -> str | None:
    if head.startswith(_ARCHIVES):
        return None
    if head.startswith(b"SQLite format 3\0"):
        return "database"
    if head[8:12] == b".FIT":
        return "fit"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"{": "json", b"[": "json", b"<": "gpx"}.get(start, "csv")


def _read(file: Path, kind: str) -> bytes:
    most = LARGEST[kind] * MEGABYTE
    with file.open("rb") as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise ImportRefusedError(f"{file} grew beyond {LARGEST[kind]} MB while it was read.")
    return data


def _json_tables(data: bytes) -> dict[str, list[object]]:
    try:
        told: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ImportRefusedError(f"This is not a sound JSON file ({error}).") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ImportRefusedError(
            f'This JSON is no export of a history: "format" is not "{FORMAT}".'
        )
    schema = told.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA_VERSION:
        raise ImportRefusedError(
            f"This export was made by a newer version of the program (schema {schema!s:.20}, this "
            f"program knows {SCHEMA_VERSION}). Update the program, then import it."
        )
    tables = {table: told.get(table, []) for table in MERGED}
    for table, rows in tables.items():
        if not isinstance(rows, list):
            raise ImportRefusedError(f'In this export "{table}" is not a list of rows.')
    return tables


def _merge_database(connection: sqlite3.Connection, file: Path, *, keep: bool) -> ImportReport:
    """From a copy brought to our schema; the file itself is never changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        try:
            with translated(file), closing(connect_untouched(file)) as source:
                if schema_version(source, file) == 0:
                    raise ImportRefusedError(f"{file} holds no history.")
                with closing(sqlite3.connect(copy)) as target:
                    source.backup(target)
            check(copy, named=file)
            connect(copy).close()
        except ImportRefusedError:
            raise
        except HistoryError as error:
            raise ImportRefusedError(f"{error} It was not imported.") from error
        with closing(connect_to_read(copy)) as source, transaction(connection, keep=keep):
            source.execute("PRAGMA trusted_schema = OFF")
            return merge(connection, {table: _rows(source, table) for table in MERGED})


def _rows(source: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    for row in source.execute(f"SELECT * FROM {table}"):
        yield dict(row)


def _take_runs(
    connection: sqlite3.Connection, found: Iterable[runs.Found], now: datetime
) -> ImportReport:
    rows: list[object] = []
    report = ImportReport()
    taken: list[datetime] = []
    looked_at = 0
    for name, run in found:
        looked_at += 1
        if isinstance(run, str):
            report.refused.append(Refusal(name, run))
        elif why := _impossible(run, now):
            report.refused.append(Refusal(name, why))
        elif _is_known(connection, run, taken):
            report.known += 1
        else:
            taken.append(run.started_at)
            rows.append(run_row(run, now))
    if not looked_at:
        raise ImportRefusedError("There is no run in this file.")
    merged = merge(connection, {"run": rows})
    return ImportReport(
        new=merged.new,
        known=report.known + merged.known,
        changed=merged.changed,
        refused=[*report.refused, *merged.refused],
    )


def _impossible(run: RunRecord, now: datetime) -> str | None:
    if run.minutes is None or not run.minutes > 0:  # so that "not a number" is caught too
        return "it has no length"
    if run.distance_km is not None and not 0 <= run.distance_km <= 1_000:
        return "its distance is impossible"
    if run.minutes > 2_880:
        return "it is longer than two days"
    if run.started_at > now + timedelta(days=1):
        return "it lies in the future"
    if run.started_at.astimezone(UTC).year < 2000:
        return "it lies before the year 2000"
    return None


def _is_known(connection: sqlite3.Connection, run: RunRecord, taken: list[datetime]) -> bool:
    """Whether the history (deleted runs too) or this file has a run that began then."""
    if any(abs(run.started_at - other) <= SAME_RUN for other in taken):
        return True
    first, last = to_text(run.started_at - SAME_RUN), to_text(run.started_at + SAME_RUN)
    found = connection.execute(
        "SELECT 1 FROM run WHERE started_at BETWEEN ? AND ? LIMIT 1", (first, last)
    ).fetchone()
    return found is not None
