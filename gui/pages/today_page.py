"""The first page: start a warm-up with one key, go on with what was interrupted, or choose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, Theme
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.hero_button import HeroButton
from gui.widgets.layout import card, label, page_column
from gui.widgets.notice import Notice
from gui.widgets.plan_card import PlanCard
from gui.widgets.plan_facts import PlannedToday
from gui.widgets.quick_run import QuickRun
from gui.widgets.session_ring import Arc, SessionRing
from gui.widgets.warm_up_chooser import WarmUpChooser
from gui.words import clock_time, place_text
from workouts.adherence import WeekOfRuns
from workouts.model import Kind, Side
from workouts.records import Unfinished

KIND_ORDER = list(Kind)
LETTERS_WIDE = 76  # cards stand side by side from so many letters on


@dataclass(frozen=True, slots=True)
class Choice:
    """A workout as the page offers it."""

    id: str
    title: str
    kind: Kind
    total_s: float
    goal: str
    equipment: tuple[str, ...]


class TodayPage(QWidget):
    start_requested = Signal(str)  # id of a workout
    plan_requested = Signal()  # what the plan has for today
    warm_up_requested = Signal()  # as the chooser says
    continue_requested = Signal()
    close_requested = Signal()  # the interrupted session as it stands
    quiet_toggled = Signal(bool)
    runs_requested = Signal()
    all_workouts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._detail = ""
        self.title = label(self.tr("Ready when you are"), "title")
        self.quiet_chip = Chip(self.tr("Quiet"), checkable=True, says=self.tr("Quiet mode"))
        self.quiet_chip.setToolTip(
            self.tr("For early mornings: no voice in the room. How is chosen in the settings.")
        )
        self.notice = card("notice")
        self.notice_text = label("", "lead")
        self.continue_button = QPushButton(self.tr("Continue"))
        self.close_button = QPushButton(self.tr("Close it, keep what was done"))
        self.news = Notice()
        self.warm_up_button = HeroButton(self.tr("Warm up"))
        self.chooser = WarmUpChooser()
        self.why_label = label("", "muted")
        self.why_button = QPushButton(self.tr("Why these?"))
        self.reasons_label = label("", "muted")
        self.ring = SessionRing()
        self.week_label = label("", "section")
        self.last_week_label = label("", "muted")
        self.fact_label = label("", "body")
        self.plan_card = PlanCard()
        self.quick_run = QuickRun()
        self.problems_label = label("", "muted")
        self._flow = FlowLayout(gap=SPACE["s"])
        self._buttons: list[QPushButton] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = page_column(self)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.quiet_chip, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._interrupted())
        column.addWidget(self.news)
        column.addWidget(self._hero())
        column.addWidget(self.plan_card)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(SPACE["m"])
        self._halves.addWidget(self._week(), 1)
        self._halves.addWidget(_in_card(self.quick_run), 1)
        column.addLayout(self._halves)
        more = QHBoxLayout()
        more.addWidget(label(self.tr("All workouts"), "section"), 1)
        column.addLayout(more)
        column.addLayout(self._flow)
        column.addWidget(self.problems_label)
        column.addStretch(1)
        for quiet in (self.problems_label, self.fact_label, self.last_week_label, self.plan_card):
            quiet.hide()

    def _interrupted(self) -> QWidget:
        self.continue_button.setProperty("kind", "primary")
        inside = QVBoxLayout(self.notice)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.addWidget(self.notice_text)
        buttons = QHBoxLayout()
        buttons.addWidget(self.continue_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.notice.hide()
        return self.notice

    def _hero(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        column.setSpacing(SPACE["m"])
        column.addWidget(self.warm_up_button)
        column.addWidget(self.chooser)
        self.why_button.setProperty("kind", "quiet")
        self.why_button.setCheckable(True)
        row = QHBoxLayout()
        row.addWidget(self.why_label, 1)
        row.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.reasons_label)
        self.reasons_label.hide()
        return frame

    def _week(self) -> QWidget:
        frame = card()
        row = QHBoxLayout(frame)
        row.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["l"], SPACE["m"])
        row.setSpacing(SPACE["m"])
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        words.addStretch(1)
        for part in (self.week_label, self.last_week_label, self.fact_label):
            words.addWidget(part)
        words.addStretch(1)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return frame

    def _connect(self) -> None:
        self.continue_button.clicked.connect(self.continue_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.warm_up_button.clicked.connect(self.warm_up_requested)
        self.quiet_chip.toggled.connect(self.quiet_toggled)
        self.why_button.toggled.connect(self.reasons_label.setVisible)
        self.quick_run.more_button.clicked.connect(self.runs_requested)
        self.plan_card.start_requested.connect(self.plan_requested)

    def set_theme(self, theme: Theme) -> None:
        self.ring.set_theme(theme)
        self.warm_up_button.set_theme(theme)

    # -- what is shown

    def show_warm_up(self, detail: str, chosen: Sequence[tuple[str, str]]) -> None:
        """What the large button starts: how long, until when, with what and why."""
        self.why_label.setText("  ·  ".join(name for name, _ in chosen))
        self.reasons_label.setText("\n".join(f"{name}: {why}." for name, why in chosen))
        self._show_possible(detail, possible=True)

    def show_no_warm_up(self, why: str) -> None:
        """There is nothing to start as it is asked for."""
        self.why_label.setText(why)
        self._show_possible("", possible=False)

    def _show_possible(self, detail: str, *, possible: bool) -> None:
        self._detail = detail
        self._show_detail()
        self.warm_up_button.setEnabled(possible)
        self.why_button.setVisible(possible)
        self.reasons_label.setVisible(possible and self.why_button.isChecked())

    def _show_detail(self) -> None:
        """Enter is the key of the warm-up unless something waits to be continued."""
        is_first = self._detail and self.notice.isHidden()
        enter = self.tr("  ·  press Enter") if is_first else ""
        self.warm_up_button.show_detail(self._detail + enter)

    def show_week(self, week: WeekOfRuns, waiting: int, last_week: str) -> None:
        """Runs of this week that began with a warm-up; `waiting`: warm-ups not run after yet."""
        parts = max(week.goal, week.activated)
        arcs = [Arc(1.0, 1.0 if n < week.activated else 0.0, Side.BOTH) for n in range(parts)]
        big = self.tr("{} of {}").format(week.activated, week.goal)
        self.ring.show_arcs(arcs, big, self.tr("this week"), draw_in=False)
        self.week_label.setText(self._week_text(week, waiting))
        self.last_week_label.setText(last_week)
        self.last_week_label.setVisible(bool(last_week))

    def _week_text(self, week: WeekOfRuns, waiting: int) -> str:
        if week.reached:
            return self.tr("Your week is round: {} runs began with a warm-up.").format(
                week.activated
            )
        if waiting:
            return self.tr("You warmed up. Tell of the run, and it counts.")
        return self.tr("Runs that began with a warm-up")

    def show_plan(self, planned: PlannedToday | None) -> None:
        """What the plan has for today; nothing is shown where there is none."""
        self.plan_card.show_plan(planned)

    def show_fact(self, text: str) -> None:
        """One gentle fact; an empty text hides it."""
        self.fact_label.setText(text)
        self.fact_label.setVisible(bool(text))

    def show_quiet(self, *, on: bool, how: str = "") -> None:
        """Whether it is quiet, and how in words."""
        self.quiet_chip.setText(
            self.tr("Quiet: {}").format(how) if on and how else self.tr("Quiet")
        )
        self.quiet_chip.blockSignals(True)
        self.quiet_chip.setChecked(on)
        self.quiet_chip.blockSignals(False)

    def show_choices(self, choices: Iterable[Choice]) -> None:
        """Offer these workouts, warm-ups first."""
        self._choices = sorted(choices, key=lambda c: (KIND_ORDER.index(c.kind), c.total_s, c.id))
        self._flow.empty()
        self._buttons = [self._button(choice) for choice in self._choices]
        for button in self._buttons:
            self._flow.addWidget(button)

    def show_problems(self, problems: Iterable[str]) -> None:
        """Files of one's own that were left out, and why."""
        text = "\n".join(problems)
        self.problems_label.setText(text)
        self.problems_label.setVisible(bool(text))

    def show_unfinished(self, unfinished: Unfinished | None) -> None:
        """Offer to go on with an interrupted session."""
        self.notice.setVisible(unfinished is not None)
        self._show_detail()
        if unfinished:
            checkpoint = unfinished.checkpoint
            place = place_text(checkpoint.timeline.steps[checkpoint.step])
            text = self.tr("{} was interrupted. Continue at {}?")
            self.notice_text.setText(text.format(unfinished.session.title, place))

    def focus_first(self) -> None:
        (self.continue_button if self.notice.isVisibleTo(self) else self.warm_up_button).setFocus()

    # -- within

    @Slot()
    def _start_card(self) -> None:
        button = self.sender()
        if button in self._buttons:
            self.start_requested.emit(self._choices[self._buttons.index(button)].id)

    def _button(self, choice: Choice) -> QPushButton:
        says = f"{choice.title}, {clock_time(choice.total_s)}, {choice.goal}"
        button = Chip(f"{choice.title}  ·  {clock_time(choice.total_s)}", says=says)
        button.setToolTip(choice.goal)
        button.clicked.connect(self._start_card)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= LETTERS_WIDE * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)


def _in_card(widget: QWidget) -> QWidget:
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["m"], SPACE["m"])
    column.addWidget(widget)
    column.addStretch(1)
    return frame
