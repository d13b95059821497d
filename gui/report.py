"""One page for a physio or oneself: what was done in a range, in figures, without judging it.

Vector, A4 or letter. Knows no file and no window.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from gui.charts.chart_words import day_text
from gui.charts.geometry import view_of
from gui.charts.look import PAPER, Look
from gui.charts.paint import paint, picture_of
from gui.charts.values import Chart, TimeChart
from gui.plots.felt import effort_chart, pain_chart
from gui.plots.holds import exercise_chart
from gui.plots.sides import pairs_chart, symmetries_chart
from gui.plots.weeks import activation_chart, volume_chart
from gui.print_sheet import Paper, usual_paper
from gui.theme import text_font
from workouts.exercise_log import DoseChange
from workouts.marks import Mark
from workouts.progress import Progress
from workouts.progress.words import sentence

UNIT = 10.0  # units of the painter in a point
DPI = 144
MARGIN, GAP = 36.0, 14.0
MOST_EXERCISES, MOST_CHANGES = 8, 6
ROWS = 4  # of two charts each
INK, GREY, LINE = "#111820", "#4A5663", "#C4CDD6"


class Place(NamedTuple):
    """A part of the page, in points."""

    x: float
    y: float
    wide: float
    high: float


def _tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)


def report_pdf(
    progress: Progress,
    changes: Sequence[tuple[str, DoseChange]],
    marks: Sequence[Mark],
    today: date,
    paper: Paper | None = None,
) -> bytes:
    """The page as a PDF file. `changes` are those of doses in the range, with the exercise."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    letter = (paper or usual_paper()) is Paper.LETTER
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(layout)
    writer.setResolution(DPI)
    writer.setTitle(_tr("Training report"))
    writer.setCreator("Holdfast")
    points = layout.fullRect(QPageLayout.Unit.Point)
    with QPainter(writer) as painter:
        painter.scale(DPI / 72 / UNIT, DPI / 72 / UNIT)
        report = Report(progress, changes, marks, today)
        report.paint(painter, points.width(), points.height())
    buffer.close()
    return bytes(data.data())


