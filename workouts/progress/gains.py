"""Small gains: more than before, or less pain. Compared with oneself only."""

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta

from workouts.metrics import metrics
from workouts.model import Side
from workouts.progress.ledger import Bout, Ledger, sessions_within, within
from workouts.progress.sides import unit_of
from workouts.progress.values import Span, Win, monday

BEST_OF_DAYS = 28  # a gain is more than the best of that many days before
LEAST_GAIN = 1.0  # one repetition, one second: catalogue section 5, S4-13


def wins(ledger: Ledger, span: Span) -> tuple[Win, ...]:
    """Oldest first; of one day: exercises, then sessions, then pain."""
    lead = Span(span.first - timedelta(days=BEST_OF_DAYS), span.last)
    found: list[Win] = []
    for (exercise, side), bouts in ledger.bouts.items():
        found += _of_exercise(exercise, Side(side), within(bouts, lead), span)
    found += _of_weeks(ledger, span)
    found += _of_pain(ledger, lead, span)
    return tuple(sorted(found, key=lambda win: win.day))


def _of_exercise(exercise: str, side: Side, bouts: Sequence[Bout], span: Span) -> list[Win]:
    made: list[Win] = []
    for measure in dict.fromkeys(bout.measure for bout in bouts):
        unit = unit_of(measure)
        noise = metrics().noise_of(exercise, unit)
        what = "seconds" if unit == "s" else unit
        best: deque[tuple[date, float]] = deque()  # falling values of the last days
        for bout in bouts:
            if bout.measure != measure or bout.best is None:
                continue
            while best and (bout.day - best[0][0]).days > BEST_OF_DAYS:
                best.popleft()
            value = float(bout.best)
            if best and bout.day >= span.first and value - best[0][1] >= LEAST_GAIN:
                beyond = noise is None or value - best[0][1] >= noise
                made.append(Win(bout.day, what, value, best[0][1], exercise, side, beyond))
            while best and best[-1][1] <= value:
                best.pop()
            best.append((bout.day, value))
    return made


def _of_weeks(ledger: Ledger, span: Span) -> list[Win]:
    """Weeks with a session more than the week before, which had at least one."""
    weeks: dict[date, list[date]] = {}
    reach = Span(monday(span.first) - timedelta(weeks=1), span.last)
    for number in sessions_within(ledger, reach):
        session = ledger.sessions[number]
        if session.state != "running":
            weeks.setdefault(monday(session.day), []).append(session.day)
    made = []
    for week in span.mondays():
        here, before = weeks.get(week, []), weeks.get(week - timedelta(weeks=1), [])
        if before and len(here) > len(before) and here[len(before)] in span:
            made.append(Win(here[len(before)], "sessions", len(here), len(before)))
    return made


def _of_pain(ledger: Ledger, lead: Span, span: Span) -> list[Win]:
    """Sessions whose worst pain was below that of the session before; unknown is passed over."""
    made, before = [], None
    for number in sessions_within(ledger, lead):
        session = ledger.sessions[number]
        known = [p for p in (session.pain_worst, ledger.worst_pain.get(number)) if p is not None]
        if session.state == "running" or not known:
            continue
        if before is not None and max(known) < before and session.day in span:
            made.append(Win(session.day, "pain", max(known), before))
        before = max(known)
    return made
