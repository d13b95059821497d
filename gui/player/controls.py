"""What can be pressed in the player: each an icon, a word and its key. Makes requests only."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.icons import icon
from gui.theme import LIGHT, SPACE, Theme, text_font
from gui.widgets.flow_layout import FlowLayout

# Icon, word, key as it is shown, name of the page's signal, and what it sends.
Control = tuple[str, str, str, str, tuple[object, ...]]
ALWAYS: tuple[Control, ...] = (
    ("pause", "Pause", "Space", "pause_toggled", ()),
    ("back", "Back", "←", "back_requested", ()),
    ("next", "Next", "→", "next_requested", ()),
    ("drop", "Drop", "D", "drop_requested", ()),
    ("how-to", "How to", "I", "how_to_requested", ()),
    ("leave", "Leave", "Esc", "leave_requested", ()),
)
PAUSED: tuple[Control, ...] = (
    ("shorter", "Less time", "↓", "step_shortened", ()),
    ("longer", "More time", "↑", "step_lengthened", ()),
    ("done", "Done", "Enter", "done_requested", ()),
    ("longer", "Count one", "C", "count_requested", ()),
    ("swap", "Swap sides", "S", "swap_requested", ()),
    ("easier", "Easier", "E", "variation_requested", ("easier",)),
    ("harder", "Harder", "H", "variation_requested", ("harder",)),
    ("mute", "Voice", "M", "mute_toggled", ()),
    ("speaker", "Softer", "-", "volume_requested", (-10,)),
    ("speaker", "Louder", "+", "volume_requested", (10,)),
    ("turn", "Turn", "T", "turn_requested", ()),
    ("full-screen", "Full screen", "F", "full_screen_toggled", ()),
    ("pocket", "Pocket view", "W", "pocket_toggled", ()),
    ("signs", "Signs to stop at", "F9", "signs_requested", ()),
)
COUNT = 3
POCKET = next(control for control in PAUSED if control[3] == "pocket_toggled")
IN_POCKET = ("pause_toggled", "next_requested", "pocket_toggled")  # what there is room for
EFFORTS: tuple[Control, ...] = (
    ("", "Hard", "1", "effort_said", ("hard",)),
    ("", "About right", "2", "effort_said", ("right",)),
    ("", "Easy", "3", "effort_said", ("easy",)),
)


class ControlButton(QPushButton):
    """Reached by Tab; a click leaves the keys with the page."""

    chosen = Signal(str, object)  # name of a signal of the page, and what it sends

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, word, self.key, self.wish, self._sends = control
        self.setProperty("kind", "control")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_word(self.tr(word))
        self.clicked.connect(self._choose)

    def show_word(self, word: str) -> None:
        self.word = word
        self.setAccessibleName(word)
        self.setAccessibleDescription(self.tr("Key {}").format(self.key))
        self.setToolTip(f"{word} ({self.key})")
        self.show_short(short=False)

    def show_short(self, *, short: bool) -> None:
        """Only the key beside the icon, where there is no room for the word too."""
        alone = self.key if self.icon_name else self.word
        self.setText(alone if short else f"{self.word}  {self.key}")

    def set_look(self, theme: Theme, pixels: int) -> None:
        self.setFont(text_font(pixels, 500))
        side = round(pixels * 1.35)
        self.setIconSize(QSize(side, side))
        if self.icon_name:
            self.setIcon(icon(self.icon_name, theme.muted, sizes=(side, side * 2)))

    def _choose(self) -> None:
        self.chosen.emit(self.wish, self._sends)


class Controls(QWidget):
    """One row at the foot: what is needed while exercising."""

    chosen = Signal(str, object)

    def __init__(self, controls: tuple[Control, ...] = ALWAYS, *, filled: bool = False) -> None:
        super().__init__()
        self.buttons = [ControlButton(control) for control in controls]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"] if filled else 2)
        for button in self.buttons:
            button.setProperty("filled", filled)
            row.addWidget(button)
            button.chosen.connect(self.chosen)
        row.addStretch(1)
        self._look: tuple[Theme, int] = (LIGHT, 13)
        self._short = False

    def show_pocket(self, *, on: bool) -> None:
        """In a pocket-sized window only what is needed, and the way back."""
        for button in self.buttons:
            wish = button.wish
            button.setVisible(wish in IN_POCKET if on else wish != POCKET[3])

    def show_first(self, icon_name: str, word: str) -> None:
        """What Space does now: pause, go on, or done."""
        first = self.buttons[0]
        if (first.icon_name, first.word) != (icon_name, word):
            first.icon_name = icon_name
            first.show_word(word)
            first.set_look(*self._look)
            first.show_short(short=self._short)

    def set_look(self, theme: Theme, pixels: int, room: int) -> None:
        """The colours, the size of the letters, and the width there is."""
        self._look = (theme, pixels)
        for button in self.buttons:
            button.set_look(theme, pixels)
            button.show_short(short=False)
        shown = [button for button in self.buttons if not button.isHidden()]
        wide = sum(button.sizeHint().width() + 2 for button in shown)
        self._short = wide > room
        for button in self.buttons:
            button.show_short(short=self._short)


class PauseCard(QFrame):
    """What can be done while paused, each with its key."""

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.why_label = QLabel()
        self.why_label.setWordWrap(True)
        self.continue_button = QPushButton(self.tr("Go on  (Space)"))
        self.continue_button.setProperty("kind", "primary")
        self.back_button = QPushButton(self.tr("Back"))
        self.next_button = QPushButton(self.tr("Next"))
        self.leave_button = QPushButton(self.tr("Leave"))
        self.how_to_button = QPushButton(self.tr("How to"))
        self._first = (
            self.continue_button,
            self.back_button,
            self.next_button,
            self.how_to_button,
            self.leave_button,
        )
        buttons = QHBoxLayout()
        for button in self._first:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        self.more = [ControlButton(control) for control in PAUSED]
        flow = FlowLayout(gap=2)
        for control in self.more:
            flow.addWidget(control)
            control.chosen.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        layout.setSpacing(SPACE["s"])
        layout.addWidget(self.why_label)
        layout.addLayout(buttons)
        layout.addLayout(flow)

    def show_counting(self, *, on: bool) -> None:
        """Counting by key is for sets at one's own pace."""
        self.more[COUNT].setVisible(on)

    def show_why(self, text: str) -> None:
        self.why_label.setText(text)
        self.why_label.setVisible(bool(text))

    def set_look(self, theme: Theme, pixels: int) -> None:
        self.why_label.setFont(text_font(pixels))
        for button in self._first:
            button.setFont(text_font(pixels, 600))
        for control in self.more:
            control.set_look(theme, pixels)
