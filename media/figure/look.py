"""Pictures for pose authors: `python -m media.figure.look ID... -o out.png`.

Each exercise is a row of phases; `--camera` instead shows twelve azimuths to choose from.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from media.figure.authoring import read_poses
from media.figure.bake import bake_one, read_folder, variants
from media.figure.figure import Figure, figure_from_line, figure_ids, load_figure
from media.figure.scene import paint_figure
from media.figure.theme import THEMES


def figures_of(paths: Sequence[Path]) -> dict[str, Figure]:
    """Every exercise and fault of loose pose files, solved now; shipped stances help out."""
    stances = dict(read_folder()["stance"])
    found = {}
    for path in paths:
        tables = read_poses(path)
        stances |= tables["stance"]
        for name, table in tables["exercise"].items():
            for whole, variant in variants(name, table).items():
                line = bake_one(whole, variant, stances)
                base, _, fault = whole.partition("~")
                found[whole] = figure_from_line(line, base, fault, ())
    return found


def strip(
    figures: Sequence[Figure], phases: Sequence[float], *, side: str, theme: str, cell: int
) -> QImage:
    """One row of pictures a figure."""
    height = round(cell * 0.82)
    image = QImage(cell * len(phases), height * len(figures), QImage.Format.Format_RGB32)
    image.fill(QColor(THEMES[theme].ground))
    painter = QPainter(image)
    for row, figure in enumerate(figures):
        for column, phase in enumerate(phases):
            rect = QRectF(column * cell, row * height, cell, height)
            at = phase if not figure.loop else column / len(phases)
            paint_figure(painter, rect, figure, at, side=side, theme=theme)
        _name(painter, figure, row * height, theme)
    painter.end()
    return image


def azimuths(figure: Figure, phase: float, elevation: float, *, theme: str, cell: int) -> QImage:
    """Twelve views of one phase, 30 degrees apart."""
    from dataclasses import replace

    image = QImage(cell * 4, cell * 3, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for k in range(12):
        azimuth = -180 + 30 * k
        turned = replace(figure, azimuth=float(azimuth), elevation=elevation, _cache={})
        rect = QRectF(k % 4 * cell, k // 4 * cell, cell, cell)
        paint_figure(painter, rect, turned, phase, theme=theme)
        painter.setPen(QColor("#888888"))
        painter.drawText(int(rect.x()) + 8, int(rect.y()) + 18, f"{azimuth}, {elevation:.0f}")
    painter.end()
    return image


def _name(painter: QPainter, figure: Figure, y: int, theme: str) -> None:
    painter.setPen(QColor("#7A8794" if theme == "light" else "#A0ABB8"))
    text = figure.id + (f" ~ {figure.fault}" if figure.fault else "")
    painter.drawText(8, y + 18, text)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m media.figure.look", description=__doc__)
    parser.add_argument("ids", nargs="*", help="exercise ids, or id~fault; none: all")
    parser.add_argument("-o", "--out", type=Path, default=Path("look.png"))
    parser.add_argument(
        "-f", "--file", type=Path, action="append", help="solve the poses of a file"
    )
    parser.add_argument("-n", "--phases", type=int, default=4)
    parser.add_argument("--side", default="right")
    parser.add_argument("--theme", default="light", choices=sorted(THEMES))
    parser.add_argument("--cell", type=int, default=400)
    parser.add_argument("--camera", action="store_true", help="twelve azimuths of the first id")
    parser.add_argument("--phase", type=float, default=0.5)
    parser.add_argument("--elevation", type=float, default=14.0)
    options = parser.parse_args(arguments)
    loose = figures_of(options.file) if options.file else {}
    ids = options.ids or sorted(loose) or figure_ids()
    figures = []
    for name in ids:
        base, _, fault = name.partition("~")
        figures.append(loose[name] if name in loose else load_figure(base, fault=fault))
    if options.camera:
        image = azimuths(
            figures[0], options.phase, options.elevation, theme=options.theme, cell=options.cell
        )
    else:
        phases = [k / (options.phases - 1) * 0.5 for k in range(options.phases)]
        image = strip(figures, phases, side=options.side, theme=options.theme, cell=options.cell)
    image.save(str(options.out))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    application = QGuiApplication(sys.argv[:1])
    sys.exit(main(sys.argv[1:]))
