"""The metrics as plain data for other programs: what `progress --json` prints.

Each metric has `unit`, `range` (from, to), `values` (left, right, both, alternating; null where
unknown) and what they were made of. Values that are several numbers are objects, days are dates.
"""

from collections.abc import Callable, Iterable
from typing import Any

from workouts.metrics import metrics
from workouts.model import Category, Side
from workouts.progress.ledger import sessions_within
from workouts.progress.progress import Progress
from workouts.progress.values import Series, Symmetry, VolumeWeek

Told = dict[str, Any]


def told(progress: Progress) -> dict[str, Told]:
    """Every metric by its catalogue name, in the catalogue's order."""
    span = {"from": progress.span.first.isoformat(), "to": progress.span.last.isoformat()}
    made = {}
    for metric in metrics().metric:
        found = _OF[metric.id](progress)
        values = dict.fromkeys((side.value for side in Side), None) | found.pop("values")
        head: Told = {"unit": metric.unit, "range": span, "values": values}
        if metric.goal is not None:
            head["goal"] = metric.goal
        made[metric.id] = head | found
    return made


def leading_symmetry(progress: Progress) -> Symmetry | None:
    """The one to show first: of the self-tests if there are any, else holds, else the rest, the
    one measured most often. None where nothing was done on both sides."""
    done = {one.exercise_id: one for one in progress.exercises}

    def rank(one: Symmetry) -> tuple[int, int, str]:
        exercise = done[one.exercise_id]
        is_test = exercise.category is Category.SELF_TEST
        order = 0 if is_test else 1 if exercise.measure == "hold" else 2
        return order, -len(one.points), one.exercise_id

    return min(progress.symmetries, key=rank, default=None)


def _symmetry(progress: Progress) -> Told:
    lead = leading_symmetry(progress)
    values: Told = {}
    if lead and (point := lead.last):
        better = max(point.left, point.right)
        values = {
            "left": round(100 * point.left / better, 1),
            "right": round(100 * point.right / better, 1),
            "both": round(point.index, 1),
        }
    return {
        "values": values,
        "exercise": lead.exercise_id if lead else None,
        "exercises": [_sides_of(progress, one, "index") for one in progress.symmetries],
    }


def _asymmetry(progress: Progress) -> Told:
    lead = leading_symmetry(progress)
    values: Told = {}
    if lead and (point := lead.last):
        better = max(point.left, point.right)
        values = {
            "left": round(100 - 100 * point.left / better, 1),
            "right": round(100 - 100 * point.right / better, 1),
            "both": round(point.asymmetry, 1),
        }
    return {
        "values": values,
        "exercise": lead.exercise_id if lead else None,
        "exercises": [_sides_of(progress, one, "asymmetry") for one in progress.symmetries],
    }


def _endurance(progress: Progress) -> Told:
    series = [
        part
        for one in progress.exercises
        for endurance in progress.endurance(one.exercise_id)
        for part in (endurance.longest, endurance.total)
    ]
    longest = [one for one in series if one.part == "longest"]
    return {
        "values": _by_side(longest, lambda found: max(one.highest or 0.0 for one in found)),
        "series": [_series(progress, one) for one in series if one.days],
    }


def _tests(progress: Progress) -> Told:
    series = progress.test_scores
    return {
        "values": _by_side(series, lambda found: {one.key: one.last for one in found}),
        "series": [_series(progress, one) for one in series],
    }


def _activation(progress: Progress) -> Told:
    runs = sum(week.runs for week in progress.activation)
    activated = sum(week.activated for week in progress.activation)
    return {
        "values": {"both": round(100 * activated / runs, 1) if runs else None},
        "runs": runs,
        "activated": activated,
        "weeks": [
            {
                "monday": week.monday,
                "runs": week.runs,
                "activated": week.activated,
                "warm_ups": week.warm_ups,
                "percent": _rounded(week.percent),
            }
            for week in progress.activation
        ],
    }


def _plan(progress: Progress) -> Told:
    weeks = progress.plan
    return {
        "values": {"both": _rounded(weeks[-1].percent) if weeks else None},
        "weeks": [
            {
                "monday": week.monday,
                "planned": week.planned,
                "done": week.done,
                "percent": _rounded(week.percent),
            }
            for week in weeks
        ],
    }


def _volume(progress: Progress) -> Told:
    weeks = progress.volume
    sides: dict[str, Any] = {}
    for side in Side:
        found = [week for week in weeks if week.side is side]
        sides[side.value] = _amounts(found) if found else None
    return {
        "values": sides,
        "weeks": [
            {
                "monday": week.monday,
                "category": week.category.value,
                "side": week.side.value,
                **_amounts([week]),
            }
            for week in weeks
        ],
    }


