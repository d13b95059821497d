"""A figure, or the sheet of all figures, as a picture in a file. Opens no window."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workouts.library import Library, UnknownIdError
from workouts.model import Exercise
from workouts.toml_file import LibraryError, find_line, read_toml


def draw(
    id_: str,
    library: Library,
    exercises: Path,
    output: Path,
    *,
    phase: float | None,
    side: str,
    size: int,
    theme: str,
) -> None:
    """Write one exercise at a phase as PNG or SVG, by the ending of the file.

    Raises click.UsageError for another ending or a file that cannot be written, UnknownIdError
    for an exercise nobody knows or nobody drew.
    """
    if output.suffix.lower() not in (".png", ".svg"):
        raise click.UsageError(f"{output.name} should end in .png or .svg.")
    if id_ not in library.exercises:
        library.find(id_)
        raise UnknownIdError(f'"{id_}" is a workout; a figure shows an exercise.')
    with application():
        _draw(id_, exercises, output, phase, side, size, theme)


def _draw(
    id_: str,
    exercises: Path,
    output: Path,
    phase: float | None,
    side: str,
    size: int,
    theme: str,
) -> None:
    from media.figure import load_figure, render_png, render_svg

    render = render_svg if output.suffix.lower() == ".svg" else render_png
    try:
        figure = load_figure(id_, exercises)
        render(output, figure, phase, side=side, size=size, theme=theme)
    except KeyError as error:
        raise UnknownIdError(f"Nobody has drawn {id_} yet.") from error
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error}).") from error


def check_pose(exercise: Exercise, file: Path) -> None:
    """Whether the figure of an own exercise can be drawn.

    Raises LibraryError with the file, the line and the key.
    """
    if exercise.pose is None:
        return
    from media.figure import PoseError, own_figure

    try:
        own_figure(exercise.id, exercise.pose)
    except PoseError as error:
        place, _, what = str(error).partition(": ")
        parts = place.removeprefix(exercise.id).strip(".").split(".")
        key = ("pose", *(part for part in parts if part and part != "pose"))
        line = find_line(read_toml(file)[0], key)
        raise LibraryError(file, line, key, what or str(error)) from error


def draw_sheet(output: Path, theme: str) -> None:
    """Write the contact sheet of all exercises as PNG. Raises click.UsageError."""
    if output.suffix.lower() != ".png":
        raise click.UsageError(f"{output.name} should end in .png.")
    try:
        with application():
            from media.figure import render_sheet

            render_sheet(output, theme=theme)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written ({error}).") from error


@contextmanager
def application() -> Iterator[None]:
    """Qt paints only while an application exists; no window is needed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from gui.start_controller import make_application

    made = make_application()
    try:
        yield
    finally:
        made.shutdown()
