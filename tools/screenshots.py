"""Pictures of every page and every player phase, of one size and theme, to be looked at.

python tools/screenshots.py --out DIR [--size 1280x800] [--theme dark] [--scale 2]
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", default="light", choices=("light", "dark", "high-contrast"))
    parser.add_argument("--scale", default="1")
    parser.add_argument("--text", type=int, default=100, help="text size in percent")
    return parser.parse_args()


PICTURES = 40  # at most so many are in sight at once
QUICKLY = 80  # the lightest packing there is


class Clock:
    """Time that moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Studio:
    """The real window over a history of some weeks, and a camera."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        from PySide6.QtCore import QSettings

        from gui.settings import Settings, save
        from gui.start_controller import make_application
        from gui.window_controller import WindowRoom
        from workouts.library import load_library

        self.out: Path = options.out
        self.out.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.name = f"{options.size}_{options.theme}"
        self.app = make_application()
        self.clock = Clock()
        self.today = datetime.now().astimezone().replace(hour=7, minute=0)
        store = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(theme=options.theme, text_percent=options.text, voice_on=False)
        # What is asked before a session has pictures of its own.
        save(
            store,
            replace(
                settings,
                ask_pain=False,
                ease_back=False,
                checks_known="adductor-holds+ball+band+bench+side-of-hip",
            ),
        )
        self.library = load_library(None)
        past(folder / "history.db", self.library, self.today)
        self.room = WindowRoom(
            self.app,
            store,
            folder,
            folder / "history.db",
            self.library,
            self.clock,
            lambda: self.today,
            lambda: 0.0,
            "screenshots",
        )
        width, height = (int(part) for part in options.size.split("x"))
        self.room.window.resize(width, height)
        self.room.window.show()
        self.room.open_history()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.app.processEvents()

    def shoot(self, name: str) -> None:
        self.settle()
        path = self.out / f"{name}_{self.name}.png"
        self.room.window.grab().save(str(path), "PNG", QUICKLY)

    def pass_time(self, seconds: float) -> None:
        """Let so many seconds of a session go by, one by one."""
        driver, player = self.room.controller.driver, self.room.pages.player
        assert driver
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.clock.now = min(self.clock.now + 1.0, end)
            driver.wake()
        self.settle()
        player.finish_moving()
        player.refresh()
        player.finish_moving()

    def play(self, workout: str, moments: dict[str, float]) -> None:
        """Start a workout and take a picture at each of its active seconds."""
        player = self.room.pages.player
        player.figure.reduced_motion = False
        self.room.controller.start(workout)
        began = self.clock.now
        driver = self.room.controller.driver
        assert driver
        for name, second in moments.items():
            self.pass_time(began + second - self.clock.now)
            self.shoot(name)
        driver.stop()
        self.settle()


def past(database: Path, library: "object", today: datetime) -> None:
    """Some weeks of training: the left side catches up."""
    from db.history import History
    from gui.record_controller import set_result
    from workouts.events import Effort, EndedBy
    from workouts.library import Library
    from workouts.model import Side
    from workouts.timeline import StepKind

    assert isinstance(library, Library)
    for week in range(6, 0, -1):
        for id_, days in (("adductor-ladder", 1), ("pre-run-1", 2), ("hip-strength-1", 4)):
            moment = today - timedelta(days=7 * week - days)

            def now(moment: datetime = moment) -> datetime:
                return moment

            with History(database, now=now) as history:
                line = library.timeline(id_)
                session = history.begin(id_, line.title, line.kind, line.total_s, "0")
                works = [step for step in line.steps if step.kind is StepKind.WORK]
                for number, step in enumerate(works, start=1):
                    held = None
                    if step.target_s is not None:
                        slower = 5 - (6 - week) if step.side is Side.LEFT else 1
                        held = max(4.0, step.target_s - max(0, slower) - number % 2)
                    reps = step.reps or None
                    effort = Effort(reps, held, step.planned_s, EndedBy.TARGET)
                    history.add_set(session, set_result(step, effort, number, moment))
                history.finish(session, "finished", line.total_s, 12.0)


def shoot_library(studio: Studio) -> None:
    """The pages one comes to from the cards of the library."""
    shelf = studio.room.library
    for name, id_, open_page in (
        ("exercise", "copenhagen-hold", shelf.open_exercise),
        ("workout", "adductor-ladder", shelf.open_workout),
        ("builder", "adductor-ladder", shelf.building.duplicate_workout),
        ("exercise_builder", "side-plank", shelf.building.duplicate_exercise),
    ):
        open_page(id_)
        studio.shoot(name)
    shelf.leave_drafts()
    shelf.open_checklists()
    for part in shelf.checklists_page.parts[:3]:
        part.boxes[1].setChecked(True)
    studio.shoot("checklists")
    shoot_words(studio)
    shoot_shared(studio)
    shelf.leave_drafts()


WORDS = """\
Hip plan, 12 May
side plank adductor 5 x 20 s each side, rest 30
3x10 clams left only
bridges 15 x 3 with red band
lunges 3 x 10 each leg
keep your hips level
2 rounds"""


def shoot_words(studio: Studio) -> None:
    """A physio's words as they were understood."""
    shelf = studio.room.library
    shelf.open_words()
    studio.shoot("words_empty")
    shelf.paste_page.text_box.setPlainText(WORDS)
    shelf.paste_page.read_now()
    studio.shoot("words")
    shelf.paste_page.clear()


