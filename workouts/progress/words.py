"""Progress in sentences: what a chart shows, for those who hear it, and one fact for today.

Each is a pure function. Nothing is said of what is unknown except that it is; a change inside the
noise of a test is not called a gain; nobody is compared with others.
"""

from collections.abc import Sequence
from datetime import date

from workouts.metrics import metrics
from workouts.model import Side
from workouts.progress.progress import Progress
from workouts.progress.values import Series, Symmetry, Win

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
SIDE_WORDS = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both sides",
    Side.ALTERNATING: "side by side in turn",
}
NOTHING = "Nothing was recorded in this time."


def sides_sentence(name: str, series: Sequence[Series], symmetry: Symmetry | None = None) -> str:
    """Values of one exercise over time: `Left adductor hold rose from 14 to 20 s in six weeks;
    right 20 s; symmetry 100 %.`
    """
    known = [one for one in series if one.days]
    if not known:
        return f"{_upper(name)}: {_lower(NOTHING)}"
    subject = _lower(name)
    parts = []
    for at, one in enumerate(known):
        side = SIDE_WORDS[one.side] if one.side else ""
        plain = one.side in (None, Side.BOTH, Side.ALTERNATING) and len(known) == 1
        who = subject if plain else f"{side} {subject}" if at == 0 else side
        parts.append(_change(who, one))
    if symmetry and symmetry.last:
        parts.append(f"symmetry {_number(round(symmetry.last.index))} %")
    return _upper("; ".join(parts)) + "."


def weeks_text(first: date, last: date) -> str:
    """How long from one day to another: in six weeks, in nine days."""
    days = (last - first).days
    if days < 14:
        return f"{_count(days)} day{'' if days == 1 else 's'}"
    weeks = round(days / 7)
    if weeks <= 26:
        return f"{_count(weeks)} weeks"
    months = round(days / 30.44)
    return f"{_count(months)} months" if months < 24 else f"{_count(round(days / 365.25))} years"


def sentence(progress: Progress, metric_id: str, exercise_id: str | None = None) -> str:
    """One metric of a range in words; of one exercise where the metric has one.

    Raises KeyError for a metric the catalogue does not have.
    """
    metric = metrics().of(metric_id)
    said = _SENTENCES[metric_id](progress, exercise_id)
    return said or f"{metric.name}: {_lower(NOTHING)}"


def win_text(win: Win, name: str) -> str:
    """A small gain in a few words: `2 s longer in the side plank, left side: 22 s.`"""
    side = f", {SIDE_WORDS[win.side]} side" if win.side in (Side.LEFT, Side.RIGHT) else ""
    gain, value = _number(abs(win.gain)), _number(win.value)
    match win.what:
        case "seconds":
            return f"{_upper(name)}{side}: {gain} s longer, {value} s."
        case "sessions":
            return f"{_upper(_count(win.value))} sessions this week, {_count(win.gain)} more."
        case "pain":
            return f"Less pain than in the session before: {value} of 10."
    unit = "step" if win.what == "steps" else "rep"
    return f"{_upper(name)}{side}: {gain} more {unit}{'' if gain == '1' else 's'}, {value}."


def facts(progress: Progress, limit: int = 3) -> tuple[str, ...]:
    """The newest gains of a range, one sentence each, the best told first.

    Gains inside the noise of their test are left out, and so is more than one of an exercise.
    """
    order = {"seconds": 0, "reps": 0, "steps": 0, "pain": 1, "sessions": 2}
    found: list[str] = []
    told: set[str] = set()
    wins = [win for win in progress.wins if win.beyond_noise]
    for win in sorted(wins, key=lambda win: (order[win.what], -win.day.toordinal(), -win.gain)):
        key = win.exercise_id or win.what
        if key in told:
            continue
        told.add(key)
        found.append(win_text(win, progress.ledger.names.get(win.exercise_id, win.exercise_id)))
        if len(found) == limit:
            break
    return tuple(found)


def _change(who: str, series: Series) -> str:
    first, last = series.values[0], series.values[-1]
    unit = _unit(series.unit)
    if len(series) == 1 or series.days[0] == series.days[-1]:
        return f"{who} {_number(last)}{unit}"
    change = round(last - first, 3)
    if series.noise is not None and 0 < abs(change) < series.noise:
        before = f"{_number(first)}{unit} at first; under {_number(series.noise)}{unit} is noise"
        return f"{who} {_number(last)}{unit} ({before})"
    if abs(change) < 0.05:
        return f"{who} {_number(last)}{unit}"
    verb = "rose" if change > 0 else "fell"
    time = weeks_text(series.days[0], series.days[-1])
    return f"{who} {verb} from {_number(first)} to {_number(last)}{unit} in {time}"


def _symmetry(progress: Progress, exercise_id: str | None) -> str:
    found = [progress.symmetry(exercise_id)] if exercise_id else progress.symmetries
    parts = []
    for one in found:
        if one.last:
            point, unit = one.last, _unit(one.unit)
            parts.append(
                f"{_name(progress, one.exercise_id)} {_number(round(point.index))} % "
                f"(left {_number(point.left)}, right {_number(point.right)}{unit})"
            )
    return f"Symmetry: {'; '.join(parts[:4])}." if parts else ""


def _asymmetry(progress: Progress, exercise_id: str | None) -> str:
    found = [progress.symmetry(exercise_id)] if exercise_id else progress.symmetries
    parts = [
        f"{_name(progress, one.exercise_id)} {_number(round(one.last.asymmetry))} %"
        for one in found
        if one.last
    ]
    return f"Difference of sides: {'; '.join(parts[:4])}." if parts else ""


