"""All the set-up Holdfast needs, from python3 alone. It knows the program only by its file name.

    python3 bootstrap.py run  [arguments]   start Holdfast; `run --help` tells what it can do
    python3 bootstrap.py test [arguments]   run its tests; the arguments go to pytest
    python3 bootstrap.py setup              set up or mend, start nothing

The first start makes .venv, fills it with the packages of requirements.lock (each checked against
its hash) and, on Debian and its relatives as root, installs the system libraries that are missing.
A later start finds the stamps of a finished set-up and goes straight on.
"""

import sys

if sys.version_info < (3, 11):  # the rest must stay readable, though not runnable, for an old one
    sys.exit("Python 3.11 or newer is needed; this is Python " + sys.version.split()[0] + ".")

import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"

# Written last, so a set-up that was cut short is done again. What they hold is what was set up.
PACKAGES_STAMP = VENV / "packages-are-ready"
LIBRARIES_STAMP = VENV / "libraries-are-ready"

# What is loaded -> the Debian package that has it. Qt: nothing starts without these.
QT_LIBRARIES = {
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# A window: needed where there is a display, installed everywhere, for there may be one tomorrow.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# Voice and sound: without them the session is silent, and goes on.
SOUND_LIBRARIES = {
    "libespeak-ng.so.1": "libespeak-ng1",
    "libpulse.so.0": "libpulse0",
    "libasound.so.2": "libespeak-ng1",  # which brings it; its own package changed name
}

QT_PROBE = "from PySide6 import QtNetwork, QtSvg, QtWidgets; QtWidgets.QApplication([])"
TEST_DEFAULTS = {
    "QT_QPA_PLATFORM": "offscreen",
    "SDL_AUDIODRIVER": "dummy",
    "SDL_VIDEODRIVER": "dummy",
}


class SetUpError(Exception):
    """The set-up cannot go on; the words are for the person who started it."""


def main(arguments: list[str]) -> int:
    """Sets up what is missing, then becomes the program or its tests."""
    if arguments in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    if not arguments or arguments[0] not in ("run", "test", "setup"):
        print(__doc__, file=sys.stderr)
        return 2
    what, rest = arguments[0], arguments[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    try:
        set_up(windows=what != "test" and has_display(os.environ), again=what == "setup")
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print("The set-up could not go on: " + str(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("stopped; the next start takes it up again")
        return 130
    if what == "setup":
        say("ready")
        return 0
    if what == "test":
        os.chdir(ROOT)
        return become(["-m", "pytest", *rest], TEST_DEFAULTS)
    return become([str(ROOT / "main.py"), *rest], {})


def set_up(windows: bool, again: bool = False) -> None:
    """Leaves a whole .venv and the libraries it needs; at once when they are there already."""
    if not again and packages_are_ready() and libraries_are_ready(windows):
        return
    with no_other_set_up() as turn:
        if again or not libraries_are_ready(windows):
            find_libraries(windows)
        if not packages_are_ready():
            install_packages(turn)
        if again or not libraries_are_ready(windows):
            stamp_libraries()


# --- packages ------------------------------------------------------------------------------------


def packages_key() -> str:
    """Stands for the packages to install: another lock, Python or machine gives another key."""
    kind = [sys.implementation.cache_tag, sys.platform, platform.machine()]
    return hashlib.sha256(LOCK.read_bytes() + repr(kind).encode()).hexdigest()


def packages_are_ready() -> bool:
    return PYTHON.exists() and read(PACKAGES_STAMP) == packages_key()


def install_packages(turn: Sequence[int] = ()) -> None:
    """Makes .venv anew: what a broken-off installation left cannot be told from good.

    The child holds `turn` too: were we killed, the next set-up would still wait for it to end.
    """
    key = packages_key()
    say("making the virtual environment .venv")
    # Started from inside .venv, the Python below it makes the new one.
    maker = getattr(sys, "_base_executable", "") or sys.executable
    if not succeeds([maker, "-m", "venv", "--clear", str(VENV)], turn):
        raise SetUpError("The virtual environment could not be made; see above.")
    say("fetching and checking the packages of requirements.lock; this takes a minute or two")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    if not succeeds([*pip, *strict, "-r", str(LOCK)], turn, PIP_USER="0"):
        raise SetUpError(
            "The packages could not be installed; see above. Is the network there? Then start "
            "the same command again.\nHoldfast needs Linux with glibc 2.34 or newer on x86-64 "
            "(2.39 on ARM), Windows 10 or newer, or macOS 13 or newer."
        )
    PACKAGES_STAMP.write_text(key, encoding="utf-8")


# --- system libraries (Linux only; elsewhere the packages bring all they need) -------------------


def libraries_key() -> str:
    tables = [QT_LIBRARIES, WINDOW_LIBRARIES, SOUND_LIBRARIES]
    return hashlib.sha256((packages_key() + repr(tables)).encode()).hexdigest()


def libraries_are_ready(windows: bool) -> bool:
    """What was found once is not looked for again; a display that is new asks for more."""
    if sys.platform != "linux":
        return True
    found = read(LIBRARIES_STAMP).split()
    return found[:1] == [libraries_key()] and (not windows or "windows" in found)


def find_libraries(windows: bool) -> None:
    """Installs as root what is missing, or raises with the one command that does it."""
    if sys.platform != "linux":
        return
    needed = dict(QT_LIBRARIES, **(WINDOW_LIBRARIES if windows else {}))
    wanted = dict(QT_LIBRARIES, **WINDOW_LIBRARIES, **SOUND_LIBRARIES)
    if not packages_for(wanted):
        return
    if may_install():
        install_libraries(wanted)
    if packages_for(needed):
        raise SetUpError(what_to_do(packages_for(wanted), missing(needed)))
    if packages_for(wanted):
        say("going on, though voice, sound or a window may be missing here; this brings them:")
        say("    " + command_to_type(packages_for(wanted)))


def install_libraries(wanted: Mapping[str, str]) -> None:
    """All at once; where one is not to be had, the others come one after the other."""
    apt_get("update")
    if apt_get("install", packages_for(wanted)):
        return
    for package in packages_for(wanted):
        if package in packages_for(wanted):  # not yet brought by one before
            apt_get("install", [package])


def stamp_libraries() -> None:
    """Remembers what was found, once Qt itself has started on it."""
    if sys.platform != "linux":
        return
    probe = [str(PYTHON), "-c", QT_PROBE]
    if not succeeds(probe, QT_QPA_PLATFORM="offscreen"):
        raise SetUpError("Qt, which draws the window, does not start here; see above.")
    found = [libraries_key()] + ([] if missing(WINDOW_LIBRARIES) else ["windows"])
    LIBRARIES_STAMP.write_text(" ".join(found), encoding="utf-8")


def packages_for(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages to install for these libraries, and for a .venv yet to be made."""
    packages = {libraries[name] for name in missing(libraries)}
    if not packages_are_ready() and importlib.util.find_spec("ensurepip") is None:
        packages.add("python" + ".".join(map(str, sys.version_info[:2])) + "-venv")
    return sorted(packages)


def missing(libraries: Mapping[str, str]) -> list[str]:
    return [name for name in libraries if not loads(name)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_get(what: str, packages: Sequence[str] = ()) -> bool:
    if packages:
        say("installing system libraries: " + " ".join(packages))
    patience = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
    quiet = ["-qq", "-y", "--no-install-recommends"]
    done = succeeds_quietly(
        ["apt-get", *patience, *quiet, what, *packages], DEBIAN_FRONTEND="noninteractive"
    )
    importlib.invalidate_caches()
    return done


def what_to_do(packages: list[str], libraries: list[str]) -> str:
    if not shutil.which("apt-get"):
        return (
            "Some system libraries are missing, and this system has no apt-get. Please install "
            "what has these, then start again:\n    " + " ".join(libraries or packages)
        )
    if may_install():
        return "The system libraries could not be installed; see above. What was needed:\n    " + (
            " ".join(packages)
        )
    return (
        "Some system libraries are missing. Please type this once, then start again:\n\n    "
        + command_to_type(packages)
        + "\n"
    )


def command_to_type(packages: list[str]) -> str:
    """One line that also works where the package lists were never fetched."""
    install = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)
    if may_install():
        return install
    return ("sudo sh -c " if shutil.which("sudo") else "su -c ") + shlex.quote(install)


# --- processes -----------------------------------------------------------------------------------


def succeeds(command: list[str], turn: Sequence[int] = (), **environment: str) -> bool:
    """Runs it; all it says goes to standard error, for standard output is the program's own."""
    sys.stderr.flush()
    done = subprocess.run(
        command,
        check=False,
        env=dict(os.environ, **environment),
        pass_fds=turn,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
    )
    return done.returncode == 0


def succeeds_quietly(command: list[str], **environment: str) -> bool:
    """Runs it and shows the end of what it said only if it failed."""
    done = subprocess.run(
        command,
        check=False,
        env=dict(os.environ, **environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        print(done.stdout.decode(errors="replace")[-4000:], file=sys.stderr)
    return done.returncode == 0


def become(arguments: list[str], defaults: Mapping[str, str]) -> int:
    """Gives the terminal, the signals and the exit code to the Python of .venv."""
    command = [str(PYTHON), *arguments]
    environment = dict({"PYTHONUTF8": "1"}, **defaults)
    environment.update(os.environ)
    environment.pop("PYTHONHOME", None)  # it would lead the Python of .venv out of .venv
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(PYTHON, command, environment)
    process = subprocess.Popen(command, env=environment)  # exec there would give the prompt back
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the program heard it too; its answer is ours


@contextmanager
def no_other_set_up() -> Iterator[Sequence[int]]:
    """Waits for another set-up of this folder to end, or to die; gives what holds the turn."""
    with (ROOT / ".set-up.lock").open("a") as file:
        if not take(file.fileno(), wait=False):
            say("another set-up is under way; waiting for it")
            while not take(file.fileno(), wait=True):
                pass
        yield () if os.name == "nt" else (file.fileno(),)


def take(file: int, wait: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:  # it waits ten seconds at most
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window may be asked for; whether one opens is for the program to find out."""
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def say(*words: str) -> None:
    print("[set-up]", *words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
