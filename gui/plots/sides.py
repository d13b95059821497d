"""Charts of the two sides beside each other: newest pairs, symmetry over time, the difference."""

from collections.abc import Iterable
from dataclasses import replace

from gui.charts.values import Bars, Chart, Goal, Line, Pair, PairChart, Role, Stack, TimeChart
from gui.plots.common import ALL, TEST_BRIDGE, bands_of, name_of, says_of, side_line, tr
from workouts.metrics import metrics
from workouts.progress import Progress
from workouts.progress.told import leading_symmetry

MOST_PAIRS = 12
OVER_TIME = "over-time"
MOST_LINES = 3
FLOORS = (70.0, 50.0)  # where nothing lies below
LINE_ROLES = (Role.FIRST, Role.SECOND, Role.THIRD)


def side_choices(progress: Progress) -> Iterable[tuple[str, str]]:
    if progress.symmetries:
        yield ALL, tr("All exercises, newest")
        yield OVER_TIME, tr("The main ones, over time")
    for one in progress.symmetries:
        yield one.exercise_id, name_of(progress, one.exercise_id)


def pairs_chart(progress: Progress, most: int = MOST_PAIRS) -> PairChart:
    """The newest values of each exercise that both sides did in one session."""
    pairs = []
    metric = metrics().of("limb_symmetry_index")
    for one in progress.symmetries[:most]:
        last = one.last
        if last:
            band = metric.band_of(last.index)
            pairs.append(
                Pair(
                    name_of(progress, one.exercise_id),
                    one.unit,
                    last.left,
                    last.right,
                    last.index,
                    band.word if band else "",
                    last.day,
                    one.exercise_id,
                )
            )
    return PairChart(
        tr("Left and right"),
        tuple(pairs),
        metric.goal or 90.0,
        says=says_of(progress, "limb_symmetry_index") if pairs else "",
        empty=tr("Do an exercise on both sides in one session to compare them."),
    )


def symmetry_chart(progress: Progress, key: str) -> Chart:
    if key == ALL:
        return pairs_chart(progress)
    if key == OVER_TIME:
        return symmetries_chart(progress)
    line = side_line(progress.symmetry(key).index, name=tr("symmetry"))
    return _over_time(
        tr("{}: symmetry").format(name_of(progress, key)),
        (replace(line, role=Role.BOTH),),
        says_of(progress, "limb_symmetry_index", key),
    )


def symmetries_chart(progress: Progress, most: int = MOST_LINES) -> TimeChart:
    """A line for each of what was most often done on both sides, self-tests before all."""
    lead = leading_symmetry(progress)
    others = sorted(progress.symmetries, key=lambda one: -len(one.points))
    chosen = [lead, *(one for one in others if one is not lead)][:most] if lead else []
    lines = tuple(
        replace(side_line(one.index, name=name_of(progress, one.exercise_id)), role=role)
        for one, role in zip(chosen, LINE_ROLES, strict=False)
    )
    says = says_of(progress, "limb_symmetry_index") if lines else ""
    return _over_time(tr("Symmetry over time"), lines, says)


def _over_time(title: str, lines: tuple[Line, ...], says: str) -> TimeChart:
    values = [value for line in lines for value in line.values]
    return TimeChart(
        title,
        "%",
        tuple(replace(line, bridge=TEST_BRIDGE) for line in lines),
        shades=bands_of("limb_symmetry_index"),
        floor=next((floor for floor in FLOORS if min(values, default=100.0) >= floor), 0.0),
        goals=(Goal(metrics().of("limb_symmetry_index").goal or 90.0, tr("the 90 % bar")),),
        ceiling=max(100.0, *values) if values else 100.0,
        says=says,
        empty=tr("Do this exercise on both sides in one session to compare them."),
    )


def asymmetry_chart(progress: Progress, key: str) -> Chart:
    if key == ALL and progress.symmetries:
        key = progress.symmetries[0].exercise_id
    weeks: dict[int, float] = {}
    for point in progress.symmetry(key).points:
        day = point.day.toordinal()
        weeks[day - (day - 1) % 7] = point.asymmetry
    stacks = tuple(Stack(day, (round(value, 1),)) for day, value in weeks.items())
    return TimeChart(
        tr("{}: difference of the sides").format(name_of(progress, key)),
        "%",
        bars=Bars(((tr("difference"), Role.FIRST),), stacks, stacked=False),
        goals=(Goal(10.0, tr("the 10 % bar")),),
        says=says_of(progress, "asymmetry", key),
        empty=tr("Do an exercise on both sides in one session to compare them."),
    )


def both_side_choices(progress: Progress) -> Iterable[tuple[str, str]]:
    for one in progress.symmetries:
        yield one.exercise_id, name_of(progress, one.exercise_id)
