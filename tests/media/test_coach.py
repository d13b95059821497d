"""What the coach makes of a session: which sounds, at which moments, and what keys do to them."""

import pytest

from media.coach import Coach, script_rows
from media.phrases import text_of
from tests.media.fakes import FakeVoice, RecordingSound
from tests.workouts import samples
from workouts.cues import CueKind, CueStyle, Phrase
from workouts.events import StepStarted
from workouts.library import load_library
from workouts.session import Session, State
from workouts.timeline import Options, StepKind

LIBRARY = load_library()
START = 1000.0


class Run:
    """A session, its coach and the clock, moved along together."""

    def __init__(self, timeline, voice=None, style=None, **session):
        self.sound = RecordingSound()
        self.voice = voice or FakeVoice()
        self.coach = Coach(self.voice, self.sound, style or CueStyle())
        self.session = Session(timeline, **session)
        self.now = START
        self.events = []
        self.plans = []  # (when, cues)
        self.coach.begin(self.session)
        self.tell(self.session.start(self.now))

    def tell(self, events):
        for event in events:
            self.events.append(event)
            plans = len(self.sound.plans)
            self.coach.follow(event, self.now)
            if len(self.sound.plans) > plans:
                self.plans.append((self.now, self.sound.last_plan))

    def until(self, seconds):
        """On to that many seconds since the start, waking whenever something is due."""
        while self.session.due is not None and self.session.due <= START + seconds:
            self.now = max(self.now, self.session.due)
            self.tell(self.session.advance(self.now))
        self.now = START + seconds

    def press(self, key, *args):
        self.tell(getattr(self.session, key)(self.now, *args))

    def planned(self, **wanted):
        """(seconds from the start, tone or text) of the last plan."""
        return [
            (round(cue.at - START, 3), cue.tone or cue.clip.rpartition("/")[2])
            for cue in self.sound.last_plan
            if all(getattr(cue, name) == value for name, value in wanted.items())
        ]

    def step_at(self, kind, number=0):
        found = [step for step in self.session.timeline.steps if step.kind is kind]
        return found[number]


@pytest.fixture
def ladder():
    return LIBRARY.timeline("adductor-ladder")


@pytest.fixture
def short():
    """Ready 5, hold 3, between 2, hold 3, switch 5, hold 3, between 2, hold 3."""
    return samples.timeline(samples.item(samples.SIDE_HOLD))


def test_a_step_and_the_next_are_planned_at_once(short):
    run = Run(short)
    assert run.planned(lane=CueKind.TONE, tone="start") == [(5, "start")]
    assert run.planned(lane=CueKind.TONE, tone="end") == [(8, "end")]
    assert (0.0, "Side hold, left side first. Two times three seconds.") in run.planned()


def test_as_a_session_runs_every_step_has_its_sounds_and_no_name_is_used_twice(short):
    run = Run(short)
    run.until(short.total_s)
    heard = {}
    for plan, until in zip(run.plans, [at for at, _ in run.plans[1:]] + [1e9], strict=True):
        heard.update((cue.id, cue) for cue in plan[1] if plan[0] <= cue.at <= until)
    rows = [
        (row["at"], row["text"]) for row in script_rows(short, run.voice) if not row["dropped"]
    ]
    said = sorted((c.at - START, c.tone or c.clip.removeprefix("clips/")) for c in heard.values())
    assert [(round(at, 3), text) for at, text in said] == sorted(rows)


def test_what_was_planned_for_the_next_step_keeps_its_name_when_it_begins(short):
    run = Run(short)
    before = {cue.id: cue.at for cue in run.sound.last_plan}
    run.until(5.0)
    after = {cue.id: cue.at for cue in run.sound.last_plan}
    same = before.keys() & after.keys()
    assert [cue for cue in after if cue.split("/")[1] == "1"]
    assert {name for name in before if name.split("/")[1] == "1"} <= same
    assert all(before[name] == pytest.approx(after[name]) for name in same)


def test_a_pause_silences_what_is_planned_and_says_so(short):
    run = Run(short)
    run.until(6.0)
    plans = len(run.sound.plans)
    run.press("pause")
    assert [cue.tone or cue.clip for cue in run.sound.played_now] == ["pause", "clips/Paused."]
    assert [entry[0] for entry in run.sound.log if entry[0] in ("cancel", "plan")][-1] == "cancel"
    assert len(run.sound.plans) == plans


