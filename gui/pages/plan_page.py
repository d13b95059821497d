"""The page of the plan: choose a programme, or the week with what is done, today and to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
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
from gui.widgets.chips import Chip, tag
from gui.widgets.layout import card, label, page_column
from gui.widgets.notice import Notice

LETTERS_WIDE = 105  # from so many letters on, days stand beside their sessions
LETTERS_OF_DAY = 31
QWIDGETSIZE_MAX = 16_777_215  # Qt: no limit


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One planned session as the page shows it."""

    id: str
    title: str
    detail: str
    state: str  # done, today, open, to-come
    startable: bool
    why_not: str = ""
    free_days: tuple[tuple[date, str], ...] = ()
    is_run: bool = False


@dataclass(frozen=True, slots=True)
class PlanDayRow:
    name: str  # "Monday 7 January"
    rows: tuple[PlanRow, ...]
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One condition of a gate. `met` is None while nothing is known."""

    id: str
    text: str
    met: bool | None
    detail: str
    source: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class GateRow:
    programme: str
    title: str
    text: str
    needs: tuple[NeedRow, ...]
    can_repeat: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeHead:
    """A programme that is followed."""

    id: str
    title: str
    place: str  # "Week 2 of 6"
    done: str
    note: str = ""
    paused: bool = False
    over: bool = False
    after: str = ""
    back: str = ""  # how to come back after time away, where there was any


@dataclass(frozen=True, slots=True)
class Offer:
    """A programme that can be chosen."""

    id: str
    title: str
    goal: str
    who: str
    facts: str


class _OfferCard(QPushButton):
    """As high as its words are at its width."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class PlanPage(QWidget):
    """Shows one of: the guide, or the week. Setting up is a page of its own."""

    programme_chosen = Signal(str)
    start_requested = Signal(str)  # id of a planned day
    move_requested = Signal(str, object)  # id, date
    skip_requested = Signal(str)
    repeat_requested = Signal(str, object)
    answered = Signal(str, str, bool)  # programme, need, met
    repeat_week_requested = Signal(str)  # programme
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    end_requested = Signal(str)
    another_requested = Signal()
    calendar_requested = Signal()
    week_turned = Signal(int)  # -1, 0 (this week), 1
    run_requested = Signal(str)  # a run of the plan is to be told of
    unlock_requested = Signal()
    safety_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.menus: dict[tuple[str, str], QMenu] = {}
        self._halves: list[tuple[QBoxLayout, QWidget]] = []
        self._focused: tuple[str, str] | None = None
        self.title = label(self.tr("Plan"), "title")
        self.notice = Notice()
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addLayout(self._body)
        column.addStretch(1)

    # -- the guide

    def show_guide(
        self, offers: Sequence[Offer], *, locked: str = "", beside: bool = False
    ) -> None:
        """Which programme: each with the case it is meant for."""
        self._begin()
        self.title.setText(self.tr("Which programme?"))
        if locked:
            self._add_lock(locked)
        lead = (
            self.tr("This one may run beside what you follow.")
            if beside
            else self.tr("Choose the line that sounds like you. You can change your mind any day.")
        )
        self._body.addWidget(label(lead, "lead"))
        for offer in offers:
            self._body.addWidget(self._offer(offer))
        if beside:
            row = QHBoxLayout()
            row.addWidget(self._button("", "back", self.tr("Back to the week"), "quiet"))
            row.addStretch(1)
            self._add_row(row)
            self.buttons["", "back"].clicked.connect(lambda: self.week_turned.emit(0))
        self._end()

    def _offer(self, offer: Offer) -> QWidget:
        button = _OfferCard()
        inside = QVBoxLayout(button)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.setSpacing(SPACE["xs"])
        for text, role in (
            (offer.who, "section"),
            (f"{offer.title}. {offer.goal}.", "body"),
            (offer.facts, "small"),
        ):
            part = label(text, role)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(part)
        button.setAccessibleName(f"{offer.who} {offer.title}, {offer.facts}")
        button.clicked.connect(lambda: self.programme_chosen.emit(offer.id))
        self.buttons[offer.id, "choose"] = button
        return button

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
    ) -> None:
        """The week at a glance; `when` names it, `more`: another programme may be added."""
        self._begin()
        self.title.setText(self.tr("Plan"))
        if locked:
            self._add_lock(locked)
        for head in heads:
            self._body.addWidget(self._head(head))
        for gate in gates:
            self._body.addWidget(self._gate(gate))
        turn = QHBoxLayout()
        turn.addWidget(label(when, "section", wrap=False), 1)
        for step, name, text in (
            (-1, "before", self.tr("Week before")),
            (0, "now", self.tr("This week")),
            (1, "after", self.tr("Next week")),
        ):
            button = self._button("", name, text, "quiet")
            button.clicked.connect(lambda _=False, step=step: self.week_turned.emit(step))
            turn.addWidget(button)
        self._add_row(turn)
        self._body.addWidget(self._week(days))
        foot = QHBoxLayout()
        foot.addWidget(self._button("", "calendar", self.tr("Save as calendar…"), "quiet"))
        self.buttons["", "calendar"].clicked.connect(self.calendar_requested)
        if more:
            foot.addWidget(
                self._button("", "another", self.tr("Another programme beside it"), "quiet")
            )
            self.buttons["", "another"].clicked.connect(self.another_requested)
        foot.addStretch(1)
        self._add_row(foot)
        self._end()

    def _head(self, head: ProgrammeHead) -> QWidget:
        frame, column = _framed()
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        words.addWidget(label(head.title, "section"))
        words.addWidget(label(f"{head.place}  ·  {head.done}", "muted"))
        row.addLayout(words, 1)
        if head.over:
            pass
        elif head.paused:
            row.addWidget(self._button(head.id, "resume", self.tr("Go on"), "primary"))
            self.buttons[head.id, "resume"].clicked.connect(
                lambda: self.resume_requested.emit(head.id)
            )
        else:
            row.addWidget(self._button(head.id, "pause", self.tr("Pause"), "quiet"))
            self.buttons[head.id, "pause"].clicked.connect(
                lambda: self.pause_requested.emit(head.id)
            )
        row.addWidget(self._button(head.id, "end", self.tr("End"), "quiet"))
        self.buttons[head.id, "end"].clicked.connect(lambda: self.end_requested.emit(head.id))
        column.addLayout(row)
        if head.over and head.after:
            column.addWidget(label(head.after))
        elif head.note:
            column.addWidget(label(head.note))
        if head.back:
            column.addWidget(label(head.back, "body"))
            again = QHBoxLayout()
            again.addWidget(self._button(head.id, "come-back", self.tr("Come back so"), "primary"))
            again.addStretch(1)
            self.buttons[head.id, "come-back"].clicked.connect(
                lambda: self.resume_requested.emit(head.id)
            )
            column.addLayout(again)
        return frame

    def _gate(self, gate: GateRow) -> QWidget:
        frame, column = _framed("notice")
        column.addWidget(label(gate.title, "section"))
        column.addWidget(label(gate.text, "muted"))
        for need in gate.needs:
            column.addLayout(self._need(gate.programme, need))
        if gate.can_repeat:
            row = QHBoxLayout()
            row.addWidget(
                self._button(gate.programme, "repeat-week", self.tr("Repeat the last week"), "")
            )
            row.addStretch(1)
            self.buttons[gate.programme, "repeat-week"].clicked.connect(
                lambda: self.repeat_week_requested.emit(gate.programme)
            )
            column.addLayout(row)
        return frame

    def _need(self, programme: str, need: NeedRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        sign = {True: "✓", False: "✗", None: "○"}[need.met]
        row.addWidget(label(sign, "section", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(need.text))
        words.addWidget(label(f"{need.detail}  ·  {need.source}", "small"))
        row.addLayout(words, 1)
        if need.asked:
            for word, met in ((self.tr("Yes"), True), (self.tr("Not yet"), False)):
                chip = Chip(word, checkable=True, says=f"{need.text}: {word}")
                chip.setChecked(need.met is met)
                chip.clicked.connect(
                    lambda _=False, met=met: self.answered.emit(programme, need.id, met)
                )
                self.buttons[need.id, "yes" if met else "not-yet"] = chip
                row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _week(self, days: Sequence[PlanDayRow]) -> QWidget:
        frame, column = _framed()
        column.setSpacing(SPACE["s"])
        for number, day in enumerate(days):
            if number:
                line = QFrame()
                line.setProperty("kind", "rule")
                column.addWidget(line)
            column.addWidget(self._day(day))
        return frame

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Days beside their sessions where there is room, else above them."""
        letter = self.fontMetrics().averageCharWidth()
        wide = self.width() > letter * LETTERS_WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for halves, name in self._halves:
            halves.setDirection(across if wide else down)
            name.setFixedWidth(letter * LETTERS_OF_DAY if wide else QWIDGETSIZE_MAX)
            name.setMinimumWidth(letter * LETTERS_OF_DAY if wide else 0)

    def _session(self, one: PlanRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        sign = {"done": "✓", "today": "●", "open": "○", "to-come": "○"}[one.state]
        row.addWidget(label(sign, "section", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(one.title))
        words.addWidget(label(one.why_not or one.detail, "small"))
        row.addLayout(words, 1)
        row.addWidget(self._acts(one), 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _acts(self, one: PlanRow) -> QWidget:
        """What can be done with a planned session."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["xs"])
        if one.state == "done":
            self._day_menu(row, one, "repeat", self.tr("Repeat"), self.repeat_requested)
            return holder
        if one.startable:
            kind = "primary" if one.state == "today" else "quiet"
            text = self.tr("I ran") if one.is_run else self.tr("Start")
            start = self._button(one.id, "start", text, kind)
            start.setAccessibleName(f"{text} {one.title}")
            asked = self.run_requested if one.is_run else self.start_requested
            start.clicked.connect(lambda: asked.emit(one.id))
            row.addWidget(start)
        self._day_menu(row, one, "move", self.tr("Move"), self.move_requested)
        skip = self._button(one.id, "skip", self.tr("Skip"), "quiet")
        skip.setAccessibleName(self.tr("Skip {}").format(one.title))
        skip.clicked.connect(lambda: self.skip_requested.emit(one.id))
        row.addWidget(skip)
        return holder

    def _day_menu(
        self, row: QHBoxLayout, one: PlanRow, what: str, text: str, asked: SignalInstance
    ) -> None:
        button = self._button(one.id, what, text, "quiet")
        button.setAccessibleName(f"{text} {one.title}")
        menu = QMenu(button)
        for day, name in one.free_days:
            action = menu.addAction(name)
            action.triggered.connect(lambda _=False, day=day: asked.emit(one.id, day))
        button.setEnabled(bool(one.free_days))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        self.menus[one.id, what] = menu
        row.addWidget(button)

    # -- the lock

    def _add_lock(self, text: str) -> None:
        frame, column = _framed("alarm")
        column.addWidget(label(self.tr("The plan is locked"), "section"))
        column.addWidget(label(text))
        row = QHBoxLayout()
        read = self._button("", "lock-read", self.tr("Read the advice again"), "")
        read.clicked.connect(self.safety_requested)
        unlock = self._button("", "unlock", self.tr("I have read this, unlock the plan"), "quiet")
        unlock.clicked.connect(self.unlock_requested)
        row.addWidget(read)
        row.addWidget(unlock)
        row.addStretch(1)
        column.addLayout(row)
        self._body.addWidget(frame)

    # -- building

    def focus_first(self) -> None:
        """What is to be done today; else the first thing there is."""
        primary = [b for b in self.buttons.values() if b.property("kind") == "primary"]
        asked = [b for key, b in self.buttons.items() if key[1] == "yes"]
        for button in [*primary, *asked, *self.buttons.values()]:
            if button.isEnabled():
                button.setFocus()
                return

    def _button(self, id_: str, what: str, text: str, kind: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(True)
        self.buttons[id_, what] = button
        return button

    def _begin(self) -> None:
        """Empty the page, and remember where the focus was."""
        self._focused = next((key for key, b in self.buttons.items() if b.hasFocus()), None)
        self.buttons, self.menus, self._halves = {}, {}, []
        _empty(self._body)

    def _end(self) -> None:
        self._arrange()
        if self._focused is not None:
            if self._focused in self.buttons:
                self.buttons[self._focused].setFocus()
            else:
                self.focus_first()

    def _add_row(self, row: QHBoxLayout) -> None:
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self._body.addWidget(holder)


def _framed(kind: str = "card") -> tuple[QFrame, QVBoxLayout]:
    frame = card(kind)
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    column.setSpacing(SPACE["s"])
    return frame, column


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
