"""Where one is in the library, and the way one came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what it shows."""

    page: str  # exercise, workout, builder, exercise-builder, paste, checklists
    id: str = ""

    @property
    def among_exercises(self) -> bool:
        """Whether it belongs to the cards of exercises; else to those of workouts."""
        return self.page in ("exercise", "exercise-builder", "checklists")
