"""How an exercise is done: its steps in words, what to feel for, and what goes wrong often."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.player.figure_view import FigureView, Stance
from gui.theme import SIZES, SPACE, Theme, text_font
from workouts.model import Exercise

FAULT_WORDS = {
    "knees-in": "Knees caving in",
    "hip-drop": "Hip dropping",
    "back-arch": "Back arching",
}
REST_AT_TOP_S = 1.5
MOVE_S = 2.0
FAULT_OF_CARD, FAULT_LOWEST, FAULT_HIGHEST = 0.34, 150, 300  # of its height; pixels


class HowTo(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.exercise: Exercise | None = None
        self._side = "right"
        self._pixels = SIZES["body"]
        self._since = QElapsedTimer()
        self._faults = QHBoxLayout()
        self._views: list[FigureView] = []
        self._holders: list[QWidget] = []
        self._text = QVBoxLayout()
        self._theme: Theme | None = None
        inside = QWidget()
        inside.setLayout(self._text)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        layout.addWidget(area, 1)
        layout.addLayout(self._faults)
        self._timer = QTimer(self)
        self._timer.setInterval(33)
        self._timer.timeout.connect(self._refresh)

    def set_letters(self, pixels: int) -> None:
        """How large its letters are from the next time on."""
        self._pixels = pixels

    def scroll_lines(self, lines: int) -> None:
        """Up or down by so many lines of its words."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(lines * self._pixels * 1.5))

    def phase(self) -> float:
        """Where the looping movement is just now."""
        lift, _, lower = (self.exercise and self.exercise.tempo) or (MOVE_S, 0.0, MOVE_S)
        lift, lower = lift or MOVE_S, lower or MOVE_S
        at = (self._since.elapsed() / 1000) % (lift + REST_AT_TOP_S + lower)
        if at < lift:
            return 0.5 * at / lift
        if at < lift + REST_AT_TOP_S:
            return 0.5
        return 0.5 + 0.5 * (at - lift - REST_AT_TOP_S) / lower

    def explain(
        self, exercise: Exercise, side: str, theme: Theme, faults: tuple[str, ...]
    ) -> None:
        """Show this exercise; the faults it is drawn with stand below the words."""
        self.exercise, self._side, self._theme = exercise, side, theme
        _empty(self._text)
        _empty(self._faults)
        self._views.clear()
        self._holders.clear()
        self._write(self.tr("How to"), 1.5, 700)
        self._section(self.tr("Set-up"), exercise.setup, numbered=True)
        self._section(self.tr("Movement"), exercise.move, numbered=True)
        if exercise.foot:
            self._section(self.tr("Feet"), (exercise.foot,))
        fixes = tuple(f"{fault.fault}: {fault.fix}" for fault in exercise.faults)
        self._section(self.tr("What helps"), fixes)
        if exercise.stop_if:
            self._section(self.tr("Stop"), (exercise.stop_if,))
        self._text.addStretch(1)
        for fault in faults:
            self._add_fault(fault)
        self._since.start()
        self._timer.start()
        self._fit()
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words come first: what goes wrong takes a third of the card at most."""
        high = min(FAULT_HIGHEST, max(FAULT_LOWEST, round(self.height() * FAULT_OF_CARD)))
        for holder in self._holders:
            holder.setFixedHeight(high)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _section(self, title: str, lines: tuple[str, ...], *, numbered: bool = False) -> None:
        if not lines:
            return
        self._text.addSpacing(SPACE["s"])
        self._write(title, 1.0, 700)
        for number, line in enumerate(lines, start=1):
            self._write(f"{number}.  {line}" if numbered else line, 1.0, 400)

    def _write(self, text: str, times: float, weight: int) -> None:
        """One more line below the others, so many times as large as the letters are."""
        line = QLabel(text)
        line.setWordWrap(True)
        line.setFont(text_font(round(self._pixels * times), weight))
        self._text.addWidget(line)

    def _add_fault(self, fault: str) -> None:
        assert self.exercise
        assert self._theme
        view = FigureView()
        view.set_theme(self._theme)
        view.behind = self._theme.surface
        view.set_exercises({self.exercise.id: self.exercise})
        view.fault = fault
        view.set_source(self._stance)
        view.setMinimumSize(140, 100)
        caption = QLabel(self.tr("Not so: {}").format(FAULT_WORDS.get(fault, fault)))
        caption.setFont(text_font(self._pixels, 500))
        caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout()
        column.setContentsMargins(0, SPACE["s"], 0, 0)
        column.addWidget(view, 1)
        column.addWidget(caption)
        holder = QWidget()
        holder.setLayout(column)
        self._holders.append(holder)
        self._faults.addWidget(holder)
        self._views.append(view)

    def _stance(self) -> Stance | None:
        if not self.exercise:
            return None
        return Stance(self.exercise.id, self._side, round(self.phase(), 3), 0.6)

    def _refresh(self) -> None:
        for view in self._views:
            view.refresh()


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.deleteLater()
