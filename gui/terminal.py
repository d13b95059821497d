"""A session guided in a terminal: the same engine with another face. Imports no Qt."""

import contextlib
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from gui.words import (
    SIDE,
    amount_text,
    clock_time,
    coming_names,
    is_shorter,
    seconds_text,
    set_text,
)
from workouts.events import (
    Effort,
    Event,
    Paused,
    RepCounted,
    Resumed,
    ResumeStarted,
    SessionFinished,
    StepFinished,
    StepStarted,
    TimelineChanged,
)
from workouts.model import Kind, Side
from workouts.session import Session, State, next_effort, shown_seconds
from workouts.timeline import Step, StepKind

LOST_S = 5.0  # real seconds; later than that and nobody was exercising
KEYS = (
    "Space pause · N next · P back · D dropped · Enter done · C count · "
    "+/- 10 s · S swap sides · Q leave"
)
SAFETY = (
    "General exercise information, not medical advice. Stop for sharp, spreading or numb "
    "feelings, dizziness, or pain above 5 of 10."
)

Listener = Callable[[Event, float], None]


@dataclass(slots=True)
class Pace:
    """The clock of a session: real time, or a faster one for trying out."""

    speed: float = 1.0
    _began: float = 0.0

    def __post_init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> float:
        return self._began + (time.monotonic() - self._began) * self.speed

    def real(self, seconds: float) -> float:
        return seconds / self.speed


class TerminalSession:
    """Runs one session to its end, telling every event to the listeners and the screen."""

    def __init__(
        self,
        session: Session,
        pace: Pace,
        listeners: list[Listener],
        out: TextIO,
        *,
        keys: bool,
        poll: Callable[[], str] = lambda: "",
        keep_promise: Callable[[float], list[Event]] = lambda _: [],
    ) -> None:
        """`poll` has news of voice and sound; `keep_promise` shortens what would end too late."""
        self._session = session
        self._pace = pace
        self._listeners = listeners
        self._screen = _Screen(session, out)
        self._keys = keys
        self._poll = poll
        self._keep_promise = keep_promise

    def run(self) -> bool:
        """Guide to the end; True when every step was reached. Ctrl-C keeps what was done."""
        self._tell(self._session.start(self._pace.now()))
        with _single_keys(self._keys):
            while self._session.state is not State.FINISHED:
                self._wait()
        return self._screen.completed

    def stop(self) -> None:
        """Leave now; what was done is kept."""
        self._tell(self._session.stop(self._pace.now()))

    def _wait(self) -> None:
        due = self._session.due
        wait = None if due is None else max(0.0, self._pace.real(due - self._pace.now()))
        wait = min(0.25, wait) if wait is not None else 0.25
        if self._keys:
            ready, _, _ = select.select([sys.stdin], [], [], wait)
            if ready:
                self._press(os.read(sys.stdin.fileno(), 8).decode(errors="ignore"))
        elif wait:
            time.sleep(wait)
        if news := self._poll():
            self._screen.line(news)
        now = self._pace.now()
        due = self._session.due
        if due is not None and self._pace.real(now - due) > LOST_S:
            self._tell(self._session.pause(due, asleep=True))
            if not self._keys:  # nobody can press a key to go on
                self._tell(self._session.resume(now))
            return
        self._tell(self._session.advance(now))
        self._tell(self._keep_promise(now))
        self._screen.show_time(now)

    def _press(self, key: str) -> None:
        session, now = self._session, self._pace.now()
        actions: dict[str, Callable[[float], list[Event]]] = {
            " ": self._pause_or_go_on,
            "n": session.skip,
            "\x1b[C": session.skip,
            "p": session.back,
            "\x1b[D": session.back,
            "d": session.drop,
            "\r": session.done,
            "\n": session.done,
            "c": session.count,
            "s": session.swap_sides,
            "q": session.stop,
            "\x1b": session.stop,
            "": session.stop,  # the terminal is gone
        }
        if key in ("+", "\x1b[A", "-", "\x1b[B"):
            self._tell(session.extend(now, 10.0 if key in ("+", "\x1b[A") else -10.0))
        elif action := actions.get(key.lower() if len(key) == 1 else key):
            self._tell(action(now))

    def _pause_or_go_on(self, now: float) -> list[Event]:
        """Space: in a self-paced set it says done."""
        session = self._session
        if session.step.self_paced and session.step.kind is StepKind.WORK:
            return session.done(now)
        return session.pause(now) if session.state is State.RUNNING else session.resume(now)

    def _tell(self, events: list[Event]) -> None:
        for event in events:
            now = self._pace.now()
            for listener in self._listeners:
                listener(event, now)
            self._screen.show(event)


