"""Paints props as parts between the parts of the body, and walls behind it."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from media.figure.algebra import Point2, Vec, cross, direction
from media.figure.camera import Camera
from media.figure.contacts import point
from media.figure.head import polygon
from media.figure.muscles import Spot, limb_spot, seen
from media.figure.outline import Polygon
from media.figure.painter import CuffPainter
from media.figure.parts import Part, View
from media.figure.props import BANDS, Ball, Band, Box, Prop, Towel, Wall
from media.figure.skeleton import JOINT
from media.figure.theme import Theme, mixed, with_alpha

Face = tuple[int, Polygon]  # 0 and 1 upright, 2 on top
_BAND_WIDTH = {"ankles": 0.030, "knees": 0.042, "thighs": 0.042, "feet": 0.026}
_BAND_PART = {"ankles": "shank", "knees": "thigh", "thighs": "thigh", "feet": "foot"}


def _part(camera: Camera, at: Vec, radius: float, paint: Callable[[QPainter], None]) -> Part:
    depth = camera.depth(at)
    xy = camera.xy(at)
    part = Part("prop", "", xy, xy, depth, depth, radius * camera.scale, at, at)
    part.depth, part.paint = depth, paint
    return part


class BoxPainter:
    """Bench, step, chair, box, kerb or cushion: faces towards the eye, and legs for furniture."""

    def __init__(self, box: Box, camera: Camera, theme: Theme) -> None:
        self.box, self.camera, self.theme = box, camera, theme
        thick = {"bench": 0.075, "chair": 0.05}.get(box.kind, box.top)
        self.bottom = box.top - thick

    def parts(self) -> list[Part]:
        b, camera = self.box, self.camera
        x, y = (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2
        reach = math.hypot(b.x1 - b.x0, b.y1 - b.y0, b.top) / 2
        part = _part(camera, (x, y, b.top / 2), reach, self.paint)
        part.before = self.before
        return [part]

    def before(self, part: Part) -> float:
        """> 0: a part of the body is in front of the box."""
        a, b = part.world_a, part.world_b
        box, eye = self.box, self.camera.towards
        slack = 0.03
        if min(a[2], b[2]) > box.top - slack:
            return 1.0
        for nx, ny, d in ((1, 0, box.x1), (-1, 0, -box.x0), (0, 1, box.y1), (0, -1, -box.y0)):
            if min(nx * a[0] + ny * a[1], nx * b[0] + ny * b[1]) > d - slack:
                return 1.0 if nx * eye[0] + ny * eye[1] > 0 else -1.0
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        return part.depth - self.camera.depth((x, y, box.top))

    def _faces(
        self, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float
    ) -> list[Face]:
        eye, at = self.camera.towards, self.camera.xy
        x = x1 if eye[0] > 0 else x0
        y = y1 if eye[1] > 0 else y0
        return [
            (0, [at((x, y0, z0)), at((x, y1, z0)), at((x, y1, z1)), at((x, y0, z1))]),
            (1, [at((x0, y, z0)), at((x1, y, z0)), at((x1, y, z1)), at((x0, y, z1))]),
            (2, [at((x0, y0, z1)), at((x1, y0, z1)), at((x1, y1, z1)), at((x0, y1, z1))]),
        ]

    def paint(self, painter: QPainter) -> None:
        box, theme = self.box, self.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if box.kind in ("bench", "chair"):
            w = 0.035
            inset = 0.015 if box.kind == "chair" else 0.04
            for x in (box.x0 + inset, box.x1 - inset - w):
                for y in (box.y0 + inset, box.y1 - inset - w):
                    for k, face in self._faces(x, x + w, y, y + w, 0, self.bottom)[:2]:
                        painter.setBrush(theme.prop_low.base if k else theme.prop_low.dark)
                        painter.drawPolygon(polygon(face))
        behind = box.back * self.camera.towards[0] < 0
        if box.back and behind:
            self._paint_back(painter)
        ramp = theme.ball if box.kind in ("cushion", "pad") else theme.prop
        colours = (ramp.dark, mixed(ramp.dark, ramp.base, 0.5), ramp.light)
        for k, face in self._faces(box.x0, box.x1, box.y0, box.y1, self.bottom, box.top):
            painter.setBrush(colours[k])
            painter.setPen(QPen(colours[k], 1))
            painter.drawPolygon(polygon(face))
        if box.back and not behind:
            self._paint_back(painter)

    def _paint_back(self, painter: QPainter) -> None:
        box, theme = self.box, self.theme
        x0, x1 = (box.x0, box.x0 + 0.04) if box.back < 0 else (box.x1 - 0.04, box.x1)
        colours = (theme.prop.dark, mixed(theme.prop.dark, theme.prop.base, 0.5), theme.prop.light)
        for k, face in self._faces(x0, x1, box.y0, box.y1, box.top, box.top + 0.42):
            painter.setBrush(colours[k])
            painter.setPen(QPen(colours[k], 1))
            painter.drawPolygon(polygon(face))


class BallPainter:
    def __init__(self, ball: Ball, view: View, theme: Theme) -> None:
        self.ball, self.view, self.theme = ball, view, theme
        self.centre = ball.centre(view.body)

    def parts(self) -> list[Part]:
        part = _part(self.view.camera, self.centre, self.ball.radius, self.paint)
        part.before = self.before
        return [part]

    def before(self, part: Part) -> float:
        a, b = part.world_a, part.world_b
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)
        if middle[2] > self.centre[2] + self.ball.radius * 0.55:
            return 1.0  # rests on the ball: in front for a camera above the horizon
        return self.view.camera.depth(middle) - self.view.camera.depth(self.centre)

    def paint(self, painter: QPainter) -> None:
        camera, ramp = self.view.camera, self.theme.ball
        x, y = camera.xy(self.centre)
        r = self.ball.radius * camera.scale
        g = QRadialGradient(x - r * 0.35, y - r * 0.45, r * 1.5)
        g.setStops([(0.0, ramp.light), (0.5, ramp.base), (1.0, ramp.dark)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(g))
        painter.drawEllipse(QPointF(x, y), r, r)
        if r > 40:
            pen = QPen(with_alpha(ramp.dark, 60), max(1.0, r * 0.012))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            flat = max(0.12, abs(camera.towards[2]))
            for h in (-0.45, 0.0, 0.45):  # the ribs of a gym ball
                w = r * math.sqrt(1 - h * h)
                lift = -r * h * math.sqrt(1 - flat * flat)
                box_y = y + lift - w * flat
                path = QPainterPath()
                path.arcMoveTo(x - w, box_y, 2 * w, 2 * w * flat, 180)
                path.arcTo(x - w, box_y, 2 * w, 2 * w * flat, 180, 180)
                painter.drawPath(path)


class BandPainter(CuffPainter):
    """A loop band: a cuff round each leg, a strand before and behind; stretched it thins."""

    def __init__(self, band: Band, view: View, theme: Theme) -> None:
        self.band, self.view = band, view
        self.joint, self.down = BANDS[band.at]
        self.part = _BAND_PART[band.at]
        self.colour = QColor(theme.bands[band.strength])
        self.ends = [self._end(s) for s in "LR"]
        apart = math.dist(*self.ends)
        # rubber keeps its volume: twice as long is about a third thinner
        stretch = max(1.0, apart / 0.22)
        self.width = _BAND_WIDTH[band.at] * max(0.55, stretch**-0.5) * view.camera.scale

    def _end(self, side: str) -> Vec:
        body = self.view.body
        if self.band.at == "feet":
            return body.local(JOINT[f"ankle.{side}"], (0.075, 0.0, -0.035))
        return body.local(JOINT[f"{self.joint}.{side}"], (0.0, 0.0, -self.down))

    def parts(self) -> list[Part]:
        camera, body = self.view.camera, self.view.body
        radius = {"ankles": 0.036, "feet": 0.036}.get(self.band.at, 0.060)
        a, b = self.ends
        along = direction([b[k] - a[k] for k in range(3)])
        up = [0.0, 0.0, 0.0]
        for side in "LR":
            rot = body.rot[JOINT[f"{self.joint}.{side}"]]
            axis = (rot[0], rot[3], rot[6]) if self.band.at == "feet" else (rot[2], rot[5], rot[8])
            up = [u + c for u, c in zip(up, axis, strict=True)]
        n = direction(cross((up[0], up[1], up[2]), along))
        out = []
        for sign in (-1, 1):
            p, q = ((e[0] + sign * n[0] * radius, e[1] + sign * n[1] * radius,
                     e[2] + sign * n[2] * radius) for e in (a, b))  # fmt: skip
            near = sign * sum(n[k] * camera.towards[k] for k in range(3)) > 0
            out.append(self._strand(p, q, near))
        return out

    def _strand(self, p: Vec, q: Vec, near: bool) -> Part:
        camera = self.view.camera
        colour = self.colour if near else self.colour.darker(135)
        a, b = camera.xy(p), camera.xy(q)

        def paint(painter: QPainter) -> None:
            painter.setPen(QPen(colour, self.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(*a), QPointF(*b))

        depths = camera.depth(p), camera.depth(q)
        part = Part("prop", "", a, b, *depths, 0.02 * camera.scale, p, q)
        part.depth, part.paint = sum(depths) / 2, paint

        def before(other: Part) -> float:
            if other.name == self.part:
                return -1.0 if near else 1.0
            return other.depth - part.depth

        part.before = before
        return part

    def paint_cuff(self, painter: QPainter, view: View, part: Part) -> None:
        spots = []
        spot: Spot
        for k in range(25):
            theta = 2 * math.pi * k / 24
            if self.band.at == "feet":
                sy = 1 if part.side == "L" else -1
                c, s = math.cos(theta), math.sin(theta)
                n = (0.0, s * sy, c)
                spot = ((JOINT[f"ankle.{part.side}"], 1.0,
                         (0.075, 0.041 * s * sy, -0.036 + 0.028 * c), n),)  # fmt: skip
            else:
                spot = limb_spot(self.joint, part.side, self.down, theta, 1.05)
            spots.append(seen(spot, view.origins, view.bones))
        visible = [s[2] > -0.05 for s in spots]
        start = next((k for k in range(24) if visible[k] and not visible[k - 1 if k else 23]), 0)
        run = []
        for k in range(24):
            x, y, _ = spots[(start + k) % 24]
            if not visible[(start + k) % 24]:
                break
            run.append(QPointF(x, y))
        pen = QPen(self.colour, self.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(run)


class TowelPainter:
    """Two straps from the hands to a foot, and a loop round its sole."""

    def __init__(self, towel: Towel, view: View, theme: Theme) -> None:
        self.towel, self.view, self.theme = towel, view, theme

    def parts(self) -> list[Part]:
        body, camera = self.view.body, self.view.camera
        foot = point(body, self.towel.foot)
        out = []
        width = 0.030 * camera.scale
        pen = QPen(QColor(self.theme.towel), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        rim = QPen(mixed(QColor(self.theme.towel), self.theme.prop.dark, 0.45), width + 2)
        rim.setCapStyle(Qt.PenCapStyle.RoundCap)
        for hand in self.towel.hands:
            start = point(body, hand)
            a, b = camera.xy(start), camera.xy(foot)

            def paint(painter: QPainter, a: Point2 = a, b: Point2 = b) -> None:
                for p in (rim, pen):
                    painter.setPen(p)
                    painter.drawLine(QPointF(*a), QPointF(*b))

            depths = camera.depth(start), camera.depth(foot)
            part = Part("prop", "", a, b, *depths, 0.02 * camera.scale, start, foot)
            part.depth, part.paint = sum(depths) / 2, paint
            part.before = _behind_hands(part)
            out.append(part)
        return out


def _behind_hands(strap: Part) -> Callable[[Part], float]:
    def before(other: Part) -> float:
        if other.name in ("hand", "forearm"):
            return 1.0
        if other.name == "foot":
            return -1.0
        return other.depth - strap.depth

    return before


def paint_wall(painter: QPainter, wall: Wall, camera: Camera, theme: Theme, middle: Vec) -> None:
    """A wall, mirror or doorway, painted before the figure."""
    high = 1.95 if wall.kind == "mirror" else 2.3
    across = middle[1] if wall.axis == "x" else middle[0]
    half = {"mirror": 0.42, "doorway": 0.52}.get(wall.kind, 1.0)

    def at(u: float, z: float) -> Point2:
        p = (wall.at, u, z) if wall.axis == "x" else (u, wall.at, z)
        return camera.xy(p)

    if wall.kind == "doorway":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.wall_edge))
        for u0, u1, z0, z1 in ((-half - 0.09, -half, 0, 2.0), (half, half + 0.09, 0, 2.0),
                               (-half - 0.09, half + 0.09, 2.0, 2.09)):  # fmt: skip
            frame = [(u0, z0), (u1, z0), (u1, z1), (u0, z1)]
            painter.drawPolygon(polygon([at(across + u, z) for u, z in frame]))
        return
    corners = [at(across + u, z) for u, z in ((-half, 0), (half, 0), (half, high), (-half, high))]
    if wall.kind == "mirror":
        g = QLinearGradient(QPointF(*corners[0]), QPointF(*corners[3]))
        g.setColorAt(0, QColor(theme.glass))
        g.setColorAt(1, mixed(QColor(theme.glass), QColor("#FFFFFF"), 0.35))
        painter.setPen(QPen(QColor(theme.wall_edge), 3.0))
    else:
        # a stretch of wall that fades out on both sides
        g = QLinearGradient(corners[0][0], 0.0, corners[1][0], 0.0)
        full = mixed(QColor(theme.wall), QColor(theme.wall_edge), 0.45)
        for share, alpha in ((0.0, 0), (0.3, 255), (0.7, 255), (1.0, 0)):
            g.setColorAt(share, with_alpha(full, alpha))
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(g))
    painter.drawPolygon(polygon(corners))
    if wall.kind == "mirror":
        painter.setPen(QPen(with_alpha("#FFFFFF", 120), 2))
        for shift in (0.0, 0.12):
            a, b = at(across - 0.25 + shift, 1.25), at(across + 0.05 + shift, 1.75)
            painter.drawLine(QPointF(*a), QPointF(*b))
    painter.setPen(Qt.PenStyle.NoPen)


def prop_parts(
    props: Sequence[Prop], view: View, theme: Theme
) -> tuple[list[Part], list[CuffPainter]]:
    """Parts to be ordered with the body, and cuffs painted over parts of it."""
    parts: list[Part] = []
    cuffs: list[CuffPainter] = []
    for prop in props:
        match prop:
            case Box():
                parts += BoxPainter(prop, view.camera, theme).parts()
            case Ball():
                parts += BallPainter(prop, view, theme).parts()
            case Band():
                band = BandPainter(prop, view, theme)
                cuffs.append(band)
                parts += band.parts()
            case Towel():
                parts += TowelPainter(prop, view, theme).parts()
            case Wall():
                pass  # painted behind everything
    return parts, cuffs
