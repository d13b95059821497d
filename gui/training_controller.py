"""Brings training from the history to the pages of progress: what is shown at once, then all.

Reading twenty years takes seconds, a range of it a moment. So a range is read when it is asked
for, and the whole history bit by bit between two events of the window; from then on a range is
only a search for two dates.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from workouts.model import Side
from workouts.progress import Ledger, Progress, Span
from workouts.training import Training

FACT_DAYS = 14  # a gain is news for two weeks


class TrainingController(QObject):
    """Ask `progress`; hear `changed` when the history is another, `all_read` when it is all in.

    Its methods may raise HistoryError; reading in the background never does, it only ends.
    """

    changed = Signal()
    all_read = Signal()
    year_read = Signal(int)  # the background reading has come to this year

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.injured: Side | None = None  # the side the athlete marked, if any
        self._path = path
        self._whole: Ledger | None = None
        self._growing: Ledger | None = None
        self._chunks: Iterator[Training] = iter(())
        self._sums: Iterator[object] = iter(())
        self._ranges: dict[Span, Ledger] = {}
        self._stamp = ""
        self._year = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)

    @property
    def is_whole(self) -> bool:
        """Whether all of the history is in memory: every range is at hand."""
        return self._whole is not None

    def progress(self, span: Span, today: date) -> Progress:
        """The metrics of a range; read now where the whole history is not in yet."""
        self.look()
        if self._whole is not None:
            return Progress(self._whole, span, today, self.injured)
        if span not in self._ranges:
            from db.training import read_training

            self._ranges[span] = Ledger(read_training(self._path, span))
        return Progress(self._ranges[span], span, today, self.injured)

    def exercise(self, exercise_id: str, span: Span, today: date) -> Progress:
        """One exercise alone, over everything it ever was."""
        self.look()
        if self._whole is not None:
            return Progress(self._whole, span, today, self.injured)
        from db.training import read_exercise

        return Progress(Ledger(read_exercise(self._path, exercise_id)), span, today, self.injured)

    def whole_span(self) -> Span | None:
        """From the first day of the history to the last; None in an empty one."""
        from db.training import whole_span

        return whole_span(self._path)

    def look(self) -> None:
        """Forget what was read where the history has changed since."""
        from db.training import changed_at

        stamp = changed_at(self._path)
        if stamp != self._stamp:
            before, self._stamp = self._stamp, stamp
            self.forget()
            if before:
                self.changed.emit()

    def read_all(self) -> None:
        """Begin to read the whole history in the background, unless it is in or under way."""
        self.look()
        if self._whole is None and self._growing is None:
            from db.training import read_in_chunks

            self._growing, self._chunks = Ledger(), read_in_chunks(self._path)
            self._year = 0
            self._sums = _sums(self._growing)
            self._timer.start()

    def _tell_year(self, training: Training) -> None:
        year = training.sessions[-1].day.year if training.sessions else self._year
        if year != self._year:
            self._year = year
            self.year_read.emit(year)

    @Slot()
    def stop(self) -> None:
        """Read on no more; what was begun is dropped, what is in stays."""
        self._timer.stop()
        self._chunks, self._sums, self._growing = iter(()), iter(()), None

    def forget(self) -> None:
        """Let go of everything that was read."""
        self.stop()
        self._whole = None
        self._ranges.clear()

    @Slot()
    def _read_on(self) -> None:
        from db.errors import HistoryError

        assert self._growing is not None
        try:
            training = next(self._chunks, None)
        except HistoryError:
            self.stop()
            return
        if training is not None:
            self._growing.add(training)
            self._tell_year(training)
            return
        if next(self._sums, None) is not None:
            return
        self._timer.stop()
        self._whole, self._growing = self._growing, None
        self._ranges.clear()
        self.all_read.emit()


def fact_for(path: Path, today: date) -> str:
    """One gentle sentence of a gain in the last two weeks, for the Today page; empty without one.

    Reads six weeks: cheap enough for a start, and best done after the first paint.
    """
    from db.errors import HistoryError
    from db.training import read_training
    from workouts.progress.words import facts

    span = Span(today - timedelta(days=FACT_DAYS - 1), today)
    try:
        ledger = Ledger(read_training(path, span))
    except HistoryError:
        return ""
    return next(iter(facts(Progress(ledger, span, today), limit=1)), "")


def _sums(ledger: Ledger) -> Iterator[object]:
    """What the overview of all the history needs, one by one, so that asking finds it ready."""
    if not ledger.sessions:
        return
    span = Span(ledger.sessions[0].day, ledger.sessions[-1].day)
    progress = Progress(ledger, span, span.last)
    yield progress.volume
    yield progress.effort()
    for one in progress.main_holds():
        yield progress.endurance(one)
        yield progress.symmetry(one)
