"""Signs at which to stop: chosen, they lock the plan; read, the lock can be taken off again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column
from gui.widgets.sources import sources_text
from workouts.safety import RedFlag, safety


class RedFlagPage(QWidget):
    flag_chosen = Signal(str)  # its id
    unlock_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flag_buttons: dict[str, QPushButton] = {}
        self.choices = QWidget()
        self.advice = card("alarm")
        self.advice_label = label("", "title")
        self.what_label = label("", "body")
        self.source_label = label("", "small")
        self.locked_label = label(
            self.tr(
                "Your plan is locked: it offers no start until you take the lock off. "
                "Take it off once this has been looked at, or where it does not apply to you. "
                "Nothing of the plan is lost, and nothing is owed."
            )
        )
        self.read_tick = QCheckBox(self.tr("I have read this"))
        self.unlock_button = QPushButton(self.tr("Take the lock off"))
        self.back_button = QPushButton(self.tr("Back  (Esc)"))
        self._lay_out()
        self._connect()
        self.show_lock(None)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.advice)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.setSpacing(SPACE["s"])
        for part in (self.advice_label, self.what_label, self.source_label, self.locked_label):
            inside.addWidget(part)
        inside.addSpacing(SPACE["s"])
        inside.addWidget(self.read_tick)
        inside.addWidget(self.unlock_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self.choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(
            label(
                self.tr(
                    "Does one of these apply to you now? It locks your plan, with advice; "
                    "the lock comes off again."
                )
            )
        )
        for flag in safety().flag:
            self.flag_buttons[flag.id] = button = QPushButton(self.tr("This applies"))
            button.setAccessibleName(self.tr("This applies: {}").format(flag.what))
            button.setAccessibleDescription(flag.do)
            column.addWidget(_flag_row(flag, button))
        page = page_column(self)
        page.addWidget(label(self.tr("Signs to stop at"), "display"))
        page.addWidget(self.advice)
        page.addWidget(self.choices)
        page.addWidget(label(safety().about, "muted"))
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        page.addLayout(row)
        page.addStretch(1)

    def _connect(self) -> None:
        for button in self.flag_buttons.values():
            button.clicked.connect(self._choose)
        self.read_tick.toggled.connect(self.unlock_button.setEnabled)
        self.unlock_button.clicked.connect(self.unlock_requested)
        self.back_button.clicked.connect(self.leave_requested)

    def show_lock(self, flag: RedFlag | None) -> None:
        """The advice of the sign that locks the plan; without one the signs to choose from."""
        self.advice.setVisible(flag is not None)
        self.choices.setVisible(flag is None)
        self.read_tick.setChecked(False)
        self.unlock_button.setEnabled(False)
        if flag:
            self.advice_label.setText(flag.do)
            self.what_label.setText(flag.what)
            self.source_label.setText(self.tr("Source: {}").format(sources_text(flag.source)))
            self.advice.setAccessibleName(f"{flag.do}. {self.locked_label.text()}")

    def focus_first(self) -> None:
        """The way back: nothing is locked by a stray Enter."""
        self.back_button.setFocus()

    @Slot()
    def _choose(self) -> None:
        for id_, button in self.flag_buttons.items():
            if button is self.sender():
                self.flag_chosen.emit(id_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)


def _flag_row(flag: RedFlag, button: QPushButton) -> QWidget:
    """The sign, what to do and where that comes from, with the button that chooses it."""
    frame = card()
    row = QHBoxLayout(frame)
    row.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["m"], SPACE["s"])
    row.setSpacing(SPACE["m"])
    words = QVBoxLayout()
    words.setSpacing(SPACE["xs"])
    told = label(flag.do, "muted")
    told.setProperty("kind", "wrong" if flag.at_once else "")
    for part in (label(flag.what), told, label(sources_text(flag.source), "small")):
        words.addWidget(part)
    row.addLayout(words, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame
