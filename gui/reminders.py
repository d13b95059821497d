"""Reminders of a warm-up on chosen days and times, while the program runs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.settings import DAYS, Settings

LOOK_MS = 20_000
LATE = timedelta(minutes=10)  # a machine that slept does not remind of what is long past


def times_of(settings: Settings) -> tuple[list[int], list[int]]:
    """Chosen weekdays (Monday is 0) and minutes of the day, in order."""
    chosen = settings.remind_days.split("+")
    days = [number for number, (key, _) in enumerate(DAYS) if key in chosen]
    minutes = {settings.remind_at, settings.remind_again_at} - {-1}
    return days, sorted(minutes)


def next_reminder(settings: Settings, after: datetime) -> datetime | None:
    """The first reminder later than a moment; None where none is wished."""
    days, minutes = times_of(settings)
    midnight = after.replace(hour=0, minute=0, second=0, microsecond=0)
    for ahead in range(8):
        day = midnight + timedelta(days=ahead)
        for minute in minutes:
            moment = day.replace(hour=minute // 60, minute=minute % 60)
            if day.weekday() in days and moment > after:
                return moment
    return None


class Reminders(QObject):
    due = Signal()

    def __init__(
        self, settings: Settings, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._now = settings, now
        self._looked = now()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.use_settings(settings)

    def use_settings(self, settings: Settings) -> None:
        self._settings = settings
        if times_of(settings)[0]:
            self._timer.start()
        else:
            self._timer.stop()
        self._looked = self._now()

    @Slot()
    def look(self) -> None:
        """Tell of a reminder that fell due since the last look; each once."""
        now = self._now()
        moment = next_reminder(self._settings, max(self._looked, now - LATE))
        if now > self._looked:
            self._looked = now
        if moment is not None and moment <= now:
            self.due.emit()
