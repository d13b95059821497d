"""Holdfast: the command line, and the place where every long-lived object is made, once."""

import os
import sys

HERE = __file__.rpartition(os.sep)[0]
if __name__ == "__main__" and HERE not in sys.path:
    sys.path.insert(0, HERE)

os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")  # gradients paint twice as fast without it
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

from gui.early_sound_controller import begin_sound, greet

# Before the imports below, which take as long as the sound needs to be ready.
EARLY = begin_sound(sys.argv[1:]) if __name__ == "__main__" else None

import signal
import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gui.command_line import Finite, complain, in_words
from gui.display import has_display

if TYPE_CHECKING:
    from subprocess import Popen

    from db.history import History
    from gui.settings import Settings
    from media.sound import Sound
    from workouts.library import Library
    from workouts.records import Unfinished
    from workouts.timeline import Options, Timeline

VERSION = "0.1.0"
FIRST_WARM_UP = "pre-run-1"


class BadInput(click.ClickException):
    """What was given cannot be used: one message, exit code 2."""


@dataclass(slots=True)
class Place:
    """The data folder and what is read from it, on demand."""

    folder: Path
    early: "Popen[bytes] | None" = None  # the sound process, where one was begun already

    @property
    def database(self) -> Path:
        return self.folder / "history.db"

    def library(self) -> "Library":
        from workouts.library import load_library

        return load_library(self.folder)

    def dosed_library(self) -> "Library":
        """The library with the doses the athlete accepted, where the history can be read."""
        from db.doses import accepted_in
        from db.errors import HistoryError

        library = self.library()
        try:
            return replace(library, doses=accepted_in(self.database))
        except HistoryError:
            return library

    def settings(self) -> "Settings":
        from gui.settings import read

        return read(self.folder / "settings.ini")

    def options(self) -> "Options":
        """How workouts are laid out for this athlete."""
        from gui.settings import options_of

        return options_of(self.settings())

    def greeted(self) -> "Sound | None":
        """The sound to go on with, where it could be begun early; it has said hello."""
        return greet(self.early, self.folder, self.settings())

    def history(self) -> "History":
        """The history, opened. Raises BadInput in words that say what to do."""
        from db.errors import HistoryError
        from db.history import History

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"The data folder {self.folder} cannot be made ({error.strerror})."
            raise BadInput(f"{what} Choose another with --data-dir.") from error
        try:
            return History(self.database, now=wall_clock)
        except HistoryError as error:
            raise BadInput(str(error)) from error


def wall_clock() -> datetime:
    return datetime.now().astimezone()


