"""Which days of the history go out, and in which form."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.history_menu import FORMS
from gui.widgets.layout import label

FOUR_WEEKS = 27  # days before today


class ExportDialog(QDialog):
    """Opened with the days to begin with; `export_requested` when it is agreed to."""

    export_requested = Signal(str, object, object)  # form, first day, last day

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export some days"))
        self._today = QDate(today.year, today.month, today.day)
        self.range_box = QComboBox()
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        self.form_box = QComboBox()
        self.buttons = QDialogButtonBox()
        self._lay_out()
        self.range_box.currentIndexChanged.connect(self._choose_range)
        self.first_edit.dateChanged.connect(self._keep_order)
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        self._choose_range(0)

    def _lay_out(self) -> None:
        for words, days in (
            (self.tr("Last four weeks"), FOUR_WEEKS),
            (self.tr("This year"), self._today.dayOfYear() - 1),
            (self.tr("Last twelve months"), 365),
        ):
            self.range_box.addItem(words, days)
        self.range_box.addItem(self.tr("Days of my choice"))
        for form, words in FORMS:
            self.form_box.addItem(self.tr(words), form)
        for edit in (self.first_edit, self.last_edit):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("d MMM yyyy")
            edit.setMaximumDate(self._today)
        self.last_edit.setDate(self._today)
        agree = self.buttons.addButton(
            self.tr("Choose where…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        agree.setProperty("kind", "primary")
        agree.setDefault(True)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        grid.setVerticalSpacing(SPACE["m"])
        for row, (words, editor) in enumerate(
            (
                (self.tr("Days"), self.range_box),
                (self.tr("From"), self.first_edit),
                (self.tr("To"), self.last_edit),
                (self.tr("Form"), self.form_box),
            )
        ):
            text = label(words, wrap=False)
            text.setBuddy(editor)
            editor.setAccessibleName(words)
            grid.addWidget(text, row, 0)
            grid.addWidget(editor, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["l"])
        column.setSpacing(SPACE["l"])
        column.addWidget(label(self.tr("Export some days"), "title"))
        column.addLayout(grid)
        column.addWidget(self.buttons)
        self.setMinimumWidth(420)

    @Slot(int)
    def _choose_range(self, index: int) -> None:
        days = self.range_box.itemData(index)
        for edit in (self.first_edit, self.last_edit):
            edit.setEnabled(days is None)
        if days is not None:
            self.last_edit.setDate(self._today)
            self.first_edit.setDate(self._today.addDays(-days))

    @Slot(QDate)
    def _keep_order(self, first: QDate) -> None:
        self.last_edit.setMinimumDate(first)

    @Slot()
    def _agree(self) -> None:
        first, last = (_day(edit.date()) for edit in (self.first_edit, self.last_edit))
        self.accept()
        self.export_requested.emit(self.form_box.currentData(), first, last)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
