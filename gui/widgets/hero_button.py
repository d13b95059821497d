"""The one large button of a page: what it does, and in a line below what that will be."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.layout import label


class HeroButton(QPushButton):
    """Enter and Space press it; as high as its words need."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = word
        self.setProperty("kind", "hero")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.word_label = label(word, "display", wrap=False)
        self.detail_label = label("", "lead")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        self._column.setSpacing(SPACE["xs"])
        for part in (self.word_label, self.detail_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._column.addWidget(part)
        self.setAccessibleName(word)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Words in the colour that is seen on the accent."""
        for part in self.findChildren(QLabel):
            part.setStyleSheet(f"color: {theme.on_accent}; background: transparent;")

    def show_detail(self, text: str) -> None:
        self.detail_label.setText(text)
        self.setAccessibleName(f"{self._word}, {text}" if text else self._word)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.totalMinimumSize()
