"""A whole picture: ground, stage, walls, shadow, figure and props, aimed at a rectangle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from media.figure.algebra import Vec
from media.figure.camera import Camera
from media.figure.figure import Figure, Shot
from media.figure.painter import FigurePainter
from media.figure.parts import look
from media.figure.prop_painter import paint_wall, prop_parts
from media.figure.props import Wall
from media.figure.shadow import paint_shadow
from media.figure.stage import paint_floor_marks, paint_ground, paint_stage
from media.figure.theme import THEMES, Theme

_MOST_BACKDROPS = 3
_T = QTransform.TransformationType


@dataclass(frozen=True, slots=True)
class _BackdropKey:
    width: int
    height: int
    ratio: float
    theme: str
    camera: Camera
    stage: object
    walls: tuple[Wall, ...]


_backdrops: dict[_BackdropKey, QImage] = {}


def glow_at(shot: Shot, glow: float) -> float:
    """Muscles glow with the movement, from a third to full at the top."""
    if shot.moves:
        return glow
    out = 1 - abs(1 - 2 * (shot.phase % 1.0))
    return glow * (0.35 + 0.65 * out)


def paint_shot(
    painter: QPainter,
    rect: QRectF,
    shot: Shot,
    theme: str | Theme = "light",
    *,
    glow: float = 1.0,
    breath: float = 0.0,
    stage: bool = True,
) -> None:
    """Paint a shot into a rectangle; without `stage` the figure and its props alone."""
    colours = THEMES[theme] if isinstance(theme, str) else theme
    camera = shot.camera.aimed(shot.frame, rect.x(), rect.y(), rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    view = look(shot.pose, camera, breath)
    if stage:
        _paint_backdrop(painter, rect, shot, camera, colours)
        paint_floor_marks(painter, shot.stage, camera, colours, shot.phase)
        paint_shadow(painter, view, colours)
    figure = FigurePainter(
        painter, view, colours, shot.working, shot.muscles, glow_at(shot, glow), shot.bare_feet
    )
    props, cuffs = prop_parts(shot.props, view, colours) if shot.strength > 0.99 else ([], [])
    figure.paint(props, cuffs)
    painter.restore()


def _paint_backdrop(
    painter: QPainter, rect: QRectF, shot: Shot, camera: Camera, theme: Theme
) -> None:
    """Ground, stage and walls change only with the size and the exercise: kept as a picture."""
    walls = tuple(p for p in shot.props if isinstance(p, Wall))
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    local = replace(camera, cx=camera.cx - rect.x(), cy=camera.cy - rect.y())
    size = QRectF(0, 0, rect.width(), rect.height())
    plain = painter.transform().type() in (_T.TxNone, _T.TxTranslate)
    if not isinstance(device, QImage) and device is not None and device.devType() not in (1, 2):
        plain = False  # a vector file wants vectors
    if not plain or rect.width() * rect.height() * ratio * ratio > 3e7:
        painter.save()
        painter.translate(rect.topLeft())
        _paint_still(painter, size, shot, local, walls, theme)
        painter.restore()
        return
    key = _BackdropKey(
        round(rect.width() * ratio), round(rect.height() * ratio), ratio, theme.name, local,
        shot.stage, walls,
    )  # fmt: skip
    image = _backdrops.get(key)
    if image is None:
        image = QImage(key.width, key.height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        still = QPainter(image)
        still.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_still(still, size, shot, local, walls, theme)
        still.end()
        while len(_backdrops) >= _MOST_BACKDROPS:
            _backdrops.pop(next(iter(_backdrops)))
        _backdrops[key] = image
    painter.drawImage(rect.topLeft(), image)


def _paint_still(
    painter: QPainter,
    size: QRectF,
    shot: Shot,
    camera: Camera,
    walls: Sequence[Wall],
    theme: Theme,
) -> None:
    paint_ground(painter, size, theme)
    x, y = shot.stage.middle
    middle: Vec = (x, y, 0.0)
    for wall in walls:
        paint_wall(painter, wall, camera, theme, middle)
    paint_stage(painter, shot.stage, camera, theme)


def paint_figure(
    painter: QPainter,
    rect: QRectF,
    figure: Figure,
    phase: float,
    *,
    side: str = "right",
    theme: str = "light",
    glow: float = 1.0,
    breath: float = 0.0,
    stage: bool = True,
) -> None:
    """Paint a figure at a phase into a rectangle, sharp at any size.

    `side` is "left", "right", "both" or "alternating"; `glow` 0..1 dims the lit muscles;
    `breath` 0..1 is how full the chest is; without `stage` nothing is painted behind the figure.
    """
    shot = figure.shot(phase, side)
    paint_shot(painter, rect, shot, theme, glow=glow, breath=breath, stage=stage)
