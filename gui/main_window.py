"""The window: a rail of pages at the left, and the player over everything during a session."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon, icon_exists
from gui.theme import SPACE, Theme
from gui.widgets.layout import label

RAIL_WIDTH = 196
SMALLEST = QSize(760, 480)
POCKET_SIZE = QSize(400, 280)


class MainWindow(QMainWindow):
    page_asked = Signal(object)  # a page of the rail, even the one already shown
    file_dropped = Signal(object)  # the Path of a TOML file let go over the window
    close_requested = Signal()  # asked while a session runs; the window stays until told

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Holdfast")
        self.resize(1280, 800)
        self.setMinimumSize(SMALLEST)
        self._before_pocket: QRect | None = None  # the window's place, while it is small
        self._full_before_pocket = False
        self.busy = False  # a session runs
        self._tight = False  # the rail has less height than it likes
        self._full_for_session = False
        self._pages = QStackedWidget()
        self._whole = QStackedWidget()
        self._rail = QFrame()
        self._rail.setObjectName("rail")
        self._rail.setMinimumWidth(RAIL_WIDTH)  # wider where the letters are
        self._rail.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons = QButtonGroup(self)
        self._rail_column = QVBoxLayout(self._rail)
        self._rail_column.setContentsMargins(SPACE["m"], SPACE["l"], SPACE["m"], SPACE["m"])
        self._rail_column.setSpacing(SPACE["xs"])
        self._rail_column.addWidget(label("Holdfast", "title", wrap=False))
        self._rail_column.addSpacing(SPACE["m"])
        self._rail_column.addStretch(1)
        self.preparing_label = label("", "small")
        self.preparing_label.hide()
        self._rail_column.addWidget(self.preparing_label)
        home = QWidget()
        row = QHBoxLayout(home)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._pages, 1)
        self._home = home
        self._whole.addWidget(home)
        self.setAcceptDrops(True)
        self.setCentralWidget(self._whole)
        # A screen reader switches a button on without a click.
        self._buttons.idToggled.connect(self._show_page)
        self._buttons.idClicked.connect(self._tell_asked)

    def add_page(self, name: str, page: QWidget, icon_name: str = "") -> None:
        """A page with its button in the rail; Ctrl and its number lead to it."""
        number = self._pages.addWidget(page)
        button = QPushButton(name)
        button.setProperty("kind", "nav")
        button.setProperty("icon_name", icon_name or name.lower())
        button.setCheckable(True)
        button.setChecked(number == 0)
        self._buttons.addButton(button, number)
        self._rail_column.insertWidget(self._rail_column.indexOf(self.preparing_label) - 1, button)
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
        shortcut.activated.connect(button.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        """Where large letters meet a low window, the rail's buttons stand closer."""
        line = self._rail.fontMetrics().height()
        needed = len(self._buttons.buttons()) * (line + 30) + 7 * line + 40
        tight = needed > self.height()
        if tight == self._tight:
            return
        self._tight = tight
        self._rail_column.setSpacing(0 if tight else SPACE["xs"])
        for button in self._buttons.buttons():
            button.setProperty("tight", tight)
            button.style().unpolish(button)
            button.style().polish(button)

    def set_theme(self, theme: Theme) -> None:
        """The icons of the rail, in the colours and at the size of the text beside them."""
        side = round(self._rail.font().pixelSize() * 1.35)
        for button in self._buttons.buttons():
            name = button.property("icon_name")
            if name and icon_exists(name):
                sizes = (side, side * 2)
                button.setIcon(icon(name, theme.muted, theme.accent, sizes))
                button.setIconSize(QSize(side, side))
        self._fit_rail()

    @Slot(str)
    def show_preparing(self, text: str) -> None:
        """A quiet line below the rail while the voice's clips are made."""
        self.preparing_label.setText(text)
        self.preparing_label.setVisible(bool(text))

    @Slot(int, bool)
    def _show_page(self, number: int, on: bool) -> None:
        if on and number != self._pages.currentIndex():
            self._pages.setCurrentIndex(number)

    @Slot(int)
    def _tell_asked(self, number: int) -> None:
        self.page_asked.emit(self._pages.widget(number))

    def add_link(self, name: str, key: str) -> QPushButton:
        """A quiet button at the foot of the rail; its key works on every page."""
        button = QPushButton(name)
        button.setProperty("kind", "link")
        button.setAccessibleName(name)
        self._rail_column.addWidget(button)
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        return button

    @property
    def whole_page(self) -> QWidget | None:
        """The page that takes the whole window; None while the pages of the rail are shown."""
        current = self._whole.currentWidget()
        return None if current is self._home else current

    def add_whole(self, page: QWidget) -> None:
        """A page that takes the whole window."""
        self._whole.addWidget(page)

    def show_whole(self, page: QWidget) -> None:
        self._whole.setCurrentWidget(page)
        page.setFocus()

    def show_home(self, page: QWidget | None = None) -> None:
        self._whole.setCurrentWidget(self._home)
        if page is not None:
            self._pages.setCurrentWidget(page)
            self._buttons.button(self._pages.indexOf(page)).setChecked(True)

    @property
    def current_page(self) -> QWidget | None:
        """The page of the rail; None while another page takes the whole window."""
        at_home = self._whole.currentWidget() is self._home
        return self._pages.currentWidget() if at_home else None

    @property
    def page_changed(self) -> object:
        return self._pages.currentChanged

    def enter_full_screen(self) -> None:
        """For a session; `leave_full_screen` goes back to how the window was."""
        if not self.isFullScreen():
            self._full_for_session = True
            self.toggle_full_screen()

    def leave_full_screen(self) -> None:
        """Only where the session brought it there."""
        if self._full_for_session and self.isFullScreen():
            self.toggle_full_screen()
        self._full_for_session = False

    @Slot()
    def come_forward(self) -> None:
        """Be seen, above other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def leave_pocket(self) -> None:
        """As large as it was, where it is small."""
        if self._before_pocket is not None:
            self.toggle_pocket()

    @Slot()
    def toggle_pocket(self) -> None:
        """Small, in a corner and above other windows, for who watches something else; or back."""
        on_top = Qt.WindowType.WindowStaysOnTopHint
        if self._before_pocket is None:
            self._full_before_pocket = self.isFullScreen()
            self._before_pocket = self.normalGeometry() if self.isFullScreen() else self.geometry()
            self.setMinimumSize(POCKET_SIZE)
            self.setWindowFlag(on_top, on=True)
            self.showNormal()
            self.resize(POCKET_SIZE)
            free = self.screen().availableGeometry()
            corner = QRect(QPoint(0, 0), POCKET_SIZE)
            corner.moveBottomRight(free.bottomRight() - QPoint(16, 16))
            self.setGeometry(corner)
            return
        before, self._before_pocket = self._before_pocket, None
        self.setWindowFlag(on_top, on=False)
        self.setMinimumSize(SMALLEST)
        self.show()
        self.setGeometry(before)
        if self._full_before_pocket:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)

    def ask(self, question: str, detail: str, yes: str, no: str) -> bool:
        """A question with two plain answers; the safe one is the default."""
        box = QMessageBox(self)
        box.setText(question)
        box.setInformativeText(detail)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is agree

    def tell(self, what: str, detail: str) -> None:
        """One message that has to be seen."""
        box = QMessageBox(self)
        box.setText(what)
        box.setInformativeText(detail)
        box.exec()

    def place(self) -> QByteArray:
        self.leave_pocket()
        return self.saveGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, where its page has no other use for it."""
        button = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(button, QPushButton) and button.isVisible():
            button.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.busy and _dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path and not self.busy:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.busy:
            event.ignore()
            self.close_requested.emit()
        else:
            event.accept()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one TOML file that is dragged; None where it is anything else."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.lower() == ".toml" else None
