"""Building: from a workout or an exercise to a draft, from the draft to a file, and back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from gui.draft_keeper import DraftKeeper
from gui.library_places import Place
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.library import LibraryError
from workouts.model import Exercise, Workout

if TYPE_CHECKING:
    from gui.library_controller import LibraryController
    from gui.pages.builder_page import BuilderPage
    from gui.pages.exercise_builder_page import ExerciseBuilderPage

WORKOUT, EXERCISE = "builder", "exercise-builder"  # the places where one builds


class BuildingController(QObject):
    """Fills the pages on which things are built, and writes what was built."""

    def __init__(self, shelf: "LibraryController") -> None:
        super().__init__(shelf)
        self._shelf, self._contents = shelf, shelf.contents
        self.drafts = DraftKeeper(shelf.contents.folder, self)
        self.drafts.continued.connect(self._continue_draft)

    def serve_workouts(self, page: "BuilderPage") -> None:
        """Do what is asked for on the page on which workouts are built."""
        page.save_requested.connect(self._save_workout)
        page.try_requested.connect(self._try)
        page.back_requested.connect(self._leave_workout)
        self.drafts.follow(WORKOUT, page)

    def serve_exercises(self, page: "ExerciseBuilderPage") -> None:
        """Do what is asked for on the page on which exercises are built."""
        page.save_requested.connect(self._save_exercise)
        page.back_requested.connect(self._leave_exercise)
        self.drafts.follow(EXERCISE, page)

    def leave_all(self) -> None:
        """Forget what is being built."""
        for place in (WORKOUT, EXERCISE):
            self._shelf.pages.drop(place)
            self.drafts.forget(place)

    # -- workouts

    @Slot()
    def new_workout(self) -> None:
        """A workout from nothing."""
        library = self._contents.library
        self._build(editing.empty_workout(self.tr("My workout"), library), is_new=True)
        self._shelf.builder_page.open_finder()

    @Slot(str)
    def build_with(self, exercise_id: str) -> None:
        """A new workout that begins with this exercise."""
        library = self._contents.library
        exercise = library.exercises[exercise_id]
        self._build(editing.new_workout(exercise, library, self.tr("My workout")), is_new=True)

    @Slot(str)
    def duplicate_workout(self, workout_id: str) -> None:
        library = self._contents.library
        self._build(editing.duplicate(library.workouts[workout_id], library), is_new=True)

    @Slot(str)
    def change_workout(self, workout_id: str) -> None:
        workout = self._contents.library.workouts[workout_id]
        self._build(editing.free(workout), is_new=False)

    def _build(self, workout: Workout, *, is_new: bool) -> None:
        """Begin to build, once nobody minds that another draft goes."""
        self._when_free(WORKOUT, partial(self._begin_workout, workout, is_new=is_new))

    def _begin_workout(
        self,
        workout: Workout,
        *,
        is_new: bool,
        saved: Workout | None = None,
        kept_as: str = "",
    ) -> None:
        from gui.pages.builder_page import Draft

        new = self.tr("Will be saved as a workout of your own.")
        note = self._note(workout, new if is_new else "")
        exercises, options = self._contents.library.exercises, self._contents.options
        draft = Draft(workout, exercises, is_new, saved, bool(kept_as), note, options)
        self._begin(WORKOUT, kept_as)
        self._shelf.builder_page.show_draft(draft)
        self._shelf.go(Place(WORKOUT, workout.id))

    @Slot(object, bool)
    def _save_workout(self, workout: Workout, is_new: bool) -> None:
        if is_new:
            taken = editing.taken_ids(self._contents.library)
            workout = editing.change(workout, id=editing.new_id(workout.title, taken))
        if self._write(workout, self._shelf.builder_page):
            self._shelf.builder_page.show_saved(workout)
            self.drafts.forget(WORKOUT)
            self._shelf.go_instead(Place("workout", workout.id), WORKOUT)

    @Slot(object, int)
    def _try(self, workout: Workout, item: int) -> None:
        """Go through a draft from one of its items on."""
        timeline = self._contents.timeline(workout, self._contents.options)
        step = next(s.index for s in timeline.steps if s.item == item and s.kind != "rest")
        self._shelf.try_requested.emit(timeline, step)

    # -- exercises

    @Slot()
    def new_exercise(self) -> None:
        """An exercise from nothing."""
        empty = editing.empty_exercise(self.tr("My exercise"), self._contents.library)
        self._build_exercise(empty, is_new=True)

    @Slot(str)
    def duplicate_exercise(self, exercise_id: str) -> None:
        library = self._contents.library
        exercise = library.exercises[exercise_id]
        self._build_exercise(editing.duplicate_exercise(exercise, library), is_new=True)

    @Slot(str)
    def change_exercise(self, exercise_id: str) -> None:
        self._build_exercise(self._contents.library.exercises[exercise_id], is_new=False)

    def _build_exercise(self, exercise: Exercise, *, is_new: bool) -> None:
        self._when_free(EXERCISE, partial(self._begin_exercise, exercise, is_new=is_new))

    def _begin_exercise(
        self,
        exercise: Exercise,
        *,
        is_new: bool,
        saved: Exercise | None = None,
        kept_as: str = "",
    ) -> None:
        from gui.pages.exercise_builder_page import ExerciseDraft

        new = self.tr("Will be saved as an exercise of your own.")
        note = self._note(exercise, new if is_new else "")
        known = self._contents.library.exercises
        shipped = self._contents.shipped.exercises
        drawn = tuple(
            (id_, shipped[id_].name) for id_ in self._shelf.pages.figures.ids if id_ in shipped
        )
        draft = ExerciseDraft(exercise, known, is_new, saved, bool(kept_as), note, drawn)
        self._begin(EXERCISE, kept_as)
        self._shelf.exercise_builder_page.show_draft(draft)
        self._shelf.go(Place(EXERCISE, exercise.id))

    @Slot(object, bool)
    def _save_exercise(self, exercise: Exercise, is_new: bool) -> None:
        if is_new:
            taken = editing.taken_ids(self._contents.library)
            id_ = editing.new_id(exercise.name, taken, "exercise")
            exercise = editing.change_exercise(exercise, id=id_)
        if self._write(exercise, self._shelf.exercise_builder_page):
            self._shelf.exercise_builder_page.show_saved(exercise)
            self.drafts.forget(EXERCISE)
            self._shelf.go_instead(Place("exercise", exercise.id), EXERCISE)

    # -- drafts

    def _note(self, value: Workout | Exercise, new: str) -> str:
        """What saving will do, in words."""
        if new or not self._contents.is_built_in(value):
            return new
        return self.tr("Yours takes the place of the built-in one, which can be restored.")

    def _begin(self, place: str, kept_as: str) -> None:
        """A new draft stands there now, or the one that was kept under this name."""
        if not kept_as:
            self.drafts.forget(place)
        self.drafts.begin(place, kept_as)

    def _when_free(self, place: str, begin: Callable[[], None]) -> None:
        """Begin, unless something unsaved is on that page: then it is shown and asks."""
        page: Any = self._shelf.pages.made.get(place)
        if page is None or page.unsaved is None:
            begin()
            return
        self._shelf.return_to(place)
        page.ask_to_leave(begin)

    @Slot()
    def _leave_workout(self) -> None:
        self._leave(WORKOUT, self._shelf.builder_page)

    @Slot()
    def _leave_exercise(self) -> None:
        self._leave(EXERCISE, self._shelf.exercise_builder_page)

    def _leave(self, place: str, page: Any) -> None:
        self.drafts.forget(place)
        page.put_away()
        self._shelf.back()

    @Slot(object, str)
    def _continue_draft(self, draft: KeptDraft, name: str) -> None:
        """Go on with what was left behind when the program ended."""
        library = self._contents.library
        if workout := draft.workout:
            old = None if draft.is_new else library.workouts.get(workout.id)
            is_new = old is None
            begin = partial(self._begin_workout, workout, is_new=is_new, saved=old, kept_as=name)
            self._when_free(WORKOUT, begin)
        elif exercise := draft.exercise:
            known = None if draft.is_new else library.exercises.get(exercise.id)
            begin = partial(
                self._begin_exercise, exercise, is_new=known is None, saved=known, kept_as=name
            )
            self._when_free(EXERCISE, begin)

    # -- files

    def _write(self, value: Workout | Exercise, page: Any) -> bool:
        """Save; where that fails the page says why and keeps everything."""
        try:
            editing.save(self._contents.folder, value, self._contents.library)
        except (LibraryError, OSError) as error:
            page.notice.tell(self.tr("This could not be saved."), None, str(error))
            return False
        self._shelf.reload()
        return True

    @Slot(str)
    def delete_workout(self, workout_id: str) -> None:
        """Take away the own workout; a built-in one of that id is as it came."""
        workout = self._contents.library.workouts[workout_id]
        self._delete(workout, workout.title)

    @Slot(str)
    def delete_exercise(self, exercise_id: str) -> None:
        """Take away the own exercise; a built-in one of that id is as it came."""
        exercise = self._contents.library.exercises[exercise_id]
        self._delete(exercise, exercise.name)

    def _delete(self, value: Workout | Exercise, title: str) -> None:
        """Take a file away, and offer to put it back."""
        shelf, is_workout = self._shelf, isinstance(value, Workout)
        cards: Any = shelf.workouts_page if is_workout else shelf.library_page
        shown: Any = shelf.workout_page if is_workout else shelf.exercise_page
        restored = self._contents.is_built_in(value)
        try:
            gone = editing.take_away(self._contents.folder, value)
        except OSError as error:
            shown.notice.tell(self.tr("This could not be deleted."), None, str(error))
            return
        if not restored:
            shelf.forget_way()
        shelf.reload()
        if not restored:
            shelf.show_list(shelf.workouts if is_workout else shelf.exercises)
        said = self.tr("{} is as it came.") if restored else self.tr("{} is deleted.")
        notice = shown.notice if restored else cards.notice
        notice.tell(said.format(title), partial(self._put_back, gone, notice))

    def _put_back(self, gone: editing.TakenAway, notice: Any) -> None:
        try:
            gone.put_back()
        except OSError as error:
            notice.tell(self.tr("This could not be put back."), None, str(error))
            return
        self._shelf.reload()
