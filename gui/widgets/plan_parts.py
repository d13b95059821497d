"""Parts of the plan's page: an offer, what is followed, a gate, the lock. They ask, none acts."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label
from gui.widgets.plan_facts import GateRow, NeedRow, Offer, ProgrammeHead
from gui.widgets.side_by_side import SideBySide

LETTERS_OF_HEAD = 60  # from so many letters on, pause and end stand beside the title

Buttons = dict[tuple[str, str], QPushButton]  # by what they are about, and what they do


class PlanPart(QFrame):
    """A card with buttons that can be found by name."""

    def __init__(self, kind: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.buttons: Buttons = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        self.column.setSpacing(SPACE["s"])

    def button(self, id_: str, what: str, text: str, kind: str = "") -> QPushButton:
        made = plan_button(text, kind)
        self.buttons[id_, what] = made
        return made


class OfferCard(QPushButton):
    """A programme to choose; as high as its words are at its width."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        inside = QVBoxLayout(self)
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
        self.setAccessibleName(f"{offer.who} {offer.title}, {offer.facts}")

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = self.layout()
        return inside.heightForWidth(width) if inside else super().heightForWidth(width)


class HeadCard(PlanPart):
    """Where one is in a programme, and what can be done with the whole of it."""

    pause_requested = Signal(str)
    resume_requested = Signal(str)
    keep_requested = Signal(str)
    end_requested = Signal(str)
    next_requested = Signal()

    def __init__(self, head: ProgrammeHead, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        words, acts = QWidget(), QWidget()
        lines, flow = QVBoxLayout(words), QHBoxLayout(acts)
        for layout in (lines, flow):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(SPACE["xs"])
        lines.addWidget(label(head.title, "section"))
        lines.addWidget(label(f"{head.place}  ·  {head.done}", "muted"))
        for made in self._whole(head):
            flow.addWidget(made)
        flow.addStretch(1)
        self.column.addWidget(SideBySide(words, acts, LETTERS_OF_HEAD))
        if head.over:
            self.column.addWidget(label(head.after))
        elif head.note and not head.paused:
            self.column.addWidget(label(head.note))
        if head.back:
            self.column.addWidget(label(head.back))
        if ways := self._ways(head):
            choices = FlowLayout()
            for made in ways:
                choices.addWidget(made)
            self.column.addLayout(choices)
        for made in self.buttons.values():
            made.setAccessibleName(f"{made.text()}: {head.title}")

    def _whole(self, head: ProgrammeHead) -> list[QPushButton]:
        """What can be done with all of it."""
        made = []
        if not (head.over or head.paused):
            made.append(self.button(head.id, "pause", self.tr("Pause"), "quiet"))
            made[-1].clicked.connect(partial(self.pause_requested.emit, head.id))
        made.append(self.button(head.id, "end", self.tr("End"), "quiet"))
        made[-1].clicked.connect(partial(self.end_requested.emit, head.id))
        return made

    def _ways(self, head: ProgrammeHead) -> list[QPushButton]:
        """How to go on, where it does not simply go on."""
        made = []
        if head.over:
            made.append(self.button(head.id, "next", self.tr("Choose what comes next"), "primary"))
            made[-1].clicked.connect(self.next_requested)
        elif head.paused:
            made.append(self.button(head.id, "resume", self.tr("Go on"), "primary"))
            made[-1].clicked.connect(partial(self.resume_requested.emit, head.id))
        elif head.back:
            made.append(
                self.button(head.id, "come-back", self.tr("Come back this way"), "primary")
            )
            made[-1].clicked.connect(partial(self.resume_requested.emit, head.id))
            made.append(self.button(head.id, "keep", self.tr("Keep it as planned"), "quiet"))
            made[-1].clicked.connect(partial(self.keep_requested.emit, head.id))
        return made


class GateCard(PlanPart):
    """What should be so before going on, each with its source and how it is shown to be so."""

    answered = Signal(str, str, bool)  # programme, need, met
    exercise_requested = Signal(str)
    tests_requested = Signal()
    repeat_requested = Signal(str)

    def __init__(self, gate: GateRow, parent: QWidget | None = None) -> None:
        super().__init__("notice", parent)
        self.column.addWidget(label(gate.title, "section"))
        self.column.addWidget(label(gate.text, "muted"))
        for need in gate.needs:
            self.column.addLayout(self._need(gate.programme, need))
        if gate.can_repeat:
            again = self.button(gate.programme, "repeat-week", self.tr("Repeat the last week"))
            again.clicked.connect(partial(self.repeat_requested.emit, gate.programme))
            self.column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _need(self, programme: str, need: NeedRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        sign = label({True: "✓", False: "✗", None: "○"}[need.met], "section", wrap=False)
        met = {True: self.tr("met"), False: self.tr("not met"), None: self.tr("not known")}
        sign.setAccessibleName(met[need.met])
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        words.addWidget(label(need.text))
        words.addWidget(label(f"{need.detail}  ·  {need.source}", "small"))
        acts = FlowLayout()
        for made in self._ways(programme, need):
            acts.addWidget(made)
        if acts.count():
            words.addLayout(acts)
        row.addLayout(words, 1)
        return row

    def _ways(self, programme: str, need: NeedRow) -> list[QPushButton]:
        """How this one can be answered or done."""
        made: list[QPushButton] = []
        if need.asked:
            for word, met in ((self.tr("Yes"), True), (self.tr("Not yet"), False)):
                chip = Chip(word, checkable=True, says=f"{need.text}: {word}")
                chip.setChecked(need.met is met)
                chip.toggled.connect(partial(self._answer, programme, need.id, met))
                self.buttons[need.id, "yes" if met else "not-yet"] = chip
                made.append(chip)
        elif need.met:
            return made
        elif need.exercise:
            made.append(self.button(need.id, "try", self.tr("Do it now")))
            made[-1].clicked.connect(partial(self.exercise_requested.emit, need.exercise))
        elif need.is_test:
            made.append(self.button(need.id, "test", self.tr("To the self-tests")))
            made[-1].clicked.connect(self.tests_requested)
        return made

    def _answer(self, programme: str, need: str, met: bool, _checked: bool = False) -> None:
        self.answered.emit(programme, need, met)


class LockCard(PlanPart):
    """Says that the plan is locked and why, and leads to the advice."""

    read_requested = Signal()

    def __init__(self, advice: str, parent: QWidget | None = None) -> None:
        super().__init__("alarm", parent)
        self.column.addWidget(label(self.tr("The plan is locked"), "section"))
        self.column.addWidget(label(advice))
        self.column.addWidget(
            label(
                self.tr("The lock comes off where the advice is, once you have read it."), "muted"
            )
        )
        read = self.button("", "lock-read", self.tr("Read the advice"))
        read.clicked.connect(self.read_requested)
        self.column.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)


def plan_button(text: str, kind: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    return made
