"""Named points on the skin, the contacts made of them, and the balls that keep skin out of things.

An author writes contacts ("work.foot", "both.palm@wall"); the solver and the checks see points
("heel.R") fixed to a bone. Offsets are metres in the bone's frame, given for the left side.
"""

from collections.abc import Iterable

from media.figure.algebra import Vec
from media.figure.skeleton import JOINT, Placed

WORKING, OTHER = "R", "L"  # poses are authored and solved with the right side working
SIDES = {"work": (WORKING,), "other": (OTHER,), "both": (WORKING, OTHER)}
_MIDLINE = frozenset({"pelvis", "low", "mid", "high", "neck", "head"})

_PAIRED: dict[str, tuple[str, Vec]] = {
    "heel": ("ankle", (-0.050, 0, -0.0683)),
    "ball_in": ("toe", (0.000, -0.036, -0.0193)),
    "ball_out": ("toe", (-0.012, 0.040, -0.0193)),
    "toetip": ("toe", (0.055, 0.0, -0.0193)),
    "toepad": ("toe", (0.030, 0.0, -0.0193)),
    "instep": ("ankle", (0.075, 0, 0.010)),
    "foot_lat": ("ankle", (0.05, 0.045, -0.045)),
    "foot_med": ("ankle", (0.05, -0.042, -0.040)),
    "ankle_lat": ("ankle", (0.0, 0.040, 0.0)),
    "ankle_med": ("ankle", (0.0, -0.040, 0.0)),
    "calf": ("knee", (-0.070, 0, -0.150)),
    "knee": ("knee", (0.058, 0, -0.030)),
    "shin": ("knee", (0.048, 0, -0.20)),
    "knee_lat": ("knee", (0, 0.058, 0.0)),
    "knee_med": ("knee", (0, -0.056, 0.0)),
    "thigh_lat": ("hip", (0, 0.080, -0.15)),
    "thigh_back": ("hip", (-0.066, 0, -0.20)),
    "troch": ("hip", (0, 0.085, -0.02)),
    "ischium": ("pelvis", (-0.085, 0.07, -0.085)),
    "glute": ("pelvis", (-0.140, 0.07, -0.005)),
    "scapula": ("high", (-0.112, 0.08, 0.10)),
    "lowback": ("low", (-0.085, 0.04, 0.03)),
    "shoulder_lat": ("clav", (-0.02, 0.220, -0.005)),
    "elbow": ("elbow", (-0.036, 0.0, -0.01)),
    "wrist_ulnar": ("elbow", (-0.028, 0.0, -0.235)),
    "forearm_front": ("elbow", (0.030, 0, -0.20)),
    "palm": ("wrist", (0, -0.020, -0.030)),
    "palm2": ("wrist", (0.030, -0.014, -0.085)),
    "palm3": ("wrist", (-0.030, -0.014, -0.080)),
    "knuckles": ("wrist", (0, 0.018, -0.09)),
    "wrist": ("wrist", (0, 0, 0)),
    "ankle": ("ankle", (0, 0, 0)),
    "hand": ("wrist", (0, 0, -0.07)),
    "kneec": ("knee", (0, 0, 0)),
    "shoulderc": ("shoulder", (0, 0, 0)),
    "elbowc": ("elbow", (0, 0, 0)),
    "hipc": ("hip", (0, 0, 0)),
    "headside": ("head", (0.015, 0.078, 0.10)),
    "ribs_lat": ("high", (0, 0.150, -0.02)),
}
_SINGLE: dict[str, tuple[str, Vec]] = {
    "sacrum": ("pelvis", (-0.125, 0, 0.045)),
    "headback": ("head", (-0.088, 0, 0.085)),
    "forehead": ("head", (0.115, 0, 0.13)),
    "belly": ("mid", (0.10, 0, 0)),
    "ribs_front": ("high", (0.118, 0, 0.04)),
    "pubis": ("pelvis", (0.085, 0, -0.02)),
    "pelvis": ("pelvis", (0, 0, 0)),
    "chestc": ("high", (0, 0, 0.08)),
}

Fixed = tuple[int, Vec]  # a joint and an offset in its frame


def on_side(joint: str, offset: Vec, side: str) -> Fixed:
    x, y, z = offset
    name = joint if joint in _MIDLINE else f"{joint}.{side}"
    return JOINT[name], (x, y if side == "L" else -y, z)


POINTS: dict[str, Fixed] = {n: (JOINT[j], p) for n, (j, p) in _SINGLE.items()}
for _name, (_joint, _offset) in _PAIRED.items():
    for _side in "LR":
        POINTS[f"{_name}.{_side}"] = on_side(_joint, _offset, _side)

