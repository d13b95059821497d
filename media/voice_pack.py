"""Voice packs: recordings of a person in place of the speech engine, phrase by phrase.

A pack is a folder, or a zip of one, with a `pack.json`:

    {"name": "Anna", "language": "en", "by": "Anna B.", "licence": "CC BY 4.0",
     "clips": [{"key": "switch-right", "text": "Switch. Right side.", "file": "switch.ogg"}]}

`file` may be left out: then `<key>.wav`, `.ogg`, `.flac` or `.mp3` is looked for. A recording
for a text without an entry may be named after the text (`switch-right-side.ogg`). What a pack
does not have is spoken by the engine; nothing outside a pack's folder is ever read.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import msgspec

from media.phrases import phrases_of, text_of
from workouts import cues as wishes
from workouts.cues import CueStyle, Phrase
from workouts.library import Library
from workouts.model import Side
from workouts.timeline import Options, StepKind, Timeline

MANIFEST = "pack.json"
FORMATS = (".wav", ".ogg", ".flac", ".mp3")
MOST_BYTES = 500_000_000
MOST_FILES = 20_000
LONGEST_NAME = 80
MOST_COUNTED = 60
SHOWN = 10


class PackError(ValueError):
    """A pack cannot be used; the message names it and says why."""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    key: str
    text: str = ""
    file: str = ""


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str = ""
    language: str = "en"
    by: str = ""
    licence: str = ""
    clips: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to record."""

    key: str
    text: str


class VoicePack:
    """Finds recordings by what they say."""

    def __init__(self, folder: Path) -> None:
        """Raises PackError."""
        manifest = _read_manifest(folder)
        self.name = manifest.name or folder.name
        self.language = manifest.language
        self.licence = manifest.licence
        self._files = _files_by_stem(folder)
        # A sentence that has another wording by now is not taken for the one that was recorded.
        self._worded = {slug(entry.key) for entry in manifest.clips if entry.text}
        self._texts = {
            slug(entry.text): found
            for entry in manifest.clips
            if entry.text and (found := self._recording(folder, entry))
        }

    def find(self, text: str) -> Path | None:
        """The recording of a sentence: by the manifest, by its words, or by its key."""
        name = slug(text)
        if found := self._texts.get(name) or self._files.get(name):
            return found
        keys = (key_of(phrase) for phrase in phrases_of(text))
        named = (key for key in keys if key in self._files and key not in self._worded)
        return next((self._files[key] for key in named), None)

    def unused(self, texts: Iterable[str]) -> list[str]:
        """The names of recordings that none of these texts uses."""
        used = {self.find(text) for text in texts}
        files = {*self._files.values(), *self._texts.values()}
        return sorted(path.name for path in files - used)

    def __len__(self) -> int:
        return len(self._texts | self._files)

    def _recording(self, folder: Path, entry: _Entry) -> Path | None:
        if not entry.file:
            return self._files.get(slug(entry.key))
        path = folder / entry.file
        if not path.resolve().is_relative_to(folder.resolve()):
            raise PackError(f"{folder.name}: {entry.file!r} lies outside the pack")
        return path if path.is_file() else None


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME]


def key_of(phrase: Phrase) -> str:
    """The name of a phrase in packs: its key and its arguments."""
    args = (f"{arg:g}" if isinstance(arg, float) else str(arg) for arg in phrase.args)
    return slug("-".join([phrase.key, *args]))


def load_pack(path: Path, unpack_in: Path) -> VoicePack:
    """The pack at this path, a folder or a zip. Raises PackError in words for the athlete."""
    try:
        if path.is_dir():
            pack = VoicePack(path)
        elif path.suffix.lower() == ".zip" and path.is_file():
            pack = VoicePack(unpack(path, unpack_in))
        else:
            raise PackError(f"{path.name} is no folder and no zip of recordings")
    except OSError as error:
        raise PackError(f"{path.name} cannot be read: {error.strerror or error}") from error
    if not len(pack):
        formats = ", ".join(form.lstrip(".") for form in FORMATS)
        raise PackError(f"{path.name} holds no recordings ({formats})")
    return pack


