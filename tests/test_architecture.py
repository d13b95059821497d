"""Who may import whom. When one of these fails, move the code, not the rule."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PySide6
import pytest
from PySide6.QtWidgets import QLabel

ROOT = Path(__file__).parents[1]
ROOMS = ("workouts", "media", "db", "gui")
STDLIB = frozenset(sys.stdlib_module_names)

CLOCKS_AND_THREADS = {"asyncio", "sched", "selectors", "signal", "threading", "time", "timeit"}
CHANCE = {"random", "secrets", "uuid"}
OUTSIDE = {"http", "multiprocessing", "socket", "sqlite3", "subprocess", "urllib", "wave"}

ALLOWED = {
    "workouts": {"workouts", "msgspec"} | STDLIB - CLOCKS_AND_THREADS - CHANCE - OUTSIDE,
    "media": {"media", "workouts", "PySide6", "espeakng_loader", "msgspec", "numpy"}
    | {"pygame", "pyttsx3"}
    | STDLIB - {"sqlite3"},
    "db": {"db", "workouts", "msgspec", "sqlite_utils"}
    | {"defusedxml", "fit_tool", "fitdecode", "gpxpy", "icalendar"}
    | STDLIB,
    "gui": {"gui", "workouts", "media", "db", "PySide6"}
    | {"click", "fontpkg_inter", "msgspec", "wakepy"}
    | STDLIB - CHANCE - {"sqlite3"},
}
PAINTING = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtSvg"}
ONLY_IN = {
    "pygame": {"media/mixer.py"},
    "pyttsx3": {"media/tts_worker.py"},
    "espeakng_loader": {"media/tts_worker.py"},
    "time": {"gui/session_driver.py", "gui/terminal.py"},  # within gui: one door to time a face
}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports_in(tree: ast.AST) -> Iterator[str]:
    """Full dotted names; `from a import b` counts as a and as a.b, which may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


class _WithoutTypes(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.orelse if only_for_types(node) else node


@cache
def imports(path: Path) -> frozenset[str]:
    """All that it names, also where it is only for types or only inside a function."""
    return frozenset(imports_in(tree_of(path)))


@cache
def loads(path: Path) -> frozenset[str]:
    """All that it may load at run time."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(imports_in(_WithoutTypes().visit(source)))


def heads(names: frozenset[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def reached_from(paths: list[Path]) -> set[Path]:
    """Our files that one process may come to load when it starts with these."""
    reached: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += [found for name in loads(path) for found in _files_of(name)]
    return reached


def _files_of(module: str) -> list[Path]:
    if module.split(".")[0] not in ROOMS:
        return []
    place = ROOT.joinpath(*module.split("."))
    packages = [ROOT.joinpath(*module.split(".")[:n]) / "__init__.py" for n in (1, 2, 3)]
    return [path for path in (place.with_suffix(".py"), *packages) if path.is_file()]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_point_one_way(path):
    assert heads(imports(path)) <= ALLOWED[room_of(path)]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_device_has_one_door(path):
    wrong = {
        module
        for module, doors in ONLY_IN.items()
        if module in heads(imports(path)) and name_of(path) not in doors
        if module != "time" or room_of(path) == "gui"
    }
    assert not wrong


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) == "media"], ids=name_of)
def test_media_takes_from_qt_what_paints(path):
    qt = {name for name in imports(path) if name.startswith("PySide6.")}
    assert {".".join(name.split(".")[:2]) for name in qt} <= PAINTING
    assert "PySide6" not in imports(path) or qt


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) == "gui"], ids=name_of)
def test_only_controllers_meet_sound_and_history(path):
    met = {name for name in imports(path) if name.split(".")[0] in ("db", "media")}
    if path.stem.endswith("_controller"):
        return
    assert {name for name in met if not (name + ".").startswith("media.figure.")} <= {"media"}
    assert "media" not in met or any(name.startswith("media.figure") for name in met)


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) == "workouts"], ids=name_of)
def test_workouts_ask_no_clock(path):
    asked = {
        ast.unparse(node)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns"}
    }
    assert not asked


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_fetched_from_the_air(path):
    singletons = {
        ast.unparse(node)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "instance"
        if ast.unparse(node.value).endswith("Application")
    }
    assert not singletons, "what lives long is made in main and handed on"


def test_the_terminal_face_needs_no_qt():
    faces = [p for p in (ROOT / "gui").glob("terminal*.py") if p.is_file()]
    with_qt = {name_of(p) for p in reached_from(faces) if "PySide6" in heads(loads(p))}
    assert not with_qt


def test_sound_and_voice_are_never_loaded_beside_the_window():
    window = [p for p in FILES if room_of(p) == "gui"]
    heavy = {
        name_of(path): found
        for path in reached_from([*window, *ROOT.glob("main.py")])
        if (found := heads(loads(path)) & {"numpy", "pygame", "pyttsx3", "espeakng_loader"})
    }
    assert not heavy


def test_qt_is_not_the_release_that_loses_none():
    assert PySide6.__version__ != "6.12.0"


def test_void_qt_calls_keep_their_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(2000):
        label.setText("a")
    assert abs(sys.getrefcount(None) - before) < 500
