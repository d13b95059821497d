"""The numbers of the progression rules: from one file, with their sources and safe bounds. Pure.

An athlete's own `rules.toml` may move them within the bounds.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from workouts.model import Value
from workouts.toml_file import Key, nearest, quoted, read_toml, refuse

DATA = Path(__file__).parent / "data" / "rules.toml"
FILE_NAME = "rules.toml"


class Rule(Value, frozen=True):
    """One number: what is used, how far it may be moved, what it means, where it comes from."""

    value: float
    low: float
    high: float
    text: str
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every number by its name; percent are 0 to 100, pain and effort 0 to 10."""

    pain_limit: float
    adductor_pain_limit: float
    amber_pain: float
    morning_limit: float
    morning_rise: float
    pain_reduce: float
    suspend_days: float
    completion_failed: float
    hard_rpe: float
    hard_rir: float
    deep_rir: float
    easy_rpe: float
    easy_rir: float
    hard_reduce: float
    top_rpe: float
    bonus_reps: float
    add_reps: float
    add_reps_easy: float
    add_hold_s: float
    add_hold_easy_s: float
    add_laps: float
    add_laps_easy: float
    adds_a_week: float
    gap_smaller_days: float
    gap_dose: float
    gap_easier_days: float
    gap_restart_days: float
    deload_every: float
    deload_reps: float
    asymmetry_bar: float
    asymmetry_tests: float
    rest_hours: float
    unlock_pain: float
    unlock_sessions: float


@cache
def known_rules() -> Mapping[str, Rule]:
    """Every number with its words, as it is shipped."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return msgspec.convert(raw, dict[str, Rule])


@cache
def standard_rules() -> Rules:
    """The numbers as they are shipped."""
    known = known_rules()
    return Rules(**{field.name: known[field.name].value for field in fields(Rules)})


def own_rules(path: Path) -> Rules:
    """The shipped numbers with those of an athlete's file in their place.

    Raises LibraryError, naming file, line and key, for a name nobody knows or a value out of
    its bounds; where there is no file, the shipped numbers.
    """
    if not path.exists():
        return standard_rules()
    text, raw = read_toml(path)
    refuse(path, text, _problems(raw))
    return replace(standard_rules(), **{name: float(value) for name, value in raw.items()})


def _problems(raw: Mapping[str, Any]) -> list[tuple[Key, str]]:
    known = known_rules()
    problems: list[tuple[Key, str]] = []
    for name, value in raw.items():
        rule = known.get(name)
        if rule is None:
            problems.append(((name,), f"is no rule.{nearest(name, known)}"))
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            problems.append(((name,), f"should be a number, not {_shown(value)}"))
        elif not isfinite(value) or not rule.low <= value <= rule.high:
            problems.append(((name,), f"should be {rule.low:g} to {rule.high:g}, not {value:g}"))
    return problems


def _shown(value: object) -> str:
    """What stands in the file, as people write it there."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return quoted(value)
