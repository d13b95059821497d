"""What was done, exercise by exercise: left beside right, done beside planned, set by set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import LIGHT, SPACE, Theme
from gui.widgets.chips import Chip, show_switched
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label
from gui.widgets.set_editor import ENDED_WORDS, SetEditor, set_name
from gui.widgets.share_bar import ShareBar
from workouts.events import EndedBy
from workouts.model import Measure, Side
from workouts.outcome import Before, Line, Total, balance, lines
from workouts.records import SetResult

COLUMNS = {Side.LEFT: 1, Side.RIGHT: 2}


class DoneTable(QWidget):
    corrected = Signal(str, dict)  # id of a set, the columns that changed
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._before = Before()
        self._lines: list[Line] = []
        self._blocks: list[_Block] = []
        self._heads = [label("", "small"), label(self.tr("Left")), label(self.tr("Right"))]
        self.editor: SetEditor | None = None
        self.chips: dict[str, Chip] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE["l"])
        self._grid.setVerticalSpacing(SPACE["m"])
        for column, stretch in enumerate((4, 5, 5)):
            self._grid.setColumnStretch(column, stretch)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for block in self._blocks:
            block.set_theme(theme)
        for head, colour in zip(self._heads[1:], (theme.left, theme.right), strict=True):
            head.setStyleSheet(f"color: {colour};")

    def show_sets(self, sets: Sequence[SetResult], before: Before) -> None:
        """Show these; where only numbers changed the place and an open editor stay."""
        self._lines, self._before = lines(sets), before
        ids = [result.id for line in self._lines for t in line.totals for result in t.sets]
        open_one = self.editor.result.id if self.editor else ""
        if ids != list(self.chips):
            self._rebuild()
        for block, line in zip(self._blocks, self._lines, strict=True):
            block.show_line(line, before)
        if self.editor:
            self.editor.show_result(self._result(self.editor.result.id))
        elif open_one in self.chips:  # it stands elsewhere now: another side
            self.open_editor(open_one)

    def open_editor(self, set_id: str) -> None:
        self.close_editor()
        for block in self._blocks:
            if set_id in block.chips:
                editor = self.editor = SetEditor(self._result(set_id))
                editor.corrected.connect(self.corrected)
                editor.delete_requested.connect(self.delete_requested)
                editor.close_requested.connect(self.leave_editor)
                block.add_editor(editor)
                editor.focus_first()
                show_switched(block.chips[set_id], on=True)
                editor.resized.connect(self._follow_editor)
                self._follow_editor()

    @Slot()
    def _follow_editor(self) -> None:
        """Once the page knows how high it has become."""
        QTimer.singleShot(0, self.show_editor)

    @Slot()
    def show_editor(self) -> None:
        """Bring the open editor into sight, once it has its place."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if self.editor and isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self.editor, 0, SPACE["l"])

    def close_editor(self) -> None:
        if self.editor:
            for chip in self.chips.values():
                show_switched(chip, on=False)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    @Slot()
    def leave_editor(self) -> None:
        """Close it and go back to the set it was opened from."""
        if self.editor:
            set_id = self.editor.result.id
            self.close_editor()
            if set_id in self.chips:
                self.chips[set_id].setFocus()

    @Slot()
    def _toggle_editor(self) -> None:
        chip = self.sender()
        set_id = next((id_ for id_, known in self.chips.items() if known is chip), "")
        if self.editor and self.editor.result.id == set_id:
            self.leave_editor()
        elif set_id:
            self.open_editor(set_id)

    def _result(self, set_id: str) -> SetResult:
        return next(
            result
            for line in self._lines
            for total in line.totals
            for result in total.sets
            if result.id == set_id
        )

    def _rebuild(self) -> None:
        self.close_editor()
        for block in self._blocks:
            block.forget()
        self._blocks, self.chips = [], {}
        while self._grid.takeAt(0) is not None:
            pass
        two_sided = any(line.of_side(side) for line in self._lines for side in COLUMNS)
        for column, head in enumerate(self._heads):
            head.setVisible(two_sided)
            self._grid.addWidget(head, 0, column)
        for number, line in enumerate(self._lines):
            block = _Block(line)
            block.place(self._grid, 1 + 3 * number, ruled=two_sided or number > 0)
            self._blocks.append(block)
            self.chips.update(block.chips)
        for chip in self.chips.values():
            chip.toggled.connect(self._toggle_editor)
        self.set_theme(self._theme)


