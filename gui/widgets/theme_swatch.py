"""A small picture of a theme, to be chosen by."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from gui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme, text_font

SIZE = QSize(106, 72)
HALVES = {"system": (LIGHT, DARK), "light": (LIGHT,), "dark": (DARK,)}


class ThemeSwatch(QPushButton):
    """Letters and phase colours of a theme; of two halves where the computer decides."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._themes = HALVES.get(key, (HIGH_CONTRAST,))
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _: QPaintEvent) -> None:
        whole = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        wide = whole.width() / len(self._themes)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, theme in enumerate(self._themes):
                part = QRectF(whole.x() + number * wide, whole.y(), wide, whole.height())
                painter.setClipRect(part)
                self._paint_theme(painter, whole, part, theme)
            painter.setClipping(False)
            self._paint_frame(painter, whole)

    @staticmethod
    def _paint_theme(painter: QPainter, whole: QRectF, part: QRectF, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(whole, 10, 10)
        painter.setPen(QColor(theme.text))
        painter.setFont(text_font(22, 700))
        words = part.adjusted(12, 4, 0, -part.height() * 0.36)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "Aa")
        painter.setPen(Qt.PenStyle.NoPen)
        at = part.x() + 12
        for colour in (theme.work, theme.ready, theme.rest)[: 3 if part == whole else 2]:
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QRectF(at, part.bottom() - 24, 13, 13))
            at += 18

    def _paint_frame(self, painter: QPainter, whole: QRectF) -> None:
        roles = self.palette()
        colour = roles.highlight().color() if self.isChecked() else roles.alternateBase().color()
        if self.hasFocus():
            colour = roles.text().color()
        painter.setPen(QPen(colour, 3 if self.isChecked() or self.hasFocus() else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(whole, 10, 10)
