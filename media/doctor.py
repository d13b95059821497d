"""Which voice and which sound this computer has, tried once, in plain words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media.sound import ProcessSound
from media.voice import RenderedVoice, VoiceSettings

TRY_TEXT = "Ready."
PATIENCE_S = 15.0


def examine_voice(folder: Path, settings: VoiceSettings | None = None) -> dict[str, Any]:
    """`ok`, `text` for the athlete, and `engine`, `voice`, `clips` kept. Speaks one word."""
    voice = RenderedVoice(folder, settings or VoiceSettings())
    try:
        found = voice.voices(PATIENCE_S)
        voice.prepare([TRY_TEXT]).wait(PATIENCE_S)
        state = voice.state
        ok = voice.clip(TRY_TEXT) is not None and bool(found)
        clips, size = voice.kept()
    finally:
        voice.close()
    text = f"{state.engine} speaks, with the voice {state.voice}." if ok else state.why
    if not ok and not text:
        text = "The voice did not answer in time; tones go on."
    return {
        "ok": ok,
        "text": text,
        "engine": state.engine,
        "voice": state.voice,
        "voices": len(found),
        "clips": clips,
        "clips_mb": round(size / 1e6, 1),
    }


def examine_sound(env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """`ok`, `text` for the athlete, and `driver` and `device`. Plays nothing."""
    sound = ProcessSound(env=env)
    try:
        state = sound.wait_until_known(PATIENCE_S)
    finally:
        sound.close()
    place = f" on {state.name}" if state.name else ""
    text = f"Sound plays through {state.driver}{place}." if state.ok else state.why
    return {"ok": state.ok, "text": text, "driver": state.driver, "device": state.name}
