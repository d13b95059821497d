"""Small pictures of the main pages, the same at every run, for tests/gui/test_screenshots.py.

    python tools/page_pictures.py                    # remakes the references of the tests
    python tools/page_pictures.py --out DIR [--only progress]

Look at what changed before it is kept: git diff shows the pictures.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
os.environ["TZ"] = "UTC"  # moments are told as they are here
time.tzset()

REFERENCES = Path(__file__).parents[1] / "tests" / "gui" / "pictures"
NOW = datetime(2030, 1, 7, 7, 0, tzinfo=timezone(timedelta(0)))
WINDOW, SMALL = (1280, 800), (320, 200)
THEMES = ("light", "dark")
ALSO_DARK = ("progress", "player")  # the others differ by their colours alone
ROUNDS = 60  # small figures are drawn one at a time


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REFERENCES)
    parser.add_argument("--only", default="", help="one page: today, progress, player, ...")
    options = parser.parse_args()

    from gui.start_controller import make_application
    from gui.theme import has_typeface

    app = make_application()
    if not has_typeface():
        raise SystemExit("The typeface of the interface is not installed.")
    options.out.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as folder:
            shoot(app, Path(folder), theme, options.out, options.only)


def shoot(app: object, folder: Path, theme: str, out: Path, only: str) -> None:
    """Every main page in one theme."""
    from PySide6.QtCore import QSettings, Qt
    from PySide6.QtWidgets import QApplication

    from gui.settings import Settings, save
    from gui.window_controller import WindowRoom
    from tools.generated_year import make_year
    from workouts.library import load_library

    assert isinstance(app, QApplication)
    clock = Clock()
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    read = NOW.date().isoformat()
    save(store, Settings(theme=theme, voice_on=False, reduced_motion=True, safety_read=read))
    make_year(folder / "history.db", date(2030, 1, 6), 16)
    library = load_library(None)
    room = WindowRoom(
        app, store, folder, folder / "history.db", library, clock, lambda: NOW, lambda: 0.0, "test"
    )
    room.window.resize(*WINDOW)
    room.window.show()
    room.open_history()

    def keep(name: str) -> None:
        if only not in ("", name) or (theme == "dark" and name not in ALSO_DARK):
            return
        for _ in range(ROUNDS):
            app.processEvents()
        if focus := app.focusWidget():
            focus.clearFocus()  # a blinking caret is no change
        app.processEvents()
        picture = (
            room.window.grab()
            .toImage()
            .scaled(
                *SMALL,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        picture.save(str(out / f"{name}_{theme}.png"))

    for name, page in room.named_pages().items():
        if only in ("", name) and (theme == "light" or name in ALSO_DARK):
            room.window.show_home(page)
            keep(name)
    if only in ("", "player", "summary"):
        room.controller.start("pre-run-1")
        driver = room.controller.driver
        assert driver
        for _ in range(14):
            clock.now += 1.0
            driver.wake()
        room.pages.player.finish_moving()
        room.pages.player.refresh()
        room.pages.player.finish_moving()
        keep("player")
        for _ in range(120):
            clock.now += 0.5
            driver.wake()
        app.processEvents()
        room.pages.summary.ring.finish_moving()
        keep("summary")
    room.close()
    room.window.busy = False
    room.window.close()


if __name__ == "__main__":
    main()
