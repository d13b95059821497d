"""From the numbers of progress to what each chart shows. Knows no file, no window, no colour."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from gui.charts.chart_words import number_text, role_word
from gui.charts.values import (
    PARTS,
    Bars,
    CalendarChart,
    CalendarDay,
    Chart,
    Goal,
    Line,
    Pair,
    PairChart,
    RingChart,
    RingPart,
    Role,
    Shade,
    Stack,
    TimeChart,
    Tone,
)
from workouts.marks import Mark
from workouts.metrics import metrics
from workouts.model import Category, Side
from workouts.progress import Progress, Series, VolumeWeek
from workouts.progress.words import sentence
from workouts.self_test import scale_of, scales

ALL = ""  # of a metric that can also be asked of one thing
TENSION, REPS, HARD = "tension", "reps", "hard"
MOST_PAIRS = 12
TEST_BRIDGE = 63  # tests come every four weeks; one may be left out
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgressCharts", text)


def category_name(category: Category) -> str:
    return {
        Category.ACTIVATION: _tr("Activation"),
        Category.STRENGTH: _tr("Strength"),
        Category.ADDUCTOR: _tr("Adductors"),
        Category.MOBILITY: _tr("Mobility"),
        Category.STRETCH: _tr("Stretch"),
        Category.FOOT_CONTROL: _tr("Foot"),
        Category.TECHNIQUE_DRILL: _tr("Technique"),
        Category.SELF_TEST: _tr("Self-tests"),
    }[category]


NOTHING = TimeChart("")


@dataclass(frozen=True, slots=True)
class Plot:
    """A metric as the page shows it: the chart, and what it can be asked of."""

    metric: str
    choices: tuple[tuple[str, str], ...] = ()  # key and name
    key: str = ALL
    chart: Chart = NOTHING


def plot_of(
    progress: Progress,
    metric: str,
    key: str = ALL,
    marks: Sequence[Mark] = (),
    names: Mapping[str, str] | None = None,
) -> Plot:
    """The full chart of a metric of the catalogue. An unknown key means the first choice.

    `names` are those of exercises that were never done, by id.

    Raises KeyError for a metric the catalogue does not have.
    """
    choices, make = _PLOTS[metric]
    offered = tuple(choices(progress))
    if offered and key not in [one for one, _ in offered]:
        key = offered[0][0]
    chart = level_chart(progress, key, names or {}) if metric == "level" else make(progress, key)
    if isinstance(chart, (TimeChart, CalendarChart)):
        chart = replace(chart, marks=tuple(marks))
    return Plot(metric, offered, key, chart)


def metric_name(metric: str) -> str:
    return "Training days" if metric == DAYS else metrics().of(metric).name


DAYS = "days"  # no metric of the catalogue: the calendar of days


def side_line(series: Series, *, name: str = "", stepped: bool = False) -> Line:
    role = Role(series.side.value) if series.side else Role.FIRST
    return Line(
        name or role_word(role),
        role,
        tuple(day.toordinal() for day in series.days),
        tuple(series.values),
        series.noise,
        stepped=stepped,
    )


def _name(progress: Progress, exercise_id: str) -> str:
    return progress.ledger.names.get(exercise_id, exercise_id)


def _bands(metric: str) -> tuple[Shade, ...]:
    """The bands of a metric, each to where the next begins: they leave no holes."""
    bands = metrics().of(metric).bands
    made = []
    for band in bands:
        least, most = band.least, band.most
        if least is None:
            below = [b.most for b in bands if b.most is not None and b is not band]
            lower = [value for value in below if most is None or value < most]
            starts = any(b.least is not None for b in bands)
            least = max(lower) if lower and not starts else None
        if most is None:
            above = [b.least for b in bands if b.least is not None and b is not band]
            higher = [value for value in above if least is None or value > least]
            most = min(higher, default=None)
        made.append(Shade(band.word, Tone(band.tone), least, most))
    return tuple(made)


# -- holds and repetitions of an exercise


def exercise_chart(progress: Progress, exercise_id: str) -> TimeChart:
    """The longest hold (or most repetitions) of each day, per side, beside what was prescribed."""
    holds = [one.longest for one in progress.endurance(exercise_id) if one.longest.days]
    found = holds or [one for one in progress.repetitions(exercise_id) if one.days]
    unit = found[0].unit if found else ""
    name = _name(progress, exercise_id)
    title = (
        _tr("{}: longest hold of a day") if holds else _tr("{}: most repetitions of a day")
    ).format(name)
    lines = [side_line(one) for one in found]
    return TimeChart(
        title,
        unit,
        (*lines, *_prescribed(progress, exercise_id, holds=bool(holds))),
        shows_record=True,
        empty=_tr("Do this exercise once, and its first value stands here."),
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
        yield Line(_tr("your dose"), Role.TARGET, tuple(days), tuple(values), stepped=True)


def _held(progress: Progress) -> Iterable[tuple[str, str]]:
    """Main holds first, then all else that was held or counted."""
    main = list(progress.main_holds(3))
    held = [d.exercise_id for d in progress.exercises if d.measure == "hold" and d.held_s > 0]
    other = [d.exercise_id for d in progress.exercises if d.exercise_id not in held]
    for id_ in dict.fromkeys([*main, *held, *other]):
        yield id_, _name(progress, id_)


def endurance_chart(progress: Progress, key: str) -> Chart:
    chart = exercise_chart(progress, key)
    if not chart.is_empty and any(done.measure == "hold" for done in progress.exercises):
        return replace(chart, says=_says(progress, "hold_endurance", key))
    return chart


def _says(progress: Progress, metric: str, key: str = ALL) -> str:
    return sentence(progress, metric, key or None)


# -- the sides


def _with_sides(progress: Progress) -> Iterable[tuple[str, str]]:
    if progress.symmetries:
        yield ALL, _tr("All exercises, newest")
    for one in progress.symmetries:
        yield one.exercise_id, _name(progress, one.exercise_id)


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
                    _name(progress, one.exercise_id),
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
        _tr("Left and right"),
        tuple(pairs),
        metric.goal or 90.0,
        says=_says(progress, "limb_symmetry_index") if pairs else "",
        empty=_tr("Do an exercise on both sides in one session to compare them."),
    )


def symmetry_chart(progress: Progress, key: str) -> Chart:
    if key == ALL:
        return pairs_chart(progress)
    series = progress.symmetry(key).index
    metric = metrics().of("limb_symmetry_index")
    low = min(series.values, default=100.0)
    return TimeChart(
        _tr("{}: symmetry").format(_name(progress, key)),
        "%",
        (replace(side_line(series, name=_tr("symmetry")), role=Role.BOTH, bridge=TEST_BRIDGE),),
        shades=_bands("limb_symmetry_index"),
        floor=50.0 if low >= 50 else 0.0,
        goals=(Goal(metric.goal or 90.0, _tr("the 90 % bar")),),
        ceiling=max(100.0, *series.values) if series.values else 100.0,
        says=_says(progress, "limb_symmetry_index", key),
        empty=_tr("Do this exercise on both sides in one session to compare them."),
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
        _tr("{}: difference of the sides, last of a week").format(_name(progress, key)),
        "%",
        bars=Bars(((_tr("difference"), Role.FIRST),), stacks, stacked=False),
        goals=(Goal(10.0, _tr("the 10 % bar")),),
        says=_says(progress, "asymmetry", key),
        empty=_tr("Do an exercise on both sides in one session to compare them."),
    )


def _sides_only(progress: Progress) -> Iterable[tuple[str, str]]:
    for one in progress.symmetries:
        yield one.exercise_id, _name(progress, one.exercise_id)


# -- weeks


def _amounts(_: Progress) -> Iterable[tuple[str, str]]:
    yield TENSION, _tr("Minutes under tension")
    yield REPS, _tr("Repetitions")
    yield HARD, _tr("Hard sets")


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
    title = dict(_amounts(progress))[key or TENSION]
    return TimeChart(
        _tr("{} a week, by category").format(title),
        _tr("min") if (key or TENSION) == TENSION else "",
        bars=Bars(
            tuple((category_name(category), CATEGORY_ROLE[category]) for category in used),
            tuple(
                Stack(day, tuple(_rounded(by.get(category)) for category in used))
                for day, by in sorted(weeks.items())
            ),
        ),
        says=_says(progress, "volume") if weeks and says else "",
        empty=_tr("Finish a session, and its week stands here."),
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
        _tr("Runs of a week, with activation before and without"),
        _tr("runs"),
        bars=Bars(((_tr("with activation"), Role.FIRST), (_tr("without"), Role.SIXTH)), stacks),
        goals=(Goal(goal, _tr("goal: {} a week").format(number_text(goal))),) if goal else (),
        whole=True,
        says=_says(progress, "activation_adherence") if stacks else "",
        empty=_tr("Log a run on Today: the warm-up in the hour before it is counted here."),
    )


def activation_ring(progress: Progress) -> RingChart:
    """This week's activated runs against the goal."""
    goal = round(metrics().of("activation_adherence").goal or 3)
    runs = sum(week.runs for week in progress.activation)
    warm_ups = sum(week.warm_ups for week in progress.activation)
    if not runs and not warm_ups:
        return RingChart(
            _tr("Activation before runs"),
            empty=_tr("Warm up before a run, and log the run on Today."),
        )
    this = progress.activation[-1]
    done = this.activated if runs else this.warm_ups
    return RingChart(
        _tr("Activation before runs"),
        (RingPart(_tr("this week"), Role.FIRST, float(min(done, goal))),),
        float(goal),
        segments=goal,
        big=f"{done} / {goal}",
        small=_tr("this week"),
        says=_says(progress, "activation_adherence"),
    )


