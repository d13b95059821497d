"""Pages in one place of the window, built when they are first wanted."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget


class LazyStack(QStackedWidget):
    wanted = Signal()  # shown for the first time, with nothing inside

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")

    def showEvent(self, event: QShowEvent) -> None:
        if not self.count():
            self.wanted.emit()
        super().showEvent(event)

    def show_page(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
