"""Things around the body: boxes, walls, balls, bands, towels. Where they stand, not how they look.

Every prop is a frozen value in metres that can be mirrored; balls, bands and towels follow the
body, so they keep the names of the points they follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from media.figure.algebra import Vec, direction
from media.figure.contacts import POINTS, expand, point, points_of
from media.figure.mirror import mirror_name, mirror_point
from media.figure.skeleton import Placed

BOXES = frozenset({"bench", "step", "chair", "box", "kerb", "cushion", "pad"})
BANDS = {"ankles": ("knee", 0.375), "knees": ("hip", 0.36), "thighs": ("hip", 0.30),
         "feet": ("ankle", 0.0)}  # fmt: skip
STRENGTHS = ("light", "medium", "heavy")


@dataclass(frozen=True, slots=True)
class Box:
    kind: str
    x0: float
    x1: float
    y0: float
    y1: float
    top: float
    back: float = 0.0  # a chair's back: -1 stands at x0, 1 at x1, 0 is none

    def mirrored(self) -> "Box":
        return Box(self.kind, self.x0, self.x1, -self.y1, -self.y0, self.top, self.back)


@dataclass(frozen=True, slots=True)
class Wall:
    """A plane across x or y; the body is on the side where `side` points."""

    axis: str
    at: float
    side: float
    kind: str = "wall"  # wall, mirror or doorway

    def mirrored(self) -> "Wall":
        if self.axis == "x":
            return self
        return Wall(self.axis, -self.at, -self.side, self.kind)

    @property
    def plane(self) -> tuple[Vec, float]:
        """n . p >= d for everything on the body's side."""
        n = (self.side, 0.0, 0.0) if self.axis == "x" else (0.0, self.side, 0.0)
        return n, self.at * self.side


@dataclass(frozen=True, slots=True)
class Ball:
    """Between two points, under the points that rest on it, or against a wall beside one."""

    radius: float
    kind: str = "ball"
    between: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    beside: str = ""  # held from outside against this point
    at: Vec | None = None
    offset: tuple[float, float] = (0.0, 0.0)

    def mirrored(self) -> "Ball":
        at = None if self.at is None else mirror_point(self.at)
        between, under = (tuple(map(mirror_name, n)) for n in (self.between, self.under))
        dx, dy = self.offset
        beside = mirror_name(self.beside)
        return Ball(self.radius, self.kind, between, under, beside, at, (dx, -dy))

    def centre(self, body: Placed) -> Vec:
        if self.at is not None:
            return self.at
        if self.beside:
            p = point(body, self.beside)
            inner = body.at[POINTS[self.beside][0]]
            out = direction((p[0] - inner[0], p[1] - inner[1], p[2] - inner[2]))
            r = self.radius
            return (p[0] + r * out[0], p[1] + r * out[1], p[2] + r * out[2])
        points = [point(body, n) for n in self.between or self.under]
        n = len(points)
        x, y, z = (sum(p[k] for p in points) / n for k in range(3))
        x, y = x + self.offset[0], y + self.offset[1]
        return (x, y, z) if self.between else (x, y, self.radius)


@dataclass(frozen=True, slots=True)
class Band:
    at: str  # ankles, knees, thighs or feet
    strength: str = "medium"
    kind: str = "band"

    def mirrored(self) -> "Band":
        return self


@dataclass(frozen=True, slots=True)
class Towel:
    """A strap from the hands round a foot."""

    hands: tuple[str, ...]
    foot: str
    kind: str = "towel"

    def mirrored(self) -> "Towel":
        return Towel(tuple(mirror_name(n) for n in self.hands), mirror_name(self.foot))


Prop = Box | Wall | Ball | Band | Towel
_TYPES: dict[str, type[Prop]] = {
    "ball": Ball,
    "small-ball": Ball,
    "band": Band,
    "towel": Towel,
}
_TYPES |= dict.fromkeys(BOXES, Box) | dict.fromkeys(("wall", "mirror", "doorway"), Wall)
AUTHORED = {  # what an author may write beside `kind`
    Box: {"top", "size", "under", "offset", "key", "at", "back"},
    Wall: {"x", "y", "top"},
    Ball: {"r", "between", "under", "at", "top", "beside", "offset"},
    Band: {"at", "strength"},
    Towel: {"around", "to"},
}


def type_of(kind: str) -> type[Prop] | None:
    return _TYPES.get(kind)


def _listed(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _named_points(names: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(p for c, _ in expand(_listed(names)) for p in points_of(c))


def place_prop(table: Mapping[str, Any], keys: Sequence[Placed]) -> Prop:
    """The prop an author described, put where the solved keys of the exercise need it."""
    kind = table["kind"]
    sort = _TYPES[kind]
    if sort is Box:
        x, y = (float(c) for c in table.get("at", (0.0, 0.0)))
        if "under" in table:
            body = keys[table.get("key", 0)]
            points = [point(body, n) for n in _named_points(table["under"])]
            x = sum(p[0] for p in points) / len(points)
            y = sum(p[1] for p in points) / len(points)
        dx, dy = table.get("offset", (0.0, 0.0))
        x, y = x + dx, y + dy
        w, d = table.get("size", (0.4, 0.4))
        return Box(
            kind, x - w / 2, x + w / 2, y - d / 2, y + d / 2, table["top"], table.get("back", 0.0)
        )
    if sort is Wall:
        axis = "y" if "y" in table else "x"
        at = float(table[axis])
        pelvis = keys[0].at[0]["xy".index(axis)]
        return Wall(axis, at, 1.0 if pelvis >= at else -1.0, kind)
    if sort is Ball:
        between: tuple[str, ...] = ()
        if "between" in table:
            name = table["between"]
            named = [f"other.{name}", f"work.{name}"] if isinstance(name, str) else name
            between = _named_points(named)
        under = _named_points(table["under"]) if "under" in table else ()
        spot = table.get("at")
        held = (float(spot[0]), float(spot[1]), float(spot[2])) if spot else None
        beside = _named_points(table["beside"])[0] if "beside" in table else ""
        dx, dy = table.get("offset", (0.0, 0.0))
        return Ball(table["r"], kind, between, under, beside, held, (dx, dy))
    if sort is Band:
        return Band(table.get("at", "ankles"), table.get("strength", "medium"))
    hands = [h.replace("palm", "hand") for h in _listed(table.get("to", "both.hand"))]
    around = _listed(table.get("around", "work.foot"))[0]
    side = "R" if around.startswith("work") else "L"
    return Towel(_named_points(hands), f"ball_in.{side}")


def to_table(prop: Prop) -> dict[str, Any]:
    return asdict(prop)


def from_table(table: Mapping[str, Any]) -> Prop:
    sort = _TYPES[table["kind"]]
    known = {f.name for f in fields(sort)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in table.items() if k in known
    }
    prop: Prop = sort(**values)
    return prop
