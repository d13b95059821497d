"""A button that tells what is chosen, with a list to tick."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QSizePolicy, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip

ROWS = 10  # then another column begins
SHOWN = 2
LEAST = 120


class TickButton(Chip):
    """Choices have a key and words; the order chosen in is kept."""

    chosen_changed = Signal(object)  # tuple of keys

    def __init__(self, name: str, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name, self._words = name, dict(words)
        self._chosen: tuple[str, ...] = ()
        self._said = ""
        self.panel = QFrame(self, Qt.WindowType.Popup)
        self.panel.setProperty("kind", "card")
        self.panel.setObjectName("page")
        self.boxes = {key: QCheckBox(word) for key, word in self._words.items()}
        grid = QGridLayout(self.panel)
        grid.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["s"])
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number % ROWS, number // ROWS)
            box.toggled.connect(self._read)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST)
        self.clicked.connect(self._open)
        self._rename()

    @property
    def chosen(self) -> tuple[str, ...]:
        return self._chosen

    def show_chosen(self, chosen: Iterable[str]) -> None:
        """Show a choice without telling of it."""
        self._chosen = tuple(chosen)
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(key in self._chosen)
            box.blockSignals(False)
        self._rename()

    @Slot()
    def _open(self) -> None:
        self.panel.adjustSize()
        self.panel.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.panel.show()
        next(iter(self.boxes.values())).setFocus()

    @Slot()
    def _read(self) -> None:
        ticked = [key for key, box in self.boxes.items() if box.isChecked()]
        kept = [key for key in self._chosen if key in ticked]
        self._chosen = (*kept, *(key for key in ticked if key not in kept))
        self._rename()
        self.chosen_changed.emit(self._chosen)

    def _rename(self) -> None:
        names = [self._words[key] for key in self._chosen if key in self._words]
        more = f" +{len(names) - SHOWN}" if len(names) > SHOWN else ""
        said = ", ".join(names[:SHOWN]) + more
        self._said = said or self.tr("None")
        self._fit()
        self.setAccessibleName(f"{self._name}: {', '.join(names) or self.tr('None')}")
        self.setToolTip(", ".join(names))

    def _fit(self) -> None:
        """As many words as there is room for."""
        room = self.width() - 5 * self.fontMetrics().averageCharWidth()
        right = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._said, right, max(room, 0)) + " ▾")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
