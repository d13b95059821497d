"""Does to a real session what the world does, and looks at what is left.

    python tools/fault_test.py [--only locked|asleep|full|read-only|clock] [--dir DIR]

Each case starts `main.py run pre-run-1 --terminal` (a minute, for real) in a folder of its own:

- locked: another program holds the database for 30 s in the middle of the session
- asleep: the machine sleeps (SIGSTOP) for ten seconds in the middle of a hold, then wakes
- full: the disk of the folder is full from the second exercise on (a tmpfs; needs root)
- read-only: the folder may only be read (needs root)
- clock: the wall clock goes back a day in mid-session (through the clock the history is given)

Prints a line for each case and exits 1 at the first that is not as `docs/history.md` says.
Truncated and overwritten files (200 variants), a lost log and hostile imports are in
`tests/db`; kills are in `tools/kill_test.py` and `tools/kill_session.py`.
"""

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from db.history import History
from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.records import SetResult

ROOT = Path(__file__).parents[1]
WORKOUT = "pre-run-1"
SETS = ["glute-bridge", "standing-glute-squeeze"]
LOCKED_S = 30.0
ASLEEP_S = 10.0


def main() -> None:
    cases: dict[str, Callable[[Path], str]] = {
        "locked": locked,
        "asleep": asleep,
        "full": full,
        "read-only": read_only,
        "clock": clock_set_back,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=cases)
    parser.add_argument("--dir", type=Path, help="where the folders are made; kept afterwards")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for name, case in cases.items():
            if arguments.only in (None, name):
                folder = (arguments.dir or Path(temporary)) / name
                folder.mkdir(parents=True)
                try:
                    print(f"{name:10} {case(folder)}", flush=True)
                except AssertionError as error:
                    print(f"BREACH, {name}: {error}", file=sys.stderr)
                    raise SystemExit(1) from error


def locked(folder: Path) -> str:
    """Sets wait in memory while the file is held, and are written when it is free."""
    session = start(folder)
    wait_for_rows(folder, "SELECT count(*) FROM checkpoint WHERE into_s > 5", 1)
    with closing(sqlite3.connect(folder / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        time.sleep(LOCKED_S)
    _, err = session.communicate(timeout=120)
    expect(session.returncode == 0, f"exit code {session.returncode}: {err}")
    whole(folder)
    return f"held for {LOCKED_S:.0f} s; said {first_line(err)!r}; every set kept"


def asleep(folder: Path) -> str:
    """It pauses where it was left, says so, goes on, and counts no second of sleep."""
    session = start(folder)
    wait_for_rows(folder, "SELECT count(*) FROM checkpoint WHERE step = 1 AND into_s > 4", 1)
    os.kill(session.pid, signal.SIGSTOP)
    time.sleep(ASLEEP_S)
    os.kill(session.pid, signal.SIGCONT)
    out, err = session.communicate(timeout=120)
    expect(session.returncode == 0, f"exit code {session.returncode}: {err}")
    expect("slept" in out, "nothing was said of the sleep")
    whole(folder)
    with closing(sqlite3.connect(folder / "history.db")) as opened:
        active, paused = opened.execute("SELECT active_s, paused_s FROM session").fetchone()
        held = opened.execute("SELECT held_s FROM set_result WHERE position = 1").fetchone()[0]
    expect(abs(active - 60) < 0.01, f"{active} s of session instead of 60")
    expect(held == 30.0, f"held {held} s instead of 30")
    expect(paused >= ASLEEP_S - 1, f"paused {paused} s")
    return f"slept {ASLEEP_S:.0f} s: active {active:g} s, paused {paused:.1f} s, held {held:g} s"


def full(folder: Path) -> str:
    """What finds no room waits in memory; what had been written stays."""
    run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)])
    try:
        session = start(folder)
        wait_for_rows(folder, "SELECT count(*) FROM checkpoint WHERE into_s > 5", 1)
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as opened:
            try:
                while opened.write(bytes(4096)):
                    pass
            except OSError:
                pass
        time.sleep(40)  # the first effort ends without room
        filler.unlink()
        _, err = session.communicate(timeout=120)
        expect(session.returncode == 0, f"exit code {session.returncode}: {err}")
        whole(folder)
        return f"full for 40 s; said {first_line(err)!r}; every set kept"
    finally:
        run(["umount", str(folder)])


def read_only(folder: Path) -> str:
    """It is said at once, with exit code 2; nothing is touched."""
    run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)])
    try:
        session = start(folder)
        _, err = session.communicate(timeout=60)
        expect(session.returncode == 2, f"exit code {session.returncode}")
        expect("Traceback" not in err, err)
        expect(not list(folder.iterdir()), "something was written")
        return f"refused: {first_line(err)!r}"
    finally:
        run(["umount", str(folder)])


def clock_set_back(folder: Path) -> str:
    """A session cannot end before it began, and the newest change stays the newest."""
    moment = datetime(2026, 11, 21, 18, 0).astimezone()
    with History(folder / "history.db", now=lambda: moment) as history:
        session = history.begin(WORKOUT, "Wake-up minute", Kind.WARM_UP, 60.0, "test")
        history.add_set(session, effort(1, moment))
        moment -= timedelta(days=1)
        history.add_set(session, effort(2, moment))
        history.finish(session, "finished", 60.0, 0.0)
        kept = history.session(session)
        expect(kept.finished_at is not None, "it has no end")
        assert kept.finished_at
        lasted = (kept.finished_at - kept.started_at).total_seconds()
        expect(lasted >= 60, f"it lasts {lasted} s")
        expect(len(history.sets(session)) == 2, "a set is missing")
    return f"a day back: the session lasts {lasted:g} s, both sets kept"


# -- tools


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder)]
    return subprocess.Popen(
        [*command, "run", WORKOUT, "--terminal"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_rows(folder: Path, sql: str, number: int) -> None:
    """Until the history says so; a minute at most."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with closing(sqlite3.connect(folder / "history.db", timeout=0.1)) as opened:
                if opened.execute(sql).fetchone()[0] >= number:
                    return
        except sqlite3.OperationalError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"never came true: {sql}")


def whole(folder: Path) -> None:
    """The file is sound, and the session is finished with each of its sets once."""
    path = folder / "history.db"
    with closing(sqlite3.connect(path)) as opened:
        [sound] = opened.execute("PRAGMA integrity_check").fetchone()
        state = opened.execute("SELECT state FROM session").fetchall()
        sets = opened.execute("SELECT exercise_id FROM set_result ORDER BY position").fetchall()
    expect(sound == "ok", sound)
    expect(state == [("finished",)], f"the session is {state}")
    expect([one for (one,) in sets] == SETS, f"the sets are {sets}")


def effort(position: int, moment: datetime) -> SetResult:
    return SetResult(
        position=position,
        exercise_id="glute-bridge",
        exercise_name="Glute bridge hold",
        side=Side.BOTH,
        round_no=1,
        set_no=position,
        measure=Measure.HOLD,
        category=Category.ACTIVATION,
        target_reps=None,
        target_s=30.0,
        done_reps=None,
        held_s=30.0,
        ended_by=EndedBy.TARGET,
        started_at=moment,
        active_s=30.0,
    )


def expect(truth: bool, otherwise: str) -> None:
    if not truth:
        raise AssertionError(otherwise)


def run(command: list[str]) -> None:
    """Raises AssertionError where the system does not allow it."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"{' '.join(command[:3])}: {done.stderr.strip()}")


def first_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[0][:110] if lines else ""


if __name__ == "__main__":
    main()