def plan_chart(progress: Progress, _: str = ALL) -> TimeChart:
    weeks = [(week.monday, week.percent) for week in progress.plan if week.percent is not None]
    goal = metrics().of("plan_adherence").goal or 80.0
    return TimeChart(
        _tr("Planned sessions done, four weeks up to each"),
        "%",
        (
            Line(
                _tr("done of planned"),
                Role.FIRST,
                tuple(day.toordinal() for day, _ in weeks),
                tuple(round(percent, 1) for _, percent in weeks),
            ),
        ),
        goals=(Goal(goal, _tr("goal: {} %").format(number_text(goal))),),
        ceiling=100.0,
        says=_says(progress, "plan_adherence") if weeks else "",
        empty=_tr("Begin a plan, and what you did of it stands here."),
    )


def _forms(_: Progress) -> Iterable[tuple[str, str]]:
    yield "weeks", _tr("Week by week")
    yield "ring", _tr("All weeks together")


def coverage_chart(progress: Progress, key: str = "weeks") -> Chart:
    if key == "ring":
        return coverage_ring(progress)
    areas = metrics().area
    return TimeChart(
        _tr("Active minutes of each week, by area"),
        _tr("min"),
        bars=Bars(
            tuple((area.name, PARTS[number]) for number, area in enumerate(areas)),
            tuple(
                Stack(
                    week.monday.toordinal(),
                    tuple(_rounded(week.minutes.get(area.id)) for area in areas),
                )
                for week in progress.coverage
            ),
        ),
        says=_says(progress, "coverage") if progress.coverage else "",
        empty=_tr("Finish a session, and its minutes stand here."),
    )


