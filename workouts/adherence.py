"""How many runs began with activation, week by week. Pure.

A finished warm-up counts for one run: the first that starts within 60 minutes after its end. A
run belongs to the week of its own local start, wherever that was. Source: catalogue section 5,
`activation_adherence`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from workouts.model import Kind

WITHIN = timedelta(minutes=60)
GOAL = 3  # activations before runs, a week


class WarmUpLike(Protocol):
    """A SessionRecord, or whatever has as much of one."""

    @property
    def kind(self) -> Kind | str: ...
    @property
    def state(self) -> str: ...
    @property
    def finished_at(self) -> datetime | None: ...


class RunLike(Protocol):
    """A RunRecord, or whatever has as much of one."""

    @property
    def id(self) -> str: ...
    @property
    def started_at(self) -> datetime: ...


R = TypeVar("R", bound=RunLike)


@dataclass(frozen=True, slots=True)
class WeekOfRuns:
    """The runs of one week, from its Monday on."""

    monday: date
    runs: int
    activated: int  # runs that began within an hour of a warm-up
    goal: int

    @property
    def reached(self) -> bool:
        return self.activated >= self.goal


def adherence(
    warm_ups: Iterable[WarmUpLike], runs: Iterable[RunLike], goal: int = GOAL
) -> tuple[WeekOfRuns, ...]:
    """The weeks that have runs, oldest first. Sessions other than finished warm-ups are ignored.

    A run's `started_at` is in the offset of the place where it was run: that decides its week.
    """
    runs = list(runs)
    activated = activated_runs(finished_ends(warm_ups), runs)
    weeks: dict[date, list[bool]] = {}
    for run in runs:
        weeks.setdefault(monday_of(run.started_at.date()), []).append(run.id in activated)
    return tuple(
        WeekOfRuns(monday, len(found), sum(found), goal) for monday, found in sorted(weeks.items())
    )


def finished_ends(warm_ups: Iterable[WarmUpLike]) -> list[datetime]:
    """When the finished warm-ups ended."""
    return [
        one.finished_at
        for one in warm_ups
        if one.kind == Kind.WARM_UP and one.state == "finished" and one.finished_at is not None
    ]


def activated_runs(warm_up_ends: Iterable[datetime], runs: Iterable[R]) -> set[str]:
    """The ids of the runs that began within an hour of a warm-up's end.

    A warm-up counts for one run: the first that begins after it.
    """
    waiting = sorted(runs, key=lambda run: (run.started_at, run.id))
    found, at = set(), 0
    for end in sorted(warm_up_ends):
        while at < len(waiting) and waiting[at].started_at < end:
            at += 1
        if at < len(waiting) and waiting[at].started_at - end <= WITHIN:
            found.add(waiting[at].id)
    return found


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def likely_start(now: datetime, minutes: float, warm_up_end: datetime | None) -> datetime:
    """When a run just told of began: so long ago, but right after its warm-up.

    Where it is told later than an hour after it can have ended, it began with the warm-up's end.
    """
    began = now - timedelta(minutes=minutes)
    if warm_up_end is None:
        return began
    return began if warm_up_end <= began <= warm_up_end + WITHIN else warm_up_end
