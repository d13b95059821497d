"""Where the running window of a data folder is met. Imports no Qt."""

import getpass
import hashlib
import os
import socket
import tempfile
from pathlib import Path

PATIENCE_S = 0.2


def socket_name(folder: Path) -> str:
    """The same for each start of one user with one data folder, and short enough for a socket."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    told = f"{user}\n{folder.expanduser().resolve()}"
    return f"holdfast-{hashlib.sha256(told.encode()).hexdigest()[:20]}"


def runs_here(folder: Path) -> bool:
    """Whether a window of this folder is open; what a crash left behind does not count."""
    name = socket_name(folder)
    if os.name == "nt":
        return Path("//./pipe", name).exists()
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(PATIENCE_S)
            probe.connect(str(Path(tempfile.gettempdir(), name)))
            return True
    except OSError:
        return False
