"""The coach of the window: Coaching with signals, so that pages hear of its state."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.coaching_controller import Coaching
from gui.session_driver import SessionDriver
from gui.settings import Settings
from media.phrases import text_of
from media.sound import Sound
from media.wire import SoundCue
from workouts.cues import CueKind, Phrase, Rank
from workouts.events import Event

log = logging.getLogger(__name__)

LOOK_MS = 500
TEST_MUSIC_MS = 8000
TEST_PHRASES = (Phrase("ready", ("Glute bridge hold", "both", 1, 30, "hold")),)
TEST_TONES = (("count", 0.0), ("count", 1.0), ("count", 2.0), ("start", 3.0), ("end", 4.5))


class CoachController(QObject):
    state_changed = Signal(str)  # what is missing; empty when all is well
    voices_found = Signal(list)  # of (id, name)
    outputs_found = Signal(list)  # of names
    preparing_changed = Signal(str)  # "Preparing the voice, 34 of 120"; empty when all are there
    session_begun = Signal()
    told = Signal(str)  # news for the moment: a title that cannot be played
    music_described = Signal(str)
    pack_described = Signal(str)

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        clock: Callable[[], float],
        parent: QObject | None = None,
        sound: Sound | None = None,
    ) -> None:
        super().__init__(parent)
        self._coaching = Coaching(folder, settings, sound)
        self._clock = clock
        self._master = 100
        self._tests = 0
        self._state = ""
        self._outputs: tuple[str, ...] = ()
        self._preparing = ""
        self._texts: Callable[[], list[str]] = list  # every sentence there is
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look_at_state)
        self._waiting_text = ""
        self._music_end = QTimer(self, singleShot=True, interval=TEST_MUSIC_MS)
        self._music_end.timeout.connect(self._coaching.stop_music)
        self._settings = settings

    @property
    def sound(self) -> Sound:
        return self._coaching.sound

    def use_texts(self, texts: Callable[[], list[str]]) -> None:
        """Where to ask for every sentence that can be said; asked on another thread."""
        self._texts = texts

    def begin(self, driver: SessionDriver) -> None:
        """Follow the session of this driver."""
        self._music_end.stop()
        self.session_begun.emit()
        self._coaching.begin(driver.session)
        self._timer.start()

    @Slot(object, float)
    def follow(self, event: Event, now: float) -> None:
        self._coaching.follow(event, now)

    def look(self) -> None:
        """Find out, in the background, which voices there are."""
        self._coaching.sound.wake()
        self._timer.start()
        threading.Thread(target=self._find_voices, daemon=True).start()
        self._describe()

    def trouble(self) -> str:
        return self._coaching.state_text()

    def toggle_mute(self) -> str:
        return self._coaching.toggle_mute()

    def change_volume(self, points: int) -> str:
        """Louder or softer by so many percent points; what to tell the athlete."""
        self._master = min(100, max(0, self._master + points))
        self._coaching.set_master(self._master)
        return self.tr("Volume {} %").format(self._master)

    def use_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        self._coaching.use_settings(settings)
        described = ("voice_on", "voice_pack", "music_folder")
        if any(getattr(before, name) != getattr(settings, name) for name in described):
            self._describe()

    @Slot()
    def test_voice(self) -> None:
        """Say one sentence as soon as it is made."""
        if not self._settings.voice_on:
            self.state_changed.emit(self.tr("Spoken cues are switched off."))
            return
        self._waiting_text = text_of(TEST_PHRASES[0])
        self._coaching.voice.prepare([self._waiting_text])
        self._timer.start()
        self._say_test()

    @Slot()
    def test_tones(self) -> None:
        now = self._clock() + 0.2
        self._coaching.sound.plan(
            [
                SoundCue(self._name(), now + at, CueKind.TONE, Rank.COUNT, tone=tone)
                for tone, at in TEST_TONES
            ]
        )

    @Slot()
    def test_music(self) -> None:
        """Some seconds of the athlete's own music."""
        self._coaching.sound.wake()
        self._coaching.play_music()
        self._music_end.start()

    def close(self) -> None:
        self._timer.stop()
        self._coaching.close()

    def _describe(self) -> None:
        threading.Thread(target=self._describe_files, daemon=True).start()

    def _describe_files(self) -> None:
        try:
            self.music_described.emit(self._coaching.music_text())
            chosen = bool(self._settings.voice_pack and self._settings.voice_on)
            texts = self._texts() if chosen else []
            self.pack_described.emit(self._coaching.pack_text(texts))
        except RuntimeError:
            log.info("the window was closed meanwhile")

    def _find_voices(self) -> None:
        found = [(info.id, info.name) for info in self._coaching.voice.voices()]
        self.voices_found.emit(found)

    @Slot()
    def _look_at_state(self) -> None:
        state = self._coaching.state_text()
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)
        if self._waiting_text:
            self._say_test()
        if (outputs := self._coaching.sound.outputs) != self._outputs:
            self._outputs = outputs
            self.outputs_found.emit(list(outputs))
            if self._settings.quiet == "headphones":
                self._coaching.use_settings(self._settings)
        if news := self._coaching.music_news():
            self.told.emit(news)
        self._look_at_clips()

    def _look_at_clips(self) -> None:
        found = self._coaching.preparing()
        text = self.tr("Preparing the voice, {} of {}").format(*found) if found else ""
        if text != self._preparing:
            self._preparing = text
            self.preparing_changed.emit(text)

    def _say_test(self) -> None:
        if self._coaching.coach.say(self._waiting_text):
            self._waiting_text = ""

    def _name(self) -> str:
        self._tests += 1
        return f"test-{self._tests}"
