"""Charts of one exercise: what was held or counted each day, beside what was prescribed."""

from collections.abc import Iterable
from dataclasses import replace

from gui.charts.values import Chart, Line, Role, TimeChart
from gui.plots.common import name_of, says_of, side_line, tr
from workouts.progress import Progress


def exercise_chart(progress: Progress, exercise_id: str) -> TimeChart:
    """The longest hold (or most repetitions) of each day, per side, beside what was prescribed."""
    holds = [one.longest for one in progress.endurance(exercise_id) if one.longest.days]
    found = holds or [one for one in progress.repetitions(exercise_id) if one.days]
    unit = found[0].unit if found else ""
    name = name_of(progress, exercise_id)
    title = (
        tr("{}: longest hold of a day") if holds else tr("{}: most repetitions of a day")
    ).format(name)
    lines = [side_line(one) for one in found]
    return TimeChart(
        title,
        unit,
        (*lines, *_prescribed(progress, exercise_id, holds=bool(holds))),
        shows_record=True,
        empty=tr("Do this exercise once, and its first value stands here."),
    )


def _prescribed(progress: Progress, exercise_id: str, *, holds: bool) -> Iterable[Line]:
    days: list[int] = []
    values: list[float] = []
    for one in progress.ledger.prescribed:
        value = one.hold_s if holds else one.reps
        if one.exercise_id != exercise_id or value is None:
            continue
        if days and days[-1] == one.day.toordinal():
            values[-1] = float(value)
        else:
            days.append(one.day.toordinal())
            values.append(float(value))
    if days:
        yield Line(tr("your dose"), Role.TARGET, tuple(days), tuple(values), stepped=True)


def held_choices(progress: Progress) -> Iterable[tuple[str, str]]:
    """Main holds first, then all else that was held or counted."""
    main = list(progress.main_holds(3))
    held = [d.exercise_id for d in progress.exercises if d.measure == "hold" and d.held_s > 0]
    other = [d.exercise_id for d in progress.exercises if d.exercise_id not in held]
    for id_ in dict.fromkeys([*main, *held, *other]):
        yield id_, name_of(progress, id_)


def endurance_chart(progress: Progress, key: str) -> Chart:
    chart = exercise_chart(progress, key)
    if not chart.is_empty and any(done.measure == "hold" for done in progress.exercises):
        return replace(chart, says=says_of(progress, "hold_endurance", key))
    return chart
