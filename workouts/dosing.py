"""Arithmetic of doses: more, less, the bottom of a range; a dose never leaves its range. Pure."""

from math import floor

from workouts.model import Dose, Exercise, Measure

TINY = 1e-9


def driver(exercise: Exercise) -> str:
    """What grows in an exercise: `hold_s`, `laps` or `reps`."""
    match exercise.measure:
        case Measure.HOLD:
            return "hold_s"
        case Measure.STEPS:
            return "laps"
    return "reps"


def with_values(dose: Dose, **values: float) -> Dose:
    """The dose with other numbers; whole where they are counted."""
    told = {name: getattr(dose, name) for name in dose.__struct_fields__}
    for name, value in values.items():
        told[name] = float(value) if name == "hold_s" else round(value)
    return Dose(**told)


def amount(dose: Dose, name: str) -> float:
    """What a dose says of a number; one where it says nothing."""
    said = getattr(dose, name)
    return 1.0 if said is None else float(said)


def span(exercise: Exercise, name: str) -> tuple[float, float]:
    """How far a number may go; where nothing is said it stays as in the exercise's own dose."""
    own = amount(exercise.dose, name)
    low, high = exercise.range.get(name, (own, own))
    return low, max(low, high)


def bottom(exercise: Exercise) -> Dose:
    """The least dose of an exercise."""
    lows = {name: low for name, (low, _) in exercise.range.items()}
    return with_values(exercise.dose, **lows)


def more(exercise: Exercise, dose: Dose, step: float) -> Dose:
    """Grown by a step, never past the range; a full hold gets one repeat more instead."""
    name = driver(exercise)
    now, (_, high) = amount(dose, name), span(exercise, name)
    if now < high - TINY:
        return with_values(dose, **{name: min(high, now + step)})
    if name == "hold_s" and dose.repeats < span(exercise, "repeats")[1]:
        return with_values(dose, repeats=dose.repeats + 1)
    return dose


def less(exercise: Exercise, dose: Dose, percent: float, *, sets_stay: bool = False) -> Dose:
    """Smaller by at least that share, rounded down; at the bottom a repeat or a set fewer."""
    name = driver(exercise)
    now, (low, _) = amount(dose, name), span(exercise, name)
    if now > low + TINY:
        return with_values(dose, **{name: max(low, floor(now * (1 - percent / 100) + TINY))})
    if name == "hold_s" and dose.repeats > span(exercise, "repeats")[0]:
        return with_values(dose, repeats=dose.repeats - 1)
    if not sets_stay and dose.sets > max(1.0, span(exercise, "sets")[0]):
        return with_values(dose, sets=dose.sets - 1)
    return dose


def halved(exercise: Exercise, dose: Dose, *, sets_stay: bool = False) -> Dose:
    """Half of it: half the sets, or half of what grows where there is one set, or sets stay."""
    if dose.sets > 1 and not sets_stay:
        return with_values(dose, sets=max(span(exercise, "sets")[0], dose.sets // 2))
    return less(exercise, dose, 50, sets_stay=sets_stay)


def one_set_more(exercise: Exercise, dose: Dose) -> Dose | None:
    """A set more with fewer reps or seconds each; None where the range allows no further set."""
    if dose.sets >= span(exercise, "sets")[1]:
        return None
    name = driver(exercise)
    low = span(exercise, name)[0]
    each = floor(amount(dose, name) * dose.sets / (dose.sets + 1) + TINY)
    return with_values(dose, **{"sets": dose.sets + 1, name: max(low, each)})


def at_step_up(exercise: Exercise, dose: Dose) -> bool:
    """Whether every number has reached the value from which the next exercise may follow."""
    return bool(exercise.step_up_at) and all(
        amount(dose, name) >= value - TINY for name, value in exercise.step_up_at.items()
    )


def in_range(exercise: Exercise, dose: Dose) -> bool:
    return all(
        low - TINY <= amount(dose, name) <= high + TINY
        for name, (low, high) in exercise.range.items()
    )
