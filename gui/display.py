"""Whether a window can be opened here. Asked before Qt is loaded: Qt ends the program if not."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def has_display(environ: Mapping[str, str] = os.environ) -> bool:
    """True where a window can be opened; on Linux a display that answers is needed."""
    if environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc"):
        return True
    if not sys.platform.startswith("linux"):
        return True
    if name := environ.get("WAYLAND_DISPLAY"):
        folder = Path(environ.get("XDG_RUNTIME_DIR", "."))
        if _answers(folder / name):
            return True
    return bool(environ.get("DISPLAY")) and _x11_answers(environ["DISPLAY"])


def _x11_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        name = f".X11-unix/X{number}"
        folder = Path(os.sep, "tmp")
        return _answers(folder / name) or _answers(f"\0{folder / name}")
    try:
        with socket.create_connection((host, 6000 + int(number)), timeout=1.0):
            return True
    except OSError:
        return False


def _answers(address: Path | str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(1.0)
            probe.connect(str(address))
            return True
    except OSError:
        return False
