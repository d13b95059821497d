"""Paints the parts of a figure in order, with its lit muscles. Knows no exercise and no stage."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from media.figure.algebra import Point2
from media.figure.body import SOLE, SOLE_TOES
from media.figure.head import paint_head, polygon
from media.figure.muscles import Lit, Patch, Seen, all_seen
from media.figure.ordering import in_order
from media.figure.outline import Polygon, area, hull, oriented
from media.figure.parts import Dresser, Layer, Part, View
from media.figure.skeleton import JOINT
from media.figure.theme import Ramp, Theme, mixed, with_alpha

LIGHT: Point2 = (-0.45, -0.89)  # towards the light, on the picture: upper left
_FINE = 150.0  # pixels per metre from which fingers and fibres are worth drawing


class CuffPainter:
    """What a part may wear over itself, such as a mini band; this one wears nothing."""

    part = ""

    def paint_cuff(self, painter: QPainter, view: View, part: Part) -> None:
        """Paint over the part just painted."""


class FigurePainter:
    """Paints one view; made anew for every frame."""

    def __init__(
        self,
        painter: QPainter,
        view: View,
        theme: Theme,
        working: str,
        muscles: Sequence[Lit] = (),
        glow: float = 1.0,
        bare_feet: bool = False,
    ) -> None:
        self.painter, self.view, self.theme = painter, view, theme
        self.muscles, self.glow, self.bare_feet = muscles, glow, bare_feet
        self.fine = view.camera.scale >= _FINE
        self.parts = Dresser(view, theme, working, self.fine, bare_feet).dress(muscles)
        self.edge = QPen(theme.edge, theme.edge_width)
        self.edge.setCosmetic(True)

    def paint(self, props: Sequence[Part] = (), cuffs: Sequence[CuffPainter] = ()) -> None:
        view = self.view
        for part in in_order([*self.parts, *props], view.bones[JOINT["pelvis"]]):
            if part.paint:
                part.paint(self.painter)
                continue
            self._paint_part(part)
            for cuff in cuffs:
                if cuff.part == part.name:
                    cuff.paint_cuff(self.painter, view, part)

    def _paint_part(self, part: Part) -> None:
        view = self.view
        if part.name == "head":
            joint = part.joint
            paint_head(
                self.painter, view.origins[joint], view.bones[joint], view.camera.scale,
                self.theme, LIGHT,
            )  # fmt: skip
            return
        shod = part.name == "foot" and not self.bare_feet
        sole_below = shod and view.bones[part.joint][8] >= 0
        if sole_below:
            self._paint_sole(part)
        for layer in part.layers:
            self._paint_layer(layer)
        if shod and not sole_below:
            self._paint_sole(part)
        for muscle in self.muscles:
            for patch in muscle.patches:
                if patch.part == part.name and part.side in ("", patch.side):
                    self._paint_muscle(muscle, patch)

    def _brush(self, ramp: Ramp, a: Point2, b: Point2, r: float) -> QBrush:
        """A gradient across the limb a-b, light on the side of the light."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = math.sqrt(dx * dx + dy * dy)
        lx, ly = LIGHT
        if length < r * 0.35:
            nx, ny = lx, ly
        else:
            nx, ny = -dy / length, dx / length
            if nx * lx + ny * ly < 0:
                nx, ny = -nx, -ny
            w = min(1.0, length / (2.0 * r))
            nx, ny = nx * w + lx * (1 - w), ny * w + ly * (1 - w)
        mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        g = QLinearGradient(mx - nx * r, my - ny * r, mx + nx * r, my + ny * r)
        g.setStops(ramp.stops)
        return QBrush(g)

    def _paint_layer(self, layer: Layer) -> None:
        painter = self.painter
        points = [QPointF(x, y) for x, y in layer.polygons[0]]
        painter.setPen(self.edge)
        for start, end in layer.runs:
            run = points[start:end] if end > start else points[start:] + points[:end]
            if len(run) > 1:
                painter.drawPolyline(run)
        path = QPainterPath()
        path.addPolygon(QPolygonF(points))
        if len(layer.polygons) > 1:
            turn = area(layer.polygons[0]) > 0
            for more in layer.polygons[1:]:
                path.closeSubpath()
                path.addPolygon(polygon(more if (area(more) > 0) == turn else more[::-1]))
        path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(path, self._brush(layer.ramp, layer.a, layer.b, layer.radius))
        if layer.creases:
            pen = QPen(with_alpha(layer.ramp.dark, 150), 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            for crease in layer.creases:
                painter.drawPolyline([QPointF(x, y) for x, y in crease])

    def _paint_sole(self, part: Part) -> None:
        """The flat dark slab that makes a foot look planted."""
        view = self.view
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        toe = JOINT[f"toe.{part.side}"]
        for joint, shape, low, high in (
            (part.joint, SOLE, -0.0688, -0.052),
            (toe, SOLE_TOES, -0.0198, -0.006),
        ):
            m = view.bones[joint]
            ox, oy = view.origins[joint]
            points: Polygon = []
            for z, grow in ((low, 0.96), (high, 1.0)):
                zx, zy = ox + m[2] * z, oy + m[5] * z
                for x, w in shape:
                    ax, ay = zx + m[0] * x, zy + m[3] * x
                    wx, wy = m[1] * w * grow, m[4] * w * grow
                    points += [(ax + wx, ay + wy), (ax - wx, ay - wy)]
            path.addPolygon(polygon(oriented(hull(points))))
            path.closeSubpath()
        self.painter.fillPath(path, QColor(self.theme.sole))

    # ------------------------------------------------------------ muscles
    def _paint_muscle(self, muscle: Lit, patch: Patch) -> None:
        view, theme, painter = self.view, self.theme, self.painter
        rim = all_seen(patch.rim, view.origins, view.bones)
        strong = theme.muscle if muscle.primary else theme.helper
        pale = theme.muscle_pale if muscle.primary else theme.helper_pale
        work = round(muscle.strength * self.glow * 8) / 8
        if muscle.primary and sum(p[2] for p in rim) / len(rim) < -0.05:
            self._paint_through(rim, strong, work)
            return
        if max(p[2] for p in rim) <= 0.02:
            return
        shape = _cut_at_horizon(rim)
        if len(shape) < 3:
            return
        path = _rounded(shape)
        box = path.boundingRect()
        opaque = 0.55 + 0.45 * work if muscle.primary else 0.72 + 0.28 * work
        core, middle, rim_colour, bright = (QColor(c) for c in (strong, strong, strong, pale))
        core.setAlphaF(min(1.0, 0.97 * opaque))
        middle.setAlphaF(min(1.0, 0.88 * opaque))
        rim_colour.setAlphaF(min(1.0, 0.45 * opaque))
        bright.setAlphaF(min(1.0, 0.95 * opaque))
        g = QRadialGradient(0, 0, 1)
        g.setStops([
            (0.0, mixed(core, bright, 0.12 + 0.5 * work)), (0.45, core), (0.8, middle),
            (1.0, rim_colour),
        ])  # fmt: skip
        brush = QBrush(g)
        centre = box.center()
        brush.setTransform(
            QTransform(box.width() / 2 + 1, 0, 0, box.height() / 2 + 1, centre.x(), centre.y())
        )
        painter.fillPath(path, brush)
        if not self.fine:
            return
        line = QColor(pale)
        line.setAlphaF((0.6 if muscle.primary else 0.4) * opaque)
        pen = QPen(line, 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for fibre in patch.fibres:
            spots = all_seen(fibre, view.origins, view.bones)
            run = [QPointF(x, y) for x, y, facing in spots if facing > 0.08]
            if len(run) > 2:
                painter.drawPolyline(run)

    def _paint_through(self, rim: Sequence[Seen], colour: str, work: float) -> None:
        """A primary muscle on the far side shines through: faint, with a dashed rim."""
        path = _rounded([(x, y) for x, y, _ in rim])
        c = QColor(colour)
        c.setAlphaF(0.16 + 0.16 * work)
        self.painter.fillPath(path, c)
        c.setAlphaF(0.75)
        pen = QPen(c, 1.0, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self.painter.strokePath(path, pen)


def _cut_at_horizon(rim: Sequence[Seen]) -> Polygon:
    """The part of a rim that faces the eye, closed along the silhouette."""
    shape: Polygon = []
    for i in range(len(rim)):
        ax, ay, fa = rim[i - 1]
        bx, by, fb = rim[i]
        if (fa > 0) != (fb > 0):
            u = fa / (fa - fb)
            shape.append((ax + (bx - ax) * u, ay + (by - ay) * u))
        if fb > 0:
            shape.append((bx, by))
    return shape


def _rounded(points: Polygon) -> QPainterPath:
    """A closed smooth curve through the middles of the sides."""
    path = QPainterPath()
    n = len(points)
    (ax, ay), (bx, by) = points[-1], points[0]
    path.moveTo((ax + bx) / 2, (ay + by) / 2)
    for i in range(n):
        x, y = points[i]
        x2, y2 = points[(i + 1) % n]
        path.quadTo(x, y, (x + x2) / 2, (y + y2) / 2)
    return path
