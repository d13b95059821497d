"""The exercises of a workout being built, a row each: picture, amount, time; to be dragged."""

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidgetItem, QWidget

from gui.library_words import item_text
from gui.theme import LIGHT, Theme
from gui.widgets.figures import Figures
from gui.widgets.reorder_list import ReorderList
from gui.words import clock_time
from workouts.model import Exercise, Workout

PICTURE = 52


class ItemList(ReorderList):
    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._theme: Theme = LIGHT
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.setAccessibleName(self.tr("Exercises of this workout"))
        self.setIconSize(QSize(PICTURE, PICTURE))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.fit()

    def show_items(
        self,
        workout: Workout,
        exercises: Mapping[str, Exercise],
        totals: Mapping[int, float],
        wrong: frozenset[int],
    ) -> None:
        """Show all items; `totals` are seconds by number, `wrong` the numbers to be marked."""
        self.blockSignals(True)
        row = self.currentRow()
        while self.count() > len(workout.item):
            self.takeItem(self.count() - 1)
        while self.count() < len(workout.item):
            self.addItem(QListWidgetItem())
        for number, item in enumerate(workout.item):
            exercise = exercises.get(item.exercise)
            mark = "⚠ " if number in wrong else ""
            name = exercise.name if exercise else item.exercise
            facts = item_text(exercise, item) if exercise else self.tr("not in the library")
            if number in totals:
                facts += f"  ·  {clock_time(totals[number])}"
            shown = self.item(number)
            shown.setText(f"{mark}{number + 1}.  {name}\n{facts}")
            shown.setIcon(self._icon(exercise) if exercise else QIcon())
        if self.count():
            self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self.blockSignals(False)
        self.fit()

    def _icon(self, exercise: Exercise) -> QIcon:
        key = (exercise.id, self._theme.name.value)
        if key not in self._icons:
            self._icons[key] = self._figures.icon(exercise, PICTURE, self._theme.name.value)
        return self._icons[key]
