"""The junction of summary and history page with what is kept: corrections, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from gui.milestones_controller import milestones
from gui.pages.history_page import HistoryPage
from gui.pages.summary_page import SummaryPage
from gui.record_controller import set_result
from gui.widgets.set_editor import set_name
from workouts.events import Effort, EndedBy
from workouts.model import Exercise, Kind, Measure, Side
from workouts.outcome import NOTHING_BEFORE, Before
from workouts.records import SessionRecord, SetResult
from workouts.timeline import StepKind, Timeline, compile_workout, single_exercise

if TYPE_CHECKING:
    from db.corrections import Undo
    from db.history import History
    from workouts.library import Library

T = TypeVar("T")

MOST_UNDONE = 100
TRASH_SHOWN = 20


class HistoryController(QObject):
    """Told by pages what to put right. Each change is kept at once and can be undone."""

    changed = Signal()  # something in the history is not as it was
    session_opened = Signal()  # the summary shows an old session
    session_left = Signal()  # it is gone: deleted

    def __init__(
        self, summary: SummaryPage, page: HistoryPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._summary, self._page = summary, page
        self._history: History | None = None
        self._session_id = ""
        self.past = False  # the summary shows an old session, not one just over
        self._before: Before = NOTHING_BEFORE
        self._library: Callable[[], Library] | None = None
        self._undos: list[tuple[str, Undo]] = []  # what was changed in words, and the way back
        self._connect()

    def _connect(self) -> None:
        summary, menu = self._summary, self._page.menu
        summary.set_corrected.connect(self.correct_set)
        summary.set_delete_requested.connect(self.delete_set)
        summary.session_delete_requested.connect(self._delete_shown)
        summary.effort_said.connect(self.keep_effort)
        summary.pain_said.connect(self.keep_pain)
        summary.note_written.connect(self.keep_note)
        summary.undo_requested.connect(self.undo)
        summary.sets_addable_wanted.connect(self._show_addable)
        summary.set_added.connect(self.add_set)
        self._page.session_opened.connect(self.open_session)
        self._page.session_delete_requested.connect(self.delete_session)
        self._page.undo_requested.connect(self.undo)
        menu.trash_wanted.connect(self._show_trash)
        menu.bring_back_requested.connect(self.bring_back)

    def use_history(self, history: "History | None") -> None:
        self._history = history
        self._undos.clear()

    def use_library(self, library: "Callable[[], Library]") -> None:
        """Where the exercises are that a set can be added of."""
        self._library = library

    # -- the summary of a session

    @Slot(str)
    def show_summary(self, session_id: str) -> None:
        """What a session that is just over came to."""
        self._show(session_id, past=False)

    @Slot(str)
    def open_session(self, session_id: str) -> None:
        """An old session, to look at and put right."""
        if self._history:
            self._show(session_id, past=True)
            self.session_opened.emit()

    def _show(self, session_id: str, *, past: bool) -> None:
        history = self._history
        if not history:
            return
        self._session_id, self.past = session_id, past
        self._undos.clear()
        session, sets = history.session(session_id), history.sets(session_id)
        self._before = self._held_before(history, session, sets)
        self._summary.milestones = milestones(history.path, session, sets)
        warm_ups = _warm_ups(history, session.started_at) if session.kind is Kind.WARM_UP else 0
        self._summary.show_session(session, sets, self._before, past=past, warm_ups=warm_ups)

    @Slot(str, dict)
    def correct_set(self, set_id: str, changes: dict[str, object]) -> None:
        """Put columns of a set right."""
        said = self.tr("Changed: {}.").format(self._name_of(set_id))
        self._change(said, lambda it: it.corrections.edit_set(set_id, **changes))

    @Slot(str)
    def delete_set(self, set_id: str) -> None:
        """Take a set away; it can be brought back for 30 days."""
        said = self.tr("Deleted: {}.").format(self._name_of(set_id))
        self._change(said, lambda it: it.corrections.delete_set(set_id))

    @Slot(object)
    def keep_effort(self, rpe: int | None) -> None:
        said = self.tr("Effort {}.").format("unknown" if rpe is None else rpe)
        value = None if rpe is None else float(rpe)
        self._change(said, lambda it: it.corrections.edit_session(self._session_id, rpe=value))

    @Slot(object)
    def keep_pain(self, pain: int | None) -> None:
        said = self.tr("Pain {}.").format("unknown" if pain is None else pain)
        self._change(
            said, lambda it: it.corrections.edit_session(self._session_id, pain_worst=pain)
        )

    @Slot(str)
    def keep_note(self, note: str) -> None:
        said = self.tr("Note kept.")
        self._change(
            said, lambda it: it.corrections.edit_session(self._session_id, note=note or None)
        )

    @Slot()
    def undo(self) -> None:
        """Take back the newest change that was made here."""
        if not (self._undos and self._history):
            return
        said, way_back = self._undos.pop()
        if self._try(lambda it: it.corrections.undo(way_back)) is None:
            return
        if way_back.id == self._session_id and way_back.before.get("deleted_at"):
            self._session_id = ""  # it was added, and is gone again
            self.session_left.emit()
        self._tell(self.tr("Taken back. {}").format(said))

    @Slot()
    def _show_addable(self) -> None:
        """What a set can be added of: the exercises of this session first, then all of them."""
        if not (self._history and self._library and self._session_id):
            return
        here = dict.fromkeys(one.exercise_id for one in self._history.sets(self._session_id))
        self._summary.show_addable(tuple(here), self._library().exercises)

    # -- whole sessions

    @Slot(str)
    def delete_session(self, session_id: str) -> None:
        """Take a session away with its sets; asks once, on the page."""
        if not self._history:
            return
        session = self._history.session(session_id)
        self._page.notice.ask(
            self.tr("Delete {} of {}?").format(session.title, f"{session.started_at:%d %b %Y}"),
            self.tr("It can be brought back for 30 days, from the menu."),
            self.tr("Delete"),
            lambda: self._delete(session),
        )

    @Slot()
    def _delete_shown(self) -> None:
        session_id = self._session_id
        self.session_left.emit()
        self.delete_session(session_id)

    def _delete(self, session: SessionRecord) -> None:
        said = self.tr("Deleted: {}.").format(session.title)
        self._change(said, lambda it: it.corrections.delete_session(session.id))

    @Slot(str, str)
    def bring_back(self, table: str, row_id: str) -> None:
        """Take something out of the trash."""
        self._change(self.tr("Brought back."), lambda it: it.corrections.undelete(table, row_id))

    @Slot()
    def _show_trash(self) -> None:
        found = self._history.corrections.trash() if self._history else []
        self._page.menu.show_trash(
            [(str(row["table"]), str(row["id"]), _trash_text(row)) for row in found[:TRASH_SHOWN]]
        )

    def add_session(
        self, timeline: Timeline, began: datetime, rpe: float | None, note: str = ""
    ) -> None:
        """Keep a workout done elsewhere as it was planned, then open it to be put right."""
        from db.ids import new_id

        history = self._history
        if not history:
            return
        session = SessionRecord(
            id=new_id(began),
            workout_id=timeline.workout_id,
            title=timeline.title,
            kind=timeline.kind,
            started_at=began,
            finished_at=began + timedelta(seconds=timeline.total_s),
            state="finished",
            planned_s=timeline.total_s,
            active_s=timeline.total_s,
            paused_s=0.0,
            rpe=rpe,
            note=note,
        )
        if self._try(
            lambda it: it.corrections.add_session(session, done_as_planned(timeline, began))
        ):
            self.changed.emit()
            self.open_session(session.id)
            said = self.tr("Added: {}.").format(session.title)
            self._undos.append((said, history.corrections.added("session", session.id)))
            self._say(said)

    @Slot(str, str)
    def add_set(self, exercise_id: str, side: str) -> None:
        """Keep one more set in the session that is shown, to be put right there.

        Done as the last set of its exercise and side was meant, else at the usual dose.
        """
        history = self._history
        exercise = self._library().exercises.get(exercise_id) if self._library else None
        if not (history and self._session_id and exercise):
            return
        session, sets = history.session(self._session_id), history.sets(self._session_id)
        made = one_more(exercise, Side(side), session, sets)
        said = self.tr("Added: {}.").format(set_name(made))
        self._change(said, lambda it: it.corrections.add_set(session.id, made))
        self._summary.table.open_editor(made.id)

    # -- within

    def _change(self, said: str, make: "Callable[[History], Undo]") -> None:
        made = self._try(make)
        if made is not None:
            self._undos = [*self._undos[-MOST_UNDONE:], (said, made)]
            self._tell(said)

    def _tell(self, said: str) -> None:
        """Show what there is now, and say what was done."""
        history = self._history
        assert history
        if self._session_id:
            session, sets = history.session(self._session_id), history.sets(self._session_id)
            self._summary.show_again(session, sets, self._before, past=self.past)
        self._say(said)
        self.changed.emit()

    def _say(self, said: str) -> None:
        possible = bool(self._undos)
        self._summary.show_undo(said, possible=possible)
        if self._page.isVisible():
            self._page.notice.tell(said, self.undo if possible else None)

    def _try(self, make: "Callable[[History], T]") -> T | None:
        """Do it; where it cannot be done, one plain message and nothing changed."""
        from db.errors import HistoryError

        assert self._history
        try:
            return make(self._history)
        except (HistoryError, ValueError) as error:
            self._say(str(error))
        except KeyError:
            self._say(self.tr("This is not in the history (yet), so it cannot be changed."))
        return None

    def _name_of(self, set_id: str) -> str:
        sets = self._history.sets(self._session_id) if self._history else []
        return next((set_name(result) for result in sets if result.id == set_id), "")

    def _held_before(
        self, history: "History", session: SessionRecord, sets: Sequence[SetResult]
    ) -> Before:
        from db.before import before
        from db.errors import HistoryError

        exercises = {result.exercise_id for result in sets}
        try:
            return before(history.path, session.id, session.started_at, exercises)
        except HistoryError:
            return NOTHING_BEFORE  # a summary without records is still a summary


def one_more(
    exercise: Exercise, side: Side, session: SessionRecord, sets: Sequence[SetResult]
) -> SetResult:
    """A set after the last of a session, done as it was meant."""
    from db.ids import new_id

    begun = session.started_at + timedelta(seconds=session.active_s + session.paused_s)
    alike = [one for one in sets if one.exercise_id == exercise.id and one.side is side]
    step = next(
        step
        for step in compile_workout(single_exercise(exercise), {exercise.id: exercise}).steps
        if step.kind is StepKind.WORK
    )
    step = replace(
        step,
        side=side,
        set_no=1 + max((one.set_no for one in alike), default=0),
        round_no=alike[-1].round_no if alike else 1,
    )
    if alike and alike[-1].target_s and exercise.measure is Measure.HOLD:
        step = replace(step, planned_s=alike[-1].target_s)
    elif alike and alike[-1].target_reps:
        step = replace(step, reps=alike[-1].target_reps)
    seconds = step.target_s or step.planned_s
    done = Effort(
        None if exercise.measure is Measure.HOLD else step.reps,
        step.target_s,
        seconds,
        EndedBy.DONE,
    )
    position = 1 + max((one.position for one in sets), default=0)
    return replace(set_result(step, done, position, begun), id=new_id(begun))


def done_as_planned(timeline: Timeline, began: datetime) -> list[SetResult]:
    """Every effort of a workout, done to its target."""
    works = [step for step in timeline.steps if step.kind is StepKind.WORK]
    return [
        set_result(
            step,
            Effort(step.reps or None, step.target_s, step.planned_s, EndedBy.TARGET),
            number,
            began + timedelta(seconds=step.at),
        )
        for number, step in enumerate(works, start=1)
    ]


def _warm_ups(history: "History", moment: datetime) -> int:
    """Warm-ups finished in the week of a moment, from its Monday on."""
    year, week, _ = moment.isocalendar()
    return sum(
        session.kind is Kind.WARM_UP
        and session.state == "finished"
        and session.started_at.isocalendar()[:2] == (year, week)
        for session in history.sessions(100)
    )


def _trash_text(row: dict[str, object]) -> str:
    kind = {"session": "session", "set_result": "set", "run": "run"}[str(row["table"])]
    day = datetime.fromisoformat(str(row["started_at"])).astimezone()
    return f"{row['name'] or kind}, {kind} of {day:%d %b %Y, %H:%M}"
