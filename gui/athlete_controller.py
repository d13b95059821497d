"""The junction of the choice of an athlete and the folders there are."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from db.profiles import Profile, add_profile, profiles
from gui.pages.athlete_page import AthletePage
from gui.settings import load
from gui.theme import apply_theme, choose_theme


def athletes(data_folder: Path) -> list[tuple[str, Profile]]:
    """Everybody, with the name to be shown."""
    return [(one.name or "First athlete", one) for one in profiles(data_folder)]


def choose_folder(app: QApplication, data_folder: Path) -> Path | None:
    """The folder of who trains: asked only where there are several; None where nobody does."""
    known = athletes(data_folder)
    if len(known) == 1:
        return data_folder
    settings = load(QSettings(str(data_folder / "settings.ini"), QSettings.Format.IniFormat))
    apply_theme(app, choose_theme(settings.theme), settings.text_percent)
    page = AthletePage([name for name, _ in known])
    page.exec()
    return None if page.chosen is None else known[page.chosen][1].folder


def add_athlete(data_folder: Path, name: str) -> str:
    """Make room for one more; what became of it, in words."""
    root = data_folder
    if data_folder.parent.name == "profiles":
        root = data_folder.parent.parent
    try:
        add_profile(root, name)
    except (ValueError, OSError) as error:
        return str(error)
    return f"{name} is asked for at the next start."