def shoot_shared(studio: Studio) -> None:
    """A look at what a shared file would add, over the page it is opened from."""
    from msgspec.structs import replace

    from workouts.bundle import write_bundle

    shelf = studio.room.library
    shelf.show_list(shelf.workouts)
    ladder, hold = studio.library.workouts["adductor-ladder"], "copenhagen-hold"
    own = replace(studio.library.exercises[hold], id="high-hold", name="High hold", pose=hold)
    items = (*ladder.item, replace(ladder.item[-1], exercise=own.id))
    shared = replace(ladder, title="Ladder with a high hold", item=items)
    file = studio.folder / "ladder.toml"
    file.write_text(write_bundle(shared, (own,)), encoding="utf-8")
    shelf.open_file(file)
    dialog = shelf.door.sharing.preview_dialog
    assert dialog
    studio.settle()
    picture = studio.room.window.grab()
    place = dialog.geometry()
    place.moveCenter(studio.room.window.rect().center())
    dialog.render(picture, place.topLeft())
    picture.save(str(studio.out / f"share_dialog_{studio.name}.png"), "PNG", QUICKLY)
    dialog.reject()


def shoot_progress(studio: Studio) -> None:
    """A chart in full, as a table, and the history of an exercise."""
    room = studio.room
    room.window.show_home(room.progress_stack)
    room.progress.open_metric("hold_endurance")
    studio.shoot("chart")
    room.progress.chart_page.table_chip.click()
    studio.shoot("chart_table")
    room.progress.chart_page.table_chip.click()
    room.progress.open_exercise("copenhagen-hold")
    studio.shoot("exercise_history")


