"""Figures as files: a PNG, an SVG or a sheet of all of them."""

import math
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from media.figure.figure import Figure, figure_ids, load_figure
from media.figure.scene import paint_figure
from media.figure.theme import THEMES


def render_image(
    figure: Figure,
    phase: float | None = None,
    *,
    side: str = "right",
    size: int = 900,
    theme: str = "light",
) -> QImage:
    """A square picture, `size` pixels wide, at a phase or the most telling one."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(THEMES[theme].ground))
    painter = QPainter(image)
    at = figure.best_phase if phase is None else phase
    paint_figure(painter, QRectF(0, 0, size, size), figure, at, side=side, theme=theme)
    painter.end()
    return image


def render_png(
    path: Path,
    figure: Figure,
    phase: float | None = None,
    *,
    side: str = "right",
    size: int = 900,
    theme: str = "light",
) -> None:
    """Write a PNG; OSError when the file cannot be written."""
    _save(render_image(figure, phase, side=side, size=size, theme=theme), path)


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"cannot write {path}")


def render_svg(
    path: Path,
    figure: Figure,
    phase: float | None = None,
    *,
    side: str = "right",
    size: int = 900,
    theme: str = "light",
) -> None:
    """Write an SVG; OSError when the file cannot be written."""
    at = figure.best_phase if phase is None else phase
    with path.open("wb"):
        pass  # the generator only warns when it cannot write
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(size, size))
    generator.setViewBox(QRectF(0, 0, size, size))
    generator.setTitle(figure.title)
    painter = QPainter(generator)
    paint_figure(painter, QRectF(0, 0, size, size), figure, at, side=side, theme=theme)
    painter.end()


def render_sheet(
    path: Path,
    *,
    ids: Sequence[str] = (),
    theme: str = "light",
    cell: int = 260,
    columns: int = 8,
) -> None:
    """Write a contact sheet with names: every exercise at its start and its top."""
    figures = [load_figure(i) for i in ids or figure_ids()]
    rows = math.ceil(len(figures) / columns)
    height = round(cell * 1.22)
    image = QImage(cell * columns, height * rows, QImage.Format.Format_RGB32)
    colours = THEMES[theme]
    image.fill(QColor(colours.ground))
    painter = QPainter(image)
    half = round(cell * 0.42)
    for i, figure in enumerate(figures):
        x, y = i % columns * cell, i // columns * height
        top = QRectF(x, y, cell, cell * 0.8)
        paint_figure(painter, top, figure, figure.best_phase, theme=theme)
        small = QRectF(x, y + cell * 0.8, half, half)
        paint_figure(painter, small, figure, 0.0, theme=theme)
        painter.setPen(QColor("#5B6772" if theme == "light" else "#B4BEC9"))
        font = painter.font()
        font.setPixelSize(max(9, cell // 20))
        painter.setFont(font)
        words = QRectF(x + half + 6, y + cell * 0.84, cell - half - 12, half)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, figure.id)
    painter.end()
    _save(image, path)
