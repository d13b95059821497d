"""The junction of the page of the plan with the history: what is planned, done, moved, paused."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from db.calendar import plan_as_ics
from db.errors import HistoryError
from db.plan import Plan, PlanUndo
from gui.main_window import MainWindow
from gui.pages.plan_page import PlanPage
from gui.pages.plan_setup_page import PlanSetupPage
from gui.plan_keeping_controller import PlanKeeper
from gui.plan_setup import setup_of
from gui.plan_words import day_text, span_text
from gui.settings import Settings, options_of
from gui.theme import dress_all
from gui.widgets.lazy_stack import LazyStack
from gui.widgets.plan_facts import PlannedToday
from workouts import replan
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.plan import DAY, WEEK, Wishes, repeated
from workouts.plan_book import PlanBook
from workouts.plan_gates import answered
from workouts.replan import Change


class PlanController(QObject):
    """Fills the stack of the plan; knows what is on today."""

    timeline_requested = Signal(object)  # a Timeline to begin
    today_changed = Signal(object)  # PlannedToday or None
    run_said = Signal(object)  # the day a run of the plan was done
    safety_requested = Signal()
    tests_requested = Signal()  # the page of the self-tests

    def __init__(
        self,
        window: MainWindow,
        stack: LazyStack,
        database: Path,
        store: QSettings,
        now: Callable[[], datetime],
        library: Callable[[], Library],
        settings: Callable[[], Settings],
        lock: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self.stack, self._database = window, stack, database
        self._library, self._settings, self._lock = library, settings, lock
        self.keeper = PlanKeeper(database, store, now, library, settings, lock)
        self.setup_page: PlanSetupPage | None = None
        self._turned = 0  # weeks from this one that are looked at
        self._stale = True  # the page shows what was; made anew when it is looked at
        self.midnight = QTimer(self, singleShot=True)
        self.midnight.timeout.connect(self.refresh)

    @property
    def easier_now(self) -> bool:
        """Whether the plan asks for less this week."""
        return self.keeper.book.easier_now

    @cached_property
    def page(self) -> PlanPage:
        """Made when first looked at."""
        page = PlanPage()
        page.programme_chosen.connect(self.show_setup)
        page.start_requested.connect(self.start)
        page.move_requested.connect(self.move)
        page.skip_requested.connect(self.skip)
        page.repeat_requested.connect(self.repeat)
        page.answered.connect(self.answer)
        page.exercise_requested.connect(self.try_exercise)
        page.tests_requested.connect(self.tests_requested)
        page.repeat_week_requested.connect(self.repeat_week)
        page.pause_requested.connect(self.pause)
        page.resume_requested.connect(self.resume)
        page.keep_requested.connect(self.keep_going)
        page.end_requested.connect(self.end)
        page.next_requested.connect(self._offer_next)
        page.another_requested.connect(self._offer_another)
        page.calendar_requested.connect(self.ask_calendar)
        page.week_turned.connect(self.turn)
        page.run_requested.connect(self.say_run)
        page.safety_requested.connect(self.safety_requested)
        page.seen.connect(self._show_if_stale)
        return page

    @property
    def plan(self) -> Plan:
        return self.keeper.plan

    @property
    def book(self) -> PlanBook:
        """The plan as it was read last."""
        return self.keeper.book

    # -- showing

    @Slot()
    def show(self) -> None:
        """The week, or the guide where nothing is followed."""
        page = self.page
        self.refresh()
        self.stack.show_page(page)
        self._show_if_stale()
        page.look_at_top()
        page.focus_first()

    @Slot(object)
    def page_asked(self, page: object) -> None:
        if page is self.stack:
            self._turned = 0
            self.show()

    @Slot()
    def refresh(self) -> None:
        """Everything as it is now, on Today and, once it is looked at, on the page."""
        self.keeper.read()
        opened = self.keeper.note_gates()
        self._stale = True
        if "page" in self.__dict__ and self.page.isVisible():
            self._show_if_stale()
        self.today_changed.emit(self.planned_today())
        self.midnight.start(round(1000 * seconds_left(self.keeper.now())) + 1000)
        if opened:
            gate, undo = opened
            text = self.tr('"{}" is open: week {} begins today.')
            self._tell(text.format(gate.title, gate.after_week + 1), undo)

    @Slot()
    def _show_if_stale(self) -> None:
        if not self._stale:
            return
        self._stale = False
        if self.book.today != self.keeper.today:  # midnight went by
            self.keeper.read()
        if self.book.followed:
            self._show_week()
        else:
            self.page.show_guide(self.keeper.rows().offers(), locked=self._lock())
        dress_all(self.page)

    def planned_today(self) -> PlannedToday | None:
        """What the plan has for today; nothing where nothing is followed."""
        return self.keeper.rows().today()

    def start_today(self) -> None:
        """Begin what the plan has for today."""
        if one := self.keeper.rows().to_start():
            self.start(one.id)

    def _show_week(self) -> None:
        first = self._monday + WEEK * self._turned
        rows = self.keeper.rows()
        self.page.show_week(
            rows.heads(),
            rows.week(first),
            rows.gates(),
            span_text(first, first + DAY * 6),
            locked=self._lock(),
            more=bool(self.keeper.beside()),
            is_now=self._turned == 0,
        )

    @property
    def _monday(self) -> date:
        return self.keeper.today - DAY * self.keeper.today.weekday()

    def _turn_to(self, day: date) -> None:
        """The week a day lies in; this one where it is past."""
        self._turned = max(0, (day - self._monday).days // 7)

    # -- gates

    @Slot(str, str, bool)
    def answer(self, programme: str, need: str, met: bool) -> None:
        """The athlete's word on what no record shows."""
        said = answered(self.book.state, programme, need, met=met)
        self._write(lambda: self.plan.keep(said))
        self.refresh()

    @Slot(str)
    def try_exercise(self, exercise_id: str) -> None:
        """Do what a gate waits for: one default set of the exercise."""
        try:
            options = options_of(self._settings())
            self.timeline_requested.emit(self._library().timeline(exercise_id, options))
        except (LibraryError, UnknownIdError) as error:
            self._window.tell(self.tr("This workout cannot be started."), str(error))

    # -- beginning and ending

    @Slot()
    def _offer_another(self) -> None:
        self._show_guide(self.keeper.beside(), self.tr("This one may run beside what you follow."))

    @Slot()
    def _offer_next(self) -> None:
        """All programmes again, after one is over."""
        self._show_guide(None, self.tr("What comes next takes the place of the one that is over."))

    def _show_guide(self, among: frozenset[str] | None, lead: str) -> None:
        self.page.show_guide(self.keeper.rows().offers(among), locked=self._lock(), lead=lead)
        dress_all(self.page)
        self.page.focus_first()

    @Slot(str)
    def show_setup(self, programme_id: str) -> None:
        """What a programme says of itself, and when to begin."""
        programme = self._library().programme(programme_id)
        if programme is None:
            return
        if self.setup_page:
            self.stack.removeWidget(self.setup_page)
            self.setup_page.deleteLater()
        wishes = replan.days_to_choose(self.book, programme)
        setup = setup_of(programme, self.keeper.rows().facts(programme), wishes)
        self.setup_page = page = PlanSetupPage(setup, self.keeper.today)
        page.begin_requested.connect(self._begin_chosen)
        page.back_requested.connect(self.show)
        self.stack.show_page(page)
        dress_all(page)
        page.focus_first()

    @Slot(object, object, object, str)
    def _begin_chosen(
        self, start: date, training: frozenset[int], runs: frozenset[int], variant: str
    ) -> None:
        if self.setup_page:
            self.begin(self.setup_page.setup.id, start, Wishes(training, runs), variant)

    def begin(self, programme_id: str, start: date, wishes: Wishes, variant: str = "") -> None:
        """Follow a programme from a day on; one that may not run beside it makes room."""
        programme = self._library().programme(programme_id)
        if programme is None:
            return
        self.keeper.read()
        change = replan.begin(self.book, programme, start, wishes, variant)
        undo = self._write(lambda: self.keeper.do(change))
        self._turn_to(start)
        self.show()
        if undo:
            self._tell(self.tr("{} is planned.").format(programme.title), undo)

    @Slot(str)
    def end(self, programme_id: str) -> None:
        """Stop following it; what was done stays."""
        programme = self.book.programmes.get(programme_id)
        title = programme.title if programme else programme_id
        text = self.tr("{} has ended. What you did is kept.").format(title)
        self._do_and_tell(replan.end(self.book, programme_id), text)

    @Slot(str)
    def pause(self, programme_id: str) -> None:
        """No session is offered until it goes on."""
        if pair := self.keeper.followed(programme_id):
            text = self.tr("Paused. It waits for you, and nothing is missed.")
            self._do_and_tell(replan.pause(self.book, pair[0]), text)

    @Slot(str)
    def resume(self, programme_id: str) -> None:
        """Go on from today, with what the time away asks for."""
        if pair := self.keeper.followed(programme_id):
            self._turned = 0
            said = self.tr("You go on with week {}.").format(
                replan.week_to_come_back_to(self.book, pair[0])
            )
            if self.book.comes_back(pair[0]):
                said = self.keeper.rows().back_text(*pair)
            self._do_and_tell(replan.come_back(self.book, *pair), said)

    @Slot(str)
    def keep_going(self, programme_id: str) -> None:
        """Go on as it was planned, whatever the time away asks for."""
        if pair := self.keeper.followed(programme_id):
            text = self.tr("It stays as it was planned.")
            self._do_and_tell(replan.keep(self.book, pair[0]), text)

    @Slot(str)
    def repeat_week(self, programme_id: str) -> None:
        """The week before a closed gate once more; what comes after it follows."""
        pair, gate = self.keeper.followed(programme_id), self.keeper.gates.closed(programme_id)
        if pair is None or gate is None or not gate.after_week:
            return
        change = replan.week_again(self.book, *pair, gate)
        self._turn_to(min((one.day for one in change.new), default=self.keeper.today))
        text = self.tr("Week {} comes once more.").format(gate.after_week)
        self._do_and_tell(change, text)

    # -- one session of the plan

    @Slot(str)
    def start(self, id_: str) -> None:
        """Begin a planned session as the week asks for it."""
        one = self.book.find(id_)
        if one is None or not self.keeper.rows().may_start(one):
            return
        try:
            self.timeline_requested.emit(self.keeper.timeline(one))
        except (LibraryError, UnknownIdError) as error:
            self._window.tell(self.tr("This workout cannot be started."), str(error))

    @Slot(str, object)
    def move(self, id_: str, day: date) -> None:
        if one := self.book.find(id_):
            text = self.tr("{} is on {} now.").format(self.keeper.rows().title(one), day_text(day))
            self._write_and_tell(lambda: self.plan.move(one, day), text)

    @Slot(str)
    def skip(self, id_: str) -> None:
        """Left out: nothing counts against it."""
        if one := self.book.find(id_):
            text = self.tr("{} is left out. That is fine.").format(self.keeper.rows().title(one))
            self._write_and_tell(lambda: self.plan.skip(one), text)

    @Slot(str, object)
    def repeat(self, id_: str, day: date) -> None:
        if one := self.book.find(id_):
            title = self.keeper.rows().title(one)
            text = self.tr("{} comes once more on {}.").format(title, day_text(day))
            self._write_and_tell(lambda: self.plan.add([repeated(one, day)]), text)

    @Slot(str)
    def say_run(self, id_: str) -> None:
        if one := self.book.find(id_):
            self.run_said.emit(one.day)
            self.refresh()

    @Slot(str)
    def follow_session(self, session_id: str) -> None:
        """A session is over: the planned one it fulfils is done."""
        self.keeper.follow_session(session_id)
        self.refresh()

    @Slot(int)
    def turn(self, step: int) -> None:
        """Look at the week before or after; 0 comes back to this one."""
        self._turned = self._turned + step if step else 0
        self.refresh()

    # -- keeping, undoing, exporting

    def _do_and_tell(self, change: Change, text: str) -> None:
        self._write_and_tell(lambda: self.keeper.do(change), text)

    def _write_and_tell(self, write: Callable[[], PlanUndo], text: str) -> None:
        undo = self._write(write)
        self.refresh()
        if undo:
            self._tell(text, undo)

    def _write(self, write: Callable[[], PlanUndo]) -> PlanUndo | None:
        """The way back; None where the file refuses: then nothing has changed, and it says so."""
        try:
            return write()
        except HistoryError as error:
            self._window.tell(self.tr("The plan cannot be changed just now."), str(error))
            return None

    def _tell(self, text: str, undo: PlanUndo) -> None:
        def take_back() -> None:
            self._write(lambda: self.plan.undo(undo))
            self.refresh()

        self.page.notice.tell(text, take_back)

    @Slot()
    def ask_calendar(self) -> None:
        """Choose a file for the plan as iCalendar."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the plan"), "plan.ics", self.tr("Calendar (*.ics)")
        )
        if path:
            self.save_calendar(Path(path))

    def save_calendar(self, path: Path) -> None:
        """What is planned and what was done of it, as events of whole days."""
        titles = self._library().titles
        try:
            path.write_bytes(plan_as_ics(self._database, titles))
        except (HistoryError, OSError) as error:
            self._window.tell(self.tr("The calendar cannot be written."), str(error))
        else:
            self.page.notice.tell(self.tr("Saved as {}.").format(path.name))


def seconds_left(now: datetime) -> float:
    """Until the day is over, by the clock on the wall."""
    tomorrow = datetime.combine(now.date() + DAY, time.min, now.tzinfo)
    return (tomorrow - now).total_seconds()
