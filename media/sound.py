"""Sound for a session: says what is to be heard and when, and never waits for it.

The playing is done by a process of its own. When that is missing, hangs or crashes, it costs
sound and never the session; `state` says why in words for the athlete. Knows no Qt, no numpy.
"""

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from media.child import Child, ChildLostError, Message, command_for, spawn
from media.wire import MASTER, MUSIC, DeviceState, SoundCue, cue_as_json
from workouts.cue_kinds import CueKind

if TYPE_CHECKING:
    from subprocess import Popen

HEARTBEAT_S = 1.0
HUNG_S = 4.0  # silent for so long: it hangs
RESTARTS = (0.2, 1.0, 3.0)  # waits before each new start; then given up
GOOD_RUN_S = 60.0  # after so long the restarts count from the first again
FAREWELL_S = 1.5


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """As the athlete wishes it. Volumes are 0..1."""

    play: bool = True
    master: float = 1.0
    tones: float = 1.0
    voice: float = 1.0
    metronome: float = 0.8
    music: float = 0.6
    latency_s: float = 0.0  # what the output adds, as the tap-along test found it
    device: str = ""  # empty: the system's choice

    def volumes(self) -> dict[str, float]:
        return {
            MASTER: self.master,
            CueKind.TONE: self.tones,
            CueKind.VOICE: self.voice,
            CueKind.CLICK: self.metronome,
            MUSIC: self.music,
        }


class Sound(Protocol):
    """None of these waits, and none of them fails."""

    @property
    def state(self) -> DeviceState: ...

    @property
    def outputs(self) -> tuple[str, ...]:
        """The outputs there are to choose from, by name; empty until they are known."""

    @property
    def music_trouble(self) -> str:
        """The last title that could not be played, in words; empty when there is none."""

    def wake(self) -> None:
        """Get the device ready: the first sound will be wanted soon."""

    def greet(self) -> None:
        """One soft tone at once, from a process that was started early for it."""

    def keep_awake(self, *, on: bool) -> None:
        """While a session runs the output is kept from falling asleep."""

    def plan(self, cues: Sequence[SoundCue]) -> None:
        """What is to sound from now on. Replaces what is pending; nothing sounds twice."""

    def play_now(self, cue: SoundCue) -> None: ...

    def cancel(self) -> None:
        """Fade what sounds and forget what is pending. Music goes on."""

    def set_volume(self, lane: str, value: float) -> None: ...

    def mute(self, lane: str, *, on: bool) -> None: ...

    def set_latency(self, seconds: float) -> None: ...

    def set_device(self, name: str) -> None: ...

    def play_music(self, files: Sequence[Path]) -> None: ...

    def pause_music(self, *, paused: bool) -> None: ...

    def next_title(self) -> None: ...

    def stop_music(self) -> None: ...

    def close(self) -> None: ...


