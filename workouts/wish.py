"""What one start of the program asks the window that already runs, as a line of text."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from workouts.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Wish:
    """Nothing asked for is to be seen."""

    timeline: Timeline | None = None  # to be started
    go_on: bool = False  # with the interrupted session
    ends_at: datetime | None = None  # when the timeline has to be over


def wish_text(wish: Wish) -> str:
    return msgspec.json.encode(wish).decode()


def wish_from(text: str) -> Wish:
    """Raises ValueError for text that is no wish of this version of the program."""
    try:
        return msgspec.json.decode(text, type=Wish)
    except msgspec.DecodeError as error:
        raise ValueError(f"this is no wish: {error}") from error
