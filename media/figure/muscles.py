"""Where muscles lie: patches on the skin in bone coordinates, so a frame only projects them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from media.figure.algebra import Mat, Point2, Vec, cross, direction, turn
from media.figure.body import BUTTOCK, BUTTOCK_RADII, LIMBS, TORSO
from media.figure.camera import Bone
from media.figure.outline import CIRCLE
from media.figure.skeleton import JOINT

# ("limb", bone, t0, t1, theta0, theta1): metres down the bone; 0 front, 90 outside, 180 back
# ("trunk", z0, z1, theta0, theta1): metres above the hips; 90 is the muscle's own side
# ("buttock", degrees up, degrees outwards, angular radius) · ("foot", x0, x1): under the arch
_PATCHES: dict[str, list[tuple[str | float, ...]]] = {
    "glute_max": [("buttock", 4, 40, 62)],
    "rotators": [("buttock", -6, 62, 34)],
    "glute_med": [("trunk", -0.03, 0.112, 56, 134)],
    "adductors": [("limb", "hip", 0.04, 0.34, 238, 338)],
    "hamstrings": [("limb", "hip", 0.10, 0.385, 132, 232)],
    "quads": [("limb", "hip", 0.08, 0.385, -62, 62)],
    "hip_flexors": [("limb", "hip", -0.01, 0.10, -50, 40), ("trunk", -0.01, 0.10, 12, 52)],
    "abs": [("trunk", 0.06, 0.37, -34, 34)],
    "obliques": [("trunk", 0.10, 0.33, 48, 104)],
    "back": [("trunk", 0.06, 0.34, 152, 208)],
    "chest": [("trunk", 0.37, 0.47, 8, 62)],
    "calves": [("limb", "knee", 0.03, 0.26, 118, 242)],
    "shins": [("limb", "knee", 0.04, 0.28, -10, 62)],
    "delts": [("limb", "shoulder", -0.01, 0.11, 20, 160)],
    "tfl": [("limb", "hip", -0.02, 0.12, 25, 80)],
    "foot": [("foot", -0.01, 0.10)],
}
CENTRAL = frozenset({"abs", "back"})  # one patch across the middle
OVERLAY = frozenset({"glute_med", "hip_flexors"})  # lie over thigh, trunk and buttock together
PART_OF_BONE = {"hip": "thigh", "knee": "shank", "shoulder": "uparm", "ankle": "foot"}
PRIMARY = 0.85  # a strength from here on is a primary muscle

# a share of a point: joint, weight, local position, local normal; one or two shares make a point
_Share = tuple[int, float, Vec, Vec]
Spot = tuple[_Share, ...]
Seen = tuple[float, float, float]  # x, y in pixels and how far it faces the eye (cosine)


@dataclass(frozen=True, slots=True)
class Patch:
    part: str  # the part of the body it is painted with: thigh, butt, torso, overlay...
    side: str
    rim: tuple[Spot, ...]
    middle: Spot
    fibres: tuple[tuple[Spot, ...], ...]


def seen(spot: Spot, origins: Sequence[Point2], bones: Sequence[Bone]) -> Seen:
    x = y = facing = 0.0
    for joint, w, p, n in spot:
        m = bones[joint]
        o = origins[joint]
        x += w * (o[0] + m[0] * p[0] + m[1] * p[1] + m[2] * p[2])
        y += w * (o[1] + m[3] * p[0] + m[4] * p[1] + m[5] * p[2])
        facing += w * (m[6] * n[0] + m[7] * n[1] + m[8] * n[2])
    return x, y, facing


def all_seen(
    spots: Sequence[Spot], origins: Sequence[Point2], bones: Sequence[Bone]
) -> list[Seen]:
    """As `seen`, quicker for the many points that hang on one joint alone."""
    out = []
    for spot in spots:
        if len(spot) > 1:
            out.append(seen(spot, origins, bones))
            continue
        joint, _w, (px, py, pz), (nx, ny, nz) = spot[0]
        m0, m1, m2, m3, m4, m5, m6, m7, m8 = bones[joint]
        ox, oy = origins[joint]
        out.append((
            ox + m0 * px + m1 * py + m2 * pz, oy + m3 * px + m4 * py + m5 * pz,
            m6 * nx + m7 * ny + m8 * nz,
        ))  # fmt: skip
    return out


def normal(spot: Spot, rot: Sequence[Mat]) -> Vec:
    """The outward normal of a point in the world."""
    total = [0.0, 0.0, 0.0]
    for joint, w, _p, n in spot:
        for k, c in enumerate(turn(rot[joint], n)):
            total[k] += w * c
    return direction(total)


def limb_spot(bone: str, side: str, t: float, theta: float, grow: float = 1.0) -> Spot:
    """A point on a limb's skin, `t` metres down and `theta` radians round from the front."""
    rings = LIMBS[bone]
    sy = 1 if side == "L" else -1
    i = 0
    while i < len(rings) - 2 and rings[i + 1][0] < t:
        i += 1
    a, b = rings[i], rings[i + 1]
    f = (t - a[0]) / (b[0] - a[0])
    x, y, rx, ry = (a[k] + (b[k] - a[k]) * f for k in (1, 2, 3, 4))
    c, s = math.cos(theta), math.sin(theta)
    n = direction((c / rx, s / ry * sy, 0.0))
    return ((JOINT[f"{bone}.{side}"], 1.0, (x + rx * grow * c, (y + ry * grow * s) * sy, -t), n),)


