"""The six cards of the overview, from the numbers of progress."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from gui.charts.chart_words import number_text, with_unit
from gui.charts.values import Role, TimeChart, side_lines
from gui.plots.felt import effort_chart, pain_chart
from gui.plots.holds import exercise_chart
from gui.plots.sides import pairs_chart
from gui.plots.weeks import activation_ring, volume_chart
from gui.progress_charts import metric_name
from gui.widgets.chart_card import Overview
from workouts.progress import Progress
from workouts.progress.words import sentence

PAIRS_ON_A_CARD = 3
CARDS = (
    "activation_adherence",
    "hold_endurance",
    "limb_symmetry_index",
    "volume",
    "effort_trend",
    "pain",
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgressCards", text)


def cards_of(progress: Progress) -> list[Overview]:
    """In the order of CARDS; a card without values says what to do."""
    return [make(progress) for make in makers()]


def makers() -> tuple[Callable[[Progress], Overview], ...]:
    """One for each card, for who makes them one by one."""
    return (_activation, _endurance, _symmetry, _volume, _effort, _pain)


def _activation(progress: Progress) -> Overview:
    chart = activation_ring(progress)
    return Overview(
        "activation_adherence", metric_name("activation_adherence"), chart, words=chart.says
    )


def _endurance(progress: Progress) -> Overview:
    main = progress.main_holds()
    if not main:
        empty = TimeChart(
            metric_name("hold_endurance"),
            empty=_tr("Hold something once, such as a side plank: its seconds stand here."),
        )
        return Overview("hold_endurance", metric_name("hold_endurance"), empty)
    chart = exercise_chart(progress, main[0])
    values = tuple(
        (line.role, with_unit(line.values[-1], "s"))
        for line in side_lines(chart.lines)
        if line.days
    )
    name = progress.ledger.names.get(main[0], main[0])
    said = []
    for other in main[1:]:
        sides = {s.side: s.longest.last for s in progress.endurance(other)}
        told = [
            f"{side.value[0].upper()} {number_text(v)}"
            for side, v in sides.items()
            if v is not None
        ]
        if told:
            said.append(f"{progress.ledger.names.get(other, other)} {', '.join(told)} s")
    return Overview(
        "hold_endurance",
        metric_name("hold_endurance"),
        replace(chart, shows_record=True),
        values,
        name,
        "; ".join(said) or sentence(progress, "hold_endurance", main[0]),
        main[0],
    )


def _symmetry(progress: Progress) -> Overview:
    chart = pairs_chart(progress, PAIRS_ON_A_CARD)
    return Overview(
        "limb_symmetry_index",
        metric_name("limb_symmetry_index"),
        chart,
        under=_tr("newest, with the 90 % bar") if chart.pairs else "",
    )


def _volume(progress: Progress) -> Overview:
    chart = volume_chart(progress, "tension", says=False)
    last = chart.bars.stacks[-1] if chart.bars and chart.bars.stacks else None
    values: tuple[tuple[Role | None, str], ...] = ()
    if last:
        values = ((None, _tr("{} min").format(f"{sum(v or 0.0 for v in last.values):.0f}")),)
    under = _tr("under tension, newest week") if last else ""
    return Overview("volume", metric_name("volume"), chart, values, under, _volume_words(chart))


def _volume_words(chart: TimeChart) -> str:
    """What of the newest weeks was most."""
    if not chart.bars or not chart.bars.stacks:
        return ""
    sums = [
        (sum(stack.values[number] or 0.0 for stack in chart.bars.stacks), name)
        for number, (name, _) in enumerate(chart.bars.parts)
    ]
    most = sorted(sums, reverse=True)[:3]
    return ", ".join(_tr("{} {} min").format(name, f"{value:.0f}") for value, name in most)


def _effort(progress: Progress) -> Overview:
    chart = effort_chart(progress, "")
    values: list[tuple[Role | None, str]] = []
    for line in chart.lines:
        word = _tr("RPE {}") if line.role is Role.FIRST else _tr("{} left")
        values.append((line.role, word.format(number_text(line.values[-1]))))
    return Overview(
        "effort_trend",
        metric_name("effort_trend"),
        chart,
        tuple(values),
        _tr("target RPE 7 to 8, or 3 to 5 left") if values else "",
    )


def _pain(progress: Progress) -> Overview:
    chart = pain_chart(progress)
    words = {
        Role.FIRST: _tr("before {}"),
        Role.SECOND: _tr("worst {}"),
        Role.THIRD: _tr("next {}"),
    }
    values = tuple(
        (line.role, words[line.role].format(number_text(line.values[-1]))) for line in chart.lines
    )
    return Overview(
        "pain",
        metric_name("pain"),
        chart,
        values,
        _tr("of 10, median of seven days") if values else "",
    )
