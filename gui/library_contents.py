"""What the library holds for this athlete, and what its pages show of it. Builds no page."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from gui.settings import Settings, options_of, owned_equipment
from gui.widgets.lazy_stack import HIDDEN_KEY
from workouts import editing
from workouts.library import Library, load_library
from workouts.model import Equipment, Exercise, Workout
from workouts.own_dose import in_force
from workouts.references import reference
from workouts.search import muscles_worked, workout_needs
from workouts.timeline import Options, Timeline, compile_workout

if TYPE_CHECKING:
    from gui.pages.exercise_page import ExerciseDetails
    from gui.pages.library_page import Shelf
    from gui.pages.workout_page import WorkoutDetails
    from gui.pages.workouts_page import Offer
    from workouts.records import SetResult

PICTURED = 5


class LibraryContents:
    """The library as it is now; whoever changes `library` or hides something tells the pages."""

    def __init__(
        self,
        library: Library,
        store: QSettings,
        folder: Path,
        settings: Settings,
        last_sets: "Callable[[str], list[SetResult]]",
        bests: Callable[[str], list[str]],
    ) -> None:
        """`last_sets` tells what was last done of an exercise, the newest first; `bests` its
        records in words."""
        self.library, self.folder, self.settings = library, folder, settings
        self._store, self._last_sets, self._bests = store, last_sets, bests
        self._built_in: Library | None = None

    @property
    def shipped(self) -> Library:
        """What is built in, without the athlete's own files."""
        if self._built_in is None:
            self._built_in = load_library(None)
        return self._built_in

    @property
    def owned(self) -> frozenset[Equipment]:
        """The equipment the athlete said is at hand."""
        return owned_equipment(self.settings) or frozenset()

    @property
    def options(self) -> Options:
        """How the athlete has workouts laid out."""
        return options_of(self.settings)

    def timeline(self, workout: Workout, options: Options) -> Timeline:
        library = self.library
        return compile_workout(workout, library.exercises, options, library.sides_of(workout))

    def name_of(self, id_: str) -> str:
        """The title of a workout or the name of an exercise; the id of what is not there."""
        if workout := self.library.workouts.get(id_):
            return workout.title
        exercise = self.library.exercises.get(id_)
        return exercise.name if exercise else id_

    def is_there(self, kind: str, id_: str) -> bool:
        """Whether an exercise or a workout of that id is in the library."""
        if kind == "exercise":
            return id_ in self.library.exercises
        return kind != "workout" or id_ in self.library.workouts

    # -- own ones, and hidden ones

    def is_built_in(self, value: Workout | Exercise) -> bool:
        shipped = self.shipped
        known = shipped.workouts if isinstance(value, Workout) else shipped.exercises
        return value.id in known

    def is_own(self, value: Workout | Exercise) -> bool:
        """Whether it is the athlete's: from a file of their own that says something else."""
        if value.id not in self.library.own:
            return False
        if isinstance(value, Workout):
            return value != self.shipped.workouts.get(value.id)
        return value != self.shipped.exercises.get(value.id)

    def hidden(self, kind: str) -> frozenset[str]:
        """The ids of the exercises or workouts that are offered nowhere."""
        kept = str(self._store.value(HIDDEN_KEY, "") or "").split()
        return frozenset(k.removeprefix(f"{kind}:") for k in kept if k.startswith(f"{kind}:"))

    def set_hidden(self, kind: str, id_: str, *, on: bool) -> None:
        kept = set(str(self._store.value(HIDDEN_KEY, "") or "").split())
        kept = kept | {f"{kind}:{id_}"} if on else kept - {f"{kind}:{id_}"}
        self._store.setValue(HIDDEN_KEY, " ".join(sorted(kept)))

    # -- as the pages show it

    def shelf(self) -> "Shelf":
        """All exercises, for their cards."""
        from gui.pages.library_page import Shelf

        exercises = self.library.exercises
        own = frozenset(e.id for e in exercises.values() if self.is_own(e))
        return Shelf(dict(exercises), own, self.hidden("exercise"))

    def problems(self, kind: str) -> list[str]:
        """What is wrong with own files that were left out: of `exercises`, or of all others."""
        of_exercises = kind == "exercises"
        return [
            str(problem)
            for problem in self.library.problems
            if (problem.path.parent.name == "exercises") == of_exercises
        ]

    def offers(self) -> "list[Offer]":
        """All workouts, for their cards."""
        hidden = self.hidden("workout")
        return [self._offer(workout, hidden) for workout in self.library.workouts.values()]

    def _offer(self, workout: Workout, hidden: frozenset[str]) -> "Offer":
        from gui.pages.workouts_page import Offer

        exercises = self.library.exercises
        pictured = {item.exercise: exercises[item.exercise] for item in workout.item}
        return Offer(
            workout=workout,
            total_s=self.timeline(self.library.dosed(workout), self.options).total_s,
            equipment=workout_needs(workout, exercises),
            muscles=muscles_worked(workout, exercises)[0],
            pictured=tuple(pictured.values())[:PICTURED],
            own=self.is_own(workout),
            built_in=self.is_built_in(workout),
            hidden=workout.id in hidden,
        )

    def exercise_details(self, exercise_id: str) -> "ExerciseDetails":
        from gui.pages.exercise_page import ExerciseDetails

        exercise = self.library.exercises[exercise_id]
        return ExerciseDetails(
            exercise=exercise,
            ladder=editing.ladder(exercise, self.library.exercises),
            sources=[reference(key) for key in exercise.source],
            sets=self._last_sets(exercise_id),
            bests=self._bests(exercise_id),
            own=self.is_own(exercise),
            built_in=self.is_built_in(exercise),
            hidden=exercise_id in self.hidden("exercise"),
            your_dose=self.your_dose(exercise_id),
        )

    def workout_details(self, workout_id: str) -> "WorkoutDetails":
        from gui.pages.workout_page import WorkoutDetails

        workout = self.library.workouts[workout_id]
        return WorkoutDetails(
            workout=self.library.dosed(workout),
            sides=self.library.sides_of(workout),
            exercises=self.library.exercises,
            options=self.options,
            sources=[reference(key) for key in workout.source],
            own=self.is_own(workout),
            built_in=self.is_built_in(workout),
            hidden=workout_id in self.hidden("workout"),
        )

    def your_dose(self, exercise_id: str) -> str:
        """What was accepted in place of the usual dose, in words; empty where nothing was."""
        own = in_force(exercise_id, self.library.doses)
        instead = self.library.exercises.get(own.exercise) if own else None
        if own is None or instead is None:
            return ""
        from gui.dose_words import own_text

        text = own_text(instead, own)
        return text if own.exercise == exercise_id else f"{instead.name}, {text}"


def same(before: Library, after: Library) -> bool:
    """Whether two libraries say the same, problems by their words."""
    told = [str(problem) for problem in before.problems]
    return (
        before.exercises == after.exercises
        and before.workouts == after.workouts
        and before.own == after.own
        and told == [str(problem) for problem in after.problems]
    )
