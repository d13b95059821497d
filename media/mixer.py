"""The output device: channels, music, loss and return. The only module that imports pygame.

One thread owns a mixer: playing while another thread closes it is a segmentation fault in
SDL, not an exception.
"""

import contextlib
import os
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Protocol

from media.wire import LANES, RATE, DeviceState

if TYPE_CHECKING:
    from media.pcm import Clip

BUFFER = 512  # frames: 11.6 ms; larger ones underrun no less and jitter more
CHANNELS_PER_LANE = 2  # in turn: a new sound on a channel would cut the fade of the old one
HUSH_CHANNEL = len(LANES) * CHANNELS_PER_LANE
HUSH_S = 1.0
STANDS_STILL_S = 3.0  # no second of noise played for so long: the device has stopped

SILENT_DRIVERS = ("dummy",)
DRIVER_NAMES = {
    "pulseaudio": "PulseAudio",
    "pipewire": "PipeWire",
    "alsa": "ALSA",
    "jack": "JACK",
    "wasapi": "Windows audio",
    "directsound": "DirectSound",
    "coreaudio": "macOS audio",
}

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# Without this, opening the mixer takes SIGTERM over and `kill` no longer ends the process.
os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")


class Change(Enum):
    """What happened to the outputs of the computer."""

    NONE = auto()
    APPEARED = auto()  # another one is there
    LOST = auto()  # ours is gone, or stands still


@dataclass(eq=False, slots=True)
class Sounding:
    """A sound that was handed over."""

    channel: int
    sound: Any
    volume: float


class Frames(Protocol):
    """16 bit, stereo, at our rate: an array of numpy or of Python."""

    def tobytes(self) -> bytes: ...


class Mixer(Protocol):
    device: DeviceState
    latency_s: float  # from handing over to hearing, as far as we know

    def outputs(self) -> list[str]: ...
    def open(self, name: str = "") -> DeviceState: ...
    def close(self) -> None: ...
    def look(self, now: float) -> Change: ...
    def play(self, lane: int, samples: Frames, volume: float) -> Sounding | None: ...
    def set_volume(self, sounding: Sounding, volume: float) -> None: ...
    def fade(self, sounding: Sounding, seconds: float) -> None: ...
    def is_busy(self, sounding: Sounding) -> bool: ...
    def play_music(self, path: Path, volume: float) -> bool: ...
    def set_music_volume(self, volume: float) -> None: ...
    def pause_music(self, *, paused: bool) -> None: ...
    def stop_music(self) -> None: ...
    def music_is_busy(self) -> bool: ...


class SilentMixer:
    """Plays nothing, for the reason given."""

    latency_s = 0.0

    def __init__(self, why: str) -> None:
        self.device = DeviceState(ok=False, why=why)

    def outputs(self) -> list[str]:
        return []

    def open(self, _name: str = "") -> DeviceState:
        return self.device

    def close(self) -> None:
        """Do nothing, on purpose; so do all below."""

    def look(self, _now: float) -> Change:
        return Change.NONE

    def play(self, _lane: int, _samples: Frames, _volume: float) -> Sounding | None:
        return None

    def set_volume(self, sounding: Sounding, volume: float) -> None: ...
    def fade(self, sounding: Sounding, seconds: float) -> None: ...

    def is_busy(self, _sounding: Sounding) -> bool:
        return False

    def play_music(self, _path: Path, _volume: float) -> bool:
        return False

    def set_music_volume(self, volume: float) -> None: ...
    def pause_music(self, *, paused: bool) -> None: ...
    def stop_music(self) -> None: ...

    def music_is_busy(self) -> bool:
        return False


