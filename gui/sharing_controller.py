"""The junction of shared, printed and pasted workouts with the athlete's folder and the files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.pages.share_dialog import ShareDialog
from workouts import editing
from workouts.bundle import (
    CannotAddError,
    NothingToShareError,
    Part,
    apply_bundle,
    bundle_of,
    preview,
    read_bundle,
    write_bundle,
    write_whole,
)
from workouts.library import Library, LibraryError, UnknownIdError
from workouts.model import Workout

if TYPE_CHECKING:
    from gui.pages.paste_page import PastePage


class SharingController(QObject):
    """Opens dialogs and never waits for one; each wish also has a method that takes a path."""

    library_changed = Signal()  # files were written: read the library again
    workout_added = Signal(str)  # id of a workout that is there now
    exercise_added = Signal(str)  # id, where exercises alone were added
    pasted_saved = Signal(object)  # the Workout that was made from words
    pasting_failed = Signal(str)  # why it could not be kept
    done = Signal(str)  # what was done, in words
    failed = Signal(str, str)  # what could not be done, and why

    def __init__(
        self,
        window: QWidget,
        library: Callable[[], Library],
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._library, self._folder = window, library, folder
        self._parts: tuple[Part, ...] = ()
        self.file_dialog: QFileDialog | None = None
        self.preview_dialog: ShareDialog | None = None

    # -- give away

    @Slot(str)
    def ask_where_to_share(self, id_: str) -> None:
        dialog = self._dialog(self.tr("Share"), self.tr("Shared workout (*.toml)"))
        self._for_saving(dialog, f"{id_}.toml")
        dialog.fileSelected.connect(lambda path: self.share(id_, Path(path)))
        dialog.open()

    def share(self, id_: str, path: Path) -> None:
        """Write a workout with its own exercises, or an own exercise, to a file."""
        title = self.tr("It could not be shared.")
        try:
            given = bundle_of(id_, self._library())
            write_whole(path, write_bundle(given.workout, given.exercises))
        except (LibraryError, UnknownIdError, NothingToShareError) as error:
            self.failed.emit(title, str(error))
        except OSError as error:
            self.failed.emit(title, f"{path}: {error.strerror}")
        else:
            self.done.emit(self.tr("Written to {}.").format(path.name))

    # -- take in

    @Slot()
    def ask_what_to_open(self) -> None:
        kinds = self.tr("Shared workouts (*.toml);;All files (*)")
        dialog = self._dialog(self.tr("Open a shared workout"), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.show_preview(Path(path)))
        dialog.open()

    def show_preview(self, path: Path) -> None:
        """Show what a shared file would add; a file that is refused is told of."""
        library = self._library()
        try:
            self._parts = preview(read_bundle(path, library), library)
        except LibraryError as error:
            self.failed.emit(self.tr("This file cannot be opened."), str(error))
            return
        dialog = self.preview_dialog = ShareDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_parts(path.name, self._parts)
        dialog.add_requested.connect(self._add)
        dialog.finished.connect(self._forget_preview)
        dialog.open()

    @Slot()
    def _add(self) -> None:
        try:
            apply_bundle(self._parts, self._folder)
        except CannotAddError as error:
            if self.preview_dialog:
                self.preview_dialog.show_failure(str(error.strerror))
            return
        added = self._parts[0]
        if self.preview_dialog:
            self.preview_dialog.accept()
        self.library_changed.emit()
        known = self.workout_added if isinstance(added.value, Workout) else self.exercise_added
        known.emit(added.value.id)
        self.done.emit(self.tr("“{}” is added.").format(added.title))

    @Slot()
    def _forget_preview(self) -> None:
        self.preview_dialog = None

    # -- on paper

    @Slot(str)
    def ask_where_to_print(self, id_: str) -> None:
        dialog = self._dialog(self.tr("Sheet for the fridge"), self.tr("PDF (*.pdf)"))
        self._for_saving(dialog, f"{id_}.pdf")
        dialog.fileSelected.connect(lambda path: self.print_sheet(id_, Path(path)))
        dialog.open()

    def print_sheet(self, id_: str, path: Path) -> None:
        """Write the one-page sheet of a workout, with the doses accepted, as PDF."""
        from gui.print_sheet import usual_paper, write_sheet
        from gui.widgets.figures import Figures

        library = self._library()
        title = self.tr("The sheet could not be written.")
        try:
            workout = library.dosed(library.there(id_))
            write_sheet(path, workout, library.exercises, Figures().figure, usual_paper())
        except (LibraryError, UnknownIdError) as error:
            self.failed.emit(title, str(error))
        except OSError as error:
            self.failed.emit(title, f"{path}: {error.strerror}")
        else:
            self.done.emit(self.tr("Written to {}.").format(path.name))

    # -- from words

    def serve(self, page: "PastePage") -> None:
        """Keep what this page makes of a physio's words, and tell it how that went."""
        page.save_requested.connect(self.save_pasted)
        self.pasted_saved.connect(page.show_saved)
        self.pasting_failed.connect(page.show_failure)

    @Slot(object)
    def save_pasted(self, workout: Workout) -> None:
        """Keep a workout made from words in the athlete's folder."""
        try:
            editing.save(self._folder, workout, self._library())
        except (OSError, LibraryError) as error:
            self.pasting_failed.emit(getattr(error, "strerror", None) or str(error))
            return
        self.pasted_saved.emit(workout)
        self.library_changed.emit()
        self.workout_added.emit(workout.id)

    def _dialog(self, title: str, kinds: str) -> QFileDialog:
        """A dialog that blocks nothing; it goes when it is done."""
        dialog = self.file_dialog = QFileDialog(self._window, title, str(Path.home()), kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @staticmethod
    def _for_saving(dialog: QFileDialog, name: str) -> None:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.selectFile(name)
