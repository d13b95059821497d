"""A helper process of ours, spoken to in JSON, one object a line. Knows nothing of sound."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

Message = dict[str, Any]


Hearer = Callable[[Message | None], None]


class ChildLostError(Exception):
    """The process could not be started, or is gone."""


def command_for(module: str) -> list[str]:
    """How a module of ours is started as a process."""
    return [sys.executable, "-m", module]


def spawn(
    command: Sequence[str], env: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """Start a helper process. Raises ChildLostError where that cannot be."""
    path = os.pathsep.join(p for p in (str(ROOT), os.environ.get("PYTHONPATH", "")) if p)
    try:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **(env or {})},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ChildLostError(str(error)) from error


class Child:
    """Calls `heard` on a thread of its own with each message, and with None at the end.

    A line that is no message is passed on as {"garbage": line}.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", heard: Hearer) -> None:
        self._process = process
        self._heard = heard
        self._reader = threading.Thread(target=self._read, name="child-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        return self._process.poll()

    def send(self, message: Message) -> None:
        """Blocks while the pipe is full: never call this from the thread of a window."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise ChildLostError(str(error)) from error

    def kill(self) -> None:
        """Comes back at once; the reader then tells of the end."""
        self._process.kill()

    def end(self, patience_s: float = 0.0) -> None:
        """Close its input, wait so long for it to leave, then kill it."""
        assert self._process.stdin
        if patience_s:
            with contextlib.suppress(OSError, ValueError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience_s)
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError, ValueError):
            self._process.stdin.close()
        if self._reader is not threading.current_thread():
            self._reader.join(1.0)

    def _read(self) -> None:
        assert self._process.stdout
        with self._process.stdout as pipe:
            for line in pipe:
                self._heard(_parse(line))
        self._heard(None)


def _parse(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except ValueError:
        message = None
    return (
        message if isinstance(message, dict) else {"garbage": line[:200].decode(errors="replace")}
    )
