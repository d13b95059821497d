"""Cards in a flowing grid: as many columns as there is room for, arrow keys between them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from gui.theme import SPACE

GAP = SPACE["m"]
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Card(QAbstractButton):
    """One card; says how wide it wants to be and how high it is at a width."""

    arrow_pressed = Signal(int)  # a Qt.Key
    focus_came = Signal()

    def least_width(self) -> int:
        raise NotImplementedError

    def height_at(self, width: int) -> int:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in WAYS or event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.arrow_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


class CardGrid(QWidget):
    left_at_top = Signal()  # the arrow up was pressed in the first row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []
        self._shown: list[Card] = []
        self._columns = 1
        self._placed_for: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def cards(self) -> Sequence[Card]:
        """Those shown, in their order."""
        return self._shown

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Other cards; those no longer among them are gone for good."""
        for card in self._cards:
            if card not in cards:
                card.hide()
                card.deleteLater()
        for card in cards:
            if card not in self._cards:
                card.setParent(self)
                card.arrow_pressed.connect(self._go)
                card.focus_came.connect(self._note_focus)
        self._cards = list(cards)
        self.show_cards(cards)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these of the cards, in this order."""
        wanted = set(cards)
        for card in self._cards:
            card.setVisible(card in wanted)
        self._shown = list(cards)
        self._placed_for = None
        self._one_tab_stop(self._shown[0] if self._shown else None)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def rearrange(self) -> None:
        """After a change of type or theme."""
        self._placed_for = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._shown:
            self.setFixedHeight(0)
            return
        if self._placed_for == (self.width(), len(self._shown)):
            return
        self._placed_for = (self.width(), len(self._shown))
        least = max(card.least_width() for card in self._shown)
        self._columns = max(1, (self.width() + GAP) // (least + GAP))
        width = (self.width() - (self._columns - 1) * GAP) // self._columns
        y = 0
        for start in range(0, len(self._shown), self._columns):
            row = self._shown[start : start + self._columns]
            height = max(card.height_at(width) for card in row)
            for column, card in enumerate(row):
                card.setGeometry(QRect(column * (width + GAP), y, width, height))
            y += height + GAP
        self.setFixedHeight(max(0, y - GAP))

    def focus_card(self, card: Card) -> None:
        """Put the focus on a card and bring it into sight."""
        self._one_tab_stop(card)
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self._bring_into_sight(card)

    def _bring_into_sight(self, card: Card) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(card, 0, SPACE["l"])

    def _note_focus(self) -> None:
        card = self.sender()
        if isinstance(card, Card):
            self._one_tab_stop(card)

    def _one_tab_stop(self, card: Card | None) -> None:
        """Tab enters and leaves the grid at one card; the arrows go on from there."""
        for other in self._shown:
            here = other is card
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            if other.focusPolicy() != policy:
                other.setFocusPolicy(policy)

    def _go(self, key: int) -> None:
        card = self.sender()
        if not isinstance(card, Card) or card not in self._shown:
            return
        here, last = self._shown.index(card), len(self._shown) - 1
        if key == Qt.Key.Key_Home:
            to = 0
        elif key == Qt.Key.Key_End:
            to = last
        else:
            right, down = WAYS[Qt.Key(key)]
            to = here + right + down * self._columns
            if down > 0 and to > last and here // self._columns < last // self._columns:
                to = last
        if to < 0 and key == Qt.Key.Key_Up:
            self.left_at_top.emit()
        elif 0 <= to <= last:
            self.focus_card(self._shown[to])
