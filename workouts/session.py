"""The engine: a timeline plus the passing of time, turned into events.

A session never reads a clock. Every method takes `now` (seconds on any monotonic scale) and
returns what happened, in order. One late call gives the same events as many prompt ones.
"""

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from math import ceil, floor

from workouts.events import (
    Effort,
    EndedBy,
    Event,
    Part,
    PartStarted,
    Paused,
    RepCounted,
    RepStarted,
    Resumed,
    ResumeStarted,
    SecondLeft,
    SessionFinished,
    StepFinished,
    StepLengthened,
    StepStarted,
    TimelineChanged,
)
from workouts.model import Exercise, Measure
from workouts.timeline import (
    Step,
    StepKind,
    Timeline,
    lay_out,
    one_sided,
    total,
    with_variation,
)
from workouts.trim import trimmed_from

BACK_AGAIN_S = 2.0  # going back within this long of a step's start means the one before
RESUME_LEAD_S = 3.0
LIFT_INTO_HOLD_S = 2.0  # the figure moves into a hold at the end of the step before it
TRIM_S = 0.01  # less than this is not worth changing a session for
TINY = 1e-9

Beat = tuple[float, SecondLeft | RepStarted | PartStarted]  # seconds into the step, what happens


class State(Enum):
    READY = auto()
    RUNNING = auto()
    PAUSED = auto()
    RESUMING = auto()
    FINISHED = auto()


@dataclass(frozen=True, slots=True)
class View:
    """Where a session is at one moment, for whoever draws it."""

    state: State
    step: Step
    into: float  # seconds into the step
    left: float | None  # seconds to its end; None when self-paced
    length: float | None  # how long the step lasts in all, with what was added
    active_s: float
    rep: int  # the rep under way, from 1; counted reps when self-paced; 0 in a hold
    part: Part | None
    phase: float  # of the movement: 0 start, 0.5 the top, towards 1 on the way back
    resume_in: float = 0.0  # seconds of the lead-in still to go


