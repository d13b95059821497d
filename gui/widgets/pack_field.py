"""A folder or a zip of recordings of one's own choice."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from gui.widgets.folder_field import FolderField


class PackField(FolderField):
    """As a folder, and with a second button for a zip of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.zip_button = QPushButton()
        super().__init__(parent)
        self.zip_button.setText(self.tr("Zip…"))
        self.zip_button.setProperty("kind", "quiet")
        self.zip_button.setAutoDefault(True)
        row = self.layout()
        assert row
        row.addWidget(self.zip_button)
        self.zip_button.clicked.connect(self._ask_for_zip)

    def show_folder(self, folder: str) -> None:
        super().show_folder(folder)
        if not folder:
            self.choose_button.setText(self.tr("Folder…"))  # two buttons share the room
        self.zip_button.setAccessibleName(
            f"{self.accessibleName()}: {self.tr('Choose a zip file')}"
        )

    @Slot()
    def _ask_for_zip(self) -> None:
        start = str(Path(self.folder).parent) if self.folder else str(Path.home())
        dialog = self.dialog = QFileDialog(
            self.window(), self.accessibleName(), start, self.tr("Zipped recordings (*.zip)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
