"""Rows of named numbers, one below the other."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label
from gui.widgets.number_field import NumberField

FAR = 99_999  # wide enough that a slip is told in words instead of being clipped


class Wanted(NamedTuple):
    """A number to ask for."""

    name: str  # its key in a file
    words: str
    step: float = 1.0
    decimals: int = 0
    unit: str = ""


def grid_in(holder: QWidget | None = None) -> QGridLayout:
    """A grid of names and editors, the editors as wide as there is room."""
    grid = QGridLayout(holder) if holder else QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE["m"])
    grid.setVerticalSpacing(SPACE["s"])
    grid.setColumnStretch(1, 1)
    return grid


def put_row(grid: QGridLayout, row: int, words: str, editor: QWidget) -> None:
    """A named editor in a row of the grid."""
    name = label(words, wrap=False)
    name.setBuddy(editor)
    grid.addWidget(name, row, 0)
    grid.addWidget(editor, row, 1)


def field_rows(
    grid: QGridLayout, wanted: Iterable[Wanted], changed: Callable[[], None]
) -> dict[str, NumberField]:
    """A field for each number that is wanted, by its key; `changed` hears of each change."""
    fields: dict[str, NumberField] = {}
    for row, one in enumerate(wanted):
        field = NumberField(one.words, 0, FAR, step=one.step, decimals=one.decimals, unit=one.unit)
        field.value_changed.connect(changed)
        fields[one.name] = field
        put_row(grid, row, one.words, field)
    return fields