# what an author writes -> the points that must touch; every other contact is one point
_COMPOSITE = {
    "foot": ("heel", "ball_in", "ball_out"),
    "ball": ("ball_in", "ball_out", "toepad"),  # heel up, toes flat
    "toes": ("toetip",),
    "palm": ("palm", "palm2", "palm3"),
    "forearm": ("elbow", "wrist_ulnar"),
}
LEG_CONTACTS = frozenset({
    "foot", "ball", "toes", "instep", "knee", "heel", "foot_lat", "foot_med", "knee_lat",
    "knee_med", "ankle_lat", "ankle_med", "calf", "shin", "thigh_back",
})  # fmt: skip
STEPPING_POINTS = frozenset({"heel", "ball_in", "ball_out", "toepad", "toetip"})
SHOE_POINTS = tuple(
    f"{n}.{s}"
    for s in "LR"
    for n in ("heel", "ball_in", "ball_out", "toetip", "toepad", "foot_lat", "foot_med")
)

# where a hand may rest on the body: joint, offset for the left side
_SPOTS: dict[str, tuple[str, Vec]] = {
    "waist": ("pelvis", (0.03, 0.150, 0.120)),
    "hip_front": ("pelvis", (0.10, 0.09, 0.06)),
    "glute": ("pelvis", (-0.12, 0.09, 0.03)),
    "thigh": ("hip", (0.105, 0.0, -0.27)),
    "knee_top": ("hip", (0.088, 0.0, -0.36)),
    "chest": ("high", (0.165, 0.03, 0.085)),
    "shoulder": ("high", (0.03, 0.20, 0.19)),
    "temple": ("head", (0.03, 0.115, 0.10)),
    "nape": ("head", (-0.06, 0.09, 0.05)),
    "belly": ("mid", (0.13, 0.04, 0.0)),
}

# (joint, centre for the left side, radius): these balls may not enter floor, wall or bench
_BALLS: list[tuple[str, Vec, float]] = [
    ("hip", (0, 0.0, -0.05), 0.078),
    ("hip", (0, 0, -0.22), 0.068),
    ("knee", (0, 0, 0), 0.050),
    ("knee", (-0.012, 0, -0.14), 0.050),
    ("ankle", (0, 0, 0), 0.033),
    ("ankle", (-0.04, 0, -0.036), 0.026),
    ("toe", (0, 0, -0.004), 0.014),
    ("toe", (0.048, 0, -0.008), 0.010),
    ("shoulder", (0, 0, 0), 0.050),
    ("elbow", (0, 0, 0), 0.034),
    ("wrist", (0, 0, 0), 0.020),
    ("wrist", (0.024, 0, -0.085), 0.014),
    ("wrist", (-0.024, 0, -0.085), 0.014),
    ("wrist", (-0.004, -0.005, -0.178), 0.006),
]
BALLS: list[tuple[int, Vec, float]] = []
for _joint, _offset, _radius in _BALLS:
    BALLS += [(*on_side(_joint, _offset, _side), _radius) for _side in "LR"]
for _side in "RL":
    BALLS += [
        (*on_side("pelvis", (-0.052, 0.076, -0.022), _side), 0.078),
        (*on_side("high", (0, 0.065, 0.06), _side), 0.098),
        (*on_side("mid", (0.01, 0.05, 0), _side), 0.078),
        (*on_side("pelvis", (0.0, 0.09, 0.0), _side), 0.080),
    ]
BALLS.append((JOINT["head"], (0.014, 0, 0.098), 0.080))


def sided(name: str) -> list[str]:
    """["foot.R", "foot.L"] for "both.foot"; a name without a side stands for itself."""
    side, dot, rest = name.partition(".")
    return [f"{rest}.{s}" for s in SIDES[side]] if dot else [name]


def expand(names: Iterable[str]) -> list[tuple[str, str]]:
    """[("foot.R", "bench"), ...] for ["both.foot@bench"]: contacts with their surface."""
    found = []
    for name in names:
        contact, _, surface = name.partition("@")
        found += [(one, surface) for one in sided(contact)]
    return found


def points_of(contact: str) -> list[str]:
    """["heel.R", "ball_in.R", "ball_out.R"] for "foot.R"."""
    base, dot, side = contact.partition(".")
    return [f"{p}.{side}" for p in _COMPOSITE.get(base, (base,))] if dot else [contact]


def spot(name: str) -> Fixed:
    """Where "work.waist" is on the body."""
    side, _, base = name.partition(".")
    joint, offset = _SPOTS[base]
    return on_side(joint, offset, SIDES[side][0])


def point(body: Placed, name: str) -> Vec:
    """The world position of a named point."""
    joint, offset = POINTS[name]
    return body.local(joint, offset)