def coverage_ring(progress: Progress) -> RingChart:
    areas = metrics().area
    sums = {a.id: sum(week.minutes.get(a.id, 0.0) for week in progress.coverage) for a in areas}
    total = sum(sums.values())
    return RingChart(
        _tr("Coverage"),
        tuple(
            RingPart(area.name, PARTS[number], sums[area.id], f"{sums[area.id]:.0f} min")
            for number, area in enumerate(areas)
            if sums[area.id] > 0
        ),
        big=f"{total:.0f}",
        small=_tr("minutes"),
        says=_says(progress, "coverage") if total else "",
        empty=_tr("Finish a session, and its minutes stand here."),
    )


# -- what was told


def _told(progress: Progress) -> Iterable[tuple[str, str]]:
    yield ALL, _tr("All sets")
    for done in progress.exercises:
        if any(series.days for series in progress.effort(done.exercise_id)):
            yield done.exercise_id, done.name


def effort_chart(progress: Progress, key: str) -> TimeChart:
    rpe, rir = progress.effort(key or None)
    lines = [
        replace(side_line(series, name=name), role=role)
        for series, name, role in (
            (rpe, _tr("effort (RPE)"), Role.FIRST),
            (rir, _tr("good repetitions left (RIR)"), Role.SECOND),
        )
        if series.days
    ]
    shades = [*_bands("effort_trend")] if rpe.days else []
    if rir.days:
        shades.append(Shade(_tr("target 3 to 5 left"), Tone.AMBER, 3.0, 5.0))
    whose = _name(progress, key) if key else _tr("All sets")
    return TimeChart(
        _tr("{}: effort, median of three sessions").format(whose),
        "",
        tuple(lines),
        shades=tuple(shades),
        ceiling=10.0,
        says=_says(progress, "effort_trend", key) if lines else "",
        empty=_tr("After a set press 1, 2 or 3: easy, about right, hard."),
    )


