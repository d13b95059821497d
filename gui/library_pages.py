"""The pages of the library, each made and wired when it is first wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gui.theme import LIGHT, Theme
from workouts.references import reference

if TYPE_CHECKING:
    from gui.library_controller import LibraryController
    from gui.pages.builder_page import BuilderPage
    from gui.pages.checklists_page import ChecklistsPage
    from gui.pages.exercise_builder_page import ExerciseBuilderPage
    from gui.pages.exercise_page import ExercisePage
    from gui.pages.library_page import LibraryPage
    from gui.pages.paste_page import PastePage
    from gui.pages.workout_page import WorkoutPage
    from gui.pages.workouts_page import WorkoutsPage
    from gui.widgets.figures import Figures


class LibraryPages:
    """Makes pages, dresses them in the look of the window, and lends them one set of figures."""

    def __init__(self, shelf: "LibraryController", text_percent: int) -> None:
        self._shelf = shelf
        self._look: tuple[Theme, int, bool] = (LIGHT, text_percent, False)
        self._figures: Figures | None = None
        self.made: dict[str, QWidget] = {}

    @property
    def figures(self) -> "Figures":
        if self._figures is None:
            from gui.widgets.figures import Figures

            self._figures = Figures()
        return self._figures

    def set_look(self, theme: Theme, text_percent: int, *, still: bool) -> None:
        self._look = (theme, text_percent, still)
        for page in self.made.values():
            self._dress(page)

    def drop(self, name: str) -> None:
        """Forget a page; the next time it is wanted it is made anew."""
        if page := self.made.pop(name, None):
            page.deleteLater()

    def get(self, name: str) -> Any:
        """The page of that name; made, dressed and wired where it is wanted for the first time."""
        if page := self.made.get(name):
            return page
        make: dict[str, Callable[[], QWidget]] = {
            "exercises": self._exercises,
            "exercise": self._exercise,
            "exercise-builder": self._exercise_builder,
            "workouts": self._workouts,
            "workout": self._workout,
            "builder": self._builder,
            "paste": self._paste,
            "checklists": self._checklists,
        }
        page = self.made[name] = make[name]()
        self._dress(page)
        return page

    def _dress(self, page: Any) -> None:
        theme, percent, still = self._look
        page.set_look(theme, percent, still=still)

    def _exercises(self) -> "LibraryPage":
        from gui.pages.library_page import LibraryPage

        shelf, page = self._shelf, LibraryPage(self.figures)
        page.exercise_chosen.connect(shelf.open_exercise)
        page.new_requested.connect(shelf.building.new_exercise)
        page.checklists_requested.connect(shelf.open_checklists)
        page.owned_changed.connect(shelf.keep_owned)
        page.back_requested.connect(shelf.home_requested)
        page.show_owned(shelf.contents.owned)
        shelf.fill_exercises(page)
        return page

    def _exercise(self) -> "ExercisePage":
        from gui.pages.exercise_page import ExercisePage

        shelf, page = self._shelf, ExercisePage(self.figures)
        page.back_requested.connect(shelf.back)
        page.do_requested.connect(shelf.do_one_set)
        page.usual_dose_requested.connect(shelf.usual_dose_requested)
        page.sets_requested.connect(shelf.sets_requested)
        page.add_requested.connect(shelf.building.build_with)
        page.exercise_chosen.connect(shelf.open_exercise)
        page.duplicate_requested.connect(shelf.building.duplicate_exercise)
        page.change_requested.connect(shelf.building.change_exercise)
        page.delete_requested.connect(shelf.building.delete_exercise)
        page.hide_requested.connect(shelf.hide_exercise)
        page.share_requested.connect(shelf.share)
        return page

    def _exercise_builder(self) -> "ExerciseBuilderPage":
        from gui.pages.exercise_builder_page import ExerciseBuilderPage

        page = ExerciseBuilderPage(self.figures)
        self._shelf.building.serve_exercises(page)
        return page

    def _workouts(self) -> "WorkoutsPage":
        from gui.pages.workouts_page import WorkoutsPage

        shelf, page = self._shelf, WorkoutsPage(self.figures)
        page.workout_chosen.connect(shelf.open_workout)
        page.new_requested.connect(shelf.building.new_workout)
        page.words_requested.connect(shelf.open_words)
        page.open_requested.connect(shelf.ask_what_to_open)
        page.owned_changed.connect(shelf.keep_owned)
        page.back_requested.connect(shelf.home_requested)
        page.show_owned(shelf.contents.owned)
        shelf.fill_workouts(page)
        return page

    def _workout(self) -> "WorkoutPage":
        from gui.pages.workout_page import WorkoutPage

        shelf, page = self._shelf, WorkoutPage(self.figures)
        page.start_requested.connect(shelf.start)
        page.back_requested.connect(shelf.back)
        page.exercise_chosen.connect(shelf.open_exercise)
        page.duplicate_requested.connect(shelf.building.duplicate_workout)
        page.change_requested.connect(shelf.building.change_workout)
        page.delete_requested.connect(shelf.building.delete_workout)
        page.hide_requested.connect(shelf.hide_workout)
        page.share_requested.connect(shelf.share)
        page.print_requested.connect(shelf.print_sheet)
        return page

    def _builder(self) -> "BuilderPage":
        from gui.pages.builder_page import BuilderPage

        page = BuilderPage(self.figures)
        self._shelf.building.serve_workouts(page)
        return page

    def _paste(self) -> "PastePage":
        from gui.pages.paste_page import PastePage

        shelf, page = self._shelf, PastePage()
        page.back_requested.connect(shelf.back)
        shelf.door.serve(page)
        page.show_library(shelf.library)
        return page

    def _checklists(self) -> "ChecklistsPage":
        from gui.pages.checklists_page import ChecklistsPage
        from workouts.checklists import checklists

        shelf = self._shelf
        page = ChecklistsPage(checklists(), shelf.contents.name_of, reference)
        page.chosen.connect(shelf.open_either)
        page.back_requested.connect(shelf.back)
        return page
