"""The main pages look as they were last agreed to look.

Pictures are compared small, cell by cell, so that another machine's letters make no difference.
After a change that was meant: python tools/page_pictures.py, look at the pictures, commit them.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from gui.theme import DARK, LIGHT

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "pictures"
PAGES = (
    "today",
    "plan",
    "exercises",
    "workouts",
    "progress",
    "history",
    "settings",
    "player",
    "summary",
)
NAMES = sorted(path.name for path in PICTURES.glob("*.png"))
GRID = (64, 40)  # cells of 20 by 20 pixels of the window
FAR = 8  # of 255, in one colour of a cell: seen
MOST_FAR = 0.006  # of all cells: letters drawn another way stay below, a button does not


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The pages as they look now, drawn by a program of their own."""
    folder = tmp_path_factory.mktemp("pictures")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "page_pictures.py"), "--out", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if "typeface" in done.stderr:
        pytest.skip("without the interface's typeface nothing can be compared")
    assert done.returncode == 0, done.stderr
    return folder


def cells(image):
    """The mean colour of each cell, row by row."""
    small = image.scaled(
        *GRID, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return [QColor(small.pixel(x, y)).getRgb()[:3] for y in range(GRID[1]) for x in range(GRID[0])]


def far_share(one, other):
    """How much of two pictures differs visibly, 0 to 1."""
    pairs = list(zip(cells(one), cells(other), strict=True))
    far = sum(max(abs(a - b) for a, b in zip(p, q, strict=True)) > FAR for p, q in pairs)
    return far / len(pairs)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(name, drawn):
    share = far_share(QImage(str(PICTURES / name)), QImage(str(drawn / name)))
    assert share <= MOST_FAR, (
        f"{share:.1%} of {name} looks different. If that was meant, run "
        "python tools/page_pictures.py, look at it and commit it."
    )


def test_every_main_page_has_its_pictures():
    light = {f"{page}_light.png" for page in PAGES}
    assert light | {"player_dark.png", "progress_dark.png"} == set(NAMES)


@pytest.fixture
def page():
    return QImage(str(PICTURES / "progress_light.png"))


def changed(image, place, colour):
    """The picture with a box of a colour, in pixels of the window."""
    made = image.copy()
    scale = made.width() / 1280
    with QPainter(made) as painter:
        box = QRect(*(round(part * scale) for part in place))
        painter.fillRect(box, QColor(colour))
    return made


@pytest.mark.parametrize(
    ("place", "colour"),
    [
        ((240, 130, 160, 44), LIGHT.accent),  # a new button
        ((900, 440, 320, 300), LIGHT.surface),  # a card without its chart
        ((0, 0, 196, 800), DARK.surface),  # a rail in other colours
        ((236, 20, 300, 60), LIGHT.ground),  # no title
    ],
)
def test_a_change_that_was_not_meant_is_seen(page, place, colour):
    assert far_share(page, changed(page, place, colour)) > MOST_FAR


def test_letters_drawn_a_little_differently_are_no_change(page):
    softer = page.scaled(640, 400, mode=Qt.TransformationMode.SmoothTransformation).scaled(
        page.size(), mode=Qt.TransformationMode.SmoothTransformation
    )
    moved = QImage(page.size(), page.format())
    moved.fill(QColor(LIGHT.ground))
    with QPainter(moved) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, page.width(), page.height()), softer)
    assert far_share(page, moved) <= MOST_FAR
