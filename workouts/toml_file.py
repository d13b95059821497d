"""Reading a TOML file that anybody may have written: what it says, and where a fault stands.

Knows no exercise and no workout. Every fault is a LibraryError in words for its author.
"""

import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any

MAX_BYTES = 250_000
MAX_TEXT = 5000
MAX_ENTRIES = 500
MAX_DEPTH = 12
MAX_NUMBER = 10**9
MAX_DOTS = 30  # parts of one dotted key; tomllib takes minutes over ten thousand

Key = tuple[str | int, ...]  # where in a file: ("item", 2, "reps")
Problem = tuple[Key, str]


class LibraryError(ValueError):
    """A file is wrong; the message names file, line and key, and what would be right."""

    def __init__(self, path: Path, line: int | None, key: Key, what: str) -> None:
        self.path, self.line, self.key, self.what = path, line, key, what
        name = printable(path.name, 80)
        place = f"{name}, line {line}" if line else name
        where = f"{show_key(key)}: " if key else ""
        super().__init__(f"{place}: {where}{what}")


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and what it says. Raises LibraryError with the line of the fault."""
    text = _read_text(path)
    if endless := _endless_key(text):
        raise LibraryError(path, *endless, "is nested too deeply")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, text, str(error)) from error
    except (RecursionError, ValueError) as error:
        deep = isinstance(error, RecursionError)
        what = "is nested too deeply" if deep else "is a number with too many digits"
        line = _longest_line(text)
        raise LibraryError(path, line, key_at(text, line), what) from error
    refuse(path, text, _shape_problems(raw))
    return text, raw


def refuse(path: Path, text: str, problems: Iterable[Problem]) -> None:
    """Raises the first of the problems, if there is one."""
    for key, what in problems:
        raise LibraryError(path, find_line(text, key), key, what)


def nearest(word: str, words: Iterable[str]) -> str:
    """` Did you mean "clamshell"?`, or nothing where no word comes close."""
    close = get_close_matches(word[:80], list(words), n=1, cutoff=0.5)
    return f' Did you mean "{close[0]}"?' if close else ""


def printable(text: str, longest: int = 40) -> str:
    """Text from a file as it may stand in a message: one line, no control characters."""
    shown = "".join(c if c.isprintable() else "�" for c in text[: longest + 1])
    return f"{shown[:longest]}…" if len(text) > longest else shown


def quoted(value: object) -> str:
    return f'"{printable(str(value))}"'


def show_key(key: Key) -> str:
    """A place in a file as people write it: item 2, reps."""
    parts: list[str] = []
    for part in key:
        if isinstance(part, int) and parts:
            parts[-1] = f"{parts[-1]} {part + 1}"
        else:
            parts.append(printable(str(part)))
    return ", ".join(parts)


def find_line(text: str, key: Key) -> int | None:
    """The line on which a key of a TOML text stands, or the nearest table it belongs to.

    The first line for a key of the whole file that is missing; None for the file itself.
    """
    best, best_depth = (1 if key else None), 0
    for line, place in _places(text):
        depth = _shared(key, place)
        if depth > best_depth:
            best, best_depth = line, depth
    return best


def _shared(key: Key, place: Key) -> int:
    """How many parts two places begin with in common."""
    differ = (n for n, parts in enumerate(zip(key, place, strict=False)) if parts[0] != parts[1])
    return next(differ, min(len(key), len(place)))


def key_at(text: str, line: int) -> Key:
    """The key whose value, heading or list a line of a TOML text belongs to."""
    found: Key = ()
    for number, place in _places(text):
        if number > line:
            break
        found = place
    return found


_WORD = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*""")
_LONGEST_LINE_LOOKED_AT = 300  # a key further to the right is nobody's handwriting


