"""The sound process, for real: what SDL writes is decoded; its faults cost sound and no time."""

import json
import os
import select
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from media import pcm, tones
from media.child import ROOT, command_for
from media.doctor import examine_sound
from media.sound import ProcessSound, SilentSound, SoundSettings, open_sound
from media.wire import SoundCue
from workouts.cues import CueKind

PATIENCE_S = 30.0
SOON_S = 0.6


def wait_for(sound, condition, what="it"):
    assert sound.wait_until(condition, PATIENCE_S), f"waited in vain for {what}"


def mark(at):
    """Nothing to hear: the process tells of it when that moment is being written."""
    return SoundCue(f"mark@{at}", at, CueKind.CLICK, 9)


def wait_for_mark(sound, cue):
    wait_for(sound, lambda: any(entry.id == cue.id for entry in list(sound.heard)), cue.id)


def let_pass(sound, seconds):
    """Until the process has played for so long."""
    sound.plan([cue := mark(time.monotonic() + seconds)])
    wait_for_mark(sound, cue)


def tone(at, name="count", rank=3):
    return SoundCue(f"{name}@{at}", at, CueKind.TONE, rank, tone=name)


def heard(sound):
    return [entry.id for entry in list(sound.heard) if not entry.dropped]


@pytest.fixture
def sounds(tmp_path):
    """Makes sounds that write what they play into tape.raw, and are closed at the end."""
    made = []

    def make(**options):
        env = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(tmp_path / "tape.raw")}
        made.append(ProcessSound(**{"env": env, **options}))
        return made[-1]

    yield make
    for sound in made:
        sound.close()


def tape(tmp_path):
    raw = np.fromfile(tmp_path / "tape.raw", "<i2")
    return raw[: len(raw) // 2 * 2].reshape(-1, 2).mean(axis=1) / 32768


def pieces(samples, gap_s=0.04):
    """(begin, end) in frames of what is louder than -54 dB; shorter gaps do not part two."""
    hop = pcm.RATE // 200
    count = len(samples) // hop
    level = np.sqrt((samples[: count * hop].reshape(count, hop) ** 2).mean(axis=1))
    loud = np.concatenate([[0], (level > 0.002).astype(int), [0]])
    found = []
    for begin, end in np.flatnonzero(np.diff(loud)).reshape(-1, 2):
        if found and (begin - found[-1][1]) * hop < gap_s * pcm.RATE:
            found[-1][1] = end
        else:
            found.append([begin, end])
    return [(begin * hop, end * hop) for begin, end in found]


def strongest_hz(samples):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 1 << 17))
    return float(np.fft.rfftfreq(1 << 17, 1 / pcm.RATE)[spectrum.argmax()])


def sweep(path, low, high, seconds=0.5):
    time_ = np.arange(round(seconds * pcm.RATE)) / pcm.RATE
    phase = 2 * np.pi * (low * time_ + (high - low) / (2 * seconds) * time_**2)
    pcm.write_wav(path, pcm.finish_clip((0.2 * np.sin(phase)).astype("f4"), pcm.RATE))
    return path


def test_what_was_planned_is_on_tape_in_order_whole_and_without_overlap(sounds, tmp_path):
    sound = sounds()
    assert sound.wait_until_known(PATIENCE_S).ok
    first, second = sweep(tmp_path / "a.wav", 300, 400), sweep(tmp_path / "b.wav", 2000, 2400)
    start = time.monotonic() + SOON_S
    plan = [
        SoundCue("a", start, CueKind.VOICE, 4, clip=str(first)),
        tone(start + 0.8),
        tone(start + 1.2, "end", 1),
        SoundCue("b", start + 1.9, CueKind.VOICE, 4, clip=str(second)),
    ]
    sound.plan([*plan, last := mark(start + 2.8)])
    wait_for_mark(sound, last)
    assert len(heard(sound)) == 4
    sound.close()
    samples = tape(tmp_path)
    found = pieces(samples)
    assert len(found) == 4
    pitches = [strongest_hz(samples[begin:end]) for begin, end in found]
    assert 290 < pitches[0] < 410
    assert pitches[1] == pytest.approx(880, abs=15)
    assert pitches[2] == pytest.approx(440, abs=15)
    assert 1900 < pitches[3] < 2500
    lengths = [(end - begin) / pcm.RATE for begin, end in found]
    expected = [0.5, tones.seconds("count"), tones.seconds("end"), 0.5]
    assert lengths == pytest.approx(expected, abs=0.05)
    for begin, end in (found[0], found[3]):
        level = pcm.loudness(samples[begin:end].astype("f4"))
        assert level == pytest.approx(pcm.LOUDNESS_LUFS, abs=1.5)
    assert np.abs(samples).max() < 0.75


