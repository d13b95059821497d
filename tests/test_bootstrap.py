"""The set-up: what it does again, what it leaves alone, and what it says when it cannot go on."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "bootstrap.py"
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs system libraries")
where_exec_replaces = pytest.mark.skipif(os.name == "nt", reason="Windows waits for a child")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder of its own to set up, on a machine where every system library is there."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("one==1\n", encoding="utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    for name, path in {
        "ROOT": tmp_path,
        "LOCK": lock,
        "VENV": tmp_path / ".venv",
        "PYTHON": python,
        "PACKAGES_STAMP": tmp_path / ".venv" / "packages",
        "LIBRARIES_STAMP": tmp_path / ".venv" / "libraries",
    }.items():
        monkeypatch.setattr(bootstrap, name, path)
    monkeypatch.setattr(bootstrap, "loads", lambda library: True)
    monkeypatch.setattr(bootstrap, "may_install", lambda: False)
    return tmp_path


@pytest.fixture
def commands(place, monkeypatch):
    """What was run instead of being run: each succeeds, and making .venv makes one."""
    said = []

    def note(command, turn=(), **environment):
        said.append(command)
        if "venv" in command:
            bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            bootstrap.PYTHON.touch()
            bootstrap.PACKAGES_STAMP.unlink(missing_ok=True)
        return True

    monkeypatch.setattr(bootstrap, "succeeds", note)
    monkeypatch.setattr(bootstrap, "succeeds_quietly", note)
    return said


def installations(commands):
    return [command for command in commands if "install" in command and "pip" in command]


def without(monkeypatch, *libraries):
    monkeypatch.setattr(bootstrap, "loads", lambda library: library not in libraries)


def test_the_first_start_installs_what_the_lock_holds_and_nothing_unchecked(commands):
    bootstrap.set_up(windows=False)
    assert len(installations(commands)) == 1
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(installations(commands)[0])


def test_a_second_start_runs_nothing(commands):
    bootstrap.set_up(windows=False)
    commands.clear()
    bootstrap.set_up(windows=False)
    assert commands == []


def test_an_installation_that_was_cut_short_is_done_again(commands, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(bootstrap, "succeeds", lambda command, *_, **__: "pip" not in command)
        with pytest.raises(bootstrap.SetUpError, match="could not be installed"):
            bootstrap.set_up(windows=False)
    bootstrap.set_up(windows=False)
    assert len(installations(commands)) == 1
    assert bootstrap.packages_are_ready()


def test_another_lock_is_installed_anew(commands):
    bootstrap.set_up(windows=False)
    bootstrap.LOCK.write_text("one==2\n", encoding="utf-8")
    bootstrap.set_up(windows=False)
    assert len(installations(commands)) == 2


def test_a_python_that_went_away_is_replaced(commands):
    bootstrap.set_up(windows=False)
    bootstrap.PYTHON.unlink()
    bootstrap.set_up(windows=False)
    assert len(installations(commands)) == 2


@on_linux
def test_without_root_one_command_is_printed_and_nothing_is_made(commands, monkeypatch, capsys):
    without(monkeypatch, "libEGL.so.1", "libpulse.so.0")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/" + name)
    assert bootstrap.main(["run"]) == 1
    said = capsys.readouterr().err
    to_type = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    assert len(to_type) == 1
    assert to_type[0].startswith("sudo sh -c ")
    assert to_type[0].endswith("--no-install-recommends libegl1 libpulse0'")
    assert commands == []


@on_linux
def test_root_installs_all_that_is_missing_at_once(commands, monkeypatch):
    """apt-get is played here by something that says yes and does nothing."""
    without(monkeypatch, "libEGL.so.1", "libxcb-cursor.so.0", "libpulse.so.0")
    monkeypatch.setattr(bootstrap, "may_install", lambda: True)
    with pytest.raises(bootstrap.SetUpError, match="could not be installed"):
        bootstrap.set_up(windows=False)
    assert [command[-4:] for command in commands if "libegl1" in command] == [
        ["install", "libegl1", "libpulse0", "libxcb-cursor0"]
    ]


@on_linux
def test_a_package_that_is_not_to_be_had_does_not_stop_the_others(commands, monkeypatch):
    """apt-get does nothing when one of the packages asked for is unknown."""
    absent = {"libEGL.so.1", "libespeak-ng.so.1", "libpulse.so.0"}

    def apt(command, **environment):
        asked = command[command.index("install") + 1 :] if "install" in command else []
        if "libespeak-ng1" in asked:
            return False
        absent.difference_update({"libegl1": {"libEGL.so.1"}}.get("".join(asked), set()))
        return True

    monkeypatch.setattr(bootstrap, "loads", lambda library: library not in absent)
    monkeypatch.setattr(bootstrap, "may_install", lambda: True)
    monkeypatch.setattr(bootstrap, "succeeds_quietly", apt)
    bootstrap.set_up(windows=False)
    assert bootstrap.libraries_are_ready(windows=False)


@on_linux
def test_sound_that_cannot_be_had_costs_only_sound(commands, monkeypatch, capsys):
    without(monkeypatch, "libespeak-ng.so.1", "libasound.so.2")
    bootstrap.set_up(windows=True)
    assert bootstrap.libraries_are_ready(windows=True)
    assert "libespeak-ng1" in capsys.readouterr().err


@on_linux
def test_a_display_that_is_new_asks_for_the_windows_libraries(commands, monkeypatch):
    without(monkeypatch, "libxcb-cursor.so.0")
    bootstrap.set_up(windows=False)
    with pytest.raises(bootstrap.SetUpError, match="libxcb-cursor0"):
        bootstrap.set_up(windows=True)


@on_linux
def test_a_system_without_apt_is_told_the_names(commands, monkeypatch):
    without(monkeypatch, "libEGL.so.1")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.SetUpError, match=re.escape("libEGL.so.1")):
        bootstrap.set_up(windows=False)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_no_system_library_is_looked_for(commands, monkeypatch, system):
    monkeypatch.setattr(bootstrap, "loads", pytest.fail)
    monkeypatch.setattr(bootstrap.sys, "platform", system)
    bootstrap.find_libraries(windows=True)
    bootstrap.stamp_libraries()
    assert bootstrap.libraries_are_ready(windows=True)
    assert commands == []


def test_set_up_looks_at_the_libraries_again(commands, monkeypatch):
    assert bootstrap.main(["setup"]) == 0
    without(monkeypatch, "libGL.so.1")
    assert bootstrap.main(["setup"]) == (1 if sys.platform == "linux" else 0)


def test_arguments_reach_the_program_and_the_tests(commands, place, monkeypatch):
    became = []
    monkeypatch.setattr(bootstrap, "become", lambda *call: became.append(call) or 7)
    monkeypatch.chdir(place)
    assert bootstrap.main(["run", "list", "--json"]) == 7
    assert bootstrap.main(["run", "--", "--help"]) == 7
    assert bootstrap.main(["test", "-k", "bootstrap"]) == 7
    assert became == [
        ([str(place / "main.py"), "list", "--json"], {}),
        ([str(place / "main.py"), "--help"], {}),
        (["-m", "pytest", "-k", "bootstrap"], bootstrap.TEST_DEFAULTS),
    ]


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_anything_else_shows_the_two_commands(arguments, capsys):
    assert bootstrap.main(arguments) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


def finished_set_up(folder):
    """A copy of the set-up in `folder` that believes it is done, on the Python of these tests."""
    (folder / "bootstrap.py").write_text(SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "requirements.lock").touch()
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    stamp = (
        "import bootstrap as b; b.PACKAGES_STAMP.write_text(b.packages_key());"
        "b.LIBRARIES_STAMP.write_text(b.libraries_key() + ' windows')"
    )
    subprocess.run([sys.executable, "-c", stamp], cwd=folder, check=True)


@where_exec_replaces
def test_the_program_gets_arguments_input_folder_and_gives_its_exit_code(tmp_path):
    finished_set_up(tmp_path)
    (tmp_path / "main.py").write_text(
        "import os, sys; print(sys.argv[1:], sys.stdin.read(), os.getcwd(), os.getpid())\n"
        "sys.exit(130)",
        encoding="utf-8",
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "bootstrap.py"), "run", "list", "two words"],
        cwd=elsewhere,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        out, err = process.communicate("said")
    assert out.strip() == f"['list', 'two words'] said {elsewhere} {process.pid}"
    assert err == ""
    assert process.returncode == 130


@where_exec_replaces
@pytest.mark.parametrize(
    ("given", "seen"), [({}, "offscreen dummy"), ({"QT_QPA_PLATFORM": "xcb"}, "xcb dummy")]
)
def test_tests_run_without_screen_or_sound_unless_told(tmp_path, given, seen):
    finished_set_up(tmp_path)
    (tmp_path / "pytest.py").write_text(
        "import os; print(os.environ['QT_QPA_PLATFORM'], os.environ['SDL_AUDIODRIVER'])",
        encoding="utf-8",
    )
    bare = {k: v for k, v in os.environ.items() if k not in bootstrap.TEST_DEFAULTS}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "bootstrap.py"), "test"],
        env=bare | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == seen


@where_exec_replaces
def test_a_second_set_up_waits_for_the_first(place, capsys):
    """Also when the first was killed, and only what it had started still works in .venv."""
    with bootstrap.no_other_set_up() as turn:
        orphan = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"],
            stdin=subprocess.PIPE,
            pass_fds=turn,
        )
    with (place / ".set-up.lock").open("a") as file:
        assert not bootstrap.take(file.fileno(), wait=False)
        assert orphan.stdin
        orphan.communicate(b"")
        assert bootstrap.take(file.fileno(), wait=False)


def test_an_old_python_can_read_it():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_which_one_is_needed():
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)';"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "Python 3.11 or newer is needed; this is Python 3.9.2."


def test_the_lock_names_no_address_and_no_option():
    assert "://" not in LOCK
    assert not re.search(r"^\s*-(?!-hash=sha256:)", LOCK, re.MULTILINE)


def test_every_package_of_the_lock_has_its_hashes():
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(entries) == len(ENTRY.findall(LOCK)) > 20
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_holds_what_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[<>=~!; ]", line)[0].lower() for line in named}
    pins = dict(ENTRY.findall(LOCK))
    assert names <= pins.keys()
    assert pins["pyside6-essentials"] == pins["shiboken6"] == "6.11.3"
    assert "pygame" not in pins
