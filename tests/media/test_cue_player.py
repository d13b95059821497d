"""Planned sounds start at their moments, once each, and never over one another."""

import numpy as np
import pytest

from media import pcm, tones
from media.cue_player import EARLY_S, IDLE_S, LATE_S, CuePlayer
from media.mixer import Change
from media.wire import DeviceState, SoundCue, cue_as_json
from tests.media.fakes import FakeMixer
from workouts.cues import CueKind

TONE, VOICE, CLICK = range(3)


class Room:
    """A player with its device, its clock and what it reported."""

    def __init__(self, clock, folder):
        self.clock = clock
        self.mixer = FakeMixer(clock)
        self.reports = []
        self.player = CuePlayer(self.mixer, clock, self.reports.append)
        self.folder = folder
        self.start = clock.now

    def clip(self, seconds):
        path = self.folder / f"{seconds}.wav"
        pcm.write_wav(path, np.full(round(seconds * pcm.RATE), 0.3, "f4"))
        return str(path)

    def tone(self, at, name="count", rank=3, cue_id=None):
        moment = self.start + at
        return SoundCue(cue_id or f"{name}@{at}", moment, CueKind.TONE, rank, tone=name)

    def voice(self, at, seconds=1.0, rank=4, cue_id=None):
        clip = self.clip(seconds)
        moment = self.start + at
        return SoundCue(cue_id or f"voice@{at}", moment, CueKind.VOICE, rank, clip=clip)

    def plan(self, *cues):
        self.player.obey({"op": "plan", "cues": [cue_as_json(cue) for cue in cues]})

    def play(self, cue):
        self.player.obey({"op": "play", "cue": cue_as_json(cue)})

    def run(self, until, step=0.05):
        """Let time pass, waking when the player wishes, at the latest every `step`."""
        while self.clock.now < self.start + until - 1e-9:
            wait = min(self.player.work(), step, self.start + until - self.clock.now)
            self.clock.tick(max(wait, 0.001))
        self.player.work()

    @property
    def heard(self):
        return [(lane, round(at - self.start, 3)) for lane, at, _, _ in self.mixer.played]

    def told(self, event):
        return [report["id"] for report in self.reports if report["event"] == event]


@pytest.fixture
def room(clock, tmp_path):
    return Room(clock, tmp_path)


def test_every_sound_starts_at_its_moment_however_late_the_process_wakes(room):
    room.plan(room.tone(1.0), room.voice(1.5), room.tone(3.0, "end", rank=1))
    room.run(5.0, step=0.14)
    assert room.heard == [(TONE, 1.0), (VOICE, 1.5), (TONE, 3.0)]


def test_the_latency_of_the_device_is_allowed_for(room):
    room.mixer.latency_s = 0.012
    room.player.obey({"op": "latency", "seconds": 0.2})
    room.plan(room.tone(1.0))
    room.run(2.0)
    assert room.heard == [(TONE, pytest.approx(0.788, abs=0.001))]


def test_a_new_plan_replaces_the_old_and_nothing_sounds_twice(room):
    same = room.tone(1.0, cue_id="same")
    room.plan(same, room.tone(2.0, cue_id="gone"))
    room.run(1.5)
    room.plan(same, room.tone(2.5, cue_id="new"))
    room.run(4.0)
    assert room.told("started") == ["same", "new"]


def test_a_sound_handed_over_but_not_yet_heard_can_be_taken_back_and_moved(room):
    room.plan(room.tone(1.0, "end", cue_id="end"))
    room.run(1.0 - EARLY_S / 2)
    room.plan(room.tone(11.0, "end", cue_id="end"))
    room.run(12.0)
    assert room.mixer.faded[0][:2] == (TONE, 0.0)
    assert room.heard == [(TONE, 1.0), (TONE, 11.0)]


def test_the_same_plan_again_disturbs_nothing_that_was_handed_over(room):
    for moment in (0.0, 0.9, 0.95, 1.02):
        room.run(moment)
        room.plan(room.tone(1.0))
    room.run(2.0)
    assert room.heard == [(TONE, 1.0)]
    assert room.mixer.faded == []


def test_what_is_played_at_once_is_not_taken_back_by_the_next_plan(room):
    room.mixer.latency_s = 0.012
    room.play(room.tone(0.0, "end", rank=1))
    room.plan(room.tone(3.0))
    room.run(0.3)
    assert room.mixer.faded == []
    assert room.told("started") == ["end@0.0"]


