"""Files nobody should have to fear: each gets one plain message, and the rest goes on working."""

import os
import socket

import pytest

from tests.workouts.conftest import EXERCISE, WORKOUT, changed, nobody
from workouts.library import LibraryError, check_file, load_library

BUILT_IN = load_library()
HOLD = "dose = { hold_s = 30 }"
ITEM = "hold_s = 20"
SECRET = "the-password-of-somebody-else"


def exercise(old, new):
    return changed(EXERCISE, (old, new))


def workout(old, new):
    return changed(WORKOUT, (old, new))


def utf16(text):
    return b"\xff\xfe" + text.encode("utf-16-le")


# name of the file, what is in it, what the message says after the name
EXERCISES = {
    "a misspelt key": (
        exercise("purpose", "purpuse"),
        ', line 6: purpuse: nobody knows this key. Did you mean "purpose"?',
    ),
    "a key of no kind": (
        EXERCISE + "colour = 1\n",
        ", line 9: colour: nobody knows this key.",
    ),
    "a misspelt word": (
        exercise('"standing"', '"standig"'),
        ', line 3: position: "standig" is not a word for it. Did you mean "standing"?',
    ),
    "a word of no kind": (
        exercise('"both"', '"xyz"'),
        ', line 4: sided: "xyz" is not a word for it. It is one of: both, each-side, alternating.',
    ),
    "an unknown muscle": (
        exercise('["quadriceps"]', '["quadriceps", "gluteus"]'),
        ', line 7: primary 2: "gluteus" is not a word for it. Did you mean "gluteus-',
    ),
    "text for a number": (
        exercise("hold_s = 30", 'hold_s = "30"'),
        ", line 8: dose, hold_s: should be a number, but is text in quotes",
    ),
    "a number for text": (
        exercise('"Wall sit"', "7"),
        ", line 1: name: should be text in quotes, but is a whole number",
    ),
    "text for a list": (
        exercise('["quadriceps"]', '"quadriceps"'),
        ", line 7: primary: should be a list in [ ], but is text in quotes",
    ),
    "a list for a table": (
        exercise("{ hold_s = 30 }", "[30]"),
        ", line 8: dose: should be a table in { }, but is a list in [ ]",
    ),
    "true for a number": (
        exercise("hold_s = 30", "hold_s = true"),
        ", line 8: dose, hold_s: should be a number, but is true or false",
    ),
    "a date for a number": (
        exercise("hold_s = 30", "hold_s = 2024-01-01"),
        ", line 8: dose, hold_s: is a date or a time of day; ",
    ),
    "half a rep": (
        exercise("{ hold_s = 30 }", "{ hold_s = 30, repeats = 1.5 }"),
        ", line 8: dose, repeats: should be a whole number, but is a number",
    ),
    "a tempo of two": (
        EXERCISE + "tempo = [1, 2]\n",
        ", line 9: tempo: should be a list of 3, but has 2",
    ),
    "a tempo of nothing": (
        EXERCISE + "tempo = [0, 0, 0]\n",
        ", line 9: tempo: a rep needs at least 0.1 seconds",
    ),
    "a tempo below nothing": (
        EXERCISE + "tempo = [2, -1, 2]\n",
        ", line 9: tempo: should be the seconds of lift, pause and lower, none below 0",
    ),
    "negative seconds": (
        exercise("30", "-30"),
        ", line 8: dose, hold_s: should be from 0.1 to 3600 seconds",
    ),
    "no seconds": (
        exercise("30", "0"),
        ", line 8: dose, hold_s: should be from 0.1 to 3600 seconds",
    ),
    "next to no seconds": (
        exercise("30", "1e-300"),
        ", line 8: dose, hold_s: should be from 0.1 to 3600 seconds",
    ),
    "seconds that are no number": (
        exercise("30", "nan"),
        ", line 8: dose, hold_s: should be a number, but is nan",
    ),
    "endless seconds": (
        exercise("30", "-inf"),
        ", line 8: dose, hold_s: should be a number, but is -inf",
    ),
    "an hour and a second": (
        exercise("30", "3601"),
        ", line 8: dose, hold_s: should be from 0.1 to 3600 seconds",
    ),
    "a number beyond all bounds": (
        exercise("30", "9" * 400),
        ", line 8: dose, hold_s: is far too large a number",
    ),
    "a number of ten thousand digits": (
        exercise("30", "9" * 10_000),
        ", line 8: dose: is a number with too many digits",
    ),
    "reps that add up to days": (
        changed(
            EXERCISE,
            ('"hold"', '"reps"'),
            (HOLD, "dose = { reps = 500 }\ntempo = [3600, 3600, 3600]"),
        ),
        ", line 8: dose: one set would last 5400000 seconds; at most 3600",
    ),
    "a walk without end": (
        changed(
            EXERCISE,
            ('"hold"', '"steps"'),
            (HOLD, "dose = { out = 500, back = 500, laps = 500 }"),
        ),
        ", line 8: dose: one set would last 750000 seconds; at most 3600",
    ),
    "no dose for its measure": (
        exercise('"hold"', '"reps"'),
        ', line 8: dose, reps: is missing: the measure is "reps"',
    ),
    "a missing key": (
        exercise(HOLD, ""),
        ", line 1: dose: is missing",
    ),
    "a missing fix": (
        EXERCISE + 'faults = [{ fault = "Knees cave in" }]\n',
        ", line 9: faults 1, fix: is missing",
    ),
    "an empty name": (
        exercise("Wall sit", "  "),
        ", line 1: name: should not be empty",
    ),
    "a name of two lines": (
        exercise("Wall sit", r"Wall\nsit"),
        ", line 1: name: should be one line",
    ),
    "a name that speaks to the terminal": (
        exercise("Wall sit", r"Wall \u001b[31m sit"),
        ", line 1: name: holds a control character, which nobody can see or hear",
    ),
    "a name that is read backwards": (
        exercise("Wall sit", r"Wall \u202e sit"),
        ", line 1: name: holds a control character, which nobody can see or hear",
    ),
    "a name as long as a page": (
        exercise("Wall sit", "Wall " * 200),
        ", line 1: name: should have at most 120 letters",
    ),
    "holds that add up to weeks": (
        exercise("{ hold_s = 30 }", "{ hold_s = 3600, repeats = 500 }"),
        ", line 8: dose: all its repeats together would last more than a day",
    ),
    "a text as long as a book": (
        exercise("Thighs that last.", "x" * 100_000),
        ", line 6: purpose: is longer than 5000 letters",
    ),
    "ten thousand cues": (
        EXERCISE + "cues = [" + '"x",' * 10_000 + "]\n",
        ", line 9: cues: has more than 500 entries",
    ),
    "a range of nothing known": (
        EXERCISE + "range = { hold = [10, 20] }\n",
        ', line 9: range, hold: no dose has this. Did you mean "hold_s"?',
    ),
    "a range upside down": (
        EXERCISE + "range = { hold_s = [20, 10] }\n",
        ", line 9: range, hold_s: should be [lowest, highest], none below 0",
    ),
    "a range beyond what can be done": (
        EXERCISE + "range = { reps = [1, 501] }\n",
        ", line 9: range, reps: should be at most 500",
    ),
    "a step up to nothing": (
        EXERCISE + "step_up_at = { hold_s = -1 }\n",
        ", line 9: step_up_at, hold_s: should be above 0 and at most 3600",
    ),
    "an id of its own": (
        'id = "other"\n' + EXERCISE,
        ", line 1: id: the name of the file is the id; leave this key out",
    ),
    "an unknown rung": (
        EXERCISE + 'easier = "clamshel"\n',
        ', line 9: easier: no exercise is called "clamshel". Did you mean "clamshell"?',
    ),
    "a path as a rung": (
        EXERCISE + 'easier = "../secret"\n',
        ', line 9: easier: no exercise is called "../secret".',
    ),
    "its own rung": (
        EXERCISE + 'harder = "hostile"\n',  # the name of its own file
        ", line 9: harder: an exercise cannot be its own variation",
    ),
    "a path as a pose": (
        EXERCISE + 'pose = "../../secret"\n',
        ", line 9: pose: should be the id of a built-in pose",
    ),
    "a pose without a floor": (
        EXERCISE + "pose = " + "{ a = " * 300 + "1" + " }" * 300 + "\n",
        ", line 9: pose, a, a, a, a, a, a, a, a, a, a, a, a: is nested too deeply",
    ),
    "a workout in the wrong folder": (
        WORKOUT,
        ', line 4: item: this is a workout; it belongs in the folder "workouts"',
    ),
}
WORKOUTS = {
    "an empty file": ("", ", line 1: title: is missing"),
    "nothing but a comment": ("# to do\n", ", line 1: title: is missing"),
    "no items": (WORKOUT.split("[[", maxsplit=1)[0], ", line 1: item: is missing"),
    "an empty list of items": (
        'title = "x"\nkind = "strength"\nitem = []\n',
        ", line 3: item: a workout needs at least one [[item]]",
    ),
    "one bracket too few": (
        'title = "x"\nkind = "strength"\n[item]\nexercise = "clamshell"\n',
        ", line 3: item: write [[item]], with two brackets on each side",
    ),
    "an item of nothing": (
        WORKOUT + "[[item]]\n",
        ", line 10: item 3, exercise: is missing",
    ),
    "an unknown exercise": (
        workout("glute-bridge", "glute-brigde"),
        ', line 8: item 2, exercise: no exercise is called "glute-brigde". '
        'Did you mean "glute-bridge"?',
    ),
    "a path as an exercise": (
        workout("clamshell", "../../secret"),
        ', line 5: item 1, exercise: no exercise is called "../../secret".',
    ),
    "an exercise a megabyte long": (
        workout("clamshell", "x" * 4000),
        f', line 5: item 1, exercise: no exercise is called "{"x" * 40}…".',
    ),
    "a misspelt key in an item": (
        workout("hold_s", "holds"),
        ', line 9: item 2, holds: nobody knows this key. Did you mean "hold_s"?',
    ),
    "an unknown kind": (
        workout('"strength"', '"strenght"'),
        ', line 2: kind: "strenght" is not a word for it. Did you mean "strength"?',
    ),
    "an exercise in the wrong folder": (
        EXERCISE,
        ', line 5: measure: this is an exercise; it belongs in the folder "exercises"',
    ),
    "no rounds": (
        workout("[[item]]", "rounds = 0\n[[item]]"),
        ", line 4: rounds: should be from 1 to 50",
    ),
    "rounds for a lifetime": (
        workout("[[item]]", "rounds = 99999\n[[item]]"),
        ", line 4: rounds: should be from 1 to 50",
    ),
    "a rest that never ends": (
        workout("[[item]]", "rest_s = 1e8\n[[item]]"),
        ", line 4: rest_s: should be from 0 to 3600 seconds",
    ),
    "a rest that is no number": (
        workout("[[item]]", "rest_s = +nan\n[[item]]"),
        ", line 4: rest_s: should be a number, but is nan",
    ),
    "a negative ready": (
        WORKOUT + "ready_s = -5\n",
        ", line 10: item 2, ready_s: should be from 0 to 3600 seconds",
    ),
    "ten million steps": (
        'title = "x"\nkind = "strength"\nrounds = 50\n'
        + '[[item]]\nexercise = "side-plank"\nrepeats = 500\n' * 200,
        ", line 4: item: all items and rounds together make more than 5000 steps",
    ),
    "too many items": (
        'title = "x"\nkind = "strength"\n' + '[[item]]\nexercise = "clamshell"\n' * 201,
        ", line 3: item: a workout has at most 200 items",
    ),
    "a total that is no number": (
        workout("[[item]]", "total_s = nan\n[[item]]"),
        ", line 4: total_s: should be a number, but is nan",
    ),
    "a total that does not add up": (
        workout("[[item]]", "total_s = 1\n[[item]]"),
        ", line 4: total_s: says 1, but the steps add up to 135 seconds; correct it or leave",
    ),
    "the same key twice": (
        WORKOUT + "hold_s = 30\n",
        ", line 10: item 2, hold_s: stands here twice; keep one",
    ),
    "the same table twice": (
        "[x]\n[x]\n",
        ", line 2: x: stands here twice; keep one",
    ),
    "a value left out": (
        workout(ITEM, "hold_s ="),
        ", line 9: item 2, hold_s: has no value that can be understood; ",
    ),
    "text without quotes": (
        workout('"clamshell"', "clamshell"),
        ", line 5: item 1, exercise: has no value that can be understood; text needs quotes",
    ),
    "a quotation mark left out": (
        workout('"My evening"', '"My evening'),
        ", line 1: title: has a text without its closing quotation mark",
    ),
    "a text that never ends": (
        WORKOUT + 'note = """\nAnd so on',
        ", line 11: item 2, note: has a text without its closing quotation mark",
    ),
    "a bracket left out": (
        WORKOUT + 'sub = ["mat"\n',
        ', line 10: item 2, sub: has a "[" without its "]"',
    ),
    "words that are no line": (
        WORKOUT + "and then rest\n",
        ', line 10: needs "=" between the key and its value',
    ),
    "a heading left open": (
        WORKOUT + '[[item]\nexercise = "clamshell"\n',
        ', line 10: this heading needs its closing "]"',
    ),
    "a path with single backslashes": (
        workout("My evening", r"C:\My evening"),
        ', line 1: title: has a "\\" in its text; write it twice, or use a "/"',
    ),
    "a page of the web": (
        "<!DOCTYPE html>\n<html></html>\n",
        ", line 1: ",
    ),
    "Latin-1": (
        workout("My evening", "Für müde Hüften").encode("latin-1"),
        ", line 1: title: is not UTF-8 text; save it again with the encoding UTF-8",
    ),
    "Latin-1 further down": (
        (WORKOUT + "# Übung\n").encode("latin-1"),
        ", line 10: is not UTF-8 text; save it again with the encoding UTF-8",
    ),
    "UTF-16": (utf16(WORKOUT), ", line 1: is not UTF-8 text; "),
    "zeros": (bytes(4000), ", line 1: "),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ", line 1: is not UTF-8 text; "),
    "a side of both": (
        workout(ITEM, ITEM + '\nside = "both"'),
        ', line 10: item 2, side: "both" is not a word for it. It is one of: left, right.',
    ),
    "one side where both work at once": (
        workout(ITEM, ITEM + '\nside = "left"'),
        ", line 10: item 2, side: Glute bridge hold does not work one side by itself",
    ),
    "ten megabytes of text": (
        workout("My evening", "x" * 10_000_000),
        ", line 1: title: the file grows beyond 250 kB; no exercise or workout needs that",
    ),
    "a well of brackets": (
        workout('"My evening"', "[" * 100_000),
        ", line 1: title: is nested too deeply",
    ),
    "a well of tables": (
        workout('"My evening"', "{ a = " * 30_000),
        ", line 1: title: is nested too deeply",
    ),
    "a key of fifty thousand parts": (
        WORKOUT + "a" + ".a" * 50_000 + " = 1\n",
        ", line 10: a, a, a: is nested too deeply",
    ),
    "a heading of thirty thousand parts": (
        WORKOUT + '["a"' + ' . "a"' * 30_000 + "]\n",
        ", line 10: a, a, a: is nested too deeply",
    ),
    "a list within lists": (
        WORKOUT + "tempo = " + "[" * 40 + "1" + "]" * 40 + "\n",
        ", line 10: item 2, tempo 1 1 1 1 1 1 1 1 1 1: is nested too deeply",
    ),
    "a quarter of a megabyte of spaces": (
        WORKOUT + "tempo = [\n1," + " " * 240_000 + "2,\n3, 4]\n",
        ", line 10: item 2, tempo: should be a list of 3, but has 4",
    ),
    "a key that speaks to the terminal": (
        WORKOUT + '"\\u001b[2J\\n" = 1\n',
        ", line 7: item 2, �[2J�: nobody knows this key.",
    ),
    "a key that looks like a place": (
        WORKOUT + '"x` - at `$[3].y" = 1\n',
        ", line 10: item 2, x` - at `$[3].y: nobody knows this key.",
    ),
    "twenty thousand keys": (
        "".join(f"k{n} = 1\n" for n in range(20_000)),
        ": has more than 500 entries",
    ),
}
ALL = [
    *(("exercises", name, *case) for name, case in EXERCISES.items()),
    *(("workouts", name, *case) for name, case in WORKOUTS.items()),
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("folder", "name", "content", "message"), ALL, ids=lambda v: str(v)[:40])
def test_a_broken_file_gets_one_plain_message(athlete, folder, name, content, message):
    path = athlete.write(f"{folder}/hostile.toml", content)
    athlete.exercise("wall-sit")
    library = athlete.library()
    (problem,) = library.problems
    assert str(problem).startswith("hostile.toml" + message)
    assert str(problem).isprintable()
    assert len(str(problem)) < 300
    assert library.own == {"wall-sit"}
    assert set(library.workouts) == set(BUILT_IN.workouts)
    if "wrong folder" not in name:
        with pytest.raises(LibraryError) as refused:
            check_file(path, library)
        assert "hostile.toml" in str(refused.value)


