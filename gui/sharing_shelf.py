"""The junction of the library's pages with sharing, printing and a physio's words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from gui.main_window import MainWindow
from gui.sharing_controller import SharingController

if TYPE_CHECKING:
    from gui.library_controller import LibraryController
    from gui.pages.paste_page import PastePage


class SharingShelf(QObject):
    """What came in is shown in the library; how it went is told on the page in sight."""

    def __init__(self, shelf: "LibraryController", window: MainWindow, folder: Path) -> None:
        super().__init__(shelf)
        self._shelf, self._window = shelf, window
        self.sharing = SharingController(window, self._library, folder, self)
        self.sharing.library_changed.connect(shelf.reload)
        self.sharing.workout_added.connect(shelf.show_added_workout)
        self.sharing.exercise_added.connect(shelf.show_added_exercise)
        self.sharing.done.connect(self._tell)
        self.sharing.failed.connect(self._tell_failure)

    def serve(self, page: "PastePage") -> None:
        """Keep what is made on this page of a physio's words."""
        self.sharing.serve(page)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Show what a shared file would add; never during a session."""
        if not self._window.busy:
            self.sharing.show_preview(path)

    def _library(self) -> Any:
        return self._shelf.library

    @Slot(str)
    def _tell(self, what: str) -> None:
        self._notice().tell(what)

    @Slot(str, str)
    def _tell_failure(self, what: str, why: str) -> None:
        self._notice().tell(what, detail=why)

    def _notice(self) -> Any:
        """That of the page of the library in sight, else that of the cards of workouts."""
        page = self._window.current_page
        shown = page.currentWidget() if page in self._shelf.stacks else None
        if notice := getattr(shown, "notice", None):
            return notice
        self._shelf.show_list(self._shelf.workouts)
        self._window.show_home(self._shelf.workouts)
        return self._shelf.workouts_page.notice