def pain_chart(progress: Progress, _: str = ALL) -> TimeChart:
    names = {"before": _tr("before"), "worst": _tr("worst during"), "morning": _tr("next morning")}
    roles = {"before": Role.FIRST, "worst": Role.SECOND, "morning": Role.THIRD}
    lines = tuple(
        replace(side_line(one.smoothed(), name=names[one.key]), role=roles[one.key])
        for one in progress.pain
        if one.days
    )
    return TimeChart(
        _tr("Pain, median of seven days"),
        "",
        lines,
        shades=_bands("pain"),
        ceiling=10.0,
        says=_says(progress, "pain") if lines else "",
        empty=_tr("Say after a session how much it hurt, also when it did not."),
    )


def response_chart(progress: Progress, _: str = ALL) -> TimeChart:
    series = progress.response_24h
    return TimeChart(
        _tr("Pain the next morning, compared with before"),
        "",
        (replace(side_line(series, name=_tr("change")), role=Role.FIRST, joined=False),),
        shades=_bands("response_24h"),
        floor=-2.0,
        ceiling=max(4.0, *series.values) if series.values else 4.0,
        whole=True,
        says=_says(progress, "response_24h") if series.days else "",
        empty=_tr("Say how it feels before a session and the morning after."),
    )


def load_chart(progress: Progress, _: str = ALL) -> TimeChart:
    series = progress.load
    return TimeChart(
        _tr("Load of a day: effort times minutes"),
        "",
        (replace(side_line(series, name=_tr("load")), role=Role.FIRST),),
        says=_says(progress, "load") if series.days else "",
        empty=_tr("Say after a session how hard it was."),
    )


# -- tests and ladders


def _tests(progress: Progress) -> Iterable[tuple[str, str]]:
    for id_ in dict.fromkeys(one.key for one in progress.test_scores):
        yield id_, _name(progress, id_)


def test_chart(progress: Progress, key: str) -> TimeChart:
    found = [one for one in progress.test_scores if one.key == key]
    scale = scale_of(key)
    shades = [
        Shade(band.word, Tone.TARGET, band.least, band.most)
        for band in (scale.bands if scale else ())
    ]
    return TimeChart(
        _name(progress, key) if key else _tr("Self-tests"),
        found[0].unit if found else "",
        tuple(replace(side_line(one), bridge=TEST_BRIDGE) for one in found),
        shades=tuple(shades[:1]),
        shows_record=bool(scale and scale.better == "higher"),
        says=_says(progress, "test_scores", key) if found else "",
        empty=_tr("Take a self-test, and repeat it every four weeks."),
    )


