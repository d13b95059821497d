"""An athlete's folder to write files into, as by hand."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from workouts.library import load_library

EXERCISE = """\
name = "Wall sit"
category = "strength"
position = "standing"
sided = "both"
measure = "hold"
purpose = "Thighs that last."
primary = ["quadriceps"]
dose = { hold_s = 30 }
"""

WORKOUT = """\
title = "My evening"
kind = "strength"

[[item]]
exercise = "clamshell"

[[item]]
exercise = "glute-bridge"
hold_s = 20
"""


@contextmanager
def nobody(folder):
    """Someone who may read what anyone may read; the same where one is not root anyway."""
    if os.geteuid() != 0:
        yield
        return
    load_library(folder)  # what is imported on the way is imported by who may
    inside = [one for one in folder.iterdir() if one.stat().st_mode & 0o700]
    opened = {one: one.stat().st_mode for one in (*folder.parents, folder, *inside)}
    for one, mode in opened.items():
        one.chmod(mode | 0o555)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for one, mode in opened.items():
            one.chmod(mode)


class Athlete:
    """The folder of an athlete, and what the library makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("exercises", "workouts"):
            (folder / name).mkdir()

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.path(name)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def exercise(self, id_: str, *changes: tuple[str, str], more: str = "") -> Path:
        return self.write(f"exercises/{id_}.toml", changed(EXERCISE, *changes) + more)

    def workout(self, id_: str, *changes: tuple[str, str], more: str = "") -> Path:
        return self.write(f"workouts/{id_}.toml", changed(WORKOUT, *changes) + more)

    def library(self):
        return load_library(self.folder)

    def problems(self):
        return [str(problem) for problem in self.library().problems]


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture
def athlete(tmp_path):
    return Athlete(tmp_path)
