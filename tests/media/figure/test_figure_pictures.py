"""Every figure leaves a picture, in every theme and at card size."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from media.figure import (
    THEMES,
    blend,
    describe,
    figure_ids,
    load_figure,
    paint_figure,
    paint_shot,
    render_png,
    render_sheet,
    render_svg,
    thumbnail,
)
from media.figure.blend import lowest
from media.figure.skeleton import put

pytestmark = pytest.mark.usefixtures("qapp")


def picture(paint, size=200):
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def painted(image):
    """The share of pixels that are not empty."""
    small = bytes(image.convertToFormat(QImage.Format.Format_Alpha8).constBits())
    return 1 - small.count(0) / len(small)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("exercise", figure_ids())
def test_every_exercise_is_drawn_in_every_theme(exercise, theme):
    figure = load_figure(exercise)
    image = picture(
        lambda p, r: paint_figure(p, r, figure, figure.best_phase, theme=theme, stage=False)
    )
    assert painted(image) > 0.04


@pytest.mark.parametrize("exercise", figure_ids())
def test_every_exercise_is_drawn_at_card_size(exercise):
    figure = load_figure(exercise)
    image = picture(lambda p, r: paint_figure(p, r, figure, 0.5, stage=False), 64)
    assert painted(image) > 0.04


def test_the_picture_changes_with_phase_side_breath_and_glow():
    figure = load_figure("fire-hydrant")

    def of(**words):
        phase = words.pop("phase", 0.3)
        return picture(lambda p, r: paint_figure(p, r, figure, phase, **words))

    plain = of()
    assert of() == plain
    for other in ({"phase": 0.5}, {"side": "left"}, {"breath": 1.0}, {"glow": 0.0},
                  {"theme": "dark"}, {"stage": False}):  # fmt: skip
        assert of(**other) != plain, other


def test_a_picture_is_as_sharp_as_the_screen():
    figure = load_figure("clamshell")
    image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    paint_figure(painter, QRectF(0, 0, 200, 200), figure, 0.5)
    painter.end()
    image.setDevicePixelRatio(1)
    direct = picture(lambda p, r: paint_figure(p, r, figure, 0.5), 400)
    spots = [(x, y) for x in range(0, 400, 3) for y in range(0, 400, 3)]
    apart = [
        abs(image.pixelColor(*s).lightness() - direct.pixelColor(*s).lightness()) for s in spots
    ]
    assert sum(d > 8 for d in apart) / len(spots) < 0.02, "all the pixels, not scaled up"


def test_a_loop_ends_where_it_began():
    figure = load_figure("monster-walk")
    start, end = figure.pose_at(0.0), figure.pose_at(0.99999)
    assert start.position == pytest.approx(end.position, abs=0.002)
    assert start.angles == pytest.approx(end.angles, abs=0.01)


def test_sides_alternate_with_the_repetitions():
    figure = load_figure("bird-dog")
    assert figure.pose_at(0.5, "alternating") == figure.pose_at(0.5, "right")
    assert figure.pose_at(1.5, "alternating") == figure.pose_at(0.5, "left")
    still = figure.shot(1.5, "alternating").camera.azimuth
    assert still == figure.shot(0.5, "alternating").camera.azimuth, "the camera stays"


def test_an_unknown_side_is_refused():
    with pytest.raises(ValueError, match="upside"):
        load_figure("clamshell").pose_at(0.5, "upside")


def test_key_phases_are_the_authored_poses():
    figure = load_figure("glute-bridge")
    assert figure.key_phases == (0.0, 0.5)
    assert load_figure("monster-walk").key_phases == (0.0, 0.5)


def test_a_blend_begins_and_ends_at_the_two_positions():
    lying, standing = load_figure("glute-bridge"), load_figure("tripod-squat")
    ends = lying, 0.0, "both", standing, 0.0, "both"
    assert blend(*ends, 0.0) == lying.shot(0.0, "both")
    assert blend(*ends, 1.0) == standing.shot(0.0, "both")


def test_a_blend_never_sinks_nor_jumps():
    lying, standing = load_figure("clamshell"), load_figure("monster-walk")
    shots = [blend(lying, 0.0, "left", standing, 0.0, "both", k / 40) for k in range(41)]
    assert all(lowest(s.pose) > -0.02 for s in shots)
    for before, after in pairwise(shots):
        gap = max(
            abs(a - b) for a, b in zip(before.pose.position, after.pose.position, strict=True)
        )
        assert gap < 0.12
        assert abs(before.camera.azimuth - after.camera.azimuth) < 25
    assert painted(picture(lambda p, r: paint_shot(p, r, shots[20], "light", stage=False))) > 0.03


def test_a_blend_keeps_the_whole_body_in_the_picture():
    lying, standing = load_figure("side-plank"), load_figure("side-plank")
    for k in range(1, 10):
        shot = blend(lying, 0.0, "right", standing, 0.0, "left", k / 10)
        body = put(shot.pose)
        xs, ys = zip(*(shot.camera.xy(p) for p in body.at), strict=True)
        left, right, top, bottom = shot.frame
        assert left < min(xs), k
        assert max(xs) < right, k
        assert top < min(ys), k
        assert max(ys) < bottom, k


def test_thumbnails_are_kept_in_memory_and_on_disk(tmp_path):
    first = thumbnail("clamshell", 96, "dark", "left", folder=tmp_path)
    assert thumbnail("clamshell", 96, "dark", "left", folder=tmp_path) is first
    (file,) = tmp_path.iterdir()
    assert QImage(str(file)).size() == first.size()
    twice = thumbnail("clamshell", 96, "light", "right", 2.0)
    assert twice.width() == 192
    assert twice.devicePixelRatio() == 2.0


def test_files_are_written(tmp_path):
    figure = load_figure("fire-hydrant")
    render_png(tmp_path / "a.png", figure, 0.5, side="left", size=120, theme="dark")
    assert QImage(str(tmp_path / "a.png")).width() == 120
    render_svg(tmp_path / "a.svg", figure, 0.5)
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert text.count("<path") > 20, "an SVG is drawn with lines, not with one picture"
    render_sheet(tmp_path / "all.png", ids=figure_ids()[:3], cell=60)
    assert not QImage(str(tmp_path / "all.png")).isNull()


def test_a_file_that_cannot_be_written_is_an_os_error(tmp_path):
    figure = load_figure("clamshell")
    for render in (render_png, render_svg):
        with pytest.raises(OSError, match="a\\.x"):
            render(tmp_path / "no" / "a.x", figure, size=40)


@pytest.mark.parametrize("exercise", figure_ids())
def test_every_figure_is_told_in_words(exercise):
    text = describe(exercise, "left")
    assert 40 < len(text) < 600
    assert text.endswith(".")
    assert "_" not in text


def test_words_follow_the_side():
    right, left = describe("fire-hydrant", "right"), describe("fire-hydrant", "left")
    assert "right" in right
    assert right != left
    assert describe("glute-bridge", "left") == describe("glute-bridge", "right")


def test_a_figure_without_muscles_still_paints():
    figure = replace(load_figure("clamshell"), muscles={}, _cache={})
    assert painted(picture(lambda p, r: paint_figure(p, r, figure, 0.5, stage=False))) > 0.03


def test_a_pose_painted_again_looks_the_same_as_the_first_time():
    figure = load_figure("lateral-band-walk")
    first = picture(lambda p, r: paint_figure(p, r, figure, 0.4))
    again = picture(lambda p, r: paint_figure(p, r, figure, 0.4))
    assert first == again


def test_two_exercises_in_the_same_pose_keep_their_own_muscles():
    hold = load_figure("glute-bridge")
    other = replace(hold, muscles={"quads": 1.0}, _cache={})
    pictures = [picture(lambda p, r, f=f: paint_figure(p, r, f, 0.5)) for f in (hold, other)]
    assert pictures[0] != pictures[1]


def test_a_fault_is_looked_at_more_closely_than_the_right_form():
    closer = load_figure("glute-bridge", fault="knees-in").shot(0.5).frame
    usual = load_figure("glute-bridge").shot(0.5).frame
    assert closer[1] - closer[0] < usual[1] - usual[0]
    assert closer[3] - closer[2] < 1.4
