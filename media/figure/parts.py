"""The body of one pose cut into parts to paint: outlines, colours, depths. Paints nothing."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtGui import QPainter

from media.figure.algebra import Point2, Vec
from media.figure.body import (
    BARE,
    BIG_TOE,
    BUTTOCK,
    BUTTOCK_RADII,
    COLLAR,
    FINGERS,
    FOOT,
    HEM,
    LESSER_TOES,
    LIMBS,
    SHOULDER,
    SHOULDER_RADII,
    SKULL,
    THUMB,
    TOES,
    TORSO,
    breathing,
)
from media.figure.camera import Bone, Camera
from media.figure.contacts import point
from media.figure.muscles import OVERLAY, Lit, seen, trunk_spot
from media.figure.outline import (
    Polygon,
    Ring2,
    Run,
    arc_facing,
    capsule,
    ellipsoid,
    finger,
    foot_rings,
    limb_rings,
    outline,
    ring_polygon,
)
from media.figure.skeleton import ANGLE, JOINT, Placed, Pose, put
from media.figure.theme import Ramp, Theme

_SIDE_JOINTS = {
    s: tuple(
        JOINT[f"{n}.{s}"] for n in ("hip", "knee", "ankle", "toe", "shoulder", "elbow", "wrist")
    )
    for s in "LR"
}
_BENT = 0.7  # radians: beyond this a knee or elbow shows its fold


@dataclass(slots=True)
class Layer:
    """One filled shape of a part: polygons of one colour, lit across the axis a-b."""

    ramp: Ramp
    polygons: list[Polygon]
    a: Point2
    b: Point2
    radius: float  # pixels
    runs: list[Run]  # stretches of the first polygon that get a line
    creases: list[Polygon] = field(default_factory=list)  # thin lines on top


@dataclass(slots=True, eq=False)
class Part:
    """Something painted in one go. Depths are metres towards the eye."""

    name: str
    side: str
    a: Point2
    b: Point2
    depth_a: float
    depth_b: float
    radius: float  # pixels
    world_a: Vec
    world_b: Vec
    layers: list[Layer] = field(default_factory=list)
    bias: float = 0.0
    depth: float = 0.0
    joint: int = 0
    paint: Callable[[QPainter], None] | None = None  # props paint themselves
    before: Callable[["Part"], float] | None = None  # > 0: that part is in front of this prop


@dataclass(slots=True)
class View:
    """A pose seen by a camera: everything projected once."""

    pose: Pose
    camera: Camera
    body: Placed
    bones: list[Bone]
    origins: list[Point2]
    depths: list[float]
    breath: float = 0.0


def look(pose: Pose, camera: Camera, breath: float = 0.0) -> View:
    body = put(pose)
    bones = [camera.bone(r) for r in body.rot]
    origins = [camera.xy(p) for p in body.at]
    return View(pose, camera, body, bones, origins, [camera.depth(p) for p in body.at], breath)


def _limb(
    rings: Sequence[Ring2],
    skip: int = 0,
    cap: float = 0.95,
    cap0: float | None = None,
    hem: bool = False,
    near_hem: bool = False,
) -> tuple[list[Polygon], list[Run]]:
    """Polygons of a loft and the runs to line; `skip` rings at the joint stay open: no seam."""
    points, broadside = outline(rings, cap, cap0)
    polygons = [points]
    n = len(rings)
    if broadside < 1.0:
        polygons += [ring_polygon(rings[k]) for k in (0, n // 2, n - 1)]
    # the points run: left n, far cap 5, right n, near cap 5
    if near_hem:
        return polygons, [(0, n), (n + 5, len(points)), (len(points) - 1, 1)]
    if hem:
        return polygons, [(skip, 2 * n + 5 - skip)]
    return polygons, [(skip, n), (n + 5, 2 * n + 5 - skip)]


def torso_rings(view: View) -> list[Ring2]:
    out = []
    origins, bones, breath = view.origins, view.bones, view.breath
    for r in TORSO:
        a, b, oa, ob = bones[r.a], bones[r.b], origins[r.a], origins[r.b]
        f = r.share
        e = 1 - f
        x = e * (oa[0] + a[0] * r.xa + a[2] * r.za) + f * (ob[0] + b[0] * r.xb + b[2] * r.zb)
        y = e * (oa[1] + a[3] * r.xa + a[5] * r.za) + f * (ob[1] + b[3] * r.xb + b[5] * r.zb)
        depth, width = r.depth, r.width
        if breath:
            share = breath * breathing(r.z)
            depth *= 1 + 0.075 * share
            width *= 1 + 0.025 * share
        out.append((
            x, y, (e * a[0] + f * b[0]) * depth, (e * a[3] + f * b[3]) * depth,
            (e * a[1] + f * b[1]) * width, (e * a[4] + f * b[4]) * width,
        ))  # fmt: skip
    return out


class Dresser:
    """Cuts a view into parts in a theme's colours."""

    def __init__(
        self, view: View, theme: Theme, working: str, fine: bool, bare_feet: bool = False
    ) -> None:
        self.view, self.theme, self.working, self.fine = view, theme, working, fine
        self.bare_feet = bare_feet
        self.parts: list[Part] = []

    def _part(
        self, name: str, side: str, joint: int, end: int | Vec, radius: float, layers: list[Layer]
    ) -> Part:
        view, camera = self.view, self.view.camera
        a, depth_a, world_a = view.origins[joint], view.depths[joint], view.body.at[joint]
        if isinstance(end, int):
            b, depth_b, world_b = view.origins[end], view.depths[end], view.body.at[end]
        else:
            b, depth_b, world_b = camera.xy(end), camera.depth(end), end
        r = radius * camera.scale
        part = Part(name, side, a, b, depth_a, depth_b, r, world_a, world_b, layers)
        part.depth, part.joint = (depth_a + depth_b) / 2, joint
        self.parts.append(part)
        return part

    def dress(self, lit: Sequence[Lit]) -> list[Part]:
        overlays = {p.side for m in lit if m.name in OVERLAY for p in m.patches}
        for side, sy in (("L", 1), ("R", -1)):
            self._leg(side, sy)
            self._arm(side, sy)
            self._hips(side, sy, side in overlays)
        self._torso()
        self._head()
        return self.parts

    def _leg(self, side: str, sy: int) -> None:
        view, theme = self.view, self.theme
        o, bones, s = view.origins, view.bones, view.camera.scale
        works = side in self.working
        leg = theme.work if works else theme.leg
        hip, knee, ankle, toe = _SIDE_JOINTS[side][:4]
        bent = view.pose.angles[ANGLE["knee." + side]] > _BENT
        polygons, runs = _limb(limb_rings(o[hip], bones[hip], LIMBS["leg"], sy), hem=bent)
        cloth, cloth_runs = _limb(
            limb_rings(o[hip], bones[hip], LIMBS["shorts"], sy), 4, 0.16, 0.75, hem=True
        )
        self._part("thigh", side, hip, knee, 0.085, [
            Layer(leg, polygons, o[hip], o[knee], 0.072 * s, runs),
            Layer(theme.shorts, cloth, o[hip], o[knee], 0.086 * s, cloth_runs),
        ])  # fmt: skip
        polygons, runs = _limb(limb_rings(o[knee], bones[knee], LIMBS["knee"], sy), 3)
        self._part("shank", side, knee, ankle, 0.055, [
            Layer(leg, polygons, o[knee], o[ankle], 0.060 * s, runs),
        ])  # fmt: skip
        self._foot(side, ankle, toe, works)

    def _foot(self, side: str, ankle: int, toe: int, works: bool) -> None:
        view, theme, camera = self.view, self.theme, self.view.camera
        o, bones = view.origins, view.bones
        back = foot_rings(o[ankle], bones[ankle], FOOT)
        front = foot_rings(o[toe], bones[toe], TOES)
        tip = point(view.body, "toetip." + side)
        heel = point(view.body, "heel." + side)
        whole, broadside = outline(back, 0.75)
        toes, _ = outline(front, 0.75)
        polygons = [whole, toes]
        if broadside < 1:
            polygons += [ring_polygon(back[3]), ring_polygon(back[-1])]
        shoe = theme.work_shoe if works else theme.shoe
        a, b, r = camera.xy(heel), camera.xy(tip), 0.05 * camera.scale
        layer = Layer(shoe, polygons, a, b, r, [(0, len(whole))])
        if self.bare_feet:
            layer = self._bare_foot(side, ankle, toe, a, b)
        part = self._part("foot", side, ankle, tip, 0.045, [layer])
        part.a, part.depth_a = camera.xy(heel), camera.depth(heel)
        part.depth = (part.depth_a + part.depth_b) / 2

    def _bare_foot(self, side: str, ankle: int, toe: int, a: Point2, b: Point2) -> Layer:
        view = self.view
        o, bones, s = view.origins, view.bones, view.camera.scale
        sy = 1 if side == "L" else -1
        whole, broadside = outline(foot_rings(o[ankle], bones[ankle], BARE), 0.75, 0.6)
        polygons = [whole]
        if broadside < 1:
            rings = foot_rings(o[ankle], bones[ankle], BARE)
            polygons += [ring_polygon(rings[k]) for k in (2, 5, -1)]
        lines = []
        big = JOINT["hallux." + side]
        for joint, length, out, r in [
            (big, *BIG_TOE), *((toe, *lesser) for lesser in LESSER_TOES)
        ]:  # fmt: skip
            z = r - 0.0193  # on the floor when the foot is
            lift = 0.004 if joint == toe else 0.0
            spots = [view.body.local(joint, (x, out * sy, z + up)) for x, up in (
                (-0.016, 0.004), (length * 0.5, lift), (length - r, 0.0))]  # fmt: skip
            base, middle, tip = (view.camera.xy(p) for p in spots)
            polygons.append(capsule(base, r * 1.05 * s, middle, r * s))
            polygons.append(capsule(middle, r * s, tip, r * 0.95 * s))
            lines.append((middle, tip))
        layer = Layer(self.theme.skin, polygons, a, b, 0.05 * s, [(0, len(whole))])
        for one, two in pairwise(lines):
            layer.creases.append([
                ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(one, two, strict=True)
            ])  # fmt: skip
        return layer

    def _arm(self, side: str, sy: int) -> None:
        view, theme = self.view, self.theme
        o, bones, s = view.origins, view.bones, view.camera.scale
        shoulder, elbow, wrist = _SIDE_JOINTS[side][4:]
        bent = view.pose.angles[ANGLE["elbow." + side]] > _BENT
        m = bones[shoulder]
        polygons, runs = _limb(limb_rings(o[shoulder], m, LIMBS["arm"], sy), hem=bent)
        sleeve, sleeve_runs = _limb(
            limb_rings(o[shoulder], m, LIMBS["sleeve"], sy), 2, 0.22, 0.5, hem=True
        )
        deltoid, _ = ellipsoid(o[shoulder], m, (0, -0.004 * sy, -0.008), (0.054, 0.052, 0.056), 16)
        self._part("uparm", side, shoulder, elbow, 0.052, [
            Layer(theme.skin, polygons, o[shoulder], o[elbow], 0.044 * s, runs),
            Layer(theme.shirt, [*sleeve, deltoid], o[shoulder], o[elbow], 0.060 * s, sleeve_runs),
        ])  # fmt: skip
        polygons, runs = _limb(limb_rings(o[elbow], bones[elbow], LIMBS["elbow"], sy), 2)
        self._part("forearm", side, elbow, wrist, 0.04, [
            Layer(theme.skin, polygons, o[elbow], o[wrist], 0.042 * s, runs),
        ])  # fmt: skip
        self._hand(side, sy, wrist)

    def _hand(self, side: str, sy: int, wrist: int) -> None:
        view, s = self.view, self.view.camera.scale
        ox, oy = view.origins[wrist]
        m0, m1, m2, m3, m4, m5 = view.bones[wrist][:6]

        def at(x: float, y: float, t: float) -> Point2:
            y *= sy
            return (ox + m0 * x + m1 * y - m2 * t, oy + m3 * x + m4 * y - m5 * t)

        polygons, runs = _limb(
            limb_rings((ox, oy), view.bones[wrist], LIMBS["wrist"], sy), 2, hem=True
        )
        a, b, c = ((at(x, -0.010, t), r * s) for t, x, r in THUMB)
        polygons.append(finger(*a, *b, *c))
        creases: list[Polygon] = []
        lines = []
        for x, t, length, r, splay in FINGERS:
            base = at(x, -0.002, t - 0.012)
            middle = at(x + splay * 0.6, -0.003, t + length * 0.45)
            tip = at(x + splay, -0.008, t + length - r)
            polygons.append(finger(base, r * s, middle, r * 0.96 * s, tip, r * 0.74 * s))
            lines.append((base, middle, tip))
        if self.fine:
            for one, two in pairwise(lines):
                creases.append([
                    ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(one, two, strict=True)
                ])  # fmt: skip
        end = point(view.body, "hand." + side)
        layer = Layer(self.theme.skin, polygons, (ox, oy), view.camera.xy(end), 0.04 * s, runs)
        layer.creases = creases
        self._part("hand", side, wrist, end, 0.05, [layer])

    def _hips(self, side: str, sy: int, overlay: bool) -> None:
        view, theme, s = self.view, self.theme, self.view.camera.scale
        pelvis, hip, knee = JOINT["pelvis"], *_SIDE_JOINTS[side][:2]
        m = view.bones[pelvis]
        centre = (BUTTOCK[0], BUTTOCK[1] * sy, BUTTOCK[2])
        shape, middle = ellipsoid(view.origins[pelvis], m, centre, BUTTOCK_RADII)
        runs = arc_facing(shape, middle, -m[0] - 0.45 * m[2], -m[3] - 0.45 * m[5])
        a, b = view.origins[hip], view.origins[knee]
        layer = Layer(theme.shorts, [shape], a, b, 0.086 * s, runs)
        part = self._part("butt", side, hip, view.body.local(pelvis, centre), 0.085, [layer])
        part.a, part.depth_a, part.depth = part.b, part.depth_b, part.depth_b
        if overlay:
            # no shape of its own: the place in the order where hip muscles are painted
            spot = trunk_spot(side, 0.05, math.radians(95))
            x, y, _ = seen(spot, view.origins, view.bones)
            part = self._part("overlay", side, hip, view.body.local(*_first(spot)), 0.05, [])
            part.a = part.b = (x, y)
            part.depth_a = part.depth = part.depth_b

    def _torso(self) -> None:
        view, theme, s = self.view, self.theme, self.view.camera.scale
        o = view.origins
        rings = torso_rings(view)
        pelvis, low, mid, neck, head = (JOINT[n] for n in ("pelvis", "low", "mid", "neck", "head"))
        shirt = rings[HEM - 1 : COLLAR + 1]
        cloth, cloth_runs = _limb(shirt, 0, 0.12, near_hem=True)
        for side, sy in (("L", 1), ("R", -1)):  # the slope from neck to shoulder
            joint = JOINT[f"clav.{side}"]
            centre = (SHOULDER[0], SHOULDER[1] * sy, SHOULDER[2])
            cloth.append(ellipsoid(o[joint], view.bones[joint], centre, SHOULDER_RADII, 16)[0])
        shorts, shorts_runs = _limb(rings[: HEM + 1], 0, 0.25)
        throat, throat_runs = _limb(rings[COLLAR - 3 :], 3, 0.4)
        layers = [
            Layer(theme.skin, throat, o[neck], o[head], 0.055 * s, throat_runs),
            Layer(theme.shorts, shorts, o[pelvis], o[mid], 0.165 * s, shorts_runs),
            Layer(theme.shirt, cloth, o[low], o[neck], 0.165 * s, cloth_runs),
        ]
        if sum(view.bones[JOINT[n]][6] for n in ("mid", "high")) < -0.15:
            # the groove of the spine, when the back is seen
            layers[-1].creases.append(
                [(c[0] - c[2] * 0.985, c[1] - c[3] * 0.985) for c in shirt[1:-2]]
            )
        self._part("torso", "", pelvis, neck, 0.14, layers)

    def _head(self) -> None:
        view = self.view
        head = JOINT["head"]
        part = self._part("head", "", head, view.body.local(head, SKULL), 0.10, [])
        part.bias = 0.02
        part.depth += part.bias


def _first(spot: tuple[tuple[int, float, Vec, Vec], ...]) -> tuple[int, Vec]:
    joint, _w, p, _n = max(spot, key=lambda share: share[1])
    return joint, p
