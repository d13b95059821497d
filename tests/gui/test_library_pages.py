"""The pages of the library, as somebody with a mouse, a keyboard or a screen reader uses them."""

import re
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from gui.pages.exercise_page import drawn_faults
from gui.settings import owned_equipment, read
from gui.widgets.figures import Figures
from workouts.editing import duplicate_exercise
from workouts.model import Equipment, Fault, Side

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def shelf(room):
    room.window.show_home(room.library.exercises)
    return room.library.library_page


@pytest.fixture
def offers(room):
    room.window.show_home(room.library.workouts)
    return room.library.workouts_page


def shown(page):
    return [card.id for card in page.grid.cards]


def card_of(page, id_):
    return next(card for card in page.grid.cards if card.id == id_)


# -- built late


def test_no_page_of_the_library_is_built_before_it_is_shown(room):
    assert room._library is None
    assert room.exercises.count() == room.workouts.count() == 0
    room.window.show_home(room.exercises)
    assert room.library.exercises.count() == 1
    assert room.library.workouts.count() == 0


# -- exercises as cards


def test_every_exercise_has_a_card(shelf, library):
    assert sorted(shown(shelf)) == sorted(library.exercises)
    assert shelf.count_label.text() == "75 exercises"


def test_a_typo_finds_the_card_and_the_count_says_how_many(shelf):
    shelf.search.setText("clmashell")
    assert shown(shelf)[0] == "clamshell"
    assert shelf.count_label.text() == "3 of 75 exercises"


def test_filters_narrow_and_are_cleared_by_one_button(shelf):
    shelf.category_box.setCurrentIndex(shelf.category_box.findData("stretch"))
    shelf.position_box.setCurrentIndex(shelf.position_box.findData("standing"))
    assert shown(shelf) == ["calf-wall-stretch"]
    shelf.floor_chip.click()
    assert shown(shelf) == ["calf-wall-stretch"]
    shelf.search.setText("clamshell")
    assert shown(shelf) == []
    assert shelf.empty.isVisible()
    shelf.empty_button.click()
    assert len(shown(shelf)) == 75
    assert not shelf.empty.isVisible()


def test_only_what_can_be_done_with_what_one_has(shelf):
    shelf.owned_chip.click()
    assert "monster-walk" not in shown(shelf)
    assert "calf-wall-stretch" in shown(shelf)
    shelf.owned_button.boxes[Equipment.MINI_BAND].click()
    assert "monster-walk" in shown(shelf)


def test_the_equipment_one_has_is_remembered_and_shown_on_the_other_page(room, shelf, tmp_path):
    shelf.owned_button.boxes[Equipment.CHAIR].click()
    room.window.show_home(room.library.workouts)
    assert room.library.workouts_page.owned_button.owned == {Equipment.CHAIR}
    assert owned_equipment(room.settings) == {Equipment.CHAIR}
    room.store.sync()
    assert owned_equipment(read(tmp_path / "settings.ini")) == {Equipment.CHAIR}


