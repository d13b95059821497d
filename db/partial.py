"""What a checkpoint knows of the effort under way when a session was cut off."""

from datetime import datetime, timedelta

from workouts.events import EndedBy
from workouts.model import Measure
from workouts.records import Checkpoint, SetResult
from workouts.session import held_in_reps, reps_done
from workouts.timeline import Step, StepKind, Timeline


def partial_result(point: Checkpoint, *, position: int, left_at: datetime) -> SetResult | None:
    """The effort under way as a dropped set; None outside of one or before its first moment."""
    if point.step >= len(point.timeline.steps) or point.into_s <= 0:
        return None
    step = point.timeline.steps[point.step]
    if step.kind is not StepKind.WORK:
        return None
    reps, held_s = _done(step, point)
    return SetResult(
        position=position,
        exercise_id=step.exercise.id,
        exercise_name=step.exercise.name,
        side=step.side,
        round_no=step.round_no,
        set_no=step.set_no,
        measure=step.exercise.measure,
        category=step.exercise.category,
        target_reps=step.reps or None,
        target_s=step.target_s,
        done_reps=reps,
        held_s=held_s,
        ended_by=EndedBy.DROPPED,
        started_at=left_at - timedelta(seconds=point.into_s),
        active_s=point.into_s,
    )


def step_after(timeline: Timeline, result: SetResult, at_least: int) -> int | None:
    """The index behind the work step that a result belongs to; None where none fits."""
    for step in timeline.steps[at_least:]:
        if step.kind is StepKind.WORK and (
            (step.exercise.id, step.side, step.round_no, step.set_no)
            == (result.exercise_id, result.side, result.round_no, result.set_no)
        ):
            return step.index + 1
    return None


def _done(step: Step, point: Checkpoint) -> tuple[int | None, float | None]:
    """Whole reps and seconds held, as the engine would have counted them."""
    if step.is_hold:
        return None, point.into_s
    if step.self_paced:
        return point.counted, None
    held = None
    if step.exercise.measure is Measure.REPS_WITH_HOLD:
        held = held_in_reps(step, point.into_s)
    return reps_done(step, point.into_s), held
