"""Vectors, rotations and quaternions as plain tuples. Knows no body.

A vector is (x, y, z), a quaternion (w, x, y, z), a rotation nine floats row by row.
"""

import math
from collections.abc import Sequence

Vec = tuple[float, float, float]
Point2 = tuple[float, float]
Quat = tuple[float, float, float, float]
Mat = Sequence[float]


def multiply(a: Quat, b: Quat) -> Quat:
    aw, ax, ay, az = a
    bw, bx, by, bz = b
    return (
        aw * bw - ax * bx - ay * by - az * bz,
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
    )


def conjugate(q: Quat) -> Quat:
    return (q[0], -q[1], -q[2], -q[3])


def unit(q: Quat) -> Quat:
    w, x, y, z = q
    n = math.sqrt(w * w + x * x + y * y + z * z)
    return (w / n, x / n, y / n, z / n)


def from_rotation_vector(v: Sequence[float]) -> Quat:
    x, y, z = v
    a = math.sqrt(x * x + y * y + z * z)
    if a < 1e-12:
        return (1.0, 0.5 * x, 0.5 * y, 0.5 * z)
    s = math.sin(a / 2) / a
    return (math.cos(a / 2), x * s, y * s, z * s)


def rotation_vector(q: Quat) -> Vec:
    w, x, y, z = q
    if w < 0:
        w, x, y, z = -w, -x, -y, -z
    s = math.sqrt(x * x + y * y + z * z)
    if s < 1e-12:
        return (2 * x, 2 * y, 2 * z)
    a = 2 * math.atan2(s, w) / s
    return (x * a, y * a, z * a)


def matrix(q: Quat) -> list[float]:
    w, x, y, z = q
    return [
        1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
        2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
        2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y),
    ]  # fmt: skip


def between(a: Quat, b: Quat, t: float) -> Quat:
    """The rotation a share `t` of the way from `a` to `b`, the short way round."""
    if a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0:
        b = (-b[0], -b[1], -b[2], -b[3])
    u = 1 - t
    w, x, y, z = (p * u + q * t for p, q in zip(a, b, strict=True))
    return unit((w, x, y, z))


def slerp(a: Quat, b: Quat, t: float) -> Quat:
    """As `between`, at a constant speed; for large turns."""
    turn = rotation_vector(multiply(b, conjugate(a)))
    return multiply(from_rotation_vector((turn[0] * t, turn[1] * t, turn[2] * t)), a)


def from_yaw_pitch_roll(yaw: float, pitch: float, roll: float) -> Quat:
    """Degrees; about z, then the new y, then the new x."""
    y, p, r = (math.radians(c) / 2 for c in (yaw, pitch, roll))
    turned = multiply((math.cos(y), 0, 0, math.sin(y)), (math.cos(p), 0, math.sin(p), 0))
    return multiply(turned, (math.cos(r), math.sin(r), 0, 0))


def place(origin: Sequence[float], rot: Mat, local: Sequence[float]) -> Vec:
    """The world position of a point given in a bone's own frame."""
    x, y, z = local
    return (
        origin[0] + rot[0] * x + rot[1] * y + rot[2] * z,
        origin[1] + rot[3] * x + rot[4] * y + rot[5] * z,
        origin[2] + rot[6] * x + rot[7] * y + rot[8] * z,
    )


def turn(rot: Mat, v: Sequence[float]) -> Vec:
    x, y, z = v
    return (
        rot[0] * x + rot[1] * y + rot[2] * z,
        rot[3] * x + rot[4] * y + rot[5] * z,
        rot[6] * x + rot[7] * y + rot[8] * z,
    )


def dot(a: Sequence[float], b: Sequence[float]) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def direction(v: Sequence[float]) -> Vec:
    x, y, z = v
    n = math.sqrt(x * x + y * y + z * z) + 1e-12
    return (x / n, y / n, z / n)


def lerp(a: Sequence[float], b: Sequence[float], t: float) -> Vec:
    u = 1 - t
    return (a[0] * u + b[0] * t, a[1] * u + b[1] * t, a[2] * u + b[2] * t)


def smooth(t: float) -> float:
    """Minimum jerk: 0 to 1, at rest at both ends."""
    return t * t * t * (10 + t * (6 * t - 15))
