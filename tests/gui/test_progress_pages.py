from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from db.exercise_sets import all_changes, dose_changes, exercise_sets
from db.marks import Marks
from gui.charts.chart_view import EDGE, ChartView
from gui.charts.chart_words import in_words, table_of
from gui.charts.geometry import view_of
from gui.charts.line_geometry import LinePicture
from gui.charts.look import Look
from gui.charts.paint import picture_of
from gui.charts.values import Line, Mark, Role, TimeChart
from gui.exercise_rows import sets_table
from gui.plots.sides import OVER_TIME
from gui.progress_cards import CARDS, cards_of
from gui.progress_charts import ALL_METRICS, plot_of
from gui.report import report_pdf
from gui.theme import THEMES
from gui.widgets.range_chooser import days_of
from tests.gui.conftest import ZONE
from tools.colour_blind import MATRICES, seen_colour
from tools.generated_year import make_year
from workouts.progress import Ledger, Progress, Span
from workouts.training import Training

END = date(2030, 1, 6)
WEEKS = 14


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    path = tmp_path_factory.mktemp("year") / "history.db"
    make_year(path, END, WEEKS)
    return path


@pytest.fixture(scope="module")
def progress(year):
    from db.training import read_training

    span = Span(END - timedelta(days=7 * WEEKS), END)
    return Progress(Ledger(read_training(year, span)), span, END)


@pytest.fixture
def trained(make_room, year, tmp_path):
    """The window over some weeks of training."""
    (tmp_path / "history.db").write_bytes(year.read_bytes())
    room = make_room()
    room.window.show_home(room.progress_stack)
    QApplication.processEvents()
    return room


def holds(days, values, role=Role.LEFT, **more):
    ordinals = tuple((END + timedelta(days=d)).toordinal() for d in days)
    return Line(role.value.capitalize(), role, ordinals, tuple(values), **more)


