"""Where real time enters: sleeps until the next thing is due, then tells what happened."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from workouts.events import Event
from workouts.model import Exercise
from workouts.session import Session, State, View
from workouts.timeline import Step

LOST_S = 5.0
CHECK_MS = 1000  # how often a paused or self-paced session looks whether the machine slept


class SessionDriver(QObject):
    """Runs one session. The only class that has both a timer and the engine."""

    event_happened = Signal(object, float)  # the event, and `now` on the session's clock
    settled = Signal()  # all events of a moment have been told

    def __init__(
        self,
        session: Session,
        clock: Callable[[], float],
        asleep_s: Callable[[], float] = lambda: 0.0,
        parent: QObject | None = None,
    ) -> None:
        """`asleep_s` tells how long the machine has slept in all, where the clock stood still."""
        super().__init__(parent)
        self.session = session
        self._clock = clock
        self._asleep_s = asleep_s
        self._slept = asleep_s()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.wake)

    def view(self) -> View:
        return self.session.view(self._clock())

    def now(self) -> float:
        return self._clock()

    @Slot()
    def start(self) -> None:
        self._tell(self.session.start(self._clock()))

    @Slot()
    def wake(self) -> None:
        """Tell what fell due; where the machine slept, pause at the moment it was left."""
        now, due = self._clock(), self.session.due
        slept = self._asleep_s() - self._slept
        self._slept += slept
        if due is not None and now - due > LOST_S:
            self._tell(self.session.pause(due, asleep=True))
        elif slept > LOST_S:
            self._tell(self.session.pause(now, asleep=True))
        else:
            self._tell(self.session.advance(now))

    @Slot()
    def toggle_pause(self) -> None:
        """Pause or go on; in a self-paced set the same key says done."""
        if self.session.state is State.RUNNING and self.view().left is None:
            self.done()
        elif self.session.state is State.RUNNING:
            self.pause()
        else:
            self.resume()

    @Slot()
    def pause(self) -> None:
        self._tell(self.session.pause(self._clock()))

    @Slot()
    def resume(self) -> None:
        self._slept = self._asleep_s()
        self._tell(self.session.resume(self._clock()))

    @Slot()
    def skip(self) -> None:
        self._tell(self.session.skip(self._clock()))

    @Slot()
    def back(self) -> None:
        self._tell(self.session.back(self._clock()))

    @Slot(int)
    def seek(self, index: int) -> None:
        self._tell(self.session.seek(self._clock(), index))

    @Slot(float)
    def extend(self, seconds: float) -> None:
        self._tell(self.session.extend(self._clock(), seconds))

    @Slot()
    def drop(self) -> None:
        self._tell(self.session.drop(self._clock()))

    @Slot()
    def done(self) -> None:
        self._tell(self.session.done(self._clock()))

    @Slot()
    def count(self) -> None:
        self._tell(self.session.count(self._clock()))

    @Slot()
    def swap_sides(self) -> None:
        self._tell(self.session.swap_sides(self._clock()))

    def swap_exercise(self, exercise: Exercise) -> None:
        self._tell(self.session.swap_exercise(self._clock(), exercise))

    def rearrange(self, steps: list[Step]) -> None:
        self._tell(self.session.rearrange(self._clock(), steps))

    def trim(self, seconds: float, filler: Exercise) -> None:
        """End in so many seconds, leaving out what matters least."""
        self._tell(self.session.trim(self._clock(), seconds, filler))

    def remaining_s(self) -> float:
        return self.session.remaining_s(self._clock())

    @Slot()
    def stop(self) -> None:
        self._tell(self.session.stop(self._clock()))

    def _tell(self, events: list[Event]) -> None:
        now = self._clock()
        for event in events:
            self.event_happened.emit(event, now)
        self._arm()
        if events:
            self.settled.emit()

    def _arm(self) -> None:
        if self.session.state is State.FINISHED:
            self._timer.stop()
            return
        due = self.session.due
        wait = CHECK_MS if due is None else max(0, ceil((due - self._clock()) * 1000))
        self._timer.start(min(wait, CHECK_MS))