class Report:
    """Paints the page; places are points, the painter has UNIT units in each."""

    def __init__(
        self,
        progress: Progress,
        changes: Sequence[tuple[str, DoseChange]],
        marks: Sequence[Mark],
        today: date,
    ) -> None:
        self._progress, self._changes, self._today = progress, changes, today
        span = progress.span
        self._marks = tuple(m for m in marks if m.last >= span.first and m.first <= span.last)
        self._view = view_of(span.first.toordinal(), span.last.toordinal())

    def paint(self, painter: QPainter, width: float, height: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter = painter
        wide = width - 2 * MARGIN
        y = self._head(Place(MARGIN, MARGIN, wide, 60))
        y = self._facts(Place(MARGIN, y, wide, 0))
        foot = height - MARGIN - 96
        half = (wide - GAP) / 2
        each = (foot - y - (ROWS - 1) * GAP) / ROWS
        holds = self._progress.main_holds(2)
        charts: list[Chart] = [exercise_chart(self._progress, id_) for id_ in holds]
        while len(charts) < 2:
            charts.append(_nothing(_tr("Hold endurance")))
        charts += [
            pairs_chart(self._progress, 4),
            symmetries_chart(self._progress, 2),
            replace(volume_chart(self._progress, "tension"), marks=self._marks),
            activation_chart(self._progress),
            effort_chart(self._progress, ""),
            pain_chart(self._progress),
        ]
        for number, chart in enumerate(charts):
            row, column = divmod(number, 2)
            place = Place(MARGIN + column * (half + GAP), y + row * (each + GAP), half, each)
            self._chart(place, chart)
        self._foot(Place(MARGIN, foot + GAP, wide, 96 - GAP))

    def _head(self, at: Place) -> float:
        span = self._progress.span
        high = self._text(at, _tr("Training report"), 20, INK, 700)
        days = _tr("{} to {}").format(day_text(span.first), day_text(span.last))
        return (
            at.y
            + high
            + self._text(at._replace(y=at.y + high), f"{days}  ·  Holdfast", 10.5, GREY, 500)
            + 8
        )

    def _facts(self, at: Place) -> float:
        """What was done: sessions, minutes, adherence, and the exercises done most."""
        progress, y = self._progress, at.y
        sessions = [
            one
            for one in progress.ledger.sessions
            if one.day in progress.span and one.state != "running"
        ]
        minutes = sum((one.active_s or 0.0) for one in sessions) / 60
        days = len({one.day for one in sessions})
        lines = [
            _tr("{} sessions on {} days, {} active minutes.").format(
                len(sessions), days, f"{minutes:.0f}"
            )
        ]
        lines += [
            sentence(progress, metric)
            for metric in ("activation_adherence", "plan_adherence")
            if not _is_untold(sentence(progress, metric))
        ]
        most = progress.exercises[:MOST_EXERCISES]
        if most:
            named = "; ".join(f"{one.name} {one.sets}" for one in most)
            lines.append(_tr("Sets: {}.").format(named))
        for line in lines:
            y += self._wrapped(at._replace(y=y), line, 9.5, INK)
        return y + 8

    def _chart(self, at: Place, chart: Chart) -> None:
        """A chart with its title, from the range alone."""
        painter = self._painter
        high = self._text(at, chart.title, 10, INK, 600)
        box = at._replace(y=at.y + high + 2, high=at.high - high - 2)
        look = Look(PAPER, 0.62)
        points = 0.9  # a chart is laid out in pixels of the screen, this many points each
        view = self._view if isinstance(chart, TimeChart) else None
        painter.save()
        painter.translate(box.x * UNIT, box.y * UNIT)
        painter.scale(UNIT * points, UNIT * points)
        wide, tall = box.wide / points, box.high / points
        picture = picture_of(chart, view, wide, tall, look)
        paint(painter, look, picture, wide, tall)
        painter.restore()

    def _foot(self, at: Place) -> None:
        """Changes of doses, notes, and what the page is not."""
        self._painter.setPen(QPen(QColor(LINE), 0.8 * UNIT))
        y = round(at.y * UNIT)
        self._painter.drawLine(round(at.x * UNIT), y, round((at.x + at.wide) * UNIT), y)
        half = (at.wide - GAP) / 2
        left = Place(at.x, at.y + 6, half, at.high - 20)
        right = left._replace(x=at.x + half + GAP)
        self._list(left, _tr("Changes of dose"), [_change_text(*one) for one in self._changes])
        self._list(right, _tr("Notes"), [_mark_line(mark) for mark in self._marks])
        told = _tr(
            "Figures as they were recorded. Nothing here is a diagnosis; what was not told is "
            "left open."
        )
        self._text(Place(at.x, at.y + at.high - 11, at.wide, 12), told, 7.5, GREY, 400)

    def _list(self, at: Place, title: str, lines: Sequence[str]) -> None:
        y = at.y + self._text(at, title, 9, INK, 600)
        shown = list(lines[-MOST_CHANGES:]) or [_tr("None in this range.")]
        for line in shown:
            if y + 11 > at.y + at.high:
                break
            y += self._wrapped(at._replace(y=y), line, 7.5, GREY) - 1

    def _text(self, at: Place, text: str, points: float, colour: str, weight: int) -> float:
        """One line, cut where it is too wide; returns its height."""
        font = text_font(round(points * UNIT), weight)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, at.wide * UNIT)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        box = QRectF(at.x * UNIT, at.y * UNIT, at.wide * UNIT, metrics.height())
        self._painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        return float(metrics.height()) / UNIT

    def _wrapped(self, at: Place, text: str, points: float, colour: str) -> float:
        """Over as many lines as it takes; returns the height."""
        font = text_font(round(points * UNIT), 500)
        flags = int(Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, at.wide * UNIT, 1e6)
        need = QFontMetricsF(font).boundingRect(room, flags, text).height()
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        box = QRectF(at.x * UNIT, at.y * UNIT, at.wide * UNIT, need)
        self._painter.drawText(box, flags, text)
        return float(need) / UNIT + 2


def _nothing(title: str) -> TimeChart:
    return TimeChart(title, empty=_tr("Nothing recorded in this range."))


def _is_untold(text: str) -> bool:
    return text.endswith("nothing was recorded in this time.")


def _change_text(name: str, change: DoseChange) -> str:
    what = f"{change.old} → {change.new}" if change.old and change.new else change.new
    kept = _tr(" (not taken)") if change.answer == "kept" else ""
    return f"{day_text(change.day)}  {name}: {what}{kept}. {change.why}"


def _mark_line(mark: Mark) -> str:
    days = day_text(mark.first)
    if mark.last != mark.first:
        days = _tr("{} to {}").format(days, day_text(mark.last))
    return f"{days}  {mark.text or mark.kind}"


__all__ = ["Report", "report_pdf"]
