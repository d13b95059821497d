"""The equipment one has: a button with a list to tick."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from gui.library_words import equipment_name
from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.layout import label
from workouts.model import Equipment
from workouts.search import OWNABLE


class OwnedButton(Chip):
    owned_changed = Signal(object)  # frozenset[Equipment]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.panel = QFrame(self, Qt.WindowType.Popup)
        self.panel.setProperty("kind", "card")
        self.panel.setObjectName("page")
        self.boxes = {e: QCheckBox(equipment_name(e)) for e in OWNABLE}
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        column.setSpacing(SPACE["m"])
        column.addWidget(label(self.tr("What do you have at home?"), "section", wrap=False))
        for box in self.boxes.values():
            column.addWidget(box)
            box.toggled.connect(self._tell)
        note = self.tr("Mat, wall, cushion, towel and mirror are never asked for.")
        column.addWidget(label(note, "small"))
        self.clicked.connect(self._open)
        self._rename()

    @property
    def owned(self) -> frozenset[Equipment]:
        return frozenset(e for e, box in self.boxes.items() if box.isChecked())

    def show_owned(self, owned: Iterable[Equipment]) -> None:
        known = set(owned)
        for equipment, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(equipment in known)
            box.blockSignals(False)
        self._rename()

    @Slot()
    def _open(self) -> None:
        self.panel.adjustSize()
        self.panel.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.panel.show()
        next(iter(self.boxes.values())).setFocus()

    @Slot()
    def _tell(self) -> None:
        self._rename()
        self.owned_changed.emit(self.owned)

    def _rename(self) -> None:
        names = [equipment_name(e).lower() for e in OWNABLE if self.boxes[e].isChecked()]
        said = ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
        self.setText(self.tr("I have: {} ▾").format(said or self.tr("nothing yet")))
        self.setAccessibleName(self.tr("Equipment I have: {}").format(", ".join(names) or "none"))