def test_between_sounds_the_output_is_kept_awake_and_nobody_hears_it(sounds, tmp_path):
    sound = sounds()
    assert sound.wait_until_known(PATIENCE_S).ok
    let_pass(sound, 1.0)
    sound.close()
    samples = tape(tmp_path)
    assert 0 < np.abs(samples[pcm.RATE // 8 :]).max() < 1e-3


def test_volume_and_mute_are_heard(sounds, tmp_path):
    sound = sounds(settings=SoundSettings(tones=0.5))
    assert sound.wait_until_known(PATIENCE_S).ok
    sound.play_now(tone(time.monotonic(), "end", 1))
    let_pass(sound, 1.5)  # it has rung out
    sound.mute(CueKind.TONE, on=True)
    now = time.monotonic()
    sound.plan([tone(now + 0.5), last := mark(now + 1.5)])
    wait_for_mark(sound, last)
    assert len(heard(sound)) == 2
    sound.close()
    samples = tape(tmp_path)
    peaks = [np.abs(samples[b:e]).max() for b, e in pieces(samples, gap_s=0.2)]
    assert len(peaks) == 1
    assert peaks[0] == pytest.approx(np.abs(pcm.render(tones.TONES["end"])).max() / 2, abs=0.03)


def test_cancel_is_heard_at_once(sounds, tmp_path):
    sound = sounds()
    assert sound.wait_until_known(PATIENCE_S).ok
    long = sweep(tmp_path / "long.wav", 300, 500, seconds=6.0)
    now = time.monotonic()
    middle = mark(now + 1.2)
    sound.plan([SoundCue("long", now + 0.2, CueKind.VOICE, 4, clip=str(long)), middle])
    wait_for_mark(sound, middle)
    sound.cancel()
    sound.play_now(tone(time.monotonic(), "pause", 1))
    wait_for(sound, lambda: len(heard(sound)) == 2)
    sound.close()
    begin, end = pieces(tape(tmp_path))[0]
    assert (end - begin) / pcm.RATE < 4.0


def test_a_killed_process_is_started_again_and_goes_on_with_the_plan(sounds):
    sound = sounds(restarts=(0.0, 0.0))
    assert sound.wait_until_known(PATIENCE_S).ok
    now = time.monotonic()
    sound.plan([tone(now + 0.3), tone(now + 4.0), tone(now + 5.0, "end", 1)])
    wait_for(sound, lambda: len(heard(sound)) == 1)
    first = sound._child
    os.kill(first.pid, signal.SIGKILL)
    wait_for(sound, lambda: sound._child is not first and sound.state.ok, "another process")
    wait_for(sound, lambda: len(heard(sound)) == 3, "the rest of the plan")
    assert heard(sound) == [f"count@{now + 0.3}", f"count@{now + 4.0}", f"end@{now + 5.0}"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs SIGSTOP")
def test_a_hung_process_is_noticed_killed_and_replaced(sounds):
    sound = sounds(hung_s=1.0, restarts=(0.0, 0.0))
    assert sound.wait_until_known(PATIENCE_S).ok
    hung = sound._child
    os.kill(hung.pid, signal.SIGSTOP)
    wait_for(sound, lambda: sound._child not in (hung, None), "another process")
    assert hung.exit_code is not None
    wait_for(sound, lambda: sound.state.ok)


def script(tmp_path, text):
    path = tmp_path / "stand_in.py"
    path.write_text(text)
    return [sys.executable, str(path)]


BROKEN = {
    "missing": None,
    "ends at once": "",
    "crashes": "import os; os.abort()",
    "talks rubbish": "import sys\nprint('rubbish', flush=True)\nsys.exit(3)",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=list(BROKEN))
def test_a_process_that_cannot_run_is_given_up_and_says_so(sounds, tmp_path, text):
    command = ["/nonexistent/python"] if text is None else script(tmp_path, text)
    sound = sounds(command=command, restarts=(0.0, 0.0, 0.0))
    sound.plan([tone(time.monotonic() + 1)])
    wait_for(sound, sound._known.is_set)
    sound.play_now(tone(time.monotonic()))
    assert not sound.state.ok
    assert "everything is shown on screen" in sound.state.why


def test_a_process_that_never_reads_does_not_hold_up_the_caller(sounds, tmp_path):
    sound = sounds(command=script(tmp_path, "import time; time.sleep(600)"), hung_s=0.5)
    now = time.monotonic()
    for n in range(300):  # far more than a pipe holds
        sound.plan([tone(now + k + n / 1000) for k in range(60)])
    sound.cancel()
    wait_for(sound, lambda: not sound.state.ok, "the hang to be noticed")


def test_without_any_device_it_is_told_in_plain_words(monkeypatch):
    found = examine_sound({"SDL_AUDIODRIVER": "nonsense"})
    assert not found["ok"]
    assert "everything is shown on screen" in found["text"]


def test_a_driver_that_swallows_sound_is_not_taken_for_sound():
    found = examine_sound({"SDL_AUDIODRIVER": "dummy"})
    assert not found["ok"]
    assert "SDL_AUDIODRIVER" in found["text"]


def test_without_pygame_the_process_stays_and_says_so(sounds, tmp_path):
    (tmp_path / "pygame.py").write_text("raise ImportError('libgthread is missing')")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); sys.path.insert(1, {str(ROOT)!r})\n"
        "from media.sound_process import main; main()"
    )
    sound = sounds(command=[sys.executable, "-c", program])
    state = sound.wait_until_known(PATIENCE_S)
    assert not state.ok
    assert "pygame" in state.why
    sound.plan([tone(time.monotonic() + 0.3)])
    wait_for(sound, lambda: len(sound.heard) == 1)
    assert sound.heard[0].dropped == "no device"


def test_sound_switched_off_starts_nothing():
    sound = open_sound(SoundSettings(play=False))
    assert isinstance(sound, SilentSound)
    sound.plan([tone(0.0)])
    assert "switched off" in sound.state.why
    sound.close()


def test_nothing_is_started_before_it_is_needed(sounds):
    sound = sounds()
    sound.set_volume(CueKind.VOICE, 0.5)
    sound.mute(CueKind.VOICE, on=True)
    assert sound._child is None


# -- the process by itself


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd")
def test_the_process_leaves_when_the_program_is_killed(tmp_path):
    env = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(tmp_path / "tape.raw")}
    program = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from media.sound import ProcessSound\n"
        f"sound = ProcessSound(env={env!r})\n"
        "sound.wait_until_known(30)\n"
        "print(sound._child.pid, flush=True)\n"
        "time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    with parent:
        pid = int(parent.stdout.readline())
        leaving = os.pidfd_open(pid)
        parent.kill()
    ended, _, _ = select.select([leaving], [], [], PATIENCE_S)
    os.close(leaving)
    assert ended, "the sound process stayed"


def test_the_process_leaves_even_when_its_device_stands_still():
    program = (
        "import time, media.mixer\n"
        "media.mixer.open_mixer = lambda: time.sleep(600)\n"
        "from media.sound_process import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, cwd=ROOT, stdout=subprocess.DEVNULL
    )
    with process:
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0


def test_ctrl_c_reaches_the_program_alone(tmp_path):
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SDL_AUDIODRIVER": "disk",
        "SDL_DISKAUDIOFILE": str(tmp_path / "t.raw"),
    }
    process = subprocess.Popen(
        command_for("media.sound_process"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
    )
    with process:
        assert json.loads(process.stdout.readline())["event"] == "device"
        assert json.loads(process.stdout.readline())["event"] == "outputs"
        process.send_signal(signal.SIGINT)
        process.stdin.write(b'not json\n[1]\n{"op": "dance"}\n{"op": "ping", "id": 5}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["event"] == "refused"
        assert json.loads(process.stdout.readline()) == {"event": "pong", "id": 5}
        process.stdin.close()
        assert process.wait(PATIENCE_S) == 0