def asleep_s() -> float:
    """Seconds the machine has slept while the monotonic clock stood still; 0 where it does not."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return time.time() - time.monotonic()
    return time.clock_gettime(boottime) - time.monotonic()


def default_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("holdfast", appauthor=False))


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep everything in this folder.",
)
@click.version_option(VERSION, prog_name="holdfast")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None) -> None:
    """Holdfast, a coach for hip strength: guided holds, counted reps and warm-ups."""
    ctx.obj = Place(data_dir or default_folder(), early=ctx.obj)
    if ctx.invoked_subcommand is None:
        ctx.exit(open_window(ctx.obj) if has_display() else open_terminal(ctx.obj))


@cli.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--terminal", is_flag=True, help="Guide in this terminal, without a window.")
@click.option("--continue", "go_on", is_flag=True, help="Go on with the interrupted session.")
@click.option(
    "--speed",
    type=Finite(min=0, min_open=True, max=1000),
    default=1.0,
    help="Play that many times faster, silent, for trying out.",
)
@click.option("--keep", is_flag=True, help="With --speed: keep the rows all the same.")
@click.pass_obj
def run(
    place: Place, id_: str | None, terminal: bool, go_on: bool, speed: float, keep: bool
) -> None:
    """Start a workout (or one set of an exercise) at once."""
    if id_ is None and not go_on:
        raise click.UsageError("Name what to run, or --continue. `list` shows what there is.")
    if speed != 1.0 and not terminal and has_display():
        raise click.UsageError("--speed is for --terminal.")
    library = place.dosed_library()
    if id_ is not None:
        library.find(id_)
    if terminal or not has_display():
        if not terminal:
            click.echo("No display found: guiding in the terminal.")
        timeline = for_terminal(place, library, id_) if id_ else None
        raise SystemExit(guide_in_terminal(place, timeline, go_on=go_on, speed=speed, keep=keep))
    timeline = library.timeline(id_, place.options()) if id_ else None
    sound = place.greeted()
    raise SystemExit(open_window(place, timeline, go_on=go_on, sound=sound))


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def list_(place: Place, as_json: bool) -> None:
    """Every workout, programme and exercise there is."""
    from gui import commands

    library = place.dosed_library()
    for problem in library.problems:
        complain(f"Left out: {problem}")
    commands.print_list(commands.listed(library, place.options()), sys.stdout, as_json=as_json)


@cli.command()
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def script(place: Place, id_: str, as_json: bool) -> None:
    """What a workout shows and says, second by second."""
    from gui import commands
    from gui.coaching_controller import script_cues

    timeline = place.dosed_library().timeline(id_, place.options())
    cues = script_cues(place.folder / "voice", place.settings(), timeline)
    commands.print_script(timeline, cues, sys.stdout, as_json=as_json)


@cli.command("warm-up")
@click.option("--minutes", type=click.IntRange(1, 15), help="How long it may take.")
@click.option("--leave-at", metavar="HH:MM", help="When you want to be out of the door.")
@click.option(
    "--place",
    "place_name",
    type=click.Choice(["mat", "standing", "kerb"]),
    default="mat",
    show_default=True,
)
@click.option("--run", "kind", type=click.Choice(["easy", "long", "intervals", "hills", "race"]))
@click.option("--own", metavar="A,B", help="Equipment at hand, such as mini-band,step.")
@click.option("--script", "as_script", is_flag=True, help="Print it instead of starting it.")
@click.option("--json", "as_json", is_flag=True, help="With --script: for other programs.")
@click.option("--terminal", is_flag=True, help="Guide in this terminal, without a window.")
@click.pass_obj
def warm_up(
    place: Place,
    minutes: int | None,
    leave_at: str | None,
    place_name: str,
    kind: str | None,
    own: str | None,
    as_script: bool,
    as_json: bool,
    terminal: bool,
) -> None:
    """A warm-up that fits the minutes at hand, to the second."""
    from gui import warm_up_command

    wishes = warm_up_command.wishes(minutes, leave_at, place_name, kind, own, wall_clock())
    library = place.library()
    timeline = warm_up_command.composed(wishes, library)
    if as_script:
        from gui import commands
        from gui.coaching_controller import script_cues

        cues = script_cues(place.folder / "voice", place.settings(), timeline)
        commands.print_script(timeline, cues, sys.stdout, as_json=as_json)
    elif terminal or not has_display():
        ends_at = warm_up_command.end_of(leave_at, wall_clock())
        raise SystemExit(guide_in_terminal(place, replace(timeline, ends_at=ends_at)))
    else:
        sound = place.greeted()
        ends_at = warm_up_command.end_of(leave_at, wall_clock())
        raise SystemExit(open_window(place, timeline, ends_at=ends_at, sound=sound))


@cli.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--phase", type=Finite(0, 1), help="0 start, 0.5 the top, 1 back again.")
@click.option("--side", type=click.Choice(["left", "right"]), default="right")
@click.option("--size", type=click.IntRange(16, 8000), default=900, show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light")
@click.option("--sheet", is_flag=True, help="All exercises on one sheet.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.pass_obj
def figure(
    place: Place,
    id_: str | None,
    phase: float | None,
    side: str,
    size: int,
    theme: str,
    sheet: bool,
    output: Path,
) -> None:
    """Draw an exercise, or the sheet of all of them, into a PNG or SVG file."""
    from gui.figure_command import draw, draw_sheet

    if sheet == (id_ is not None):
        raise click.UsageError("Name one exercise, or say --sheet.")
    if id_ is None:
        draw_sheet(output, theme)
        return
    exercises = place.folder / "exercises"
    draw(id_, place.library(), exercises, output, phase=phase, side=side, size=size, theme=theme)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def check(place: Place, file: Path) -> None:
    """Whether a file of exercises, workouts or a programme is right, and where it is not."""
    from workouts.library import check_file
    from workouts.model import Exercise
    from workouts.rules import FILE_NAME, own_rules

    if file.name == FILE_NAME:
        own_rules(file)
        click.echo(f"{file.name} is right: each number is within its bounds.")
        return
    from workouts.bundle import is_bundle

    if is_bundle(file):
        from gui.sharing_commands import check_shared

        click.echo(f"{file.name} is right: {check_shared(file, place.library())}.")
        return
    found = check_file(file, place.library())
    if isinstance(found, Exercise):
        from gui.figure_command import check_pose

        check_pose(found, file)
    click.echo(f"{file.name} is right: {getattr(found, 'title', None) or found.id}.")


@cli.command()
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.pass_obj
def share(place: Place, id_: str, output: Path) -> None:
    """Write a workout with your own exercises in it as one file to give away."""
    from gui import sharing_commands

    sharing_commands.share(id_, place.library(), output)


@cli.command("open")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", "agreed", is_flag=True, help="Take it in without asking.")
@click.pass_obj
def open_(place: Place, file: Path, agreed: bool) -> None:
    """Look into a shared workout and take it in."""
    from gui.sharing_commands import open_shared
    from gui.terminal import reads_keys

    def ask() -> bool:
        return click.confirm("Take it in?", default=True)

    library = place.library()
    asked = ask if reads_keys() else None
    open_shared(file, library, place.folder, agreed=agreed, ask=asked)


@cli.command("print")
@click.argument("id_", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Else as is usual here.")
@click.pass_obj
def print_(place: Place, id_: str, output: Path, paper: str | None) -> None:
    """Write a workout as one page with figures, for the fridge."""
    from gui.sharing_commands import print_sheet

    print_sheet(id_, place.dosed_library(), output, paper)


@cli.command()
@click.option("--csv", "form", flag_value="csv", help="One row a set.")
@click.option("--tracker", "form", flag_value="tracker", help="CSV for other training logs.")
@click.option("--json", "form", flag_value="json", help="Everything, to be read back.")
@click.option("--fit", "form", flag_value="fit", help="Activities for Garmin Connect and others.")
@click.option("--ics", "form", flag_value="ics", help="The plan, for a calendar.")
@click.option("--session", help="Only the session of this id.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Up to this day.")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@click.pass_obj
def export(
    place: Place,
    form: str | None,
    session: str | None,
    first: datetime | None,
    last: datetime | None,
    output: Path | None,
) -> None:
    """Take the history elsewhere."""
    from gui.files_controller import export_history

    if form is None:
        raise click.UsageError("Say what to write: --csv, --tracker, --json, --fit or --ics.")
    place.history().close()  # an empty history is exported as such
    days = (first.date() if first else None, last.date() if last else None)
    titles = place.library().titles
    export_history(place.database, form, session, *days, output, titles)


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken in.")
@click.pass_obj
def import_(place: Place, file: Path, dry_run: bool) -> None:
    """Take in an export, another copy of the history, or runs from GPX, FIT or CSV."""
    from gui.files_controller import import_history

    place.history().close()
    import_history(place.database, file, wall_clock, dry_run=dry_run)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Everything, for other programs.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Up to this day.")
@click.pass_obj
def progress(place: Place, as_json: bool, first: datetime | None, last: datetime | None) -> None:
    """How training goes: holds, symmetry, volume, effort, pain, per side."""
    from db.errors import HistoryError
    from db.training import read_training, whole_span
    from gui.progress_command import chosen_span, print_progress

    place.history().close()
    today = wall_clock().date()
    days = (first.date() if first else None, last.date() if last else None)
    try:
        span = chosen_span(*days, whole_span(place.database), today)
        reader = partial(read_training, place.database)
        injured = place.settings().injured_side
        print_progress(span, today, reader, sys.stdout, as_json=as_json, injured=injured)
    except HistoryError as error:
        raise BadInput(str(error)) from error


@cli.command()
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Up to this day.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Else as is usual here.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.pass_obj
def report(
    place: Place,
    first: datetime | None,
    last: datetime | None,
    paper: str | None,
    output: Path,
) -> None:
    """One page (PDF) of what was done, the last three months where no days are named."""
    from gui.report_controller import write_report

    days = (first.date() if first else None, last.date() if last else None)
    write_report(place.database, days, wall_clock().date(), output, paper)


@cli.command()
@click.pass_obj
def backup(place: Place) -> None:
    """Make a checked backup of the history now."""
    from gui.files_controller import back_up

    place.history().close()
    back_up(place.database, wall_clock)


@cli.command()
@click.argument("name", required=False)
@click.option("--yes", "agreed", is_flag=True, help="Really put it in place.")
@click.pass_obj
def restore(place: Place, name: str | None, agreed: bool) -> None:
    """List the backups, or put one of them in the history's place."""
    from gui import files_controller

    files_controller.restore(place.database, wall_clock, name, agreed=agreed)