@pytest.fixture
def chart_view(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    lines = (
        holds((0, 7, 42), (14.0, 16.0, 20.0)),
        holds((0, 42), (20.0, 20.0), Role.RIGHT),
    )
    view.show_chart(TimeChart("Adductor hold", "s", lines, shows_record=True))
    view.show()
    return view


# -- charts one can look into


def test_arrows_walk_along_the_values_and_say_them(chart_view, qtbot):
    heard = []
    chart_view.said.connect(heard.append)
    qtbot.keyClick(chart_view, Qt.Key.Key_Right)
    qtbot.keyClick(chart_view, Qt.Key.Key_Right)
    assert "Left 16 s" in heard[-1]
    qtbot.keyClick(chart_view, Qt.Key.Key_End)
    assert "Left 20 s, record" in heard[-1]
    assert "Right 20 s" in heard[-1]
    qtbot.keyClick(chart_view, Qt.Key.Key_Left)
    assert "Left 16 s" in heard[-1]


def test_the_value_under_the_pointer_is_told(chart_view, qtbot):
    stop = chart_view.picture.stops[1]
    qtbot.mouseMove(chart_view, QPoint(round(stop.x + EDGE + 3), round(stop.y + EDGE)))
    assert chart_view.chosen == stop
    qtbot.mouseMove(chart_view, QPoint(round(stop.x + 300), 200))
    assert chart_view.chosen != stop


def test_the_wheel_zooms_where_the_pointer_is_and_keys_go_back(chart_view, qtbot):
    before = chart_view.view
    at = QPointF(400, 200)
    day = chart_view.picture.axes.day_at(400 - EDGE)
    wheel = QWheelEvent(
        at,
        at,
        QPoint(0, 0),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart_view, wheel)
    assert chart_view.view.days < before.days
    assert chart_view.picture.axes.day_at(400 - EDGE) == pytest.approx(day, abs=0.01)
    qtbot.keyClick(chart_view, Qt.Key.Key_0)
    assert chart_view.view == before


def test_dragging_moves_along_the_days_and_stops_at_the_ends(chart_view, qtbot):
    chart_view.zoom(3)
    before = chart_view.view
    qtbot.mousePress(chart_view, Qt.MouseButton.LeftButton, pos=QPoint(400, 200))
    for x in (380, 340):
        event_pos = QPointF(x, 200)
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        QApplication.sendEvent(
            chart_view,
            QMouseEvent(
                QEvent.Type.MouseMove,
                event_pos,
                event_pos,
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )
    qtbot.mouseRelease(chart_view, Qt.MouseButton.LeftButton, pos=QPoint(340, 200))
    assert chart_view.view.first > before.first
    assert chart_view.view.days == pytest.approx(before.days)


def test_a_chart_says_itself_in_a_sentence(chart_view):
    assert chart_view.accessibleDescription() == (
        "Adductor hold: Left rose from 14 to 20 s in six weeks; "
        "Right stayed at 20 s for six weeks."
    )


def test_a_change_inside_the_noise_is_not_called_a_gain():
    chart = TimeChart("Side plank", "s", (holds((0, 30), (40.0, 45.0), noise=11.0),))
    assert "too small to tell" in in_words(chart)
    assert "rose" not in in_words(chart)


def test_the_table_has_a_row_a_day_and_leaves_the_unknown_empty(chart_view):
    table = table_of(chart_view.chart)
    assert table.headers == ("Date", "Left (s)", "Right (s)")
    assert [row[1:] for row in table.rows] == [("20 ★", "20"), ("16", ""), ("14", "20")]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("eyes", [*MATRICES, None], ids=str)
def test_left_and_right_differ_for_all_eyes_and_without_colour(theme, eyes, qapp):
    def seen(colour):
        if eyes:
            return seen_colour(colour, eyes)
        return tuple(int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))

    left, right, ground = seen(theme.left), seen(theme.right), seen(theme.surface)
    apart = sum((a - b) ** 2 for a, b in zip(left, right, strict=True)) ** 0.5
    assert apart > 0.25
    assert contrast(left, ground) >= 3
    assert contrast(right, ground) >= 3
    look = Look(theme)
    assert look.pen(Role.LEFT).dashPattern() != look.pen(Role.RIGHT).dashPattern()
    assert look.hatch(Role.LEFT) is None
    assert look.hatch(Role.RIGHT) is not None


def contrast(one, other):
    def light(colour):
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# -- from numbers to charts


@pytest.mark.parametrize("metric", ALL_METRICS)
def test_every_metric_has_a_chart_and_says_what_to_do_where_there_is_nothing(metric, progress):
    full = plot_of(progress, metric).chart
    assert not full.is_empty
    assert in_words(full)
    assert table_of(full).rows
    nothing = Progress(Ledger(Training()), Span(END - timedelta(30), END), END)
    empty = plot_of(nothing, metric).chart
    assert empty.is_empty
    assert empty.empty, "an empty chart says what to do"


def test_symmetry_over_time_has_a_line_for_a_test_and_the_main_exercises(progress):
    chart = plot_of(progress, "limb_symmetry_index", OVER_TIME).chart
    assert [line.name for line in chart.lines] == [
        "Heel-raise test",
        "Clamshell",
        "Side-plank adductor hold",
    ]
    assert all(len(line.days) >= 3 for line in chart.lines)
    assert [goal.value for goal in chart.goals] == [90.0]
    assert chart.floor <= min(value for line in chart.lines for value in line.values)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("metric", ["hold_endurance", "volume", "pain", "level", "test_scores"])
def test_words_of_a_chart_never_lie_over_each_other(metric, scale, progress, qapp):
    look = Look(scale=scale)
    picture = picture_of(plot_of(progress, metric).chart, None, 900, 420 * scale, look)
    at = picture.axes
    boxes = [
        (box.left, box.right + 8 + look.measure(e.text), box.top)
        for e, box in picture.legend.entries
    ]
    for one in boxes:
        for other in boxes:
            if one is not other and one[2] == other[2]:
                assert one[1] <= other[0] or other[1] <= one[0]
    assert picture.legend.high <= at.plot.top
    apart = sorted(tick.at for tick in at.value_ticks)
    assert all(b - a >= 14 * scale for a, b in pairwise(apart))


def test_one_sided_training_has_a_line_and_no_symmetry(progress):
    chart = plot_of(progress, "hold_endurance", "single-leg-balance").chart
    assert [one.role for one in chart.lines if one.days] == [Role.LEFT]
    assert "single-leg-balance" not in dict(plot_of(progress, "limb_symmetry_index").choices)


def test_days_on_which_pain_was_not_told_are_no_zeros(progress):
    told = {s.day for s in progress.ledger.sessions if s.pain_worst is not None}
    worst = next(one for one in plot_of(progress, "pain").chart.lines if one.role is Role.SECOND)
    assert {date.fromordinal(day) for day in worst.days} <= told


def test_six_cards_in_their_order(progress):
    assert tuple(card.metric for card in cards_of(progress)) == CARDS


# -- the pages


def test_the_overview_opens_a_chart_and_escape_leads_back_to_its_card(trained, qtbot):
    page = trained.progress.page
    assert len(page.grid.cards) == 6
    card = page.cards[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    chart = trained.progress.chart_page
    assert trained.progress_stack.currentWidget() is chart
    assert chart.title_label.text() == "Hold endurance"
    assert "typical error" in chart.about_label.text() or "noise" in chart.about_label.text()
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert trained.progress_stack.currentWidget() is page
    assert card.hasFocus() or page.grid.cards[1] is card


def test_the_definition_and_its_source_are_one_click_away(trained):
    for metric in ALL_METRICS:
        trained.progress.open_metric(metric)
        page = trained.progress.chart_page
        assert page.about_label.text()
        assert not page.about_card.isVisibleTo(page)
    page.about_chip.click()
    assert page.about_card.isVisibleTo(page)


def test_in_a_low_window_what_is_told_of_a_metric_is_brought_into_sight(trained):
    trained.window.resize(1024, 600)
    trained.progress.open_metric("hold_endurance")
    QApplication.processEvents()
    page = trained.progress.chart_page
    page.about_chip.click()
    QApplication.processEvents()
    assert page.about_label.visibleRegion().boundingRect().height() == page.about_label.height()


def test_the_page_of_an_exercise_in_the_library_shows_its_records(trained):
    details = trained.library.contents.exercise_details("side-plank")
    sides = [best.partition(": longest hold ")[0] for best in details.bests]
    assert sides == ["Left side", "Right side"]
    assert trained.library.contents.exercise_details("curtsy-lunge").bests == []


def test_the_range_is_kept_for_the_next_time(trained):
    trained.progress.page.ranges.chips["4-weeks"].click()
    assert trained.progress.range == "4-weeks"
    assert trained.store.value("progress/range") == "4-weeks"
    view = trained.progress.page.cards[1]._view
    assert view.days < 31


def test_what_one_looks_at_stays_in_sight_when_all_of_the_history_is_in(trained, qtbot):
    trained.progress.open_metric("hold_endurance", "side-plank")
    chart = trained.progress.chart_page.chart
    chart.zoom(2)
    view = chart.view
    qtbot.waitUntil(lambda: trained.progress.is_prepared, timeout=10_000)
    assert chart.view.days == pytest.approx(view.days)
    assert chart.view.first == pytest.approx(view.first, abs=1.0)


def test_the_newest_year_is_shown_while_the_rest_is_read(make_room, tmp_path, qtbot):
    make_year(tmp_path / "history.db", END, 110, sessions_a_week=1)
    room = make_room()
    room.window.show_home(room.progress_stack)
    room.progress.choose_range("all")
    page, chart = room.progress.page, room.progress.chart_page
    years = []
    room.progress.training.year_read.connect(
        lambda _: years.append((page.state_label.text(), chart.state_label.text()))
    )
    assert "last year is shown" in page.state_label.text() or room.progress.training.is_whole
    qtbot.waitUntil(lambda: room.progress.is_prepared, timeout=20_000)
    assert not page.state_label.isVisibleTo(page)
    words = "The last year is shown while all of it is read: {} so far."
    assert years == [(words.format(year),) * 2 for year in (2027, 2028, 2029, 2030)]
    room.progress.open_metric("hold_endurance", "side-plank")
    assert room.progress.chart_page.chart.view.days > 600


def test_own_dates_are_a_range():
    today = date(2030, 1, 6)
    assert days_of("2029-12-01/2029-12-31", today) == (date(2029, 12, 1), date(2029, 12, 31))
    assert days_of("all", today) is None
    assert days_of("2030-01-02/2029-01-02", today) is None


def test_the_table_stands_in_place_of_the_chart(trained):
    trained.progress.open_metric("hold_endurance")
    page = trained.progress.chart_page
    page.table_chip.click()
    assert page.table.isVisibleTo(page)
    assert not page.chart.isVisibleTo(page)
    assert page.table.model().rowCount() > 10


def test_without_any_history_the_page_says_what_to_do(room):
    room.window.show_home(room.progress_stack)
    page = room.progress.page
    assert "Do a session" in page.empty_label.text()
    page.start_button.click()
    assert not page.isVisible()


def test_the_history_of_an_exercise_shows_target_beside_actual_and_why_it_changed(trained):
    trained.window.show_home(trained.pages.history)
    trained.show_exercise_history("copenhagen-hold")
    page = trained.progress.exercise_page
    rows = [
        [page.table.model().index(row, column).data() for column in range(7)]
        for row in range(page.table.model().rowCount())
    ]
    assert any("Both sides held the target twice." in row[6] for row in rows)
    assert any(row[1] == "left side" and row[2].endswith(" s") and row[3] for row in rows)
    page.back_button.click()
    assert trained.pages.history.isVisible()


def test_a_set_on_the_history_page_leads_to_its_exercise(trained):
    trained.window.show_home(trained.pages.history)
    trained.pages.history.sets_label.linkActivated.emit("side-plank")
    assert trained.progress.exercise_page.title_label.text() == "Side plank"


def test_the_page_of_an_exercise_leads_to_all_its_sets_and_back(trained):
    trained.library.open_exercise("side-plank")
    trained.library.exercise_page.sets_button.click()
    page = trained.progress.exercise_page
    assert page.title_label.text() == "Side plank"
    page.back_button.click()
    assert trained.library.exercise_page.isVisible()


# -- notes


def test_a_note_is_written_changed_deleted_and_brought_back(trained):
    controller = trained.progress
    controller.open_metric("hold_endurance")
    controller.ask_mark(date(2029, 12, 24))
    dialog = controller._dialog
    dialog.kind_box.setCurrentIndex(dialog.kind_box.findData("illness"))
    dialog.text_edit.setText("A cold")
    dialog.keep_button.click()
    (kept,) = [m for m in controller.chart_page.chart.chart.marks if m.text == "A cold"]
    assert (kept.first, kept.kind) == (date(2029, 12, 24), "illness")
    controller.open_mark(kept.id)
    controller._dialog.text_edit.setText("A cold, gone")
    controller._dialog.keep_button.click()
    assert "A cold, gone" in [m.text for m in controller.chart_page.chart.chart.marks]
    controller.open_mark(kept.id)
    controller._dialog.delete_button.click()
    assert kept.id not in [m.id for m in controller.chart_page.chart.chart.marks]
    controller.chart_page.notice.yes_button.click()
    assert kept.id in [m.id for m in controller.chart_page.chart.chart.marks]


def test_a_note_that_ends_before_it_begins_is_not_kept(year, tmp_path):
    path = tmp_path / "history.db"
    path.write_bytes(year.read_bytes())
    marks = Marks(path, lambda: datetime(2030, 1, 7, tzinfo=ZONE))
    before = marks.all()
    with pytest.raises(ValueError, match="lies before"):
        marks.add(END, END - timedelta(1), "note", "")
    with pytest.raises(ValueError, match="one of"):
        marks.add(END, END, "party", "")
    assert marks.all() == before


def test_a_mark_is_told_with_the_day_it_lies_on(chart_view, qtbot):
    mark = Mark("1", END, END + timedelta(6), "illness", "A cold")
    from dataclasses import replace

    chart_view.show_chart(replace(chart_view.chart, marks=(mark,)))
    heard = []
    chart_view.said.connect(heard.append)
    qtbot.keyClick(chart_view, Qt.Key.Key_Home)
    assert "Illness: A cold" in heard[-1]


# -- sets and the report


def test_changes_of_dose_stand_between_the_sets_they_came_between(year):
    sets, changes = exercise_sets(year, "copenhagen-hold"), dose_changes(year, "copenhagen-hold")
    table = sets_table(sets, changes)
    assert len(table.rows) == len(sets) + len(changes)
    assert [one.day for one in changes] == sorted((one.day for one in changes), reverse=True)
    assert all(one.started_at >= other.started_at for one, other in pairwise(sets))


def test_the_report_is_one_page(year, progress, qapp):
    first = progress.span.first
    changes = all_changes(year, first.isoformat(), END.isoformat())
    data = report_pdf(progress, changes, Marks(year).all(), END)
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1


def test_a_report_of_nothing_is_still_a_page(qapp):
    nothing = Progress(Ledger(Training()), Span(END - timedelta(30), END), END)
    assert report_pdf(nothing, (), (), END).startswith(b"%PDF")


def test_lines_keep_to_the_range_that_is_asked_for(progress, qapp):
    chart = plot_of(progress, "hold_endurance", "side-plank").chart
    view = view_of((END - timedelta(27)).toordinal(), END.toordinal())
    picture = picture_of(chart, view, 800, 400, Look())
    assert isinstance(picture.drawn, LinePicture)
    assert all(stop.first >= END - timedelta(28) for stop in picture.stops)
