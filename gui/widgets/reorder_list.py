"""A list whose rows are dragged to another place, or moved with Ctrl and the arrows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

DRAWN = QAbstractItemView.DropIndicatorPosition


class ReorderList(QListWidget):
    """Asks for a move; whoever owns the rows makes it. As high as its rows: the page scrolls."""

    move_requested = Signal(int, int)  # the row, and where it should stand
    remove_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def fit(self) -> None:
        """Be as high as the rows are."""
        self.doItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(max(rows, 40) + 2 * self.frameWidth() + 16)

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing is moved here: the wish is told, and the rows come anew."""
        start = self.currentRow()
        over = self.indexAt(event.position().toPoint())
        to = over.row() if over.isValid() else self.count()
        if over.isValid() and self.dropIndicatorPosition() is DRAWN.BelowItem:
            to += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.move_requested.emit(start, to - 1 if to > start else to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, last = self.currentRow(), self.count() - 1
        moves = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if moves and event.key() == Qt.Key.Key_Up:
            if row > 0:
                self.move_requested.emit(row, row - 1)
        elif moves and event.key() == Qt.Key.Key_Down:
            if 0 <= row < last:
                self.move_requested.emit(row, row + 1)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.remove_requested.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
