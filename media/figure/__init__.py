"""The moving figure: load one by exercise id, then paint it at the phase of the movement.

    figure = load_figure("glute-bridge")
    paint_figure(painter, rect, figure, phase, side="left", theme="dark", breath=0.3)

A phase runs 0..0.5 out, 0.5 at the top and 0.5..1 back; for walks and runs it is the cycle.
`blend` gives a Shot between two positions, painted by `paint_shot`.
"""

from media.figure.authoring import PoseError
from media.figure.blend import blend
from media.figure.describe import describe
from media.figure.figure import Figure, Shot, figure_ids, load_figure, own_figure
from media.figure.render import render_image, render_png, render_sheet, render_svg
from media.figure.scene import paint_figure, paint_shot
from media.figure.theme import THEMES
from media.figure.thumbnails import thumbnail

__all__ = [
    "THEMES",
    "Figure",
    "PoseError",
    "Shot",
    "blend",
    "describe",
    "figure_ids",
    "load_figure",
    "own_figure",
    "paint_figure",
    "paint_shot",
    "render_image",
    "render_png",
    "render_sheet",
    "render_svg",
    "thumbnail",
]
