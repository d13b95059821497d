"""Opens the history's file: the right pragmas, the right schema, or a named refusal."""

import errno
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db.errors import damaged, files_translated, too_new, translated

SCHEMA_VERSION = 3  # how many steps `db.schema` has; here, so that opening need not import it
TABLES = {
    "session",
    "set_result",
    "checkpoint",
    "run",
    "prescription",
    "decision",
    "plan_day",
    "followed",
    "mark",
}
SINCE = {"followed": 3}  # tables that came with a later schema
COPIES = "before-migration"


def connect(
    path: Path,
    *,
    busy_timeout_s: float = 5.0,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> sqlite3.Connection:
    """A connection to a history of the newest schema, in WAL mode with foreign keys on.

    Makes the file and its folder where there is none; copies it before it migrates it.
    Raises HistoryTooNewError, HistoryDamagedError or HistoryUnavailableError, each before
    anything was written.
    """
    with files_translated(path), translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder lies in its place")
        version = _look(path, busy_timeout_s) if path.exists() and path.stat().st_size else 0
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            _check_writable(connection)
            if version < SCHEMA_VERSION:
                if version:
                    _copy(connection, path, version, now())
                _migrate(connection, path)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    connection.row_factory = sqlite3.Row
    return connection


def connect_to_read(path: Path, *, busy_timeout_s: float = 5.0) -> sqlite3.Connection:
    """A connection that writes no row, also where writing is impossible.

    Raises HistoryTooNewError or HistoryDamagedError, sqlite3.DatabaseError for the rest.
    """
    _look(path, busy_timeout_s)
    try:
        connection = _open(path, "mode=rw", busy_timeout_s)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.OperationalError as error:
        if not _may_only_read(error):
            raise
        connection = _open(path, _AS_IT_LIES, busy_timeout_s)
    connection.row_factory = sqlite3.Row
    return connection


# For a folder that may only be read: there can be no WAL index, and nobody writes there either.
_AS_IT_LIES = "mode=ro&immutable=1"


def _open(path: Path, how: str, busy_timeout_s: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _may_only_read(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """Which of our steps the file has; 0 for an empty one.

    Raises HistoryTooNewError for steps this program does not know, HistoryDamagedError for a
    database that is none of ours.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    tables = {row[0] for row in found}
    steps: list[str] = []
    if "_sqlite_migrations" in tables:
        found = connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = 'holdfast' ORDER BY name"
        )
        steps = [row[0] for row in found]
    if version > SCHEMA_VERSION or len(steps) > SCHEMA_VERSION:
        raise too_new(path, steps[-1] if len(steps) > version else str(version), SCHEMA_VERSION)
    needed = {table for table in TABLES if version >= SINCE.get(table, 1)}
    whole = tables >= needed if version else not tables
    if len(steps) != version or not whole:
        raise damaged(path, "it is a database, but not a whole one of this program")
    return int(version)


def connect_untouched(path: Path, *, busy_timeout_s: float = 5.0) -> sqlite3.Connection:
    """A connection that changes no byte of the file and its log. Raises sqlite3.DatabaseError.

    Without a log beside it the file is complete and can be read as it lies; with one, an index
    of the log is made and the log read, never emptied.
    """
    log = path.with_name(path.name + "-wal")
    how = "mode=ro" if log.exists() and log.stat().st_size else _AS_IT_LIES
    try:
        return _open(path, how, busy_timeout_s)
    except sqlite3.OperationalError as error:
        if not _may_only_read(error):
            raise
        return _open(path, _AS_IT_LIES, busy_timeout_s)


def _look(path: Path, busy_timeout_s: float) -> int:
    """The schema of the file, found out without changing it."""
    connection = connect_untouched(path, busy_timeout_s=busy_timeout_s)
    try:
        return schema_version(connection, path)
    finally:
        connection.close()


def _check_writable(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.OperationalError where writing is impossible; a busy file is writable."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _copy(connection: sqlite3.Connection, path: Path, version: int, now: datetime) -> None:
    """Keep the file as it is before it changes shape, in `backups/` beside it."""
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    name = f"{path.stem}-{COPIES}-{version}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    part = folder / (name + ".part")
    copy = sqlite3.connect(part)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(folder / name)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """All pending steps or none, once, however many programs try at the same time."""
    # Slow to import (190 ms) and needed only when a file is new or old.
    from sqlite_utils import Database

    from db.schema import migrations

    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if schema_version(connection, path) < SCHEMA_VERSION:
            migrations.apply(Database(connection, execute_plugins=False))
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise damaged(path, f"{len(broken)} rows refer to rows that are not there")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA synchronous = NORMAL")
