"""After a warm-up: go run. And the list of runs, to be put right."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.layout import card, label, page_column
from gui.widgets.notice import Notice
from gui.widgets.number_field import NumberField
from gui.widgets.quick_run import KINDS, QuickRun
from workouts.adherence import WeekOfRuns
from workouts.records import RunRecord

SOURCES = {"gpx": "from GPX", "fit": "from FIT", "csv": "from CSV"}


class GoRunPage(QWidget):
    """Nothing to answer: it can be left as it is, and the run told later on Today."""

    done_requested = Signal()
    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(self.tr("Go run"), "display")
        self.facts = label("", "lead")
        self.quick_run = QuickRun()
        self.done_button = QPushButton(self.tr("Back to Today  (Enter)"))
        self.details_button = QPushButton(self.tr("What you did"))
        self._lay_out()
        self.done_button.clicked.connect(self.done_requested)
        self.details_button.clicked.connect(self.details_requested)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        self.done_button.setProperty("kind", "primary")
        self.details_button.setProperty("kind", "quiet")
        for button in (self.done_button, self.details_button):
            button.setAutoDefault(True)
        self.quick_run.title.setText(self.tr("When you are back"))
        self.quick_run.more_button.hide()
        self.quick_run.button.setProperty("kind", "")  # one thing to press: going
        column = page_column(self)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addSpacing(SPACE["l"])
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        inside.addWidget(self.quick_run)
        column.addWidget(frame)
        column.addSpacing(SPACE["l"])
        row = QHBoxLayout()
        row.addWidget(self.done_button)
        row.addWidget(self.details_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)

    def show_end(self, facts: str) -> None:
        self.facts.setText(facts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done_requested.emit()
        else:
            super().keyPressEvent(event)


class RunsPage(QWidget):
    leave_requested = Signal()
    add_requested = Signal()
    edit_requested = Signal(str)  # id
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.notice = Notice()
        self.run_list = QListWidget()
        self.run_list.setAccessibleName(self.tr("Runs, newest first"))
        self.empty_label = label(
            self.tr(
                "No runs yet. Tell of one on Today after a warm-up, add one here, or choose a "
                "folder for files of your watch in the settings."
            ),
            "lead",
        )
        self.weeks_label = label("", "body")
        self.add_button = QPushButton(self.tr("Add a run"))
        self.edit_button = QPushButton(self.tr("Change  (Enter)"))
        self.delete_button = QPushButton(self.tr("Delete  (Del)"))
        self.leave_button = QPushButton(self.tr("Back to Today  (Esc)"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.add_button.setProperty("kind", "primary")
        self.leave_button.setProperty("kind", "quiet")
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Runs"), "display", wrap=False), 1)
        head.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        for button in (self.add_button, self.edit_button, self.delete_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["m"])
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.weeks_label)
        column.addWidget(self.empty_label)
        column.addWidget(self.run_list, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.leave_button.clicked.connect(self.leave_requested)
        self.add_button.clicked.connect(self.add_requested)
        self.edit_button.clicked.connect(self._edit)
        self.delete_button.clicked.connect(self._delete)
        self.run_list.itemActivated.connect(self._edit)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.run_list)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self._delete)

    def show_runs(self, runs: Sequence[RunRecord], activated: set[str]) -> None:
        """The runs, and which of them began with a warm-up."""
        row = self.run_list.currentRow()
        self.run_list.clear()
        for run in runs:
            item = QListWidgetItem(run_text(run, began_warm=run.id in activated))
            item.setData(Qt.ItemDataRole.UserRole, run.id)
            self.run_list.addItem(item)
        self.empty_label.setVisible(not runs)
        self.run_list.setVisible(bool(runs))
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(bool(runs))
        if runs:
            self.run_list.setCurrentRow(min(max(0, row), len(runs) - 1))

    def show_weeks(self, weeks: Sequence[WeekOfRuns | None]) -> None:
        """How many runs began with a warm-up: this week and those before; None without a run."""
        names = [self.tr("this week"), self.tr("last week")]
        parts = []
        for back, week in enumerate(weeks):
            if week:
                monday = f"{week.monday:%d %b}".lstrip("0")
                name = names[back] if back < len(names) else self.tr("week of {}").format(monday)
                parts.append(self.tr("{} {} of {}").format(name, week.activated, week.runs))
        self.weeks_label.setText(self.tr("Began with a warm-up: {}").format("  ·  ".join(parts)))
        self.weeks_label.setVisible(bool(parts))

    def _chosen(self) -> str:
        if self.run_list.currentRow() < 0:
            return ""
        return str(self.run_list.currentItem().data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _edit(self) -> None:
        if self._chosen():
            self.edit_requested.emit(self._chosen())

    @Slot()
    def _delete(self) -> None:
        if self._chosen():
            self.delete_requested.emit(self._chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)


class RunDialog(QDialog):
    """One run: when, how long, how far, which kind."""

    run_told = Signal(object)  # a RunRecord; its id is empty for a new one

    def __init__(self, run: RunRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setWindowTitle(self.tr("A run"))
        at = run.started_at
        day, clock = QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)
        self.began_edit = QDateTimeEdit(QDateTime(day, clock))
        self.began_edit.setDisplayFormat("d MMM yyyy, HH:mm")
        self.began_edit.setCalendarPopup(True)
        self.began_edit.setEnabled(not run.id)  # another start is another run
        self.minutes_field = NumberField(self.tr("Minutes"), 1, 2880, step=5)
        self.minutes_field.show_value(run.minutes or 40)
        self.distance_field = NumberField(self.tr("Kilometres"), 0, 1000, decimals=1)
        self.distance_field.show_value(run.distance_km or 0)
        self.kind_box = QComboBox()
        self.kind_box.addItem(self.tr("Not said"), None)
        for key, word in KINDS:
            self.kind_box.addItem(self.tr(word), key)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(run.kind)))
        form = QFormLayout()
        form.addRow(self.tr("Began"), self.began_edit)
        form.addRow(self.tr("Minutes"), self.minutes_field)
        form.addRow(self.tr("Kilometres (0: not known)"), self.distance_field)
        form.addRow(self.tr("Kind"), self.kind_box)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
        self.accepted.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        began = self._run.started_at
        if not self._run.id:
            chosen = self.began_edit.dateTime().toPython()
            assert isinstance(chosen, datetime)
            began = chosen.replace(tzinfo=began.tzinfo)
        self.run_told.emit(
            RunRecord(
                began,
                self.minutes_field.value,
                self.distance_field.value or None,
                self.kind_box.currentData(),
                self._run.note,
                self._run.source,
                self._run.id,
            )
        )


def run_text(run: RunRecord, *, began_warm: bool) -> str:
    """A run in two lines: when; how long, how far, which kind, whether warmed up."""
    facts = [
        f"{round(run.minutes)} min" if run.minutes is not None else "",
        f"{run.distance_km:.1f} km" if run.distance_km else "",
        run.kind or "",
        SOURCES.get(run.source, ""),
        "began with a warm-up ✓" if began_warm else "",
    ]
    return f"{run.started_at:%a %d %b %Y, %H:%M}\n" + "  ·  ".join(f for f in facts if f)
