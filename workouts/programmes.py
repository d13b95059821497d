"""Programmes: weeks of workouts with the conditions to begin them and to go on. As in files.

Knows no date and no athlete: `workouts.plan` lays a programme onto days, `workouts.gates` looks
at what was done. The six that are built in say what catalogue section 4.1 says.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

import msgspec

from workouts.model import Equipment, Exercise, Item, Kind, Value, Workout
from workouts.timeline import compile_workout


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """As in `date.weekday()`: Monday is 0."""
        return list(Weekday).index(self)


class Role(StrEnum):
    """What a planned session asks of the days around it."""

    STRENGTH = "strength"  # 48 h from the next: ACSM-RT
    LIGHT = "light"  # any training day
    BEFORE_RUN = "before-run"  # on a day with a run
    RUN = "run"  # a run of the programme itself; a day without one in between
    RESTED = "rested"  # no strength on that day or the day before


class Statement(Value, frozen=True):
    """A sentence and where it comes from."""

    text: str
    source: tuple[str, ...]


class Need(Value, frozen=True):
    """One condition of a gate. Which fields are given says how it is checked.

    `test`: a self-test, each side from `least` to `most` or sides at least `symmetry` % even.
    `exercise`: held `least` seconds (or so many reps with `reps`), each side where it has two.
    `sessions`: so many sessions running with worst pain at most `pain`. None of them: it is asked.
    """

    id: str
    text: str
    source: tuple[str, ...] = ()
    test: str | None = None
    exercise: str | None = None
    least: float | None = None
    most: float | None = None
    symmetry: float | None = None  # percent, worse side over better
    reps: int | None = None
    pain: int | None = None  # 0 to 10, at most
    sessions: int | None = None


class Gate(Value, frozen=True):
    """What should be so before the week after `after_week` begins; 0: before the programme."""

    after_week: int
    title: str
    need: tuple[Need, ...]


class RunDose(Value, frozen=True):
    """A walk-run: outside, without the player."""

    id: str
    title: str
    effort: int  # 0 to 10
    walk_min: float
    miles: float
    run_min: float | None = None  # None: continuous
    source: tuple[str, ...] = ()


class OwnWorkout(Value, frozen=True):
    """A workout that only this programme has."""

    id: str
    title: str
    kind: Kind
    item: tuple[Item, ...]
    goal: str = ""
    equipment: tuple[Equipment, ...] = ()
    rounds: int = 1
    rest_s: float = 0.0
    round_rest_s: float = 0.0
    note: str = ""
    source: tuple[str, ...] = ()

    def as_workout(self) -> Workout:
        return msgspec.convert(msgspec.structs.asdict(self), Workout, from_attributes=True)


class WeekSession(Value, frozen=True):
    """A workout of a week, on each of the weekdays named: they are wishes, not orders."""

    workout: str  # a workout, one of the programme's own, an exercise, or one of its runs
    on: tuple[Weekday, ...]
    role: Role = Role.LIGHT
    rounds: int | None = None  # in place of the workout's own
    gives_way: bool = False  # left out while a programme beside this one takes its day
    note: str = ""


class Week(Value, frozen=True):
    session: tuple[WeekSession, ...]
    phase: str = ""
    easier: bool = False  # already lighter than the weeks around it
    note: str = ""


class Variant(Value, frozen=True):
    """Another way through the same weeks: the session of a week changed for another's."""

    id: str
    title: str
    when: str
    weeks: dict[str, str]  # number of the week -> the workout in place of the week's own
    source: tuple[str, ...] = ()


class Programme(Value, frozen=True):
    """Some weeks of workouts. `id` is the name of its file; case does not matter."""

    id: str
    title: str
    goal: str
    who: str  # in which case to choose it
    week: tuple[Week, ...]
    source: tuple[str, ...] = ()
    says: tuple[Statement, ...] = ()
    guide: int = 0  # its place in "which programme"; 0: not in it
    beside: tuple[str, ...] = ()  # programmes that may run at the same time
    deload: bool = True  # every fourth week one round fewer, unless a week says it is easier
    after: str = ""  # what is kept up afterwards
    gate: tuple[Gate, ...] = ()
    workout: tuple[OwnWorkout, ...] = ()
    run: tuple[RunDose, ...] = ()
    variant: tuple[Variant, ...] = ()

    @property
    def own_workouts(self) -> dict[str, Workout]:
        return {own.id: own.as_workout() for own in self.workout}

    @property
    def entry(self) -> Gate | None:
        return next((gate for gate in self.gate if gate.after_week == 0), None)

    def gate_before(self, week: int) -> Gate | None:
        """The gate between the week before and this one (from 1)."""
        return next((gate for gate in self.gate if gate.after_week == week - 1), None)

    def run_of(self, id_: str) -> RunDose | None:
        return next((run for run in self.run if run.id == id_), None)

    def variant_of(self, id_: str) -> Variant | None:
        return next((variant for variant in self.variant if variant.id == id_), None)

    def easier_week(self, number: int) -> bool:
        """Whether a week (from 1) is a lighter one: every fourth at the latest (catalogue 4.2)."""
        if self.week[number - 1].easier:
            return True
        block = self.week[max(0, number - 4) : number + 3]
        return self.deload and number % 4 == 0 and not any(week.easier for week in block)

    def sessions_of(self, number: int, variant: str = "") -> Iterator[WeekSession]:
        """The sessions of a week (from 1) as they are to be done, deload and variant applied."""
        chosen = self.variant_of(variant)
        instead = chosen.weeks.get(str(number)) if chosen else None
        lighter = self.easier_week(number) and not self.week[number - 1].easier
        for session in self.week[number - 1].session:
            changed = session
            if instead and session.role is Role.STRENGTH:
                changed = msgspec.structs.replace(changed, workout=instead)
            if lighter and changed.role in (Role.STRENGTH, Role.LIGHT):
                changed = msgspec.structs.replace(changed, note=LIGHTER)
            yield changed

    def rounds_of(self, number: int, workout: Workout) -> int:
        """How many rounds of a workout a week (from 1) asks for."""
        session = next((s for s in self.week[number - 1].session if s.workout == workout.id), None)
        rounds = (session.rounds if session else None) or workout.rounds
        lighter = self.easier_week(number) and not self.week[number - 1].easier
        return max(1, rounds - 1) if lighter else rounds


LIGHTER = "An easier week: one round fewer."


def as_planned(programme: Programme, week: int, workout: Workout) -> Workout:
    """A workout with the rounds that a week (from 1) asks for."""
    if not 1 <= week <= len(programme.week):
        return workout
    rounds = programme.rounds_of(week, workout)
    if rounds == workout.rounds:
        return workout
    return msgspec.structs.replace(workout, rounds=rounds, total_s=None)


def total_s(
    programme: Programme, find: Callable[[str], Workout], exercises: Mapping[str, Exercise]
) -> float:
    """The seconds of all its workouts as planned, one after the other; runs are not in it."""
    known: dict[tuple[str, int], float] = {}
    found = 0.0
    for week in range(1, len(programme.week) + 1):
        for session in programme.sessions_of(week):
            if session.role is Role.RUN:
                continue
            workout = as_planned(programme, week, find(session.workout))
            key = (workout.id, workout.rounds)
            if key not in known:
                known[key] = compile_workout(workout, exercises).total_s
            found += known[key] * len(session.on)
    return found
