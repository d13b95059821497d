"""All training added up once: what each session had of each exercise, side and category.

Every metric is computed from these sums, so that a change of range is a search for two dates.
Add chunks of `Training` oldest first; knows no range, no chart, no clock.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple, TypeVar, cast

from workouts.progress.values import Span
from workouts.training import Effort, PlannedDay, Prescribed, Run, Session, Training

HARD_RPE = 7.0  # catalogue section 5: the target is RPE 7 to 8 ...
HARD_RIR = 5.0  # ... or 3 to 5 good reps left; fewer left is harder
WARM_UP = "warm-up"

T = TypeVar("T", bound=tuple)  # type: ignore[type-arg]
V = TypeVar("V")
Key = tuple[str, str]


class Bout(NamedTuple):
    """What one session had of one exercise on one side, in one measure."""

    day: date
    session: int  # number in Ledger.sessions
    measure: str
    category: str
    sets: int  # that were not skipped
    best: float | None  # of one clean effort: held seconds of a hold, else reps or steps
    held_s: float | None
    reps: int | None
    score: float | None  # the last that was said
    rpes: tuple[float, ...]
    rirs: tuple[float, ...]


class Amount(NamedTuple):
    """What one session had of one category on one side; skipped sets left out."""

    day: date
    session: int
    sets: int
    reps: int | None
    hold_s: float | None
    active_s: float
    tension_s: float
    hard_sets: int
    told_sets: int  # of which effort was told


class Ledger:
    """Sums of a history. Chunks are added oldest first and do not overlap in days."""

    def __init__(self, training: Training | None = None) -> None:
        self.sessions: list[Session] = []
        self.bouts: dict[Key, list[Bout]] = {}  # by exercise id and side
        self.amounts: dict[Key, list[Amount]] = {}  # by category and side
        self.worst_pain: dict[int, int] = {}  # of the sets of a session, where any was told
        self.told: dict[int, tuple[tuple[float, ...], tuple[float, ...]]] = {}  # RPEs, RIRs
        self.sums: dict[Key, tuple[list[int], list[float]]] = {}  # running sets, held seconds
        self.runs: list[Run] = []
        self.planned: list[PlannedDay] = []
        self.prescribed: tuple[Prescribed, ...] = ()
        self.names: dict[str, str] = {}
        self._kept: dict[tuple[Hashable, ...], object] = {}
        if training:
            self.add(training)

    def add(self, training: Training) -> None:
        """Take in the days after those that are there. Raises ValueError where they overlap."""
        both = self.sessions and training.sessions
        if both and training.sessions[0].day <= self.sessions[-1].day:
            raise ValueError("chunks are added oldest first, a day only once")
        self._kept.clear()
        offset = len(self.sessions)
        self.sessions += training.sessions
        self.runs += training.runs
        self.planned += training.planned
        self.prescribed = training.prescribed or self.prescribed
        self.names.update(training.names)
        number, begin, efforts = 0, 0, training.efforts
        for end, effort in enumerate(efforts):
            if effort[0] != number:
                self._add_session(offset + number, efforts[begin:end])
                number, begin = effort[0], end
        if efforts:
            self._add_session(offset + number, efforts[begin:])

    def kept(self, key: tuple[Hashable, ...], make: Callable[[], V]) -> V:
        """What was computed before, until something is added."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(V, self._kept[key])

    def exercises(self) -> list[str]:
        return list(dict.fromkeys(exercise for exercise, _ in self.bouts))

    def _add_session(self, number: int, efforts: Sequence[Effort]) -> None:
        session = self.sessions[number]
        day, counts = session.day, session.kind != WARM_UP
        bouts: dict[tuple[str, str, str], list[Effort]] = {}
        amounts: dict[Key, list[Effort]] = {}
        worst = -1
        for effort in efforts:
            bouts.setdefault((effort[1], effort[2], effort[3]), []).append(effort)
            if counts and effort[8] != "skipped":
                amounts.setdefault((effort[4], effort[2]), []).append(effort)
            pain = effort[11]
            if pain is not None and pain > worst:
                worst = pain
        if worst >= 0:
            self.worst_pain[number] = worst
        rpes = tuple([effort[9] for effort in efforts if effort[9] is not None])
        rirs = tuple([effort[10] for effort in efforts if effort[10] is not None])
        if rpes or rirs:
            self.told[number] = rpes, rirs
        for (exercise, side, measure), found in bouts.items():
            bout = _bout(day, number, measure, found)
            key = exercise, side
            if key not in self.bouts:
                self.bouts[key], self.sums[key] = [], ([0], [0.0])
            self.bouts[key].append(bout)
            sets, seconds = self.sums[key]
            sets.append(sets[-1] + bout.sets)
            seconds.append(seconds[-1] + (bout.held_s or 0.0))
        for key, found in amounts.items():
            self.amounts.setdefault(key, []).append(_amount(day, number, found))


