"""The first sound of a start by command, before anything heavy is loaded.

Whoever starts a warm-up by a hotkey does not look at the screen: one soft note says at once that
the command was understood, while the window still opens. numpy alone takes longer to load than
all of this.
"""

import math
import queue
from array import array
from dataclasses import dataclass

from media import tones
from media.child import Message
from media.mixer import Mixer, SilentMixer, load, open_mixer
from media.wire import LANES, RATE
from workouts.cue_kinds import CueKind

PATIENCE_S = 30.0  # for the program to have understood what it was asked
Inbox = queue.SimpleQueue[Message]


@dataclass(frozen=True, slots=True)
class Opened:
    mixer: Mixer
    device: str  # the wished output's name; empty for the system's choice
    heard: tuple[Message, ...]  # what else was said meanwhile, to be obeyed next


def open_and_greet(inbox: Inbox) -> Opened:
    """Open the output as soon as a greeting is wished for, and play it at once.

    Where the program leaves instead, or says nothing for PATIENCE_S, there is no device to use.
    """
    load()  # takes longest; the program finds its words meanwhile
    samples, heard, device = plain(tones.TONES["hello"]), list[Message](), ""
    while (message := _next(inbox)).get("op") not in ("greet", "quit"):
        if message.get("op") == "device":
            device = str(message.get("name", ""))
        else:
            heard.append(message)
    if message["op"] == "quit":
        return Opened(SilentMixer("The program has left."), device, (message,))
    volume = float(message.get("volume", 0.0))
    mixer = open_mixer(device)
    if volume > 0:
        mixer.play(LANES.index(CueKind.TONE), samples, min(volume, 1.0))
    return Opened(mixer, device, tuple(heard))


def _next(inbox: Inbox) -> Message:
    try:
        return inbox.get(timeout=PATIENCE_S)
    except queue.Empty:
        return {"op": "quit"}


def plain(tone: tones.Tone) -> "array[int]":
    """The frames of a tone for both ears, as `pcm.render` makes them, without numpy."""
    values = [0.0] * max(round((note.at + note.seconds) * RATE) for note in tone)
    for note in tone:
        begin = round(note.at * RATE)
        for i, value in enumerate(_wave(note)[: len(values) - begin], start=begin):
            values[i] += value
    return array("h", (round(value * 32767) for value in values for _ in "LR"))


def _wave(note: tones.Note) -> list[float]:
    frames = round(note.seconds * RATE)
    wave = [0.0] * frames
    for multiple, level in note.partials:
        turn = math.tau * note.hz * multiple / RATE
        fade = math.exp(-(max(multiple, 1.0) ** 0.5) / note.decay_s / RATE)
        for i in range(frames):
            wave[i] += level * math.sin(turn * i)
            level *= fade
    for i in range(rise := round(note.attack_s * RATE)):
        wave[i] *= math.sin(math.pi / 2 * i / (rise - 1)) ** 2
    for i in range(fall := round(note.release_s * RATE)):
        wave[frames - fall + i] *= math.cos(math.pi / 2 * i / (fall - 1)) ** 2
    gain = note.gain / max(map(abs, wave))
    return [value * gain for value in wave]
