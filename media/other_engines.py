"""Speech programs that may lie on a Linux computer besides pyttsx3's engine. Never needed.

A voice of theirs is written `program:voice`. They write WAV files; nothing is played.
"""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Program:
    """`command` gets voice, rate (1.0 is usual) and output file; the text comes on stdin."""

    name: str
    executable: str
    voices: tuple[str, ...]  # the best first
    command: Callable[[str, float, str], list[str]]


# Order and voices: what a recogniser understood best (docs/audio.md).
PROGRAMS = (
    Program(
        "rhvoice",
        "RHVoice-test",
        ("bdl", "clb", "alan", "slt"),
        lambda voice, rate, out: ["-p", voice, "-r", str(round(rate * 100)), "-o", out],
    ),
    Program(
        "flite",
        "flite",
        ("rms", "slt", "awb"),
        lambda voice, rate, out: [
            *("-voice", voice, "--setf", f"duration_stretch={1 / rate:.2f}"),
            *("-f", "/dev/stdin", "-o", out),
        ],
    ),
)
USUAL_RATE_WPM = 150


def installed() -> list[tuple[str, str]]:
    """(id, name) of every voice of every program that is here."""
    return [
        (f"{program.name}:{voice}", f"{program.name} {voice}")
        for program in PROGRAMS
        if shutil.which(program.executable)
        for voice in program.voices
    ]


def belongs_here(voice: str) -> bool:
    return voice.partition(":")[0] in {program.name for program in PROGRAMS}


def render(text: str, out: Path, rate_wpm: int, voice: str) -> None:
    """Speak into a file. Raises OSError, ValueError or subprocess.SubprocessError."""
    name, _, own = voice.partition(":")
    program = next(program for program in PROGRAMS if program.name == name)
    if own not in program.voices:
        raise ValueError(f"no voice {own!r} in {name}")
    command = program.command(own, rate_wpm / USUAL_RATE_WPM, str(out))
    subprocess.run(
        [program.executable, *command],
        input=text.encode(),
        timeout=PATIENCE_S,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