@cli.group("voice-pack")
def voice_pack() -> None:
    """A coach's own recordings in place of the voice."""


@voice_pack.command("script")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def voice_pack_script(place: Place, output: Path | None) -> None:
    """The sentences to record, each with the name of its file; as pack.json with -o X.json."""
    from gui.voice_pack_controller import write

    write(place.library(), output)


@voice_pack.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def voice_pack_check(place: Place, path: Path) -> None:
    """What a folder or zip of recordings covers."""
    from gui.voice_pack_controller import check as examine

    examine(path, place.library())


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def doctor(place: Place, as_json: bool) -> None:
    """What voice, sound, display and database are found, in plain words."""
    from gui.doctor_controller import examine, print_report

    report = examine(place.folder, place.database, place.settings(), wall_clock)
    print_report(report, sys.stdout, as_json=as_json)
    if not report.database_ok:
        raise SystemExit(2)


def guide_in_terminal(
    place: Place,
    timeline: "Timeline | None",
    *,
    go_on: bool = False,
    speed: float = 1.0,
    keep: bool = False,
) -> int:
    """Guide in the terminal; with a speed of its own silent and, unless wished, not kept."""
    from gui.terminal_controller import guide
    from workouts.trim import FILLER

    history = place.history() if speed == 1.0 or keep or go_on else None
    try:
        unfinished = history.unfinished() if history else None
        if go_on and history and history.live_elsewhere:
            raise BadInput("The session is still under way in another window or terminal.")
        if go_on and unfinished is None:
            raise BadInput("No session is waiting to be continued.")
        if unfinished and history and not go_on and not _wants_to_continue(unfinished):
            history.close_unfinished(unfinished.session.id)
            unfinished = None
        if unfinished:
            timeline = unfinished.checkpoint.timeline
        assert timeline
        coach, settings = None, place.settings()
        if speed == 1.0:
            from gui.coaching_controller import Coaching

            coach = Coaching(place.folder / "voice", settings)
        return guide(
            timeline,
            history,
            coach,
            wall_clock,
            VERSION,
            unfinished=unfinished,
            speed=speed,
            resume_lead_s=settings.resume_lead_s,
            copies_in=(settings.export_folder, settings.export_form),
            filler=place.library().exercises[FILLER] if timeline.ends_at else None,
        )
    finally:
        if history:
            _close(history)