def test_going_on_is_counted_in_and_the_rest_of_the_step_follows(short):
    run = Run(short)
    run.until(6.0)
    run.press("pause")
    run.now += 100
    run.press("resume")
    assert run.planned(lane=CueKind.TONE)[:5] == [
        (106, "count"),
        (107, "count"),
        (108, "count"),
        (109, "resume"),
        (110, "count"),
    ]
    assert (111, "end") in run.planned()
    counted_in = {cue.id for cue in run.sound.last_plan}
    run.until(109.0)
    assert run.session.state is State.RUNNING
    assert (111, "end") in run.planned()
    assert {cue.id for cue in run.sound.last_plan if cue.tone == "end"} <= counted_in


def test_after_a_pause_the_steps_follow_one_another_as_before(short):
    run = Run(short)
    run.until(6.0)
    run.press("pause")
    run.now += 100
    run.press("resume")
    cancels = run.sound.count("cancel")
    run.until(short.total_s + 103)
    assert run.session.state is State.FINISHED
    assert run.sound.count("cancel") == cancels
    assert run.sound.played_now[2:] == []


def test_a_nap_of_the_machine_makes_no_pause_sound(short):
    run = Run(short)
    run.tell(run.session.pause(run.now, asleep=True))
    assert run.sound.played_now == []
    assert run.sound.log[-1] == ("cancel",)


def test_an_announcement_cut_by_a_pause_is_said_again(short):
    run = Run(short, voice=FakeVoice(seconds=0.5))
    run.until(13.6)  # in the middle of "Switch. Right side."
    assert run.session.step.kind is StepKind.SWITCH
    assert [t for _, t in run.planned(lane=CueKind.VOICE)][:1] == ["Switch. Right side."]
    run.press("pause")
    run.now += 10
    run.press("resume")
    assert "Switch. Right side." in [text for _, text in run.planned(lane=CueKind.VOICE)]


def test_a_skip_silences_the_old_step_and_announces_the_new(ladder):
    run = Run(ladder)
    run.until(7.0)
    cancels = run.sound.count("cancel")
    run.press("skip")
    assert run.sound.count("cancel") == cancels + 1
    first = run.planned()[0]
    assert first[0] >= 7.0
    assert all(cue.at >= run.now - 1e-6 for cue in run.sound.last_plan)


def test_a_skip_right_into_work_has_its_start_tone(short):
    run = Run(short)
    run.until(2.0)
    run.press("skip")
    assert run.session.step.kind is StepKind.WORK
    assert run.planned(lane=CueKind.TONE)[0] == (2, "start")


def test_going_back_says_everything_again_under_other_names(short):
    run = Run(short)
    run.until(5.5)
    first = {cue.id for cue in run.sound.last_plan}
    run.until(7.6)
    run.press("back")
    again = run.sound.last_plan
    assert {(cue.tone, round(cue.at - run.now, 3)) for cue in again if cue.lane == "tone"} >= {
        ("start", 0.0),
        ("end", 3.0),
    }
    assert not first & {cue.id for cue in again}


def test_a_longer_rest_moves_its_boundary_and_only_that(ladder):
    run = Run(ladder)
    between = run.step_at(StepKind.BETWEEN)
    run.until(between.at + 1)
    before = {cue.id for cue in run.sound.last_plan}
    starts = between.at + between.planned_s
    assert (starts, "start") in run.planned()
    run.press("extend", 10)
    assert (starts + 10, "start") in run.planned()
    assert (starts, "start") not in run.planned()
    voices = {cue.id for cue in run.sound.last_plan if cue.lane == "voice" and cue.id in before}
    assert voices


def test_a_dropped_hold_ends_with_the_same_sign_as_a_finished_one(short):
    run = Run(short)
    run.until(6.0)
    run.press("drop")
    assert [cue.tone for cue in run.sound.played_now] == ["end"]
    cancel = max(i for i, entry in enumerate(run.sound.log) if entry[0] == "cancel")
    played = max(i for i, entry in enumerate(run.sound.log) if entry[0] == "play_now")
    assert cancel < played < len(run.sound.log) - 1


