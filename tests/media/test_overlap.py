"""The promises of the coach, tried on sessions nobody wrote."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media import pcm
from media.coach import Coach, script_rows
from media.cue_player import GIVE_WAY_FADE_S, OVERLAP_S, CuePlayer
from media.phrases import estimate_seconds
from media.wire import cue_as_json
from tests.fakes import FakeClock
from tests.media.fakes import FakeMixer, FakeVoice
from workouts.cues import CueKind, CueStyle, Rank
from workouts.events import EndedBy, StepFinished, StepStarted
from workouts.library import load_library
from workouts.model import Item, Kind, Measure, Workout
from workouts.session import Session, State
from workouts.timeline import Options, StepKind, compile_workout

LIBRARY = load_library()
EXERCISES = sorted(LIBRARY.exercises)
NEVER_DROPPED = (Rank.STOP, Rank.START, Rank.COUNT)


class SlowVoice(FakeVoice):
    """Has every clip; each lasts as long as its text would, times a factor."""

    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def seconds(self, text):
        return estimate_seconds(text) * self.factor


@st.composite
def items(draw):
    exercise = LIBRARY.exercises[draw(st.sampled_from(EXERCISES))]
    said = {
        "ready_s": draw(st.sampled_from([3, 5, 8, 10, 20])),
        "change_s": draw(st.sampled_from([3, 5, 10])),
        "rest_s": draw(st.sampled_from([None, 0, 5, 15, 30, 60])),
    }
    match exercise.measure:
        case Measure.HOLD:
            said["hold_s"] = draw(st.sampled_from([3, 5, 10, 15, 20, 30, 45, 60]))
            said["repeats"] = draw(st.integers(1, 4))
            said["between_s"] = draw(st.sampled_from([3, 5, 10, 30]))
        case Measure.STEPS:
            said["laps"] = draw(st.integers(1, 3))
        case _:
            said["reps"] = draw(st.integers(1, 12))
            said["self_paced"] = draw(st.booleans())
            if draw(st.booleans()):
                part = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0])
                lift, pause, lower = draw(part), draw(part), draw(part)
                said["tempo"] = (max(lift, 0.5), pause, lower)
    return Item(exercise=exercise.id, **said)


def workouts(most=3):
    """Workouts rather than timelines, so that a failing one can be read."""
    return st.builds(
        Workout,
        id=st.just("any"),
        title=st.just("Any"),
        kind=st.just(Kind.STRENGTH),
        item=st.lists(items(), min_size=1, max_size=most).map(tuple),
        rounds=st.integers(1, 2),
        rest_s=st.sampled_from([0, 10, 30]),
        round_rest_s=st.sampled_from([0, 30]),
    )


def laid_out(workout):
    return compile_workout(workout, LIBRARY.exercises, Options())


styles = st.builds(
    CueStyle,
    halfway=st.sampled_from(["off", "tone", "voice"]),
    ten_seconds=st.booleans(),
    form=st.sampled_from(["off", "first", "each"]),
    praise=st.booleans(),
    tempo_clicks=st.booleans(),
    numbers=st.booleans(),
    count_spoken=st.booleans(),
    count_down=st.sampled_from([0, 3, 5]),
)
factors = st.sampled_from([0.6, 0.8, 1.0, 1.3])


@pytest.mark.timeout(600)
@settings(max_examples=1000)
@given(workouts(), styles, factors)
def test_in_a_thousand_sessions_no_two_cues_overlap_and_no_boundary_is_dropped(
    workout, style, factor
):
    timeline = laid_out(workout)
    rows = script_rows(timeline, SlowVoice(factor), style)
    for row in rows:
        counts = row["rank"] == Rank.COUNT
        if row["rank"] in NEVER_DROPPED and (counts or row["kind"] != CueKind.VOICE):
            assert not row["dropped"], row
    kept = sorted((row for row in rows if not row["dropped"]), key=lambda row: row["at"])
    for first, second in pairwise(kept):
        assert first["at"] + first["seconds"] <= second["at"] + 1e-3, (first, second)
    tones = {(row["at"], row["text"]) for row in kept if row["kind"] == CueKind.TONE}
    for step in timeline.steps:
        after = timeline.steps[step.index + 1 :][:1]
        ends = round(step.at + step.planned_s, 3)
        if step.kind is StepKind.WORK and not step.self_paced:
            assert (ends, "end" if after else "finish") in tones
        elif after and after[0].kind is StepKind.WORK:
            assert (ends, "start") in tones


@settings(max_examples=100)
@given(workouts(), factors)
def test_every_switch_of_sides_is_spoken(workout, factor):
    timeline = laid_out(workout)
    rows = script_rows(timeline, SlowVoice(factor))
    for step in timeline.steps:
        if step.kind is StepKind.SWITCH and step.planned_s >= 5:
            said = [
                row["text"]
                for row in rows
                if not row["dropped"]
                and step.at <= row["at"] < step.at + step.planned_s
                and row["kind"] == CueKind.VOICE
            ]
            assert any(step.side.value in text.lower() for text in said)


class Theatre:
    """A session, its coach and the player of cues, all in one clock's time."""

    def __init__(self, timeline, factor):
        self.clock = FakeClock()
        self.mixer = FakeMixer(self.clock)
        self.reports = []
        self.player = CuePlayer(self.mixer, self.clock, self.reports.append)
        self.coach = Coach(SlowVoice(factor), self)
        self.session = Session(timeline)
        self.events = []
        self.state = self.mixer.device
        self.coach.begin(self.session)
        self.tell(self.session.start(self.clock.now))

    # What the coach asks of a sound, done at once.

    def wake(self):
        pass

    def plan(self, cues):
        self.player.obey(
            {"op": "plan", "cues": [cue_as_json(cue) for cue in map(self.with_sound, cues)]}
        )

    def play_now(self, cue):
        self.player.obey({"op": "play", "cue": cue_as_json(self.with_sound(cue))})

    def cancel(self):
        self.player.obey({"op": "cancel"})

    def with_sound(self, cue):
        """A clip's samples, as long as the voice says, put where the player finds them."""
        if cue.clip:
            seconds = self.coach.voice.seconds(cue.clip.removeprefix("clips/"))
            self.player._sounds[cue.tone, cue.clip] = _ones(seconds)
        return cue

    def tell(self, events):
        for event in events:
            self.events.append((self.clock.now, event))
            self.coach.follow(event, self.clock.now)

    def let_pass(self, seconds, longest_nap=0.1):
        until = self.clock.now + seconds
        while self.clock.now < until - 1e-9:
            waits = [self.player.work(), longest_nap, until - self.clock.now]
            if self.session.due is not None:
                waits.append(self.session.due - self.clock.now)
            self.clock.tick(max(min(waits), 0.0005))
            self.tell(self.session.advance(self.clock.now))
        self.player.work()

    def press(self, key):
        match key:
            case "longer":
                self.tell(self.session.extend(self.clock.now, 10))
            case "shorter":
                self.tell(self.session.extend(self.clock.now, -10))
            case _:
                self.tell(getattr(self.session, key)(self.clock.now))


