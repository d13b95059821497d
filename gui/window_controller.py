"""Builds the window and all that lives as long as it does; first paint first, the rest after."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui.app_controller import AppController, Pages
from gui.exchange_controller import ExchangeController
from gui.history_controller import HistoryController
from gui.main_window import MainWindow
from gui.pages.add_session_page import AddSessionPage
from gui.pages.history_page import HistoryPage
from gui.pages.settings_page import SettingsPage
from gui.pages.summary_page import SummaryPage
from gui.pages.today_page import TodayPage
from gui.player.player_page import PlayerPage
from gui.return_controller import ReturnController
from gui.safety_controller import SafetyController
from gui.settings import Settings, injured_side, load, save, with_delay_of_output
from gui.theme import Theme, apply_theme, choose_theme, dress_all
from gui.today_controller import TodayController
from gui.welcome_controller import WelcomeController
from gui.widgets.lazy_stack import HIDDEN_KEY, LazyStack
from workouts.library import Library
from workouts.records import RunRecord
from workouts.rules import Rules, standard_rules
from workouts.timeline import compile_workout
from workouts.wish import Wish, wish_from

if TYPE_CHECKING:
    from db.history import History
    from gui.coach_controller import CoachController
    from gui.dose_controller import DoseController
    from gui.latency_controller import LatencyController
    from gui.library_controller import LibraryController
    from gui.plan_controller import PlanController
    from gui.progress_controller import ProgressController
    from gui.reach_controller import ReachController
    from gui.self_test_controller import SelfTestController
    from media.sound import Sound
    from workouts.own_dose import OwnDose

log = logging.getLogger(__name__)

FIRST_MINUTE = "pre-run-1"
PLAN_KEY = "plan/state"  # in the store: what was followed before the history knew it
FACT_AFTER_MS = 1500  # the start and a summary come first


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
        self._app, self.store = app, store
        self.clock = clock
        self.folder, self.database, self.wall_clock = folder, database, wall_clock
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
        self._library: LibraryController | None = None  # made when first wanted
        self._self_tests: SelfTestController | None = None
        self._progress: ProgressController | None = None
        self.first_library = library
        self.exercises, self.workouts = LazyStack(), LazyStack()
        for stack in (self.exercises, self.workouts):
            stack.wanted.connect(self._fill_stack)
        self.progress_stack = LazyStack()
        self.progress_stack.wanted.connect(self._fill_progress)
        self._plans: PlanController | None = None
        self.history: History | None = None
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
        self._connect_welcome()
        self._connect_safety()
        self._connect_return()
        self.corrections = HistoryController(self.pages.summary, self.pages.history)
        self.corrections.use_library(lambda: self.controller.library)
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
        self.latency: LatencyController | None = None
        self.doses: DoseController | None = None
        self.own_doses: Mapping[str, OwnDose] = {}
        self.pages.settings.settings_changed.connect(self.use_settings)
        self.pages.settings.safety_requested.connect(self.welcoming.show_safety)
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

    def ask_first_questions(self) -> None:
        """At a start: the safety page where it is due, else how the morning after is."""
        if not self.welcoming.ask_safety() and self.history and self.controller.pain:
            self.controller.pain.ask_morning(self.history)

    def _connect_welcome(self) -> None:
        """The first steps, and the safety page."""
        self.welcoming = welcoming = WelcomeController(
            self.window, lambda: self.settings, self.current_day, self._last_illness, self.window
        )
        welcoming.settings_answered.connect(self.take_settings)
        welcoming.home_requested.connect(self.show_today)
        welcoming.first_minute_requested.connect(self._start_first_minute)

    def _last_illness(self) -> date | None:
        return self.history.last_illness(self.current_day()) if self.history else None

    def _start_first_minute(self) -> None:
        self.controller.start(FIRST_MINUTE)

    def _connect_return(self) -> None:
        """Less after time away, for today."""
        self.returning = ReturnController(
            self.window,
            self.current_history,
            lambda: self.controller.library,
            lambda: self.settings,
            self._current_rules,
            self.wall_clock,
            self.window,
        )
        self.returning.told.connect(self.pages.player.say)
        self.controller.ease_before = self.returning.look_before

    def _connect_safety(self) -> None:
        """The signs to stop at from every page, and a look at equipment before a session."""
        self.warnings = SafetyController(self.window, lambda: self.settings, self.window)
        self.controller.look_before = self.warnings.look_before
        self.controller.notice_before = self.warnings.give_notice
        self.warnings.settings_changed.connect(self.take_settings)
        self.warnings.pause_requested.connect(self.controller.pause)
        self.warnings.stop_requested.connect(self.controller.stop)
        self.warnings.told.connect(self.pages.player.say)
        self.warnings.lock_changed.connect(self._show_lock)
        self.warning_link = self.window.add_link(self.window.tr("Signs to stop at\n(F9)"), "F9")
        self.warning_link.clicked.connect(self.warnings.show_flags)
        self.pages.player.signs_requested.connect(self.warnings.show_flags)
        self._show_lock(self.warnings.lock)

    def _show_lock(self, flag: object) -> None:
        """The foot of the rail says that the plan is locked, and leads to why."""
        tr = self.window.tr
        free, locked = tr("Signs to stop at\n(F9)"), tr("Plan locked: why?\n(F9)")
        self.warning_link.setText(locked if flag else free)
        self._refresh_plan()
        self.warning_link.setAccessibleName(self.warning_link.text().replace("\n", " "))

    def current_day(self) -> date:
        return self.wall_clock().date()

    def _connect_history(self) -> None:
        """A session just over is shown and backed up; what is corrected is shown everywhere."""
        controller, corrections, exchange = self.controller, self.corrections, self.exchange
        controller.session_kept.connect(corrections.show_summary)
        controller.session_kept.connect(exchange.back_up_quietly)
        controller.session_kept.connect(self._follow_plan)
        corrections.changed.connect(self._refresh_plan)
        self.pages.today.plan_requested.connect(self._start_planned)
        self.pages.today.plan_card.plan_requested.connect(self._show_plan)
        self.pages.today.plan_card.advice_requested.connect(self.warnings.show_flags)
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
        exchange.changed.connect(self._refresh_plan)
        exchange.backed_up.connect(self._tell_backup)
        exchange.copied.connect(self._tell_copy)
        self.pages.summary.done_requested.connect(self._leave_summary)

    def _ask_scores(self, session_id: str) -> None:
        """Self-tests are scored before their summary is looked at."""
        from workouts.self_test import to_score

        if self.history and to_score(self.history.sets(session_id)):
            self.self_tests.ask_scores(session_id)

    def show_scored(self, session_id: str) -> None:
        self.corrections.show_summary(session_id)
        self._show_summary()

    def _connect_today(self) -> None:
        today = self.today
        today.start_requested.connect(self.controller.start_timeline)
        today.settings_changed.connect(self.take_settings)
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
        self.adding.show_choices([(one.id, one.title) for one in workouts], self.wall_clock())
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

        self.pages.settings.show_athlete(add_athlete(self.folder, name))

    @property
    def library(self) -> "LibraryController":
        """The pages of the library and what they do; made when first wanted."""
        if self._library is None:
            from gui.room_pages import make_library

            self._library = make_library(self)
        return self._library

    @property
    def self_tests(self) -> "SelfTestController":
        """The pages of the self-tests; made when first wanted."""
        if self._self_tests is None:
            from gui.room_pages import make_self_tests

            self._self_tests = make_self_tests(self)
        return self._self_tests

    @property
    def progress(self) -> "ProgressController":
        """The pages of progress and what they do; made when first wanted."""
        if self._progress is None:
            from gui.room_pages import make_progress

            self._progress = make_progress(self)
        return self._progress

    @property
    def plans(self) -> "PlanController":
        """The pages of the plan and what they do; made when first wanted."""
        if self._plans is None:
            from gui.room_pages import make_plans

            self._plans = make_plans(self)
        return self._plans

    def show_self_tests(self) -> None:
        """The page of the self-tests, with the way back to where one came from."""
        self.self_tests.show_tests()

    def leave_self_tests(self) -> None:
        self.window.show_home()
        if self._progress:
            self._progress.refresh_if_seen()

    def _fill_progress(self, _: object) -> None:
        self.progress.show_overview()

    def show_exercise_history(self, exercise_id: str) -> None:
        """Everything done of one exercise, with the way back to where it was asked for."""
        self.progress.open_exercise(exercise_id)

    def _fill_plan(self, _: object) -> None:
        self.plans.show()

    def _refresh_plan(self) -> None:
        """What Today and the plan show of it; nothing is made where no programme is followed."""
        if self._has_plan():
            self.plans.refresh()

    def _has_plan(self) -> bool:
        if self._plans or self.history is None:
            return self._plans is not None
        return self.history.follows_a_programme() or bool(self.store.value(PLAN_KEY))

    def _follow_plan(self, session_id: str) -> None:
        if self._has_plan():
            self.plans.follow_session(session_id)

    def _start_planned(self) -> None:
        self.plans.start_today()

    def _show_plan(self) -> None:
        self.window.show_home(self.plan_stack)
        self.plans.page_asked(self.plan_stack)

    def keep_planned_run(self, day: date) -> None:
        """A run of the plan was done; how long it was can be told among the runs."""
        if self.history:
            began = datetime.combine(day, self.wall_clock().timetz())
            self.history.add_run(RunRecord(min(began, self.wall_clock()), None, kind="easy"))

    def _fill_stack(self, stack: object) -> None:
        self.library.show_list(stack)

    def _open_file(self, path: Path) -> None:
        self.library.open_file(path)

    def current_history(self) -> "History | None":
        """The history, while it is open."""
        return self.history

    def take_settings(self, settings: Settings) -> None:
        """Changed elsewhere than on the page of settings, which then shows it."""
        self.pages.settings.show_settings(settings)
        self.use_settings(settings)

    def show_today(self) -> None:
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
            self.store,
            self.database,
            self.settings,
            self.wall_clock,
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
            self.pages.today.show_fact(fact_for(self.database, self.current_day()))

    def open_history(self) -> None:
        """Open the history; where that fails, say so: sessions can still be done."""
        from db.errors import HistoryDamagedError, HistoryError
        from db.history import History

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.history = history = History(self.database, now=self.wall_clock)
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
                self.pages.summary.next_card, self.folder, parent=self.window
            )
            self.doses.doses_changed.connect(self._take_doses)
            self.controller.session_kept.connect(self._decide)
            self.corrections.changed.connect(self.doses.refresh)
        self.doses.use_history(history)

    def _current_rules(self) -> Rules:
        return self.doses.rules if self.doses else standard_rules()

    def forget_dose(self, exercise_id: str) -> None:
        if self.doses:
            self.doses.forget(exercise_id)

    def _ask_about_pain(self) -> None:
        """Before and after a session, and the next morning; made when the history is open."""
        from gui.pain_controller import PainController

        if self.controller.pain is None:
            pain = PainController(
                self.window, self.store, self.wall_clock, self._current_rules, parent=self.window
            )
            pain.asks = self.settings.ask_pain
            pain.rested.connect(self.show_today)
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
            self.doses.easier_week = self._plans is not None and self._plans.easier_now
            self.doses.show_session(session_id)

    def _take_doses(self, doses: "Mapping[str, OwnDose]") -> None:
        self.own_doses = doses
        self.controller.use_doses(doses)
        if self._library:
            self._library.use_doses(doses)

    def close_history(self) -> None:
        """Let go of the file, so that another can take its place."""
        if self.reach:
            self.reach.watch.stop()
        if self._progress:
            self._progress.close()
        if self.history:
            self.history.close()
        self.history = None
        self.corrections.use_history(None)
        self.today.use_history(None)
        self.controller.forget_history()

    def open_sound(self) -> None:
        """Voice, tones and music, for sessions and for their tests on the pages."""
        from gui.sound_controller import open_coach

        self._coach = open_coach(self, self.sound)

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
        save(self.store, settings)
        self.controller.use_settings(settings)
        self.today.use_settings(settings)
        if self.reach:
            self.reach.use_settings(settings)
        if self._library:
            self._library.use_settings(settings)
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
        if self._library:
            self._library.set_look(theme, self.settings.text_percent, still=still)
        if self._self_tests:
            self._self_tests.set_theme(theme)
        if self._progress:
            self._progress.set_look(theme, self.settings.text_percent)
        self.pages.player.set_reduced_motion(self.settings.reduced_motion)
        self._tell_player(self.settings)
        self.pages.summary.set_reduced_motion(self.settings.reduced_motion)

    def close(self) -> None:
        """Put everything away: the place of the window, the sound, the history."""
        self.store.setValue("window/place", self.window.place())
        self.store.sync()
        if self._coach:
            self._coach.close()
        self.exchange.wait()
        if self.reach:
            self.reach.watch.stop()
        if self.history:
            self.history.close()
