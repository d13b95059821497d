"""The head: a skull cut by the hairline into two solids, a jaw, a nose, ears and two eyes."""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from media.figure.algebra import Point2, Vec, cross, direction
from media.figure.body import SKULL
from media.figure.camera import Bone
from media.figure.outline import CIRCLE, Polygon, ellipsoid, hull, oriented
from media.figure.theme import Ramp, Theme, mixed

_RADII: Vec = (0.099, 0.078, 0.110)
_HAIRLINE: Vec = direction((-0.62, 0.0, 0.78))
_HAIRLINE_AT = 0.004
_HAIR_GROWTH = 1.045
_FRONT: Vec = (0.055, 0.0, 0.177)  # hair that stands up over the forehead
_FRONT_RADII: Vec = (0.052, 0.066, 0.030)
_CROWN: Vec = (0.006, 0.0, 0.178)
_CROWN_RADII: Vec = (0.088, 0.079, 0.042)
_NOSE: tuple[Vec, ...] = (
    (0.104, 0.0, 0.112), (0.128, 0.0, 0.070), (0.104, 0.016, 0.066), (0.104, -0.016, 0.066),
)  # fmt: skip


def _across(n: Vec) -> tuple[Vec, Vec]:
    """Two directions at right angles to n and to each other."""
    a = direction((n[1], -n[0], 0.0)) if abs(n[2]) < 0.9 else direction((0.0, n[2], -n[1]))
    return a, cross(n, a)


def _skull(q: tuple[float, ...], grow: float = 1.0) -> Vec:
    """From the unit ball to the skull."""
    return (
        SKULL[0] + _RADII[0] * q[0] * grow,
        SKULL[1] + _RADII[1] * q[1] * grow,
        SKULL[2] + _RADII[2] * q[2] * grow,
    )


def _hairline() -> list[tuple[float, ...]]:
    """The cut of the hairline plane through the unit ball."""
    stretched = (_HAIRLINE[0] * _RADII[0], _HAIRLINE[1] * _RADII[1], _HAIRLINE[2] * _RADII[2])
    n = direction(stretched)
    d = _HAIRLINE_AT / math.hypot(*stretched)
    a, b = _across(n)
    r = math.sqrt(1 - d * d)
    return [tuple(d * n[i] + r * (c * a[i] + s * b[i]) for i in range(3)) for c, s in CIRCLE[24]]


_CUT = _hairline()
_CUT_FACE = [_skull(q) for q in _CUT]
_CUT_HAIR = [_skull(q, _HAIR_GROWTH) for q in _CUT]


def polygon(points: Polygon) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def paint_head(
    painter: QPainter, origin: Point2, m: Bone, scale: float, theme: Theme, light: Point2
) -> None:
    """Paint the head at its joint; `light` points towards the light on the picture."""
    ox, oy = origin

    def at(p: Vec) -> Point2:
        return (
            ox + m[0] * p[0] + m[1] * p[1] + m[2] * p[2],
            oy + m[3] * p[0] + m[4] * p[1] + m[5] * p[2],
        )

    eye: Vec = (m[6], m[7], m[8])  # towards the viewer, in the head's own axes
    hair: Polygon = [at(p) for p in _CUT_HAIR]
    face: Polygon = [at(p) for p in _CUT_FACE]
    a, b = _across(direction((eye[0] / _RADII[0], eye[1] / _RADII[1], eye[2] / _RADII[2])))
    for c, s in CIRCLE[28]:  # the silhouette, sorted into hair and face
        q = tuple(c * a[i] + s * b[i] for i in range(3))
        p = _skull(q)
        above = _HAIRLINE[0] * (p[0] - SKULL[0]) + _HAIRLINE[2] * (p[2] - SKULL[2])
        if above >= _HAIRLINE_AT:
            hair.append(at(_skull(q, _HAIR_GROWTH)))
        else:
            face.append(at(p))
    front, _ = ellipsoid(origin, m, _FRONT, _FRONT_RADII, 16)
    crown, _ = ellipsoid(origin, m, _CROWN, _CROWN_RADII, 16)
    tuft = [front, crown]
    jaw, _ = ellipsoid(origin, m, (0.048, 0, 0.034), (0.052, 0.052, 0.056), 16)
    nose = hull([at(p) for p in _NOSE])
    edge = QPen(theme.edge, theme.edge_width)
    edge.setCosmetic(True)
    middle = at(SKULL)

    def fill(polygons: list[Polygon], ramp: Ramp) -> None:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.setPen(edge)
        for points in polygons:
            shape = polygon(oriented(points))
            painter.drawPolyline([*shape.toList(), shape.at(0)])
            path.addPolygon(shape)
            path.closeSubpath()
        r = 0.10 * scale
        lit = middle[0] + light[0] * r * 0.55, middle[1] + light[1] * r * 0.55
        g = QRadialGradient(QPointF(*lit), r * 1.75)
        g.setStops([(0.0, ramp.light), (0.45, ramp.base), (1.0, ramp.dark)])
        painter.fillPath(path, QBrush(g))

    skin = [hull(face + jaw), nose]
    if -(_HAIRLINE[0] * eye[0] + _HAIRLINE[2] * eye[2]) > 0:  # the face looks at us
        fill([hull(hair)], theme.hair)
        fill(skin, theme.skin)
        fill(tuft, theme.hair)
    else:
        fill(skin, theme.skin)
        fill([hull(hair), *tuft], theme.hair)
    _paint_ears(painter, origin, m, eye, theme)
    _paint_eyes(painter, at, eye, scale, theme)


def _paint_ears(painter: QPainter, origin: Point2, m: Bone, eye: Vec, theme: Theme) -> None:
    for sy in (1, -1):
        if eye[1] * sy <= 0.25:
            continue
        ear, _ = ellipsoid(origin, m, (-0.004, 0.078 * sy, 0.075), (0.020, 0.008, 0.030), 14)
        inner, _ = ellipsoid(origin, m, (-0.002, 0.083 * sy, 0.077), (0.011, 0.005, 0.017), 14)
        for shape, share in ((ear, 0.25), (inner, 0.6)):
            path = QPainterPath()
            path.addPolygon(polygon(shape))
            painter.fillPath(path, mixed(theme.skin.base, theme.skin.dark, share))


def _paint_eyes(
    painter: QPainter, at: Callable[[Vec], Point2], eye: Vec, scale: float, theme: Theme
) -> None:
    dark = mixed(theme.hair.dark, theme.hair.base, 0.3)
    for sy in (1, -1):
        z, y = 0.086, 0.031 * sy
        rest = 1 - (y / _RADII[1]) ** 2 - ((z - SKULL[2]) / _RADII[2]) ** 2
        bulge = math.sqrt(max(0.0, rest))
        x = SKULL[0] + _RADII[0] * bulge - 0.002
        n = direction((x / _RADII[0] ** 2, y / _RADII[1] ** 2, 0.0))
        facing = n[0] * eye[0] + n[1] * eye[1] + n[2] * eye[2]
        if facing <= 0.18:
            continue
        w = scale * 0.0065
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dark)
        painter.drawEllipse(QPointF(*at((x, y, z))), w * (0.45 + 0.55 * facing), w * 1.15)
        if scale > 150:
            pen = QPen(mixed(theme.hair.base, theme.skin.dark, 0.25), max(1.0, scale * 0.0045))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            brow = [(x + 0.002, y - 0.012 * sy, z + 0.024), (x - 0.001, y + 0.003 * sy, z + 0.028),
                    (x - 0.010, y + 0.016 * sy, z + 0.023)]  # fmt: skip
            painter.drawPolyline([QPointF(*at(p)) for p in brow])
