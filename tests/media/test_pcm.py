"""Tones are clean and distinct; speech becomes clips that are trimmed and equally loud."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import pcm, tones
from media.mixer import hush
from media.pcm import RATE

RANDOM = np.random.default_rng(1)


def sine(hz, seconds, rate=RATE, gain=0.3):
    return (gain * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype("f4")


def silence(seconds, rate=RATE):
    return np.zeros(round(seconds * rate), np.float32)


def strongest_hz(clip):
    spectrum = np.abs(np.fft.rfft(clip * np.hanning(len(clip)), 1 << 17))
    return float(np.fft.rfftfreq(1 << 17, 1 / RATE)[spectrum.argmax()])


@pytest.mark.parametrize("name", tones.TONES)
def test_a_tone_is_as_long_as_it_says_begins_at_once_and_has_no_clicks(name):
    clip = pcm.render(tones.TONES[name])
    assert len(clip) / RATE == pytest.approx(tones.seconds(name), abs=0.001)
    assert np.abs(clip[: round(0.012 * RATE)]).max() > 0.05
    assert 0.1 < np.abs(clip).max() <= 0.72
    assert abs(clip[0]) < 0.01
    assert abs(clip[-1]) < 0.01
    spectrum = np.abs(np.fft.rfft(clip)) ** 2
    hz = np.fft.rfftfreq(len(clip), 1 / RATE)
    assert spectrum[hz > 8000].sum() < 1e-4 * spectrum.sum()


def test_the_tones_that_must_not_be_mistaken_differ_in_pitch_and_length():
    count, start, end = (pcm.render(tones.TONES[name]) for name in ("count", "start", "end"))
    assert strongest_hz(count) == pytest.approx(880, abs=15)
    assert strongest_hz(start) == pytest.approx(1318, abs=15)
    assert strongest_hz(end) < 500
    assert tones.seconds("count") < 0.15 < tones.seconds("start") < tones.seconds("end") == 0.4


def test_speech_is_trimmed_to_its_first_and_last_sound():
    clip = np.concatenate([silence(0.3), sine(300, 0.5), silence(0.4)])
    trimmed = pcm.trim(clip, RATE)
    assert len(trimmed) / RATE == pytest.approx(0.5, abs=0.06)
    assert np.flatnonzero(np.abs(trimmed) > 0.01)[0] / RATE < 0.009


def test_a_pause_inside_is_shortened_and_nothing_spoken_is_lost():
    clip = np.concatenate([sine(300, 0.5), silence(0.9), sine(500, 0.5)])
    shorter = pcm.shorten_pauses(clip, RATE)
    assert len(shorter) / RATE == pytest.approx(1.0 + 0.2 + 0.7 / 7, abs=0.02)
    assert np.abs(shorter).sum() == pytest.approx(np.abs(clip).sum(), rel=1e-3)


def test_resampling_keeps_pitch_length_and_level():
    clip = pcm.resample(sine(1000, 0.8, 22050), 22050, RATE)
    assert len(clip) == pytest.approx(0.8 * RATE, abs=2)
    middle = clip[8000:24000]
    assert strongest_hz(middle) == pytest.approx(1000, abs=1)
    assert np.sqrt((middle**2).mean()) == pytest.approx(0.3 / 2**0.5, rel=0.01)


@pytest.mark.parametrize("gain", [0.05, 0.1, 0.9])
def test_clips_end_up_equally_loud_and_under_the_ceiling(gain):
    noise = RANDOM.normal(0, 0.2, RATE).astype("f4") * np.hanning(RATE).astype("f4")
    clip = pcm.finish_clip((noise * gain).astype("f4"), RATE)
    assert pcm.loudness(clip) == pytest.approx(pcm.LOUDNESS_LUFS, abs=0.8)
    assert np.abs(clip).max() <= pcm.CEILING + 1e-4


def test_a_clip_with_sharp_peaks_stays_under_the_ceiling():
    clip = sine(300, 1.0, gain=0.05)
    clip[::4410] = 0.9
    assert np.abs(pcm.finish_clip(clip, RATE)).max() <= pcm.CEILING + 1e-4


@given(st.floats(0.05, 0.9), st.integers(200, 60000), st.integers(0, 2**31))
def test_the_limiter_never_lets_a_peak_through(ceiling, length, seed):
    clip = np.random.default_rng(seed).normal(0, 1, length).astype("f4")
    assert np.abs(pcm.limit(clip, ceiling)).max() <= ceiling * 1.0001


@pytest.mark.parametrize(
    "clip", [silence(1.0), silence(0.0), np.full(RATE, np.nan, "f4"), silence(0.001)]
)
def test_a_clip_with_nothing_to_hear_is_refused(clip):
    with pytest.raises(pcm.UnreadableClipError):
        pcm.finish_clip(clip, RATE)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all", b"\0" * 5000])
def test_a_file_that_is_no_sound_is_refused_by_name(tmp_path, content):
    path = tmp_path / "odd.wav"
    path.write_bytes(content)
    with pytest.raises(pcm.UnreadableClipError, match=r"odd\.wav"):
        pcm.read_wav(path)


def test_a_clip_comes_back_from_its_file(tmp_path):
    clip = sine(440, 0.3)
    pcm.write_wav(tmp_path / "a.wav", clip)
    read, rate = pcm.read_wav(tmp_path / "a.wav")
    assert rate == RATE
    assert np.abs(read - clip).max() < 1e-4


def test_the_noise_that_keeps_a_device_awake_is_far_below_hearing():
    noise = np.frombuffer(hush(1.0), "<i2")
    assert 0 < np.abs(noise).max() <= 2
