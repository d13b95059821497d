"""Building: each change counts at once and can be undone; what is saved is a file of one's own."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.settings import options_of
from gui.words import clock_time
from workouts.library import load_library, read_exercise, read_workout

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def builder(room):
    room.library.building.duplicate_workout("adductor-ladder")
    return room.library.builder_page


def items(page):
    return [item.exercise for item in page.workout.item]


def file_of(room, id_, kind="workouts"):
    return room.library.contents.folder / kind / f"{id_}.toml"


# -- as a new user would


def test_duplicate_the_ladder_make_it_five_times_eighteen_start_it_find_it(room, qtbot, pass_time):
    room.window.show_home(room.library.workouts)
    cards = room.library.workouts_page.grid.cards
    next(card for card in cards if card.id == "adductor-ladder").click()
    _button(room.library.workout_page, "Duplicate and change").click()
    builder = room.library.builder_page
    assert builder.title_field.hasFocus()
    builder.title_field.selectAll()
    qtbot.keyClicks(builder.title_field, "My adductors")
    builder.list.setCurrentRow(2)
    builder.item.fields["repeats"].more_button.click()
    box = builder.item.fields["hold_s"].box
    box.selectAll()
    qtbot.keyClicks(box, "18")
    box.clearFocus()
    assert builder.total_label.text() == "8:46"
    builder.save_button.click()
    written = read_workout(file_of(room, "my-adductors"))
    assert (written.item[2].repeats, written.item[2].hold_s) == (5, 18)
    page = room.library.workout_page
    assert page.title_label.text() == "My adductors"
    page.start_button.click()
    steps = room.controller.driver.session.timeline.steps
    first = next(s for s in steps if s.exercise.id == "copenhagen-hold" and s.kind == "work")
    assert (first.sets, first.planned_s) == (5, 18.0)
    room.controller.driver.seek(first.index)
    pass_time(room, steps[-1].at + steps[-1].planned_s - first.at + 1)
    [session] = room.history.sessions()
    assert (session.workout_id, session.title) == ("my-adductors", "My adductors")
    assert session.state == "finished"
    held = [s.held_s for s in room.history.sets(session.id) if s.exercise_id == "copenhagen-hold"]
    assert held == [18.0] * 10
    listed = room.pages.history.session_list
    assert "My adductors" in listed.item(0).text()


def _button(page, text):
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


# -- changing


def test_the_total_follows_every_change(builder):
    assert builder.total_label.text() == "7:26"
    builder.whole.rounds_field.more_button.click()
    assert builder.total_label.text() == "14:52"
    builder.whole.round_rest_field.box.setValue(60)
    assert builder.total_label.text() == "15:52"
    builder.list.setCurrentRow(0)
    builder.item.fields["ready_s"].box.setValue(15)
    assert builder.total_label.text() == "16:12"


def test_ctrl_and_arrows_move_a_row_and_the_choice_goes_with_it(builder, qtbot, qapp):
    builder.list.setCurrentRow(0)
    qtbot.keyClick(builder.list, Qt.Key.Key_Down, CTRL)
    qapp.processEvents()
    assert items(builder)[:2] == ["side-lying-adduction", "adductor-squeeze"]
    assert builder.list.currentRow() == 1
    qtbot.keyClick(builder.list, Qt.Key.Key_Up, CTRL)
    qapp.processEvents()
    assert items(builder)[0] == "adductor-squeeze"
    qtbot.keyClick(builder.list, Qt.Key.Key_Up, CTRL)
    qapp.processEvents()
    assert builder.list.currentRow() == 0


def test_a_dragged_row_stands_where_it_was_let_go(builder, qapp):
    builder.list.setCurrentRow(2)
    _drop(builder.list, row=0)
    qapp.processEvents()
    assert items(builder)[0] == "copenhagen-hold"
    assert builder.list.currentRow() == 0
    builder.undo()
    assert items(builder)[2] == "copenhagen-hold"


def _drop(rows, row):
    """What Qt does at the end of a drag over the upper half of a row."""
    from PySide6.QtCore import QMimeData, QPointF
    from PySide6.QtGui import QDropEvent

    place = QPointF(rows.visualItemRect(rows.item(row)).topLeft())
    carried = QMimeData()  # the event only points to it
    event = QDropEvent(
        place,
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    rows.dropEvent(event)
    action = event.dropAction()
    assert action == Qt.DropAction.IgnoreAction  # the view must not remove the row


def test_an_exercise_is_found_and_added_after_the_chosen_one(builder, qtbot):
    builder.list.setCurrentRow(0)
    builder.add_button.click()
    assert builder.finder.search.hasFocus()
    qtbot.keyClicks(builder.finder.search, "clmashell")
    qtbot.keyClick(builder.finder.search, Qt.Key.Key_Return)
    assert items(builder)[:2] == ["adductor-squeeze", "clamshell"]
    assert builder.list.currentRow() == 1
    assert set(builder.item.fields) >= {"reps", "lift", "pause", "lower", "ready_s", "change_s"}
    assert not builder.finder.isVisible()


def test_arrows_in_the_search_choose_among_what_was_found(builder, qtbot):
    builder.add_button.click()
    qtbot.keyClicks(builder.finder.search, "clamshell")
    qtbot.keyClick(builder.finder.search, Qt.Key.Key_Down)
    qtbot.keyClick(builder.finder.search, Qt.Key.Key_Return)
    assert items(builder)[1] != "clamshell"
    assert "clamshell" in items(builder)[1]


def test_the_fields_are_those_of_the_measure(builder):
    builder.add("monster-walk")
    assert {"out", "back", "laps", "s_per_step"} <= set(builder.item.fields)
    assert "hold_s" not in builder.item.fields
    assert not builder.item.self_paced_box.isVisible()
    builder.add("glute-bridge")
    assert {"repeats", "hold_s", "between_s"} <= set(builder.item.fields)
    assert "change_s" not in builder.item.fields


def test_what_is_as_the_exercise_has_it_is_not_written(builder):
    builder.list.setCurrentRow(2)
    before = builder.workout
    builder.item.fields["hold_s"].box.setValue(18)
    assert builder.workout.item[2].hold_s == 18
    builder.item.fields["hold_s"].box.setValue(15)
    assert builder.workout == before


def test_a_rest_of_its_own_can_be_given_and_taken_back(builder):
    builder.list.setCurrentRow(0)
    builder.item.own_rest_box.click()
    assert builder.workout.item[0].rest_s == 30
    builder.item.fields["rest_s"].box.setValue(90)
    assert builder.workout.item[0].rest_s == 90
    builder.item.own_rest_box.click()
    assert builder.workout.item[0].rest_s is None
    assert builder.item.fields["rest_s"].value == 30


def test_a_tempo_and_an_own_pace_are_kept_with_the_item(builder):
    builder.list.setCurrentRow(1)
    builder.item.fields["lower"].box.setValue(4)
    assert builder.workout.item[1].tempo[2] == 4
    builder.item.self_paced_box.click()
    assert builder.workout.item[1].self_paced


def test_an_item_can_be_kept_to_the_weaker_side(room, builder, pass_time):
    builder.list.setCurrentRow(2)
    builder.again_button.click()
    assert builder.list.currentRow() == 3
    builder.item.fields["repeats"].box.setValue(1)
    _choose(builder.item.side_box, "right")
    assert builder.workout.item[3].side == "right"
    assert "right side only" in builder.list.item(3).text()
    assert not builder.item.fields["change_s"].isEnabled()
    builder.save_button.click()
    assert read_workout(file_of(room, builder.workout.id)).item[3].side == "right"
    room.library.workout_page.start_button.click()
    steps = room.controller.driver.session.timeline.steps
    assert [s.side for s in steps if s.item == 3 and s.kind == "work"] == ["right"]


def test_where_both_sides_work_together_no_side_can_be_chosen(builder):
    builder.list.setCurrentRow(0)  # the squeeze
    assert not builder.item.side_box.isVisible()
    builder.list.setCurrentRow(1)
    assert builder.item.side_box.isVisible()
    _choose(builder.item.side_box, "left")
    _choose(builder.item.side_box, "")
    assert builder.workout.item[1].side is None
    builder.undo()
    assert builder.item.side_box.currentData() == "left"


def _choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_undo_and_redo_with_the_keys_even_while_typing(builder, qtbot):
    builder.title_field.setFocus()
    qtbot.keyClicks(builder.title_field, "!!")
    assert builder.workout.title.endswith("!!")
    qtbot.keyClick(builder.title_field, Qt.Key.Key_Z, CTRL)
    assert builder.title_field.text() == "Adductor hold ladder 2"
    qtbot.keyClick(builder.title_field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert builder.title_field.text().endswith("!!")
    builder.list.setCurrentRow(2)
    box = builder.item.fields["repeats"].box
    box.setFocus()
    box.setValue(9)
    qtbot.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert builder.item.fields["repeats"].value == 4
    builder.whole.texts["goal"].setFocus()
    qtbot.keyClicks(builder.whole.texts["goal"], "?")
    qtbot.keyClick(builder.whole.texts["goal"], Qt.Key.Key_Z, CTRL)
    assert builder.whole.texts["goal"].toPlainText() == "Inner-thigh holds at your level"


def test_a_removed_item_comes_back(builder, qtbot):
    builder.list.setCurrentRow(1)
    qtbot.keyClick(builder.list, Qt.Key.Key_Delete)
    assert items(builder) == ["adductor-squeeze", "copenhagen-hold"]
    builder.undo_button.click()
    assert items(builder)[1] == "side-lying-adduction"


def test_everything_removed_is_a_fault_in_the_words_of_the_file(builder):
    for _ in range(3):
        builder.remove_button.click()
    assert builder.problems == ["Exercise: a workout needs at least one [[item]]"]
    assert builder.problem_label.isVisible()
    assert not builder.save_button.isEnabled()
    assert builder.total_label.text() == "–:––"


def test_a_fault_is_shown_beside_the_exercise_it_belongs_to(builder):
    builder.list.setCurrentRow(2)
    builder.item.fields["hold_s"].box.setValue(0)
    assert builder.problems == ["Exercise 3, seconds held: should be from 0.1 to 3600 seconds"]
    assert builder.item.problem_label.text() == "seconds held: should be from 0.1 to 3600 seconds"
    assert builder.list.item(2).text().startswith("⚠ 3.")
    assert not builder.try_button.isEnabled()
    builder.item.fields["hold_s"].box.setValue(20)
    assert not builder.problem_label.isVisible()


def test_try_from_here_begins_there_and_keeps_nothing(room, builder, pass_time):
    builder.list.setCurrentRow(2)
    builder.item.fields["hold_s"].box.setValue(18)
    builder.try_button.click()
    step = room.controller.driver.session.step
    assert (step.exercise.id, step.kind) == ("copenhagen-hold", "ready")
    pass_time(room, 6)
    room.controller.leave()
    pass_time(room, 1)
    assert builder.isVisible()
    assert builder.workout.item[2].hold_s == 18
    assert room.history.sessions() == []


def test_leaving_without_saving_asks_on_the_page(room, builder, qtbot):
    builder.whole.rounds_field.more_button.click()
    qtbot.keyClick(builder, Qt.Key.Key_Escape)
    assert builder.isVisible()
    assert builder.notice.isVisible()
    builder.notice.no_button.click()
    assert builder.workout.rounds == 2
    builder.leave()
    builder.notice.yes_button.click()
    assert not builder.isVisible()
    assert not list((room.library.contents.folder).glob("workouts/*.toml"))


def test_the_rail_does_not_throw_a_draft_away(room, builder):
    builder.whole.rounds_field.more_button.click()
    _button(room.window, "Today").click()
    _button(room.window, "Workouts").click()
    assert builder.isVisible()
    assert builder.workout.rounds == 2
    assert builder.notice.isVisible()


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_lost(room, builder):
    (room.library.contents.folder / "workouts").write_text("in the way")
    builder.whole.rounds_field.more_button.click()
    builder.save_button.click()
    assert builder.isVisible()
    assert "could not be saved" in builder.notice.text_label.text()
    assert builder.workout.rounds == 2
    assert builder.is_changed


def test_a_new_workout_begins_with_the_search(room, qtbot):
    room.window.show_home(room.library.workouts)
    room.library.workouts_page.new_button.click()
    builder = room.library.builder_page
    assert builder.finder.search.hasFocus()
    qtbot.keyClicks(builder.finder.search, "side plank")
    qtbot.keyClick(builder.finder.search, Qt.Key.Key_Return)
    assert items(builder) == ["side-plank"]
    builder.save()
    assert file_of(room, "my-workout").is_file()


def test_an_exercise_starts_a_new_workout(room):
    room.library.open_exercise("side-plank")
    room.library.exercise_page.add_button.click()
    assert items(room.library.builder_page) == ["side-plank"]


# -- own files


def test_two_of_the_same_title_get_ids_of_their_own(room):
    for _ in range(2):
        room.library.building.duplicate_workout("hip-flow")
        room.library.builder_page.title_field.selectAll()
        room.library.builder_page.title_field.insert("Mine")
        room.library.builder_page.title_field.textEdited.emit("Mine")
        room.library.builder_page.save()
    assert file_of(room, "mine").is_file()
    assert file_of(room, "mine-2").is_file()


def test_a_built_in_is_overridden_and_restored_with_a_way_back(room):
    room.library.open_workout("adductor-ladder")
    page = room.library.workout_page
    _button(page, "Change this one").click()
    room.library.builder_page.whole.rounds_field.more_button.click()
    room.library.builder_page.save()
    assert room.library.library.workouts["adductor-ladder"].rounds == 2
    assert page.start_button.text() == "Start  ·  14:52"
    _button(page, "Restore the original").click()
    assert not file_of(room, "adductor-ladder").exists()
    assert page.start_button.text() == "Start  ·  7:26"
    page.notice.yes_button.click()
    assert page.start_button.text() == "Start  ·  14:52"


def test_deleting_one_of_mine_can_be_undone(room, builder):
    builder.save()
    page = room.library.workout_page
    _button(page, "Delete").click()
    offers = room.library.workouts_page
    assert offers.isVisible()
    id_ = "adductor-hold-ladder-2"
    assert id_ not in [card.id for card in offers.grid.cards]
    assert not file_of(room, id_).exists()
    offers.notice.yes_button.click()
    assert file_of(room, id_).exists()
    assert id_ in [card.id for card in offers.grid.cards]


def test_a_hidden_workout_is_offered_nowhere_until_it_is_shown_again(room):
    room.library.open_workout("hip-flow")
    _button(room.library.workout_page, "Hide").click()
    offers = room.library.workouts_page
    assert "hip-flow" not in [card.id for card in offers.grid.cards]
    assert all(choice.id != "hip-flow" for choice in room.pages.today._choices)
    offers.hidden_chip.click()
    assert [card.id for card in offers.grid.cards] == ["hip-flow"]
    offers.grid.cards[0].click()
    _button(room.library.workout_page, "Show again").click()
    assert any(choice.id == "hip-flow" for choice in room.pages.today._choices)


def test_hiding_an_exercise_can_be_undone_at_once(room):
    room.library.open_exercise("clamshell")
    _button(room.library.exercise_page, "Hide").click()
    shelf = room.library.library_page
    assert "clamshell" not in [card.id for card in shelf.grid.cards]
    shelf.notice.yes_button.click()
    assert "clamshell" in [card.id for card in shelf.grid.cards]


def test_a_file_dropped_in_by_hand_appears_and_a_broken_one_is_told(room, qtbot):
    room.window.show_home(room.library.workouts)
    room.library.begin_to_watch()
    offers = room.library.workouts_page
    folder = room.library.contents.folder / "workouts"
    with qtbot.waitSignal(room.library.library_changed, timeout=5000):
        (folder / "from-hand.toml").write_text(
            'title = "From hand"\nkind = "strength"\n\n[[item]]\nexercise = "clamshell"\n'
        )
    assert "from-hand" in [card.id for card in offers.grid.cards]
    assert any(choice.id == "from-hand" for choice in room.pages.today._choices)
    with qtbot.waitSignal(room.library.library_changed, timeout=5000):
        (folder / "from-hand.toml").write_text('title = "From hand"\nkind = "strenght"\n')
    assert "from-hand" not in [card.id for card in offers.grid.cards]
    told = [label.text() for label in offers.problems.findChildren(type(offers.count_label))]
    assert any('Did you mean "strength"?' in text for text in told)


def test_a_workout_taken_away_while_it_is_shown_leads_back_to_the_list(room, builder):
    builder.save()
    assert room.library.workout_page.isVisible()
    file_of(room, "adductor-hold-ladder-2").unlink()
    room.library.reload()
    assert room.library.workouts_page.isVisible()


def test_an_own_file_of_a_built_in_that_is_broken_does_not_stop_the_window(room):
    folder = room.library.contents.folder / "workouts"
    folder.mkdir()
    (folder / "pre-run-1.toml").write_text("title = 3\n")
    room.library.reload()
    assert "pre-run-1.toml" in room.pages.today.problems_label.text()
    room.window.show_home(room.library.workouts)
    assert room.library.workouts_page.isVisible()


# -- exercises of one's own


def test_an_exercise_is_duplicated_changed_and_done(room, qtbot, pass_time):
    room.library.open_exercise("side-plank")
    _button(room.library.exercise_page, "Duplicate and change").click()
    page = room.library.exercise_builder_page
    page.name_field.selectAll()
    qtbot.keyClicks(page.name_field, "My side plank")
    page.fields["hold_s"].box.setValue(12)
    page.texts["cues"].setPlainText("Long\nStrong\n")
    page.texts["faults"].setPlainText("Hips sag: Stop there\nHurry")
    assert page.picture.has_figure
    page.save_button.click()
    written = read_exercise(file_of(room, "my-side-plank", "exercises"))
    assert (written.dose.hold_s, written.cues) == (12, ("Long", "Strong"))
    assert [(f.fault, f.fix) for f in written.faults] == [
        ("Hips sag", "Stop there"),
        ("Hurry", ""),
    ]
    shown = room.library.exercise_page
    assert shown.title_label.text() == "My side plank"
    assert shown.figure.has_figure
    shown.do_button.click()
    pass_time(room, 8)
    assert room.pages.player.exercise_label.text() == "My side plank"
    room.controller.driver.stop()
    assert load_library(room.library.contents.folder).own == {"my-side-plank"}


def test_an_exercise_can_be_found_in_the_builder_as_soon_as_it_is_saved(room, builder):
    room.library.building.duplicate_exercise("side-plank")
    room.library.exercise_builder_page.save()
    builder.finder.search.setText("side plank 2")
    first = builder.finder.results.item(0)
    assert first.data(Qt.ItemDataRole.UserRole) == "side-plank-2"


def test_a_fault_in_an_exercise_is_told_while_typing(room, qtbot):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page
    page.name_field.clear()
    page.name_field.textEdited.emit("")
    assert page.problems == ["Name: should not be empty"]
    assert not page.save_button.isEnabled()
    page.undo()
    assert page.save_button.isEnabled()


def test_a_line_just_begun_is_not_taken_from_under_the_fingers(room, qtbot):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page
    cues = page.texts["cues"]
    cues.setFocus()
    cues.moveCursor(cues.textCursor().MoveOperation.End)
    qtbot.keyClick(cues, Qt.Key.Key_Return)
    qtbot.keyClicks(cues, "Low ")
    qtbot.keyClicks(cues, "ribs")
    assert page.exercise.cues[-1] == "Low ribs"


def test_an_overridden_exercise_is_restored(room):
    room.library.building.change_exercise("side-plank")
    page = room.library.exercise_builder_page
    page.fields["hold_s"].box.setValue(33)
    page.save()
    assert room.library.library.exercises["side-plank"].dose.hold_s == 33
    assert not room.library.library.problems
    _button(room.library.exercise_page, "Restore the original").click()
    assert room.library.library.exercises["side-plank"].dose.hold_s == 20


def test_starting_what_is_broken_or_gone_is_told_and_nothing_begins(room, monkeypatch):
    told = []
    monkeypatch.setattr(room.window, "tell", lambda *words: told.append(" ".join(words)))
    folder = room.library.contents.folder / "workouts"
    folder.mkdir()
    (folder / "pre-run-1.toml").write_text("title = 3\n")
    room.library.reload()
    room.pages.today.start_requested.emit("pre-run-1")
    room.pages.today.start_requested.emit("gone-for-good")
    assert "pre-run-1.toml, line 1: title: should be text in quotes" in told[0]
    assert "gone-for-good" in told[1]
    assert room.controller.driver is None
    assert room.history.sessions() == []


def choose(facts, key, data):
    box = facts.boxes[key]
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def test_everything_an_exercise_is_can_be_changed_and_the_file_says_it(room):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page
    facts = page.facts
    choose(facts, "measure", "reps")
    page.fields["reps"].box.setValue(7)
    choose(facts, "sided", "alternating")
    choose(facts, "position", "standing")
    choose(facts, "category", "strength")
    choose(facts, "easier", "clamshell")
    choose(facts, "harder", "lateral-step-down")
    choose(facts, "pose", "reverse-lunge")
    facts.ticks["primary"].show_chosen(())
    facts.ticks["primary"].boxes["quadriceps"].click()
    facts.ticks["equipment"].boxes["step"].click()
    page.texts["source"].setPlainText("My physio, 12 May")
    facts.spoken_field.insert("Plank")
    facts.spoken_field.textEdited.emit("Plank")
    page.save()
    made = read_exercise(file_of(room, "side-plank-2", "exercises"))
    assert (made.measure, made.dose.reps, made.dose.hold_s) == ("reps", 7, None)
    assert (made.sided, made.position, made.category) == ("alternating", "standing", "strength")
    assert (made.easier, made.harder, made.pose) == (
        "clamshell",
        "lateral-step-down",
        "reverse-lunge",
    )
    assert made.primary == ("quadriceps",)
    assert "step" in made.equipment
    assert made.source == ("My physio, 12 May",)
    assert made.spoken == "Plank"


def test_the_fields_and_the_figure_follow_and_come_back_with_undo(room):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page
    assert "hold_s" in page.fields
    choose(page.facts, "measure", "steps")
    assert {"out", "back", "laps"} <= set(page.fields)
    assert "hold_s" not in page.fields
    choose(page.facts, "pose", "monster-walk")
    assert page.picture._figure.id == "side-plank-2"
    page.undo()
    page.undo()
    assert "hold_s" in page.fields
    assert page.facts.boxes["measure"].currentData() == "hold"


def test_a_ladder_that_would_run_in_a_circle_is_told_and_not_saved(room):
    room.library.building.change_exercise("side-plank")
    page = room.library.exercise_builder_page
    choose(page.facts, "harder", page.exercise.easier)
    assert "circle" in page.problem_label.text()
    assert not page.save_button.isEnabled()


def test_a_new_exercise_can_be_made_from_nothing(room, qtbot):
    room.window.show_home(room.library.exercises)
    room.library.library_page.new_button.click()
    page = room.library.exercise_builder_page
    assert page.isVisible()
    assert not page.save_button.isEnabled()
    page.texts["purpose"].setPlainText("Calm hips.")
    page.facts.ticks["primary"].boxes["adductors"].click()
    page.save()
    assert room.library.exercise_page.title_label.text() == "My exercise"
    assert read_exercise(file_of(room, "my-exercise", "exercises")).primary == ("adductors",)


# -- how far a dose may go


def test_how_far_a_dose_may_go_is_typed_undone_and_written(room, qtbot):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page
    most = page.progression.fields["hold_s", "most"].box
    before = page.exercise.range["hold_s"]
    assert most.value() == before[1]
    most.selectAll()
    qtbot.keyClicks(most, "90")
    step_up = page.progression.fields["hold_s", "step_up_at"].box
    step_up.selectAll()
    qtbot.keyClicks(step_up, "75")
    assert page.exercise.range["hold_s"] == (before[0], 90)
    page.undo()
    page.undo()
    assert page.exercise.range["hold_s"] == before
    page.redo()
    page.redo()
    page.save_button.click()
    written = read_exercise(file_of(room, page.exercise.id, "exercises"))
    assert (written.range["hold_s"], written.step_up_at["hold_s"]) == ((before[0], 90), 75)


def test_a_number_without_bounds_gets_them_and_a_dash_takes_them_away(room):
    room.library.building.new_exercise()
    fields = room.library.exercise_builder_page.progression.fields
    page = room.library.exercise_builder_page
    most = fields["reps", "most"].box
    assert most.text() == "–"
    most.setValue(20)
    assert page.exercise.range == {"reps": (10, 20)}
    fields["sets", "most"].box.setValue(3)
    assert list(page.exercise.range) == ["sets", "reps"]
    most.setValue(0)
    assert page.exercise.range == {"sets": (1, 3)}
    assert fields["reps", "least"].box.text() == "–"


def test_bounds_upside_down_are_told_in_words_and_not_saved(room):
    room.library.building.change_exercise("side-plank")
    page = room.library.exercise_builder_page
    page.progression.fields["hold_s", "most"].box.setValue(2)
    assert "should be [lowest, highest]" in page.problem_label.text()
    assert not page.save_button.isEnabled()


def test_bounds_are_asked_for_what_the_exercise_is_counted_in(room):
    room.library.building.duplicate_exercise("side-plank")
    page = room.library.exercise_builder_page

    def asked():
        return {key for (key, _), field in page.progression.fields.items() if field.isVisible()}

    assert asked() == {"sets", "repeats", "hold_s"}
    choose(page.facts, "measure", "steps")
    assert asked() == {"sets", "out", "back", "laps"}


# -- the athlete's own seconds


def test_totals_follow_the_athletes_own_seconds_wherever_they_are_shown(room):
    room.window.show_home(room.library.workouts)
    assert "7:26" in _card(room, "adductor-ladder")
    room.library.open_workout("adductor-ladder")
    room.use_settings(replace(room.settings, ready_s=20, first_ready_s=20))
    timeline = room.library.library.timeline("adductor-ladder", options_of(room.settings))
    total = clock_time(timeline.total_s)
    assert total != "7:26"
    assert room.library.workout_page.start_button.text().endswith(total)
    assert total in _card(room, "adductor-ladder")
    room.library.building.change_workout("adductor-ladder")
    builder = room.library.builder_page
    assert builder.total_label.text() == total
    assert builder.item.own_seconds_label.isVisible()
    assert any(total in button.text() for button in room.pages.today.findChildren(QPushButton))


def _card(room, id_):
    cards = room.library.workouts_page.grid.cards
    return next(card.accessibleName() for card in cards if card.id == id_)


def test_another_first_side_in_the_settings_holds_for_a_page_that_was_open(room):
    room.library.open_workout("adductor-ladder")
    room.use_settings(replace(room.settings, first_side="right"))
    room.library.open_workout("adductor-ladder")
    page = room.library.workout_page
    assert page.side_box.currentData() == "right"
    assert not page.as_written_button.isVisible()


def test_what_cannot_be_deleted_is_told_where_one_is(room):
    room.library.building.duplicate_workout("hip-flow")
    room.library.builder_page.save_button.click()
    own = room.library.workout_page
    file = next((room.library.contents.folder / "workouts").glob("*.toml"))
    file.unlink()
    _button(own, "Delete").click()
    assert own.notice.isVisible()
    assert "could not be deleted" in own.notice.text_label.text()


def test_a_broken_exercise_is_told_where_exercises_are_and_before_the_cards(room):
    folder = room.library.contents.folder
    for kind, count in (("exercises", 7), ("workouts", 1)):
        (folder / kind).mkdir()
        for number in range(count):
            (folder / kind / f"mine-{number}.toml").write_text("name =")
    room.window.show_home(room.library.exercises)
    room.library.reload()
    page = room.library.library_page
    assert page.problems.isVisible()
    assert page.problems.title_label.text() == "7 files of yours were left out"
    assert page.problems.lines_label.text().endswith("And 2 more.")
    assert page.problems.y() < page.grid.y()
    room.window.show_home(room.library.workouts)
    assert room.library.workouts_page.problems.title_label.text().startswith("A file of yours")
