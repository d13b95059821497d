"""The process that speaks into files with pyttsx3. Knows no phrases and no cache.

One JSON object a line in, one out:

    <- {"id": 0, "ok": true, "engine": "espeak-ng", "version": "1.51 (system)", "voice": ".."}
    -> {"id": 1, "op": "render", "text": "..", "out": "/x.wav", "rate": 150, "voice": "en-us+f5"}
    <- {"id": 1, "ok": true}       or {"id": 1, "ok": false, "kind": "..", "error": ".."}
    -> {"id": 2, "op": "finish", "source": "/take.ogg", "out": "/y.wav"}    a recorded clip
    -> {"id": 3, "op": "voices"}

A process of its own, because espeak ends its process when its data is missing, because a run
loop may hang, and because only a process can be killed.
"""

import ctypes
import json
import os
import platform
import signal
import sys
import tempfile
import threading
import time
import wave
from pathlib import Path
from typing import Any

from media import other_engines

LIBRARIES = ("libespeak-ng.so.1", "libespeak.so.1")
CHOICE = "HOLDFAST_ESPEAK"  # auto, system, bundled, or the path of a library
PATIENCE_S = 20.0
TRIES = 3
FEWEST_FRAMES = 200
ESPEAK_VARIANTS = (
    ("en-us+f5", "English (America), f5: clear"),
    ("en-us+f2", "English (America), f2: clear, lower"),
    ("en-gb+f5", "English (Great Britain), f5"),
)


class NoEngineError(Exception):
    """There is nothing here that speaks."""


def load_espeak() -> str:
    """Load the library that pyttsx3 is to find; says where it came from. Linux only.

    A library already loaded under its own name is found by that name, wherever it lies.
    """
    choice = os.environ.get(CHOICE, "auto")
    if choice not in ("auto", "system", "bundled"):
        return _load_from(choice)
    if choice != "bundled":
        for name in LIBRARIES:
            try:
                ctypes.CDLL(name)
            except OSError:
                continue
            return "system"
    if choice == "system":
        raise NoEngineError("espeak-ng is not installed on this computer")
    try:
        import espeakng_loader
    except ImportError as error:
        raise NoEngineError("neither espeak-ng nor the package espeakng-loader is here") from error
    os.environ["ESPEAK_DATA_PATH"] = str(espeakng_loader.get_data_path())
    ctypes.CDLL(str(espeakng_loader.get_library_path()), mode=ctypes.RTLD_GLOBAL)
    return "bundled"


def _load_from(path: str) -> str:
    try:
        library = ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
        library.espeak_Initialize  # noqa: B018  the look-up is the test
    except (OSError, AttributeError) as error:
        raise NoEngineError(
            f"{Path(path).name} is not a speech library that can be used"
        ) from error
    return "given"