class SilentSound:
    """No sound, for the reason given."""

    def __init__(self, why: str = "Sound is switched off.") -> None:
        self.state = DeviceState(ok=False, why=why)
        self.outputs: tuple[str, ...] = ()
        self.music_trouble = ""

    def wake(self) -> None:
        """Do nothing, on purpose; so do all below."""

    def greet(self) -> None: ...
    def keep_awake(self, *, on: bool) -> None: ...
    def plan(self, cues: Sequence[SoundCue]) -> None: ...
    def play_now(self, cue: SoundCue) -> None: ...
    def cancel(self) -> None: ...
    def set_volume(self, lane: str, value: float) -> None: ...
    def mute(self, lane: str, *, on: bool) -> None: ...
    def set_latency(self, seconds: float) -> None: ...
    def set_device(self, name: str) -> None: ...
    def play_music(self, files: Sequence[Path]) -> None: ...
    def pause_music(self, *, paused: bool) -> None: ...
    def next_title(self) -> None: ...
    def stop_music(self) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a cue."""

    id: str
    at: float  # the moment its sound began, as far as we know; 0 when it was dropped
    dropped: str = ""  # why


@dataclass(slots=True)
class _Wishes:
    """What a new process must be told to go on where the old one left."""

    settings: dict[tuple[str, str], Message] = field(default_factory=dict)
    cues: list[SoundCue] = field(default_factory=list)
    started: set[str] = field(default_factory=set)
    music: Message | None = None

    def note(self, message: Message) -> None:
        match message["op"]:
            case "volume" | "mute" | "latency" | "device" | "awake" as op:
                self.settings[op, str(message.get("lane", ""))] = message
            case "music" if message["do"] == "play":
                self.music = message
            case "music" if message["do"] in ("stop", "pause"):
                self.music = None

    def again(self, now: float) -> list[Message]:
        cues = [cue for cue in self.cues if cue.id not in self.started and cue.at > now]
        music = [self.music] if self.music else []
        return [*self.settings.values(), _plan_message(cues), *music]


class ProcessSound:
    def __init__(
        self,
        settings: SoundSettings = SoundSettings(),
        command: Sequence[str] | None = None,
        env: Mapping[str, str] | None = None,
        hung_s: float = HUNG_S,
        restarts: Sequence[float] = RESTARTS,
        early: "Popen[bytes] | None" = None,
    ) -> None:
        """`early` is a sound process that runs already; later ones are started by `command`."""
        self._command = list(command or command_for("media.sound_process"))
        self._env = env
        self._early = early
        self._tones = settings.master * settings.tones
        self._hung_s = hung_s
        self._restarts = tuple(restarts)
        self._inbox: queue.SimpleQueue[Message | Child | None] = queue.SimpleQueue()
        self._wishes = _Wishes()
        self._child: Child | None = None
        self._state = DeviceState(ok=True)
        self._known = threading.Event()
        self._news = threading.Condition()  # told whenever something is heard of the process
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._failures = 0
        self._given_up = False
        self._started_at = self._heard_at = self._asked_at = self._sending_since = 0.0
        self.heard: deque[Heard] = deque(maxlen=5000)
        self.title = ""  # of the music
        self.outputs: tuple[str, ...] = ()
        self.music_trouble = ""
        for lane, value in settings.volumes().items():
            self.set_volume(lane, value)
        self.set_latency(settings.latency_s)
        if settings.device:
            self.set_device(settings.device)

    @property
    def state(self) -> DeviceState:
        return self._state

    def wait_until_known(self, patience_s: float) -> DeviceState:
        """The state once the device has been tried. For `doctor`: waits."""
        self.wake()
        if not self._known.wait(patience_s):
            return DeviceState(ok=False, why="The sound did not start in time.")
        return self._state

    def wait_until(self, condition: Callable[[], object], patience_s: float) -> bool:
        """Whether it came true with what the process told. For checks and tests: waits."""
        with self._news:
            return bool(self._news.wait_for(condition, patience_s))

    def wake(self) -> None:
        if self._given_up:  # another session, another try
            self._given_up, self._failures = False, 0
            self._state = DeviceState(ok=True)
            self._post({"op": "start"})
        self._post({"op": "ping"})

    def greet(self) -> None:
        self._post({"op": "greet", "volume": self._tones})

    def keep_awake(self, *, on: bool) -> None:
        self._set({"op": "awake", "on": on})

    def plan(self, cues: Sequence[SoundCue]) -> None:
        self._wishes.cues = list(cues)
        self._post(_plan_message(cues))

    def play_now(self, cue: SoundCue) -> None:
        self._post({"op": "play", "cue": cue_as_json(cue)})

    def cancel(self) -> None:
        self._wishes.cues = []
        self._post({"op": "cancel"})

    def set_volume(self, lane: str, value: float) -> None:
        self._set({"op": "volume", "lane": lane, "value": value})

    def mute(self, lane: str, *, on: bool) -> None:
        self._set({"op": "mute", "lane": lane, "on": on})

    def set_latency(self, seconds: float) -> None:
        self._set({"op": "latency", "seconds": seconds})

    def set_device(self, name: str) -> None:
        self._set({"op": "device", "name": name})

    def play_music(self, files: Sequence[Path]) -> None:
        self._post({"op": "music", "do": "play", "files": [str(file) for file in files]})

    def pause_music(self, *, paused: bool) -> None:
        self._post({"op": "music", "do": "pause" if paused else "go_on"})

    def next_title(self) -> None:
        self._post({"op": "music", "do": "next"})

    def stop_music(self) -> None:
        self._post({"op": "music", "do": "stop"})

    def close(self) -> None:
        """End the process; at most a second or two."""
        self._closing.set()
        self._inbox.put(None)
        if self._thread:
            self._thread.join(FAREWELL_S)
        if self._child:
            self._child.end()

    def _set(self, message: Message) -> None:
        """Kept for the process that is yet to start; told to the one that runs."""
        self._wishes.note(message)
        if self._thread:
            self._post(message)

    def _post(self, message: Message) -> None:
        if self._closing.is_set():
            return
        self._wishes.note(message)
        if not self._thread:
            self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
            self._thread.start()
        elif self._sending_since and time.monotonic() - self._sending_since > self._hung_s:
            child = self._child
            if child:
                child.kill()  # it no longer reads: the blocked write ends with it
        self._inbox.put(message)

    # -- on the thread

    def _work(self) -> None:
        self._start()
        while not self._closing.is_set():
            try:
                message = self._inbox.get(timeout=HEARTBEAT_S)
            except queue.Empty:
                self._listen_for_life()
                continue
            if isinstance(message, Child):
                self._lost(message)
            elif message == {"op": "start"}:
                self._start()
            elif message is not None:
                self._send(message)
        if self._child:
            self._child.end(FAREWELL_S / 2)

    def _start(self) -> None:
        def heard(message: Message | None) -> None:
            if message is None:
                self._inbox.put(child)
            elif child is self._child:
                self._hear(message)

        try:
            process, self._early = self._early or spawn(self._command, self._env), None
            self._child = child = Child(process, heard)
        except ChildLostError as error:
            self._child = None
            self._give_up(str(error))
            return
        now = time.monotonic()
        self._started_at = self._heard_at = now
        self._asked_at = 0.0
        for message in self._wishes.again(now):
            self._send(message)
        self._tell()

    def _send(self, message: Message) -> None:
        if not self._child:
            return
        self._sending_since = time.monotonic()
        with contextlib.suppress(ChildLostError):  # its reader tells us that it is gone
            self._child.send(message)
        self._sending_since = 0.0

    def _listen_for_life(self) -> None:
        child = self._child
        if not child:
            return
        now = time.monotonic()
        if self._asked_at > self._heard_at and now - self._asked_at > self._hung_s:
            child.kill()
        elif self._asked_at <= self._heard_at:
            self._asked_at = now
            self._send({"op": "ping"})

    def _lost(self, child: Child) -> None:
        if child is not self._child:
            return
        child.end()
        self._child = None
        if time.monotonic() - self._started_at > GOOD_RUN_S:
            self._failures = 0
        if self._failures >= len(self._restarts):
            self._give_up(f"it ended {self._failures + 1} times, last with code {child.exit_code}")
            return
        wait_s = self._restarts[self._failures]
        self._failures += 1
        self._state = DeviceState(
            ok=False, why="The sound stopped and is being started again; the session goes on."
        )
        self._tell()
        if not self._closing.wait(wait_s):
            self._start()

    def _give_up(self, why: str) -> None:
        self._given_up = True
        self._state = DeviceState(
            ok=False, why=f"There is no sound; everything is shown on screen. ({why})"
        )
        self._known.set()
        self._tell()

    def _tell(self) -> None:
        with self._news:
            self._news.notify_all()

    # -- on the reader's thread

    def _hear(self, message: Message) -> None:
        self._heard_at = time.monotonic()
        match message:
            case {"event": "device"}:
                texts = {name: str(message.get(name, "")) for name in ("driver", "name", "why")}
                self._state = DeviceState(ok=bool(message.get("ok")), **texts)
                self._known.set()
            case {"event": "started", "id": str(name), "at": float(at)}:
                self._wishes.started.add(name)
                self.heard.append(Heard(name, at))
            case {"event": "dropped", "id": str(name)}:
                self.heard.append(Heard(name, 0.0, str(message.get("why", ""))))
            case {"event": "outputs", "names": list(names)}:
                self.outputs = tuple(str(name) for name in names)
            case {"event": "music", "file": str(file), "why": ""}:
                self.title = Path(file).stem
            case {"event": "music", "file": str(file)}:
                self.music_trouble = f"{Path(file).name} cannot be played and is left out."
        self._tell()


def _plan_message(cues: Sequence[SoundCue]) -> Message:
    return {"op": "plan", "cues": [cue_as_json(cue) for cue in cues]}


def open_sound(
    settings: SoundSettings = SoundSettings(),
    env: Mapping[str, str] | None = None,
    early: "Popen[bytes] | None" = None,
) -> Sound:
    """The sound as the athlete wishes it. Its process starts at the first `wake` or plan."""
    return ProcessSound(settings, env=env, early=early) if settings.play else SilentSound()
