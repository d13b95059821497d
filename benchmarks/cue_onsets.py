"""How exactly cues are heard: a workout played for real, recorded, compared with its plan.

    python -m benchmarks.cue_onsets [--workout adductor-ladder] [--seconds 120] [--busy]

Plays through the engine, the coach and the sound process into a null sink of a private
PulseAudio. The constant latency of the output is taken away (the median); what is left is the
error. A one-second QTimer that counts ticks plays into a second sink in the same run. Stalls of
the machine itself are logged and listed beside the outliers.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.pulse import RATE, SETTLE_S, PulseServer, Recorder, Recording, StallWatch
from media import pcm, tones
from media.coach import Coach
from media.sound import Heard, ProcessSound
from media.voice import open_voice
from media.wire import SoundCue
from workouts.library import load_library
from workouts.session import Session, State
from workouts.timeline import Options

ALIKE = 0.5
OUTLIER_S = 0.020
QUIET_DB = -45.0


@dataclass(frozen=True, slots=True)
class Onset:
    name: str
    planned: float  # reading of the clock
    error: float  # seconds after it, latency included until it is taken away
    late: float = 0.0  # seconds it was handed over too late, as the sound process saw it
    alike: float = 1.0  # how like the planned sound it is


class TapedSound(ProcessSound):
    """A sound that remembers every cue it was told."""

    def __init__(self, env: dict[str, str]) -> None:
        super().__init__(env=env)
        self.cues: dict[str, SoundCue] = {}

    def plan(self, cues: Sequence[SoundCue]) -> None:
        self.cues.update({cue.id: cue for cue in cues})
        super().plan(cues)


def play(workout: str, seconds: float, env: dict[str, str], folder: Path) -> TapedSound:
    """Guide a workout in real time, as the terminal does."""
    timeline = load_library().timeline(workout, Options(paced_only=True))
    voice = open_voice(folder)
    sound = TapedSound(env)
    coach = Coach(voice, sound)
    session = Session(timeline)
    preparation = coach.begin(session)
    print(f"{timeline.title}: {timeline.total_s:g} s, {preparation.wanted} phrases", flush=True)
    preparation.wait(120)
    state = sound.wait_until_known(20)
    if not state.ok:
        raise SystemExit(state.why)
    time.sleep(SETTLE_S)
    start = time.monotonic()
    events = session.start(start)
    while True:
        now = time.monotonic()
        for event in events:
            coach.follow(event, now)
        if session.state is State.FINISHED or now - start > seconds:
            break
        due = session.due
        time.sleep(max(0.0, (due if due is not None else now + 0.1) - time.monotonic()))
        events = session.advance(time.monotonic())
    if session.state is State.FINISHED:
        time.sleep(max(0.0, coach.ends_at - time.monotonic()) + 0.5)
    voice.close()
    sound.close()
    return sound


def onsets(sound: TapedSound, recording: Recording) -> tuple[list[Onset], list[Onset], list[str]]:
    """Of the tones and clicks, of the voice, and what was never heard."""
    heard: dict[str, Heard] = {entry.id: entry for entry in sound.heard if not entry.dropped}
    beeps, speech, missing = [], [], []
    for name in heard:
        cue = sound.cues.get(name)
        if cue is None:
            continue
        clip = samples_of(cue)
        found = recording.find(clip, cue.at)
        label = cue.tone or name.rpartition("/")[2]  # what is said, as a key
        if found is None:
            continue  # the recording had not begun, or had ended
        late, alike = found
        if alike < ALIKE:
            missing.append(f"{label} at {cue.at:.3f} (likeness {alike:.2f})")
        elif cue.tone:
            beeps.append(Onset(label, cue.at, late, heard[name].at - cue.at, alike))
        else:
            loud = np.flatnonzero(np.abs(clip) > 10 ** (QUIET_DB / 20))[0] / RATE
            handed = heard[name].at - cue.at
            speech.append(Onset(label, cue.at, late + float(loud), handed, alike))
    return sorted(beeps, key=lambda o: o.planned), speech, missing


def samples_of(cue: SoundCue) -> NDArray[np.float32]:
    if cue.tone:
        return pcm.render(tones.TONES[cue.tone])
    return pcm.read_wav(Path(cue.clip))[0]


def naive(seconds: float, *, busy: bool) -> None:
    """The player everybody writes first: a timer of a second, a counter, a play() at each tick."""
    import pygame
    from PySide6.QtCore import QCoreApplication, QTimer

    pygame.mixer.init(RATE, -16, 2, 512, allowedchanges=0)
    beep = pygame.mixer.Sound(buffer=pcm.to_stereo(pcm.render(tones.TONES["count"])).tobytes())
    app = QCoreApplication([])
    time.sleep(SETTLE_S)
    start, left = time.monotonic(), int(seconds)

    def tick() -> None:
        nonlocal left
        left -= 1
        beep.play()
        if left <= 0:
            QTimer.singleShot(500, app.quit)

    stop = threading.Event()
    if busy:
        threading.Thread(target=busy_work, args=(stop,), daemon=True).start()
    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(1000)
    print(json.dumps({"start": start}), flush=True)
    app.exec()
    stop.set()


def busy_work(stop: threading.Event) -> None:
    """A window that computes: pure Python without end, in the process of the engine."""
    number = 0
    while not stop.is_set():
        for _ in range(20000):
            number += 1


def report(title: str, found: list[Onset], stalls: list[tuple[float, float]]) -> None:
    if len(found) < 3:
        print(f"{title}: too few onsets ({len(found)})")
        return
    errors = np.array([onset.error for onset in found])
    constant = float(np.median(errors))
    off = np.abs(errors - constant) * 1000
    third = max(1, len(errors) // 3)
    first, last = (float(np.median(part) - constant) for part in (errors[:third], errors[-third:]))
    calm = np.array([not near(onset, stalls) for onset in found])
    print(
        f"{title}: {len(found)} onsets, constant {constant * 1000:.1f} ms (taken away)\n"
        f"  error: median {np.median(off):.1f} ms, 90 % within {np.percentile(off, 90):.1f} ms,"
        f" 99 % within {np.percentile(off, 99):.1f} ms, worst {off.max():.1f} ms\n"
        f"  first third {first * 1000:+.1f} ms, last third {last * 1000:+.1f} ms;"
        f" last onset {(errors[-1] - constant) * 1000:+.1f} ms"
    )
    if calm.any() and not calm.all():
        rest = off[calm]
        print(
            f"  without the {int((~calm).sum())} near a stall of the machine: median"
            f" {np.median(rest):.1f} ms, 90 % within {np.percentile(rest, 90):.1f} ms,"
            f" worst {rest.max():.1f} ms"
        )
    for onset, error in zip(found, errors - constant, strict=True):
        if abs(error) > OUTLIER_S:
            reason = near(onset, stalls)
            beside = f"machine stood still {reason}" if reason else "no stall seen"
            print(
                f"  outlier: {onset.name} {error * 1000:+.1f} ms (likeness {onset.alike:.2f},"
                f" handed over {onset.late * 1000:.0f} ms late), {beside}"
            )


def near(onset: Onset, stalls: list[tuple[float, float]]) -> str:
    """The stall that may have moved an onset: within the time it waited in a buffer."""
    for begin, end in stalls:
        if begin - 0.05 <= onset.planned + onset.error and end >= onset.planned - 0.2:
            return f"{(end - begin) * 1000:.0f} ms"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--workout", default="adductor-ladder")
    parser.add_argument("--seconds", type=float, default=3600.0, help="stop after so long")
    parser.add_argument(
        "--busy", action="store_true", help="with a busy thread beside both engines"
    )
    parser.add_argument("--voice-folder", type=Path, help="a folder with clips made before")
    parser.add_argument("--naive", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.naive:
        naive(options.naive, busy=options.busy)
        return
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    timeline = load_library().timeline(options.workout, Options(paced_only=True))
    length = min(options.seconds, timeline.total_s)
    server = PulseServer("coach", "naive")
    folder = options.voice_folder or Path(tempfile.gettempdir()) / "holdfast-benchmark-voice"
    env = {**server.env, "SDL_AUDIODRIVER": "pulseaudio"}
    watch = StallWatch()
    stop = threading.Event()
    try:
        recorders = [Recorder(server, sink) for sink in ("coach", "naive")]
        time.sleep(1.0)
        other = subprocess.Popen(
            [
                *(sys.executable, "-m", "benchmarks.cue_onsets", "--naive", str(int(length))),
                *(["--busy"] if options.busy else []),
            ],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **env, "PULSE_SINK": "naive", "QT_QPA_PLATFORM": "offscreen"},
        )
        if options.busy:
            threading.Thread(target=busy_work, args=(stop,), daemon=True).start()
        sound = play(options.workout, options.seconds, {**env, "PULSE_SINK": "coach"}, folder)
        output, _ = other.communicate(timeout=length + 60)
        tape, naive_tape = (recorder.stop() for recorder in recorders)
    finally:
        stop.set()
        stalls = watch.stop()
        server.close()
    if stalls:
        longest = max(end - begin for begin, end in stalls) * 1000
        print(f"The machine stood still {len(stalls)} times over 15 ms, at most {longest:.0f} ms.")
    beeps, speech, missing = onsets(sound, tape)
    report("Tones and clicks", beeps, stalls)
    report("Speech, first sample above -45 dB", speech, stalls)
    if speech and beeps:
        constant = float(np.median([onset.error for onset in beeps]))
        late = [abs(onset.error - constant) * 1000 for onset in speech]
        print(
            f"  speech against its plan, with the tones' constant: median {np.median(late):.1f} ms"
        )
    for line in missing:
        print(f"  not found in the recording: {line}")
    dropped = [entry for entry in sound.heard if entry.dropped]
    for entry in dropped:
        print(f"  dropped: {entry.id}: {entry.dropped}")
    start = float(json.loads(output.splitlines()[-1])["start"])
    report("One-second QTimer that counts ticks", naive_onsets(naive_tape, start, length), stalls)


def naive_onsets(tape: Recording, start: float, seconds: float) -> list[Onset]:
    """Each beep against the second it should have marked; the first sets the constant."""
    clip = pcm.render(tones.TONES["count"])
    found: list[Onset] = []
    drift = 0.0
    for number in range(1, int(seconds) + 1):
        planned = start + number
        hit = tape.find(clip, planned + drift, 0.3, 0.5)
        if hit and hit[1] > ALIKE:
            drift += hit[0]
            found.append(Onset("tick", planned, drift))
    return found


if __name__ == "__main__":
    main()
