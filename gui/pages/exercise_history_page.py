"""Everything ever done of one exercise: its chart per side, its bests, and every set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.charts.chart_view import ChartView
from gui.charts.chart_words import Table, in_words
from gui.charts.geometry import View
from gui.charts.values import TimeChart
from gui.theme import SPACE, Theme
from gui.widgets.chart_table import ChartTable
from gui.widgets.layout import card, label, page_column
from gui.widgets.range_chooser import RangeChooser
from gui.widgets.sections import tags


class ExerciseHistoryPage(QWidget):
    back_requested = Signal()
    range_chosen = Signal(str)
    mark_requested = Signal(object)
    mark_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exercise_id = ""
        self.back_button = QPushButton(self.tr("←  Back"))
        self.back_button.setProperty("kind", "quiet")
        self.title_label = label("", "title")
        self.ranges = RangeChooser()
        self.chart = ChartView()
        self.chart.setMinimumHeight(300)
        self.words_label = label("", "body")
        self.table = ChartTable()
        self.table.setMinimumHeight(320)
        self.empty_label = label("", "lead")
        self._bests = QWidget()
        self._lay_out()
        self.back_button.clicked.connect(self.back_requested)
        self.ranges.range_chosen.connect(self.range_chosen)
        self.chart.day_pressed.connect(self.mark_requested)
        self.chart.mark_pressed.connect(self.mark_opened)

    def _lay_out(self) -> None:
        self._column = column = page_column(self)
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.title_label, 1)
        column.addLayout(head)
        column.addWidget(self.empty_label)
        column.addWidget(self.ranges)
        column.addWidget(self._bests)
        self._chart_card = card()
        inside = QVBoxLayout(self._chart_card)
        inside.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        inside.addWidget(self.chart, 1)
        inside.addWidget(self.words_label)
        column.addWidget(self._chart_card, 1)
        self._sets_label = label(self.tr("Every set, newest first"), "section")
        column.addWidget(self._sets_label)
        column.addWidget(self.table, 1)

    def show_exercise(
        self,
        exercise_id: str,
        name: str,
        chart: TimeChart,
        view: View | None,
        table: Table,
        bests: Sequence[str],
    ) -> None:
        """All of an exercise; `bests` in words."""
        self.exercise_id = exercise_id
        self.title_label.setText(name)
        self.chart.show_chart(chart, view)
        self.words_label.setText(in_words(chart, view))
        self.table.show_table(self.tr("Sets of {}").format(name), table)
        fresh = tags(bests)
        self._column.replaceWidget(self._bests, fresh)
        self._bests.hide()
        self._bests.deleteLater()
        self._bests = fresh
        empty = not table.rows
        self.empty_label.setText(
            self.tr("Nothing done of it yet. Open it under Exercises and press Do it now.")
            if empty
            else ""
        )
        self.empty_label.setVisible(empty)
        for part in (self._chart_card, self.table, self._sets_label, self.ranges, self._bests):
            part.setVisible(not empty)

    def set_look(self, theme: Theme, text_percent: int) -> None:
        self.chart.set_theme(theme)
        self.chart.setMinimumHeight(round(170 + 130 * text_percent / 100))
        self.table.set_theme(theme)

    def focus_first(self) -> None:
        (self.chart if self.table.model().rowCount() else self.back_button).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
