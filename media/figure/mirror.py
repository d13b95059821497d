"""Left for right: the reflection in the plane y = 0. Poses are authored and solved once."""

from media.figure.algebra import Vec
from media.figure.skeleton import ANGLE, FREEDOMS, Pose

OTHER_SIDE = {"L": "R", "R": "L"}


def _swapped() -> list[tuple[int, float]]:
    """For every angle, the index it comes from in the original and its sign."""
    found = []
    for i, freedom in enumerate(FREEDOMS):
        if freedom.side:
            found.append((ANGLE[f"{freedom.angle}.{OTHER_SIDE[freedom.side]}"], 1.0))
        else:
            found.append((i, -1.0 if freedom.angle.endswith(("_lat", "_rot")) else 1.0))
    return found


_FROM = _swapped()


def mirror(pose: Pose) -> Pose:
    """The exact mirror image of a pose; twice gives the pose back."""
    x, y, z = pose.position
    w, qx, qy, qz = pose.turn
    angles = pose.angles
    return Pose((x, -y, z), (w, -qx, qy, -qz), tuple(sign * angles[i] for i, sign in _FROM))


def mirror_point(p: Vec) -> Vec:
    return (p[0], -p[1], p[2])


def mirror_name(name: str) -> str:
    """ "knee.L" for "knee.R"; a name without a side stays."""
    if name.endswith((".L", ".R")):
        return name[:-1] + OTHER_SIDE[name[-1]]
    return name
