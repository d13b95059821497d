"""The skeleton: joints in real proportions, their freedoms and limits, and where a pose puts them.

In the neutral stand every bone's frame is parallel to the world: x forward, y to the figure's
left, z up. Lengths are metres for a body 1.75 m tall (fractions: Drillis & Contini, Winter),
angles are radians inside and degrees where people write them. Knows no contact and no picture.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from media.figure.algebra import Mat, Quat, Vec, matrix, place

HEIGHT = 1.75
X, Y, Z = 0, 1, 2

# joint, parent, offset from the parent in the parent's frame as a fraction of the height
_SPINE: list[tuple[str, str | None, Vec]] = [
    ("pelvis", None, (0, 0, 0)),  # half way between the hip joints: the root
    ("low", "pelvis", (-0.012, 0, 0.056)),  # L5/S1
    ("mid", "low", (0.006, 0, 0.072)),  # L2
    ("high", "mid", (-0.004, 0, 0.072)),  # T10
    ("neck", "high", (-0.004, 0, 0.104)),  # C7
    ("head", "neck", (0.012, 0, 0.048)),
]
_LEG: list[tuple[str, str, Vec]] = [
    ("hip", "pelvis", (0, 0.052, 0)),
    ("knee", "hip", (0, 0, -0.245)),
    ("ankle", "knee", (0, 0, -0.246)),
    ("toe", "ankle", (0.078, 0, -0.028)),  # the ball of the foot
    ("hallux", "toe", (0.002, -0.014, 0)),  # the big toe, which may part from the others
]
_ARM: list[tuple[str, str, Vec]] = [
    ("clav", "high", (0.010, 0.012, 0.086)),
    ("shoulder", "clav", (-0.012, 0.094, 0.002)),
    ("elbow", "shoulder", (0, 0, -0.186)),
    ("wrist", "elbow", (0, 0, -0.146)),
]

# joint: freedoms in the order they turn, as (name, axis, sign on the left, sign on the right);
# the sign makes the anatomical direction positive on both sides
_FREEDOMS: dict[str, list[tuple[str, int, int, int]]] = {
    "low": [("low_flex", Y, 1, 1), ("low_lat", X, 1, 1), ("low_rot", Z, 1, 1)],
    "mid": [("mid_flex", Y, 1, 1), ("mid_lat", X, 1, 1), ("mid_rot", Z, 1, 1)],
    "high": [("high_flex", Y, 1, 1), ("high_lat", X, 1, 1), ("high_rot", Z, 1, 1)],
    "neck": [("neck_flex", Y, 1, 1), ("neck_lat", X, 1, 1), ("neck_rot", Z, 1, 1)],
    "head": [("head_flex", Y, 1, 1)],
    "hip": [("hip_flex", Y, -1, -1), ("hip_abd", X, 1, -1), ("hip_rot", Z, 1, -1)],
    "knee": [("knee", Y, 1, 1)],
    "ankle": [("ankle", Y, -1, -1), ("inv", X, -1, 1)],
    "toe": [("toe", Y, -1, -1)],
    "hallux": [("big_toe", Y, -1, -1)],
    "clav": [("clav_pro", Z, -1, 1), ("clav_elev", X, 1, -1)],
    "shoulder": [("sh_flex", Y, -1, -1), ("sh_abd", X, 1, -1), ("sh_rot", Z, 1, -1)],
    "elbow": [("elbow", Y, -1, -1), ("pron", Z, -1, 1)],
    "wrist": [("wrist", X, -1, 1), ("wrist_dev", Y, -1, -1)],
}

LIMITS: dict[str, tuple[float, float]] = {  # degrees
    "low_flex": (-14, 22), "low_lat": (-12, 12), "low_rot": (-6, 6),
    "mid_flex": (-14, 25), "mid_lat": (-14, 14), "mid_rot": (-14, 14),
    "high_flex": (-12, 25), "high_lat": (-14, 14), "high_rot": (-24, 24),
    "neck_flex": (-45, 45), "neck_lat": (-35, 35), "neck_rot": (-60, 60),
    "head_flex": (-25, 25),
    "hip_flex": (-25, 130), "hip_abd": (-30, 60), "hip_rot": (-45, 55),
    "knee": (0, 150), "ankle": (-55, 38), "inv": (-20, 30), "toe": (-30, 70), "big_toe": (-45, 60),
    "clav_pro": (-20, 25), "clav_elev": (-8, 35),
    "sh_flex": (-60, 180), "sh_abd": (-45, 175), "sh_rot": (-95, 95),
    "elbow": (0, 148), "pron": (-90, 90), "wrist": (-90, 80), "wrist_dev": (-25, 30),
}  # fmt: skip

LEG_ANGLES = frozenset(
    f[0] for j in ("hip", "knee", "ankle", "toe", "hallux") for f in _FREEDOMS[j]
)
ARM_ANGLES = frozenset(f[0] for j in ("clav", "shoulder", "elbow", "wrist") for f in _FREEDOMS[j])


@dataclass(frozen=True, slots=True)
class Joint:
    name: str  # "pelvis", "hip.L"
    parent: int  # -1 for the root
    offset: Vec  # metres, in the parent's frame
    freedoms: tuple[tuple[int, int, float], ...]  # (angle index, axis, sign)


@dataclass(frozen=True, slots=True)
class Freedom:
    name: str  # "hip_flex.L"
    angle: str  # "hip_flex"
    side: str  # "L", "R" or ""
    joint: int
    axis: int
    sign: float


def _build() -> tuple[list[Joint], dict[str, int], list[Freedom]]:
    joints: list[Joint] = []
    index: dict[str, int] = {}
    freedoms: list[Freedom] = []

    def add(name: str, parent: str | None, offset: Vec, base: str, side: str) -> None:
        own = []
        for angle, axis, left, right in _FREEDOMS.get(base, []):
            sign = float(right if side == "R" else left)
            full = f"{angle}.{side}" if side else angle
            own.append((len(freedoms), axis, sign))
            freedoms.append(Freedom(full, angle, side, len(joints), axis, sign))
        index[name] = len(joints)
        x, y, z = (c * HEIGHT for c in offset)
        joints.append(Joint(name, -1 if parent is None else index[parent], (x, y, z), tuple(own)))

    for name, parent, offset in _SPINE:
        add(name, parent, offset, name, "")
    for side, sy in (("L", 1), ("R", -1)):
        for base, up, (x, y, z) in _LEG + _ARM:
            parent = up if up in ("pelvis", "high") else f"{up}.{side}"
            add(f"{base}.{side}", parent, (x, y * sy, z), base, side)
    return joints, index, freedoms


JOINTS, JOINT, FREEDOMS = _build()
ANGLE = {f.name: i for i, f in enumerate(FREEDOMS)}
ANGLES = len(FREEDOMS)
LOWEST = [math.radians(LIMITS[f.angle][0]) for f in FREEDOMS]
HIGHEST = [math.radians(LIMITS[f.angle][1]) for f in FREEDOMS]


def _moved_by() -> list[list[int]]:
    found: list[list[int]] = []
    for joint in JOINTS:
        up = found[joint.parent] if joint.parent >= 0 else []
        found.append(up + [i for i, _axis, _sign in joint.freedoms])
    return found


MOVED_BY = _moved_by()  # for each joint, the angles that turn its frame

# (joint, centre of mass of the segment in its frame, share of the body's mass): Winter
_SEGMENTS: list[tuple[str, Vec, float]] = [
    ("pelvis", (-0.01, 0, 0.03), 0.142),
    ("mid", (0, 0, 0.0), 0.139),
    ("high", (0.01, 0, 0.06), 0.216),
    ("head", (0.02, 0, 0.06), 0.081),
]
for _side in "LR":
    _SEGMENTS += [
        (f"hip.{_side}", (0, 0, -0.433 * 0.245 * HEIGHT), 0.100),
        (f"knee.{_side}", (0, 0, -0.433 * 0.246 * HEIGHT), 0.0465),
        (f"ankle.{_side}", (0.06, 0, -0.04), 0.0145),
        (f"shoulder.{_side}", (0, 0, -0.436 * 0.186 * HEIGHT), 0.028),
        (f"elbow.{_side}", (0, 0, -0.430 * 0.146 * HEIGHT), 0.016),
        (f"wrist.{_side}", (0, 0, -0.08), 0.006),
    ]
_total = sum(s[2] for s in _SEGMENTS)
MASSES: list[tuple[int, Vec, float]] = [(JOINT[j], c, m / _total) for j, c, m in _SEGMENTS]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the pelvis is, how it is turned, and every joint angle in radians."""

    position: Vec = (0.0, 0.0, 0.53 * HEIGHT)
    turn: Quat = (1.0, 0.0, 0.0, 0.0)
    angles: tuple[float, ...] = (0.0,) * ANGLES

    def angle(self, name: str) -> float:
        """Degrees of a named angle, such as "hip_flex.R"."""
        return math.degrees(self.angles[ANGLE[name]])


