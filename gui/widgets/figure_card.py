"""Cards of an exercise and of a workout: pictures at the left, words at the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, RADIUS, Theme, text_font
from gui.widgets.card_grid import Card
from gui.widgets.figures import Figures, side_of
from media.figure import Figure, paint_figure
from workouts.model import Exercise

FRAME_MS = 50
PAD = 12
TILE = 108  # side of a picture
CORNER = 10.0
WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on a card."""

    text: str
    role: str = "small"  # title, body, small, accent


class FigureCard(Card):
    """Paints itself: a grid of them costs little, and only the one looked at moves."""

    def __init__(
        self,
        id_: str,
        lines: Sequence[Line],
        pictured: Sequence[Exercise],
        figures: Figures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.id = id_
        self._lines = [line for line in lines if line.text]
        self._pictured, self._figures = list(pictured), figures
        self._theme: Theme = LIGHT
        self._percent = 100
        self._still = False
        self._ready = False  # the small pictures are there
        self._heights: dict[int, int] = {}
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.ask_for_picture: Callable[[FigureCard], None] = FigureCard.draw_picture
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(line.text for line in self._lines))

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        """The theme and type size; `still` draws no movement."""
        self._theme, self._percent, self._still = theme, text_percent, still
        self._heights.clear()
        self._ready = False
        self.update()

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def draw_picture(self) -> None:
        """Have the small picture ready, then show it."""
        for exercise in self._pictured:
            self._thumbnail(exercise)
        self._ready = True
        self.update()

    # -- size

    def least_width(self) -> int:
        words = round(15 * self._percent / 100 * 11.2)
        return self._tile() + 3 * PAD + words

    def height_at(self, width: int) -> int:
        if width not in self._heights:
            text = self._text_height(self._text_rect(width).width())
            self._heights[width] = max(self._pictures_height(), text) + 2 * PAD
        return self._heights[width]

    def _tile(self) -> int:
        return round(TILE * (1 + (self._percent - 100) / 400))

    def _pictures_height(self) -> int:
        return self._tile()

    def _text_rect(self, width: int) -> QRect:
        left = 2 * PAD + self._tile() if self._pictured else PAD + 4
        return QRect(left, PAD, width - left - PAD, 10_000)

    def _font(self, role: str) -> QFont:
        pixels, weight = {
            "title": (16, 600),
            "body": (14, 400),
            "accent": (13, 600),
        }.get(role, (13, 400))
        return text_font(round(pixels * self._percent / 100), weight)

    def _text_height(self, width: int) -> int:
        height = 0
        for line in self._lines:
            box = QFontMetrics(self._font(line.role)).boundingRect(
                QRect(0, 0, width, 10_000), WRAP, line.text
            )
            height += box.height() + 4
        return max(0, height - 4)

    # -- painting

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            seen = self.hasFocus()
            edge = 2.0 if seen else 1.0
            box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
            colour = theme.focus if seen else theme.accent if self.underMouse() else theme.line
            painter.setPen(QPen(QColor(colour), edge))
            painter.setBrush(QColor(theme.raised if self.isDown() else theme.surface))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            if self._pictured:
                self._paint_pictures(painter)
            self._paint_text(painter)

    def _paint_text(self, painter: QPainter) -> None:
        box = self._text_rect(self.width())
        y = max(PAD, (self.height() - self._text_height(box.width())) // 2)
        for line in self._lines:
            font = self._font(line.role)
            colour = {
                "title": self._theme.text,
                "body": self._theme.text,
                "accent": self._theme.accent,
            }.get(line.role, self._theme.muted)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            place = QRect(box.left(), y, box.width(), 10_000)
            used = painter.drawText(place, WRAP, line.text)
            y += used.height() + 4

    def _paint_pictures(self, painter: QPainter) -> None:
        tile = self._tile()
        place = QRect(QPoint(PAD, (self.height() - tile) // 2), QPoint(0, 0))
        place.setSize(QRect(0, 0, tile, tile).size())
        self._paint_tile(painter, place, self._pictured[0])

    def _paint_tile(self, painter: QPainter, place: QRect, exercise: Exercise) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(place), CORNER, CORNER)
        painter.fillPath(frame, QColor(self._theme.raised))
        if not self._ready:
            self.ask_for_picture(self)
            return
        painter.save()
        painter.setClipPath(frame)
        figure = self._figures.figure(exercise) if self._timer.isActive() else None
        if figure:
            side = side_of(exercise)
            paint_figure(
                painter, QRectF(place), figure, self._phase(figure, side),
                side=side, theme=self._theme.name.value,
            )  # fmt: skip
        elif picture := self._thumbnail(exercise, place.width()):
            painter.drawImage(place.topLeft(), picture)
        else:  # nobody drew it
            painter.setFont(text_font(place.width() // 3, 600))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, exercise.name[:1].upper())
        painter.restore()

    def _phase(self, figure: Figure, side: str) -> float:
        turns = self._clock.elapsed() / 1000 / figure.seconds + figure.best_phase
        return turns if side == "alternating" else turns % 1.0

    def _thumbnail(self, exercise: Exercise, size: int = 0) -> QImage | None:
        return self._figures.thumbnail(
            exercise, size or self._tile(), self._theme.name.value, self.devicePixelRatioF()
        )

    # -- being looked at

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._move(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._move(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_came.emit()
        self._move(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._move(self.underMouse())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _move(self, on: bool) -> None:
        if on and self._pictured and not self._still and not self._timer.isActive():
            self._clock.start()
            self._timer.start()
        elif not on:
            self._timer.stop()
        self.update()


class PictureQueue:
    """Draws the pictures of cards one after the other, between other events."""

    def __init__(self, parent: QWidget) -> None:
        self._waiting: list[FigureCard] = []
        self._timer = QTimer(parent)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_one)

    def add(self, card: FigureCard) -> None:
        if card not in self._waiting:
            self._waiting.append(card)
        self._timer.start()

    def clear(self) -> None:
        self._waiting.clear()
        self._timer.stop()

    def _draw_one(self) -> None:
        while self._waiting:
            card = self._waiting.pop(0)
            if card.isVisible():
                card.draw_picture()
                return
        self._timer.stop()


class WorkoutCard(FigureCard):
    """Words above, a row of the exercises below."""

    MOST = 5

    def _tile(self) -> int:
        return round(58 * (1 + (self._percent - 100) / 300))

    def least_width(self) -> int:
        return round(15 * self._percent / 100 * 17.5) + 3 * PAD

    def _text_rect(self, width: int) -> QRect:
        return QRect(PAD + 4, PAD + 2, width - 2 * PAD - 8, 10_000)

    def height_at(self, width: int) -> int:
        text = self._text_height(self._text_rect(width).width())
        return text + self._tile() + 3 * PAD + 4

    def _paint_text(self, painter: QPainter) -> None:
        painter.save()
        painter.translate(0, PAD + 2)
        box = self._text_rect(self.width())
        y = 0
        for line in self._lines:
            painter.setFont(self._font(line.role))
            role = {"small": self._theme.muted, "accent": self._theme.accent}
            painter.setPen(QColor(role.get(line.role, self._theme.text)))
            used = painter.drawText(QRect(box.left(), y, box.width(), 10_000), WRAP, line.text)
            y += used.height() + 4
        painter.restore()

    def _paint_pictures(self, painter: QPainter) -> None:
        tile, gap = self._tile(), 6
        y = self.height() - PAD - tile
        room = (self.width() - 2 * PAD + gap) // (tile + gap)
        for number, exercise in enumerate(self._pictured[: min(self.MOST, room)]):
            place = QRect(PAD + number * (tile + gap), y, tile, tile)
            self._paint_tile(painter, place, exercise)

    def _move(self, _on: bool) -> None:
        self.update()
