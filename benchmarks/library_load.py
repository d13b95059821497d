"""How much longer starting takes with the whole library than with an empty one.

    python -m benchmarks.library_load [--runs N] [--own N]

Each run is a fresh interpreter, as a start is; full and empty take turns, so that both meet the
same machine. `--own` adds so many files of an athlete. `toml` is the same without the snapshot.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOAL_MS = 60.0

CHILD = """
import sys, time
from pathlib import Path
from workouts.library import load_library
begun = time.perf_counter()
own = Path(sys.argv[2]) if len(sys.argv) > 2 else None
library = load_library(own, built_in=Path(sys.argv[1]))
took = time.perf_counter() - begun
assert not library.problems, library.problems
print(took * 1000, len(library.exercises) + len(library.workouts))
"""


def main() -> int:
    asked = _arguments()
    data = ROOT / "workouts" / "data"
    with tempfile.TemporaryDirectory() as scratch:
        empty, toml, own = (Path(scratch) / name for name in ("empty", "toml", "own"))
        for folder in (empty, own):
            (folder / "exercises").mkdir(parents=True)
            (folder / "workouts").mkdir()
        shutil.copytree(data, toml)
        (toml / "built-in.json").unlink(missing_ok=True)
        _fill(own, asked.own)
        folders = {"empty": [empty], "whole": [data, own], "toml": [toml, own]}
        took: dict[str, list[float]] = {name: [] for name in folders}
        counts = {}
        for _ in range(asked.runs):
            for name, arguments in folders.items():
                milliseconds, counts[name] = _one(arguments)
                took[name].append(milliseconds)
    for name, all_ in took.items():
        low, middle, high = min(all_), statistics.median(all_), max(all_)
        print(f"{name:6} {middle:7.1f} ms  ({low:.1f} to {high:.1f})  {counts[name]} files")
    pairs = zip(took["whole"], took["empty"], strict=True)
    more = statistics.median(whole - empty for whole, empty in pairs)
    print(f"the whole library takes {more:.1f} ms more than an empty one (goal: {GOAL_MS:.0f})")
    return 0 if more <= GOAL_MS else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--own", type=int, default=0, help="files of an athlete")
    return parser.parse_args()


def _fill(own: Path, files: int) -> None:
    text = (ROOT / "workouts/data/workouts/hip-strength-1.toml").read_text("utf-8")
    for number in range(files):
        (own / f"workouts/mine-{number}.toml").write_text(text, "utf-8")


def _one(arguments: list[Path]) -> tuple[float, int]:
    command = [sys.executable, "-c", CHILD, *map(str, arguments)]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    milliseconds, count = out.split()
    return float(milliseconds), int(count)


if __name__ == "__main__":
    sys.exit(main())
