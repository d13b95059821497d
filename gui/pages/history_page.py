"""What was done: the sessions, their sets, and held seconds per side over time."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.charts.geometry import Point
from gui.charts.hold_chart import HoldChart
from gui.theme import SPACE, Theme
from gui.widgets.history_menu import HistoryMenu
from gui.widgets.layout import card, label
from gui.widgets.notice import Notice
from gui.words import SIDE, clock_time
from workouts.model import Side
from workouts.records import SessionRecord, SetResult

STATE = {"finished": "", "stopped": "stopped early", "running": "interrupted"}


class HistoryPage(QWidget):
    session_chosen = Signal(str)  # id
    exercise_chosen = Signal(str)  # id
    session_opened = Signal(str)  # id, to be put right
    session_delete_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.exercise_box = QComboBox()
        self.exercise_box.setAccessibleName(self.tr("Exercise of the chart"))
        self.chart = HoldChart()
        self.session_list = QListWidget()
        self.session_list.setAccessibleName(self.tr("Sessions, newest first"))
        self.sets_label = label("", "body")
        self.sets_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty_label = label(
            self.tr("Nothing here yet. One minute is enough to begin: press Warm up on Today."),
            "lead",
        )
        self.menu = HistoryMenu(self)
        self.menu_button = QPushButton(self.tr("Correct, export, back up…"))
        self.menu_button.setMenu(self.menu)
        self.notice = Notice()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("History"), "display", wrap=False))
        head.addStretch(1)
        head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._chart_card = card()
        inside = QVBoxLayout(self._chart_card)
        inside.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["s"])
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Held seconds per side"), "section", wrap=False))
        top.addStretch(1)
        top.addWidget(self.exercise_box)
        inside.addLayout(top)
        inside.addWidget(self.chart, 1)
        self.session_list.setWordWrap(True)
        self.session_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.session_list.setMinimumHeight(160)
        self.chart.setMinimumHeight(150)
        self._lists = QWidget()
        lists = QHBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(SPACE["m"])
        sets_card = card()
        sets = QVBoxLayout(sets_card)
        sets.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.sets_label)
        self.sets_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        sets.addWidget(area)
        lists.addWidget(self.session_list, 1)
        lists.addWidget(sets_card, 1)
        inside_page = QWidget()
        page = QScrollArea()  # scrolls only where large letters leave too little room
        page.setWidgetResizable(True)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(inside_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        outer = QVBoxLayout(inside_page)
        outer.setContentsMargins(SPACE["xl"], SPACE["l"], SPACE["xl"], SPACE["l"])
        outer.setSpacing(SPACE["m"])
        outer.addLayout(head)
        outer.addWidget(self.notice)
        outer.addWidget(self.empty_label)
        outer.addWidget(self._chart_card, 3)
        outer.addWidget(self._lists, 2)
        outer.addStretch(0)

    def _connect(self) -> None:
        self.session_list.currentItemChanged.connect(self._choose_session)
        self.exercise_box.currentIndexChanged.connect(self._choose_exercise)
        self.session_list.itemActivated.connect(self._open_session)
        self.menu.open_requested.connect(self._open_session)
        self.menu.delete_requested.connect(self._delete_session)
        self.menu.undo_requested.connect(self.undo_requested)
        for key, on_list, slot in (
            (QKeySequence.StandardKey.Delete, True, self._delete_session),
            (QKeySequence.StandardKey.Undo, False, self.undo_requested),
        ):
            shortcut = QShortcut(QKeySequence(key), self.session_list if on_list else self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def chosen_id(self) -> str:
        """The session the list stands on; empty where there is none."""
        if self.session_list.currentRow() < 0:
            return ""
        return str(self.session_list.currentItem().data(Qt.ItemDataRole.UserRole))

    def set_theme(self, theme: Theme) -> None:
        self.chart.set_theme(theme)

    def show_sessions(self, sessions: Sequence[SessionRecord]) -> None:
        """List the sessions, newest first; the chosen one stays, else it is the newest."""
        chosen = self.chosen_id
        self.session_list.clear()
        for session in sessions:
            parts = [
                f"{session.started_at:%a %d %b %Y, %H:%M}",
                clock_time(session.active_s),
                STATE.get(session.state, session.state),
            ]
            item = QListWidgetItem(
                session.title + "\n" + "  ·  ".join(part for part in parts if part)
            )
            item.setData(Qt.ItemDataRole.UserRole, session.id)
            self.session_list.addItem(item)
        self.empty_label.setVisible(not sessions)
        self._chart_card.setVisible(bool(sessions))
        self._lists.setVisible(bool(sessions))
        self.menu.show_chosen(some=bool(sessions))
        if sessions:
            ids = [session.id for session in sessions]
            self.session_list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)

    def show_sets(self, sets: Sequence[SetResult]) -> None:
        """The sets of the chosen session, in the order they were done."""
        rows = []
        for result in sets:
            done = []
            if result.held_s is not None:
                target = f" of {result.target_s:g}" if result.target_s else ""
                done.append(f"{round(result.held_s, 1):g}{target} s")
            if result.done_reps is not None:
                done.append(f"{result.done_reps} of {result.target_reps} reps")
            side = f", {SIDE[result.side]}" if result.side in (Side.LEFT, Side.RIGHT) else ""
            how = "" if result.ended_by == "target" else f"  ({result.ended_by})"
            rows.append(
                f"<tr><td style='padding: 4px 18px 4px 0'>{result.exercise_name}{side}</td>"
                f"<td style='padding: 4px 0'><b>{' · '.join(done)}</b>{how}</td></tr>"
            )
        self.sets_label.setText(f"<table>{''.join(rows)}</table>" if rows else "")

    def show_exercises(self, exercises: Sequence[tuple[str, str]]) -> None:
        """The exercises a chart can be drawn of, as (id, name)."""
        current = self.exercise_box.currentData()
        self.exercise_box.blockSignals(True)
        self.exercise_box.clear()
        for id_, name in exercises:
            self.exercise_box.addItem(name, id_)
        at = self.exercise_box.findData(current)
        self.exercise_box.setCurrentIndex(max(0, at) if exercises else -1)
        self.exercise_box.blockSignals(False)
        self._choose_exercise()

    def show_holds(self, name: str, series: Mapping[str, Sequence[Point]]) -> None:
        self.chart.show_series(self.tr("{}: held seconds").format(name), series)

    @Slot()
    def _choose_session(self) -> None:
        item = self.session_list.currentItem()
        if self.session_list.currentRow() >= 0:
            self.session_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def _open_session(self) -> None:
        if self.chosen_id:
            self.session_opened.emit(self.chosen_id)

    @Slot()
    def _delete_session(self) -> None:
        if self.chosen_id:
            self.session_delete_requested.emit(self.chosen_id)

    @Slot()
    def _choose_exercise(self) -> None:
        if self.exercise_box.currentIndex() >= 0:
            self.exercise_chosen.emit(self.exercise_box.currentData())
