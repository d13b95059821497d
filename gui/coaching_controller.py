"""The junction of a session and its coach, for either face. Imports no Qt."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from gui.settings import Settings
from media.coach import Coach, script_rows
from media.sound import SoundSettings, open_sound
from media.voice import VoiceSettings, open_voice
from workouts.cues import CueKind, CueStyle
from workouts.events import Event
from workouts.session import Session
from workouts.timeline import Timeline


class Coaching:
    """A coach with its voice and its sound, as the athlete's settings wish them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._settings = settings
        self.voice = open_voice(folder, voice_settings(settings))
        self.sound = open_sound(sound_settings(settings))
        self.coach = Coach(self.voice, self.sound, cue_style(settings))
        self._muted = False

    def begin(self, session: Session) -> None:
        """Follow this session from now on; clips still missing are made meanwhile."""
        self.coach.begin(session)

    def follow(self, event: Event, now: float) -> None:
        """Make heard what an event means; `now` is the reading of the session's clock."""
        self.coach.follow(event, now)

    def news(self) -> str:
        """What voice or sound could not do, in words; each piece of news once."""
        return self.coach.news()

    def state_text(self) -> str:
        """What is missing just now; empty when all is well."""
        troubles = []
        sound, voice = self.sound.state, self.voice.state
        if not sound.ok and sound.why:
            troubles.append(sound.why)
        if not voice.ok and voice.why and self._settings.voice_on:
            troubles.append(voice.why)
        return " ".join(troubles)

    def toggle_mute(self) -> str:
        """Voice off or on again, tones stay; what to tell the athlete."""
        self._muted = not self._muted
        self.sound.mute(CueKind.VOICE, on=self._muted)
        return "Voice off. Tones stay." if self._muted else "Voice on."

    def set_master(self, percent: int) -> None:
        self.sound.set_volume("master", percent / 100)

    def use_settings(self, settings: Settings) -> None:
        """Volumes and wishes count at once; another voice makes its clips anew."""
        before, self._settings = self._settings, settings
        wished = sound_settings(settings)
        for lane, value in wished.volumes().items():
            self.sound.set_volume(lane, value)
        self.sound.set_latency(wished.latency_s)
        self.coach.style = cue_style(settings)
        if voice_settings(before) != voice_settings(settings):
            self._change_voice(settings)

    def _change_voice(self, settings: Settings) -> None:
        self.sound.mute(CueKind.VOICE, on=not settings.voice_on)
        self.voice.change(voice_settings(settings))

    def finish(self) -> None:
        """Let the last sound ring out, some seconds at most, then close."""
        self.coach.finish()

    def close(self) -> None:
        self.coach.close()


def voice_settings(settings: Settings) -> VoiceSettings:
    return VoiceSettings(speak=settings.voice_on, voice=settings.voice, rate=settings.rate)


def sound_settings(settings: Settings) -> SoundSettings:
    return SoundSettings(
        tones=settings.volume_tones / 100,
        voice=settings.volume_voice / 100,
        metronome=settings.volume_clicks / 100,
        latency_s=settings.audio_delay_ms / 1000,
    )


def cue_style(settings: Settings) -> CueStyle:
    return CueStyle(
        halfway=settings.halfway,
        ten_seconds=settings.ten_seconds,
        form=settings.form_cues,
        count_down=settings.count_down,
        praise=settings.praise,
        tempo_clicks=settings.tempo_clicks,
        numbers=settings.numbers,
    )


def script_cues(folder: Path, settings: Settings, timeline: Timeline) -> list[dict[str, Any]]:
    """Every planned cue of a timeline, with the lengths of the clips that exist."""
    voice = open_voice(folder, replace(voice_settings(settings), speak=True))
    try:
        return script_rows(timeline, voice, cue_style(settings))
    finally:
        voice.close()
