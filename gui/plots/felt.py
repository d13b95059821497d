"""Charts of what was told: effort, pain, the next morning, load."""

from collections.abc import Iterable
from dataclasses import replace

from gui.charts.values import Role, Shade, TimeChart, Tone
from gui.plots.common import ALL, bands_of, name_of, says_of, side_line, tr
from workouts.progress import Progress


def told_choices(progress: Progress) -> Iterable[tuple[str, str]]:
    yield ALL, tr("All sets")
    for done in progress.exercises:
        if any(series.days for series in progress.effort(done.exercise_id)):
            yield done.exercise_id, done.name


def effort_chart(progress: Progress, key: str) -> TimeChart:
    rpe, rir = progress.effort(key or None)
    lines = [
        replace(side_line(series, name=name), role=role)
        for series, name, role in (
            (rpe, tr("effort (RPE)"), Role.FIRST),
            (rir, tr("good repetitions left (RIR)"), Role.SECOND),
        )
        if series.days
    ]
    shades = [*bands_of("effort_trend")] if rpe.days else []
    if rir.days:
        shades.append(Shade(tr("target 3 to 5 left"), Tone.AMBER, 3.0, 5.0))
    whose = name_of(progress, key) if key else tr("All sets")
    return TimeChart(
        tr("{}: effort, median of three sessions").format(whose),
        "",
        tuple(lines),
        shades=tuple(shades),
        ceiling=10.0,
        says=says_of(progress, "effort_trend", key) if lines else "",
        empty=tr("After a set press 1, 2 or 3: easy, about right, hard."),
    )


def pain_chart(progress: Progress, _: str = ALL) -> TimeChart:
    names = {"before": tr("before"), "worst": tr("worst during"), "morning": tr("next morning")}
    roles = {"before": Role.FIRST, "worst": Role.SECOND, "morning": Role.THIRD}
    lines = tuple(
        replace(side_line(one.smoothed(), name=names[one.key]), role=roles[one.key])
        for one in progress.pain
        if one.days
    )
    return TimeChart(
        tr("Pain, median of seven days"),
        "",
        lines,
        shades=bands_of("pain"),
        ceiling=10.0,
        says=says_of(progress, "pain") if lines else "",
        empty=tr("Say after a session how much it hurt, also when it did not."),
    )


def response_chart(progress: Progress, _: str = ALL) -> TimeChart:
    series = progress.response_24h
    return TimeChart(
        tr("Pain the next morning, compared with before"),
        "",
        (replace(side_line(series, name=tr("change")), role=Role.FIRST, joined=False),),
        shades=bands_of("response_24h"),
        floor=-2.0,
        ceiling=max(4.0, *series.values) if series.values else 4.0,
        whole=True,
        says=says_of(progress, "response_24h") if series.days else "",
        empty=tr("Say how it feels before a session and the morning after."),
    )


def load_chart(progress: Progress, _: str = ALL) -> TimeChart:
    series = progress.load
    return TimeChart(
        tr("Load of a day: effort times minutes"),
        "",
        (replace(side_line(series, name=tr("load")), role=Role.FIRST),),
        says=says_of(progress, "load") if series.days else "",
        empty=tr("Say after a session how hard it was."),
    )
