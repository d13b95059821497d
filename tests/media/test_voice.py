"""Clips are spoken once and kept; an engine that misbehaves costs words and nothing else."""

import json
import socket
import sys

import numpy as np
import pytest

from media import pcm
from media.doctor import examine_voice
from media.tts_worker import CHOICE
from media.voice import RenderedVoice, SilentVoice, Speaker, VoiceSettings, open_voice

PATIENCE_S = 30.0

HELLO = """
import json, sys, time, wave
def say(**content):
    print(json.dumps(content), flush=True)
def speak(path, frames=22050):
    with wave.open(path, "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(44100)
        file.writeframes(b"\\x10\\x00" * frames)
def asked():
    for line in sys.stdin:
        yield json.loads(line)
"""
GREETING = """
say(id=0, ok=True, engine="fake", version="1", voice="standard")
"""


def worker(tmp_path, script, name="worker.py"):
    path = tmp_path / name
    path.write_text(HELLO + script)
    return [sys.executable, str(path)]


def voice_of(tmp_path, script, patience_s=20.0):
    speaker = Speaker(
        worker(tmp_path, script), start_patience_s=patience_s, phrase_patience_s=patience_s
    )
    return RenderedVoice(tmp_path / "voice", speaker=speaker)


@pytest.fixture
def closing():
    """Voices that are closed whatever the test does."""
    voices = []
    yield lambda voice: voices.append(voice) or voice
    for voice in voices:
        voice.close()


def test_clips_are_made_once_and_found_again_without_an_engine(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    open(sys.argv[0] + ".log", "a").write(request["text"] + "\\n")
    speak(request["out"])
    say(id=request["id"], ok=True)
"""
    )
    voice = closing(voice_of(tmp_path, script))
    assert voice.clip("One.") is None
    assert voice.prepare(["One.", "Two.", "One."]).wait(PATIENCE_S)
    assert voice.clip("One.").exists()
    assert voice.seconds("Two.") == pytest.approx(0.5)
    assert voice.version > 0
    assert voice.state.ok
    assert (voice.state.ready, voice.state.wanted) == (2, 2)

    again = closing(voice_of(tmp_path, "raise SystemExit('nobody may start me')"))
    preparation = again.prepare(["One.", "Two."])
    assert preparation.over
    assert (preparation.ready, preparation.wanted) == (2, 2)
    assert (tmp_path / "worker.py.log").read_text() == "One.\nTwo.\n"


def test_progress_is_told_and_a_newer_wish_goes_first(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    open(sys.argv[0] + ".log", "a").write(request["text"] + " ")
    if request["text"] == "A.":
        __import__("socket").create_connection(("127.0.0.1", PORT)).recv(1)
    speak(request["out"])
    say(id=request["id"], ok=True)
"""
    )
    told = []
    gate = socket.create_server(("127.0.0.1", 0))
    gate.settimeout(PATIENCE_S)
    script = script.replace("PORT", str(gate.getsockname()[1]))
    voice = closing(voice_of(tmp_path, script))
    first = voice.prepare(["A.", "B.", "C."], lambda ready, wanted: told.append((ready, wanted)))
    second = voice.prepare(["D."])
    with gate, gate.accept()[0] as waiting:
        waiting.send(b"!")
    assert first.wait(PATIENCE_S)
    assert second.wait(PATIENCE_S)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert (tmp_path / "worker.py.log").read_text().split() in (
        ["A.", "D.", "B.", "C."],
        ["D.", "A.", "B.", "C."],
    )


