"""The words of a pose file: TOML tables become specifications, or an error names the place.

Knows the format of docs/figure.md; solves nothing.
"""

import copy
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media.figure.contacts import (
    POINTS,
    SIDES,
    WORKING,
    Fixed,
    expand,
    points_of,
    sided,
    spot,
)
from media.figure.props import AUTHORED, BANDS, STRENGTHS, type_of
from media.figure.skeleton import ANGLE

Table = Mapping[str, Any]

_SPINE_SHARES = {  # how a trunk angle is shared over L5/S1, L2 and T10
    "flex": (0.30, 0.35, 0.35),
    "lat": (0.28, 0.36, 0.36),
    "rot": (0.12, 0.30, 0.58),
}
_GROUPS = frozenset({"work", "other", "both", "spine"})
KEY_WORDS = frozenset({
    "t", "root", "root_sigma", "root_hold", "pelvis", "touch", "add", "lift", "slide", "move",
    "reach", "join", "balance", "align", "height", "work", "other", "both", "spine", "from_start",
})  # fmt: skip
POSE_WORDS = frozenset({
    "title", "stance", "side", "camera", "muscles", "prop", "start", "end", "key", "loop",
    "travel", "step_lift", "frames", "slide_feet", "seconds", "zoom", "bare_feet", "shows",
    "fault", "floor", "soft", "moving", "hold",
})  # fmt: skip
MUSCLES = frozenset({
    "glute_max", "glute_med", "adductors", "hamstrings", "quads", "hip_flexors", "abs",
    "obliques", "back", "calves", "shins", "delts", "tfl", "chest", "foot", "rotators",
})  # fmt: skip


class PoseError(ValueError):
    """A pose file says something we cannot draw; the message names file, table and key."""


@dataclass(slots=True)
class Spec:
    """The wishes and contacts in force at one key. Angles in radians, root in degrees."""

    wish: dict[str, float] = field(default_factory=dict)
    sigma: dict[str, float] = field(default_factory=dict)
    root: tuple[float, float, float] = (0, 0, 0)  # yaw, pitch, roll
    pelvis: tuple[float, float, float] = (0, 0, 0)  # nod, list, turn in the pelvis' own axes
    root_sigma: float = 20
    root_hold: float = 60
    root_is_set: bool = False
    touch: dict[str, str] = field(default_factory=dict)  # contact -> surface
    reach: dict[str, Fixed] = field(default_factory=dict)
    balance: bool | list[str] = False
    align: list[str] = field(default_factory=list)
    height: dict[str, float] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)  # angles written in this very key
    relaxed: set[str] = field(default_factory=set)  # freed hands and feet


@dataclass(frozen=True, slots=True)
class Key:
    at: float  # 0..1 along the way out, or round the loop
    spec: Spec
    slide: frozenset[str]
    move: Mapping[str, tuple[float, float, float]]
    from_start: bool


@dataclass(frozen=True, slots=True)
class Script:
    """One exercise as written: its keys and what is drawn around them."""

    table: Table
    keys: tuple[Key, ...]
    loop: bool


