"""What an athlete is told and asked about safety, from `data/safety.toml`."""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from workouts.model import Value

DATA = Path(__file__).parent / "data"
ASK_AGAIN_DAYS = 183


class RedFlag(Value, frozen=True):
    """A sign to stop at, and what to do."""

    what: str
    do: str
    at_once: bool = False  # emergency care


class PainRule(Value, frozen=True):
    """What a pain of `least` to `most` (0 to 10) means for the exercise."""

    least: int
    most: int
    word: str
    do: str


class Safety(Value, frozen=True):
    about: str
    ask_first: str  # asked before the list of questions
    question: tuple[str, ...]  # any yes: ask a doctor first
    if_yes: str
    flag: tuple[RedFlag, ...]
    pain: tuple[PainRule, ...]
    place: tuple[str, ...]  # the room and the equipment
    soreness: str

    def pain_rule(self, pain: int) -> PainRule:
        return next(rule for rule in self.pain if rule.least <= pain <= rule.most)


@cache
def safety() -> Safety:
    """The texts; a mistake in the file is a msgspec.ValidationError."""
    raw = tomllib.loads((DATA / "safety.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Safety)
