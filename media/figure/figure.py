"""A figure: one exercise's movement, muscles, props and camera, at any phase on either side."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from media.figure.authoring import PoseError
from media.figure.bake import (
    bake_one,
    fault_id,
    read_folder,
    read_lines,
    unpack,
    variants,
)
from media.figure.camera import Camera, Frame
from media.figure.framing import NEAR, STANDING, flipped, frame_of, frame_of_feet
from media.figure.mirror import mirror
from media.figure.motion import Motion
from media.figure.muscles import Lit, lit
from media.figure.props import Prop
from media.figure.skeleton import Placed, Pose, centre_of_mass, put
from media.figure.stage import Stage

SIDES = ("left", "right", "both", "alternating")


@dataclass(frozen=True, slots=True)
class Shot:
    """All a picture needs: a pose, what is around it and where the camera stands."""

    pose: Pose
    camera: Camera  # not yet aimed at a rectangle
    frame: Frame
    working: str  # "L", "R" or "LR"
    muscles: tuple[Lit, ...]
    props: tuple[Prop, ...]
    stage: Stage
    phase: float = 0.0
    moves: bool = False  # the floor runs under a walk
    bare_feet: bool = False
    strength: float = 1.0  # of props and stage: they fade while one exercise becomes the next


@dataclass(frozen=True)
class Figure:
    """Made by `load_figure`; equal ids give the same, shared figure."""

    id: str
    fault: str  # "" for the right form
    title: str
    symmetric: bool  # both sides work alike; a chosen side changes nothing
    azimuth: float
    elevation: float
    muscles: Mapping[str, float]
    props: tuple[Prop, ...]
    motion: Motion
    faults: tuple[str, ...]  # names that load_figure(id, fault=...) knows
    shows: Mapping[str, str]  # words of its own for the description, by key
    seconds: float  # a natural time for one repetition or cycle
    missed: tuple[str, ...] = ()  # angles the author wrote that the contacts forbade
    zoom: str = ""  # "feet" or "foot": the camera looks at both feet or the working one
    bare_feet: bool = False
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def loop(self) -> bool:
        """A walk or run: the phase is the cycle, not out and back."""
        return self.motion.loop

    @property
    def key_phases(self) -> tuple[float, ...]:
        """The phases worth a still picture, for reduced motion: each key on the way out."""
        times = self.motion.key_times
        return times if self.loop else tuple(_phase_of(t) for t in times)

    @property
    def best_phase(self) -> float:
        """The phase that shows the exercise in one picture."""
        if not self.loop:
            return 0.5
        first = self.motion.at_phase(self.key_phases[0]).angles

        def apart(phase: float) -> float:
            angles = self.motion.at_phase(phase).angles
            return round(sum(abs(a - b) for a, b in zip(angles, first, strict=True)), 1)

        return max(self.key_phases, key=apart)

    def pose_at(self, phase: float, side: str = "right") -> Pose:
        """The pose at a phase of the repetition: 0..0.5 out, 0.5 the top, 0.5..1 back.

        A loop goes once round in 0..1. On side "alternating" the whole part of the phase counts
        repetitions: even ones work the right side, odd ones the left.
        """
        pose = self.motion.at_phase(phase)
        return mirror(pose) if self._mirrors(phase, side) else pose

    def _mirrors(self, phase: float, side: str) -> bool:
        if side not in SIDES:
            raise ValueError(f"side must be one of {', '.join(SIDES)}, got {side!r}")
        if self.symmetric:
            return False
        return side == "left" or (side == "alternating" and not self.loop and int(phase) % 2 == 1)

    def seen_as(self, other: "Figure") -> "Figure":
        """This figure from the other's camera, to stand beside it: right form and fault."""
        return replace(self, azimuth=other.azimuth, elevation=other.elevation, _cache={})

    def shot(self, phase: float, side: str = "right") -> Shot:
        """The picture at a phase. While sides alternate the camera and the props stay."""
        mirrored = self._mirrors(phase, side)
        scene_flipped = mirrored and side == "left"
        working = "LR" if self.symmetric else "L" if mirrored else "R"
        if self.loop and side in ("both", "alternating"):
            working = "LR"
        camera = Camera(-self.azimuth if scene_flipped else self.azimuth, self.elevation)
        return Shot(
            self.pose_at(phase, side),
            camera,
            self._remember(("frame", scene_flipped, side == "alternating"), self._frame),
            working,
            self._remember(("lit", working), self._lit),
            self._remember(("props", scene_flipped), self._placed_props),
            self._remember(("stage", scene_flipped), self._stage),
            phase,
            self.loop,
            self.bare_feet,
        )

    def _remember(self, key: tuple[Any, ...], make: Any) -> Any:
        if key not in self._cache:
            self._cache[key] = make(*key[1:])
        return self._cache[key]

    def _lit(self, working: str) -> tuple[Lit, ...]:
        return lit(dict(self.muscles), working)

    def _placed_props(self, over: bool) -> tuple[Prop, ...]:
        return tuple(p.mirrored() for p in self.props) if over else self.props

    def bodies(self) -> tuple[Placed, ...]:
        """Nine poses over the movement, placed."""
        phases = [k / 8 if self.loop else k / 16 for k in range(9)]
        made: tuple[Placed, ...] = self._remember(
            ("bodies",), lambda: tuple(put(self.motion.at_phase(p)) for p in phases)
        )
        return made

    def _stage(self, over: bool) -> Stage:
        low = [p for body in self.bodies() for p in body.at if p[2] < 0.5]
        xs, ys = [p[0] for p in low], [p[1] for p in low]
        mat = centre_of_mass(self.bodies()[0])[2] < 0.62
        side = 0.20 if mat else 0.26
        stage = Stage(
            mat, min(xs) - side, max(xs) + side, min(ys) - side, max(ys) + side, self.motion.travel
        )
        return stage.mirrored() if over else stage

    def _frame(self, scene_flipped: bool, both_ways: bool) -> Frame:
        camera = Camera(self.azimuth, self.elevation)
        bodies = list(self.bodies())
        if both_ways:
            bodies += [put(mirror(self.motion.at_phase(k / 16))) for k in range(9)]
        if self.zoom:
            frame = frame_of_feet(camera, bodies, "LR" if self.zoom == "feet" else "R")
        else:
            least = NEAR if self.fault else STANDING
            frame = frame_of(camera, bodies, self.props, self._stage(False), least)
        return flipped(frame) if scene_flipped else frame


