"""All workouts as cards, the athlete's own among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.library_words import KIND, equipment_text, muscle_name
from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.card_grid import CardGrid
from gui.widgets.chips import Chip
from gui.widgets.figure_card import Line, PictureQueue, WorkoutCard
from gui.widgets.figures import Figures
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.owned_button import OwnedButton
from gui.widgets.problems_card import ProblemsCard
from gui.widgets.sections import flow
from gui.words import clock_time
from workouts.model import Equipment, Exercise, Kind, Muscle, Workout
from workouts.search import can_do_with


@dataclass(frozen=True, slots=True)
class Offer:
    """A workout as its card shows it."""

    workout: Workout
    total_s: float
    equipment: tuple[Equipment, ...]
    muscles: tuple[Muscle, ...]
    pictured: tuple[Exercise, ...]
    own: bool = False
    built_in: bool = True
    hidden: bool = False


class WorkoutsPage(QWidget):
    workout_chosen = Signal(str)
    new_requested = Signal()
    words_requested = Signal()  # a workout from a physio's words
    open_requested = Signal()  # a file somebody shared
    owned_changed = Signal(object)  # frozenset[Equipment]
    back_requested = Signal()

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._offers: dict[str, Offer] = {}
        self._cards: dict[str, WorkoutCard] = {}
        self._look: tuple[Theme, int, bool] = (LIGHT, 100, False)
        self._queue = PictureQueue(self)
        self.count_label = label("", "muted", wrap=False)
        self.new_button = QPushButton(self.tr("New workout"))
        self.words_button = QPushButton(self.tr("From your physio's words"))
        self.open_button = QPushButton(self.tr("Open a shared workout"))
        self.kind_box = QComboBox()
        self.owned_chip = Chip(self.tr("Only with what I have"), checkable=True)
        self.owned_button = OwnedButton()
        self.own_chip = Chip(self.tr("Mine"), checkable=True)
        self.hidden_chip = Chip("", checkable=True)
        self.grid = CardGrid()
        self.notice = Notice()
        self.empty = QWidget()
        self.empty_button = QPushButton(self.tr("Clear filters"))
        self.problems = ProblemsCard()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.new_button.setProperty("kind", "primary")
        self.kind_box.setAccessibleName(self.tr("Kind of workout"))
        self.kind_box.addItem(self.tr("Any kind"), "")
        for kind, word in KIND.items():
            self.kind_box.addItem(word, kind.value)
        nothing = QVBoxLayout(self.empty)
        nothing.setContentsMargins(0, SPACE["xl"], 0, SPACE["xl"])
        nothing.addWidget(label(self.tr("No workout fits all of this."), "section"))
        nothing.addWidget(self.empty_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty.hide()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Workouts"), "display", wrap=False), 1)
        head.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignVCenter)
        ways = flow(self.words_button, self.open_button)
        column = page_column(self)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.problems)
        column.addWidget(ways)
        column.addWidget(
            flow(
                self.kind_box,
                self.own_chip,
                self.owned_chip,
                self.owned_button,
                self.hidden_chip,
                self.count_label,
            )
        )
        column.addWidget(self.grid)
        column.addWidget(self.empty)
        column.addStretch(1)

    def _connect(self) -> None:
        self.kind_box.currentIndexChanged.connect(self._refill)
        for chip in (self.own_chip, self.owned_chip, self.hidden_chip):
            chip.toggled.connect(self._refill)
        self.owned_button.owned_changed.connect(self._refill)
        self.owned_button.owned_changed.connect(self.owned_changed)
        self.new_button.clicked.connect(self.new_requested)
        self.words_button.clicked.connect(self.words_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.empty_button.clicked.connect(self.clear_filters)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Other workouts; the cards of unchanged ones stay."""
        before, self._offers = self._offers, {offer.workout.id: offer for offer in offers}
        self._cards = {
            id_: self._cards[id_] if before.get(id_) == offer else self._card(offer)
            for id_, offer in self._offers.items()
        }
        self._queue.clear()
        self.grid.set_cards(list(self._cards.values()))
        hidden = sum(offer.hidden for offer in offers)
        self.hidden_chip.setText(self.tr("Hidden ({})").format(hidden))
        self.hidden_chip.setVisible(hidden > 0)
        if not hidden:
            self.hidden_chip.setChecked(False)
        self.own_chip.setVisible(any(offer.own for offer in offers) or self.own_chip.isChecked())
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

    @Slot()
    def clear_filters(self) -> None:
        self.kind_box.setCurrentIndex(0)
        for chip in (self.own_chip, self.owned_chip, self.hidden_chip):
            chip.setChecked(False)
        self.focus_first()

    def focus_first(self) -> None:
        if self.grid.cards:
            self.grid.focus_card(self.grid.cards[0])

    def focus_workout(self, workout_id: str) -> None:
        card = self._cards.get(workout_id)
        if card and card.isVisibleTo(self):
            self.grid.focus_card(card)

    @Slot()
    def _refill(self) -> None:
        kind = self.kind_box.currentData()
        owned = self.owned_button.owned if self.owned_chip.isChecked() else None
        found = [
            offer
            for offer in self._offers.values()
            if offer.hidden == self.hidden_chip.isChecked()
            if not kind or offer.workout.kind is Kind(kind)
            if not self.own_chip.isChecked() or offer.own
            if owned is None or can_do_with(offer.equipment, owned)
        ]
        order = list(Kind)
        found.sort(key=lambda o: (not o.own, order.index(o.workout.kind), o.total_s))
        self.grid.show_cards([self._cards[offer.workout.id] for offer in found])
        every = len(self._offers)
        self.count_label.setText(
            self.tr("{} workouts").format(every)
            if len(found) == every
            else self.tr("{} of {} workouts").format(len(found), every)
        )
        self.empty.setVisible(not found)

    def _card(self, offer: Offer) -> WorkoutCard:
        workout = offer.workout
        muscles = ", ".join(muscle_name(m).lower() for m in offer.muscles[:3])
        whose = self.tr("Changed by you") if offer.built_in else self.tr("Yours")
        lines = (
            Line(whose if offer.own else "", "accent"),
            Line(workout.title, "title"),
            Line(workout.goal, "body"),
            Line(f"{clock_time(offer.total_s)}  ·  {KIND[workout.kind]}"),
            Line(equipment_text(offer.equipment)),
            Line(muscles[:1].upper() + muscles[1:]),
        )
        card = WorkoutCard(workout.id, lines, offer.pictured, self._figures)
        theme, percent, still = self._look
        card.set_look(theme, percent, still=still)
        card.ask_for_picture = self._queue.add
        card.clicked.connect(self._choose)
        return card

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, WorkoutCard):
            self.workout_chosen.emit(card.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
