"""What a warm-up is to be like: how long or until when, where, before what, what feels stiff."""

from dataclasses import dataclass

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QSizePolicy,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label

MINUTES = (1, 2, 3, 5, 8, 10, 15)
PLACES = (("mat", "On a mat"), ("standing", "Standing only"), ("kerb", "Outdoors, with a kerb"))
RUNS = (
    ("", "Any run"),
    ("easy", "Easy run"),
    ("long", "Long run"),
    ("intervals", "Intervals"),
    ("hills", "Hills"),
    ("race", "Race"),
)
STIFF = (
    ("", "Nothing feels stiff"),
    ("gluteus-maximus", "Buttocks feel sleepy"),
    ("gluteus-medius", "Side of the hip"),
    ("hip-flexors", "Front of the hip"),
    ("adductors", "Inner thighs"),
    ("quadriceps", "Front of the thighs"),
    ("hamstrings", "Back of the thighs"),
    ("calves", "Calves"),
    ("foot-intrinsics", "Feet"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A warm-up as it was asked for; `leave_at` (HH:MM) counts before the minutes."""

    minutes: int = 1
    place: str = "mat"
    run: str = ""
    stiff: str = ""
    leave_at: str = ""


class WarmUpChooser(QWidget):
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self.place_box, self.run_box, self.stiff_box = QComboBox(), QComboBox(), QComboBox()
        self.leave_chip = Chip(self.tr("I leave at"), checkable=True)
        self.leave_edit = QTimeEdit()
        self._lay_out()
        self.group.idToggled.connect(self._minutes_toggled)
        self.group.idClicked.connect(self._minutes_chosen)
        for box in (self.place_box, self.run_box, self.stiff_box):
            box.currentIndexChanged.connect(self._tell)
        self.leave_chip.toggled.connect(self._leave_toggled)
        self.leave_edit.timeChanged.connect(self._tell)

    def _lay_out(self) -> None:
        for box, name, choices in (
            (self.place_box, self.tr("Where"), PLACES),
            (self.run_box, self.tr("Before which run"), RUNS),
            (self.stiff_box, self.tr("What feels stiff"), STIFF),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(10)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            for key, word in choices:
                box.addItem(self.tr(word), key)
        self.leave_edit.setDisplayFormat("HH:mm")
        self.leave_edit.setAccessibleName(self.tr("I leave at"))
        self.leave_edit.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self.leave_edit.setMinimumWidth(78)
        self.leave_edit.hide()
        holder = QWidget()
        flow = FlowLayout(holder)
        for minutes in MINUTES:
            chip = Chip(f"{minutes}", checkable=True, says=self.tr("{} minutes").format(minutes))
            self.group.addButton(chip, minutes)
            flow.addWidget(chip)
        flow.addWidget(label(self.tr("min"), "muted", wrap=False))
        flow.addWidget(self.leave_chip)
        flow.addWidget(self.leave_edit)
        self._boxes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._boxes.setSpacing(SPACE["s"])
        for box in (self.place_box, self.run_box, self.stiff_box):
            self._boxes.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(holder)
        column.addLayout(self._boxes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room for their words, else one below the other."""
        super().resizeEvent(event)
        needed = 3 * self.place_box.sizeHint().width() + 2 * SPACE["s"]
        across = self.width() >= needed
        self._boxes.setDirection(
            QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        )

    @property
    def asked(self) -> Asked:
        leave = self.leave_edit.time().toString("HH:mm") if self.leave_chip.isChecked() else ""
        return Asked(
            max(1, self.group.checkedId()),
            str(self.place_box.currentData()),
            str(self.run_box.currentData()),
            str(self.stiff_box.currentData()),
            leave,
        )

    def show_asked(self, asked: Asked) -> None:
        """What was asked for the last time; a time of day is not remembered."""
        self.blockSignals(True)
        nearest = min(MINUTES, key=lambda known: abs(known - asked.minutes))
        self.group.blockSignals(True)
        self.group.button(nearest).setChecked(True)
        self.group.blockSignals(False)
        for box, key in (
            (self.place_box, asked.place),
            (self.run_box, asked.run),
            (self.stiff_box, asked.stiff),
        ):
            box.setCurrentIndex(max(0, box.findData(key)))
        self.blockSignals(False)
        self._tell()

    def show_leave(self, hour: int, minute: int) -> None:
        """The time of day that stands in the field until another is typed."""
        if not self.leave_chip.isChecked():
            self.leave_edit.setTime(QTime(hour, minute))

    @Slot(int, bool)
    def _minutes_toggled(self, _minutes: int, on: bool) -> None:
        if on:
            self._minutes_chosen()
            self._tell()

    @Slot()
    def _minutes_chosen(self) -> None:
        """Minutes count from now on, even the same as before; the time of day counts no more."""
        self.leave_chip.setChecked(False)

    @Slot(bool)
    def _leave_toggled(self, on: bool) -> None:
        self.leave_edit.setVisible(on)
        if on:
            self.leave_edit.setFocus()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
