"""What the library calls its categories, positions, muscles, equipment and doses on a screen."""

from collections.abc import Iterable

from workouts.model import (
    Category,
    Dose,
    Equipment,
    Exercise,
    Item,
    Kind,
    LiesOn,
    Measure,
    Muscle,
    Position,
    Sided,
    Span,
)
from workouts.timeline import Step, StepKind, dose_of
from workouts.toml_file import Key

CATEGORY = {
    Category.ACTIVATION: "Activation",
    Category.STRENGTH: "Strength",
    Category.ADDUCTOR: "Inner thigh",
    Category.MOBILITY: "Mobility",
    Category.STRETCH: "Stretch",
    Category.FOOT_CONTROL: "Foot control",
    Category.SELF_TEST: "Self-test",
    Category.TECHNIQUE_DRILL: "Technique drill",
}
POSITION = {
    Position.SUPINE: "On the back",
    Position.SIDE_LYING: "On the side",
    Position.QUADRUPED: "On hands and knees",
    Position.STANDING: "Standing",
    Position.KNEELING: "Kneeling",
    Position.SEATED: "Sitting",
    Position.PLANK: "Plank",
}
KIND = {
    Kind.WARM_UP: "Warm-up",
    Kind.STRENGTH: "Strength",
    Kind.ADDUCTOR: "Inner thigh",
    Kind.MOBILITY: "Mobility",
    Kind.STRETCH: "Stretch",
    Kind.FOOT_CONTROL: "Foot control",
    Kind.TECHNIQUE: "Technique",
    Kind.SELF_TEST: "Self-test",
    Kind.RECOVERY: "Recovery",
}
SIDED = {
    Sided.BOTH: "Both sides at once",
    Sided.EACH_SIDE: "One side, then the other",
    Sided.ALTERNATING: "Sides in turn",
}
MEASURE = {
    Measure.HOLD: "Seconds held",
    Measure.REPS: "Reps",
    Measure.REPS_WITH_HOLD: "Reps, each held",
    Measure.STEPS: "Steps",
}
LIES_ON = {
    LiesOn.WORKING: "The side that works",
    LiesOn.OTHER: "The other side",
}
STEP = {
    StepKind.READY: "Get ready",
    StepKind.WORK: "Work",
    StepKind.SWITCH: "Switch sides",
    StepKind.BETWEEN: "Short rest",
    StepKind.REST: "Rest",
}
FAULT = {"knees-in": "Knees fall in", "hip-drop": "Hips drop", "back-arch": "Back arches"}
CHECKED = {
    "article": "article read",
    "abstract or table read": "abstract or table read",
    "secondary page read": "read on a page about it",
}
# Where in a file something stands, as the fields of the builder are called.
FIELD = {
    "title": "Title",
    "name": "Name",
    "purpose": "Purpose",
    "rounds": "Rounds",
    "rest_s": "Rest after it",
    "round_rest_s": "Rest between rounds",
    "item": "Exercise",
    "exercise": "exercise",
    "side": "side",
    "reps": "reps",
    "repeats": "repeats",
    "hold_s": "seconds held",
    "out": "steps out",
    "back": "steps back",
    "laps": "laps",
    "s_per_step": "seconds a step",
    "tempo": "tempo",
    "ready_s": "get ready",
    "change_s": "switching sides",
    "between_s": "between repeats",
    "dose": "Dose",
    "sets": "sets",
    "easier": "Easier",
    "harder": "Harder",
    "primary": "Muscles",
    "spoken": "Name for the voice",
    "pose": "Figure",
}


def muscle_name(muscle: Muscle) -> str:
    return muscle.value.replace("-", " ").capitalize()


def equipment_name(equipment: Equipment) -> str:
    return {
        Equipment.NONE: "No equipment",
        Equipment.BOX_60CM: "Box, 60 cm",
        Equipment.MINI_BAND: "Mini-band",
    }.get(equipment, equipment.value.replace("-", " ").capitalize())


