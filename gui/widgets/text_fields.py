"""Fields for text whose undo belongs to the page they stand on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.widgets.number_field import leave_undo_to_the_page


class LineField(QLineEdit):
    text_typed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.textEdited.connect(self.text_typed)

    def show_text(self, text: str) -> None:
        """Show a text without telling of it; the cursor stays where nothing changed."""
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        return False if leave_undo_to_the_page(event) else super().event(event)


class TextField(QPlainTextEdit):
    """Several lines; as high as `rows` lines of text."""

    text_typed = Signal(str)

    def __init__(self, name: str, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._quiet = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()

    def fit(self) -> None:
        """As high as what it holds."""
        rows = max(self._rows, round(self.document().size().height()))
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if leave_undo_to_the_page(event):
            return False
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange):
            self.fit()
        return super().event(event)

    def _tell(self) -> None:
        self.fit()
        if not self._quiet:
            self.text_typed.emit(self.toPlainText())
