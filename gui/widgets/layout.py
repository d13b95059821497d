"""Small helpers every page is laid out with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.theme import SPACE, dress

WIDEST_PAGE = 1080


def label(text: str = "", role: str = "body", *, wrap: bool = True) -> QLabel:
    """Text in a role of the type scale."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    dress(made)
    return made


def card(kind: str = "card") -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", kind)
    return frame


def page_column(page: QWidget) -> QVBoxLayout:
    """The scrolling middle column of a page; add the page's parts to it."""
    page.setObjectName("page")
    inside = QWidget()
    inside.setMaximumWidth(WIDEST_PAGE)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, SPACE["s"], 0)
    column.setSpacing(SPACE["m"])
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], SPACE["l"])
    row.addWidget(inside, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return column


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the page so far that a part that just appeared is seen."""
    above = widget.parentWidget()
    while above and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and (inside := above.widget()):
        if layout := inside.layout():
            layout.activate()  # it has a place only after this
        inside.adjustSize()
        above.ensureWidgetVisible(widget, 0, SPACE["l"])


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.deleteLater()
