"""Texts as clips: from a voice pack, from the cache, or spoken by a process of its own.

Whatever happens to the speech engine costs words, never the session. Knows no plan and no
device; needs no numpy, so that a window can import it.
"""

import json
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from media.cache import CachedClip, ClipCache, key_of
from media.child import Child, ChildLostError, Message, command_for, spawn
from media.voice_pack import PackError, find_packs, load_pack

log = logging.getLogger(__name__)

START_PATIENCE_S = 10.0
PHRASE_PATIENCE_S = 10.0
FAILURES_ALLOWED = 3
RATE_WPM = 150
LINUX_VOICE = "en-us+f5"  # a recogniser tells its phrases apart far better than the stock voice's

Progress = Callable[[int, int], None]  # clips ready, clips wanted


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    speak: bool = True
    voice: str = ""  # the id of a voice; empty: the one we would choose
    rate: int = RATE_WPM  # words a minute, as pyttsx3 counts them
    pack: str = ""  # the path of recordings of the athlete's choice; empty for none


@dataclass(frozen=True, slots=True)
class VoiceState:
    """What became of the voice, in words for the athlete."""

    ok: bool
    engine: str = ""
    voice: str = ""
    why: str = ""  # what is missing, and what happens instead
    ready: int = 0  # clips of the last preparation that can be played
    wanted: int = 0
    over: bool = True  # nothing is being made

    @property
    def preparing(self) -> bool:
        return self.ok and not self.over and self.ready < self.wanted


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    id: str
    name: str
    language: str
    gender: str = ""


class Pack(Protocol):
    """Recordings of a person, found by what they say."""

    name: str

    def find(self, text: str) -> Path | None: ...


class Voice(Protocol):
    @property
    def state(self) -> VoiceState: ...

    @property
    def version(self) -> int:
        """Grows whenever a clip can be had that could not be had before."""

    def clip(self, text: str) -> Path | None:
        """A file to play, or None while (or because) there is none. Never waits."""

    def seconds(self, text: str) -> float | None:
        """How long that clip is."""

    def prepare(self, texts: Iterable[str], progress: Progress | None = None) -> "Preparation":
        """Have them all made, the first ones first; comes back at once."""

    def voices(self, patience_s: float = START_PATIENCE_S) -> list[VoiceInfo]:
        """What there is to choose from. Waits for the engine: not on the thread of a window."""

    def change(self, settings: VoiceSettings) -> None: ...

    def close(self) -> None: ...


