"""One chart over the whole page: its range, its table, its notes, and what it means."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.charts.chart_view import ChartView
from gui.charts.chart_words import in_words, table_of
from gui.charts.geometry import View
from gui.charts.values import Chart, TimeChart
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.chart_table import ChartTable
from gui.widgets.chips import Chip
from gui.widgets.layout import bring_into_sight, card, label, page_column
from gui.widgets.notice import Notice
from gui.widgets.range_chooser import RangeChooser
from gui.widgets.sections import flow


class ChartPage(QWidget):
    back_requested = Signal()
    key_chosen = Signal(str)  # another exercise, ladder, amount
    range_chosen = Signal(str)
    mark_requested = Signal(object)  # a new one on this date
    mark_opened = Signal(str)  # id
    exercise_opened = Signal(str)  # id: all its sets

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.back_button = QPushButton(self.tr("←  Progress"))
        self.back_button.setProperty("kind", "quiet")
        self.title_label = label("", "title")
        self.key_box = QComboBox()
        self.key_box.setAccessibleName(self.tr("What is shown"))
        self.ranges = RangeChooser()
        self.chart = ChartView()
        self.chart.setMinimumHeight(340)
        self.table = ChartTable()
        self.table_chip = Chip(self.tr("Show as table"), checkable=True)
        self.nearer_chip = Chip("+", says=self.tr("Zoom in"))
        self.farther_chip = Chip("−", says=self.tr("Zoom out"))
        self.mark_chip = Chip(self.tr("Add a note…"))
        self.sets_chip = Chip(self.tr("All sets…"))
        self.about_chip = Chip(self.tr("What is this?"), checkable=True)
        self.words_label = label("", "body")
        self.about_label = label("", "body")
        self.notice = Notice()
        self.state_label = label("", "muted")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = page_column(self)
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title_label, 1)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.ranges)
        column.addWidget(self.state_label)
        self.state_label.hide()
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        inside.setSpacing(SPACE["s"])
        self.key_box.setMinimumWidth(200)
        self.key_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        inside.addWidget(self.key_box, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.chart, 1)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.words_label)
        inside.addWidget(
            flow(
                self.farther_chip,
                self.nearer_chip,
                self.table_chip,
                self.mark_chip,
                self.sets_chip,
                self.about_chip,
            )
        )
        self.about_card = card()
        about = QVBoxLayout(self.about_card)
        about.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        about.addWidget(self.about_label)
        self.about_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        inside.addWidget(self.about_card)
        column.addWidget(frame, 1)
        self.table.hide()
        self.about_card.hide()

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back_requested)
        self.key_box.activated.connect(self._choose_key)
        self.ranges.range_chosen.connect(self.range_chosen)
        self.table_chip.toggled.connect(self._show_table)
        self.about_chip.toggled.connect(self._show_about)
        self.nearer_chip.clicked.connect(self._zoom_in)
        self.farther_chip.clicked.connect(self._zoom_out)
        self.mark_chip.clicked.connect(self._ask_mark)
        self.sets_chip.clicked.connect(self._open_sets)
        self.chart.view_changed.connect(self._view_changed)
        self.chart.day_pressed.connect(self.mark_requested)
        self.chart.mark_pressed.connect(self.mark_opened)

    # -- what is shown

    def show_chart(
        self,
        name: str,
        chart: Chart,
        view: View | None,
        choices: Sequence[tuple[str, str]],
        key: str,
        about: str,
        *,
        has_sets: bool,
    ) -> None:
        """`choices` are what the chart can be drawn of; `about` says what it means, and whence."""
        self.title_label.setText(name)
        self.key_box.blockSignals(True)
        self.key_box.clear()
        for id_, word in choices:
            self.key_box.addItem(word, id_)
        self.key_box.setCurrentIndex(max(0, self.key_box.findData(key)) if choices else -1)
        self.key_box.blockSignals(False)
        self.key_box.setVisible(len(choices) > 1)
        dated = isinstance(chart, TimeChart)
        for chip in (self.nearer_chip, self.farther_chip):
            chip.setVisible(dated)
        self.sets_chip.setVisible(has_sets)
        self.about_label.setText(about)
        self.chart.show_chart(chart, view if dated else None)
        self.words_label.setText(in_words(chart, view))
        self._fill_table()

    def show_state(self, text: str) -> None:
        """A quiet line while the rest of the history is read."""
        self.state_label.setText(text)
        self.state_label.setVisible(bool(text))

    def set_look(self, theme: Theme, text_percent: int) -> None:
        self._theme = theme
        self.chart.set_theme(theme)
        self.table.set_theme(theme)
        self.chart.setMinimumHeight(round(190 + 150 * text_percent / 100))

    @property
    def key(self) -> str:
        return str(self.key_box.currentData() or "")

    def focus_first(self) -> None:
        (self.table if self.table.isVisible() else self.chart).setFocus()

    @Slot()
    def _choose_key(self) -> None:
        self.key_chosen.emit(self.key)

    @Slot(bool)
    def _show_table(self, on: bool) -> None:
        self.table.setVisible(on)
        self.chart.setVisible(not on)
        self._fill_table()

    @Slot(bool)
    def _show_about(self, on: bool) -> None:
        self.about_card.setVisible(on)
        if on:
            bring_into_sight(self.about_card)

    def _fill_table(self) -> None:
        if self.table_chip.isChecked():
            chart = self.chart.chart
            self.table.show_table(chart.title, table_of(chart, self.chart.view))

    @Slot(object)
    def _view_changed(self, view: View | None) -> None:
        chart = self.chart.chart
        if isinstance(chart, TimeChart):  # what it said was of the range, not of this
            self.words_label.setText(in_words(replace(chart, says=""), view))
        self._fill_table()

    @Slot()
    def _zoom_in(self) -> None:
        self.chart.zoom(1.6)

    @Slot()
    def _zoom_out(self) -> None:
        self.chart.zoom(1 / 1.6)

    @Slot()
    def _ask_mark(self) -> None:
        stop, view = self.chart.chosen, self.chart.view
        if stop and stop.first:
            self.mark_requested.emit(stop.first)
        else:
            self.mark_requested.emit(date.fromordinal(int(view.last)) if view else None)

    @Slot()
    def _open_sets(self) -> None:
        self.exercise_opened.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
