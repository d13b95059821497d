"""Installed as holdfast/__init__.py: opens the door to the rooms beside it, then starts main."""

import sys
from pathlib import Path


def run() -> int:
    """What the `holdfast` command does; returns its exit code."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from gui.early_sound_controller import begin_sound

    early = begin_sound(sys.argv[1:])
    from main import main

    return main(early)