def test_cancel_fades_what_sounds_stops_what_waits_and_forgets_the_rest(room):
    room.plan(room.voice(0.5, seconds=0.55), room.tone(1.1), room.tone(2.0))
    room.run(1.0)
    room.player.obey({"op": "cancel"})
    room.run(3.0)
    assert [(lane, fade) for lane, fade, _ in room.mixer.faded] == [(VOICE, 0.06), (TONE, 0.0)]
    assert room.told("started") == ["voice@0.5", "count@1.1"]


def test_a_boundary_tone_cuts_a_voice_that_runs_into_it(room):
    room.plan(room.voice(0.5, seconds=2.0), room.tone(1.5, "end", rank=1))
    room.run(3.0)
    assert room.heard == [(VOICE, 0.5), (TONE, 1.5)]
    assert room.mixer.faded[0][0] == VOICE


@pytest.mark.parametrize("rank", [4, 7])
def test_a_voice_never_starts_over_something_as_important(room, rank):
    room.plan(room.voice(0.5, seconds=2.0, rank=4), room.voice(1.0, seconds=0.5, rank=rank))
    room.run(3.0)
    assert room.heard == [(VOICE, 0.5)]
    assert room.told("dropped") == ["voice@1.0"]


@pytest.mark.parametrize("kind", list(CueKind))
def test_what_is_far_too_late_is_left_out(room, kind):
    name = {"tone": "count"} if kind is not CueKind.VOICE else {"clip": room.clip(0.5)}
    late, too_late = (
        SoundCue(f"{extra}", room.start + 1.0 - extra, kind, 4, **name)
        for extra in (LATE_S[kind] * 0.8, LATE_S[kind] + 0.6)
    )
    room.clock.tick(1.0)
    room.plan(too_late, late)
    room.run(2.0)
    assert room.told("dropped") == [too_late.id]
    assert room.told("started") == [late.id]


def test_a_plan_that_comes_while_the_process_stood_still_does_not_swallow_a_boundary(room):
    room.plan(room.tone(1.0, "end", rank=1))
    room.clock.tick(1.1)
    room.plan(room.tone(2.0))
    room.run(3.0)
    assert room.heard == [(TONE, 1.1), (TONE, 2.0)]


def test_a_late_cue_moves_nothing_after_it(room):
    room.plan(*(room.tone(n) for n in range(1, 6)))
    room.run(1.5)
    room.clock.tick(1.6)  # the process stood still
    room.run(6.0)
    assert room.heard == [(TONE, 1.0), (TONE, pytest.approx(3.1)), (TONE, 4.0), (TONE, 5.0)]
    assert room.told("dropped") == ["count@2"]


def test_a_missing_clip_or_tone_is_told_and_costs_nothing_else(room):
    gone = SoundCue("gone", room.start + 1, CueKind.VOICE, 4, clip="/nowhere.wav")
    odd = SoundCue("odd", room.start + 1.5, CueKind.TONE, 4, tone="gong")
    room.plan(gone, odd, room.tone(2.0))
    room.run(3.0)
    assert room.told("dropped") == ["gone", "odd"]
    assert room.heard == [(TONE, 2.0)]


def test_volumes_and_mute_apply_by_lane_and_to_what_sounds(room):
    room.player.obey({"op": "volume", "lane": "voice", "value": 0.5})
    room.player.obey({"op": "volume", "lane": "master", "value": 0.5})
    room.plan(room.voice(0.5), room.tone(2.0))
    room.run(1.0)
    room.player.obey({"op": "mute", "lane": "voice", "on": True})
    room.run(3.0)
    assert [volume for *_, volume in room.mixer.played] == [0.25, 0.5]
    assert not room.player._lane_volume("voice")
    room.player.obey({"op": "mute", "lane": "voice", "on": False})
    assert room.player._lane_volume("voice") == 0.25


@pytest.mark.parametrize(
    "message",
    [
        {"op": "dance"},
        {},
        {"op": "plan"},
        {"op": "plan", "cues": [{"id": "x"}]},
        {"op": "volume", "lane": "drums", "value": 1},
        {"op": "play", "cue": {**cue_as_json(SoundCue("x", 0, "tone", 1)), "lane": "drums"}},
    ],
)
def test_a_message_that_makes_no_sense_is_refused(room, message):
    with pytest.raises((KeyError, TypeError, ValueError)):
        room.player.obey(message)


# -- the device


