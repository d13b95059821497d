"""Tells when the athlete's own files change, whoever changed them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

QUIET_MS = 250  # an editor writes a file in several steps; wait for the last


class FolderWatch(QObject):
    changed = Signal()

    def __init__(self, folders: Iterable[Path], parent: QObject | None = None) -> None:
        """Watches the `.toml` files of folders that exist or can be made."""
        super().__init__(parent)
        self._folders = [folder for folder in folders if _is_there(folder)]
        self._watcher = QFileSystemWatcher(self)
        self.timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._watcher.directoryChanged.connect(self._notice)
        self._watcher.fileChanged.connect(self._notice)
        self.timer.timeout.connect(self._tell)
        self._look()

    def _look(self) -> None:
        """Every file by itself too: a folder does not tell what changes inside its files."""
        wanted = {str(folder) for folder in self._folders if folder.is_dir()}
        for folder in self._folders:
            wanted |= {str(path) for path in folder.glob("*.toml") if path.is_file()}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))

    @Slot()
    def _notice(self) -> None:
        self.timer.start()

    @Slot()
    def _tell(self) -> None:
        self._look()
        self.changed.emit()


def _is_there(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True
