"""What was done: the sessions, newest first, and their sets."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE, Theme
from gui.widgets.history_menu import HistoryMenu
from gui.widgets.layout import card, label
from gui.widgets.notice import Notice
from gui.words import SIDE, clock_time
from workouts.model import Side
from workouts.records import SessionRecord, SetResult

STATE = {"finished": "", "stopped": "stopped early", "running": "interrupted"}

NARROW = 70  # letters


class HistoryPage(QWidget):
    session_chosen = Signal(str)  # id
    exercise_opened = Signal(str)  # id: all that was done of it
    session_opened = Signal(str)  # id, to be put right
    session_delete_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session_list = QListWidget()
        self.session_list.setAccessibleName(self.tr("Sessions, newest first"))
        self.sets_label = label("", "body")
        self.sets_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._link = ""
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
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._title = label(self.tr("History"), "display", wrap=False)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.session_list.setWordWrap(True)
        self.session_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.session_list.setMinimumHeight(160)
        self._lists = QWidget()
        lists = self._columns = QHBoxLayout(self._lists)
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
        outer.addWidget(self._lists, 1)
        outer.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sets of a session beside the sessions; below them where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        need = self._title.sizeHint().width() + self.menu_button.sizeHint().width() + SPACE["m"]
        room = self.width() - 2 * SPACE["xl"] >= need
        self._head.setDirection(direction.LeftToRight if room else direction.TopToBottom)

    def _connect(self) -> None:
        self.session_list.currentItemChanged.connect(self._choose_session)
        self.sets_label.linkActivated.connect(self.exercise_opened)
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
        """Links take the colour of text: they are told by their line."""
        self._link = theme.text

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
        self._lists.setVisible(bool(sessions))
        self.menu.show_chosen(some=bool(sessions))
        if sessions:
            ids = [session.id for session in sessions]
            self.session_list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)

    def show_unreadable(self) -> None:
        """There may be sessions, but nobody can read them: the notice alone says what to do."""
        self.empty_label.hide()
        self._lists.hide()
        self.menu.show_chosen(some=False)

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
                f"<tr><td style='padding: 4px 18px 4px 0'><a href='{result.exercise_id}' "
                f"style='color: {self._link}'>{escape(result.exercise_name)}</a>{side}</td>"
                f"<td style='padding: 4px 0'><b>{' · '.join(done)}</b>{how}</td></tr>"
            )
        self.sets_label.setText(f"<table>{''.join(rows)}</table>" if rows else "")

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
