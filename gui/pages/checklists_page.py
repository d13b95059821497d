"""Signs to look at: each yes leads to a workout or a test, never to a diagnosis. Keeps nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, Theme
from gui.widgets.columns import Columns
from gui.widgets.layout import label, page_column
from gui.widgets.notice import Notice
from gui.widgets.sections import flow, section
from workouts.checklists import Checklist
from workouts.references import Reference


class ChecklistsPage(QWidget):
    chosen = Signal(str)  # id of a workout or an exercise
    back_requested = Signal()

    def __init__(
        self,
        lists: Sequence[Checklist],
        name_of: Callable[[str], str],
        source_of: Callable[[str], Reference],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.back_button = QPushButton(self.tr("←  Back"))
        self.back_button.setProperty("kind", "quiet")
        self.notice = Notice()
        self.parts = [ListPart(one, name_of) for one in lists]
        column = page_column(self)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self.tr("Checklists"), "display"))
        column.addWidget(
            label(
                self.tr(
                    "Tick what you notice. A sign may be linked with something; it never means"
                    " it. What you tick is not kept."
                ),
                "muted",
            )
        )
        column.addWidget(self.notice)
        columns = Columns(1, 1, least=80)
        for number, part in enumerate(self.parts):
            (columns.right if number % 2 else columns.left).addWidget(part)
            part.chosen.connect(self.chosen)
        columns.left.addStretch(1)
        columns.right.addStretch(1)
        column.addWidget(columns)
        frame, inside = section(self.tr("Where this comes from"))
        for key in dict.fromkeys(key for one in lists for key in one.source):
            inside.addWidget(label(source_of(key).text, "small"))
        column.addWidget(frame)
        column.addStretch(1)
        self.back_button.clicked.connect(self.back_requested)

    def set_look(self, _theme: Theme, _text_percent: int, *, still: bool) -> None:
        del still  # nothing moves here, and nothing is drawn

    def focus_first(self) -> None:
        self.parts[0].boxes[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)


class ListPart(QWidget):
    """One list, and below it what a yes leads to."""

    chosen = Signal(str)

    def __init__(
        self, shown: Checklist, name_of: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        frame, inside = section(shown.title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        inside.addWidget(label(shown.about, "muted"))
        lines = [SignLine(sign.text) for sign in shown.item]
        self.boxes = [line.box for line in lines]
        for line in lines:
            inside.addWidget(line)
            line.box.toggled.connect(self._refresh)
        self.answer = QWidget()
        column = QVBoxLayout(self.answer)
        column.setContentsMargins(0, SPACE["s"], 0, 0)
        column.setSpacing(SPACE["s"])
        words = shown.advice or shown.praise
        column.addWidget(label(words or self.tr("This may be worth a try:")))
        self.buttons = [QPushButton(name_of(id_)) for id_ in shown.suggests]
        for button, id_ in zip(self.buttons, shown.suggests, strict=True):
            button.setObjectName(id_)
            button.clicked.connect(self._choose)
        if self.buttons:
            column.addWidget(flow(*self.buttons))
        inside.addWidget(self.answer)
        self.answer.hide()

    @Slot()
    def _refresh(self) -> None:
        self.answer.setVisible(any(box.isChecked() for box in self.boxes))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())


class SignLine(QWidget):
    """A box to tick with words that may take several lines; a click on them ticks it too."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        words = label(text)
        words.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE["s"])
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.toggle()
