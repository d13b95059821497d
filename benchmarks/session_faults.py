"""Whether a session keeps its time to the millisecond when voice or sound fail in its middle.

    python -m benchmarks.session_faults [--only KILLED]

The same short session is guided in real time, once without any coach and once for each fault:
the voice missing, hanging, crashing or writing garbage; no sound device; the sound server killed;
the sound process killed. Every event's moment is compared with the first run's, and the longest
time the coach kept the session waiting is told, with what the athlete reads meanwhile.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pulse import PulseServer
from media.coach import Coach
from media.sound import ProcessSound
from media.voice import RenderedVoice, Speaker
from workouts.library import load_library
from workouts.model import Item, Kind, Workout
from workouts.session import Session, State
from workouts.timeline import Timeline, compile_workout

FAULT_AFTER_S = 4.5
ENGINES = {
    "the voice hangs": "import time; time.sleep(600)",
    "the voice crashes": "raise SystemExit(3)",
    "the voice writes garbage": "import sys\nfor line in sys.stdin: print('}{', flush=True)",
    "there is no voice": 'print(\'{"ok": false, "error": "espeak is not installed"}\')',
}
OTHERS = ("no sound device", "the sound server is killed", "the sound process is killed")


@dataclass(frozen=True, slots=True)
class Run:
    moments: list[tuple[str, float]]  # every event with its active second
    longest_wait_s: float  # the coach kept the session
    latest_s: float  # an event after its moment, on the real clock
    told: list[str]


def short_session() -> Timeline:
    """Two holds a side: sixteen seconds."""
    item = Item(exercise="copenhagen-hold", hold_s=3, repeats=1, ready_s=3, change_s=3)
    workout = Workout(id="short", title="Short", kind=Kind.ADDUCTOR, item=(item, item))
    return compile_workout(workout, load_library().exercises)


def guide(
    timeline: Timeline, coach: Coach | None = None, fault: Callable[[], None] | None = None
) -> Run:
    """In real time, from the first step to the last."""
    session = Session(timeline)
    if coach:
        coach.begin(session)
    begun = time.monotonic()
    events = session.start(begun)
    moments: list[tuple[str, float]] = []
    told: list[str] = []
    longest = latest = 0.0
    while True:
        now = time.monotonic()
        for event in events:
            moments.append((type(event).__name__, event.at))
            latest = max(latest, now - begun - event.at)
            if coach:
                before = time.monotonic()
                coach.follow(event, now)
                longest = max(longest, time.monotonic() - before)
        if coach and (news := coach.news()):
            told.append(news)
        if session.state is State.FINISHED:
            return Run(moments, longest, latest, told)
        if fault and now - begun > FAULT_AFTER_S:
            fault()
            fault = None
        due = session.due
        assert due is not None
        time.sleep(max(0.0, min(due - time.monotonic(), 0.5)))
        events = session.advance(time.monotonic())


def with_fault(name: str, timeline: Timeline, server: PulseServer) -> Run:
    env = {**server.env, "SDL_AUDIODRIVER": "pulseaudio"}
    if name == "no sound device":
        env = {"SDL_AUDIODRIVER": "pulseaudio", "PULSE_SERVER": "unix:/nowhere/at/all"}
    sound = ProcessSound(env=env)
    sound.wait_until_known(20)
    speaker = Speaker(
        [sys.executable, "-c", ENGINES[name]] if name in ENGINES else None,
        start_patience_s=3.0,
        phrase_patience_s=3.0,
    )
    fault: Callable[[], None] | None = None
    if name == "the sound server is killed":
        fault = server.process.kill
    elif name == "the sound process is killed":
        child = sound._child  # noqa: SLF001  the one thing that is not ours to know
        assert child
        pid = child.pid

        def fault() -> None:
            os.kill(pid, signal.SIGKILL)

    with tempfile.TemporaryDirectory() as folder:
        voice = RenderedVoice(Path(folder), speaker=speaker)
        try:
            return guide(timeline, Coach(voice, sound), fault)
        finally:
            voice.close()
            sound.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", default="", help="faults whose name has this")
    options = parser.parse_args()
    timeline = short_session()
    alone = guide(timeline)
    print(f"{len(alone.moments)} events over {timeline.total_s:g} s")
    for name in (*ENGINES, *OTHERS):
        if options.only not in name:
            continue
        server = PulseServer("one")
        try:
            run = with_fault(name, timeline, server)
        finally:
            server.close()
        same = [name for name, _ in alone.moments] == [name for name, _ in run.moments]
        apart = max(
            (abs(a - b) for (_, a), (_, b) in zip(alone.moments, run.moments, strict=False)),
            default=0.0,
        )
        print(
            f"{name:28s} {'the same events' if same else 'OTHER EVENTS'}, at most"
            f" {apart * 1000:.3f} ms apart; the coach took at most"
            f" {run.longest_wait_s * 1000:.1f} ms; late at most {run.latest_s * 1000:.0f} ms"
        )
        for line in run.told or ["(nothing to say)"]:
            print(f"{'':28s} “{line}”")


if __name__ == "__main__":
    main()
