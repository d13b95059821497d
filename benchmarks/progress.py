"""What the numbers of progress cost after twenty years, beside one month, in one run.

    python benchmarks/progress.py [--keep DIR]

Prints one table: medians in milliseconds, the best of the runs in brackets. "Opening" reads the
range that is shown; all the history is read in the background, four weeks at a time, and every
range after that is a search for two dates. With windows and painting: benchmarks/charts.py.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.history import END, make_history, timed
from db.training import read_exercise, read_in_chunks, read_training, whole_span
from workouts.progress import Ledger, Progress, Span
from workouts.progress.words import sentence

TODAY = END.date()
RANGES = (("4 weeks", 28), ("3 months", 91), ("1 year", 365), ("all", 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the two histories in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.keep or Path(folder)
        columns = {}
        for name, weeks in (("one month", 4), ("twenty years", 52 * 20)):
            path = place / f"{name.replace(' ', '-')}.db"
            sets = make_history(path, weeks) if not path.exists() else weeks * 5 * 25
            columns[f"{name} ({sets:,} sets)"] = measure(path)
    headers = list(columns)
    print(f"| what | {' | '.join(headers)} |\n|---|{'---:|' * len(headers)}")
    for what in columns[headers[0]]:
        print(f"| {what} | {' | '.join(columns[header][what] for header in headers)} |")


def measure(path: Path) -> dict[str, str]:
    """What opening the page, changing its range and hovering cost on that history."""
    whole = whole_span(path)
    assert whole
    told: dict[str, str] = {}
    for name, days in RANGES:
        span = Span(TODAY - timedelta(days=days - 1), TODAY) if days else whole
        times = 3 if days == 0 else 10
        told[f"opening at {name}: read, add up, six cards"] = timed(opening(path, span), times)
    chunks = list(read_in_chunks(path))
    ledger = Ledger()
    for chunk in chunks:
        ledger.add(chunk)
    told["in the background: four weeks"] = timed(lambda: next(read_in_chunks(path)), 5)
    told["in the background: all of it"] = timed(lambda: everything(path), 1)
    for name, days in RANGES:
        span = Span(TODAY - timedelta(days=days - 1), TODAY) if days else whole
        told[f"range to {name}, all read: six cards"] = timed(changing(ledger, span), 10)
    told["one exercise: all it ever did"] = timed(lambda: read_exercise(path, "exercise-7"), 5)
    return told


def opening(path: Path, span: Span) -> Callable[[], object]:
    return lambda: cards(Progress(Ledger(read_training(path, span)), span, TODAY))


def changing(ledger: Ledger, span: Span) -> Callable[[], object]:
    return lambda: cards(Progress(ledger, span, TODAY))


def everything(path: Path) -> Ledger:
    ledger = Ledger()
    for chunk in read_in_chunks(path):
        ledger.add(chunk)
    return ledger


def cards(progress: Progress) -> list[object]:
    """What the six cards of the overview show, with their sentences."""
    holds = progress.main_holds()
    return [
        progress.activation,
        [progress.endurance(one) for one in holds],
        [progress.symmetry(one) for one in holds],
        progress.volume,
        progress.effort(),
        [one.smoothed() for one in progress.pain],
        [
            sentence(progress, metric)
            for metric in ("activation_adherence", "hold_endurance", "volume", "effort_trend")
        ],
    ]


if __name__ == "__main__":
    main()