def places(rows: Sequence[T], span: Span) -> tuple[int, int]:
    """From which place to which the rows of a span lie; see `within`."""
    first_of = itemgetter(0)
    at = bisect_left(rows, span.first, key=first_of)
    return at, bisect_right(rows, span.last, lo=at, key=first_of)


def within(rows: Sequence[T], span: Span) -> Sequence[T]:
    """The rows of a span; the first field of a row is its day and rows lie in their order."""
    at, end = places(rows, span)
    return rows[at:end]


def sessions_within(ledger: Ledger, span: Span) -> range:
    """The numbers of the sessions of a span."""
    day_of = itemgetter(1)
    at = bisect_left(ledger.sessions, span.first, key=day_of)
    return range(at, bisect_right(ledger.sessions, span.last, lo=at, key=day_of))


def runs_within(ledger: Ledger, span: Span) -> list[Run]:
    return [run for run in ledger.runs if span.first <= run.day <= span.last]


def is_hard(measure: str, rpe: float | None, rir: float | None) -> bool | None:
    """Whether a set was at or above the target effort: reps left decide for reps, else RPE."""
    by_rir = None if rir is None else rir <= HARD_RIR
    by_rpe = None if rpe is None else rpe >= HARD_RPE
    first, second = (by_rir, by_rpe) if measure.startswith("reps") else (by_rpe, by_rir)
    return second if first is None else first


def _bout(day: date, number: int, measure: str, efforts: Sequence[Effort]) -> Bout:
    is_hold = measure == "hold"
    if len(efforts) == 1:
        return _lone_bout(day, number, measure, efforts[0])
    sets, best, held, reps = 0, None, None, None
    score: float | None = None
    rpes: list[float] = []
    rirs: list[float] = []
    for effort in efforts:
        _, _, _, _, _, done, held_s, _, ended_by, rpe, rir, _, form_ok, said = effort
        if ended_by != "skipped":
            sets += 1
            value = held_s if is_hold else done
            if value is not None and form_ok != 0 and (best is None or value > best):
                best = value
        if held_s is not None:
            held = held_s if held is None else held + held_s
        if done is not None:
            reps = done if reps is None else reps + done
        if said is not None:
            score = said
        if rpe is not None:
            rpes.append(rpe)
        if rir is not None:
            rirs.append(rir)
    return Bout(
        day,
        number,
        measure,
        efforts[0][4],
        sets,
        best,
        held,
        reps,
        score,
        tuple(rpes),
        tuple(rirs),
    )


def _lone_bout(day: date, number: int, measure: str, effort: Effort) -> Bout:
    """The same of a single effort; most bouts are one, and there are a hundred thousand."""
    _, _, _, _, category, done, held_s, _, ended_by, rpe, rir, _, form_ok, score = effort
    was_done = ended_by != "skipped"
    value = held_s if measure == "hold" else done
    return Bout(
        day,
        number,
        measure,
        category,
        int(was_done),
        value if was_done and form_ok != 0 else None,
        held_s,
        done,
        score,
        () if rpe is None else (rpe,),
        () if rir is None else (rir,),
    )


def _amount(day: date, number: int, efforts: Sequence[Effort]) -> Amount:
    reps: int | None = None
    hold: float | None = None
    active = tension = 0.0
    hard = told = 0
    for effort in efforts:
        measure, done, held_s, active_s = effort[3], effort[5], effort[6], effort[7]
        active += active_s
        if done is not None:
            reps = done if reps is None else reps + done
        if held_s is not None:
            hold = held_s if hold is None else hold + held_s
        tension += (held_s or 0.0) if measure == "hold" else active_s
        was_hard = is_hard(measure, effort[9], effort[10])
        if was_hard is not None:
            told += 1
            hard += was_hard
    return Amount(day, number, len(efforts), reps, hold, active, tension, hard, told)
