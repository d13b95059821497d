"""What can go wrong with the history, in words for whoever has to do something about it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HistoryError(Exception):
    """Something outside the program keeps the history from its work. Not a bug."""


class HistoryUnavailableError(HistoryError):
    """The file cannot be used just now: disk full, locked, read-only. Nothing is lost.

    `kept_id` names the row that is held in memory until it can be written, where there is one.
    """

    def __init__(self, message: str, kept_id: str | None = None) -> None:
        super().__init__(message)
        self.kept_id = kept_id


class HistoryTooNewError(HistoryError):
    """A newer version of the program wrote the file; it was left exactly as it is."""


class HistoryDamagedError(HistoryError):
    """The file is not a readable history. It is never deleted; a backup can take its place."""


class ImportRefusedError(HistoryError):
    """A file as a whole cannot be imported; nothing was changed."""


# Code of SQLite -> what happened, what to do.
_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: ("another program is using it", "Close that program or try again."),
    sqlite3.SQLITE_LOCKED: ("another program is using it", "Close that program or try again."),
    sqlite3.SQLITE_FULL: ("the disk is full", "Make some room on the disk, then try again."),
    sqlite3.SQLITE_READONLY: (
        "it may only be read",
        "Allow writing to the file and its folder, or choose another data folder.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened",
        "Check that the folder exists and may be written to, or choose another data folder.",
    ),
    sqlite3.SQLITE_PERM: ("access was denied", "Check who owns the file and its folder."),
    sqlite3.SQLITE_AUTH: ("access was denied", "Check who owns the file and its folder."),
    sqlite3.SQLITE_IOERR: (
        "the disk did not accept it",
        "Check that the disk is connected and has room, then try again.",
    ),
    sqlite3.SQLITE_NOMEM: ("memory ran out", "Close other programs, then try again."),
    sqlite3.SQLITE_PROTOCOL: ("another program is using it", "Try again in a moment."),
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
# Our statements are tested against our schema: where these come up, the file lost a part of it.
_SIGNS_OF_DAMAGE = ("no such table", "no such column", "malformed", "Could not decode")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's complaints of the world come out as a HistoryError; mistakes of ours stay."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        named = translate(error, path)
        if named is None:
            raise
        raise named from error
    except UnicodeDecodeError as error:
        raise damaged(path, str(error)) from error


@contextmanager
def files_translated(path: Path) -> Iterator[None]:
    """As `translated`, for what the program does with the file's folder itself."""
    try:
        yield
    except OSError as error:
        raise HistoryUnavailableError(
            f"The training history {path} cannot be used: {error.strerror or error}. "
            "Nothing that was kept is lost. Check the folder, then try again."
        ) from error


@contextmanager
def written_out(path: Path) -> Iterator[None]:
    """As `translated`, for a file that goes elsewhere."""
    try:
        yield
    except OSError as error:
        raise HistoryUnavailableError(
            f"{path} cannot be written: {error.strerror or error}. The history is unchanged. "
            "Choose another place."
        ) from error


def translate(error: sqlite3.DatabaseError, path: Path) -> HistoryError | None:
    """The error in plain words; None where it is a mistake of the program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its extended part
    if code in _DAMAGED or any(sign in str(error) for sign in _SIGNS_OF_DAMAGE):
        return damaged(path, str(error))
    if code in _UNAVAILABLE:
        if code == sqlite3.SQLITE_CANTOPEN and not os.access(path.parent, os.W_OK):
            code = sqlite3.SQLITE_READONLY
        what, remedy = _UNAVAILABLE[code]
        return HistoryUnavailableError(
            f"The training history {path} cannot be used: {what} ({error}). "
            f"Nothing that was kept is lost. {remedy}"
        )
    return None


def damaged(path: Path, why: str) -> HistoryDamagedError:
    return HistoryDamagedError(
        f"The training history {path} is damaged ({why}). It was left as it is. "
        "Restore the newest good backup; the damaged file is set aside, never deleted."
    )


def too_new(path: Path, found: str, known: int) -> HistoryTooNewError:
    return HistoryTooNewError(
        f"The training history {path} was made by a newer version of the program "
        f"(schema {found}, this program knows {known}). It was left untouched and nothing is "
        "lost. Update the program, or choose another data folder."
    )
