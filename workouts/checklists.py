"""Signs an athlete may look at, and what each may lead to, from `data/checklists.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from workouts.model import Value

DATA = Path(__file__).parent / "data"


class Sign(Value, frozen=True):
    text: str
    source: tuple[str, ...] = ()  # where it differs from that of its list


class Checklist(Value, frozen=True):
    """Each yes leads to what it `suggests`, to `advice` or to `praise`, never to a diagnosis."""

    id: str
    title: str
    about: str
    item: tuple[Sign, ...]
    source: tuple[str, ...]
    suggests: tuple[str, ...] = ()  # ids of workouts and exercises
    advice: str = ""
    praise: str = ""


class _File(Value, frozen=True):
    list: tuple[Checklist, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """All of them, in order; a mistake in the file is a msgspec.ValidationError."""
    raw = tomllib.loads((DATA / "checklists.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, _File).list
