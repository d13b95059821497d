"""How long a warm-up takes to compose, and from the command to its first tone.

    python -m benchmarks.warm_up [--runs N | --compose]

Composing is CPU time, told beside laying out the longest ready workout in the same run (goal:
under 5 ms).
The cold start is told beside an empty Qt window in the same run, taking turns (goal: within 1.5
times): from the start of the process to the first paint of the window, and to the first tone as
it is heard at a null sink. That tone says that the command was understood; told besides is when
the clock of the session begins, two seconds before the first tone of its count down.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import combinations, product
from pathlib import Path

import numpy as np

from benchmarks.pulse import RATE, SETTLE_S, PulseMissingError, PulseServer, Recorder
from workouts.library import load_library
from workouts.model import Equipment
from workouts.timeline import compile_workout
from workouts.warm_up import NoWarmUpError, Place, Run, Wishes, compose

ROOT = Path(__file__).parents[1]
GOAL_MS, GOAL_TIMES = 5.0, 1.5
COUNT_DOWN_AT = 2.0  # the plan: five seconds to get ready, tones at 3-2-1
LOUD = 300  # of 32768
HEARD_S = 6.0  # how long is listened
APART_S = 0.5  # two tones

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print("painted", flush=True)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--compose", action="store_true", help="only this; no cold start")
    said = asked.parse_args()
    ok = compose_times()
    if said.compose:
        return 0 if ok else 1
    try:
        return 0 if cold_start(said.runs) and ok else 1
    except PulseMissingError as error:
        print(f"cold start: not measured ({error})")
        return 1


def compose_times() -> bool:
    library = load_library(None)
    some = (Equipment.MINI_BAND, Equipment.WALL, Equipment.STEP)  # all that a move asks for
    owned = (None, *(frozenset(own) for size in range(4) for own in combinations(some, size)))
    times, refused = [], 0
    for minutes, place, run, own in product(range(1, 16), Place, (None, *Run), owned):
        wishes = Wishes(seconds=minutes * 60, place=place, run=run, own=own)
        begun = time.process_time()
        try:
            compose(wishes, library)
        except NoWarmUpError:
            refused += 1
        times.append((time.process_time() - begun) * 1000)
    longest = max(library.workouts.values(), key=lambda workout: len(workout.item))
    beside = []
    for _ in range(50):
        begun = time.process_time()
        compile_workout(longest, library.exercises)
        beside.append((time.process_time() - begun) * 1000)
    middle, slow = statistics.median(times), float(np.percentile(times, 95))
    print(
        f"compose: {len(times)} wishes ({refused} impossible), median {middle:.2f} ms, "
        f"95 % within {slow:.2f} ms, slowest {max(times):.2f} ms; "
        f"laying out {longest.id}: {statistics.median(beside):.2f} ms"
    )
    _say(max(times) <= GOAL_MS, f"goal: each under {GOAL_MS:g} ms, the first included")
    return max(times) <= GOAL_MS


def cold_start(runs: int) -> bool:
    server = PulseServer("ear")
    try:
        with tempfile.TemporaryDirectory() as folder:
            ini = Path(folder) / "settings.ini"
            ini.write_text("[General]\nvoice_on=false\nsafety_read=2100-01-01\n")
            _onsets(server, folder)  # the history is there, as on any day but the first
            empty, heard = [], []
            for _ in range(runs):
                empty.append(_empty_window())
                heard.append(_onsets(server, folder))
    finally:
        server.close()
    if not all(len(onsets) > 1 for onsets in heard):
        print("cold start: not every tone was heard")
        return False
    window = statistics.median(empty)
    tone = statistics.median(onsets[0] for onsets in heard)
    begun = statistics.median(onsets[1] - COUNT_DOWN_AT for onsets in heard)
    print(
        f"cold start, median of {runs}: empty Qt window {window:.2f} s; command to first tone "
        f"{tone:.2f} s, {tone / window:.2f} times; the session's clock begins after {begun:.2f} s"
    )
    _say(tone <= GOAL_TIMES * window, f"goal: within {GOAL_TIMES:g} times")
    return tone <= GOAL_TIMES * window


def _empty_window() -> float:
    begun = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-c", EMPTY], stdout=subprocess.PIPE, env=_env({}), text=True
    )
    assert child.stdout
    child.stdout.readline()
    took = time.monotonic() - begun
    child.kill()
    child.wait()
    return took


def _onsets(server: PulseServer, folder: str) -> list[float]:
    """Seconds from the start of the process to each tone that is heard."""
    recorder = Recorder(server, "ear")
    time.sleep(SETTLE_S + 1)
    command = [sys.executable, str(ROOT / "main.py"), "--data-dir", folder]
    begun = time.monotonic()
    env = _env({**server.env, "SDL_AUDIODRIVER": "pulseaudio"})
    quiet = subprocess.DEVNULL
    wish = [*command, "warm-up", "--minutes", "1"]
    child = subprocess.Popen(wish, env=env, stdout=quiet, stderr=quiet)
    time.sleep(HEARD_S)
    child.kill()
    child.wait(10)
    recording = recorder.stop()
    loud = np.flatnonzero(np.abs(recording.samples.astype(np.int32)) > LOUD)
    loud = loud[loud > recording.frame_at(begun)]
    first = loud[np.diff(loud, prepend=-RATE) > APART_S * RATE]
    return [float(frame - recording.frame_at(begun)) / RATE for frame in first]


def _env(more: dict[str, str]) -> dict[str, str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **more}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env


def _say(met: bool, goal: str) -> None:
    print(f"  {goal}: {'met' if met else 'NOT met'}")


if __name__ == "__main__":
    raise SystemExit(main())
