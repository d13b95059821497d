"""The row at the foot of a page: what leads on, and at its end the rest; two rows where narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from gui.theme import SPACE
from gui.widgets.layout import WIDEST_PAGE

NEWS_WIDTH = 140  # room that a line of words is left with, at least


class Foot(QWidget):
    def __init__(
        self, first: Sequence[QWidget], last: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST_PAGE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._parts = [*first, *last]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE["s"])
        words = any(_is_words(part) for part in first)
        for parts, stretched in ((first, words), (last, False)):
            row = QHBoxLayout()
            row.setSpacing(SPACE["m"])
            for part in parts:
                row.addWidget(part, 1 if stretched and _is_words(part) else 0)
            if not stretched:
                row.addStretch(1)
            self._box.addLayout(row, 1 if parts is first else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # other words, other buttons
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [part for part in self._parts if not part.isHidden()]
        need = sum(_width(part) for part in shown) + len(shown) * SPACE["m"]
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if need <= self.width() else ways.TopToBottom)


def _is_words(part: QWidget) -> bool:
    return isinstance(part, QLabel) and part.wordWrap()


def _width(part: QWidget) -> int:
    return NEWS_WIDTH if _is_words(part) else part.sizeHint().width()
