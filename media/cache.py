"""Finished clips on disk, each under a name that says all that made it. Knows no voice.

<folder>/<2 letters>/<key>.wav, 44,100 Hz, mono, 16 bit. A torn file counts as missing.
"""

import contextlib
import hashlib
import json
import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path

RATE = 44100
HEADER = 44  # bytes before the samples, as the `wave` module writes them
FEWEST_FRAMES = RATE // 50
PROCESSING = 1  # raise it when trimming, loudness or rate of finished clips change
BIGGEST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class CachedClip:
    path: Path
    seconds: float


def key_of(*made_by: str | int) -> str:
    """A name for what was made that way: engine, version, voice, rate, text."""
    return hashlib.sha256(json.dumps([PROCESSING, *made_by]).encode()).hexdigest()[:32]


class ClipCache:
    """Reading makes no folder. Where nothing can be written, new clips go with the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @property
    def lasting(self) -> bool:
        return self._temporary is None

    def find(self, key: str) -> CachedClip | None:
        """The clip of that name when it is there and whole. 0.03 ms."""
        for folder in self._folders():
            path = _path(folder, key)
            if (seconds := clip_seconds(path)) is not None:
                return CachedClip(path, seconds)
        return None

    def place_for(self, key: str) -> Path:
        """A new file of a temporary name, to be filled and then kept. Raises OSError."""
        try:
            return _new_file(_path(self._folders()[0], key))
        except OSError:
            if self._temporary:
                raise
            self._temporary = tempfile.TemporaryDirectory(prefix="holdfast-voice-")
            return _new_file(_path(Path(self._temporary.name), key))

    def keep(self, key: str, filled: Path) -> CachedClip | None:
        """Give a filled file its name. None, and the file gone, when it is no whole clip."""
        seconds = clip_seconds(filled)
        if seconds is None:
            filled.unlink(missing_ok=True)
            return None
        path = filled.with_name(f"{key}.wav")
        filled.replace(path)
        return CachedClip(path, seconds)

    def size(self) -> tuple[int, int]:
        """Clips and bytes."""
        sizes = [path.stat().st_size for path in self.folder.glob("*/*.wav")]
        return len(sizes), sum(sizes)

    def prune(self, biggest: int = BIGGEST_BYTES) -> None:
        """Remove the clips used longest ago until the rest fit, and what a crash left behind."""
        with contextlib.suppress(OSError):
            for part in self.folder.glob("*/*.part"):
                part.unlink(missing_ok=True)
            files = [(path.stat(), path) for path in self.folder.glob("*/*.wav")]
            total = 0
            for stat, path in sorted(files, key=lambda file: -file[0].st_mtime):
                total += stat.st_size
                if total > biggest:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._temporary:
            self._temporary.cleanup()

    def _folders(self) -> list[Path]:
        """Where clips may be; new ones go to the first."""
        return [Path(self._temporary.name), self.folder] if self._temporary else [self.folder]


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.wav"


def _new_file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    return Path(name)


def clip_seconds(path: Path) -> float | None:
    """How long a clip of ours is, from its header and size alone; None when it is not whole."""
    try:
        with path.open("rb", buffering=0) as file:
            header = file.read(HEADER) or b""
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return None
    if len(header) < HEADER or header[:4] != b"RIFF" or header[8:16] != b"WAVEfmt ":
        return None
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", header[20:36])
    (data,) = struct.unpack("<I", header[40:44])
    if (kind, channels, rate, bits) != (1, 1, RATE, 16) or header[36:40] != b"data":
        return None
    frames: int = data // 2
    if frames < FEWEST_FRAMES or size < HEADER + data:
        return None
    return frames / RATE
