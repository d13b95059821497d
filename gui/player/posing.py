"""How the figure stands and moves at a moment of a session. Knows no widget and no clock."""

from math import cos, pi

from gui.player.figure_view import Stance
from workouts.model import LiesOn, Measure, Side
from workouts.session import State, View
from workouts.timeline import Step, StepKind

BREATH_S = 4.0  # one breath in and out
DIM = 0.35  # how bright the muscles are outside of work


def breathes(view: View) -> bool:
    """A hold is held still, but for the breath."""
    holding = view.step.kind is StepKind.WORK and view.step.is_hold
    return holding and view.state is State.RUNNING


def moves(view: View) -> bool:
    """Whether the figure needs frames: in a hold, a pause and a get-ready it stands still."""
    if view.state is not State.RUNNING:
        return False
    if view.step.kind is StepKind.WORK:
        return not view.step.is_hold
    return view.step.kind is StepKind.REST or view.step.is_hold


def stance(view: View, *, breathing: bool) -> Stance:
    """In a rest the coming movement is shown; in a hold the chest rises, with `breathing`."""
    step = view.step
    phase, glow = view.phase, 1.0 if step.kind is StepKind.WORK else DIM
    if step.kind is StepKind.REST and view.state is State.RUNNING:
        phase = _shown_once(view.into, step)
    walks = step.exercise.measure is Measure.STEPS
    if step.side is Side.ALTERNATING and view.rep and not walks:
        phase += view.rep - 1  # every second rep is the other leg's
    breath = round(0.5 - 0.5 * cos(2 * pi * view.into / BREATH_S), 1) if breathing else 0.0
    return Stance(step.exercise.id, step.side.value, round(phase, 4), glow, breath)


def lying_angle(step: Step) -> int:
    """Degrees to turn a picture by for someone lying on the side this step is done on.

    Who lies on the right side has the floor at their right hand: clockwise.
    """
    lies_on_right = step.side is not Side.RIGHT
    if step.exercise.lies_on is LiesOn.WORKING:
        lies_on_right = not lies_on_right
    return 90 if lies_on_right else -90


def _shown_once(into: float, step: Step) -> float:
    """During rest the coming movement is shown at its own tempo."""
    lift, pause, lower = step.tempo or (2.0, 1.0, 2.0)
    cycle = 2.0 + min(pause, 3.0) + 2.0 if step.is_hold else lift + pause + lower
    at = into % (cycle + 1.0)
    if step.is_hold:
        lift, pause, lower = 2.0, min(pause, 3.0), 2.0
    if lift and at < lift:
        return 0.5 * at / lift
    if at < lift + pause:
        return 0.5
    if lower and at < lift + pause + lower:
        return 0.5 + 0.5 * (at - lift - pause) / lower
    return 0.0
