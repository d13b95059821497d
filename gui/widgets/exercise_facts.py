"""What an exercise is, to be chosen: how it is counted, where it is done, what it works."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from gui.library_words import (
    CATEGORY,
    LIES_ON,
    MEASURE,
    POSITION,
    equipment_name,
    muscle_name,
)
from gui.theme import SPACE
from gui.widgets.layout import label
from gui.widgets.text_fields import LineField
from gui.widgets.tick_button import TickButton
from workouts.model import (
    Category,
    Equipment,
    Exercise,
    LiesOn,
    Measure,
    Muscle,
    Position,
    Sided,
)

TYPES: dict[str, Any] = {
    "category": Category,
    "position": Position,
    "sided": Sided,
    "measure": Measure,
    "lies_on": LiesOn,
}
LISTS: dict[str, Any] = {"primary": Muscle, "secondary": Muscle, "equipment": Equipment}
SIDES = {
    Sided.BOTH: "Both at once",
    Sided.EACH_SIDE: "One, then the other",
    Sided.ALTERNATING: "In turn",
}
OWN_TABLE = "\n"  # no id: the figure is described in the file itself


class ExerciseFacts(QWidget):
    changed = Signal(str, object)  # a key of Exercise, and what it says now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        muscles = {muscle.value: muscle_name(muscle) for muscle in Muscle}
        things = {e.value: equipment_name(e) for e in Equipment if e is not Equipment.NONE}
        self.boxes = {
            "measure": _box(MEASURE),
            "sided": _box(SIDES),
            "position": _box(POSITION),
            "lies_on": _box(LIES_ON, tr("Not said")),
            "category": _box(CATEGORY),
            "easier": QComboBox(),
            "harder": QComboBox(),
            "pose": QComboBox(),
        }
        self.ticks = {
            "primary": TickButton(tr("Muscles it is for"), muscles),
            "secondary": TickButton(tr("Muscles it works as well"), muscles),
            "equipment": TickButton(tr("Equipment"), things),
        }
        self.spoken_field = LineField(tr("Name for the voice"))
        self._known: tuple[str, ...] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr = self.tr
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setVerticalSpacing(SPACE["s"])
        grid.setColumnStretch(1, 1)
        self._names = {}
        for row, (key, words) in enumerate(
            (
                ("measure", tr("Counted in")),
                ("sided", tr("Sides")),
                ("position", tr("Position")),
                ("lies_on", tr("Lies on")),
                ("category", tr("Category")),
                ("primary", tr("Muscles")),
                ("secondary", tr("Works as well")),
                ("equipment", tr("Equipment")),
                ("easier", tr("Easier one")),
                ("harder", tr("Harder one")),
                ("pose", tr("Figure")),
                ("spoken", tr("Name for the voice")),
            )
        ):
            editor = self._editor(key)
            name = label(words, wrap=False)
            name.setBuddy(editor)
            if key in self.boxes:
                editor.setAccessibleName(words)
            grid.addWidget(name, row, 0)
            grid.addWidget(editor, row, 1)
            self._names[key] = name
        for box in self.boxes.values():
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(7)

    def _editor(self, key: str) -> QWidget:
        if key == "spoken":
            return self.spoken_field
        return self.boxes[key] if key in self.boxes else self.ticks[key]

    def _connect(self) -> None:
        for key, box in self.boxes.items():
            box.setObjectName(key)
            box.activated.connect(self._read_box)
        for key, tick in self.ticks.items():
            tick.setObjectName(key)
            tick.chosen_changed.connect(self._read_ticks)
        self.spoken_field.text_typed.connect(self._read_spoken)

    def show_exercise(
        self, exercise: Exercise, exercises: Mapping[str, Exercise], drawn: Mapping[str, str]
    ) -> None:
        """Show what an exercise says; `drawn` are the ids and names of the built-in figures."""
        known = (exercise.id, *exercises)
        if known != self._known:
            self._known = known
            others = sorted((e.name, e.id) for e in exercises.values() if e.id != exercise.id)
            for key in ("easier", "harder"):
                _fill(self.boxes[key], self.tr("None"), others)
            own = self.tr("Its own") if exercise.id in drawn else self.tr("None")
            figures = sorted((name, id_) for id_, name in drawn.items() if id_ != exercise.id)
            _fill(self.boxes["pose"], own, figures)
        table = isinstance(exercise.pose, dict)
        box = self.boxes["pose"]
        if table and box.findData(OWN_TABLE) < 0:
            box.insertItem(1, self.tr("As its file describes it"), OWN_TABLE)
        for key, box in self.boxes.items():
            said = OWN_TABLE if key == "pose" and table else getattr(exercise, key)
            _choose(box, said or "")
        for key, tick in self.ticks.items():
            tick.show_chosen(entry.value for entry in getattr(exercise, key))
        self.spoken_field.show_text(exercise.spoken)
        lying = exercise.position is Position.SIDE_LYING or exercise.lies_on is not None
        for part in (self._names["lies_on"], self.boxes["lies_on"]):
            part.setVisible(lying)

    @Slot()
    def _read_box(self) -> None:
        box: Any = self.sender()
        key, said = box.objectName(), box.currentData()
        if said != OWN_TABLE:
            type_ = TYPES.get(key, str)
            self.changed.emit(key, type_(said) if said else None)

    @Slot(object)
    def _read_ticks(self, chosen: tuple[str, ...]) -> None:
        key = self.sender().objectName()
        self.changed.emit(key, tuple(LISTS[key](word) for word in chosen))

    @Slot(str)
    def _read_spoken(self, text: str) -> None:
        self.changed.emit("spoken", text)


def _box(words: Mapping[Any, str], none: str = "") -> QComboBox:
    box = QComboBox()
    if none:
        box.addItem(none, "")
    for key, word in words.items():
        box.addItem(word, key.value)
    return box


def _fill(box: QComboBox, first: str, named: list[tuple[str, str]]) -> None:
    box.clear()
    box.addItem(first, "")
    for name, id_ in named:
        box.addItem(name, id_)


def _choose(box: QComboBox, data: str) -> None:
    """What is not on the list is shown by its id: a name that is nobody's is a fault, told."""
    if box.findData(str(data)) < 0:
        box.addItem(str(data), str(data))
    box.setCurrentIndex(box.findData(str(data)))
