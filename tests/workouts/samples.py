"""Small exercises and workouts to try the engine on: short, round and easy to add up by head."""

from workouts.model import (
    Category,
    Dose,
    Exercise,
    Item,
    Kind,
    Measure,
    Muscle,
    Position,
    Sided,
    Workout,
)
from workouts.timeline import AS_WRITTEN, Timeline, compile_workout


def exercise(id_: str, measure: Measure, sided: Sided = Sided.BOTH, **more) -> Exercise:
    said = {
        "name": id_.replace("-", " ").capitalize(),
        "category": Category.STRENGTH,
        "position": Position.STANDING,
        "purpose": "Something to try the engine on.",
        "primary": (Muscle.GLUTEUS_MEDIUS,),
        "dose": Dose(),
        **more,
    }
    return Exercise(id=id_, measure=measure, sided=sided, **said)


HOLD = exercise("hold", Measure.HOLD, dose=Dose(hold_s=4))
SIDE_HOLD = exercise(
    "side-hold",
    Measure.HOLD,
    Sided.EACH_SIDE,
    dose=Dose(repeats=2, hold_s=3),
    between_s=2,
    cues=("Hips high", "Long line"),
)
ADDUCTOR_HOLD = exercise(
    "adductor-hold",
    Measure.HOLD,
    Sided.EACH_SIDE,
    category=Category.ADDUCTOR,
    position=Position.PLANK,
    dose=Dose(repeats=2, hold_s=3),
    between_s=10,
)
REPS = exercise("reps", Measure.REPS, dose=Dose(reps=4), tempo=(1, 0.5, 1))
SIDE_REPS = exercise(
    "side-reps",
    Measure.REPS,
    Sided.EACH_SIDE,
    dose=Dose(reps=3),
    tempo=(0.5, 0.25, 0.75),
    between_s=0.5,
    change_s=1,
)
ODD_REPS = exercise("odd-reps", Measure.REPS, dose=Dose(reps=7), tempo=(0, 0.1, 0.7))
LUNGES = exercise("lunges", Measure.REPS, Sided.ALTERNATING, dose=Dose(reps=2), tempo=(1, 0, 1))
SQUEEZE = exercise(
    "squeeze", Measure.REPS_WITH_HOLD, dose=Dose(reps=2), tempo=(1, 3, 0), between_s=1
)
WALK = exercise(
    "walk",
    Measure.STEPS,
    Sided.ALTERNATING,
    dose=Dose(out=2, back=1, laps=2, s_per_step=0.7),
)

EXERCISES = {
    e.id: e
    for e in (
        HOLD,
        SIDE_HOLD,
        ADDUCTOR_HOLD,
        REPS,
        SIDE_REPS,
        ODD_REPS,
        LUNGES,
        SQUEEZE,
        WALK,
    )
}


def workout(*items: Item, **more) -> Workout:
    return Workout(id="sample", title="Sample", kind=Kind.STRENGTH, item=items, **more)


def timeline(*items: Item, options=AS_WRITTEN, exercises=EXERCISES, **more) -> Timeline:
    return compile_workout(workout(*items, **more), exercises, options)


def item(of: Exercise, **said) -> Item:
    return Item(exercise=of.id, **said)
