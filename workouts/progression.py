"""What comes next, and why: the ordered rules of catalogue section 4.2. Pure.

`decide` applies the first rule that matches what was done of one exercise in one session, by both
sides or by one (`next_dose` asks for each). Unknown is not zero: a rule about pain that was not
told, does not match.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workouts.dosing import (
    at_step_up,
    bottom,
    driver,
    halved,
    less,
    more,
    one_set_more,
    span,
    with_values,
)
from workouts.model import Category, Dose, Equipment, Exercise, Measure, Side
from workouts.own_dose import BANDS
from workouts.rules import Rules, standard_rules

FIXED = {Category.STRETCH, Category.MOBILITY, Category.SELF_TEST, Category.TECHNIQUE_DRILL}
NEVER_LACKING = {
    Equipment.NONE,
    Equipment.MAT,
    Equipment.WALL,
    Equipment.CUSHION,
    Equipment.TOWEL,
    Equipment.MIRROR,
}
NEEDS_LAST_RUNG = ("copenhagen-hold", "copenhagen-high-hold", "copenhagen-adduction")
NEEDS_SIDE_PLANK = "side-plank-hip-abduction"
LSI, LSI_EVEN = "LSI", "LSI-even"  # the rules about a weaker side, see `extra_rules`


class Action(StrEnum):
    STOP_REFER = "STOP_REFER"
    STOP_TODAY_REGRESS = "STOP_TODAY_REGRESS"
    SUSPEND = "SUSPEND"
    REDUCE = "REDUCE"
    HOLD = "HOLD"
    REGRESS = "REGRESS"
    MAINTAIN = "MAINTAIN"
    STEP_UP = "STEP_UP"
    ADD = "ADD"


@dataclass(frozen=True, slots=True)
class Flags:
    """What the session before left behind, for rules that want it twice running."""

    over_limit: bool = False
    amber: bool = False
    failed: bool = False
    hard: bool = False
    bonus: int = 0
    top_ok: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One exercise in one session, as it was prescribed and as it went."""

    exercise: Exercise
    dose: Dose
    completion: float = 1.0  # done / prescribed
    bonus: int = 0  # reps beyond the target in the last set
    rpe: float | None = None
    rir: float | None = None
    pain_before: int | None = None
    pain_during: int | None = None
    pain_morning: int | None = None
    form_ok: bool | None = None
    warm_up: bool = False
    red_flag: bool = False
    easier_week: bool = False  # the dose was made smaller on purpose: nothing grows from it
    before: Flags = Flags()
    adds_this_week: int = 0  # of this exercise, in the seven days before
    band: str = ""  # light, medium or heavy; empty where unknown


@dataclass(frozen=True, slots=True)
class Athlete:
    """What the next exercise may ask for. `own` None: everything is there."""

    own: frozenset[Equipment] | None = None
    bands: tuple[str, ...] = ()
    open_rungs: frozenset[str] = frozenset()  # locked exercises that are unlocked
    sets_stay: bool = False  # they are the rounds of a workout: no rule changes them


@dataclass(frozen=True, slots=True)
class Decision:
    """What comes next. `why` is the key of the sentence that says so."""

    rule: str
    action: Action
    exercise: str
    dose: Dose
    why: str
    source: tuple[str, ...]
    old_exercise: str
    old_dose: Dose
    band: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)
    side: Side | None = None  # whose dose it is; None: of both
    weaker: Side | None = None  # of a self-test: the side that goes first from now on

    @property
    def changes(self) -> bool:
        """Whether anything is to be done otherwise next time."""
        moved = (self.exercise, self.dose) != (self.old_exercise, self.old_dose)
        return moved or bool(self.band) or self.rule in (LSI, LSI_EVEN)


