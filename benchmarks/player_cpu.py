"""What a session in the player costs, beside an empty Qt window in the same run.

    python -m benchmarks.player_cpu [--seconds 20] [--size 1280x800] [--exercise clamshell]

Each scene runs in a process of its own, for real, and counts its processor time and the frames
that were painted: an empty window; reps, with the figure moving at thirty frames a second; the
same at less movement; a hold; a pause. Per cent of one core. Goals: 25 for reps, 2 for a hold and
a pause, the empty window taken away. On the platform Qt finds: `xvfb-run` or a display counts the
way to the screen, `QT_QPA_PLATFORM=offscreen` the painting alone.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.window_controller import WindowRoom

SCENES = ("empty", "reps", "reps, less movement", "hold", "pause")
SETTLE_S = 4.0


def scene(name: str, options: argparse.Namespace) -> None:
    """Play one scene and print its cost as JSON."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    size = [int(part) for part in options.size.split("x")]
    frames = {"figure": 0, "dial": 0, "page": 0}
    if name == "empty":
        window = QWidget()
        window.resize(*size)
        window.show()
        room = None
    else:
        room = open_player(app, name, options, size)
        player = room.pages.player
        for key, widget in (("figure", player.figure), ("dial", player.dial), ("page", player)):
            count_paints(widget, frames, key)
    used: list[tuple[float, float]] = []

    def note() -> None:
        used.append((time.process_time(), time.perf_counter()))
        if len(used) == 1:
            for key in frames:
                frames[key] = 0
        else:
            app.exit()

    QTimer.singleShot(int(SETTLE_S * 1000), note)
    QTimer.singleShot(int((SETTLE_S + options.seconds) * 1000), note)
    app.exec()
    (cpu0, wall0), (cpu1, wall1) = used
    seconds = wall1 - wall0
    print(
        json.dumps(
            {
                "percent": 100 * (cpu1 - cpu0) / seconds,
                **{key: count / seconds for key, count in frames.items()},
            }
        ),
        flush=True,
    )
    os._exit(0)


def open_player(
    app: "QApplication", name: str, options: argparse.Namespace, size: list[int]
) -> "WindowRoom":
    """The real window with a session under way; no sound, which has its own processes."""
    from dataclasses import replace
    from datetime import datetime

    from PySide6.QtCore import QSettings

    from gui.start_controller import load_typeface
    from gui.window_controller import WindowRoom
    from workouts.library import load_library

    load_typeface()
    folder = Path(options.folder)
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    library = load_library()
    room = WindowRoom(
        app, store, folder, folder / "history.db", library, time.monotonic,
        lambda: datetime.now().astimezone(), lambda: 0.0, "benchmark",
    )  # fmt: skip
    room.window.resize(*size)
    room.window.show()
    if "less movement" in name:
        room.use_settings(replace(room.settings, reduced_motion=True))
    exercise = "side-plank" if name == "hold" else options.exercise
    if exercise not in library.exercises:
        exercise = next(e.id for e in library.exercises.values() if e.measure == "hold")
    timeline = library.timeline(exercise)
    work = next(step for step in timeline.steps if step.kind == "work")
    room.controller.start_timeline(timeline)
    driver = room.controller.driver
    assert driver
    driver.seek(work.index)
    driver.extend(120.0)
    if name == "pause":
        driver.pause()
    return room


def count_paints(widget: "QWidget", frames: dict[str, int], key: str) -> None:
    """Count paint events without a Python object on their way through Qt."""
    paint = widget.paintEvent

    def counted(event: "QPaintEvent") -> None:
        frames[key] += 1
        paint(event)

    widget.paintEvent = counted  # type: ignore[method-assign]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--exercise", default="clamshell")
    parser.add_argument("--only", choices=SCENES, help="measure this scene alone")
    parser.add_argument("--scene", choices=SCENES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scene:
        scene(options.scene, options)
        return
    print(f"{options.size}, Qt on {os.environ.get('QT_QPA_PLATFORM', 'the display')}")
    head = f"{'':22s}{'CPU':>8s}{'less empty':>12s}{'figure':>9s}{'dial':>8s}{'page':>8s}"
    print(f"{head}  frames/s")
    empty = 0.0
    for name in (options.only,) if options.only else SCENES:
        found = measured(name, options)
        if name == "empty":
            empty = found["percent"]
        print(
            f"{name:22s}{found['percent']:7.1f}%{found['percent'] - empty:11.1f}%"
            f"{found['figure']:9.1f}{found['dial']:8.1f}{found['page']:8.1f}",
            flush=True,
        )


def measured(name: str, options: argparse.Namespace) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-m", "benchmarks.player_cpu", "--scene", name),
            *("--folder", folder, "--seconds", str(options.seconds)),
            *("--size", options.size, "--exercise", options.exercise),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            timeout=options.seconds + 60,
            env={**os.environ, "QT_NO_GUI_THREADPOOL": "1"},
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
