"""The junction of the window: pages, library, history, coach and the running session meet here."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.awake import Awake
from gui.main_window import MainWindow
from gui.pages.history_page import HistoryPage
from gui.pages.settings_page import SettingsPage
from gui.pages.summary_page import SummaryPage
from gui.pages.today_page import Choice, TodayPage
from gui.player.player_page import PlayerPage
from gui.session_driver import SessionDriver
from gui.settings import Settings, options_of, owned_bands
from gui.theme import Theme
from gui.warm_up_controller import WarmUpController
from gui.words import EFFORTS, SIDE, seconds_text
from workouts.events import Event, SessionFinished
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.model import Exercise, Kind, Measure, Side
from workouts.own_dose import OwnDose, band_of
from workouts.records import SetResult, Unfinished
from workouts.session import Session, State
from workouts.timeline import Step, StepKind, Timeline, still_promised

if TYPE_CHECKING:
    from db.history import History
    from gui.coach_controller import CoachController
    from gui.pain_controller import PainController
    from gui.record_controller import RecordController

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pages:
    today: TodayPage
    history: HistoryPage
    settings: SettingsPage
    player: PlayerPage
    summary: SummaryPage


class AppController(QObject):
    session_kept = Signal(str)  # id of a session just over, before it is shown
    session_shown = Signal(str)  # the same, when its summary is there
    pain_told = Signal(int)  # the worst of the session just over

    def __init__(
        self,
        window: MainWindow,
        pages: Pages,
        library: Library,
        settings: Settings,
        clock: Callable[[], float],
        wall_clock: Callable[[], datetime],
        asleep_s: Callable[[], float],
        version: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._pages, self._library = window, pages, library
        self._settings = settings
        self._clock, self._wall_clock, self._asleep_s = clock, wall_clock, asleep_s
        self._version = version
        self._history: History | None = None
        self._coach: CoachController | None = None
        self.pain: PainController | None = None
        self.driver: SessionDriver | None = None  # of the session under way
        self._session_id = ""
        self._trying = False  # a draft is gone through; nothing of it is kept
        self._paused_before = False  # when the how-to was asked for
        self._hidden: frozenset[str] = frozenset()  # workouts not to be offered
        self._unfinished: Unfinished | None = None
        self._awake = Awake()
        self._record: RecordController | None = None
        self.warm_up = WarmUpController(pages.player, lambda: self._library, wall_clock, self)
        self._last: dict[tuple[str, Side], SetResult | None] = {}
        # Looks at a timeline before it begins, then calls what begins it.
        self.look_before: Callable[[Timeline, Callable[[], None]], None] = _begin_at_once
        # What has to be told before a session begins or goes on: the plan is locked.
        self.notice_before: Callable[[Timeline, Callable[[], None]], None] = _begin_at_once
        # Offers less of it after time away, then calls what begins it, or less of it.
        self.ease_before: Callable[[Timeline, Callable[[Timeline], None]], None] = _as_it_is
        self._connect()
        self._show_choices()

    def _connect(self) -> None:
        today, player = self._pages.today, self._pages.player
        today.start_requested.connect(self.start)
        today.continue_requested.connect(self.continue_unfinished)
        today.close_requested.connect(self.close_unfinished)
        self._pages.history.session_chosen.connect(self._show_sets)
        self._pages.summary.done_requested.connect(self._go_home)
        player.leave_requested.connect(self.leave)
        player.full_screen_toggled.connect(self._window.toggle_full_screen)
        player.mute_toggled.connect(self._toggle_mute)
        player.volume_requested.connect(self._change_volume)
        player.swap_requested.connect(self._swap_sides)
        player.variation_requested.connect(self._swap_exercise)
        player.effort_said.connect(self._keep_effort)
        player.how_to_requested.connect(self._toggle_how_to)
        player.pocket_toggled.connect(self._window.toggle_pocket)
        self._window.close_requested.connect(self._leave_and_close)

    def use_history(self, history: "History") -> None:
        """From now on sessions are kept here, and an interrupted one is offered."""
        self._history = history
        self._refresh_history()
        self._pages.today.focus_first()

    @property
    def library(self) -> Library:
        """What there is to do, as it is now."""
        return self._library

    def forget_history(self) -> None:
        """The file is put away, for a while or for good."""
        self._history = None

    def use_coach(self, coach: "CoachController") -> None:
        self._coach = coach

    def use_settings(self, settings: Settings) -> None:
        before, self._settings = options_of(self._settings), settings
        if options_of(settings) != before:  # totals follow the athlete's own seconds
            self._show_choices()

    @Slot(object, object)
    def use_library(self, library: Library, hidden: frozenset[str]) -> None:
        """The library as it is from now on, and the workouts not to be offered."""
        self._library, self._hidden = replace(library, doses=self._library.doses), hidden
        self._show_choices()

    def use_doses(self, doses: Mapping[str, OwnDose]) -> None:
        """From now on these stand in place of the doses of the workouts."""
        if doses != self._library.doses:
            self._library = replace(self._library, doses=doses)
            self._show_choices()

    def set_theme(self, theme: Theme) -> None:
        self._pages.today.set_theme(theme)
        self._pages.player.set_theme(theme)
        self._pages.history.set_theme(theme)
        self._pages.summary.set_theme(theme)

    @Slot(str)
    def start(self, workout_id: str) -> None:
        """Begin a workout from its first step."""
        try:
            timeline = self._library.timeline(workout_id, options_of(self._settings))
        except (LibraryError, UnknownIdError) as error:
            self._window.tell(self.tr("This workout cannot be started."), str(error))
            return
        self.start_timeline(timeline)

    def start_timeline(self, timeline: Timeline, ends_at: datetime | None = None) -> None:
        """Begin a timeline as it was composed or changed for today.

        A warm-up with `ends_at` ends then, whatever comes between. Pain is asked about first
        where a dose depends on it.
        """
        self.look_before(timeline, partial(self._ease, timeline, ends_at))

    def _ease(self, timeline: Timeline, ends_at: datetime | None) -> None:
        self.ease_before(timeline, partial(self._ask_pain_before, ends_at=ends_at))

    def _ask_pain_before(self, timeline: Timeline, ends_at: datetime | None) -> None:
        def begin(pain: int | None) -> None:
            self._start_now(replace(timeline, ends_at=ends_at))
            if pain is not None and self._history and self._session_id:
                self._history.set_session_pain(self._session_id, "before", pain)

        if not (self.pain and self._history and self.pain.ask_before(timeline, begin)):
            begin(None)

    def _start_now(self, timeline: Timeline) -> None:
        session = Session(timeline, resume_lead_s=self._settings.resume_lead_s)
        self._session_id = ""
        if self._history:
            self._session_id = self._begin(self._history, timeline)
        self._run(session, timeline)

    @Slot(object, int)
    def try_timeline(self, timeline: Timeline, at_step: int) -> None:
        """Go through a draft from one of its steps; nothing is kept, and one comes back to it."""
        session = Session(timeline, at_step=at_step, resume_lead_s=self._settings.resume_lead_s)
        self._session_id, self._trying = "", True
        self._run(session, timeline)

    @Slot()
    def continue_unfinished(self) -> None:
        """Go on with the interrupted session from its step, side and second."""
        if self._unfinished:
            self.notice_before(self._unfinished.checkpoint.timeline, self._go_on_with_unfinished)

    def _go_on_with_unfinished(self) -> None:
        unfinished = self._unfinished
        if not (unfinished and self._history):
            return
        checkpoint = unfinished.checkpoint
        timeline = still_promised(checkpoint.timeline, self._wall_clock())
        session = Session(
            timeline,
            at_step=checkpoint.step,
            into_s=checkpoint.into_s,
            active_s=checkpoint.active_s,
            counted=checkpoint.counted,
            length_s=checkpoint.length_s,
            resume_lead_s=self._settings.resume_lead_s,
        )
        self._session_id = unfinished.session.id
        self._history.continue_session(self._session_id)
        self._unfinished = None
        self._run(
            session,
            timeline,
            efforts=unfinished.efforts,
            paused_s=checkpoint.paused_s,
            get_ready=True,
        )

    @Slot()
    def close_unfinished(self) -> None:
        if self._unfinished and self._history:
            self._history.close_unfinished(self._unfinished.session.id)
            self._refresh_history()

    @Slot()
    def pause(self) -> None:
        if self.driver:
            self.driver.pause()

    @Slot()
    def stop(self) -> None:
        """End the session at once; what was done is kept."""
        if self.driver:
            self.driver.stop()

    @Slot()
    def leave(self) -> None:
        """Ask, then end the session; what was done is kept either way."""
        driver = self.driver
        if not driver:
            return
        was_paused = driver.session.state is State.PAUSED
        driver.pause()
        if self._trying or self._window.ask(
            self.tr("Leave this session?"),
            self.tr("What you did so far is kept."),
            self.tr("Leave"),
            self.tr("Stay"),
        ):
            driver.stop()
        elif not was_paused:
            driver.resume()

    def _run(
        self,
        session: Session,
        timeline: Timeline,
        *,
        efforts: int = 0,
        paused_s: float = 0.0,
        get_ready: bool = False,
    ) -> None:
        self._remember_last(timeline)
        self._record = None
        driver = SessionDriver(session, self._clock, self._asleep_s, self)
        self.driver = driver
        player = self._pages.player
        if self._history and self._session_id:
            from gui.record_controller import RecordController

            self._record = RecordController(
                self._history,
                session,
                self._session_id,
                self._wall_clock,
                player.say,
                efforts=efforts,
                paused_s=paused_s,
                band=self._band,
            )
            driver.event_happened.connect(self._record.follow)
        if self._coach:
            self._coach.begin(driver)
            driver.event_happened.connect(self._coach.follow)
        driver.event_happened.connect(player.show_event)
        driver.event_happened.connect(self._notice_end)
        self.warm_up.begin(driver, timeline)
        player.pause_toggled.connect(driver.toggle_pause)
        player.next_requested.connect(driver.skip)
        player.back_requested.connect(driver.back)
        player.drop_requested.connect(driver.drop)
        player.done_requested.connect(driver.done)
        player.count_requested.connect(driver.count)
        player.extend_requested.connect(driver.extend)
        player.seek_requested.connect(driver.seek)
        player.begin(timeline, driver.view, self._last_text)
        if self._coach:
            player.say(self._coach.trouble(), stays=True)
        self._window.busy = True
        self._awake.hold()
        if self._settings.full_screen:
            self._window.enter_full_screen()
        self._window.show_whole(player)
        driver.start()
        if get_ready:  # whoever continues is not in position yet
            driver.pause()
            driver.resume()

    @Slot(object, float)
    def _notice_end(self, event: Event, _now: float) -> None:
        if isinstance(event, SessionFinished):
            QTimer.singleShot(0, self._finish)

    @Slot()
    def _finish(self) -> None:
        driver, self.driver = self.driver, None
        if driver is None:
            return
        driver.deleteLater()
        self._window.busy = False
        self._window.leave_pocket()
        self._window.leave_full_screen()
        self._awake.release()
        self._refresh_history()
        if self._trying:
            self._trying = False
            self._window.show_home()
            return
        if self._history and self._session_id:
            self.session_kept.emit(self._session_id)
            if not (self.pain and self.pain.ask_after(driver.session.timeline.kind, self._end)):
                self._end(None)
            return
        self._go_home()

    def _end(self, pain: int | None) -> None:
        """The summary, once the worst pain of the session was told or left open."""
        if pain is not None:
            self.pain_told.emit(pain)
        self._window.show_whole(self._pages.summary)
        self.session_shown.emit(self._session_id)

    @Slot()
    def _go_home(self) -> None:
        self._window.show_home(self._pages.today)
        self._pages.today.focus_first()

    @Slot()
    def _leave_and_close(self) -> None:
        self.leave()
        if self.driver is None or self.driver.session.due is None:
            QTimer.singleShot(0, self._window.close)

    def _begin(self, history: "History", timeline: Timeline) -> str:
        """The id of the new session; where it cannot be written yet, that is said."""
        from db.errors import HistoryUnavailableError

        try:
            return history.begin(
                timeline.workout_id,
                timeline.title,
                timeline.kind,
                timeline.total_s,
                self._version,
            )
        except HistoryUnavailableError as error:
            self._pages.player.say(str(error), stays=True)
            return error.kept_id or ""

    def _remember_last(self, timeline: Timeline) -> None:
        """What was done of each exercise and side before this session."""
        pairs = {(step.exercise.id, step.side) for step in timeline.steps}
        self._last = {
            pair: self._history.last_result(*pair) if self._history else None for pair in pairs
        }

    def _last_text(self, step: Step) -> str:
        """Which band, and the last result of an exercise on this side, beside the current set."""
        bands = {
            "light": self.tr("Light band"),
            "medium": self.tr("Medium band"),
            "heavy": self.tr("Heavy band"),
        }
        band = bands.get(self._band(step.exercise), "")
        return "  ·  ".join(part for part in (band, self._result_text(step)) if part)

    def _band(self, exercise: Exercise) -> str:
        return band_of(exercise, self._library.doses, owned_bands(self._settings))

    def _result_text(self, step: Step) -> str:
        last = self._last.get((step.exercise.id, step.side))
        if last is None:
            return ""
        counts = step.exercise.measure is not Measure.HOLD and last.done_reps is not None
        if last.held_s is not None and last.target_s and not counts:
            held = seconds_text(last.held_s)
            return self.tr("Last time {} of {}").format(held, seconds_text(last.target_s))
        if last.done_reps is not None:
            return self.tr("Last time {} of {} reps").format(last.done_reps, last.target_reps)
        return ""

    def _show_choices(self) -> None:
        today, library = self._pages.today, self._library
        options = options_of(self._settings)
        today.show_choices(
            Choice(
                workout.id,
                workout.title,
                workout.kind,
                library.laid_out(workout, options).total_s,
                workout.goal,
                tuple(e.value for e in workout.equipment),
            )
            for workout in library.workouts.values()
            if workout.id not in self._hidden
        )
        today.show_problems(str(problem) for problem in library.problems)

    @Slot()
    def refresh_history(self) -> None:
        """Show the history as it is now: something changed it."""
        self._refresh_history()

    @Slot()
    def _refresh_history(self) -> None:
        if not self._history:
            return
        self._unfinished = self._history.unfinished()
        self._pages.today.show_unfinished(self._unfinished)
        self._pages.history.show_sessions(self._history.sessions(200))

    @Slot(str)
    def _show_sets(self, session_id: str) -> None:
        if self._history:
            self._pages.history.show_sets(self._history.sets(session_id))

    @Slot()
    def _swap_sides(self) -> None:
        """The other side first from here, where sides are still to come."""
        if not self.driver:
            return
        session = self.driver.session
        before = [step.side for step in session.timeline.steps]
        self.driver.swap_sides()
        if before == [step.side for step in session.timeline.steps]:
            self._pages.player.say(self.tr("No other side is to come."))
        else:
            side = SIDE[session.timeline.options.first_side]
            self._pages.player.say(self.tr("From here the {} goes first.").format(side))

    @Slot(str)
    def _swap_exercise(self, way: str) -> None:
        """The easier or harder variation of what comes, recorded as what was done."""
        driver = self.driver
        if not driver:
            return
        exercise = driver.session.step.exercise
        other = exercise.easier if way == "easier" else exercise.harder
        player = self._pages.player
        if not driver.session.step.first_of_item:
            player.say(
                self.tr("Easier and harder can be chosen in a rest, or while getting ready.")
            )
        elif other is None or other not in self._library.exercises:
            player.say(self.tr("There is no {} variation of {}.").format(way, exercise.name))
        else:
            driver.swap_exercise(self._library.exercises[other])
            player.say(self.tr("{} instead.").format(self._library.exercises[other].name))

    @Slot(str)
    def _keep_effort(self, word: str) -> None:
        """How hard the last set was, told by a key."""
        record, driver = self._record, self.driver
        if not (record and driver and record.set_ids and self._history):
            return
        at_work = driver.session.step.kind is StepKind.WORK
        if at_work or driver.session.timeline.kind is Kind.WARM_UP:
            return
        rpe, rir, text = EFFORTS[word]
        self._history.set_effort(record.set_ids[-1], rpe, rir)
        self._pages.player.say(self.tr("Noted: {}.").format(text))

    @Slot()
    def _toggle_how_to(self) -> None:
        """How-to pauses; a second press goes on."""
        player, driver = self._pages.player, self.driver
        if not driver:
            return
        if player.how_to.isVisible():
            if self._paused_before:  # by the athlete; so it stays
                player.close_how_to()
            else:
                driver.resume()
            return
        self._paused_before = driver.session.state is State.PAUSED
        driver.pause()
        player.show_how_to()

    @Slot()
    def _toggle_mute(self) -> None:
        if self._coach:
            self._pages.player.say(self._coach.toggle_mute())

    @Slot(int)
    def _change_volume(self, points: int) -> None:
        if self._coach:
            self._pages.player.say(self._coach.change_volume(points))


def _as_it_is(timeline: Timeline, begin: Callable[[Timeline], None]) -> None:
    begin(timeline)


def _begin_at_once(_timeline: Timeline, begin: Callable[[], None]) -> None:
    begin()
