"""What an anatomist would measure on every figure: `python -m media.figure.checks [ids]`.

Each check gives the worst value over 60 phases and where it was; a value over its limit is a
Problem. `-f poses.toml` checks loose files, solved now.
"""

import argparse
import itertools
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from media.figure.algebra import Vec, dot, lerp, turn
from media.figure.body import FOOT, LIMBS, TOES, TORSO
from media.figure.camera import Camera
from media.figure.contacts import SHOE_POINTS, point
from media.figure.figure import Figure, figure_ids, load_figure
from media.figure.mirror import mirror_name
from media.figure.motion import Motion
from media.figure.muscles import lit, normal
from media.figure.outline import hull
from media.figure.props import Box, Wall
from media.figure.skeleton import (
    FREEDOMS,
    HIGHEST,
    JOINT,
    JOINTS,
    LOWEST,
    Placed,
    centre_of_mass,
    put,
)

PHASES = 60

# the check's name: (limit, unit, what it says)
LIMITS: dict[str, tuple[float, str, str]] = {
    "bones": (1e-6, "m", "a bone changes its length"),
    "joints": (0.5, "deg", "a joint bends beyond a human range"),
    "contact": (0.010, "m", "a named contact is off its surface or slips"),
    "skin": (0.015, "m", "skin sinks into floor, bench or wall"),
    "self": (0.030, "m", "a limb sinks into another"),
    "balance": (0.020, "m", "the centre of mass hangs outside the support in a hold"),
    "speed": (4.5, "m/s", "a joint moves faster than a person's"),
    "jerk": (60.0, "m/s2", "a joint is thrown about"),
    "mirror": (1e-9, "m", "left is not the mirror of right"),
    "flat": (6.0, "deg", "a foot or hand that bears weight does not rest flat"),
    "hidden": (0.8, "", "the primary muscle turns away from the camera"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """The worst value of one check, in the unit of LIMITS, and where it was seen."""

    check: str
    value: float
    where: str = ""

    @property
    def bad(self) -> bool:
        return self.value > LIMITS[self.check][0]

    def __str__(self) -> str:
        limit, unit, words = LIMITS[self.check]
        return f"{words}: {self.value:.3g} {unit} (limit {limit:g}) {self.where}".strip()


class _Worst:
    def __init__(self, check: str) -> None:
        self.found = Found(check, 0.0)

    def see(self, value: float, where: str) -> None:
        if value > self.found.value:
            self.found = Found(self.found.check, value, where)


@dataclass(frozen=True, slots=True)
class Moment:
    """A placed pose and where on the path it is."""

    s: float
    body: Placed


@dataclass(frozen=True, slots=True)
class Walked:
    """A figure and its path from first key to last, or once round, at 60 places and its end."""

    figure: Figure
    path: tuple[Moment, ...]


def walk(figure: Figure) -> Walked:
    places = [k / PHASES for k in range(PHASES + 1)]
    return Walked(figure, tuple(Moment(s, put(figure.motion.sample(s))) for s in places))


def check_bones(walked: Walked) -> Found:
    worst = _Worst("bones")
    for moment in walked.path:
        for i, joint in enumerate(JOINTS):
            if joint.parent >= 0:
                length = math.dist(moment.body.at[i], moment.body.at[joint.parent])
                worst.see(abs(length - math.hypot(*joint.offset)), joint.name)
    return worst.found


def check_joints(walked: Walked) -> Found:
    figure = walked.figure
    worst = _Worst("joints")
    for moment in walked.path:
        pose = figure.motion.sample(moment.s)
        for i, freedom in enumerate(FREEDOMS):
            angle = pose.angles[i]
            beyond = max(LOWEST[i] - angle, angle - HIGHEST[i])
            worst.see(math.degrees(beyond), f"{freedom.name} at {moment.s:.2f}")
    return worst.found


def _segment(motion: Motion, s: float) -> tuple[int, int]:
    """The keys before and after a place on the path."""
    times = motion.key_times
    before = max(i for i, t in enumerate(times) if t <= s + 1e-9)
    if motion.loop:
        return before, (before + 1) % len(times)
    before = min(before, len(times) - 2)
    return before, before + 1


def check_contact(walked: Walked) -> Found:
    """At a key every contact is on its surface; between keys what stays planted does not slip."""
    figure = walked.figure
    worst = _Worst("contact")
    motion = figure.motion
    for k, rests in enumerate(motion.rests):
        body = put(motion.sample(motion.key_times[k]))
        for name, (axis, at) in rests.items():
            off = abs(point(body, name)[axis] - at)
            worst.see(off, f"{name} off its surface at key {k + 1}")
    for moment in walked.path:
        a, b = _segment(motion, moment.s)
        tx, ty = motion.travel if motion.loop and b == 0 else (0.0, 0.0)
        for name, start in motion.planted[a].items():
            end = motion.planted[b].get(name)
            if end is None:
                continue
            end = (end[0] + tx, end[1] + ty, end[2])
            if math.dist(start, end) < 0.02:
                off = math.dist(point(moment.body, name), start)
                worst.see(off, f"{name} slips at {moment.s:.2f}")
    return worst.found


_AROUND = [(math.cos(k * math.pi / 4), math.sin(k * math.pi / 4)) for k in range(8)]


def skin(body: Placed) -> Iterator[tuple[str, Vec, Vec, Vec]]:
    """Every ring of the drawn body: its part, centre and two half axes, metres."""
    for side in "LR":
        sy = 1 if side == "L" else -1
        for bone in ("hip", "knee", "shoulder", "elbow", "wrist"):
            j = JOINT[f"{bone}.{side}"]
            rot = body.rot[j]
            for t, x, y, rx, ry in LIMBS[bone]:
                centre = body.local(j, (x, y * sy, -t))
                yield f"{bone}.{side}", centre, turn(rot, (rx, 0, 0)), turn(rot, (0, ry, 0))
        for bone, rings in (("ankle", FOOT), ("toe", TOES)):
            j = JOINT[f"{bone}.{side}"]
            rot = body.rot[j]
            for x, z, h, w in rings:
                centre = body.local(j, (x, 0, z))
                yield f"{bone}.{side}", centre, turn(rot, (0, w, 0)), turn(rot, (0, 0, h))
    for ring in TORSO[2:]:
        a, b, f = ring.a, ring.b, ring.share
        centre = lerp(
            body.local(a, (ring.xa, 0, ring.za)), body.local(b, (ring.xb, 0, ring.zb)), f
        )
        before, after = body.rot[a], body.rot[b]
        ahead, aside = (ring.depth, 0.0, 0.0), (0.0, ring.width, 0.0)
        deep = lerp(turn(before, ahead), turn(after, ahead), f)
        wide = lerp(turn(before, aside), turn(after, aside), f)
        yield "torso", centre, deep, wide


def _into_box(box: Box, p: Vec) -> float:
    """How deep a point is in a box; soft tops give way."""
    thick = {"bench": 0.075, "chair": 0.05}.get(box.kind, box.top)
    give = 0.03 if box.kind in ("cushion", "pad") else 0.0
    return min(
        p[0] - box.x0, box.x1 - p[0], p[1] - box.y0, box.y1 - p[1],
        box.top - give - p[2], p[2] - (box.top - thick),
    )  # fmt: skip


def check_skin(walked: Walked) -> Found:
    figure = walked.figure
    worst = _Worst("skin")
    boxes = [p for p in figure.props if isinstance(p, Box)]
    walls = [p for p in figure.props if isinstance(p, Wall) and p.kind == "wall"]
    for moment in walked.path:
        for part, c, a, b in skin(moment.body):
            lowest = c[2] - math.hypot(a[2], b[2])
            where = f"{part} at {moment.s:.2f}"
            worst.see(-lowest, f"{where} in the floor")
            for wall in walls:
                n, d = wall.plane
                reach = dot(n, c) - math.hypot(dot(n, a), dot(n, b))
                worst.see(d - reach, f"{where} in the wall")
            for box in boxes:
                reach = max(math.hypot(*a), math.hypot(*b))
                if _into_box(box, c) < -reach:
                    continue
                for u, v in _AROUND:
                    p = (c[0] + u * a[0] + v * b[0], c[1] + u * a[1] + v * b[1],
                         c[2] + u * a[2] + v * b[2])  # fmt: skip
                    worst.see(_into_box(box, p), f"{where} in the {box.kind}")
    return worst.found


_CAPSULES: list[tuple[str, str, str, float]] = [
    ("belly", "low", "mid", 0.10), ("chest", "mid", "high", 0.11),
]  # fmt: skip
for _s in "LR":
    _CAPSULES += [
        (f"thigh.{_s}", f"hip.{_s}", f"knee.{_s}", 0.062),
        (f"shank.{_s}", f"knee.{_s}", f"ankle.{_s}", 0.042),
        (f"foot.{_s}", f"ankle.{_s}", f"toe.{_s}", 0.035),
        (f"uparm.{_s}", f"shoulder.{_s}", f"elbow.{_s}", 0.042),
        (f"forearm.{_s}", f"elbow.{_s}", f"wrist.{_s}", 0.033),
    ]


def _soft_pairs() -> set[frozenset[str]]:
    """Neighbours, and flesh that gives way: deep bends press thigh to belly, thigh to thigh."""
    soft = {frozenset(("belly", "chest")), frozenset(("thigh.L", "thigh.R"))}
    for s in "LR":
        for a, b in (("thigh", "shank"), ("shank", "foot"), ("uparm", "forearm")):
            soft.add(frozenset((f"{a}.{s}", f"{b}.{s}")))
        for a, b in itertools.product(("belly", "chest"), ("thigh", "uparm")):
            soft.add(frozenset((a, f"{b}.{s}")))
        soft.add(frozenset(("head", f"uparm.{s}")))
    return soft


_SOFT = _soft_pairs()


def _apart(p1: Vec, q1: Vec, p2: Vec, q2: Vec) -> float:
    """The distance of two segments in space."""
    d1 = (q1[0] - p1[0], q1[1] - p1[1], q1[2] - p1[2])
    d2 = (q2[0] - p2[0], q2[1] - p2[1], q2[2] - p2[2])
    r = (p1[0] - p2[0], p1[1] - p2[1], p1[2] - p2[2])
    a, e, f = dot(d1, d1), dot(d2, d2), dot(d2, r)
    c, b = dot(d1, r), dot(d1, d2)
    if a < 1e-9 or e < 1e-9:
        s = 0.0 if a < 1e-9 else min(max(-c / a, 0.0), 1.0)
        t = 0.0 if e < 1e-9 else min(max(f / e, 0.0), 1.0)
    else:
        den = a * e - b * b
        s = min(max((b * f - c * e) / den, 0.0), 1.0) if den > 1e-12 else 0.0
        t = (b * s + f) / e
        if not 0 <= t <= 1:
            t = min(max(t, 0.0), 1.0)
            s = min(max((b * t - c) / a, 0.0), 1.0)
    return math.dist(lerp(p1, q1, s), lerp(p2, q2, t))


def check_self(walked: Walked) -> Found:
    worst = _Worst("self")
    for moment in walked.path:
        body = moment.body
        shapes = [(n, body.joint(a), body.joint(b), r) for n, a, b, r in _CAPSULES]
        skull = body.local(JOINT["head"], (0.014, 0.0, 0.098))
        shapes.append(("head", skull, skull, 0.09))
        for (u, p1, q1, r1), (v, p2, q2, r2) in itertools.combinations(shapes, 2):
            if frozenset((u, v)) not in _SOFT:
                deep = r1 + r2 - _apart(p1, q1, p2, q2)
                worst.see(deep, f"{u} in {v} at {moment.s:.2f}")
    return worst.found


def support_margin(points: Sequence[tuple[float, float]], p: tuple[float, float]) -> float:
    """How far p is inside the hull of the points, metres; negative outside."""
    ring = hull(list({(round(x, 4), round(y, 4)) for x, y in points}))
    if not ring:
        return -9.0
    if len(ring) < 3:
        a, b = ring[0], ring[-1]
        size = math.dist(a, b)
        if size < 1e-6:
            return -math.dist(a, p)
        along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / size**2
        t = min(max(along, 0.0), 1.0)
        return -math.dist(p, (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    margin = 9.0
    for i, b in enumerate(ring):
        a = ring[i - 1]
        nx, ny = -(b[1] - a[1]), b[0] - a[0]
        margin = min(margin, ((p[0] - a[0]) * nx + (p[1] - a[1]) * ny) / math.hypot(nx, ny))
    return margin


def check_balance(walked: Walked) -> Found:
    """At every key that can be held; a walk or run falls from step to step and is left out."""
    figure = walked.figure
    worst = _Worst("balance")
    motion = figure.motion
    if motion.loop:
        return worst.found
    for k, planted in enumerate(motion.planted):
        body = put(motion.sample(motion.key_times[k]))
        # buttocks, thighs and the like carry weight over more than the points that were named
        points = [(p[0], p[1]) for p in (point(body, n) for n in planted)]
        x, y, _ = centre_of_mass(body)
        worst.see(-support_margin(points, (x, y)), f"at key {k + 1}")
    return worst.found


def _through_time(figure: Figure, count: int) -> tuple[list[list[Vec]], float]:
    """Every joint's place through one repetition at its natural tempo, and the seconds a frame."""
    if figure.loop:
        bodies = [put(figure.motion.sample(k / count)) for k in range(count + 1)]
        return [b.at for b in bodies], figure.seconds / count
    bodies = [put(figure.motion.at_phase(k / count / 2)) for k in range(count + 1)]
    return [b.at for b in bodies], figure.seconds / 2 / count


def check_speed(walked: Walked) -> Found:
    figure = walked.figure
    worst = _Worst("speed")
    places, dt = _through_time(figure, PHASES)
    for k, (before, after) in enumerate(itertools.pairwise(places)):
        for i, joint in enumerate(JOINTS):
            worst.see(math.dist(before[i], after[i]) / dt, f"{joint.name} at frame {k}")
    return worst.found


def check_jerk(walked: Walked) -> Found:
    figure = walked.figure
    worst = _Worst("jerk")
    places, dt = _through_time(figure, PHASES)
    for k in range(1, PHASES):
        for i, joint in enumerate(JOINTS):
            a, b, c = places[k - 1][i], places[k][i], places[k + 1][i]
            change = [a[n] - 2 * b[n] + c[n] for n in range(3)]
            worst.see(math.hypot(*change) / dt**2, f"{joint.name} at frame {k}")
    return worst.found


def check_mirror(walked: Walked) -> Found:
    figure = walked.figure
    worst = _Worst("mirror")
    for k in range(0, PHASES + 1, 6):
        right = put(figure.pose_at(k / PHASES, "right"))
        left = put(figure.pose_at(k / PHASES, "left"))
        if figure.symmetric:
            continue
        for i, joint in enumerate(JOINTS):
            x, y, z = left.at[JOINT[mirror_name(joint.name)]]
            worst.see(math.dist((x, -y, z), right.at[i]), joint.name)
    return worst.found


def check_flat(walked: Walked) -> Found:
    """A whole foot on a level surface has its sole level; a hand on the floor its palm."""
    figure = walked.figure
    worst = _Worst("flat")
    motion = figure.motion
    for moment in walked.path:
        a, b = _segment(motion, moment.s)
        here, there = motion.rests[a], motion.rests[b]
        for side in "LR":
            for bone, names, axis, give in (
                ("ankle", ("heel", "ball_in", "ball_out"), (0.0, 0.0, 1.0), 0.0),
                ("wrist", ("palm", "palm2", "palm3"), (0.0, 1.0, 0.0), 14.0),
            ):
                points = [f"{n}.{side}" for n in names]
                if not all(here.get(p, (0, 0))[0] == 2 == there.get(p, (0, 0))[0] for p in points):
                    continue
                if any(_moves(motion, p, a, b) for p in points):
                    continue  # in the air between two steps
                up = turn(moment.body.rot[JOINT[f"{bone}.{side}"]], axis)
                tilt = math.degrees(math.acos(min(1.0, abs(up[2]))))
                worst.see(tilt - give, f"{bone}.{side} at {moment.s:.2f}")
    return worst.found


def _moves(motion: Motion, name: str, a: int, b: int) -> bool:
    tx, ty = motion.travel if motion.loop and b == 0 else (0.0, 0.0)
    p, q = motion.planted[a][name], motion.planted[b][name]
    return math.dist(p, (q[0] + tx, q[1] + ty, q[2])) > 0.02


def check_hidden(walked: Walked) -> Found:
    """1 - the cosine between the best seen patch of the primary muscle and the camera."""
    figure = walked.figure
    worst = _Worst("hidden")
    lights = [m for m in lit(dict(figure.muscles), "LR" if figure.symmetric else "R") if m.primary]
    if not lights or figure.zoom:
        return worst.found
    eye = Camera(figure.azimuth, figure.elevation).towards
    best = -1.0
    for phase in figure.key_phases:
        body = put(figure.motion.at_phase(phase))
        for muscle in lights:
            for patch in muscle.patches:
                best = max(best, dot(normal(patch.middle, body.rot), eye))
    worst.see(1 - best, lights[-1].name)
    return worst.found


CHECKS: dict[str, Callable[[Walked], Found]] = {
    "bones": check_bones,
    "joints": check_joints,
    "contact": check_contact,
    "skin": check_skin,
    "self": check_self,
    "balance": check_balance,
    "speed": check_speed,
    "jerk": check_jerk,
    "mirror": check_mirror,
    "flat": check_flat,
    "hidden": check_hidden,
}


def check(figure: Figure) -> list[Found]:
    """Every check's worst value, in the order of CHECKS."""
    walked = walk(figure)
    return [run(walked) for run in CHECKS.values()]


def sinking(body: Placed) -> float:
    """Metres the lowest point of a shoe is under the floor."""
    return max(-point(body, n)[2] for n in SHOE_POINTS)


def report(figure: Figure) -> tuple[str, bool]:
    """Some lines for an author, and whether all is well."""
    found = check(figure)
    name = figure.id + (f"~{figure.fault}" if figure.fault else "")
    bad = [f for f in found if f.bad]
    values = {f.check: f.value for f in found}
    head = (
        f"{name:32s} contact {values['contact'] * 1000:4.1f} skin {values['skin'] * 1000:4.1f} "
        f"self {values['self'] * 1000:4.1f} mm  flat {values['flat']:3.1f} deg  "
        f"{values['speed']:3.1f} m/s {values['jerk']:4.1f} m/s2  {'!!' if bad else 'OK'}"
    )
    lines = [head]
    lines += [f"    {f.check}: {f}" for f in bad]
    lines += [f"    wish not met: {text}" for text in figure.missed]
    return "\n".join(lines), not bad


def main(arguments: Sequence[str]) -> int:
    from media.figure.look import figures_of

    parser = argparse.ArgumentParser(prog="python -m media.figure.checks", description=__doc__)
    parser.add_argument("ids", nargs="*")
    parser.add_argument(
        "-f", "--file", type=Path, action="append", help="solve the poses of a file"
    )
    options = parser.parse_args(arguments)
    loose = figures_of(options.file) if options.file else {}
    ids = options.ids or sorted(loose) or figure_ids()
    failed = 0
    for name in ids:
        base, _, fault = name.partition("~")
        text, good = report(loose[name] if name in loose else load_figure(base, fault=fault))
        failed += not good
        sys.stdout.write(text + "\n")
    sys.stdout.write(f"{failed} of {len(ids)} flagged\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
