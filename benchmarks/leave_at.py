"""Whether "I leave at" is met to the second by the real program, in real time.

    python -m benchmarks.leave_at [--pause S]

Three warm-ups at once, each with `--leave-at` the same minute: in a terminal, paused by its key
for S seconds (60); in a window on a virtual screen, paused by its key; and in a terminal that is
killed and continued. What the history then says is told: when each ended, and how long it was
paused. Takes three to four minutes.
"""

import argparse
import contextlib
import os
import pty
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, str(ROOT / "main.py"), "--data-dir"]
INI = "[General]\nvoice_on=false\nsafety_read=2100-01-01\nask_pain=false\nchecks_known=band+mat\n"
AT_LEAST = timedelta(seconds=170)
BEFORE_PAUSE_S = 25.0
GOAL_S = 1.0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pause", type=float, default=60.0)
    pause_s = asked.parse_args().pause
    leave = (datetime.now().astimezone() + AT_LEAST + timedelta(minutes=1)).replace(
        second=0, microsecond=0
    )
    ways: dict[str, Callable[[Path, datetime, float], None]] = {
        "terminal, paused": terminal_paused,
        "window, paused": window_paused,
        "terminal, killed and continued": terminal_killed,
    }
    print(f"leaving at {leave:%H:%M}, paused for {pause_s:g} s")
    with tempfile.TemporaryDirectory() as root:
        folders = [Path(root) / str(number) for number in range(len(ways))]
        threads = []
        for folder, way in zip(folders, ways.values(), strict=True):
            folder.mkdir()
            (folder / "settings.ini").write_text(INI)
            threads.append(threading.Thread(target=way, args=(folder, leave, pause_s)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return max([tell(name, f, leave) for name, f in zip(ways, folders, strict=True)])


def tell(name: str, folder: Path, leave: datetime) -> int:
    """A line on what the history keeps; 0 where the promise was kept."""
    row = ("not begun", None, 0, 0)
    with (
        contextlib.closing(sqlite3.connect(folder / "history.db")) as history,
        contextlib.suppress(sqlite3.OperationalError),
    ):
        found = history.execute("SELECT state, finished_at, active_s, paused_s FROM session")
        row = found.fetchone() or row
    state, finished_at, active_s, paused_s = row
    if state != "finished":
        print(f"{name}: {state}  NOT met")
        return 1
    ended = datetime.fromisoformat(str(finished_at)).replace(tzinfo=UTC)
    off = (ended - leave).total_seconds()
    met = abs(off) <= GOAL_S
    print(
        f"{name}: ended {off:+.2f} s from the minute, {active_s:.1f} s active, "
        f"{paused_s:.1f} s paused  {'met' if met else 'NOT met'}"
    )
    return 0 if met else 1


def terminal_paused(folder: Path, leave: datetime, pause_s: float) -> None:
    with terminal(folder, "warm-up", "--leave-at", f"{leave:%H:%M}", "--terminal") as (
        child,
        keys,
    ):
        wait(BEFORE_PAUSE_S)
        os.write(keys, b" ")
        wait(pause_s)
        os.write(keys, b" ")
        child.wait(400)


def terminal_killed(folder: Path, leave: datetime, pause_s: float) -> None:
    with terminal(folder, "warm-up", "--leave-at", f"{leave:%H:%M}", "--terminal") as (child, _):
        wait(BEFORE_PAUSE_S)
        child.send_signal(signal.SIGKILL)
        child.wait()
    wait(pause_s)
    with terminal(folder, "run", "pre-run-5", "--continue", "--terminal") as (child, _):
        child.wait(400)


def window_paused(folder: Path, leave: datetime, pause_s: float) -> None:
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("window: not tried, Xvfb and xdotool are needed")
        return
    with screen() as display:
        env = environment(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        wish = [*PROGRAM, str(folder), "warm-up", "--leave-at", f"{leave:%H:%M}"]
        child = subprocess.Popen(wish, env=env, stderr=subprocess.DEVNULL)
        press = ["xdotool", "key", "--delay", "50", "space"]
        wait(BEFORE_PAUSE_S)
        subprocess.run(press, env=env, check=True)
        wait(pause_s)
        subprocess.run(press, env=env, check=True)
        wait((leave - datetime.now().astimezone()).total_seconds() + 5)
        child.terminate()
        child.wait(20)


@contextlib.contextmanager
def terminal(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program in a terminal of its own, and where its keys are pressed."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [*PROGRAM, str(folder), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(),
        start_new_session=True,
    )
    os.close(theirs)
    reader = threading.Thread(target=drain, args=(ours, child), daemon=True)
    reader.start()
    try:
        yield child, ours
    finally:
        if child.poll() is None:
            child.kill()
        reader.join()
        os.close(ours)


def drain(terminal_: int, child: "subprocess.Popen[bytes]") -> None:
    """Read what it says, so that it never waits for us."""
    while child.poll() is None:
        ready, _, _ = select.select([terminal_], [], [], 0.2)
        with contextlib.suppress(OSError):
            if ready:
                os.read(terminal_, 65536)


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; its name."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        yield ":" + os.read(ours, 16).decode().strip()
    finally:
        server.terminate()
        server.wait()
        os.close(ours)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "SDL_AUDIODRIVER": "dummy", **more}


def wait(seconds: float) -> None:
    time.sleep(max(0.0, seconds))


if __name__ == "__main__":
    raise SystemExit(main())
