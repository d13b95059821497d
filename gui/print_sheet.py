"""A workout on paper: one page with figures, doses, cues and boxes to tick, for the fridge.

Everything is vector. Ten exercises fit on a page; more go on to the next. Knows no window.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QLocale,
    QMarginsF,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)

from gui.library_words import equipment_text, item_text, number_text
from gui.theme import text_font
from gui.widgets.figures import side_of
from gui.words import clock_time
from media.figure import THEMES, Figure, paint_shot
from workouts.model import Exercise, Item, Measure, Workout
from workouts.references import reference
from workouts.search import workout_needs
from workouts.timeline import Options, between_seconds, compile_workout

MOST_ON_A_PAGE = 10
MOST_IN_A_COLUMN = 5
UNIT = 10.0  # units of the painter in a point, so that sizes are fine and still whole
DPI = 144  # of hairlines; all else is vector
MARGIN = 34.0
GAP = 12.0
HEADER, FOOTER, SOURCES = 84.0, 92.0, 26.0
WEEKS = 4
INK, GREY, LINE, ACCENT, PAPER = "#111820", "#4A5663", "#C4CDD6", "#07594F", "#FFFFFF"
ON_PAPER = replace(THEMES["light"], name="paper", ground=PAPER, ground_low=PAPER)


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise as the sheet shows it: items that follow each other and are alike are sets."""

    exercise: Exercise
    item: Item
    sets: int
    rest_s: float  # after each set
    is_last: bool


def usual_paper() -> Paper:
    """What this part of the world prints on."""
    american = QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if QLocale().measurementSystem() == american else Paper.A4


def rows_of(workout: Workout, exercises: Mapping[str, Exercise]) -> list[Row]:
    """The exercises in order, with repeated items counted as sets."""
    rows: list[Row] = []
    for item in workout.item:
        rest = workout.rest_s if item.rest_s is None else item.rest_s
        last = rows[-1] if rows else None
        if last and _without_rest(last.item) == _without_rest(item):
            rows[-1] = replace(last, sets=last.sets + 1)
        else:
            rows.append(Row(exercises[item.exercise], item, 1, rest, is_last=False))
    rows[-1] = replace(rows[-1], is_last=True)
    return rows


