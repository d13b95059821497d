"""All that is built in, in one file, so that starting does not parse a hundred.

`python tools/snapshot.py` makes it after a change. It names the files it was made from by what is
in them; where that no longer fits it is passed over, so an old one costs time, never truth.
"""

from hashlib import sha256
from pathlib import Path

import msgspec

from workouts.model import Exercise, Value, Workout
from workouts.programmes import Programme

NAME = "built-in.json"


class BuiltIn(Value, frozen=True, kw_only=True):
    made_from: str
    exercises: tuple[Exercise, ...]
    workouts: tuple[Workout, ...]
    programmes: tuple[Programme, ...] = ()


def read(folder: Path) -> BuiltIn | None:
    """The snapshot of a folder of built-ins; None where there is none that fits."""
    try:
        found = msgspec.json.decode((folder / NAME).read_bytes(), type=BuiltIn)
    except (OSError, msgspec.DecodeError):
        return None
    return found if found.made_from == fingerprint(folder) else None


def fingerprint(folder: Path) -> str:
    """The same for the same files, whatever their dates and line ends."""
    whole = sha256()
    for name in ("exercises", "workouts", "programmes"):
        for path in sorted((folder / name).glob("*.toml")):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            whole.update(f"{name}/{path.name} {len(text)}\n".encode())
            whole.update(text)
    return whole.hexdigest()


def encode(built_in: BuiltIn) -> bytes:
    """A line for each exercise and workout, so that a change shows as one."""
    head = f'{{"made_from": "{built_in.made_from}",\n'.encode()
    lists = (
        b'"%s": [\n%s\n]' % (name, b",\n".join(map(msgspec.json.encode, values)))
        for name, values in (
            (b"exercises", built_in.exercises),
            (b"workouts", built_in.workouts),
            (b"programmes", built_in.programmes),
        )
    )
    return head + b",\n".join(lists) + b"}\n"
