"""Outlines of lofts and ellipsoids: rings along a bone, projected, become closed polygons.

A projected ring is (x, y, ax, ay, bx, by): its centre and two half axes in pixels.
"""

import math
from collections.abc import Sequence

from media.figure.algebra import Point2, Vec
from media.figure.camera import Bone

Ring = tuple[float, float, float, float, float]  # t along the bone, offset x, y, half axes x, y
Ring2 = tuple[float, float, float, float, float, float]
Polygon = list[Point2]
Run = tuple[int, int]  # start and end of a stretch of a polygon

_CAP = [(math.cos(math.pi * k / 6), math.sin(math.pi * k / 6)) for k in range(1, 6)]
CIRCLE = {
    n: [(math.cos(2 * math.pi * k / n), math.sin(2 * math.pi * k / n)) for k in range(n)]
    for n in (10, 14, 16, 20, 24, 28)
}


def limb_rings(origin: Point2, m: Bone, rings: Sequence[Ring], sy: int) -> list[Ring2]:
    """Rings stacked along the bone's -z (limbs); `sy` is -1 on the right."""
    ox, oy = origin
    m0, m1, m2, m3, m4, m5 = m[:6]
    return [
        (
            ox + m0 * x + m1 * y * sy - m2 * t, oy + m3 * x + m4 * y * sy - m5 * t,
            m0 * rx, m3 * rx, m1 * ry, m4 * ry,
        )
        for t, x, y, rx, ry in rings
    ]  # fmt: skip


def foot_rings(
    origin: Point2, m: Bone, rings: Sequence[tuple[float, float, float, float]]
) -> list[Ring2]:
    """Rings stacked along the bone's +x: (x, centre z, half height, half width)."""
    ox, oy = origin
    m0, m1, m2, m3, m4, m5 = m[:6]
    return [
        (ox + m0 * x + m2 * z, oy + m3 * x + m5 * z, m1 * w, m4 * w, m2 * h, m5 * h)
        for x, z, h, w in rings
    ]


