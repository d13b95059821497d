"""A figure in words, for a screen reader: the position, what rests, what moves, what works."""

from itertools import pairwise

from media.figure.figure import Figure, load_figure
from media.figure.props import Ball, Band, Box, Prop, Towel, Wall
from media.figure.skeleton import Pose, put

_MUSCLES = {
    "glute_max": "buttocks", "glute_med": "side of the hip", "adductors": "inner thigh",
    "hamstrings": "back of the thigh", "quads": "front of the thigh",
    "hip_flexors": "front of the hip", "abs": "stomach muscles", "obliques": "side of the waist",
    "back": "back muscles", "calves": "calf", "shins": "shin", "delts": "shoulder",
    "tfl": "outer front of the hip", "chest": "chest", "foot": "arch of the foot",
    "rotators": "deep hip muscles",
}  # fmt: skip
_RESTS = {
    "foot": "foot", "heel": "foot", "ball_in": "ball of the foot", "toetip": "toes",
    "instep": "foot", "foot_lat": "edge of the foot", "foot_med": "inner edge of the foot",
    "knee": "knee",
    "knee_lat": "outer knee", "palm": "hand", "elbow": "forearm", "glute": "buttock",
    "scapula": "shoulder blade", "troch": "hip", "shoulder_lat": "shoulder", "ischium": "seat",
    "ankle_lat": "outer ankle", "thigh_back": "back of the thigh", "calf": "calf",
    "shin": "shin", "thigh_lat": "outer thigh", "knee_med": "inner knee",
}  # fmt: skip
# angle: words when it grows, words when it shrinks, the smallest change worth telling in degrees
_MOVES = {
    "hip_flex": ("the {side} thigh comes up in front", "the {side} hip straightens", 18.0),
    "hip_abd": ("the {side} leg moves out to the side", "the {side} leg moves inwards", 12.0),
    "hip_rot": ("the {side} thigh turns out", "the {side} thigh turns in", 18.0),
    "knee": ("the {side} knee bends", "the {side} knee straightens", 20.0),
    "ankle": ("the {side} toes pull up", "the {side} heel lifts", 20.0),
    "sh_flex": ("the {side} arm reaches forward", "the {side} arm comes down", 35.0),
}  # fmt: skip
_TRUNK = {
    "flex": ("the back rounds", "the back lengthens", 14.0),
    "rot": ("the trunk turns left", "the trunk turns right", 14.0),
}


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def _position(figure: Figure) -> str:
    pose = figure.motion.at_phase(0.0)
    body = put(pose)
    pelvis, chest = body.rot[0], body.joint("neck")
    up = chest[2] - body.at[0][2]
    front = pelvis[6]  # how far the belly faces the ceiling
    if body.at[0][2] > 0.62:
        return "Standing" if up > 0.35 else "Standing, leaning forward"
    if up > 0.25:
        planted = {p.split(".")[0] for p in figure.motion.planted[0]}
        return "Kneeling" if "knee" in planted and "ischium" not in planted else "Sitting"
    if front > 0.6:
        return "Lying on the back"
    if front < -0.6:
        palms = any(p.startswith("palm") for p in figure.motion.planted[0])
        return "On hands and knees" if palms else "Face down on the forearms"
    return "On the side"


def _resting(figure: Figure, names: dict[str, str]) -> list[str]:
    found: dict[str, set[str]] = {}
    for point in figure.motion.planted[0]:
        base, _, side = point.partition(".")
        if base in ("headback", "forehead"):
            found.setdefault("head", set()).add("")
        if base in _RESTS:
            found.setdefault(_RESTS[base], set()).add(side)
    if "foot" in found and "ball of the foot" in found:
        extra = found.pop("ball of the foot") - found["foot"]
        if extra:
            found["ball of the foot"] = extra
    words = []
    for part, sides in found.items():
        if len(sides) == 2:
            plural = {"foot": "feet", "edge of the foot": "edges of the feet"}.get(
                part, part + "s"
            )
            words.append(f"both {plural}")
        else:
            (side,) = sides
            words.append(f"the {names[side]} {part}" if side else f"the {part}")
    return words


def _change(before: Pose, after: Pose, names: dict[str, str]) -> list[str]:
    words = []
    for angle, (grows, shrinks, least) in _MOVES.items():
        change = {s: after.angle(f"{angle}.{s}") - before.angle(f"{angle}.{s}") for s in "LR"}
        moved = {s: d for s, d in change.items() if abs(d) >= least}
        if len(moved) == 2 and (moved["L"] > 0) == (moved["R"] > 0):
            text = grows if moved["L"] > 0 else shrinks
            words.append(text.replace("the {side}", "each"))
            continue
        words += [
            (grows if moved[s] > 0 else shrinks).format(side=names[s])
            for s in sorted(moved, key=lambda s: -abs(moved[s]))
        ]
    for bend, (grows, shrinks, least) in _TRUNK.items():
        joints = [f"{j}_{bend}" for j in ("low", "mid", "high")]
        total = sum(after.angle(j) - before.angle(j) for j in joints)
        if abs(total) >= least:
            if bend == "rot" and names["L"] == "right":
                total = -total
            words.append(grows if total > 0 else shrinks)
    if not words and after.position[2] - before.position[2] > 0.04:
        words.append("the hips rise")
    return words


def _around(props: tuple[Prop, ...]) -> list[str]:
    words = []
    for prop in props:
        match prop:
            case Box(kind=kind, top=top):
                words.append(f"a {kind} {round(top * 100)} centimetres high")
            case Ball(kind=kind):
                small = kind == "small-ball" or prop.radius < 0.15
                words.append("a small ball" if small else "a large ball")
            case Band(at=at, strength=strength):
                words.append(f"a {strength} band round the {at}")
            case Wall(kind=kind):
                words.append(f"a {kind}")
            case Towel():
                words.append("a towel round the foot")
    return words


def describe(figure: Figure | str, side: str = "right") -> str:
    """A figure, or the one with this id, in two to five plain sentences."""
    if isinstance(figure, str):
        figure = load_figure(figure)
    left = side == "left" and not figure.symmetric
    names = {"L": "right", "R": "left"} if left else {"L": "left", "R": "right"}
    if "text" in figure.shows:
        return figure.shows["text"]
    sentences = []
    around = _around(figure.props)
    start = _position(figure) + (f", with {_listed(around)}" if around else "") + "."
    sentences.append(start)
    resting = _resting(figure, names)
    if resting:
        verb = "rest" if len(resting) > 1 or "both" in resting[0] else "rests"
        sentences.append(f"{_listed(resting).capitalize()} {verb}.")
    poses = [figure.motion.sample(t) for t in figure.motion.key_times]
    steps = [_change(a, b, names) for a, b in pairwise(poses)]
    told = [_listed(words) for words in steps if words]
    if figure.loop:
        walks = any(figure.motion.travel)
        moving = "Steps follow each other" if walks else "The movement goes round"
        sentences.append(f"{moving}: {told[0]}." if told else f"{moving}.")
    elif told:
        sentences.append("Then " + ", then ".join(told) + ".")
    else:
        sentences.append("The position is held.")
    working = [_MUSCLES[m.partition(".")[0]] for m, s in figure.muscles.items() if s >= 0.85]
    if working:
        unique = list(dict.fromkeys(working))
        sentences.append(f"Working: {_listed(unique)}.")
    if figure.fault:
        sentences.insert(0, f"A common fault, {figure.fault.replace('-', ' ')}.")
    return " ".join(sentences)
