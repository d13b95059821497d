"""What the pages have in common on which something is built: steps back and forth, saving."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.library_words import problem_text
from gui.theme import SPACE
from gui.widgets.layout import label
from gui.widgets.notice import Notice
from gui.widgets.number_field import undo_with_keys
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.toml_file import Problem

PROBLEMS_TOLD = 4


class BuildingPage(QWidget):
    """Works on one value, step by step. Whoever inherits says how it is shown and drafted."""

    save_requested = Signal(object, bool)  # the value, and whether it is new
    back_requested = Signal()
    edited = Signal()  # a step was made, forth or back

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: editing.Steps[Any] | None = None
        self._saved: Any = None
        self._is_new = False
        self._left_behind = False
        self._problems: list[Problem] = []
        tr = self.tr
        self.notice = Notice()
        self.back_button = QPushButton(tr("←  Back"))
        self.undo_button = QPushButton(tr("Undo"))
        self.redo_button = QPushButton(tr("Redo"))
        self.save_button = QPushButton(tr("Save"))
        self.note_label = label("", "small")
        self.problem_label = label("")

    def _lay_out_head(self, column: QVBoxLayout, name: QWidget, *beside: QWidget) -> None:
        """The name, the ways back and forth, and what is wrong, at the top of the page."""
        for button in (self.back_button, self.undo_button, self.redo_button):
            button.setProperty("kind", "quiet")
        self.save_button.setProperty("kind", "primary")
        self.problem_label.setProperty("kind", "wrong")
        self.undo_button.setToolTip("Ctrl+Z")
        self.redo_button.setToolTip("Ctrl+Shift+Z")
        self.save_button.setToolTip("Ctrl+S")
        top = QHBoxLayout()
        top.setSpacing(SPACE["s"])
        top.addWidget(self.back_button)
        top.addWidget(name, 1)
        for part in beside:
            top.addWidget(part)
        line = QHBoxLayout()
        line.setSpacing(SPACE["s"])
        line.addWidget(self.note_label, 1)
        for button in (self.undo_button, self.redo_button, self.save_button):
            line.addWidget(button)
        column.addWidget(self.notice)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.problem_label)

    def _connect_head(self) -> None:
        self.back_button.clicked.connect(self.leave)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.save_button.clicked.connect(self.save)
        undo_with_keys(self, self.undo, self.redo, self.save)

    # -- what it works on

    def _begin(self, value: Any, saved: Any, note: str, *, is_new: bool, left: bool) -> None:
        """`saved`: what its file says, None where there is none; `left`: begun earlier."""
        self._steps = editing.Steps(value)
        self._saved, self._is_new, self._left_behind = saved, is_new, left
        self.note_label.setText(note)
        self.notice.hide()

    def show_saved(self, value: Any) -> None:
        """It is in its file now."""
        self._saved, self._is_new = value, False
        if self._steps:
            self._steps.now = value
            self._refresh()

    def put_away(self) -> None:
        """One went elsewhere; what was not saved is gone."""
        self._steps = None
        self.notice.hide()

    @property
    def is_changed(self) -> bool:
        return self._steps is not None and self._steps.now != self._saved

    @property
    def unsaved(self) -> KeptDraft | None:
        """What would be lost; None where nothing was done yet, or all is in its file."""
        if not self.is_changed or self._steps is None:
            return None
        if not (self._steps.can_undo or self._left_behind):
            return None
        return self._draft(self._steps.now)

    @property
    def problems(self) -> list[str]:
        """What is wrong, as the page tells it."""
        return [problem_text(key, what) for key, what in self._problems]

    def _draft(self, value: Any) -> KeptDraft:
        raise NotImplementedError

    def _refresh(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def _refresh_head(self) -> None:
        assert self._steps
        self.problem_label.setText("\n".join(self.problems[:PROBLEMS_TOLD]))
        self.problem_label.setVisible(bool(self._problems))
        self.undo_button.setEnabled(self._steps.can_undo)
        self.redo_button.setEnabled(self._steps.can_redo)
        self.save_button.setEnabled(not self._problems and self.is_changed)

    # -- changes

    def _do(self, value: Any, what: str = "") -> None:
        """A step; those of the same `what` in a row are one: a number typed."""
        if self._steps:
            self._steps.do(value, what)
            self._refresh()
            self.edited.emit()

    @Slot()
    def undo(self) -> None:
        if self._steps and self._steps.undo():
            self._refresh()
            self.edited.emit()

    @Slot()
    def redo(self) -> None:
        if self._steps and self._steps.redo():
            self._refresh()
            self.edited.emit()

    @Slot()
    def save(self) -> None:
        if self._steps and not self._problems:
            self.save_requested.emit(self._steps.now, self._is_new)

    @Slot()
    def leave(self) -> None:
        """Go back; what is not saved yet is asked for, on the page."""
        if not self.is_changed:
            self.back_requested.emit()
            return
        self.ask_to_leave(self.back_requested.emit)

    def ask_to_leave(self, then: Callable[[], None]) -> None:
        """What is to be done once nobody minds that these changes are lost."""
        self.notice.ask(
            self.tr("Leave without saving?"),
            self.tr("Your changes are not in a file yet."),
            self.tr("Leave"),
            then,
            self.tr("Stay"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
