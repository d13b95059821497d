"""Kills a running session at random instants and continues it: nothing finished may be missing.

    python tools/kill_session.py [--kills 50] [--seed 1]

The real program runs at sixty times its speed on a folder of its own. After each kill: every set
it had said was done is in the database, the file is sound, and the session can be continued; at
last it is brought to its end and has every set of its timeline. Exits 1 at the first breach.
"""

import argparse
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKOUT = "adductor-ladder"
SPEED = "60"


def program(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder), *arguments]


def run_until_killed(folder: Path, arguments: list[str], after_s: float) -> tuple[int, bool]:
    """Sets the program said were done before it was killed, and whether it came to its end."""
    running = subprocess.Popen(
        program(folder, *arguments, "--terminal", "--speed", SPEED, "--keep"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    lines: list[str] = []
    started = threading.Event()

    def read() -> None:
        assert running.stdout
        for line in running.stdout:
            lines.append(line)
            if "Get ready" in line or "Continuing" in line:
                started.set()

    reader = threading.Thread(target=read)
    reader.start()
    started.wait(60)
    try:
        running.wait(after_s)
    except subprocess.TimeoutExpired:
        running.kill()
    running.wait()
    reader.join()
    running.stdout.close()
    told = sum(bool(re.search(r"\((target|done|dropped|skipped)\)$", line)) for line in lines)
    return told, any(line.startswith("Done.") for line in lines)


def kept(folder: Path) -> int:
    connection = sqlite3.connect(folder / "history.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (count,) = connection.execute("SELECT count(*) FROM set_result").fetchone()
    connection.close()
    return int(count)


def doctor(folder: Path) -> object:
    done = subprocess.run(
        program(folder, "doctor", "--json"), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)["unfinished"]


def works(workout: str) -> int:
    script = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "script", workout, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    return sum(step["kind"] == "work" for step in json.loads(script.stdout)["steps"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    expected = works(WORKOUT)
    kills = sessions = 0
    while kills < options.kills:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            told, over = 0, False
            arguments = ["run", WORKOUT]
            while not over:
                alive = chance.uniform(0.0, 5.0) if kills < options.kills else 600.0
                more, over = run_until_killed(folder, arguments, alive)
                told += more
                kills += not over
                if kept(folder) < told:
                    print(f"{told} sets were said to be done, {kept(folder)} are kept")
                    return 1
                if not over:
                    if doctor(folder) is None:
                        over = kept(folder) == expected
                        if not over:
                            print("the session cannot be continued")
                            return 1
                    arguments = ["run", "--continue"]
            if kept(folder) != expected:
                print(f"{kept(folder)} sets are kept of {expected}")
                return 1
            sessions += 1
    print(f"{kills} kills in {sessions} sessions: no set missing, every session continued")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
