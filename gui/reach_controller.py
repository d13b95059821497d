"""From outside the window: reminders, tray, calendar, and a folder that runs appear in."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from gui.icons import app_icon
from gui.main_window import MainWindow
from gui.reminders import Reminders, times_of
from gui.runs_controller import Found, RunsWatch
from gui.settings import Settings
from gui.tray import open_tray
from gui.widgets.notice import Notice

MANY_FILES = 3  # so many are counted while they are read
REFUSALS_SHOWN = 4


class ReachController(QObject):
    warm_up_requested = Signal()
    runs_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        notice: Notice,
        store: QSettings,
        database: Path,
        settings: Settings,
        wall_clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._notice = window, notice
        self._settings, self._wall_clock = settings, wall_clock
        window.setWindowIcon(app_icon())
        self.tray = open_tray(app_icon(), self)
        self.reminders = Reminders(settings, wall_clock, self)
        self.watch = RunsWatch(store, database, wall_clock, lambda: window.busy, self)
        self.tray.warm_up_requested.connect(self.warm_up_requested)
        self.tray.window_requested.connect(window.come_forward)
        self.reminders.due.connect(self.remind)
        self.watch.reading.connect(self._tell_reading)
        self.watch.found.connect(self._tell_found)
        self.use_settings(settings)

    def use_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.reminders.use_settings(settings)
        self.watch.use_folder(settings.runs_folder)
        self.tray.show_icon(on=bool(times_of(settings)[0]))

    @Slot()
    def remind(self) -> None:
        """Never in the middle of a session."""
        if self._window.busy:
            return
        minutes = max(1, round(self._settings.warm_up_seconds / 60))
        title = self.tr("Before the run: {} min").format(minutes)
        text = self.tr("A short warm-up wakes hips and feet. It is on Today, one key away.")
        self.tray.remind(title, text)
        self._notice.tell(title, detail=text)

    @Slot()
    def save_calendar(self) -> None:
        """Ask where the reminders are to be written, for any calendar to read."""
        if not times_of(self._settings)[0]:
            self._window.tell(
                self.tr("There are no reminders yet."),
                self.tr("Choose the days on which you want to be reminded, then save them."),
            )
            return
        dialog = QFileDialog(self._window, self.tr("Reminders"), str(Path.home()), "*.ics")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile("warm-ups.ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write_calendar(Path(path)))
        dialog.open()

    def write_calendar(self, path: Path) -> None:
        from db.calendar import reminders_as_ics

        minutes = max(1, round(self._settings.warm_up_seconds / 60))
        days, clocks = times_of(self._settings)
        try:
            path.write_bytes(reminders_as_ics(days, clocks, self._wall_clock(), minutes))
        except OSError as error:
            self._window.tell(self.tr("The file cannot be written."), str(error.strerror))

    @Slot(int, int)
    def _tell_reading(self, number: int, of: int) -> None:
        if of >= MANY_FILES:
            self._notice.tell(self.tr("Taking in runs: file {} of {}.").format(number, of))

    @Slot(object)
    def _tell_found(self, found: Found) -> None:
        """What came in and what did not, in one notice."""
        runs = sum(count for _, count in found.taken)
        refused = len(found.refused)
        parts = []
        if runs:
            what = self.tr("1 run") if runs == 1 else self.tr("{} runs").format(runs)
            parts.append(
                self.tr("{} taken in from {}.").format(what, found.taken[0][0])
                if len(found.taken) == 1
                else self.tr("{} taken in from {} files.").format(what, len(found.taken))
            )
        if refused == 1:
            parts.append(self.tr("{} was not taken in.").format(found.refused[0][0]))
        elif refused:
            parts.append(self.tr("{} files were not taken in.").format(refused))
        whys = [why if refused == 1 else f"{name}: {why}" for name, why in found.refused]
        self._notice.tell(" ".join(parts), detail="\n".join(whys[:REFUSALS_SHOWN]))
        if runs:
            self.runs_changed.emit()