def trunk_spot(side: str, z: float, theta: float) -> Spot:
    sy = 1 if side == "L" else -1
    i = 0
    while i < len(TORSO) - 2 and TORSO[i + 1].z < z:
        i += 1
    f = (z - TORSO[i].z) / (TORSO[i + 1].z - TORSO[i].z)
    c, s = math.cos(theta), math.sin(theta) * sy
    shares: list[_Share] = []
    for ring, part in ((TORSO[i], 1 - f), (TORSO[i + 1], f)):
        n = direction((c / ring.depth, s / ring.width, 0.0))
        lx, ly = ring.depth * c, ring.width * s
        shares.append((ring.a, part * (1 - ring.share), (ring.xa + lx, ly, ring.za), n))
        shares.append((ring.b, part * ring.share, (ring.xb + lx, ly, ring.zb), n))
    return tuple(s for s in shares if s[1] > 1e-6)


def _patch(part: str, side: str, at: Callable[[float, float], Spot]) -> Patch:
    """A rounded patch in coordinates u, v of -1..1; fibres run along u."""
    rim = []
    for c, s in CIRCLE[16]:
        rim.append(at(math.copysign(abs(c) ** 0.8, c), math.copysign(abs(s) ** 0.8, s)))
    fibres = tuple(
        tuple(at(u * 0.86, q * (1 - 0.35 * u * u)) for u in (-1, -0.5, 0, 0.5, 1))
        for q in (-0.5, 0.0, 0.5)
    )
    return Patch(part, side, tuple(rim), at(0.0, 0.0), fibres)


class _At:
    """A point of a patch from its coordinates u and v."""

    def __init__(self, kind: str, side: str, numbers: Sequence[float], bone: str = "") -> None:
        self.kind, self.side, self.bone = kind, side, bone
        low, high, start, end = numbers
        self.m, self.r = (low + high) / 2, (high - low) / 2
        self.mh, self.rh = math.radians((start + end) / 2), math.radians((end - start) / 2)

    def __call__(self, u: float, v: float) -> Spot:
        along, round_ = self.m + self.r * u, self.mh + self.rh * v
        if self.kind == "limb":
            return limb_spot(self.bone, self.side, along, round_)
        return trunk_spot(self.side, along, round_)


