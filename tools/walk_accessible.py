"""Walks the window as a screen reader does, and does a whole session by its actions alone.

    /usr/bin/python3 tools/walk_accessible.py [--display :99] [--tree] [--page Settings]

Uses the system's python and, on Debian, the packages python3-gi gir1.2-atspi-2.0 at-spi2-core dbus
and xvfb; Holdfast itself runs from .venv. No key and no mouse is used. Prints what it does and
what it meets; ends with 1 where something has no name or the session was not kept.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv" / "bin" / "python"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PATIENCE_S = 30.0
SPEAKING = (  # roles that a screen reader reads or presses
    "push button", "button", "toggle button", "check box", "radio button", "combo box", "slider",
    "text", "entry", "spin button", "list item", "label", "image", "icon",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--display", default=":99", help="a display of its own for Xvfb")
    parser.add_argument("--tree", action="store_true", help="print the whole tree of each page")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        return in_a_bus_of_its_own(options)
    return walk(options)


def in_a_bus_of_its_own(options: argparse.Namespace) -> int:
    """Start a display and a bus nobody else uses, and this program again inside."""
    for needed in ("Xvfb", "dbus-run-session"):
        if not shutil.which(needed):
            print(f"{needed} is missing; see --help for the packages.")
            return 2
    display = subprocess.Popen(
        ["Xvfb", options.display, "-screen", "0", "1400x900x24"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1.0)
        again = [sys.executable, __file__, "--inside", *(["--tree"] if options.tree else [])]
        env = {**os.environ, "DISPLAY": options.display, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.run(["dbus-run-session", "--", *again], env=env, check=False).returncode
    finally:
        display.terminate()
        display.wait()


class Reader:
    """What a screen reader sees of one program, and can do to it."""

    def __init__(self, atspi: Any) -> None:
        self._atspi = atspi
        self._app: Any = None

    def find_app(self, name: str) -> None:
        def found() -> bool:
            desktop = self._atspi.get_desktop(0)
            for number in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(number)
                if child is not None and name.lower() in (child.get_name() or "").lower():
                    self._app = child
            return self._app is not None

        wait_for(found, f"the program {name} on the bus")

    def parts(self) -> Iterator[tuple[int, Any]]:
        """Everything that shows, with its depth."""
        yield from self._below(self._app, 0)

    def _below(self, part: Any, depth: int) -> Iterator[tuple[int, Any]]:
        if part is None or depth > 40:
            return
        if depth:
            states = part.get_state_set()
            if depth > 1 and not states.contains(self._atspi.StateType.SHOWING):
                return
            yield depth, part
        for number in range(part.get_child_count()):
            try:
                yield from self._below(part.get_child_at_index(number), depth + 1)
            except self._error():
                continue

    def _error(self) -> type[Exception]:
        from gi.repository import GLib

        return GLib.Error  # type: ignore[no-any-return]

    def names(self) -> list[str]:
        return [part.get_name() or "" for _, part in self._safe_parts()]

    def _safe_parts(self) -> list[tuple[int, Any]]:
        for _ in range(5):
            try:
                return list(self.parts())
            except self._error():
                time.sleep(0.2)
        return []

    def has(self, text: str) -> bool:
        return any(text in name for name in self.names())

    def button(self, name: str) -> Any | None:
        for _, part in self._safe_parts():
            pressed = part.get_action_iface() is not None
            if pressed and (part.get_name() or "").startswith(name):
                return part
        return None

    def press(self, name: str) -> None:
        """Do the first action of the part with this name, as soon as it shows."""
        wait_for(lambda: self._pressed(name), f"something to press called {name!r}")
        time.sleep(0.4)

    def _pressed(self, name: str) -> bool:
        """Press it; False where it is not there, or goes while it is asked for."""
        part = self.button(name)
        if part is None:
            return False
        try:
            words, action = part.get_name(), part.get_action_iface()
            does = action.get_action_name(0)
            action.do_action(0)
        except self._error():
            return False
        print(f"  pressed {words!r} ({does})")
        return True

    def nameless(self) -> list[str]:
        """Roles of what shows, can be read or pressed, and has no name."""
        bad = []
        for _, part in self._safe_parts():
            role = part.get_role_name()
            if role in SPEAKING and not (part.get_name() or "").strip():
                text = part.get_text_iface()
                if role == "label" and (text is None or not text.get_character_count()):
                    continue
                bad.append(f"{role} {part.get_description() or ''}".strip())
        return bad

    def print_tree(self) -> None:
        for depth, part in self._safe_parts():
            name = (part.get_name() or "").replace("\n", " ")
            print(f"    {'  ' * depth}{part.get_role_name()}: {name}")


def wait_for(condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > until:
            raise SystemExit(f"Waited in vain for {what}.")
        time.sleep(0.25)


def walk(options: argparse.Namespace) -> int:
    try:
        import gi

        warnings.simplefilter("ignore", DeprecationWarning)  # older systems have no other names
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
    except (ImportError, ValueError) as error:
        print(f"{error}; see --help for the packages.")
        return 2
    launcher = next((path for path in LAUNCHERS if Path(path).exists()), None)
    if launcher is None:
        print("at-spi2-core is missing; see --help for the packages.")
        return 2
    bus = subprocess.Popen([launcher, "--launch-immediately"], stderr=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        program = subprocess.Popen(
            [str(PYTHON), str(ROOT / "main.py"), "--data-dir", folder],
            env={
                **os.environ,
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "SDL_AUDIODRIVER": "dummy",
            },
            stderr=subprocess.DEVNULL,
        )
        try:
            Atspi.init()
            reader = Reader(Atspi)
            reader.find_app("holdfast")
            bad = first_start_and_session(reader, options)
            bad += every_page(reader, options)
        finally:
            program.terminate()
            program.wait(10)
            bus.terminate()
        kept = kept_sets(Path(folder))
    print(f"\n{len(kept)} sets were kept: {', '.join(kept) or 'none'}.")
    for line in bad:
        print(f"no name: {line}")
    return 1 if bad or not kept else 0


def look(reader: Reader, where: str, options: argparse.Namespace) -> list[str]:
    """Say how much shows here; the parts that have no name."""
    parts = sum(1 for name in reader.names() if name.strip())
    bad = reader.nameless()
    print(f"  {where}: {parts} parts with a name, {len(bad)} without")
    if options.tree:
        reader.print_tree()
    return [f"{where}: {line}" for line in bad]


def first_start_and_session(reader: Reader, options: argparse.Namespace) -> list[str]:
    """From the very first start through a first minute to its summary."""
    print("The first start")
    wait_for(lambda: reader.has("What do you have?"), "the first step")
    bad = look(reader, "first start, 1", options)
    reader.press("Mat")
    reader.press("Next")
    bad += look(reader, "first start, 2", options)
    reader.press("Tones only")
    reader.press("Next")
    bad += look(reader, "first start, 3", options)
    reader.press("None of these: begin my first minute")
    print("The first minute")
    wait_for(lambda: reader.has("Get ready"), "the player")
    bad += look(reader, "get ready", options)
    reader.press("Next")
    wait_for(lambda: any(name.startswith(("Reps", "Hold")) for name in reader.names()), "work")
    bad += look(reader, "work", options)
    reader.press("Pause")
    wait_for(lambda: reader.has("Paused"), "the pause")
    bad += look(reader, "paused", options)
    reader.press("How to")
    bad += look(reader, "how-to", options)
    reader.press("Go on")
    wait_for(lambda: reader.button("Pause") is not None, "going on")
    reader.press("Drop")
    print("  the rest runs by itself")
    wait_for(lambda: reader.button("Back to Today") is not None, "the summary", 120.0)
    bad += look(reader, "summary", options)
    reader.press("Back to Today")
    return bad


def every_page(reader: Reader, options: argparse.Namespace) -> list[str]:
    print("The pages of the rail")
    bad = []
    for name in ("Today", "Plan", "Exercises", "Workouts", "Progress", "History", "Settings"):
        if reader.button(name) is None:
            print(f"  {name}: not there")
            continue
        reader.press(name)
        bad += look(reader, name, options)
    return bad


def kept_sets(folder: Path) -> list[str]:
    """What the history has of the session, asked on the command line."""
    done = subprocess.run(
        [str(PYTHON), str(ROOT / "main.py"), "--data-dir", str(folder), "export", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        exported = json.loads(done.stdout)
    except ValueError:
        return []
    sets = exported.get("set_result", []) if isinstance(exported, dict) else []
    return [str(row.get("exercise_id")) for row in sets]


if __name__ == "__main__":
    raise SystemExit(main())