class Preparation:
    """The making of some clips: can be waited for, or looked at now and then."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.ready = 0
        self.wanted = 0
        self._progress = progress
        self._over = threading.Event()

    @property
    def over(self) -> bool:
        return self._over.is_set()

    def wait(self, patience_s: float) -> bool:
        """True when it is over: every clip made, or given up."""
        return self._over.wait(patience_s)

    def tell(self, ready: int, wanted: int) -> None:
        self.ready, self.wanted = ready, wanted
        if self._progress:
            self._progress(ready, wanted)

    def finish(self) -> None:
        self._over.set()


class SilentVoice:
    """No voice, for the reason given."""

    version = 0

    def __init__(self, why: str = "The voice is switched off. Tones go on.") -> None:
        self.state = VoiceState(ok=False, why=why)

    def clip(self, _text: str) -> Path | None:
        return None

    def seconds(self, _text: str) -> float | None:
        return None

    def prepare(self, _texts: Iterable[str], progress: Progress | None = None) -> Preparation:
        nothing = Preparation(progress)
        nothing.finish()
        return nothing

    def voices(self, _patience_s: float = 0.0) -> list[VoiceInfo]:
        return []

    def change(self, settings: VoiceSettings) -> None:
        """Do nothing, on purpose."""

    def close(self) -> None:
        """Do nothing, on purpose."""


class EngineLostError(Exception):
    """The speech process did not do what was asked of it."""


class GivenUpError(EngineLostError):
    """It failed too often to be tried again."""


class Speaker:
    """The speech process, started when needed, killed when it hangs, started again, given up.

    For one thread at a time.
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        env: Mapping[str, str] | None = None,
        start_patience_s: float = START_PATIENCE_S,
        phrase_patience_s: float = PHRASE_PATIENCE_S,
    ) -> None:
        self._command = list(command or command_for("media.tts_worker"))
        self._env = env
        self._start_patience_s = start_patience_s
        self._phrase_patience_s = phrase_patience_s
        self._child: Child | None = None
        self._answers: deque[Message | None] = deque()
        self._arrived = threading.Condition()
        self._number = 0
        self._ended = False
        self._failures = 0
        self._hello: Message = {}

    @property
    def given_up(self) -> bool:
        return self._failures >= FAILURES_ALLOWED

    def hello(self) -> Message:
        """What engine there is. Raises EngineLostError."""
        self._start()
        return self._hello

    def ask(self, **request: Any) -> Message:
        """One request, one answer. Raises EngineLostError."""
        self._start()
        child = self._child
        if child is None:  # ended meanwhile
            raise GivenUpError("the speech engine was closed")
        self._number += 1
        try:
            child.send({"id": self._number, **request})
            answer = self._wait(child, self._phrase_patience_s)
        except ChildLostError as error:
            raise self._lost(f"the speech engine ended ({error})") from error
        if answer.get("id") != self._number:
            raise self._lost("the speech engine answered with rubbish")
        return answer

    def failed(self, why: str) -> EngineLostError:
        """Count a fault that shows only in what it made."""
        return self._lost(why)

    def succeeded(self) -> None:
        """What it made is good: earlier faults are forgiven."""
        self._failures = 0

    def close(self) -> None:
        """End the process; the next request starts another."""
        child, self._child = self._child, None
        if child:
            child.end()

    def end(self) -> None:
        """For good, whoever is waiting for an answer."""
        self._ended = True
        self.close()

    def _start(self) -> None:
        if self._ended:
            raise GivenUpError("the speech engine was closed")
        if self._child:
            return
        if self.given_up:
            raise GivenUpError(self._hello.get("why", "the speech engine keeps failing"))
        with self._arrived:
            answers: deque[Message | None] = deque()
            self._answers = answers

        def heard(message: Message | None) -> None:
            with self._arrived:
                answers.append(message)
                self._arrived.notify()

        try:
            child = self._child = Child(spawn(self._command, self._env), heard)
            hello = self._wait(child, self._start_patience_s)
        except ChildLostError as error:
            raise self._lost(f"the speech engine could not be started ({error})") from error
        if not hello.get("ok"):
            raise self._lost(str(hello.get("error") or "the speech engine answered with rubbish"))
        self._hello = hello

    def _wait(self, child: Child, patience_s: float) -> Message:
        with self._arrived:
            if not self._arrived.wait_for(lambda: bool(self._answers), patience_s):
                raise ChildLostError("it did not answer in time")
            answer = self._answers.popleft()
        if answer is None:
            child.end()
            raise ChildLostError(f"exit code {child.exit_code}")
        return answer

    def _lost(self, why: str) -> EngineLostError:
        self._failures += 1
        self._hello = {"why": why}
        self.close()
        return GivenUpError(why) if self.given_up else EngineLostError(why)


@dataclass(slots=True)
class _Job:
    texts: deque[str]
    preparation: Preparation
    failed: list[str] = field(default_factory=list)


