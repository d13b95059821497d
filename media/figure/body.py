"""The shape of the body: rings round every bone, in metres. Clothes are rings too."""

from collections.abc import Sequence

from media.figure.algebra import Vec
from media.figure.outline import Ring
from media.figure.skeleton import JOINT, JOINTS

Numbers = tuple[float, ...]


def resampled(rings: Sequence[Numbers], count: int) -> list[Numbers]:
    """`count` smooth intervals through the control rings (Catmull-Rom)."""
    out = []
    last = len(rings) - 1
    for k in range(count + 1):
        x = k / count * last
        i = min(int(x), last - 1)
        u = x - i
        around = (rings[max(i - 1, 0)], rings[i], rings[i + 1], rings[min(i + 2, last)])
        out.append(
            tuple(
                0.5
                * (
                    2 * b
                    + (c - a) * u
                    + (2 * a - 5 * b + 4 * c - d) * u * u
                    + (3 * b - a - 3 * c + d) * u**3
                )
                for a, b, c, d in zip(*around, strict=True)
            )
        )
    return out


def _rings(control: Sequence[Ring], count: int) -> list[Ring]:
    return [(r[0], r[1], r[2], r[3], r[4]) for r in resampled(control, count)]


# (t, ox, oy, rx, ry): t runs down the bone; oy is given for the left side
_THIGH: list[Ring] = [
    (-0.02, -0.006, -0.002, 0.088, 0.082), (0.06, 0.000, -0.002, 0.093, 0.084),
    (0.14, 0.008, -0.002, 0.088, 0.080), (0.23, 0.011, 0, 0.076, 0.069),
    (0.32, 0.007, 0, 0.063, 0.059), (0.39, 0.004, 0, 0.056, 0.055),
    (0.429, 0.002, 0, 0.054, 0.053),
]  # fmt: skip
_SHANK: list[Ring] = [
    (-0.01, 0.002, 0, 0.053, 0.052), (0.04, -0.004, 0, 0.052, 0.052),
    (0.10, -0.015, 0.001, 0.057, 0.056), (0.17, -0.017, 0.001, 0.056, 0.056),
    (0.25, -0.010, 0.001, 0.046, 0.047), (0.33, -0.003, 0, 0.036, 0.037),
    (0.39, 0.001, 0, 0.031, 0.033), (0.43, 0.000, 0, 0.034, 0.036),
]  # fmt: skip
_UPPER_ARM: list[Ring] = [
    (-0.03, 0.0, -0.004, 0.046, 0.044), (0.0, 0.000, 0, 0.056, 0.053),
    (0.05, 0.000, 0.002, 0.056, 0.055), (0.11, 0.002, 0.001, 0.049, 0.048),
    (0.18, 0.005, 0, 0.044, 0.043), (0.26, 0.002, 0, 0.038, 0.038), (0.3255, 0, 0, 0.035, 0.036),
]  # fmt: skip
_FOREARM: list[Ring] = [
    (-0.01, 0, 0, 0.035, 0.036), (0.05, 0.002, 0, 0.041, 0.042), (0.10, 0.001, 0, 0.038, 0.038),
    (0.17, 0, 0, 0.030, 0.031), (0.23, 0, 0, 0.024, 0.027), (0.256, 0, 0, 0.024, 0.026),
]  # fmt: skip
_PALM: list[Ring] = [
    (-0.005, 0, 0, 0.024, 0.021), (0.03, 0.002, 0, 0.034, 0.018),
    (0.06, 0.002, -0.001, 0.041, 0.016),
    (0.085, 0.001, -0.001, 0.041, 0.014), (0.102, 0, -0.002, 0.036, 0.010),
]  # fmt: skip
# torso rings in neutral coordinates from the pelvis' centre: (z, x, half width, half depth)
_TORSO: list[Numbers] = [
    (-0.088, -0.006, 0.085, 0.060), (-0.060, -0.008, 0.140, 0.086), (-0.02, -0.013, 0.168, 0.103),
    (0.03, -0.014, 0.170, 0.108), (0.08, -0.008, 0.158, 0.102), (0.13, 0.001, 0.143, 0.095),
    (0.18, 0.007, 0.133, 0.089), (0.225, 0.008, 0.130, 0.087), (0.28, 0.007, 0.136, 0.093),
    (0.335, 0.006, 0.147, 0.102), (0.39, 0.006, 0.160, 0.110), (0.44, 0.003, 0.170, 0.112),
    (0.482, -0.003, 0.178, 0.104), (0.508, -0.008, 0.178, 0.090), (0.530, -0.012, 0.168, 0.076),
    (0.549, -0.015, 0.134, 0.065), (0.566, -0.016, 0.094, 0.059), (0.583, -0.014, 0.064, 0.055),
    (0.61, -0.006, 0.053, 0.053), (0.64, 0.004, 0.052, 0.053),
]  # fmt: skip
# along +x of the ankle's frame: (x, centre z, half height, half width)
_FOOT: list[Numbers] = [
    (-0.060, -0.040, 0.012, 0.015), (-0.050, -0.034, 0.024, 0.026), (-0.027, -0.024, 0.034, 0.032),
    (0.0, -0.017, 0.040, 0.035), (0.03, -0.022, 0.036, 0.036), (0.06, -0.031, 0.0275, 0.038),
    (0.09, -0.040, 0.0195, 0.042), (0.115, -0.0445, 0.0150, 0.045),
    (0.1365, -0.0465, 0.0120, 0.046),
]  # fmt: skip
_TOES: list[Numbers] = [
    (-0.005, 0.0025, 0.0125, 0.046), (0.02, 0.0010, 0.0110, 0.045),
    (0.042, -0.0010, 0.0090, 0.038),
    (0.058, -0.0035, 0.0065, 0.027), (0.066, -0.006, 0.004, 0.013),
]  # fmt: skip
# the bare foot reaches the floor itself; its toes are capsules
_BARE: list[Numbers] = [
    (-0.058, -0.046, 0.014, 0.014), (-0.048, -0.043, 0.025, 0.024), (-0.027, -0.036, 0.033, 0.029),
    (0.0, -0.026, 0.042, 0.031), (0.03, -0.030, 0.0365, 0.031), (0.06, -0.0390, 0.0270, 0.034),
    (0.09, -0.0475, 0.0205, 0.039), (0.115, -0.0525, 0.0160, 0.0415),
    (0.135, -0.0555, 0.0130, 0.040),
]  # fmt: skip
# (length, offset to the outside, half thickness) of the four lesser toes; the big toe has a joint
LESSER_TOES = [
    (0.050, -0.003, 0.0092), (0.046, 0.013, 0.0086), (0.040, 0.027, 0.0080),
    (0.033, 0.039, 0.0074),
]  # fmt: skip
BIG_TOE = (0.056, -0.012, 0.0122)
SOLE = [
    (-0.064, 0.010), (-0.054, 0.026), (-0.03, 0.034), (0.09, 0.044), (0.1365, 0.0475),
]  # fmt: skip
SOLE_TOES = [(0.0, 0.0475), (0.02, 0.046), (0.047, 0.037), (0.069, 0.010)]

