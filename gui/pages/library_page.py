"""All exercises as cards: searched, filtered, walked through with the arrows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.library_words import CATEGORY, POSITION, equipment_text, muscle_name
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.card_grid import CardGrid
from gui.widgets.chips import Chip
from gui.widgets.figure_card import FigureCard, Line, PictureQueue
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.owned_button import OwnedButton
from gui.widgets.problems_card import ProblemsCard
from gui.widgets.sections import flow
from workouts.model import Category, Equipment, Exercise, Muscle, Position
from workouts.search import Filters, Index

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The exercises there are, and which of them are own or hidden."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


class LibraryPage(QWidget):
    exercise_chosen = Signal(str)
    owned_changed = Signal(object)  # frozenset[Equipment]
    back_requested = Signal()
    new_requested = Signal()
    checklists_requested = Signal()

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._shelf = Shelf()
        self._index = Index({})
        self._cards: dict[str, FigureCard] = {}
        self._made_of: dict[str, tuple[Exercise, bool]] = {}
        self._look: tuple[Theme, int, bool] = (LIGHT, 100, False)
        self._queue = PictureQueue(self)
        self.count_label = label("", "muted", wrap=False)
        self.new_button = QPushButton(self.tr("New exercise"))
        self.checklists_button = Chip(self.tr("Checklists  →"), says=self.tr("Checklists"))
        self.search = QLineEdit()
        self.category_box = _choices(self.tr("Any category"), CATEGORY)
        self.position_box = _choices(self.tr("Any position"), POSITION)
        self.muscle_box = _choices(self.tr("Any muscle"), {m: muscle_name(m) for m in Muscle})
        self.owned_chip = Chip(self.tr("Only with what I have"), checkable=True)
        self.owned_button = OwnedButton()
        self.floor_chip = Chip(self.tr("Needs no floor"), checkable=True)
        self.hidden_chip = Chip("", checkable=True)
        self.clear_button = QPushButton(self.tr("Clear filters"))
        self.grid = CardGrid()
        self.notice = Notice()
        self.problems = ProblemsCard()
        self.empty = QWidget()
        self.empty_button = QPushButton(self.tr("Clear filters"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search a name, a muscle or a purpose  ( / )"))
        self.search.setAccessibleName(self.tr("Search exercises"))
        self.search.setClearButtonEnabled(True)
        for box, name in (
            (self.category_box, self.tr("Category")),
            (self.position_box, self.tr("Position")),
            (self.muscle_box, self.tr("Muscle")),
        ):
            box.setAccessibleName(name)
        self.clear_button.setProperty("kind", "quiet")
        self.empty_button.setProperty("kind", "primary")
        nothing = QVBoxLayout(self.empty)
        nothing.setContentsMargins(0, SPACE["xl"], 0, SPACE["xl"])
        nothing.addWidget(label(self.tr("No exercise fits all of this."), "section"))
        nothing.addWidget(label(self.tr("Take a filter away, or try another word."), "muted"))
        nothing.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.hide()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Exercises"), "display", wrap=False), 1)
        head.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = page_column(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.problems)
        column.addWidget(self.search)
        column.addWidget(
            flow(
                self.category_box,
                self.position_box,
                self.muscle_box,
                self.floor_chip,
                self.owned_chip,
                self.owned_button,
                self.hidden_chip,
                self.checklists_button,
                self.count_label,
                self.clear_button,
            )
        )
        column.addWidget(self.grid)
        column.addWidget(self.empty)
        column.addStretch(1)

        # The search comes first, whatever stands above it.
        QWidget.setTabOrder(self.clear_button, self.new_button)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_requested)
        self.checklists_button.clicked.connect(self.checklists_requested)
        self.search.textChanged.connect(self._refill)
        for box in (self.category_box, self.position_box, self.muscle_box):
            box.currentIndexChanged.connect(self._refill)
        for chip in (self.owned_chip, self.floor_chip, self.hidden_chip):
            chip.toggled.connect(self._refill)
        self.owned_button.owned_changed.connect(self._refill)
        self.owned_button.owned_changed.connect(self.owned_changed)
        self.clear_button.clicked.connect(self.clear_filters)
        self.empty_button.clicked.connect(self.clear_filters)
        self.grid.left_at_top.connect(self.focus_search)
        self.search.returnPressed.connect(self.focus_cards)
        for keys in (QKeySequence("/"), QKeySequence(QKeySequence.StandardKey.Find)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.focus_search)

    # -- what is shown

    def show_shelf(self, shelf: Shelf) -> None:
        """Other exercises; the cards of unchanged ones stay, and so does the place scrolled to."""
        self._shelf = shelf
        self._index = Index(shelf.exercises)
        cards = {}
        for id_, exercise in shelf.exercises.items():
            made_of = (exercise, id_ in shelf.own)
            if id_ in self._cards and self._made_of[id_] == made_of:
                cards[id_] = self._cards[id_]
            else:
                cards[id_] = self._card(exercise, own=id_ in shelf.own)
            self._made_of[id_] = made_of
        self._cards = cards
        self._queue.clear()
        self.grid.set_cards(list(cards.values()))
        hidden = len(shelf.hidden & shelf.exercises.keys())
        self.hidden_chip.setText(self.tr("Hidden ({})").format(hidden))
        self.hidden_chip.setVisible(hidden > 0)
        if not hidden:
            self.hidden_chip.setChecked(False)
        self._refill()

    def show_problems(self, problems: Sequence[str]) -> None:
        """What is wrong with files of the athlete that were left out."""
        self.problems.show_problems(problems)

    def show_owned(self, owned: frozenset[Equipment]) -> None:
        self.owned_button.show_owned(owned)
        self._refill()

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        self._look = (theme, text_percent, still)
        for card in self._cards.values():
            card.set_look(theme, text_percent, still=still)
        self.grid.rearrange()

    @property
    def filters(self) -> Filters:
        return Filters(
            text=self.search.text(),
            category=_chosen(self.category_box, Category),
            position=_chosen(self.position_box, Position),
            muscle=_chosen(self.muscle_box, Muscle),
            owned=self.owned_button.owned if self.owned_chip.isChecked() else None,
            no_floor=self.floor_chip.isChecked(),
        )

    @Slot()
    def clear_filters(self) -> None:
        self.search.clear()
        for box in (self.category_box, self.position_box, self.muscle_box):
            box.setCurrentIndex(0)
        for chip in (self.owned_chip, self.floor_chip, self.hidden_chip):
            chip.setChecked(False)
        self.search.setFocus()

    @Slot()
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def focus_cards(self) -> None:
        if self.grid.cards:
            self.grid.focus_card(self.grid.cards[0])

    def focus_exercise(self, exercise_id: str) -> None:
        """Come back to the card one left by."""
        card = self._cards.get(exercise_id)
        if card and card.isVisibleTo(self):
            self.grid.focus_card(card)

    @Slot()
    def _refill(self) -> None:
        showing_hidden = self.hidden_chip.isChecked()
        found = [
            exercise.id
            for exercise in self._index.find(self.filters)
            if (exercise.id in self._shelf.hidden) == showing_hidden
        ]
        self.grid.show_cards([self._cards[id_] for id_ in found])
        every = len(self._shelf.exercises)
        self.count_label.setText(
            self.tr("{} exercises").format(every)
            if len(found) == every
            else self.tr("{} of {} exercises").format(len(found), every)
        )
        self.empty.setVisible(not found)
        self.clear_button.setVisible(not self.filters.is_empty or showing_hidden)

    def _card(self, exercise: Exercise, *, own: bool) -> FigureCard:
        facts = f"{CATEGORY[exercise.category]} · {POSITION[exercise.position].lower()}"
        lines = (
            Line(self.tr("Yours") if own else "", "accent"),
            Line(exercise.name, "title"),
            Line(facts),
            Line(equipment_text(exercise.equipment)),
        )
        card = FigureCard(exercise.id, lines, (exercise,), self._figures)
        theme, percent, still = self._look
        card.set_look(theme, percent, still=still)
        card.ask_for_picture = self._queue.add
        card.clicked.connect(self._choose)
        return card

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, FigureCard):
            self.exercise_chosen.emit(card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.search.text():
            self.search.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.focus_cards()
        else:
            super().keyPressEvent(event)


def _choices(first: str, words: Mapping[E, str]) -> QComboBox:
    box = QComboBox()
    box.addItem(first, "")
    for key, word in words.items():
        box.addItem(word, key.value)
    return box


def _chosen(box: QComboBox, words: type[E]) -> E | None:
    return words(box.currentData()) if box.currentData() else None
