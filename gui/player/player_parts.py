"""What the player's page is made of and where it stands. Knows no session; shows nothing yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.player.controls import ALWAYS, EFFORTS, POCKET, Controls, PauseCard
from gui.player.dial import Dial
from gui.player.figure_view import FigureView
from gui.player.how_to import HowTo
from gui.player.less_time import LessTime
from gui.player.session_bar import SessionBar
from gui.theme import LIGHT, SIZES, Theme, text_font

POCKET_HEIGHT, POCKET_WIDTH = 380, 480  # smaller than this, and the figure makes room
MARGINS, POCKET_MARGINS = (28, 22, 28, 14), (12, 10, 12, 8)


class PlayerParts(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme: Theme = LIGHT
        self._small = False  # in a pocket-sized window
        self.is_trouble = False  # what is said: something is missing, no mere answer to a key
        self.exercise_label = QLabel()
        self.side_label = QLabel()
        self.left_badge = QLabel("L")
        self.right_badge = QLabel("R")
        self.next_label = QLabel()
        self.last_label = QLabel()
        self.said_label = QLabel()  # news: voice missing, not written, kept in memory
        self.preparing_label = QLabel()  # clips of the voice that are still being made
        self.time_left_label = QLabel()
        self.less_time = LessTime()
        self.figure = FigureView()
        self.dial = Dial()
        self.bar = SessionBar()
        self.pause_card = PauseCard()
        self.controls = Controls((*ALWAYS, POCKET))
        self.controls.show_pocket(on=False)
        self.efforts = Controls(EFFORTS, filled=True)
        self.how_to = HowTo()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        for badge in (self.left_badge, self.right_badge):
            badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.exercise_label.setWordWrap(True)
        # Not even a long line takes room from the digits.
        for line in (self.side_label, self.next_label, self.last_label):
            line.setWordWrap(True)
        self.said_label.setWordWrap(True)
        self.said_label.hide()
        self.preparing_label.hide()
        self.efforts.hide()
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(self.exercise_label)
        title.addWidget(self.side_label)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self.left_badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(title, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.figure, 1)
        left.addWidget(self.next_label)
        left.addWidget(self.last_label)
        left.addWidget(self.efforts)
        left.addWidget(self.less_time)
        self.less_time.hide()
        left.addWidget(self.said_label)
        left.addStretch(0)  # without the figure the words stay together
        right = QGridLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.dial, 0, 0)
        right.addWidget(self.how_to, 0, 0)
        self.how_to.hide()
        right.addWidget(
            self.right_badge, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        )
        self._body = QGridLayout()
        self._body.setSpacing(16)
        self._left_box, self._right_box = QWidget(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        self._left_box.setLayout(left)
        self._right_box.setLayout(right)
        foot = QHBoxLayout()
        foot.addWidget(self.controls, 1)
        foot.addWidget(self.preparing_label)
        foot.addSpacing(16)
        foot.addWidget(self.time_left_label)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(*MARGINS)
        outer.setSpacing(6)
        outer.addLayout(self._body, 1)
        outer.addWidget(self.bar)
        outer.addLayout(foot)
        self.pause_card.setParent(self)
        self.pause_card.hide()
        self._arrange()

    def _fold(self) -> bool:
        """In a pocket-sized window only the name, the digits and the bar remain.

        Whether that is another than before.
        """
        small = self._is_small()
        changed, self._small = small != self._small, small
        if changed:
            self.figure.setVisible(not small)
            self.controls.show_pocket(on=small)
        self._outer.setContentsMargins(*(POCKET_MARGINS if small else MARGINS))
        return changed

    def _is_small(self) -> bool:
        return self.height() < POCKET_HEIGHT or self.width() < POCKET_WIDTH

    def _arrange(self) -> None:
        """Figure beside the dial; above it on a tall window."""
        for box in (self._left_box, self._right_box):
            self._body.removeWidget(box)
        for number in (0, 1):
            self._body.setColumnStretch(number, 0)
            self._body.setRowStretch(number, 0)
        self._body.addWidget(self._left_box, 0, 0)
        if self.height() > self.width():
            self._body.addWidget(self._right_box, 1, 0)
            self._body.setRowStretch(0, 10)
            self._body.setRowStretch(1, 10)
            return
        self._body.addWidget(self._right_box, 0, 1)
        dial = min(0.58, 0.9 * self.height() / max(1, self.width()))  # no wider than it is high
        self._body.setColumnStretch(0, round(1000 * (1 - dial)))
        self._body.setColumnStretch(1, round(1000 * dial))

    def _least_pixels(self) -> int:
        """No letter is smaller: 12 pixels at the usual size of text, more where it is larger."""
        return (
            12 if self._is_small() else round(12 * QApplication.font().pixelSize() / SIZES["body"])
        )

    def _scale_type(self) -> None:
        """Words grow with the window: they are read from three metres."""
        unit = min(self.height(), self.width() * 0.7)
        theme = self._theme
        least = self._least_pixels()
        sheets = {
            self.exercise_label: (0.052, 700, theme.text),
            self.side_label: (0.034, 600, theme.muted),
            self.next_label: (0.032, 600, theme.text),
            self.last_label: (0.024, 500, theme.muted),
            self.said_label: (0.024, 500, theme.warn if self.is_trouble else theme.muted),
            self.time_left_label: (0.026, 600, theme.text),
            self.preparing_label: (0.019, 500, theme.muted),
        }
        for label, (share, weight, colour) in sheets.items():
            pixels = max(least, round(unit * share))
            label.setFont(text_font(pixels, weight, tabular=label is self.time_left_label))
            label.setStyleSheet(f"color: {colour};")
        badge = max(34, round(unit * 0.085))
        for label, colour in ((self.left_badge, theme.left), (self.right_badge, theme.right)):
            label.setFixedSize(badge, badge)
            label.setStyleSheet(
                f"background: {colour}; color: {theme.ground}; border-radius: {badge // 2}px;"
            )
            label.setFont(text_font(round(badge * 0.56), 800))
        self.less_time.set_look(
            theme,
            text_font(max(least, round(unit * 0.034)), 600, tabular=True),
            text_font(max(least, round(unit * 0.022)), 500),
        )
        self.bar.setFixedHeight(max(22, round(unit * 0.034)))
        small = max(least, round(unit * 0.019))
        room = self.width() - 56 - round(unit * 0.2)  # of the time left, beside them
        self.controls.set_look(theme, small, room)
        self.efforts.set_look(
            theme, max(least, round(unit * 0.024)), self._left_box.width() or room
        )
        self.pause_card.set_look(theme, small)
        self.how_to.set_letters(max(least, round(unit * 0.021)))

    def _place_card(self) -> None:
        card = self.pause_card
        box = self._left_box.geometry()
        wide = max(box.width(), card.minimumSizeHint().width())
        card.resize(wide, max(card.heightForWidth(wide), card.minimumSizeHint().height()))
        card.move(
            max(8, box.center().x() - card.width() // 2),
            max(8, box.bottom() - card.height() + 6),
        )
        card.raise_()
