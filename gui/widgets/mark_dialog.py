"""A note, an ill week, a race or a journey: written on the days it belongs to."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE, Theme
from gui.widgets.layout import label
from workouts.marks import Mark


class MarkDialog(QDialog):
    kept = Signal(str, object, object, str, str)  # id or nothing, first, last, kind, text
    deleted = Signal(str)  # id

    def __init__(self, mark: Mark | None, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = mark.id if mark else ""
        self.setWindowTitle(self.tr("Change a note") if mark else self.tr("Add a note"))
        self.kind_box = QComboBox()
        for kind, word in (
            ("note", self.tr("Note")),
            ("illness", self.tr("Illness")),
            ("race", self.tr("Race")),
            ("travel", self.tr("Travel")),
        ):
            self.kind_box.addItem(word, kind)
        self.kind_box.setAccessibleName(self.tr("Kind"))
        self.first_edit, self.last_edit = QDateEdit(), QDateEdit()
        for edit, word in (
            (self.first_edit, self.tr("First day")),
            (self.last_edit, self.tr("Last day")),
        ):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat("ddd d MMM yyyy")
            edit.setAccessibleName(word)
        self.text_edit = QLineEdit(mark.text if mark else "")
        self.text_edit.setAccessibleName(self.tr("Words"))
        self.text_edit.setMaxLength(200)
        self.wrong_label = label("", "small")
        self.keep_button = QPushButton(self.tr("Keep"))
        self.keep_button.setProperty("kind", "primary")
        self.keep_button.setDefault(True)
        self.delete_button = QPushButton(self.tr("Delete"))
        self.delete_button.setVisible(mark is not None)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._show(mark, day)
        self._lay_out()
        self.keep_button.clicked.connect(self._keep)
        self.delete_button.clicked.connect(self._delete)
        self.cancel_button.clicked.connect(self.reject)
        self.first_edit.dateChanged.connect(self._follow)

    def _show(self, mark: Mark | None, day: date) -> None:
        first, last = (mark.first, mark.last) if mark else (day, day)
        self.first_edit.setDate(QDate(first.year, first.month, first.day))
        self.last_edit.setDate(QDate(last.year, last.month, last.day))
        if mark:
            self.kind_box.setCurrentIndex(self.kind_box.findData(mark.kind))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE["s"])
        form.addRow(self.tr("Kind"), self.kind_box)
        form.addRow(self.tr("From"), self.first_edit)
        form.addRow(self.tr("To"), self.last_edit)
        form.addRow(self.tr("Words"), self.text_edit)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["l"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["m"])
        column.addLayout(form)
        column.addWidget(self.wrong_label)
        column.addLayout(buttons)
        self.wrong_label.hide()
        self.text_edit.setFocus()

    def set_theme(self, theme: Theme) -> None:
        self.wrong_label.setStyleSheet(f"color: {theme.warn}")

    @Slot(QDate)
    def _follow(self, day: QDate) -> None:
        """A last day before the first makes no sense; it goes along."""
        if self.last_edit.date() < day:
            self.last_edit.setDate(day)

    @Slot()
    def _keep(self) -> None:
        first, last = _day(self.first_edit), _day(self.last_edit)
        if last < first:
            self.wrong_label.setText(self.tr("The last day lies before the first."))
            self.wrong_label.show()
            return
        self.kept.emit(
            self._id, first, last, self.kind_box.currentData(), self.text_edit.text().strip()
        )
        self.accept()

    @Slot()
    def _delete(self) -> None:
        self.deleted.emit(self._id)
        self.accept()


def _day(edit: QDateEdit) -> date:
    found = edit.date()
    return date(found.year(), found.month(), found.day())
