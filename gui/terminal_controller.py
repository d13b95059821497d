"""The junction of a terminal session: engine, voice, history and face. Imports no Qt."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.backup import Backups
from db.elsewhere import write_session
from db.errors import HistoryError
from db.history import History, HistoryUnavailableError
from gui.record_controller import RecordController
from gui.terminal import KEYS, SAFETY, Listener, Pace, TerminalSession, reads_keys
from gui.words import clock_time, finish_text, place_text
from workouts.events import Event
from workouts.model import Exercise, Kind
from workouts.records import Unfinished
from workouts.session import Session
from workouts.timeline import Timeline, still_promised

if TYPE_CHECKING:
    from gui.coaching_controller import Coaching


def guide(
    timeline: Timeline,
    history: History | None,
    coach: "Coaching | None",
    wall_clock: Callable[[], datetime],
    version: str,
    *,
    unfinished: Unfinished | None = None,
    speed: float = 1.0,
    resume_lead_s: float = 3.0,
    copies_in: tuple[str, str] = ("", ""),
    filler: Exercise | None = None,
) -> int:
    """Guide a timeline to its end (or from where `unfinished` left it); the exit code.

    Without a history nothing is kept; without a coach it is silent. `copies_in` is the folder
    each session is written into, empty for none, and the form of its files. An end the timeline
    promises is kept where there is a `filler` for seconds that nothing else can take.
    """
    out = sys.stdout
    pace = Pace(speed)
    keys = reads_keys()
    session = _session(still_promised(timeline, wall_clock()), unfinished, resume_lead_s)
    if unfinished:
        print(f"Continuing at {place_text(session.step)}.", file=out)
    for line in _opening(session, wall_clock() if speed == 1.0 else None, keys=keys):
        print(line, file=out)
    listeners: list[Listener] = []
    record = None
    if history:
        record = _record(history, session, unfinished, wall_clock, version)
        listeners.append(record.follow)
    if coach:
        coach.begin(session)
        listeners.append(coach.follow)

    def keep_promise(now: float) -> list[Event]:
        left = session.seconds_left(wall_clock())
        return [] if left is None or filler is None else session.trim(now, left, filler)

    face = TerminalSession(
        session,
        pace,
        listeners,
        out,
        keys=keys,
        poll=coach.news if coach else lambda: "",
        keep_promise=keep_promise,
    )
    try:
        face.run()
    except KeyboardInterrupt:
        face.stop()
        return 130
    finally:
        if coach:
            coach.finish()
        if history and not history.held:
            _back_up(history, wall_clock)
            if record:
                _copy(history, record.session_id, *copies_in)
    return 0


def _opening(session: Session, now: datetime | None, *, keys: bool) -> Iterator[str]:
    """What is said before it begins; of a warm-up, when it is over, where the clock is real."""
    timeline = session.timeline
    yield f"{timeline.title}, {clock_time(timeline.total_s)}. {SAFETY}"
    if timeline.kind is Kind.WARM_UP and now:
        end = timeline.ends_at or now + timedelta(seconds=session.remaining_s(0.0))
        yield f"{finish_text(end)}."
    if keys:
        yield KEYS


def _session(timeline: Timeline, unfinished: Unfinished | None, resume_lead_s: float) -> Session:
    """From its beginning, or from where it was left."""
    if unfinished is None:
        return Session(timeline, resume_lead_s=resume_lead_s)
    point = unfinished.checkpoint
    return Session(
        timeline,
        at_step=point.step,
        into_s=point.into_s,
        active_s=point.active_s,
        counted=point.counted,
        length_s=point.length_s,
        resume_lead_s=resume_lead_s,
    )


def _back_up(history: History, wall_clock: Callable[[], datetime]) -> None:
    """A checked backup after each session; where it fails, the session is kept all the same.

    What was deleted more than 30 days ago is emptied before.
    """
    try:
        history.corrections.empty_trash()
        Backups(history.path, now=wall_clock).make()
    except HistoryError as error:
        print(f"The session is kept, but no backup could be made. {error}", file=sys.stderr)


def _copy(history: History, session_id: str, folder: str, form: str) -> None:
    """The session into the folder of sessions; where that fails, it is kept all the same."""
    if not folder:
        return
    try:
        write_session(history.path, form, Path(folder), session_id)
    except HistoryError as error:
        print(f"The session is kept, but not written into your folder. {error}", file=sys.stderr)


def _record(
    history: History,
    session: Session,
    unfinished: Unfinished | None,
    wall_clock: Callable[[], datetime],
    version: str,
) -> RecordController:
    efforts, paused_s = 0, 0.0
    if unfinished:
        session_id = unfinished.session.id
        history.continue_session(session_id)
        efforts, paused_s = unfinished.efforts, unfinished.checkpoint.paused_s
    else:
        timeline = session.timeline
        session_id = begin(history, timeline, version)
    return RecordController(
        history,
        session,
        session_id,
        wall_clock,
        lambda text: print(text, file=sys.stderr),
        efforts=efforts,
        paused_s=paused_s,
    )


def begin(history: History, timeline: Timeline, version: str) -> str:
    """Open a session row; where the file refuses, the session goes on under the id kept for it.

    Raises HistoryUnavailableError where not even an id could be kept.
    """
    try:
        return history.begin(
            timeline.workout_id, timeline.title, timeline.kind, timeline.total_s, version
        )
    except HistoryUnavailableError as error:
        if error.kept_id is None:
            raise
        print(error, file=sys.stderr)
        return error.kept_id
