"""What is being built in the window is not lost, whatever ends the program."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from workouts.drafts import Drafts

ROOT = Path(__file__).parents[2]


def waiting(room):
    return [w.draft for w in Drafts(room.library.contents.folder).waiting()]


def build(room):
    room.library.building.duplicate_workout("adductor-ladder")
    builder = room.library.builder_page
    builder.whole.rounds_field.more_button.click()
    return builder


def test_a_draft_is_offered_again_after_the_program_went(room, make_room):
    builder = build(room)
    builder.title_field.selectAll()
    builder.title_field.insert("Mine")
    builder.title_field.textEdited.emit("Mine")
    again = make_room()
    again.window.show_home(again.library.workouts)
    notice = again.library.workouts_page.notice
    assert notice.isVisible()
    assert "Mine" in notice.text_label.text()
    notice.yes_button.click()
    page = again.library.builder_page
    assert page.isVisible()
    assert (page.workout.title, page.workout.rounds) == ("Mine", 2)
    assert page.save_button.isEnabled()
    page.save_button.click()
    assert (again.library.contents.folder / "workouts" / "mine.toml").exists()
    assert waiting(again) == []


def test_a_draft_of_an_own_workout_goes_on_under_its_id(room, make_room):
    build(room).save()
    room.library.building.change_workout("adductor-hold-ladder-2")
    room.library.builder_page.whole.rounds_field.more_button.click()
    again = make_room()
    again.library.reload()
    again.window.show_home(again.library.workouts)
    again.library.workouts_page.notice.yes_button.click()
    page = again.library.builder_page
    assert page.workout.rounds == 3
    page.save()
    assert again.library.library.workouts["adductor-hold-ladder-2"].rounds == 3
    assert "adductor-hold-ladder-2-2" not in again.library.library.workouts


def test_not_now_keeps_the_draft_for_another_day(room, make_room):
    build(room)
    again = make_room()
    again.window.show_home(again.library.workouts)
    again.library.workouts_page.notice.no_button.click()
    again.library.show_list(again.library.workouts)
    assert not again.library.workouts_page.notice.isVisible()
    assert len(waiting(again)) == 1


def test_saving_leaving_and_undoing_leave_no_draft(room):
    builder = build(room)
    assert len(waiting(room)) == 1
    builder.undo()
    assert waiting(room) == []
    builder.redo()
    builder.leave()
    builder.notice.yes_button.click()
    assert waiting(room) == []
    build(room).save()
    assert waiting(room) == []


def test_looking_at_a_copy_leaves_no_draft(room):
    room.library.building.duplicate_workout("adductor-ladder")
    assert waiting(room) == []
    assert not (room.library.contents.folder / "drafts").exists()


def test_another_draft_does_not_push_the_first_one_out_unasked(room):
    builder = build(room)
    room.library.building.build_with("clamshell")
    assert builder.isVisible()
    assert builder.notice.isVisible()
    assert builder.workout.rounds == 2
    builder.notice.no_button.click()
    room.library.building.build_with("clamshell")
    builder.notice.yes_button.click()
    assert [item.exercise for item in builder.workout.item] == ["clamshell"]


def test_an_exercise_being_changed_is_offered_again_too(room, make_room):
    room.library.building.duplicate_exercise("side-plank")
    room.library.exercise_builder_page.fields["hold_s"].box.setValue(12)
    again = make_room()
    again.window.show_home(again.library.exercises)
    notice = again.library.library_page.notice
    assert notice.isVisible()
    notice.yes_button.click()
    assert again.library.exercise_builder_page.exercise.dose.hold_s == 12


def test_a_folder_that_cannot_be_written_does_not_disturb_who_is_building(room):
    (room.library.contents.folder / "drafts").write_text("in the way")
    builder = build(room)
    assert builder.workout.rounds == 2
    assert not builder.notice.isVisible()


def test_a_draft_with_exercises_that_are_gone_is_shown_with_what_is_wrong(room, make_room):
    own = room.library.contents.folder / "exercises" / "wall-sit.toml"
    from tests.gui.test_sharing import WALL_SIT

    own.parent.mkdir(parents=True)
    own.write_text(WALL_SIT, encoding="utf-8")
    room.library.reload()
    room.library.building.build_with("wall-sit")
    room.library.builder_page.whole.rounds_field.more_button.click()
    own.unlink()
    again = make_room()
    again.window.show_home(again.library.workouts)
    again.library.workouts_page.notice.yes_button.click()
    page = again.library.builder_page
    assert page.problems
    assert "not in the library" in page.list.item(0).text()


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QSettings
from gui.start_controller import make_application
from gui.window_controller import WindowRoom
from workouts.library import load_library
folder = Path(sys.argv[1])
app = make_application()
store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
room = WindowRoom(app, store, folder, folder / "history.db", load_library(folder),
                  lambda: 1.0, lambda: datetime.now().astimezone(), lambda: 0.0, "test")
room.library.building.duplicate_workout("hip-flow")
room.library.builder_page.whole.rounds_field.more_button.click()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_right_after_a_change_loses_nothing(room, make_room):
    folder = room.library.contents.folder
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", KILLED, str(folder)]
    done = subprocess.run(command, env=environment, timeout=60, check=False, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    [draft] = waiting(room)
    assert (draft.workout.title, draft.workout.rounds) == ("Hip flow 2", 3)
