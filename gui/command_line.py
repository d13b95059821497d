"""What every command of the command line shares. Light: loaded before anything is known."""

from math import isfinite
from typing import Any

import click

MISTYPED = (click.BadParameter, click.NoSuchOption, click.BadOptionUsage, click.BadArgumentUsage)


def complain(message: str) -> None:
    """One message on standard error."""
    click.echo(message, err=True)


class Finite(click.FloatRange):
    """A number in a range; what is not a number is in no range."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        found = float(super().convert(value, param, ctx))
        if not isfinite(found):
            self.fail(f"{value} is not a number.", param, ctx)
        return found


def in_words(error: click.ClickException) -> str:
    """The message of an error; what was typed wrong is told where to look it up."""
    message = error.format_message()
    if isinstance(error, MISTYPED) and error.ctx:
        return f"{message} `{error.ctx.command_path} --help` shows what can be said."
    return message
