"""After self-tests: what each side scored, in the scale of its test; open stays unknown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, dress_all
from gui.widgets.columns import Columns
from gui.widgets.layout import card, clear, label, page_column
from gui.widgets.score_field import ScoreField
from gui.words import SIDE
from workouts.model import Side
from workouts.records import SetResult
from workouts.self_test import scales, value_of


class SelfTestScorePage(QWidget):
    score_said = Signal(str, object)  # id of a set, value or None
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, ScoreField] = {}  # by the id of the set
        self.done_button = QPushButton(self.tr("Keep these scores  (Enter)"))
        self._cards = QVBoxLayout()
        self._lay_out()
        self.done_button.clicked.connect(self.done_requested)

    def _lay_out(self) -> None:
        self.done_button.setProperty("kind", "primary")
        self.done_button.setAutoDefault(True)
        self._cards.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(label(self.tr("What did you score?"), "display"))
        told = self.tr(
            "Put in what you really did. What you leave open stays unknown, and can be put in "
            "later. A score is a number to compare with yourself, not a diagnosis."
        )
        column.addWidget(label(told, "lead"))
        column.addLayout(self._cards)
        foot = QHBoxLayout()
        foot.addWidget(self.done_button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def show_tests(self, sets: Sequence[SetResult]) -> None:
        """The self-tests of a session; the sides of a test stand side by side."""
        clear(self._cards)
        self.fields.clear()
        tests: dict[str, dict[Side, SetResult]] = {}
        for result in sets:
            tests.setdefault(result.exercise_id, {})[result.side] = result
        for test_id, sides in tests.items():
            self._cards.addWidget(self._card(test_id, sides))
        dress_all(self)

    def _card(self, test_id: str, sides: dict[Side, SetResult]) -> QWidget:
        scale, name = scales()[test_id], next(iter(sides.values())).exercise_name
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        column.addWidget(label(name, "section"))
        column.addWidget(label(scale.question))
        halves = Columns(least=76)
        for side, half in ((Side.LEFT, halves.left), (Side.RIGHT, halves.right)):
            if side in sides:
                words = SIDE[side].capitalize()
                half.addWidget(label(words, "small", wrap=False))
                half.addWidget(self._field(sides[side], f"{name}, {words}"))
        for side in (Side.BOTH, Side.ALTERNATING):
            if side in sides:
                halves.left.addWidget(self._field(sides[side], name))
        column.addWidget(halves)
        for text in (scale.note, *scale.typical):
            if text:
                column.addWidget(label(text, "small"))
        return frame

    def _field(self, result: SetResult, name: str) -> ScoreField:
        scale = scales()[result.exercise_id]
        field = ScoreField(scale, name)
        field.show_value(value_of(scale, result))
        field.setProperty("set_id", result.id)
        field.score_said.connect(self._tell)
        self.fields[result.id] = field
        return field

    @Slot(object)
    def _tell(self, value: float | None) -> None:
        field = self.sender()
        if isinstance(field, ScoreField):
            self.score_said.emit(field.property("set_id"), value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done_requested.emit()
        else:
            super().keyPressEvent(event)