class _Screen:
    """Lines of text; on a real terminal the last one counts down in place."""

    def __init__(self, session: Session, out: TextIO) -> None:
        self._session = session
        self._timeline = session.timeline  # as it was before the last change
        self._out = out
        self._live = out.isatty()
        self._status = ""
        self.completed = False

    def line(self, text: str) -> None:
        self._wipe()
        print(text, file=self._out, flush=True)

    def show(self, event: Event) -> None:
        match event:
            case RepCounted(number=number, of=of):
                self._update(f"{number} of {of}")
            case StepFinished(step=step, effort=effort) if effort:
                self.line(f"         {_done_text(step, effort)}")
            case SessionFinished(completed=completed):
                self.completed = completed
                self.line(self._ending() if completed else "Stopped. What you did is kept.")
            case StepStarted(step=step):
                self.line(_headline(self._session, step))
            case _ if text := self._news(event):
                self.line(f"         {text}")

    def _news(self, event: Event) -> str:
        """Pauses and changes on the way, in words; empty for what needs none."""
        match event:
            case Paused(asleep=asleep):
                why = "The computer slept: paused where you left." if asleep else "Paused."
                return f"{why} Space goes on."
            case ResumeStarted(lead_s=lead):
                return f"Going on in {seconds_text(lead)}"
            case Resumed():
                return "Go on."
            case TimelineChanged(timeline=timeline):
                before, self._timeline = self._timeline, timeline
                index = self._session.step.index
                if timeline.ends_at and is_shorter(before, timeline, index):
                    names = coming_names(timeline, index)
                    return f"Shortened, to end at {timeline.ends_at:%H:%M}: {names}."
        return ""

    def _ending(self) -> str:
        warmed_up = self._session.timeline.kind is Kind.WARM_UP
        return "Done. Go run." if warmed_up else "Done. Well held."

    def show_time(self, now: float) -> None:
        if not self._live or self._session.state is State.FINISHED:
            return
        view = self._session.view(now)
        if view.state is State.PAUSED:
            self._update("paused")
        elif view.left is not None:
            rep = f"   rep {view.rep} of {view.step.reps}" if view.rep else ""
            self._update(f"{shown_seconds(view.left):4d} s{rep}")

    def _update(self, text: str) -> None:
        if self._live and text != self._status:
            self._wipe()
            self._out.write(f"\r         {text}")
            self._out.flush()
            self._status = text

    def _wipe(self) -> None:
        if self._status:
            self._out.write("\r" + " " * (len(self._status) + 9) + "\r")
            self._status = ""


def _done_text(step: Step, effort: Effort) -> str:
    done = []
    if effort.held_s is not None:
        done.append(f"held {seconds_text(effort.held_s)}")
    if effort.done_reps is not None:
        done.append(f"{effort.done_reps} of {step.reps}")
    return f"{', '.join(done)} ({effort.ended_by})"


def _headline(session: Session, step: Step) -> str:
    at = clock_time(step.at)
    side = f", {SIDE[step.side]}" if step.side in (Side.LEFT, Side.RIGHT) else ""
    length = "at your own pace" if step.seconds is None else seconds_text(step.seconds)
    match step.kind:
        case StepKind.READY:
            text = f"Get ready: {step.exercise.name}{side} · {amount_text(step)}"
        case StepKind.SWITCH:
            text = f"Switch: {SIDE[step.side]}"
        case StepKind.BETWEEN:
            text = f"Rest, then {set_text(step).lower()}"
        case StepKind.REST:
            coming = next_effort(session.timeline, step.index)
            text = "Rest"
            if coming:
                text = f"Rest. Next: {coming.exercise.name} · {amount_text(coming)}"
        case StepKind.WORK:
            sets = set_text(step)
            text = f"{step.exercise.name}{side}" + (f" · {sets}" if sets else "")
            if step.reps:
                text += f" · {step.reps} {'steps' if step.exercise.measure == 'steps' else 'reps'}"
    mark = ">" if step.kind is StepKind.WORK else " "
    return f"{at:>6} {mark} {text} · {length}"


@contextlib.contextmanager
def _single_keys(wanted: bool) -> Iterator[None]:
    """Keys arrive one by one and unechoed while inside; the terminal is put back afterwards."""
    if not wanted:
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def reads_keys() -> bool:
    """Whether single keys can be read here: a terminal on standard input, on a POSIX system."""
    return os.name == "posix" and sys.stdin is not None and sys.stdin.isatty()
