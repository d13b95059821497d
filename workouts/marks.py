"""What an athlete writes on the days beside training: notes, ill weeks, races, journeys."""

from dataclasses import dataclass
from datetime import date

KINDS = ("note", "illness", "race", "travel")


@dataclass(frozen=True, slots=True)
class Mark:
    id: str
    first: date
    last: date  # the same day, or later
    kind: str  # one of KINDS
    text: str
