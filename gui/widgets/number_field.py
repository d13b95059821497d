"""A number between two large buttons; typed, stepped with the arrows, or clicked."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPushButton, QWidget

from gui.library_words import number_text

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")


class NumberField(QWidget):
    value_changed = Signal(float)

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        *,
        step: float = 1.0,
        unit: str = "",
        decimals: int = 0,
        words: Callable[[float], str] | None = None,
        buttons: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`words` turns a value into what is shown; it can then not be typed.

        Without `buttons` it is as narrow as a cell of a table; the arrow keys step it.
        """
        super().__init__(parent)
        self.box = _Box(words)
        self.box.setRange(low, high)
        self.box.setDecimals(decimals)
        self.box.setSingleStep(step)
        self.box.setSuffix(f" {unit}" if unit else "")
        self.less_button, self.more_button = QPushButton("−"), QPushButton("+")
        self._dress(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.less_button, self.box, self.more_button):
            row.addWidget(part, 1 if part is self.box else 0)
            part.setHidden(not buttons and part is not self.box)
        self.box.valueChanged.connect(self._tell)
        self.less_button.clicked.connect(self.box.stepDown)
        self.more_button.clicked.connect(self.box.stepUp)

    def _dress(self, name: str) -> None:
        self.box.setAccessibleName(name)
        self.setFocusProxy(self.box)
        for button, words in (
            (self.less_button, self.tr("{}: less")),
            (self.more_button, self.tr("{}: more")),
        ):
            button.setProperty("kind", "chip")
            button.setAccessibleName(words.format(name))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
            button.setAutoRepeat(True)

    @property
    def value(self) -> float:
        return self.box.value()

    def show_value(self, value: float) -> None:
        """Show a number without telling of it; the place of the cursor stays."""
        if value == self.box.value():
            return
        self.box.blockSignals(True)
        self.box.setValue(value)
        self.box.blockSignals(False)

    @Slot(float)
    def _tell(self, value: float) -> None:
        self.value_changed.emit(value)


class _Box(QDoubleSpinBox):
    def __init__(self, words: Callable[[float], str] | None) -> None:
        super().__init__()
        self._words = words
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(64)
        self.lineEdit().installEventFilter(self)
        if words:
            self.lineEdit().setReadOnly(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A box with a style sheet forgets its padding; its buttons are hidden by the theme."""
        super().resizeEvent(event)
        self.lineEdit().setGeometry(self.rect().adjusted(6, 3, -6, -3))

    def textFromValue(self, value: float) -> str:
        return self._words(value) if self._words else number_text(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo belong to the page, not to the letters of one field."""
        if leave_undo_to_the_page(event):
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        return False if leave_undo_to_the_page(event) else super().event(event)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()  # the wheel scrolls the page


def undo_with_keys(
    page: QWidget, undo: Callable[[], None], redo: Callable[[], None], save: Callable[[], None]
) -> None:
    """The keys of a page on which things are changed."""
    for keys, slot in ((UNDO_KEYS, undo), (REDO_KEYS, redo), (("Ctrl+S",), save)):
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)


def leave_undo_to_the_page(event: QEvent) -> bool:
    """Whether a field should pass by a key because the page undoes with it."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if QKeySequence(event.keyCombination()).toString() not in (*UNDO_KEYS, *REDO_KEYS):
        return False
    event.ignore()
    return True