def test_counted_reps_are_echoed_with_the_last_two_told():
    timeline = samples.timeline(
        samples.item(samples.REPS, reps=5), options=Options(self_paced=True)
    )
    run = Run(timeline)
    run.until(8.0)
    for _ in range(5):
        run.now += 1
        run.press("count")
    run.press("done")
    assert [cue.clip.removeprefix("clips/") or cue.tone for cue in run.sound.played_now] == [
        "One.",
        "Two.",
        "Last two.",
        "Four.",
        "Five.",
        "finish",
        "Well done.",
    ]


def test_a_session_that_ends_by_itself_ends_as_planned(short):
    run = Run(short)
    run.until(short.total_s)
    assert run.session.state is State.FINISHED
    assert (short.total_s, "finish") in run.planned()
    assert "Well done." in [text for _, text in run.planned()]
    assert run.sound.count("cancel") == 0
    assert run.sound.played_now == []
    assert run.coach.ends_at > START + short.total_s + 1


def test_a_session_that_is_stopped_falls_silent(short):
    run = Run(short)
    run.until(6.0)
    run.press("stop")
    assert run.sound.log[-1] == ("cancel",)
    assert run.coach.ends_at == run.now


def test_other_sides_are_announced_when_they_are_swapped(short):
    run = Run(short)
    run.until(1.0)
    run.press("swap_sides")
    voices = [text for _, text in run.planned(lane=CueKind.VOICE)]
    assert any("ight side" in text for text in voices)
    assert not any("eft side" in text for text in voices)


def test_a_session_starts_with_tones_and_speaks_as_soon_as_clips_are_there(ladder):
    voice = FakeVoice(texts={})
    run = Run(ladder, voice)
    assert {cue.lane for cue in run.sound.last_plan} <= {CueKind.TONE, CueKind.CLICK}
    assert (5, "start") in run.planned()
    run.until(5.5)
    voice.texts = dict.fromkeys(run.coach.texts(ladder), 0.7)
    voice.version += 1
    plans = len(run.sound.plans)
    run.until(6.0)
    assert len(run.sound.plans) == plans + 1
    assert CueKind.VOICE in {cue.lane for cue in run.sound.last_plan}


def test_a_shorter_wording_is_said_when_the_longer_is_not_made(short):
    voice = FakeVoice(texts={text_of(Phrase("name", ("Side hold",))): 0.9})
    assert "Side hold." in [text for _, text in Run(short, voice).planned()]


def test_going_on_with_an_interrupted_session_starts_in_the_middle(short):
    run = Run(short, at_step=1, into_s=1.5, active_s=6.5)
    assert run.planned(lane=CueKind.TONE)[0] == (0, "start")
    assert (1.5, "end") in run.planned()


@pytest.mark.parametrize("id_", [*LIBRARY.workouts])
def test_all_that_a_session_says_is_among_the_texts_made_before_it(id_):
    timeline = LIBRARY.timeline(id_)
    run = Run(timeline)
    texts = set(run.voice.prepared)
    while run.session.due is not None:
        run.until(run.session.due - START)
        spoken = {cue.clip.removeprefix("clips/") for cue in run.sound.last_plan if cue.clip}
        assert spoken <= texts
    assert {event.step.index for event in run.events if isinstance(event, StepStarted)} == set(
        range(len(timeline.steps))
    )


def test_news_are_told_once():
    from media.sound import SilentSound
    from media.voice import SilentVoice

    coach = Coach(SilentVoice(), SilentSound())
    assert coach.news()
    assert coach.news()
    assert coach.news() == ""
    coach.finish()


def test_a_spoken_count_down_without_its_clips_is_counted_by_tones():
    hold = samples.timeline(samples.item(samples.HOLD, hold_s=20))
    for texts, tones in ((None, 3), ({}, 6)):  # the start is always counted by tones
        sound = RecordingSound()
        coach = Coach(FakeVoice(texts=texts), sound, CueStyle(count_spoken=True))
        session = Session(hold)
        coach.begin(session)
        for event in session.start(100.0):
            coach.follow(event, 100.0)
        assert sum(cue.tone == "count" for cue in sound.last_plan) == tones


def test_another_voice_in_the_middle_of_a_session_is_made_ready(short):
    run = Run(short)
    other = FakeVoice()
    run.coach.use_voice(other)
    assert other.prepared
