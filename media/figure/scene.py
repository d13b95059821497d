"""A whole picture: ground, stage, walls, shadow, figure and props, aimed at a rectangle."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPicture, QTransform

from media.figure.algebra import Vec
from media.figure.camera import Camera
from media.figure.figure import Figure, Shot
from media.figure.painter import FigurePainter
from media.figure.parts import look
from media.figure.prop_painter import paint_wall, prop_parts
from media.figure.props import Wall
from media.figure.shadow import Shadow, paint_shadow, shadow
from media.figure.stage import paint_floor_marks, paint_ground, paint_stage
from media.figure.theme import THEMES, Theme

_MOST_BACKDROPS = 3
_MOST_FRAMES = 168  # a whole repetition, each of some 200 kB with its shadow
_STEPS = 160  # phases told apart in a repetition: one of 4 s is finer than thirty frames a second
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
    frame = _frame(shot, camera, colours, round(glow_at(shot, glow) * 16) / 16, breath)
    if stage:
        _paint_backdrop(painter, rect, shot, camera, colours)
        paint_floor_marks(painter, shot.stage, camera, colours, shot.phase)
        paint_shadow(painter, frame.shadow())
    frame.paint(painter)
    painter.restore()


class _Frame:
    """One pose as Qt drawing commands: a repetition that comes again costs no geometry."""

    def __init__(
        self, shot: Shot, camera: Camera, theme: Theme, glow: float, breath: float
    ) -> None:
        self.shot, self.theme, self.glow = shot, theme, glow  # kept: the key holds their ids
        self.view = look(shot.pose, camera, breath)
        self._picture: QPicture | None = None
        self._shadow: list[Shadow | None] = []

    def shadow(self) -> Shadow | None:
        if not self._shadow:
            self._shadow.append(shadow(self.view, self.theme))
        return self._shadow[0]

    def paint(self, painter: QPainter) -> None:
        if not _is_raster(painter):
            self._draw(painter)
            return
        if self._picture is None:
            self._picture = QPicture()
            recorder = QPainter(self._picture)
            recorder.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(recorder)
            recorder.end()
        painter.drawPicture(0, 0, self._picture)

    def _draw(self, painter: QPainter) -> None:
        shot, view, theme = self.shot, self.view, self.theme
        figure = FigurePainter(
            painter, view, theme, shot.working, shot.muscles, self.glow, shot.bare_feet
        )
        props, cuffs = prop_parts(shot.props, view, theme) if shot.strength > 0.99 else ([], [])
        figure.paint(props, cuffs)


_frames: OrderedDict[tuple[object, ...], _Frame] = OrderedDict()


def _frame(shot: Shot, camera: Camera, theme: Theme, glow: float, breath: float) -> _Frame:
    breath = round(breath * 16) / 16
    key = (
        shot.pose, camera, theme.name, glow, breath, shot.working, shot.bare_feet, shot.strength,
        id(shot.muscles), id(shot.props),
    )  # fmt: skip
    frame = _frames.get(key)
    if frame is None:
        frame = _frames[key] = _Frame(shot, camera, theme, glow, breath)
        while len(_frames) > _MOST_FRAMES:
            _frames.popitem(last=False)
    else:
        _frames.move_to_end(key)
    return frame


def _is_raster(painter: QPainter) -> bool:
    """Whether drawing commands may be replayed as they are: not for a vector file, which wants
    plain shapes, nor on a device with dots of another size, where Qt would scale them.
    """
    device = painter.device()
    if device is None:
        return False
    raster = isinstance(device, QImage) or device.devType() in (1, 2)
    return raster and device.logicalDpiX() == QPicture().logicalDpiX()


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
    shot = figure.shot(round(phase * _STEPS) / _STEPS, side)
    paint_shot(painter, rect, shot, theme, glow=glow, breath=breath, stage=stage)
