"""From a script to a movement: every key and every frame between keys solved, so nothing slips.

The result is plain numbers; at run time a pose is only interpolated between neighbouring frames.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from media.figure.algebra import (
    Vec,
    between,
    conjugate,
    from_rotation_vector,
    from_yaw_pitch_roll,
    multiply,
    rotation_vector,
    smooth,
)
from media.figure.authoring import Key, PoseError, Script, Spec
from media.figure.contacts import (
    LEG_CONTACTS,
    STEPPING_POINTS,
    expand,
    point,
    points_of,
    sided,
)
from media.figure.props import Prop, Wall, place_prop
from media.figure.skeleton import ANGLE, ANGLES, FREEDOMS, LEG_ANGLES, Pose, put
from media.figure.solver import Goal, solve

Planted = dict[str, Vec]  # point -> where it touches, metres
Rests = dict[str, tuple[int, float]]  # point -> the axis of its surface (0 x, 1 y, 2 z) and where

# degrees an unspecified angle may drift from where it was
_DRIFT = {
    "low": 5, "mid": 6, "high": 6, "neck": 9, "head": 8, "clav": 6, "hip_rot": 11,
    "inv": 8, "ankle": 16, "toe": 18, "wrist": 20, "pron": 18, "sh_rot": 16,
}  # fmt: skip
# a planted limb is a closed chain: its contact decides these, not the pose before
_CLOSED = frozenset({
    "knee", "ankle", "hip_flex", "sh_flex", "elbow", "wrist", "toe", "sh_abd", "sh_rot",
})  # fmt: skip
_NECK = frozenset({"neck_flex", "head_flex", "neck_rot", "neck_lat"})


@dataclass(frozen=True, slots=True)
class Motion:
    """A movement as frames from its first key (0) to its last (1), or once round a loop."""

    frames: tuple[Pose, ...]
    key_times: tuple[float, ...]  # along the path 0..1; a loop's end is not repeated
    planted: tuple[Planted, ...]  # one per key
    rests: tuple[Rests, ...]  # one per key: the surfaces the author named
    loop: bool
    travel: tuple[float, float]  # metres per cycle

    def sample(self, s: float) -> Pose:
        """The pose a share `s` of the way along the path; s is clamped to 0..1."""
        frames = self.frames
        last = len(frames) - 1
        x = min(max(s, 0.0), 1.0) * last
        i = min(int(x), last - 1)
        f = x - i
        if f < 1e-9:
            return frames[i]
        a, b, e = frames[i], frames[i + 1], 1 - f
        p, q = a.position, b.position
        at = (p[0] * e + q[0] * f, p[1] * e + q[1] * f, p[2] * e + q[2] * f)
        angles = tuple([u * e + v * f for u, v in zip(a.angles, b.angles, strict=True)])
        return Pose(at, between(a.turn, b.turn, f), angles)

    def at_phase(self, phase: float) -> Pose:
        """Out over 0..0.5, back over 0.5..1; a loop goes round and stays on the spot."""
        if self.loop:
            k = phase % 1.0
            pose = self.sample(k)
            x, y, z = pose.position
            return replace(pose, position=(x - self.travel[0] * k, y - self.travel[1] * k, z))
        return self.sample(smooth(1 - abs(1 - 2 * (phase % 1.0))))


@dataclass(frozen=True, slots=True)
class Solved:
    motion: Motion
    props: tuple[Prop, ...]
    keys: tuple[Pose, ...]
    missed: tuple[str, ...]  # angles the author wrote that contacts forbade, in words


def _drift(angle: str) -> float:
    for start, degrees in _DRIFT.items():
        if angle == start or angle.startswith(start + "_"):
            return math.radians(degrees)
    return math.radians(13)


def _surface(name: str, props: Sequence[Mapping[str, object]]) -> float:
    if not name:
        return 0.0
    try:
        return float(name)
    except ValueError:
        for prop in props:
            if prop["kind"] == name and isinstance(prop.get("top"), int | float):
                return float(str(prop["top"]))
    raise PoseError(f"nothing with a top is called {name!r}")


def _wall_plane(name: str, props: Sequence[Mapping[str, object]]) -> tuple[Vec, float] | None:
    for prop in props:
        if prop["kind"] == name and ("x" in prop or "y" in prop):
            if "y" in prop:
                return (0.0, 1.0, 0.0), float(str(prop["y"]))
            return (1.0, 0.0, 0.0), float(str(prop["x"]))
    return None


class _Maker:
    """Solves the keys of one script in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.props: list[Mapping[str, object]] = list(script.table.get("prop", []))
        self.poses: list[Pose] = []
        self.planted: list[Planted] = []
        self.rests: list[Rests] = []
        self.fixed: Planted = {}
        self.keep_out: list[tuple[Vec, float]] = []

    def _wishes(self, goal: Goal, spec: Spec, before: Pose | None) -> None:
        for i, freedom in enumerate(FREEDOMS):
            name, angle, side = freedom.name, freedom.angle, freedom.side
            if name in spec.own or (name in spec.wish and before is None):
                goal.wish[i], goal.sigma[i] = spec.wish[name], spec.sigma[name]
            elif before is None:
                goal.wish[i], goal.sigma[i] = 0.0, _drift(angle)
            else:
                # not mentioned in this key: stay as solved before, loosely in a planted limb
                goal.wish[i] = 0.0 if name in spec.relaxed else before.angles[i]
                goal.sigma[i] = _drift(angle) * 0.7
                if angle in _NECK and any(c.startswith(("head", "fore")) for c in spec.touch):
                    goal.sigma[i] = math.radians(20)
                closed = side and any(
                    c.endswith("." + side)
                    and (angle in LEG_ANGLES) == (c.split(".")[0] in LEG_CONTACTS)
                    for c in spec.touch
                )
                if closed and angle in _CLOSED:
                    goal.sigma[i] = math.radians(26)

    def _contacts(self, goal: Goal, key: Key) -> None:
        spec = key.spec
        for contact, surface in spec.touch.items():
            moved = key.move.get(contact, (0.0, 0.0, 0.0))
            for name in points_of(contact):
                plane = _wall_plane(surface, self.props)
                if name in self.fixed and contact not in key.slide:
                    x, y, z = self.fixed[name]
                    target = (x + moved[0], y + moved[1], z + moved[2])
                    goal.locks.append((name, target, 1.0))
                elif plane:
                    goal.planes.append((name, *plane, 1.0))
                elif surface == "ball":
                    ball = next(p for p in self.props if p["kind"] == "ball")
                    goal.heights.append((name, 2 * float(str(ball["r"])), 1.0))
                else:
                    goal.heights.append((name, _surface(surface, self.props), 1.0))
        goal.reaches = [(name, where, 0.15) for name, where in spec.reach.items()]
        self._preferences(goal, spec)

    def _preferences(self, goal: Goal, spec: Spec) -> None:
        for name, z in spec.height.items():
            goal.heights += [(p, z, 0.3) for p in sided(name)]
        for text in spec.align:  # "work.kneec over work.ankle"
            over, _, under = text.split()
            for a, b in zip(sided(over), sided(under), strict=True):
                goal.aligned += [(a, b, 0, 0.1), (a, b, 1, 0.1)]
        if spec.balance:
            names = spec.balance if isinstance(spec.balance, list) else list(spec.touch)
            points = []
            for name in names:
                listed = [name] if name.endswith((".L", ".R")) else [c for c, _ in expand([name])]
                points += [p for c in listed for p in points_of(c)]
            if points:
                goal.balance = (points, 0.15)

    def solve_key(self, i: int, key: Key) -> None:
        spec = key.spec
        goal = Goal()
        before = None if i == 0 else self.poses[0 if key.from_start else -1]
        self._wishes(goal, spec, before)
        nod, listed, turned = spec.pelvis
        tilt = from_yaw_pitch_roll(-turned, nod, -listed)
        goal.turn = multiply(from_yaw_pitch_roll(*spec.root), tilt)
        goal.turn_sigma = math.radians(spec.root_sigma)
        if before is not None and not spec.root_is_set:
            goal.turn = before.turn
            goal.turn_sigma = math.radians(spec.root_hold)
        self._contacts(goal, key)
        goal.keep_out = self.keep_out
        if before is None:
            upright = abs(spec.root[1]) < 45 and abs(spec.root[2]) < 45
            angles = [0.0] * ANGLES
            for name, angle in spec.wish.items():
                angles[ANGLE[name]] = angle
            high = 0.9 if upright else 0.25
            start = Pose((0, 0, high), from_yaw_pitch_roll(*spec.root), tuple(angles))
        else:
            angles = list(self.poses[-1].angles)
            for name in spec.own:
                angles[ANGLE[name]] = spec.wish[name]
            start = replace(self.poses[-1], angles=tuple(angles))
        pose = solve(goal, start, steps=90)
        body = put(pose)
        touching = {p: point(body, p) for c in spec.touch for p in points_of(c)}
        for contact in spec.touch:
            for name in points_of(contact):
                if name not in self.fixed or contact in key.slide or contact in key.move:
                    self.fixed[name] = touching[name]
        self.poses.append(pose)
        self.planted.append(touching)
        self.rests.append(self._surfaces(key))

    def _surfaces(self, key: Key) -> Rests:
        found: Rests = {}
        for contact, surface in key.spec.touch.items():
            plane = _wall_plane(surface, self.props)
            for name in points_of(contact):
                if plane:
                    found[name] = (0 if plane[0][0] else 1, plane[1])
                elif surface == "ball":
                    ball = next(p for p in self.props if p["kind"] == "ball")
                    found[name] = (2, 2 * float(str(ball["r"])))
                elif contact not in key.move or not key.move[contact][2]:
                    found[name] = (2, _surface(surface, self.props))
        return found

    def walls(self) -> None:
        """Known once the first key stands: the body stays on its side of a wall."""
        placed = [put(p) for p in self.poses]
        for table in self.props:
            if table["kind"] == "wall":
                prop = place_prop(table, placed)
                if isinstance(prop, Wall):
                    self.keep_out.append(prop.plane)