def test_all_of_them_at_once_still_leave_the_rest_working(athlete):
    for number, (folder, name, content, _) in enumerate(ALL):
        id_ = "hostile" if name == "its own rung" else f"hostile-{number}"
        athlete.write(f"{folder}/{id_}.toml", content)
    athlete.exercise("wall-sit")
    athlete.workout("my-evening")
    library = athlete.library()
    assert library.own == {"wall-sit", "my-evening"}
    named = {p.path.name for p in library.problems}
    assert len(library.problems) == len(named) == len(ALL)


@pytest.mark.parametrize(
    "name", ["My Evening", "ä", "a" * 65, "-x", "x_y", "x.y", "x y", "x\ny", "x\x1b[31m"]
)
def test_a_file_name_that_can_be_no_id_says_what_an_id_is(athlete, name):
    athlete.write(f"workouts/{name}.toml", WORKOUT)
    (problem,) = athlete.problems()
    assert "the name of the file is its id: small letters a-z, digits and hyphens" in problem
    assert problem.isprintable()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_in_no_encoding_can_still_be_shown(athlete):
    path = os.fsencode(athlete.path("workouts")) + b"/caf\xe9.toml"
    with open(path, "wb") as file:  # noqa: PTH123 - a Path would already have decoded it
        file.write(WORKOUT.encode())
    (problem,) = athlete.problems()
    assert problem.encode()


