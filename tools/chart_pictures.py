"""Every chart of a generated year as a picture, to be looked at one by one.

python tools/chart_pictures.py --out DIR [--theme dark] [--text 200] [--size 900x420]
    [--eyes deuteranopia|protanopia|tritanopia] [--only METRIC] [--months N]
"""

import argparse
import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")

END = date(2026, 11, 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--theme", default="light", choices=("light", "dark", "high-contrast"))
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--size", default="900x420")
    parser.add_argument("--eyes", choices=("deuteranopia", "protanopia", "tritanopia"))
    parser.add_argument("--only", default="")
    parser.add_argument("--months", type=int, default=0, help="only the last so many in sight")
    options = parser.parse_args()

    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    from db.marks import Marks
    from db.training import read_in_chunks, whole_span
    from gui.charts.geometry import view_of
    from gui.charts.look import Look
    from gui.charts.paint import paint, picture_of
    from gui.plots.weeks import activation_ring, coverage_ring
    from gui.progress_charts import ALL_METRICS, plot_of
    from gui.start_controller import make_application
    from gui.theme import THEMES, ThemeName
    from tools.colour_blind import seen_by
    from tools.generated_year import make_year
    from workouts.progress import Ledger, Progress, Span

    app = make_application()
    options.out.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        make_year(path, END)
        ledger = Ledger()
        for chunk in read_in_chunks(path):
            ledger.add(chunk)
        whole = whole_span(path)
        assert whole
        marks = Marks(path).all()
    progress = Progress(ledger, Span(whole.first, END), END)
    look = Look(THEMES[ThemeName(options.theme)], options.text / 100)
    view = None
    if options.months:
        first = END - timedelta(days=30 * options.months)
        view = view_of(first.toordinal(), END.toordinal())
    charts = []
    for metric in ALL_METRICS:
        if options.only in ("", metric):
            plot = plot_of(progress, metric, "", marks)
            charts.append((metric, plot.chart))
            for key, _ in plot.choices[1:4]:
                charts.append((f"{metric}_{key}", plot_of(progress, metric, key, marks).chart))
    if not options.only:
        charts += [
            ("ring_activation", activation_ring(progress)),
            ("ring", coverage_ring(progress)),
        ]
    for name, chart in charts:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(look.theme.surface))
        with QPainter(image) as painter:
            painter.translate(16, 12)
            picture = picture_of(chart, view, width - 32, height - 24, look)
            paint(painter, look, picture, width - 32, height - 24)
        if options.eyes:
            image = seen_by(image, options.eyes)
        image.save(str(options.out / f"{name}_{options.theme}_{options.text}.png"))
    print(f"{len(charts)} pictures")
    del app, Qt


if __name__ == "__main__":
    main()
