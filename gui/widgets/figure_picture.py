"""One figure in a rounded frame: still, moving while looked at, or moving all the time."""

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme
from gui.widgets.figures import Figures, side_of
from media.figure import Figure, describe, paint_figure
from workouts.model import Exercise

FRAME_MS = 50
CORNER = 14.0


class FigurePicture(QWidget):
    def __init__(
        self, figures: Figures, parent: QWidget | None = None, *, always: bool = False
    ) -> None:
        super().__init__(parent)
        self._figures, self._always = figures, always
        self._figure: Figure | None = None
        self._side = "right"
        self._theme: Theme = LIGHT
        self._still = False  # reduced motion
        self._held: float | None = None  # a phase to stay at
        self._looked_at = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.update)
        if not always:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_reduced_motion(self, on: bool) -> None:
        self._still = on
        self._arm()

    def show_exercise(self, exercise: Exercise, side: str = "right", fault: str = "") -> None:
        """Show an exercise, or a fault in it, working this side."""
        self._figure = self._figures.figure(exercise, fault)
        self._side = side_of(exercise, side)
        words = describe(self._figure, side) if self._figure else exercise.name
        self.setAccessibleName(words)
        self._clock.start()
        self._arm()
        self.update()

    def hold(self, phase: float | None) -> None:
        """Stay at one phase of the movement; None moves on."""
        self._held = phase
        self._clock.start()
        self._arm()
        self.update()

    @property
    def has_figure(self) -> bool:
        return self._figure is not None

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    @property
    def phase(self) -> float:
        """Where in the movement the figure is now."""
        if self._figure is None:
            return 0.0
        if self._held is not None:
            return self._held
        if not self._timer.isActive():
            return self._figure.best_phase
        turns = self._clock.elapsed() / 1000 / self._figure.seconds
        return turns if self._side == "alternating" else turns % 1.0

    def sizeHint(self) -> QSize:
        return QSize(240, 180)

    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            frame = QPainterPath()
            frame.addRoundedRect(box, CORNER, CORNER)
            painter.fillPath(frame, QColor(self._theme.raised))
            if self._figure:
                painter.save()
                painter.setClipPath(frame)
                paint_figure(
                    painter, QRectF(self.rect()), self._figure, self.phase,
                    side=self._side, theme=self._theme.name.value,
                )  # fmt: skip
                painter.restore()
            seen = self.hasFocus()
            colour = self._theme.focus if seen else self._theme.line
            painter.setPen(QPen(QColor(colour), 2.0 if seen else 1.0))
            painter.drawPath(frame)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._look(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._look(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look(self.underMouse())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arm()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _look(self, on: bool) -> None:
        if on and not self._looked_at:
            self._clock.start()
        self._looked_at = on
        self._arm()
        self.update()

    def _arm(self) -> None:
        """Frames are drawn only while something is seen to move."""
        wished = (self._always or self._looked_at) and self._held is None and not self._still
        if wished and self._figure is not None and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
