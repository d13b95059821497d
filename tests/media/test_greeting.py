"""A start by command is heard before its window is there, and only once it was understood."""

import json
import subprocess
import sys

import numpy as np
import pytest

from gui.early_sound_controller import begin_sound, greet
from gui.one_copy import OneCopy
from gui.settings import Settings
from media import pcm, tones
from media.child import ROOT
from media.greeting import plain
from media.sound import ProcessSound

PATIENCE_S = 30


@pytest.mark.parametrize("name", tones.TONES)
def test_a_tone_without_numpy_is_the_same_tone(name):
    ours = np.array(plain(tones.TONES[name])).reshape(-1, 2)
    theirs = pcm.to_stereo(pcm.render(tones.TONES[name]))
    assert np.abs(ours - theirs).max() <= 33, "a thousandth of full scale"


def say(process, *messages):
    for message in messages:
        process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()


def answers(process, until):
    """What it says, up to the first message of that kind."""
    said = []
    while not said or said[-1]["event"] != until:
        said.append(json.loads(process.stdout.readline()))
    return said


@pytest.fixture
def disk(monkeypatch, tmp_path):
    """What SDL plays is written into this file."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "tape.raw"))
    return tmp_path / "tape.raw"


@pytest.fixture
def greeter(disk):
    """The process as it is begun; closing its input lets it leave."""
    command = [sys.executable, "-m", "media.sound_process", "--greet"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        yield process
        process.stdin.close()


def played(tape):
    """How loud each 10 ms is, 0..1."""
    samples = np.fromfile(tape, "<i2").astype(float) / 32768
    return np.abs(samples[: len(samples) // 882 * 882].reshape(-1, 882)).max(axis=1)


def test_one_soft_note_is_heard_and_the_process_plays_on(disk, tmp_path, qtbot):
    process = begin_sound(["warm-up", "--minutes", "5"])
    sound = greet(process, tmp_path, Settings())
    assert isinstance(sound, ProcessSound)
    assert sound.wait_until_known(PATIENCE_S).ok
    qtbot.waitUntil(lambda: (played(disk) > 0.05).sum() >= 8, timeout=PATIENCE_S * 1000)
    sound.close()
    assert (played(disk) > 0.05).sum() < 25, "one note, not two"


def test_nothing_is_heard_without_the_word(greeter, disk):
    say(greeter, {"op": "volume", "lane": "tone", "value": 1.0})
    greeter.stdin.close()
    greeter.wait(PATIENCE_S)
    assert not disk.exists() or played(disk).max(initial=0) < 0.001


def test_a_word_with_no_volume_is_silent(greeter, disk):
    say(greeter, {"op": "greet", "volume": 0.0}, {"op": "ping", "id": 7})
    answers(greeter, "pong")
    assert played(disk).max(initial=0) < 0.001


def test_what_was_said_meanwhile_is_obeyed_afterwards(greeter):
    say(greeter, {"op": "ping", "id": 7}, {"op": "greet", "volume": 0.5})
    assert answers(greeter, "pong")[-1]["id"] == 7


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["warm-up", "--minutes", "5", "--script"],
        ["run", "pre-run-1", "--terminal"],
        ["run", "--help"],
        [],
    ],
)
def test_where_no_session_begins_in_a_window_nothing_is_begun(words):
    assert begin_sound(words) is None


def test_where_a_window_is_open_already_that_one_sounds(tmp_path, qtbot):
    window = OneCopy(tmp_path)
    assert window.listen()
    process = begin_sound(["run", "pre-run-1"])
    assert greet(process, tmp_path, Settings()) is None
    window.close()
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
