"""A session drawn as a ring: every effort an arc, as long as it was planned, filled as done."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import LIGHT, Theme, text_font
from workouts.model import Side

DRAWN_IN_MS = 900
GAP_DEGREES = 2.4
THICK = 0.075  # of the diameter


@dataclass(frozen=True, slots=True)
class Arc:
    weight: float  # seconds
    share: float  # of it done, 0 to 1
    side: Side


class SessionRing(QWidget):
    """Not in the way of the keyboard: what it shows is also in words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._arcs: tuple[Arc, ...] = ()
        self._big, self._small = "", ""
        self._drawn = 1.0
        self.reduced_motion = False
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(DRAWN_IN_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._draw_to)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_arcs(self, arcs: Sequence[Arc], big: str, small: str, *, draw_in: bool) -> None:
        """Show these efforts; `draw_in` lets the ring grow once."""
        self._arcs, self._big, self._small = tuple(arcs), big, small
        self.setAccessibleName(f"{big}, {small}")
        if draw_in and not self.reduced_motion:
            self._drawn = 0.0
            self._animation.start()
        self.update()

    def finish_moving(self) -> None:
        self._animation.stop()
        self._drawn = 1.0
        self.update()

    def sizeHint(self) -> QSize:
        side = max(148, self.fontMetrics().height() * 9)
        return QSize(side, side)

    def _draw_to(self, value: object) -> None:
        self._drawn = float(value)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        wide = min(self.width(), self.height())
        thick = wide * THICK
        inside = QRectF(0, 0, wide, wide).adjusted(thick, thick, -thick, -thick)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_arcs(painter, inside, thick)
            self._paint_words(painter, inside)

    def _paint_arcs(self, painter: QPainter, inside: QRectF, thick: float) -> None:
        whole = sum(arc.weight for arc in self._arcs)
        if not whole:
            return
        gap = min(GAP_DEGREES, 180.0 / len(self._arcs)) if len(self._arcs) > 1 else 0.0
        at = 0.0
        for arc in self._arcs:
            span = 360.0 * arc.weight / whole
            length = max(0.5, span - gap)
            _stroke(painter, inside, at, length, self._theme.track, thick)
            reached = min(length, max(0.0, 360.0 * self._drawn - at)) * arc.share
            if reached > 0:
                _stroke(painter, inside, at, reached, self._colour(arc.side), thick)
            at += span

    def _paint_words(self, painter: QPainter, inside: QRectF) -> None:
        room = inside.width() * 0.80
        pixels = round(inside.width() * 0.24)
        painter.setFont(text_font(pixels, 700, tabular=True))
        while pixels > 10 and painter.fontMetrics().horizontalAdvance(self._big) > room:
            pixels -= 1
            painter.setFont(text_font(pixels, 700, tabular=True))
        painter.setPen(QColor(self._theme.text))
        upper = inside.adjusted(0, 0, 0, -inside.height() * 0.10)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self._big)
        small = max(11, min(self.font().pixelSize(), round(inside.width() * 0.11)))
        painter.setFont(text_font(small, 500))
        painter.setPen(QColor(self._theme.muted))
        lower = inside.adjusted(0, inside.height() * 0.34, 0, 0)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, self._small)

    def _colour(self, side: Side) -> str:
        return {Side.LEFT: self._theme.left, Side.RIGHT: self._theme.right}.get(
            side, self._theme.work
        )


def _stroke(
    painter: QPainter, inside: QRectF, at: float, length: float, colour: str, thick: float
) -> None:
    """An arc clockwise from the top, in degrees."""
    pen = QPen(QColor(colour), thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(inside, round((90 - at) * 16), round(-length * 16))
