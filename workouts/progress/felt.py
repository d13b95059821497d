"""What the athlete told: effort, pain, and the answer of the next morning. Untold stays absent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from workouts.progress.ledger import Ledger, sessions_within, within
from workouts.progress.sides import by_day
from workouts.progress.values import Series, Span

EVER, NEVER = Span(date(1, 1, 1), date(9999, 12, 31)), Span(date(1, 1, 2), date(1, 1, 1))
TREND_SESSIONS = 3  # catalogue section 5: median RPE and RIR, last 3 sessions


class _Told(NamedTuple):
    day: date
    rpes: Sequence[float]
    rirs: Sequence[float]


def effort(ledger: Ledger, span: Span, exercise_id: str | None) -> tuple[Series, Series]:
    """Medians of the sets of up to three told sessions, at each of them: RPE, then RIR.

    Without an exercise: of all sets; a session that only told its effort as a whole counts as one.
    """
    if exercise_id is None:
        return _effort_of_all(ledger, span)
    return _trend(_of_one(ledger, span, exercise_id), exercise_id)


def _effort_of_all(ledger: Ledger, span: Span) -> tuple[Series, Series]:
    """Computed once; only the first sessions of a span look back on fewer than three."""
    rpe, rir = ledger.kept(("effort",), lambda: _trend(_of_all(ledger, EVER), ""))
    told = _of_all(ledger, span, TREND_SESSIONS + 1)
    if not told:
        return rpe.within(NEVER), rir.within(NEVER)
    early = _trend(told, "")
    since = Span(told[-1].day + timedelta(days=1), span.last)
    joined = []
    for first, rest in zip(early, (rpe, rir), strict=True):
        later = rest.within(since)
        days, values = first.days + later.days, first.values + later.values
        joined.append(replace(first, days=days, values=values))
    return joined[0], joined[1]


def _trend(told: Sequence[_Told], key: str) -> tuple[Series, Series]:
    rpe: dict[date, float] = {}
    rir: dict[date, float] = {}
    for at, one in enumerate(told):
        lately = told[max(0, at + 1 - TREND_SESSIONS) : at + 1]
        for found, values in (
            (rpe, [value for told_one in lately for value in told_one.rpes]),
            (rir, [value for told_one in lately for value in told_one.rirs]),
        ):
            if values:
                found[one.day] = middle(values)
    return (
        Series("effort_trend", key, None, "rpe", tuple(rpe), tuple(rpe.values()), "rpe"),
        Series("effort_trend", key, None, "rir", tuple(rir), tuple(rir.values()), "rir"),
    )


def pain(ledger: Ledger, span: Span) -> tuple[Series, Series, Series]:
    """Before, worst during (of the session or any of its sets), next morning; 0 to 10."""
    before: list[tuple[date, float]] = []
    worst: list[tuple[date, float]] = []
    morning: list[tuple[date, float]] = []
    for number in sessions_within(ledger, span):
        session = ledger.sessions[number]
        if session.state == "running":
            continue
        during = [
            value
            for value in (session.pain_worst, ledger.worst_pain.get(number))
            if value is not None
        ]
        if session.pain_before is not None:
            before.append((session.day, session.pain_before))
        if during:
            worst.append((session.day, max(during)))
        if session.pain_morning is not None:
            morning.append((session.day, session.pain_morning))
    return _pain("before", before), _pain("worst", worst), _pain("morning", morning)


def response(ledger: Ledger, span: Span) -> Series:
    """Next morning minus before, of sessions that told both."""
    found = []
    for number in sessions_within(ledger, span):
        session = ledger.sessions[number]
        if session.state == "running":
            continue
        if session.pain_morning is not None and session.pain_before is not None:
            found.append((session.day, float(session.pain_morning - session.pain_before)))
    return Series("response_24h", "", None, "0-10", *by_day(found, max))


def middle(values: Iterable[float]) -> float:
    """The median, of at least one value."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def _pain(when: str, found: list[tuple[date, float]]) -> Series:
    return Series("pain", when, None, "0-10", *by_day(found, max))


def _of_one(ledger: Ledger, span: Span, exercise_id: str) -> list[_Told]:
    by_session: dict[int, _Told] = {}
    for (exercise, _), bouts in ledger.bouts.items():
        if exercise != exercise_id:
            continue
        for bout in within(bouts, span):
            if bout.rpes or bout.rirs:
                old = by_session.get(bout.session, _Told(bout.day, (), ()))
                by_session[bout.session] = _Told(
                    bout.day, (*old.rpes, *bout.rpes), (*old.rirs, *bout.rirs)
                )
    return [by_session[number] for number in sorted(by_session)]


def _of_all(ledger: Ledger, span: Span, days: int | None = None) -> list[_Told]:
    """The told sessions of a span, or those of its first told days."""
    made: list[_Told] = []
    seen: set[date] = set()
    for number in sessions_within(ledger, span):
        session = ledger.sessions[number]
        rpes, rirs = ledger.told.get(number, ((), ()))
        if not rpes and not rirs and session.rpe is not None:
            rpes = (session.rpe,)
        if rpes or rirs:
            seen.add(session.day)
            if days is not None and len(seen) > days:
                break
            made.append(_Told(session.day, rpes, rirs))
    return made
