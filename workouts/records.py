"""What is remembered: sessions, set results and the point a running session has reached."""

from dataclasses import dataclass
from datetime import date, datetime

from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.timeline import Timeline


@dataclass(frozen=True, slots=True)
class SetResult:
    """One continuous effort on one side, with what was planned beside what was done."""

    position: int  # the how-manieth effort of its session, from 1
    exercise_id: str
    exercise_name: str
    side: Side
    round_no: int
    set_no: int
    measure: Measure
    category: Category
    target_reps: int | None
    target_s: float | None
    done_reps: int | None
    held_s: float | None
    ended_by: EndedBy
    started_at: datetime  # aware
    active_s: float
    band: str | None = None
    score: float | None = None
    rpe: float | None = None
    rir: float | None = None
    pain: int | None = None
    form_ok: bool | None = None
    id: str = ""  # given by the history


@dataclass(frozen=True, slots=True)
class SessionRecord:
    id: str
    workout_id: str
    title: str
    kind: Kind
    started_at: datetime  # aware, in the offset of the place where it was done
    finished_at: datetime | None
    state: str  # running, finished, stopped
    planned_s: float
    active_s: float
    paused_s: float
    rpe: float | None = None
    note: str = ""
    pain_before: int | None = None  # 0 to 10; None when nobody asked or answered
    pain_worst: int | None = None
    pain_morning: int | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a running session is; enough to go on from that second."""

    step: int
    into_s: float  # seconds into that step
    active_s: float
    paused_s: float
    timeline: Timeline  # as compiled, so that a changed file does not matter
    counted: int = 0  # reps of a self-paced set the athlete had counted
    length_s: float | None = None  # of that step, with what was added; None as planned


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that something interrupted, and how to go on with it."""

    session: SessionRecord
    checkpoint: Checkpoint
    efforts: int  # set results already kept


@dataclass(frozen=True, slots=True)
class HoldDay:
    """What one side held of one exercise on one local day."""

    day: date
    side: Side
    hold_s: float  # all efforts together
    longest_s: float
    efforts: int


@dataclass(frozen=True, slots=True)
class DoneExercise:
    """An exercise that occurs in the history, as it was last called."""

    id: str
    name: str
    efforts: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run, as the athlete said or a watch measured it. Unknown is None."""

    started_at: datetime  # aware, in the offset of the place where it was done
    minutes: float | None
    distance_km: float | None = None
    kind: str | None = None  # easy, long, intervals, hills, race
    note: str = ""
    source: str = "typed"  # or gpx, fit, csv
    id: str = ""  # given by the history
