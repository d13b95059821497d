"""Tells whether a session is under way in another program, so that it is not continued twice."""

import sqlite3
from pathlib import Path

LOCK_NAME = "session.lock"


class LiveSession:
    """A lock beside the history, held while a session runs; the system lets go when we die.

    It is SQLite's own lock of a file that stays empty: the same on every platform. Where the
    folder takes no file there is no lock, and nothing is known of others.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self) -> None:
        """Say that a session runs here, unless one runs elsewhere already."""
        if self._held is None:
            self._held, _ = self._try()

    def release(self) -> None:
        """Say that it is over."""
        if self._held is not None:
            self._held.close()
            self._held = None

    @property
    def elsewhere(self) -> bool:
        """Whether another program says that a session runs there."""
        if self._held is not None or not self._path.exists():
            return False
        probe, taken = self._try()
        if probe is not None:
            probe.close()
        return taken

    def _try(self) -> tuple[sqlite3.Connection | None, bool]:
        """The lock, or why not: whether another program has it."""
        try:
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        except sqlite3.Error:
            return None, False
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            return None, error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        return connection, False
