"""The figure of each exercise, built in or the athlete's own; nothing where nobody drew one."""

import logging
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from media.figure import (
    Figure,
    PoseError,
    figure_ids,
    load_figure,
    own_figure,
    paint_figure,
    thumbnail,
)
from workouts.model import Exercise, Sided

log = logging.getLogger(__name__)


def side_of(exercise: Exercise, side: str = "right") -> str:
    """The side a figure is shown on: the wished one only where one side works alone."""
    return {Sided.BOTH: "both", Sided.ALTERNATING: "alternating"}.get(exercise.sided, side)


class Figures:
    """Made once; remembers what it loaded. `folder` keeps small pictures between runs."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._own: dict[tuple[str, str, str], Figure | None] = {}
        self._troubles: dict[str, str] = {}
        self._pictures: dict[tuple[str, str, int, str, float], QImage] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the built-in figures."""
        return tuple(figure_ids())

    def figure(self, exercise: Exercise, fault: str = "") -> Figure | None:
        """The figure, or the one with a fault; None where there is none."""
        if exercise.pose is None:
            try:
                return load_figure(exercise.id, fault=fault)
            except KeyError:
                return None
        key = (exercise.id, str(exercise.pose), fault)
        if key not in self._own:
            self._own[key] = self._solve(exercise, fault)
        return self._own[key]

    def trouble(self, exercise: Exercise) -> str:
        """Why the pose in an athlete's own file cannot be drawn; empty where it can."""
        if exercise.pose is None or self.figure(exercise):
            return ""
        return self._troubles.get(exercise.id, "")

    def faults(self, exercise: Exercise) -> tuple[str, ...]:
        """The faults that can be shown."""
        figure = self.figure(exercise)
        return figure.faults if figure else ()

    def thumbnail(
        self, exercise: Exercise, size: int, theme: str, ratio: float = 1.0
    ) -> QImage | None:
        """A small square picture; None where there is no figure."""
        drawn = exercise.pose if isinstance(exercise.pose, str) else exercise.id
        if not isinstance(exercise.pose, dict):
            try:
                return thumbnail(drawn, size, theme, "right", ratio, folder=self._folder)
            except (KeyError, OSError):
                return None
        key = (exercise.id, str(exercise.pose), size, theme, ratio)
        if key not in self._pictures and (figure := self.figure(exercise)):
            self._pictures[key] = _picture(figure, size, theme, ratio)
        return self._pictures.get(key)

    def icon(self, exercise: Exercise, size: int, theme: str) -> QIcon:
        """The small picture for a list, the same when its row is chosen."""
        icon = QIcon()
        if image := self.thumbnail(exercise, size, theme):
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                icon.addPixmap(QPixmap.fromImage(image), mode)
        return icon

    def _solve(self, exercise: Exercise, fault: str) -> Figure | None:
        assert exercise.pose is not None
        try:
            return own_figure(exercise.id, exercise.pose, fault)
        except (PoseError, KeyError) as error:
            log.info("no figure for %s: %s", exercise.id, error)
            self._troubles[exercise.id] = str(error)
            return None


def _picture(figure: Figure, size: int, theme: str, ratio: float) -> QImage:
    image = QImage(round(size * ratio), round(size * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    with QPainter(image) as painter:
        paint_figure(
            painter, QRectF(0, 0, size, size), figure, figure.best_phase, side="right", theme=theme
        )
    return image
