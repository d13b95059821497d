"""The junction of the library's pages, the athlete's own files and the history."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.draft_keeper import DraftKeeper
from gui.main_window import MainWindow
from gui.settings import Settings, equipment_text, options_of, owned_equipment
from gui.theme import LIGHT, Theme
from gui.widgets.lazy_stack import HIDDEN_KEY, LazyStack
from workouts import editing
from workouts.drafts import Draft as KeptDraft
from workouts.library import Library, LibraryError, load_library
from workouts.model import Equipment, Exercise, Workout
from workouts.own_dose import OwnDose
from workouts.references import reference
from workouts.search import OWNABLE, muscles_worked, workout_needs
from workouts.timeline import Options, Timeline, compile_workout, single_exercise

if TYPE_CHECKING:
    from db.history import History
    from gui.folder_watch import FolderWatch
    from gui.pages.builder_page import BuilderPage
    from gui.pages.checklists_page import ChecklistsPage
    from gui.pages.exercise_builder_page import ExerciseBuilderPage
    from gui.pages.exercise_page import ExercisePage
    from gui.pages.library_page import LibraryPage
    from gui.pages.paste_page import PastePage
    from gui.pages.workout_page import WorkoutPage
    from gui.pages.workouts_page import Offer, WorkoutsPage
    from gui.sharing_shelf import SharingShelf
    from gui.widgets.figures import Figures
    from workouts.records import SetResult

log = logging.getLogger(__name__)

LAST_SETS = 10
SESSIONS_AT_ONCE = 50
PICTURED = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: a page, and what it shows."""

    page: str  # exercise, workout, builder, exercise-builder, paste, checklists
    id: str


