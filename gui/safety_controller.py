"""Signs to stop at, the lock they put on the plan, and the look at equipment before a session."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.main_window import MainWindow
from gui.settings import Settings
from workouts.model import Kind
from workouts.safety import EquipmentCheck, Guidance, RedFlag, safety
from workouts.timeline import Timeline

if TYPE_CHECKING:
    from gui.pages.equipment_page import EquipmentPage
    from gui.pages.lock_notice_page import LockNoticePage
    from gui.pages.red_flag_page import RedFlagPage


def lock_of(settings: Settings) -> RedFlag | None:
    """The sign that locks the plan; None where it is not locked."""
    return safety().flag_of(settings.red_flag) if settings.red_flag else None


def checks_before(timeline: Timeline, settings: Settings) -> tuple[EquipmentCheck | Guidance, ...]:
    """What to look at and read before a session, without what the athlete wants to see no more.

    Nothing to read stands before a warm-up: somebody is about to leave the house.
    """
    exercises = {step.exercise.id: step.exercise for step in timeline.steps}.values()
    found: list[EquipmentCheck | Guidance] = [
        *safety().checks_for(item for one in exercises for item in one.equipment)
    ]
    if timeline.kind is not Kind.WARM_UP:
        found += safety().guidance_for(exercises)
    known = settings.checks_known.split("+")
    return tuple(check for check in found if check.id not in known)


class SafetyController(QObject):
    """Pages made when first wanted. `settings` gives those of the moment."""

    settings_changed = Signal(object)
    lock_changed = Signal(object)  # RedFlag or None
    stop_requested = Signal()  # a session runs, and something is wrong
    pause_requested = Signal()
    told = Signal(str)  # what to look at, while a warm-up already runs

    def __init__(
        self,
        window: MainWindow,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._settings = window, settings
        self.flags: RedFlagPage | None = None
        self.equipment: EquipmentPage | None = None
        self.notice: LockNoticePage | None = None
        self._begin: Callable[[], None] | None = None
        self._came_from: QWidget | None = None

    @property
    def lock(self) -> RedFlag | None:
        return lock_of(self._settings())

    @Slot()
    def show_flags(self) -> None:
        """The signs, or the advice of the one that was chosen; a session under way pauses."""
        if self.flags is None:
            from gui.pages.red_flag_page import RedFlagPage

            self.flags = RedFlagPage()
            self._window.add_whole(self.flags)
            self.flags.flag_chosen.connect(self.choose)
            self.flags.unlock_requested.connect(self.unlock)
            self.flags.leave_requested.connect(self.leave)
        if self._window.whole_page is not self.flags:
            self._came_from = self._window.whole_page
        if self._window.busy:
            self.pause_requested.emit()
        self.flags.show_lock(self.lock)
        self._window.show_whole(self.flags)
        self.flags.focus_first()

    @Slot(str)
    def choose(self, flag_id: str) -> None:
        """Lock the plan with the advice for this sign, and end a session under way."""
        self.settings_changed.emit(replace(self._settings(), red_flag=flag_id))
        self.lock_changed.emit(self.lock)
        if self._window.busy:
            self._came_from = None
            self.stop_requested.emit()
            QTimer.singleShot(0, self.show_flags)  # after the end of the session was shown
        else:
            self.show_flags()

    @Slot()
    def unlock(self) -> None:
        """The athlete has read the advice and takes the lock off."""
        self.settings_changed.emit(replace(self._settings(), red_flag=""))
        self.lock_changed.emit(None)
        self.leave()

    @Slot()
    def leave(self) -> None:
        """Back to where the signs were asked for."""
        if self._came_from is None:
            self._window.show_home()
        else:
            self._window.show_whole(self._came_from)

    def look_before(self, timeline: Timeline, begin: Callable[[], None]) -> None:
        """Begin at once, or after what has to be read: the lock first, then the equipment.

        A warm-up is never kept waiting: it is told beside its first step.
        """
        self.give_notice(timeline, lambda: self._look_at_equipment(timeline, begin))

    def give_notice(self, timeline: Timeline, go_on: Callable[[], None]) -> None:
        """Go on at once, or after the advice was shown while the plan is locked."""
        lock = self.lock
        if lock and timeline.kind is Kind.WARM_UP:
            go_on()
            self.told.emit(self.tr("You marked a sign to stop at: {}").format(lock.do))
        elif lock:
            self._show_notice(lock, go_on)
        else:
            go_on()

    def _show_notice(self, lock: RedFlag, go_on: Callable[[], None]) -> None:
        """The advice once more, and a free choice: it says it once and does not argue."""
        if self.notice is None:
            from gui.pages.lock_notice_page import LockNoticePage

            self.notice = LockNoticePage()
            self._window.add_whole(self.notice)
            self.notice.begin_requested.connect(self._go_on)
            self.notice.rest_requested.connect(self._leave_equipment)
            self.notice.advice_requested.connect(self._show_advice)
        self._begin = go_on
        self._window.show_whole(self.notice)
        self.notice.show_flag(lock)

    @Slot()
    def _go_on(self) -> None:
        begin, self._begin = self._begin, None
        if begin:
            begin()

    @Slot()
    def _show_advice(self) -> None:
        """From the notice to the advice, and from there home: the session was not begun."""
        self._begin = None
        self._window.show_home()
        self.show_flags()

    def _look_at_equipment(self, timeline: Timeline, begin: Callable[[], None]) -> None:
        checks = checks_before(timeline, self._settings())
        if not checks:
            begin()
            return
        if timeline.kind is Kind.WARM_UP:  # one key starts it: told beside the first step
            begin()
            self.told.emit("\n".join(f"{one.title}: {' '.join(one.line)}" for one in checks))
            return
        if self.equipment is None:
            from gui.pages.equipment_page import EquipmentPage

            self.equipment = EquipmentPage()
            self._window.add_whole(self.equipment)
            self.equipment.start_requested.connect(self._start)
            self.equipment.leave_requested.connect(self._leave_equipment)
        self._begin = begin
        self._window.show_whole(self.equipment)
        self.equipment.show_checks(checks)

    @Slot(object)
    def _start(self, known: frozenset[str]) -> None:
        if known:
            settings = self._settings()
            before = [id_ for id_ in settings.checks_known.split("+") if id_]
            kept = "+".join(sorted({*before, *known}))
            self.settings_changed.emit(replace(settings, checks_known=kept))
        self._go_on()

    @Slot()
    def _leave_equipment(self) -> None:
        self._begin = None
        self._window.show_home()