def _load(progress: Progress) -> Told:
    series = progress.load
    return {
        "values": {"both": round(sum(series.values), 1) if series.values else None},
        "series": [_series(progress, series)] if series.days else [],
    }


def _effort(progress: Progress) -> Told:
    both = progress.effort()
    exercises = [
        one for done in progress.exercises for one in progress.effort(done.exercise_id) if one.days
    ]
    values = {one.part: one.last for one in both}
    return {
        "values": {"both": values if any(one.days for one in both) else None},
        "series": [_series(progress, one) for one in (*both, *exercises) if one.days],
    }


def _pain(progress: Progress) -> Told:
    smoothed = [series.smoothed() for series in progress.pain]
    values = {series.key: series.last for series in smoothed}
    series = [one for one in (*progress.pain, *smoothed) if one.days]
    return {
        "values": {"both": values if series else None},
        "series": [_series(progress, one) for one in series],
    }


def _response(progress: Progress) -> Told:
    series = progress.response_24h
    return {
        "values": {"both": series.last},
        "series": [_series(progress, series)] if series.days else [],
    }


def _level(progress: Progress) -> Told:
    series = [one for ladder in progress.levels for one in ladder.series]
    return {
        "values": _by_side(series, lambda found: {one.key: int(one.last or 0) for one in found}),
        "ladders": {
            ladder.ladder: [" or ".join(rung) for rung in ladder.rungs]
            for ladder in progress.levels
        },
        "series": [_series(progress, one) for one in series],
    }


def _coverage(progress: Progress) -> Told:
    weeks = progress.coverage
    areas = [area.id for area in metrics().area]
    total = {area: round(sum(week.minutes[area] for week in weeks), 1) for area in areas}
    return {
        "values": {"both": total if weeks else None},
        "weeks": [{"monday": week.monday, **week.minutes} for week in weeks],
    }


def _wins(progress: Progress) -> Told:
    wins, trained = progress.wins, bool(sessions_within(progress.ledger, progress.span))
    sides = {
        side.value: sum(win.side is side for win in wins) if trained else None for side in Side
    }
    sides["both"] = len(wins) if trained else None
    return {
        "values": sides,
        "wins": [
            {
                "date": win.day,
                "what": win.what,
                "exercise": win.exercise_id or None,
                "side": win.side.value if win.side else None,
                "value": win.value,
                "before": win.before,
                "beyond_noise": win.beyond_noise,
            }
            for win in wins
        ],
    }


_OF: dict[str, Callable[[Progress], Told]] = {
    "limb_symmetry_index": _symmetry,
    "asymmetry": _asymmetry,
    "hold_endurance": _endurance,
    "test_scores": _tests,
    "activation_adherence": _activation,
    "plan_adherence": _plan,
    "volume": _volume,
    "load": _load,
    "effort_trend": _effort,
    "pain": _pain,
    "response_24h": _response,
    "level": _level,
    "coverage": _coverage,
    "wins": _wins,
}


def _series(progress: Progress, series: Series) -> Told:
    return {
        "key": series.key or None,
        "name": progress.ledger.names.get(series.key),
        "part": series.part or None,
        "side": series.side.value if series.side else None,
        "unit": series.unit,
        "noise": series.noise,
        "values": [
            {"date": day, "value": value}
            for day, value in zip(series.days, series.values, strict=True)
        ],
    }


def _sides_of(progress: Progress, symmetry: Symmetry, what: str) -> Told:
    return {
        "exercise": symmetry.exercise_id,
        "name": progress.ledger.names.get(symmetry.exercise_id),
        "unit": symmetry.unit,
        "values": [
            {
                "date": point.day,
                "left": point.left,
                "right": point.right,
                what: round(getattr(point, what), 1),
            }
            for point in symmetry.points
        ],
    }


def _amounts(weeks: Iterable[VolumeWeek]) -> Told:
    found = list(weeks)
    reps = [week.reps for week in found if week.reps is not None]
    holds = [week.hold_s for week in found if week.hold_s is not None]
    hard = [week.hard_sets for week in found if week.hard_sets is not None]
    return {
        "sets": sum(week.sets for week in found),
        "reps": sum(reps) if reps else None,
        "hold_s": round(sum(holds), 3) if holds else None,
        "tension_s": round(sum(week.tension_s for week in found), 3),
        "active_s": round(sum(week.active_s for week in found), 3),
        "hard_sets": sum(hard) if hard else None,
    }


def _by_side(series: Iterable[Series], join: Callable[[list[Series]], Any]) -> Told:
    found: dict[str, list[Series]] = {}
    for one in series:
        if one.side is not None and one.days:
            found.setdefault(one.side.value, []).append(one)
    return {side: join(parts) for side, parts in found.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
