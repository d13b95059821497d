"""What each metric of progress means: definition, unit, bars, noise, source; from a data file.

The names are those of catalogue section 5 and of `progress --json`.
"""

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from workouts.model import Category, Value

DATA = Path(__file__).parent / "data"


class Band(Value, frozen=True):
    """From `least` to `most` in the metric's unit, both included; None is open."""

    word: str  # what the band is called in plain words
    tone: str  # good, amber, red, target
    least: float | None = None
    most: float | None = None

    def __contains__(self, value: float) -> bool:
        above = self.least is None or value >= self.least
        return above and (self.most is None or value <= self.most)


class Noise(Value, frozen=True):
    """A change below `under` in this exercise says nothing."""

    exercise: str
    unit: str
    under: float
    source: str


class Metric(Value, frozen=True):
    id: str
    name: str
    definition: str
    unit: str
    chart: str  # line, bars, stacked, ring, percent, steps, dots, list
    source: tuple[str, ...]
    note: str = ""
    goal: float | None = None
    bands: tuple[Band, ...] = ()

    def band_of(self, value: float | None) -> Band | None:
        """The first band a value lies in; None where unknown."""
        if value is None:
            return None
        return next((band for band in self.bands if value in band), None)


class Ladder(Value, frozen=True):
    """Exercises from the easiest up; exercises of one rung are equally hard."""

    id: str
    name: str
    rungs: tuple[tuple[str, ...], ...]

    def rung_of(self, exercise_id: str) -> int | None:
        """Counted from 1."""
        for number, exercises in enumerate(self.rungs, start=1):
            if exercise_id in exercises:
                return number
        return None


class Area(Value, frozen=True):
    """What coverage adds together."""

    id: str
    name: str
    categories: tuple[Category, ...]


class Metrics(Value, frozen=True):
    metric: tuple[Metric, ...]
    noise: tuple[Noise, ...]
    ladder: tuple[Ladder, ...]
    area: tuple[Area, ...]

    def of(self, metric_id: str) -> Metric:
        """Raises KeyError for a name the catalogue does not have."""
        for metric in self.metric:
            if metric.id == metric_id:
                return metric
        raise KeyError(metric_id)

    def noise_of(self, exercise_id: str, unit: str) -> float | None:
        """The change below which nothing is said; None where no source gives one."""
        for noise in self.noise:
            if noise.exercise == exercise_id and noise.unit == unit:
                return noise.under
        return None


@cache
def metrics() -> Metrics:
    """All of it; a mistake in the file is a msgspec.ValidationError."""
    raw = tomllib.loads((DATA / "metrics.toml").read_text(encoding="utf-8"))
    return msgspec.convert(raw, Metrics)
