"""The end of a session: what it came to, how it felt, and every row of it to be put right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.theme import SPACE, Theme
from gui.widgets.add_set_button import AddSetButton
from gui.widgets.chips import tag
from gui.widgets.columns import Columns
from gui.widgets.done_table import DoneTable
from gui.widgets.foot import Foot
from gui.widgets.layout import card, label, page_column
from gui.widgets.next_card import NextCard
from gui.widgets.number_scale import NumberScale
from gui.widgets.session_ring import Arc, SessionRing
from gui.words import SIDE, clock_time, seconds_text
from workouts.model import Exercise, Kind, Side
from workouts.outcome import NOTHING_BEFORE, Before, Record, records
from workouts.records import SessionRecord, SetResult
from workouts.safety import safety

WARM_UPS_A_WEEK = 3  # the goal: activation before three runs
EFFORT_WORDS = (
    *("Nothing at all", "Hardly anything", "Very easy", "Very easy", "Easy", "Easy"),
    *("About right", "About right", "Hard", "Very hard", "All there was"),
)


class SummaryPage(QWidget):
    done_requested = Signal()
    set_corrected = Signal(str, dict)  # id, the columns that changed
    set_delete_requested = Signal(str)
    sets_addable_wanted = Signal()  # answered with show_addable
    set_added = Signal(str, str)  # the id of an exercise, and a side
    session_delete_requested = Signal()
    effort_said = Signal(object)  # 0 to 10 or None
    pain_said = Signal(object)
    note_written = Signal(str)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = ""
        self.milestones: Sequence[tuple[str, str]] = ()  # further bests: a word, what it is
        self.ring = SessionRing()
        self.title = label("", "display")
        self.facts = label("", "lead")
        self.table = DoneTable()
        self.effort_scale = NumberScale(
            self.tr("Effort"), _effort_words, self.tr("How hard was it as a whole?")
        )
        self.pain_scale = NumberScale(
            self.tr("Pain"), _pain_words, self.tr("The worst during the session")
        )
        self.next_card = NextCard()
        self.note_edit = QLineEdit()
        self.done_button = QPushButton()
        self.delete_button = QPushButton(self.tr("Delete this session"))
        self.undo_button = QPushButton(self.tr("Undo  (Ctrl+Z)"))
        self.add_set_button = AddSetButton()
        self._records = QVBoxLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = page_column(self)
        column.setSpacing(SPACE["m"])
        column.addLayout(self._head())
        self.felt_card = self._felt()
        column.addWidget(self.felt_card)
        self.done_card = card()
        inside = QVBoxLayout(self.done_card)
        inside.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["l"])
        inside.addWidget(self.table)
        column.addWidget(self.next_card)
        column.addWidget(self.done_card)
        column.addStretch(1)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        foot = self._foot()
        row = QHBoxLayout()
        row.setContentsMargins(SPACE["xl"], SPACE["s"], SPACE["xl"] + SPACE["m"], SPACE["m"])
        row.addWidget(foot)
        outer.addLayout(row)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(SPACE["s"])
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        self._records.setSpacing(SPACE["xs"])
        words.addLayout(self._records)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE["l"])
        head.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _felt(self) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["m"])
        halves = Columns(least=76)
        halves.left.addWidget(self.effort_scale)
        halves.right.addWidget(self.pain_scale)
        column.addWidget(halves)
        self.note_edit.setPlaceholderText(self.tr("A note for later"))
        self.note_edit.setAccessibleName(self.tr("Note"))
        self.note_edit.setMaxLength(2000)
        column.addWidget(self.note_edit)
        return frame

    def _foot(self) -> Foot:
        self.done_button.setProperty("kind", "primary")
        for button in (self.done_button, self.delete_button, self.undo_button):
            button.setAutoDefault(True)
        for button in (self.delete_button, self.undo_button, self.add_set_button):
            button.setProperty("kind", "quiet")
        self.saved_label = label("", "small")
        return Foot(
            (self.done_button, self.saved_label),
            (self.undo_button, self.add_set_button, self.delete_button),
        )

    def _connect(self) -> None:
        self.done_button.clicked.connect(self._leave)
        self.table.corrected.connect(self.set_corrected)
        self.table.delete_requested.connect(self.set_delete_requested)
        self.effort_scale.value_said.connect(self.effort_said)
        self.pain_scale.value_said.connect(self.pain_said)
        self.note_edit.editingFinished.connect(self._tell_note)
        self.delete_button.clicked.connect(self.session_delete_requested)
        self.undo_button.clicked.connect(self.undo_requested)
        self.add_set_button.wanted.connect(self.sets_addable_wanted)
        self.add_set_button.chosen.connect(self.set_added)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo_requested)

    def set_theme(self, theme: Theme) -> None:
        self.ring.set_theme(theme)
        self.table.set_theme(theme)

    def set_reduced_motion(self, on: bool) -> None:
        self.ring.reduced_motion = on

    def show_session(
        self,
        session: SessionRecord,
        sets: Sequence[SetResult],
        before: Before = NOTHING_BEFORE,
        *,
        past: bool = False,
        warm_ups: int = 0,
    ) -> None:
        """A session just over, or with `past` one of the history to look at and put right.

        `warm_ups` is how many were finished this week, this one included.
        """
        warm_up = session.kind is Kind.WARM_UP
        finished = session.state == "finished"
        self._note = session.note
        self.table.close_editor()
        self.title.setText(self._title(session, past=past))
        week = warm_up and finished and not past and warm_ups
        self._say_facts(session, sets, warm_ups if week else 0, past=past)
        self.felt_card.setVisible(not warm_up)
        self.effort_scale.show_value(None if session.rpe is None else round(session.rpe))
        self.pain_scale.show_value(session.pain_worst)
        self.note_edit.setText(session.note)
        where = self.tr("Back to History  (Enter)") if past else self.tr("Back to Today  (Enter)")
        self.done_button.setText(where)
        self.delete_button.setVisible(past)
        self._show_results(session, sets, before, draw_in=not past)
        self.show_undo("", possible=False)

    def show_again(
        self, session: SessionRecord, sets: Sequence[SetResult], before: Before, *, past: bool
    ) -> None:
        """The same session after a correction: the place and an open editor stay."""
        self._say_facts(session, sets, 0, past=past)
        self.effort_scale.show_value(None if session.rpe is None else round(session.rpe))
        self.pain_scale.show_value(session.pain_worst)
        if self._note != session.note:
            self._note = session.note
            self.note_edit.setText(session.note)
        self._show_results(session, sets, before, draw_in=False)

    def show_addable(self, first: Sequence[str], exercises: Mapping[str, Exercise]) -> None:
        """What a set can be added of; `first` are the ids of those done in this session."""
        self.add_set_button.show_exercises(first, exercises)

    def show_undo(self, text: str, *, possible: bool) -> None:
        """What was just changed (or could not be), and whether there is a way back."""
        self.undo_button.setVisible(possible)
        self.saved_label.setText(
            text or self.tr("Everything is saved. Click a set to correct it.")
        )

    def _show_results(
        self,
        session: SessionRecord,
        sets: Sequence[SetResult],
        before: Before,
        *,
        draw_in: bool,
    ) -> None:
        arcs = [Arc(max(1.0, r.active_s), _share(r), r.side) for r in sets]
        self.ring.show_arcs(arcs, clock_time(session.active_s), self.tr("active"), draw_in=draw_in)
        self.done_card.setVisible(bool(sets))
        self.table.show_sets(sets, before)
        self._show_records(records(sets, before))

    def _show_records(self, found: Sequence[Record]) -> None:
        for at in reversed(range(self._records.count())):
            item = self._records.takeAt(at)
            if item and (row := item.widget()):
                row.hide()
                row.deleteLater()
        told = [
            (self.tr("Longest hold") if r.is_hold else self.tr("Most reps"), record_text(r))
            for r in found
        ]
        for words, text in (*told, *self.milestones):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(SPACE["s"])
            line.addWidget(tag(words, strong=True), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(text), 1)
            self._records.addWidget(row)

    def _title(self, session: SessionRecord, *, past: bool) -> str:
        if past:
            return session.title
        if session.state != "finished":
            return self.tr("Kept what you did")
        return self.tr("Go run") if session.kind is Kind.WARM_UP else self.tr("Well done")

    def _say_facts(
        self, session: SessionRecord, sets: Sequence[SetResult], warm_ups: int, *, past: bool
    ) -> None:
        held = sum(result.held_s or 0.0 for result in sets)
        reps = sum(result.done_reps or 0 for result in sets)
        facts = [f"{session.started_at:%a %d %b %Y, %H:%M}" if past else session.title]
        if held:
            facts.append(self.tr("{} held").format(seconds_text(held)))
        if reps:
            facts.append(self.tr("{} reps").format(reps))
        if warm_ups:
            told = self.tr("warm-up {} this week, {} is the goal")
            facts.append(told.format(warm_ups, WARM_UPS_A_WEEK))
        self.facts.setText("  ·  ".join(facts))

    @Slot()
    def _tell_note(self) -> None:
        note = self.note_edit.text().strip()
        if note != self._note:
            self._note = note
            self.note_written.emit(note)

    @Slot()
    def _leave(self) -> None:
        self._tell_note()
        self.done_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._leave()
        else:
            super().keyPressEvent(event)


def record_text(record: Record) -> str:
    """A record beside what it beat: 20 s, Side plank, left side (before 18 s)."""
    side = f", {SIDE[record.side]}" if record.side in (Side.LEFT, Side.RIGHT) else ""
    if record.is_hold:
        value, old = seconds_text(record.value), seconds_text(record.before)
    else:
        value, old = f"{record.value:g}", f"{record.before:g}"
    return f"{value}  {record.name}{side}  (before {old})"


def _share(result: SetResult) -> float:
    if result.target_reps:
        return min(1.0, (result.done_reps or 0) / result.target_reps)
    return min(1.0, (result.held_s or 0.0) / result.target_s) if result.target_s else 1.0


def _effort_words(value: int) -> str:
    return EFFORT_WORDS[value]


def _pain_words(value: int) -> str:
    rule = safety().pain_rule(value)
    return f"{rule.word.capitalize()}. {rule.do}" if rule.do else rule.word.capitalize()
