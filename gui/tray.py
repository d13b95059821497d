"""An icon in the system's tray with reminders as notifications; without a tray, those alone."""

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

SHOWN_MS = 60_000
NOTIFIER = "notify-send"


class Tray(QObject):
    warm_up_requested = Signal()
    window_requested = Signal()

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        self.menu = QMenu()
        self.warm_up_action = self.menu.addAction(self.tr("Warm up"))
        self.open_action = self.menu.addAction(self.tr("Open Holdfast"))
        self.warm_up_action.triggered.connect(self.warm_up_requested)
        self.open_action.triggered.connect(self.window_requested)
        self._icon.setContextMenu(self.menu)
        self._icon.setToolTip("Holdfast")
        self._icon.activated.connect(self._answer)
        self._icon.messageClicked.connect(self.window_requested)

    def show_icon(self, *, on: bool) -> None:
        self._icon.setVisible(on)

    def remind(self, title: str, text: str) -> None:
        """A notification of the system's own kind."""
        self._icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information, SHOWN_MS)

    def _answer(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_requested.emit()


class NoTray(QObject):
    """A desktop without a tray: it may have notifications all the same."""

    warm_up_requested = Signal()
    window_requested = Signal()

    def show_icon(self, *, on: bool) -> None:
        """Do nothing, on purpose."""

    def remind(self, title: str, text: str) -> None:
        """A notification, where the desktop has the usual program for it; else nothing."""
        program = QStandardPaths.findExecutable(NOTIFIER)
        if program:
            said = ["--app-name=Holdfast", f"--expire-time={SHOWN_MS}", "--", title, text]
            QProcess.startDetached(program, said)


def open_tray(icon: QIcon, parent: QObject) -> "Tray | NoTray":
    """The system's tray where it has one, else one that only notifies."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return NoTray(parent)
    return Tray(icon, parent)
