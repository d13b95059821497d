"""What can be done with the history: put right, bring back, take out, take in, copy."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

FORMS = (
    ("csv", "CSV, a row for each set"),
    ("tracker", "CSV for other training logs"),
    ("json", "JSON, everything"),
    ("fit", "FIT, for watches and Strava"),
)


class HistoryMenu(QMenu):
    open_requested = Signal()  # the chosen session
    delete_requested = Signal()
    undo_requested = Signal()
    add_requested = Signal()  # a session done elsewhere
    trash_wanted = Signal()  # answered with show_trash
    bring_back_requested = Signal(str, str)  # table, id
    export_requested = Signal(str, bool)  # csv, json or fit; only the chosen session
    export_days_requested = Signal()  # a range of days, yet to be chosen
    import_requested = Signal()
    backup_requested = Signal()
    backups_wanted = Signal()  # answered with show_backups
    restore_requested = Signal(str)  # the key of a backup

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_action = self._entry(self.tr("Open and correct"), "Return")
        self.delete_action = self._entry(self.tr("Delete this session"), "Del")
        self.undo_action = self._entry(self.tr("Undo"), "Ctrl+Z")
        self.addSeparator()
        self.add_action = self._entry(self.tr("Add a session done elsewhere…"))
        self.trash = self.addMenu(self.tr("Deleted in the last 30 days"))
        self.addSeparator()
        self._fill_exports()
        self.import_action = self._entry(self.tr("Import…"))
        self.addSeparator()
        self.backup_action = self._entry(self.tr("Back up now"))
        self.backups = self.addMenu(self.tr("Go back to a backup"))
        self._connect()

    def _entry(self, text: str, keys: str = "") -> QAction:
        """The key is named here; the page answers to it while the list has the focus."""
        action = self.addAction(text)
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{text}\t{shown}")
        return action

    def _fill_exports(self) -> None:
        self.export_menu = self.addMenu(self.tr("Export"))
        self.export_actions: dict[tuple[str, bool], QAction] = {}
        for single in (False, True):
            for form, words in FORMS:
                which = self.tr("This session as {}…") if single else self.tr("All as {}…")
                action = self.export_menu.addAction(which.format(self.tr(words)))
                action.setData((form, single))
                action.triggered.connect(self._export)
                self.export_actions[form, single] = action
            self.export_menu.addSeparator()
        self.export_days_action = self.export_menu.addAction(self.tr("Some days…"))

    def _connect(self) -> None:
        self.open_action.triggered.connect(self.open_requested)
        self.delete_action.triggered.connect(self.delete_requested)
        self.undo_action.triggered.connect(self.undo_requested)
        self.add_action.triggered.connect(self.add_requested)
        self.export_days_action.triggered.connect(self.export_days_requested)
        self.import_action.triggered.connect(self.import_requested)
        self.backup_action.triggered.connect(self.backup_requested)
        self.trash.aboutToShow.connect(self.trash_wanted)
        self.backups.aboutToShow.connect(self.backups_wanted)

    def show_chosen(self, *, some: bool) -> None:
        """Whether a session is chosen that things can be done with."""
        self.open_action.setEnabled(some)
        self.delete_action.setEnabled(some)
        for (_, single), action in self.export_actions.items():
            action.setEnabled(some or not single)

    def show_trash(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """What can be brought back, as (table, id, text)."""
        self.trash.clear()
        for table, id_, text in rows:
            action = self.trash.addAction(self.tr("Bring back: {}").format(text))
            action.setData((table, id_))
            action.triggered.connect(self._bring_back)
        if not rows:
            self.trash.addAction(self.tr("Nothing")).setEnabled(False)

    def show_backups(self, rows: Sequence[tuple[str, str]]) -> None:
        """What can be gone back to, as (key, text)."""
        self.backups.clear()
        for key, text in rows:
            action = self.backups.addAction(text)
            action.setData(key)
            action.triggered.connect(self._restore)
        if not rows:
            self.backups.addAction(self.tr("There is none yet")).setEnabled(False)

    @Slot()
    def _export(self) -> None:
        self.export_requested.emit(*_data_of(self.sender()))

    @Slot()
    def _bring_back(self) -> None:
        self.bring_back_requested.emit(*_data_of(self.sender()))

    @Slot()
    def _restore(self) -> None:
        self.restore_requested.emit(_data_of(self.sender()))


def _data_of(action: object) -> Any:
    assert isinstance(action, QAction)
    return action.data()
