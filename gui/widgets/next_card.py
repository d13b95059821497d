"""What changes next time and why, each to be accepted or kept as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label


@dataclass(frozen=True, slots=True)
class NextRow:
    """One exercise: what it is called, what changes, why, where the rule comes from."""

    key: str  # of the exercise, or one side of it
    name: str
    word: str
    change: str
    why: str
    source: str
    changes: bool
    in_full: str = ""  # the source, to be read under the pointer
    answer: str = ""  # accepted, kept, or not yet


class NextCard(QFrame):
    """Hidden while there is nothing to say."""

    accept_requested = Signal(str)  # the key of a row
    keep_requested = Signal(str)
    undo_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.rows: tuple[NextRow, ...] = ()
        self.accept_all_button = QPushButton(self.tr("Accept all"))
        self.problem_label = label("", "muted")
        self._rows = QVBoxLayout()
        self._buttons: dict[tuple[str, str], QPushButton] = {}
        self._lay_out()
        self.accept_all_button.clicked.connect(self._accept_all)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["m"])
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Next time"), "section", wrap=False), 1)
        self.accept_all_button.setAutoDefault(True)
        head.addWidget(self.accept_all_button)
        column.addLayout(head)
        column.addWidget(self.problem_label)
        self._rows.setSpacing(SPACE["m"])
        column.addLayout(self._rows)

    def show_rows(self, rows: Sequence[NextRow], problem: str = "") -> None:
        """Changes first; what stays the same after them, in one line each."""
        self.rows = tuple(sorted(rows, key=lambda row: not row.changes))
        self._buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in self.rows:
            self._rows.addWidget(self._row(row))
        open_ = [row for row in self.rows if row.changes and not row.answer]
        self.accept_all_button.setVisible(len(open_) > 1)
        self.problem_label.setText(problem)
        self.problem_label.setVisible(bool(problem))
        self.setVisible(bool(self.rows))

    def button(self, key: str, what: str) -> QPushButton:
        """The button `accept`, `keep` or `undo` of a row."""
        return self._buttons[key, what]

    def _row(self, row: NextRow) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE["m"])
        grid.setVerticalSpacing(SPACE["xs"])
        grid.setColumnStretch(0, 1)
        name = label(f"{row.name}  ·  {row.word}", "section" if row.changes else "body")
        grid.addWidget(name, 0, 0)
        grid.addWidget(label(row.change, "body"), 1, 0)
        why = label(f"{row.why}  ({row.source})", "small")
        why.setToolTip(row.in_full)
        grid.addWidget(why, 2, 0)
        if row.changes:
            grid.addLayout(self._answers(row), 0, 1, 3, 1, Qt.AlignmentFlag.AlignTop)
        return holder

    def _answers(self, row: NextRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE["s"])
        if row.answer:
            done = self.tr("Accepted") if row.answer == "accepted" else self.tr("Kept as it is")
            line.addWidget(label(done, "small", wrap=False))
            line.addWidget(self._button(row, "undo", self.tr("Undo"), "quiet"))
            return line
        line.addWidget(self._button(row, "accept", self.tr("Accept"), "primary"))
        line.addWidget(self._button(row, "keep", self.tr("Keep as is"), ""))
        return line

    def _button(self, row: NextRow, what: str, words: str, kind: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(True)
        if kind:
            button.setProperty("kind", kind)
        button.setProperty("row", row.key)
        button.setAccessibleName(f"{words}: {row.name}, {row.change}. {row.why}")
        slot = {"accept": self._accept, "keep": self._keep, "undo": self._undo}[what]
        button.clicked.connect(slot)
        self._buttons[row.key, what] = button
        return button

    @Slot()
    def _accept(self) -> None:
        self.accept_requested.emit(self._key())

    @Slot()
    def _keep(self) -> None:
        self.keep_requested.emit(self._key())

    @Slot()
    def _undo(self) -> None:
        self.undo_requested.emit(self._key())

    @Slot()
    def _accept_all(self) -> None:
        for row in self.rows:
            if row.changes and not row.answer:
                self.accept_requested.emit(row.key)

    def _key(self) -> str:
        return str(self.sender().property("row"))
