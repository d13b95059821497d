"""The junction of the command line and voice packs: what to record, what a pack covers. No Qt."""

import sys
import tempfile
from pathlib import Path

import click

from media import voice_pack
from workouts.library import Library


def write(library: Library, output: Path | None) -> None:
    """The script to read from, on standard output or into a file; `.json` gives a manifest."""
    lines = voice_pack.script(library)
    if output is None:
        voice_pack.write_script(lines, sys.stdout)
        return
    try:
        if output.suffix.lower() == ".json":
            voice_pack.write_template(lines, output.absolute().parent.name, output)
        else:
            with output.open("w", encoding="utf-8") as out:
                voice_pack.write_script(lines, out)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"{len(lines)} sentences written to {output}.", err=True)


def check(path: Path, library: Library) -> None:
    """Raises ClickException for what is no pack."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            click.echo(voice_pack.examine(path, library, Path(folder)))
        except voice_pack.PackError as error:
            raise click.ClickException(f"{error}.") from error