def equipment_text(equipment: Iterable[Equipment]) -> str:
    """All of it in one line: Mat, mini-band."""
    names = [equipment_name(e) for e in equipment if e is not Equipment.NONE]
    return ", ".join([*names[:1], *(n[:1].lower() + n[1:] for n in names[1:])]) or "No equipment"


def number_text(value: float) -> str:
    return f"{round(value, 2):g}"


def dose_text(exercise: Exercise, dose: Dose) -> str:
    """How much, without the sets: 4 × 20 s each side, 10 reps each leg, 2 × 8 + 8 steps."""
    each = {Sided.EACH_SIDE: " each side", Sided.ALTERNATING: " each leg"}.get(exercise.sided, "")
    match exercise.measure:
        case Measure.HOLD:
            each = " each side" if exercise.sided is Sided.EACH_SIDE else ""
            seconds = f"{number_text(dose.hold_s or 0)} s"
            return f"{dose.repeats} × {seconds}{each}" if dose.repeats > 1 else f"{seconds}{each}"
        case Measure.STEPS:
            steps = f"{dose.out} + {dose.back} steps" if dose.back else f"{dose.out} steps"
            return f"{dose.laps} × {steps}" if (dose.laps or 1) > 1 else steps
    return f"{dose.reps} reps{each}"


def item_text(exercise: Exercise, item: Item) -> str:
    """How much of an exercise an item asks for: 4 × 20 s each side, 10 reps left side only."""
    text = dose_text(exercise, dose_of(exercise, item))
    return f"{text.removesuffix(' each side')}, {item.side} side only" if item.side else text


def default_dose_text(exercise: Exercise) -> str:
    """The exercise's own dose with its sets: 3 sets of 10 reps each side."""
    amount = dose_text(exercise, exercise.dose)
    sets = exercise.dose.sets
    return f"{sets} sets of {amount}" if sets > 1 else amount


def tempo_text(exercise: Exercise) -> str:
    """Seconds up, held and down; empty where nothing moves in time."""
    if exercise.tempo is None or exercise.measure in (Measure.HOLD, Measure.STEPS):
        return ""
    lift, pause, lower = (number_text(part) for part in exercise.tempo)
    return f"{lift} s up, {pause} s hold, {lower} s down"


def span_text(name: str, span: Span) -> str:
    low, high = (number_text(value) for value in span)
    amount = low if low == high else f"{low} to {high}"
    words = {
        "sets": "sets",
        "repeats": "repeats",
        "hold_s": "s held",
        "reps": "reps",
        "out": "steps out",
        "back": "steps back",
        "laps": "laps",
        "s_per_step": "s a step",
    }
    return f"{amount} {words.get(name, name)}"


def step_text(step: Step) -> str:
    """What a step of a script is: Hold, left side; Rest, next Clamshell."""
    side = {"left": ", left side", "right": ", right side"}.get(step.side.value, "")
    if step.kind is StepKind.REST:
        return f"Rest, next {step.exercise.name}"
    if step.kind is StepKind.SWITCH:
        return f"Switch sides, then{side.removeprefix(',')}" if side else STEP[step.kind]
    if step.kind is StepKind.READY:
        return f"Get ready, {step.exercise.name}{side}"
    if step.kind is StepKind.BETWEEN:
        return STEP[step.kind]
    amount = f", {step.reps} steps" if step.exercise.measure is Measure.STEPS else ""
    if step.exercise.measure in (Measure.REPS, Measure.REPS_WITH_HOLD):
        amount = f", {step.reps} reps"
    number = f", {step.set_no} of {step.sets}" if step.sets > 1 else ""
    return f"{step.exercise.name}{side}{amount}{number}"


def problem_text(key: Key, what: str) -> str:
    """Where and what is wrong, in the words of the file loader: Exercise 2, reps: should be …"""
    parts: list[str] = []
    for part in key:
        if isinstance(part, int) and parts:
            parts[-1] = f"{parts[-1]} {part + 1}"
        else:
            parts.append(FIELD.get(str(part), str(part)))
    return f"{', '.join(parts)}: {what}" if parts else what