# Things that are no files


@pytest.mark.timeout(10)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting_for_it(athlete):
    os.mkfifo(athlete.path("workouts/hostile.toml"))
    assert athlete.problems() == ["hostile.toml: is not an ordinary file"]
    with pytest.raises(LibraryError, match="not an ordinary file"):
        check_file(athlete.path("workouts/hostile.toml"), BUILT_IN)


def test_a_folder_named_like_a_file_is_refused(athlete):
    athlete.path("exercises/hostile.toml").mkdir()
    assert athlete.problems() == ["hostile.toml: is a folder, not a file"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_socket_is_refused(athlete, monkeypatch):
    monkeypatch.chdir(athlete.path("exercises"))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("hostile.toml")
        assert athlete.problems() == ["hostile.toml: is not an ordinary file"]


@pytest.mark.timeout(10)
@pytest.mark.skipif(os.name == "nt", reason="no devices among files there")
def test_a_link_to_an_endless_device_is_refused(athlete):
    athlete.path("workouts/hostile.toml").symlink_to("/dev/zero")
    assert athlete.problems() == ["hostile.toml: is a link that leads out of its folder"]
    with pytest.raises(LibraryError, match="not an ordinary file"):
        check_file(athlete.path("workouts/hostile.toml"), BUILT_IN)


@pytest.mark.parametrize("by", ["file", "chain", "dots"])
def test_a_link_out_of_the_folder_is_refused_unread(athlete, tmp_path_factory, by):
    away = tmp_path_factory.mktemp("away")
    secret = away / "secret.toml"
    secret.write_text(f'{SECRET} = "')
    link = athlete.path("workouts/hostile.toml")
    match by:
        case "file":
            link.symlink_to(secret)
        case "chain":
            athlete.path("workouts/other.link").symlink_to(secret)
            link.symlink_to("other.link")
        case "dots":
            link.symlink_to(os.path.relpath(secret, link.parent))
    os.utime(secret, (1_000_000, 1_000_000))
    (problem,) = athlete.problems()
    assert problem == "hostile.toml: is a link that leads out of its folder"
    assert SECRET not in problem


def test_links_in_a_circle_are_refused(athlete):
    athlete.path("workouts/a.toml").symlink_to("b.toml")
    athlete.path("workouts/b.toml").symlink_to("a.toml")
    assert len(athlete.problems()) == 2


def test_a_link_to_nothing_is_refused(athlete):
    athlete.path("workouts/a.toml").symlink_to("gone")
    assert athlete.problems() == ["a.toml: cannot be read (No such file or directory)"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_file_that_may_not_be_read_is_refused(athlete):
    athlete.workout("hostile").chmod(0)
    with nobody(athlete.folder):
        assert athlete.problems() == ["hostile.toml: cannot be read (Permission denied)"]
