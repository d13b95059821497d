"""Keeps the time of a warm-up: when it ends, and that it ends then whatever comes between."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.player.player_page import PlayerPage
from gui.session_driver import SessionDriver
from gui.words import coming_names, finish_text, is_shorter
from workouts.events import Event, SessionFinished, TimelineChanged
from workouts.library import Library
from workouts.model import Kind
from workouts.session import State
from workouts.timeline import Timeline
from workouts.trim import FILLER

LOOK_MS = 1000
SECOND = timedelta(seconds=1)


class WarmUpController(QObject):
    """Follows one session at a time; does nothing in one that is no warm-up."""

    trimmed = Signal(float)  # it lasts so many seconds from now

    def __init__(
        self,
        player: PlayerPage,
        library: Callable[[], Library],
        wall_clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._player, self._library, self._wall_clock = player, library, wall_clock
        self._driver: SessionDriver | None = None
        self._timeline: Timeline | None = None  # as it was before the last change
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        player.only_minutes_requested.connect(self.only_minutes)

    @property
    def ends_at(self) -> datetime | None:
        """The promised end of the warm-up under way; None: it takes as long as it takes."""
        return self._driver.session.timeline.ends_at if self._driver else None

    def begin(self, driver: SessionDriver, timeline: Timeline) -> None:
        """From now on this session; what its timeline promises is kept also after a pause."""
        is_warm_up = timeline.kind is Kind.WARM_UP
        self._player.show_as_warm_up(on=is_warm_up)
        self._driver = driver if is_warm_up else None
        self._timeline = timeline
        self._timer.stop()
        if is_warm_up:
            driver.settled.connect(self.look)
            driver.event_happened.connect(self._follow)
            self._timer.start()

    @Slot(int)
    def only_minutes(self, minutes: int) -> None:
        """So many minutes are left from now, a pause included."""
        driver = self._driver
        if driver is None:
            return
        if minutes * 60 >= driver.remaining_s():
            self._player.say(self.tr("It ends sooner than that already."))
            return
        driver.session.promise(self._wall_clock() + timedelta(minutes=minutes))
        self.look()

    @Slot()
    def look(self) -> None:
        """Keep the promised end, and show when that is."""
        driver = self._driver
        if driver is None:
            return
        now = self._wall_clock()
        seconds = driver.session.seconds_left(now)
        if seconds is not None:
            driver.trim(seconds, self._library().exercises[FILLER])
            if self._driver is None:
                return
        left = driver.remaining_s()
        end = now + timedelta(seconds=left)
        if self.ends_at is not None and driver.session.state is State.PAUSED:
            end = min(end, max(self.ends_at, now))
        if self.ends_at is not None and abs(self.ends_at - end) < SECOND:
            end = self.ends_at
        self._player.show_finish(finish_text(end), left)

    @Slot(object, float)
    def _follow(self, event: Event, _now: float) -> None:
        match event:
            case TimelineChanged(timeline=timeline):
                before, self._timeline = self._timeline, timeline
                if self.ends_at and before and is_shorter(before, timeline, self._step()):
                    names = coming_names(timeline, self._step())
                    self._player.say(self.tr("Shortened: {}.").format(names))
            case SessionFinished():
                self._driver = None
                self._timer.stop()

    def _step(self) -> int:
        return self._driver.session.step.index if self._driver else 0