def test_slash_and_ctrl_f_go_to_the_search(shelf, qtbot):
    shelf.focus_cards()
    qtbot.keyClick(shelf.grid.cards[0], Qt.Key.Key_Slash)
    assert shelf.search.hasFocus()
    shelf.focus_cards()
    qtbot.keyClick(shelf.grid.cards[0], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shelf.search.hasFocus()


def test_a_slash_can_be_typed_in_the_search(shelf, qtbot):
    shelf.search.setFocus()
    qtbot.keyClicks(shelf.search, "a/b")
    assert shelf.search.text() == "a/b"


def test_arrows_walk_from_card_to_card_and_up_to_the_search(shelf, qtbot):
    shelf.focus_cards()
    cards = shelf.grid.cards
    columns = sum(card.y() == cards[0].y() for card in cards)
    assert columns > 1
    qtbot.keyClick(cards[0], Qt.Key.Key_Right)
    assert cards[1].hasFocus()
    qtbot.keyClick(cards[1], Qt.Key.Key_Down)
    assert cards[1 + columns].hasFocus()
    qtbot.keyClick(cards[1 + columns], Qt.Key.Key_End)
    assert cards[-1].hasFocus()
    qtbot.keyClick(cards[-1], Qt.Key.Key_Down)
    assert cards[-1].hasFocus()
    qtbot.keyClick(cards[-1], Qt.Key.Key_Home)
    qtbot.keyClick(cards[0], Qt.Key.Key_Up)
    assert shelf.search.hasFocus()


def test_tab_passes_the_cards_in_one_stop(shelf):
    stops = [c for c in shelf.grid.cards if c.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1


def test_a_card_below_is_brought_into_sight(shelf, qapp):
    shelf.grid.focus_card(shelf.grid.cards[-1])
    qapp.processEvents()
    area = shelf.grid.parentWidget()
    while not hasattr(area, "verticalScrollBar"):
        area = area.parentWidget()
    top = shelf.grid.cards[-1].mapTo(area, QPoint(0, 0)).y()
    assert 0 <= top <= area.height()


def test_enter_opens_and_escape_comes_back_to_the_same_card(room, shelf, qtbot):
    shelf.search.setText("bridge")
    third = shelf.grid.cards[2]
    shelf.grid.focus_card(third)
    qtbot.keyClick(third, Qt.Key.Key_Return)
    page = room.library.exercise_page
    assert page.isVisible()
    assert page.title_label.text() == room.library.library.exercises[third.id].name
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert shelf.isVisible()
    assert shelf.search.text() == "bridge"
    assert third.hasFocus()


def test_escape_in_the_search_clears_it_first_then_goes_home(room, shelf, qtbot):
    shelf.search.setFocus()
    shelf.search.setText("abc")
    qtbot.keyClick(shelf.search, Qt.Key.Key_Escape)
    assert shelf.search.text() == ""
    qtbot.keyClick(shelf.search, Qt.Key.Key_Escape)
    assert room.pages.today.isVisible()


def test_only_the_card_looked_at_moves(shelf, qapp):
    first, second = shelf.grid.cards[:2]
    shelf.grid.focus_card(first)
    assert (first.is_moving, second.is_moving) == (True, False)
    shelf.grid.focus_card(second)
    assert (first.is_moving, second.is_moving) == (False, True)
    shelf.search.setFocus()
    assert not any(card.is_moving for card in shelf.grid.cards)
    qapp.sendEvent(first, QEvent(QEvent.Type.Leave))
    assert not first.is_moving


def test_with_less_movement_no_card_moves(room, shelf, library):
    shelf.set_look(*_look(room), still=True)
    shelf.grid.focus_card(shelf.grid.cards[0])
    assert not shelf.grid.cards[0].is_moving


def _look(room):
    from gui.theme import choose_theme

    return choose_theme("light"), room.settings.text_percent


# -- one exercise


@pytest.fixture
def hold(room):
    room.library.open_exercise("copenhagen-hold")
    return room.library.exercise_page


def texts(page):
    return [w.text() for w in page.findChildren(QLabel) if w.isVisibleTo(page)]


def test_the_page_of_an_exercise_tells_everything_the_file_says(hold, library):
    exercise = library.exercises["copenhagen-hold"]
    said = "\n".join(texts(hold))
    wanted = [exercise.purpose, exercise.foot, exercise.stop_if, *exercise.setup, *exercise.move]
    wanted += [
        *exercise.cues,
        *(f.fault for f in exercise.faults),
        *(f.fix for f in exercise.faults),
    ]
    wanted += ["4 × 15 s each side", "15 to 20 s held", "Adductors", "Polglass et al."]
    wanted += ["Harder one from: 20 s held, 6 repeats"]
    missing = [text for text in wanted if text not in said]
    assert not missing


def test_the_ladder_is_a_path_to_click_along(room, hold, library):
    assert [chip.text() for chip in hold.rungs if chip.isChecked()] == ["Side-plank adductor hold"]
    at = next(n for n, chip in enumerate(hold.rungs) if chip.isChecked())
    hold.rungs[at].click()
    assert hold.rungs[at].isChecked()
    hold.rungs[at - 1].click()
    easier = library.exercises[library.exercises["copenhagen-hold"].easier]
    assert hold.title_label.text() == easier.name
    room.library.back()
    assert hold.title_label.text() == "Side-plank adductor hold"


def test_the_figure_moves_and_changes_sides(hold):
    assert hold.figure.is_moving
    before = hold.figure.accessibleName()
    hold.right_chip.click()
    assert hold.figure.accessibleName() != before
    assert hold.right_chip.isChecked()
    assert not hold.left_chip.isChecked()


def test_how_to_goes_through_the_steps_and_holds_still_for_the_set_up(hold, library):
    exercise = library.exercises["copenhagen-hold"]
    hold.how_chip.click()
    assert exercise.setup[0] in hold.caption
    assert not hold.figure.is_moving
    for line in [*exercise.setup[1:], *exercise.move]:
        hold.next_caption()
        assert line in hold.caption
    assert hold.figure.is_moving
    hold.next_caption()
    assert exercise.setup[0] in hold.caption


def test_each_drawn_fault_stands_beside_the_right_form(room, library):
    figures = Figures()
    for exercise in library.exercises.values():
        pairs = drawn_faults(exercise.faults, figures.faults(exercise))
        assert [f for f, _ in pairs if f] == list(exercise.faults)
        assert sorted(n for _, n in pairs if n) == sorted(figures.faults(exercise))


def test_a_drawn_fault_is_found_by_the_words_of_the_written_one():
    faults = [Fault(fault="Hips sag", fix="a"), Fault(fault="Knee caves", fix="b")]
    pairs = drawn_faults(faults, ["knees-in", "back-arch"])
    assert pairs == [(faults[0], None), (faults[1], "knees-in"), (None, "back-arch")]
    assert drawn_faults([Fault(fault="Hips drift back", fix="")], ["hip-drop"])[0][1] is None


def test_my_last_sets_are_shown_newest_first(room, hold, pass_time):
    assert "None yet. Your sets will appear here." in texts(hold)
    room.library.do_one_set("side-plank-knees")
    pass_time(room, 12)
    room.controller.driver.drop()
    pass_time(room, 1)
    room.controller.driver.stop()
    pass_time(room, 1)
    room.library.open_exercise("side-plank-knees")
    assert any("of 15 s" in text or "of 20 s" in text for text in texts(hold))
    assert "left side" in texts(hold)


def test_do_one_set_now_starts_it(room, hold):
    hold.do_button.click()
    assert room.pages.player.isVisible()
    assert room.controller.driver.session.timeline.workout_id == "copenhagen-hold"


def test_an_exercise_nobody_drew_is_shown_without_a_figure(room, hold, library):
    from msgspec.structs import replace

    copy = duplicate_exercise(library.exercises["clamshell"], library)
    plain = replace(copy, pose=None)
    hold.show_exercise(_details(plain))
    assert not hold.figure.has_figure
    assert hold.figure.accessibleName() == plain.name


def _details(exercise):
    from gui.pages.exercise_page import ExerciseDetails

    return ExerciseDetails(exercise, [exercise])


# -- workouts


def test_every_workout_has_a_card_with_time_and_muscles(offers, library):
    assert sorted(shown(offers)) == sorted(library.workouts)
    name = card_of(offers, "adductor-ladder").accessibleName()
    for words in ("Adductor hold ladder", "7:26", "bench", "Adductors"):
        assert words in name


def test_workouts_are_filtered_by_kind_and_equipment(offers, library):
    offers.kind_box.setCurrentIndex(offers.kind_box.findData("warm-up"))
    assert all(library.workouts[id_].kind == "warm-up" for id_ in shown(offers))
    offers.clear_filters()
    offers.owned_chip.click()
    assert "mini-band" not in shown(offers)
    assert "no-equipment" in shown(offers)


@pytest.fixture
def ladder(room):
    room.library.open_workout("adductor-ladder")
    return room.library.workout_page


def test_the_whole_script_is_seen_before_starting(ladder, library):
    steps = library.timeline("adductor-ladder").steps
    rows = [ladder.script.item(n).text() for n in range(ladder.script.count())]
    assert len(rows) == len(steps)
    assert rows[0].startswith("0:00  Get ready, Adductor squeeze")
    assert ladder.start_button.text() == "Start  ·  7:26"


def test_today_may_have_other_rounds_rests_and_sides(room, ladder, qtbot):
    ladder.rounds_box.more_button.click()
    assert ladder.start_button.text() == "Start  ·  14:52"
    ladder.rest_box.more_button.click()
    assert ladder.rest_box.box.text() == "+5 s each"
    assert ladder.start_button.text() == "Start  ·  15:12"
    ladder.side_box.setCurrentIndex(1)
    ladder.start_button.click()
    timeline = room.controller.driver.session.timeline
    assert timeline.total_s == 912
    sides = [s.side for s in timeline.steps if s.exercise.id == "copenhagen-hold"]
    assert sides[0] is Side.RIGHT


def test_as_written_takes_everything_of_today_back(ladder):
    ladder.rounds_box.more_button.click()
    ladder.rest_box.less_button.click()
    assert ladder.as_written_button.isVisible()
    ladder.as_written_button.click()
    assert ladder.start_button.text() == "Start  ·  7:26"
    assert not ladder.as_written_button.isVisible()


def test_today_may_be_easier_or_harder_for_each_exercise(room, ladder, library):
    row = ladder.findChildren(type(ladder._rows[2]))[2]
    easier = library.exercises[library.exercises["copenhagen-hold"].easier]
    next(c for c in row.chips if c.text() == "Easier").click()
    assert easier.name in row.name_button.text()
    ladder.start_button.click()
    done = {s.exercise.id for s in room.controller.driver.session.timeline.steps}
    assert easier.id in done
    assert "copenhagen-hold" not in done
    assert room.controller.driver.session.timeline.workout_id == "adductor-ladder"


def test_the_shipped_workout_stays_as_it_is_after_a_day_with_changes(room, ladder, library):
    ladder.rounds_box.more_button.click()
    ladder.start_button.click()
    room.controller.driver.stop()
    assert room.library.library.workouts["adductor-ladder"].rounds == 1
    assert room.library.library == library or not room.library.library.own


def test_from_an_exercise_of_a_workout_one_comes_back_to_the_workout(room, ladder, qtbot):
    ladder._rows[0].name_button.click()
    assert room.library.exercise_page.isVisible()
    room.library.exercise_page.back_button.click()
    assert ladder.isVisible()
    room.library.back()
    assert room.library.workouts_page.isVisible()


def test_a_button_of_the_rail_leads_back_to_the_list(room, ladder):
    button = next(b for b in room.window.findChildren(QPushButton) if b.text() == "Workouts")
    button.click()
    assert room.library.workouts_page.isVisible()


# -- for everybody


PAGES = (
    *("exercises", "workouts", "exercise", "workout", "builder", "exercise-builder"),
    *("checklists", "paste"),
)
WORDS = "side plank adductor 5 x 20 s each side, rest 30\nlunges 3 x 10\nclams with red band 3x12"


def _open(room, name):
    match name:
        case "exercises" | "workouts":
            room.window.show_home(getattr(room.library, name))
        case "exercise":
            room.library.open_exercise("glute-bridge")
        case "workout":
            room.library.open_workout("hip-flow")
        case "builder":
            room.library.building.duplicate_workout("hip-flow")
        case "exercise-builder":
            room.library.building.duplicate_exercise("side-plank")
        case "checklists":
            room.library.open_checklists()
            for part in room.library.checklists_page.parts:
                part.boxes[0].click()
        case "paste":
            room.library.open_words()
            room.library.paste_page.text_box.setPlainText(WORDS)
            room.library.paste_page.read_now()
    return room.library.pages.made[name]


@pytest.mark.parametrize("name", PAGES)
def test_whatever_takes_the_focus_has_a_name(room, name):
    page = _open(room, name)
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in page.findChildren(kind)
        if widget.isVisibleTo(page) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)())
        if not widget.objectName().startswith("qt_")
    ]
    assert not nameless


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_in_a_small_window(make_room, qapp, name, percent):
    room = make_room()
    _restyle(room, percent)
    room.window.resize(1024, 600)
    page = _open(room, name)
    qapp.processEvents()
    cut = []
    fields = page.findChildren(QComboBox) + page.findChildren(QPlainTextEdit)
    outside = [
        (w.accessibleName(), "out of the page")
        for w in fields
        if w.isVisibleTo(page) and w.mapTo(page, QPoint(w.width(), 0)).x() > page.width()
    ]
    assert not outside
    for widget in page.findChildren(QLabel) + page.findChildren(QPushButton):
        if not widget.isVisibleTo(page) or not widget.text():
            continue
        if isinstance(widget, QPushButton):
            if widget.width() < widget.minimumSizeHint().width():
                cut.append((widget.text(), widget.width()))
        else:
            wanted = _least(widget)
            if widget.width() < wanted or widget.height() < widget.heightForWidth(widget.width()):
                cut.append((widget.text(), widget.size(), wanted))
        right = widget.mapTo(page, QPoint(widget.width(), 0)).x()
        if right > page.width():
            cut.append((widget.text(), "out of the page"))
    assert not cut
    _restyle(room, 100)