def _close(history: "History") -> None:
    """Close it. Raises BadInput where results could not be written to the end."""
    from db.errors import HistoryError

    try:
        history.close()
    except HistoryError as error:
        raise BadInput(f"Not everything of this session could be written. {error}") from error


def for_terminal(place: Place, library: "Library", id_: str) -> "Timeline":
    """A timeline that ends by itself where nobody can press a key."""
    from gui.terminal import reads_keys

    return library.timeline(id_, replace(place.options(), paced_only=not reads_keys()))


def _wants_to_continue(unfinished: "Unfinished") -> bool:
    from gui.terminal import reads_keys
    from gui.words import place_text

    point = unfinished.checkpoint
    where = place_text(point.timeline.steps[point.step])
    title = unfinished.session.title
    if reads_keys():
        return click.confirm(f"{title} was interrupted. Continue at {where}?", default=True)
    click.echo(f"{title} was interrupted at {where}; what was done of it is kept.")
    return False


def open_window(
    place: Place,
    start: "Timeline | None" = None,
    *,
    go_on: bool = False,
    ends_at: datetime | None = None,
    sound: "Sound | None" = None,
) -> int:
    """The window; Qt is loaded only here."""
    from gui.athlete_controller import choose_folder
    from gui.start_controller import make_application, run_window

    app = make_application()
    wished = start is not None or go_on
    folder = place.folder if wished else choose_folder(app, place.folder)
    if folder is None:
        return 0
    place = Place(folder)
    return run_window(
        app,
        place.folder,
        place.database,
        place.library(),
        clock=time.monotonic,
        wall_clock=wall_clock,
        asleep_s=asleep_s,
        version=VERSION,
        start=start,
        go_on=go_on,
        ends_at=ends_at,
        sound=sound,
    )


def open_terminal(place: Place) -> int:
    """The terminal face: the warm-up and the workouts by number."""
    from gui import commands
    from gui.terminal import reads_keys

    click.echo("No display found: guiding in the terminal.")
    library = place.library()
    if not reads_keys():
        return guide_in_terminal(place, for_terminal(place, library, FIRST_WARM_UP))
    id_ = commands.choose(commands.listed(library, place.options()), input, sys.stdout)
    timeline = for_terminal(place, library, id_) if id_ else None
    return guide_in_terminal(place, timeline) if timeline else 0


def main(early: "Popen[bytes] | None" = None) -> int:
    """Run the command line; the exit code of contracts: 0 done, 2 bad input, 130 Ctrl-C.

    `early` is a sound process that `begin_sound` began.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell ignores it
    out = sys.stdout
    try:
        code = cli.main(standalone_mode=False, obj=early)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        complain(in_words(error))
        return 2
    except ValueError as error:
        from workouts.library import LibraryError, UnknownIdError

        if not isinstance(error, LibraryError | UnknownIdError):
            raise
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    except SystemExit:
        if sys.stdout is out:
            raise
        return 0  # click put another in its place, and left with 1: nobody reads on
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    raise SystemExit(main(EARLY))
