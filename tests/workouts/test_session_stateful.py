"""Every key in every order, over several workouts: the promises of the engine hold throughout.

The machine below keeps a model of its own (the active seconds, the length of the step under way,
the reps counted) and a twin that is only ever called late. Each event is checked as it is told.
"""

from itertools import count

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.workouts.samples import (
    ADDUCTOR_HOLD,
    HOLD,
    LUNGES,
    ODD_REPS,
    REPS,
    SIDE_HOLD,
    SIDE_REPS,
    SQUEEZE,
    WALK,
    item,
    timeline,
)
from workouts.events import (
    EndedBy,
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
from workouts.library import load_library
from workouts.model import Measure, Side
from workouts.session import Session, State, next_effort
from workouts.timeline import StepKind

NEAR = 1e-6
BUILT_IN = load_library()
PLANS = {
    "holds of each side with repeats": timeline(item(SIDE_HOLD, ready_s=2), item(HOLD)),
    "paced reps with gaps": timeline(item(SIDE_REPS, ready_s=1), item(SQUEEZE), rest_s=3),
    "self-paced reps between holds": timeline(
        item(HOLD, ready_s=0.5), item(SIDE_REPS, self_paced=True), item(HOLD)
    ),
    "walks and holds that follow at once": timeline(
        item(WALK, ready_s=0), item(HOLD, ready_s=0, hold_s=2.5), rounds=2
    ),
    "odd lengths": timeline(
        item(ODD_REPS, ready_s=0.1), item(LUNGES, ready_s=0), round_rest_s=0.3, rounds=2
    ),
    "adductor holds": timeline(item(ADDUCTOR_HOLD), item(REPS), rest_s=7.7),
    "one hold and nothing else": timeline(item(HOLD, ready_s=0)),
    "adductor-ladder": BUILT_IN.timeline("adductor-ladder"),
    "hip-strength-1": BUILT_IN.timeline("hip-strength-1"),
}
MOMENTS = st.one_of(
    st.floats(0, 0.3), st.floats(0, 4), st.sampled_from([0, 0.5, 1, 2, 3, 5]), st.floats(0, 40)
)


def reps_ended(step, into):
    """The reps whose last part ended before `into`, counted one by one."""
    ends = (n * (step.rep_s + step.between_s) + step.rep_s for n in range(step.reps))
    return sum(end <= into for end in ends)


class Athlete(RuleBasedStateMachine):
    """Presses keys at any moment and checks every event against its own notes."""

    @initialize(
        name=st.sampled_from(sorted(PLANS)),
        lead=st.sampled_from([0.0, 3.0]),
        uptime=st.floats(0, 1e6),
    )
    def begin(self, name, lead, uptime):
        self.now, self.active, self.lead = uptime, 0.0, lead
        self.goes_on_at = None  # the `now` at which a lead-in ends
        self.open = None  # the StepStarted not yet finished
        self.length = 0.0
        self.counted = self.expected_rep = 0
        self.last_at, self.last_left = 0.0, None
        self.ended = self.keys = 0
        self.planned_sides = self.sides(PLANS[name])
        self.prompt = []  # what was told since the last key, to compare with the late twin
        self.paused, self.asked = False, None
        self.session, self.twin = (Session(PLANS[name], resume_lead_s=lead) for _ in "ab")
        self.press("start")

    # What happens to the session

    @rule(seconds=MOMENTS)
    def time_passes(self, seconds):
        self.catch_up()
        end = self.now + seconds
        while (due := self.session.due) is not None and due <= end:
            self.let_time_be(due)
            assert self.catch_up(), "woken for nothing"
        self.let_time_be(end)
        assert self.catch_up() == []

    @rule(seconds=MOMENTS)
    def time_passes_unwatched(self, seconds):
        """Nobody calls; the next key finds all that fell due meanwhile."""
        self.let_time_be(self.now + seconds)

    @rule()
    def pause(self):
        self.press("pause")
        assert self.session.state in (State.PAUSED, State.FINISHED)

    @rule(late=st.floats(5.1, 5000))
    def the_machine_sleeps(self, late):
        self.catch_up()
        if (due := self.session.due) is None:
            return
        self.let_time_be(due)
        told = self.press("pause", asleep=True)
        assert self.session.state is State.FINISHED or told[-1] == Paused(told[-1].at, True)
        self.now += late

    @rule()
    def resume(self):
        self.press("resume")

    @rule()
    def resume_twice(self):
        self.press("resume")
        self.press("resume")
        assert self.session.state in (State.RUNNING, State.FINISHED)

    @rule()
    def skip(self):
        self.settle()
        was = self.session
        index, state = was.step.index, was.state
        self.press("skip")
        if state is not State.FINISHED:
            assert was.step.index == index + 1 or was.state is State.FINISHED

    @rule()
    def back(self):
        self.settle()
        if self.session.state is State.FINISHED:
            assert self.press("back") == []
            return
        index, into = self.session.step.index, self.session.view(self.now).into
        self.press("back")
        if abs(into - 2) > NEAR:
            assert self.session.step.index == (max(0, index - 1) if into < 2 else index)

    @rule(data=st.data())
    def seek(self, data):
        index = data.draw(st.integers(0, len(self.session.timeline.steps) - 1))
        self.settle()
        if self.press("seek", index):
            assert self.session.step.index == index

    @rule(seconds=st.sampled_from([10, -10, 10, -10, 30, 0.5, -1.5, -1000]))
    def extend(self, seconds):
        self.settle()
        if self.open and self.session.state is not State.FINISHED:
            self.asked = max(self.into(self.active), self.length + seconds)
        self.press("extend", seconds)

    @rule()
    def drop(self):
        self.press("drop")

    @rule()
    def done(self):
        self.press("done")

    @rule()
    def count(self):
        self.press("count")

    @rule()
    def swap_sides(self):
        self.settle()
        was, index = self.session.timeline, self.session.step.index
        self.press("swap_sides")
        assert self.session.timeline.steps[:index] == was.steps[:index]

    @rule(variation=st.sampled_from([HOLD, SIDE_HOLD, SIDE_REPS, WALK]))
    def swap_exercise(self, variation):
        """An easier or harder one in place of the coming one; nothing else may change."""
        self.settle()
        was, step = self.session.timeline, self.session.step
        others = [self.sides(was, but=step.item), was.steps[: step.index]]
        self.planned_sides = None
        self.press("swap_exercise", variation)
        now = self.session.timeline
        self.planned_sides = self.sides(now)
        assert [self.sides(now, but=step.item), now.steps[: step.index]] == others
        if now is not was:
            assert next_effort(now, step.index).exercise is variation

    @precondition(lambda self: self.keys > 3)
    @rule()
    def stop(self):
        self.press("stop")

    @precondition(lambda self: self.session.state is not State.FINISHED)
    @rule(asleep=st.floats(0, 100))
    def be_killed_and_continue(self, asleep):
        """The program dies; a new session goes on from the last checkpoint, with its lead-in."""
        self.catch_up()
        if self.session.state is State.FINISHED:
            return
        view, timeline_ = self.session.view(self.now), self.session.timeline
        self.now += asleep
        self.session, self.twin = (
            Session(
                timeline_,
                at_step=view.step.index,
                into_s=view.into,
                active_s=view.active_s,
                counted=self.counted,
                resume_lead_s=self.lead,
            )
            for _ in "ab"
        )
        waiting = self.session.view(self.now)
        assert (waiting.into, waiting.state) == (view.into, State.READY)
        self.open, self.goes_on_at, self.paused, self.prompt = None, None, False, []
        counted = self.counted
        self.press("start")
        self.counted = counted

    # What the model knows

    def let_time_be(self, now):
        """Active seconds go by unless paused or in a lead-in; all before the end counts."""
        if self.goes_on_at is not None and now >= self.goes_on_at:
            self.active += now - self.goes_on_at
            self.goes_on_at, self.paused = None, False
        elif not self.paused:
            self.active += now - self.now
        self.now = now

    def press(self, key, *arguments, **named):
        """Press a key on the session and on its late twin; both must tell the same."""
        self.keys += 1
        told = getattr(self.session, key)(self.now, *arguments, **named)
        late = getattr(self.twin, key)(self.now, *arguments, **named)
        assert late == [*self.prompt, *told]
        self.prompt = []
        self.check(told)
        return told

    def catch_up(self):
        told = self.session.advance(self.now)
        self.check(told)
        self.prompt += told
        return told

    def settle(self):
        """As a key does first: what fell due is told, and a lead-in ends."""
        self.catch_up()
        if self.session.state is State.RESUMING:
            self.press("resume")

    def into(self, at):
        return at - self.open.at + self.open.into

    # What every event must be

    def check(self, events):
        for event in events:
            assert not self.ended, "something happened after the end"
            assert event.at >= self.last_at - NEAR, "out of order"
            assert event.at <= self.active + NEAR, "early"
            self.last_at = max(self.last_at, event.at)
            self.look_at(event)
        if self.ended:
            self.paused, self.goes_on_at = True, None
        due = self.session.due
        assert due is None or due > self.now, "due in the past"

    def look_at(self, event):  # noqa: C901 - one case for each kind of event
        match event:
            case StepStarted():
                self.step_started(event)
            case StepFinished():
                self.step_finished(event)
            case SecondLeft(at=at, left=left):
                assert left == pytest.approx(self.length - self.into(at), abs=NEAR)
                assert self.last_left is None or left < self.last_left
                self.last_left = left
            case RepStarted(number=number, of=of):
                assert of == self.open.step.reps
                assert self.expected_rep in (None, number)
                self.expected_rep = number + 1
            case RepCounted(number=number):
                self.counted += 1
                assert number == self.counted
            case StepLengthened(seconds=seconds):
                assert seconds == pytest.approx(self.asked, abs=NEAR)
                self.length, self.last_left = seconds, None
            case Paused():
                self.paused, self.goes_on_at = True, None
            case ResumeStarted(lead_s=lead_s):
                assert self.paused
                self.goes_on_at = self.now + lead_s
            case Resumed():
                self.paused, self.goes_on_at = False, None
            case TimelineChanged(timeline=changed):
                assert self.planned_sides in (None, self.sides(changed))
            case SessionFinished():
                assert self.open is None
                self.ended += 1

    def step_started(self, event):
        assert self.open is None, "a step began inside another"
        self.open = event
        self.length = max(event.into, event.step.planned_s)
        self.counted, self.last_left = 0, None
        self.expected_rep = None if event.into else 1

    def step_finished(self, event):
        assert self.open, "a step ended that had not begun"
        assert event.step.index == self.open.step.index
        into, step, effort = self.into(event.at), event.step, event.effort
        self.open = None
        assert (effort is not None) == (step.kind is StepKind.WORK)
        if effort is None:
            return
        assert effort.active_s == pytest.approx(into, abs=NEAR)
        if effort.ended_by is EndedBy.TARGET:
            assert not step.self_paced
            assert into == pytest.approx(self.length, abs=NEAR)
        if step.exercise.measure is Measure.HOLD:
            assert effort.held_s == pytest.approx(into, abs=NEAR)
        elif step.self_paced:
            whole = step.reps if effort.ended_by is EndedBy.DONE else 0
            assert effort.done_reps == (self.counted or whole)
        else:
            least, most = reps_ended(step, into - NEAR), reps_ended(step, into + NEAR)
            assert least <= effort.done_reps <= most

    @staticmethod
    def sides(timeline_, but=None):
        """How much work each side of each item gets, whatever the order."""
        works = [s for s in timeline_.steps if s.kind is StepKind.WORK and s.item != but]
        return sorted((s.round_no, s.item, s.side, s.planned_s) for s in works)

    # What always holds

    @invariant()
    def active_time_counts_no_pause_and_no_lead_in(self):
        told = self.session.active_s(self.now)
        if self.ended:
            assert told == pytest.approx(self.last_at, abs=NEAR)
        elif self.session.state is not State.RESUMING:
            assert told == pytest.approx(self.active, abs=NEAR)

    @invariant()
    def it_ends_exactly_once(self):
        assert self.ended == (self.session.state is State.FINISHED)

    @invariant()
    def a_step_is_always_under_way_until_the_end(self):
        assert (self.open is None) == bool(self.ended)

    @invariant()
    def nothing_is_due_while_paused_or_after_the_end(self):
        if self.session.state in (State.PAUSED, State.FINISHED):
            assert self.session.due is None

    @invariant()
    def it_can_be_looked_at_any_time_and_changes_nothing(self):
        before = self.session.due
        for later in (0, 0.01, 1, 100):
            view = self.session.view(self.now + later)
            assert 0 <= view.phase <= 1
            assert view.into >= 0
            assert view.resume_in >= 0
            if view.left is None:
                assert view.step.self_paced
                assert view.length is None
            else:
                assert 0 <= view.left <= view.length
                assert 0 <= view.rep <= view.step.reps
        assert self.session.due == before


Athlete.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestEveryKeyInEveryOrder = Athlete.TestCase


@pytest.mark.parametrize("name", PLANS)
def test_left_alone_it_lasts_as_long_as_announced(name):
    session = Session(PLANS[name])
    events = session.start(0.0)
    for _ in count():
        if session.state is State.FINISHED:
            break
        told = session.done(events[-1].at) if session.due is None else session.advance(session.due)
        events += told
    finished = [e for e in events if isinstance(e, StepFinished)]
    assert [e.step for e in finished] == list(PLANS[name].steps)
    paced = sum(s.seconds or 0 for s in PLANS[name].steps)
    assert events[-1].at == pytest.approx(paced, abs=1e-3)
    assert {e.step.side for e in finished} <= set(Side)
