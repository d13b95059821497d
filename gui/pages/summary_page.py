"""The end of a session: what was held and counted, per side, planned beside done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column
from gui.words import SIDE, clock_time, seconds_text
from workouts.events import EndedBy
from workouts.model import Side
from workouts.records import SessionRecord, SetResult

ENDED = {
    EndedBy.TARGET: "",
    EndedBy.DONE: "done",
    EndedBy.DROPPED: "let go early",
    EndedBy.SKIPPED: "skipped",
}


class SummaryPage(QWidget):
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("", "display")
        self.facts = label("", "lead")
        self.done_button = QPushButton(self.tr("Back to Today  (Enter)"))
        self.done_button.setProperty("kind", "primary")
        self._table = QGridLayout()
        self._lay_out()
        self.done_button.clicked.connect(self.done_requested)

    def _lay_out(self) -> None:
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        self._table.setHorizontalSpacing(SPACE["l"])
        self._table.setVerticalSpacing(SPACE["s"])
        self._table.setColumnStretch(0, 1)
        inside.addLayout(self._table)
        buttons = QHBoxLayout()
        buttons.addWidget(self.done_button)
        buttons.addStretch(1)
        column = page_column(self)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(frame)
        column.addLayout(buttons)
        column.addWidget(
            label(self.tr("Everything is saved. You can simply close the window."), "small")
        )
        column.addStretch(1)

    def show_session(self, session: SessionRecord, sets: Sequence[SetResult]) -> None:
        finished = session.state == "finished"
        self.title.setText(self.tr("Well done") if finished else self.tr("Kept what you did"))
        held = sum(result.held_s or 0.0 for result in sets)
        reps = sum(result.done_reps or 0 for result in sets)
        facts = [session.title, clock_time(session.active_s)]
        if held:
            facts.append(self.tr("{} held").format(seconds_text(held)))
        if reps:
            facts.append(self.tr("{} reps").format(reps))
        self.facts.setText("  ·  ".join(facts))
        while (item := self._table.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for row, result in enumerate(sets):
            self._add_row(row, result)

    def _add_row(self, row: int, result: SetResult) -> None:
        side = SIDE[result.side].capitalize() if result.side in (Side.LEFT, Side.RIGHT) else ""
        done = []
        if result.held_s is not None and result.target_s:
            done.append(f"{round(result.held_s, 1):g} of {result.target_s:g} s")
        if result.done_reps is not None:
            done.append(f"{result.done_reps} of {result.target_reps}")
        texts = (result.exercise_name, side, " · ".join(done), ENDED[EndedBy(result.ended_by)])
        for column, (text, role) in enumerate(
            zip(texts, ("body", "muted", "section", "muted"), strict=True)
        ):
            self._table.addWidget(label(text, role, wrap=column == 0), row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done_requested.emit()
        else:
            super().keyPressEvent(event)