def _buttock(side: str, up: float, out: float, radius: float) -> Patch:
    sy = 1 if side == "L" else -1
    joint = JOINT["pelvis"]
    centre = (BUTTOCK[0], BUTTOCK[1] * sy, BUTTOCK[2])
    radii = [r * 1.01 for r in BUTTOCK_RADII]
    u, o, r = math.radians(up), math.radians(out), math.radians(radius)
    axis: Vec = (-math.cos(u) * math.cos(o), math.cos(u) * math.sin(o) * sy, math.sin(u))
    e1 = direction((axis[1], -axis[0], 0.0))
    e2 = cross(axis, e1)

    def on_sphere(angle: float, x: float, y: float) -> Spot:
        c, s = math.cos(angle), math.sin(angle)
        q = [c * axis[i] + s * (x * e1[i] + y * e2[i]) for i in range(3)]
        p: Vec = (
            centre[0] + radii[0] * q[0], centre[1] + radii[1] * q[1], centre[2] + radii[2] * q[2],
        )  # fmt: skip
        n = direction([q[i] / radii[i] for i in range(3)])
        return ((joint, 1.0, p, n),)

    rim = tuple(on_sphere(r, c, s) for c, s in CIRCLE[16])
    fibres = []
    for q in (-0.5, 0.0, 0.5):
        line = []
        for w in (-0.8, -0.4, 0.0, 0.4, 0.8):
            x, y = q * 0.9 + w * 0.35 * sy, w - q * 0.2
            h = math.hypot(x, y) + 1e-9
            line.append(on_sphere(h * r, x / h, y / h))
        fibres.append(tuple(line))
    return Patch("butt", side, rim, on_sphere(0.0, 1.0, 0.0), tuple(fibres))


def _arch(side: str, x0: float, x1: float) -> Patch:
    """The inner arch of the foot: a patch on the inside of the shoe."""
    sy = 1 if side == "L" else -1
    joint = JOINT[f"ankle.{side}"]

    def at(u: float, v: float) -> Spot:
        x = (x0 + x1) / 2 + (x1 - x0) / 2 * u
        z = -0.046 + 0.014 * v - 0.006 * u
        n = direction((0.0, -sy, 0.15))
        return ((joint, 1.0, (x, -0.040 * sy, z), n),)

    rim = tuple(at(c, s) for c, s in CIRCLE[16])
    fibres = tuple(tuple(at(u, q) for u in (-0.8, -0.3, 0.2, 0.7)) for q in (-0.4, 0.2))
    return Patch("foot", side, rim, at(0, 0), fibres)


@lru_cache(maxsize=256)
def patches(muscle: str, side: str) -> tuple[Patch, ...]:
    """The patches of a muscle on one side, "L" or "R"; a central muscle has one, on either."""
    found = []
    for kind, *numbers in _PATCHES[muscle]:
        if kind == "limb":
            bone = str(numbers[0])
            values = [float(n) for n in numbers[1:]]
            part = "overlay" if muscle in OVERLAY else PART_OF_BONE[bone]
            if muscle == "hip_flexors":
                part = "thigh"
            found.append(_patch(part, side, _At("limb", side, values, bone)))
            continue
        values = [float(n) for n in numbers]
        if kind == "buttock":
            found.append(_buttock(side, values[0], values[1], values[2]))
        elif kind == "foot":
            found.append(_arch(side, values[0], values[1]))
        else:
            part = "overlay" if muscle in OVERLAY else "torso"
            found.append(_patch(part, side, _At("trunk", side, values)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Lit:
    """A muscle to light: its patches and how strongly it works, 0..1."""

    name: str
    strength: float
    patches: tuple[Patch, ...]

    @property
    def primary(self) -> bool:
        return self.strength >= PRIMARY


def lit(muscles: dict[str, float], working: str) -> tuple[Lit, ...]:
    """The muscles of an exercise with `working` side "L", "R" or "LR", the weakest first."""
    other = {"L": "R", "R": "L"}.get(working, "LR")
    found = []
    for key, strength in sorted(muscles.items(), key=lambda item: item[1]):
        name, _, who = key.partition(".")
        sides = {"other": other, "both": "LR"}.get(who, working)
        if name in CENTRAL:
            sides = "L"
        found.append(Lit(name, strength, tuple(p for s in sides for p in patches(name, s))))
    return tuple(found)
