"""The junction of the history page and what comes in and goes out: export, import, backups."""

import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from gui.pages.history_page import HistoryPage

if TYPE_CHECKING:
    from db.backup import Backup, Backups, Contents, Preview, Restored
    from db.export import Chosen
    from db.merge import ImportReport
    from gui.pages.export_dialog import ExportDialog

T = TypeVar("T")

BACKUPS_SHOWN = 12
REFUSALS_SHOWN = 4
KINDS = {"csv": "CSV (*.csv)", "json": "JSON (*.json)", "fit": "FIT (*.fit)"}


class ExchangeController(QObject):
    """Asks before anything changes. `put_away` closes the history, `open_again` opens it."""

    changed = Signal()
    backed_up = Signal(str)  # empty, or why not
    copied = Signal(str)  # a session into the folder of sessions: empty, or why not

    def __init__(
        self,
        page: HistoryPage,
        database: Path,
        now: Callable[[], datetime],
        put_away: Callable[[], None],
        open_again: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._database, self._now = page, database, now
        self._put_away, self._open_again = put_away, open_again
        self.dialog: QFileDialog | None = None
        self.days: ExportDialog | None = None
        self.keep_copies_in: tuple[str, str] = ("", "")  # folder and form of each session
        self._backups: dict[str, Backup] = {}
        self._thread: threading.Thread | None = None
        menu = page.menu
        menu.export_requested.connect(self._ask_where)
        menu.export_days_requested.connect(self._ask_days)
        menu.import_requested.connect(self._ask_what)
        menu.backup_requested.connect(self.back_up)
        menu.backups_wanted.connect(self._show_backups)
        menu.restore_requested.connect(self.preview_restore)

    # -- out

    @Slot(str, bool)
    def _ask_where(self, form: str, single: bool) -> None:
        from db.export import EVERYTHING, Chosen

        self._choose_target(form, Chosen(self._page.chosen_id) if single else EVERYTHING)

    @Slot()
    def _ask_days(self) -> None:
        from gui.pages.export_dialog import ExportDialog

        asked = self.days = ExportDialog(self._now().date(), self._page.window())
        asked.export_requested.connect(self._ask_where_days)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    @Slot(str, object, object)
    def _ask_where_days(self, form: str, first: date, last: date) -> None:
        from db.export import Chosen

        self._choose_target(form, Chosen(first=first, last=last))

    def _choose_target(self, form: str, chosen: "Chosen") -> None:
        from db.elsewhere import ENDINGS

        ending = ENDINGS[form]
        dialog = self._open_dialog(self.tr("Export"), KINDS[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if form == "fit" and chosen.session is None:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        else:
            dialog.setDefaultSuffix(ending)
            dialog.selectFile(f"holdfast-{self._now():%Y-%m-%d}.{ending}")
        dialog.fileSelected.connect(lambda path: self.export(form, Path(path), chosen))
        dialog.open()

    def export(self, form: str, target: Path, chosen: "Chosen | None" = None) -> None:
        """Write all, or what is chosen, as csv, tracker, json or fit; say where it went."""
        from db.elsewhere import write_out
        from db.errors import HistoryError
        from db.export import EVERYTHING

        try:
            count, thing = write_out(self._database, form, target, chosen or EVERYTHING)
        except (HistoryError, KeyError) as error:
            self._fail(self.tr("This could not be exported."), error)
            return
        what = counted(count, thing)
        self._page.notice.tell(self.tr("Exported {} to {}.").format(what, target.name))

    # -- in

    @Slot()
    def _ask_what(self) -> None:
        dialog = self._open_dialog(
            self.tr("Import"),
            self.tr("Histories and runs (*.json *.db *.gpx *.fit *.csv);;All files (*)"),
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.preview_import(Path(path)))
        dialog.open()

    def preview_import(self, file: Path) -> None:
        """Say what a file would bring, and ask."""
        report = self._import(file, dry_run=True)
        if report is None:
            return
        if not report.new and not report.changed:
            self._page.notice.tell(
                self.tr("{} brings nothing new.").format(file.name), detail=_report_text(report)
            )
            return
        self._page.notice.ask(
            self.tr("Import {}?").format(file.name),
            _report_text(report),
            self.tr("Import"),
            lambda: self._take(file),
        )

    def _take(self, file: Path) -> None:
        report = self._import(file, dry_run=False)
        if report is not None:
            self.changed.emit()
            self._page.notice.tell(
                self.tr("{} was imported.").format(file.name), detail=_report_text(report)
            )

    def _import(self, file: Path, *, dry_run: bool) -> "ImportReport | None":
        from db.errors import HistoryError
        from db.importing import import_file

        try:
            return import_file(file, self._database, now=self._now, dry_run=dry_run)
        except (HistoryError, OSError) as error:
            self._fail(self.tr("{} was not imported.").format(file.name), error)
            return None

    # -- backups

    @Slot(str)
    def back_up_quietly(self, session_id: str) -> None:
        """Copy the history, and the session into the folder chosen for it, beside the window.

        `backed_up` and `copied` tell how it went.
        """
        self.wait()
        work = (session_id, *self.keep_copies_in)
        self._thread = threading.Thread(target=self._make_copies, args=work, daemon=True)
        self._thread.start()

    def _make_copies(self, session_id: str, folder: str, form: str) -> None:
        self._make_backup()
        if folder:
            self.copied.emit(copy_trouble(self._database, form, Path(folder), session_id))

    def wait(self) -> None:
        """Until a backup under way is done."""
        if self._thread:
            self._thread.join()

    @Slot()
    def back_up(self) -> None:
        from db.errors import HistoryError

        self.wait()
        try:
            made = self._keeper().make()
        except HistoryError as error:
            self._fail(self.tr("No backup was made."), error)
            return
        self._page.notice.tell(self.tr("Backed up: {}.").format(_backup_text(made)))

    def _make_backup(self) -> None:
        """What was deleted more than 30 days ago is emptied first: the backup has it no more."""
        from db.corrections import empty_trash
        from db.errors import HistoryError

        try:
            empty_trash(self._database, self._now)
            self._keeper().make()
        except HistoryError as error:
            self.backed_up.emit(str(error))
        else:
            self.backed_up.emit("")

    @Slot()
    def _show_backups(self) -> None:
        from db.errors import HistoryError

        try:
            found = self._keeper().all()[:BACKUPS_SHOWN]
        except HistoryError:
            found = []
        self._backups = {str(one.path): one for one in found}
        self._page.menu.show_backups([(key, _backup_text(b)) for key, b in self._backups.items()])

    @Slot(str)
    def preview_restore(self, key: str) -> None:
        """Say what going back to a backup would change, and ask."""
        from db.errors import HistoryError

        backup = self._backups.get(key)
        if backup is None:
            return
        try:
            preview = self._keeper().preview(backup)
        except HistoryError as error:
            self._fail(self.tr("This backup cannot be used."), error)
            return
        self._page.notice.ask(
            self.tr("Go back to {}?").format(_backup_text(backup)),
            _preview_text(preview),
            self.tr("Go back to it"),
            lambda: self._restore(backup),
        )

    def offer_backup(self, why: str) -> None:
        """The history is damaged: offer the newest good backup, or to begin anew."""
        from db.errors import HistoryError

        self._page.show_unreadable()
        try:
            preview = self._keeper().offer()
        except HistoryError:
            preview = None
        if preview is None:
            self._page.notice.ask(
                why,
                self.tr("There is no backup. The file can be set aside, never deleted."),
                self.tr("Set it aside and begin anew"),
                self._begin_anew,
            )
            return
        backup = preview.backup
        self._page.notice.ask(
            why,
            _preview_text(preview),
            self.tr("Go back to {}").format(_backup_text(backup)),
            lambda: self._restore(backup),
        )

    def _restore(self, backup: "Backup") -> None:
        restored = self._with_file_closed(lambda: self._keeper().restore(backup))
        if restored is not None:
            way_back = (lambda: self._undo_restore(restored)) if restored.before else None
            self._page.notice.tell(
                self.tr("The history is that of {} now.").format(_backup_text(backup)), way_back
            )

    def _undo_restore(self, restored: "Restored") -> None:
        if self._with_file_closed(lambda: self._keeper().undo(restored)) is not None:
            self._page.notice.tell(self.tr("The history is as it was before."))

    def _begin_anew(self) -> None:
        aside = self._with_file_closed(lambda: self._keeper().set_aside())
        if aside is not None:
            self._page.notice.tell(self.tr("The damaged file is kept as {}.").format(aside.name))

    def _with_file_closed(self, work: Callable[[], T]) -> T | None:
        from db.errors import HistoryError

        self.wait()
        self._put_away()
        try:
            return work()
        except (HistoryError, KeyError) as error:
            self._fail(self.tr("Nothing was changed."), error)
            return None
        finally:
            self._open_again()

    # -- within

    def _keeper(self) -> "Backups":
        from db.backup import Backups

        return Backups(self._database, now=self._now)

    def _open_dialog(self, title: str, kinds: str) -> QFileDialog:
        """A dialog that blocks nothing; it goes when it is done."""
        dialog = self.dialog = QFileDialog(self._page.window(), title, str(Path.home()), kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _fail(self, what: str, error: Exception) -> None:
        """One plain message."""
        why = error.args[0] if isinstance(error, KeyError) else error
        self._page.notice.tell(what, detail=str(why))


def copy_trouble(database: Path, form: str, folder: Path, session_id: str) -> str:
    """Write a session into the folder of sessions; empty, or why that failed."""
    from db.elsewhere import write_session
    from db.errors import HistoryError

    try:
        write_session(database, form, folder, session_id)
    except (HistoryError, KeyError) as error:
        return str(error.args[0])
    return ""


def counted(number: int, thing: str) -> str:
    """1 set, 2 sets."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _backup_text(backup: "Backup") -> str:
    return f"the backup of {backup.made_at.astimezone():%d %b %Y, %H:%M}"


def _contents_text(contents: "Contents") -> str:
    newest = f", the newest of {contents.newest:%d %b %Y}" if contents.newest else ""
    return f"{counted(contents.sessions, 'session')} with {counted(contents.sets, 'set')}{newest}"


def _preview_text(preview: "Preview") -> str:
    lines = [f"Then: {_contents_text(preview.then)}."]
    if preview.now:
        lines.append(f"Now: {_contents_text(preview.now)}.")
    else:
        day = f"{preview.backup.made_at.astimezone():%d %b %Y, %H:%M}"
        lines.append(f"What was done after {day} may be missing.")
    if preview.missing:
        lines.append(f"{counted(len(preview.missing), 'session')} of now would be missing.")
    lines.append("The file of now is kept beside it.")
    return " ".join(lines)


def _report_text(report: "ImportReport") -> str:
    """New 12, known 3, refused 1: line 4 has no length."""
    parts = [f"New: {report.new}", f"known: {report.known}"]
    if report.changed:
        parts.append(f"newer versions: {report.changed}")
    parts.append(f"refused: {len(report.refused)}")
    shown = [f"{one.row}: {one.why}." for one in report.refused[:REFUSALS_SHOWN]]
    more = len(report.refused) - len(shown)
    shown += [f"And {more} more."] if more > 0 else []
    return " ".join([", ".join(parts) + ".", *shown])
