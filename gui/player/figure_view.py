"""The moving figure: asks for the phase at each frame and paints; drives nothing."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme
from media.figure import (
    Figure,
    PoseError,
    blend,
    describe,
    load_figure,
    own_figure,
    paint_figure,
    paint_shot,
)
from workouts.model import Exercise

log = logging.getLogger(__name__)
FRAME_MS = 33
BREATH_MS = 200
TRANSITION_S = 0.9
CORNER = 18.0
MOST_BREATHS = 11  # pictures of one breath; it comes again and again
MOST_BREATH_PIXELS = 12_000_000  # of all of them, four bytes each


@dataclass(frozen=True, slots=True)
class Stance:
    """What the figure does at one moment."""

    exercise_id: str
    side: str
    phase: float = 0.0
    glow: float = 1.0
    breath: float = 0.0  # 0..1, the chest in a hold


class FigureView(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._stance: Stance | None = None
        self._before: Stance | None = None  # while moving from one exercise to the next
        self._moving = QElapsedTimer()
        self._source: Callable[[], Stance | None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        # Every pixel is painted here, so that nothing behind is painted with each frame.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._timer.timeout.connect(self.refresh)
        self._exercises: Mapping[str, Exercise] = {}
        self.fault = ""  # the name of a fault to show in place of the right form
        self.reduced_motion = False
        self.behind = ""  # the colour around its corners; empty: the ground
        self._turned = 0  # degrees, for side-lying work
        self._breaths: dict[tuple[object, ...], QPixmap] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 140)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_source(self, source: Callable[[], Stance | None]) -> None:
        """Where each frame asks for what to show."""
        self._source = source

    def set_exercises(self, exercises: Mapping[str, Exercise]) -> None:
        """The exercises that may be shown, for those that bring a pose of their own."""
        self._exercises = exercises

    def faults(self, exercise_id: str) -> tuple[str, ...]:
        """The faults an exercise can be shown with."""
        figure = self._figure(exercise_id)
        return figure.faults if figure else ()

    def animate(self, on: bool, *, breathing: bool = False) -> None:
        """Thirty frames a second while something moves, a few for breathing, none otherwise."""
        wanted = BREATH_MS if breathing and not self.is_moving_over() else FRAME_MS
        if on and (not self._timer.isActive() or self._timer.interval() != wanted):
            self._timer.start(wanted)
        elif not on and self._timer.isActive() and self._before is None:
            self._timer.stop()

    def refresh(self) -> None:
        """Ask what to show; repaint where it changed."""
        stance = self._source()
        if stance is None or (stance == self._stance and self._before is None):
            return
        self._notice_change(stance)
        self._stance = stance
        self.update()

    def _notice_change(self, stance: Stance) -> None:
        old = self._stance
        changed = old and (old.exercise_id, old.side) != (stance.exercise_id, stance.side)
        if changed:
            self._before = None if self.reduced_motion else old
            self._moving.start()
        if old is None or changed:
            self.setAccessibleName(self._description(stance))
        if self._before and self._moving.elapsed() >= TRANSITION_S * 1000:
            self._before = None

    def _description(self, stance: Stance) -> str:
        try:
            return describe(stance.exercise_id, stance.side)
        except KeyError:
            exercise = self._exercises.get(stance.exercise_id)
            return exercise.name if exercise else ""

    def is_moving_over(self) -> bool:
        """Whether the figure is on its way from one exercise to the next."""
        return self._before is not None

    def set_turned(self, degrees: int) -> None:
        if degrees != self._turned:
            self._turned = degrees
            self.update()

    def finish_moving(self) -> None:
        """Be at the next exercise at once."""
        self._before = None
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if breath := self._breath():
                painter.drawPixmap(0, 0, breath)
            else:
                self._paint(painter)

    def _breath(self) -> QPixmap | None:
        """The picture of a moment of a breath, while a hold is held; kept, for it comes again."""
        ratio = self.devicePixelRatioF()
        pixels = self.width() * self.height() * ratio * ratio * MOST_BREATHS
        breathing = self._timer.isActive() and self._timer.interval() == BREATH_MS
        if not breathing or self._before or pixels > MOST_BREATH_PIXELS:
            self._breaths.clear()
            return None
        key = (self._stance, self.size().toTuple(), ratio, self._theme.name, self._turned)
        found = self._breaths.get(key)
        if found is None:
            found = QPixmap(self.size() * ratio)
            found.setDevicePixelRatio(ratio)
            with QPainter(found) as painter:
                self._paint(painter)
            while len(self._breaths) >= MOST_BREATHS:
                self._breaths.pop(next(iter(self._breaths)))
            self._breaths[key] = found
        return found

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        shown = self._paint_scene(painter)
        painter.restore()
        if not shown:
            painter.fillRect(self.rect(), QColor(self._theme.ground))
        self._round_corners(painter)

    def _round_corners(self, painter: QPainter) -> None:
        """Cover what is outside of them: clipping to a path makes each stroke dearer."""
        box = QRectF(self.rect())
        outside = QPainterPath()
        outside.addRect(box)
        outside.addRoundedRect(box, CORNER, CORNER)  # odd-even: the ring between the two
        painter.fillPath(outside, QColor(self.behind or self._theme.ground))

    def _paint_scene(self, painter: QPainter) -> bool:
        """The figure on its stage; False where there is nothing to show."""
        box = QRectF(self.rect())
        if not self._stance:
            return False
        if self._turned:
            middle = box.center()
            painter.translate(middle)
            painter.rotate(self._turned)
            painter.translate(-middle)
            box = QRectF(0, 0, box.height(), box.width())
            box.moveCenter(middle)
        now, before = self._stance, self._before
        figure = self._figure(now.exercise_id)
        if figure is None:
            return False
        theme = self._theme.name.value
        came_from = self._figure(before.exercise_id) if before else None
        if before and came_from:
            share = min(1.0, self._moving.elapsed() / (TRANSITION_S * 1000))
            drawn = blend(
                came_from, before.phase, before.side,
                figure, now.phase, now.side, share,
            )  # fmt: skip
            paint_shot(painter, box, drawn, theme)
        else:
            paint_figure(
                painter, box, figure, self._phase(figure, now.phase),
                side=now.side, theme=theme, glow=now.glow,
                breath=now.breath,
            )  # fmt: skip
        return True

    def _phase(self, figure: Figure, phase: float) -> float:
        """With reduced motion the nearest key pose stands for the movement."""
        if not self.reduced_motion:
            return phase
        return min(figure.key_phases, key=lambda key: abs(key - phase))

    def _figure(self, exercise_id: str) -> Figure | None:
        """The built-in figure, else the pose an own exercise brings, else none."""
        try:
            return load_figure(exercise_id, fault=self.fault)
        except KeyError:
            exercise = self._exercises.get(exercise_id)
        if exercise is None or exercise.pose is None:
            return None
        try:
            return own_figure(exercise_id, exercise.pose)
        except (PoseError, KeyError) as error:
            log.info("no figure for %s: %s", exercise_id, error)
            return None