def read_poses(path: Path) -> dict[str, dict[str, Any]]:
    """The `stance` and `exercise` tables of a file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PoseError(f"{path.name}: {error}") from error
    unknown = set(data) - {"stance", "exercise"}
    if unknown:
        raise PoseError(f"{path.name}: unknown table {sorted(unknown)[0]!r}")
    return {"stance": data.get("stance", {}), "exercise": data.get("exercise", {})}


def deep_merge(base: Table, change: Table) -> dict[str, Any]:
    """`base` with the tables of `change` laid over it; a list of keys is merged one by one."""
    out = dict(base)
    for name, value in change.items():
        old = out.get(name)
        if isinstance(old, Mapping) and isinstance(value, Mapping) and name != "muscles":
            out[name] = deep_merge(old, value)
        elif name == "key" and isinstance(old, list):
            out[name] = [deep_merge(o, v) for o, v in zip(old, value, strict=False)]
            out[name] += old[len(value) :]
        else:
            out[name] = value
    return out


def _check_words(table: Table, known: Iterable[str], where: str) -> None:
    for word in table:
        if word not in known:
            raise PoseError(f"{where}: unknown key {word!r}")


def _numbers(value: Any, count: int, where: str) -> tuple[float, ...]:
    if (
        not isinstance(value, list)
        or len(value) != count
        or not all(isinstance(v, int | float) for v in value)
    ):
        raise PoseError(f"{where}: expected {count} numbers, got {value!r}")
    return tuple(float(v) for v in value)


def _check_head(table: Table, where: str) -> None:
    _check_words(table, POSE_WORDS, where)
    if "stance" not in table:
        raise PoseError(f"{where}: needs a stance")
    if table.get("side", "work") not in ("work", "both"):
        raise PoseError(f"{where}.side: 'work' or 'both', got {table['side']!r}")
    _numbers(table.get("camera", [60, 12]), 2, f"{where}.camera")
    for muscle in table.get("muscles", {}):
        name, _, side = muscle.partition(".")
        if name not in MUSCLES or side not in ("", "other", "both", "work"):
            raise PoseError(f"{where}.muscles: unknown muscle {muscle!r}")
    for prop in table.get("prop", []):
        sort = type_of(prop.get("kind", ""))
        if sort is None:
            raise PoseError(f"{where}.prop: unknown kind {prop.get('kind')!r}")
        _check_words(prop, AUTHORED[sort] | {"kind"}, f"{where}.prop {prop['kind']}")
        if prop["kind"] == "band" and (
            prop.get("at", "ankles") not in BANDS
            or prop.get("strength", "medium") not in STRENGTHS
        ):
            raise PoseError(f"{where}.prop band: unknown place or strength")


def _set(spec: Spec, name: str, degrees: float, sigma: float, where: str) -> None:
    if name not in ANGLE:
        raise PoseError(f"{where}: unknown angle {name.partition('.')[0]!r}")
    spec.wish[name] = math.radians(degrees)
    spec.sigma[name] = math.radians(sigma)
    spec.own.add(name)


def _set_spine(spec: Spec, angle: str, degrees: float, sigma: float, where: str) -> None:
    sign = -1 if angle.endswith("rot") else 1  # + turns towards the working, right side
    if angle not in _SPINE_SHARES:
        _set(spec, angle, sign * degrees, sigma, where)
        return
    for part, share in zip(("low", "mid", "high"), _SPINE_SHARES[angle], strict=True):
        _set(spec, f"{part}_{angle}", sign * degrees * share, sigma * 0.7, where)


def _apply_angles(spec: Spec, table: Table, sigma: float, where: str) -> None:
    for group, angles in table.items():  # in the order written: the later of two wins
        if group not in _GROUPS:
            continue
        if not isinstance(angles, Mapping):
            raise PoseError(f"{where}.{group}: expected a table of angles")
        for angle, value in angles.items():
            place = f"{where}.{group}.{angle}"
            degrees, own_sigma = value, sigma
            if isinstance(value, list):
                degrees, own_sigma = _numbers(value, 2, place)
            if not isinstance(degrees, int | float):
                raise PoseError(f"{place}: expected degrees, got {degrees!r}")
            if group == "spine":
                _set_spine(spec, angle, degrees, own_sigma, place)
                continue
            for side in SIDES[group]:
                _set(spec, f"{angle}.{side}", degrees, own_sigma, place)


def _checked_contacts(names: Any, where: str) -> list[tuple[str, str]]:
    if not isinstance(names, list):
        raise PoseError(f"{where}: expected a list of contacts")
    try:
        found = expand(names)
        unknown = [c for c, _ in found if not all(p in POINTS for p in points_of(c))]
    except (KeyError, AttributeError) as error:
        raise PoseError(f"{where}: unknown contact in {names!r}") from error
    if unknown:
        raise PoseError(f"{where}: unknown contact {unknown[0]!r}")
    return found


_RELAXES = {
    **dict.fromkeys(
        ("foot", "ball", "toes", "instep", "foot_lat", "foot_med", "knee"), ("toe", "inv")
    ),
    **dict.fromkeys(("palm", "forearm"), ("wrist", "wrist_dev")),
}


def _lift(spec: Spec, table: Table, where: str) -> None:
    for contact, _ in _checked_contacts(table.get("lift", []), f"{where}.lift"):
        spec.touch.pop(contact, None)
        base, _, side = contact.partition(".")
        group = table.get("work" if side == WORKING else "other", {})
        # a freed hand or foot relaxes unless the author says otherwise
        for angle in _RELAXES.get(base, ()):
            if angle not in group and angle not in table.get("both", {}):
                spec.relaxed.add(f"{angle}.{side}")
                spec.own.discard(f"{angle}.{side}")


def _reach(spec: Spec, table: Table, where: str) -> None:
    if table.get("reach") == {}:
        spec.reach = {}
    for who, target in table.get("reach", {}).items():
        place = f"{where}.reach"
        for contact, _ in _checked_contacts([who], place):
            side = "work" if contact.endswith("." + WORKING) else "other"
            if target == "":
                spec.reach.pop(contact, None)
                continue
            try:
                spec.reach[contact] = spot(target.replace("same.", side + ".", 1))
            except KeyError as error:
                raise PoseError(f"{place}: unknown spot {target!r}") from error


def _join(spec: Spec, table: Table, where: str) -> None:
    for who, target in table.get("join", {}).items():
        if target == "":
            for name in sided(who):
                spec.reach.pop(name, None)
            continue
        for name, other in zip(sided(who), sided(target), strict=False):
            if name not in POINTS or other not in POINTS:
                raise PoseError(f"{where}.join: unknown point in {who!r} = {target!r}")
            spec.reach[name] = POINTS[other]


def merge(spec: Spec, table: Table, sigma: float, where: str) -> None:
    """Lay one stance or key over the specification before it."""
    _check_words(table, KEY_WORDS | {"from"}, where)
    _apply_angles(spec, table, sigma, where)
    if "root" in table:
        yaw, pitch, roll = _numbers(table["root"], 3, f"{where}.root")
        spec.root = (yaw, pitch, roll)
        spec.root_sigma = table.get("root_sigma", 12)
    if "pelvis" in table:
        tilt = table["pelvis"]
        _check_words(tilt, ("nod", "list", "turn"), f"{where}.pelvis")
        spec.pelvis = (tilt.get("nod", 0), tilt.get("list", 0), tilt.get("turn", 0))
        spec.root_sigma = table.get("root_sigma", 6)
    spec.root_hold = table.get("root_hold", spec.root_hold)
    if "touch" in table:
        spec.touch = dict(_checked_contacts(table["touch"], f"{where}.touch"))
    spec.touch |= dict(_checked_contacts(table.get("add", []), f"{where}.add"))
    _lift(spec, table, where)
    _reach(spec, table, where)
    _join(spec, table, where)
    spec.balance = table.get("balance", spec.balance)
    spec.align = table.get("align", spec.align)
    spec.height |= table.get("height", {})


def _stance(name: str, stances: Table, where: str) -> Spec:
    chain: list[Table] = []
    while name:
        if name not in stances:
            raise PoseError(f"{where}.stance: unknown stance {name!r}")
        chain.insert(0, stances[name])
        if len(chain) > 9:
            raise PoseError(f"stance {name}: goes round in a circle")
        name = stances[name].get("from", "")
    spec = Spec()
    for table in chain:
        merge(spec, table, 9, f"{where}.stance")
    return spec


def read_script(table: Table, stances: Table, where: str) -> Script:
    """The keys of one exercise; `where` names it in errors."""
    _check_head(table, where)
    tables = table.get("key") or [table.get("start", {}), table.get("end", {})]
    loop = bool(table.get("loop", False))
    gaps = max(1, len(tables) if loop else len(tables) - 1)
    spec = _stance(table["stance"], stances, where)
    keys: list[Key] = []
    for i, key in enumerate(tables):
        place = f"{where}.key {i + 1}" if table.get("key") else f"{where}.{('start', 'end')[i]}"
        if not isinstance(key, Mapping):
            raise PoseError(f"{place}: expected a table, got {key!r}")
        spec = copy.deepcopy(keys[0].spec if i and key.get("from_start") else spec)
        spec.own, spec.relaxed = set(), set()
        merge(spec, key, 4, place)
        spec.root_is_set = i == 0 or "root" in key or "pelvis" in key
        move: dict[str, tuple[float, float, float]] = {}
        for contact, by in key.get("move", {}).items():
            dx, dy, dz = _numbers(list(by) + [0.0] * (3 - len(by)), 3, f"{place}.move")
            move |= dict.fromkeys(
                (c for c, _ in _checked_contacts([contact], f"{place}.move")), (dx, dy, dz)
            )
        slide = frozenset(c for c, _ in _checked_contacts(key.get("slide", []), f"{place}.slide"))
        at = float(key.get("t", i / gaps))
        keys.append(Key(at, spec, slide, move, bool(key.get("from_start"))))
    return Script(table, tuple(keys), loop)
