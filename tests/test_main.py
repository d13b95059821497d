"""The command line, run as a program: what it prints, what it keeps, how it ends."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.history import History
from gui.terminal_controller import guide
from workouts.library import load_library
from workouts.trim import FILLER
from workouts.warm_up import Wishes, compose

ROOT = Path(__file__).parents[1]
NO_DISPLAY = {
    name: value
    for name, value in os.environ.items()
    if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}


@pytest.fixture
def holdfast(tmp_path):
    """Runs the program on a data folder of its own, without a display and without sound."""

    def run(*arguments, data=tmp_path / "data", code=0, keys=""):
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), "--data-dir", str(data), *arguments],
            input=keys,
            capture_output=True,
            text=True,
            timeout=120,
            env={**NO_DISPLAY, "SDL_AUDIODRIVER": "dummy"},
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run


def wait_for(running, text):
    """Until the program prints a line with this text."""
    assert running.stdout
    for line in running.stdout:
        if text in line:
            return
    raise AssertionError(f"never printed: {text}")


def test_list_names_every_workout_and_exercise(holdfast):
    rows = json.loads(holdfast("list", "--json").stdout)
    assert {"id": "pre-run-1", "kind": "workout", "title": "Wake-up minute", "total_s": 60} in rows
    assert sum(row["kind"] == "workout" for row in rows) == 20
    assert sum(row["kind"] == "exercise" for row in rows) == 75


@pytest.mark.parametrize("id_", ["pre-run-1", "adductor-ladder", "hip-strength-1", "pre-run-5"])
def test_script_adds_up_to_the_millisecond(holdfast, id_):
    script = json.loads(holdfast("script", id_, "--json").stdout)
    assert script["workout"] == id_
    assert round(sum(step["seconds"] for step in script["steps"]), 3) == script["total_s"]
    assert [step["at"] for step in script["steps"]] == sorted(s["at"] for s in script["steps"])
    for cue in script["cues"]:
        assert set(cue) == {"at", "seconds", "kind", "text", "rank", "dropped"}


def test_list_and_script_agree_on_totals_with_ones_own_seconds(holdfast, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.ini").write_text("[General]\nready_s=20\nchange_s=15\n")
    rows = {row["id"]: row["total_s"] for row in json.loads(holdfast("list", "--json").stdout)}
    assert rows["pre-run-1"] == 60
    assert rows["adductor-ladder"] > 446
    for id_ in ("adductor-ladder", "clamshell"):
        script = json.loads(holdfast("script", id_, "--json").stdout)
        assert rows[id_] == script["total_s"]


def test_a_reader_that_has_read_enough_is_no_error(tmp_path):
    command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(tmp_path), "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == (b"", 0)


def test_a_broken_file_with_the_name_of_a_built_in_one_hides_nothing(holdfast, tmp_path):
    for name in ("exercises/clamshell.toml", "exercises/pre-run-1.toml", "workouts/hip-flow.toml"):
        file = tmp_path / "data" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("broken =")
    listed = holdfast("list", "--json")
    assert len(json.loads(listed.stdout)) == 101
    assert listed.stderr.count("Left out: ") == 3
    holdfast("script", "hip-flow", code=2)


def test_script_can_be_read_by_people(holdfast):
    text = holdfast("script", "pre-run-1").stdout
    assert "Wake-up minute (pre-run-1), 1:00" in text
    assert "the end: 60 s in all" in text


def test_a_fast_session_is_guided_to_its_end_and_kept_on_wish(holdfast):
    done = holdfast("run", "pre-run-1", "--terminal", "--speed", "60", "--keep")
    assert "Done." in done.stdout
    lines = holdfast("export", "--csv").stdout.splitlines()
    assert lines[0].startswith("id,session_id,position,exercise_id")
    assert lines[0].endswith("session_kind,workout_id,workout_title")
    assert len(lines) == 3


def test_a_fast_session_leaves_nothing_behind_without_keep(holdfast, tmp_path):
    holdfast("run", "pre-run-1", "--terminal", "--speed", "100")
    assert not (tmp_path / "data" / "history.db").exists()


def test_an_unknown_id_is_one_message_with_the_nearest_word(holdfast):
    done = holdfast("run", "pre-run-11", "--terminal", code=2)
    assert done.stderr == 'Nothing here is called "pre-run-11". Did you mean "pre-run-1"?\n'
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",),
        ("script",),
        ("run", "pre-run-1", "--speed", "0"),
        ("run", "pre-run-1", "--terminal", "--speed", "nan"),
        ("figure", "clamshell", "--phase", "nan", "-o", "clamshell.png"),
        ("export",),
        ("export", "--csv", "--from", "2030-02-01", "--to", "2030-01-01"),
        ("import", "gone.gpx"),
        ("bogus",),
    ],
)
def test_words_that_make_no_sense_end_with_2_and_one_message(holdfast, arguments):
    assert holdfast(*arguments, code=2).stderr.count("\n") == 1


def test_a_broken_file_is_a_warning_on_list_and_an_error_when_it_is_run(holdfast, tmp_path):
    folder = tmp_path / "data" / "workouts"
    folder.mkdir(parents=True)
    broken = folder / "mine.toml"
    broken.write_text('title = "Mine"\nkind = "strenght"\n\n[[item]]\nexercise = "clamshell"\n')
    listed = holdfast("list")
    assert "mine.toml, line 2: kind" in listed.stderr
    assert 'Did you mean "strength"?' in listed.stderr
    assert "mine.toml, line 2" in holdfast("run", "mine", "--terminal", code=2).stderr
    assert "mine.toml, line 2" in holdfast("check", str(broken), code=2).stderr


def test_an_own_workout_runs(holdfast, tmp_path):
    folder = tmp_path / "data" / "workouts"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(
        'title = "Mine"\nkind = "strength"\n\n[[item]]\nexercise = "copenhagen-hold"\n'
        "repeats = 2\nhold_s = 18\n"
    )
    holdfast("check", str(folder / "mine.toml"))
    holdfast("run", "mine", "--terminal", "--speed", "100", "--keep")
    rows = holdfast("export", "--csv").stdout.splitlines()[1:]
    assert len(rows) == 4
    assert all(",18.0," in row for row in rows)


def test_a_newer_database_is_refused_and_left_untouched(holdfast, tmp_path):
    holdfast("run", "pre-run-1", "--terminal", "--speed", "100", "--keep")
    path = tmp_path / "data" / "history.db"
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "SELECT migration_set, 'from_the_future', '2099-01-01' FROM _sqlite_migrations LIMIT 1"
    )
    connection.commit()
    connection.close()
    before = path.read_bytes()
    done = holdfast("run", "pre-run-1", "--terminal", code=2)
    assert "newer" in done.stderr
    assert path.read_bytes() == before
    assert json.loads(holdfast("doctor", "--json", code=2).stdout)["database"]["ok"] is False


def test_a_killed_session_is_found_by_doctor_and_continued(holdfast, tmp_path):
    data = tmp_path / "data"
    command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(data)]
    with subprocess.Popen(
        [*command, "run", "copenhagen-hold", "--terminal", "--speed", "20", "--keep"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        env=NO_DISPLAY,
    ) as running:
        wait_for(running, "Rest, then set 3")
        running.send_signal(signal.SIGKILL)
    unfinished = json.loads(holdfast("doctor", "--json").stdout)["unfinished"]
    assert (unfinished["exercise"], unfinished["side"]) == ("copenhagen-hold", "left")
    assert unfinished["set"] >= 3
    kept = holdfast("export", "--csv").stdout.splitlines()[1:]
    assert len(kept) >= 2
    done = holdfast("run", "--continue", "--terminal", "--speed", "50", "--keep")
    assert "Continuing at Side-plank adductor hold, set" in done.stdout
    assert json.loads(holdfast("doctor", "--json").stdout)["unfinished"] is None
    rows = holdfast("export", "--csv").stdout.splitlines()[1:]
    assert len(rows) == 8
    assert len({row.split(",")[1] for row in rows}) == 1


def test_nothing_to_continue_is_said(holdfast):
    done = holdfast("run", "--continue", "--terminal", code=2)
    assert done.stderr == "No session is waiting to be continued.\n"


def test_a_data_folder_that_cannot_be_made_is_named(holdfast, tmp_path):
    (tmp_path / "file").write_text("")
    done = holdfast("run", "pre-run-1", "--terminal", data=tmp_path / "file" / "data", code=2)
    assert "cannot be made" in done.stderr
    assert "--data-dir" in done.stderr


def test_doctor_speaks_plainly(holdfast):
    report = json.loads(holdfast("doctor", "--json").stdout)
    assert set(report) == {"voice", "sound", "display", "database", "unfinished"}
    assert report["display"]["ok"] is False
    assert "terminal" in report["display"]["text"]


def test_ctrl_c_ends_with_130_and_keeps_what_was_done(tmp_path):
    data = tmp_path / "data"
    command = [sys.executable, str(ROOT / "main.py"), "--data-dir", str(data)]
    arguments = ["run", "pre-run-1", "--terminal", "--speed", "10", "--keep"]
    with subprocess.Popen(
        [*command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=NO_DISPLAY,
    ) as running:
        wait_for(running, "> Glute bridge hold")
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert running.stderr
        assert "Traceback" not in running.stderr.read()
    connection = sqlite3.connect(data / "history.db")
    assert connection.execute("SELECT state FROM session").fetchall() == [("stopped",)]
    assert connection.execute("SELECT ended_by FROM set_result").fetchall() == [("dropped",)]
    connection.close()


def test_a_figure_is_drawn_into_a_file(holdfast, tmp_path):
    svg, png = tmp_path / "clam.svg", tmp_path / "clam.png"
    holdfast("figure", "clamshell", "--phase", "0.5", "--side", "left", "-o", str(svg))
    assert svg.read_text().startswith("<?xml")
    holdfast("figure", "clamshell", "--size", "64", "--theme", "dark", "-o", str(png))
    assert png.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("figure", "clamshel", "-o", "x.png"), 'Did you mean "clamshell"?'),
        (("figure", "pre-run-1", "-o", "x.png"), "is a workout"),
        (("figure", "clamshell", "-o", "x.gif"), "should end in .png or .svg"),
        (("figure", "-o", "x.png"), "Name one exercise"),
        (("figure", "clamshell", "-o", "no-such-folder/x.png"), "cannot be written"),
        (("warm-up",), "--minutes N or --leave-at"),
        (("warm-up", "--minutes", "3", "--own", "mini-bnd"), 'Did you mean "mini-band"?'),
        (("warm-up", "--minutes", "3", "--own", "rope"), "There is mat, bench,"),
        (("warm-up", "--leave-at", "25:00"), "not a time of day"),
    ],
)
def test_what_cannot_be_drawn_or_composed_is_one_message(holdfast, arguments, complaint):
    assert complaint in holdfast(*arguments, code=2).stderr


@pytest.mark.parametrize("minutes", [1, 4, 7, 15])
def test_a_warm_up_script_ends_on_the_minute_and_gives_its_reasons(holdfast, minutes):
    arguments = ("warm-up", "--minutes", str(minutes), "--place", "standing", "--own", "")
    script = json.loads(holdfast(*arguments, "--script", "--json").stdout)
    assert script["total_s"] == minutes * 60
    assert all(step["reason"] for step in script["steps"])


def test_leave_at_is_kept_in_the_terminal_too(tmp_path, capsys):
    """Sixty times faster, on a clock of the wall that runs as fast."""
    began, start = time.monotonic(), datetime(2030, 1, 7, 7, 0, tzinfo=UTC)

    def wall_clock():
        return start + timedelta(seconds=(time.monotonic() - began) * 60)

    library = load_library(None)
    timeline = compose(Wishes(seconds=180), library)
    ends_at = start + timedelta(seconds=100)
    history = History(tmp_path / "history.db", now=wall_clock)
    filler = library.exercises[FILLER]
    promised = replace(timeline, ends_at=ends_at)
    assert guide(promised, history, None, wall_clock, "test", speed=60.0, filler=filler) == 0
    [session] = history.sessions()
    history.close()
    assert session.state == "finished"
    assert abs((session.finished_at - ends_at).total_seconds()) < 10  # a sixth of a real second
    said = capsys.readouterr().out
    assert "Shortened, to end at 07:01:" in said
    assert "Done. Go run." in said


def test_the_history_leaves_and_comes_back(holdfast, tmp_path):
    holdfast("run", "pre-run-1", "--terminal", "--speed", "100", "--keep")
    whole, other = tmp_path / "all.json", tmp_path / "other"
    holdfast("export", "--json", "-o", str(whole))
    tried = json.loads(holdfast("import", str(whole), "--dry-run", data=other).stdout)
    assert (tried["new"], tried["known"], tried["refused"]) == (3, 0, [])
    holdfast("import", str(whole), data=other)
    again = json.loads(holdfast("import", str(whole), data=other).stdout)
    assert (again["new"], again["known"]) == (0, 3)
    before, after = (
        holdfast("export", "--csv", data=d).stdout for d in (tmp_path / "data", other)
    )
    assert before == after


def test_fit_files_are_written_one_a_session(holdfast, tmp_path):
    holdfast("run", "pre-run-1", "--terminal", "--speed", "100", "--keep")
    holdfast("export", "--fit", "-o", str(tmp_path / "fits"))
    [file] = (tmp_path / "fits").iterdir()
    assert file.read_bytes()[8:12] == b".FIT"
    assert "need a place" in holdfast("export", "--fit", code=2).stderr


def test_an_export_that_fails_leaves_no_file(holdfast, tmp_path):
    output = tmp_path / "x.csv"
    holdfast("export", "--csv", "--session", "nobody", "-o", str(output), code=2)
    assert not output.exists()


def test_what_is_no_history_is_refused_and_nothing_changes(holdfast, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "something else"}')
    assert holdfast("import", str(bad), code=2).stderr
    assert holdfast("export", "--csv").stdout.count("\n") == 1


def test_a_backup_is_made_after_each_session_and_can_be_restored(holdfast, tmp_path):
    other, whole = tmp_path / "other", tmp_path / "all.json"
    holdfast("run", "pre-run-1-kerb", "--terminal", "--speed", "100", "--keep", data=other)
    holdfast("export", "--json", "-o", str(whole), data=other)
    holdfast("run", "pre-run-1", "--terminal", "--speed", "100", "--keep")
    name = holdfast("restore").stdout.split()[0]
    holdfast("import", str(whole))
    asked = holdfast("restore", name).stdout
    assert "The backup holds 1 session, the history of today 2." in asked
    assert "Not in the backup: 1 session of today." in asked
    assert "Nothing was changed" in asked
    assert "pre-run-1-kerb" in holdfast("export", "--csv").stdout
    told = holdfast("restore", name, "--yes").stdout
    assert "pre-run-1-kerb" not in holdfast("export", "--csv").stdout
    before = told.split()[-1]
    assert before in holdfast("restore").stdout
    holdfast("restore", before, "--yes")
    assert "pre-run-1-kerb" in holdfast("export", "--csv").stdout


def test_the_first_side_and_pace_of_the_settings_hold_on_the_command_line_too(holdfast, tmp_path):
    (tmp_path / "data").mkdir()
    settings = "[General]\nfirst_side=right\nready_s=20\n"
    (tmp_path / "data" / "settings.ini").write_text(settings)
    steps = json.loads(holdfast("script", "adductor-ladder", "--json").stdout)["steps"]
    assert next(step["side"] for step in steps if step["side"] in ("left", "right")) == "right"
    assert {step["seconds"] for step in steps if step["kind"] == "ready"} == {20}
    holdfast("run", "copenhagen-hold", "--terminal", "--speed", "200", "--keep")
    with sqlite3.connect(tmp_path / "data" / "history.db") as database:
        sides = [row[0] for row in database.execute("select side from set_result order by rowid")]
    assert sides[0] == "right"


def test_what_to_record_is_listed_and_recordings_are_examined(holdfast, tmp_path):
    lines = holdfast("voice-pack", "script").stdout.splitlines()
    assert "switch-right\tSwitch. Right side." in lines
    holdfast("voice-pack", "script", "-o", str(tmp_path / "pack.json"))
    clips = json.loads((tmp_path / "pack.json").read_text())["clips"]
    assert len(clips) == len(lines)
    refused = holdfast("voice-pack", "check", str(tmp_path / "gone"), code=2)
    assert "gone is no folder" in refused.stderr
