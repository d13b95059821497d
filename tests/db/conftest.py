"""A history on a real file, a clock that is told, and a small workout to fill it with."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from db.history import History
from workouts.events import EndedBy
from workouts.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Kind,
    Measure,
    Position,
    Side,
    Sided,
    Workout,
)
from workouts.records import SetResult
from workouts.timeline import Timeline, compile_workout

HOLD = Exercise(
    id="copenhagen-hold",
    name="Side-plank adductor hold",
    category=Category.ADDUCTOR,
    position=Position.PLANK,
    sided=Sided.EACH_SIDE,
    measure=Measure.HOLD,
    dose=Dose(repeats=4, hold_s=20),
    purpose="Inner thigh",
    primary=(),
    range={"hold_s": (5.0, 45.0)},
)
PULSES = Exercise(
    id="bridge-pulse",
    name="Bridge with a pause",
    category=Category.STRENGTH,
    position=Position.SUPINE,
    sided=Sided.BOTH,
    measure=Measure.REPS_WITH_HOLD,
    dose=Dose(reps=5),
    tempo=(2.0, 3.0, 2.0),
    purpose="Glutes",
    primary=(),
)
WORKOUT = Workout(
    id="adductor-ladder",
    title="Adductor ladder",
    kind=Kind.ADDUCTOR,
    item=(Item(exercise="copenhagen-hold"), Item(exercise="bridge-pulse")),
)


class Clock:
    """A wall clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 18, 30, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.moment

    def tick(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(path, clock):
    with History(path, now=clock, busy_s=0.05) as opened:
        yield opened


@pytest.fixture
def timeline() -> Timeline:
    return compile_workout(WORKOUT, {HOLD.id: HOLD, PULSES.id: PULSES})


def begin(history: History, kind: Kind = Kind.ADDUCTOR) -> str:
    return history.begin("adductor-ladder", "Adductor ladder", kind, 250.0, "1.0")


def hold(position: int = 1, side: Side = Side.LEFT, **other: object) -> SetResult:
    """Twenty seconds of a side-plank adductor hold, or what is said instead."""
    said: dict[str, object] = {
        "position": position,
        "exercise_id": HOLD.id,
        "exercise_name": HOLD.name,
        "side": side,
        "round_no": 1,
        "set_no": position,
        "measure": Measure.HOLD,
        "category": Category.ADDUCTOR,
        "target_reps": None,
        "target_s": 20.0,
        "done_reps": None,
        "held_s": 20.0,
        "ended_by": EndedBy.TARGET,
        "started_at": datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC),
        "active_s": 20.0,
    }
    return SetResult(**{**said, **other})
