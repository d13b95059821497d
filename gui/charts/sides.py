"""Paints left and right of each exercise as two bars, with the line of 90 % of the better side."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.charts.geometry import Box
from gui.charts.look import PLAIN, Look
from gui.charts.shape_geometry import PairPicture
from gui.charts.values import PairChart, Role


def value_wide(chart: PairChart, look: Look) -> float:
    """Room that the values right of the bars need."""
    texts = [text for pair in chart.pairs for text in _values(pair.left, pair.right, pair.unit)]
    texts += [index_text(pair.index) for pair in chart.pairs]
    return max((look.measure(text) for text in texts), default=0.0) * 2 + 14 * look.scale


def name_wide(chart: PairChart, look: Look) -> float:
    return max((look.measure(pair.name) for pair in chart.pairs), default=0.0) + 4


def index_text(index: float | None) -> str:
    return "" if index is None else f"{index:.0f} %"


def paint_pairs(painter: QPainter, look: Look, chart: PairChart, picture: PairPicture) -> None:
    theme = look.theme
    for pair, row in zip(chart.pairs, picture.rows, strict=False):
        painter.setFont(look.font())
        painter.setPen(QColor(theme.text))
        name = look.small.elidedText(pair.name, Qt.TextElideMode.ElideRight, row.name_box.wide)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_rect(row.name_box), flags, name)
        for box, role in ((row.left_bar, Role.LEFT), (row.right_bar, Role.RIGHT)):
            painter.fillRect(_rect(box), look.fill(role))
            if hatch := look.hatch(role):
                painter.fillRect(_rect(box), hatch)
        painter.setPen(QPen(QColor(theme.text), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(row.limit_x, row.top - 3), QPointF(row.limit_x, row.bottom + 3))
        painter.setPen(QColor(theme.text))
        for box, text in zip(
            (row.left_bar, row.right_bar), _values(pair.left, pair.right, pair.unit), strict=True
        ):
            middle = box.top + box.high / 2
            place = QRectF(picture.value_x, middle - 11 * look.scale, 400, 22 * look.scale)
            painter.drawText(place, flags, text)
        painter.setFont(look.font(PLAIN, 700))
        wide = max(look.measure(t) for t in _values(pair.left, pair.right, pair.unit))
        place = QRectF(
            picture.value_x + wide + 14 * look.scale, row.top, 400, row.bottom - row.top
        )
        painter.drawText(place, flags, index_text(pair.index))


def _values(left: float, right: float, unit: str) -> tuple[str, str]:
    return f"L {left:g} {unit}", f"R {right:g} {unit}"


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.wide, box.high)
