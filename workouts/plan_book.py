"""The plan as it stands on a day: what is followed, what was done, how to come back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from workouts.following import Following, PlanState
from workouts.plan import (
    APART,
    DAY,
    AfterAway,
    Moves,
    PlanDay,
    after_away,
    clashes,
    free_days,
    repeated,
    roles,
    to_do_on,
    week_under_way,
)
from workouts.programmes import Programme, Role


def no_moves(_: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class PlanBook:
    """Everything the plan is read from. `days` may hold programmes that are followed no more."""

    today: date
    state: PlanState = field(default_factory=PlanState)
    days: tuple[PlanDay, ...] = ()
    run_days: frozenset[date] = frozenset()  # local days with a run
    last_session: date | None = None  # of any kind
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    moves: Moves = no_moves

    @cached_property
    def followed(self) -> list[tuple[Following, Programme]]:
        """What is followed and still there."""
        pairs = ((one, self.programmes.get(one.programme)) for one in self.state.following)
        return [(one, programme) for one, programme in pairs if programme is not None]

    @cached_property
    def live(self) -> list[PlanDay]:
        """The days of what is followed, the earliest first."""
        return [one for one in self.days if self.state.of(one.programme)]

    def of(self, programme: str) -> list[PlanDay]:
        return [one for one in self.live if one.programme == programme]

    def find(self, id_: str) -> PlanDay | None:
        return next((one for one in self.live if one.id == id_), None)

    @cached_property
    def _roles(self) -> dict[tuple[str, int, str], Role]:
        return {
            (programme.id, *key): role
            for follows, programme in self.followed
            for key, role in roles(programme, follows.variant).items()
        }

    def role(self, one: PlanDay) -> Role:
        return self._roles.get((one.programme, one.week, one.workout_id), Role.LIGHT)

    def is_done(self, one: PlanDay) -> bool:
        """A session by what was recorded; a run of the plan by any run of that day."""
        return one.done or (self.role(one) is Role.RUN and one.day in self.run_days)

    @cached_property
    def open_days(self) -> list[PlanDay]:
        return [one for one in self.live if not self.is_done(one)]

    def on(self, day: date) -> list[PlanDay]:
        """What is planned for a day or was done on it."""
        return [one for one in self.live if one.when == day]

    def to_do_today(self) -> PlanDay | None:
        """The next session of today; strength before what is small."""
        return to_do_on(self.open_days, self.today)

    def next_day(self) -> PlanDay | None:
        """What comes next after today."""
        return next((one for one in self.open_days if one.day > self.today), None)

    @property
    def easier_now(self) -> bool:
        """Whether this week of anything that is followed asks for less on purpose."""
        return any(
            programme.easier_week(week) or programme.week[week - 1].easier
            for follows, programme in self.followed
            if not follows.paused_on
            for week in [min(self.week(programme.id), len(programme.week))]
        )

    # -- where one is in a programme

    def week(self, programme: str) -> int:
        return week_under_way(self.of(programme), self.today)

    def since(self, follows: Following) -> date | None:
        """The last day on which something was done or decided; None where there was none."""
        days = self.of(follows.programme)
        done = [one.when for one in days if self.is_done(one)]
        known = [*done, *(day for day in (self.last_session, follows.kept_on) if day)]
        if not done and not follows.paused_on:  # a plan just begun asks for nothing
            known += [one.day for one in days[:1]]
        return max(known, default=None)

    def away(self, follows: Following) -> tuple[AfterAway, int]:
        """What the days since then ask for, and how many they are. Source: catalogue 4.2."""
        since = self.since(follows)
        gone = max(0, (self.today - since).days) if since else 0
        return after_away(gone), gone

    def missed(self, follows: Following) -> list[PlanDay]:
        """What was planned since then, before today, and not done."""
        since = self.since(follows) or date.min
        days = self.of(follows.programme)
        return [one for one in days if not self.is_done(one) and since <= one.day < self.today]

    def week_left(self, follows: Following) -> int:
        """The week that was under way when it was paused, or when something was done last."""
        until = follows.paused_on or self.since(follows) or self.today
        return week_under_way(self.of(follows.programme), until)

    def comes_back(self, follows: Following) -> bool:
        """Whether so many days went by that there is something to decide."""
        away, _ = self.away(follows)
        if away is AfterAway.GO_ON:
            return False
        return follows.paused_on is not None or bool(self.missed(follows))

    def is_over(self, follows: Following) -> bool:
        """All done, or the last day is behind and nothing was left open since the last session."""
        days = self.of(follows.programme)
        if not days or follows.paused_on:
            return False
        if all(self.is_done(one) for one in days):
            return True
        return max(one.day for one in days) < self.today and not self.missed(follows)

    # -- days

    def rests_until(self, one: PlanDay) -> date | None:
        """The first day a strength session may be done on, where it is too soon today: 48 h.

        Only what was really done counts. Source: ACSM-RT.
        """
        if self.role(one) is not Role.STRENGTH:
            return None
        done = [it for it in self.live if it.done and it.id != one.id and it.when <= self.today]
        near = [it for it in done if (self.today - it.when).days < APART]
        clash = clashes(one, self.today, near, self.role, self.moves)
        return clash.when + DAY * APART if clash and self.role(clash) is Role.STRENGTH else None

    def free_days(self, one: PlanDay) -> list[date]:
        """The days it can be moved to or, once done, repeated on."""
        subject = repeated(one, one.day) if self.is_done(one) else one
        return free_days(subject, self.live, self.role, self.moves, earliest=self.today)
