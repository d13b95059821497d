"""The sheet for the fridge: one page, all of it there, and readable."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.print_sheet import (
    MOST_ON_A_PAGE,
    UNIT,
    Paper,
    Sheet,
    rows_of,
    sheet_pdf,
    usual_paper,
    write_sheet,
)
from gui.widgets.figures import Figures
from workouts.model import Item, Kind, Workout

A4 = (595.0, 842.0)


@pytest.fixture(scope="module")
def figures():
    return Figures()


def workout(*ids, **more):
    items = tuple(Item(exercise=id_) for id_ in ids)
    return Workout(id="mine", title="Mine", kind=Kind.STRENGTH, item=items, **more)


def pages_in(data):
    return len(re.findall(rb"/Type /Page\b(?!s)", data))


def boxes_in(data):
    """Width and height of each page in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    return {(round(float(w)), round(float(h))) for w, h in found}


def painted(sheet, page=0, scale=1.5):
    """A page as a picture."""
    image = QImage(round(A4[0] * scale), round(A4[1] * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    with QPainter(image) as painter:
        painter.scale(scale / UNIT, scale / UNIT)
        sheet.paint(painter, page)
    return image


def ink_in(image, box, scale=1.5):
    """How much of a box is not white, 0..1."""
    part = image.copy(
        QRectF(*(v * scale for v in (box.x(), box.y(), box.width(), box.height()))).toRect()
    )
    dark = sum(
        part.pixelColor(x, y).lightness() < 200
        for x in range(0, part.width(), 3)
        for y in range(0, part.height(), 3)
    )
    return dark / max(1, (part.width() // 3) * (part.height() // 3))


@pytest.mark.parametrize(
    ("paper", "box"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))], ids=str
)
def test_a_workout_is_one_page_of_the_paper_asked_for(qapp, library, figures, paper, box):
    data = sheet_pdf(library.workouts["adductor-ladder"], library.exercises, figures.figure, paper)
    assert data.startswith(b"%PDF-")
    assert pages_in(data) == 1
    assert boxes_in(data) == {box}


def test_the_sheet_names_all_that_its_exercises_need(qapp, library):
    made = workout("copenhagen-hold", "ball-wall-press")
    sheet = Sheet(made, library.exercises, lambda _: None, *A4)
    assert [e.value for e in sheet.needs] == ["mat", "bench", "wall", "stability-ball"]


def test_every_built_in_workout_fits_on_one_page(qapp, library):
    for one in library.workouts.values():
        sheet = Sheet(one, library.exercises, lambda _: None, *A4)
        assert sheet.pages == 1, one.id


def test_ten_exercises_are_one_page_and_eleven_are_two(qapp, library, figures):
    ids = list(library.exercises)[:11]
    ten, eleven = workout(*ids[:10]), workout(*ids)
    assert Sheet(ten, library.exercises, figures.figure, *A4).pages == 1
    data = sheet_pdf(eleven, library.exercises, lambda _: None)
    assert pages_in(data) == 2
    assert MOST_ON_A_PAGE == 10


def test_items_alike_in_a_row_are_sets(library):
    clams = [Item(exercise="clamshell", reps=10, rest_s=rest) for rest in (60.0, 60.0, 0.0)]
    mine = Workout(
        id="mine", title="Mine", kind=Kind.STRENGTH, item=(*clams, Item(exercise="bird-dog"))
    )
    first, second = rows_of(mine, library.exercises)
    assert (first.sets, first.rest_s, first.is_last) == (3, 60, False)
    assert (second.sets, second.is_last) == (1, True)


def test_figures_names_and_boxes_are_painted(qapp, library, figures):
    sheet = Sheet(library.workouts["pre-run-8"], library.exercises, figures.figure, *A4)
    image = painted(sheet)
    assert ink_in(image, QRectF(34, 34, 300, 30)) > 0.05  # the title
    assert ink_in(image, QRectF(34, 140, 72, 70)) > 0.01  # the first figure
    assert ink_in(image, QRectF(34, 700, 300, 80)) > 0.01  # boxes to tick
    margins = (QRectF(0, 0, 595, 30), QRectF(0, 0, 30, 842), QRectF(565, 0, 30, 842))
    for margin in (*margins, QRectF(0, 812, 595, 30)):
        assert ink_in(image, margin) == 0


def test_a_very_long_title_and_no_figure_stay_inside(qapp, library):
    mine = workout("clamshell", goal="Because " * 60, when="Often " * 80)
    long = Workout(
        **{n: getattr(mine, n) for n in mine.__struct_fields__ if n != "title"}, title="Hip " * 200
    )
    image = painted(Sheet(long, library.exercises, lambda _: None, *A4))
    assert ink_in(image, QRectF(565, 0, 30, 842)) == 0


def test_the_pdf_is_vector_and_small_enough_to_send(qapp, library, figures):
    one = library.workouts["pre-run-8"]
    data = sheet_pdf(one, library.exercises, figures.figure)
    assert len(data) < 3_000_000
    assert b"/FontFile2" in data


def test_writing_where_there_is_no_folder_is_an_os_error(qapp, library, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        write_sheet(
            tmp_path / "nowhere" / "a.pdf",
            library.workouts["pre-run-1"],
            library.exercises,
            lambda _: None,
        )


def test_the_usual_paper_is_one_of_both():
    assert usual_paper() in set(Paper)
