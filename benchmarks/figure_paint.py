"""What painting the figure costs at 900x900, beside an empty repaint in the same run.

`python benchmarks/figure_paint.py [IDS]`: medians in milliseconds of wall time. Goals: the figure
alone under 4 ms, the whole scene under 6 ms, a thumbnail from the cache under 1 ms.
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
    return statistics.median(times[5:])


def measure(painter: QPainter, figure: Figure) -> tuple[float, float, float]:
    """Empty repaint, figure alone, whole scene."""
    rect = QRectF(0, 0, SIZE, SIZE)

    def empty(_: int) -> None:
        painter.fillRect(rect, QColor("#F4F6F8"))

    def alone(i: int) -> None:
        paint_figure(painter, rect, figure, i / ROUNDS, stage=False)

    def scene(i: int) -> None:
        paint_figure(painter, rect, figure, i / ROUNDS)

    return median_ms(empty), median_ms(alone), median_ms(scene)


def machine_ms() -> float:
    """A fixed piece of plain Python, to compare runs on busy or slow machines (reference: 9 ms)."""

    def sum_squares(_: int) -> int:
        return sum(i * i for i in range(100_000))

    return median_ms(sum_squares)


def main(ids: list[str]) -> None:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    print(f"the machine now: {machine_ms():.1f} ms for a fixed loop (9 ms when idle)")
    print(f"{'exercise':34s} empty  figure   scene   ms, medians of {ROUNDS}")
    rows = []
    for name in ids:
        row = measure(painter, load_figure(name))
        rows.append(row)
        print(f"{name:34s} {row[0]:5.2f}  {row[1]:6.2f}  {row[2]:6.2f}")
    painter.end()
    middle = [statistics.median(r[k] for r in rows) for k in range(3)]
    worst = [max(r[k] for r in rows) for k in range(3)]
    print(f"{'median of all':34s} {middle[0]:5.2f}  {middle[1]:6.2f}  {middle[2]:6.2f}")
    print(f"{'worst of all':34s} {worst[0]:5.2f}  {worst[1]:6.2f}  {worst[2]:6.2f}")
    first = time.perf_counter()
    thumbnail(ids[0], 112)
    made = (time.perf_counter() - first) * 1e3
    kept = median_ms(lambda _: thumbnail(ids[0], 112))
    print(f"thumbnail 112 px: made {made:.1f} ms, from the cache {kept:.4f} ms")


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    main(sys.argv[1:] or figure_ids())