def _places(text: str) -> Iterator[tuple[int, Key]]:
    """Each line with a heading or a key, and the place in the file it stands for."""
    table: Key = ()
    counts: dict[Key, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        start = line[:_LONGEST_LINE_LOOKED_AT].strip()
        brackets = len(start[:2]) - len(start[:2].lstrip("["))
        names, rest = _dotted(start[brackets:])
        if not names:
            continue
        if brackets and rest.startswith("]" * brackets):
            if brackets == 2:
                counts[names] = counts.get(names, -1) + 1
            table = _with_numbers(names, counts)
            yield number, table
        elif not brackets and rest.startswith("="):
            yield number, (*table, *names)


def _dotted(text: str) -> tuple[tuple[str, ...], str]:
    """The parts of the dotted key a text begins with, and what follows it."""
    names: list[str] = []
    while found := _WORD.match(text):
        names.append(next(group for group in found.groups() if group is not None))
        text = text[found.end() :]
        if not text.startswith("."):
            break
        text = text[1:]
    return tuple(names), text


def _with_numbers(names: tuple[str, ...], counts: Mapping[Key, int]) -> Key:
    key: Key = ()
    for depth in range(1, len(names) + 1):
        key = (*key, names[depth - 1])
        if (number := counts.get(names[:depth])) is not None:
            key = (*key, number)
    return key


def _read_text(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            what = "is a folder, not a file" if stat.S_ISDIR(mode) else "is not an ordinary file"
            raise LibraryError(path, None, (), what)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise LibraryError(path, None, (), what) from error
    if len(data) > MAX_BYTES:
        what = f"the file grows beyond {MAX_BYTES // 1000} kB; no exercise or workout needs that"
        line = data.count(b"\n") + 1
        raise LibraryError(path, line, key_at(data.decode("latin-1"), line), what)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 text; save it again with the encoding UTF-8"
        key = dict(_places(data.decode("latin-1"))).get(line, ())
        raise LibraryError(path, line, key, what) from error


_LONG_KEY = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]+|"[^"]*"|'[^']*')[ \t]*\.[ \t]*){{{MAX_DOTS}}}"""
)


def _endless_key(text: str) -> tuple[int, Key] | None:
    """The line with a key of endless parts, and the first of them."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") >= MAX_DOTS and (found := _LONG_KEY.search(line)):
            return number, _dotted(found.group()[:_LONGEST_LINE_LOOKED_AT])[0][:3]
    return None


def _longest_line(text: str) -> int:
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda number: len(lines[number])) + 1


# What the parser says, and what the author of a file needs to know.
_SYNTAX = (
    (r"Cannot overwrite|Cannot declare|Cannot mutate|Duplicate", "stands here twice; keep one"),
    (r"Expected '=' ", 'needs "=" between the key and its value'),
    (r"Invalid value", "has no value that can be understood; text needs quotes around it"),
    (r"Unclosed array", 'has a "[" without its "]", or a comma is missing'),
    (r"Unclosed inline table", 'has a "{" without its "}", or a comma is missing'),
    (r"Unterminated string|Expected \"'''\"", "has a text without its closing quotation mark"),
    (r"Illegal character '\\[rn]'", "has a text without its closing quotation mark"),
    (r"Illegal character|Found invalid character", "holds a character that cannot be used"),
    (r"Expected newline", "has something more on its line; one key and its value a line"),
    (r"Invalid statement", "this line cannot be understood; lines are: key = value"),
    (r"Expected '\]", 'this heading needs its closing "]"'),
    (r"Unescaped '\\'|Invalid hex", 'has a "\\" in its text; write it twice, or use a "/"'),
    (r"Invalid initial character", "a key is missing here, or has letters keys cannot have"),
)


def _syntax_error(path: Path, text: str, message: str) -> LibraryError:
    found = re.search(r" \(at line (\d+), column \d+\)", message)
    line = int(found.group(1)) if found else text.rstrip().count("\n") + 1
    said = message.split(" (at ")[0]
    plain = next((ours for theirs, ours in _SYNTAX if re.match(theirs, said)), None)
    begun_above = re.match(r"Unclosed|Unterminated|Invalid|Illegal|Unescaped|Expected \"'", said)
    key = key_at(text, line) if begun_above else dict(_places(text)).get(line, ())
    return LibraryError(path, line, key, plain or f"is not valid TOML: {printable(said, 200)}")


def _shape_problems(raw: dict[str, Any]) -> Iterator[Problem]:
    """What no file may hold, whatever its keys mean: too deep, too long, not a number."""
    waiting: list[tuple[Key, Any]] = [((), raw)]
    while waiting:
        key, value = waiting.pop()
        if what := _fault(key, value):
            yield key, what
            return
        inside = list(_entries(value))
        waiting += [((*key, name), entry) for name, entry in reversed(inside)]


def _entries(value: object) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _fault(key: Key, value: object) -> str | None:
    if len(key) > MAX_DEPTH:
        return "is nested too deeply"
    if isinstance(value, str):
        return _text_fault(value)
    if isinstance(value, dict | list) and len(value) > MAX_ENTRIES:
        return f"has more than {MAX_ENTRIES} entries"
    if isinstance(value, date | time):
        return "is a date or a time of day; seconds are plain numbers, and text needs quotes"
    if isinstance(value, float) and not isfinite(value):
        return f"should be a number, but is {value}"
    if isinstance(value, int | float) and abs(value) > MAX_NUMBER:
        return "is far too large a number"
    return None


# What no letter is: control characters, and those that turn the text behind them around.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _text_fault(text: str) -> str | None:
    if len(text) > MAX_TEXT:
        return f"is longer than {MAX_TEXT} letters"
    if _CONTROL.search(text):
        return "holds a control character, which nobody can see or hear"
    return None
