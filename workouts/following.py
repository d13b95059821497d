"""Which programmes the athlete follows, and how: days, pauses, answers at gates. Values only."""

from datetime import date

import msgspec


class Following(msgspec.Struct, frozen=True):
    """One programme the athlete follows."""

    programme: str
    training: tuple[int, ...]  # weekdays from Monday, 0
    runs: tuple[int, ...]
    variant: str = ""
    gives_way: bool = False  # another beside it takes its third strength day
    paused_on: date | None = None
    kept_on: date | None = None  # asked after time away, and went on from that day
    answers: dict[str, bool] = {}  # id of a need of a gate -> the athlete's word
    passed: tuple[int, ...] = ()  # gates that were open, by the week they come after


class PlanState(msgspec.Struct, frozen=True):
    """All that is followed, the first begun first."""

    following: tuple[Following, ...] = ()

    def of(self, programme: str) -> Following | None:
        return next((one for one in self.following if one.programme == programme), None)

    def having(self, changed: Following) -> "PlanState":
        """With one more, or one in place of the one of the same programme."""
        known = {one.programme: one for one in self.following} | {changed.programme: changed}
        return PlanState(tuple(known.values()))

    def without(self, programme: str) -> "PlanState":
        return PlanState(tuple(one for one in self.following if one.programme != programme))
