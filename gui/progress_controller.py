"""The junction of the pages of progress with the history: what is read, shown, marked, printed."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.charts.geometry import View, view_of
from gui.main_window import MainWindow
from gui.pages.chart_page import ChartPage
from gui.pages.exercise_history_page import ExerciseHistoryPage
from gui.pages.progress_page import ProgressPage
from gui.plots.holds import exercise_chart
from gui.progress_cards import CARDS, cards_of, makers
from gui.progress_charts import ALL_METRICS, DAYS, Plot, metric_name, plot_of
from gui.theme import LIGHT, Theme, dress_all
from gui.training_controller import TrainingController
from gui.widgets.chart_card import Overview
from gui.widgets.lazy_stack import LazyStack
from gui.widgets.mark_dialog import MarkDialog
from gui.widgets.range_chooser import ALL, USUAL, days_of
from workouts.library import Library
from workouts.marks import Mark
from workouts.metrics import metrics
from workouts.progress import Progress, Span
from workouts.progress.words import sentence
from workouts.references import reference

log = logging.getLogger(__name__)

RANGE_KEY = "progress/range"
MOST_DAYS_AT_ONCE = 400  # read while somebody waits


class ProgressController(QObject):
    """Fills the stack of progress; reads only while its pages are looked at."""

    home_requested = Signal()
    history_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        stack: LazyStack,
        database: Path,
        store: QSettings,
        today: Callable[[], date],
        library: Callable[[], Library],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self.stack, self._store = window, stack, store
        self._database, self._today, self._library = database, today, library
        self._theme: Theme = LIGHT
        self.training = TrainingController(database, self)
        self._metric, self._key = "", ""
        self._from: QWidget | None = None  # the page the exercise's history was opened from
        self._marks: tuple[Mark, ...] = ()
        self._dialog: MarkDialog | None = None
        self.range = str(store.value(RANGE_KEY, USUAL))
        more = [metric for metric in ALL_METRICS if metric not in CARDS]
        self._kept: dict[object, list[Overview]] = {}  # the cards last shown, and those of all
        self._of_all: dict[object, list[Overview]] = {}
        self._plot: tuple[object, Plot] | None = None  # the chart last shown, and what of
        self._waits = False  # for all of the history, with a part of it shown
        self._made: list[Overview] = []
        self._makers: list[tuple[Callable[[Progress], Overview], Progress]] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._make_one)
        self.page = ProgressPage([(metric, metric_name(metric)) for metric in more])
        self.chart_page = ChartPage()
        self.exercise_page = ExerciseHistoryPage()
        self._connect()

    def _connect(self) -> None:
        page, chart, exercise = self.page, self.chart_page, self.exercise_page
        page.metric_opened.connect(self.open_metric)
        page.report_requested.connect(self.ask_report)
        page.start_requested.connect(self.home_requested)
        chart.back_requested.connect(self.show_overview)
        chart.key_chosen.connect(self._choose_key)
        chart.exercise_opened.connect(self.open_exercise)
        exercise.back_requested.connect(self._leave_exercise)
        for one in (page, chart, exercise):
            one.range_chosen.connect(self.choose_range)
            one.mark_requested.connect(self.ask_mark)
        for shown in (chart, exercise):
            shown.mark_opened.connect(self.open_mark)
        self.training.all_read.connect(self._prepare)
        self.training.year_read.connect(self._tell_year)
        self.training.changed.connect(self._drop_kept)

    # -- what it works with

    def set_look(self, theme: Theme, text_percent: int) -> None:
        self._theme = theme
        self.page.set_look(theme)
        self.chart_page.set_look(theme, text_percent)
        self.exercise_page.set_look(theme, text_percent)

    @Slot()
    def forget(self) -> None:
        """The history is another: read it anew when it is next looked at."""
        self._drop_kept()
        self.training.forget()
        if self.stack.isVisible():
            self.refresh()

    @Slot()
    def refresh_if_seen(self) -> None:
        """Something in the history was put right."""
        if self.stack.isVisible():
            self.refresh()

    def close(self) -> None:
        """Let go of the file: it may be replaced."""
        self._drop_kept()
        self.training.forget()

    # -- pages

    @Slot(object)
    def page_asked(self, page: object) -> None:
        """A button of the rail: the overview, as it is now."""
        if page is self.stack:
            self.show_overview()

    @Slot()
    def show_overview(self) -> None:
        came_from, self._metric = self._metric, ""
        self._put(self.page)
        self.refresh()
        if came_from:
            self.page.focus_metric(came_from)
        else:
            self.page.focus_first()

    @Slot(str, str)
    def open_metric(self, metric: str, key: str = "") -> None:
        """The full chart of a metric."""
        self._metric, self._key = metric, key
        self._put(self.chart_page)
        self.refresh()
        self.chart_page.focus_first()

    @Slot(str)
    def open_exercise(self, exercise_id: str) -> None:
        """Everything done of one exercise."""
        shown = self._window.current_page
        self._from = self.stack.currentWidget() if shown is self.stack else shown
        self.exercise_page.exercise_id = exercise_id
        self._put(self.exercise_page)
        self._window.show_home(self.stack)
        self.refresh()
        self.exercise_page.focus_first()

    @Slot()
    def _leave_exercise(self) -> None:
        if self._from is self.chart_page:
            self._put(self.chart_page)
            self.refresh()
            self.chart_page.focus_first()
        elif self._from is self.page:
            self.show_overview()
        else:
            came_from = self._from
            self._put(self.page)
            self._window.show_home(came_from)

    def _put(self, page: QWidget) -> None:
        self.stack.show_page(page)
        dress_all(page)

    @Slot()
    def refresh(self) -> None:
        """Show the page in sight as things are now."""
        from db.errors import HistoryError

        try:
            self._refresh()
        except HistoryError as error:
            log.info("%s", error)
            self.page.show_empty(
                self.tr("Nothing to show yet. Do a session on Today: one minute is enough.")
            )

    def _refresh(self) -> None:
        today = self._today()
        whole = self.training.whole_span()
        if whole is None:
            self.page.show_empty(
                self.tr("Nothing to show yet. Do a session on Today: one minute is enough.")
            )
            return
        span = self._span(whole, today)
        for page in (self.page, self.chart_page, self.exercise_page):
            page.ranges.show_range(self.range, today)
        current = self.stack.currentWidget()
        if current is self.page:
            self._show_cards(span, today)
        elif current is self.chart_page:
            self._show_chart(span, whole, today)
        elif current is self.exercise_page:
            self._show_exercise(span, today)

    def _span(self, whole: Span, today: date) -> Span:
        days = days_of(self.range, today)
        if days:
            return Span(*days)
        return Span(min(whole.first, today), max(today, min(whole.last, today)))

    def _progress(self, span: Span, today: date) -> Progress:
        """Of the whole history once it is in; else of the range, and never of too much at once."""
        if not self.training.is_whole:
            self.training.read_all()
            if self.range == ALL and (today - span.first).days > MOST_DAYS_AT_ONCE:
                days = days_of("1-year", today)
                assert days
                span = Span(*days)
                self._waits = True
                self._tell_year(span.first.year)
                return self.training.progress(span, today)
        self._waits = False
        self._show_state("")
        return self.training.progress(span, today)

    @Slot(int)
    def _tell_year(self, year: int) -> None:
        """How far the reading has come, to whom waits for it."""
        if self._waits:
            text = self.tr("The last year is shown while all of it is read: {} so far.")
            self._show_state(text.format(year))

    def _show_state(self, text: str) -> None:
        self.page.show_state(text)
        self.chart_page.show_state(text)

    def _show_cards(self, span: Span, today: date) -> None:
        progress = self._progress(span, today)
        view = view_of(progress.span.first.toordinal(), progress.span.last.toordinal())
        key = (id(progress.ledger), progress.span, today, progress.injured)
        if key not in self._kept:
            self._kept = {key: cards_of(progress), **self._of_all}
        self.page.show_cards(self._kept[key], None if self.range == ALL else view)

    @Slot()
    def _prepare(self) -> None:
        """All is in: show it, and make the cards of all of it one by one while nobody waits."""
        self._drop_kept()
        if not self.stack.isVisible():
            return
        view = self.chart_page.chart.view
        self.refresh()
        if view and self.range != ALL and self.stack.currentWidget() is self.chart_page:
            self.chart_page.chart.show_view(view)  # where one has moved to in the meantime
        whole, today = self.training.whole_span(), self._today()
        if whole:
            last = max(today, min(whole.last, today))
            progress = self.training.progress(Span(min(whole.first, today), last), today)
            self._makers = [(make, progress) for make in makers()]
            self._made = []
            self._idle.start()

    @Slot()
    def _make_one(self) -> None:
        make, progress = self._makers.pop(0)
        self._made.append(make(progress))
        if self._makers:
            return
        self._idle.stop()
        key = (id(progress.ledger), progress.span, progress.today, progress.injured)
        self._of_all = {key: self._made}
        self._kept.update(self._of_all)

    @property
    def is_prepared(self) -> bool:
        """Whether all of the history is in, with its cards made."""
        return self.training.is_whole and not self._makers

    def forget_cards(self) -> None:
        """Of all ranges but the whole one, which was made while nobody waited."""
        self._kept = dict(self._of_all)

    @Slot()
    def _drop_kept(self) -> None:
        self._idle.stop()
        self._makers, self._kept, self._of_all = [], {}, {}
        self._plot = None

    def _show_chart(self, span: Span, whole: Span, today: date) -> None:
        told = progress = self._progress(span, today)
        if self.training.is_whole and self._metric not in _OF_THE_RANGE:
            first = min(whole.first, span.first)
            progress = self.training.progress(Span(first, max(today, span.last)), today)
        self._marks = self._read_marks()
        names = {e.id: e.name for e in self._library().exercises.values()}
        key = (id(progress.ledger), progress.span, progress.injured, self._marks)
        asked = (*key, self._metric, self._key)
        if self._plot is None or self._plot[0] != asked:
            plot = plot_of(progress, self._metric, self._key, self._marks, names)
            self._plot = (*key, self._metric, plot.key), plot
        plot = self._plot[1]
        self._key = plot.key
        chart = plot.chart
        if progress is not told and chart.says:
            said = sentence(
                told, self._metric, plot.key if self._metric in _OF_EXERCISES else None
            )
            chart = replace(chart, says=f"{said}")
        view: View | None = view_of(span.first.toordinal(), span.last.toordinal())
        if self.range == ALL:
            view = None
        self.chart_page.show_chart(
            metric_name(self._metric),
            chart,
            view,
            plot.choices,
            plot.key,
            about_text(self._metric),
            has_sets=self._metric in _OF_EXERCISES and bool(plot.key),
        )

    def _show_exercise(self, span: Span, today: date) -> None:
        from db.exercise_sets import dose_changes, exercise_name, exercise_sets
        from gui.exercise_rows import best_text, sets_table
        from workouts.progress.records import exercise_bests

        id_ = self.exercise_page.exercise_id
        known = self._library().exercises.get(id_)
        name = known.name if known else exercise_name(self._database, id_)
        whole = self.training.whole_span() or span
        all_of_it = Span(min(whole.first, span.first), max(today, span.last))
        progress = self.training.exercise(id_, all_of_it, today)
        self._marks = self._read_marks()
        chart = replace(exercise_chart(progress, id_), marks=self._marks)
        table = sets_table(exercise_sets(self._database, id_), dose_changes(self._database, id_))
        view = view_of(span.first.toordinal(), span.last.toordinal())
        bests = [best_text(best) for best in exercise_bests(progress.ledger, id_)]
        self.exercise_page.show_exercise(
            id_, name, chart, None if self.range == ALL else view, table, bests
        )

    @Slot(str)
    def choose_range(self, wish: str) -> None:
        """Another range, kept for the next time."""
        self.range = wish
        self._store.setValue(RANGE_KEY, wish)
        self.refresh()

    @Slot(str)
    def _choose_key(self, key: str) -> None:
        self._key = key
        self.refresh()

    # -- marks

    def _read_marks(self) -> tuple[Mark, ...]:
        from db.marks import Marks

        return Marks(self._database).all()

    @Slot(object)
    def ask_mark(self, day: date | None) -> None:
        """The small dialog for a new note; nothing is kept until it is agreed to."""
        self._open_dialog(None, day or self._today())

    @Slot(str)
    def open_mark(self, mark_id: str) -> None:
        found = next((mark for mark in self._marks if mark.id == mark_id), None)
        if found:
            self._open_dialog(found, found.first)

    def _open_dialog(self, mark: Mark | None, day: date) -> None:
        self._dialog = dialog = MarkDialog(mark, day, self._window)
        dialog.set_theme(self._theme)
        dialog.kept.connect(self.keep_mark)
        dialog.deleted.connect(self.delete_mark)
        dress_all(dialog)
        dialog.open()

    @Slot(str, object, object, str, str)
    def keep_mark(self, mark_id: str, first: date, last: date, kind: str, text: str) -> None:
        marks = self._marks_file()
        if mark_id:
            self._try(lambda: marks.change(mark_id, first, last, kind, text))
        else:
            self._try(lambda: marks.add(first, last, kind, text))

    @Slot(str)
    def delete_mark(self, mark_id: str) -> None:
        marks = self._marks_file()
        undo = self._try(lambda: marks.delete(mark_id))
        if undo is not None:
            self._tell(self.tr("Note deleted."), undo=lambda: self._try(lambda: marks.undo(undo)))

    def _marks_file(self) -> Any:
        from db.marks import Marks

        return Marks(self._database)

    def _try(self, act: Callable[[], Any]) -> Any:
        """Do it and show it; where it cannot be done, one message and nothing changed."""
        from db.errors import HistoryError

        try:
            made = act()
        except (HistoryError, KeyError, ValueError) as error:
            self._tell(self.tr("That was not kept."), detail=str(error))
            return None
        self.refresh()
        return made

    def _tell(self, text: str, undo: Callable[[], Any] | None = None, detail: str = "") -> None:
        chart = self.stack.currentWidget() is self.chart_page
        notice = self.chart_page.notice if chart else self.page.notice
        notice.tell(text, undo, detail)

    # -- the report

    @Slot()
    def ask_report(self) -> None:
        """Where to put the report; written at once."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Report"), self.tr("holdfast-report.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.write_report(Path(name))

    def write_report(self, path: Path) -> None:
        """The report of the range in sight, as a PDF file."""
        from db.errors import HistoryError
        from db.exercise_sets import all_changes
        from gui.report import report_pdf

        today = self._today()
        try:
            whole = self.training.whole_span() or Span(today, today)
            span = self._span(whole, today)
            progress = self.training.progress(span, today)
            changes = all_changes(self._database, span.first.isoformat(), span.last.isoformat())
            path.write_bytes(report_pdf(progress, changes, self._read_marks(), today))
        except (HistoryError, OSError) as error:
            self._tell(self.tr("The report was not written."), detail=str(error))
            return
        self._tell(self.tr("Report written."), detail=str(path))


# Of these the whole history is not wanted: they tell of the range itself.
_OF_THE_RANGE = frozenset({"limb_symmetry_index", "coverage"})
_OF_EXERCISES = frozenset(
    {"hold_endurance", "limb_symmetry_index", "asymmetry", "effort_trend", "test_scores"}
)


def about_text(metric_id: str) -> str:
    """Definition, note and sources of a metric."""
    if metric_id == DAYS:
        return "Every day with a session; the darker, the more active minutes."
    metric = metrics().of(metric_id)
    sources = "<br>".join(f"{reference(key).text} <i>({key})</i>" for key in metric.source)
    parts = [f"<b>{metric.name}</b>", metric.definition]
    if metric.note:
        parts.append(metric.note)
    if metric.source:
        parts.append(f"Source: {sources}")
    return "<br><br>".join(parts)
