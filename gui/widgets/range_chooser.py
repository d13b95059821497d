"""Which days to look at: four weeks, three months, a year, all, or two dates of one's own."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import Chip
from gui.widgets.layout import label
from gui.widgets.sections import flow

LENGTHS = {"4-weeks": 28, "3-months": 91, "1-year": 365}
ALL, OWN = "all", "own"
USUAL = "3-months"


class RangeChooser(QWidget):
    range_chosen = Signal(str)  # a key of LENGTHS, all, or two dates as 2026-01-01/2026-03-31

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = {
            "4-weeks": self.tr("4 weeks"),
            "3-months": self.tr("3 months"),
            "1-year": self.tr("1 year"),
            ALL: self.tr("All"),
            OWN: self.tr("Own dates"),
        }
        self._group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        for key, word in words.items():
            chip = Chip(word, checkable=True, says=self.tr("Show {}").format(word))
            self._group.addButton(chip)
            self.chips[key] = chip
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        for edit, word in ((self.first_edit, self.tr("From")), (self.last_edit, self.tr("To"))):
            edit.setCalendarPopup(True)
            edit.setAccessibleName(word)
            edit.setDisplayFormat("d MMM yyyy")
            edit.dateChanged.connect(self._tell_own)
        self._dates = QWidget()
        row = QHBoxLayout(self._dates)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.first_edit)
        row.addWidget(label(self.tr("to"), wrap=False))
        row.addWidget(self.last_edit)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(flow(*self.chips.values(), gap=SPACE["xs"] + 2))
        column.addWidget(self._dates)
        self._dates.hide()
        self.chips[USUAL].setChecked(True)
        self._group.buttonToggled.connect(self._choose)

    def show_range(self, wish: str, today: date) -> None:
        """Mark what is chosen; says nothing."""
        own = wish not in LENGTHS and wish != ALL
        self._group.blockSignals(True)
        self.chips[OWN if own else wish].setChecked(True)
        self._group.blockSignals(False)
        self._dates.setVisible(own)
        span = days_of(wish, today)
        for edit, day in zip(
            (self.first_edit, self.last_edit), span or (today, today), strict=True
        ):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    @property
    def chosen(self) -> str:
        key = next(key for key, chip in self.chips.items() if chip.isChecked())
        if key != OWN:
            return key
        first, last = self.first_edit.date(), self.last_edit.date()
        iso = Qt.DateFormat.ISODate
        return f"{first.toString(iso)}/{last.toString(iso)}"

    @Slot(object, bool)
    def _choose(self, _chip: object, on: bool) -> None:
        if not on:  # the one that makes way for another
            return
        self._dates.setVisible(self.chips[OWN].isChecked())
        self.range_chosen.emit(self.chosen)

    @Slot()
    def _tell_own(self) -> None:
        if self.chips[OWN].isChecked() and self.first_edit.date() <= self.last_edit.date():
            self.range_chosen.emit(self.chosen)


def days_of(wish: str, today: date) -> tuple[date, date] | None:
    """First and last day of a range; None for all, and for what cannot be read."""
    if wish in LENGTHS:
        return today - timedelta(days=LENGTHS[wish] - 1), today
    first, _, last = wish.partition("/")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return found if found[0] <= found[1] else None
