"""Copies of the history that are known to be good, and the way back to one of them."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db.connect import connect_to_read, connect_untouched, schema_version
from db.errors import (
    HistoryError,
    HistoryUnavailableError,
    damaged,
    files_translated,
    translated,
)
from db.moments import from_text

DAYS_KEPT = 10
MONTHS_KEPT = 12
STAMP = "%Y%m%dT%H%M%S%fZ"  # part of a file's name, in UTC


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that held a whole history at that moment."""

    path: Path
    made_at: datetime  # UTC
    bytes: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a history holds, to be told before it replaces another."""

    sessions: int
    sets: int
    runs: int
    newest: datetime | None  # start of the newest session, in its local time


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a backup would change. `now` is None where today's file is unreadable."""

    backup: Backup
    then: Contents
    now: Contents | None
    missing: tuple[str, ...]  # sessions of today that the backup does not know, newest first


@dataclass(frozen=True, slots=True)
class Restored:
    """The history is the backup now; what was there before lies in `before`, never deleted."""

    backup: Backup
    before: Path | None


class Backups:
    """The folder `backups/` beside a history. Opens the file by itself: may be used in a thread.

    `now` is the wall clock, aware. Methods raise HistoryUnavailableError where the disk refuses
    and HistoryDamagedError where the history itself is not sound.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime], busy_s: float = 5.0) -> None:
        self.path = path
        self.folder = path.parent / "backups"
        self._now = now
        self._busy_s = busy_s

    def make(self) -> Backup:
        """Copy the history while it may be in use, check the copy, then drop what is too old.

        A damaged history gives no backup: HistoryDamagedError, and the good ones stay.
        """
        made_at = self._now().astimezone(UTC)
        target = self._free_name(f"{self.path.stem}-{made_at.strftime(STAMP)}")
        with files_translated(self.folder), translated(self.path):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with _removed_on_failure(target.with_name(target.name + ".part")) as part:
                with closing(connect_to_read(self.path, busy_timeout_s=self._busy_s)) as source:
                    _copy_database(source, part)
                check(part, named=self.path)
                part.replace(target)
            self._rotate(target)
        return Backup(target, made_at, target.stat().st_size)

    def all(self) -> list[Backup]:
        """The newest first. Copies made before a migration are not among them."""
        return self._found(self.folder, f"{self.path.stem}-")

    def replaced(self) -> list[Backup]:
        """The files that earlier restores put aside, the newest first: each can come back."""
        return self._found(self.path.parent, f"{self.path.stem}-before-restore-")

    @staticmethod
    def _found(folder: Path, begin: str) -> list[Backup]:
        found = []
        with files_translated(folder):
            files = list(folder.glob(f"{begin}*.db"))
        for file in files:
            with suppress(ValueError, OSError):
                stamp = file.stem.removeprefix(begin).partition("_")[0]
                made_at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
                found.append(Backup(file, made_at, file.stat().st_size))
        return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)

    def newest_good(self) -> Backup | None:
        """The newest backup that passes its check now; None where there is none."""
        for backup in self.all():
            with suppress(HistoryError):
                check(backup.path)
                return backup
        return None

    def preview(self, backup: Backup) -> Preview:
        """What the history would be after restoring the backup, and what it would lose."""
        then, known = _contents(backup.path)
        try:
            now, sessions = _contents(self.path)
        except HistoryError:
            return Preview(backup, then, None, ())
        missing = tuple(id_ for id_ in sessions if id_ not in known)
        return Preview(backup, then, now, missing)

    def offer(self) -> Preview | None:
        """What to offer where the history is damaged or gone; None where nothing can be."""
        backup = self.newest_good()
        return None if backup is None else self.preview(backup)

    def lost(self) -> tuple[str, ...]:
        """Sessions the newest backup holds and the history does not: a lost log, an old copy.

        Asked when a history was opened, so quick: the backup is read, not checked. Sessions the
        athlete deleted are still held.
        """
        for backup in self.all():
            with suppress(HistoryError):
                _, then = _contents(backup.path)
                _, now = _contents(self.path)
                return tuple(id_ for id_ in then if id_ not in now)
        return ()

    def restore(self, backup: Backup) -> Restored:
        """Put the backup in the history's place; the file that was there is kept beside it.

        No other connection may be open: HistoryUnavailableError where one is. `undo` goes back.
        """
        check(backup.path)
        return Restored(backup, self._replace_with(backup.path))

    def undo(self, restored: Restored) -> Restored:
        """Bring back the file that `restore` replaced, sound or not."""
        if restored.before is None:
            raise KeyError("there was no history before the backup was restored")
        return Restored(restored.backup, self._replace_with(restored.before))

    def set_aside(self) -> Path | None:
        """Move a damaged history out of the way, with its log; where it lies now.

        The next start makes a new, empty one. None where there is no file.
        """
        with files_translated(self.path):
            if not self.path.exists():
                return None
            aside = self._free_name(f"{self.path.stem}-damaged-{self._stamp()}", self.path.parent)
            self._move_log(aside)
            self.path.replace(aside)
            return aside

    def _replace_with(self, source: Path) -> Path | None:
        before = None
        with files_translated(self.path):
            part = self.path.with_name(self.path.name + ".part")
            shutil.copyfile(source, part)
            _to_disk(part)
            if self.path.exists():
                name = f"{self.path.stem}-before-restore-{self._stamp()}"
                before = self._free_name(name, self.path.parent)
                if not self._fold_log():
                    self._move_log(before)
                _link(self.path, before)
            # From here on the old file has a second name: killed at any point, nothing is gone.
            part.replace(self.path)
            log = source.with_name(source.name + "-wal")
            if log.exists():
                shutil.copyfile(log, self.path.with_name(self.path.name + "-wal"))
            _to_disk(self.path.parent)
        return before

    def _fold_log(self) -> bool:
        """Bring the log into the file. False where the file is too damaged for that."""
        try:
            # First without leave to write: SQLite deletes a log that it cannot match to a file.
            connect_untouched(self.path, busy_timeout_s=self._busy_s).close()
            with closing(sqlite3.connect(self.path, timeout=self._busy_s)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise HistoryUnavailableError(
                    f"The training history {self.path} is open in another window or program. "
                    "Nothing was changed. Close it, then restore again."
                ) from error
            return False
        return True

    def _move_log(self, beside: Path) -> None:
        """A log belongs to its file alone: read with another, it would destroy that one."""
        for end in ("-wal", "-shm"):
            log = self.path.with_name(self.path.name + end)
            if log.exists():
                log.replace(beside.with_name(beside.name + end))

    def _rotate(self, made: Path) -> None:
        """Keep the newest of each of the last 10 days and 12 months that have one.

        The one just made stays too: after the clock was set back it is not the newest by name.
        """
        days: dict[str, Backup] = {}
        months: dict[str, Backup] = {}
        backups = self.all()
        for backup in backups:
            days.setdefault(f"{backup.made_at:%Y-%m-%d}", backup)
            months.setdefault(f"{backup.made_at:%Y-%m}", backup)
        kept = [*list(days.values())[:DAYS_KEPT], *list(months.values())[:MONTHS_KEPT]]
        for backup in backups:
            if backup not in kept and backup.path != made:
                backup.path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """What a backup that was killed half-way left behind."""
        for part in self.folder.glob(f"{self.path.stem}-*.db.part*"):
            part.unlink(missing_ok=True)

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).strftime(STAMP)

    def _free_name(self, stem: str, folder: Path | None = None) -> Path:
        """A name nobody has yet: nothing is ever overwritten."""
        folder = folder or self.folder
        name, number = folder / f"{stem}.db", 1
        while name.exists():
            number += 1
            name = folder / f"{stem}_{number}.db"
        return name


def check(path: Path, *, named: Path | None = None) -> None:
    """Raises HistoryDamagedError unless the file is a sound history; `named` in the message."""
    named = named or path
    with translated(named):
        with closing(connect_to_read(path)) as connection:
            if schema_version(connection, named) == 0:
                raise damaged(named, "it is empty")
            found = connection.execute("PRAGMA quick_check(1)").fetchall()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
        if [tuple(row) for row in found] != [("ok",)]:
            raise damaged(named, str(found[0][0]).partition("\n")[0])
        if orphans is not None:
            raise damaged(named, f"rows of {orphans[0]} refer to rows that are not there")


def _contents(path: Path) -> tuple[Contents, dict[str, None]]:
    """What a file holds, and the ids of its sessions, the newest first."""
    try:
        with translated(path), closing(connect_to_read(path)) as connection:
            run = connection.execute
            ids = [
                (row["id"], row["deleted_at"])
                for row in run("SELECT id, deleted_at FROM session ORDER BY started_at DESC, id")
            ]
            [sets] = run("SELECT count(*) FROM set_result WHERE deleted_at IS NULL").fetchone()
            [runs] = run("SELECT count(*) FROM run WHERE deleted_at IS NULL").fetchone()
            newest = run(
                "SELECT started_at, utc_offset_min FROM session WHERE deleted_at IS NULL "
                "ORDER BY started_at DESC LIMIT 1"
            ).fetchone()
            begun = None if newest is None else from_text(*newest)
    except (ValueError, TypeError) as error:
        raise damaged(path, str(error)) from error
    alive = sum(deleted_at is None for _, deleted_at in ids)
    return Contents(alive, sets, runs, begun), dict.fromkeys(id_ for id_, _ in ids)


def _copy_database(source: sqlite3.Connection, target: Path) -> None:
    """All pages as of one moment, in a file that needs no log beside it."""
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    _to_disk(target)


@contextmanager
def _removed_on_failure(part: Path) -> Iterator[Path]:
    try:
        yield part
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _link(path: Path, name: Path) -> None:
    """A second name for a file; a copy where the file system has no links."""
    try:
        os.link(path, name)
    except OSError:
        shutil.copyfile(path, name)
        _to_disk(name)


def _to_disk(path: Path) -> None:
    """Wait until the file (or what a folder lists) has reached the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
