"""What is counted by the week: activation, plan, volume, load, coverage."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from workouts.adherence import activated_runs, finished_ends
from workouts.metrics import metrics
from workouts.model import Category, Side
from workouts.progress.ledger import WARM_UP, Amount, Ledger, runs_within, sessions_within, within
from workouts.progress.values import (
    ActivationWeek,
    CoverageWeek,
    PlanWeek,
    Series,
    Span,
    VolumeWeek,
    monday,
)

PLAN_WEEKS = 4
WEEK, SUNDAY = timedelta(weeks=1), timedelta(days=6)
EVER = Span(date(1, 1, 1), date(9999, 12, 31))
NEAR = timedelta(days=3)

N = TypeVar("N", int, float)


def activation(ledger: Ledger, span: Span) -> tuple[ActivationWeek, ...]:
    """Every week of the span: its runs, those after a warm-up, and the warm-ups finished."""
    warm_ups: dict[date, int] = {}
    for number in sessions_within(ledger, span):
        session = ledger.sessions[number]
        if session.kind == WARM_UP and session.state == "finished":
            week = monday(session.day)
            warm_ups[week] = warm_ups.get(week, 0) + 1
    inside = runs_within(ledger, span)
    activated = ledger.kept(
        ("activated",), lambda: activated_runs(finished_ends(ledger.sessions), ledger.runs)
    )
    runs: dict[date, list[bool]] = {}
    for run in inside:
        runs.setdefault(monday(run.day), []).append(run.id in activated)
    return tuple(
        ActivationWeek(week, len(found := runs.get(week, [])), sum(found), warm_ups.get(week, 0))
        for week in span.mondays()
    )


def plan(ledger: Ledger, span: Span, today: date) -> tuple[PlanWeek, ...]:
    """Planned and done of the four weeks that end with each week; what is not due is left out."""
    made = []
    for week in span.mondays():
        first, last = week - WEEK * (PLAN_WEEKS - 1), min(week + SUNDAY, span.last)
        due = [
            one
            for one in ledger.planned
            if first <= one.day <= last and (one.day < today or one.done)
        ]
        made.append(PlanWeek(week, len(due), sum(one.done for one in due)))
    return tuple(made)


def volume(ledger: Ledger, span: Span) -> tuple[VolumeWeek, ...]:
    """Week by week, then category, then side; only what there was.

    Whole weeks are added up once for the ledger; those the span cuts, anew.
    """
    whole = ledger.kept(("volume",), lambda: _by_monday(_volume(ledger, EVER)))
    made: list[VolumeWeek] = []
    for week in span.mondays():
        last = week + SUNDAY
        if week >= span.first and last <= span.last:
            made += whole.get(week, ())
        elif week in whole:
            made += _volume(ledger, Span(max(week, span.first), min(last, span.last)))
    return tuple(made)


def _by_monday(weeks: Iterable[VolumeWeek]) -> dict[date, list[VolumeWeek]]:
    found: dict[date, list[VolumeWeek]] = {}
    for week in weeks:
        found.setdefault(week.monday, []).append(week)
    return found


def _volume(ledger: Ledger, span: Span) -> tuple[VolumeWeek, ...]:
    made = []
    for (category, side), amounts in ledger.amounts.items():
        by_week: dict[date, list[Amount]] = {}
        for amount in within(amounts, span):
            by_week.setdefault(monday(amount.day), []).append(amount)
        for week, found in by_week.items():
            told = any(amount.told_sets for amount in found)
            made.append(
                VolumeWeek(
                    week,
                    Category(category),
                    Side(side),
                    sum(amount.sets for amount in found),
                    _sum(amount.reps for amount in found),
                    _rounded(_sum(amount.hold_s for amount in found)),
                    round(sum(amount.active_s for amount in found), 3),
                    round(sum(amount.tension_s for amount in found), 3),
                    sum(amount.hard_sets for amount in found) if told else None,
                )
            )
    order = list(Category)
    sides = list(Side)
    return tuple(
        sorted(made, key=lambda v: (v.monday, order.index(v.category), sides.index(v.side)))
    )


def load(ledger: Ledger, span: Span) -> Series:
    """Session RPE times active minutes, per day (DAY-2004); a session without RPE has none."""
    days: dict[date, float] = {}
    for number in sessions_within(ledger, span):
        session = ledger.sessions[number]
        if session.rpe is None or session.active_s is None or session.kind == WARM_UP:
            continue
        days[session.day] = days.get(session.day, 0.0) + session.rpe * session.active_s / 60
    values = tuple(round(value, 1) for value in days.values())
    return Series("load", "", None, "RPE x min", tuple(days), values)


def coverage(ledger: Ledger, span: Span) -> tuple[CoverageWeek, ...]:
    """Active minutes an area, of the weeks that had any training."""
    areas = metrics().area
    area_of = {category: area.id for area in areas for category in area.categories}
    weeks: dict[date, dict[str, float]] = {}
    for one in volume(ledger, span):
        minutes = weeks.setdefault(one.monday, dict.fromkeys((a.id for a in areas), 0.0))
        area = area_of.get(one.category)
        if area is not None:
            minutes[area] += one.active_s / 60
    return tuple(
        CoverageWeek(week, {area: round(value, 2) for area, value in weeks[week].items()})
        for week in sorted(weeks)
    )


def by_week(series: Series, join: Callable[[list[float]], float] = sum) -> Series:
    """The same series with one value a week, on its Monday; weeks without a value are absent."""
    weeks: dict[date, list[float]] = {}
    for day, value in zip(series.days, series.values, strict=True):
        weeks.setdefault(monday(day), []).append(value)
    return Series(
        series.metric,
        series.key,
        series.side,
        series.unit,
        tuple(weeks),
        tuple(round(join(values), 3) for values in weeks.values()),
        f"{series.part} week".strip(),
        series.noise,
    )


def _sum(values: Iterable[N | None]) -> N | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
