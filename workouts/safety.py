"""What an athlete is told and asked about safety, from `data/safety.toml`."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from workouts.model import Category, Equipment, Exercise, Value

DATA = Path(__file__).parent / "data"
ASK_AGAIN_DAYS = 183


class RedFlag(Value, frozen=True):
    """A sign to stop at, and what to do. `id` is for ever: a locked plan refers to it."""

    id: str
    what: str
    do: str
    source: tuple[str, ...]
    at_once: bool = False  # emergency care


class PainRule(Value, frozen=True):
    """What a pain of `least` to `most` (0 to 10) means for the exercise."""

    least: int
    most: int
    word: str
    do: str
    source: tuple[str, ...] = ()


class Limit(Value, frozen=True):
    """How much pain (0 to 10) something may come with."""

    what: str
    most: int
    do: str
    source: tuple[str, ...]
    category: str = ""  # of exercises; empty where it is for something else


class Guidance(Value, frozen=True):
    """What helps with one thing, in a few lines; worth reading before these exercises."""

    id: str
    title: str
    line: tuple[str, ...]
    source: tuple[str, ...]
    category: tuple[Category, ...] = ()
    exercise: tuple[str, ...] = ()

    def is_for(self, exercise: Exercise) -> bool:
        return exercise.category in self.category or exercise.id in self.exercise


class EquipmentCheck(Value, frozen=True):
    """What to look at before work with a piece of equipment."""

    id: str
    equipment: tuple[Equipment, ...]
    title: str
    line: tuple[str, ...]
    source: tuple[str, ...]


class Safety(Value, frozen=True):
    about: str
    ask_first: str  # asked before the list of questions
    question: tuple[str, ...]  # any yes: ask a doctor first
    if_yes: str
    flag: tuple[RedFlag, ...]
    pain: tuple[PainRule, ...]
    place: tuple[str, ...]  # the room and the equipment
    soreness: str
    about_source: tuple[str, ...]
    question_source: tuple[str, ...]
    place_source: tuple[str, ...]
    soreness_source: tuple[str, ...]
    limit: tuple[Limit, ...]
    guidance: tuple[Guidance, ...]
    check: tuple[EquipmentCheck, ...]

    def flag_of(self, id_: str) -> RedFlag | None:
        return next((flag for flag in self.flag if flag.id == id_), None)

    def checks_for(self, equipment: Iterable[Equipment]) -> tuple[EquipmentCheck, ...]:
        """What to look at before work with any of these."""
        used = set(equipment)
        return tuple(check for check in self.check if used & set(check.equipment))

    def guidance_for(self, exercises: Iterable[Exercise]) -> tuple[Guidance, ...]:
        """What is worth reading before any of these."""
        known = list(exercises)
        return tuple(it for it in self.guidance if any(it.is_for(one) for one in known))

    def pain_rule(self, pain: int) -> PainRule:
        return next(rule for rule in self.pain if rule.least <= pain <= rule.most)


@cache
def safety() -> Safety:
    """The texts; a mistake in the file is a msgspec.ValidationError."""
    raw = tomllib.loads((DATA / "safety.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Safety)
