"""Parts of a page of details: a titled card, numbered lines, a line of tags."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.chips import tag
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import card, label


def section(title: str, kind: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A card with a title, and where to add what stands below it."""
    frame = card(kind)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    inside.setSpacing(SPACE["s"])
    if title:
        inside.addWidget(label(title, "section"))
    return frame, inside


def listed(lines: Sequence[str], *, numbered: bool = False) -> QWidget:
    """Lines one below the other, each with its number or a point before it."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE["s"])
    grid.setVerticalSpacing(SPACE["xs"] + 2)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        mark = label(f"{row + 1}." if numbered else "•", "muted", wrap=False)
        grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line), row, 1)
    return holder


def tags(words: Iterable[str], *, strong: bool = False) -> QWidget:
    """Words in a line, going on in the next where it is full."""
    holder = QWidget()
    line = FlowLayout(holder, gap=6)
    for word in words:
        line.addWidget(tag(word, strong=strong))
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def flow(*widgets: QWidget, gap: int = SPACE["s"]) -> QWidget:
    """Widgets in a line, going on in the next where it is full."""
    holder = QWidget()
    line = FlowLayout(holder, gap=gap)
    for widget in widgets:
        line.addWidget(widget)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
