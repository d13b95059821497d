"""What happens to the sound when its device fails in the middle of a session, for real.

    python -m benchmarks.sound_faults

A private PulseAudio is killed, started again, frozen, and its last sink taken away while a plan
of tones goes on. Printed: what the athlete would read, and when sound was back.
"""

import os
import signal
import subprocess
import time

from benchmarks.pulse import PulseServer
from media.sound import ProcessSound
from media.wire import SoundCue
from workouts.cues import CueKind, Rank

GIVE_UP_S = 20.0


class Scene:
    """A sound that has been told of a tone each half second, for a minute."""

    def __init__(self) -> None:
        self.server = PulseServer("one")
        self.sound = ProcessSound(env={**self.server.env, "SDL_AUDIODRIVER": "pulseaudio"})
        state = self.sound.wait_until_known(15)
        assert state.ok, state.why
        begin = time.monotonic() + 0.5
        self.sound.plan(
            [
                SoundCue(f"tone {n}", begin + n / 2, CueKind.TONE, Rank.COUNT, tone="count")
                for n in range(120)
            ]
        )
        time.sleep(2.0)

    def watch(self, what: str, cured_by: "Cure | None" = None) -> None:
        """Print each change of state until there is sound again."""
        begin = time.monotonic()
        before = self.sound.state
        cured = cured_by is None
        lost = False
        while time.monotonic() - begin < GIVE_UP_S:
            state = self.sound.state
            if state != before:
                words = state.driver if state.ok else state.why
                print(f"  {time.monotonic() - begin:5.1f} s  {words}")
                before = state
            lost = lost or not state.ok
            if cured_by and not cured and time.monotonic() - begin > 4.0:
                print(f"  {time.monotonic() - begin:5.1f} s  ({what} is put right)")
                cured_by()
                cured = True
                begin_again = time.monotonic()
            if cured and lost and state.ok:
                since = time.monotonic() - (begin_again if cured_by else begin)
                print(f"  sound is back {since:.1f} s after that")
                break
            time.sleep(0.05)
        else:
            print("  no change was noticed" if not lost else "  sound did not come back")
        played = [entry for entry in self.sound.heard if not entry.dropped]
        print(f"  {len(played)} tones handed over, {len(self.sound.heard) - len(played)} dropped")

    def close(self) -> None:
        begin = time.monotonic()
        self.sound.close()
        print(f"  closed in {time.monotonic() - begin:.1f} s\n")
        self.server.close()


class Cure:
    """What puts the fault right again."""

    def __init__(self, scene: Scene, *command: str) -> None:
        self.scene, self.command = scene, command

    def __call__(self) -> None:
        if self.command:
            subprocess.run(
                self.command,
                env={**os.environ, **self.scene.server.env},
                check=False,
                stdout=subprocess.DEVNULL,
            )
        else:
            self.scene.server.start()


def pactl(scene: Scene, *words: str) -> None:
    Cure(scene, "pactl", *words)()


def main() -> None:
    print("The sound server is killed and started again")
    scene = Scene()
    scene.server.process.kill()
    scene.server.process.wait()
    scene.watch("the server", Cure(scene))
    scene.close()

    print("The last output is taken away and another one comes")
    scene = Scene()
    pactl(scene, "unload-module", "module-null-sink")
    scene.watch("the output", Cure(scene, "pactl", "load-module", "module-null-sink"))
    scene.close()

    print("The sound server freezes")
    scene = Scene()
    scene.server.process.send_signal(signal.SIGSTOP)
    scene.watch("the freeze", None)
    scene.close()

    print("The sound process is killed")
    scene = Scene()
    child = scene.sound._child  # noqa: SLF001  the one thing that is not ours to know
    assert child
    os.kill(child.pid, signal.SIGKILL)
    scene.watch("nothing")
    scene.close()


if __name__ == "__main__":
    main()
