"""Pages in one place of the window, built when they are first wanted."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

HIDDEN_KEY = "library/hidden"  # in the store: what of the library is offered nowhere


class LazyStack(QStackedWidget):
    wanted = Signal(object)  # itself: shown for the first time, with nothing inside

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")

    def showEvent(self, event: QShowEvent) -> None:
        if not self.count():
            self.wanted.emit(self)
        super().showEvent(event)

    def show_page(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
