"""Writes that are not given up: what the disk refuses is held and tried again, in order."""

import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from db.errors import HistoryUnavailableError, translated

Statement = tuple[str, Sequence[object]]  # SQL and its values

# A later `updated_at` than the row has, even when the clock was set back: newest wins in a merge.
NEWER = "max(?, strftime('%Y-%m-%dT%H:%M:%fZ', updated_at, '+0.001 seconds'))"
MOST_HELD = 1_000  # writes; a long session makes about a hundred


class Writer:
    """Commits each write as one transaction; refused writes wait for the next one."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._held: deque[tuple[Statement, ...]] = deque()

    @property
    def held(self) -> int:
        """How many writes wait in memory for the file to accept them."""
        return len(self._held)

    def write(
        self, *statements: Statement, kept_id: str | None = None, durable: bool = False
    ) -> None:
        """Commit the statements together, after everything held from before.

        A durable write, and all before it, survives a power cut once this returns. Raises
        HistoryUnavailableError or HistoryDamagedError when that is impossible now; the
        statements are then held.
        """
        if len(self._held) >= MOST_HELD:
            raise HistoryUnavailableError(
                f"{MOST_HELD} results wait to be written to {self._path}; no more can be held "
                "in memory. Make the file writable, then try again."
            )
        self._held.append(statements)
        self.settle(kept_id, durable=durable)

    def settle(self, kept_id: str | None = None, *, durable: bool = True) -> None:
        """Write what is held. Raises like `write`; what could not be written stays held."""
        try:
            with translated(self._path), synced(self._connection, durable):
                self._drain()
        except HistoryUnavailableError as error:
            held = f" {self.held} results are held in memory and tried again with the next one."
            raise HistoryUnavailableError(f"{error}{held}", kept_id) from error

    def try_once(self, *statements: Statement) -> None:
        """Commit the statements or forget them, without waiting for other programs.

        What is held from before goes first, so that rows are never written out of order.
        """
        with translated(self._path), patience(self._connection, 0):
            self._drain()
            self._commit(statements)

    def _drain(self) -> None:
        while self._held:
            self._commit(self._held[0])
            self._held.popleft()

    def _commit(self, statements: Sequence[Statement]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for sql, values in statements:
                self._connection.execute(sql, values)
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                # A mistake of ours would bar the way for every later write.
                self._forget(statements)
            raise

    def _forget(self, statements: Sequence[Statement]) -> None:
        if self._held and self._held[0] is statements:
            self._held.popleft()


@contextmanager
def synced(connection: sqlite3.Connection, durable: bool) -> Iterator[None]:
    """While inside, each commit waits for the disk, if that is asked for."""
    if not durable:
        yield
        return
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def transaction(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """All or nothing, and on the disk at the end; nothing with `keep` off, for a preview."""
    with synced(connection, True):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT" if keep else "ROLLBACK")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def patience(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """While inside, a busy file is waited for that long before it is refused."""
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {before}")
