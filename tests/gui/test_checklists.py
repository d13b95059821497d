"""Checklists: a yes leads to a workout or a test, in words that promise nothing."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from workouts.checklists import checklists
from workouts.library import load_library
from workouts.references import references

LIBRARY = load_library(None)


def opened(room):
    room.window.show_home(room.library.exercises)
    room.library.library_page.checklists_button.click()
    return room.library.checklists_page


def test_every_list_of_the_catalogue_is_there_with_its_sources():
    lists = checklists()
    assert [len(one.item) for one in lists] == [6, 7, 5, 6, 4, 3]
    for one in lists:
        assert one.source
        sources = {*one.source, *(key for sign in one.item for key in sign.source)}
        assert sources <= set(references())


def test_a_yes_leads_to_something_that_exists_never_to_a_diagnosis():
    known = {*LIBRARY.workouts, *LIBRARY.exercises}
    for one in checklists():
        assert one.suggests or one.advice or one.praise
        assert set(one.suggests) <= known
        words = " ".join([one.about, one.advice, one.praise])
        assert not re.search(r"\b(means|fix|prevent|cure|diagnos)", words)
        assert re.search(r"may be linked|may be the missing|They may be linked", words)


def test_a_tick_shows_what_may_be_worth_a_try_and_opens_it(room, qtbot):
    page = opened(room)
    part = page.parts[0]
    assert not part.answer.isVisible()
    part.boxes[1].setFocus()
    qtbot.keyClick(part.boxes[1], Qt.Key.Key_Space)
    assert part.answer.isVisible()
    part.findChild(QPushButton, "hip-strength-1").click()
    assert room.library.workout_page.isVisible()
    room.library.workout_page.back_button.click()
    assert page.isVisible()
    assert part.boxes[1].isChecked()


def test_a_self_test_among_the_suggestions_opens_as_an_exercise(room):
    page = opened(room)
    part = page.parts[3]
    part.boxes[0].click()
    part.findChild(QPushButton, "trendelenburg-test").click()
    assert (
        room.library.exercise_page.title_label.text()
        == LIBRARY.exercises["trendelenburg-test"].name
    )


def test_complaints_lead_to_a_professional(room):
    part = opened(room).parts[1]
    part.boxes[2].click()
    words = [one.text() for one in part.answer.findChildren(QLabel)]
    assert any("see a doctor" in text for text in words)
    assert part.buttons == []


def test_a_click_on_the_words_ticks_the_box(room, qtbot):
    part = opened(room).parts[0]
    line = part.boxes[0].parentWidget()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
    assert part.boxes[0].isChecked()


def test_escape_leads_back_to_the_exercises(room, qtbot):
    page = opened(room)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert room.library.library_page.isVisible()
