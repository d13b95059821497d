"""What can happen in a session. `at` is the active second it fell due: pauses do not count."""

from dataclasses import dataclass
from enum import StrEnum

from workouts.timeline import Step, Timeline


class EndedBy(StrEnum):
    TARGET = "target"  # the clock or the count reached it
    DONE = "done"  # the athlete said so
    DROPPED = "dropped"  # let go early; what was done counts
    SKIPPED = "skipped"  # went on to something else


class Part(StrEnum):
    """The parts of one rep."""

    LIFT = "lift"
    PAUSE = "pause"
    LOWER = "lower"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Effort:
    """What was done in one work step. Unknown is None, never 0."""

    done_reps: int | None
    held_s: float | None
    active_s: float
    ended_by: EndedBy


@dataclass(frozen=True, slots=True)
class StepStarted:
    at: float
    step: Step
    into: float = 0.0  # seconds of it already done, when a session is continued


@dataclass(frozen=True, slots=True)
class SecondLeft:
    at: float
    left: int


@dataclass(frozen=True, slots=True)
class RepStarted:
    at: float
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class PartStarted:
    """A part of a rep began (the lift of it is told by RepStarted)."""

    at: float
    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class RepCounted:
    """The athlete counted a rep of a self-paced set."""

    at: float
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class StepLengthened:
    """The current step now lasts `seconds` in all."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class StepFinished:
    at: float
    step: Step
    effort: Effort | None  # None for anything but work


@dataclass(frozen=True, slots=True)
class Paused:
    at: float
    asleep: bool = False  # nobody pressed: the machine slept or stood still


@dataclass(frozen=True, slots=True)
class ResumeStarted:
    """Time goes on after `lead_s` more seconds."""

    at: float
    lead_s: float


@dataclass(frozen=True, slots=True)
class Resumed:
    at: float


@dataclass(frozen=True, slots=True)
class TimelineChanged:
    """What is still to come was rearranged (sides swapped, a variation chosen, time trimmed)."""

    at: float
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class SessionFinished:
    at: float
    completed: bool


Event = (
    StepStarted
    | SecondLeft
    | RepStarted
    | PartStarted
    | RepCounted
    | StepLengthened
    | StepFinished
    | Paused
    | ResumeStarted
    | Resumed
    | TimelineChanged
    | SessionFinished
)
