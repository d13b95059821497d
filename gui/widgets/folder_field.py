"""A folder of one's own choice: a button that asks for it, its name, and a way back to none."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.theme import SPACE


class FolderField(QWidget):
    folder_chosen = Signal(str)  # empty for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = ""
        self.dialog: QFileDialog | None = None
        self.choose_button = QPushButton()
        self.none_button = QPushButton(self.tr("None"))
        self.choose_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.none_button.setProperty("kind", "quiet")
        for button in (self.choose_button, self.none_button):
            button.setAutoDefault(True)
        self.setFocusProxy(self.choose_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.choose_button, 1)
        row.addWidget(self.none_button)
        self.choose_button.clicked.connect(self._ask)
        self.none_button.clicked.connect(self._forget)
        self.show_folder("")

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.show_folder(self.folder)

    def show_folder(self, folder: str) -> None:
        """The folder that is chosen; empty for none."""
        self.folder = folder
        name = Path(folder).name or folder
        words = name if folder else self.tr("Choose a folder…")
        self.choose_button.setText(name if folder else self.tr("Folder…"))
        self.choose_button.setToolTip(folder)
        self.choose_button.setAccessibleName(f"{self.accessibleName()}: {words}")
        self.none_button.setAccessibleName(f"{self.accessibleName()}: {self.tr('None')}")
        self.none_button.setVisible(bool(folder))

    def choose(self, folder: str) -> None:
        """Show it, and tell whoever listens."""
        if folder != self.folder:
            self.show_folder(folder)
            self.folder_chosen.emit(folder)

    @Slot()
    def _ask(self) -> None:
        start = self.folder or str(Path.home())
        dialog = self.dialog = QFileDialog(self.window(), self.accessibleName(), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _forget(self) -> None:
        self.choose_button.setFocus()
        self.choose("")
