"""What stays on or off is heard when it is switched, however: a screen reader clicks nothing."""

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from gui.pages.workout_page import ItemRow
from gui.widgets.score_field import ScoreField
from workouts.self_test import scales


def switch(button):
    """As a screen reader does it: the first action of what is there."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.actionNames()[0])


def deaf(top):
    """Switches below a widget that only hear a click."""
    heard = [
        button.accessibleName() or button.text()
        for button in top.findChildren(QAbstractButton)
        if button.isCheckable()
        and button.receivers(SIGNAL("clicked(bool)"))
        and not button.receivers(SIGNAL("toggled(bool)"))
    ]
    for group in top.findChildren(QButtonGroup):
        clicked = sum(
            group.receivers(SIGNAL(name))
            for name in ("idClicked(int)", "buttonClicked(QAbstractButton*)")
        )
        toggled = sum(
            group.receivers(SIGNAL(name))
            for name in ("idToggled(int,bool)", "buttonToggled(QAbstractButton*,bool)")
        )
        if clicked and not toggled:
            heard += [button.text() for button in group.buttons()]
    return heard


@pytest.fixture
def furnished(room, qapp):
    """A room with a session in its history and the summary of it."""
    room.controller.start("copenhagen-hold")
    room.controller.driver.skip()
    room.controller.driver.stop()
    qapp.processEvents()
    return room


def test_no_switch_of_any_page_hears_clicks_only(furnished, qapp):
    room = furnished
    found = {}
    for name, page in room.named_pages().items():
        room.window.show_home(page)
        qapp.processEvents()
        found[name] = deaf(room.window)
    shelf = room.library
    for name, bring in {
        "exercise": lambda: shelf.open_exercise("copenhagen-hold"),
        "workout": lambda: shelf.open_workout("adductor-ladder"),
        "builder": lambda: shelf.building.duplicate_workout("adductor-ladder"),
        "self-tests": room.show_self_tests,
        "adding": room.show_adding,
        "safety": room.welcoming.show_safety,
        "plan": lambda: room.plans.show_setup("PR-RETURN"),
    }.items():
        bring()
        qapp.processEvents()
        found[name] = deaf(room.window)
    shelf.leave_drafts()
    assert found == {name: [] for name in found}


def test_the_side_of_an_exercise_is_switched_and_stays(furnished):
    shelf = furnished.library
    shelf.open_exercise("copenhagen-hold")
    page = shelf.exercise_page
    other = page.left_chip if page.right_chip.isChecked() else page.right_chip
    switch(other)
    assert other.isChecked()
    assert page.left_chip.isChecked() != page.right_chip.isChecked()
    switch(other)
    assert other.isChecked()


def test_a_rung_that_is_shown_stays_marked(furnished):
    furnished.library.open_exercise("copenhagen-hold")
    here = next(rung for rung in furnished.library.exercise_page.rungs if rung.isCheckable())
    switch(here)
    assert here.isChecked()


def test_an_easier_variation_is_chosen_in_a_workout(furnished, qapp):
    shelf = furnished.library
    shelf.open_workout("adductor-ladder")
    line = next(line for line in shelf.workout_page.findChildren(ItemRow) if len(line.chips) > 1)
    other = next(chip for chip in line.chips if not chip.isChecked())
    said = []
    line.level_chosen.connect(lambda number, level: said.append((number, level)))
    switch(other)
    assert said == [(line.number, other.property("level"))]


def test_a_set_is_opened_and_closed_for_correction(furnished):
    table = furnished.pages.summary.table
    chip = next(iter(table.chips.values()))
    switch(chip)
    assert table.editor is not None
    assert chip.isChecked()
    switch(chip)
    assert table.editor is None
    assert not chip.isChecked()


def test_minutes_of_a_run_and_of_a_warm_up_are_switched(furnished):
    today = furnished.pages.today
    run = furnished.pages.today.quick_run
    switch(run.group.button(75))
    assert "75" in run.button.text()
    chooser, told = today.chooser, []
    switch(chooser.leave_chip)
    assert chooser.asked.leave_at
    chooser.changed.connect(lambda: told.append(chooser.asked))
    switch(chooser.group.button(8))
    assert not chooser.leave_chip.isChecked()
    assert told[-1].minutes == 8
    assert told[-1].leave_at == ""


def test_the_same_minutes_again_put_the_time_of_day_away(furnished):
    chooser = furnished.pages.today.chooser
    chooser.group.button(5).click()
    chooser.leave_chip.click()
    chooser.group.button(5).click()
    assert not chooser.leave_chip.isChecked()


def test_a_range_of_progress_is_switched(furnished):
    furnished.window.show_home(furnished.progress_stack)
    chooser, told = furnished.progress.page.ranges, []
    chooser.range_chosen.connect(told.append)
    switch(chooser.chips["1-year"])
    assert told == ["1-year"]
    assert [key for key, chip in chooser.chips.items() if chip.isChecked()] == ["1-year"]


def test_scores_of_self_tests_are_switched(qtbot):
    said = []
    rating = next(scale for scale in scales().values() if scale.choices and not scale.ticks)
    rated = ScoreField(rating, "Squat")
    qtbot.addWidget(rated)
    rated.score_said.connect(said.append)
    switch(rated.choices[1])
    assert said == [rating.least + 1]
    ticking = next(scale for scale in scales().values() if scale.ticks)
    ticked = ScoreField(ticking, "Step-down")
    qtbot.addWidget(ticked)
    ticked.score_said.connect(said.append)
    switch(ticked.boxes[0])
    switch(ticked.none_box)
    assert said[1:] == [ticking.points([0]), 0.0]
    assert not ticked.boxes[0].isChecked()


def test_an_items_own_pace_and_rest_are_switched(furnished):
    shelf = furnished.library
    shelf.building.duplicate_workout("adductor-ladder")
    fields = shelf.builder_page.item
    told = []
    fields.changed.connect(lambda change, _: told.append(change))
    switch(fields.own_rest_box)
    assert "rest_s" in told[-1]
    shelf.leave_drafts()