def _ones(seconds):
    return np.full((round(seconds * pcm.RATE), 2), 1000, np.int16)


def sounding(mixer):
    """(begin, end) of what was heard, ends moved to where it was faded."""
    spans = []
    for number, (_, begin, seconds, _) in enumerate(mixer.played, start=1):
        ends = next(end for key, end in mixer._ends.items() if key.sound == number)
        spans.append((round(begin, 6), min(begin + seconds, ends)))
    return sorted(span for span in spans if span[1] > span[0])


KEYS = (
    "pause",
    "resume",
    "skip",
    "back",
    "done",
    "drop",
    "longer",
    "shorter",
    "swap_sides",
    "count",
)


@settings(max_examples=40)
@given(
    workouts(most=2),
    factors,
    st.lists(st.tuples(st.floats(0.05, 12.0), st.sampled_from(KEYS)), max_size=12),
)
def test_whatever_keys_are_pressed_no_two_sounds_overlap(workout, factor, presses):
    theatre = Theatre(laid_out(workout), factor)
    for wait, key in presses:
        theatre.let_pass(wait)
        theatre.press(key)
    theatre.let_pass(8.0)
    heard = sounding(theatre.mixer)
    slack = GIVE_WAY_FADE_S + OVERLAP_S + 0.011
    for first, second in pairwise(heard):
        assert first[1] <= second[0] + slack, (first, second)
    assert len(heard) <= len(theatre.player._started), "one name was heard twice"


@settings(max_examples=20)
@given(workouts(most=2), factors)
def test_left_alone_every_end_and_start_is_heard_at_its_moment(workout, factor):
    timeline = laid_out(workout)
    steps = tuple(replace(step, self_paced=False) for step in timeline.steps)
    theatre = Theatre(replace(timeline, steps=steps), factor)
    begun = theatre.clock.now
    while theatre.session.state is not State.FINISHED:
        theatre.let_pass(5.0, longest_nap=0.14)
    theatre.let_pass(3.0)
    moments = {round(at - begun, 2) for lane, at, _, _ in theatre.mixer.played if lane == 0}
    for at, event in theatre.events:
        match event:
            case StepFinished(effort=effort) if effort and effort.ended_by is EndedBy.TARGET:
                assert round(at - begun, 2) in moments
            case StepStarted(step=step) if step.kind is StepKind.WORK:
                assert round(at - begun, 2) in moments
    assert not [report for report in theatre.reports if report["event"] == "dropped"]
