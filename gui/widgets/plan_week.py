"""A week of the plan, day by day, with what can be done with each session."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.chips import tag
from gui.widgets.layout import label
from gui.widgets.plan_facts import PlanDayRow, PlanRow
from gui.widgets.plan_parts import PlanPart, plan_button
from gui.widgets.side_by_side import SideBySide

LETTERS_WIDE = 90  # from so many letters on, days stand beside their sessions
LETTERS_OF_DAY = 31
LETTERS_OF_SESSION = 55  # from so many on, buttons stand beside the words
QWIDGETSIZE_MAX = 16_777_215  # Qt: no limit
SIGNS = {"done": "✓", "today": "●", "open": "○", "to-come": "○"}


class PlanWeek(PlanPart):
    start_requested = Signal(str)  # id of a planned day
    run_requested = Signal(str)
    move_requested = Signal(str, object)  # id, date
    skip_requested = Signal(str)
    repeat_requested = Signal(str, object)

    def __init__(self, days: Sequence[PlanDayRow], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.menus: dict[tuple[str, str], QMenu] = {}
        self._halves: list[tuple[QBoxLayout, QWidget]] = []  # a day: its name, its sessions
        for number, day in enumerate(days):
            if number:
                line = QFrame()
                line.setProperty("kind", "rule")
                self.column.addWidget(line)
            self.column.addWidget(self._day(day))
        self._arrange()

    def _day(self, day: PlanDayRow) -> QWidget:
        holder = QWidget()
        halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        halves.setContentsMargins(0, SPACE["xs"], 0, SPACE["xs"])
        halves.setSpacing(SPACE["xs"])
        name = QWidget()
        head = QHBoxLayout(name)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(SPACE["s"])
        head.addWidget(label(day.name, "section" if day.is_today else "muted", wrap=False))
        if day.is_today:
            head.addWidget(tag(self.tr("Today"), strong=True))
        head.addStretch(1)
        self._halves.append((halves, name))
        halves.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        sessions = QVBoxLayout()
        sessions.setSpacing(SPACE["s"])
        if not day.rows:
            sessions.addWidget(label(self.tr("Free"), "muted", wrap=False))
        for row in day.rows:
            sessions.addWidget(self._session(row))
        halves.addLayout(sessions, 1)
        return holder

    def _session(self, one: PlanRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self._sign(one), 0, Qt.AlignmentFlag.AlignTop)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(one.title))
        lines.addWidget(label(one.why_not or one.detail, "small"))
        row.addWidget(SideBySide(words, self._acts(one), LETTERS_OF_SESSION), 1)
        return holder

    def _sign(self, one: PlanRow) -> QWidget:
        sign = label(SIGNS[one.state], "section", wrap=False)
        told = {
            "done": self.tr("done"),
            "today": self.tr("today"),
            "open": self.tr("still open"),
            "to-come": self.tr("to come"),
        }
        sign.setAccessibleName(told[one.state])
        return sign

    def _acts(self, one: PlanRow) -> QWidget:
        """What can be done with a planned session."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["xs"])
        if one.state == "done":
            self._day_menu(row, one, "repeat", self.tr("Repeat"), self.repeat_requested)
        else:
            if one.startable:
                self._add_start(row, one)
            self._day_menu(row, one, "move", self.tr("Move"), self.move_requested)
            skip = self.button(one.id, "skip", self.tr("Skip"), "quiet")
            skip.setAccessibleName(self.tr("Skip {}").format(one.title))
            skip.clicked.connect(partial(self.skip_requested.emit, one.id))
            row.addWidget(skip)
        row.addStretch(1)
        return holder

    def _add_start(self, row: QHBoxLayout, one: PlanRow) -> None:
        text = self.tr("I ran") if one.is_run else self.tr("Start")
        kind = "primary" if one.state == "today" else "quiet"
        start = self.button(one.id, "start", text, kind)
        start.setAccessibleName(f"{text} {one.title}")
        asked = self.run_requested if one.is_run else self.start_requested
        start.clicked.connect(partial(asked.emit, one.id))
        row.addWidget(start)

    def _day_menu(
        self, row: QHBoxLayout, one: PlanRow, what: str, text: str, asked: SignalInstance
    ) -> None:
        button = plan_button(text, "quiet")
        self.buttons[one.id, what] = button
        button.setAccessibleName(f"{text} {one.title}")
        menu = QMenu(button)
        for day, name in one.free_days:
            menu.addAction(name).triggered.connect(partial(_ask_day, asked, one.id, day))
        button.setEnabled(bool(one.free_days))
        button.clicked.connect(partial(_pop_up, menu, button))
        self.menus[one.id, what] = menu
        row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Days beside their sessions where there is room."""
        letter = self.fontMetrics().averageCharWidth()
        wide = self.width() > letter * LETTERS_WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for halves, name in self._halves:
            halves.setDirection(across if wide else down)
            name.setFixedWidth(letter * LETTERS_OF_DAY if wide else QWIDGETSIZE_MAX)
            name.setMinimumWidth(letter * LETTERS_OF_DAY if wide else 0)


def _ask_day(asked: SignalInstance, id_: str, day: object, _on: bool = False) -> None:
    asked.emit(id_, day)


def _pop_up(menu: QMenu, button: QPushButton, _on: bool = False) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
