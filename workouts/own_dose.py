"""Doses an athlete accepted, laid over the workouts that name other ones. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from workouts.dosing import driver
from workouts.model import Dose, Exercise, Item, Kind, Workout

PROGRESSING = {Kind.STRENGTH, Kind.ADDUCTOR, Kind.FOOT_CONTROL}


@dataclass(frozen=True, slots=True)
class OwnDose:
    """What an athlete accepted in place of a workout's dose of an exercise."""

    exercise: str  # which may be another than the workout names
    dose: Dose
    rule: str = ""
    band: str = ""


def with_doses(
    workout: Workout, doses: Mapping[str, OwnDose], exercises: Mapping[str, Exercise]
) -> Workout:
    """The workout with what the athlete accepted in place of its doses.

    Warm-ups, stretches, mobility, technique and self-tests keep theirs.
    """
    if workout.kind not in PROGRESSING or not doses:
        return workout
    items = tuple(_dosed(item, doses, exercises) for item in workout.item)
    if items == workout.item:
        return workout
    told = {name: getattr(workout, name) for name in workout.__struct_fields__}
    return Workout(**{**told, "item": items})


def _dosed(item: Item, doses: Mapping[str, OwnDose], exercises: Mapping[str, Exercise]) -> Item:
    own = doses.get(item.exercise)
    if own is None or own.exercise not in exercises:
        return item
    told = {name: getattr(item, name) for name in item.__struct_fields__}
    exercise = exercises[own.exercise]
    names = {"hold_s": ("repeats", "hold_s"), "laps": ("out", "back", "laps")}
    wanted = names.get(driver(exercise), ("reps",))
    for name in ("reps", "repeats", "hold_s", "out", "back", "laps"):
        told[name] = getattr(own.dose, name) if name in wanted else None
    if own.exercise != item.exercise:
        told |= {"exercise": own.exercise, "tempo": None, "between_s": None, "change_s": None}
    return Item(**told)
