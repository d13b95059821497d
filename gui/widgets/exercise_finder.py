"""A search field and what it finds, to choose an exercise from."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.library_words import CATEGORY, equipment_text
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.figures import Figures
from workouts.model import Exercise
from workouts.search import Filters, Index

PICTURE = 44
SHOWN = 12


class ExerciseFinder(QWidget):
    exercise_chosen = Signal(str)
    closed = Signal()

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._theme: Theme = LIGHT
        self._index = Index({})
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Which exercise? A name, a muscle …"))
        self.search.setAccessibleName(self.tr("Search an exercise to add"))
        self.search.setClearButtonEnabled(True)
        self.results = QListWidget()
        self.results.setAccessibleName(self.tr("Exercises found"))
        self.results.setIconSize(QSize(PICTURE, PICTURE))
        self.results.setWordWrap(True)
        self.results.setMinimumHeight(260)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.search)
        column.addWidget(self.results)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._refill)
        self.search.returnPressed.connect(self._choose_current)
        self.results.itemActivated.connect(self._choose)
        self.results.itemClicked.connect(self._choose)

    def show_exercises(self, exercises: dict[str, Exercise]) -> None:
        self._index = Index(exercises)
        self._refill()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._refill()

    def open(self) -> None:
        """Be ready to be typed into."""
        self.search.clear()
        self._refill()
        self.search.setFocus()

    @Slot()
    def _refill(self) -> None:
        self.results.clear()
        for exercise in self._index.find(Filters(text=self.search.text()))[:SHOWN]:
            facts = f"{CATEGORY[exercise.category]} · {equipment_text(exercise.equipment)}"
            item = QListWidgetItem(f"{exercise.name}\n{facts}")
            item.setData(Qt.ItemDataRole.UserRole, exercise.id)
            item.setIcon(self._figures.icon(exercise, PICTURE, self._theme.name.value))
            self.results.addItem(item)
        if self.results.count():
            self.results.setCurrentRow(0)

    @Slot()
    def _choose_current(self) -> None:
        if self.results.currentRow() >= 0:
            self._choose(self.results.currentItem())

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.exercise_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk through what was found while one types on."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = self.results.currentRow() + step
                self.results.setCurrentRow(max(0, min(row, self.results.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
