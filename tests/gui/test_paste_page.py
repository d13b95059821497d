"""A physio's words pasted into the page, by keyboard, and what the page says of them."""

import pytest
from PySide6.QtCore import Qt

from gui.pages.paste_page import PastePage
from gui.sharing_controller import SharingController
from gui.theme import DARK, LIGHT
from gui.widgets.physio_line import NOTE, WHY
from workouts.library import load_library
from workouts.physio_dose import Note, Why
from workouts.physio_text import LEFT_OUT

TEXT = """\
Hip programme for Sam:
side plank adductor 5 x 20 s each side, rest 30
3x10 clams per side
Lunges 3 x 10 each leg
keep the knees over the toes
x 2 rounds
"""


@pytest.fixture
def page(qtbot, library):
    made = PastePage()
    qtbot.addWidget(made)
    made.show_library(library)
    made.resize(1000, 900)
    made.show()
    return made


def paste(page, text):
    page.text_box.setPlainText(text)
    page.read_now()


def shown(page):
    return [row for row in page.rows if row.isVisibleTo(page)]


def choose(row, exercise_id):
    row.choice_box.setCurrentIndex(row.choice_box.findData(exercise_id))
    row.choice_box.activated.emit(row.choice_box.currentIndex())


def test_an_empty_page_shows_an_example_and_nothing_to_save(page):
    assert page.text_box.placeholderText()
    assert not shown(page)
    assert not page.summary.isVisibleTo(page)
    assert page.workout() is None


def test_each_line_is_shown_with_what_it_becomes(page):
    paste(page, TEXT)
    title, plank, clams, lunges, note, rounds = shown(page)
    assert title.becomes_label.text() == "Title"
    assert plank.becomes_label.text().startswith("Side-plank adductor hold:  5 × 20 s each side")
    assert clams.becomes_label.text() == "Clamshell:  3 sets of 10 reps each side"
    assert "Please choose" in lunges.becomes_label.text()
    assert note.becomes_label.text().startswith("No exercise found")
    assert rounds.becomes_label.text() == "For the whole workout"
    assert page.rounds_box.value == 2
    assert page.title_box.placeholderText() == "Hip programme for Sam"


def test_what_was_not_understood_is_underlined_and_said_aloud(page):
    paste(page, "clams with red band 3x12")
    (row,) = shown(page)
    assert 'underline;">red</span>' in row.words_label.text()
    assert LIGHT.warn in row.words_label.text()
    assert "Not understood: red." in row.words_label.accessibleName()
    assert page.legend_label.isVisibleTo(page)
    page.set_look(DARK, 100, still=False)
    assert DARK.warn in row.words_label.text()


def test_the_words_are_text_never_markup(page):
    paste(page, "clams 3x10 <b>now</b> <script>&amp;")
    (row,) = shown(page)
    assert "<b>" not in row.words_label.text()
    assert "&lt;b&gt;" in row.words_label.text()


def test_a_workout_is_saved_only_when_every_line_is_settled(page, qtbot):
    paste(page, TEXT)
    assert not page.save_button.isEnabled()
    assert page.open_label.text() == "One line still needs an exercise."
    choose(shown(page)[3], "reverse-lunge")
    assert page.save_button.isEnabled()
    assert page.open_label.text() == ""
    with qtbot.waitSignal(page.save_requested) as saved:
        page.save_button.click()
    (workout,) = saved.args
    assert workout.id == "hip-programme-for-sam"
    assert workout.rounds == 2
    assert [item.exercise for item in workout.item] == [
        "copenhagen-hold",
        *["clamshell"] * 3,
        *["reverse-lunge"] * 3,
    ]
    assert workout.note.startswith("Hip programme for Sam:\nside plank adductor")


def test_a_line_can_be_left_out_and_taken_in_again(page):
    paste(page, "clams 3x10\nbird dog x 8")
    choose(shown(page)[0], LEFT_OUT)
    assert [item.exercise for item in page.workout().item] == ["bird-dog"]
    assert shown(page)[0].becomes_label.text() == "Left out"
    choose(shown(page)[0], "clamshell")
    assert len(page.workout().item) == 4


def test_the_total_follows_every_change(page):
    paste(page, "clams x 10")
    first = page.total_label.text()
    page.rounds_box.box.setValue(3)
    assert page.total_label.text() != first
    page.rest_box.box.setValue(60)
    assert page.workout().rest_s == 60
    assert page.workout().rounds == 3
    paste(page, "clams x 10\nbird dog x 8")
    assert page.workout().rounds == 3  # what a person chose stays while they type on


def test_typing_is_read_after_a_pause(page, qtbot):
    page.text_box.setFocus()
    qtbot.keyClicks(page.text_box, "clams x 10")
    qtbot.waitUntil(lambda: bool(shown(page)), timeout=3000)
    assert page.save_button.isEnabled()


def test_a_choice_keeps_the_keyboard_where_it_is(page, qtbot):
    paste(page, "Lunges 3 x 10 each leg")
    box = shown(page)[0].choice_box
    box.setFocus()
    choose(shown(page)[0], "forward-lunge")
    assert shown(page)[0].choice_box is box
    assert box.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "Lunges" in box.accessibleName()


def test_leaving_asks_only_where_something_would_be_lost(page, qtbot):
    with qtbot.waitSignal(page.back_requested):
        page.back_button.click()
    paste(page, "clams x 10")
    assert page.is_changed
    with qtbot.assertNotEmitted(page.back_requested):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.notice.isVisibleTo(page)
    with qtbot.waitSignal(page.back_requested):
        page.notice.yes_button.click()
    assert not page.is_changed


def test_every_reason_and_note_has_words():
    assert set(WHY) == set(Why)
    assert set(NOTE) == set(Note)


def test_what_is_saved_stands_in_the_folder_and_the_page_is_empty(page, tmp_path, library):
    controller = SharingController(page, lambda: library, tmp_path)
    controller.serve(page)
    added = []
    controller.workout_added.connect(added.append)
    paste(page, "clams 3x10 until fatigue")
    page.save_button.click()
    assert added == ["from-my-physio"]
    mine = load_library(tmp_path)
    assert not mine.problems
    assert len(mine.workouts["from-my-physio"].item) == 3
    assert page.text_box.toPlainText() == ""
    assert "saved" in page.notice.text_label.text()


def test_a_folder_that_cannot_be_written_loses_nothing(page, tmp_path, library):
    (tmp_path / "workouts").write_text("in the way", encoding="utf-8")
    controller = SharingController(page, lambda: library, tmp_path)
    controller.serve(page)
    paste(page, "clams 3x10")
    page.save_button.click()
    assert page.text_box.toPlainText() == "clams 3x10"
    assert "could not be saved" in page.notice.text_label.text()
