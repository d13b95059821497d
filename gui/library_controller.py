"""The junction of the library's pages, the athlete's own files and the history."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QWidget

from gui.building_controller import BuildingController
from gui.library_contents import LibraryContents, same
from gui.library_pages import LibraryPages
from gui.library_places import Place
from gui.main_window import MainWindow
from gui.settings import Settings, equipment_text
from gui.theme import Theme
from gui.widgets.lazy_stack import LazyStack
from workouts.library import Library, load_library
from workouts.model import Equipment, Workout
from workouts.own_dose import OwnDose
from workouts.search import OWNABLE
from workouts.timeline import Options, single_exercise

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
    from gui.pages.workouts_page import WorkoutsPage
    from gui.sharing_shelf import SharingShelf
    from workouts.records import SetResult

LAST_SETS = 10
SESSIONS_AT_ONCE = 50


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
        self._window = window
        self.exercises, self.workouts = self.stacks = stacks
        self._history = history
        self.contents = LibraryContents(
            library, store, folder, settings, self._last_sets, self._bests
        )
        self.pages = LibraryPages(self, settings.text_percent)
        self.building = BuildingController(self)
        self.watch: FolderWatch | None = None
        self._door: SharingShelf | None = None
        self._trail: list[Place] = []

    # -- what it works with

    def begin_to_watch(self) -> None:
        """From now on files that appear, change or go are noticed."""
        from gui.folder_watch import FolderWatch

        folder = self.contents.folder
        self.watch = FolderWatch((folder / "exercises", folder / "workouts"), self)
        self.watch.changed.connect(self.reload)

    def use_settings(self, settings: Settings) -> None:
        """What is owned, and the athlete's own seconds, show at once."""
        owned, options = self.contents.owned, self.contents.options
        self.contents.settings = settings
        if self.contents.owned != owned:
            for name in ("exercises", "workouts"):
                if page := self.pages.made.get(name):
                    page.show_owned(self.contents.owned)  # type: ignore[attr-defined]
        if self.contents.options != options:
            self._refresh()

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        self.pages.set_look(theme, text_percent, still=still)

    @property
    def library(self) -> Library:
        return self.contents.library

    @property
    def hidden_workouts(self) -> frozenset[str]:
        return self.contents.hidden("workout")

    @Slot()
    def reload(self) -> None:
        """Read the athlete's files again; where something changed, show it."""
        before = self.library
        read = replace(load_library(self.contents.folder), doses=before.doses)
        self.contents.library = read
        if not same(before, read):
            self._tell()
            self._refresh()

    def use_doses(self, doses: Mapping[str, OwnDose]) -> None:
        """From now on these stand in place of the doses of the workouts."""
        if doses != self.library.doses:
            self.contents.library = replace(self.library, doses=doses)
            self._refresh()

    def _bests(self, exercise_id: str) -> list[str]:
        """The longest hold or most repetitions of each side, in words."""
        from db.errors import HistoryError
        from db.training import read_exercise
        from gui.exercise_rows import best_text
        from workouts.progress import Ledger
        from workouts.progress.records import BEST_WEEK, exercise_bests

        history = self._history()
        if history is None or exercise_id not in {d.id for d in history.exercises_done()}:
            return []
        try:
            ledger = Ledger(read_exercise(history.path, exercise_id))
        except HistoryError:
            return []
        found = exercise_bests(ledger, exercise_id)
        return [best_text(best) for best in found if best.kind != BEST_WEEK]

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

    def _tell(self) -> None:
        self.library_changed.emit(self.library, self.hidden_workouts)

    # -- pages, made when first wanted

    @property
    def library_page(self) -> "LibraryPage":
        page: LibraryPage = self.pages.get("exercises")
        return page

    @property
    def exercise_page(self) -> "ExercisePage":
        page: ExercisePage = self.pages.get("exercise")
        return page

    @property
    def exercise_builder_page(self) -> "ExerciseBuilderPage":
        page: ExerciseBuilderPage = self.pages.get("exercise-builder")
        return page

    @property
    def workouts_page(self) -> "WorkoutsPage":
        page: WorkoutsPage = self.pages.get("workouts")
        return page

    @property
    def workout_page(self) -> "WorkoutPage":
        page: WorkoutPage = self.pages.get("workout")
        return page

    @property
    def builder_page(self) -> "BuilderPage":
        page: BuilderPage = self.pages.get("builder")
        return page

    @property
    def paste_page(self) -> "PastePage":
        page: PastePage = self.pages.get("paste")
        return page

    @property
    def checklists_page(self) -> "ChecklistsPage":
        page: ChecklistsPage = self.pages.get("checklists")
        return page

    # -- in and out

    @property
    def door(self) -> "SharingShelf":
        """Where workouts come in and go out; made when first wanted."""
        if self._door is None:
            from gui.sharing_shelf import SharingShelf

            self._door = SharingShelf(self, self._window, self.contents.folder)
        return self._door

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
        self.go_instead(Place("workout", workout_id), "paste")

    @Slot(str)
    def show_added_exercise(self, exercise_id: str) -> None:
        self.go(Place("exercise", exercise_id))

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
        self.forget_way()
        self.show_list(page)

    def show_list(self, stack: object) -> None:
        """The cards of exercises or of workouts."""
        (self._open_exercises if stack is self.exercises else self._open_workouts)()

    @Slot()
    def _open_exercises(self) -> None:
        self.exercises.show_page(self.library_page)
        self.building.drafts.offer(self.library_page.notice, "exercise")

    @Slot()
    def _open_workouts(self) -> None:
        self.workouts.show_page(self.workouts_page)
        self.building.drafts.offer(self.workouts_page.notice, "workout")

    @Slot()
    def back(self) -> None:
        """To where one came from."""
        left = self._trail.pop() if self._trail else None
        if self._trail:
            self._show(self._trail[-1])
        elif left and left.among_exercises:
            self._open_exercises()
            self.library_page.focus_exercise(left.id)
        else:
            self._open_workouts()
            if left:
                self.workouts_page.focus_workout(left.id)

    def forget_way(self) -> None:
        """From here one goes back to the cards."""
        self._trail.clear()

    def leave_drafts(self) -> None:
        """Forget what is being built, and be at the lists again."""
        self.forget_way()
        self.building.leave_all()
        self.pages.drop("paste")
        self._open_exercises()
        self._open_workouts()

    @Slot(str)
    def open_exercise(self, exercise_id: str) -> None:
        self.go(Place("exercise", exercise_id))

    @Slot(str)
    def open_workout(self, workout_id: str) -> None:
        self.go(Place("workout", workout_id))

    @Slot()
    def open_words(self) -> None:
        """The page for a physio's words."""
        self.go(Place("paste"))

    @Slot()
    def open_checklists(self) -> None:
        """Signs to look at, and what each may lead to."""
        self.go(Place("checklists"))

    @Slot(str)
    def open_either(self, id_: str) -> None:
        (self.open_workout if id_ in self.library.workouts else self.open_exercise)(id_)

    def go(self, place: Place) -> None:
        if not self._trail or self._trail[-1] != place:
            self._trail.append(place)
        self._show(place)

    def go_instead(self, place: Place, of: str) -> None:
        """From where something was made to what was made; no way leads back to the making."""
        if self._trail and self._trail[-1].page == of:
            self._trail.pop()
        self.go(place)

    def return_to(self, page: str) -> None:
        """Where that page stands on the way one came, else to it."""
        self.go(next((p for p in self._trail if p.page == page), Place(page)))

    def _show(self, place: Place) -> None:
        if not self.contents.is_there(place.page, place.id):
            self.back()
            return
        page = self.pages.get(place.page)
        stack = self.exercises if place.among_exercises else self.workouts
        self._fill(place)
        stack.show_page(page)
        self._window.show_home(stack)
        page.focus_first()

    def _fill(self, place: Place) -> None:
        """Show an exercise or a workout as it is now."""
        if place.page == "exercise":
            self.exercise_page.show_exercise(self.contents.exercise_details(place.id))
        elif place.page == "workout":
            self.workout_page.show_workout(self.contents.workout_details(place.id))

    def fill_exercises(self, page: "LibraryPage") -> None:
        page.show_shelf(self.contents.shelf())
        page.show_problems(self.contents.problems("exercises"))

    def fill_workouts(self, page: "WorkoutsPage") -> None:
        page.show_offers(self.contents.offers())
        page.show_problems(self.contents.problems("workouts"))

    def _refresh(self) -> None:
        """Show the library as it is now, wherever one is."""
        made = self.pages.made
        if "exercises" in made:
            self.fill_exercises(self.library_page)
        if "workouts" in made:
            self.fill_workouts(self.workouts_page)
        if "builder" in made:
            self.builder_page.show_exercises(self.library.exercises, self.contents.options)
        if "paste" in made:
            self.paste_page.show_library(self.library)
        gone = [p for p in self._trail if not self.contents.is_there(p.page, p.id)]
        if gone:
            self._trail = [place for place in self._trail if place not in gone]
            self._after_leaving(gone[-1])
        elif self._trail:
            self._fill(self._trail[-1])

    def _after_leaving(self, gone: Place) -> None:
        """What was shown is no longer there: show what is before it."""
        if self._trail:
            self._show(self._trail[-1])
        elif gone.page == "exercise":
            self._open_exercises()
        else:
            self._open_workouts()

    # -- equipment and hidden ones

    @Slot(object)
    def keep_owned(self, owned: frozenset[Equipment]) -> None:
        """What was ticked here; what was said elsewhere of mats and walls stays."""
        others = self.contents.owned - set(OWNABLE)
        text = equipment_text(owned | others)
        self.settings_changed.emit(replace(self.contents.settings, equipment=text))

    def _set_hidden(self, kind: str, id_: str, *, on: bool) -> None:
        self.contents.set_hidden(kind, id_, on=on)
        self._tell()
        self._refresh()

    @Slot(str, bool)
    def hide_exercise(self, id_: str, on: bool) -> None:
        self._set_hidden("exercise", id_, on=on)
        if on:
            self.forget_way()
            self._open_exercises()
            self._tell_hidden("exercise", id_, self.library_page)

    @Slot(str, bool)
    def hide_workout(self, id_: str, on: bool) -> None:
        self._set_hidden("workout", id_, on=on)
        if on:
            self.forget_way()
            self._open_workouts()
            self._tell_hidden("workout", id_, self.workouts_page)

    def _tell_hidden(self, kind: str, id_: str, page: Any) -> None:
        text = self.tr("{} is hidden.").format(self.contents.name_of(id_))
        page.notice.tell(text, partial(self._set_hidden, kind, id_, on=False))

    # -- doing

    @Slot(object, object)
    def start(self, workout: Workout, options: Options) -> None:
        self.start_requested.emit(self.contents.timeline(workout, options))

    @Slot(str)
    def do_one_set(self, exercise_id: str) -> None:
        exercise = self.library.exercises[exercise_id]
        workout = self.library.dosed(single_exercise(exercise))
        self.start(workout, self.contents.options)
