"""What the page of progress costs to open, to change its range and to hover, in one run.

    python benchmarks/charts.py [--keep DIR]

Twenty years beside one month, with the real window: medians in milliseconds, the best of the runs
in brackets. Goals: opening 300, another range 100, hovering 16. Everything up to the painted
picture counts; what is read in the background after opening does not.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.history import END, make_history, timed
from gui.settings import Settings, save
from gui.start_controller import make_application
from gui.window_controller import WindowRoom
from workouts.library import load_library

RANGES = ("4-weeks", "3-months", "1-year", "all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the two histories in this folder")
    options = parser.parse_args()
    app = make_application()
    columns = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, weeks in (("one month", 4), ("twenty years", 52 * 20)):
            place = (options.keep or Path(folder)) / name.replace(" ", "-")
            place.mkdir(parents=True, exist_ok=True)
            path = place / "history.db"
            sets = make_history(path, weeks) if not path.exists() else weeks * 5 * 25
            columns[f"{name} ({sets:,} sets)"] = measure(app, place)
    headers = list(columns)
    print(f"| what | {' | '.join(headers)} |\n|---|{'---:|' * len(headers)}")
    for what in columns[headers[0]]:
        print(f"| {what} | {' | '.join(columns[header][what] for header in headers)} |")


def measure(app: QApplication, folder: Path) -> dict[str, str]:
    """The real window over one history."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    store.clear()
    save(store, Settings(voice_on=False))
    path = folder / "history.db"
    room = WindowRoom(
        app,
        store,
        folder,
        path,
        load_library(None),
        lambda: 0.0,
        lambda: END,
        lambda: 0.0,
        "bench",
    )
    room.window.resize(1280, 800)
    room.window.show()
    room.open_history()
    app.processEvents()
    told: dict[str, str] = {}
    controller = room.progress

    def opened() -> None:
        controller.training.forget()
        room.window.show_home(room.pages.settings)
        room.window.show_home(room.progress_stack)
        controller.show_overview()
        room.window.grab()

    opened()
    told["opening, three months, nothing read yet (300)"] = timed(opened, 7)
    while not controller.is_prepared:
        app.processEvents()
    for wish in RANGES:
        told[f"overview, range to {wish} (100)"] = timed(changed(controller, room, wish), 5)
    controller.open_metric("hold_endurance", "")
    for wish in RANGES:
        told[f"one chart, range to {wish} (100)"] = timed(changed(controller, room, wish), 5)
    chart = controller.chart_page.chart
    told["one chart, all: pan"] = timed(panned(app, controller), 9)
    xs = iter(range(100, 100_000, 7))

    def hovered() -> None:
        QTest.mouseMove(chart, QPoint(60 + next(xs) % (chart.width() - 80), 150))
        chart.grab()

    told["one chart, all: hover (16)"] = timed(hovered, 60)
    controller.open_metric("volume", "")
    told["bars, all: hover (16)"] = timed(hovered, 60)
    room.close()
    room.window.close()
    return told


def changed(controller: object, room: WindowRoom, wish: str) -> Callable[[], None]:
    from gui.progress_controller import ProgressController

    assert isinstance(controller, ProgressController)

    def act() -> None:
        controller.forget_cards()  # of the range last shown: each change counts in full
        controller.choose_range(wish)
        room.window.grab()

    return act


def panned(app: QApplication, controller: object) -> Callable[[], None]:
    from gui.progress_controller import ProgressController

    assert isinstance(controller, ProgressController)
    chart = controller.chart_page.chart
    chart.zoom(3)

    def act() -> None:
        QTest.keyClick(chart, Qt.Key.Key_PageUp)
        chart.grab()
        app.processEvents()

    return act


if __name__ == "__main__":
    main()