class Session:
    """One run through a timeline, from its start or from where a checkpoint left it."""

    def __init__(
        self,
        timeline: Timeline,
        *,
        at_step: int = 0,
        into_s: float = 0.0,
        active_s: float = 0.0,
        counted: int = 0,
        length_s: float | None = None,
        resume_lead_s: float = RESUME_LEAD_S,
    ) -> None:
        if not timeline.steps:
            raise ValueError(f"workout {timeline.workout_id!r} has no steps")
        self.timeline = timeline
        self.state = State.READY
        self._resume_lead_s = resume_lead_s
        self._index = at_step
        self._start_into = into_s
        self._start_length = length_s  # of the first step, where it is not as planned
        self._origin = -active_s  # the `now` that counts as active second 0
        self._step_at = 0.0  # active second the current step began
        self._length = 0.0
        self._frozen_at = 0.0  # active second of the pause
        self._resume_at = 0.0  # the `now` at which a lead-in ends
        self._beats: deque[Beat] = deque()
        self._counted = counted

    @property
    def step(self) -> Step:
        return self.timeline.steps[self._index]

    @property
    def due(self) -> float | None:
        """The `now` at which the next thing happens; None while nothing is going to."""
        match self.state:
            case State.RUNNING:
                due = self._next_due()
                return None if due is None else self._origin + due
            case State.RESUMING:
                return self._resume_at
        return None

    @property
    def step_origin(self) -> float:
        """The `now` at which the current step began, had nothing paused it. Running only."""
        return self._origin + self._step_at

    @property
    def paused_since(self) -> float:
        """The `now` at which the pause began, which may be long before it was noticed."""
        return self._origin + self._frozen_at

    def active_s(self, now: float) -> float:
        """Seconds gone by since the start, pauses left out."""
        match self.state:
            case State.READY:
                return -self._origin
            case State.RUNNING:
                return now - self._origin
        return self._frozen_at

    def start(self, now: float) -> list[Event]:
        if self.state is not State.READY:
            return []
        self._origin += now
        self.state = State.RUNNING
        at = now - self._origin
        started = self._enter(self._index, at, self._start_into, self._counted, self._start_length)
        return [started, *self.advance(now)]

    def advance(self, now: float) -> list[Event]:
        """Everything that fell due up to `now`, in order, each exactly once."""
        events: list[Event] = []
        if self.state is State.RESUMING and now >= self._resume_at:
            events += self._go_on(self._resume_at)
        while self.state is State.RUNNING:
            due = self._next_due()
            if due is None or self._origin + due > now:
                break
            events += self._take_next(due)
        return events

    def pause(self, now: float, *, asleep: bool = False) -> list[Event]:
        events = self.advance(now)
        if self.state is State.RESUMING:
            self.state = State.PAUSED
            return [*events, Paused(self._frozen_at, asleep)]
        if self.state is not State.RUNNING:
            return events
        self._frozen_at, self.state = now - self._origin, State.PAUSED
        return [*events, Paused(self._frozen_at, asleep)]

    def resume(self, now: float) -> list[Event]:
        """Go on after the lead-in; a second press during the lead-in goes on at once."""
        events = self.advance(now)
        if self.state is State.PAUSED and self._resume_lead_s:
            self.state, self._resume_at = State.RESUMING, now + self._resume_lead_s
            return [ResumeStarted(self._frozen_at, self._resume_lead_s)]
        if self.state in (State.PAUSED, State.RESUMING):
            return [*self._go_on(now), *self.advance(now)]
        return events

    def skip(self, now: float) -> list[Event]:
        """Leave the current step; the next one starts at once."""
        return self._leave_by_key(now, EndedBy.SKIPPED)

    def done(self, now: float) -> list[Event]:
        """End the current effort as done; what was counted (or the target) is kept."""
        return self._leave_by_key(now, EndedBy.DONE, only_work=True)

    def drop(self, now: float) -> list[Event]:
        """Let go early: what was held or counted so far is what is kept."""
        return self._leave_by_key(now, EndedBy.DROPPED, only_work=True)

    def back(self, now: float) -> list[Event]:
        """Start the step again; within two seconds of its start, go to the one before."""
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED):
            return events
        again = self.active_s(now) - self._step_at < BACK_AGAIN_S
        target = max(0, self._index - 1) if again else self._index
        return [*events, *self._jump(now, target), *self.advance(now)]

    def seek(self, now: float, index: int) -> list[Event]:
        """Go to the start of any step. Raises IndexError where there is none."""
        if not 0 <= index < len(self.timeline.steps):
            raise IndexError(f"step {index} of {len(self.timeline.steps)}")
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED):
            return events
        return [*events, *self._jump(now, index), *self.advance(now)]

    def extend(self, now: float, seconds: float) -> list[Event]:
        """Make the current step longer or shorter. Paced reps keep their count: no effect."""
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED) or not self._elastic():
            return events
        active = self.active_s(now)
        into = active - self._step_at
        self._length = max(into, self._length + seconds)
        self._beats = deque(beat for beat in beats(self.step, self._length) if beat[0] > into)
        return [*events, StepLengthened(active, self._length), *self.advance(now)]

    def count(self, now: float) -> list[Event]:
        """The athlete counts one rep of a self-paced set."""
        events = self.advance(now)
        if self.state is not State.RUNNING or not self.step.self_paced or not self._at_work():
            return events
        self._counted += 1
        return [*events, RepCounted(now - self._origin, self._counted, self.step.reps)]

    def swap_sides(self, now: float) -> list[Event]:
        """The other side first, from the next side not yet begun in this item or a later one.

        An item kept to one side stays on it.
        """
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED):
            return events
        began, alone = self._item_has_begun(), one_sided(self.timeline)
        steps = [
            step
            if step.index < self._index or step.item in alone or (began and self._same_item(step))
            else replace(step, side=step.side.other)
            for step in self.timeline.steps
        ]
        options = self.timeline.options
        first = options.first_side.other
        self.timeline = replace(self.timeline, options=replace(options, first_side=first))
        return [*events, *self.rearrange(now, steps)]

    def swap_exercise(self, now: float, exercise: Exercise) -> list[Event]:
        """Another exercise in place of the coming one, while resting or getting ready for it."""
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED) or not self.step.first_of_item:
            return events
        steps = with_variation(self.timeline, self._index, exercise)
        return [*events, *self.rearrange(now, steps)]

    def rearrange(self, now: float, steps: list[Step]) -> list[Event]:
        """Put other steps in place of what is to come; those already begun must stay.

        Raises ValueError where a step already begun would become another kind, or go.
        """
        begun = self._index + 1
        if [s.kind for s in steps[:begun]] != [s.kind for s in self.timeline.steps[:begun]]:
            raise ValueError("what has been done cannot be rearranged")
        self.timeline = replace(self.timeline, steps=lay_out(steps))
        return [TimelineChanged(self.active_s(now), self.timeline)]

    def remaining_s(self, now: float) -> float:
        """Seconds to the end if nobody presses anything, the lead-in after a pause included."""
        after = total(self.timeline.steps[self._index + 1 :])
        into = self.active_s(now) - self._step_at
        lead = self._resume_at - now if self.state is State.RESUMING else 0.0
        return max(0.0, self._length - into) + after + max(0.0, lead)

    def promise(self, ends_at: datetime) -> None:
        """Remember when it has to be over, on the clock of the wall; keeping it is `trim`."""
        self.timeline = replace(self.timeline, ends_at=ends_at)

    def seconds_left(self, wall: datetime) -> float | None:
        """To the promised end; None where none was promised, or while nobody is exercising."""
        ends_at = self.timeline.ends_at
        if ends_at is None or self.state not in (State.RUNNING, State.RESUMING):
            return None
        return (ends_at - wall).total_seconds()

    def trim(self, now: float, seconds: float, filler: Exercise) -> list[Event]:
        """Less time: what is to come lasts `seconds` from now, and what matters most stays.

        Where even the step under way is too long, it ends early and nothing follows. Never makes
        a session longer. `filler` takes seconds that nothing else can.
        """
        events = self.advance(now)
        if self.state not in (State.RUNNING, State.PAUSED, State.RESUMING):
            return events
        lead = self._resume_at - now if self.state is State.RESUMING else 0.0
        if max(seconds, lead) >= self.remaining_s(now) - TRIM_S:
            return events
        seconds -= lead
        into = self.active_s(now) - self._step_at
        steps, self._length = trimmed_from(
            self.timeline, self._index, into, self._length, seconds, filler
        )
        self._beats = deque(beat for beat in beats(self.step, self._length) if beat[0] > into)
        self._beats = deque(beat for beat in self._beats if beat[0] <= self._length)
        return [*events, *self.rearrange(now, steps), *self.advance(now)]

    def stop(self, now: float) -> list[Event]:
        """End the session early; what was done of the current step is kept."""
        if self.state is State.READY:
            self._frozen_at, self.state = self.active_s(now), State.FINISHED
            return [SessionFinished(self._frozen_at, completed=False)]
        events = self.advance(now)
        if self.state is State.FINISHED:
            return events
        at = self.active_s(now)
        left = self._finished(at, EndedBy.DROPPED)
        self._frozen_at, self.state = at, State.FINISHED
        return [*events, left, SessionFinished(at, completed=False)]

    def view(self, now: float) -> View:
        """Where the session is at `now`, changing nothing."""
        into, length = self.active_s(now) - self._step_at, self._length
        if self.state is State.READY:
            into = self._start_into
            length = max(into, self._start_length or self.step.planned_s)
        return self._view(now, max(0.0, into), None if self._endless() else length)

    def _view(self, now: float, into: float, length: float | None) -> View:
        if length is not None:
            into = min(into, length)  # what fell due since belongs to the next step
        left = None if length is None else length - into
        rep, part, phase = movement(self.timeline, self._index, into, length)
        return View(
            state=self.state,
            step=self.step,
            into=into,
            left=left,
            length=length,
            active_s=self.active_s(now),
            rep=self._counted if self._endless() else rep,
            part=part,
            phase=phase,
            resume_in=max(0.0, self._resume_at - now) if self.state is State.RESUMING else 0.0,
        )

    def _endless(self) -> bool:
        return self.step.self_paced and self._at_work()

    def _at_work(self) -> bool:
        return self.step.kind is StepKind.WORK

    def _elastic(self) -> bool:
        return not self._at_work() or (self.step.is_hold and not self.step.self_paced)

    def _same_item(self, step: Step) -> bool:
        return (step.item, step.round_no) == (self.step.item, self.step.round_no)

    def _item_has_begun(self) -> bool:
        """Whether an effort of the current item lies behind or under way."""
        return any(
            self._same_item(step) and step.kind is StepKind.WORK
            for step in self.timeline.steps[: self._index + 1]
        )

    def _settle(self, now: float) -> list[Event]:
        """What fell due, and the end of a lead-in: a key pressed during it means go."""
        events = self.advance(now)
        if self.state is State.RESUMING:
            events += [*self._go_on(now), *self.advance(now)]
        return events

    def _go_on(self, now: float) -> list[Event]:
        self._origin = now - self._frozen_at
        self.state = State.RUNNING
        return [Resumed(self._frozen_at)]

    def _next_due(self) -> float | None:
        if self._beats:
            return self._step_at + self._beats[0][0]
        return None if self._endless() else self._step_at + self._length

    def _take_next(self, due: float) -> list[Event]:
        if not self._beats:
            return self._leave(due, EndedBy.TARGET)
        _, beat = self._beats.popleft()
        return [replace(beat, at=due)]

    def _leave_by_key(
        self, now: float, ended_by: EndedBy, *, only_work: bool = False
    ) -> list[Event]:
        events = self._settle(now)
        if self.state not in (State.RUNNING, State.PAUSED):
            return events
        if only_work and not self._at_work():
            return events
        return [*events, *self._leave(self.active_s(now), ended_by), *self.advance(now)]

    def _jump(self, now: float, index: int) -> list[Event]:
        at = self.active_s(now)
        return [self._finished(at, EndedBy.SKIPPED), self._enter(index, at)]

    def _leave(self, at: float, ended_by: EndedBy) -> list[Event]:
        finished = self._finished(at, ended_by)
        if self._index + 1 < len(self.timeline.steps):
            return [finished, self._enter(self._index + 1, at)]
        self._frozen_at, self.state = at, State.FINISHED
        return [finished, SessionFinished(at, completed=True)]

    def _enter(
        self,
        index: int,
        at: float,
        into: float = 0.0,
        counted: int = 0,
        length: float | None = None,
    ) -> StepStarted:
        self._index, self._step_at, self._counted = index, at - into, counted
        self._length = max(into, length or self.step.planned_s)
        self._beats = deque(beat for beat in beats(self.step, self._length) if beat[0] >= into)
        return StepStarted(at, self.step, into)

    def _finished(self, at: float, ended_by: EndedBy) -> StepFinished:
        if not self._at_work():
            return StepFinished(at, self.step, None)
        return StepFinished(at, self.step, self._effort(at - self._step_at, ended_by))

    def _effort(self, into: float, ended_by: EndedBy) -> Effort:
        """What was done after `into` seconds; a target reached is exactly its target.

        A hold the athlete made shorter ends as done, not at its target.
        """
        if ended_by is EndedBy.TARGET:
            into = self._length
            if into < self.step.planned_s - TINY:
                ended_by = EndedBy.DONE
        step = self.step
        if step.is_hold:
            return Effort(None, into, into, ended_by)
        if step.self_paced:
            reps = self._counted or (step.reps if ended_by is EndedBy.DONE else 0)
            return Effort(reps, None, into, ended_by)
        reps = reps_done(step, into)
        held = None
        if step.exercise.measure is Measure.REPS_WITH_HOLD:
            held = held_in_reps(step, into)
        return Effort(reps, held, into, ended_by)


