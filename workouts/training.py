"""What training left behind, as progress needs it: bulk rows of plain tuples, oldest first.

Filled by `db/training.py`; knows no SQL. Unknown is None, never 0. Deleted rows are not in it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple, TypeAlias


class Session(NamedTuple):
    """One session; `day` is the local day on which it began, where it was done."""

    id: str
    day: date
    started_at: datetime  # UTC
    finished_at: datetime | None  # UTC
    kind: str
    workout_id: str
    title: str
    state: str  # finished, stopped
    active_s: float | None
    rpe: float | None
    pain_before: int | None
    pain_worst: int | None
    pain_morning: int | None


# session number (its place in Training.sessions), exercise id, side, measure, category,
# done_reps, held_s, active_s, ended_by, rpe, rir, pain, form_ok (0, 1), score
Effort: TypeAlias = tuple[
    int,
    str,
    str,
    str,
    str,
    int | None,
    float | None,
    float,
    str,
    float | None,
    float | None,
    int | None,
    int | None,
    float | None,
]


class Run(NamedTuple):
    """A run; `day` is its local day."""

    id: str
    day: date
    started_at: datetime  # UTC
    minutes: float | None


class PlannedDay(NamedTuple):
    """A session that was planned for a day, and whether it was done."""

    day: date
    workout_id: str
    done: bool


class Prescribed(NamedTuple):
    """The dose of an exercise from a day on, where the athlete accepted it."""

    day: date
    exercise_id: str
    side: str | None
    sets: int | None
    repeats: int | None
    hold_s: float | None
    reps: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Training:
    """All that was recorded from one local day to another, in the order of the days."""

    sessions: tuple[Session, ...] = ()
    efforts: tuple[Effort, ...] = ()  # in the order of their sessions
    runs: tuple[Run, ...] = ()
    planned: tuple[PlannedDay, ...] = ()
    prescribed: tuple[Prescribed, ...] = ()  # all that ever were: a dose lasts
    names: dict[str, str] = field(default_factory=dict)  # exercise id -> name, as last written
