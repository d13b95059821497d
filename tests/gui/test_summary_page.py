"""The end of a session: what it came to, how it felt, every row to be put right, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from workouts.events import EndedBy


@pytest.fixture
def ended(room, pass_time):
    """A ladder session that ended after its first holds; its summary is on the screen."""

    def end(workout="adductor-ladder", seconds=110):
        room.controller.start(workout)
        steps = room.controller.driver.session.timeline.steps
        holds = [s for s in steps if s.exercise.id == "copenhagen-hold" and s.kind == "work"]
        if workout == "adductor-ladder":
            room.controller.driver.seek(holds[0].index)
        pass_time(room, seconds)
        if room.controller.driver:
            room.controller.driver.stop()
            pass_time(room, 0.5)
        [session, *_] = room.history.sessions()
        return session.id

    return end


def kept_set(room, session_id, number=0):
    return room.history.sets(session_id)[number]


def test_seconds_stand_left_and_right_beside_what_was_planned(room, ended):
    ended()
    page = room.pages.summary
    assert page.isVisible()
    names = [chip.accessibleName() for chip in page.table.chips.values()]
    assert names[0].startswith("Side-plank adductor hold, set 1, left side: 15 s, to the end")
    assert [head.text() for head in page.table._heads] == ["", "Left", "Right"]
    [block] = page.table._blocks
    assert block._cells["left"].total_label.text() == "60 of 60 s"


def test_a_set_is_put_right_in_place_and_the_change_can_be_undone(room, ended, qtbot):
    session_id = ended()
    page = room.pages.summary
    [first, *_] = page.table.chips.values()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    editor = page.table.editor
    editor.held_box.box.setValue(12.5)
    assert kept_set(room, session_id).held_s == 12.5
    assert page.table.editor is editor, "an open editor stays open"
    assert first.text() == "12.5 of 15 s"
    editor.ended_box.setCurrentIndex(editor.ended_box.findData(EndedBy.DROPPED))
    assert kept_set(room, session_id).ended_by is EndedBy.DROPPED
    assert page.undo_button.isVisible()
    page.undo_button.click()
    page.undo_button.click()
    assert (kept_set(room, session_id).held_s, kept_set(room, session_id).ended_by) == (
        15.0,
        EndedBy.TARGET,
    )
    assert not page.undo_button.isVisible()


def test_escape_closes_the_editor_before_it_leaves_the_page(room, ended, qtbot):
    ended()
    page = room.pages.summary
    page.table.open_editor(next(iter(page.table.chips)))
    qtbot.keyClick(page.table.editor, Qt.Key.Key_Escape)
    assert page.table.editor is None
    assert page.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert room.pages.today.isVisible()


def test_a_set_that_was_not_known_becomes_unknown_and_not_zero(room, ended):
    session_id = ended()
    page = room.pages.summary
    page.table.open_editor(next(iter(page.table.chips)))
    page.table.editor.held_box.box.setValue(-1)
    assert kept_set(room, session_id).held_s is None


def test_a_deleted_set_comes_back_with_undo(room, ended):
    session_id = ended()
    page = room.pages.summary
    count = len(page.table.chips)
    page.table.open_editor(next(iter(page.table.chips)))
    page.table.editor.delete_button.click()
    assert len(room.history.sets(session_id)) == len(page.table.chips) == count - 1
    page.undo_button.click()
    assert len(room.history.sets(session_id)) == len(page.table.chips) == count


def test_effort_and_pain_are_kept_at_once_and_unknown_stays_unknown(room, ended, qtbot):
    session_id = ended()
    page = room.pages.summary
    assert (room.history.session(session_id).rpe, page.effort_scale.value) == (None, None)
    qtbot.keyClick(page.effort_scale.cells[0], Qt.Key.Key_7)
    qtbot.keyClick(page.pain_scale.cells[0], Qt.Key.Key_Space)
    session = room.history.session(session_id)
    assert (session.rpe, session.pain_worst, session.pain_before) == (7.0, 0, None)
    qtbot.keyClick(page.effort_scale.cells[7], Qt.Key.Key_Delete)
    assert room.history.session(session_id).rpe is None


def test_arrows_move_along_the_scale_and_tab_stops_once(room, ended, qtbot):
    ended()
    scale = room.pages.summary.effort_scale
    qtbot.keyClick(scale.cells[0], Qt.Key.Key_5)
    qtbot.keyClick(scale.cells[5], Qt.Key.Key_Right)
    assert scale.value == 6
    stops = [c.number for c in scale.cells if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [6]


def test_a_note_is_kept_when_leaving(room, ended, qtbot):
    session_id = ended()
    page = room.pages.summary
    page.note_edit.setText("left hip felt steady")
    page.done_button.click()
    assert room.history.session(session_id).note == "left hip felt steady"


def test_a_longer_hold_than_ever_is_said_and_a_first_time_is_not(room, ended):
    first = ended()
    assert room.pages.summary._records.count() == 0
    for result in room.history.sets(first):
        room.history.corrections.edit_set(result.id, held_s=10.0)
    ended()
    texts = [
        label.text()
        for row in range(room.pages.summary._records.count())
        for label in room.pages.summary._records.itemAt(row).widget().findChildren(object)
        if hasattr(label, "text")
    ]
    assert "Longest hold" in texts
    assert "15 s  Side-plank adductor hold, left side  (before 10 s)" in texts


def test_a_warm_up_asks_nothing_and_says_go_run(room, ended):
    ended("pre-run-1", 60)
    page = room.pages.summary
    assert page.title.text() == "Go run"
    assert "warm-up 1 this week" in page.facts.text()
    assert not page.felt_card.isVisible()


def test_an_old_session_is_opened_from_the_history_and_left_to_it(room, ended, qtbot):
    session_id = ended()
    room.pages.summary.done_button.click()
    room.window.show_home(room.pages.history)
    room.pages.history.session_list.itemActivated.emit(room.pages.history.session_list.item(0))
    page = room.pages.summary
    assert page.isVisible()
    assert page.title.text() == room.history.session(session_id).title
    page.done_button.click()
    assert room.pages.history.isVisible()


def test_every_part_of_the_summary_has_a_name_for_who_cannot_see(room, ended):
    ended()
    page = room.pages.summary
    page.table.open_editor(next(iter(page.table.chips)))
    for widget in (*page.table.chips.values(), *page.effort_scale.cells, page.note_edit):
        assert widget.accessibleName()
    for box in (page.table.editor.held_box.box, page.table.editor.ended_box):
        assert box.accessibleName()


# -- a set that was forgotten


def add_set(page, exercise_id, side):
    page.add_set_button.choices.aboutToShow.emit()
    menus = [page.add_set_button.choices, *page.add_set_button.choices.findChildren(QMenu)]
    actions = [action for menu in menus for action in menu.actions()]
    next(one for one in actions if one.data() == (exercise_id, side)).trigger()


def test_a_set_is_added_as_the_last_one_was_meant_and_can_be_taken_back(room, ended):
    session_id = ended()
    page = room.pages.summary
    before = room.history.sets(session_id)
    add_set(page, "copenhagen-hold", "right")
    made = room.history.sets(session_id)[-1]
    assert (made.exercise_id, made.side, made.held_s, made.target_s) == (
        *("copenhagen-hold", "right", 15.0, 15.0),
    )
    assert made.position == before[-1].position + 1
    assert page.table.editor.result.id == made.id
    page.table.editor.held_box.box.setValue(11)
    assert room.history.sets(session_id)[-1].held_s == 11
    page.undo_button.click()
    page.undo_button.click()
    assert room.history.sets(session_id) == before


def test_a_set_of_any_exercise_can_be_added(room, ended):
    session_id = ended()
    page = room.pages.summary
    for id_, side, said in (
        ("clamshell", "left", (10, None)),
        ("bird-dog", "alternating", (12, 24.0)),
        ("glute-bridge", "both", (None, 30.0)),
        ("monster-walk", "alternating", (24, None)),
    ):
        add_set(page, id_, side)
        made = room.history.sets(session_id)[-1]
        assert (made.exercise_id, made.side, made.done_reps, made.held_s) == (id_, side, *said)


def test_side_effort_pain_and_form_of_a_set_are_put_right_and_undone(room, ended):
    session_id = ended()
    page = room.pages.summary
    before = room.history.sets(session_id)
    [first, *_] = page.table.chips
    page.table.open_editor(first)
    choose(page.table.editor.effort_box, "hard")
    choose(page.table.editor.form_box, False)
    page.table.editor.pain_box.box.setValue(3)
    choose(page.table.editor.side_box, "right")
    assert page.table.editor.result.id == first, "it stays open on its new side"
    made = next(one for one in room.history.sets(session_id) if one.id == first)
    assert (made.side, made.rpe, made.rir, made.pain, made.form_ok) == ("right", 9, 1, 3, False)
    choose(page.table.editor.effort_box, "")
    assert next(one.rpe for one in room.history.sets(session_id) if one.id == first) is None
    while page.undo_button.isVisible():
        page.undo_button.click()
    assert room.history.sets(session_id) == before


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_a_session_added_by_hand_can_be_taken_back(room, library):
    began = room.wall_clock()
    room.corrections.add_session(library.timeline("adductor-ladder"), began, None)
    [session] = room.history.sessions()
    page = room.pages.summary
    assert page.isVisible()
    page.undo_button.click()
    assert room.history.sessions() == []
    assert room.pages.history.isVisible()
    [row] = room.history.corrections.trash()
    assert row["id"] == session.id
