"""What was done of one exercise, set by set, with target beside actual. Unknown is None."""

from datetime import date, datetime
from typing import NamedTuple

from workouts.model import Side


class LoggedSet(NamedTuple):
    session_id: str
    started_at: datetime  # of the session, in the offset of the place where it was done
    title: str  # of the session
    side: Side
    round_no: int
    set_no: int
    measure: str
    target_reps: int | None
    target_s: float | None
    done_reps: int | None
    held_s: float | None
    ended_by: str
    rpe: float | None
    rir: float | None
    pain: int | None
    score: float | None
    form_ok: int | None


class DoseChange(NamedTuple):
    """A change of an exercise's dose and the reason that was given for it."""

    day: date
    side: Side | None  # None is both
    why: str
    old: str  # as 2 × 20 s; empty where unknown
    new: str
    answer: str | None  # accepted, kept (the old one); None while open
