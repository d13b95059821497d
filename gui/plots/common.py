"""What the charts of progress share: names, bands, lines of a side. Knows no file, no window."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from gui.charts.chart_words import role_word
from gui.charts.values import Line, Role, Shade, Tone
from workouts.metrics import metrics
from workouts.progress import Progress, Series
from workouts.progress.words import sentence

ALL = ""  # of a metric that can also be asked of one thing
TEST_BRIDGE = 63  # tests come every four weeks; one may be left out


def tr(text: str) -> str:
    return QCoreApplication.translate("ProgressCharts", text)


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


def name_of(progress: Progress, exercise_id: str) -> str:
    return progress.ledger.names.get(exercise_id, exercise_id)


def bands_of(metric: str) -> tuple[Shade, ...]:
    """The bands of a metric, each to where the next begins: they leave no holes."""
    bands = metrics().of(metric).bands
    # A whole number from 0 to 10 lies in its band, not on an edge of it.
    past = 0.25 if metrics().of(metric).unit == "0-10" else 0.0
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
        least, most = (None if end is None else end + past for end in (least, most))
        made.append(Shade(band.word, Tone(band.tone), least, most))
    return tuple(made)


def says_of(progress: Progress, metric: str, key: str = ALL) -> str:
    return sentence(progress, metric, key or None)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def no_choices(_: Progress) -> Iterable[tuple[str, str]]:
    return ()
