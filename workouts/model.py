"""What training is made of: exercises, doses, items and workouts. Frozen values, as in files."""

from enum import StrEnum
from typing import Any

import msgspec


class Category(StrEnum):
    ACTIVATION = "activation"
    STRENGTH = "strength"
    ADDUCTOR = "adductor"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    FOOT_CONTROL = "foot-control"
    SELF_TEST = "self-test"
    TECHNIQUE_DRILL = "technique-drill"


class Position(StrEnum):
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    QUADRUPED = "quadruped"
    STANDING = "standing"
    KNEELING = "kneeling"
    SEATED = "seated"
    PLANK = "plank"


class Sided(StrEnum):
    """How an exercise treats the two sides of the body."""

    BOTH = "both"
    EACH_SIDE = "each-side"
    ALTERNATING = "alternating"


class Measure(StrEnum):
    """What is counted."""

    HOLD = "hold"
    REPS = "reps"
    REPS_WITH_HOLD = "reps-with-hold"
    STEPS = "steps"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    ALTERNATING = "alternating"

    @property
    def other(self) -> "Side":
        """The opposite side; `both` and `alternating` are their own opposites."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class OneSide(StrEnum):
    """The side that an item is kept to, where only one is to work."""

    LEFT = "left"
    RIGHT = "right"


class LiesOn(StrEnum):
    """Which side is down in a side-lying exercise: the one that works, or the other."""

    WORKING = "working"
    OTHER = "other"


class Kind(StrEnum):
    """What a workout is for; becomes the kind of the session."""

    WARM_UP = "warm-up"
    STRENGTH = "strength"
    ADDUCTOR = "adductor"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    FOOT_CONTROL = "foot-control"
    TECHNIQUE = "technique"
    SELF_TEST = "self-test"
    RECOVERY = "recovery"


class Muscle(StrEnum):
    GLUTEUS_MAXIMUS = "gluteus-maximus"
    GLUTEUS_MEDIUS = "gluteus-medius"
    GLUTEUS_MINIMUS = "gluteus-minimus"
    TENSOR_FASCIAE_LATAE = "tensor-fasciae-latae"
    DEEP_HIP_ROTATORS = "deep-hip-rotators"
    HIP_FLEXORS = "hip-flexors"
    ADDUCTORS = "adductors"
    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    CALVES = "calves"
    TIBIALIS_POSTERIOR = "tibialis-posterior"
    TIBIALIS_ANTERIOR = "tibialis-anterior"
    PERONEALS = "peroneals"
    FOOT_INTRINSICS = "foot-intrinsics"
    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    QUADRATUS_LUMBORUM = "quadratus-lumborum"
    SPINAL_ERECTORS = "spinal-erectors"
    SHOULDER_STABILISERS = "shoulder-stabilisers"
    CHEST = "chest"


class Equipment(StrEnum):
    NONE = "none"
    MAT = "mat"
    BENCH = "bench"
    CHAIR = "chair"
    STEP = "step"
    WALL = "wall"
    MINI_BAND = "mini-band"
    STABILITY_BALL = "stability-ball"
    SMALL_BALL = "small-ball"
    CUSHION = "cushion"
    TOWEL = "towel"
    MIRROR = "mirror"
    BOX_60CM = "box-60cm"


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything read from a file: frozen, and a key nobody knows is an error."""


class Dose(Value, frozen=True, kw_only=True):
    """How much. Holds use `repeats` and `hold_s`, reps `reps`, walks laps of out + back steps."""

    sets: int = 1
    repeats: int = 1
    hold_s: float | None = None
    reps: int | None = None
    out: int | None = None
    back: int | None = None
    laps: int | None = None
    s_per_step: float | None = None


class Fault(Value, frozen=True, kw_only=True):
    fault: str
    fix: str


Tempo = tuple[float, float, float]  # seconds of lift, pause, lower
Span = tuple[float, float]  # lowest and highest value progression may reach


class Exercise(Value, frozen=True, kw_only=True):
    """One movement. `id` is the name of its file and is for ever: history refers to it."""

    id: str
    name: str
    category: Category
    position: Position
    sided: Sided
    measure: Measure
    dose: Dose
    purpose: str
    primary: tuple[Muscle, ...]
    spoken: str = ""  # a shorter name for the voice, where the written one is long
    aka: tuple[str, ...] = ()
    secondary: tuple[Muscle, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    range: dict[str, Span] = {}
    step_up_at: dict[str, float] = {}
    tempo: Tempo | None = None
    between_s: float = 0.0  # between the repeats of a hold, or between reps
    change_s: float | None = None  # between the two sides
    setup: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    foot: str = ""
    faults: tuple[Fault, ...] = ()
    lies_on: LiesOn | None = None
    easier: str | None = None
    harder: str | None = None
    stop_if: str = ""
    note: str = ""
    source: tuple[str, ...] = ()
    pose: str | dict[str, Any] | None = None  # a built-in pose's id, or a pose table of its own

    @property
    def said(self) -> str:
        """The name as the voice says it."""
        return self.spoken or self.name


class Item(Value, frozen=True, kw_only=True):
    """One exercise in a workout; what is None comes from the exercise."""

    exercise: str
    reps: int | None = None
    repeats: int | None = None
    hold_s: float | None = None
    out: int | None = None
    back: int | None = None
    laps: int | None = None
    s_per_step: float | None = None
    tempo: Tempo | None = None
    ready_s: float = 5.0
    change_s: float | None = None
    between_s: float | None = None
    rest_s: float | None = None  # after this item, in place of the workout's
    self_paced: bool = False
    side: OneSide | None = None  # this side only; None: as the exercise has it
    sub: tuple[Equipment, ...] = ()  # equipment that may stand in here


class Workout(Value, frozen=True, kw_only=True):
    """A list of items done for a number of rounds. `id` is the name of its file."""

    id: str
    title: str
    kind: Kind
    item: tuple[Item, ...]
    goal: str = ""
    when: str = ""
    equipment: tuple[Equipment, ...] = ()
    rounds: int = 1
    rest_s: float = 0.0
    round_rest_s: float = 0.0
    total_s: float | None = None  # as its author states it; checked against the timeline
    note: str = ""
    source: tuple[str, ...] = ()
