"""Solved figures as lines of JSON: what ships, so that nobody waits for the solver.

One line an exercise (or a fault of it), with a digest of all it was made from: its table, the
stances and the engine. `python -m media.figure` writes the file again.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from media.figure.algebra import unit
from media.figure.authoring import PoseError, deep_merge, read_poses, read_script
from media.figure.motion import Motion, Planted, Solved, make
from media.figure.props import Prop, from_table, to_table
from media.figure.skeleton import Pose

POSES = Path(__file__).parent / "poses"
BAKED = POSES / "baked.jsonl"
_ENGINE = ("algebra", "skeleton", "contacts", "authoring", "props", "motion", "solver", "mirror")
Tables = dict[str, dict[str, Any]]


def read_folder(folder: Path = POSES) -> Tables:
    """All stances and exercises of a folder of pose files."""
    found: Tables = {"stance": {}, "exercise": {}}
    for path in sorted(folder.glob("*.toml")):
        for kind, tables in read_poses(path).items():
            for name, table in tables.items():
                if name in found[kind]:
                    raise PoseError(f"{path.name}: {kind} {name!r} exists twice")
                found[kind][name] = table
    return found


def fault_id(exercise_id: str, fault: str) -> str:
    return f"{exercise_id}~{fault}"


def variants(exercise_id: str, table: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The right form and every fault of it, as complete tables."""
    right = {k: v for k, v in table.items() if k != "fault"}
    found = {exercise_id: right}
    for name, change in table.get("fault", {}).items():
        found[fault_id(exercise_id, name)] = deep_merge(right, change)
    return found


@lru_cache(maxsize=1)
def _engine_digest() -> str:
    here = Path(__file__).parent
    text = b"".join((here / f"{name}.py").read_bytes() for name in _ENGINE)
    return hashlib.sha256(text).hexdigest()


def digest(table: Mapping[str, Any], stances: Mapping[str, Any]) -> str:
    """Changes when the table, a stance it stands on or the engine changes."""
    used = {}
    name = table.get("stance", "")
    while name in stances and name not in used:
        used[name] = stances[name]
        name = stances[name].get("from", "")
    text = json.dumps([table, used], sort_keys=True) + _engine_digest()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def solve_table(name: str, table: Mapping[str, Any], stances: Mapping[str, Any]) -> Solved:
    """Solve one exercise table; PoseError names it when it cannot be."""
    try:
        return make(read_script(table, stances, name))
    except PoseError as error:
        message = str(error)
        raise PoseError(message if message.startswith(name) else f"{name}: {message}") from error
    except (KeyError, TypeError, ValueError, StopIteration, ZeroDivisionError) as error:
        raise PoseError(f"{name}: {type(error).__name__}: {error}") from error


def _round(values: tuple[float, ...], digits: int) -> list[float]:
    return [round(v, digits) + 0.0 for v in values]


def pack(solved: Solved) -> dict[str, Any]:
    motion = solved.motion
    return {
        "frames": [
            _round(p.position, 4) + _round(p.turn, 5) + _round(p.angles, 4) for p in motion.frames
        ],
        "keys": _round(motion.key_times, 5),
        "planted": [{n: _round(v, 4) for n, v in sorted(p.items())} for p in motion.planted],
        "rests": [{n: list(v) for n, v in sorted(r.items())} for r in motion.rests],
        "missed": list(solved.missed),
        "loop": motion.loop,
        "travel": list(motion.travel),
        "props": [to_table(p) for p in solved.props],
    }


def unpack(packed: Mapping[str, Any]) -> tuple[Motion, tuple[Prop, ...]]:
    frames = tuple(
        Pose((f[0], f[1], f[2]), unit((f[3], f[4], f[5], f[6])), tuple(f[7:]))
        for f in packed["frames"]
    )
    planted: list[Planted] = [
        {n: (v[0], v[1], v[2]) for n, v in p.items()} for p in packed["planted"]
    ]
    rests = tuple({n: (v[0], v[1]) for n, v in r.items()} for r in packed["rests"])
    tx, ty = packed["travel"]
    keys = tuple(packed["keys"])
    motion = Motion(frames, keys, tuple(planted), rests, packed["loop"], (tx, ty))
    return motion, tuple(from_table(t) for t in packed["props"])


def bake_one(name: str, table: Mapping[str, Any], stances: Mapping[str, Any]) -> dict[str, Any]:
    """The line of one exercise: what was authored and what came out, ready for JSON."""
    solved = solve_table(name, table, stances)
    # through JSON once, so that a figure solved now equals one read from the file
    line = {"id": name, "digest": digest(table, stances), "table": table, **pack(solved)}
    fresh: dict[str, Any] = json.loads(json.dumps(line))
    return fresh


def read_lines(path: Path = BAKED) -> dict[str, str]:
    """Every baked line by id, still as text: parsing waits until a figure is wanted."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line[7 : line.index('"', 7)]: line for line in lines}


def stale(tables: Tables, lines: Mapping[str, str]) -> list[str]:
    """The ids whose line is missing, left over or made from other text."""
    wanted = {}
    for exercise_id, table in tables["exercise"].items():
        for name, whole in variants(exercise_id, table).items():
            wanted[name] = digest(whole, tables["stance"])
    have = {name: json.loads(line)["digest"] for name, line in lines.items()}
    return sorted(n for n in wanted.keys() | have.keys() if wanted.get(n) != have.get(n))


def write(folder: Path = POSES, path: Path = BAKED) -> list[str]:
    """Bake what is stale; the ids that were solved again. Failing poses are reported last."""
    tables, old = read_folder(folder), read_lines(path)
    again = set(stale(tables, old))
    lines, problems = [], []
    for exercise_id, table in sorted(tables["exercise"].items()):
        for name, whole in variants(exercise_id, table).items():
            if name not in again:
                lines.append(old[name])
                continue
            try:
                line = bake_one(name, whole, tables["stance"])
            except PoseError as error:
                problems.append(str(error))
                continue
            text = json.dumps(line, separators=(",", ":"), ensure_ascii=False)
            lines.append(text)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if problems:
        raise PoseError("\n".join(problems))
    return sorted(again)
