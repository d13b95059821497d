"""A card at the head of a page that tells something, or asks it once; never in the way."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label


class Notice(QFrame):
    """Shows one thing at a time. Esc puts it away, which answers a question with no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self._on_yes: Callable[[], None] | None = None
        self._on_no: Callable[[], None] | None = None
        self.text_label = label("", "section")
        self.detail_label = label("", "body")
        self.yes_button = QPushButton()
        self.no_button = QPushButton()
        self._lay_out()
        self.yes_button.clicked.connect(self._agree)
        self.no_button.clicked.connect(self._decline)
        self.hide()

    def _lay_out(self) -> None:
        self.yes_button.setProperty("kind", "primary")
        self.no_button.setProperty("kind", "quiet")
        for button in (self.yes_button, self.no_button):
            button.setAutoDefault(True)
        words = QVBoxLayout()
        words.setSpacing(SPACE["xs"])
        words.addWidget(self.text_label)
        words.addWidget(self.detail_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["m"], SPACE["s"])
        row.setSpacing(SPACE["s"])
        row.addLayout(words, 1)
        row.addWidget(self.yes_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.no_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def ask(
        self,
        text: str,
        detail: str,
        yes: str,
        on_yes: Callable[[], None],
        no: str = "",
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """Ask; `on_yes` is called at most once. The safe answer has the focus."""
        self._show(text, detail, yes, no or self.tr("Cancel"))
        self._on_yes, self._on_no = on_yes, on_no
        self.no_button.setFocus()

    def tell(self, text: str, undo: Callable[[], None] | None = None, detail: str = "") -> None:
        """Say something, with a way back where there is one."""
        self._show(text, detail, self.tr("Undo") if undo else "", self.tr("Close"))
        self._on_yes, self._on_no = undo, None

    def _show(self, text: str, detail: str, yes: str, no: str) -> None:
        self.text_label.setText(text)
        self.detail_label.setText(detail)
        self.detail_label.setVisible(bool(detail))
        self.yes_button.setText(yes)
        self.yes_button.setVisible(bool(yes))
        self.no_button.setText(no)
        self.setAccessibleName(f"{text} {detail}".strip())
        self.show()

    @Slot()
    def _agree(self) -> None:
        answer, self._on_yes = self._on_yes, None
        self.hide()
        if answer:
            answer()

    @Slot()
    def _decline(self) -> None:
        answer, self._on_no = self._on_no, None
        self.hide()
        if answer:
            answer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._decline()
        else:
            super().keyPressEvent(event)
