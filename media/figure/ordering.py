"""Which part is painted before which: parts that overlap are compared where they meet.

Far parts first; neighbours on the body have rules of their own, props answer for themselves.
"""

from collections.abc import Sequence

from media.figure.camera import Bone
from media.figure.parts import Part

_NEIGHBOURS = frozenset({
    ("thigh", "shank"), ("shank", "foot"), ("uparm", "forearm"), ("forearm", "hand"),
})  # fmt: skip


def closest(
    ax: float, ay: float, bx: float, by: float, cx: float, cy: float, dx: float, dy: float
) -> tuple[float, float, float]:
    """The closest approach of segments a-b and c-d: shares along both, and the distance."""
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    den = ux * vy - uy * vx
    wx, wy = cx - ax, cy - ay
    if abs(den) > 1e-9:
        s = (wx * vy - wy * vx) / den
        t = (wx * uy - wy * ux) / den
        if 0 <= s <= 1 and 0 <= t <= 1:
            return s, t, 0.0
    lu, lv = ux * ux + uy * uy + 1e-9, vx * vx + vy * vy + 1e-9
    best = (0.0, 0.0, 1e18)
    for px, py, t in ((cx, cy, 0.0), (dx, dy, 1.0)):
        s = min(max(((px - ax) * ux + (py - ay) * uy) / lu, 0.0), 1.0)
        d = (ax + ux * s - px) ** 2 + (ay + uy * s - py) ** 2
        if d < best[2]:
            best = (s, t, d)
    for px, py, s in ((ax, ay, 0.0), (bx, by, 1.0)):
        t = min(max(((px - cx) * vx + (py - cy) * vy) / lv, 0.0), 1.0)
        d = (cx + vx * t - px) ** 2 + (cy + vy * t - py) ** 2
        if d < best[2]:
            best = (s, t, d)
    return best[0], best[1], best[2] ** 0.5


def _in_front(p: Part, q: Part, pelvis: Bone) -> float | None:
    """How far p is in front of q (metres, > 0 paints p later); None when they do not meet."""
    if q.before is not None:
        return q.before(p) if p.before is None else p.depth - q.depth
    if p.before is not None:
        return -p.before(q)
    ahead = _on_one_body(p, q, pelvis)
    if ahead is not None:
        return ahead
    s, t, apart = closest(*p.a, *p.b, *q.a, *q.b)
    if apart > p.radius + q.radius:
        return None
    s, t = 0.15 + 0.7 * s, 0.15 + 0.7 * t  # the ends of a limb are hidden in its joints
    here = p.depth_a + (p.depth_b - p.depth_a) * s + p.bias
    return here - (q.depth_a + (q.depth_b - q.depth_a) * t + q.bias)


def _on_one_body(p: Part, q: Part, pelvis: Bone) -> float | None:
    """The rules of neighbours: trousers over shoes, hips, the trunk and what hangs on it."""
    front = pelvis[6]
    sy = 1 if p.side == "L" else -1
    names = (p.name, q.name)
    if names == ("torso", "head"):
        return p.depth_b - q.depth_b - q.bias
    if q.name == "torso":
        return _beside_trunk(p, q, front, sy * pelvis[7])
    if p.side and p.side == q.side:
        if names in _NEIGHBOURS:
            return p.depth - q.depth + (0.02 if p.name == "shank" else 0.0)
        if q.name == "overlay" and p.name in ("thigh", "butt"):
            return -1.0
        if names == ("thigh", "butt"):
            return front - 0.9 * sy * pelvis[7]  # the side of the pelvis we look at decides
    return None


def _beside_trunk(p: Part, trunk: Part, front: float, aside: float) -> float | None:
    if p.name == "overlay":
        return 1.0
    if p.name == "butt":
        return -front + 0.6 * aside
    if p.name == "thigh":
        return p.depth_a * 0.6 + p.depth_b * 0.4 - trunk.depth_a + 0.05 * front
    if p.name == "uparm":
        here = p.depth_a * 0.55 + p.depth_b * 0.45
        return here - trunk.depth_a * 0.25 - trunk.depth_b * 0.75
    return None


def in_order(parts: Sequence[Part], pelvis: Bone) -> list[Part]:
    """Farthest first."""
    n = len(parts)
    boxes = []
    for p in parts:
        (ax, ay), (bx, by), r = p.a, p.b, p.radius
        boxes.append((min(ax, bx) - r, max(ax, bx) + r, min(ay, by) - r, max(ay, by) + r))
    after: list[list[int]] = [[] for _ in range(n)]
    waiting = [0] * n
    for i in range(n):
        left, right, top, bottom = boxes[i]
        for j in range(i + 1, n):
            box = boxes[j]
            if right < box[0] or box[1] < left or bottom < box[2] or box[3] < top:
                continue
            ahead = _in_front(parts[i], parts[j], pelvis)
            if ahead is None:
                continue
            first, then = (j, i) if ahead > 0 else (i, j)
            after[first].append(then)
            waiting[then] += 1
    todo = sorted(range(n), key=lambda i: parts[i].depth)
    done: list[Part] = []
    while todo:
        # a circle of "in front of" is broken where the fewest parts wait
        k = next((i for i in todo if not waiting[i]), None)
        if k is None:
            k = min(todo, key=lambda i: (waiting[i], parts[i].depth))
        todo.remove(k)
        done.append(parts[k])
        for j in after[k]:
            waiting[j] -= 1
    return done
