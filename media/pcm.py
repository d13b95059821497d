"""Samples: reading and writing WAV, tones, trimming, loudness, limiting. Needs numpy, no device.

A clip is a float32 array, mono, -1..1. Only the sound and the voice process import this.
"""

import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from media.tones import Note, Tone
from media.wire import RATE as RATE

Clip = NDArray[np.float32]
Stereo = NDArray[np.int16]  # shape (frames, 2), as the device takes it

LOUDNESS_LUFS = -18.0
CEILING = 0.7  # voice + tone + ducked music stay below full scale
SILENT_LUFS = -70.0
MOST_GAIN_DB = 24.0
FLOOR_DB = -45.0  # below the loudest moment: silence


class UnreadableClipError(ValueError):
    """A file is not the sound it should be."""


def read_wav(path: Path) -> tuple[Clip, int]:
    """Mono samples and their rate. Raises UnreadableClipError for anything but whole PCM WAV."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OSError) as error:
        raise UnreadableClipError(f"{path.name}: {error}") from error
    raw = raw[: len(raw) // (width * channels) * width * channels]
    match width:
        case 1:
            samples = (np.frombuffer(raw, np.uint8).astype(np.float32) - 128) / 128
        case 2:
            samples = np.frombuffer(raw, "<i2").astype(np.float32) / 32768
        case 3:
            parts = np.frombuffer(raw, np.uint8).reshape(-1, 3).astype(np.int32)
            whole = parts[:, 0] << 8 | parts[:, 1] << 16 | parts[:, 2] << 24
            samples = (whole >> 8).astype(np.float32) / 8388608
        case _:
            samples = (np.frombuffer(raw, "<i4") / 2147483648).astype(np.float32)
    if channels > 1:
        samples = samples.reshape(-1, channels).mean(axis=1)
    return samples.astype(np.float32), rate


def write_wav(path: Path, clip: Clip, rate: int = RATE) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(to_int16(clip).tobytes())


def to_int16(clip: Clip) -> NDArray[np.int16]:
    samples: NDArray[np.int16] = np.clip(np.rint(clip * 32767.0), -32768, 32767).astype(np.int16)
    return samples


def to_stereo(clip: Clip) -> Stereo:
    return np.ascontiguousarray(np.repeat(to_int16(clip)[:, None], 2, axis=1))


def render(tone: Tone, rate: int = RATE) -> Clip:
    """The samples of a tone."""
    clip = np.zeros(max(round((note.at + note.seconds) * rate) for note in tone), np.float64)
    for note in tone:
        begin = round(note.at * rate)
        samples = _render_note(note, rate)[: len(clip) - begin]
        clip[begin : begin + len(samples)] += samples
    return clip.astype(np.float32)


def _render_note(note: Note, rate: int) -> NDArray[np.float64]:
    time = np.arange(round(note.seconds * rate)) / rate
    heard = [(multiple, level) for multiple, level in note.partials if note.hz * multiple < 18000]
    # Higher partials die sooner, as in anything struck.
    samples = sum(
        level
        * np.exp(-time * max(multiple, 1.0) ** 0.5 / note.decay_s)
        * np.sin(2 * np.pi * note.hz * multiple * time)
        for multiple, level in heard
    )
    samples = np.asarray(samples) * _edges(len(time), rate, note.attack_s, note.release_s)
    return samples * (note.gain / max(float(np.abs(samples).max(initial=0.0)), 1e-9))


def _edges(frames: int, rate: int, attack_s: float, release_s: float) -> NDArray[np.float64]:
    """Ones, with raised-cosine ends."""
    edges = np.ones(frames)
    rise, fall = min(frames, round(attack_s * rate)), min(frames, round(release_s * rate))
    if rise:
        edges[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    if fall:
        edges[-fall:] *= np.cos(np.linspace(0, np.pi / 2, fall)) ** 2
    return edges


def finish_clip(clip: Clip, rate: int) -> Clip:
    """Speech made fit to play: trimmed, pauses shortened, at our rate, evenly loud, soft ends.

    Raises UnreadableClipError when there is nothing to hear.
    """
    if not np.isfinite(clip).all():
        raise UnreadableClipError("not a sound")
    clip = shorten_pauses(trim(clip, rate), rate)
    level = loudness(clip, rate)
    if level < SILENT_LUFS:
        raise UnreadableClipError("only silence")
    gain_db = min(LOUDNESS_LUFS - level, MOST_GAIN_DB)
    clip = resample(clip, rate, RATE) * np.float32(10 ** (gain_db / 20))
    return (limit(clip) * _edges(len(clip), RATE, 0.002, 0.008)).astype(np.float32)


def trim(clip: Clip, rate: int) -> Clip:
    """Without the silence at both ends; a soft onset stays whole."""
    quiet, hop = _quiet(clip, rate)
    loud = np.flatnonzero(~quiet)
    if not len(loud):
        return clip[:0]
    begin = max(0, loud[0] * hop - round(0.002 * rate))
    return clip[begin : (loud[-1] + 1) * hop + round(0.040 * rate)]


def shorten_pauses(clip: Clip, rate: int) -> Clip:
    """Engines rest 0.7 s at a comma; a coach does not. What is over 0.2 s shrinks to a seventh."""
    quiet, hop = _quiet(clip, rate)
    changes = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    keep = np.ones(len(clip), bool)
    for begin, end in changes.reshape(-1, 2):
        excess = (end - begin) * hop - round(0.2 * rate)
        if begin and end < len(quiet) and excess > 0:
            middle, cut = (begin + end) * hop // 2, round(excess * 6 / 7)
            keep[middle - cut // 2 : middle - cut // 2 + cut] = False
    return clip[keep]


def _quiet(clip: Clip, rate: int) -> tuple[NDArray[np.bool_], int]:
    """For each 5 ms whether it is 45 dB below the loudest, and how many frames that is."""
    hop = max(1, rate // 200)  # longer than a period of the voice
    blocks = -(-len(clip) // hop)
    padded = np.pad(np.asarray(clip, np.float64) ** 2, (0, blocks * hop - len(clip)))
    power = padded.reshape(blocks, hop).mean(axis=1)
    loudest = power.max(initial=0.0)
    if loudest < 1e-8:
        return np.ones(blocks, bool), hop
    return power < loudest * 10 ** (FLOOR_DB / 10), hop


def resample(clip: Clip, rate: int, to: int) -> Clip:
    """Band-limited, by one transform of the whole clip, with a guard against wrap-around."""
    if rate == to or not len(clip):
        return clip
    common = int(np.gcd(rate, to))
    unit, guard = rate // common, rate // 10
    blocks = _next_smooth(-(-(len(clip) + 2 * guard) // unit))
    padded = np.zeros(blocks * unit)
    padded[guard : guard + len(clip)] = clip
    frames = blocks * (to // common)
    spectrum = np.fft.rfft(padded)
    wanted = np.zeros(frames // 2 + 1, complex)
    kept = min(len(spectrum), len(wanted))
    wanted[:kept] = spectrum[:kept]
    samples = np.fft.irfft(wanted, frames) * (frames / len(padded))
    begin = round(guard * to / rate)
    return samples[begin : begin + round(len(clip) * to / rate)].astype(np.float32)


def _next_smooth(number: int) -> int:
    """The next number made of 2, 3 and 5: transforms of prime lengths are 20 times slower."""
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return number
        number += 1


def loudness(clip: Clip, rate: int = RATE) -> float:
    """Gated loudness in LUFS after ITU-R BS.1770; a clip under 0.4 s is one block."""
    if len(clip) < rate // 50:
        return -120.0
    size = _next_smooth(len(clip) + rate // 20)
    weighted = np.fft.irfft(
        np.fft.rfft(clip, size) * _k_weight(np.fft.rfftfreq(size, 1 / rate)), size
    )[: len(clip)]
    block, hop = round(0.4 * rate), round(0.1 * rate)
    starts = range(0, max(1, len(weighted) - block + 1), hop)
    power = np.array([np.mean(weighted[i : i + block] ** 2) for i in starts])
    power = power[_lufs(power) > SILENT_LUFS]
    if not len(power):
        return -120.0
    power = power[_lufs(power) > float(_lufs(power.mean())) - 10]
    return float(_lufs(power.mean()))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(-0.691 + 10 * np.log10(power + 1e-12))


def _k_weight(hz: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """How strongly each frequency counts: a 38 Hz high-pass and a +4 dB shelf."""
    hz = np.maximum(hz, 1e-3)
    high_pass = (hz / 38.1) ** 2 / np.sqrt((1 - (hz / 38.1) ** 2) ** 2 + (hz / 38.1 / 0.5) ** 2)
    top, bend = 10 ** (3.99984 / 20), (hz / 1681.97) ** 2
    return np.asarray(high_pass * np.sqrt((1 + (top * bend) ** 2) / (1 + bend**2)))


def limit(clip: Clip, ceiling: float = CEILING, rate: int = RATE) -> Clip:
    """Peaks turned down by a smooth gain that looks about 5 ms ahead; never clipped."""
    if np.abs(clip).max(initial=0.0) <= ceiling:
        return clip
    hop = max(8, rate // 700)
    blocks = -(-len(clip) // hop)
    padded = np.pad(np.abs(clip), (0, blocks * hop - len(clip)))
    peaks = np.pad(padded.reshape(blocks, hop).max(axis=1), 4, mode="edge")
    highest = np.max([peaks[i : i + blocks] for i in range(9)], axis=0)
    gain = np.minimum(1.0, ceiling / np.maximum(highest, 1e-9))
    # Smoothed over 3 blocks either way, found over 4: the gain is never too high.
    gain = np.convolve(np.pad(gain, 3, mode="edge"), np.ones(7) / 7, "valid")
    return (clip * np.interp(np.arange(len(clip)), (np.arange(blocks) + 0.5) * hop, gain)).astype(
        np.float32
    )
