"""The extra rules of catalogue section 4.2, beside the ordered table. Pure.

Time away, easier weeks, a side that is behind, days between strength sessions, and exercises
that open only after others.
"""

from collections.abc import Mapping, Sequence

from workouts.dosing import bottom, halved, less, span, with_values
from workouts.model import Dose, Exercise, Kind, Side
from workouts.progression import (
    LSI,
    LSI_EVEN,
    NEEDS_LAST_RUNG,
    NEEDS_SIDE_PLANK,
    Action,
    Decision,
)
from workouts.rules import Rules, standard_rules

SIDE_PLANK, SIDE_PLANK_SETS, SIDE_PLANK_S = "side-plank", 2, 20.0


def after_gap(
    exercise: Exercise,
    dose: Dose,
    days: float,
    exercises: Mapping[str, Exercise],
    rules: Rules | None = None,
) -> tuple[str, Exercise, Dose] | None:
    """What to begin with after days without an exercise: sentence key, exercise, dose.

    None after less than eight days. Catalogue 4.2: 80 %; one level easier; anew, with a test.
    """
    numbers = rules or standard_rules()
    if days >= numbers.gap_restart_days:
        return "gap-restart", exercise, bottom(exercise)
    if days >= numbers.gap_easier_days:
        easier = exercises.get(exercise.easier or "")
        if easier:
            return "gap-easier", easier, bottom(easier)
        return "gap-easier", exercise, halved(exercise, dose)
    if days >= numbers.gap_smaller_days:
        return "gap-smaller", exercise, less(exercise, dose, 100 - numbers.gap_dose)
    return None


def deload(exercise: Exercise, dose: Dose, rules: Rules | None = None) -> Dose:
    """The dose of an easier week: a set fewer, or 70 % of the reps where there is one set."""
    numbers = rules or standard_rules()
    if dose.sets > max(1.0, span(exercise, "sets")[0]):
        return with_values(dose, sets=dose.sets - 1)
    return less(exercise, dose, 100 - numbers.deload_reps)


def is_deload_week(week: int, rules: Rules | None = None) -> bool:
    """Whether the how-manieth week in a row is an easier one."""
    return week > 0 and week % round((rules or standard_rules()).deload_every) == 0


def weaker_side(
    tests: Sequence[tuple[float | None, float | None]], rules: Rules | None = None
) -> Side | None:
    """The side that goes first and gets one set more; None where the sides are alike.

    `tests` are (left, right), oldest first. The newest two must both be known, below 90 %, and
    show the same side.
    """
    numbers = rules or standard_rules()
    wanted = round(numbers.asymmetry_tests)
    lately = tests[-wanted:]
    if len(lately) < wanted:
        return None
    sides = set()
    for left, right in lately:
        if left is None or right is None or max(left, right) <= 0:
            return None
        if _symmetry(left, right) >= numbers.asymmetry_bar:
            return None
        sides.add(Side.LEFT if left < right else Side.RIGHT)
    return sides.pop() if len(sides) == 1 else None


def side_decision(
    test: Exercise,
    tests: Sequence[tuple[float | None, float | None]],
    now: Side | None,
    rules: Rules | None = None,
) -> Decision | None:
    """What a self-test says of the sides from now on; None where nothing changes.

    `tests` as for `weaker_side`; `now` is the side that goes first already. Catalogue 4.2: below
    90 % in two tests running, start with the weaker side and add one set to it; once they are
    alike again, no longer.
    """
    numbers = rules or standard_rules()
    weak = weaker_side(tests, numbers)
    left, right = tests[-1] if tests else (None, None)
    alike = None not in (left, right) and _symmetry(left or 0, right or 0) >= numbers.asymmetry_bar
    if weak == now or (weak is None and not (now and alike)):
        return None
    return Decision(
        rule=LSI if weak else LSI_EVEN,
        action=Action.HOLD,
        exercise=test.id,
        dose=test.dose,
        why=LSI if weak else LSI_EVEN,
        source=("LSI-IJSPT", "GP"),
        old_exercise=test.id,
        old_dose=test.dose,
        inputs={"left": left, "right": right, "bar": round(numbers.asymmetry_bar)},
        side=weak,
        weaker=weak,
    )


def _symmetry(left: float, right: float) -> float:
    return 100 * min(left, right) / max(left, right) if max(left, right) > 0 else 0.0


def too_soon(kind: Kind, hours: float | None, rules: Rules | None = None) -> bool:
    """Whether a strength session comes before the muscles have rested; None: the first time."""
    if hours is None or kind not in (Kind.STRENGTH, Kind.ADDUCTOR):
        return False
    return hours < (rules or standard_rules()).rest_hours


def unlocked(
    below: Sequence[int | None],
    side_plank: Sequence[tuple[int, float]],
    rules: Rules | None = None,
) -> frozenset[str]:
    """Which locked exercises are open.

    `below` is the worst pain of each session on the adductor rung below, newest last (None where
    it was not told); `side_plank` the sets and shortest seconds a side of past sessions.
    """
    numbers = rules or standard_rules()
    found: set[str] = set()
    wanted = round(numbers.unlock_sessions)
    lately = below[-wanted:]
    if len(lately) == wanted and all(p is not None and p <= numbers.unlock_pain for p in lately):
        found |= set(NEEDS_LAST_RUNG)
    if any(sets >= SIDE_PLANK_SETS and held >= SIDE_PLANK_S for sets, held in side_plank):
        found.add(NEEDS_SIDE_PLANK)
    return frozenset(found)