def _curve(xs: Sequence[float], ys: Sequence[float], round_: bool) -> Callable[[float], float]:
    """Monotone cubic through the points (PCHIP): no overshoot; smooth round a loop."""
    n = len(xs)
    gaps = [xs[i + 1] - xs[i] for i in range(n - 1)]
    slopes = [(ys[i + 1] - ys[i]) / gaps[i] for i in range(n - 1)]
    if n == 2:
        return lambda t: ys[0] + slopes[0] * (t - xs[0])
    tangents = [0.0] * n

    def tangent(h0: float, h1: float, d0: float, d1: float) -> float:
        if d0 * d1 <= 0:
            return 0.0
        w1, w2 = 2 * h1 + h0, h1 + 2 * h0
        return (w1 + w2) / (w1 / d0 + w2 / d1)

    for i in range(1, n - 1):
        tangents[i] = tangent(gaps[i - 1], gaps[i], slopes[i - 1], slopes[i])
    if round_:
        tangents[0] = tangents[-1] = tangent(gaps[-1], gaps[0], slopes[-1], slopes[0])

    def at(t: float) -> float:
        i = 0
        while i < n - 2 and t > xs[i + 1]:
            i += 1
        u = (t - xs[i]) / gaps[i]
        u2, u3 = u * u, u * u * u
        return (
            (2 * u3 - 3 * u2 + 1) * ys[i]
            + (u3 - 2 * u2 + u) * gaps[i] * tangents[i]
            + (-2 * u3 + 3 * u2) * ys[i + 1]
            + (u3 - u2) * gaps[i] * tangents[i + 1]
        )

    return at


