"""Takes in files of runs that appear in a folder: each once, and a hostile one never again."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QSettings, QTimer, Signal, Slot

QUIET_MS = 1500  # a watch writes its file in several steps
SEEN_KEY = "runs/seen"
MOST_SEEN = 2000
MOST_AT_ONCE = 20  # the others a moment later, so that the window stays awake
ENDINGS = {".gpx", ".fit", ".csv"}


class RunsWatch(QObject):
    """Watches one folder, or none."""

    taken = Signal(str, int)  # name of the file, new runs; only where there were some
    refused = Signal(str, str)  # name of the file, why

    def __init__(
        self,
        store: QSettings,
        database: Path,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._database, self._now = store, database, now
        self._folder: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self.timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._watcher.directoryChanged.connect(self._notice)
        self.timer.timeout.connect(self.look)

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
            self.timer.start()

    @Slot()
    def _notice(self) -> None:
        self.timer.start()

    @Slot()
    def look(self) -> None:
        """Take in what was not there the last time."""
        if self._folder is None:
            return
        seen = self._seen()
        new = [(path, mark) for path, mark in _files(self._folder) if mark not in seen]
        for path, mark in new[:MOST_AT_ONCE]:
            self._keep_seen([*self._seen(), mark])  # first: a file that kills is not tried again
            self._take(path)
        if len(new) > MOST_AT_ONCE:
            self.timer.start()

    def _take(self, path: Path) -> None:
        from db.errors import HistoryError
        from db.importing import import_file, kind_of

        try:
            if kind_of(path) not in ("gpx", "fit", "csv"):
                raise ValueError("Only GPX, FIT and CSV files are taken in by themselves.")
            report = import_file(path, self._database, now=self._now)
        except (HistoryError, OSError, ValueError) as error:
            self.refused.emit(path.name, str(error))
            return
        if report.new:
            self.taken.emit(path.name, report.new)
        elif report.refused:
            one = report.refused[0]
            self.refused.emit(path.name, f"{one.row}: {one.why}.")

    def _seen(self) -> list[str]:
        found = self._store.value(SEEN_KEY, [])
        if isinstance(found, str):  # a list of one comes back as its one
            return [found]
        return [str(one) for one in found] if isinstance(found, list) else []

    def _keep_seen(self, marks: list[str]) -> None:
        self._store.setValue(SEEN_KEY, marks[-MOST_SEEN:])
        self._store.sync()


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
