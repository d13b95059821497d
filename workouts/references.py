"""The full text behind each source key, and what each muscle does, from the shipped data."""

import tomllib
from dataclasses import dataclass
from functools import cache

from workouts.library import DATA
from workouts.model import Muscle


@dataclass(frozen=True, slots=True)
class Reference:
    key: str
    text: str  # who, what, where; the key itself where nothing more is known
    checked: str = ""  # how it was read: article, abstract or table read, secondary page read


@cache
def references() -> dict[str, Reference]:
    """Every reference by its key."""
    raw = tomllib.loads((DATA / "references.toml").read_text(encoding="utf-8"))
    return {
        key: Reference(key, said.get("text", key), said.get("checked", ""))
        for key, said in raw.items()
    }


def reference(key: str) -> Reference:
    """The reference of a key; an athlete's own words stand for themselves."""
    return references().get(key) or Reference(key, key)


@cache
def muscle_texts() -> dict[Muscle, str]:
    """One sentence on each muscle."""
    raw = tomllib.loads((DATA / "muscles.toml").read_text(encoding="utf-8"))
    return {Muscle(key): text for key, text in raw.items()}
