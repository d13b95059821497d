"""Numbers, sides and amounts as people read them on a screen or in a terminal."""

from datetime import datetime, timedelta
from math import ceil

from workouts.model import Measure, Side, Sided
from workouts.timeline import Step, StepKind, Timeline

NOTICED_S = 2.0  # a start that took a moment is not told
SIDE = {
    Side.LEFT: "left side",
    Side.RIGHT: "right side",
    Side.BOTH: "both sides",
    Side.ALTERNATING: "side by side in turn",
}
# What was said of a set -> RPE, reps in reserve, words.
EFFORTS = {
    "hard": (9.0, 1.0, "hard"),
    "right": (7.0, 4.0, "about right"),
    "easy": (5.0, 6.0, "easy"),
}


def clock_time(seconds: float) -> str:
    """Minutes and seconds, as 7:05; hours where there are any."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def seconds_text(seconds: float) -> str:
    """Seconds without needless decimals: 20 s, 14.5 s."""
    return f"{round(seconds, 1):g} s"


def amount_text(step: Step) -> str:
    """What is to be done of an exercise: 4 × 20 s each side, 10 reps each side."""
    dose = step.dose
    each = " each side" if step.exercise.sided is Sided.EACH_SIDE else ""
    match step.exercise.measure:
        case Measure.HOLD:
            seconds = seconds_text(dose.hold_s or step.planned_s)
            return f"{dose.repeats} × {seconds}{each}" if dose.repeats > 1 else f"{seconds}{each}"
        case Measure.STEPS:
            laps = dose.laps or 1
            steps = f"{dose.out} + {dose.back} steps" if dose.back else f"{dose.out} steps"
            return f"{laps} × {steps}" if laps > 1 else steps
    each = " each leg" if step.exercise.sided is Sided.ALTERNATING else each
    return f"{dose.reps} reps{each}"


def set_text(step: Step) -> str:
    """Set and round, where there is more than one: Set 2 of 4 · Round 1 of 3."""
    parts = []
    if step.sets > 1:
        parts.append(f"Set {step.set_no} of {step.sets}")
    if step.rounds > 1:
        parts.append(f"Round {step.round_no} of {step.rounds}")
    return " · ".join(parts)


def place_text(step: Step) -> str:
    """Where a session stood, as the question "continue?" puts it: set 3, left side."""
    side = f", {SIDE[step.side]}" if step.side in (Side.LEFT, Side.RIGHT) else ""
    return f"{step.exercise.name}, set {max(1, step.set_no)}{side}"


def finish_text(end: datetime) -> str:
    """When it ends, as a clock on the wall says it; a promise of 07:10 reads 07:10."""
    whole = end.replace(microsecond=0) + timedelta(seconds=ceil(end.microsecond / 1e6 - 0.05))
    return f"Done at {whole:%H:%M}"


def coming_names(timeline: Timeline, index: int) -> str:
    """What is still to come from a step on, each exercise once."""
    works = (step for step in timeline.steps[index:] if step.kind is StepKind.WORK)
    return ", ".join(dict.fromkeys(step.exercise.name for step in works))


def is_shorter(before: Timeline, after: Timeline, index: int) -> bool:
    """Whether somebody at step `index` would notice that what is to come was shortened."""
    gone = coming_names(before, index) != coming_names(after, index)
    return gone or before.total_s - after.total_s >= NOTICED_S