class _Block:
    """One exercise: its name, a cell for each side, and room for the editor below."""

    def __init__(self, line: Line) -> None:
        self.chips: dict[str, Chip] = {}
        self._rule = QFrame()
        self._rule.setProperty("kind", "rule")
        self._name = label(line.name, "section")
        self._even = label("", "small")
        self._cells = {total.side: _Cell(total) for total in line.totals}
        for cell in self._cells.values():
            self.chips.update(cell.chips)
        self._first = QWidget()
        column = QVBoxLayout(self._first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self._even)
        column.addStretch(1)
        self._below = QWidget()
        self._below_column = QVBoxLayout(self._below)
        self._below_column.setContentsMargins(0, 0, 0, 0)
        self._below.hide()

    def place(self, grid: QGridLayout, row: int, *, ruled: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if ruled:
            grid.addWidget(self._rule, row, 0, 1, 3)
        grid.addWidget(self._first, row + 1, 0, top)
        for side, cell in self._cells.items():
            if side in COLUMNS:
                grid.addWidget(cell, row + 1, COLUMNS[side], top)
            else:
                grid.addWidget(cell, row + 1, 1, 1, 2, top)
        grid.addWidget(self._below, row + 2, 0, 1, 3)

    def add_editor(self, editor: SetEditor) -> None:
        self._below_column.addWidget(editor)
        self._below.show()

    def set_theme(self, theme: Theme) -> None:
        for cell in self._cells.values():
            cell.bar.set_theme(theme)

    def show_line(self, line: Line, before: Before) -> None:
        for total in line.totals:
            self._cells[total.side].show_total(total)
        now, earlier = balance(line), before.balance.get(line.exercise_id)
        text = ""
        if now:
            text = f"Sides {now.percent:.0f} % even"
            text += f", {earlier.percent:.0f} % in four weeks" if earlier else ""
        self._even.setText(text)
        self._even.setVisible(bool(text))

    def forget(self) -> None:
        for widget in (self._rule, self._first, *self._cells.values(), self._below):
            widget.hide()
            widget.deleteLater()


class _Cell(QWidget):
    """One side of one exercise."""

    def __init__(self, total: Total) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.total_label: QLabel = label("", "section")
        self.bar = ShareBar(total.side)
        self.chips = {result.id: Chip("", checkable=True) for result in total.sets}
        flow = FlowLayout()
        for chip in self.chips.values():
            chip.setAutoDefault(True)
            flow.addWidget(chip)
        holder = QWidget()
        holder.setLayout(flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.total_label)
        column.addWidget(self.bar)
        column.addWidget(holder)

    def show_total(self, total: Total) -> None:
        self.total_label.setText(total_text(total))
        self.bar.show_share(total.share)
        for result in total.sets:
            chip, text = self.chips[result.id], set_text(result)
            if chip.text() != text:
                chip.setText(text)
                chip.updateGeometry()
            ended = ENDED_WORDS[EndedBy(result.ended_by)].lower()
            chip.setAccessibleName(f"{set_name(result)}: {text}, {ended}. Correct it")


def total_text(total: Total) -> str:
    """All of one side: 72 of 80 s · 8 of 8 reps."""
    parts = []
    if total.reps is not None or total.target_reps:
        unit = "steps" if total.sets[0].measure is Measure.STEPS else "reps"
        of = f" of {total.target_reps}" if total.target_reps else ""
        parts.append(f"{total.reps or 0}{of} {unit}")
    elif total.held_s is not None or total.target_s:
        of = f" of {total.target_s:g}" if total.target_s else ""
        parts.append(f"{round(total.held_s or 0.0, 1):g}{of} s")
    return " · ".join(parts)


def set_text(result: SetResult) -> str:
    """One effort, as short as it can be: 15 s, 12 of 15 s, 8, 6 of 8."""
    if result.ended_by == EndedBy.SKIPPED and not (result.held_s or result.done_reps):
        return "skipped"
    if result.measure is Measure.HOLD:
        done, target, unit = result.held_s, result.target_s, " s"
    else:
        done, target, unit = result.done_reps, result.target_reps, ""
    if done is None:
        return "unknown"
    short = target is not None and done < target - 0.05
    return f"{round(done, 1):g}" + (f" of {target:g}" if short else "") + unit
