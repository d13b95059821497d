"""On a narrow window with large letters nothing is cut off at the edge."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from gui.pages.first_start_page import FirstStartPage
from gui.start_controller import load_typeface
from gui.widgets.foot import Foot


@pytest.fixture
def narrow(room, qapp):
    """A room in a portrait window with letters half as large again, and a session behind it."""
    load_typeface()
    room.use_settings(replace(room.settings, text_percent=150))
    room.window.resize(720, 1280)
    room.controller.start("copenhagen-hold")
    room.controller.driver.skip()
    room.controller.driver.skip()
    room.controller.driver.stop()
    for _ in range(3):
        qapp.processEvents()
    yield room
    room.use_settings(replace(room.settings, text_percent=100))


def cut_buttons(page):
    """Buttons that have less room than their words need."""
    return [
        button.text()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible() and button.width() < button.minimumSizeHint().width()
    ]


def too_wide(page):
    """Scrolled pages that are wider than what one sees of them."""
    return [
        area.widget().minimumSizeHint().width()
        for area in page.findChildren(QScrollArea)
        if area.isVisible()
        and area.widget()
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


def test_the_pages_of_the_rail_fit(narrow, qapp):
    found = {}
    for name, page in narrow.named_pages().items():
        narrow.window.show_home(page)
        for _ in range(3):
            qapp.processEvents()
        found[name] = too_wide(page) + cut_buttons(page)
    assert found == {name: [] for name in found}


def test_the_page_of_an_exercise_with_records_fits(narrow, qapp):
    narrow.library.open_exercise("copenhagen-hold")
    for _ in range(3):
        qapp.processEvents()
    assert too_wide(narrow.library.exercise_page) == []


def test_the_foot_of_the_summary_and_of_the_first_start_take_two_rows(narrow, qapp):
    summary = narrow.pages.summary
    summary.effort_scale.cells[7].click()
    for _ in range(3):
        qapp.processEvents()
    assert cut_buttons(summary.findChild(Foot)) == []
    narrow.welcoming.begin()
    first = narrow.welcoming.first
    assert isinstance(first, FirstStartPage)
    for _ in range(2):
        first.next_button.click()
    for _ in range(3):
        qapp.processEvents()
    assert cut_buttons(first.findChild(Foot)) == []
    assert first.findChild(Foot).height() < first.height() / 4