def test_another_text_size_counts_at_once_on_a_page_already_built(room, shelf):
    before = shelf.count_label.font().pixelSize(), shelf.grid.cards[0].height()
    _restyle(room, 200)
    assert shelf.count_label.font().pixelSize() == 2 * before[0]
    assert shelf.grid.cards[0].height() > before[1]
    _restyle(room, 100)


def _restyle(room, percent):
    from dataclasses import replace

    room.use_settings(replace(room.settings, text_percent=percent))


def _plain(text):
    """The letters one sees of a text that may be marked up."""
    return re.sub(r"<[^>]*>", "", text)


def _least(label):
    """The width of its longest word, or of its line."""
    metrics = QFontMetrics(label.font())
    words = _plain(label.text()).split() if label.wordWrap() else [_plain(label.text())]
    return max(metrics.horizontalAdvance(word) for word in words)


def test_a_day_in_words(room):
    from gui.pages.exercise_page import set_result_text
    from workouts.events import EndedBy
    from workouts.model import Category, Measure
    from workouts.records import SetResult

    result = SetResult(
        1, "side-plank", "Side plank", Side.LEFT, 1, 1, Measure.HOLD, Category.STRENGTH,
        None, 20.0, None, 14.0, EndedBy.DROPPED, datetime(2030, 1, 7, tzinfo=UTC), 14.0,
    )  # fmt: skip
    assert set_result_text(result) == "14 of 20 s"


