"""One question with eleven answers: how much it hurts. Told by a key, or left unknown."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.layout import card, label

MOST = 10
WIDEST_QUESTION = 900


class PainPage(QWidget):
    """Digits answer at once, X is 10, Enter and Esc leave it unknown."""

    answered = Signal(object)  # 0 to 10, or None: not told
    gone_on = Signal()  # after the advice, all the same
    rested = Signal()  # after the advice: not today

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.question_label = label("", "display")
        self.detail_label = label("", "lead")
        self.advice_label = label("", "lead")
        self.cells = [QPushButton(str(number)) for number in range(MOST + 1)]
        self.skip_button = QPushButton(self.tr("Leave it open  (Enter)"))
        self.rest_button = QPushButton(self.tr("Not today  (Enter)"))
        self.go_button = QPushButton(self.tr("Begin all the same"))
        self._lay_out()
        for number, cell in enumerate(self.cells):
            cell.setProperty("number", number)
            cell.clicked.connect(self._say)
        self.skip_button.clicked.connect(self._skip)
        self.rest_button.clicked.connect(self.rested)
        self.go_button.clicked.connect(self.gone_on)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        frame = card()
        frame.setMaximumWidth(WIDEST_QUESTION)
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE["xl"], SPACE["xl"], SPACE["xl"], SPACE["xl"])
        column.setSpacing(SPACE["l"])
        for part in (self.question_label, self.detail_label):
            column.addWidget(part)
        self._scale = QWidget()
        grid = QGridLayout(self._scale)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE["s"])
        for number, cell in enumerate(self.cells):
            cell.setProperty("kind", "cell")
            cell.setAutoDefault(True)
            cell.setMinimumHeight(3 * self.fontMetrics().height())
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            cell.setAccessibleName(self.tr("Pain {}").format(number))
            grid.addWidget(cell, 0, number)
        for words, first, wide in (
            (self.tr("None"), 0, 1),
            (self.tr("Mild"), 1, 3),
            (self.tr("Noticeable"), 4, 2),
            (self.tr("Strong"), 6, 5),
        ):
            grid.addWidget(label(words, "small"), 1, first, 1, wide)
        column.addWidget(self._scale)
        column.addWidget(self.advice_label)
        self.skip_button.setProperty("kind", "quiet")
        self.rest_button.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        for button in (self.rest_button, self.go_button, self.skip_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], SPACE["l"])
        outer.addStretch(1)
        outer.addWidget(frame, 8, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def ask(self, question: str, detail: str) -> None:
        """Put the question; one of the signals answers."""
        self.question_label.setText(question)
        self.detail_label.setText(detail)
        self.setAccessibleName(f"{question} {detail}")
        self._show_advice("")
        self.setFocus()

    def advise(self, advice: str) -> None:
        """More pain than is good for it: say so, and leave the choice to the athlete."""
        self._show_advice(advice)
        self.rest_button.setFocus()

    @property
    def asks(self) -> bool:
        """Whether the question is still open."""
        return not self._scale.isHidden()

    def _show_advice(self, advice: str) -> None:
        self.advice_label.setText(advice)
        advised: tuple[QWidget, ...] = (self.advice_label, self.rest_button, self.go_button)
        for part in advised:
            part.setVisible(bool(advice))
        asked: tuple[QWidget, ...] = (self._scale, self.skip_button, self.detail_label)
        for part in asked:
            part.setVisible(not advice)

    @Slot()
    def _say(self) -> None:
        self.answered.emit(int(self.sender().property("number")))

    @Slot()
    def _skip(self) -> None:
        self.answered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        leaves = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.asks:
            if key in leaves:
                self.rested.emit()
            else:
                super().keyPressEvent(event)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.answered.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_X:
            self.answered.emit(MOST)
        elif key in leaves:
            self.answered.emit(None)
        else:
            super().keyPressEvent(event)