def _endurance(progress: Progress, exercise_id: str | None) -> str:
    exercises = (exercise_id,) if exercise_id else progress.main_holds()
    return " ".join(
        sides_sentence(
            _name(progress, one),
            [side.longest for side in progress.endurance(one)],
            progress.symmetry(one),
        )
        for one in exercises
        if any(side.longest.days for side in progress.endurance(one))
    )


def _tests(progress: Progress, exercise_id: str | None) -> str:
    tests: dict[str, list[Series]] = {}
    for one in progress.test_scores:
        if exercise_id in (None, one.key):
            tests.setdefault(one.key, []).append(one)
    return " ".join(
        sides_sentence(_name(progress, test), series, progress.symmetry(test))
        for test, series in tests.items()
    )


def _activation(progress: Progress, _: str | None) -> str:
    runs = sum(week.runs for week in progress.activation)
    done = sum(week.activated for week in progress.activation)
    warm_ups = sum(week.warm_ups for week in progress.activation)
    if not runs and not warm_ups:
        return ""
    if not runs:
        return f"{_upper(_counted(warm_ups, 'warm-up'))} and no run was logged."
    return f"{_upper(_count(done))} of {_counted(runs, 'run')} began with activation."


def _plan(progress: Progress, _: str | None) -> str:
    last = progress.plan[-1] if progress.plan else None
    if last is None or last.percent is None:
        return ""
    sessions = _counted(last.planned, "planned session")
    return f"{_upper(_count(last.done))} of {sessions} of the last four weeks done."


def _volume(progress: Progress, _: str | None) -> str:
    if not progress.volume:
        return ""
    sets = sum(week.sets for week in progress.volume)
    tension = sum(week.tension_s for week in progress.volume)
    by: dict[str, float] = {}
    for week in progress.volume:
        by[week.category.value] = by.get(week.category.value, 0.0) + week.tension_s
    parts = [
        f"{category.replace('-', ' ')} {_minutes(seconds)}"
        for category, seconds in sorted(by.items(), key=lambda item: -item[1])
    ]
    weeks = len({week.monday for week in progress.volume})
    of = _counted(weeks, "week")
    return (
        f"{_upper(_counted(sets, 'set'))} and {_minutes(tension)} under tension "
        f"in {of} with training: {', '.join(parts)}."
    )


def _load(progress: Progress, _: str | None) -> str:
    series = progress.load
    if not series.values:
        return ""
    days = _counted(len(series), "day")
    most = _number(max(series.values))
    return f"Load {_number(round(sum(series.values)))} over {days}, the highest day {most}."


def _effort(progress: Progress, exercise_id: str | None) -> str:
    rpe, rir = progress.effort(exercise_id)
    parts = []
    if rpe.last is not None:
        parts.append(f"median effort {_number(rpe.last)} of 10, the target is 7 to 8")
    if rir.last is not None:
        parts.append(f"median {_number(rir.last)} repetitions left, the target is 3 to 5")
    return _upper("; ".join(parts)) + "." if parts else ""


def _pain(progress: Progress, _: str | None) -> str:
    words = {"before": "before", "worst": "during", "morning": "the next morning"}
    parts = [
        f"{words[one.key]} {_number(one.last)}"
        for one in (series.smoothed() for series in progress.pain)
        if one.last is not None
    ]
    return f"Pain, median of seven days, 0 to 10: {', '.join(parts)}." if parts else ""


def _response(progress: Progress, _: str | None) -> str:
    last = progress.response_24h.last
    if last is None:
        return ""
    if last == 0:
        return "The next morning pain was back to where it was before."
    return f"The next morning pain was {_number(abs(last))} {'higher' if last > 0 else 'lower'}."


def _level(progress: Progress, _: str | None) -> str:
    parts = []
    for metric, ladder in zip(metrics().ladder, progress.levels, strict=True):
        sides = [
            f"{SIDE_WORDS[one.side]} {_number(one.last)}"
            for one in ladder.series
            if one.side and one.last is not None
        ]
        if sides:
            parts.append(f"{metric.name} ladder: {', '.join(sides)} of {len(ladder.rungs)}")
    return "; ".join(parts) + "." if parts else ""


def _coverage(progress: Progress, _: str | None) -> str:
    if not progress.coverage:
        return ""
    parts = []
    for area in metrics().area:
        minutes = sum(week.minutes[area.id] for week in progress.coverage)
        parts.append(f"{_lower(area.name)} {_number(round(minutes))}")
    return f"Minutes: {', '.join(parts)}."


def _wins(progress: Progress, _: str | None) -> str:
    return " ".join(facts(progress))


_SENTENCES = {
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


def _name(progress: Progress, exercise_id: str) -> str:
    return progress.ledger.names.get(exercise_id, exercise_id)


def _unit(unit: str) -> str:
    if unit == "%":
        return " %"
    return "" if unit in ("0-10", "rating", "score", "rpe", "rir", "") else f" {unit}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 1):g}" if abs(value) < 1e5 else f"{value:.0f}"


def _count(value: float) -> str:
    whole = round(value)
    return NUMBERS[whole] if 0 <= whole < len(NUMBERS) else str(whole)


def _counted(value: int, noun: str) -> str:
    return f"{_count(value)} {noun}{'' if value == 1 else 's'}"


def _minutes(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """With a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
