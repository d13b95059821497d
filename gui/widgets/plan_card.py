"""The plan on Today: what it has for the day, and its week in seven small signs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, dress_all
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label
from gui.widgets.plan_facts import DayMark, PlannedToday
from gui.widgets.side_by_side import SideBySide

LETTERS_WIDE = 60  # from so many on, the week stands beside the words
SIGNS = {"done": "✓", "today": "●", "open": "○", "to-come": "○", "free": "·"}


class PlanCard(QFrame):
    start_requested = Signal()
    plan_requested = Signal()  # the page of the plan
    advice_requested = Signal()  # the plan is locked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title_label = label("", "section")
        self.detail_label = label("", "muted")
        self.start_button = QPushButton()
        self.advice_button = QPushButton(self.tr("Read the advice"))
        self.plan_button = QPushButton(self.tr("The week"))
        self.days: list[QWidget] = []
        self._lay_out()
        self.start_button.clicked.connect(self.start_requested)
        self.advice_button.clicked.connect(self.advice_requested)
        self.plan_button.clicked.connect(self.plan_requested)

    def _lay_out(self) -> None:
        self.start_button.setProperty("kind", "primary")
        self.plan_button.setProperty("kind", "quiet")
        self.plan_button.setAccessibleName(self.tr("The week of the plan"))
        words, week = QWidget(), QWidget()
        lines, self._week = QVBoxLayout(words), QHBoxLayout(week)
        for layout in (lines, self._week):
            layout.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE["xs"])
        lines.addWidget(label(self.tr("Your plan for today"), "small"))
        lines.addWidget(self.title_label)
        lines.addWidget(self.detail_label)
        acts = FlowLayout()
        for button in (self.start_button, self.advice_button, self.plan_button):
            button.setAutoDefault(True)
            acts.addWidget(button)
        lines.addLayout(acts)
        self._week.setSpacing(SPACE["s"])
        row = QVBoxLayout(self)
        row.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        row.addWidget(SideBySide(words, week, LETTERS_WIDE))

    @Slot(object)
    def show_plan(self, planned: PlannedToday | None) -> None:
        """Nothing where nothing is followed."""
        self.setVisible(planned is not None)
        if planned is None:
            return
        self.title_label.setText(planned.title)
        self.detail_label.setText(planned.detail)
        self.detail_label.setVisible(bool(planned.detail))
        self.start_button.setText(self.tr("Done ✓") if planned.done else self.tr("Start"))
        self.start_button.setAccessibleName(f"{self.start_button.text()}: {planned.title}")
        self.start_button.setEnabled(not planned.done)
        self.start_button.setVisible(bool(planned.workout_id))
        self.advice_button.setVisible(planned.locked)
        self._show_week(planned.week)

    def _show_week(self, marks: tuple[DayMark, ...]) -> None:
        for old in self.days:
            self._week.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self.days = [_day(mark) for mark in marks]
        for made in self.days:
            self._week.addWidget(made)
        dress_all(self)


def _day(mark: DayMark) -> QWidget:
    made = QWidget()
    made.setAccessibleName(mark.says)
    made.setToolTip(mark.says)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE["xs"])
    name = label(mark.name, "section" if mark.is_today else "small", wrap=False)
    sign = label(SIGNS[mark.sign], "section", wrap=False)
    column.addStretch(1)
    for part in (name, sign):
        part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(part)
    column.addStretch(1)
    return made
