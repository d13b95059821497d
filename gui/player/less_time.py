"""In a warm-up: when it ends, and a way to say that less time is left."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.theme import SPACE, Theme
from gui.widgets.chips import Chip

MINUTES = (1, 2, 3, 5)


class LessTime(QWidget):
    minutes_said = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finish_label = QLabel()
        self.open_button = QPushButton(self.tr("Fewer minutes  (L)"))
        self.open_button.setProperty("kind", "quiet")
        self.open_button.setAccessibleName(self.tr("Only some minutes left"))
        self.words = QLabel(self.tr("Only"))
        self.unit = QLabel(self.tr("min left"))
        self.chips = [
            Chip(str(minutes), says=self.tr("Only {} minutes left").format(minutes))
            for minutes in MINUTES
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.finish_label)
        row.addStretch(1)
        for part in (self.words, *self.chips, self.unit, self.open_button):
            row.addWidget(part)
        for chip in self.chips:
            chip.clicked.connect(self._say)
        self.open_button.clicked.connect(self.toggle)
        self._open(False)

    def show_finish(self, text: str) -> None:
        self.finish_label.setText(text)
        self.finish_label.setAccessibleName(text)

    def show_possible(self, seconds_left: float) -> None:
        """Only less than there is can be chosen."""
        for minutes, chip in zip(MINUTES, self.chips, strict=True):
            chip.setEnabled(minutes * 60 < seconds_left)
        self.open_button.setEnabled(seconds_left > MINUTES[0] * 60)

    def set_look(self, theme: Theme, font: QFont, small: QFont) -> None:
        self.finish_label.setFont(font)
        self.finish_label.setStyleSheet(f"color: {theme.text};")
        for part in (self.words, self.unit, self.open_button, *self.chips):
            part.setFont(small)

    @Slot()
    def toggle(self) -> None:
        """Show the minutes to choose from, or put them away."""
        self._open(not self.chips[0].isVisibleTo(self))
        if self.chips[0].isVisibleTo(self):
            self.chips[0].setFocus()

    @Slot()
    def _say(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.close_choice()
            self.minutes_said.emit(int(chip.text()))

    def close_choice(self) -> None:
        self._open(False)

    def _open(self, on: bool) -> None:
        for part in (self.words, *self.chips, self.unit):
            part.setVisible(on)
        self.open_button.setVisible(not on)
        self.finish_label.setVisible(not on)  # there is room for one of the two