# a finger: x at the knuckle, how far down the hand it starts, length, half thickness, splay
FINGERS = [
    (0.0315, 0.090, 0.070, 0.0092, 0.010),
    (0.0110, 0.096, 0.080, 0.0096, 0.003),
    (-0.0100, 0.094, 0.074, 0.0092, -0.004),
    (-0.0290, 0.086, 0.058, 0.0082, -0.012),
]
THUMB = [(0.020, 0.018, 0.0125), (0.048, 0.042, 0.0118), (0.080, 0.054, 0.0095)]  # t, x, r

BUTTOCK: Vec = (-0.052, 0.076, -0.022)
BUTTOCK_RADII: Vec = (0.088, 0.088, 0.096)
SHOULDER: Vec = (-0.014, 0.098, -0.022)  # in the frame of the collar bone
SHOULDER_RADII: Vec = (0.056, 0.090, 0.056)
SKULL: Vec = (0.014, 0.0, 0.098)
_SHORTS_LENGTH = 0.19
_SLEEVE_LENGTH = 0.115


def _grown(rings: Sequence[Ring], by: float) -> list[Ring]:
    return [(t, x, y, rx * by, ry * by) for t, x, y, rx, ry in rings]


LIMBS: dict[str, list[Ring]] = {
    "hip": _rings(_THIGH, 12),
    "knee": _rings(_SHANK, 11),
    "shoulder": _rings(_UPPER_ARM, 12),
    "elbow": _rings(_FOREARM, 8),
    "wrist": _rings(_PALM, 6),
}
LIMBS["leg"] = [r for r in LIMBS["hip"] if r[0] > 0.12]
LIMBS["shorts"] = _grown([r for r in _rings(_THIGH, 24) if r[0] <= _SHORTS_LENGTH][::2], 1.045)
LIMBS["sleeve"] = _grown(
    [r for r in _rings(_UPPER_ARM, 24) if 0 <= r[0] <= _SLEEVE_LENGTH][::2], 1.07
)
LIMBS["arm"] = [r for r in LIMBS["shoulder"] if r[0] > 0.07]

Foot = tuple[float, float, float, float]
FOOT: list[Foot] = [(r[0], r[1], r[2], r[3]) for r in resampled(_FOOT, 9)]
BARE: list[Foot] = [(r[0], r[1], r[2], r[3]) for r in resampled(_BARE, 9)]
TOES: list[Foot] = [(r[0], r[1], r[2], r[3]) for r in resampled(_TOES, 5)]

_TRUNK = ("pelvis", "low", "mid", "high", "neck", "head")


class TorsoRing:
    """A ring carried by two neighbouring joints of the spine, so the trunk bends smoothly."""

    __slots__ = ("a", "b", "depth", "share", "width", "xa", "xb", "z", "za", "zb")

    def __init__(self, z: float, x: float, width: float, depth: float) -> None:
        heights, fronts = [0.0], [0.0]
        for name in _TRUNK[1:]:
            offset = JOINTS[JOINT[name]].offset
            heights.append(heights[-1] + offset[2])
            fronts.append(fronts[-1] + offset[0])
        k = 0
        while k < len(_TRUNK) - 2 and z > heights[k + 1]:
            k += 1
        f = min(max((z - heights[k]) / (heights[k + 1] - heights[k]), 0.0), 1.0)
        self.a, self.b, self.share = JOINT[_TRUNK[k]], JOINT[_TRUNK[k + 1]], f
        self.xa, self.za = x - fronts[k], z - heights[k]
        self.xb, self.zb = x - fronts[k + 1], z - heights[k + 1]
        self.width, self.depth, self.z = width, depth, z


TORSO = [TorsoRing(r[0], r[1], r[2], r[3]) for r in resampled(_TORSO, 22)]
HEM = next(i for i, r in enumerate(TORSO) if r.z > 0.115)  # where the shirt ends
COLLAR = next(i for i, r in enumerate(TORSO) if r.z > 0.555)


def breathing(z: float) -> float:
    """How much of a breath a torso ring takes: the ribs most, the hips none."""
    return max(0.0, 1.0 - abs(z - 0.38) / 0.22)
