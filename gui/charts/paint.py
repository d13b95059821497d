"""One door to all kinds of charts: where things go in a size, and the painting of it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.charts.axes import lay_out, paint_before, paint_behind
from gui.charts.bars import paint_bars
from gui.charts.bars_geometry import BarsPicture, bars_picture
from gui.charts.calendar import paint_calendar
from gui.charts.geometry import Axes, Grain, Stop, View, view_of
from gui.charts.ladder import paint_ladder
from gui.charts.legend import LegendPicture, paint_legend
from gui.charts.line import paint_lines
from gui.charts.line_geometry import LinePicture, line_picture
from gui.charts.look import Look
from gui.charts.ring import paint_ring
from gui.charts.shape_geometry import (
    CalendarPicture,
    PairPicture,
    RingPicture,
    calendar_picture,
    pair_picture,
    ring_picture,
)
from gui.charts.sides import name_wide, paint_pairs, value_wide
from gui.charts.values import CalendarChart, Chart, PairChart, RingChart, TimeChart


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart laid out in a size: what is painted, and where the pointer finds something."""

    chart: Chart
    drawn: LinePicture | BarsPicture | CalendarPicture | PairPicture | RingPicture | None
    stops: tuple[Stop, ...] = ()
    axes: Axes | None = None  # of charts with dates
    legend: LegendPicture | None = None
    grain: Grain = Grain.DAY


def whole_view(chart: TimeChart) -> View | None:
    """All there is to see; None where there is nothing."""
    ends = chart.ends
    return view_of(*ends) if ends else None


def picture_of(
    chart: Chart,
    view: View | None,
    width: float,
    height: float,
    look: Look,
    *,
    legend: bool = True,
) -> Picture:
    """Lay a chart out. Without a view a chart with dates shows all of them."""
    if chart.is_empty:
        return Picture(chart, None)
    match chart:
        case TimeChart():
            return _dated(chart, view, width, height, look, legend=legend)
        case PairChart():
            pairs = pair_picture(
                chart, width, height, look.scale, name_wide(chart, look), value_wide(chart, look)
            )
            return Picture(chart, pairs, pairs.stops)
        case CalendarChart():
            days = calendar_picture(chart, width, height, look.scale)
            return Picture(chart, days, days.stops)
        case RingChart():
            ring = ring_picture(chart, width, height)
            return Picture(chart, ring, ring.stops)


def _dated(
    chart: TimeChart,
    view: View | None,
    width: float,
    height: float,
    look: Look,
    *,
    legend: bool,
) -> Picture:
    shown = view or whole_view(chart)
    if shown is None:
        return Picture(chart, None)
    axes, head = lay_out(chart, shown, width, height, look, legend=legend)
    drawn: BarsPicture | LinePicture = (
        bars_picture(chart, axes, look.scale) if chart.bars else line_picture(chart, axes)
    )
    return Picture(chart, drawn, drawn.stops, axes, head, drawn.grain)


def paint(painter: QPainter, look: Look, picture: Picture, width: float, height: float) -> None:
    """Paint a chart from the top left corner of the painter."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart, drawn = picture.chart, picture.drawn
    if drawn is None:
        painter.setPen(QColor(look.theme.muted))
        painter.setFont(look.font(14))
        flags = Qt.AlignmentFlag.AlignCenter
        edge = 12 * look.scale
        box = QRectF(edge, 0, max(1.0, width - 2 * edge), height)
        painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap), chart.empty)
        return
    if isinstance(chart, TimeChart) and picture.axes:
        if picture.legend:
            paint_legend(painter, look, picture.legend, 4)
        paint_behind(painter, look, chart, picture.axes)
        if isinstance(drawn, BarsPicture):
            paint_bars(painter, look, drawn)
        elif isinstance(drawn, LinePicture):
            (paint_ladder if chart.steps else paint_lines)(painter, look, drawn)
        paint_before(painter, look, chart, picture.axes)
    elif isinstance(drawn, PairPicture) and isinstance(chart, PairChart):
        paint_pairs(painter, look, chart, drawn)
    elif isinstance(drawn, CalendarPicture) and isinstance(chart, CalendarChart):
        paint_calendar(painter, look, drawn, chart.marks)
    elif isinstance(drawn, RingPicture) and isinstance(chart, RingChart):
        paint_ring(painter, look, chart, drawn)
