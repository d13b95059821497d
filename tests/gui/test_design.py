"""The numbers behind the design language (docs/design.md), measured and not believed."""

import math
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from gui.start_controller import load_typeface
from gui.theme import SIZES, THEMES, has_typeface, size, type_of
from gui.widgets.layout import label

GROUNDS = ("ground", "surface", "raised")
WORDS = ("text", "muted", "accent", "left", "right", "good", "warn", "focus")
PHASES = ("work", "ready", "rest", "switch", "paused")
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=str)


def luminance(colour):
    """Relative luminance as in WCAG 2.2."""
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour):
    """CIE L*, 0 to 100: what is left of a colour where hues are not told apart."""
    return 116 * luminance(colour) ** (1 / 3) - 16


@pytest.mark.parametrize("role", WORDS)
@pytest.mark.parametrize("ground", GROUNDS)
@themes
def test_words_stand_out_from_whatever_they_are_on(theme, role, ground):
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("role", PHASES)
@themes
def test_digits_and_phase_words_of_the_player_stand_out_further(theme, role):
    assert contrast(getattr(theme, role), theme.ground) >= 7.0


@themes
def test_what_is_written_on_the_accent_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize(("one", "other"), list(combinations(PHASES[:4], 2)))
@themes
def test_phases_differ_in_lightness_for_eyes_that_do_not_tell_hues(theme, one, other):
    apart = abs(lightness(getattr(theme, one)) - lightness(getattr(theme, other)))
    assert apart >= 4.0


def test_the_text_size_scales_every_role():
    assert all(size(role, 200) == 2 * pixels for role, pixels in SIZES.items())


def test_a_label_gets_the_size_and_weight_of_its_role(qtbot):
    title, body = label("a", "title"), label("a", "muted")
    qtbot.addWidget(title)
    qtbot.addWidget(body)
    assert (type_of(title), type_of(body)) == (("title", 700), ("body", 400))


def test_the_page_on_design_names_every_role():
    text = (Path(__file__).parents[2] / "docs" / "design.md").read_text(encoding="utf-8")
    for role in (*GROUNDS, *WORDS, *PHASES, *SIZES):
        assert f"`{role}`" in text


FAR_MM = 3000.0  # a screen on a chair, seen from the mat
SCREEN_MM = 13.3 * 25.4  # its diagonal
# Letters of five arc minutes are the smallest that normal eyes (20/20) make out; ten times that
# is read at a glance, and also with eyes a tenth as sharp.
LEGIBLE = 50.0


def arc_minutes(pixels, width, height):
    """How large something is on a 13.3-inch screen filled by a window, seen from three metres."""
    millimetres = pixels * SCREEN_MM / math.hypot(width, height)
    return math.degrees(math.atan(millimetres / FAR_MM)) * 60


@pytest.fixture
def digits(room, qapp):
    """Height of the digits in arc minutes, and in parts of the window's, at a size of window."""
    load_typeface()
    has_typeface.cache_clear()

    def measure(width, height, second="28"):
        room.window.resize(width, height)
        if room.controller.driver is None:
            room.controller.start("copenhagen-hold")
        dial = room.pages.player.dial
        qapp.processEvents()
        dial.show_reading(replace(dial._reading, digits=second))
        high = dial.digits_height()
        return arc_minutes(high, width, height), high / height

    return measure


@pytest.mark.parametrize("window", [(1024, 600), (1280, 800), (1920, 1080)])
def test_digits_are_read_from_three_metres(digits, window):
    minutes, share = digits(*window)
    assert minutes >= LEGIBLE
    assert 0.35 <= share <= 0.45


def test_the_page_on_design_states_the_size_that_is_measured(digits):
    text = (Path(__file__).parents[2] / "docs" / "design.md").read_text(encoding="utf-8")
    for width, height in ((1024, 600), (1280, 800), (1920, 1080)):
        minutes, share = digits(width, height)
        row = f"| {width} x {height} | {share * 100:.0f} % | {minutes:.0f} |"
        assert row in text, row