def sheet_pdf(
    workout: Workout,
    exercises: Mapping[str, Exercise],
    figure_of: Callable[[Exercise], Figure | None],
    paper: Paper = Paper.A4,
) -> bytes:
    """The sheet as a PDF file. An exercise nobody drew has its words alone."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter
    layout = QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(layout)
    writer.setResolution(DPI)
    writer.setTitle(workout.title)
    writer.setCreator("Holdfast")
    points = layout.fullRect(QPageLayout.Unit.Point)
    with QPainter(writer) as painter:
        painter.scale(DPI / 72 / UNIT, DPI / 72 / UNIT)
        sheet = Sheet(workout, exercises, figure_of, points.width(), points.height())
        for number in range(sheet.pages):
            if number:
                writer.newPage()
            sheet.paint(painter, number)
    buffer.close()
    return bytes(data.data())


def write_sheet(
    path: Path,
    workout: Workout,
    exercises: Mapping[str, Exercise],
    figure_of: Callable[[Exercise], Figure | None],
    paper: Paper = Paper.A4,
) -> None:
    """Write the sheet as a PDF file. Raises OSError."""
    data = sheet_pdf(workout, exercises, figure_of, paper)
    path.write_bytes(data)


class Sheet:
    """Paints the pages of one workout; sizes are points, the painter has UNIT units in each."""

    def __init__(
        self,
        workout: Workout,
        exercises: Mapping[str, Exercise],
        figure_of: Callable[[Exercise], Figure | None],
        width: float,
        height: float,
    ) -> None:
        self._workout, self._figure_of = workout, figure_of
        self._rows = rows_of(workout, exercises)
        self.needs = workout_needs(workout, exercises)
        self._total_s = compile_workout(workout, exercises, Options()).total_s
        self._page = QRectF(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN)
        self.pages = math.ceil(len(self._rows) / MOST_ON_A_PAGE)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, counted from 0."""
        pen = Pencil(painter)
        page = self._page
        first = number * MOST_ON_A_PAGE
        rows = self._rows[first : first + MOST_ON_A_PAGE]
        self._header(pen, QRectF(page.x(), page.y(), page.width(), HEADER), number)
        bottom = page.bottom() - SOURCES - FOOTER
        top = page.y() + HEADER
        self._exercises(pen, QRectF(page.x(), top, page.width(), bottom - top), rows, first)
        self._week(pen, QRectF(page.x(), bottom + 8, page.width(), FOOTER - 8))
        self._sources(pen, QRectF(page.x(), page.bottom() - SOURCES, page.width(), SOURCES), rows)

    def _header(self, pen: "Pencil", box: QRectF, number: int) -> None:
        workout = self._workout
        title = workout.title
        if self.pages > 1:
            title = _tr("{} ({} of {})").format(title, number + 1, self.pages)
        facts = [clock_time(self._total_s), equipment_text(self.needs)]
        if workout.when:
            facts.append(workout.when)
        high = pen.line(box, title, 25, INK, 700, fit=True)
        box = box.adjusted(0, high, 0, 0)
        if workout.goal:
            box.adjust(0, pen.line(box, workout.goal, 12.5, INK, 500, fit=True), 0, 0)
        box.adjust(0, pen.line(box, "  ·  ".join(facts), 11, GREY, 500, fit=True) + 1, 0, 0)
        pen.line(box, self._order(), 12, ACCENT, 700, fit=True)

    def _order(self) -> str:
        """What to do with the list, in a sentence."""
        workout = self._workout
        if workout.rounds == 1:
            return _tr("Once through, from top to bottom.")
        rest = workout.round_rest_s
        text = _tr("{} rounds of everything").format(workout.rounds)
        return (
            _tr("{}, with {} s rest between rounds.").format(text, number_text(rest))
            if rest
            else f"{text}."
        )

    def _exercises(self, pen: "Pencil", box: QRectF, rows: Sequence[Row], first: int) -> None:
        columns = 1 if len(rows) <= MOST_IN_A_COLUMN else 2
        down = math.ceil(len(rows) / columns)
        wide = (box.width() - GAP * (columns - 1)) / columns
        high = min(box.height() / down, 190.0)
        for number, row in enumerate(rows):
            column, line = divmod(number, down)
            cell = QRectF(box.x() + column * (wide + GAP), box.y() + line * high, wide, high - 6)
            self._cell(pen, cell, row, first + number + 1, roomy=columns == 1)

    def _cell(self, pen: "Pencil", box: QRectF, row: Row, number: int, *, roomy: bool) -> None:
        pen.rule(box.x(), box.y(), box.right())
        box = box.adjusted(0, 5, 0, 0)
        if not roomy:
            name = f"{number}  {row.exercise.name}"
            box.adjust(0, pen.line(box, name, 13, INK, 700, fit=True) + 1, 0, 0)
        side = min(box.height() - 3, box.width() * (0.27 if roomy else 0.245))
        figure = self._figure_of(row.exercise)
        words = box
        if figure:
            for place, phase in enumerate((figure.key_phases[0], figure.best_phase)):
                frame = QRectF(box.x() + place * (side + 3), box.y(), side, side)
                pen.figure(frame, figure, phase, side_of(row.exercise))
            words = box.adjusted(2 * side + 3 + 8, -1, 0, 0)
        if roomy:
            name = f"{number}  {row.exercise.name}"
            words.adjust(0, pen.line(words, name, 17, INK, 700, fit=True), 0, 0)
        self._words(pen, words, row, roomy=roomy)

    def _words(self, pen: "Pencil", box: QRectF, row: Row, *, roomy: bool) -> None:
        large, plain = (16.0, 11.5) if roomy else (12.5, 9.5)
        lines = [(_dose(row), large, ACCENT, 700)]
        lines += [(text, plain, INK, 500) for text in _timing(row)]
        lines += [(f"– {cue}", plain, INK, 400) for cue in row.exercise.cues[:4]]
        if roomy and row.exercise.stop_if:
            lines.append((row.exercise.stop_if, 8.5, GREY, 400))
        for text, points, colour, weight in lines:
            used = pen.words(box, text, points, colour, weight)
            if used is None:
                continue
            box.adjust(0, used + 0.5, 0, 0)

    def _week(self, pen: "Pencil", box: QRectF) -> None:
        """A box to tick for every day of some weeks, and room for notes."""
        pen.rule(box.x(), box.y(), box.right())
        box = box.adjusted(0, 6, 0, 0)
        days = [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
        first, step, high = 64.0, 36.0, (box.height() - 14) / WEEKS
        for number, day in enumerate(days):
            place = QRectF(box.x() + first + number * step, box.y(), step, 13)
            pen.line(place, day, 9.5, GREY, 600)
        for week in range(WEEKS):
            y = box.y() + 14 + week * high
            pen.line(
                QRectF(box.x(), y + 1, first, high), _tr("Week {}").format(week + 1), 9.5, INK, 500
            )
            for number in range(7):
                edge = min(13.0, high - 3)
                pen.box(QRectF(box.x() + first + number * step, y + 1, edge, edge))
        left = box.x() + first + 7 * step + 10
        pen.line(QRectF(left, box.y(), box.right() - left, 13), _tr("Notes"), 9.5, GREY, 600)
        for week in range(WEEKS):
            pen.rule(left, box.y() + 14 + (week + 1) * high - 3, box.right())

    def _sources(self, pen: "Pencil", box: QRectF, rows: Sequence[Row]) -> None:
        keys = [*self._workout.source, *(key for row in rows for key in row.exercise.source)]
        named = [_short(reference(key).text) for key in dict.fromkeys(keys)]
        text = _tr("Sources: {}").format("; ".join(named)) if named else ""
        pen.block(
            box.adjusted(0, 6, 0, 0), f"{text}  ·  Holdfast".removeprefix("  ·  "), 5.5, GREY
        )


class Pencil:
    """Draws text, lines and figures at places given in points."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(
        self, box: QRectF, text: str, points: float, colour: str, weight: int, *, fit: bool = False
    ) -> float:
        """One line at the top of a box, made smaller and then cut where it is too wide.

        Returns its height.
        """
        font = text_font(round(points * UNIT), weight)
        wide = box.width() * UNIT
        metrics = QFontMetricsF(font)
        while fit and metrics.horizontalAdvance(text) > wide and font.pixelSize() > 85:
            font = text_font(font.pixelSize() - 5, weight)
            metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)
        self._put(box, shown, font, colour)
        return metrics.height() / UNIT

    def words(
        self, box: QRectF, text: str, points: float, colour: str, weight: int
    ) -> float | None:
        """Text over as many lines as it takes; nothing, and None, where it does not fit."""
        font = text_font(round(points * UNIT), weight)
        flags = Qt.TextFlag.TextWordWrap
        room = QRectF(0, 0, box.width() * UNIT, 1e6)
        need = QFontMetricsF(font).boundingRect(room, int(flags), text)
        if need.height() > box.height() * UNIT:
            return None
        self._put(box, text, font, colour, wrap=True)
        return float(need.height()) / UNIT

    def block(self, box: QRectF, text: str, points: float, colour: str) -> None:
        """Text in a box, cut where the box ends."""
        font = text_font(round(points * UNIT))
        metrics = QFontMetricsF(font)
        room = QRectF(0, 0, box.width() * UNIT, 1e6)
        most = box.height() * UNIT
        while (
            metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height() > most
            and len(text) > 20
        ):
            text = text[: int(len(text) * 0.95)].rstrip(" ;,·…") + " …"
        self._put(box, text, font, colour, wrap=True)

    def _put(
        self, box: QRectF, text: str, font: QFont, colour: str, *, wrap: bool = False
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        more = Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine
        self._painter.drawText(_scaled(box), int(flags) | int(more), text)

    def rule(self, x: float, y: float, to: float) -> None:
        self._painter.setPen(QPen(QColor(LINE), 0.8 * UNIT))
        self._painter.drawLine(round(x * UNIT), round(y * UNIT), round(to * UNIT), round(y * UNIT))

    def box(self, box: QRectF) -> None:
        self._painter.setPen(QPen(QColor(GREY), 0.9 * UNIT))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(_scaled(box), 2 * UNIT, 2 * UNIT)

    def figure(self, box: QRectF, figure: Figure, phase: float, side: str) -> None:
        """A figure in a thin frame."""
        place = _scaled(box)
        frame = QPainterPath()
        frame.addRoundedRect(place, 5 * UNIT, 5 * UNIT)
        self._painter.save()
        self._painter.setClipPath(frame)
        paint_shot(self._painter, place, figure.shot(phase, side), ON_PAPER)
        self._painter.restore()
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(LINE), 0.6 * UNIT))
        self._painter.drawPath(frame)


def _scaled(box: QRectF) -> QRectF:
    return QRectF(box.x() * UNIT, box.y() * UNIT, box.width() * UNIT, box.height() * UNIT)


def _without_rest(item: Item) -> Item:
    fields = {
        n: getattr(item, n) for n in item.__struct_fields__ if n not in ("rest_s", "ready_s")
    }
    return Item(**fields)


def _dose(row: Row) -> str:
    amount = item_text(row.exercise, row.item)
    return _tr("{} sets of {}").format(row.sets, amount) if row.sets > 1 else amount


def _timing(row: Row) -> list[str]:
    """Tempo and rests in words."""
    said = []
    exercise, item = row.exercise, row.item
    if tempo := _tempo(exercise, item):
        said.append(tempo)
    between = between_seconds(exercise, item)
    repeats = item.repeats or exercise.dose.repeats
    if between and exercise.measure is Measure.HOLD and repeats > 1:
        said.append(_tr("{} s between holds").format(number_text(between)))
    if row.rest_s and row.sets > 1:
        said.append(_tr("{} s rest between sets").format(number_text(row.rest_s)))
    elif row.rest_s and not row.is_last:
        said.append(_tr("then {} s rest").format(number_text(row.rest_s)))
    return said


def _tempo(exercise: Exercise, item: Item) -> str:
    """The seconds of a rep, in few words: Up 2, hold 1, down 2 s."""
    tempo = item.tempo or exercise.tempo
    if tempo is None or exercise.measure in (Measure.HOLD, Measure.STEPS):
        return ""
    words = (_tr("up {}"), _tr("hold {}"), _tr("down {}"))
    parts = [w.format(number_text(t)) for w, t in zip(words, tempo, strict=True) if t]
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]} s"


def _short(text: str) -> str:
    """The first words of a reference, enough to find it."""
    plain = text.replace('"', "").split(" (")[0].split(":")[0]
    return plain if len(plain) <= 70 else f"{plain[:68].rsplit(' ', 1)[0]} …"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrintSheet", text)
