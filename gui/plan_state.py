"""What the plan remembers beside its days: which programmes are followed, and answers to gates.

Kept as one JSON text in the settings of the athlete; the days themselves are in the history.
"""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

KEY = "plan/state"


class Following(msgspec.Struct, frozen=True):
    """One programme the athlete follows."""

    programme: str
    training: tuple[int, ...]  # weekdays from Monday, 0
    runs: tuple[int, ...]
    variant: str = ""
    gives_way: bool = False  # another beside it takes its third strength day
    paused_on: date | None = None
    kept_on: date | None = None  # asked after time away, and went on as planned
    answers: dict[str, bool] = {}  # id of a need of a gate -> the athlete's word
    passed: tuple[int, ...] = ()  # gates that were open, by the week they come after


class PlanState(msgspec.Struct, frozen=True):
    following: tuple[Following, ...] = ()

    def of(self, programme: str) -> Following | None:
        return next((one for one in self.following if one.programme == programme), None)

    def having(self, changed: Following) -> "PlanState":
        """With one more, or one in place of the one of the same programme."""
        known = {one.programme: one for one in self.following} | {changed.programme: changed}
        return PlanState(tuple(known.values()))

    def without(self, programme: str) -> "PlanState":
        return PlanState(tuple(one for one in self.following if one.programme != programme))


def load_state(store: "QSettings") -> PlanState:
    """What is kept; nothing where it cannot be read: the days are in the history all the same."""
    text = store.value(KEY, "")
    try:
        return msgspec.json.decode(str(text or "{}"), type=PlanState)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return PlanState()


def save_state(store: "QSettings", state: PlanState) -> None:
    store.setValue(KEY, msgspec.json.encode(state).decode())
    store.sync()
