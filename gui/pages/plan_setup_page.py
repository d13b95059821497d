"""Begin a programme: what it is and where it comes from, the first day, the days to train on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import card, label, page_column


@dataclass(frozen=True, slots=True)
class Setup:
    """What a programme says of itself before it begins."""

    id: str
    title: str
    goal: str
    facts: str
    statements: tuple[tuple[str, str], ...]  # text, sources
    needs: tuple[tuple[str, str], ...]  # what should be so before, sources
    variants: tuple[tuple[str, str, str], ...]  # id, title, when
    training: frozenset[int]
    runs: frozenset[int]
    asks_runs: bool
    asks_training: bool


class PlanSetupPage(QWidget):
    begin_requested = Signal(object, object, object, str)  # date, training, runs, variant
    back_requested = Signal()

    def __init__(self, setup: Setup, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setup = setup
        self.start_edit = QDateEdit(QDate(today.year, today.month, today.day))
        self.start_edit.setMinimumDate(self.start_edit.date())  # nothing is missed at the start
        self.training_chips = self._weekdays(setup.training, self.tr("Training on"))
        self.run_chips = self._weekdays(setup.runs, self.tr("Running on"))
        self.variant_chips = {
            id_: Chip(title, checkable=True, says=f"{title}. {when}")
            for id_, title, when in setup.variants
        }
        self.begin_button = QPushButton(self.tr("Begin"))
        self.back_button = QPushButton(self.tr("Back"))
        self._lay_out()
        self.begin_button.clicked.connect(self._begin)
        self.back_button.clicked.connect(self.back_requested)
        for chip in (*self.training_chips, *self.run_chips):
            chip.toggled.connect(self._check)
        for chip in self.variant_chips.values():
            chip.toggled.connect(self._one_variant)

    def _weekdays(self, chosen: frozenset[int], what: str) -> list[Chip]:
        names = [
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"),
            self.tr("Friday"), self.tr("Saturday"), self.tr("Sunday"),
        ]  # fmt: skip
        chips = []
        for number, name in enumerate(names):
            chip = Chip(name, checkable=True, says=f"{what} {name}")
            chip.setChecked(number in chosen)
            chips.append(chip)
        return chips

    def _lay_out(self) -> None:
        setup = self.setup
        self.begin_button.setProperty("kind", "primary")
        self.back_button.setProperty("kind", "quiet")
        self.start_edit.setCalendarPopup(True)
        self.start_edit.setDisplayFormat("dddd, d MMMM yyyy")
        self.start_edit.setAccessibleName(self.tr("First day"))
        column = page_column(self)
        column.addWidget(label(setup.title, "title"))
        column.addWidget(label(setup.goal, "lead"))
        column.addWidget(label(setup.facts, "muted"))
        column.addWidget(self._when())
        column.addWidget(self._about())
        for button in (self.begin_button, self.back_button):
            button.setAutoDefault(True)
        column.addStretch(1)

    def _when(self) -> QWidget:
        frame, column = _framed()
        column.addWidget(label(self.tr("First day"), "section"))
        column.addWidget(self.start_edit, 0, Qt.AlignmentFlag.AlignLeft)
        if self.setup.asks_training:
            column.addWidget(label(self.tr("Days to train on"), "section"))
            column.addWidget(_flow(self.training_chips))
        if self.setup.asks_runs:
            column.addWidget(label(self.tr("Days you run on"), "section"))
            column.addWidget(_flow(self.run_chips))
        if self.variant_chips:
            column.addWidget(label(self.tr("Another way through"), "section"))
            column.addWidget(_flow(list(self.variant_chips.values())))
            for _, title, when in self.setup.variants:
                column.addWidget(label(f"{title}: {when}", "small"))
        row = QHBoxLayout()
        row.addWidget(self.begin_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        column.addSpacing(SPACE["s"])
        column.addLayout(row)
        return frame

    def _about(self) -> QWidget:
        frame, column = _framed()
        if self.setup.needs:
            column.addWidget(label(self.tr("Before you begin"), "section"))
            for text, source in self.setup.needs:
                column.addWidget(label(text))
                column.addWidget(label(source, "small"))
        column.addWidget(label(self.tr("What it rests on"), "section"))
        for text, source in self.setup.statements:
            column.addWidget(label(text))
            column.addWidget(label(source, "small"))
        return frame

    def focus_first(self) -> None:
        self.begin_button.setFocus()

    def chosen(self, chips: Sequence[Chip]) -> frozenset[int]:
        return frozenset(number for number, chip in enumerate(chips) if chip.isChecked())

    @Slot()
    def _check(self) -> None:
        training = not self.setup.asks_training or self.chosen(self.training_chips)
        runs = not self.setup.asks_runs or self.chosen(self.run_chips)
        self.begin_button.setEnabled(bool(training) and bool(runs))

    @Slot(bool)
    def _one_variant(self, on: bool) -> None:
        if on:
            for chip in self.variant_chips.values():
                if chip is not self.sender():
                    chip.setChecked(False)

    @Slot()
    def _begin(self) -> None:
        picked = self.start_edit.date()
        variant = next((id_ for id_, chip in self.variant_chips.items() if chip.isChecked()), "")
        self.begin_requested.emit(
            date(picked.year(), picked.month(), picked.day()),
            self.chosen(self.training_chips),
            self.chosen(self.run_chips),
            variant,
        )


def _framed() -> tuple[QWidget, QVBoxLayout]:
    frame = card()
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    column.setSpacing(SPACE["s"])
    return frame, column


def _flow(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
