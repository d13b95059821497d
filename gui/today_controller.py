"""The junction of the Today page: warm-ups as asked for, this week's runs, and the run log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.main_window import MainWindow
from gui.pages.run_page import GoRunPage, RunDialog, RunsPage
from gui.pages.today_page import TodayPage
from gui.settings import Settings, owned_equipment
from gui.theme import dress_all
from gui.warm_up_command import leaves_at
from gui.widgets.notice import Notice
from gui.widgets.warm_up_chooser import Asked
from workouts.adherence import (
    WeekOfRuns,
    activated_runs,
    adherence,
    finished_ends,
    likely_start,
    monday_of,
)
from workouts.library import Library
from workouts.model import Equipment, Kind, Muscle
from workouts.records import RunRecord, SessionRecord
from workouts.timeline import StepKind, Timeline
from workouts.warm_up import LONGEST_S, SHORTEST_S, NoWarmUpError, Place, Run, Wishes, compose

if TYPE_CHECKING:
    from db.corrections import Undo
    from db.history import History
    from db.run_log import RunLog

LOOK_MS = 20_000  # how often "done by" follows the clock
WEEK = timedelta(days=7)
LOOKED_BACK = 100  # sessions and runs
WEEKS_SHOWN = 4


class TodayController(QObject):
    start_requested = Signal(object, object)  # a Timeline, and when it has to be over or None
    settings_changed = Signal(object)
    details_requested = Signal()  # of the session just shown

    def __init__(
        self,
        window: MainWindow,
        page: TodayPage,
        library: Callable[[], Library],
        settings: Settings,
        wall_clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._page, self._library = window, page, library
        self._settings, self._wall_clock = settings, wall_clock
        self._history: History | None = None
        self.go_run: GoRunPage | None = None
        self.runs_page: RunsPage | None = None
        self.dialog: RunDialog | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.describe)
        self._timer.start()
        page.warm_up_requested.connect(self.start)
        page.chooser.changed.connect(self.describe)
        page.quick_run.ran.connect(self.keep_run)
        page.runs_requested.connect(self.show_runs)
        page.quiet_toggled.connect(self._choose_quiet)
        self._show_remembered()

    # -- the warm-up

    def _show_remembered(self) -> None:
        said = self._settings
        minutes = round(said.warm_up_seconds / 60)
        self._page.chooser.show_asked(
            Asked(minutes, said.warm_up_place, said.warm_up_run, said.warm_up_stiff)
        )
        self._page.quick_run.show_usual(said.run_minutes, said.run_kind)
        self._show_quiet()
        soon = self._wall_clock() + timedelta(minutes=10)
        self._page.chooser.show_leave(soon.hour, soon.minute)

    def use_settings(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        self._show_quiet()
        if (before.equipment, before.warm_ups_a_week) != (
            settings.equipment,
            settings.warm_ups_a_week,
        ):
            self.refresh()

    @Slot()
    def describe(self) -> None:
        """What the large button would start just now."""
        if self._window.busy:
            return
        try:
            timeline, ends_at = self._composed()
        except (NoWarmUpError, click.UsageError) as error:
            self._page.show_no_warm_up(str(error.args[0] if error.args else error))
            return
        end = ends_at or self._wall_clock() + timedelta(seconds=timeline.total_s)
        words = self.tr("{}  ·  done by {}")
        detail = words.format(_length(timeline), f"{end:%H:%M}")
        self._page.show_warm_up(detail, [(n, self.tr(why)) for n, why in _chosen(timeline)])

    @Slot()
    def start(self) -> None:
        """Begin the warm-up as asked for, and remember what was asked."""
        try:
            timeline, ends_at = self._composed()
        except (NoWarmUpError, click.UsageError):
            self.describe()
            return
        asked = self._page.chooser.asked
        self._remember(
            warm_up_seconds=asked.minutes * 60,
            warm_up_place=asked.place,
            warm_up_run=asked.run,
            warm_up_stiff=asked.stiff,
        )
        self.start_requested.emit(timeline, ends_at)

    def _composed(self) -> tuple[Timeline, datetime | None]:
        asked, now = self._page.chooser.asked, self._wall_clock()
        seconds, ends_at = asked.minutes * 60, None
        if asked.leave_at:
            leave = leaves_at(asked.leave_at, now)
            seconds = min(LONGEST_S, int((leave - now).total_seconds()))
            if seconds < SHORTEST_S:
                raise NoWarmUpError(self.tr("That is in less than a minute. Just go."))
            ends_at = min(leave, now + timedelta(seconds=LONGEST_S))
        lately, painful = self._past(now)
        place = Place(asked.place)
        wishes = Wishes(
            seconds=seconds,
            place=place,
            own=self._owned(place),
            run=Run(asked.run) if asked.run else None,
            wanted=frozenset({Muscle(asked.stiff)} if asked.stiff else ()),
            avoided=painful,
            done_lately=lately,
        )
        return compose(wishes, self._library()), ends_at

    def _owned(self, place: Place) -> frozenset[Equipment] | None:
        owned = owned_equipment(self._settings)
        brought = {Place.MAT: {Equipment.MAT}, Place.KERB: {Equipment.STEP}}.get(place, set())
        return None if owned is None else owned | brought

    def _past(self, now: datetime) -> tuple[tuple[str, ...], frozenset[str]]:
        """What was done in the last warm-ups, and what hurt; nothing where it cannot be read."""
        from db.errors import HistoryError
        from db.run_log import done_lately, painful_lately

        if not self._history:
            return (), frozenset()
        try:
            return done_lately(self._history), painful_lately(self._history, now)
        except HistoryError:
            return (), frozenset()

    def _remember(self, **said: object) -> None:
        changed = replace(self._settings, **said)  # type: ignore[arg-type]
        if changed != self._settings:
            self._settings = changed
            self.settings_changed.emit(changed)

    @Slot(bool)
    def _choose_quiet(self, on: bool) -> None:
        kind = "headphones" if self._settings.headphones else "tones"
        self._remember(quiet=kind if on else "off")
        self._show_quiet()

    def _show_quiet(self) -> None:
        quiet = self._settings.quiet
        how = self.tr("headphones") if quiet == "headphones" else self.tr("tones only")
        self._page.show_quiet(on=quiet != "off", how=how)

    # -- the week and the runs

    def use_history(self, history: "History | None") -> None:
        self._history = history
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the week as the history has it now."""
        self.describe()
        if not self._history:
            return
        sessions, runs = self._history.sessions(LOOKED_BACK), self._history.runs(LOOKED_BACK)
        goal, now = self._settings.warm_ups_a_week, self._wall_clock()
        this = monday_of(now.date())
        weeks = {week.monday: week for week in adherence(sessions, runs, goal)}
        week = weeks.get(this, WeekOfRuns(this, 0, 0, goal))
        waiting = bool(self._warm_up_before(sessions, runs, now))
        last = [s for s in sessions if monday_of(s.started_at.date()) == this - WEEK]
        self._page.show_week(week, int(waiting), _last_week(last, weeks.get(this - WEEK)))
        if self.runs_page:
            self.runs_page.show_runs(runs, activated_runs(finished_ends(sessions), runs))
            lately = (this - back * WEEK for back in range(WEEKS_SHOWN))
            self.runs_page.show_weeks([weeks.get(monday) for monday in lately])

    def _warm_up_before(
        self, sessions: list[SessionRecord], runs: list[RunRecord], now: datetime
    ) -> datetime | None:
        """The end of the last warm-up of the last day, where no run was told of since."""
        ends = [end for end in finished_ends(sessions) if now - timedelta(hours=24) <= end <= now]
        if not ends or any(run.started_at >= max(ends) for run in runs):
            return None
        return max(ends)

    @Slot(int, str)
    def keep_run(self, minutes: int, kind: str) -> None:
        """A run told in two clicks."""
        if not self._history:
            return
        sessions, runs = self._history.sessions(LOOKED_BACK), self._history.runs(LOOKED_BACK)
        now = self._wall_clock()
        began = likely_start(now, minutes, self._warm_up_before(sessions, runs, now))
        self._remember(run_minutes=minutes, run_kind=kind)
        self._add(RunRecord(began, float(minutes), kind=kind))
        if self.go_run and self.go_run.isVisible():
            self._leave_go_run()

    @Slot(object)
    def keep_told(self, run: RunRecord) -> None:
        """A run from the dialog: new, or put right."""
        if not run.id:
            self._add(run)
            return
        said = {"minutes": run.minutes, "distance_km": run.distance_km, "kind": run.kind}
        self._change(self.tr("Changed."), lambda log: log.edit(run.id, **said))

    def _add(self, run: RunRecord) -> None:
        words = self.tr("Kept: {} min on {}.").format(
            round(run.minutes or 0), f"{run.started_at:%a %d %b, %H:%M}"
        )
        self._change(words, lambda log: log.add(run))

    @Slot(str)
    def delete_run(self, run_id: str) -> None:
        self._change(self.tr("Deleted."), lambda log: log.delete(run_id))

    def _change(self, words: str, make: "Callable[[RunLog], Undo]") -> None:
        """Do it and say so with a way back; where it cannot be done, one plain message."""
        from db.errors import HistoryError
        from db.run_log import RunLog

        if not self._history:
            return
        log = RunLog(self._history)
        try:
            way_back = make(log)
        except (HistoryError, ValueError, KeyError):
            self._notice().tell(self.tr("This run is there already, or cannot be kept."))
            return
        self._notice().tell(words, lambda: self._take_back(way_back))
        self.refresh()

    def _take_back(self, way_back: "Undo") -> None:
        from db.run_log import RunLog

        if self._history:
            RunLog(self._history).undo(way_back)
            self.refresh()

    def _notice(self) -> Notice:
        shown = self.runs_page if self.runs_page and self.runs_page.isVisible() else None
        return shown.notice if shown else self._page.news

    # -- pages

    @Slot()
    def show_runs(self) -> None:
        if self.runs_page is None:
            self.runs_page = made = RunsPage()
            self._window.add_whole(made)
            dress_all(made)
            made.leave_requested.connect(self._go_home)
            made.add_requested.connect(self._ask_run)
            made.edit_requested.connect(self._ask_change)
            made.delete_requested.connect(self.delete_run)
        self.refresh()
        self._window.show_whole(self.runs_page)
        self.runs_page.run_list.setFocus()

    @Slot()
    def _ask_run(self) -> None:
        now = self._wall_clock().replace(second=0, microsecond=0)
        minutes = self._settings.run_minutes
        self._open(RunRecord(now - timedelta(minutes=minutes), float(minutes)))

    @Slot(str)
    def _ask_change(self, run_id: str) -> None:
        runs = self._history.runs(LOOKED_BACK) if self._history else []
        for run in runs:
            if run.id == run_id:
                self._open(run)

    def _open(self, run: RunRecord) -> None:
        self.dialog = RunDialog(run, self._window)
        self.dialog.run_told.connect(self.keep_told)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    @Slot(str)
    def end_warm_up(self, session_id: str) -> None:
        """A session was just shown; after a finished warm-up there is one thing to say."""
        if not self._history:
            return
        session = self._history.session(session_id)
        if session.kind is not Kind.WARM_UP or session.state != "finished":
            return
        if self.go_run is None:
            self.go_run = made = GoRunPage()
            self._window.add_whole(made)
            dress_all(made)
            made.done_requested.connect(self._leave_go_run)
            made.details_requested.connect(self.details_requested)
            made.quick_run.ran.connect(self.keep_run)
        self.go_run.quick_run.show_usual(self._settings.run_minutes, self._settings.run_kind)
        self.go_run.show_end(self._end_text(session))
        self._window.show_whole(self.go_run)

    def _end_text(self, session: SessionRecord) -> str:
        assert self._history
        week = monday_of(session.started_at.date())
        done = sum(
            one.kind is Kind.WARM_UP
            and one.state == "finished"
            and monday_of(one.started_at.date()) == week
            for one in self._history.sessions(LOOKED_BACK)
        )
        end = session.finished_at or session.started_at
        words = self.tr("It is {}. You are warm: warm-up {} this week, {} is the goal.")
        return words.format(f"{end:%H:%M}", done, self._settings.warm_ups_a_week)

    @Slot()
    def _leave_go_run(self) -> None:
        self._go_home()

    @Slot()
    def _go_home(self) -> None:
        self.refresh()
        self._window.show_home(self._page)
        self._page.focus_first()


def _length(timeline: Timeline) -> str:
    minutes, seconds = divmod(round(timeline.total_s), 60)
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def _chosen(timeline: Timeline) -> list[tuple[str, str]]:
    """What is in it, in order, each once, with the reason it is in it."""
    works = (step for step in timeline.steps if step.kind is StepKind.WORK)
    return list({step.exercise.name: str(step.reason) for step in works}.items())


def _last_week(sessions: list[SessionRecord], week: WeekOfRuns | None) -> str:
    """Last week in a line; empty where nothing was done."""
    parts = []
    if sessions:
        minutes = round(sum(s.active_s for s in sessions) / 60)
        parts.append(f"{len(sessions)} session{'' if len(sessions) == 1 else 's'}, {minutes} min")
    if week:
        parts.append(f"{week.activated} of {week.runs} runs after a warm-up")
    return "Last week: " + "; ".join(parts) if parts else ""