def coverage(pack: VoicePack, lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """The sentences a pack has, and those the voice speaks in its place."""
    has: list[Line] = []
    lacks: list[Line] = []
    for line in lines:
        (has if pack.find(line.text) else lacks).append(line)
    return has, lacks


def find_packs(folder: Path) -> tuple[list[VoicePack], list[PackError]]:
    """All packs of a folder, by name, and what is wrong with the others."""
    packs: list[VoicePack] = []
    problems: list[PackError] = []
    if not folder.is_dir():
        return packs, problems
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (path.is_file() and path.suffix.lower() != ".zip"):
            continue
        try:
            packs.append(VoicePack(path if path.is_dir() else unpack(path, folder / ".unpacked")))
        except (PackError, OSError) as error:
            problems.append(error if isinstance(error, PackError) else PackError(str(error)))
    return packs, problems


def unpack(file: Path, folder: Path) -> Path:
    """The folder of a zipped pack, unpacked once. Raises PackError for what is no pack."""
    stamp = file.stat().st_mtime_ns
    place = folder / f"{slug(file.stem)}-{stamp}"
    if place.is_dir():
        return place
    partial = folder / f".{place.name}"
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            if len(members) > MOST_FILES or sum(info.file_size for info in members) > MOST_BYTES:
                raise PackError(f"{file.name} is too large for a voice pack")
            for info in members:
                _take(archive, info, partial)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise PackError(f"{file.name} is no zip that can be read: {error}") from error
    partial.mkdir(parents=True, exist_ok=True)  # an empty zip is an empty pack
    inner = [path for path in partial.iterdir() if path.is_dir()]
    if len(inner) == 1 and not (partial / MANIFEST).exists():
        partial = inner[0]  # the folder itself was zipped
    partial.replace(place)
    return place


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> None:
    """Unpack one member, if it is the manifest or a recording and stays inside."""
    target = place / info.filename
    if not target.resolve().is_relative_to(place.resolve()):
        raise PackError(f"{info.filename!r} lies outside the pack")
    if target.name != MANIFEST and target.suffix.lower() not in FORMATS:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source, target.open("wb") as out:
        left = info.file_size  # a member may claim less than it holds
        while left > 0 and (block := source.read(min(left, 1 << 20))):
            out.write(block)
            left -= len(block)


def _read_manifest(folder: Path) -> _Manifest:
    try:
        text = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return _Manifest()
    try:
        return msgspec.json.decode(text, type=_Manifest)
    except msgspec.MsgspecError as error:
        raise PackError(f"{folder.name}/{MANIFEST}: {error}") from error


def _files_by_stem(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*"), key=lambda path: path.name)[:MOST_FILES]:
        if path.suffix.lower() in FORMATS and path.resolve().is_relative_to(folder.resolve()):
            found.setdefault(slug(path.stem), path)
    return found


# -- what to record


def script(library: Library, style: CueStyle | None = None) -> list[Line]:
    """All sentences of all workouts and exercises: the ones for every session come first."""
    found: dict[str, Line] = {}
    for phrase in (*_for_every_session(), *_for_all(library, style or CueStyle())):
        text = text_of(phrase)
        found.setdefault(text, Line(key_of(phrase), text))
    return list(found.values())


def _for_every_session() -> Iterator[Phrase]:
    yield from (Phrase("number", (number,)) for number in range(1, MOST_COUNTED + 1))
    for side in (Side.LEFT, Side.RIGHT):
        yield Phrase("side", (side,))
        yield Phrase("switch", (side,))
    yield from (Phrase("seconds_left", (n,)) for n in (10, 15, 20, 22, 30, 45))
    yield from (Phrase("rest", (n,)) for n in (5, 10, 15, 20, 30, 45, 60))
    for key in ("last_one", "last_two", "last_round", "well_done", "go_run"):
        yield Phrase(key)
    yield from (Phrase("set_of", (n, of)) for of in range(2, 7) for n in range(2, of))
    yield from (Phrase("round_of", (n, of)) for of in range(2, 5) for n in range(2, of))
    yield from (Phrase("paused"), Phrase("resuming"))


def _for_all(library: Library, style: CueStyle) -> Iterator[Phrase]:
    for id_ in (*library.workouts, *library.exercises):
        for first in (Side.LEFT, Side.RIGHT):
            timeline = library.timeline(id_, Options(first_side=first))
            yield from _of(timeline, style)


def _of(timeline: Timeline, style: CueStyle) -> Iterator[Phrase]:
    for step in timeline.steps:
        for cue in wishes.step_cues(timeline, step.index, style):
            yield from cue.phrases
        if step.kind is StepKind.READY:
            yield Phrase("purpose", (step.exercise.purpose,))


def write_script(lines: Iterable[Line], out: TextIO) -> None:
    """A table to read from: the name of each recording, a tab, the sentence."""
    for line in lines:
        out.write(f"{line.key}\t{line.text}\n")


def template(lines: Iterable[Line], name: str) -> dict[str, Any]:
    """A `pack.json` for these sentences, ready for recordings named after their keys."""
    clips = [{"key": line.key, "text": line.text} for line in lines]
    return {"name": name, "language": "en", "by": "", "licence": "", "clips": clips}


def examine(path: Path, library: Library, unpack_in: Path) -> str:
    """What a pack covers, in words. Raises PackError."""
    pack = load_pack(path, unpack_in)
    has, lacks = coverage(pack, script(library))
    if not has:
        raise PackError(f"no recording of {path.name} has the name of a sentence")
    lines = [
        f"{pack.name}: {len(has)} of {len(has) + len(lacks)} sentences are recorded.",
        f"Licence: {pack.licence or 'not said'}.",
    ]
    if unused := pack.unused({line.text for line in has}):
        more = " and more" if len(unused) > SHOWN else ""
        names = ", ".join(unused[:SHOWN])
        lines.append(f"Not used, for no sentence has this name: {names}{more}.")
    if lacks:
        lines.append("The voice says the others, among them:")
        lines += [f"  {line.key}\t{line.text}" for line in lacks[:SHOWN]]
    return "\n".join(lines)


def write_template(lines: Iterable[Line], name: str, file: Path) -> None:
    file.write_text(json.dumps(template(lines, name), indent=1) + "\n", encoding="utf-8")
