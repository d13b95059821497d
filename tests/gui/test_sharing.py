"""Sharing, opening and printing: in the window and on the command line."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from gui.pages.share_dialog import ShareDialog
from gui.sharing_controller import SharingController
from workouts.bundle import Change, Part
from workouts.library import load_library

ROOT = Path(__file__).parents[2]
WALL_SIT = """\
name = "Wall sit"
category = "strength"
position = "standing"
sided = "both"
measure = "hold"
purpose = "Thighs."
primary = ["quadriceps"]
dose = { sets = 1, hold_s = 30 }
"""
MINE = 'title = "Mine"\nkind = "strength"\n[[item]]\nexercise = "wall-sit"\n'


@pytest.fixture
def giver(tmp_path):
    folder = tmp_path / "giver"
    for name, text in (("exercises/wall-sit", WALL_SIT), ("workouts/mine", MINE)):
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def make(qtbot):
    """A controller over a folder, and what it told."""
    window = QWidget()
    qtbot.addWidget(window)

    def made(folder):
        controller = SharingController(window, lambda: load_library(folder), folder, window)
        told = []
        for signal in (controller.done, controller.failed, controller.workout_added):
            signal.connect(lambda *words: told.append(" ".join(words)))
        return controller, told

    return made


def test_a_workout_goes_from_one_athlete_to_another(make, giver, tmp_path):
    file = tmp_path / "gift.toml"
    sender, said = make(giver)
    sender.share("mine", file)
    assert said == ["Written to gift.toml."]
    there = tmp_path / "taker"
    taker, told = make(there)
    taker.show_preview(file)
    dialog = taker.preview_dialog
    assert isinstance(dialog, ShareDialog)
    assert dialog.title_label.text() == "Mine"
    assert not there.exists()  # a look changes nothing
    dialog.add_button.click()
    assert told == ["mine", "“Mine” is added."]
    assert load_library(there).own == {"mine", "wall-sit"}
    taker.show_preview(file)
    assert not taker.preview_dialog.add_button.isVisibleTo(taker.preview_dialog)
    taker.preview_dialog.reject()


def test_a_refused_file_is_told_of_and_opens_nothing(make, tmp_path):
    file = tmp_path / "bad.toml"
    file.write_text('format = "zip"', encoding="utf-8")
    taker, told = make(tmp_path / "taker")
    taker.show_preview(file)
    assert taker.preview_dialog is None
    assert "bad.toml, line 1" in told[0]


def test_a_failure_while_adding_keeps_the_dialog_open(make, giver, tmp_path):
    file = tmp_path / "gift.toml"
    make(giver)[0].share("mine", file)
    there = tmp_path / "taker"
    there.mkdir()
    (there / "workouts").write_text("in the way", encoding="utf-8")
    taker, told = make(there)
    taker.show_preview(file)
    dialog = taker.preview_dialog
    dialog.add_button.click()
    assert taker.preview_dialog is dialog
    assert "Nothing was added" in dialog.warning_label.text()
    assert not told
    dialog.reject()


def test_what_cannot_be_shared_or_printed_is_told(make, giver, tmp_path):
    controller, told = make(giver)
    controller.share("clamshell", tmp_path / "x.toml")
    controller.share("nothing", tmp_path / "x.toml")
    controller.share("mine", tmp_path / "no" / "x.toml")
    controller.print_sheet("nothing", tmp_path / "x.pdf")
    controller.print_sheet("mine", tmp_path / "no" / "x.pdf")
    assert len(told) == 5
    assert "built in" in told[0]
    assert not list(tmp_path.glob("x.*"))


def test_the_sheet_is_written_from_the_window(make, giver, tmp_path):
    controller, told = make(giver)
    controller.print_sheet("mine", tmp_path / "sheet.pdf")
    assert told == ["Written to sheet.pdf."]
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_dialogs_wait_for_nobody(make, giver):
    controller, _ = make(giver)
    for ask in (
        lambda: controller.ask_where_to_share("mine"),
        controller.ask_what_to_open,
        lambda: controller.ask_where_to_print("mine"),
    ):
        ask()
        assert controller.file_dialog.isVisible()
        controller.file_dialog.close()


def test_the_safe_answer_is_the_default_where_something_is_lost(qtbot, library):
    dialog = ShareDialog()
    qtbot.addWidget(dialog)
    workout = library.workouts["adductor-ladder"]
    dialog.show_parts("gift.toml", [Part(workout, Change.REPLACES)])
    assert dialog.cancel_button.isDefault()
    assert "not kept" in dialog.warning_label.text()
    dialog.show_parts("gift.toml", [Part(workout, Change.NEW)])
    assert dialog.add_button.isDefault()
    assert dialog.warning_label.isHidden()


def run(folder, *words):
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data-dir", str(folder), *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_the_command_line_shares_checks_and_opens(giver, tmp_path):
    file, there = tmp_path / "gift.toml", tmp_path / "taker"
    assert run(giver, "share", "mine", "-o", file).returncode == 0
    assert "Mine" in run(there, "check", file).stdout
    looked = run(there, "open", file)
    assert looked.returncode == 0
    assert "workout  mine  Mine: new" in looked.stdout
    assert "--yes" in looked.stdout
    assert not (there / "workouts").exists()
    assert run(there, "open", file, "--yes").returncode == 0
    assert load_library(there).own == {"mine", "wall-sit"}


def test_the_command_line_prints_a_sheet(giver, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    assert run(giver, "print", "mine", "-o", sheet, "--paper", "letter").returncode == 0
    assert b"[0 0 612" in sheet.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("share", "nothing", "-o", "x.toml"),
        ("share", "clamshell", "-o", "x.toml"),
        ("share", "mine", "-o", "no/such/place/x.toml"),
        ("open", "no-such-file.toml"),
        ("open", "."),
        ("print", "nothing", "-o", "x.pdf"),
        ("print", "mine", "-o", "x.txt"),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_message_and_exit_code_2(words, giver, tmp_path):
    done = run(giver, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert done.stderr.strip()
