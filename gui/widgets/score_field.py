"""The score of a self-test on one side: a number, a rating or ticks; unknown until it is said."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip, show_switched
from gui.widgets.layout import label
from gui.widgets.number_field import NumberField
from workouts.self_test import Scale

UNKNOWN = "–"


class ScoreField(QWidget):
    """`name` tells a screen reader which test and side it is."""

    score_said = Signal(object)  # float, or None: not known

    def __init__(self, scale: Scale, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self.value: float | None = None
        self.number: NumberField | None = None
        self.choices: list[Chip] = []
        self.boxes: list[QCheckBox] = []
        self.none_box = QCheckBox(self.tr("None of these"))
        self.band_label = label("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE["s"])
        if scale.ticks:
            self._lay_out_ticks(name)
        elif scale.choices:
            self._lay_out_choices(name)
        else:
            self._lay_out_number(name)
        self._column.addWidget(self.band_label)
        self._column.addStretch(1)

    def _lay_out_number(self, name: str) -> None:
        unit = "s" if self.scale.unit == "s" else ""
        step = self.scale.step
        self.number = NumberField(name, self.scale.least - step, self.scale.most, unit=unit)
        self.number.box.setSpecialValueText(UNKNOWN)
        self.number.show_value(self.scale.least - step)
        self.number.value_changed.connect(self._read_number)
        self._column.addWidget(self.number)

    def _lay_out_choices(self, name: str) -> None:
        for number, words in enumerate(self.scale.choices, start=round(self.scale.least)):
            button = Chip(str(number), checkable=True, says=f"{name}: {number}, {words}")
            button.setAutoExclusive(True)
            button.toggled.connect(self._read_choice)
            self.choices.append(button)
            row = QHBoxLayout()  # a button cannot break its words into lines
            row.setSpacing(SPACE["s"])
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(words), 1, Qt.AlignmentFlag.AlignVCenter)
            self._column.addLayout(row)

    def _lay_out_ticks(self, name: str) -> None:
        for tick in self.scale.ticks:
            box = QCheckBox(tick.text)
            box.setAccessibleName(f"{name}: {tick.text}")
            box.toggled.connect(self._read_ticks)
            self.boxes.append(box)
            self._column.addWidget(box)
        self.none_box.setAccessibleName(f"{name}: {self.none_box.text()}")
        self.none_box.toggled.connect(self._read_none)
        self._column.addWidget(self.none_box)

    def show_value(self, value: float | None) -> None:
        """Show a score without telling of it; which ticks made it is not kept."""
        self.value = value
        if self.number is not None:
            self.number.show_value(self.scale.least - self.scale.step if value is None else value)
        for at, button in enumerate(self.choices):
            button.setAutoExclusive(False)
            chosen = value is not None and at == round(value - self.scale.least)
            show_switched(button, on=chosen)
            button.setAutoExclusive(True)
        for box in self.boxes:
            show_switched(box, on=False)
        show_switched(self.none_box, on=bool(self.scale.ticks) and value == 0)
        self._tell_band()

    @Slot(float)
    def _read_number(self, value: float) -> None:
        self._say(None if value < self.scale.least else value)

    @Slot(bool)
    def _read_choice(self, on: bool) -> None:
        if not on:  # the one that makes way for another
            return
        chosen = next(at for at, button in enumerate(self.choices) if button.isChecked())
        self._say(self.scale.least + chosen)

    @Slot()
    def _read_ticks(self) -> None:
        ticked = [at for at, box in enumerate(self.boxes) if box.isChecked()]
        if ticked:
            show_switched(self.none_box, on=False)
        self._say(float(self.scale.points(ticked)) if ticked else None)

    @Slot()
    def _read_none(self) -> None:
        for box in self.boxes:
            show_switched(box, on=False)
        self._say(0.0 if self.none_box.isChecked() else None)

    def _say(self, value: float | None) -> None:
        self.value = value
        self._tell_band()
        self.score_said.emit(value)

    def _tell_band(self) -> None:
        band = self.scale.band_of(self.value)
        parts = [] if self.value is None or not self.scale.ticks else [f"{self.value:g}"]
        if band:
            parts.append(f"{band.word} ({self.scale.bands_source})")
        self.band_label.setText("  ·  ".join(parts))
        self.band_label.setVisible(bool(parts))