class RenderedVoice:
    """Clips made by pyttsx3 and kept; recordings of a voice pack go before them."""

    def __init__(
        self,
        folder: Path,
        settings: VoiceSettings = VoiceSettings(),
        packs: Sequence[Pack] = (),
        speaker: Speaker | None = None,
    ) -> None:
        self._settings = settings
        self._unpacked = folder / "packs" / ".unpacked"
        self._others = list(packs)
        self._packs: list[Pack] = []
        self._cache = ClipCache(folder / "cache")
        self._memory = self._cache.folder / "engine.json"
        self._speaker = speaker or Speaker()
        self._engine = self._remembered_engine()
        self._clips: dict[str, CachedClip] = {}
        self._hopeless: set[str] = set()
        self._why = ""
        self._lock = threading.RLock()  # around what the two threads share
        self._speaking = threading.Lock()  # around the speaker
        self._jobs: deque[_Job] = deque()
        self._latest = Preparation()
        self._thread: threading.Thread | None = None
        self._closed = False
        self.version = 0
        self.problems: tuple[str, ...] = ()  # of packs that could not be used
        self.pack_problem = ""  # of the chosen one
        self._choose_pack(settings.pack)

    @property
    def packs(self) -> list[str]:
        return [pack.name for pack in self._packs]

    @property
    def state(self) -> VoiceState:
        engine = " ".join(self._engine[:2]) if self._engine else ""
        why = self._why
        if not why and not self._cache.lasting:
            why = "The voice's folder cannot be written: the clips are made anew at each start."
        return VoiceState(
            ok=not self._speaker.given_up or self._latest.ready > 0,
            engine=engine,
            voice=self._voice(),
            why=why,
            ready=self._latest.ready,
            wanted=self._latest.wanted,
            over=self._latest.over,
        )

    def clip(self, text: str) -> Path | None:
        found = self._find(text)
        return found.path if found else None

    def seconds(self, text: str) -> float | None:
        found = self._find(text)
        return found.seconds if found else None

    def prepare(self, texts: Iterable[str], progress: Progress | None = None) -> Preparation:
        wanted = list(dict.fromkeys(texts))
        preparation = self._latest = Preparation(progress)
        missing = [text for text in wanted if not self._find(text)]
        preparation.tell(len(wanted) - len(missing), len(wanted))
        if not missing or self._closed:
            preparation.finish()
            return preparation
        with self._lock:
            self._jobs.appendleft(_Job(deque(missing), preparation))
            if not self._thread:
                self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
                self._thread.start()
        return preparation

    def voices(self, patience_s: float = START_PATIENCE_S) -> list[VoiceInfo]:
        if not self._speaking.acquire(timeout=patience_s):
            return []
        try:
            self._greet()
            answer = self._speaker.ask(op="voices")
        except EngineLostError as error:
            self._note(str(error))
            return []
        finally:
            if not self._thread:
                self._speaker.close()
            self._speaking.release()
        known = VoiceInfo.__dataclass_fields__
        return [
            VoiceInfo(**{name: str(value) for name, value in voice.items() if name in known})
            for voice in answer.get("voices", [])
        ]

    def change(self, settings: VoiceSettings) -> None:
        """Other clips from now on: prepare them anew."""
        with self._lock:
            if settings.pack != self._settings.pack:
                self._choose_pack(settings.pack)
            self._settings = settings
            self._forget()

    def recorded(self, texts: Iterable[str]) -> int:
        """How many of these texts a person has recorded."""
        return sum(self._recording(text) is not None for text in texts)

    def _choose_pack(self, path: str) -> None:
        """The chosen recordings go before all others; where they cannot be used, say why."""
        chosen: list[Pack] = []
        self.pack_problem = ""
        if path:
            try:
                chosen = [load_pack(Path(path), self._unpacked)]
            except PackError as error:
                self.pack_problem = f"These recordings cannot be used: {error}."
        self._packs = [*chosen, *self._others]

    def kept(self) -> tuple[int, int]:
        """Clips in the cache, and their bytes."""
        return self._cache.size()

    def close(self) -> None:
        self._closed = True
        with self._lock:
            for job in self._jobs:
                job.preparation.finish()
            self._jobs.clear()
            thread = self._thread
        self._speaker.end()
        if thread:
            thread.join(2.0)
        self._cache.close()

    def _find(self, text: str) -> CachedClip | None:
        if found := self._clips.get(text):
            return found
        key = self._key(text)
        found = self._cache.find(key) if key else None
        if found:
            self._clips[text] = found
        return found

    def _key(self, text: str) -> str | None:
        """None while it is not known what would speak it."""
        if take := self._recording(text):
            return key_of("pack", str(take), take.stat().st_mtime_ns)
        if not self._engine:
            return None
        name, version, _ = self._engine
        return key_of(name, version, self._voice(), self._settings.rate, " ".join(text.split()))

    def _recording(self, text: str) -> Path | None:
        return next((take for pack in self._packs if (take := pack.find(text))), None)

    def _voice(self) -> str:
        if self._settings.voice or not self._engine:
            return self._settings.voice
        name, _, default = self._engine
        return LINUX_VOICE if name == "espeak-ng" else default

    def _work(self) -> None:
        """Make what is wanted, newest wish first; the thread ends when nothing is."""
        while True:
            with self._lock:
                if not self._jobs:
                    self._thread = None
                    break
                job = self._jobs[0]
                text = job.texts.popleft() if job.texts else None
                if text is None:
                    self._jobs.remove(job)
            if text is None:
                job.preparation.finish()
                continue
            if self._make(text):
                latest = job.preparation
                latest.tell(latest.ready + 1, latest.wanted)
        with self._speaking:
            self._speaker.close()
        self._cache.prune()

    def _make(self, text: str) -> bool:
        """Have one clip made, with one more try after a fault."""
        if self._closed:
            return False
        for _ in range(2):
            if self._find(text):
                return True
            if text in self._hopeless:
                return False
            try:
                with self._speaking:
                    made = self._render(text)
            except GivenUpError as error:
                self._note(str(error))
                return False
            except (EngineLostError, OSError) as error:
                self._note(str(error))
                continue
            with self._lock:
                self._clips[text] = made
                self._why = ""
                self.version += 1
            return True
        self._hopeless.add(text)
        return False

    def _render(self, text: str) -> CachedClip:
        """Raises EngineLostError; OSError when it cannot be kept."""
        take = self._recording(text)
        if not take:
            self._greet()
        key = self._key(text)
        assert key
        if found := self._cache.find(key):
            return found
        out = self._cache.place_for(key)
        try:
            if take:
                answer = self._speaker.ask(op="finish", source=str(take), out=str(out))
            else:
                answer = self._speaker.ask(
                    op="render",
                    text=text,
                    out=str(out),
                    rate=self._settings.rate,
                    voice=self._voice(),
                )
            if not answer.get("ok"):
                raise EngineLostError(str(answer.get("error", "it could not be spoken")))
            if made := self._cache.keep(key, out):
                self._speaker.succeeded()
                return made
            raise self._speaker.failed("the speech engine made a file that is no sound")
        finally:
            out.unlink(missing_ok=True)

    def _greet(self) -> None:
        """Learn which engine speaks; another one than last time speaks everything anew."""
        hello = self._speaker.hello()
        engine = (str(hello["engine"]), str(hello["version"]), str(hello["voice"]))
        if engine == self._engine:
            return
        with self._lock:
            self._engine = engine
            self._forget()
        try:
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            self._memory.write_text(json.dumps(engine))
        except OSError as error:
            log.info("the engine is not remembered: %s", error)

    def _forget(self) -> None:
        self._clips.clear()
        self._hopeless.clear()
        self.version += 1

    def _remembered_engine(self) -> tuple[str, str, str] | None:
        """So that a full cache needs no engine to be started."""
        try:
            match json.loads(self._memory.read_text()):
                case [str(name), str(version), str(voice)]:
                    return name, version, voice
        except (OSError, ValueError):
            pass
        return None

    def _note(self, fault: str) -> None:
        log.info("voice: %s", fault)
        self._why = in_plain_words(fault)


def best_voice(found: Sequence[VoiceInfo]) -> VoiceInfo | None:
    """The one to offer first: a natural one where there is one, else the clearest."""
    natural = [voice for voice in found if ":" in voice.id and not voice.id.startswith("HKEY")]
    return next(iter(natural or found), None)


def in_plain_words(fault: str) -> str:
    """A fault of the engine, with what it means and what can be done."""
    if "espeak" in fault.lower() and ("not installed" in fault or "neither" in fault):
        advice = (
            "Install the package espeak-ng to hear it." if sys.platform.startswith("linux") else ""
        )
        return f"There is no voice on this computer; tones go on. {advice}".strip()
    return f"The voice does not work; tones go on. ({fault})"


def open_voice(
    folder: Path, settings: VoiceSettings = VoiceSettings(), packs: Sequence[Pack] = ()
) -> Voice:
    """The voice as the athlete wishes it, with the packs of `folder/packs` before it.

    A silent one when it is switched off.
    """
    if not settings.speak:
        return SilentVoice()
    found, problems = find_packs(folder / "packs")
    voice = RenderedVoice(folder, settings, [*packs, *found])
    voice.problems = tuple(str(problem) for problem in problems)
    return voice
