"""One effort, to be put right in place: each change counts as soon as it is made."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.layout import label
from gui.widgets.number_field import NumberField
from gui.words import EFFORTS, SIDE
from workouts.events import EndedBy
from workouts.model import Measure, Side
from workouts.records import SetResult

UNKNOWN = -1  # what a field shows as unknown
MOST_S, MOST_REPS = 3600, 500
ENDED_WORDS = {
    EndedBy.TARGET: "To the end",
    EndedBy.DONE: "Said done",
    EndedBy.DROPPED: "Let go early",
    EndedBy.SKIPPED: "Skipped",
}


class SetEditor(QFrame):
    corrected = Signal(str, dict)  # id of the set, the columns that changed
    delete_requested = Signal(str)
    close_requested = Signal()
    resized = Signal()  # its lines found their places

    def __init__(self, result: SetResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "editor")
        self.result = result
        self.title_label = label(set_name(result), "section")
        self.held_box = NumberField(self.tr("Held seconds"), UNKNOWN, MOST_S, unit="s", decimals=1)
        self.reps_box = NumberField(self.tr("Reps"), UNKNOWN, MOST_REPS)
        self.ended_box, self.side_box = QComboBox(), QComboBox()
        self.effort_box, self.form_box = QComboBox(), QComboBox()
        self.pain_box = NumberField(self.tr("Pain, 0 to 10"), UNKNOWN, 10)
        self.delete_button = QPushButton(self.tr("Delete this set"))
        self.close_button = QPushButton(self.tr("Close  (Esc)"))
        self._fill()
        self._lay_out()
        self.show_result(result)
        self._connect()

    def _fill(self) -> None:
        for field in (self.held_box, self.reps_box, self.pain_box):
            field.box.setSpecialValueText(self.tr("unknown"))
            field.box.setMinimumWidth(7 * self.fontMetrics().averageCharWidth() + SPACE["xl"])
            field.box.setKeyboardTracking(False)  # a number counts when it is typed to its end
        for ended, words in ENDED_WORDS.items():
            self.ended_box.addItem(self.tr(words), ended)
        for side in (Side.LEFT, Side.RIGHT):
            self.side_box.addItem(SIDE[side].capitalize(), side.value)
        self.effort_box.addItem(self.tr("not said"), "")
        for key, (_, _, words) in EFFORTS.items():
            self.effort_box.addItem(self.tr(words), key)
        for words, form in (("not said", None), ("clean", True), ("not clean", False)):
            self.form_box.addItem(self.tr(words), form)
        for button in (self.delete_button, self.close_button):
            button.setProperty("kind", "quiet")
            button.setAutoDefault(True)

    def _lay_out(self) -> None:
        fields = FlowLayout(gap=SPACE["m"])
        result = self.result
        self._held_field = _field(self.tr("Held"), self.held_box)
        self._reps_field = _field(self.tr("Reps"), self.reps_box)
        fields.addWidget(self._held_field)
        fields.addWidget(self._reps_field)
        fields.addWidget(_field(self.tr("How it ended"), self.ended_box))
        side = _field(self.tr("Side"), self.side_box)
        fields.addWidget(side)
        fields.addWidget(_field(self.tr("Effort"), self.effort_box))
        fields.addWidget(_field(self.tr("Pain"), self.pain_box))
        fields.addWidget(_field(self.tr("Form"), self.form_box))
        side.setVisible(result.side in (Side.LEFT, Side.RIGHT))
        self._held_field.setVisible(result.measure is Measure.HOLD or result.held_s is not None)
        self._reps_field.setVisible(result.measure is not Measure.HOLD)
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.delete_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["s"], SPACE["m"])
        column.setSpacing(SPACE["s"])
        column.addLayout(head)
        column.addLayout(fields)

    def _connect(self) -> None:
        self.held_box.value_changed.connect(self._tell_held)
        self.reps_box.value_changed.connect(self._tell_reps)
        self.pain_box.value_changed.connect(self._tell_pain)
        self.ended_box.currentIndexChanged.connect(self._tell_ended)
        self.side_box.activated.connect(self._tell_side)
        self.effort_box.activated.connect(self._tell_effort)
        self.form_box.activated.connect(self._tell_form)
        self.delete_button.clicked.connect(self._delete)
        self.close_button.clicked.connect(self.close_requested)

    def show_result(self, result: SetResult) -> None:
        """Show what is kept now, also where something else changed it."""
        self.result = result
        self.held_box.show_value(UNKNOWN if result.held_s is None else result.held_s)
        self.reps_box.show_value(UNKNOWN if result.done_reps is None else result.done_reps)
        self.pain_box.show_value(UNKNOWN if result.pain is None else result.pain)
        self.ended_box.blockSignals(True)
        self.ended_box.setCurrentIndex(self.ended_box.findData(EndedBy(result.ended_by)))
        self.ended_box.blockSignals(False)
        self.side_box.setCurrentIndex(self.side_box.findData(result.side.value))
        self.form_box.setCurrentIndex(self.form_box.findData(result.form_ok))
        self._show_effort(result.rpe)

    def _show_effort(self, rpe: float | None) -> None:
        """In its word; an effort from elsewhere that has none as its number."""
        known = {value: key for key, (value, _, _) in EFFORTS.items()}
        if rpe is not None and rpe not in known and self.effort_box.findData(rpe) < 0:
            self.effort_box.addItem(f"RPE {rpe:g}", rpe)
        said = "" if rpe is None else known.get(rpe, rpe)
        self.effort_box.setCurrentIndex(self.effort_box.findData(said))

    def focus_first(self) -> None:
        field = self.held_box if self._held_field.isVisibleTo(self) else self.reps_box
        field.box.setFocus()
        field.box.selectAll()

    @Slot(float)
    def _tell_held(self, value: float) -> None:
        self.corrected.emit(self.result.id, {"held_s": None if value < 0 else value})

    @Slot(float)
    def _tell_reps(self, value: float) -> None:
        self.corrected.emit(self.result.id, {"done_reps": None if value < 0 else int(value)})

    @Slot(float)
    def _tell_pain(self, value: float) -> None:
        self.corrected.emit(self.result.id, {"pain": None if value < 0 else int(value)})

    @Slot()
    def _tell_side(self) -> None:
        self.corrected.emit(self.result.id, {"side": self.side_box.currentData()})

    @Slot()
    def _tell_effort(self) -> None:
        rpe, rir, _ = EFFORTS.get(self.effort_box.currentData(), (None, None, ""))
        self.corrected.emit(self.result.id, {"rpe": rpe, "rir": rir})

    @Slot()
    def _tell_form(self) -> None:
        self.corrected.emit(self.result.id, {"form_ok": self.form_box.currentData()})

    @Slot()
    def _tell_ended(self) -> None:
        self.corrected.emit(self.result.id, {"ended_by": self.ended_box.currentData()})

    @Slot()
    def _delete(self) -> None:
        self.delete_requested.emit(self.result.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter has already kept the number; it and Esc close the editor, not the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def set_name(result: SetResult) -> str:
    """Which effort of its exercise: Set 3, left side."""
    side = f", {SIDE[result.side]}" if result.side in (Side.LEFT, Side.RIGHT) else ""
    return f"{result.exercise_name}, set {result.set_no}{side}"


def _field(words: str, editor: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE["s"])
    text: QLabel = label(words, "muted", wrap=False)
    text.setBuddy(editor)
    editor.setAccessibleName(words)
    row.addWidget(text)
    row.addWidget(editor)
    return holder
