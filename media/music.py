"""The athlete's own music: which files of a folder are played, in which order. Plays nothing."""

import os
from pathlib import Path
from random import Random

PLAYABLE = (".mp3", ".ogg", ".oga", ".opus", ".flac", ".wav")
MOST_TITLES = 2000
DEEPEST = 4  # folders below the chosen one


def titles(folder: Path) -> list[Path]:
    """What can be played, by name; empty where there is nothing, or no folder."""
    found: list[Path] = []
    top = len(folder.parts)
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(here.parts) - top >= DEEPEST:
            folders.clear()
        found += [
            here / name
            for name in sorted(files)
            if name.lower().endswith(PLAYABLE) and not name.startswith(".")
        ]
        if len(found) >= MOST_TITLES:
            return found[:MOST_TITLES]
    return found


def shuffled(files: list[Path], seed: int) -> list[Path]:
    """The same files in another order; the same order for the same seed."""
    order = list(files)
    Random(seed).shuffle(order)
    return order
