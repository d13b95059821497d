"""Which titles are played, how music steps back for speech, and what taps tell of an output."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import latency, pcm
from media.ducking import DUCKED, HOLD_S, UP_S, Ducker
from media.latency import TapTest, measure
from media.music import shuffled, titles
from media.sound import ProcessSound
from media.wire import SoundCue
from workouts.cues import CueKind


def test_titles_are_what_can_be_played_hidden_things_left_out(tmp_path):
    for name in ("b.mp3", "a.OGG", "c.txt", ".hidden.mp3", "album/d.flac", ".trash/e.mp3"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in titles(tmp_path)] == ["a.OGG", "b.mp3", "d.flac"]
    assert titles(tmp_path / "none") == []
    deep = tmp_path / "1" / "2" / "3" / "4" / "5"
    deep.mkdir(parents=True)
    (deep / "deep.mp3").touch()
    assert "deep.mp3" not in [path.name for path in titles(tmp_path)]


def test_a_folder_that_turns_in_a_circle_ends(tmp_path):
    (tmp_path / "a.mp3").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(titles(tmp_path)) == 1


@given(st.lists(st.integers(), unique=True), st.integers(0, 1000))
def test_shuffling_loses_nothing_and_can_be_repeated(files, seed):
    order = shuffled(files, seed)
    assert sorted(order) == sorted(files)
    assert order == shuffled(files, seed)


def run_ducker(spoken, until, step=0.02):
    ducker, gains = Ducker(), {}
    for tick in range(round(until / step)):
        now = tick * step
        ducker.step(now, spoken)
        gains[round(now, 2)] = ducker.gain
    return gains


def gain_at(gains, moment):
    """The gain at the last tick not after a moment."""
    return gains[max(at for at in gains if at <= moment + 1e-9)]


def test_music_is_down_when_speech_begins_and_up_some_time_after():
    gains = run_ducker([(2.0, 3.0)], 8.0)
    assert gains[1.8] == 1.0
    assert gains[2.02] <= 0.3
    assert gain_at(gains, 3.0 + HOLD_S - 0.1) == DUCKED
    assert gain_at(gains, 3.0 + HOLD_S + UP_S + 0.1) == 1.0


def test_three_tones_in_three_seconds_are_one_step_back():
    gains = run_ducker([(n, n + 0.1) for n in (2.0, 3.0, 4.0)], 5.0)
    assert all(gain == DUCKED for at, gain in gains.items() if 2.2 <= at <= 4.9)


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 2)), max_size=5))
def test_the_gain_never_leaves_its_range_and_never_jumps(spans):
    spoken = [(begin, begin + length) for begin, length in spans]
    gains = list(run_ducker(spoken, 8.0).values())
    assert all(DUCKED <= gain <= 1.0 for gain in gains)
    assert all(abs(b - a) <= 0.26 for a, b in pairwise(gains))


def test_music_is_heard_lower_under_speech(tmp_path):
    random = np.random.default_rng(3)
    noise = random.normal(0, 0.05, 20 * pcm.RATE).astype("f4")
    pcm.write_wav(tmp_path / "song.wav", noise)
    time_ = np.arange(pcm.RATE) / pcm.RATE
    pcm.write_wav(tmp_path / "voice.wav", (0.001 * np.sin(2000 * time_)).astype("f4"))
    tape = tmp_path / "tape.raw"
    sound = ProcessSound(env={"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(tape)})
    try:
        assert sound.wait_until_known(30).ok
        sound.set_volume("music", 1.0)
        sound.play_music([tmp_path / "nothing.mp3", tmp_path / "song.wav"])
        assert sound.wait_until(lambda: sound.title == "song", 30)
        start = time.monotonic() + 2.0
        clip = str(tmp_path / "voice.wav")
        last = SoundCue(
            "last", start + 4.5, CueKind.CLICK, 9
        )  # nothing to hear, told of all the same
        sound.plan([SoundCue("v", start, CueKind.VOICE, 4, clip=clip), last])
        assert sound.wait_until(lambda: len(sound.heard) == 2, 30)
        assert not sound.heard[0].dropped
    finally:
        sound.close()
    samples = np.fromfile(tape, "<i2").astype(float)
    samples = samples[: len(samples) // 8820 * 8820].reshape(-1, 8820)  # tenths of a second
    level = np.sqrt((samples**2).mean(axis=1))
    loud = float(np.percentile(level, 90))
    down = level < loud * 0.4
    down &= level > loud * 0.1
    assert 1.0 < down.sum() / 10 < 4.0
    assert level[down].mean() / loud == pytest.approx(DUCKED, abs=0.06)
    after = np.flatnonzero(down)[-1]
    assert level[after + 8] > 0.9 * loud


def taps(beats, late, wobble=0.0, seed=1):
    random = np.random.default_rng(seed)
    return [beat + late + float(random.normal(0, wobble)) for beat in beats]


@pytest.mark.parametrize("late", [0.0, 0.02, 0.18, 0.3])
def test_the_latency_of_an_output_is_found_from_taps(late):
    test = TapTest()
    cues = test.begin(100.0)
    assert [cue.at for cue in cues] == test.beats
    for tap in taps(test.beats, late, wobble=0.02):
        test.tap(tap)
    assert test.is_over(test.beats[-1] + 1)
    result = test.result()
    assert result.steady
    assert result.seconds == pytest.approx(late, abs=0.025)


def test_scattered_or_too_few_taps_are_not_believed():
    beats = [n * latency.BEAT_S for n in range(latency.BEATS)]
    assert not measure(beats, taps(beats, 0.2, wobble=0.2)).steady
    assert not measure(beats, taps(beats[:5], 0.2)).steady
    assert measure(beats, []).taps == 0
    assert measure([], [1.0]).taps == 0


def test_one_tap_astray_does_not_spoil_the_rest():
    beats = [n * latency.BEAT_S for n in range(12)]
    some = taps(beats, 0.15)
    some[6] += 0.2
    assert measure(beats, some).seconds == pytest.approx(0.15, abs=0.005)
