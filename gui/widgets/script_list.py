"""The whole script of a session: every step with its moment and its length."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.library_words import step_text
from gui.theme import LIGHT, Theme
from gui.words import clock_time, seconds_text
from workouts.timeline import Step, StepKind

STEP = Qt.ItemDataRole.UserRole + 1
PAD = 8
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
WRAP = int(Qt.TextFlag.TextWordWrap)


class ScriptList(QListWidget):
    """Grows to its full length: the page scrolls, not the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = _StepPainter(self)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(self.tr("The whole script"))

    def set_theme(self, theme: Theme) -> None:
        self._painter.theme = theme
        self.viewport().update()

    def show_steps(self, steps: Sequence[Step]) -> None:
        self.clear()
        round_no = 0
        for step in steps:
            if step.rounds > 1 and step.round_no != round_no:
                round_no = step.round_no
                of = self.tr("Round {} of {}").format(round_no, step.rounds)
                heading = QListWidgetItem(of)
                heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.addItem(heading)
            item = QListWidgetItem(
                f"{clock_time(step.at)}  {step_text(step)}, {seconds_text(step.planned_s)}"
            )
            item.setData(STEP, step)
            self.addItem(item)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _StepPainter(QStyledItemDelegate):
    """The moment at the left, the length at the right, the phase as a bar of its colour."""

    def __init__(self, list_: QListWidget) -> None:
        super().__init__(list_)
        self._list = list_
        self.theme: Theme = LIGHT

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        metrics, step = self._list.fontMetrics(), index.data(STEP)
        if step is None:
            return QSize(100, metrics.height() + 18)
        room = self._text_box(QRect(0, 0, self._list.viewport().width(), 10_000), step)
        said = metrics.boundingRect(room, WRAP, step_text(step))
        return QSize(100, said.height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        step = index.data(STEP)
        painter.save()
        painter.setFont(self._list.font())
        if step is None:
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(rect.adjusted(PAD, 6, 0, 0), MIDDLE, index.data())
        else:
            state = option.state
            if state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(rect, QColor(self.theme.raised))
            self._paint_step(painter, rect, step)
        painter.restore()

    def _paint_step(self, painter: QPainter, rect: QRect, step: Step) -> None:
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(rect.adjusted(PAD, 0, 0, 0), MIDDLE, clock_time(step.at))
        text = self._text_box(rect, step)
        bar = QRect(text.left() - 14, rect.top() + 4, 5, rect.height() - 8)
        painter.fillRect(bar, QColor(self.theme.phase(step.kind)))
        works = step.kind is StepKind.WORK
        painter.setPen(QColor(self.theme.text if works else self.theme.muted))
        painter.drawText(
            rect.adjusted(0, 0, -PAD, 0),
            MIDDLE | int(Qt.AlignmentFlag.AlignRight),
            seconds_text(step.planned_s),
        )
        painter.drawText(text, MIDDLE | WRAP, step_text(step))

    def _text_box(self, rect: QRect, step: Step) -> QRect:
        metrics = self._list.fontMetrics()
        left = PAD + metrics.horizontalAdvance("00:00 ") + 18
        right = PAD + 12 + metrics.horizontalAdvance(seconds_text(step.planned_s))
        return rect.adjusted(left, 0, -right, 0)