OWN_POSE = """
[pose]
stance = "all_fours"
muscles = { glute_med = 1.0 }
[pose.end]
lift = ["work.knee", "work.instep"]
work = { hip_abd = 58, hip_flex = 86, knee = 90 }
"""
OWN = """\
name = "Mine"
category = "strength"
position = "quadruped"
sided = "each-side"
measure = "reps"
purpose = "Try."
primary = ["gluteus-medius"]
dose = { reps = 8 }
"""


def _own_exercise(room, text):
    folder = room.library.contents.folder / "exercises"
    folder.mkdir(exist_ok=True)
    (folder / "mine.toml").write_text(OWN + text, encoding="utf-8")
    room.library.reload()
    return room.library.library.exercises["mine"]


@pytest.mark.parametrize("pose", [OWN_POSE, 'pose = "clamshell"\n'])
def test_the_card_of_an_own_exercise_shows_its_figure(room, shelf, pose):
    exercise = _own_exercise(room, pose)
    card = next(c for c in shelf.grid.cards if c.id == "mine")
    assert card._thumbnail(exercise) is not None
    card.draw_picture()
    card._timer.start()
    assert not card.grab().isNull()
    card._timer.stop()


@pytest.mark.parametrize(
    ("pose", "why"),
    [
        ('[pose]\nstance = "moon"\n', "unknown stance 'moon'"),
        ('pose = "moonwalk"\n', "no built-in figure 'moonwalk'"),
        ('[pose]\nstance = "all_fours"\nframes = 100000\n', "expected 2 to 120, got 100000"),
        ('[pose]\nstance = "all_fours"\nseconds = 0\n', "expected 0.2 to 120, got 0"),
        ('[pose]\nstance = "all_fours"\n[pose.end]\nwork = { knee = 1e8 }\n', "no angle"),
    ],
)
def test_a_pose_that_cannot_be_drawn_is_told_on_its_page_and_by_check(room, pose, why):
    from gui.figure_command import check_pose
    from workouts.library import LibraryError

    exercise = _own_exercise(room, pose)
    room.library.open_exercise("mine")
    texts = [one.text() for one in room.library.exercise_page.findChildren(QLabel)]
    assert any("cannot be drawn" in text and why in text for text in texts)
    with pytest.raises(LibraryError, match=r"mine\.toml, line \d+: pose") as refused:
        check_pose(exercise, room.library.contents.folder / "exercises" / "mine.toml")
    assert why in str(refused.value)
