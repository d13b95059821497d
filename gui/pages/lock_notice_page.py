"""Before a session while the plan is locked: the sign, the advice and a free choice; said once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import card, label, page_column
from gui.widgets.sources import sources_text
from workouts.safety import RedFlag


class LockNoticePage(QWidget):
    """Enter and Esc leave it for today: nothing begins by a stray key."""

    rest_requested = Signal()
    begin_requested = Signal()
    advice_requested = Signal()  # where the lock comes off

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice_label = label("", "title")
        self.what_label = label("")
        self.source_label = label("", "small")
        self.rest_button = QPushButton(self.tr("Not today  (Enter)"))
        self.advice_button = QPushButton(self.tr("Where the lock comes off"))
        self.begin_button = QPushButton(self.tr("Begin all the same"))
        self._lay_out()
        self.rest_button.clicked.connect(self.rest_requested)
        self.advice_button.clicked.connect(self.advice_requested)
        self.begin_button.clicked.connect(self.begin_requested)

    def _lay_out(self) -> None:
        frame = card("alarm")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.setSpacing(SPACE["s"])
        for part in (self.advice_label, self.what_label, self.source_label):
            inside.addWidget(part)
        acts = FlowLayout()
        self.rest_button.setProperty("kind", "primary")
        self.begin_button.setProperty("kind", "quiet")
        for button in (self.rest_button, self.advice_button, self.begin_button):
            button.setAutoDefault(True)
            acts.addWidget(button)
        column = page_column(self)
        column.addWidget(label(self.tr("Before you start"), "display"))
        column.addWidget(label(self.tr("Your plan is locked, because you marked a sign."), "lead"))
        column.addWidget(frame)
        column.addLayout(acts)
        column.addStretch(1)

    def show_flag(self, flag: RedFlag) -> None:
        self.advice_label.setText(flag.do)
        self.what_label.setText(self.tr("You marked: {}").format(flag.what))
        self.source_label.setText(self.tr("Source: {}").format(sources_text(flag.source)))
        self.setAccessibleName(f"{flag.do}. {flag.what}")
        self.rest_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() not in keys:
            super().keyPressEvent(event)
        elif self.begin_button.hasFocus() and event.key() != Qt.Key.Key_Escape:
            self.begin_requested.emit()
        elif self.advice_button.hasFocus() and event.key() != Qt.Key.Key_Escape:
            self.advice_requested.emit()
        else:
            self.rest_requested.emit()
