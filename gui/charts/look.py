"""How charts are dressed: each role its colour, dash and shape, so that colour is never alone."""

from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.charts.values import Role, Tone
from gui.theme import LIGHT, Theme, ThemeName, text_font

SMALL, PLAIN = 12.5, 14.0  # pixels of letters at 100 %
# Parts of bars and rings, from the first; hues apart from those of left and right. The lightness
# goes up and down, and every second one is hatched, so that they differ without hue.
_PARTS_LIGHT = (
    "#0B6B60",
    "#C9A227",
    "#6A3D8F",
    "#8FBF9F",
    "#7A2E4A",
    "#A9B4BF",
    "#3F4B57",
    "#D9A5C0",
)
_PARTS_DARK = (
    "#35D9C2",
    "#8A6D10",
    "#C9A0F0",
    "#2F7A5C",
    "#F0A0BC",
    "#5E6B79",
    "#D5DEE8",
    "#8E4A6B",
)
_DASHES = {
    Role.RIGHT: (5.0, 3.0),
    Role.ALTERNATING: (1.5, 2.5),
    Role.SECOND: (6.0, 3.0),
    Role.THIRD: (2.0, 2.2),
    Role.TARGET: (1.0, 2.4),
}
# A dark sheet of paper is no use: ink on white, whatever the screen looks like.
PAPER = replace(LIGHT, ground="#FFFFFF", surface="#FFFFFF", raised="#FFFFFF", line="#C4CDD6")


@dataclass(frozen=True)
class Look:
    """Colours of a theme and the size of text; `scale` is 1 at 100 %."""

    theme: Theme = LIGHT
    scale: float = 1.0

    @property
    def is_dark(self) -> bool:
        return QColor(self.theme.surface).lightness() < 128

    def font(self, pixels: float = SMALL, weight: int = 500) -> QFont:
        return text_font(round(pixels * self.scale), weight, tabular=True)

    @cached_property
    def small(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    def measure(self, text: str) -> float:
        """How wide small text is, in pixels."""
        return float(self.small.horizontalAdvance(text))

    def colour(self, role: Role | str) -> QColor:
        theme = self.theme
        match Role(role):
            case Role.LEFT:
                return QColor(theme.left)
            case Role.RIGHT:
                return QColor(theme.right)
            case Role.BOTH:
                return QColor(theme.work)
            case Role.ALTERNATING:
                return QColor(theme.switch)
            case Role.TARGET:
                return QColor(theme.muted)
            case part:
                return QColor((_PARTS_DARK if self.is_dark else _PARTS_LIGHT)[_number(part)])

    def line_colour(self, role: Role) -> QColor:
        """Lines without sides take strong colours: a pale one would be lost on its ground."""
        theme = self.theme
        strong = {
            Role.FIRST: theme.work,
            Role.SECOND: theme.switch,
            Role.THIRD: theme.ready,
        }
        return QColor(strong[role]) if role in strong else self.colour(role)

    def pen(self, role: Role, wide: float = 2.4) -> QPen:
        """The line of a role; the dash tells sides apart without colour."""
        pen = QPen(self.line_colour(role), wide * self.scale**0.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if role in _DASHES:
            pen.setDashPattern(list(_DASHES[role]))
        return pen

    def fill(self, role: Role) -> QBrush:
        """The filling of a bar; every second one is hatched."""
        return QBrush(self.colour(role))

    def hatch(self, role: Role) -> QBrush | None:
        """Strokes over a filling, where it has any."""
        patterned = {
            Role.RIGHT: Qt.BrushStyle.BDiagPattern,
            Role.SECOND: Qt.BrushStyle.BDiagPattern,
            Role.FOURTH: Qt.BrushStyle.FDiagPattern,
            Role.EIGHTH: Qt.BrushStyle.DiagCrossPattern,
        }
        if role not in patterned:
            return None
        colour = QColor(self.theme.surface)
        colour.setAlpha(130)
        return QBrush(colour, patterned[role])

    def tone(self, tone: Tone | str) -> QColor:
        """The ground of a band; strong enough to be seen, too weak to hide a line."""
        theme = self.theme
        base = {
            Tone.GOOD: theme.good,
            Tone.TARGET: theme.good,
            Tone.AMBER: "#C98A00" if not self.is_dark else "#FFC24D",
            Tone.RED: "#C0392B" if not self.is_dark else "#FF7B6B",
        }[Tone(tone)]
        colour = QColor(base)
        strong = theme.name is ThemeName.HIGH_CONTRAST
        colour.setAlpha(70 if strong else 40 if self.is_dark else 34)
        return colour

    def marker(self, painter: QPainter, role: Role, x: float, y: float, size: float = 5.0) -> None:
        """The shape of a role: circle, square, triangle, diamond."""
        half = size * self.scale**0.5
        painter.setPen(QPen(QColor(self.theme.surface), 1.6 * self.scale**0.5))
        painter.setBrush(self.line_colour(role))
        match role:
            case Role.RIGHT | Role.SECOND:
                painter.drawRect(QRectF(x - half * 0.9, y - half * 0.9, half * 1.8, half * 1.8))
            case Role.BOTH | Role.THIRD:
                points = [(0, -1.25), (1.2, 0.9), (-1.2, 0.9)]
                painter.drawPolygon(
                    QPolygonF([QPointF(x + a * half, y + b * half) for a, b in points])
                )
            case Role.ALTERNATING:
                points = [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
                painter.drawPolygon(
                    QPolygonF([QPointF(x + a * half, y + b * half) for a, b in points])
                )
            case _:
                painter.drawEllipse(QPointF(x, y), half, half)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def star(self, painter: QPainter, role: Role, x: float, y: float) -> None:
        """The shape of a record."""
        big, small = 8.5 * self.scale**0.5, 3.8 * self.scale**0.5
        points = []
        for number in range(10):
            reach = big if number % 2 == 0 else small
            dx, dy = _TENTHS[number]
            points.append(QPointF(x + dx * reach, y + dy * reach))
        painter.setPen(QPen(QColor(self.theme.surface), 1.2))
        painter.setBrush(self.line_colour(role))
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(Qt.BrushStyle.NoBrush)


_TENTHS = (
    (0.0, -1.0),
    (0.588, -0.809),
    (0.951, -0.309),
    (0.951, 0.309),
    (0.588, 0.809),
    (0.0, 1.0),
    (-0.588, 0.809),
    (-0.951, 0.309),
    (-0.951, -0.309),
    (-0.588, -0.809),
)


def _number(role: Role) -> int:
    return list(Role).index(role) - list(Role).index(Role.FIRST)
