"""Charts of self-tests and of the rungs of ladders."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from gui.charts.values import Shade, TimeChart, Tone
from gui.plots.common import TEST_BRIDGE, name_of, says_of, side_line, tr
from workouts.metrics import metrics
from workouts.progress import Progress
from workouts.self_test import scale_of


def test_choices(progress: Progress) -> Iterable[tuple[str, str]]:
    for id_ in dict.fromkeys(one.key for one in progress.test_scores):
        yield id_, name_of(progress, id_)


def test_chart(progress: Progress, key: str) -> TimeChart:
    found = [one for one in progress.test_scores if one.key == key]
    scale = scale_of(key)
    shades = [
        Shade(band.word, Tone.TARGET, band.least, band.most)
        for band in (scale.bands if scale else ())
    ]
    return TimeChart(
        name_of(progress, key) if key else tr("Self-tests"),
        found[0].unit if found else "",
        tuple(replace(side_line(one), bridge=TEST_BRIDGE) for one in found),
        shades=tuple(shades[:1]),
        shows_record=bool(scale and scale.better == "higher"),
        says=says_of(progress, "test_scores", key) if found else "",
        empty=tr("Take a self-test, and repeat it every four weeks."),
    )


def ladder_choices(_: Progress) -> Iterable[tuple[str, str]]:
    for ladder in metrics().ladder:
        yield ladder.id, ladder.name


def level_chart(progress: Progress, key: str, names: Mapping[str, str] | None = None) -> TimeChart:
    level = next(one for one in progress.levels if one.ladder == key)
    known = {**progress.ledger.names, **(names or {})}
    return TimeChart(
        tr("{} ladder").format(dict(ladder_choices(progress))[key]),
        "",
        tuple(side_line(one, stepped=True) for one in level.series),
        steps=tuple(
            " / ".join(_rung_name(known.get(id_, id_)) for id_ in rung) for rung in level.rungs
        ),
        says=says_of(progress, "level") if level.series else "",
        empty=tr("Do an exercise of this ladder, and its rung stands here."),
    )


def _rung_name(name: str) -> str:
    return name.replace("-", " ").capitalize() if name.islower() and "-" in name else name
