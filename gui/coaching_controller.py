"""The junction of a session and its coach, for either face. Imports no Qt."""

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from gui.early_sound_controller import sound_settings
from gui.settings import Settings, quietened
from media import music
from media.coach import Coach, script_rows
from media.sound import Sound, open_sound
from media.voice import RenderedVoice, SilentVoice, Voice, VoiceSettings, open_voice
from workouts.cues import CueKind, CueStyle
from workouts.events import Event, Paused, Resumed, ResumeStarted, SessionFinished
from workouts.session import Session
from workouts.timeline import Timeline


class Coaching:
    """A coach with its voice and its sound, as the athlete's settings wish them."""

    def __init__(self, folder: Path, settings: Settings, sound: Sound | None = None) -> None:
        self._folder = folder
        self._wished = settings  # as the athlete chose them; quiet mode may take some away
        self._settings = settings = quietened(settings, ())
        self._spoken: Voice | None = None  # made when first wanted
        self.voice = self._voice_for(settings)
        self.sound = sound or open_sound(sound_settings(settings))
        self.coach = Coach(self.voice, self.sound, cue_style(settings))
        self._muted = False
        self._playing = 0  # sessions begun and ended: music that comes too late is not begun
        self._told = ""

    def begin(self, session: Session) -> None:
        """Follow this session from now on; clips still missing are made meanwhile."""
        self.use_settings(self._wished)  # headphones may have come or gone
        self.coach.begin(session)
        self.sound.keep_awake(on=True)
        self._playing += 1
        if self._settings.music_on and self._settings.music_folder:
            self.play_music()

    def follow(self, event: Event, now: float) -> None:
        """Make heard what an event means; `now` is the reading of the session's clock."""
        self.coach.follow(event, now)
        match event:
            case Paused():
                self.sound.pause_music(paused=True)
            case ResumeStarted() | Resumed() if self._settings.music_on:
                self.sound.pause_music(paused=False)
            case SessionFinished():
                self.stop_music()
                self.sound.keep_awake(on=False)

    def play_music(self) -> None:
        """The athlete's titles, from now on; a large folder is read beside the session."""
        self._playing += 1
        threading.Thread(target=self._begin_music, args=(self._playing,), daemon=True).start()

    def stop_music(self) -> None:
        self._playing += 1
        self.sound.stop_music()

    def _begin_music(self, turn: int) -> None:
        files = music.titles(Path(self._settings.music_folder))
        if self._settings.music_shuffled:
            files = music.shuffled(files, int.from_bytes(os.urandom(4)))
        if files and turn == self._playing:
            self.sound.play_music(files)

    def music_text(self) -> str:
        """What there is to hear in the chosen folder. Reads it: not on the window's thread."""
        settings = self._settings
        if not settings.music_folder:
            return ""
        found = len(music.titles(Path(settings.music_folder)))
        if not found:
            formats = ", ".join(form.lstrip(".") for form in music.PLAYABLE)
            return f"No music that can be played was found there ({formats})."
        return "One title found." if found == 1 else f"{found} titles found."

    def pack_text(self, texts: list[str]) -> str:
        """What of these sentences the chosen recordings cover."""
        voice = self._spoken
        if not (self._settings.voice_pack and isinstance(voice, RenderedVoice)):
            return ""
        if voice.pack_problem:
            return voice.pack_problem
        has = voice.recorded(texts)
        name = voice.packs[0] if voice.packs else ""
        rest = "" if has == len(texts) else " The voice says the others."
        return f"{name}: {has} of {len(texts)} sentences are recorded.{rest}"

    def preparing(self) -> tuple[int, int] | None:
        """Clips ready and clips wanted, while some are being made."""
        state = self.voice.state
        return (state.ready, state.wanted) if state.preparing else None

    def music_news(self) -> str:
        """A title that could not be played, once."""
        trouble = self.sound.music_trouble
        if trouble == self._told:
            return ""
        self._told = trouble
        return trouble

    def news(self) -> str:
        """What voice or sound could not do, in words; each piece of news once."""
        return self.coach.news() or self.music_news()

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
        if not self._settings.voice_on:
            return "Spoken cues are off in the settings. Tones stay."
        self._muted = not self._muted
        self.sound.mute(CueKind.VOICE, on=self._muted)
        return "Voice off. Tones stay." if self._muted else "Voice on."

    def set_master(self, percent: int) -> None:
        self.sound.set_volume("master", percent / 100)

    def use_settings(self, settings: Settings) -> None:
        """Volumes and wishes count at once; another voice makes its clips anew."""
        self._wished, settings = settings, quietened(settings, self.sound.outputs)
        before, self._settings = self._settings, settings
        wished = sound_settings(settings)
        for lane, value in wished.volumes().items():
            self.sound.set_volume(lane, value)
        self.sound.set_latency(wished.latency_s)
        if before.output_device != settings.output_device:
            self.sound.set_device(settings.output_device)
        self.coach.style = cue_style(settings)
        if voice_settings(before) != voice_settings(settings):
            self._change_voice(settings)

    def _change_voice(self, settings: Settings) -> None:
        self.sound.mute(CueKind.VOICE, on=self._muted or not settings.voice_on)
        self.voice = self._voice_for(settings)
        self.voice.change(voice_settings(settings))
        self.coach.use_voice(self.voice)

    def _voice_for(self, settings: Settings) -> Voice:
        """Silence where none is wished; what was prepared is still there afterwards."""
        if not settings.voice_on:
            return SilentVoice()
        if self._spoken is None:
            self._spoken = open_voice(self._folder, voice_settings(settings))
        return self._spoken

    def finish(self) -> None:
        """Let the last sound ring out, some seconds at most, then close."""
        self.coach.finish()

    def close(self) -> None:
        self.coach.close()
        if self._spoken:
            self._spoken.close()


def voice_settings(settings: Settings) -> VoiceSettings:
    return VoiceSettings(
        speak=settings.voice_on,
        voice=settings.voice,
        rate=settings.rate,
        pack=settings.voice_pack,
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
        count_spoken=settings.count_words == "voice",
    )


def script_cues(folder: Path, settings: Settings, timeline: Timeline) -> list[dict[str, Any]]:
    """Every planned cue of a timeline, with the lengths of the clips that exist."""
    voice = open_voice(folder, replace(voice_settings(settings), speak=True))
    try:
        return script_rows(timeline, voice, cue_style(settings))
    finally:
        voice.close()
