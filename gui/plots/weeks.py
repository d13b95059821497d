"""Charts of weeks: volume, runs with activation, the plan, coverage by area."""

from collections.abc import Iterable

from gui.charts.chart_words import number_text
from gui.charts.values import (
    PARTS,
    Bars,
    Chart,
    Goal,
    Line,
    RingChart,
    RingPart,
    Role,
    Stack,
    TimeChart,
)
from gui.plots.common import ALL, rounded, says_of, tr
from workouts.metrics import metrics
from workouts.model import Category
from workouts.progress import Progress, VolumeWeek

TENSION, REPS, HARD = "tension", "reps", "hard"


# Always the same place in a stack, whatever there is.
CATEGORY_ROLE = dict(
    zip(
        (
            Category.ADDUCTOR,
            Category.STRENGTH,
            Category.ACTIVATION,
            Category.MOBILITY,
            Category.STRETCH,
            Category.FOOT_CONTROL,
            Category.TECHNIQUE_DRILL,
            Category.SELF_TEST,
        ),
        PARTS,
        strict=True,
    )
)


def category_name(category: Category) -> str:
    return {
        Category.ACTIVATION: tr("Activation"),
        Category.STRENGTH: tr("Strength"),
        Category.ADDUCTOR: tr("Adductors"),
        Category.MOBILITY: tr("Mobility"),
        Category.STRETCH: tr("Stretch"),
        Category.FOOT_CONTROL: tr("Foot"),
        Category.TECHNIQUE_DRILL: tr("Technique"),
        Category.SELF_TEST: tr("Self-tests"),
    }[category]


def amount_choices(_: Progress) -> Iterable[tuple[str, str]]:
    yield TENSION, tr("Minutes under tension")
    yield REPS, tr("Repetitions")
    yield HARD, tr("Hard sets")


def _amount(week: VolumeWeek, key: str) -> float | None:
    if key == REPS:
        return week.reps
    return week.hard_sets if key == HARD else week.tension_s / 60


def volume_chart(progress: Progress, key: str, *, says: bool = True) -> TimeChart:
    """Stacked by category; a week without training has no bar and no zero."""
    weeks: dict[int, dict[Category, float]] = {}
    for week in progress.volume:
        value = _amount(week, key)
        if value is not None:
            by = weeks.setdefault(week.monday.toordinal(), {})
            by[week.category] = by.get(week.category, 0.0) + value
    used = [category for category in CATEGORY_ROLE if any(category in by for by in weeks.values())]
    title = dict(amount_choices(progress))[key or TENSION]
    return TimeChart(
        tr("{} a week, by category").format(title),
        tr("min") if (key or TENSION) == TENSION else "",
        bars=Bars(
            tuple((category_name(category), CATEGORY_ROLE[category]) for category in used),
            tuple(
                Stack(day, tuple(rounded(by.get(category)) for category in used))
                for day, by in sorted(weeks.items())
            ),
        ),
        says=says_of(progress, "volume") if weeks and says else "",
        empty=tr("Finish a session, and its week stands here."),
    )


def activation_chart(progress: Progress, _: str = ALL) -> TimeChart:
    """Runs of each week, with and without activation before; a week without a run has no bar."""
    stacks = tuple(
        Stack(
            week.monday.toordinal(),
            (float(week.activated), float(week.runs - week.activated)),
        )
        for week in progress.activation
        if week.runs
    )
    goal = metrics().of("activation_adherence").goal
    return TimeChart(
        tr("Runs of a week, with activation before and without"),
        tr("runs"),
        bars=Bars(((tr("with activation"), Role.FIRST), (tr("without"), Role.SIXTH)), stacks),
        goals=(Goal(goal, tr("goal: {} a week").format(number_text(goal))),) if goal else (),
        whole=True,
        says=says_of(progress, "activation_adherence") if stacks else "",
        empty=tr("Log a run on Today: the warm-up in the hour before it is counted here."),
    )


def activation_ring(progress: Progress) -> RingChart:
    """This week's activated runs against the goal."""
    goal = round(metrics().of("activation_adherence").goal or 3)
    runs = sum(week.runs for week in progress.activation)
    warm_ups = sum(week.warm_ups for week in progress.activation)
    if not runs and not warm_ups:
        return RingChart(
            tr("Activation before runs"),
            empty=tr("Warm up before a run, and log the run on Today."),
        )
    this = progress.activation[-1]
    done = this.activated if runs else this.warm_ups
    return RingChart(
        tr("Activation before runs"),
        (RingPart(tr("this week"), Role.FIRST, float(min(done, goal))),),
        float(goal),
        segments=goal,
        big=f"{done} / {goal}",
        small=tr("this week"),
        says=says_of(progress, "activation_adherence"),
    )


def plan_chart(progress: Progress, _: str = ALL) -> TimeChart:
    weeks = [(week.monday, week.percent) for week in progress.plan if week.percent is not None]
    goal = metrics().of("plan_adherence").goal or 80.0
    return TimeChart(
        tr("Planned sessions done, four weeks up to each"),
        "%",
        (
            Line(
                tr("done of planned"),
                Role.FIRST,
                tuple(day.toordinal() for day, _ in weeks),
                tuple(round(percent, 1) for _, percent in weeks),
            ),
        ),
        goals=(Goal(goal, tr("goal: {} %").format(number_text(goal))),),
        ceiling=100.0,
        says=says_of(progress, "plan_adherence") if weeks else "",
        empty=tr("Begin a plan, and what you did of it stands here."),
    )


def form_choices(_: Progress) -> Iterable[tuple[str, str]]:
    yield "weeks", tr("Week by week")
    yield "ring", tr("All weeks together")


def coverage_chart(progress: Progress, key: str = "weeks") -> Chart:
    if key == "ring":
        return coverage_ring(progress)
    areas = metrics().area
    return TimeChart(
        tr("Active minutes of each week, by area"),
        tr("min"),
        bars=Bars(
            tuple((area.name, PARTS[number]) for number, area in enumerate(areas)),
            tuple(
                Stack(
                    week.monday.toordinal(),
                    tuple(rounded(week.minutes.get(area.id)) for area in areas),
                )
                for week in progress.coverage
            ),
        ),
        says=says_of(progress, "coverage") if progress.coverage else "",
        empty=tr("Finish a session, and its minutes stand here."),
    )


def coverage_ring(progress: Progress) -> RingChart:
    areas = metrics().area
    sums = {a.id: sum(week.minutes.get(a.id, 0.0) for week in progress.coverage) for a in areas}
    total = sum(sums.values())
    return RingChart(
        tr("Coverage"),
        tuple(
            RingPart(area.name, PARTS[number], sums[area.id], f"{sums[area.id]:.0f} min")
            for number, area in enumerate(areas)
            if sums[area.id] > 0
        ),
        big=f"{total:.0f}",
        small=tr("minutes"),
        says=says_of(progress, "coverage") if total else "",
        empty=tr("Finish a session, and its minutes stand here."),
    )