MISBEHAVING = {
    "hangs at the start": "time.sleep(600)",
    "hangs at a phrase": GREETING + "time.sleep(600)",
    "ends at once": "raise SystemExit(1)",
    "ends at a phrase": GREETING + "next(asked())\nimport os; os._exit(139)",
    "talks rubbish": GREETING + "for _ in asked(): print('\\x00 rubbish', flush=True)",
    "greets with rubbish": "print('[1, 2]', flush=True)\nfor _ in asked(): pass",
    "answers another question": GREETING + "for _ in asked(): say(id=999, ok=True)",
    "makes no file": GREETING + "for r in asked(): say(id=r['id'], ok=True)",
    "makes rubbish": GREETING
    + "for r in asked(): open(r['out'], 'w').write('x' * 999); say(id=r['id'], ok=True)",
    "makes half a file": GREETING
    + "for r in asked(): speak(r['out']); open(r['out'], 'r+').truncate(999);"
    " say(id=r['id'], ok=True)",
}


@pytest.mark.parametrize("script", MISBEHAVING.values(), ids=list(MISBEHAVING))
def test_a_misbehaving_engine_is_given_up_after_three_faults(tmp_path, closing, script):
    voice = closing(voice_of(tmp_path, script, patience_s=1.0))
    preparation = voice.prepare([f"Text {n}." for n in range(50)])
    assert preparation.wait(PATIENCE_S)
    assert preparation.ready == 0
    assert voice.clip("Text 0.") is None
    assert not voice.state.ok
    assert "tones go on" in voice.state.why
    assert not list((tmp_path / "voice").rglob("*.part"))


def test_one_hang_costs_one_try_and_the_rest_is_spoken(tmp_path, closing):
    script = (
        GREETING
        + """
import os
for request in asked():
    if not os.path.exists(sys.argv[0] + ".once"):
        open(sys.argv[0] + ".once", "w").close()
        time.sleep(600)
    speak(request["out"])
    say(id=request["id"], ok=True)
"""
    )
    voice = closing(voice_of(tmp_path, script, patience_s=3.0))
    preparation = voice.prepare(["One.", "Two.", "Three."])
    assert preparation.wait(PATIENCE_S)
    assert preparation.ready == 3
    assert voice.state.ok
    assert not voice.state.why


def test_a_phrase_that_cannot_be_spoken_does_not_cost_the_others(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    if request["text"] == "Unspeakable.":
        say(id=request["id"], ok=False, error="cannot")
        continue
    speak(request["out"])
    say(id=request["id"], ok=True)
"""
    )
    voice = closing(voice_of(tmp_path, script))
    preparation = voice.prepare(["One.", "Unspeakable.", "Two."])
    assert preparation.wait(PATIENCE_S)
    assert [bool(voice.clip(t)) for t in ("One.", "Unspeakable.", "Two.")] == [True, False, True]


def test_another_engine_speaks_everything_anew(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    speak(request["out"], 44100 if sys.argv[0].endswith("other.py") else 22050)
    say(id=request["id"], ok=True)
"""
    )
    voice = closing(voice_of(tmp_path, script))
    assert voice.prepare(["One."]).wait(PATIENCE_S)
    other = Speaker(worker(tmp_path, script.replace('version="1"', 'version="2"'), "other.py"))
    updated = closing(RenderedVoice(tmp_path / "voice", speaker=other))
    assert updated.seconds("One.") == pytest.approx(0.5)
    assert updated.prepare(["Two."]).wait(PATIENCE_S)
    assert updated.seconds("One.") is None
    assert updated.prepare(["One."]).wait(PATIENCE_S)
    assert updated.seconds("One.") == pytest.approx(1.0)


