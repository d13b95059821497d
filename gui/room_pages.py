"""Makes the pages that are built when they are first wanted, and joins them to the window."""

from typing import TYPE_CHECKING

from gui.settings import injured_side
from gui.theme import choose_theme

if TYPE_CHECKING:
    from gui.library_controller import LibraryController
    from gui.plan_controller import PlanController
    from gui.progress_controller import ProgressController
    from gui.self_test_controller import SelfTestController
    from gui.window_controller import WindowRoom


def make_library(room: "WindowRoom") -> "LibraryController":
    """What is chosen in the library is started; what changes there is known everywhere."""
    from gui.library_controller import LibraryController

    controller = room.controller
    shelf = LibraryController(
        room.window,
        (room.exercises, room.workouts),
        room.first_library,
        room.store,
        room.folder,
        room.settings,
        room.current_history,
        parent=room.window,
    )
    shelf.use_doses(room.own_doses)
    shelf.start_requested.connect(controller.start_timeline)
    shelf.try_requested.connect(controller.try_timeline)
    shelf.usual_dose_requested.connect(room.forget_dose)
    shelf.library_changed.connect(controller.use_library)
    shelf.settings_changed.connect(room.take_settings)
    shelf.home_requested.connect(room.show_today)
    shelf.sets_requested.connect(room.show_exercise_history)
    room.window.page_asked.connect(shelf.page_asked)
    still = room.settings.reduced_motion
    shelf.set_look(choose_theme(room.settings.theme), room.settings.text_percent, still=still)
    return shelf


def make_self_tests(room: "WindowRoom") -> "SelfTestController":
    """A test is started like a workout, and scored before its summary."""
    from gui.self_test_controller import SelfTestController

    tests = SelfTestController(
        room.window,
        room.database,
        lambda: room.controller.library,
        room.current_history,
        room.current_day,
        parent=room.window,
    )
    tests.start_requested.connect(room.controller.start)
    tests.left.connect(room.leave_self_tests)
    tests.scored.connect(room.show_scored)
    tests.set_theme(choose_theme(room.settings.theme))
    return tests


def make_progress(room: "WindowRoom") -> "ProgressController":
    """What is corrected in the history is charted anew."""
    from gui.progress_controller import ProgressController

    made = ProgressController(
        room.window,
        room.progress_stack,
        room.database,
        room.store,
        room.current_day,
        lambda: room.controller.library,
        parent=room.window,
    )
    made.home_requested.connect(room.show_today)
    made.training.injured = injured_side(room.settings)
    made.page.tests_button.clicked.connect(room.show_self_tests)
    room.window.page_asked.connect(made.page_asked)
    room.corrections.changed.connect(made.refresh_if_seen)
    made.set_look(choose_theme(room.settings.theme), room.settings.text_percent)
    return made


def make_plans(room: "WindowRoom") -> "PlanController":
    """What the plan has for today is started, and shown on the Today page."""
    from gui.plan_controller import PlanController

    warnings = room.warnings
    made = PlanController(
        room.window,
        room.plan_stack,
        room.database,
        room.store,
        room.wall_clock,
        lambda: room.controller.library,
        lambda: room.settings,
        lambda: warnings.lock.do if warnings.lock else "",
        parent=room.window,
    )
    made.timeline_requested.connect(room.controller.start_timeline)
    made.today_changed.connect(room.pages.today.show_plan)
    made.run_said.connect(room.keep_planned_run)
    made.safety_requested.connect(warnings.show_flags)
    made.tests_requested.connect(room.show_self_tests)
    room.window.page_asked.connect(made.page_asked)
    return made