def beats(step: Step, length: float) -> list[Beat]:
    """What happens inside a step of that length: whole seconds left, reps and their parts."""
    found: list[Beat] = []
    if not (step.self_paced and step.kind is StepKind.WORK):
        found += [
            (max(0.0, length - left), SecondLeft(0.0, left))
            for left in range(floor(length + TINY), 0, -1)
        ]
    if step.kind is StepKind.WORK and step.reps and step.tempo and not step.self_paced:
        found += _rep_beats(step)
    return sorted(found, key=lambda beat: beat[0])


def _rep_beats(step: Step) -> list[Beat]:
    assert step.tempo
    lift, pause, lower = step.tempo
    found: list[Beat] = []
    for number in range(1, step.reps + 1):
        at = (number - 1) * (step.rep_s + step.between_s)
        found.append((at, RepStarted(0.0, number, step.reps)))
        ends: list[tuple[float, Part]] = []
        if pause:
            ends.append((at + lift, Part.PAUSE))
        if lower:
            ends.append((at + lift + pause, Part.LOWER))
        if step.between_s and number < step.reps:
            ends.append((at + step.rep_s, Part.GAP))
        found += [(when, PartStarted(0.0, number, part)) for when, part in ends]
    return found


def reps_done(step: Step, into: float) -> int:
    """Whole reps completed after `into` seconds: the last part of each must have ended."""
    if into < step.rep_s - TINY:
        return 0
    cycle = step.rep_s + step.between_s
    return min(step.reps, floor((into - step.rep_s) / cycle + TINY) + 1)