def _ladders(_: Progress) -> Iterable[tuple[str, str]]:
    for ladder in metrics().ladder:
        yield ladder.id, ladder.name


def level_chart(progress: Progress, key: str, names: Mapping[str, str] | None = None) -> TimeChart:
    level = next(one for one in progress.levels if one.ladder == key)
    known = {**progress.ledger.names, **(names or {})}
    return TimeChart(
        _tr("{} ladder").format(dict(_ladders(progress))[key]),
        "",
        tuple(side_line(one, stepped=True) for one in level.series),
        steps=tuple(
            " / ".join(_rung_name(known.get(id_, id_)) for id_ in rung) for rung in level.rungs
        ),
        says=_says(progress, "level") if level.series else "",
        empty=_tr("Do an exercise of this ladder, and its rung stands here."),
    )


def _rung_name(name: str) -> str:
    return name.replace("-", " ").capitalize() if name.islower() and "-" in name else name


# -- days


def days_chart(progress: Progress, _: str = ALL) -> CalendarChart:
    """Every day of the span with the minutes of its sessions."""
    days: dict[date, list[tuple[str, float]]] = {}
    for session in progress.ledger.sessions:
        if session.day in progress.span and session.state != "running":
            days.setdefault(session.day, []).append((session.title, (session.active_s or 0) / 60))
    first = progress.span.first
    if days:
        first = max(first, min(days) - timedelta(days=min(days).weekday()))
    return CalendarChart(
        _tr("Training days"),
        first,
        progress.span.last,
        tuple(
            CalendarDay(
                day,
                sum(minutes for _, minutes in done),
                ", ".join(f"{title} {minutes:.0f} min" for title, minutes in done),
            )
            for day, done in sorted(days.items())
        ),
        empty=_tr("Finish a session, and its day is marked here."),
    )


def wins_chart(progress: Progress, _: str = ALL) -> TimeChart:
    """Small gains counted by week; the table and the words say which."""
    weeks: dict[int, int] = {}
    for win in progress.wins:
        if win.beyond_noise:
            day = win.day.toordinal()
            weeks[day - (day - 1) % 7] = weeks.get(day - (day - 1) % 7, 0) + 1
    stacks = tuple(Stack(day, (float(count),)) for day, count in sorted(weeks.items()))
    return TimeChart(
        _tr("Small gains of each week"),
        "",
        bars=Bars(((_tr("gains"), Role.FIRST),), stacks),
        whole=True,
        says=_says(progress, "wins") if stacks else "",
        empty=_tr("One more second or repetition than before is a gain; it stands here."),
    )


def _none(_: Progress) -> Iterable[tuple[str, str]]:
    return ()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


_PLOTS: dict[
    str,
    tuple[
        Callable[[Progress], Iterable[tuple[str, str]]],
        Callable[[Progress, str], Chart],
    ],
] = {
    "activation_adherence": (_none, activation_chart),
    "hold_endurance": (_held, endurance_chart),
    "limb_symmetry_index": (_with_sides, symmetry_chart),
    "asymmetry": (_sides_only, asymmetry_chart),
    "volume": (_amounts, volume_chart),
    "effort_trend": (_told, effort_chart),
    "pain": (_none, pain_chart),
    "test_scores": (_tests, test_chart),
    "plan_adherence": (_none, plan_chart),
    "load": (_none, load_chart),
    "response_24h": (_none, response_chart),
    "level": (_ladders, level_chart),
    "coverage": (_forms, coverage_chart),
    "wins": (_none, wins_chart),
    DAYS: (_none, days_chart),
}
ALL_METRICS = tuple(_PLOTS)

__all__ = ["ALL", "ALL_METRICS", "DAYS", "Plot", "Side", "exercise_chart", "plot_of", "scales"]