class Renderer:
    """One pyttsx3 engine, made to finish what it starts."""

    def __init__(self) -> None:
        origin = load_espeak() if sys.platform.startswith("linux") else ""
        import pyttsx3

        self._engine: Any = pyttsx3.init()
        self._done = threading.Event()
        self._error: BaseException | None = None
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        self._espeak = str(self._engine) == "espeak"
        self._set_to: dict[str, Any] = {}
        self.name, self.version = self._describe(origin)
        self.voice = str(self._engine.getProperty("voice") or "")
        if self._espeak:
            # Until the first run loop, setProperty is only queued. One throw-away phrase
            # brings pyttsx3 to where it sets things at once.
            with tempfile.TemporaryDirectory() as folder:
                self._speak("ready", Path(folder) / "warm-up.wav")

    def render(self, text: str, out: Path, rate: int, voice: str) -> None:
        """Speak into a finished clip. Raises whatever went wrong."""
        if not text.strip():
            raise ValueError("nothing to say")
        if other_engines.belongs_here(voice):
            return self._render_elsewhere(text, out, rate, voice)
        self._set(voice=voice or self.voice, rate=rate, volume=1.0)
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            for _ in range(TRIES):
                raw.unlink(missing_ok=True)
                self._speak(text, raw)
                if _has_sound(raw):
                    return finish(raw, out)
        raise RuntimeError("the engine made an empty file")

    def _render_elsewhere(self, text: str, out: Path, rate: int, voice: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            other_engines.render(text, raw, rate, voice)
            finish(raw, out)

    def voices(self) -> list[dict[str, str]]:
        """What can be chosen, the best for English first."""
        own = [
            {
                "id": str(voice.id),
                "name": str(voice.name),
                "language": _language(voice.languages),
                "gender": str(voice.gender or ""),
            }
            for voice in self._engine.getProperty("voices")
        ]
        good = [{"id": id_, "name": name, "language": id_[:5]} for id_, name in self._variants()]
        others = [
            {"id": id_, "name": name, "language": "en-us"}
            for id_, name in other_engines.installed()
        ]
        return [*good, *others, *sorted(own, key=lambda voice: voice["language"][:2] != "en")]

    def _variants(self) -> tuple[tuple[str, str], ...]:
        """espeak's clearest variants, which it does not list itself."""
        return ESPEAK_VARIANTS if self._espeak else ()

    def _describe(self, origin: str) -> tuple[str, str]:
        if not self._espeak:
            return str(self._engine), platform.version()
        from pyttsx3.drivers import _espeak

        info = _espeak.dll.espeak_Info
        info.restype = ctypes.c_char_p
        version = (info(None) or b"?").decode(errors="replace").split()[0]
        return "espeak-ng", f"{version} ({origin})"

    def _set(self, **properties: Any) -> None:
        self._error = None
        for name, value in properties.items():
            if self._set_to.get(name) == value:
                continue
            self._engine.setProperty(name, value)  # faults come as an event, not as an exception
            if self._espeak:
                # espeak sets things when it gets round to it, and the next run loop throws
                # away what it had not yet done: half of all phrases at the wrong rate.
                from pyttsx3.drivers import _espeak

                _espeak.Synchronize()
            if self._error:
                raise ValueError(f"{name} {value!r}: {self._error}")
            self._set_to[name] = value

    def _speak(self, text: str, out: Path) -> None:
        self._done.clear()
        self._error = None
        self._engine.save_to_file(text, str(out))
        self._engine.runAndWait()  # on espeak it comes back before the file is there
        if self._espeak and not self._done.wait(PATIENCE_S):
            raise TimeoutError("the engine did not finish")
        if self._error:
            raise self._error
        limit = time.monotonic() + PATIENCE_S
        while not out.exists():
            if time.monotonic() > limit:
                raise TimeoutError("no file came")
            time.sleep(0.002)

    def _on_finished(self, **_: Any) -> None:
        self._done.set()

    def _on_error(self, exception: BaseException | None = None, **_: Any) -> None:
        self._error = exception or RuntimeError("unknown fault")
        self._done.set()


def _language(languages: Any) -> str:
    first = next(iter(languages or []), "")
    text = first.decode(errors="ignore") if isinstance(first, bytes) else str(first)
    return text.strip("\x05")


def _has_sound(path: Path) -> bool:
    try:
        with wave.open(str(path)) as file:
            return int(file.getnframes()) > FEWEST_FRAMES
    except (wave.Error, EOFError):
        return path.stat().st_size > FEWEST_FRAMES  # macOS writes AIFF, whatever the name


def finish(source: Path, out: Path) -> None:
    """Any sound file made into a clip: trimmed, at our rate, evenly loud."""
    from media import pcm

    try:
        clip, rate = pcm.read_wav(source)
    except pcm.UnreadableClipError:
        from media.mixer import decode  # OGG, FLAC, MP3, AIFF

        clip, rate = decode(source), pcm.RATE
    pcm.write_wav(out, pcm.finish_clip(clip, rate))


def obey(request: dict[str, Any], renderer: Renderer | None) -> dict[str, Any]:
    match request:
        case {"op": "finish", "source": str(source), "out": str(out)}:
            finish(Path(source), Path(out))
            return {}
        case {"op": "render", "text": str(text), "out": str(out)} if renderer:
            rate, voice = int(request.get("rate", 150)), str(request.get("voice", ""))
            renderer.render(text, Path(out), rate, voice)
            return {}
        case {"op": "voices"} if renderer:
            return {"voices": renderer.voices()}
    raise ValueError("not understood, or no engine")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then tells us
    # pyttsx3 prints to stdout: keep that away from the answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)

    def answer(number: object, **content: Any) -> None:
        answers.write(json.dumps({"id": number, **content}) + "\n")

    renderer = None
    try:
        renderer = Renderer()
        answer(0, ok=True, engine=renderer.name, version=renderer.version, voice=renderer.voice)
    except Exception as error:  # noqa: BLE001  what a speech driver throws is an answer too
        answer(0, ok=False, kind=type(error).__name__, error=str(error))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer(request.get("id"), ok=True, **obey(request, renderer))
        except Exception as error:  # noqa: BLE001
            answer(request.get("id"), ok=False, kind=type(error).__name__, error=str(error))
    answers.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # some builds of espeak assert when Python tidies up
