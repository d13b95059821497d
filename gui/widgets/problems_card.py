"""Files of the athlete that were left out, each with what is wrong in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.theme import SPACE
from gui.widgets.layout import label

SHOWN = 5


class ProblemsCard(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.title_label = label("", "section")
        self.lines_label = label("")
        self.how_label = label(
            self.tr(
                "All else works. Put the file right or take it away; it is read again at once."
            ),
            "small",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        for part in (self.title_label, self.lines_label, self.how_label):
            column.addWidget(part)
        self.hide()

    def show_problems(self, problems: Sequence[str]) -> None:
        """The first few, and how many more there are; hidden where there are none."""
        count, more = len(problems), len(problems) - SHOWN
        self.title_label.setText(
            self.tr("A file of yours was left out")
            if count == 1
            else self.tr("{} files of yours were left out").format(count)
        )
        lines = [*problems[:SHOWN]]
        if more > 0:
            lines.append(self.tr("And {} more.").format(more))
        self.lines_label.setText("\n".join(lines))
        self.setVisible(bool(problems))
