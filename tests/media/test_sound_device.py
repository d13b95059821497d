"""A sound server of our own is killed in the middle of a plan, and started again."""

import shutil
import time

import pytest

from media.sound import ProcessSound
from media.wire import SoundCue
from workouts.cues import CueKind

pytestmark = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")), reason="needs PulseAudio"
)


@pytest.fixture
def server():
    from benchmarks.pulse import PulseMissingError, PulseServer

    try:
        server = PulseServer("one")
    except PulseMissingError as error:
        pytest.skip(str(error))
    yield server
    server.close()


def wait_for(sound, condition, what):
    assert sound.wait_until(condition, 60), f"waited in vain for {what}"


def test_without_a_server_the_process_stays_and_says_so():
    env = {"SDL_AUDIODRIVER": "pulseaudio", "PULSE_SERVER": "unix:/nowhere/at/all"}
    sound = ProcessSound(env=env, restarts=())
    try:
        state = sound.wait_until_known(30)
        assert not state.ok
        assert "No sound device could be opened" in state.why
        assert sound.outputs == ()
    finally:
        sound.close()


def test_a_killed_sound_server_costs_sound_until_it_is_back_and_moves_nothing(server):
    sound = ProcessSound(env={**server.env, "SDL_AUDIODRIVER": "pulseaudio"})
    try:
        assert sound.wait_until_known(30).ok
        begin = time.monotonic() + 0.5
        plan = [SoundCue(str(n), begin + n / 2, CueKind.TONE, 3, tone="count") for n in range(200)]
        sound.plan(plan)
        wait_for(sound, lambda: len(sound.heard) > 1, "the first tones")
        server.process.kill()
        server.process.wait()
        wait_for(sound, lambda: not sound.state.ok, "the loss to be noticed")
        assert "shown on screen" in sound.state.why or "started again" in sound.state.why
        server.start()
        wait_for(sound, lambda: sound.state.ok, "the device to be found again")
        known = len(sound.heard)
        wait_for(sound, lambda: any(not h.dropped for h in list(sound.heard)[known:]), "a tone")
        moments = {cue.id: cue.at for cue in plan}
        for entry in sound.heard:
            assert entry.dropped or entry.at == pytest.approx(moments[entry.id], abs=0.25)
    finally:
        sound.close()