def held_in_reps(step: Step, into: float) -> float:
    """Seconds spent in the pauses of the reps after `into` seconds."""
    assert step.tempo
    lift, pause, _ = step.tempo
    cycle = step.rep_s + step.between_s
    whole = min(step.reps, floor(into / cycle + TINY))
    rest = into - whole * cycle
    partial = min(max(rest - lift, 0.0), pause) if whole < step.reps else 0.0
    return round(whole * pause + partial, 6)


def movement(
    timeline: Timeline, index: int, into: float, length: float | None
) -> tuple[int, Part | None, float]:
    """The rep under way, its part, and the phase of the movement `into` a step."""
    step = timeline.steps[index]
    if step.kind is not StepKind.WORK:
        return 0, None, _phase_between_efforts(timeline, index, into, length)
    if step.is_hold:
        return 0, None, 0.5
    if step.self_paced or not step.tempo:
        return 0, None, _looped(into, step.tempo or (2.0, 1.0, 2.0))
    cycle = step.rep_s + step.between_s
    number = min(step.reps, floor(into / cycle + TINY) + 1)
    rest = max(0.0, into - (number - 1) * cycle)
    if step.exercise.measure is Measure.STEPS:
        return number, Part.LIFT, (into / (2 * cycle)) % 1.0
    part, phase = _part_and_phase(rest, step.tempo)
    return number, part, phase


