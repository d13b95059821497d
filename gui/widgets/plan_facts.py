"""What the page of the plan shows, as values: heads, days, sessions, gates, offers, today."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One planned session as the page shows it."""

    id: str
    title: str
    detail: str
    state: str  # done, today, open, to-come
    startable: bool
    why_not: str = ""
    free_days: tuple[tuple[date, str], ...] = ()
    is_run: bool = False


@dataclass(frozen=True, slots=True)
class PlanDayRow:
    name: str  # "Monday 7 January"
    rows: tuple[PlanRow, ...]
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One condition of a gate. `met` is None while nothing is known."""

    id: str
    text: str
    met: bool | None
    detail: str
    source: str
    asked: bool = False
    exercise: str = ""  # doing it shows whether it is met
    is_test: bool = False  # a self-test shows it


@dataclass(frozen=True, slots=True)
class GateRow:
    programme: str
    title: str
    text: str
    needs: tuple[NeedRow, ...]
    can_repeat: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeHead:
    """A programme that is followed."""

    id: str
    title: str
    place: str  # "Week 2 of 6"
    done: str
    note: str = ""
    paused: bool = False
    over: bool = False
    after: str = ""
    back: str = ""  # how to come back after time away, where there was any


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that can be chosen."""

    id: str
    title: str
    goal: str
    who: str
    facts: str


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the week in one letter and a sign."""

    name: str  # "Mo"
    sign: str  # done, today, open, to-come, free
    says: str  # for a screen reader: "Monday: Hip strength, done"
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class PlannedToday:
    """What is followed has for today; `week` is the week it lies in."""

    title: str
    workout_id: str = ""  # empty: nothing to start
    done: bool = False
    detail: str = ""
    locked: bool = False
    week: tuple[DayMark, ...] = ()
