"""Doses an athlete accepted, laid over the workouts that name other ones. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workouts.dosing import driver
from workouts.model import Category, Dose, Equipment, Exercise, Item, Kind, Side, Sided, Workout
from workouts.timeline import OwnSides

BANDS = ("light", "medium", "heavy")
PROGRESSING = {Kind.STRENGTH, Kind.ADDUCTOR, Kind.FOOT_CONTROL}


@dataclass(frozen=True, slots=True)
class OwnDose:
    """What an athlete accepted in place of a workout's dose of an exercise."""

    exercise: str  # which may be another than the workout names
    dose: Dose | None  # of both sides; None: as the workout says
    rule: str = ""
    band: str = ""
    sides: Mapping[Side, Dose] = field(default_factory=dict)  # where one differs from the other
    weaker: Side | None = None  # of a self-test: goes first, with one set more
    at: str = field(default="", compare=False)  # when it was set: of two the later counts


def in_force(named: str, doses: Mapping[str, OwnDose]) -> OwnDose | None:
    """The dose that counts where a workout names this exercise; None: the workout's own.

    What took its place has a dose of its own from then on, which may lead on, or back again.
    """
    found = doses.get(named)
    while found and (later := doses.get(found.exercise)) and later.at > found.at:
        found = later
    return found


def band_of(exercise: Exercise, doses: Mapping[str, OwnDose], owned: Sequence[str]) -> str:
    """The band an exercise is done with: the accepted one, else the lightest there is.

    Empty where it needs none, or where nobody said which there are.
    """
    if Equipment.MINI_BAND not in exercise.equipment:
        return ""
    own = doses.get(exercise.id)
    accepted = own.band if own and own.exercise == exercise.id else ""
    return accepted or next((band for band in BANDS if band in owned), "")


def own_sides(
    doses: Mapping[str, OwnDose], exercises: Mapping[str, Exercise]
) -> dict[str, OwnSides]:
    """By exercise what its sides do differently.

    A self-test that shows a weaker side speaks for the exercises that train its muscles.
    """
    found = {own.exercise: OwnSides(doses=own.sides) for own in doses.values() if own.sides}
    for own in doses.values():
        test = exercises.get(own.exercise)
        if own.weaker and test:
            for id_ in _trained_by(test, exercises):
                found[id_] = replace(found.get(id_, OwnSides()), weaker=own.weaker)
    return found


def _trained_by(test: Exercise, exercises: Mapping[str, Exercise]) -> list[str]:
    wanted = (Category.SELF_TEST, Category.STRETCH, Category.MOBILITY, Category.TECHNIQUE_DRILL)
    return [
        one.id
        for one in exercises.values()
        if one.sided is Sided.EACH_SIDE
        and one.category not in wanted
        and one.primary[0] in test.primary
    ]


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
    own = in_force(item.exercise, doses)
    if own is None or own.dose is None or own.exercise not in exercises:
        return item
    laid = dosed_item(item, exercises[own.exercise], own.dose)
    told = {name: getattr(laid, name) for name in laid.__struct_fields__}
    if own.exercise != item.exercise:
        told |= {"exercise": own.exercise, "tempo": None, "between_s": None, "change_s": None}
    return Item(**told)


def dosed_item(item: Item, exercise: Exercise, dose: Dose) -> Item:
    """The item with a dose of this exercise; what grows in it is what is taken from the dose."""
    told = {name: getattr(item, name) for name in item.__struct_fields__}
    names = {"hold_s": ("repeats", "hold_s"), "laps": ("out", "back", "laps")}
    wanted = names.get(driver(exercise), ("reps",))
    for name in ("reps", "repeats", "hold_s", "out", "back", "laps"):
        told[name] = getattr(dose, name) if name in wanted else None
    return Item(**told)
