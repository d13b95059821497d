"""The soft shadow on the floor: a small picture of stadium shapes, blurred by scaling."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from media.figure.algebra import Vec
from media.figure.contacts import point
from media.figure.head import polygon
from media.figure.outline import Polygon
from media.figure.parts import View
from media.figure.skeleton import JOINT
from media.figure.theme import Theme, with_alpha

_SMALL = 5  # the picture is drawn at a fifth of its size or less
Shadow = tuple[QRectF, QImage]
_LEAN = 0.06  # metres the shadow moves sideways per metre of height
_BONES: list[tuple[str, str, float]] = [
    ("pelvis", "high", 0.14), ("high", "neck", 0.15), ("neck", "head", 0.07),
]  # fmt: skip
for _s in "LR":
    _BONES += [
        (f"hip.{_s}", f"knee.{_s}", 0.07), (f"knee.{_s}", f"ankle.{_s}", 0.045),
        (f"shoulder.{_s}", f"elbow.{_s}", 0.045), (f"elbow.{_s}", f"wrist.{_s}", 0.035),
    ]  # fmt: skip


def _stadium(a: Vec, b: Vec, r: float) -> Polygon:
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    points = []
    for end, start in ((b, turn - math.pi / 2), (a, turn + math.pi / 2)):
        for k in range(4):
            angle = start + math.pi * k / 3
            points.append((end[0] + r * math.cos(angle), end[1] + r * math.sin(angle)))
    return points


def _shapes(view: View) -> list[tuple[Vec, Vec, float]]:
    body = view.body
    found = [(body.at[JOINT[a]], body.at[JOINT[b]], r) for a, b, r in _BONES]
    for s in "LR":
        found.append((body.at[JOINT[f"ankle.{s}"]], point(body, f"toetip.{s}"), 0.045))
        found.append((body.at[JOINT[f"wrist.{s}"]], point(body, f"hand.{s}"), 0.035))
    skull = body.local(JOINT["head"], (0.0, 0.0, 0.1))
    found.append((skull, (skull[0] + 0.001, skull[1], skull[2]), 0.09))
    return found


def shadow(view: View, theme: Theme) -> Shadow | None:
    """The shadow as a small picture and the rectangle it fills; None in a theme without."""
    if not theme.shadow_alpha:
        return None
    camera = view.camera
    s = camera.scale
    k = max(_SMALL, round(s / 90))  # the nearer, the softer
    shapes = _shapes(view)
    xs, ys = [], []
    for a, b, _ in shapes:
        for p in (a, b):
            x, y = camera.xy((p[0] + _LEAN * p[2], p[1], 0.0))
            xs.append(x)
            ys.append(y)
    margin = 0.38 * s
    margin_y = margin * abs(camera.towards[2]) + 2 * k
    x0, y0 = min(xs) - margin, min(ys) - margin_y
    w = max(2, int((max(xs) + margin - x0) / k) + 2)
    h = max(2, int((max(ys) + margin_y - y0) / k) + 2)
    image = QImage(w, h, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for a, b, r in shapes:
        low = min(a[2], b[2])
        flat_a, flat_b = (a[0] + _LEAN * a[2], a[1], 0.0), (b[0] + _LEAN * b[2], b[1], 0.0)
        path.addPolygon(polygon(_stadium(flat_a, flat_b, r * 0.9 + 0.02 * (1 + 2 * low))))
        path.closeSubpath()
    small = QPainter(image)
    small.setRenderHint(QPainter.RenderHint.Antialiasing)
    small.scale(1 / k, 1 / k)
    small.translate(-x0, -y0)
    right, up = camera.right, camera.up
    floor = QTransform(right[0] * s, -up[0] * s, right[1] * s, -up[1] * s, camera.cx, camera.cy)
    small.setTransform(floor, True)
    small.fillPath(path, with_alpha(theme.shadow, int(theme.shadow_alpha * 2.08)))
    small.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    stretch = Qt.AspectRatioMode.IgnoreAspectRatio
    blurred = image.scaled(max(1, w // 3), max(1, h // 3), stretch, smooth)
    blurred = blurred.scaled(w, h, stretch, smooth)
    return QRectF(x0, y0, w * k, h * k), blurred


def paint_shadow(painter: QPainter, made: Shadow | None) -> None:
    if made is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(*made)
    painter.restore()
