"""The first page: start a warm-up with one key, go on with what was interrupted, or choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column
from gui.words import clock_time, place_text
from workouts.model import Kind
from workouts.records import Unfinished

WARM_UP_ID = "pre-run-1"
KIND_ORDER = list(Kind)
COLUMN_WIDTH = 330


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
    continue_requested = Signal()
    close_requested = Signal()  # the interrupted session as it stands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self.title = label(self.tr("Ready when you are"), "display")
        self.notice = card("notice")
        self.notice_text = label("", "lead")
        self.continue_button = QPushButton(self.tr("Continue"))
        self.close_button = QPushButton(self.tr("Close it, keep what was done"))
        self.warm_up_button = QPushButton()
        self.problems_label = label("", "muted")
        self._cards = QGridLayout()
        self._buttons: list[QPushButton] = []
        self._columns = 0
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.continue_button.setProperty("kind", "primary")
        self.warm_up_button.setProperty("kind", "hero")
        self.warm_up_button.setCursor(Qt.CursorShape.PointingHandCursor)
        inside = QVBoxLayout(self.notice)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.addWidget(self.notice_text)
        buttons = QHBoxLayout()
        buttons.addWidget(self.continue_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.notice.hide()
        self.problems_label.hide()
        self._cards.setSpacing(SPACE["m"])
        column = page_column(self)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addWidget(self.warm_up_button)
        column.addWidget(label(self.tr("All workouts"), "section"))
        column.addLayout(self._cards)
        column.addWidget(self.problems_label)
        column.addStretch(1)

    def _connect(self) -> None:
        self.continue_button.clicked.connect(self.continue_requested)
        self.close_button.clicked.connect(self.close_requested)
        self.warm_up_button.clicked.connect(self._start_warm_up)

    def show_choices(self, choices: Iterable[Choice]) -> None:
        """Offer these workouts, warm-ups first."""
        self._choices = sorted(choices, key=lambda c: (KIND_ORDER.index(c.kind), c.total_s, c.id))
        for choice in self._choices:
            if choice.id == WARM_UP_ID:
                self.warm_up_button.setText(
                    self.tr("Warm up now   ·   {}   ·   press Enter").format(
                        clock_time(choice.total_s)
                    )
                )
                self.warm_up_button.setAccessibleName(
                    self.tr("Warm up now, {}").format(choice.title)
                )
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [self._button(choice) for choice in self._choices]
        self._columns = 0
        self._arrange()

    def show_problems(self, problems: Iterable[str]) -> None:
        """Files of one's own that were left out, and why."""
        text = "\n".join(problems)
        self.problems_label.setText(text)
        self.problems_label.setVisible(bool(text))

    def show_unfinished(self, unfinished: Unfinished | None) -> None:
        """Offer to go on with an interrupted session."""
        self.notice.setVisible(unfinished is not None)
        if unfinished:
            checkpoint = unfinished.checkpoint
            place = place_text(checkpoint.timeline.steps[checkpoint.step])
            text = self.tr("{} was interrupted. Continue at {}?")
            self.notice_text.setText(text.format(unfinished.session.title, place))

    def focus_first(self) -> None:
        (self.continue_button if self.notice.isVisibleTo(self) else self.warm_up_button).setFocus()

    @Slot()
    def _start_warm_up(self) -> None:
        self.start_requested.emit(WARM_UP_ID)

    @Slot()
    def _start_card(self) -> None:
        button = self.sender()
        if button in self._buttons:
            self.start_requested.emit(self._choices[self._buttons.index(button)].id)

    def _button(self, choice: Choice) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "card")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        equipment = ", ".join(e.replace("-", " ") for e in choice.equipment if e != "none")
        facts = [clock_time(choice.total_s), choice.kind.value.replace("-", " ")]
        layout = QVBoxLayout(button)
        layout.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        layout.setSpacing(SPACE["xs"])
        for text, role in (
            (choice.title, "section"),
            (choice.goal, "body"),
            (" · ".join(facts + ([equipment] if equipment else [])), "small"),
        ):
            part = label(text, role)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        layout.addStretch(1)
        button.setFixedHeight(3 * SPACE["m"] + 5 * self.fontMetrics().height())
        button.setAccessibleName(f"{choice.title}, {clock_time(choice.total_s)}, {choice.goal}")
        button.clicked.connect(self._start_card)
        return button

    def _arrange(self) -> None:
        columns = max(1, min(3, (self.width() - 2 * SPACE["xl"]) // COLUMN_WIDTH))
        if columns == self._columns:
            return
        self._columns = columns
        while self._cards.takeAt(0) is not None:
            pass
        for number, button in enumerate(self._buttons):
            self._cards.addWidget(button, number // columns, number % columns)
        for column in range(3):
            self._cards.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
