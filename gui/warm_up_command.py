"""A warm-up from the words of the command line. Imports no Qt."""

import re
from datetime import datetime, timedelta

import click

from workouts.library import Library
from workouts.model import Equipment
from workouts.timeline import Timeline
from workouts.toml_file import nearest
from workouts.warm_up import LONGEST_S, SHORTEST_S, NoWarmUpError, Place, Run, Wishes, compose


def wishes(
    minutes: int | None,
    leave_at: str | None,
    place: str,
    kind: str | None,
    own: str | None,
    now: datetime,
) -> Wishes:
    """What is wished for. Raises click.UsageError for words that make no sense together."""
    if (minutes is None) == (leave_at is None):
        raise click.UsageError("Say either --minutes N or --leave-at HH:MM.")
    seconds = minutes * 60 if minutes else seconds_until(leave_at or "", now)
    return Wishes(
        seconds=seconds,
        place=Place(place),
        own=None if own is None else _owned(own, Place(place)),
        run=Run(kind) if kind else None,
    )


def composed(wished: Wishes, library: Library) -> Timeline:
    """The warm-up. Raises click.UsageError where nothing fits."""
    try:
        return compose(wished, library)
    except NoWarmUpError as error:
        raise click.UsageError(str(error)) from error


def end_of(leave_at: str | None, now: datetime) -> datetime | None:
    """When it has to be over; None where only minutes were named."""
    return min(leaves_at(leave_at, now), now + timedelta(seconds=LONGEST_S)) if leave_at else None


def leaves_at(clock: str, now: datetime) -> datetime:
    """The next time it is that time of day. Raises click.UsageError for what is none."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", clock.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise click.UsageError(f'"{clock}" is not a time of day such as 07:10.')
    leave = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return leave if leave > now else leave + timedelta(days=1)


def seconds_until(clock: str, now: datetime) -> int:
    """Whole seconds to a time of day, tomorrow's where today's is past; 15 minutes at most."""
    leave = leaves_at(clock, now)
    seconds = int((leave - now).total_seconds())
    if seconds < SHORTEST_S:
        raise click.UsageError(f"Only {seconds} seconds are left; a warm-up takes a minute.")
    return min(seconds, LONGEST_S)


def _owned(text: str, place: Place) -> frozenset[Equipment]:
    """The named equipment, and what the place itself brings."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    known = [e.value for e in Equipment]
    for word in words:
        if word not in known:
            hint = nearest(word, known[1:]) or f" There is {', '.join(known[1:])}."
            raise click.UsageError(f'Nobody knows the equipment "{word}".{hint}')
    brought = {Place.MAT: {Equipment.MAT}, Place.KERB: {Equipment.STEP}}.get(place, set())
    return frozenset(Equipment(word) for word in words) | brought
