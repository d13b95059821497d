"""A button with what a set can be added of: the exercises of a session, then all there are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.library_words import CATEGORY
from gui.words import SIDE
from workouts.model import Exercise, Side, Sided

SIDES = {
    Sided.EACH_SIDE: (Side.LEFT, Side.RIGHT),
    Sided.BOTH: (Side.BOTH,),
    Sided.ALTERNATING: (Side.ALTERNATING,),
}


class AddSetButton(QPushButton):
    wanted = Signal()  # answered with show_exercises
    chosen = Signal(str, str)  # the id of an exercise, and a side

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Add a set"))
        self.setProperty("opens", "menu")
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self.wanted)
        self.setMenu(self.choices)

    def show_exercises(self, first: Sequence[str], exercises: Mapping[str, Exercise]) -> None:
        """`first` are the ids of those that come before all others."""
        self.choices.clear()
        for menu in self.choices.findChildren(QMenu):
            menu.deleteLater()
        for exercise in (exercises[id_] for id_ in first if id_ in exercises):
            self._add(self.choices, exercise)
        self.choices.addSeparator()
        others = sorted(exercises.values(), key=lambda exercise: exercise.name)
        for category, words in CATEGORY.items():
            menu = self.choices.addMenu(words)
            for exercise in others:
                if exercise.category is category:
                    self._add(menu, exercise)

    def _add(self, menu: QMenu, exercise: Exercise) -> None:
        sides = SIDES[exercise.sided]
        for side in sides:
            which = f", {SIDE[side]}" if len(sides) > 1 else ""
            action = menu.addAction(f"{exercise.name}{which}")
            action.setData((exercise.id, side.value))
            action.triggered.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(*action.data())