def shoot_all(studio: Studio) -> None:
    from tools.dose_shots import shoot_doses
    from tools.plan_shots import shoot_plan

    room = studio.room
    for name, page in room.named_pages().items():
        room.window.show_home(page)
        for _ in range(PICTURES // 3):  # small figures are drawn one at a time
            studio.settle()
        studio.shoot(name)
    shoot_plan(studio)
    shoot_library(studio)
    shoot_progress(studio)
    ladder = studio.library.timeline("adductor-ladder").steps
    holds = [s for s in ladder if s.exercise.id == "copenhagen-hold"]

    def begin(kind: str) -> float:
        return next(step.at for step in holds if step.kind == kind)

    studio.play(
        "adductor-ladder",
        {
            "player_1_ready": 2.0,
            "player_2_squeeze": 11.0,
            "player_3_rest": 95.0,
            "player_4_reps": ladder[3].at + 8.0,
            "player_5_hold_left": begin("work") + 6.0,
            "player_6_between": begin("between") + 4.0,
            "player_7_switch": begin("switch") + 5.0,
            "player_8_hold_right": begin("switch") + 16.0,
        },
    )
    room.pages.summary.ring.finish_moving()
    studio.shoot("summary")
    shoot_summary(studio)
    shoot_doses(studio)
    shoot_warm_up(studio)
    shoot_stops(studio)


def shoot_warm_up(studio: Studio) -> None:
    """A warm-up with the row for less time, its end, and the runs."""
    room = studio.room
    studio.play("pre-run-1", {"player_bridge": 12.0})
    room.window.show_home()
    room.controller.start("pre-run-1")
    driver = room.controller.driver
    assert driver
    player = room.pages.player
    studio.pass_time(9.0)
    player.less_time.toggle()
    studio.shoot("player_less_time")
    player.less_time.toggle()
    while driver.session.due is not None:
        studio.pass_time(1.0)
    studio.settle()
    studio.shoot("go_run")
    assert room.today.go_run
    room.today.go_run.quick_run.button.click()
    room.today.show_runs()
    studio.shoot("runs")
    room.window.show_home(room.pages.today)


def shoot_stops(studio: Studio) -> None:
    """What is seen while paused: the keys, how-to, turned, coming back, and the pocket view."""
    room, player = studio.room, studio.room.pages.player
    room.controller.start("hip-rotation-leg-lift")
    driver = room.controller.driver
    assert driver
    studio.pass_time(6.5)
    driver.pause()
    studio.shoot("player_paused")
    player.how_to_requested.emit()
    studio.shoot("player_how_to")
    driver.resume()
    studio.pass_time(1.0)
    studio.shoot("player_go_on")
    studio.pass_time(3.0)
    player.turn_requested.emit()
    studio.shoot("player_turned")
    player.turn_requested.emit()
    player.pocket_toggled.emit()
    studio.shoot("player_pocket")
    driver.pause()
    studio.shoot("player_pocket_paused")
    driver.stop()
    studio.settle()


def shoot_summary(studio: Studio) -> None:
    """A set being put right; a finished warm-up."""
    page = studio.room.pages.summary
    page.effort_scale.cells[7].click()
    page.table.open_editor(next(iter(page.table.chips)))
    studio.shoot("summary_editor")
    page.done_requested.emit()


def shoot_once(studio: Studio) -> None:
    """What is seen once, or seldom: the first start, safety, a session added, a question."""
    room = studio.room
    room.show_adding()
    studio.shoot("add_session")
    room.corrections.delete_session(room.pages.history.chosen_id)
    room.window.show_home(room.pages.history)
    studio.shoot("history_question")
    room.welcoming.show_safety()
    studio.shoot("safety")
    room.warnings.show_flags()
    studio.shoot("signs-to-stop-at")
    room.warnings.choose("deep-groin")
    studio.shoot("plan-locked")
    room.warnings.unlock()
    room.use_settings(replace(room.settings, checks_known=""))
    room.warnings.look_before(
        room.controller.library.timeline("adductor-ladder"), room.window.show_home
    )
    studio.shoot("before-you-start")
    room.welcoming.begin()
    assert room.welcoming.first
    for number in (1, 2, 3):
        studio.shoot(f"first_start_{number}")
        if number < 3:
            room.welcoming.first.next_button.click()
    room.welcoming.first.skip_button.click()


def shoot_self_tests(studio: Studio) -> None:
    """The screen of self-tests taken twice, the left side a little behind, and its scores."""
    room = studio.room
    assert room.history
    line = studio.library.timeline("self-test-screen")
    for days in (33, 4):
        room.corrections.add_session(line, studio.today - timedelta(days=days), None)
    session = room.history.sessions(1)[0].id
    for one in room.history.sets(session):
        if one.side == "left" and one.held_s:
            room.history.corrections.edit_set(one.id, held_s=one.held_s * 0.8)
        elif one.exercise_id == "step-down-test":
            room.history.corrections.edit_set(one.id, score=2.0)
    room.show_self_tests()
    studio.shoot("self_tests")
    room.self_tests.ask_scores(session)
    studio.shoot("self_test_scores")
    room.window.show_home()


def main() -> None:
    options = arguments()
    os.environ["QT_SCALE_FACTOR"] = options.scale
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(options, Path(folder))
        shoot_all(studio)
        shoot_self_tests(studio)
        shoot_once(studio)
        studio.room.close()
    print(f"{len(list(options.out.glob('*.png')))} pictures in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
