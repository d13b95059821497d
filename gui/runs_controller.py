"""Takes in files of runs that appear in a folder: each once, and a hostile one never again.

Files are listed, read and kept beside the window, which goes on meanwhile.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer, Signal, Slot

QUIET_MS = 1500  # a watch writes its file in several steps
LATER_MS = 20_000  # after a session, or after the history was away
SEEN_KEY = "runs/seen"
MOST_SEEN = 2000
ENDINGS = {".gpx", ".fit", ".csv"}


@dataclass(slots=True)
class Found:
    """What a look at the folder brought: new runs and refusals, by name of the file."""

    taken: list[tuple[str, int]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


class RunsWatch(QObject):
    """Watches one folder, or none. Nothing is read while `busy` says that a session runs."""

    reading = Signal(int, int)  # which of how many files
    found = Signal(object)  # Found, where there was anything
    _done = Signal()

    def __init__(
        self,
        store: QSettings,
        database: Path,
        now: Callable[[], datetime],
        busy: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._seen_in, self._database = store.fileName(), database
        self._now, self._busy = now, busy
        self._folder: Path | None = None
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._watcher = QFileSystemWatcher(self)
        self.timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._watcher.directoryChanged.connect(self._notice)
        self.timer.timeout.connect(self.look)
        self._done.connect(self._end)

    def use_folder(self, folder: str) -> None:
        """Watch this folder from now on; empty for none. What is in it already is taken in."""
        wished = Path(folder) if folder else None
        if wished == self._folder:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder = wished
        if wished and wished.is_dir():
            self._watcher.addPath(str(wished))
            self.timer.start(QUIET_MS)

    @Slot()
    def _notice(self) -> None:
        self.timer.start(QUIET_MS)

    @Slot()
    def look(self) -> None:
        """Begin to take in what was not there the last time; `found` tells how it went."""
        if self._folder is None:
            return
        if self._busy() or self._thread:
            self.timer.start(LATER_MS if self._busy() else QUIET_MS)
            return
        self._stopping.clear()
        self._thread = threading.Thread(target=self._work, args=(self._folder,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read on no more until later; returns when nothing of the history is in use."""
        self._stopping.set()
        if self._thread:
            self._thread.join()
            self.timer.start(LATER_MS)

    @Slot()
    def _end(self) -> None:
        self._thread = None
        if self._stopping.is_set() or self._busy():
            self.timer.start(LATER_MS)

    # -- beside the window

    def _work(self, folder: Path) -> None:
        # Settings of its own: another thread may not use those of the window.
        store = QSettings(self._seen_in, QSettings.Format.IniFormat)
        seen, found = _seen(store), Found()
        known = set(seen)
        new = [(path, mark) for path, mark in _files(folder) if mark not in known]
        for number, (path, mark) in enumerate(new, 1):
            if self._stopping.is_set() or self._busy():
                break
            self.reading.emit(number, len(new))
            seen.append(mark)  # first: a file that kills is not tried again
            store.setValue(SEEN_KEY, seen[-MOST_SEEN:])
            store.sync()
            self._take(path, found)
        if found.taken or found.refused:
            self.found.emit(found)
        self._done.emit()

    def _take(self, path: Path, found: Found) -> None:
        from db.errors import HistoryError
        from db.importing import import_file, kind_of

        try:
            if kind_of(path) not in ("gpx", "fit", "csv"):
                raise ValueError("Only GPX, FIT and CSV files are taken in by themselves.")
            report = import_file(path, self._database, now=self._now)
        except (HistoryError, OSError, ValueError) as error:
            found.refused.append((path.name, str(error)))
            return
        if report.new:
            found.taken.append((path.name, report.new))
        elif report.refused:
            one = report.refused[0]
            found.refused.append((path.name, f"{one.row}: {one.why}."))


def _seen(store: QSettings) -> list[str]:
    found = store.value(SEEN_KEY, [])
    if isinstance(found, str):  # a list of one comes back as its one
        return [found]
    return [str(one) for one in found] if isinstance(found, list) else []


def _files(folder: Path) -> list[tuple[Path, str]]:
    """The files that may be runs, each with what tells it from another of that name."""
    found = []
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in ENDINGS and path.is_file():
                told = path.stat()
                found.append((path, f"{path.name}|{told.st_size}|{told.st_mtime_ns}"))
    except OSError:
        return found
    return found
