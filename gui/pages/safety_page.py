"""Safety in plain words: who asks a doctor first, when to stop, what pain means, the room."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.columns import Columns
from gui.widgets.layout import card, label, page_column
from gui.widgets.sources import sources_text
from workouts.references import reference
from workouts.safety import Guidance, PainRule, Safety, safety


class SafetyText(QWidget):
    """All of it, to stand on a page. Knows nothing but the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = safety()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        column.addWidget(label(words.about))
        halves = Columns(least=100)
        halves.left.addWidget(self._questions(words))
        halves.left.addWidget(self._pain(words))
        for guidance in words.guidance:
            halves.left.addWidget(self._guidance(guidance))
        halves.left.addStretch(1)
        halves.right.addWidget(self._flags(words))
        halves.right.addWidget(self._place(words))
        halves.right.addStretch(1)
        column.addWidget(halves)
        column.addWidget(_references(words))

    def _questions(self, words: Safety) -> QWidget:
        frame, column = _titled(words.ask_first)
        for question in words.question:
            column.addLayout(_point(question))
        column.addWidget(_sources(words.question_source))
        self.none_chip = Chip(self.tr("None of these"), checkable=True)
        self.some_chip = Chip(self.tr("One or more"), checkable=True)
        column.addSpacing(SPACE["s"])
        answers = QHBoxLayout()
        answers.setSpacing(SPACE["s"])
        for chip in (self.none_chip, self.some_chip):
            chip.setAutoDefault(True)
            answers.addWidget(chip)
        answers.addStretch(1)
        column.addLayout(answers)
        self.advice_label = label(words.if_yes, "section")
        self.advice_label.hide()
        column.addWidget(self.advice_label)
        self.none_chip.toggled.connect(self._answer_none)
        self.some_chip.toggled.connect(self._answer_some)
        return frame

    def _flags(self, words: Safety) -> QWidget:
        frame, column = _titled(self.tr("Stop, and see someone"), "alarm")
        for flag in words.flag:
            column.addWidget(label(flag.what))
            told = label(flag.do, "wrong" if flag.at_once else "muted")
            told.setProperty("kind", "wrong" if flag.at_once else "")
            column.addWidget(told)
            column.addWidget(_sources(flag.source))
            column.addSpacing(SPACE["xs"])
        return frame

    def _pain(self, words: Safety) -> QWidget:
        frame, column = _titled(self.tr("Pain, from 0 to 10"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setColumnStretch(1, 1)
        rules = [rule for rule in words.pain if rule.do]
        for row, rule in enumerate(rules):
            grid.addWidget(
                label(_span(rule), "section", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(label(rule.do), row, 1)
        column.addLayout(grid)
        column.addWidget(_sources(words.pain[0].source))
        for limit in words.limit[1:]:  # the first says what the table says
            column.addSpacing(SPACE["xs"])
            column.addWidget(label(limit.what, "section"))
            column.addWidget(label(limit.do))
            column.addWidget(_sources(limit.source))
        column.addSpacing(SPACE["xs"])
        column.addWidget(label(words.soreness, "muted"))
        column.addWidget(_sources(words.soreness_source))
        return frame

    def _guidance(self, words: Guidance) -> QWidget:
        frame, column = _titled(words.title)
        for line in words.line:
            column.addLayout(_point(line))
        column.addWidget(_sources(words.source))
        return frame

    def _place(self, words: Safety) -> QWidget:
        frame, column = _titled(self.tr("The room"))
        for line in words.place:
            column.addLayout(_point(line))
        column.addWidget(_sources(words.place_source))
        return frame

    def _answer_none(self, on: bool) -> None:
        if on:
            self.some_chip.setChecked(False)

    def _answer_some(self, on: bool) -> None:
        self.advice_label.setVisible(on)
        if on:
            self.none_chip.setChecked(False)


class SafetyPage(QWidget):
    """The same on a page of its own, to be read again at any time."""

    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SafetyText()
        self.done_button = QPushButton(self.tr("I have read this  (Enter)"))
        self.done_button.setProperty("kind", "primary")
        self.done_button.setAutoDefault(True)
        column = page_column(self)
        column.addWidget(label(self.tr("Safety"), "display"))
        column.addWidget(self.text)
        column.addWidget(self.done_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.done_button.clicked.connect(self.done_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done_requested.emit()
        else:
            super().keyPressEvent(event)


def _titled(title: str, kind: str = "card") -> tuple[QWidget, QVBoxLayout]:
    frame = card(kind)
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    column.setSpacing(SPACE["xs"])
    column.addWidget(label(title, "section"))
    column.addSpacing(SPACE["xs"])
    return frame, column


def _point(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE["s"])
    row.addWidget(label("•", "muted", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text), 1)
    return row


def _references(words: Safety) -> QWidget:
    """The full text behind every key of the page."""
    frame, column = _titled(QCoreApplication.translate("SafetyText", "Sources"))
    told = [words.question_source, words.place_source, words.soreness_source]
    told += [flag.source for flag in words.flag]
    told += [rule.source for rule in words.pain]
    told += [limit.source for limit in words.limit]
    told += [guidance.source for guidance in words.guidance]
    keys = {key for some in told for key in some}
    for key in sorted(keys):
        column.addWidget(label(sources_text([key]), "small"))
    return frame


def _sources(keys: Sequence[str]) -> QLabel:
    """Where it comes from; the whole reference on pointing at it."""
    practice = QCoreApplication.translate("SafetyText", "General practice")
    made = label(", ".join(practice if key == "GP" else key for key in keys), "small")
    made.setToolTip("\n".join(f"{key}: {reference(key).text}" for key in keys))
    return made


def _span(rule: PainRule) -> str:
    if rule.most == 10:
        return f"{rule.least} +"
    return f"{rule.least} – {rule.most}" if rule.most > rule.least else f"{rule.least}"