def _phase_of(s: float) -> float:
    """The phase on the way out at which the eased path has come a share s."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        eased = middle**3 * (10 + middle * (6 * middle - 15))
        low, high = (middle, high) if eased < s else (low, middle)
    return round((low + high) / 4, 4)


def figure_from_line(
    line: Mapping[str, Any], exercise_id: str, fault: str, faults: tuple[str, ...]
) -> Figure:
    """A figure from a baked line, read or just made."""
    table = line["table"]
    motion, props = unpack(line)
    azimuth, elevation = table.get("camera", (60.0, 12.0))
    return Figure(
        id=exercise_id,
        fault=fault,
        title=table.get("title", exercise_id),
        symmetric=table.get("side", "work") == "both",
        azimuth=float(azimuth),
        elevation=float(elevation),
        muscles=table.get("muscles", {}),
        props=props,
        motion=motion,
        faults=faults,
        shows=table.get("shows", {}),
        seconds=float(table.get("seconds", 2.0 if motion.loop else 4.0)),
        missed=tuple(line["missed"]),
        zoom=table.get("zoom", ""),
        bare_feet=bool(table.get("bare_feet", False)),
    )


@lru_cache(maxsize=1)
def shipped() -> dict[str, str]:
    """The baked lines that came with the program, by figure id."""
    return read_lines()


def figure_ids() -> list[str]:
    """The ids of all built-in figures, sorted; faults are not listed."""
    return sorted(i for i in shipped() if "~" not in i)


@lru_cache(maxsize=256)
def _built_in(exercise_id: str, fault: str) -> Figure:
    lines = shipped()
    name = fault_id(exercise_id, fault) if fault else exercise_id
    if name not in lines:
        raise KeyError(f"no figure {exercise_id!r}" + (f" with fault {fault!r}" if fault else ""))
    faults = tuple(n.partition("~")[2] for n in lines if n.startswith(exercise_id + "~"))
    return figure_from_line(json.loads(lines[name]), exercise_id, fault, faults)


MOST_FRAMES = 120  # of an athlete's own pose
MOST_KEYS = 8
FURTHEST = 720.0  # degrees; lengths are metres


def own_figure(exercise_id: str, pose: str | Mapping[str, Any], fault: str = "") -> Figure:
    """The figure of a user's own exercise, from the `pose` of its file.

    A string reuses a built-in figure; a table is solved now, in some tenths of a second. Raises
    PoseError, which names the exercise and the key at fault.
    """
    if isinstance(pose, str):
        try:
            return replace(_built_in(pose, fault), id=exercise_id, _cache={})
        except KeyError as error:
            raise PoseError(f"{exercise_id}.pose: no built-in figure {pose!r}") from error
    _check_size(exercise_id, pose)
    try:
        return _solved(exercise_id, pose, fault)
    except PoseError:
        raise
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise PoseError(f"{exercise_id}: cannot be drawn as it is written ({error})") from error


def _solved(exercise_id: str, pose: Mapping[str, Any], fault: str) -> Figure:
    stances = read_folder()["stance"]
    tables = variants(exercise_id, pose)
    name = fault_id(exercise_id, fault) if fault else exercise_id
    if name not in tables:
        raise PoseError(f"{exercise_id}: no fault {fault!r}")
    line = bake_one(name, tables[name], stances)
    faults = tuple(n.partition("~")[2] for n in tables if "~" in n)
    return figure_from_line(line, exercise_id, fault, faults)


def _check_size(exercise_id: str, pose: Mapping[str, Any]) -> None:
    """Solving takes a moment a frame: what nobody could need is refused before it begins."""
    frames, keys = pose.get("frames", 2), pose.get("key", [])
    if not isinstance(frames, int) or not 2 <= frames <= MOST_FRAMES:
        raise PoseError(f"{exercise_id}.frames: expected 2 to {MOST_FRAMES}, got {frames!r}")
    if not isinstance(keys, list) or len(keys) > MOST_KEYS:
        raise PoseError(f"{exercise_id}.key: expected a list of {MOST_KEYS} at most")
    seconds = pose.get("seconds", 4)
    if not isinstance(seconds, int | float) or not 0.2 <= seconds <= 120:
        raise PoseError(f"{exercise_id}.seconds: expected 0.2 to 120, got {seconds!r}")
    if not isinstance(pose.get("shows", {}), Mapping):
        raise PoseError(f"{exercise_id}.shows: expected a table with a text")
    if not isinstance(pose.get("zoom", ""), str):
        raise PoseError(f"{exercise_id}.zoom: expected a word")
    if far := _beyond(pose):
        raise PoseError(f"{exercise_id}: {far:g} is no angle, no length and no share")


def _beyond(value: Any) -> float | None:
    """A number no pose can hold; the solver would look for it for minutes."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return next((far for part in value if (far := _beyond(part)) is not None), None)
    return value if isinstance(value, int | float) and abs(value) > FURTHEST else None


@lru_cache(maxsize=64)
def _own_file(path: Path, exercise_id: str, fault: str, _changed: float) -> Figure | None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    pose = data.get("pose")
    return None if pose is None else own_figure(exercise_id, pose, fault)


def load_figure(exercise_id: str, user_folder: Path | None = None, *, fault: str = "") -> Figure:
    """The figure of an exercise, or of a named fault in it ("knees-in", "hip-drop", "back-arch").

    A file `<exercise_id>.toml` in `user_folder` with a `pose` comes first. Raises KeyError when
    nobody drew the exercise, PoseError when the user's pose cannot be solved.
    """
    if user_folder is not None:
        path = user_folder / f"{exercise_id}.toml"
        if path.is_file():
            own = _own_file(path, exercise_id, fault, path.stat().st_mtime)
            if own is not None:
                return own
    return _built_in(exercise_id, fault)
