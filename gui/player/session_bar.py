"""The whole session as one segmented bar, with a marker. A click asks to go there."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme
from workouts.timeline import StepKind, Timeline

GAP = 2.0
HEIGHT = {StepKind.WORK: 1.0, StepKind.READY: 0.45}  # of the bar; a phase is told by shape too
LOW = 0.25


class SessionBar(QWidget):
    seek_requested = Signal(int)  # index of a step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline: Timeline | None = None
        self._index = 0
        self._share = 0.0
        self._theme: Theme = LIGHT
        self._chosen: int | None = None  # the segment the keyboard points at
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Session bar"))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_timeline(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self.update()

    def show_place(self, index: int, share: float) -> None:
        """The step under way and how much of it is done, 0..1."""
        share = round(share, 3)
        if (index, share) != (self._index, self._share):
            self._index, self._share = index, share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 26)

    def step_at(self, x: float) -> int | None:
        """The step under a horizontal place of the bar."""
        for index, box in enumerate(self._boxes()):
            if box.left() - GAP <= x <= box.right() + GAP:
                return index
        return None

    def _boxes(self) -> list[QRectF]:
        if not self._timeline or not self._timeline.total_s:
            return []
        steps = self._timeline.steps
        inside = self.width() - GAP * (len(steps) - 1)
        per_second = inside / self._timeline.total_s
        boxes, x = [], 0.0
        for step in steps:
            wide = step.planned_s * per_second
            high = self.height() * 0.62 * HEIGHT.get(step.kind, LOW)
            boxes.append(QRectF(x, self.height() / 2 - high / 2, max(1.0, wide), high))
            x += wide + GAP
        return boxes

    def paintEvent(self, _: QPaintEvent) -> None:
        if not self._timeline:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for index, box in enumerate(self._boxes()):
                colour = QColor(self._theme.phase(self._timeline.steps[index].kind))
                rest = QColor(self._theme.track)
                radius = min(4.0, box.width() / 2, box.height() / 2)
                painter.setBrush(colour if index < self._index else rest)
                painter.drawRoundedRect(box, radius, radius)
                if index == self._index:
                    done = QRectF(box)
                    done.setWidth(box.width() * self._share)
                    painter.setBrush(colour)
                    painter.drawRoundedRect(done, radius, radius)
                    self._paint_marker(painter, done.right())
                if index == self._chosen and self.hasFocus():
                    painter.setPen(QPen(QColor(self._theme.focus), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(box.adjusted(-2, -3, 2, 3), radius + 2, radius + 2)
                    painter.setPen(Qt.PenStyle.NoPen)

    def _paint_marker(self, painter: QPainter, x: float) -> None:
        painter.setBrush(QColor(self._theme.text))
        painter.drawRoundedRect(QRectF(x - 2, 2, 4, self.height() - 4), 2, 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.step_at(event.position().x())
        if index is not None:
            self.seek_requested.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._timeline:
            return
        at = self._index if self._chosen is None else self._chosen
        match event.key():
            case Qt.Key.Key_Home:
                self._chosen = 0
            case Qt.Key.Key_End:
                self._chosen = len(self._timeline.steps) - 1
            case Qt.Key.Key_PageDown:
                self._chosen = min(at + 1, len(self._timeline.steps) - 1)
            case Qt.Key.Key_PageUp:
                self._chosen = max(at - 1, 0)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._chosen is not None:
                self.seek_requested.emit(self._chosen)
            case _:
                super().keyPressEvent(event)
                return
        self.update()
