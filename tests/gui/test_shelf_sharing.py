"""Words pasted, files dropped, sheets printed: reached from the pages of the real window."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from tests.gui.test_sharing import MINE, WALL_SIT
from workouts.bundle import bundle_of, write_bundle
from workouts.library import load_library


def button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


@pytest.fixture
def gift(tmp_path):
    """A shared workout from somebody else, with an exercise of their own."""
    folder = tmp_path / "giver"
    for name, text in (("exercises/wall-sit", WALL_SIT), ("workouts/mine", MINE)):
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    given = bundle_of("mine", load_library(folder))
    file = tmp_path / "gift.toml"
    file.write_text(write_bundle(given.workout, given.exercises), encoding="utf-8")
    return file


def carried(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window, data):
    """What the system does when a file is dragged over the window and let go."""
    place, copy = QPointF(200, 200), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    enter.ignore()
    window.dragEnterEvent(enter)
    event = QDropEvent(place, copy, data, left, none)
    window.dropEvent(event)
    return enter.isAccepted()


@pytest.fixture
def shelf(room):
    room.window.show_home(room.library.workouts)
    return room.library


def test_a_physios_words_become_a_workout_that_can_be_started(room, shelf):
    shelf.workouts_page.words_button.click()
    page = shelf.paste_page
    assert page.isVisible()
    assert page.text_box.hasFocus()
    words = "side plank adductor 5 x 20 s each side, rest 30\n3x10 clams left only"
    page.text_box.setPlainText(words)
    page.read_now()
    page.title_box.setText("From Anna")
    assert page.save_button.isEnabled()
    page.save_button.click()
    assert shelf.workout_page.isVisible()
    assert shelf.workout_page.title_label.text() == "From Anna"
    assert (room.library.contents.folder / "workouts" / "from-anna.toml").exists()
    shelf.workout_page.start_button.click()
    steps = room.controller.driver.session.timeline.steps
    assert {s.side for s in steps if s.exercise.id == "clamshell" and s.kind == "work"} == {"left"}


def test_back_from_the_words_leads_to_the_cards(room, shelf):
    shelf.workouts_page.words_button.click()
    shelf.paste_page.back_button.click()
    assert shelf.workouts_page.isVisible()


def test_the_rail_asks_before_pasted_words_are_lost(room, shelf):
    shelf.workouts_page.words_button.click()
    shelf.paste_page.text_box.setPlainText("clams 3x10")
    shelf.page_asked(shelf.workouts)
    assert shelf.paste_page.isVisible()
    assert shelf.paste_page.notice.isVisible()
    shelf.paste_page.notice.yes_button.click()
    assert shelf.workouts_page.isVisible()


def test_a_file_dropped_anywhere_is_previewed_then_added_and_shown(room, gift):
    assert drop(room.window, carried(gift))
    dialog = room.library.door.sharing.preview_dialog
    assert dialog.isVisible()
    assert "mine" not in room.library.library.workouts
    dialog.add_button.click()
    page = room.library.workout_page
    assert page.isVisible()
    assert page.title_label.text() == "Mine"
    assert "is added" in page.notice.text_label.text()
    assert "wall-sit" in room.controller.library.exercises


def test_a_dropped_file_does_not_lose_what_is_being_built(room, gift):
    room.library.building.duplicate_workout("adductor-ladder")
    builder = room.library.builder_page
    builder.whole.rounds_field.more_button.click()
    drop(room.window, carried(gift))
    room.library.door.sharing.preview_dialog.add_button.click()
    assert room.library.workout_page.isVisible()
    room.library.workout_page.back_button.click()
    assert builder.isVisible()
    assert builder.workout.rounds == 2


def test_what_is_no_shared_workout_is_told_on_a_page(room, tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("title = 3\n", encoding="utf-8")
    drop(room.window, carried(wrong))
    page = room.library.workouts_page
    assert page.isVisible()
    assert "cannot be opened" in page.notice.text_label.text()
    assert "wrong.toml" in page.notice.detail_label.text()


def test_pictures_several_files_and_files_in_a_session_are_not_taken(room, gift, tmp_path):
    picture = tmp_path / "x.png"
    picture.write_bytes(b"")
    assert not drop(room.window, carried(picture))
    assert not drop(room.window, carried(gift, gift))
    room.controller.start("pre-run-1")
    assert not drop(room.window, carried(gift))
    assert room.controller.driver is not None


def test_share_and_print_ask_where_to_and_tell_when_done(room, tmp_path):
    room.library.open_workout("pre-run-1")
    page = room.library.workout_page
    sharing = room.library.door.sharing
    for words, name in (("Share", "pre-run-1.toml"), ("Print", "pre-run-1.pdf")):
        button(page, words).click()
        sharing.file_dialog.fileSelected.emit(str(tmp_path / name))
        sharing.file_dialog.reject()
        assert (tmp_path / name).stat().st_size > 200
        assert page.notice.text_label.text() == f"Written to {name}."


def test_open_a_shared_workout_asks_for_the_file(room, shelf, gift):
    shelf.workouts_page.open_button.click()
    dialog = shelf.door.sharing.file_dialog
    dialog.fileSelected.emit(str(gift))
    dialog.reject()
    assert shelf.door.sharing.preview_dialog.isVisible()


def test_only_an_exercise_of_ones_own_is_offered_to_share(room, tmp_path):
    own = room.library.contents.folder / "exercises" / "wall-sit.toml"
    own.parent.mkdir(parents=True)
    own.write_text(WALL_SIT, encoding="utf-8")
    room.library.reload()
    room.library.open_exercise("clamshell")
    shown = [b.text() for b in room.library.exercise_page.manage_buttons]
    assert "Share" not in shown
    room.library.open_exercise("wall-sit")
    button(room.library.exercise_page, "Share").click()
    sharing = room.library.door.sharing
    sharing.file_dialog.fileSelected.emit(str(tmp_path / "given.toml"))
    sharing.file_dialog.reject()
    assert "Wall sit" in (tmp_path / "given.toml").read_text(encoding="utf-8")
