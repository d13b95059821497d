"""What the figure stands on: the ground's colour, a mat under a lying body, a round stage else."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from media.figure.camera import Camera
from media.figure.head import polygon
from media.figure.theme import Theme, with_alpha


@dataclass(frozen=True, slots=True)
class Stage:
    """A mat or a round floor, by its extent in metres."""

    mat: bool
    x0: float
    x1: float
    y0: float
    y1: float
    travel: tuple[float, float] = (0.0, 0.0)  # metres the floor runs back per cycle

    def mirrored(self) -> "Stage":
        tx, ty = self.travel
        return Stage(self.mat, self.x0, self.x1, -self.y1, -self.y0, (tx, -ty))

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def radius(self) -> float:
        return max(self.x1 - self.x0, self.y1 - self.y0) / 2 + 0.08


def paint_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    g = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    g.setColorAt(0, QColor(theme.ground))
    g.setColorAt(1, QColor(theme.ground_low))
    painter.fillRect(rect, QBrush(g))


def _fill(painter: QPainter, points: list[tuple[float, float]], colour: str) -> None:
    path = QPainterPath()
    path.addPolygon(polygon(points))
    painter.fillPath(path, QColor(colour))


def paint_stage(painter: QPainter, stage: Stage, camera: Camera, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if stage.mat:
        corners = ((stage.x0, stage.y0), (stage.x1, stage.y0), (stage.x1, stage.y1),
                   (stage.x0, stage.y1))  # fmt: skip
        for z, colour in ((-0.012, theme.mat_edge), (0.0, theme.mat)):
            _fill(painter, [camera.xy((x, y, z)) for x, y in corners], colour)
        return
    (cx, cy), r = stage.middle, stage.radius
    ring = [(math.cos(k * math.pi / 32) * r, math.sin(k * math.pi / 32) * r) for k in range(64)]
    for z, colour in ((-0.014, theme.mat_edge), (0.0, theme.mat)):
        _fill(painter, [camera.xy((cx + x, cy + y, z)) for x, y in ring], colour)


def paint_floor_marks(
    painter: QPainter, stage: Stage, camera: Camera, theme: Theme, phase: float
) -> None:
    """Lines on the round floor that run back under a figure which walks on the spot."""
    tx, ty = stage.travel
    length = math.hypot(tx, ty)
    if stage.mat or not length:
        return
    (cx, cy), r = stage.middle, stage.radius
    ux, uy = tx / length, ty / length
    gap = length / 2
    shift = (length * phase) % gap
    for k in range(-6, 7):
        d = k * gap - shift
        if abs(d) > r * 0.86:
            continue
        half = math.sqrt(max(0.0, (r * 0.9) ** 2 - d * d)) * 0.8
        a = camera.xy((cx + ux * d - uy * half, cy + uy * d + ux * half, 0.0))
        b = camera.xy((cx + ux * d + uy * half, cy + uy * d - ux * half, 0.0))
        colour = with_alpha(theme.mat_edge, int(150 * (1 - (abs(d) / (r * 0.86)) ** 2)))
        painter.setPen(QPen(colour, max(1.5, camera.scale * 0.012)))
        painter.drawLine(QPointF(*a), QPointF(*b))
    painter.setPen(Qt.PenStyle.NoPen)
