"""A chart one can look into: drag, wheel, keys, values under the pointer. Draws what it is given.

The chart is painted once for each view into a picture; the pointer only paints over it.
"""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.charts.axes import mark_near
from gui.charts.chart_words import in_words, stop_lines
from gui.charts.geometry import Stop, View, nearest_place, nearest_stop, panned, view_of, zoomed
from gui.charts.look import PLAIN, Look
from gui.charts.paint import Picture, paint, picture_of, whole_view
from gui.charts.values import Chart, Role, TimeChart
from gui.theme import LIGHT, SIZES, Theme
from workouts.marks import Mark

NEAR = 44.0  # pixels within which the pointer finds a value, sideways
DRAGGED = 4.0  # pixels from which on a press is a drag
ZOOM = 1.25
EDGE = 8.0  # pixels around the chart, for the frame of the focus


class ChartView(QWidget):
    view_changed = Signal(object)  # the View after dragging or zooming
    day_pressed = Signal(object)  # a date: double click, or Enter at a value
    mark_pressed = Signal(str)  # id
    said = Signal(str)  # what the pointer or the keys stand on, in words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart = TimeChart("")
        self._theme: Theme = LIGHT
        self._view: View | None = None
        self._limits: View | None = None
        self._picture: Picture | None = None
        self._pixmap: QPixmap | None = None
        self._at: int | None = None  # the stop that is told
        self._grip: tuple[float, View] | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what is shown

    def show_chart(self, chart: Chart, view: View | None = None) -> None:
        """Show a chart from its start, or the part of it that `view` has."""
        self._chart, self._view, self._at = chart, view, None
        whole = whole_view(chart) if isinstance(chart, TimeChart) else None
        self._limits = whole
        if whole and view:
            self._limits = View(min(whole.first, view.first), max(whole.last, view.last))
        self.setAccessibleName(chart.title)
        self._say_whole()
        self._repaint()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._repaint()

    def show_range(self, first: date, last: date) -> None:
        """Bring these days into sight."""
        view = view_of(first.toordinal(), last.toordinal())
        if self._limits:
            self._limits = View(
                min(self._limits.first, view.first), max(self._limits.last, view.last)
            )
        self._go_to(view)

    def show_view(self, view: View) -> None:
        """Bring a part into sight, as `view` told it before."""
        if self._limits:
            self._go_to(panned(view, 0.0, 1.0, self._limits))

    @property
    def chart(self) -> Chart:
        return self._chart

    @property
    def view(self) -> View | None:
        """The days in sight; None where the chart has no dates or nothing to show."""
        return self._view or (
            whole_view(self._chart) if isinstance(self._chart, TimeChart) else None
        )

    @property
    def picture(self) -> Picture:
        """The chart as it is laid out now."""
        if self._picture is None:
            self._picture = picture_of(
                self._chart,
                self._view,
                max(1.0, self.width() - 2 * EDGE),
                max(1.0, self.height() - 2 * EDGE),
                self.look,
            )
        return self._picture

    @property
    def look(self) -> Look:
        return Look(self._theme, max(0.6, self.font().pixelSize() / SIZES["body"]))

    @property
    def chosen(self) -> Stop | None:
        """The value that is told now."""
        stops = self.picture.stops
        return stops[self._at] if self._at is not None and self._at < len(stops) else None

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    # -- painting

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._pixmap is None:
            self._pixmap = self._painted()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.chosen:
                painter.save()
                painter.translate(EDGE, EDGE)
                self._paint_chosen(painter, self.chosen)
                painter.restore()
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            painter.translate(EDGE, EDGE)
            wide, high = self.width() - 2 * EDGE, self.height() - 2 * EDGE
            paint(painter, self.look, self.picture, wide, high)
        return made

    def _paint_chosen(self, painter: QPainter, stop: Stop) -> None:
        look, at = self.look, self.picture.axes
        if at:
            painter.setPen(QPen(QColor(self._theme.muted), 1))
            painter.drawLine(QPointF(stop.x, at.plot.top), QPointF(stop.x, at.plot.bottom))
            if isinstance(self._chart, TimeChart) and not self._chart.bars:
                for said in stop.said:
                    look.marker(painter, Role(said.role), stop.x, said.y, 6.0)
        else:
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(stop.x, stop.y), 9 * look.scale, 9 * look.scale)
        self._paint_words(painter, look, stop)

    def _paint_words(self, painter: QPainter, look: Look, stop: Stop) -> None:
        lines = stop_lines(self._chart, stop, self._marks_at(stop))
        painter.setFont(look.font(PLAIN, 600))
        metrics = painter.fontMetrics()
        row, swatch = 23 * look.scale, 16 * look.scale
        room, tall = self.width() - 2 * EDGE, self.height() - 2 * EDGE
        most = room - 2 * swatch - 24
        wide = min(most, max(metrics.horizontalAdvance(text) for _, text in lines)) + 24 + swatch
        high = len(lines) * row + 14
        x = stop.x + 16 if stop.x + 16 + wide < room - 4 else stop.x - 16 - wide
        x = min(max(4.0, x), room - wide - 4)
        y = min(max(4.0, stop.y - high / 2), max(4.0, tall - high - 4))
        box = QRectF(x, y, wide, high)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(box, 8, 8)
        for number, (role, text) in enumerate(lines):
            middle = y + 7 + (number + 0.5) * row
            if role:
                if isinstance(self._chart, TimeChart) and self._chart.bars:
                    place = QRectF(x + 10, middle - swatch / 3, swatch * 0.66, swatch * 0.66)
                    painter.fillRect(place, look.fill(Role(role)))
                else:
                    look.marker(painter, Role(role), x + 10 + swatch / 3, middle)
            painter.setPen(QColor(self._theme.text if role or not number else self._theme.muted))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            left = x + 12 + (swatch if role else 0)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(most))
            painter.drawText(QRectF(left, middle - row / 2, wide, row), flags, shown)

    def _marks_at(self, stop: Stop) -> list[Mark]:
        marks = getattr(self._chart, "marks", ())
        if stop.first is None or stop.last is None:
            return []
        return [m for m in marks if m.first <= stop.last and m.last >= stop.first]

    # -- pointer and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x() - EDGE, event.position().y() - EDGE
        if self._grip and event.buttons() & Qt.MouseButton.LeftButton:
            start, view = self._grip
            if abs(x - start) > DRAGGED or self._dragged:
                self._dragged = True
                at = self.picture.axes
                if at and self._limits:
                    self._go_to(panned(view, x - start, at.plot.wide, self._limits))
            return
        self.choose_near(x, y)

    def choose_near(self, x: float, y: float) -> None:
        """Tell the value near a place, where there is one."""
        picture = self.picture
        if picture.axes:
            found = nearest_stop(picture.stops, x)
            inside = picture.axes.plot.top - 30 <= y <= picture.axes.plot.bottom + 30
            if found is not None and (abs(picture.stops[found].x - x) > NEAR or not inside):
                found = None
        else:
            found = nearest_place(picture.stops, x, y)
        self._choose(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        view = self.view
        if event.button() == Qt.MouseButton.LeftButton and view and self.picture.axes:
            self._grip, self._dragged = (event.position().x() - EDGE, view), False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._grip = self._grip, None
        at = self.picture.axes
        if pressed and at and not self._dragged and isinstance(self._chart, TimeChart):
            near = event.position().y() - EDGE < at.plot.top + 4
            mark = mark_near(self._chart, at, event.position().x() - EDGE) if near else None
            if mark:
                self.mark_pressed.emit(mark.id)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.picture.axes
        if at:
            day = round(at.day_at(event.position().x() - EDGE))
            self.day_pressed.emit(date.fromordinal(day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning zooms at the pointer; sideways, or with Shift, it pans."""
        at, view = self.picture.axes, self.view
        if not (at and view and self._limits):
            super().wheelEvent(event)
            return
        turned, aside = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned, aside = 0, aside or turned
        if aside:
            self._go_to(panned(view, aside / 2, at.plot.wide, self._limits))
        elif turned:
            factor = ZOOM ** (turned / 120)
            self._go_to(zoomed(view, factor, at.day_at(event.position().x() - EDGE), self._limits))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._choose(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stops, view = self.picture.stops, self.view
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Home | Qt.Key.Key_End if stops:
                self._choose(_moved(event.key(), self._at, len(stops) - 1))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if view:
                self.zoom(ZOOM**2)
            case Qt.Key.Key_Minus if view:
                self.zoom(1 / ZOOM**2)
            case Qt.Key.Key_PageUp if view:
                self.pan(0.5)
            case Qt.Key.Key_PageDown if view:
                self.pan(-0.5)
            case Qt.Key.Key_0 if view:
                self._go_to(None)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.chosen and self.chosen.first:
                self.day_pressed.emit(self.chosen.first)
            case _:
                super().keyPressEvent(event)

    def zoom(self, factor: float) -> None:
        """Nearer for a factor above 1, around the chosen value or the middle."""
        at, view = self.picture.axes, self.view
        if at and view and self._limits:
            middle = at.day_at(self.chosen.x) if self.chosen else (view.first + view.last) / 2
            self._go_to(zoomed(view, factor, middle, self._limits))

    def pan(self, share: float) -> None:
        """By a share of what is in sight; to earlier days for a positive one."""
        at, view = self.picture.axes, self.view
        if at and view and self._limits:
            self._go_to(panned(view, share * at.plot.wide, at.plot.wide, self._limits))

    def _go_to(self, view: View | None) -> None:
        if view == self._view:
            return
        chosen = self.chosen
        self._view = view
        self._picture = None
        if chosen and chosen.first:
            firsts = [stop.first for stop in self.picture.stops]
            self._at = firsts.index(chosen.first) if chosen.first in firsts else None
        else:
            self._at = None
        self._say_whole()
        self._repaint()
        self.view_changed.emit(self.view)

    def _choose(self, at: int | None) -> None:
        if at == self._at:
            return
        self._at = at
        self.update()
        if stop := self.chosen:
            lines = stop_lines(self._chart, stop, self._marks_at(stop))
            text = "; ".join(words for _, words in lines)
            self.said.emit(text)
            if self.hasFocus():
                self.setAccessibleDescription(text)
                QAccessible.updateAccessibility(
                    QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
                )

    def _say_whole(self) -> None:
        self.setAccessibleDescription(in_words(self._chart, self._view))

    def _repaint(self) -> None:
        self._pixmap = None
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._repaint()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size need another picture."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._repaint()
        super().changeEvent(event)


def _moved(key: int, at: int | None, last: int) -> int:
    """Where an arrow leads among the values, from where one stands."""
    match key:
        case Qt.Key.Key_Home:
            return 0
        case Qt.Key.Key_End:
            return last
        case Qt.Key.Key_Left:
            return last if at is None else max(0, at - 1)
    return 0 if at is None else min(last, at + 1)
