"""The tap-along test as it is seen: press with each click, then take the delay or leave it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label


class TapPanel(QWidget):
    """Knows no sound and no clock: it asks to begin, tells of taps, and shows what was found."""

    begin_requested = Signal()
    tapped = Signal()
    delay_chosen = Signal(int)  # milliseconds

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delay_ms = 0
        self.begin_button = QPushButton(self.tr("Measure it: tap along"))
        self.tap_button = QPushButton(self.tr("Tap  (Space)"))
        self.use_button = QPushButton()
        self.text_label = label("", "muted")
        self.tap_button.setProperty("kind", "primary")
        for button in (self.begin_button, self.tap_button, self.use_button):
            button.setAutoDefault(True)
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        for button in (self.begin_button, self.tap_button, self.use_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(row)
        column.addWidget(self.text_label)
        self.begin_button.clicked.connect(self.begin_requested)
        self.tap_button.pressed.connect(self.tapped)  # at the press, not when it is let go
        self.use_button.clicked.connect(self._choose)
        self.show_idle()

    def show_idle(self, text: str = "") -> None:
        """Nothing is being measured."""
        self._show(text, tapping=False)
        self.use_button.hide()

    def show_test(self, warm_up: int, counted: int) -> None:
        """The clicks have begun."""
        text = self.tr("Press Space with each click: {} to find the beat, then {} that count.")
        self._show(text.format(warm_up, counted), tapping=True)
        self.use_button.hide()
        self.tap_button.setFocus()

    def show_result(self, delay_ms: int, *, steady: bool) -> None:
        """What was found, and whether to believe it."""
        self._delay_ms = delay_ms
        if steady:
            text = self.tr("You heard the clicks {} ms late, and steadily so.")
            self._show(text.format(delay_ms), tapping=False)
        else:
            text = self.tr("The taps were too few or too scattered to tell. Try once more.")
            self._show(text, tapping=False)
        self.use_button.setText(self.tr("Use {} ms").format(delay_ms))
        self.use_button.setVisible(steady)
        (self.use_button if steady else self.begin_button).setFocus()

    def _show(self, text: str, *, tapping: bool) -> None:
        self.text_label.setText(text)
        self.text_label.setVisible(bool(text))
        self.tap_button.setVisible(tapping)
        self.begin_button.setVisible(not tapping)

    @Slot()
    def _choose(self) -> None:
        self.delay_chosen.emit(self._delay_ms)
        self.begin_button.setFocus()
        self.show_idle(self.tr("Sounds are now played {} ms earlier.").format(self._delay_ms))
