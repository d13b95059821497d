"""Every metric of catalogue section 5, computed from records. Start with `Ledger` and `Progress`.

ledger = Ledger()
ledger.add(read_training(path, first, last))     # or chunk after chunk, oldest first
progress = Progress(ledger, Span(first, last), today)
progress.volume()
"""

from workouts.progress.gains import wins
from workouts.progress.ledger import Bout, Ledger, within
from workouts.progress.progress import LOOK_BACK_DAYS, Progress
from workouts.progress.sides import SIDES
from workouts.progress.values import (
    ActivationWeek,
    CoverageWeek,
    Done,
    Endurance,
    LadderLevel,
    PlanWeek,
    Series,
    Sides,
    Span,
    Symmetry,
    SymmetryPoint,
    VolumeWeek,
    Win,
    monday,
)
from workouts.progress.weeks import by_week

__all__ = [
    "LOOK_BACK_DAYS",
    "SIDES",
    "ActivationWeek",
    "Bout",
    "CoverageWeek",
    "Done",
    "Endurance",
    "LadderLevel",
    "Ledger",
    "PlanWeek",
    "Progress",
    "Series",
    "Sides",
    "Span",
    "Symmetry",
    "SymmetryPoint",
    "VolumeWeek",
    "Win",
    "by_week",
    "monday",
    "wins",
    "within",
]
