"""The pose nearest to its wishes that keeps its contacts: angles wish, contacts rule.

Minimises sum(((angle - wish) / sigma)^2) + sum((contact error / TOLERANCE)^2) by damped
Gauss-Newton. There are 51 unknowns but only 6..40 contact rows, so every step solves the small
system (Woodbury). Floor and walls push and never pull: a proper active set.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import mul

from media.figure.algebra import (
    Quat,
    Vec,
    conjugate,
    from_rotation_vector,
    multiply,
    place,
    rotation_vector,
    unit,
)
from media.figure.contacts import BALLS, POINTS, SHOE_POINTS, Fixed
from media.figure.skeleton import (
    ANGLES,
    FREEDOMS,
    HIGHEST,
    LOWEST,
    MASSES,
    MOVED_BY,
    Placed,
    Pose,
    put,
)

TOLERANCE = 0.0015  # metres: how soft a contact is
_UNKNOWNS = 6 + ANGLES  # root position, root rotation, angles
_TURNS_AT = [f.joint for f in FREEDOMS]
Row = list[float]


@dataclass(slots=True)
class Goal:
    """Everything one solve is asked for. Weights are 1 for a law, less for a preference."""

    wish: list[float] = field(default_factory=lambda: [0.0] * ANGLES)  # radians
    sigma: list[float] = field(default_factory=lambda: [math.radians(12)] * ANGLES)
    turn: Quat = (1.0, 0.0, 0.0, 0.0)
    turn_sigma: float = math.radians(25)
    position: Vec | None = None  # None: wherever the start is
    position_sigma: Vec = (0.5, 0.5, 2.0)
    heights: list[tuple[str, float, float]] = field(default_factory=list)  # point, z, weight
    locks: list[tuple[str, Vec, float]] = field(default_factory=list)  # point, place, weight
    reaches: list[tuple[str, Fixed, float]] = field(default_factory=list)  # point, spot, weight
    planes: list[tuple[str, Vec, float, float]] = field(default_factory=list)  # n . p = d
    aligned: list[tuple[str, str, int, float]] = field(default_factory=list)  # a over b on an axis
    balance: tuple[list[str], float] | None = None  # centre of mass over the mean of the points
    keep_out: list[tuple[Vec, float]] = field(default_factory=list)  # n . p >= d for all skin


class _System:
    """The rows of one linear step."""

    def __init__(self, pose: Pose) -> None:
        self.axes: list[Vec] = []
        self.body: Placed = put(pose, self.axes)
        self.root = pose.position
        self.rows: list[Row] = []
        self.errors: list[float] = []
        self.softness: list[float] = []

    def add(self, row: Row, error: float, weight: float = 1.0) -> None:
        self.rows.append(row)
        self.errors.append(error)
        self.softness.append((TOLERANCE / weight) ** 2)

    def at(self, fixed: Fixed) -> Vec:
        joint, offset = fixed
        return place(self.body.at[joint], self.body.rot[joint], offset)

    def jacobian(self, joint: int, p: Vec) -> tuple[Row, Row, Row]:
        """How the x, y and z of a point fixed to `joint` follow the unknowns."""
        jx, jy, jz = [0.0] * _UNKNOWNS, [0.0] * _UNKNOWNS, [0.0] * _UNKNOWNS
        jx[0] = jy[1] = jz[2] = 1.0
        root, at, axes = self.root, self.body.at, self.axes
        rx, ry, rz = p[0] - root[0], p[1] - root[1], p[2] - root[2]
        jx[4], jx[5] = rz, -ry
        jy[3], jy[5] = -rz, rx
        jz[3], jz[4] = ry, -rx
        for i in MOVED_BY[joint]:
            ax, ay, az = axes[i]
            o = at[_TURNS_AT[i]]
            rx, ry, rz = p[0] - o[0], p[1] - o[1], p[2] - o[2]
            jx[6 + i] = ay * rz - az * ry
            jy[6 + i] = az * rx - ax * rz
            jz[6 + i] = ax * ry - ay * rx
        return jx, jy, jz


def _add_contacts(system: _System, goal: Goal) -> None:
    for name, z, weight in goal.heights:
        p = system.at(POINTS[name])
        system.add(system.jacobian(POINTS[name][0], p)[2], z - p[2], weight)
    for name, target, weight in goal.locks:
        p = system.at(POINTS[name])
        for k, row in enumerate(system.jacobian(POINTS[name][0], p)):
            system.add(row, target[k] - p[k], weight)
    for name, spot, weight in goal.reaches:
        p, q = system.at(POINTS[name]), system.at(spot)
        own, body = system.jacobian(POINTS[name][0], p), system.jacobian(spot[0], q)
        for k in range(3):
            row = [u - v for u, v in zip(own[k], body[k], strict=True)]
            system.add(row, q[k] - p[k], weight)
    for name, n, d, weight in goal.planes:
        p = system.at(POINTS[name])
        jx, jy, jz = system.jacobian(POINTS[name][0], p)
        row = [n[0] * a + n[1] * b + n[2] * c for a, b, c in zip(jx, jy, jz, strict=True)]
        system.add(row, d - (n[0] * p[0] + n[1] * p[1] + n[2] * p[2]), weight)
    for over, under, axis, weight in goal.aligned:
        p, q = system.at(POINTS[over]), system.at(POINTS[under])
        a = system.jacobian(POINTS[over][0], p)[axis]
        b = system.jacobian(POINTS[under][0], q)[axis]
        system.add([u - v for u, v in zip(a, b, strict=True)], q[axis] - p[axis], weight)
    if goal.balance:
        _add_balance(system, *goal.balance)


def _add_balance(system: _System, points: Sequence[str], weight: float) -> None:
    row_x, row_y = [0.0] * _UNKNOWNS, [0.0] * _UNKNOWNS
    error_x = error_y = 0.0
    share = 1.0 / len(points)
    pulls: list[tuple[Fixed, float]] = [((j, offset), m) for j, offset, m in MASSES]
    pulls += [(POINTS[name], -share) for name in points]
    for fixed, m in pulls:
        p = system.at(fixed)
        jx, jy, _ = system.jacobian(fixed[0], p)
        row_x = [u + m * v for u, v in zip(row_x, jx, strict=True)]
        row_y = [u + m * v for u, v in zip(row_y, jy, strict=True)]
        error_x -= m * p[0]
        error_y -= m * p[1]
    system.add(row_x, error_x, weight)
    system.add(row_y, error_y, weight)


Pushed = tuple[str | int, int]  # which point or ball, against which plane (-1: the floor)


def _add_floor(
    system: _System, active: set[Pushed], touching: set[str]
) -> list[tuple[int, Pushed]]:
    pushing: list[tuple[int, Pushed]] = []

    def push(key: Pushed, joint: int, p: Vec, below: float, weight: float) -> None:
        # once pushed, held until its force would pull: re-testing the geometry oscillates
        if below > 0.001 or key in active:
            active.add(key)
            pushing.append((len(system.rows), key))
            system.add(system.jacobian(joint, p)[2], below, weight)

    for k, (joint, offset, radius) in enumerate(BALLS):
        p = system.at((joint, offset))
        push((k, -1), joint, p, radius - p[2], 0.4)
    for name in SHOE_POINTS:
        if name not in touching:
            p = system.at(POINTS[name])
            push((name, -1), POINTS[name][0], p, -p[2], 0.5)
    return pushing


def _add_walls(
    system: _System, planes: list[tuple[Vec, float]], active: set[Pushed]
) -> list[tuple[int, Pushed]]:
    pushing: list[tuple[int, Pushed]] = []
    for w, (n, d) in enumerate(planes):
        for k, (joint, offset, radius) in enumerate(BALLS):
            p = system.at((joint, offset))
            below = d + radius - (n[0] * p[0] + n[1] * p[1] + n[2] * p[2])
            if below > 0.001 or (k, w) in active:
                active.add((k, w))
                pushing.append((len(system.rows), (k, w)))
                jx, jy, jz = system.jacobian(joint, p)
                row = [n[0] * a + n[1] * b + n[2] * c for a, b, c in zip(jx, jy, jz, strict=True)]
                system.add(row, below, 0.4)
    return pushing


def _cholesky(a: list[Row], b: Row) -> Row:
    n = len(b)
    lower: list[Row] = []
    for i in range(n):
        own: Row = [0.0] * (i + 1)
        given = a[i]
        for j in range(i):
            other = lower[j]
            own[j] = (given[j] - sum(map(mul, own[:j], other))) / other[j]
        rest = given[i] - sum(map(mul, own[:i], own[:i]))
        own[i] = math.sqrt(max(rest, 1e-15))
        lower.append(own)
    y = [0.0] * n
    for i in range(n):
        y[i] = (b[i] - sum(map(mul, lower[i][:i], y))) / lower[i][i]
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        rest = y[i]
        for k in range(i + 1, n):
            rest -= lower[k][i] * x[k]
        x[i] = rest / lower[i][i]
    return x


def _forces(system: _System, variance: Row, wanted: Row) -> tuple[Row, list[Row]]:
    """The contact forces (Lagrange multipliers) of a step, and the rows scaled by variance."""
    rows = system.rows
    scaled = [list(map(mul, row, variance)) for row in rows]
    normal: list[Row] = []
    for i, own in enumerate(scaled):
        line = [sum(map(mul, own, rows[j])) for j in range(i + 1)]
        line[i] += system.softness[i]
        normal.append(line)
    right = [e - sum(map(mul, row, wanted)) for e, row in zip(system.errors, rows, strict=True)]
    return _cholesky(normal, right), scaled


def _stepped(pose: Pose, step: Row) -> tuple[Pose, set[int]]:
    """The pose after a step, kept inside human ranges, and the angles that met their limit."""
    x, y, z = (pose.position[k] + step[k] for k in range(3))
    turned = multiply(from_rotation_vector(step[3:6]), pose.turn)
    angles = [a + s for a, s in zip(pose.angles, step[6:], strict=True)]
    at_limit = set()
    for i, angle in enumerate(angles):
        if not LOWEST[i] <= angle <= HIGHEST[i]:
            angles[i] = min(max(angle, LOWEST[i]), HIGHEST[i])
            at_limit.add(i)
    return Pose((x, y, z), unit(turned), tuple(angles)), at_limit


def _wanted(goal: Goal, pose: Pose, position: Vec) -> Row:
    """The step that would fulfil every wish."""
    wanted = [position[k] - pose.position[k] for k in range(3)]
    wanted += rotation_vector(multiply(goal.turn, conjugate(pose.turn)))
    wanted += [w - a for w, a in zip(goal.wish, pose.angles, strict=True)]
    return wanted


def solve(goal: Goal, start: Pose, *, steps: int, enough: float = 2e-5) -> Pose:
    """The best pose found from `start` in at most `steps` steps; stops when a step is tiny."""
    pose = start
    position = goal.position if goal.position is not None else start.position
    variance = [s * s for s in goal.position_sigma]
    variance += [goal.turn_sigma**2] * 3 + [s * s for s in goal.sigma]
    frozen: set[int] = set()
    active: set[Pushed] = set()
    touching = {h[0] for h in goal.heights} | {lock[0] for lock in goal.locks}
    for step_number in range(steps):
        system = _System(pose)
        _add_contacts(system, goal)
        pushing: list[tuple[int, Pushed]] = []
        if step_number > 1:
            pushing = _add_floor(system, active, touching)
            pushing += _add_walls(system, goal.keep_out, active)

        wanted = _wanted(goal, pose, position)
        free = variance
        if frozen:
            free = list(variance)
            for i in frozen:
                free[6 + i] = 1e-10
                wanted[6 + i] = 0.0
        step = wanted
        if system.rows:
            forces, scaled = _forces(system, free, wanted)
            for i, key in pushing:
                if forces[i] < 0:
                    active.discard(key)
            for force, row in zip(forces, scaled, strict=True):
                step = [s + force * c for s, c in zip(step, row, strict=True)]

        biggest = max(map(abs, step))
        damp = min(1.0, 0.45 / biggest) if biggest > 1e-12 else 1.0
        pose, at_limit = _stepped(pose, [damp * s for s in step])
        # a joint at its limit is frozen for the next steps, and every sixth given another chance
        frozen = at_limit if step_number > 3 and step_number % 6 else set()
        if biggest * damp < enough and step_number > 4:
            break
    return pose
