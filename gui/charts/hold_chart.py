"""Held seconds per side over time. Left and right differ by colour, dash and marker."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.charts.geometry import LineGeometry, Placed, Point, line_geometry, nearest_point
from gui.theme import LIGHT, Theme, text_font
from workouts.model import Side

NEAR = 60.0  # pixels within which the pointer picks a value
SIDE_WORDS = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both sides"}


class HoldChart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: dict[str, Sequence[Point]] = {}
        self._theme: Theme = LIGHT
        self._title = ""
        self._chosen: tuple[str, Placed] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_series(self, title: str, series: Mapping[str, Sequence[Point]]) -> None:
        """Values by side; days without training have no value and are not drawn as zero."""
        self._title, self._series, self._chosen = title, dict(series), None
        self.setAccessibleName(title)
        self.setAccessibleDescription(in_words(title, series))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    def _geometry(self) -> LineGeometry:
        return line_geometry(self._series, self.width(), self.height(), self._scale())

    def _scale(self) -> float:
        return max(1.0, self.fontMetrics().height() / 18)

    def _colour(self, side: str) -> QColor:
        return QColor(
            {Side.LEFT: self._theme.left, Side.RIGHT: self._theme.right}.get(
                Side(side), self._theme.work
            )
        )

    def paintEvent(self, _: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            geometry = self._geometry()
            if not any(geometry.series.values()):
                painter.setPen(QColor(self._theme.muted))
                text = self.tr("Your first held seconds will appear here.")
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
                return
            self._paint_axes(painter, geometry)
            for side, places in geometry.series.items():
                self._paint_line(painter, side, places)
            self._paint_ends(painter, geometry)
            if self._chosen:
                self._paint_value(painter, *self._chosen)
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _paint_axes(self, painter: QPainter, geometry: LineGeometry) -> None:
        left, top, wide, high = geometry.plot
        small = text_font(round(12 * self._scale()), 500)
        painter.setFont(small)
        for tick in geometry.value_ticks:
            painter.setPen(QPen(QColor(self._theme.line), 1))
            painter.drawLine(QPointF(left, tick.at), QPointF(left + wide, tick.at))
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(0, tick.at - 10, left - 8, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{tick.text} s")
        painter.setPen(QColor(self._theme.muted))
        for tick in geometry.day_ticks:
            half = 44 * self._scale()
            middle = min(max(tick.at, half), self.width() - half)
            box = QRectF(middle - half, top + high + 8, half * 2, 20 * self._scale())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick.text)

    def _paint_line(self, painter: QPainter, side: str, places: Sequence[Placed]) -> None:
        colour = self._colour(side)
        pen = QPen(colour, 2.5)
        if side == Side.RIGHT:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(place.x, place.y) for place in places]))
        painter.setPen(QPen(QColor(self._theme.surface), 2))
        painter.setBrush(colour)
        for place in places:
            middle = QPointF(place.x, place.y)
            if side == Side.RIGHT:
                painter.drawRect(QRectF(middle.x() - 5, middle.y() - 5, 10, 10))
            else:
                painter.drawEllipse(middle, 5.5, 5.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_ends(self, painter: QPainter, geometry: LineGeometry) -> None:
        """The name of each line over its last value, moved apart where they meet."""
        painter.setFont(text_font(round(13 * self._scale()), 700))
        taken: list[float] = []
        for side, places in geometry.series.items():
            if not places:
                continue
            y = places[-1].y - 14
            while any(abs(y - other) < 18 * self._scale() for other in taken):
                y += 18 * self._scale() + 22
            taken.append(y)
            painter.setPen(self._colour(side))
            text = f"{SIDE_WORDS.get(Side(side), side)} {places[-1].point.value:g} s"
            wide = painter.fontMetrics().horizontalAdvance(text) + 4
            x = min(max(places[-1].x - wide / 2, geometry.plot[0]), self.width() - wide - 4)
            painter.drawText(QPointF(x, max(14.0, y)), text)

    def _paint_value(self, painter: QPainter, side: str, place: Placed) -> None:
        word = SIDE_WORDS.get(Side(side), side)
        text = f"{place.point.day:%d %b %Y}  {word} {place.point.value:g} s"
        painter.setFont(text_font(round(13 * self._scale()), 600))
        wide = painter.fontMetrics().horizontalAdvance(text) + 20
        high = 30 * self._scale()
        x = min(max(4.0, place.x - wide / 2), self.width() - wide - 4)
        y = place.y - high - 12 if place.y > high + 16 else place.y + 14
        box = QRectF(x, y, wide, high)
        painter.setPen(QPen(self._colour(side), 1.5))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        found = nearest_point(self._geometry(), at.x(), at.y())
        near = found and (found[1].x - at.x()) ** 2 + (found[1].y - at.y()) ** 2 < NEAR**2
        self._choose(found if near else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = sorted(
            ((side, place) for side, all_ in self._geometry().series.items() for place in all_),
            key=lambda item: (item[1].x, item[0]),
        )
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        move = moves.get(Qt.Key(event.key()))
        if move is None or not places:
            super().keyPressEvent(event)
            return
        at = places.index(self._chosen) if self._chosen in places else -1 if move > 0 else 0
        self._choose(places[(at + move) % len(places)])

    def _choose(self, found: tuple[str, Placed] | None) -> None:
        if found != self._chosen:
            self._chosen = found
            self.update()


def in_words(title: str, series: Mapping[str, Sequence[Point]]) -> str:
    """The chart as a sentence for a screen reader."""
    parts = []
    for side, points in series.items():
        if not points:
            continue
        ordered = sorted(points, key=lambda point: point.day)
        first, last = ordered[0], ordered[-1]
        word = SIDE_WORDS.get(Side(side), side)
        if len(ordered) == 1:
            parts.append(f"{word}: {last.value:g} s on {last.day:%d %B %Y}")
        else:
            parts.append(
                f"{word}: from {first.value:g} s on {first.day:%d %B %Y} "
                f"to {last.value:g} s on {last.day:%d %B %Y}"
            )
    return f"{title}. " + "; ".join(parts) + "." if parts else f"{title}. No holds yet."