def test_without_a_device_cues_pass_in_silence_and_it_is_tried_again(room):
    room.mixer.device = room.mixer.next_device = DeviceState(ok=False, why="none")
    room.plan(room.tone(1.0), room.tone(8.0))
    room.run(5.0)
    assert room.told("dropped") == ["count@1.0"]
    assert room.mixer.opened >= 2
    room.mixer.next_device = DeviceState(ok=True, driver="back")
    room.run(9.5)
    assert room.heard == [(TONE, 8.0)]
    states = [report["ok"] for report in room.reports if report["event"] == "device"]
    assert states[-1] is True


def test_another_output_is_followed_but_only_between_sounds(room):
    room.plan(room.voice(0.5, seconds=2.0))
    room.run(1.0)
    room.mixer.change = Change.APPEARED
    room.run(2.4)
    assert room.mixer.opened == 0
    room.run(6.0)
    assert room.mixer.opened == 1


def test_a_lost_output_is_opened_again_at_once_whatever_is_planned(room):
    room.plan(*(room.tone(n / 2) for n in range(1, 12)))
    room.run(2.0)
    room.mixer.change = Change.LOST
    room.run(2.6)
    assert room.mixer.opened == 1


def test_an_unused_device_is_given_back_and_taken_again_when_needed(room):
    room.run(IDLE_S + 2, step=1.0)
    assert not room.mixer.is_open
    assert room.player.work() > 10
    room.plan(room.tone(IDLE_S + 4))
    assert room.mixer.is_open
    room.run(IDLE_S + 5)
    assert room.heard == [(TONE, IDLE_S + 4)]


# -- music


def music(room, *names, **more):
    room.player.obey({"op": "music", "do": "play", "files": list(names), **more})


def test_music_goes_round_and_leaves_out_what_cannot_be_played(room):
    room.mixer.unplayable = {"b.mp3"}
    music(room, "a.mp3", "b.mp3", "c.mp3")
    for _ in range(3):
        room.run(room.clock.now - room.start + 1)
        room.mixer.music_playing = False
        room.run(room.clock.now - room.start + 1)
    assert room.mixer.music == ["a.mp3", "c.mp3", "a.mp3", "c.mp3"]


def test_nothing_that_can_be_played_is_no_endless_loop(room):
    room.mixer.unplayable = {"a.mp3"}
    music(room, "a.mp3")
    music(room)
    room.run(3.0)
    assert room.mixer.music == []


def test_music_steps_back_before_a_voice_and_returns_after_it(room):
    music(room, "a.mp3")
    room.plan(room.voice(2.0, seconds=1.0))
    room.run(1.8, step=0.02)
    assert room.mixer.music_volumes[-1] == 1.0
    room.run(2.02, step=0.02)
    assert room.mixer.music_volumes[-1] <= 0.35
    room.run(3.5, step=0.02)
    assert room.mixer.music_volumes[-1] == 0.25
    room.run(5.5, step=0.02)
    assert room.mixer.music_volumes[-1] == 1.0


def test_a_click_does_not_make_music_step_back(room):
    music(room, "a.mp3")
    room.plan(SoundCue("c", room.start + 1, CueKind.CLICK, 7, tone="part"))
    room.run(3.0, step=0.02)
    assert min(room.mixer.music_volumes) == 1.0


def test_cancel_leaves_the_music_alone(room):
    music(room, "a.mp3")
    room.player.obey({"op": "cancel"})
    assert room.mixer.music_playing


def test_every_tone_can_be_played(room):
    for name in tones.TONES:
        room.play(room.tone(0.0, name, rank=0))
    assert len(room.mixer.played) == len(tones.TONES)


def test_during_a_session_an_idle_output_is_not_given_back(room):
    room.player.obey({"op": "awake", "on": True})
    room.run(IDLE_S + 10, step=1.0)
    assert room.mixer.is_open
    room.player.obey({"op": "awake", "on": False})
    room.run(2 * IDLE_S + 20, step=1.0)
    assert not room.mixer.is_open


@pytest.mark.parametrize("muted", [True, False])
def test_music_steps_back_for_a_voice_only_where_it_is_heard(room, muted):
    room.player.obey({"op": "mute", "lane": "voice", "on": muted})
    room.player.obey({"op": "music", "do": "play", "files": ["song.ogg"]})
    room.plan(room.voice(1.0, seconds=1.0))
    room.run(1.8)
    assert (min(room.mixer.music_volumes) < 0.5) is not muted


def test_the_outputs_there_are_told_at_the_start_and_when_they_change(room):
    room.mixer.outputs = lambda: ["Kitchen"]
    room.player.obey({"op": "device", "name": "Kitchen"})
    room.player.obey({"op": "device", "name": ""})
    told = [report["names"] for report in room.reports if report["event"] == "outputs"]
    assert told == [[], ["Kitchen"]]
