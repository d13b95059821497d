"""Builds the window and all that lives as long as it does; first paint first, the rest after."""

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui.app_controller import AppController, Pages
from gui.exchange_controller import ExchangeController
from gui.history_controller import HistoryController
from gui.main_window import MainWindow
from gui.one_copy import OneCopy
from gui.pages.add_session_page import AddSessionPage
from gui.pages.first_start_page import FirstStartPage
from gui.pages.history_page import HistoryPage
from gui.pages.safety_page import SafetyPage
from gui.pages.settings_page import SettingsPage
from gui.pages.summary_page import SummaryPage
from gui.pages.today_page import TodayPage
from gui.player.player_page import PlayerPage
from gui.safety_controller import SafetyController
from gui.settings import Settings, injured_side, load, save, with_delay_of_output
from gui.theme import Theme, apply_theme, choose_theme, dress_all
from gui.today_controller import TodayController
from gui.widgets.lazy_stack import HIDDEN_KEY, LazyStack
from workouts.library import Library
from workouts.records import RunRecord
from workouts.safety import ASK_AGAIN_DAYS
from workouts.timeline import Timeline, compile_workout
from workouts.wish import Wish, wish_from, wish_text

if TYPE_CHECKING:
    from db.history import History
    from gui.coach_controller import CoachController
    from gui.dose_controller import DoseController
    from gui.library_controller import LibraryController
    from gui.plan_controller import PlanController
    from gui.progress_controller import ProgressController
    from gui.reach_controller import ReachController
    from gui.self_test_controller import SelfTestController
    from media.sound import Sound
    from workouts.own_dose import OwnDose

log = logging.getLogger(__name__)

FIRST_MINUTE = "pre-run-1"
PLAN_KEY = "plan/state"  # in the store: which programmes are followed
FACT_AFTER_MS = 1500  # the start and a summary come first


def run_window(
    app: QApplication,
    folder: Path,
    database: Path,
    library: Library,
    *,
    clock: Callable[[], float],
    wall_clock: Callable[[], datetime],
    asleep_s: Callable[[], float],
    version: str,
    start: Timeline | None = None,
    go_on: bool = False,
    ends_at: datetime | None = None,
    sound: "Sound | None" = None,
) -> int:
    """Open the window and return the exit code once it is closed."""
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    wish = Wish(start, go_on, ends_at)
    one = OneCopy(folder)
    if one.hand_over(wish_text(wish)):
        if sound:
            sound.close()
        return 0
    new = not store.allKeys() and not database.exists()
    room = WindowRoom(app, store, folder, database, library, clock, wall_clock, asleep_s, version)
    room.sound = sound
    one.wish_heard.connect(room.hear)
    one.listen()
    room.window.show()
    QTimer.singleShot(0, room.furnish)
    if wish != Wish():
        QTimer.singleShot(0, lambda: room.grant(wish))
    elif new:
        room.welcome()
    else:
        QTimer.singleShot(0, room.ask_first_questions)
    try:
        return app.exec()
    finally:
        one.close()
        room.close()