def _stepping(name: str, a: Vec, b: Vec, slide_feet: bool) -> bool:
    base = name.split(".")[0]
    if slide_feet or base not in STEPPING_POINTS or abs(a[2] - b[2]) >= 0.3:
        return False
    return math.dist(a, b) > 0.02


def _between_keys(maker: _Maker) -> tuple[list[Pose], list[float]]:
    script, table = maker.script, maker.script.table
    poses, planted = list(maker.poses), list(maker.planted)
    times = [k.at for k in script.keys]
    if script.loop:
        tx, ty = table.get("travel", (0.0, 0.0))
        x, y, z = poses[0].position
        poses.append(replace(poses[0], position=(x + tx, y + ty, z)))
        times.append(1.0)
        planted.append({p: (v[0] + tx, v[1] + ty, v[2]) for p, v in planted[0].items()})
    base = poses[0].turn
    channels = [
        [*p.position, *rotation_vector(multiply(p.turn, conjugate(base))), *p.angles]
        for p in poses
    ]
    count = table.get("frames", 16 if len(poses) == 2 else 12 * (len(poses) - 1))
    curves = [
        _curve(times, [c[i] for c in channels], script.loop and i > 2)
        for i in range(len(channels[0]))
    ]
    lift = table.get("step_lift", 0.07)
    frames = []
    for f in range(count + 1):
        t = times[0] + (times[-1] - times[0]) * f / count
        v = [c(t) for c in curves]
        turn = multiply(from_rotation_vector(v[3:6]), base)
        want = Pose((v[0], v[1], v[2]), turn, tuple(v[6:]))
        leg = max(i for i in range(len(times) - 1) if times[i] <= t + 1e-9)
        u = (t - times[leg]) / (times[leg + 1] - times[leg])
        goal = Goal(list(want.angles), [math.radians(4)] * ANGLES, want.turn, math.radians(2.5))
        goal.position, goal.position_sigma = want.position, (0.02, 0.02, 0.02)
        goal.keep_out = maker.keep_out
        a, b = planted[leg], planted[leg + 1]
        for name in a.keys() & b.keys():
            share, up = u, 0.0
            if _stepping(name, a[name], b[name], bool(table.get("slide_feet"))):
                share = u * u * (3 - 2 * u)
                up = lift * 4 * u * (1 - u) * min(1.0, math.dist(a[name], b[name]) / 0.1)
            x, y, z = (p + (q - p) * share for p, q in zip(a[name], b[name], strict=True))
            goal.locks.append((name, (x, y, z + up), 1.0))
        goal.locks.sort(key=lambda lock: lock[0])  # one order of rows, one result everywhere
        here = script.keys[leg].spec.reach
        there = script.keys[(leg + 1) % len(script.keys)].spec.reach
        goal.reaches = [(c, w, 0.15) for c, w in here.items() if there.get(c) == w]
        frames.append(solve(goal, want, steps=14))
    return frames, times


