"""The junction of a session and the history: every finished effort becomes a row at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from db.history import History, HistoryUnavailableError
from workouts.events import (
    Effort,
    Event,
    Paused,
    RepCounted,
    RepStarted,
    Resumed,
    SecondLeft,
    SessionFinished,
    StepFinished,
    StepLengthened,
    StepStarted,
    TimelineChanged,
)
from workouts.model import Exercise, Measure
from workouts.records import Checkpoint, SetResult
from workouts.session import Session
from workouts.timeline import Step


class RecordController:
    """Keeps one session. `trouble` is told what could not be written; the session goes on."""

    def __init__(
        self,
        history: History,
        session: Session,
        session_id: str,
        wall_clock: Callable[[], datetime],
        trouble: Callable[[str], None],
        *,
        efforts: int = 0,
        paused_s: float = 0.0,
        band: Callable[[Exercise], str] = lambda _: "",
    ) -> None:
        """`band` tells which band an exercise is done with; empty where none, or unknown."""
        self._history = history
        self._session = session
        self._wall_clock = wall_clock
        self._trouble = trouble
        self._efforts = efforts
        self._paused_s = paused_s
        self._band = band
        self._paused_since: float | None = None
        self._told: set[str] = set()
        self._effort_started = wall_clock()
        self.session_id = session_id
        self.set_ids: list[str] = []

    def follow(self, event: Event, now: float) -> None:
        """Write what this event leaves behind; `now` on the clock of the session."""
        try:
            self._write(event, now)
        except HistoryUnavailableError as error:
            self._tell(str(error))

    def _tell(self, trouble: str) -> None:
        """The same trouble is told once, not once a second."""
        if trouble not in self._told:
            self._told.add(trouble)
            self._trouble(trouble)

    def _write(self, event: Event, now: float) -> None:
        match event:
            case StepStarted(at=at, into=into):
                late = self._session.active_s(now) - at + into
                self._effort_started = self._wall_clock() - timedelta(seconds=late)
                self._checkpoint(now)
            case StepFinished(step=step, effort=effort) if effort:
                self._efforts += 1
                result = set_result(step, effort, self._efforts, self._effort_started)
                result = replace(result, band=self._band(step.exercise) or None)
                self.set_ids.append(self._history.add_set(self.session_id, result))
            case Paused():
                if self._paused_since is None:
                    self._paused_since = min(now, self._session.paused_since)
                self._checkpoint(now)
            case Resumed():
                self._end_pause(now)
            case SessionFinished(at=at, completed=completed):
                self._end_pause(now)
                state = "finished" if completed else "stopped"
                self._history.finish(self.session_id, state, at, self._paused_s)
            case TimelineChanged() | StepLengthened() | SecondLeft() | RepStarted() | RepCounted():
                self._checkpoint(now)

    def _end_pause(self, now: float) -> None:
        if self._paused_since is not None:
            self._paused_s += now - self._paused_since
        self._paused_since = None

    def _checkpoint(self, now: float) -> None:
        view = self._session.view(now)
        self._history.checkpoint(
            self.session_id,
            Checkpoint(
                step=view.step.index,
                into_s=view.into,
                active_s=view.active_s,
                paused_s=self._paused_s,
                timeline=self._session.timeline,
                counted=view.rep if view.left is None else 0,
                length_s=None if view.length == view.step.planned_s else view.length,
            ),
        )


def set_result(step: Step, effort: Effort, position: int, started_at: datetime) -> SetResult:
    """The row of an effort: its target beside what was done."""
    exercise = step.exercise
    return SetResult(
        position=position,
        exercise_id=exercise.id,
        exercise_name=exercise.name,
        side=step.side,
        round_no=step.round_no,
        set_no=step.set_no,
        measure=exercise.measure,
        category=exercise.category,
        target_reps=None if exercise.measure is Measure.HOLD else step.reps,
        target_s=step.target_s,
        done_reps=effort.done_reps,
        held_s=effort.held_s,
        ended_by=effort.ended_by,
        started_at=started_at,
        active_s=effort.active_s,
    )