@dataclass(frozen=True, slots=True)
class Placed:
    """Every joint of a pose in the world: its position in metres and its bone's rotation."""

    at: list[Vec]
    rot: list[Mat]

    def joint(self, name: str) -> Vec:
        return self.at[JOINT[name]]

    def local(self, joint: int, offset: Vec) -> Vec:
        return place(self.at[joint], self.rot[joint], offset)


def put(pose: Pose, axes: list[Vec] | None = None) -> Placed:
    """Place every joint; `axes`, when given, receives the world axis of every angle in order."""
    at: list[Vec] = []
    rots: list[Mat] = []
    angles = pose.angles
    sin: Callable[[float], float] = math.sin
    cos: Callable[[float], float] = math.cos
    for joint in JOINTS:
        rot: Mat
        if joint.parent < 0:
            p = pose.position
            rot = matrix(pose.turn)
        else:
            px, py, pz = at[joint.parent]
            rot = rots[joint.parent]
            ox, oy, oz = joint.offset
            p = (
                px + rot[0] * ox + rot[1] * oy + rot[2] * oz,
                py + rot[3] * ox + rot[4] * oy + rot[5] * oz,
                pz + rot[6] * ox + rot[7] * oy + rot[8] * oz,
            )
        for i, axis, sign in joint.freedoms:
            if axes is not None:
                axes.append((rot[axis] * sign, rot[3 + axis] * sign, rot[6 + axis] * sign))
            angle = angles[i]
            if angle:
                c, s = cos(angle), sin(angle) * sign
                a0, a1, a2, a3, a4, a5, a6, a7, a8 = rot
                # an axis-aligned turn mixes two columns of the matrix
                if axis == 0:
                    rot = (
                        a0, a1 * c + a2 * s, a2 * c - a1 * s,
                        a3, a4 * c + a5 * s, a5 * c - a4 * s,
                        a6, a7 * c + a8 * s, a8 * c - a7 * s,
                    )  # fmt: skip
                elif axis == 1:
                    rot = (
                        a0 * c - a2 * s, a1, a2 * c + a0 * s,
                        a3 * c - a5 * s, a4, a5 * c + a3 * s,
                        a6 * c - a8 * s, a7, a8 * c + a6 * s,
                    )  # fmt: skip
                else:
                    rot = (
                        a0 * c + a1 * s, a1 * c - a0 * s, a2,
                        a3 * c + a4 * s, a4 * c - a3 * s, a5,
                        a6 * c + a7 * s, a7 * c - a6 * s, a8,
                    )  # fmt: skip
        at.append(p)
        rots.append(rot)
    return Placed(at, rots)


def centre_of_mass(body: Placed) -> Vec:
    x = y = z = 0.0
    for joint, offset, share in MASSES:
        px, py, pz = body.local(joint, offset)
        x += share * px
        y += share * py
        z += share * pz
    return (x, y, z)