def _missed(script: Script, poses: Sequence[Pose]) -> tuple[str, ...]:
    loose = ("sh_", "wrist", "pron", "elbow", "toe", "ankle", "clav", "neck")
    found = []
    for key, pose in zip(script.keys, poses, strict=True):
        for name in sorted(key.spec.own):
            wish, got = math.degrees(key.spec.wish[name]), pose.angle(name)
            if abs(got - wish) > 15 and not name.startswith(loose):
                found.append(f"{name} {wish:.0f} became {got:.0f}")
    return tuple(found)


def make(script: Script) -> Solved:
    """Solve a script: some tenths of a second."""
    maker = _Maker(script)
    for i, key in enumerate(script.keys):
        maker.solve_key(i, key)
        if i == 0:
            maker.walls()
            if maker.keep_out:  # once more, now that the body's side of the wall is known
                maker.poses.clear()
                maker.planted.clear()
                maker.rests.clear()
                maker.fixed.clear()
                maker.solve_key(0, key)
    frames, times = _between_keys(maker)
    tx, ty = script.table.get("travel", (0.0, 0.0))
    span = times[-1] - times[0]
    key_times = tuple((k.at - times[0]) / span for k in script.keys)
    rests = tuple(maker.rests)
    motion = Motion(tuple(frames), key_times, tuple(maker.planted), rests, script.loop, (tx, ty))
    placed = [put(p) for p in maker.poses]
    props = tuple(place_prop(t, placed) for t in script.table.get("prop", []))
    return Solved(motion, props, tuple(maker.poses), _missed(script, maker.poses))
