"""What painting the figure costs at 900x900, beside an empty repaint in the same run.

`python benchmarks/figure_paint.py [IDS]`: medians in milliseconds of wall time. "first" is a pose
never painted before, "again" one that came before, as in every repetition after the first (the way
back passes the poses of the way out). Goals: the figure alone under 4 ms, the whole scene under
6 ms, a thumbnail from the cache under 1 ms. The fixed loop tells how fast the machine was.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from media.figure import Figure, figure_ids, load_figure, paint_figure, thumbnail

SIZE = 900
ROUNDS = 60


def median_ms(once: Callable[[int], object]) -> float:
    times = []
    for i in range(ROUNDS):
        start = time.perf_counter()
        once(i)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times[2:])


def measure(painter: QPainter, figure: Figure) -> list[float]:
    """Empty repaint; figure first and again; whole scene first and again."""
    rect = QRectF(0, 0, SIZE, SIZE)
    other = QRectF(0, 0, SIZE, SIZE - 1)  # another size shares no pose with the first

    def empty(_: int) -> None:
        painter.fillRect(rect, QColor("#F4F6F8"))

    def alone(i: int) -> None:
        paint_figure(painter, rect, figure, i / ROUNDS / 2, stage=False)

    def scene(i: int) -> None:
        paint_figure(painter, other, figure, i / ROUNDS / 2)

    return [median_ms(f) for f in (empty, alone, alone, scene, scene)]


def machine_ms() -> float:
    """A fixed piece of plain Python, to compare runs on busy or slow machines."""

    def sum_squares(_: int) -> int:
        return sum(i * i for i in range(100_000))

    return median_ms(sum_squares)


def print_row(name: str, row: list[float]) -> None:
    print(f"{name:34s}" + "".join(f"{value:8.2f}" for value in row))


def main(ids: list[str]) -> None:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    print(f"the machine now: {machine_ms():.1f} ms for the fixed loop")
    print(f"{'ms, medians':34s}   empty  figure   again   scene   again")
    rows = []
    for name in ids:
        rows.append(measure(painter, load_figure(name)))
        print_row(name, rows[-1])
    painter.end()
    print_row("median of all", [statistics.median(column) for column in zip(*rows, strict=True)])
    print_row("worst of all", [max(column) for column in zip(*rows, strict=True)])
    start = time.perf_counter()
    thumbnail(ids[0], 112)
    made = (time.perf_counter() - start) * 1e3
    kept = median_ms(lambda _: thumbnail(ids[0], 112))
    print(f"thumbnail 112 px: made {made:.1f} ms, from the cache {kept:.4f} ms")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    main(sys.argv[1:] or figure_ids())
