"""Builds the window and all that lives as long as it does; first paint first, the rest after."""

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui.app_controller import AppController, Pages
from gui.main_window import MainWindow
from gui.pages.history_page import HistoryPage
from gui.pages.settings_page import SettingsPage
from gui.pages.summary_page import SummaryPage
from gui.pages.today_page import TodayPage
from gui.player.player_page import PlayerPage
from gui.settings import Settings, load, save
from gui.theme import Theme, apply_theme, choose_theme
from workouts.library import Library
from workouts.timeline import Timeline

if TYPE_CHECKING:
    from db.history import History
    from gui.coach_controller import CoachController

log = logging.getLogger(__name__)


def run_window(
    folder: Path,
    database: Path,
    library: Library,
    *,
    clock: Callable[[], float],
    wall_clock: Callable[[], datetime],
    asleep_s: Callable[[], float],
    version: str,
    start: Timeline | None = None,
    go_on: bool = False,
) -> int:
    """Open the window and return the exit code once it is closed."""
    app = make_application()
    store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    room = WindowRoom(app, store, folder, database, library, clock, wall_clock, asleep_s, version)
    room.window.show()
    QTimer.singleShot(0, room.furnish)
    if go_on:
        QTimer.singleShot(0, room.controller.continue_unfinished)
    elif start:
        QTimer.singleShot(0, lambda: room.controller.start_timeline(start))
    try:
        return app.exec()
    finally:
        room.close()


def make_application() -> QApplication:
    """The application object, with its typeface."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Holdfast")
    QGuiApplication.setDesktopFileName("io.github.holdfast.Holdfast")
    load_typeface()
    return app


def load_typeface() -> None:
    """The interface's typeface from its package; the system's stands in where it is missing."""
    try:
        import fontpkg_inter
    except ImportError:
        return
    package = Path(fontpkg_inter.__file__).parent
    for path in sorted(package.rglob("*.ttf")):
        if "Italic" not in path.name:
            QFontDatabase.addApplicationFont(str(path))


class WindowRoom:
    """The window, its pages and the controller between them."""

    def __init__(
        self,
        app: QApplication,
        store: QSettings,
        folder: Path,
        database: Path,
        library: Library,
        clock: Callable[[], float],
        wall_clock: Callable[[], datetime],
        asleep_s: Callable[[], float],
        version: str,
    ) -> None:
        self._app, self._store = app, store
        self._folder, self._database, self._wall_clock = folder, database, wall_clock
        self.settings = load(store)
        # Styled first: a style sheet set later is worked through by every widget there is.
        theme = choose_theme(self.settings.theme)
        apply_theme(app, theme, self.settings.text_percent)
        self.window = MainWindow()
        self.pages = Pages(
            today=TodayPage(),
            history=HistoryPage(),
            settings=SettingsPage(self.settings),
            player=PlayerPage(),
            summary=SummaryPage(),
        )
        tr = self.window.tr
        self.window.add_page(tr("Today"), self.pages.today)
        self.window.add_page(tr("History"), self.pages.history)
        self.window.add_page(tr("Settings"), self.pages.settings)
        self.window.add_whole(self.pages.player)
        self.window.add_whole(self.pages.summary)
        self.controller = AppController(
            self.window, self.pages, library, self.settings, clock, wall_clock, asleep_s, version
        )
        self._coach: CoachController | None = None
        self.history: History | None = None
        self.pages.settings.settings_changed.connect(self.use_settings)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.restyle)
        self._show_theme(theme)
        if place := store.value("window/place"):
            self.window.restoreGeometry(place)
        self.pages.today.focus_first()

    def furnish(self) -> None:
        """What the first paint need not wait for: the history, then voice and sound."""
        self.open_history()
        self.open_sound()

    def open_history(self) -> None:
        """Open the history; where that fails, say so: sessions can still be done."""
        from db.errors import HistoryError
        from db.history import History

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.history = history = History(self._database, now=self._wall_clock)
        except (HistoryError, OSError) as error:
            self.window.tell(self.window.tr("The history cannot be used just now."), str(error))
        else:
            self.controller.use_history(history)

    def open_sound(self) -> None:
        from gui.coach_controller import CoachController

        self._coach = coach = CoachController(self._folder / "voice", self.settings)
        self.controller.use_coach(coach)
        coach.voices_found.connect(self.pages.settings.show_voices)
        coach.state_changed.connect(self.pages.settings.show_state)
        coach.state_changed.connect(self.pages.player.say)
        self.pages.settings.voice_test_requested.connect(coach.test_voice)
        self.pages.settings.tones_test_requested.connect(coach.test_tones)
        coach.look()

    def named_pages(self) -> dict[str, QWidget]:
        """The pages of the rail by a short name."""
        return {
            "today": self.pages.today,
            "history": self.pages.history,
            "settings": self.pages.settings,
        }

    def use_settings(self, settings: Settings) -> None:
        """Keep them, and let them count at once."""
        before, self.settings = self.settings, settings
        save(self._store, settings)
        self.controller.use_settings(settings)
        if self._coach:
            self._coach.use_settings(settings)
        look = (settings.theme, settings.text_percent, settings.reduced_motion)
        if look != (before.theme, before.text_percent, before.reduced_motion):
            self.restyle()

    def restyle(self) -> None:
        theme = choose_theme(self.settings.theme)
        apply_theme(self._app, theme, self.settings.text_percent)
        self._show_theme(theme)

    def _show_theme(self, theme: Theme) -> None:
        self.controller.set_theme(theme)
        self.pages.player.set_reduced_motion(self.settings.reduced_motion)

    def close(self) -> None:
        """Put everything away: the place of the window, the sound, the history."""
        self._store.setValue("window/place", self.window.place())
        self._store.sync()
        if self._coach:
            self._coach.close()
        if self.history:
            self.history.close()
