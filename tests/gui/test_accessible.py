"""Every widget one can reach says its name, and Tab comes by all of them, with a visible frame."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QWidget

QUIET = {  # what says nothing by itself: its parts do
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.Border,
    QAccessible.Role.Grouping,
    QAccessible.Role.Window,
    QAccessible.Role.LayeredPane,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Separator,
    QAccessible.Role.Splitter,
    QAccessible.Role.Whitespace,
    QAccessible.Role.Grip,
    QAccessible.Role.Indicator,
    QAccessible.Role.NoRole,
    QAccessible.Role.Application,
    QAccessible.Role.Table,
    QAccessible.Role.Cell,
}


def shown_parts(interface, found):
    """All visible parts below an accessible object, itself included."""
    state = interface.state()
    if state.invisible:
        return
    found.append(interface)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            shown_parts(child, found)


def nameless(window):
    """Visible parts that a screen reader would have no word for."""
    top = QAccessible.queryAccessibleInterface(window)
    found = []
    shown_parts(top, found)
    bad = []
    for part in found:
        if part.role() in QUIET:
            continue
        words = part.text(QAccessible.Text.Name) or part.text(QAccessible.Text.Value)
        if words.strip():
            continue
        widget = part.object()
        if isinstance(widget, QLabel) and widget.pixmap().isNull():
            continue  # nothing to say just now, to eyes or ears
        bad.append(f"{part.role().name} {type(widget).__name__} {widget and widget.objectName()}")
    return bad


def reachable(page):
    """The visible widgets of a page that the Tab key must come by."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QAbstractScrollArea)
        and not widget.property("qt_spinbox_lineedit")
        and widget.objectName() not in ("qt_spinbox_lineedit",)
    ]


def tabbed(window, most=400):
    """What gets the focus, Tab by Tab, until it comes round."""
    seen = []
    for _ in range(most):
        if not window.focusNextPrevChild(True):
            break
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return seen


@pytest.fixture
def furnished(room, qapp):
    """A room with a session in its history."""
    room.controller.start("copenhagen-hold")
    room.controller.driver.stop()
    qapp.processEvents()
    return room


def show(room, page, qapp):
    room.window.show_home(page)
    for _ in range(3):
        qapp.processEvents()


def test_everything_on_every_page_has_a_name(furnished, qapp):
    found = {}
    for name, page in furnished.named_pages().items():
        show(furnished, page, qapp)
        found[name] = nameless(furnished.window)
    assert found == {name: [] for name in found}


def test_tab_comes_by_everything_on_every_page(furnished, qapp):
    missed = {}
    for name, page in furnished.named_pages().items():
        show(furnished, page, qapp)
        came_by = tabbed(furnished.window)
        missed[name] = [
            f"{type(widget).__name__} {widget.accessibleName()}"
            for widget in reachable(page)
            if widget not in came_by
        ]
    assert missed == {name: [] for name in missed}


def test_everything_in_the_player_has_a_name(room, qapp):
    room.controller.start("copenhagen-hold")
    player, driver = room.pages.player, room.controller.driver
    moments = {
        "ready": lambda: None,
        "work": driver.skip,
        "paused": driver.pause,
        "how-to": player.how_to_requested.emit,
        "resuming": driver.resume,
        "rest": driver.drop,
    }
    found = {}
    for name, bring in moments.items():
        bring()
        qapp.processEvents()
        found[name] = nameless(room.window)
    assert found == {name: [] for name in moments}


def test_the_player_tells_its_phase_side_and_seconds(room):
    room.controller.start("copenhagen-hold")
    player = room.pages.player
    assert player.dial.accessibleName().startswith("Get ready")
    room.controller.driver.skip()
    assert player.dial.accessibleName().startswith("Hold")
    assert "15" in player.dial.accessibleName()
    assert player.bar.accessibleName()


def test_the_first_start_and_the_safety_page_have_names(room, qapp):
    room.welcoming.begin()
    for _ in range(3):
        qapp.processEvents()
        assert nameless(room.window) == []
        came_by = tabbed(room.window)
        assert [w for w in reachable(room.welcoming.first) if w not in came_by] == []
        room.welcoming.first.next_button.click()
    room.welcoming.show_safety()
    qapp.processEvents()
    assert nameless(room.window) == []
    room.show_adding()
    qapp.processEvents()
    assert nameless(room.window) == []


def test_the_summary_has_names_and_tab_comes_by_it(furnished, qapp):
    furnished.window.show_whole(furnished.pages.summary)
    qapp.processEvents()
    assert nameless(furnished.window) == []
    came_by = tabbed(furnished.window)
    assert [w for w in reachable(furnished.pages.summary) if w not in came_by] == []


def test_what_has_the_focus_looks_different(furnished, qapp):
    """Each kind of widget the keyboard comes by shows it."""
    page = furnished.pages.settings
    show(furnished, page, qapp)
    kinds = {}
    for widget in reachable(page):
        kinds.setdefault((type(widget).__name__, widget.property("kind")), widget)
    furnished.window.activateWindow()
    for kind, widget in kinds.items():
        page.setFocus()
        qapp.processEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        if not widget.hasFocus():
            continue
        assert widget.grab().toImage() != before, kind


def switch_on(button):
    """As a screen reader does it: the first action of what is there."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.actionNames()[0])


def test_what_a_screen_reader_switches_on_counts_as_a_click_does(furnished, qapp):
    room = furnished
    show(room, room.pages.today, qapp)
    rail = {one.text(): one for one in room.window._buttons.buttons()}
    switch_on(rail["Settings"])
    assert room.pages.settings.isVisible()
    switch_on(next(one for one in room.pages.settings.swatches if one.key == "dark"))
    assert room.settings.theme == "dark"
    room.welcoming.begin()
    room.welcoming.first.next_button.click()
    switch_on(room.welcoming.first.voice_buttons["tones"])
    assert not room.settings.voice_on
    chosen = [key for key, one in room.welcoming.first.voice_buttons.items() if one.isChecked()]
    assert chosen == ["tones"]
    scale = room.pages.summary.effort_scale
    switch_on(scale.cells[7])
    assert scale.value == 7
    scale.cells[7].click()
    assert scale.value is None