@dataclass(frozen=True, slots=True)
class _Case:
    """An outcome with all that the rules look at."""

    told: Outcome
    exercises: Mapping[str, Exercise]
    athlete: Athlete
    rules: Rules

    @property
    def limit(self) -> float:
        """How much pain is too much, by category."""
        if self.told.exercise.category is Category.ADDUCTOR:
            return self.rules.adductor_pain_limit
        return self.rules.pain_limit

    @property
    def over_limit(self) -> bool:
        pain = self.told.pain_during
        return pain is not None and pain > self.limit

    @property
    def amber(self) -> bool:
        pain = self.told.pain_during
        return pain is not None and self.rules.amber_pain <= pain <= self.limit

    @property
    def morning_rise(self) -> int | None:
        before, morning = self.told.pain_before, self.told.pain_morning
        return None if before is None or morning is None else morning - before

    @property
    def failed(self) -> bool:
        broke = self.told.form_ok is False
        return broke or self.told.completion < self.rules.completion_failed / 100

    @property
    def fixed(self) -> bool:
        return self.told.warm_up or self.told.exercise.category in FIXED

    @property
    def counted(self) -> bool:
        return self.told.exercise.measure in (Measure.REPS, Measure.REPS_WITH_HOLD)

    @property
    def left(self) -> float | None:
        """Good reps left, of counted exercises; from RPE where only that was told."""
        if not self.counted:
            return None
        rpe = self.told.rpe
        return self.told.rir if self.told.rir is not None or rpe is None else _left(rpe)

    @property
    def rpe(self) -> float | None:
        """Effort of holds and walks; from good reps left where only those were told."""
        if self.counted:
            return None
        rir = self.told.rir
        return self.told.rpe if self.told.rpe is not None or rir is None else max(6.0, 10 - rir)

    @property
    def effort_known(self) -> bool:
        return self.left is not None or self.rpe is not None

    @property
    def hard(self) -> bool:
        deep = self.left is not None and self.left <= self.rules.hard_rir
        return deep or (self.rpe is not None and self.rpe >= self.rules.hard_rpe)

    @property
    def deep(self) -> bool:
        return self.left is not None and self.left <= self.rules.deep_rir

    @property
    def easy(self) -> bool:
        if self.left is not None:
            return self.left >= self.rules.easy_rir
        return self.rpe is not None and self.rpe <= self.rules.easy_rpe

    @property
    def at_top(self) -> bool:
        return at_step_up(self.told.exercise, self.told.dose)

    @property
    def top_ok(self) -> bool:
        """At the top of the range without much effort."""
        return self.at_top and self.rpe is not None and self.rpe <= self.rules.top_rpe

    @property
    def steps_up(self) -> bool:
        """At the top twice running, with reps to spare or effort to spare."""
        if self.counted:
            least = self.rules.bonus_reps
            return self.at_top and min(self.told.bonus, self.told.before.bonus) >= least
        return self.top_ok and self.told.before.top_ok

    @property
    def easier(self) -> Exercise | None:
        return self.exercises.get(self.told.exercise.easier or "")

    @property
    def harder(self) -> Exercise | None:
        """The next rung that needs nothing which is lacking; None at the end of the ladder."""
        seen: set[str] = set()
        rung = self.exercises.get(self.told.exercise.harder or "")
        while rung and rung.id not in seen:
            if _has(self.athlete, rung):
                return rung
            seen.add(rung.id)
            rung = self.exercises.get(rung.harder or "")
        return None

    @property
    def locked(self) -> bool:
        """Whether the next rung is not open yet."""
        rung = self.harder
        needs_key = (*NEEDS_LAST_RUNG, NEEDS_SIDE_PLANK)
        return bool(rung and rung.id in needs_key and rung.id not in self.athlete.open_rungs)

    @property
    def next_band(self) -> str:
        """The next stronger band that is owned; empty where there is none or it is unknown."""
        return self._band(1)

    @property
    def lighter_band(self) -> str:
        return self._band(-1)

    def _band(self, way: int) -> str:
        if Equipment.MINI_BAND not in self.told.exercise.equipment:
            return ""
        if self.told.band not in BANDS:
            return ""
        owned = [band for band in BANDS if band in (*self.athlete.bands, self.told.band)]
        place = owned.index(self.told.band) + way
        return owned[place] if 0 <= place < len(owned) else ""

    @property
    def can_grow(self) -> bool:
        return self.grown != self.told.dose

    @property
    def grown(self) -> Dose:
        name = driver(self.told.exercise)
        steps = {
            "reps": (self.rules.add_reps, self.rules.add_reps_easy),
            "hold_s": (self.rules.add_hold_s, self.rules.add_hold_easy_s),
            "laps": (self.rules.add_laps, self.rules.add_laps_easy),
        }[name]
        return more(self.told.exercise, self.told.dose, steps[1] if self.easy else steps[0])

    @property
    def takes_another_set(self) -> bool:
        more = one_set_more(self.told.exercise, self.told.dose)
        return more is not None and not self.athlete.sets_stay

    def less(self, percent: float) -> Dose:
        told, stay = self.told, self.athlete.sets_stay
        return less(told.exercise, told.dose, percent, sets_stay=stay)

    @property
    def often_enough(self) -> bool:
        return self.told.adds_this_week >= self.rules.adds_a_week