def make_application() -> QApplication:
    """The application object, with its typeface."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Holdfast")
    QGuiApplication.setDesktopFileName("io.github.holdfast.Holdfast")
    load_typeface()
    return app


def load_typeface() -> None:
    """The interface's typeface from its package; the system's stands in where it is missing."""
    try:
        import fontpkg_inter
    except ImportError:
        return
    package = Path(fontpkg_inter.__file__).parent
    for path in sorted(package.rglob("*.ttf")):
        if "Italic" not in path.name:
            QFontDatabase.addApplicationFont(str(path))


class WindowRoom:
    """The window, its pages and the controller between them."""

    def __init__(
        self,
        app: QApplication,
        store: QSettings,
        folder: Path,
        database: Path,
        library: Library,
        clock: Callable[[], float],
        wall_clock: Callable[[], datetime],
        asleep_s: Callable[[], float],
        version: str,
    ) -> None:
        self._app, self._store = app, store
        self._clock = clock
        self._folder, self._database, self._wall_clock = folder, database, wall_clock
        self.first: FirstStartPage | None = None
        self._safety: SafetyPage | None = None
        self.settings = load(store)
        # Styled first: a style sheet set later is worked through by every widget there is.
        theme = choose_theme(self.settings.theme)
        apply_theme(app, theme, self.settings.text_percent)
        self.window = MainWindow()
        self.pages = Pages(
            today=TodayPage(),
            history=HistoryPage(),
            settings=SettingsPage(self.settings),
            player=PlayerPage(),
            summary=SummaryPage(),
        )
        self._shelf: LibraryController | None = None  # made when first wanted
        self._self_tests: SelfTestController | None = None
        self._progress: ProgressController | None = None
        self._first_library = library
        self.exercises, self.workouts = LazyStack(), LazyStack()
        for stack in (self.exercises, self.workouts):
            stack.wanted.connect(self._fill_stack)
        self.progress_stack = LazyStack()
        self.progress_stack.wanted.connect(self._fill_progress)
        self._plans: PlanController | None = None
        self.plan_stack = LazyStack()
        self.plan_stack.wanted.connect(self._fill_plan)
        self.window.file_dropped.connect(self._open_file)
        tr = self.window.tr
        self.window.add_page(tr("Today"), self.pages.today)
        self.window.add_page(tr("Plan"), self.plan_stack)
        self.window.add_page(tr("Exercises"), self.exercises)
        self.window.add_page(tr("Workouts"), self.workouts)
        self.window.add_page(tr("Progress"), self.progress_stack)
        self.window.add_page(tr("History"), self.pages.history)
        self.window.add_page(tr("Settings"), self.pages.settings)
        self.window.add_whole(self.pages.player)
        self.window.add_whole(self.pages.summary)
        self.controller = AppController(
            self.window,
            self.pages,
            library,
            self.settings,
            clock,
            wall_clock,
            asleep_s,
            version,
            parent=self.window,
        )
        self._connect_safety()
        self.corrections = HistoryController(self.pages.summary, self.pages.history)
        self.exchange = ExchangeController(
            self.pages.history, database, wall_clock, self.close_history, self.open_history
        )
        self._tell_exchange(self.settings)
        self.adding: AddSessionPage | None = None
        self.today = TodayController(
            self.window,
            self.pages.today,
            lambda: self.controller.library,
            self.settings,
            wall_clock,
            parent=self.window,
        )
        self.reach: ReachController | None = None
        self._connect_today()
        self._connect_history()
        self._connect_adding()
        if store.value(HIDDEN_KEY):
            self.controller.use_library(library, self.library.hidden_workouts)
        self.sound: Sound | None = None  # begun before the window was
        self._coach: CoachController | None = None
        self.doses: DoseController | None = None
        self._own_doses: Mapping[str, OwnDose] = {}
        self.history: History | None = None
        self.pages.settings.settings_changed.connect(self.use_settings)
        self.pages.settings.safety_requested.connect(self.show_safety)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.restyle)
        self._show_theme(theme)
        if place := store.value("window/place"):
            self.window.restoreGeometry(place)
        self.pages.today.focus_first()

    def hear(self, text: str) -> None:
        """The wish of another start: come forward, and begin what it asked for."""
        self.window.come_forward()
        try:
            wish = wish_from(text)
        except ValueError as error:
            log.info("%s", error)
        else:
            self.grant(wish)

    def grant(self, wish: Wish) -> None:
        """Begin what a start asked for; a session under way is never interrupted."""
        if self.window.busy:
            return
        if wish.timeline:
            self.controller.start_timeline(wish.timeline, wish.ends_at)
        elif wish.go_on:
            self.controller.continue_unfinished()

    def welcome(self) -> None:
        """The three steps of the first start."""
        self.first = first = FirstStartPage(self.settings)
        self.window.add_whole(first)
        first.settings_chosen.connect(self._use_answers)
        first.finished.connect(self._end_welcome)
        first.finished.connect(self._start_first_minute)
        first.advised.connect(self._end_welcome)
        first.advised.connect(self._go_home)
        first.skipped.connect(self._skip_welcome)
        if self._coach:
            self._connect_sound_tests(self._coach)
        self.window.show_whole(first)
        first.focus_first()

    def _use_answers(self, settings: Settings) -> None:
        self.use_settings(settings)
        self.pages.settings.show_settings(settings)

    def _end_welcome(self) -> None:
        self._use_answers(replace(self.settings, safety_read=self._today().isoformat()))

    def _skip_welcome(self) -> None:
        self.use_settings(self.settings)  # kept, so that this is asked once
        self._go_home()

    def _start_first_minute(self) -> None:
        self.controller.start(FIRST_MINUTE)

    def _go_home(self) -> None:
        self.window.show_home(self.pages.today)
        self.pages.today.focus_first()

    def ask_first_questions(self) -> None:
        """At a start: the safety page where it is due, else how the morning after is."""
        if not self.ask_safety() and self.history and self.controller.pain:
            self.controller.pain.ask_morning(self.history)

    def ask_safety(self) -> bool:
        """The safety page where it was never read, and again after half a year."""
        try:
            read = date.fromisoformat(self.settings.safety_read)
        except ValueError:  # never
            read = date.min
        due = (self._today() - read).days >= ASK_AGAIN_DAYS and not self.window.busy
        if due:
            self.show_safety()
        return due

    def show_safety(self) -> None:
        if self._safety is None:
            self._safety = SafetyPage()
            self.window.add_whole(self._safety)
            self._safety.done_requested.connect(self._end_safety)
        self.window.show_whole(self._safety)
        self._safety.done_button.setFocus()

    def _end_safety(self) -> None:
        self._use_answers(replace(self.settings, safety_read=self._today().isoformat()))
        self.window.show_home()

    def _connect_safety(self) -> None:
        """The signs to stop at from every page, and a look at equipment before a session."""
        self.warnings = SafetyController(self.window, lambda: self.settings, self.window)
        self.controller.look_before = self.warnings.look_before
        self.warnings.settings_changed.connect(self._take_settings)
        self.warnings.pause_requested.connect(self.controller.pause)
        self.warnings.stop_requested.connect(self.controller.stop)
        self.warnings.lock_changed.connect(self._show_lock)
        self.warning_link = self.window.add_link(self.window.tr("Signs to stop at\n(F9)"), "F9")
        self.warning_link.clicked.connect(self.warnings.show_flags)
        self._show_lock(self.warnings.lock)

    def _show_lock(self, flag: object) -> None:
        """The foot of the rail says that the plan is locked, and leads to why."""
        tr = self.window.tr
        free, locked = tr("Signs to stop at\n(F9)"), tr("Plan locked: why?\n(F9)")
        self.warning_link.setText(locked if flag else free)
        self._refresh_plan()
        self.warning_link.setAccessibleName(self.warning_link.text().replace("\n", " "))

    def _today(self) -> date:
        return self._wall_clock().date()

    def _connect_sound_tests(self, coach: "CoachController") -> None:
        if self.first:
            coach.state_changed.connect(self.first.show_sound_state)
            self.first.voice_test_requested.connect(coach.test_voice)
            self.first.tones_test_requested.connect(coach.test_tones)

    def _connect_history(self) -> None:
        """A session just over is shown and backed up; what is corrected is shown everywhere."""
        controller, corrections, exchange = self.controller, self.corrections, self.exchange
        controller.session_kept.connect(corrections.show_summary)
        controller.session_kept.connect(exchange.back_up_quietly)
        controller.session_kept.connect(self._follow_plan)
        corrections.changed.connect(self._refresh_plan)
        self.pages.today.plan_requested.connect(self._start_planned)
        controller.session_shown.connect(self._ask_scores)
        self._fact_timer = QTimer(self.window, singleShot=True, interval=FACT_AFTER_MS)
        self._fact_timer.timeout.connect(self.tell_fact)
        controller.session_kept.connect(self._fact_timer.start)
        corrections.changed.connect(self._fact_timer.start)
        corrections.changed.connect(controller.refresh_history)
        self.pages.history.exercise_opened.connect(self.show_exercise_history)
        corrections.session_opened.connect(self._show_summary)
        corrections.session_left.connect(self._show_history)
        exchange.changed.connect(controller.refresh_history)
        exchange.backed_up.connect(self._tell_backup)
        exchange.copied.connect(self._tell_copy)
        self.pages.summary.done_requested.connect(self._leave_summary)

    def _ask_scores(self, session_id: str) -> None:
        """Self-tests are scored before their summary is looked at."""
        from workouts.self_test import to_score

        if self.history and to_score(self.history.sets(session_id)):
            self.self_tests.ask_scores(session_id)

    def _show_scored(self, session_id: str) -> None:
        self.corrections.show_summary(session_id)
        self._show_summary()

    @property
    def self_tests(self) -> "SelfTestController":
        """The pages of the self-tests; made when first wanted."""
        if self._self_tests is None:
            from gui.self_test_controller import SelfTestController

            self._self_tests = tests = SelfTestController(
                self.window,
                self._database,
                lambda: self.controller.library,
                self.current_history,
                self._today,
                parent=self.window,
            )
            tests.start_requested.connect(self.controller.start)
            tests.left.connect(self._leave_self_tests)
            tests.scored.connect(self._show_scored)
            tests.set_theme(choose_theme(self.settings.theme))
        return self._self_tests

    def _connect_today(self) -> None:
        today = self.today
        today.start_requested.connect(self.controller.start_timeline)
        today.settings_changed.connect(self._take_settings)
        today.details_requested.connect(self._show_summary)
        self.controller.session_shown.connect(today.end_warm_up)
        self.controller.session_kept.connect(today.refresh)
        self.corrections.changed.connect(today.refresh)
        self.exchange.changed.connect(today.refresh)

    def _connect_adding(self) -> None:
        self.pages.history.menu.add_requested.connect(self.show_adding)
        self.pages.settings.athlete_added.connect(self._add_athlete)

    def show_adding(self) -> None:
        """The page for a session done elsewhere."""
        if self.adding is None:
            self.adding = AddSessionPage()
            self.window.add_whole(self.adding)
            self.adding.add_requested.connect(self._add_session)
            self.adding.leave_requested.connect(self._show_history)
        workouts = self.controller.library.workouts.values()
        self.adding.show_choices([(one.id, one.title) for one in workouts], self._wall_clock())
        self.window.show_whole(self.adding)
        self.adding.workout_box.setFocus()

    def _add_session(self, workout_id: str, began: datetime, rpe: int | None) -> None:
        library = self.controller.library  # its own file may be broken; what is offered is not
        timeline = compile_workout(library.workouts[workout_id], library.exercises)
        effort = None if rpe is None else float(rpe)
        self._show_history()
        self.corrections.add_session(timeline, began, effort)

    def _add_athlete(self, name: str) -> None:
        from gui.athlete_controller import add_athlete

        self.pages.settings.show_athlete(add_athlete(self._folder, name))

    @property
    def library(self) -> "LibraryController":
        """The pages of the library and what they do; made when first wanted."""
        if self._shelf is None:
            from gui.library_controller import LibraryController

            self._shelf = LibraryController(
                self.window,
                (self.exercises, self.workouts),
                self._first_library,
                self._store,
                self._folder,
                self.settings,
                self.current_history,
                parent=self.window,
            )
            self._shelf.use_doses(self._own_doses)
            self._connect_library(self._shelf)
        return self._shelf

    def _connect_library(self, shelf: "LibraryController") -> None:
        """What is chosen in the library is started; what changes there is known everywhere."""
        controller = self.controller
        shelf.start_requested.connect(controller.start_timeline)
        shelf.try_requested.connect(controller.try_timeline)
        shelf.usual_dose_requested.connect(self._forget_dose)
        shelf.library_changed.connect(controller.use_library)
        shelf.settings_changed.connect(self._take_settings)
        shelf.home_requested.connect(self._show_today)
        shelf.sets_requested.connect(self.show_exercise_history)
        self.window.page_asked.connect(shelf.page_asked)
        still = self.settings.reduced_motion
        theme = choose_theme(self.settings.theme)
        shelf.set_look(theme, self.settings.text_percent, still=still)

    @property
    def progress(self) -> "ProgressController":
        """The pages of progress and what they do; made when first wanted."""
        if self._progress is None:
            from gui.progress_controller import ProgressController

            self._progress = made = ProgressController(
                self.window,
                self.progress_stack,
                self._database,
                self._store,
                self._today,
                lambda: self.controller.library,
                parent=self.window,
            )
            made.home_requested.connect(self._show_today)
            made.training.injured = injured_side(self.settings)
            made.page.tests_button.clicked.connect(self.show_self_tests)
            self.window.page_asked.connect(made.page_asked)
            self.corrections.changed.connect(made.refresh_if_seen)
            made.set_look(choose_theme(self.settings.theme), self.settings.text_percent)
        return self._progress

    def show_self_tests(self) -> None:
        """The page of the self-tests, with the way back to where one came from."""
        self.self_tests.show_tests()

    def _leave_self_tests(self) -> None:
        self.window.show_home()
        if self._progress:
            self._progress.refresh_if_seen()

    def _fill_progress(self, _: object) -> None:
        self.progress.show_overview()

    def show_exercise_history(self, exercise_id: str) -> None:
        """Everything done of one exercise, with the way back to where it was asked for."""
        self.progress.open_exercise(exercise_id)

    @property
    def plans(self) -> "PlanController":
        """The pages of the plan and what they do; made when first wanted."""
        if self._plans is None:
            from gui.plan_controller import PlanController

            self._plans = made = PlanController(
                self.window,
                self.plan_stack,
                self._database,
                self._store,
                self._wall_clock,
                lambda: self.controller.library,
                lambda: self.settings,
                lambda: self.warnings.lock.do if self.warnings.lock else "",
                parent=self.window,
            )
            made.timeline_requested.connect(self.controller.start_timeline)
            made.today_changed.connect(self.pages.today.show_plan)
            made.run_said.connect(self._keep_planned_run)
            made.safety_requested.connect(self.warnings.show_flags)
            made.unlock_requested.connect(self.warnings.show_flags)
            self.window.page_asked.connect(made.page_asked)
        return self._plans

    def _fill_plan(self, _: object) -> None:
        self.plans.show()

    def _refresh_plan(self) -> None:
        """What Today and the plan show of it; nothing is made where no programme is followed."""
        if self._plans or self._store.value(PLAN_KEY):
            self.plans.refresh()

    def _follow_plan(self, session_id: str) -> None:
        if self._plans or self._store.value(PLAN_KEY):
            self.plans.follow_session(session_id)

    def _start_planned(self) -> None:
        self.plans.start_today()

    def _keep_planned_run(self, day: date) -> None:
        """A run of the plan was done; how long it was can be told among the runs."""
        if self.history:
            began = datetime.combine(day, self._wall_clock().timetz())
            self.history.add_run(RunRecord(min(began, self._wall_clock()), None, kind="easy"))

    def _fill_stack(self, stack: object) -> None:
        self.library.show_list(stack)

    def _open_file(self, path: Path) -> None:
        self.library.open_file(path)

    def current_history(self) -> "History | None":
        """The history, while it is open."""
        return self.history

    def _take_settings(self, settings: Settings) -> None:
        """Changed elsewhere than on the page of settings, which then shows it."""
        self.pages.settings.show_settings(settings)
        self.use_settings(settings)

    def _show_today(self) -> None:
        self.window.show_home(self.pages.today)
        self.pages.today.focus_first()

    def _tell_backup(self, trouble: str) -> None:
        """A backup that failed is said where the history is; a session is not disturbed."""
        if trouble:
            self.pages.history.notice.tell(
                self.window.tr("The session is kept, but no backup was made."), detail=trouble
            )

    def _tell_copy(self, trouble: str) -> None:
        if trouble:
            self.pages.history.notice.tell(
                self.window.tr("The session is kept, but not written into your folder."),
                detail=trouble,
            )

    def _show_summary(self) -> None:
        self.window.show_whole(self.pages.summary)

    def _show_history(self) -> None:
        self.window.show_home(self.pages.history)
        self.pages.history.session_list.setFocus()

    def _leave_summary(self) -> None:
        """An old session was opened from the history: back to it."""
        if self.corrections.past:
            self._show_history()

    def furnish(self) -> None:
        """What the first paint need not wait for: the history, then voice and sound."""
        self.open_history()
        self.open_sound()
        self.library.begin_to_watch()
        self._fact_timer.start()
        self.open_reach()

    def open_reach(self) -> None:
        """Reminders, tray and the folder of runs; wished by few, so made last."""
        from gui.reach_controller import ReachController

        self.reach = reach = ReachController(
            self.window,
            self.pages.today.news,
            self._store,
            self._database,
            self.settings,
            self._wall_clock,
            parent=self.window,
        )
        reach.warm_up_requested.connect(self._warm_up_from_tray)
        reach.runs_changed.connect(self.today.refresh)
        self.pages.settings.calendar_requested.connect(reach.save_calendar)

    def _warm_up_from_tray(self) -> None:
        self.window.come_forward()
        if not self.window.busy:
            self.today.start()

    def tell_fact(self) -> None:
        """A small gain of the last days on the Today page, where there is one."""
        from gui.training_controller import fact_for

        if self.history:
            self.pages.today.show_fact(fact_for(self._database, self._today()))

    def open_history(self) -> None:
        """Open the history; where that fails, say so: sessions can still be done."""
        from db.errors import HistoryDamagedError, HistoryError
        from db.history import History

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.history = history = History(self._database, now=self._wall_clock)
        except HistoryDamagedError as error:
            self._show_history()
            self.exchange.offer_backup(str(error))
        except (HistoryError, OSError) as error:
            self.window.tell(self.window.tr("The history cannot be used just now."), str(error))
        else:
            self.controller.use_history(history)
            self.corrections.use_history(history)
            self.today.use_history(history)
            self._use_doses(history)
            self._ask_about_pain()
            QTimer.singleShot(0, self._refresh_plan)

    def _use_doses(self, history: "History") -> None:
        """What comes next, after each session; what was accepted counts everywhere."""
        if self.doses is None:
            from gui.dose_controller import DoseController

            self.doses = DoseController(
                self.pages.summary.next_card, self._folder, parent=self.window
            )
            self.doses.doses_changed.connect(self._take_doses)
            self.controller.session_kept.connect(self._decide)
            self.corrections.changed.connect(self.doses.refresh)
        self.doses.use_history(history)

    def _forget_dose(self, exercise_id: str) -> None:
        if self.doses:
            self.doses.forget(exercise_id)

    def _ask_about_pain(self) -> None:
        """Before and after a session, and the next morning; made when the history is open."""
        from gui.pain_controller import PainController

        if self.controller.pain is None:
            pain = PainController(self.window, self._store, self._wall_clock, parent=self.window)
            pain.asks = self.settings.ask_pain
            pain.rested.connect(self._show_today)
            pain.morning_told.connect(self._show_again)
            self.controller.pain = pain
            self.controller.pain_told.connect(self.corrections.keep_pain)

    def _show_again(self, session_id: str) -> None:
        """A session whose morning after was worse: what that changes."""
        self.corrections.open_session(session_id)
        self._decide(session_id)

    def _decide(self, session_id: str) -> None:
        if self.doses:
            self.doses.use_library(self.controller.library)
            self.doses.use_settings(self.settings)
            self.doses.red_flag = self.warnings.lock is not None
            self.doses.show_session(session_id)

    def _take_doses(self, doses: "Mapping[str, OwnDose]") -> None:
        self._own_doses = doses
        self.controller.use_doses(doses)
        if self._shelf:
            self._shelf.use_doses(doses)

    def close_history(self) -> None:
        """Let go of the file, so that another can take its place."""
        if self._progress:
            self._progress.close()
        if self.history:
            self.history.close()
        self.history = None
        self.corrections.use_history(None)
        self.today.use_history(None)
        self.controller.forget_history()

    def open_sound(self) -> None:
        from gui.coach_controller import CoachController

        self._coach = coach = CoachController(
            self._folder / "voice", self.settings, self._clock, sound=self.sound
        )
        self.controller.use_coach(coach)
        coach.voices_found.connect(self.pages.settings.show_voices)
        coach.state_changed.connect(self.pages.settings.show_state)
        coach.state_changed.connect(self.pages.player.say)
        self.pages.settings.voice_test_requested.connect(coach.test_voice)
        self.pages.settings.tones_test_requested.connect(coach.test_tones)
        self._connect_sound_page(coach)
        self._connect_sound_tests(coach)
        coach.look()

    def _connect_sound_page(self, coach: "CoachController") -> None:
        """What the settings show of outputs, music, recordings and the delay; and the clips."""
        from gui.latency_controller import LatencyController

        page, player = self.pages.settings, self.pages.player
        page.music_test_requested.connect(coach.test_music)
        coach.outputs_found.connect(page.show_outputs)
        coach.music_described.connect(page.show_music)
        coach.pack_described.connect(page.show_pack)
        coach.told.connect(player.say)
        for shown in (page.show_preparing, player.show_preparing, self.window.show_preparing):
            coach.preparing_changed.connect(shown)
        coach.use_texts(self._all_sentences)
        self.latency = LatencyController(
            page.tap_panel,
            coach.sound,
            self._clock,
            lambda: self.settings.audio_delay_ms / 1000,
            parent=self.window,
        )
        coach.session_begun.connect(self.latency.stop)

    def _all_sentences(self) -> list[str]:
        from media.voice_pack import script

        return [line.text for line in script(self.controller.library)]

    def named_pages(self) -> dict[str, QWidget]:
        """The pages of the rail by a short name."""
        return {
            "today": self.pages.today,
            "plan": self.plan_stack,
            "exercises": self.exercises,
            "workouts": self.workouts,
            "progress": self.progress_stack,
            "history": self.pages.history,
            "settings": self.pages.settings,
        }

    def use_settings(self, settings: Settings) -> None:
        """Keep them, and let them count at once."""
        before, settings = self.settings, with_delay_of_output(self.settings, settings)
        self.settings = settings
        if settings.audio_delay_ms != before.audio_delay_ms:
            self.pages.settings.show_settings(settings)
        save(self._store, settings)
        self.controller.use_settings(settings)
        self.today.use_settings(settings)
        if self.reach:
            self.reach.use_settings(settings)
        if self._shelf:
            self._shelf.use_settings(settings)
        if self._progress:
            self._progress.training.injured = injured_side(settings)
        if self._coach:
            self._coach.use_settings(settings)
        self._tell_player(settings)
        self._tell_exchange(settings)
        if self.controller.pain:
            self.controller.pain.asks = settings.ask_pain
        look = (settings.theme, settings.text_percent, settings.reduced_motion)
        if look != (before.theme, before.text_percent, before.reduced_motion):
            self.restyle()

    def _tell_exchange(self, settings: Settings) -> None:
        self.exchange.keep_copies_in = (settings.export_folder, settings.export_form)

    def _tell_player(self, settings: Settings) -> None:
        player = self.pages.player
        player.flashes = settings.flash
        player.turns_by_itself = settings.turn_display
        player.rest_step_s = float(settings.rest_step_s)

    def restyle(self) -> None:
        theme = choose_theme(self.settings.theme)
        apply_theme(self._app, theme, self.settings.text_percent)
        self._show_theme(theme)

    def _show_theme(self, theme: Theme) -> None:
        dress_all(self.window)
        self.window.set_theme(theme)
        self.controller.set_theme(theme)
        still = self.settings.reduced_motion
        if self._shelf:
            self._shelf.set_look(theme, self.settings.text_percent, still=still)
        if self._self_tests:
            self._self_tests.set_theme(theme)
        if self._progress:
            self._progress.set_look(theme, self.settings.text_percent)
        self.pages.player.set_reduced_motion(self.settings.reduced_motion)
        self._tell_player(self.settings)
        self.pages.summary.set_reduced_motion(self.settings.reduced_motion)

    def close(self) -> None:
        """Put everything away: the place of the window, the sound, the history."""
        self._store.setValue("window/place", self.window.place())
        self._store.sync()
        if self._coach:
            self._coach.close()
        self.exchange.wait()
        if self.history:
            self.history.close()
