"""The page of the plan: choose a programme, or the week with what is done, today and to come."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.plan_facts import GateRow, Offer, PlanDayRow, ProgrammeHead
from gui.widgets.plan_parts import (
    Buttons,
    GateCard,
    HeadCard,
    LockCard,
    OfferCard,
    PlanPart,
    plan_button,
)
from gui.widgets.plan_week import PlanWeek
from gui.widgets.side_by_side import SideBySide

LETTERS_OF_TURN = 70  # from so many letters on, the week's name and its neighbours share a line


class PlanPage(QWidget):
    """Shows one of: the guide, or the week. Setting up is a page of its own."""

    seen = Signal()  # it came into sight
    programme_chosen = Signal(str)
    start_requested = Signal(str)  # id of a planned day
    move_requested = Signal(str, object)  # id, date
    skip_requested = Signal(str)
    repeat_requested = Signal(str, object)
    answered = Signal(str, str, bool)  # programme, need, met
    exercise_requested = Signal(str)  # to be done for a gate
    tests_requested = Signal()
    repeat_week_requested = Signal(str)  # programme
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    keep_requested = Signal(str)  # after time away: as it was planned
    end_requested = Signal(str)
    next_requested = Signal()  # one is over: another programme
    another_requested = Signal()
    calendar_requested = Signal()
    week_turned = Signal(int)  # -1, 0 (this week), 1
    run_requested = Signal(str)  # a run of the plan is to be told of
    safety_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: Buttons = {}
        self.menus: dict[tuple[str, str], QMenu] = {}
        self._focused: tuple[str, str] | None = None
        self.title = label(self.tr("Plan"), "display")
        self.notice = Notice()
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addLayout(self._body)
        column.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    # -- the guide

    def show_guide(self, offers: Sequence[Offer], *, locked: str = "", lead: str = "") -> None:
        """Which programme: each with the case it is meant for. `lead`: beside or after another."""
        self._begin()
        self.title.setText(self.tr("Which programme?"))
        if locked:
            self._add_lock(locked)
        usual = self.tr("Choose the line that sounds like you. You can change your mind any day.")
        self._body.addWidget(label(lead or usual, "lead"))
        for offer in offers:
            made = OfferCard(offer)
            made.clicked.connect(partial(self._choose, offer.id))
            self.buttons[offer.id, "choose"] = made
            self._body.addWidget(made)
        if lead:
            self._add_acts(self._turn("back", self.tr("Back to the week"), 0))
        self._end()

    def _choose(self, programme: str, _on: bool = False) -> None:
        self.programme_chosen.emit(programme)

    # -- the week

    def show_week(
        self,
        heads: Sequence[ProgrammeHead],
        days: Sequence[PlanDayRow],
        gates: Sequence[GateRow],
        when: str,
        *,
        locked: str = "",
        more: bool = False,
        is_now: bool = True,
    ) -> None:
        """The week at a glance; `when` names it, `more`: another programme may be added."""
        self._begin()
        self.title.setText(self.tr("Plan"))
        if locked:
            self._add_lock(locked)
        for head in heads:
            self._add_head(HeadCard(head))
        for gate in gates:
            self._add_gate(GateCard(gate))
        turns = [self._turn("before", self.tr("Week before"), -1)]
        if not is_now:
            turns.append(self._turn("now", self.tr("This week"), 0))
        turns.append(self._turn("after", self.tr("Next week"), 1))
        self._body.addWidget(SideBySide(label(when, "section"), _in_row(turns), LETTERS_OF_TURN))
        self._add_week(PlanWeek(days))
        foot = [self._button("calendar", self.tr("Save as calendar…"))]
        foot[0].clicked.connect(self.calendar_requested)
        if more:
            foot.append(self._button("another", self.tr("Another programme beside it")))
            foot[1].clicked.connect(self.another_requested)
        self._add_acts(*foot)
        self._end()

    def _add_head(self, part: HeadCard) -> None:
        part.pause_requested.connect(self.pause_requested)
        part.resume_requested.connect(self.resume_requested)
        part.keep_requested.connect(self.keep_requested)
        part.end_requested.connect(self.end_requested)
        part.next_requested.connect(self.next_requested)
        self._add(part)

    def _add_gate(self, part: GateCard) -> None:
        part.answered.connect(self.answered)
        part.exercise_requested.connect(self.exercise_requested)
        part.tests_requested.connect(self.tests_requested)
        part.repeat_requested.connect(self.repeat_week_requested)
        self._add(part)

    def _add_week(self, part: PlanWeek) -> None:
        part.start_requested.connect(self.start_requested)
        part.run_requested.connect(self.run_requested)
        part.move_requested.connect(self.move_requested)
        part.skip_requested.connect(self.skip_requested)
        part.repeat_requested.connect(self.repeat_requested)
        self.menus = part.menus
        self._add(part)

    def _add_lock(self, text: str) -> None:
        part = LockCard(text)
        part.read_requested.connect(self.safety_requested)
        self._add(part)

    # -- building

    def focus_first(self) -> None:
        """What is to be done today, else what a gate waits for, else the first thing there is."""
        primary = [b for b in self.buttons.values() if b.property("kind") == "primary"]
        asked = [b for key, b in self.buttons.items() if key[1] in ("yes", "try", "test")]
        for button in [*primary, *asked, *self.buttons.values()]:
            if button.isEnabled():
                button.setFocus()
                return

    def look_at_top(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def _turn(self, name: str, text: str, step: int) -> QWidget:
        made = self._button(name, text)
        made.clicked.connect(partial(self._turn_week, step))
        return made

    def _turn_week(self, step: int, _on: bool = False) -> None:
        self.week_turned.emit(step)

    def _button(self, what: str, text: str) -> QPushButton:
        made = plan_button(text, "quiet")
        self.buttons["", what] = made
        return made

    def _add(self, part: PlanPart) -> None:
        self.buttons |= part.buttons
        self._body.addWidget(part)

    def _add_acts(self, *made: QWidget) -> None:
        self._body.addWidget(_in_flow(made))

    def _begin(self) -> None:
        """Empty the page, and remember where the focus was."""
        self._focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self.buttons, self.menus = {}, {}
        _empty(self._body)

    def _end(self) -> None:
        if self._focused is not None:
            if self._focused in self.buttons:
                self.buttons[self._focused].setFocus()
            else:
                self.focus_first()


def _in_row(made: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    for button in made:
        row.addWidget(button)
    row.addStretch(1)
    return holder


def _in_flow(made: Sequence[QWidget]) -> QWidget:
    """In a row, or in more where the letters are large."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for button in made:
        flow.addWidget(button)
    return holder


def _empty(layout: QVBoxLayout) -> None:
    """What was there is no part of the page any more, though it lives until its signal ends."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