Next = tuple[Exercise, Dose, str]  # exercise, dose, band where it changes


def _same(case: _Case) -> Next:
    return case.told.exercise, case.told.dose, ""


def _easier(case: _Case) -> Next:
    """One level down at its bottom dose; half the dose where there is none."""
    easier = case.easier
    if easier:
        return easier, bottom(easier), ""
    stay = case.athlete.sets_stay
    return case.told.exercise, halved(case.told.exercise, case.told.dose, sets_stay=stay), ""


def _regressed(case: _Case) -> Next:
    """One band down where there is one, else the easier exercise."""
    if band := case.lighter_band:
        return case.told.exercise, bottom(case.told.exercise), band
    return _easier(case)


def _less_for_pain(case: _Case) -> Next:
    dose = case.less(case.rules.pain_reduce)
    if dose == case.told.dose and case.easier:
        return _easier(case)  # there is no less of it: what is easier, then
    return case.told.exercise, dose, ""


def _less_for_effort(case: _Case) -> Next:
    return case.told.exercise, case.less(case.rules.hard_reduce), ""


def _more(case: _Case) -> Next:
    return case.told.exercise, case.grown, ""


def _stronger_band(case: _Case) -> Next:
    exercise = case.told.exercise
    return exercise, with_values(bottom(exercise), sets=case.told.dose.sets), case.next_band


def _step_up(case: _Case) -> Next:
    """The harder exercise at its bottom dose, with as many sets as its range allows."""
    harder = case.harder
    assert harder
    low, high = span(harder, "sets")
    return harder, with_values(bottom(harder), sets=min(high, max(low, case.told.dose.sets))), ""


def _another_set(case: _Case) -> Next:
    exercise = case.told.exercise
    return exercise, one_set_more(exercise, case.told.dose) or case.told.dose, ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the catalogue's table."""

    rule: str
    applies: Callable[[_Case], bool]
    action: Action
    next: Callable[[_Case], Next]
    source: tuple[str, ...]


def _above_morning(case: _Case) -> bool:
    morning, rise = case.told.pain_morning, case.morning_rise
    too_high = morning is not None and morning > case.rules.morning_limit
    return too_high or (rise is not None and rise >= case.rules.morning_rise)


