"""Every metric with the chart it is shown as, and what it can be asked of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gui.charts.values import CalendarChart, Chart, TimeChart
from gui.plots.common import ALL, no_choices
from gui.plots.days import days_chart, wins_chart
from gui.plots.felt import effort_chart, load_chart, pain_chart, response_chart, told_choices
from gui.plots.holds import endurance_chart, held_choices
from gui.plots.sides import asymmetry_chart, both_side_choices, side_choices, symmetry_chart
from gui.plots.skills import ladder_choices, level_chart, test_chart, test_choices
from gui.plots.weeks import (
    activation_chart,
    amount_choices,
    coverage_chart,
    form_choices,
    plan_chart,
    volume_chart,
)
from workouts.marks import Mark
from workouts.metrics import metrics
from workouts.progress import Progress

DAYS = "days"  # no metric of the catalogue: the calendar of days
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


_PLOTS: dict[
    str,
    tuple[
        Callable[[Progress], Iterable[tuple[str, str]]],
        Callable[[Progress, str], Chart],
    ],
] = {
    "activation_adherence": (no_choices, activation_chart),
    "hold_endurance": (held_choices, endurance_chart),
    "limb_symmetry_index": (side_choices, symmetry_chart),
    "asymmetry": (both_side_choices, asymmetry_chart),
    "volume": (amount_choices, volume_chart),
    "effort_trend": (told_choices, effort_chart),
    "pain": (no_choices, pain_chart),
    "test_scores": (test_choices, test_chart),
    "plan_adherence": (no_choices, plan_chart),
    "load": (no_choices, load_chart),
    "response_24h": (no_choices, response_chart),
    "level": (ladder_choices, level_chart),
    "coverage": (form_choices, coverage_chart),
    "wins": (no_choices, wins_chart),
    DAYS: (no_choices, days_chart),
}
ALL_METRICS = tuple(_PLOTS)