class PygameMixer:
    """pygame's mixer at 44,100 Hz, 16 bit, stereo. Raises ImportError where pygame is not."""

    latency_s = BUFFER / RATE

    def __init__(self) -> None:
        import pygame

        # Events tell of devices that come and go; they need a video system, of any kind.
        os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
        if not hasattr(pygame, "mixer") or not getattr(pygame, "IS_CE", False):
            raise ImportError("the package pygame-ce is not whole; install it again")
        self._pygame: Any = pygame
        self._mixer: Any = pygame.mixer
        self._turn = [0] * len(LANES)
        self._hush: Any = None
        self._moved_at: float | None = None
        self.device = DeviceState(ok=False, why="The sound has not been started.")

    def outputs(self) -> list[str]:
        """The outputs there are to choose from, by name."""
        if not self._mixer.get_init():
            return []
        try:
            from pygame._sdl2 import audio, sdl2
        except ImportError:
            return []
        try:
            return [str(name) for name in audio.get_audio_device_names(False)]
        except sdl2.error:  # not pygame.error
            return []

    def open(self, name: str = "") -> DeviceState:
        """Open the output; where the named one is gone, the system's choice."""
        self.close()
        self.device = self._open(name)
        if name and not self.device.ok:
            self.device = self._open("")
        return self.device

    def _open(self, name: str) -> DeviceState:
        try:
            with contextlib.suppress(self._pygame.error):
                self._pygame.display.init()
            self._mixer.init(RATE, -16, 2, BUFFER, devicename=name or None, allowedchanges=0)
        except (self._pygame.error, NotImplementedError) as error:
            return DeviceState(ok=False, why=in_plain_words(str(error)))
        self._mixer.set_num_channels(HUSH_CHANNEL + 1)
        self._mixer.set_reserved(HUSH_CHANNEL + 1)
        self._new_events()
        self._hush = self._mixer.Sound(buffer=hush(HUSH_S))
        self._mixer.Channel(HUSH_CHANNEL).play(self._hush)
        self._moved_at = None
        driver = str(self._mixer.get_driver())
        if driver in SILENT_DRIVERS:
            why = f"Sound is switched off from outside (SDL_AUDIODRIVER={driver})."
            return DeviceState(ok=False, driver=driver, why=why)
        return DeviceState(ok=True, driver=DRIVER_NAMES.get(driver, driver), name=name)

    def close(self) -> None:
        if self._mixer.get_init():
            self._mixer.stop()
            self._mixer.music.stop()
            self._mixer.quit()

    def look(self, now: float) -> Change:
        """What has changed since the last look; to be asked about twice a second.

        Also sees to it that very quiet noise goes on: a sleepy output (Bluetooth, HDMI) would
        swallow the first tone after a silence, and noise that does not end tells of a device
        that stands still without a word.
        """
        kinds = {event.type for event in self._new_events()}
        if not self._mixer.get_init():
            return Change.NONE
        channel = self._mixer.Channel(HUSH_CHANNEL)
        if self._moved_at is None or channel.get_queue() is None:
            self._moved_at = now
            if channel.get_queue() is None:
                channel.queue(self._hush)  # plays it at once when nothing is playing
        still = now - self._moved_at > STANDS_STILL_S
        if still or self._pygame.AUDIODEVICEREMOVED in kinds:
            return Change.LOST
        return Change.APPEARED if kinds else Change.NONE

    def _new_events(self) -> list[Any]:
        if not self._pygame.display.get_init():
            return []
        kinds = (self._pygame.AUDIODEVICEADDED, self._pygame.AUDIODEVICEREMOVED)
        found = [
            event
            for event in self._pygame.event.get(kinds)
            if not getattr(event, "iscapture", False)
        ]
        self._pygame.event.clear()
        return found

    def play(self, lane: int, samples: Frames, volume: float) -> Sounding | None:
        if not self._mixer.get_init():
            return None
        number = lane * CHANNELS_PER_LANE + self._turn[lane]
        self._turn[lane] = (self._turn[lane] + 1) % CHANNELS_PER_LANE
        sound = self._mixer.Sound(buffer=samples.tobytes())
        sound.set_volume(volume)  # of the sound: a channel forgets its own when it plays
        self._mixer.Channel(number).play(sound)
        return Sounding(number, sound, volume)

    def set_volume(self, sounding: Sounding, volume: float) -> None:
        sounding.volume = volume
        if self._mixer.get_init():
            sounding.sound.set_volume(volume)

    def fade(self, sounding: Sounding, seconds: float) -> None:
        if not self.is_busy(sounding):
            return
        channel = self._mixer.Channel(sounding.channel)
        if seconds:
            channel.fadeout(round(seconds * 1000))
        else:
            channel.stop()

    def is_busy(self, sounding: Sounding) -> bool:
        if not self._mixer.get_init():
            return False
        channel = self._mixer.Channel(sounding.channel)
        return bool(channel.get_busy()) and channel.get_sound() is sounding.sound

    def play_music(self, path: Path, volume: float) -> bool:
        """False when it cannot be played."""
        if not self._mixer.get_init():
            return False
        try:
            self._mixer.music.load(str(path))
            self._mixer.music.set_volume(volume)
            self._mixer.music.play(fade_ms=800)
        except (self._pygame.error, OSError):
            return False
        return True

    def set_music_volume(self, volume: float) -> None:
        if self._mixer.get_init():
            self._mixer.music.set_volume(volume)

    def pause_music(self, *, paused: bool) -> None:
        if self._mixer.get_init():
            (self._mixer.music.pause if paused else self._mixer.music.unpause)()

    def stop_music(self) -> None:
        if self._mixer.get_init():
            self._mixer.music.fadeout(400)

    def music_is_busy(self) -> bool:
        return bool(self._mixer.get_init() and self._mixer.music.get_busy())


def load() -> None:
    """Take the time it takes to load pygame now; what fails of it is told by `open_mixer`."""
    with contextlib.suppress(ImportError, NotImplementedError):
        import pygame  # noqa: F401


def open_mixer(name: str = "") -> Mixer:
    """The device of this computer; a silent mixer where pygame is missing or broken."""
    try:
        mixer = PygameMixer()
    except (ImportError, NotImplementedError) as error:
        return SilentMixer(f"pygame, which plays the sound, cannot be used: {error}")
    mixer.open(name)
    return mixer


def hush(seconds: float) -> bytes:
    """Noise of two steps in 32,768: nobody hears it, and it keeps an output from dozing off."""
    frames = [step.to_bytes(2, "little", signed=True) * 2 for step in range(-2, 3)]
    return b"".join(Random(7).choices(frames, k=round(seconds * RATE)))


def decode(path: Path) -> "Clip":
    """Any file pygame can play, mono at our rate. Raises UnreadableClipError."""
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    import numpy as np
    import pygame

    from media import pcm

    try:
        if not pygame.mixer.get_init():
            pygame.mixer.init(RATE, -16, 2, BUFFER, allowedchanges=0)
        raw = pygame.mixer.Sound(str(path)).get_raw()
    except (pygame.error, OSError, NotImplementedError) as error:
        raise pcm.UnreadableClipError(f"{path.name}: {error}") from error
    samples = np.frombuffer(raw, "<i2").reshape(-1, 2).astype(np.float32)
    clip: Clip = (samples.mean(axis=1) / 32768).astype(np.float32)
    return clip


def in_plain_words(fault: str) -> str:
    return f"No sound device could be opened; everything is shown on screen. ({fault})"
