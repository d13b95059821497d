"""Plays planned sounds at their moments. Knows a mixer and a clock, no pipe and no session.

A sound is handed over up to 150 ms early, with exactly the silence in front that is still to
wait, measured at that moment: so a late wake-up of this process is not heard.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from media import pcm, tones
from media.child import Message
from media.ducking import Ducker
from media.mixer import Change, Mixer, Sounding
from media.wire import LANES, MASTER, MUSIC, SoundCue, cue_from_json
from workouts.cues import CueKind, Rank

EARLY_S = 0.150
LATE_S = {CueKind.TONE: 0.25, CueKind.CLICK: 0.10, CueKind.VOICE: 0.80}  # later: not at all
OVERLAP_S = 0.030  # two sounds that touch by less are let be
CANCEL_FADE_S = 0.060
GIVE_WAY_FADE_S = 0.050
SAME_MOMENT_S = 0.002
RETRY_S = (0.2, 0.5, 1.0, 2.0)  # between tries to open a device again
IDLE_S = 60.0  # with nothing to play for so long, the device is given back
LOOK_S = 0.5  # at devices and music
REMEMBERED = 5000  # ids of what has started
CLIPS_KEPT = 200

GREETING = SoundCue("hello", 0.0, CueKind.TONE, Rank.STOP, tone="hello")

Report = Callable[[Message], None]


@dataclass(eq=False, slots=True)
class _Playing:
    cue: SoundCue
    sounding: Sounding
    begins: float
    ends: float
    planned: bool  # a new plan may take it back while nothing of it has been heard


class CuePlayer:
    def __init__(
        self, mixer: Mixer, clock: Callable[[], float], report: Report, device_name: str = ""
    ) -> None:
        self._mixer = mixer
        self._clock = clock
        self._report = report
        self._pending: list[SoundCue] = []  # by moment
        self._playing: list[_Playing] = []
        self._started: OrderedDict[str, None] = OrderedDict()
        self._sounds: OrderedDict[tuple[str, str], pcm.Stereo | None] = OrderedDict()
        self._volumes = dict.fromkeys((*LANES, MUSIC, MASTER), 1.0)
        self._muted: set[str] = set()
        self._latency_s = 0.0
        self._device_name = device_name
        self._ducker = Ducker()
        self._music: list[Path] = []
        self._music_at = 0
        self._music_runs = False
        self._music_failures = 0
        self._looked_at = self._clock()
        self._used_at = self._clock()
        self._retry = 0
        self._retry_at = self._clock() + RETRY_S[0]
        self._asleep = False
        self._appeared = False
        self._kept_awake = False
        self._outputs: list[str] | None = None
        self._tell_device()
        self._tell_outputs()

    # -- what is asked for

    def obey(self, message: Message) -> None:
        """Raises KeyError, TypeError or ValueError for what is not understood."""
        match message.get("op"):
            case "plan":
                self._plan([cue_from_json(raw) for raw in message["cues"]])
            case "play":
                self._play_now(cue_from_json(message["cue"]))
            case "cancel":
                self._cancel()
            case "music":
                self._obey_music(message)
            case "greet":
                self._play_now(GREETING)
            case "ping":
                self._report({"event": "pong", "id": message.get("id")})
            case _:
                self._obey_wish(message)

    def _obey_wish(self, message: Message) -> None:
        """What holds from now on, until it is asked for otherwise."""
        match message.get("op"):
            case "volume":
                self._set_volume(str(message["lane"]), float(message["value"]))
            case "mute":
                self._mute(str(message["lane"]), on=bool(message["on"]))
            case "latency":
                self._latency_s = min(max(float(message["seconds"]), -0.5), 1.0)
            case "device":
                self._device_name = str(message["name"])
                self._open()
            case "awake":
                self._keep_awake(on=bool(message["on"]))
            case other:
                raise ValueError(f"no such op: {other!r}")

    def _plan(self, cues: list[SoundCue]) -> None:
        now = self._clock()
        self._wake()
        self._start_due(now)  # what this process was late for is not undone by a later plan
        wanted = {cue.id: cue for cue in cues}
        for playing in list(self._playing):
            silent = playing.planned and playing.begins > now
            if silent and not self._still_wanted(playing, wanted):
                self._mixer.fade(playing.sounding, 0.0)
                self._playing.remove(playing)
                self._started.pop(playing.cue.id, None)
        self._pending = sorted(
            (cue for cue in wanted.values() if cue.id not in self._started),
            key=lambda cue: (cue.at, cue.rank),
        )

    def _still_wanted(self, playing: _Playing, wanted: dict[str, SoundCue]) -> bool:
        cue = wanted.get(playing.cue.id)
        return cue is not None and abs(cue.at - playing.cue.at) <= SAME_MOMENT_S

    def _play_now(self, cue: SoundCue) -> None:
        now = self._clock()
        self._wake()
        for playing in list(self._playing):
            if playing.ends > now and playing.cue.rank >= cue.rank:
                self._stop(playing, GIVE_WAY_FADE_S)
        self._start(replace(cue, at=max(cue.at, now + self._lead_s())), now, planned=False)

    def _cancel(self) -> None:
        self._pending.clear()
        now = self._clock()
        for playing in list(self._playing):
            self._stop(playing, CANCEL_FADE_S if playing.begins <= now else 0.0)

    def _stop(self, playing: _Playing, fade_s: float) -> None:
        self._mixer.fade(playing.sounding, fade_s)
        self._playing.remove(playing)

    def _set_volume(self, lane: str, value: float) -> None:
        if lane not in self._volumes:
            raise ValueError(f"no such lane: {lane!r}")
        self._volumes[lane] = min(max(value, 0.0), 1.0)
        self._apply_volumes()

    def _mute(self, lane: str, *, on: bool) -> None:
        if lane not in self._volumes:
            raise ValueError(f"no such lane: {lane!r}")
        (self._muted.add if on else self._muted.discard)(lane)
        self._apply_volumes()

    def _apply_volumes(self) -> None:
        for playing in self._playing:
            self._mixer.set_volume(playing.sounding, self._volume(playing.cue))
        self._mixer.set_music_volume(self._music_volume())

    def _volume(self, cue: SoundCue) -> float:
        return cue.gain * self._lane_volume(cue.lane)

    def _lane_volume(self, lane: str) -> float:
        if self._muted & {lane, MASTER}:
            return 0.0
        return self._volumes[lane] * self._volumes[MASTER]

    def _music_volume(self) -> float:
        return self._lane_volume(MUSIC) * self._ducker.gain

    # -- what time brings

    def work(self) -> float:
        """Do what is due; the seconds until there is something to do again."""
        now = self._clock()
        self._playing = [p for p in self._playing if not self._is_over(p, now)]
        self._start_due(now + EARLY_S + self._lead_s())
        if now - self._looked_at >= LOOK_S:
            self._looked_at = now
            self._look_after_device(now)
            self._look_after_music()
        if self._load_one():
            return 0.0
        return self._wait(now)

    def _start_due(self, until: float) -> None:
        """Hand over what is to be heard up to that moment."""
        while self._pending and self._pending[0].at <= until:
            self._start(self._pending.pop(0), self._clock(), planned=True)

    def _wait(self, now: float) -> float:
        waits = [LOOK_S if not self._asleep else IDLE_S]
        if self._pending:
            waits.append(self._due(self._pending[0]) - now)
        if self._music_runs:
            waits.append(self._duck(now))
        return max(0.0, min(waits))

    def _due(self, cue: SoundCue) -> float:
        return cue.at - self._lead_s() - EARLY_S

    def _lead_s(self) -> float:
        """How long before its moment a sound must reach the device."""
        return self._mixer.latency_s + self._latency_s

    def _start(self, cue: SoundCue, now: float, *, planned: bool) -> None:
        wait_s = cue.at - self._lead_s() - now
        samples = self._samples(cue)
        if samples is None:
            self._drop(cue, "no sound of that name")
            return
        if wait_s < -LATE_S[CueKind(cue.lane)]:
            self._drop(cue, f"{-wait_s:.3f} s late")
            return
        begins = max(cue.at, now)
        ends = begins + len(samples) / pcm.RATE
        if planned and not self._make_way(cue, begins, ends):
            self._drop(cue, "something more important sounds")
            return
        silence = round(max(wait_s, 0.0) * pcm.RATE)
        sounding = self._mixer.play(
            LANES.index(CueKind(cue.lane)), _with_silence(samples, silence), self._volume(cue)
        )
        if not sounding:
            self._drop(cue, "no device")
            return
        self._used_at = now
        self._playing.append(_Playing(cue, sounding, begins, ends, planned))
        self._remember(cue.id)
        self._report({"event": "started", "id": cue.id, "at": begins})

    def _make_way(self, cue: SoundCue, begins: float, ends: float) -> bool:
        """Fade what is less important and would sound at the same time; False if it is not."""
        met = [
            other
            for other in self._playing
            if other.ends > begins + OVERLAP_S and other.begins < ends - OVERLAP_S
        ]
        if any(other.cue.rank <= cue.rank for other in met):
            return False
        for other in met:
            self._stop(other, GIVE_WAY_FADE_S)
        return True

    def _drop(self, cue: SoundCue, why: str) -> None:
        self._report({"event": "dropped", "id": cue.id, "why": why})

    def _remember(self, name: str) -> None:
        self._started[name] = None
        while len(self._started) > REMEMBERED:
            self._started.popitem(last=False)

    def _is_over(self, playing: _Playing, now: float) -> bool:
        return now > playing.ends and not self._mixer.is_busy(playing.sounding)

    # -- sounds in memory

    def _load_one(self) -> bool:
        """Fetch the first pending sound that is not yet in memory; False when all are."""
        for cue in self._pending:
            if (cue.tone, cue.clip) not in self._sounds:
                self._samples(cue)
                return True
        return False

    def _samples(self, cue: SoundCue) -> pcm.Stereo | None:
        key = (cue.tone, cue.clip)
        if key not in self._sounds:
            self._sounds[key] = _load(cue)
            while len(self._sounds) > CLIPS_KEPT:
                self._sounds.popitem(last=False)
        self._sounds.move_to_end(key)
        return self._sounds[key]

    # -- the device

    def _look_after_device(self, now: float) -> None:
        if self._asleep:
            return
        change = self._mixer.look(now)
        self._appeared = self._appeared or change is Change.APPEARED
        idle = now - self._used_at > IDLE_S and not self._pending and not self._music_runs
        if idle and not self._kept_awake:
            self._asleep = True
            self._mixer.close()
        elif change is Change.LOST or not self._mixer.device.ok:
            if now >= self._retry_at:
                self._open_again(now)
        elif self._appeared and not self._sounds_soon(now):
            self._open()

    def _sounds_soon(self, now: float) -> bool:
        """Whether opening the device anew would be heard; if so, at the next look."""
        return bool(self._playing) or any(cue.at < now + 2 * LOOK_S for cue in self._pending[:1])

    def _open_again(self, now: float) -> None:
        """Again and again, at growing intervals. A device that is gone plays nothing anyway."""
        self._open()
        self._retry = 0 if self._mixer.device.ok else self._retry + 1
        self._retry_at = now + RETRY_S[min(self._retry, len(RETRY_S) - 1)]

    def _open(self) -> None:
        before = self._mixer.device
        self._playing.clear()
        self._appeared = False
        self._mixer.open(self._device_name)
        if self._mixer.device != before:
            self._tell_device()
        self._tell_outputs()
        if self._music_runs:
            self._play_music()

    def _wake(self) -> None:
        self._used_at = self._clock()
        if self._asleep:
            self._asleep = False
            self._looked_at = self._used_at
            self._open()

    def _keep_awake(self, *, on: bool) -> None:
        """While a session runs an idle output is not given back: it might sleep meanwhile."""
        self._kept_awake = on
        self._wake()

    def _tell_outputs(self) -> None:
        """What there is to choose from, where that has changed."""
        names = self._mixer.outputs()
        if names != self._outputs:
            self._outputs = names
            self._report({"event": "outputs", "names": names})

    def _tell_device(self) -> None:
        device = self._mixer.device
        self._report(
            {
                "event": "device",
                "ok": device.ok,
                "driver": device.driver,
                "name": device.name,
                "why": device.why,
            }
        )

    # -- music

    def _obey_music(self, message: Message) -> None:
        match message.get("do"):
            case "play":
                self._music = [Path(str(name)) for name in message["files"]]
                self._music_at = self._music_failures = 0
                self._wake()
                self._play_music()
            case "next":
                self._music_at += 1
                self._play_music()
            case "pause":
                self._music_runs = False
                self._mixer.pause_music(paused=True)
            case "go_on":
                self._music_runs = bool(self._music)
                self._mixer.pause_music(paused=False)
            case "stop":
                self._music_runs = False
                self._mixer.stop_music()
            case other:
                raise ValueError(f"no such thing to do with music: {other!r}")

    def _play_music(self) -> None:
        """The next title that can be played, round and round; none: no music."""
        self._music_runs = False
        for _ in range(len(self._music)):
            path = self._music[self._music_at % len(self._music)]
            if self._mixer.play_music(path, self._music_volume()):
                self._music_runs = True
                self._report({"event": "music", "file": str(path), "why": ""})
                return
            self._report({"event": "music", "file": str(path), "why": "cannot be played"})
            self._music_at += 1

    def _look_after_music(self) -> None:
        if self._music_runs and not self._mixer.music_is_busy():
            self._music_at += 1
            self._play_music()

    def _ducks(self, cue: SoundCue) -> bool:
        """Music steps back for what can be heard; clicks go on top of it."""
        return cue.lane != CueKind.CLICK and cue.lane not in self._muted

    def _duck(self, now: float) -> float:
        """Seconds until the music's volume has to be looked at again."""
        spoken = [
            (playing.begins, playing.ends) for playing in self._playing if self._ducks(playing.cue)
        ]
        spoken += [(cue.at, cue.at) for cue in self._pending[:1] if self._ducks(cue)]
        before = self._ducker.gain
        moving = self._ducker.step(now, spoken)
        if self._ducker.gain != before:
            self._mixer.set_music_volume(self._music_volume())
        return 0.02 if moving else 0.1


def _load(cue: SoundCue) -> pcm.Stereo | None:
    try:
        if cue.tone:
            return pcm.to_stereo(pcm.render(tones.TONES[cue.tone]))
        clip, rate = pcm.read_wav(Path(cue.clip))
    except (KeyError, pcm.UnreadableClipError):
        return None
    return pcm.to_stereo(pcm.resample(clip, rate, pcm.RATE))


def _with_silence(samples: pcm.Stereo, frames: int) -> Any:
    return np.concatenate([np.zeros((frames, 2), np.int16), samples]) if frames else samples