def outline(
    rings: Sequence[Ring2], cap: float = 0.95, cap0: float | None = None
) -> tuple[Polygon, float]:
    """The silhouette of a loft, left side up, round cap, right side down; and how broadside it is.

    The second number is 1 for a limb seen from the side and falls to 0 end-on, where the rings
    themselves must be added to the silhouette.
    """
    sqrt = math.sqrt
    n = len(rings)
    left: Polygon = []
    right: Polygon = []
    first, last = rings[0], rings[-1]
    gx, gy = last[0] - first[0], last[1] - first[1]
    length = sqrt(gx * gx + gy * gy)
    if length < 1e-6:
        gx, gy, length = 1.0, 0.0, 1.0
    gx /= length
    gy /= length
    thick = max(
        sqrt(c[2] * c[2] + c[3] * c[3] + c[4] * c[4] + c[5] * c[5])
        for c in (first, rings[n // 2], last)
    )
    broadside = min(1.0, length / (1.2 * thick + 1e-9))
    back_x, back_y = -gx, -gy
    ahead_x, ahead_y = gx, gy
    for i in range(n):
        cx, cy, ax, ay, bx, by = rings[i]
        p = rings[i - 1] if i else first
        q = rings[i + 1] if i < n - 1 else last
        tx, ty = q[0] - p[0], q[1] - p[1]
        size = sqrt(tx * tx + ty * ty)
        if size > 1e-9:
            tx = tx / size * broadside + gx * (1 - broadside)
            ty = ty / size * broadside + gy * (1 - broadside)
            size = sqrt(tx * tx + ty * ty)
        if size < 1e-6:
            tx, ty = gx, gy
        else:
            tx /= size
            ty /= size
        # the support point of the ring's ellipse along the normal
        da, db = ax * ty - ay * tx, bx * ty - by * tx
        h = sqrt(da * da + db * db) + 1e-9
        sx, sy = (ax * da + bx * db) / h, (ay * da + by * db) / h
        left.append((cx + sx, cy + sy))
        right.append((cx - sx, cy - sy))
        if i == 0:
            back_x, back_y = -tx, -ty
        ahead_x, ahead_y = tx, ty
    points = list(left)
    cx, cy = last[0], last[1]
    hx, hy = left[-1][0] - cx, left[-1][1] - cy
    k = cap * sqrt(hx * hx + hy * hy)
    points += [(cx + hx * c + ahead_x * k * s, cy + hy * c + ahead_y * k * s) for c, s in _CAP]
    right.reverse()
    points += right
    cx, cy = first[0], first[1]
    hx, hy = right[-1][0] - cx, right[-1][1] - cy
    k = (cap if cap0 is None else cap0) * sqrt(hx * hx + hy * hy)
    points += [(cx + hx * c + back_x * k * s, cy + hy * c + back_y * k * s) for c, s in _CAP]
    return points, broadside


def ring_polygon(ring: Ring2) -> Polygon:
    cx, cy, ax, ay, bx, by = ring
    if ax * by - ay * bx < 0:
        bx, by = -bx, -by
    return [(cx + ax * c + bx * s, cy + ay * c + by * s) for c, s in CIRCLE[14]]


def ellipsoid(
    origin: Point2, m: Bone, centre: Vec, radii: Vec, n: int = 20
) -> tuple[Polygon, Point2]:
    """The silhouette of an ellipsoid whose axes are the bone's, and its centre."""
    m0, m1, m2, m3, m4, m5 = m[:6]
    cx = origin[0] + m0 * centre[0] + m1 * centre[1] + m2 * centre[2]
    cy = origin[1] + m3 * centre[0] + m4 * centre[1] + m5 * centre[2]
    a0, a1, a2 = m0 * radii[0], m1 * radii[1], m2 * radii[2]
    b0, b1, b2 = m3 * radii[0], m4 * radii[1], m5 * radii[2]
    exx = a0 * a0 + a1 * a1 + a2 * a2
    exy = a0 * b0 + a1 * b1 + a2 * b2
    eyy = b0 * b0 + b1 * b1 + b2 * b2
    points = []
    for c, s in CIRCLE[n]:
        ux, uy = exx * c + exy * s, exy * c + eyy * s
        h = math.sqrt(c * ux + s * uy) + 1e-9
        points.append((cx + ux / h, cy + uy / h))
    return points, (cx, cy)


def capsule(a: Point2, ra: float, b: Point2, rb: float) -> Polygon:
    """Two discs and all between them, as ten points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    if length < 1e-6:
        dx, dy = 1.0, 0.0
    else:
        dx, dy = dx / length, dy / length
    ring = []
    for (x, y), r, sign in ((b, rb, 1.0), (a, ra, -1.0)):
        fx, fy, sx, sy = dx * r * sign, dy * r * sign, dy * r * sign, -dx * r * sign
        for c, s in ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0)):
            ring.append((x + sx * c + fx * s, y + sy * c + fy * s))
    return ring


def finger(a: Point2, ra: float, b: Point2, rb: float, c: Point2, rc: float) -> Polygon:
    """A tapering bent strip from a over b to a round tip at c, as nine points."""
    ux, uy = b[0] - a[0], b[1] - a[1]
    vx, vy = c[0] - b[0], c[1] - b[1]
    u, v = math.hypot(ux, uy) + 1e-9, math.hypot(vx, vy) + 1e-9
    ux, uy, vx, vy = ux / u, uy / u, vx / v, vy / v
    wx, wy = (ux + vx) / 2, (uy + vy) / 2
    k = 0.72 * rc
    return [
        (a[0] - uy * ra, a[1] + ux * ra), (b[0] - wy * rb, b[1] + wx * rb),
        (c[0] - vy * rc, c[1] + vx * rc), (c[0] + (vx - vy) * k, c[1] + (vy + vx) * k),
        (c[0] + vx * rc, c[1] + vy * rc), (c[0] + (vx + vy) * k, c[1] + (vy - vx) * k),
        (c[0] + vy * rc, c[1] - vx * rc), (b[0] + wy * rb, b[1] - wx * rb),
        (a[0] + uy * ra, a[1] - ux * ra),
    ]  # fmt: skip


def hull(points: Sequence[Point2]) -> Polygon:
    """The convex hull, anticlockwise with y up."""
    ordered = sorted(points)
    if len(ordered) < 3:
        return ordered

    def half(run: Sequence[Point2]) -> Polygon:
        out: Polygon = []
        for p in run:
            while len(out) > 1:
                (ax, ay), (bx, by) = out[-2], out[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                out.pop()
            out.append(p)
        return out

    lower, upper = half(ordered), half(ordered[::-1])
    return lower[:-1] + upper[:-1]


def area(points: Sequence[Point2]) -> float:
    total = 0.0
    x0, y0 = points[-1]
    for x, y in points:
        total += x0 * y - x * y0
        x0, y0 = x, y
    return total


def oriented(points: Polygon) -> Polygon:
    return points if area(points) > 0 else points[::-1]


def arc_facing(points: Polygon, centre: Point2, dx: float, dy: float) -> list[Run]:
    """The stretch of a closed outline that looks towards (dx, dy)."""
    size = math.hypot(dx, dy) + 1e-9
    dx, dy = dx / size, dy / size
    faces = []
    for x, y in points:
        ux, uy = x - centre[0], y - centre[1]
        faces.append((ux * dx + uy * dy) / (math.hypot(ux, uy) + 1e-9) > 0.35)
    n = len(points)
    for i in range(n):
        if faces[i] and not faces[i - 1]:
            e = i
            while faces[(e + 1) % n] and e - i < n:
                e += 1
            return [(i, (e % n) + 1)]
    return []