def _part_and_phase(into_rep: float, tempo: tuple[float, float, float]) -> tuple[Part, float]:
    lift, pause, lower = tempo
    if into_rep < lift:
        return Part.LIFT, 0.5 * into_rep / lift
    if into_rep < lift + pause:
        return Part.PAUSE, 0.5
    if into_rep < lift + pause + lower:
        return Part.LOWER, 0.5 + 0.5 * (into_rep - lift - pause) / lower
    return Part.GAP, 0.0


def _looped(into: float, tempo: tuple[float, float, float]) -> float:
    return _part_and_phase(into % sum(tempo), tempo)[1]


def _phase_between_efforts(
    timeline: Timeline, index: int, into: float, length: float | None
) -> float:
    """Down out of a hold at first, up into one at the end; at rest in between."""
    step = timeline.steps[index]
    if not step.is_hold:
        return 0.0
    seconds = length or step.planned_s
    move = min(LIFT_INTO_HOLD_S, seconds / 2)
    if step.kind in (StepKind.BETWEEN, StepKind.SWITCH) and into < move:
        return 0.5 + 0.5 * into / move
    follows = timeline.steps[index + 1].kind if index + 1 < len(timeline.steps) else None
    if follows is StepKind.WORK and seconds - into < move:
        return 0.5 * (1.0 - (seconds - into) / move)
    return 0.0


def next_effort(timeline: Timeline, index: int) -> Step | None:
    """The first work step after a step; None at the end."""
    return next((s for s in timeline.steps[index + 1 :] if s.kind is StepKind.WORK), None)


def shown_seconds(left: float) -> int:
    """Whole seconds as a countdown shows them: 20 at the start, 1 until the end."""
    return max(0, ceil(left - TINY))