class LibraryController(QObject):
    library_changed = Signal(object, object)  # the Library, and the ids of hidden workouts
    start_requested = Signal(object)  # a Timeline
    try_requested = Signal(object, int)  # a Timeline, and the step to begin at; not kept
    usual_dose_requested = Signal(str)  # of an exercise, in place of one's own
    settings_changed = Signal(object)
    home_requested = Signal()
    sets_requested = Signal(str)  # everything done of an exercise

    def __init__(
        self,
        window: MainWindow,
        stacks: tuple[LazyStack, LazyStack],
        library: Library,
        store: QSettings,
        folder: Path,
        settings: Settings,
        history: "Callable[[], History | None]",
        parent: QObject | None = None,
    ) -> None:
        """Fills the stacks of exercises and of workouts, each page when it is first shown."""
        super().__init__(parent)
        self._window, self._library, self._store = window, library, store
        self._folder, self._settings, self._history = folder, settings, history
        self._look: tuple[Theme, int, bool] = (LIGHT, settings.text_percent, False)
        self._trail: list[Place] = []
        self._built_in: Library | None = None
        self._figures: Figures | None = None
        self._made: dict[str, QWidget] = {}
        self.watch: FolderWatch | None = None
        self.exercises, self.workouts = self.stacks = stacks
        self._door: SharingShelf | None = None
        self.drafts = DraftKeeper(folder, self)
        self.drafts.continued.connect(self._continue_draft)

    # -- what it works with

    def begin_to_watch(self) -> None:
        """From now on files that appear, change or go are noticed."""
        from gui.folder_watch import FolderWatch

        folders = (self._folder / "exercises", self._folder / "workouts")
        self.watch = FolderWatch(folders, self)
        self.watch.changed.connect(self.reload)

    def use_settings(self, settings: Settings) -> None:
        owned_before = owned_equipment(self._settings)
        self._settings = settings
        if owned_equipment(settings) != owned_before:
            for name in ("exercises", "workouts"):
                if page := self._made.get(name):
                    page.show_owned(self._owned)  # type: ignore[attr-defined]

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        self._look = (theme, text_percent, still)
        for page in self._made.values():
            self._dress(page)

    @property
    def library(self) -> Library:
        return self._library

    @property
    def hidden_workouts(self) -> frozenset[str]:
        return self._hidden("workout")

    @Slot()
    def reload(self) -> None:
        """Read the athlete's files again; where something changed, show it."""
        before = self._library
        self._library = replace(load_library(self._folder), doses=before.doses)
        if _same(before, self._library):
            return
        self._tell()
        self._refresh()

    def use_doses(self, doses: Mapping[str, OwnDose]) -> None:
        """From now on these stand in place of the doses of the workouts."""
        if doses != self._library.doses:
            self._library = replace(self._library, doses=doses)
            self._refresh()

    def _tell(self) -> None:
        self.library_changed.emit(self._library, self.hidden_workouts)

    def _shipped(self) -> Library:
        if self._built_in is None:
            self._built_in = load_library(None)
        return self._built_in

    # -- pages, built when first shown

    def _drawn(self) -> "Figures":
        if self._figures is None:
            from gui.widgets.figures import Figures

            self._figures = Figures()
        return self._figures

    def _dress(self, page: Any) -> None:
        theme, percent, still = self._look
        page.set_look(theme, percent, still=still)

    def _keep(self, name: str, page: Any) -> Any:
        self._made[name] = page
        self._dress(page)
        return page

    @property
    def library_page(self) -> "LibraryPage":
        if page := self._made.get("exercises"):
            return page  # type: ignore[return-value]
        from gui.pages.library_page import LibraryPage

        made: LibraryPage = self._keep("exercises", LibraryPage(self._drawn()))
        made.exercise_chosen.connect(self.open_exercise)
        made.new_requested.connect(self.new_exercise)
        made.checklists_requested.connect(self.open_checklists)
        made.owned_changed.connect(self._keep_owned)
        made.back_requested.connect(self.home_requested)
        made.show_owned(self._owned)
        self._fill_library()
        return made

    @property
    def exercise_page(self) -> "ExercisePage":
        if page := self._made.get("exercise"):
            return page  # type: ignore[return-value]
        from gui.pages.exercise_page import ExercisePage

        made: ExercisePage = self._keep("exercise", ExercisePage(self._drawn()))
        made.back_requested.connect(self.back)
        made.do_requested.connect(self.do_one_set)
        made.usual_dose_requested.connect(self.usual_dose_requested)
        made.sets_requested.connect(self.sets_requested)
        made.add_requested.connect(self.build_with)
        made.exercise_chosen.connect(self.open_exercise)
        made.duplicate_requested.connect(self.duplicate_exercise)
        made.change_requested.connect(self.change_exercise)
        made.delete_requested.connect(self._delete_exercise)
        made.hide_requested.connect(self._hide_exercise)
        made.share_requested.connect(self.share)
        return made

    @property
    def exercise_builder_page(self) -> "ExerciseBuilderPage":
        if page := self._made.get("exercise-builder"):
            return page  # type: ignore[return-value]
        from gui.pages.exercise_builder_page import ExerciseBuilderPage

        page_ = ExerciseBuilderPage(self._drawn())
        made: ExerciseBuilderPage = self._keep("exercise-builder", page_)
        made.save_requested.connect(self._save_exercise)
        made.back_requested.connect(self._leave_exercise_draft)
        self.drafts.follow("exercise-builder", made)
        return made

    @property
    def workouts_page(self) -> "WorkoutsPage":
        if page := self._made.get("workouts"):
            return page  # type: ignore[return-value]
        from gui.pages.workouts_page import WorkoutsPage

        made: WorkoutsPage = self._keep("workouts", WorkoutsPage(self._drawn()))
        made.workout_chosen.connect(self.open_workout)
        made.new_requested.connect(self.new_workout)
        made.words_requested.connect(self.open_words)
        made.open_requested.connect(self.ask_what_to_open)
        made.owned_changed.connect(self._keep_owned)
        made.back_requested.connect(self.home_requested)
        made.show_owned(self._owned)
        self._fill_workouts()
        return made

    @property
    def workout_page(self) -> "WorkoutPage":
        if page := self._made.get("workout"):
            return page  # type: ignore[return-value]
        from gui.pages.workout_page import WorkoutPage

        made: WorkoutPage = self._keep("workout", WorkoutPage(self._drawn()))
        made.start_requested.connect(self._start)
        made.back_requested.connect(self.back)
        made.exercise_chosen.connect(self.open_exercise)
        made.duplicate_requested.connect(self.duplicate_workout)
        made.change_requested.connect(self.change_workout)
        made.delete_requested.connect(self._delete_workout)
        made.hide_requested.connect(self._hide_workout)
        made.share_requested.connect(self.share)
        made.print_requested.connect(self.print_sheet)
        return made

    @property
    def builder_page(self) -> "BuilderPage":
        if page := self._made.get("builder"):
            return page  # type: ignore[return-value]
        from gui.pages.builder_page import BuilderPage

        made: BuilderPage = self._keep("builder", BuilderPage(self._drawn()))
        made.save_requested.connect(self._save_workout)
        made.try_requested.connect(self._try)
        made.back_requested.connect(self._leave_draft)
        self.drafts.follow("builder", made)
        return made

    @property
    def paste_page(self) -> "PastePage":
        if page := self._made.get("paste"):
            return page  # type: ignore[return-value]
        from gui.pages.paste_page import PastePage

        made: PastePage = self._keep("paste", PastePage())
        made.back_requested.connect(self.back)
        self.door.serve(made)
        made.show_library(self._library)
        return made

    @property
    def checklists_page(self) -> "ChecklistsPage":
        if page := self._made.get("checklists"):
            return page  # type: ignore[return-value]
        from gui.pages.checklists_page import ChecklistsPage
        from workouts.checklists import checklists

        page_ = ChecklistsPage(checklists(), self._name_of, reference)
        made: ChecklistsPage = self._keep("checklists", page_)
        made.chosen.connect(self._open_either)
        made.back_requested.connect(self.back)
        return made

    @Slot()
    def open_checklists(self) -> None:
        """Signs to look at, and what each may lead to."""
        self._go(Place("checklists", ""))

    def _name_of(self, id_: str) -> str:
        if workout := self._library.workouts.get(id_):
            return workout.title
        exercise = self._library.exercises.get(id_)
        return exercise.name if exercise else id_

    @Slot(str)
    def _open_either(self, id_: str) -> None:
        (self.open_workout if id_ in self._library.workouts else self.open_exercise)(id_)

    @property
    def door(self) -> "SharingShelf":
        """Where workouts come in and go out; made when first wanted."""
        if self._door is None:
            from gui.sharing_shelf import SharingShelf

            self._door = SharingShelf(self, self._window, self._folder)
        return self._door

    @Slot()
    def open_words(self) -> None:
        """The page for a physio's words."""
        self._go(Place("paste", ""))

    @Slot()
    def ask_what_to_open(self) -> None:
        self.door.sharing.ask_what_to_open()

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Show what a file that was dropped would add."""
        self.door.open_file(path)

    @Slot(str)
    def share(self, id_: str) -> None:
        self.door.sharing.ask_where_to_share(id_)

    @Slot(str)
    def print_sheet(self, workout_id: str) -> None:
        self.door.sharing.ask_where_to_print(workout_id)

    @Slot(str)
    def show_added_workout(self, workout_id: str) -> None:
        """From where it was made or brought in to what is there now."""
        if self._trail and self._trail[-1].page == "paste":
            self._trail.pop()
        self._go(Place("workout", workout_id))

    @Slot(str)
    def show_added_exercise(self, exercise_id: str) -> None:
        self._go(Place("exercise", exercise_id))

    # -- from place to place

    @Slot(object)
    def page_asked(self, page: QWidget) -> None:
        """A button of the rail: the list, unless something unsaved waits there."""
        if page not in (self.exercises, self.workouts):
            return
        waiting = self.workouts if page is self.workouts else self.exercises
        builder = waiting.currentWidget()
        if builder is not None and getattr(builder, "is_changed", False):
            builder.leave()  # type: ignore[attr-defined]
            return
        self._trail.clear()
        self.show_list(page)

    def show_list(self, stack: object) -> None:
        """The cards of exercises or of workouts."""
        (self._open_exercises if stack is self.exercises else self._open_workouts)()

    @Slot()
    def back(self) -> None:
        """To where one came from."""
        left = self._trail.pop() if self._trail else None
        if self._trail:
            self._show(self._trail[-1])
        elif left and left.page in ("exercise", "exercise-builder", "checklists"):
            self._open_exercises()
            self.library_page.focus_exercise(left.id)
        else:
            self._open_workouts()
            if left:
                self.workouts_page.focus_workout(left.id)

    def leave_drafts(self) -> None:
        """Forget what is being built, and be at the lists again."""
        self._trail.clear()
        for name in ("builder", "exercise-builder", "paste"):
            if page := self._made.pop(name, None):
                page.deleteLater()
            self.drafts.forget(name)
        self._open_exercises()
        self._open_workouts()

    @Slot(str)
    def open_exercise(self, exercise_id: str) -> None:
        self._go(Place("exercise", exercise_id))

    @Slot(str)
    def open_workout(self, workout_id: str) -> None:
        self._go(Place("workout", workout_id))

    def _go(self, place: Place) -> None:
        if not self._trail or self._trail[-1] != place:
            self._trail.append(place)
        self._show(place)

    @Slot()
    def _open_exercises(self) -> None:
        self.exercises.show_page(self.library_page)
        self.drafts.offer(self.library_page.notice, "exercise")

    @Slot()
    def _open_workouts(self) -> None:
        self.workouts.show_page(self.workouts_page)
        self.drafts.offer(self.workouts_page.notice, "workout")

    def _show(self, place: Place) -> None:
        page: Any
        if place.page == "exercise" and place.id in self._library.exercises:
            page, stack = self.exercise_page, self.exercises
            page.show_exercise(self._exercise_details(place.id))
        elif place.page == "workout" and place.id in self._library.workouts:
            page, stack = self.workout_page, self.workouts
            page.show_workout(self._workout_details(place.id))
        elif place.page == "builder":
            page, stack = self.builder_page, self.workouts
        elif place.page == "exercise-builder":
            page, stack = self.exercise_builder_page, self.exercises
        elif place.page == "checklists":
            page, stack = self.checklists_page, self.exercises
        elif place.page == "paste":
            page, stack = self.paste_page, self.workouts
        else:  # it is no longer there
            self.back()
            return
        stack.show_page(page)
        self._window.show_home(stack)
        page.focus_first()

    def _refresh(self) -> None:
        """Show the library as it is now, wherever one is."""
        if "exercises" in self._made:
            self._fill_library()
        if "workouts" in self._made:
            self._fill_workouts()
        if "builder" in self._made:
            self.builder_page.show_exercises(self._library.exercises)
        if "paste" in self._made:
            self.paste_page.show_library(self._library)
        gone = [place for place in self._trail if not self._is_there(place)]
        if gone:
            self._trail = [place for place in self._trail if place not in gone]
            self._after_leaving(gone[-1])
        elif self._trail and self._trail[-1].page in ("exercise", "workout"):
            place = self._trail[-1]
            if place.page == "exercise":
                self.exercise_page.show_exercise(self._exercise_details(place.id))
            else:
                self.workout_page.show_workout(self._workout_details(place.id))

    def _after_leaving(self, gone: Place) -> None:
        """What was shown is no longer there: show what is before it."""
        if self._trail:
            self._show(self._trail[-1])
        elif gone.page == "exercise":
            self._open_exercises()
        else:
            self._open_workouts()

    def _is_there(self, place: Place) -> bool:
        if place.page == "exercise":
            return place.id in self._library.exercises
        if place.page == "workout":
            return place.id in self._library.workouts
        return True

    # -- what the pages show

    def _fill_library(self) -> None:
        from gui.pages.library_page import Shelf

        hidden = self._hidden("exercise")
        own = frozenset(i for i in self._library.own if self._is_own_exercise(i))
        page = self._made["exercises"]
        page.show_shelf(  # type: ignore[attr-defined]
            Shelf(dict(self._library.exercises), own, hidden)
        )

    def _fill_workouts(self) -> None:
        page: Any = self._made["workouts"]
        page.show_offers([self._offer(w) for w in self._library.workouts.values()])
        page.show_problems([str(problem) for problem in self._library.problems])

    def _offer(self, workout: Workout) -> "Offer":
        from gui.pages.workouts_page import Offer

        exercises = self._library.exercises
        pictured = {item.exercise: exercises[item.exercise] for item in workout.item}
        return Offer(
            workout=workout,
            total_s=compile_workout(self._library.dosed(workout), exercises).total_s,
            equipment=workout_needs(workout, exercises),
            muscles=muscles_worked(workout, exercises)[0],
            pictured=tuple(pictured.values())[:PICTURED],
            own=self._is_own_workout(workout.id),
            built_in=workout.id in self._shipped().workouts,
            hidden=workout.id in self.hidden_workouts,
        )

    def _exercise_details(self, exercise_id: str) -> Any:
        from gui.pages.exercise_page import ExerciseDetails

        exercise = self._library.exercises[exercise_id]
        return ExerciseDetails(
            exercise=exercise,
            ladder=editing.ladder(exercise, self._library.exercises),
            sources=[reference(key) for key in exercise.source],
            sets=self._last_sets(exercise_id),
            own=self._is_own_exercise(exercise_id),
            built_in=exercise_id in self._shipped().exercises,
            hidden=exercise_id in self._hidden("exercise"),
            your_dose=self._your_dose(exercise_id),
        )

    def _your_dose(self, exercise_id: str) -> str:
        """What was accepted in place of the usual dose, in words; empty where nothing was."""
        own = self._library.doses.get(exercise_id)
        instead = self._library.exercises.get(own.exercise) if own else None
        if own is None or instead is None:
            return ""
        from gui.dose_words import dose_text

        text = dose_text(instead, own.dose)
        return text if own.exercise == exercise_id else f"{instead.name}, {text}"

    def _workout_details(self, workout_id: str) -> Any:
        from gui.pages.workout_page import WorkoutDetails

        workout = self._library.workouts[workout_id]
        return WorkoutDetails(
            workout=self._library.dosed(workout),
            exercises=self._library.exercises,
            options=options_of(self._settings),
            sources=[reference(key) for key in workout.source],
            own=self._is_own_workout(workout_id),
            built_in=workout_id in self._shipped().workouts,
            hidden=workout_id in self.hidden_workouts,
        )

    def _last_sets(self, exercise_id: str) -> "list[SetResult]":
        """What was last done of an exercise, the newest first."""
        history = self._history()
        if history is None or exercise_id not in {d.id for d in history.exercises_done()}:
            return []
        found: list[SetResult] = []
        offset = 0
        while len(found) < LAST_SETS and (page := history.sessions(SESSIONS_AT_ONCE, offset)):
            offset += len(page)
            for session in page:
                done = [s for s in history.sets(session.id) if s.exercise_id == exercise_id]
                found += [s for s in reversed(done) if s.ended_by != "skipped"]
                if len(found) >= LAST_SETS:
                    break
        return found[:LAST_SETS]

    def _is_own_exercise(self, id_: str) -> bool:
        return self._differs(id_, self._library.exercises, self._shipped().exercises)

    def _is_own_workout(self, id_: str) -> bool:
        return self._differs(id_, self._library.workouts, self._shipped().workouts)

    def _differs(self, id_: str, now: Any, shipped: Any) -> bool:
        return id_ in self._library.own and id_ in now and now[id_] != shipped.get(id_)

    # -- equipment and hidden ones

    @property
    def _owned(self) -> frozenset[Equipment]:
        return owned_equipment(self._settings) or frozenset()

    @Slot(object)
    def _keep_owned(self, owned: frozenset[Equipment]) -> None:
        """What was ticked here; what was said elsewhere of mats and walls stays."""
        others = self._owned - set(OWNABLE)
        self.settings_changed.emit(
            replace(self._settings, equipment=equipment_text(owned | others))
        )

    def _hidden(self, kind: str) -> frozenset[str]:
        kept = str(self._store.value(HIDDEN_KEY, "") or "").split()
        return frozenset(k.removeprefix(f"{kind}:") for k in kept if k.startswith(f"{kind}:"))

    def _set_hidden(self, kind: str, id_: str, *, on: bool) -> None:
        kept = set(str(self._store.value(HIDDEN_KEY, "") or "").split())
        kept = kept | {f"{kind}:{id_}"} if on else kept - {f"{kind}:{id_}"}
        self._store.setValue(HIDDEN_KEY, " ".join(sorted(kept)))
        self._tell()
        self._refresh()

    @Slot(str, bool)
    def _hide_exercise(self, id_: str, on: bool) -> None:
        self._set_hidden("exercise", id_, on=on)
        if on:
            self._trail.clear()
            self._open_exercises()
            text = self.tr("{} is hidden.").format(self._library.exercises[id_].name)
            undo = partial(self._set_hidden, "exercise", id_, on=False)
            self.library_page.notice.tell(text, undo)

    @Slot(str, bool)
    def _hide_workout(self, id_: str, on: bool) -> None:
        self._set_hidden("workout", id_, on=on)
        if on:
            self._trail.clear()
            self._open_workouts()
            text = self.tr("{} is hidden.").format(self._library.workouts[id_].title)
            undo = partial(self._set_hidden, "workout", id_, on=False)
            self.workouts_page.notice.tell(text, undo)

    # -- doing

    @Slot(object, object)
    def _start(self, workout: Workout, options: Options) -> None:
        self.start_requested.emit(self._timeline(workout, options))

    @Slot(str)
    def do_one_set(self, exercise_id: str) -> None:
        workout = self._library.dosed(single_exercise(self._library.exercises[exercise_id]))
        self._start(workout, options_of(self._settings))

    @Slot(object, int)
    def _try(self, workout: Workout, item: int) -> None:
        """Go through a draft from one of its items on."""
        options = options_of(self._settings)
        timeline = self._timeline(workout, options)
        step = next(s.index for s in timeline.steps if s.item == item and s.kind != "rest")
        self.try_requested.emit(timeline, step)

    def _timeline(self, workout: Workout, options: Options) -> Timeline:
        return compile_workout(workout, self._library.exercises, options)

    # -- building workouts

    @Slot()
    def new_workout(self) -> None:
        self._build(editing.empty_workout(self.tr("My workout"), self._library), is_new=True)
        self.builder_page.open_finder()

    @Slot(str)
    def build_with(self, exercise_id: str) -> None:
        """A new workout that begins with this exercise."""
        exercise = self._library.exercises[exercise_id]
        title = self.tr("My workout")
        self._build(editing.new_workout(exercise, self._library, title), is_new=True)

    @Slot(str)
    def duplicate_workout(self, workout_id: str) -> None:
        copy = editing.duplicate(self._library.workouts[workout_id], self._library)
        self._build(copy, is_new=True)

    @Slot(str)
    def change_workout(self, workout_id: str) -> None:
        self._build(editing.free(self._library.workouts[workout_id]), is_new=False)

    def _build(self, workout: Workout, *, is_new: bool) -> None:
        """Begin to build, once nobody minds that another draft goes."""
        begin = partial(self._begin_building, workout, is_new=is_new)
        self._when_free("builder", begin)

    def _when_free(self, place: str, begin: Callable[[], None]) -> None:
        """Begin, unless something unsaved is on that page: then it is shown and asks."""
        page: Any = self._made.get(place)
        if page is None or page.unsaved is None:
            begin()
            return
        self._go(next((p for p in self._trail if p.page == place), Place(place, "")))
        page.ask_to_leave(begin)

    def _begin_building(
        self,
        workout: Workout,
        *,
        is_new: bool,
        saved: Workout | None = None,
        kept_as: str = "",
    ) -> None:
        from gui.pages.builder_page import Draft

        note = ""
        if is_new:
            note = self.tr("Will be saved as a workout of your own.")
        elif workout.id in self._shipped().workouts:
            note = self.tr("Yours takes the place of the built-in one, which can be restored.")
        exercises = self._library.exercises
        draft = Draft(workout, exercises, is_new, saved, left_behind=bool(kept_as), note=note)
        if not kept_as:
            self.drafts.forget("builder")
        self.drafts.begin("builder", kept_as)
        self.builder_page.show_draft(draft)
        self._go(Place("builder", workout.id))

    @Slot(object, bool)
    def _save_workout(self, workout: Workout, is_new: bool) -> None:
        if is_new:
            id_ = editing.new_id(workout.title, editing.taken_ids(self._library))
            workout = editing.change(workout, id=id_)
        if self._write(workout, self.builder_page):
            self.builder_page.show_saved(workout)
            self.drafts.forget("builder")
            self._leave_builder(Place("workout", workout.id))

    def _write(self, value: Workout | Exercise, page: Any) -> bool:
        """Save; where that fails the page says why and keeps everything."""
        try:
            editing.save(self._folder, value, self._library)
        except (LibraryError, OSError) as error:
            page.notice.tell(self.tr("This could not be saved."), None, str(error))
            return False
        self.reload()
        return True

    def _leave_builder(self, to: Place) -> None:
        """From the builder to what was built."""
        if self._trail and self._trail[-1].page in ("builder", "exercise-builder"):
            self._trail.pop()
        self._go(to)

    @Slot(str)
    def _delete_workout(self, workout_id: str) -> None:
        workout = self._library.workouts[workout_id]
        restored = workout_id in self._shipped().workouts
        self._delete(workout, workout.title, self.workouts_page, restored=restored)

    # -- building exercises

    @Slot()
    def new_exercise(self) -> None:
        """An exercise from nothing."""
        empty = editing.empty_exercise(self.tr("My exercise"), self._library)
        self._build_exercise(empty, is_new=True)

    @Slot(str)
    def duplicate_exercise(self, exercise_id: str) -> None:
        exercise = self._library.exercises[exercise_id]
        self._build_exercise(editing.duplicate_exercise(exercise, self._library), is_new=True)

    @Slot(str)
    def change_exercise(self, exercise_id: str) -> None:
        self._build_exercise(self._library.exercises[exercise_id], is_new=False)

    def _build_exercise(self, exercise: Exercise, *, is_new: bool) -> None:
        begin = partial(self._begin_exercise, exercise, is_new=is_new)
        self._when_free("exercise-builder", begin)

    def _begin_exercise(
        self,
        exercise: Exercise,
        *,
        is_new: bool,
        saved: Exercise | None = None,
        kept_as: str = "",
    ) -> None:
        from gui.pages.exercise_builder_page import ExerciseDraft

        note = ""
        if is_new:
            note = self.tr("Will be saved as an exercise of your own.")
        elif exercise.id in self._shipped().exercises:
            note = self.tr("Yours takes the place of the built-in one, which can be restored.")
        known = self._library.exercises
        shipped = self._shipped().exercises
        drawn = tuple((id_, shipped[id_].name) for id_ in self._drawn().ids if id_ in shipped)
        draft = ExerciseDraft(exercise, known, is_new, saved, bool(kept_as), note, drawn)
        if not kept_as:
            self.drafts.forget("exercise-builder")
        self.drafts.begin("exercise-builder", kept_as)
        self.exercise_builder_page.show_draft(draft)
        self._go(Place("exercise-builder", exercise.id))

    @Slot(object, bool)
    def _save_exercise(self, exercise: Exercise, is_new: bool) -> None:
        if is_new:
            id_ = editing.new_id(exercise.name, editing.taken_ids(self._library), "exercise")
            exercise = editing.change_exercise(exercise, id=id_)
        if self._write(exercise, self.exercise_builder_page):
            self.exercise_builder_page.show_saved(exercise)
            self.drafts.forget("exercise-builder")
            self._leave_builder(Place("exercise", exercise.id))

    @Slot(str)
    def _delete_exercise(self, exercise_id: str) -> None:
        exercise = self._library.exercises[exercise_id]
        restored = exercise_id in self._shipped().exercises
        self._delete(exercise, exercise.name, self.library_page, restored=restored)

    # -- drafts

    @Slot()
    def _leave_draft(self) -> None:
        self.drafts.forget("builder")
        self.builder_page.put_away()
        self.back()

    @Slot()
    def _leave_exercise_draft(self) -> None:
        self.drafts.forget("exercise-builder")
        self.exercise_builder_page.put_away()
        self.back()

    @Slot(object, str)
    def _continue_draft(self, draft: KeptDraft, name: str) -> None:
        """Go on with what was left behind when the program ended."""
        if workout := draft.workout:
            old = None if draft.is_new else self._library.workouts.get(workout.id)
            is_new = old is None
            begin = partial(self._begin_building, workout, is_new=is_new, saved=old, kept_as=name)
            self._when_free("builder", begin)
        elif exercise := draft.exercise:
            known = None if draft.is_new else self._library.exercises.get(exercise.id)
            begin = partial(
                self._begin_exercise, exercise, is_new=known is None, saved=known, kept_as=name
            )
            self._when_free("exercise-builder", begin)

    # -- taking away

    def _delete(self, value: Workout | Exercise, title: str, page: Any, *, restored: bool) -> None:
        """Take a file away, and offer to put it back."""
        try:
            gone = editing.take_away(self._folder, value)
        except OSError as error:
            page.notice.tell(self.tr("This could not be deleted."), None, str(error))
            return
        if not restored:
            self._trail.clear()
        self.reload()
        said = self.tr("{} is as it came.") if restored else self.tr("{} is deleted.")
        if not restored:
            is_workout = isinstance(value, Workout)
            (self._open_workouts if is_workout else self._open_exercises)()
        shown = self.workout_page if isinstance(value, Workout) else self.exercise_page
        notice = shown.notice if restored else page.notice
        undo = partial(self._put_back, gone, notice)
        notice.tell(said.format(title), undo)

    def _put_back(self, gone: editing.TakenAway, notice: Any) -> None:
        try:
            gone.put_back()
        except OSError as error:
            notice.tell(self.tr("This could not be put back."), None, str(error))
            return
        self.reload()


def _same(before: Library, after: Library) -> bool:
    """Whether two libraries say the same, problems by their words."""
    told = [str(problem) for problem in before.problems]
    return (
        before.exercises == after.exercises
        and before.workouts == after.workouts
        and before.own == after.own
        and told == [str(problem) for problem in after.problems]
    )
