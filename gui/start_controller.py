"""Opens the program's window: the application, its typeface, and which copy of it runs."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from media.sound import Sound
    from workouts.library import Library
    from workouts.timeline import Timeline


def run_window(
    app: QApplication,
    folder: Path,
    database: Path,
    library: "Library",
    *,
    clock: Callable[[], float],
    wall_clock: Callable[[], datetime],
    asleep_s: Callable[[], float],
    version: str,
    start: "Timeline | None" = None,
    go_on: bool = False,
    ends_at: datetime | None = None,
    sound: "Sound | None" = None,
) -> int:
    """Open the window and return the exit code once it is closed."""
    from gui.one_copy import OneCopy
    from gui.window_controller import WindowRoom
    from workouts.wish import Wish, wish_text

    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    wish = Wish(start, go_on, ends_at)
    one = OneCopy(folder)
    if one.hand_over(wish_text(wish)):
        if sound:
            sound.close()
        return 0
    new = not store.allKeys() and not database.exists()
    room = WindowRoom(app, store, folder, database, library, clock, wall_clock, asleep_s, version)
    room.sound = sound
    one.wish_heard.connect(room.hear)
    one.listen()
    room.window.show()
    QTimer.singleShot(0, room.furnish)
    if wish != Wish():
        QTimer.singleShot(0, lambda: room.grant(wish))
    elif new:
        room.welcoming.begin()
    else:
        QTimer.singleShot(0, room.ask_first_questions)
    try:
        return app.exec()
    finally:
        one.close()
        room.close()


def make_application() -> QApplication:
    """The application object, with its typeface."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Holdfast")
    QGuiApplication.setDesktopFileName("io.github.holdfast.Holdfast")
    load_typeface()
    return app


def load_typeface() -> None:
    """The interface's typeface from its package; the system's stands in where it is missing."""
    try:
        import fontpkg_inter
    except ImportError:
        return
    package = Path(fontpkg_inter.__file__).parent
    for path in sorted(package.rglob("*.ttf")):
        if "Italic" not in path.name:
            QFontDatabase.addApplicationFont(str(path))
