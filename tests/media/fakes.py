"""Stand-ins for the device, the sound and the voice."""

import threading
from pathlib import Path

import numpy as np

from media import pcm
from media.mixer import Change, Sounding
from media.voice import Preparation, VoiceState
from media.wire import DeviceState
from tests.fakes import FakeClock


class FakeMixer:
    """A device that writes down what it was given, and plays it in the clock's time."""

    latency_s = 0.0

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.device = DeviceState(ok=True, driver="fake")
        self.next_device = self.device
        self.played = []  # (lane, moment of the first audible sample, seconds, volume)
        self.faded = []  # (lane, seconds of the fade, moment)
        self.opened = 0
        self.is_open = True
        self.change = Change.NONE
        self.music = []
        self.music_volumes = []
        self.music_playing = False
        self.unplayable = set()
        self._ends = {}

    def outputs(self):
        return []

    def open(self, name=""):
        self.opened += 1
        self.device = self.next_device
        self.is_open = True
        return self.device

    def close(self):
        self.is_open = False

    def look(self, now):
        change, self.change = self.change, Change.NONE
        return change

    def play(self, lane, samples, volume):
        if not self.device.ok:
            return None
        silence = int(np.argmax(np.abs(samples).max(axis=1) > 0))
        self.played.append(
            (lane, self.clock.now + silence / pcm.RATE, len(samples) / pcm.RATE, volume)
        )
        sounding = Sounding(lane, len(self.played), volume)
        self._ends[sounding] = self.clock.now + len(samples) / pcm.RATE
        return sounding

    def set_volume(self, sounding, volume):
        sounding.volume = volume

    def fade(self, sounding, seconds):
        self.faded.append((sounding.channel, seconds, self.clock.now))
        self._ends[sounding] = self.clock.now + seconds

    def is_busy(self, sounding):
        return self.clock.now < self._ends[sounding]

    def play_music(self, path, volume):
        if path.name in self.unplayable:
            return False
        self.music.append(path.name)
        self.music_playing = True
        self.music_volumes.append(volume)
        return True

    def set_music_volume(self, volume):
        self.music_volumes.append(volume)

    def pause_music(self, *, paused):
        self.music_playing = not paused

    def stop_music(self):
        self.music_playing = False

    def music_is_busy(self):
        return self.music_playing


class RecordingSound:
    """Keeps what a sound was told, in order."""

    def __init__(self) -> None:
        self.state = DeviceState(ok=True)
        self.log = []
        self._news = threading.Condition()

    def __getattr__(self, name):
        def note(*args, **kwargs):
            with self._news:
                self.log.append((name, *args, *kwargs.values()))
                self._news.notify_all()

        return note

    def wait_for(self, name, patience_s=20.0):
        """Until it was asked for that, by whichever thread."""
        with self._news:
            assert self._news.wait_for(lambda: self.count(name), patience_s), name

    @property
    def plans(self):
        return [entry[1] for entry in self.log if entry[0] == "plan"]

    @property
    def last_plan(self):
        return self.plans[-1]

    @property
    def played_now(self):
        return [entry[1] for entry in self.log if entry[0] == "play_now"]

    def count(self, name):
        return sum(entry[0] == name for entry in self.log)


class FakeVoice:
    """Knows every text, or only those it was given; each takes as long as it says."""

    def __init__(self, seconds: float = 0.8, texts: dict[str, float] | None = None) -> None:
        self.state = VoiceState(ok=True)
        self.version = 0
        self.length = seconds
        self.texts = texts
        self.prepared = []

    def seconds(self, text):
        return self.length if self.texts is None else self.texts.get(text)

    def clip(self, text):
        return None if self.seconds(text) is None else Path("clips") / text

    def prepare(self, texts, progress=None):
        self.prepared = list(texts)
        done = Preparation(progress)
        done.finish()
        return done

    def voices(self, patience_s=0.0):
        return []

    def change(self, settings):
        pass

    def close(self):
        pass
