"""The pages of the plan in a window of their own, over a real history: what most tests need."""

from datetime import date, datetime, timedelta

from gui.main_window import MainWindow
from gui.plan_controller import PlanController
from gui.settings import Settings
from gui.widgets.lazy_stack import LazyStack
from workouts.model import Kind
from workouts.plan import own_weekdays
from workouts.records import RunRecord

MONDAY = date(2030, 1, 7)  # where the wall clock stands


def after(days):
    return MONDAY + timedelta(days=days)


class Now:
    """The time of day; a day comes when it is told to."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at

    def go_to(self, day, hour=7):
        self.at = self.at.replace(year=day.year, month=day.month, day=day.day, hour=hour)


class Planner:
    def __init__(self, history, store, now, library):
        self.history, self.now, self.library = history, now, library
        self.lock, self.settings = "", Settings()
        self.begun, self.today = [], []  # timelines; what Today was told
        self.window, self.stack = MainWindow(), LazyStack()
        self.window.add_page("Plan", self.stack)
        self.plans = PlanController(
            self.window,
            self.stack,
            history.path,
            store,
            now,
            lambda: self.library,
            lambda: self.settings,
            lambda: self.lock,
            parent=self.window,
        )
        self.plans.timeline_requested.connect(self.begun.append)
        self.plans.today_changed.connect(self.today.append)
        self.plans.run_said.connect(self.keep_run)
        self.window.resize(1280, 800)
        self.window.show()

    @property
    def page(self):
        return self.plans.page

    @property
    def book(self):
        return self.plans.book

    @property
    def days(self):
        return self.plans.book.live

    @property
    def head(self):
        """Of the programme that was begun first."""
        return self.plans.keeper.rows().heads()[0]

    def press(self, id_, what):
        self.page.buttons[id_, what].click()

    def has(self, id_, what):
        return (id_, what) in self.page.buttons

    def offered(self):
        return [id_ for id_, what in self.page.buttons if what == "choose"]

    def follow(self, programme, start=MONDAY, variant=""):
        wishes = own_weekdays(self.library.programmes[programme])
        self.plans.begin(programme, start, wishes, variant)

    def on(self, day):
        return [one.workout_id for one in self.days if one.day == day]

    def why_not(self, one):
        return self.plans.keeper.rows().why_not(one)

    def go_to(self, day, hour=7):
        """That day comes, and the plan is looked at."""
        self.now.go_to(day, hour)
        self.plans.refresh()

    def undo(self):
        assert self.page.notice.isVisible()
        self.page.notice.yes_button.click()

    def train(self, workout, kind=Kind.STRENGTH, state="finished", pain=None):
        """Keep a session as the player does, without going through its steps."""
        id_ = self.history.begin(workout, "Title", kind, 60, "test")
        self.history.finish(id_, state, 60, 0)
        if pain is not None:
            self.history.set_session_pain(id_, "worst", pain)
        self.plans.follow_session(id_)
        return id_

    def do(self, one):
        """Start a planned session by its button, and be done with it."""
        self.press(one.id, "start")
        timeline = self.begun.pop()
        self.train(timeline.workout_id, timeline.kind)
        return timeline

    def keep_run(self, day):
        began = datetime.combine(day, self.now().timetz())
        self.history.add_run(RunRecord(began, None, kind="easy"))