PAIN = ("SILBERNAGEL-2007", "SPRAGUE-2021", "BJSM-2022-105890")
TABLE = (
    Line("R0", lambda c: c.told.red_flag, Action.STOP_REFER, _same, ("PARQ",)),
    Line(
        "R1b",
        lambda c: c.over_limit and c.told.before.over_limit,
        Action.SUSPEND,
        _easier,
        ("GP",),
    ),
    Line("R1a", lambda c: c.over_limit, Action.STOP_TODAY_REGRESS, _easier, PAIN),
    Line("R2a", _above_morning, Action.REDUCE, _less_for_pain, ("SILBERNAGEL-2007", "GP")),
    Line("R2b", lambda c: c.morning_rise == 1, Action.HOLD, _same, ("GP",)),
    Line(
        "R3b",
        lambda c: c.amber and c.told.before.amber,
        Action.REDUCE,
        _less_for_pain,
        ("GP",),
    ),
    Line("R3a", lambda c: c.amber, Action.HOLD, _same, ("PAIN-LIGHT",)),
    Line("R4b", lambda c: c.failed and c.told.before.failed, Action.REGRESS, _regressed, ("GP",)),
    Line("R4a", lambda c: c.failed, Action.HOLD, _same, ("GP",)),
    Line("R4c", lambda c: c.told.completion < 1 - 1e-9, Action.HOLD, _same, ("GP",)),
    Line("R8", lambda c: c.fixed, Action.MAINTAIN, _same, ("GP",)),
    Line("deload", lambda c: c.told.easier_week, Action.HOLD, _same, ("GP",)),
    Line(
        "R5b",
        lambda c: c.hard and c.told.before.hard,
        Action.REDUCE,
        _less_for_effort,
        ("POPSUGAR-HIPS", "GP"),
    ),
    Line("R5a", lambda c: c.hard, Action.HOLD, _same, ("POPSUGAR-HIPS", "GP")),
    Line("R5c", lambda c: c.deep, Action.HOLD, _same, ("POPSUGAR-HIPS",)),
    Line(
        "R6-band",
        lambda c: c.steps_up and bool(c.next_band),
        Action.STEP_UP,
        _stronger_band,
        ("CATHE-2019", "GP"),
    ),
    Line("R6-locked", lambda c: c.steps_up and c.locked, Action.HOLD, _same, ("GP",)),
    Line(
        "R6a",
        lambda c: c.steps_up and c.harder is not None,
        Action.STEP_UP,
        _step_up,
        ("2FOR2", "GP"),
    ),
    Line(
        "R7-week",
        lambda c: c.often_enough and (c.steps_up or (c.effort_known and not c.at_top)),
        Action.HOLD,
        _same,
        ("GP",),
    ),
    Line(
        "R6b",
        lambda c: c.steps_up and c.takes_another_set,
        Action.ADD,
        _another_set,
        ("GP",),
    ),
    Line("R6c", lambda c: c.steps_up, Action.MAINTAIN, _same, ("GP",)),
    Line("R6d", lambda c: c.at_top, Action.HOLD, _same, ("GP",)),
    Line("R7-unknown", lambda c: not c.effort_known, Action.HOLD, _same, ("GP",)),
    Line("R7-full", lambda c: not c.can_grow, Action.MAINTAIN, _same, ("GP",)),
    Line("R7a", lambda c: c.easy, Action.ADD, _more, ("GP",)),
    Line("R7b", lambda _: True, Action.ADD, _more, ("POPSUGAR-HIPS", "GP")),
)


def decide(
    outcome: Outcome,
    exercises: Mapping[str, Exercise],
    athlete: Athlete = Athlete(),
    rules: Rules | None = None,
) -> Decision:
    """The first rule that matches, and what comes next by it."""
    case = _Case(outcome, exercises, athlete, rules or standard_rules())
    line = next(line for line in TABLE if line.applies(case))
    exercise, dose, band = line.next(case)
    return Decision(
        rule=line.rule,
        action=line.action,
        exercise=exercise.id,
        dose=dose,
        why=line.rule,
        source=line.source,
        old_exercise=outcome.exercise.id,
        old_dose=outcome.dose,
        band=band,
        inputs=_inputs(outcome),
    )


def flags(outcome: Outcome, rules: Rules | None = None) -> Flags:
    """What this session leaves behind for the next decision."""
    case = _Case(outcome, {}, Athlete(), rules or standard_rules())
    return Flags(
        over_limit=case.over_limit,
        amber=case.amber,
        failed=case.failed,
        hard=case.hard,
        bonus=outcome.bonus if case.at_top else 0,
        top_ok=case.top_ok,
    )


def _has(athlete: Athlete, exercise: Exercise) -> bool:
    if athlete.own is None:
        return True
    return set(exercise.equipment) - NEVER_LACKING <= athlete.own


def _left(rpe: float) -> float:
    """Good reps left by effort (ZOURDOS-2016, NASM-RIR): 10 is none, 6 or less is six or more."""
    return 6.0 if rpe <= 6 else 10 - rpe


def _inputs(outcome: Outcome) -> dict[str, object]:
    """What the decision was made from, to be kept beside it."""
    told = outcome.before
    return {
        "completion": round(outcome.completion, 3),
        "bonus": outcome.bonus,
        "rpe": outcome.rpe,
        "rir": outcome.rir,
        "pain_before": outcome.pain_before,
        "pain_during": outcome.pain_during,
        "pain_morning": outcome.pain_morning,
        "form_ok": outcome.form_ok,
        "warm_up": outcome.warm_up,
        "adds_this_week": outcome.adds_this_week,
        "before": {name: getattr(told, name) for name in Flags.__slots__},
    }