def test_another_rate_or_voice_is_another_clip(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    speak(request["out"], 10000 if request["rate"] == 200 else 22050)
    say(id=request["id"], ok=True)
"""
    )
    voice = closing(voice_of(tmp_path, script))
    assert voice.prepare(["One."]).wait(PATIENCE_S)
    voice.change(VoiceSettings(rate=200))
    assert voice.clip("One.") is None
    assert voice.prepare(["One."]).wait(PATIENCE_S)
    assert voice.seconds("One.") == pytest.approx(10000 / 44100)
    voice.change(VoiceSettings(voice="somebody", rate=200))
    assert voice.clip("One.") is None


def test_a_voice_pack_goes_before_the_engine(tmp_path, closing):
    script = (
        GREETING
        + """
for request in asked():
    speak(request["out"], 4410 if request["op"] == "finish" else 22050)
    say(id=request["id"], ok=True)
"""
    )
    take = tmp_path / "one.ogg"
    take.write_bytes(b"a recording")

    class Pack:
        name = "mine"

        def find(self, text):
            return take if text == "One." else None

    speaker = Speaker(worker(tmp_path, script))
    voice = closing(RenderedVoice(tmp_path / "voice", packs=[Pack()], speaker=speaker))
    assert voice.prepare(["One.", "Two."]).wait(PATIENCE_S)
    assert voice.seconds("One.") == pytest.approx(0.1)
    assert voice.seconds("Two.") == pytest.approx(0.5)


def test_a_voice_switched_off_says_so_and_starts_nothing(tmp_path):
    voice = open_voice(tmp_path, VoiceSettings(speak=False))
    assert isinstance(voice, SilentVoice)
    assert voice.prepare(["One."]).over
    assert voice.clip("One.") is None
    assert "switched off" in voice.state.why
    assert not list(tmp_path.iterdir())


def test_closing_in_the_middle_of_rendering_ends_the_worker(tmp_path):
    script = GREETING + "open(sys.argv[0] + '.up', 'w').close()\ntime.sleep(600)"
    voice = voice_of(tmp_path, script)
    preparation = voice.prepare(["One."])
    voice.close()
    assert preparation.wait(PATIENCE_S)


# -- the real engine


def has_engine():
    try:
        import espeakng_loader  # noqa: F401
    except ImportError:
        return sys.platform != "linux"
    return True


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A real voice with a few clips made."""
    if not has_engine():
        pytest.skip("no speech engine")
    voice = RenderedVoice(tmp_path_factory.mktemp("real"))
    assert voice.prepare(["Seven.", "Switch. Right side.", "Clamshell, left side."]).wait(60)
    if not voice.state.ok:
        pytest.skip(voice.state.why)
    yield voice
    voice.close()


def test_the_real_engine_makes_clips_that_start_at_once_and_are_equally_loud(spoken):
    for text in ("Seven.", "Switch. Right side.", "Clamshell, left side."):
        clip, rate = pcm.read_wav(spoken.clip(text))
        assert rate == pcm.RATE
        assert pcm.loudness(clip) == pytest.approx(pcm.LOUDNESS_LUFS, abs=1.0)
        assert np.abs(clip).max() <= pcm.CEILING + 0.01
        first = np.flatnonzero(np.abs(clip) > 10 ** (-45 / 20))[0] / rate
        assert first < 0.03


def test_the_real_engine_lists_its_voices(spoken):
    voices = spoken.voices(60)
    assert any(voice.language.startswith("en") for voice in voices)


@pytest.mark.skipif(sys.platform != "linux", reason="the library is chosen on Linux alone")
@pytest.mark.parametrize("library", ["/nonexistent/libespeak.so", "libm.so.6"])
def test_a_wrong_speech_library_is_told_in_plain_words(tmp_path, monkeypatch, library):
    monkeypatch.setenv(CHOICE, library)
    found = examine_voice(tmp_path)
    assert not found["ok"]
    assert "tones go on" in found["text"]


def test_the_engine_is_remembered_as_plain_values(tmp_path, closing):
    memory = tmp_path / "voice" / "cache" / "engine.json"
    memory.parent.mkdir(parents=True)
    for content in ("", "[]", "{}", "[1, 2, 3]", "\x00"):
        memory.write_text(content)
        assert closing(voice_of(tmp_path, "")).clip("One.") is None
    memory.write_text(json.dumps(["espeak-ng", "9", "en"]))
    assert "espeak-ng 9" in closing(voice_of(tmp_path, "")).state.engine
    assert list(memory.parent.iterdir()) == [memory]
