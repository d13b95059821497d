"""Six cards that say how training goes, and the way to every chart behind them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from gui.charts.geometry import View
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.card_grid import CardGrid
from gui.widgets.chart_card import ChartCard, Overview
from gui.widgets.chips import Chip
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.range_chooser import RangeChooser
from gui.widgets.sections import flow


class ProgressPage(QWidget):
    metric_opened = Signal(str, str)  # a metric of the catalogue, and what of it
    range_chosen = Signal(str)
    report_requested = Signal()
    mark_requested = Signal(object)
    start_requested = Signal()

    def __init__(self, more: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`more` are the metrics without a card, as (id, name)."""
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.ranges = RangeChooser()
        self.grid = CardGrid()
        self.cards = [ChartCard() for _ in range(6)]
        self.grid.set_cards(self.cards)
        self.menu = QMenu(self)
        self.report_action = self.menu.addAction(self.tr("Report of this range (PDF)…"))
        self.mark_action = self.menu.addAction(self.tr("Add a note or an ill week…"))
        self.menu_button = QPushButton(self.tr("Report, notes…"))
        self.menu_button.setMenu(self.menu)
        self.tests_button = QPushButton(self.tr("Self-tests"))
        self.empty_label = label("", "lead")
        self.start_button = QPushButton(self.tr("Go to Today"))
        self.start_button.setProperty("kind", "primary")
        self.state_label = label("", "small")
        self.notice = Notice()
        self.more: dict[str, Chip] = {}
        for metric, name in more:
            chip = Chip(name)
            chip.setProperty("metric", metric)
            chip.clicked.connect(self._open_more)
            self.more[metric] = chip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = page_column(self)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._title = label(self.tr("Progress"), "display", wrap=False)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.tests_button)
        buttons.addWidget(self.menu_button)
        buttons.addStretch(1)
        self._head.addLayout(buttons)
        column.addLayout(self._head)
        column.addWidget(self.notice)
        column.addWidget(self.ranges)
        column.addWidget(self.state_label)
        column.addWidget(self.empty_label)
        column.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.grid)
        self.more_label = label(self.tr("More"), "section")
        column.addWidget(self.more_label)
        self._more = flow(*self.more.values(), gap=SPACE["s"])
        column.addWidget(self._more)
        column.addStretch(1)
        self.state_label.hide()
        self.empty_label.hide()
        self.start_button.hide()

    def _connect(self) -> None:
        self.ranges.range_chosen.connect(self.range_chosen)
        self.report_action.triggered.connect(self.report_requested)
        self.mark_action.triggered.connect(self._ask_mark)
        self.start_button.clicked.connect(self.start_requested)
        for card in self.cards:
            card.clicked.connect(self._open_card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large letters leave too little room the buttons stand below the title."""
        super().resizeEvent(event)
        parts = (self._title, self.tests_button, self.menu_button)
        need = sum(part.sizeHint().width() for part in parts) + 4 * SPACE["m"]
        room = self.width() - 2 * SPACE["xl"] >= need
        self._head.setDirection(
            QBoxLayout.Direction.LeftToRight if room else QBoxLayout.Direction.TopToBottom
        )

    # -- what is shown

    def show_cards(self, cards: Sequence[Overview], view: View | None) -> None:
        for card, overview in zip(self.cards, cards, strict=True):
            card.show_overview(overview, view)
        self._show_empty(empty=False)

    def show_empty(self, text: str) -> None:
        """There is no history yet: say what to do."""
        self.empty_label.setText(text)
        self._show_empty(empty=True)

    def _show_empty(self, *, empty: bool) -> None:
        self.empty_label.setVisible(empty)
        self.start_button.setVisible(empty)
        for part in (self.grid, self.ranges, self.more_label, self._more, self.menu_button):
            part.setVisible(not empty)

    def show_state(self, text: str) -> None:
        """A quiet line while the rest of the history is read."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))

    def set_look(self, theme: Theme) -> None:
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)
        self.grid.rearrange()

    def focus_first(self) -> None:
        if self.grid.isVisibleTo(self):
            self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.start_button.setFocus()

    def focus_metric(self, metric: str) -> None:
        """The card or word that leads to a metric, as one comes back from it."""
        for card in self.cards:
            if card.overview and card.overview.metric == metric:
                self.grid.focus_card(card)
                return
        if metric in self.more:
            self.more[metric].setFocus()

    @Slot()
    def _open_card(self) -> None:
        card = self.sender()
        if isinstance(card, ChartCard) and card.overview:
            self.metric_opened.emit(card.overview.metric, card.overview.key)

    @Slot()
    def _open_more(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.metric_opened.emit(str(chip.property("metric")), "")

    @Slot()
    def _ask_mark(self) -> None:
        self.mark_requested.emit(None)
