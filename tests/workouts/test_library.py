"""The built-in library with the athlete's own files over it."""

import os
import re

import pytest

from gui.commands import listed
from tests.workouts.conftest import EXERCISE, WORKOUT, changed, nobody
from workouts.library import (
    LibraryError,
    UnknownIdError,
    check_file,
    load_library,
    read_exercise,
    read_workout,
)
from workouts.model import Exercise, Workout
from workouts.toml_file import find_line, key_at, show_key

BUILT_IN = load_library()


def test_an_empty_folder_adds_nothing(athlete):
    assert athlete.library() == BUILT_IN


def test_a_folder_that_does_not_exist_adds_nothing(tmp_path):
    assert load_library(tmp_path / "nowhere") == BUILT_IN


def test_own_files_join_the_built_in_ones(athlete):
    athlete.exercise("wall-sit")
    athlete.workout("my-evening", ("clamshell", "wall-sit"))
    library = athlete.library()
    assert library.problems == ()
    assert library.own == {"wall-sit", "my-evening"}
    assert library.find("my-evening").title == "My evening"
    assert library.timeline("my-evening").total_s == 5 + 30 + 5 + 20
    assert set(library.workouts) == {*BUILT_IN.workouts, "my-evening"}


def test_an_own_file_takes_the_place_of_the_built_in_one(athlete):
    athlete.workout("pre-run-1")
    athlete.exercise("clamshell", ("Wall sit", "Physio's clamshell"))
    library = athlete.library()
    assert library.find("pre-run-1").title == "My evening"
    assert library.exercises["clamshell"].name == "Physio's clamshell"
    assert library.own == {"pre-run-1", "clamshell"}


def test_a_built_in_workout_goes_on_with_an_exercise_the_athlete_changed(athlete):
    athlete.exercise("glute-bridge", ("hold_s = 30", "hold_s = 45"))
    library = athlete.library()
    assert library.problems == ()
    assert library.timeline("pre-run-1").total_s == 75
    assert library.workouts["pre-run-1"].total_s is None
    assert library.workouts["hip-flow"] == BUILT_IN.workouts["hip-flow"]


def test_a_change_of_measure_does_not_break_built_in_workouts(athlete):
    athlete.exercise(
        "glute-bridge", ('measure = "hold"', 'measure = "reps"'), ("hold_s = 30", "reps = 6")
    )
    library = athlete.library()
    for id_ in library.workouts:
        assert library.timeline(id_).total_s > 0


def test_a_broken_own_file_leaves_the_built_in_one_in_place(athlete):
    athlete.exercise("clamshell", more='easier = "banded-clamshell"\n')
    library = athlete.library()
    assert "circle" in str(library.problems[0])
    assert library.exercises["clamshell"] == BUILT_IN.exercises["clamshell"]
    assert library.timeline("hip-strength-1").total_s == 1452


def test_the_id_of_a_broken_own_file_says_what_is_wrong_with_it(athlete):
    athlete.workout("pre-run-1", ("title", "titel"))
    with pytest.raises(LibraryError, match=r"pre-run-1\.toml, line 1: titel"):
        athlete.library().find("pre-run-1")


def test_an_id_nobody_has_names_the_nearest():
    with pytest.raises(UnknownIdError, match=r'"pre-run-9".*Did you mean "pre-run-8"'):
        BUILT_IN.find("pre-run-9")


@pytest.mark.parametrize("id_", ["", "../clamshell", "/etc/passwd", "x" * 10**6, "\x1b[31m", "ä"])
def test_any_text_may_be_asked_for_as_an_id(id_):
    with pytest.raises(UnknownIdError) as refused:
        BUILT_IN.find(id_)
    assert len(str(refused.value)) < 200
    assert str(refused.value).isprintable()


def test_an_exercise_can_be_asked_for_as_a_workout_of_its_own():
    assert BUILT_IN.find("clamshell").item[0].exercise == "clamshell"


def test_a_ladder_through_own_files_is_followed(athlete):
    athlete.exercise("a", more='harder = "b"\n')
    athlete.exercise("b", more='easier = "a"\nharder = "side-plank"\n')
    assert athlete.problems() == []


def test_every_exercise_of_a_circle_is_named(athlete):
    athlete.exercise("a", more='harder = "b"\n')
    athlete.exercise("b", more='harder = "c"\n')
    athlete.exercise("c", more='harder = "a"\n')
    assert athlete.problems() == [
        "a.toml, line 9: harder: the ladder runs in a circle: a → b → c → a",
        "b.toml, line 9: harder: the ladder runs in a circle: b → c → a → b",
        "c.toml, line 9: harder: the ladder runs in a circle: c → a → b → c",
    ]


def test_no_ladder_is_left_hanging_when_a_file_is_left_out(athlete):
    athlete.exercise("a", more='harder = "b"\n')
    athlete.exercise("b", more='harder = "c"\n')
    athlete.exercise("c", more='harder = "nobody"\n')
    library = athlete.library()
    assert [str(problem) for problem in library.problems] == [
        'c.toml, line 9: harder: no exercise is called "nobody".',
        "b.toml, line 9: harder: c.toml has a mistake of its own",
        "a.toml, line 9: harder: b.toml has a mistake of its own",
    ]
    assert library.own == set()


def test_a_workout_that_needs_a_broken_file_says_so(athlete):
    athlete.exercise("wall-sit", ("hold_s", "hold"))
    athlete.workout("my-evening", ("clamshell", "wall-sit"))
    assert athlete.problems()[1] == (
        "my-evening.toml, line 5: item 1, exercise: wall-sit.toml has a mistake of its own"
    )


def test_one_name_belongs_to_one_thing(athlete):
    athlete.workout("clamshell")
    athlete.exercise("hip-flow")
    athlete.exercise("both")
    athlete.workout("both")
    assert athlete.problems() == [
        "hip-flow.toml: a workout has this name already; rename the file",
        "both.toml: an exercise has this name already; rename the file",
        "clamshell.toml: an exercise has this name already; rename the file",
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(athlete):
    athlete.write("workouts/bom.toml", b"\xef\xbb\xbf" + WORKOUT.encode())
    athlete.write("workouts/crlf.toml", WORKOUT.replace("\n", "\r\n"))
    athlete.write("exercises/both.toml", b"\xef\xbb\xbf" + EXERCISE.replace("\n", "\r\n").encode())
    library = athlete.library()
    assert library.problems == ()
    assert library.own == {"bom", "crlf", "both"}


def test_line_numbers_hold_with_windows_line_ends(athlete):
    text = changed(WORKOUT, ("hold_s = 20", "hold_s = -20")).replace("\n", "\r\n")
    athlete.write("workouts/x.toml", text)
    assert "line 9: item 2, hold_s" in athlete.problems()[0]


def test_a_link_inside_the_folder_is_followed(athlete):
    athlete.exercise("wall-sit")
    athlete.path("exercises/chair-sit.toml").symlink_to("wall-sit.toml")
    assert athlete.library().own == {"wall-sit", "chair-sit"}


def test_the_folder_may_itself_be_a_link(athlete, tmp_path):
    athlete.exercise("wall-sit")
    away = tmp_path / "synced"
    away.symlink_to(athlete.folder, target_is_directory=True)
    assert load_library(away).own == {"wall-sit"}


def test_hidden_files_and_other_files_are_passed_over(athlete):
    for name in (".x.toml", "._wall-sit.toml", "x.toml~", "x.TOML", "readme.txt"):
        athlete.write(f"workouts/{name}", b"\x00\xff")
    assert athlete.problems() == []


def test_a_file_is_checked_by_itself_wherever_it_lies(athlete):
    path = athlete.write("wall-sit.toml", EXERCISE)
    assert isinstance(check_file(path, BUILT_IN), Exercise)
    path = athlete.write("my-evening.toml", WORKOUT)
    assert isinstance(check_file(path, BUILT_IN), Workout)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ((("clamshell", "clamshel"),), r'line 5: item 1, exercise: .* Did you mean "clamshell"'),
        ((('kind = "strength"', 'kind = "strength"\ntotal_s = 9'),), "line 3: total_s: says 9, "),
        ((("hold_s = 20", "hold_s = 0"),), "line 9: item 2, hold_s: "),
    ],
)
def test_checking_a_workout_says_what_the_library_would(athlete, changes, complaint):
    path = athlete.workout("x", *changes)
    with pytest.raises(LibraryError) as refused:
        check_file(path, BUILT_IN)
    assert re.search(complaint, str(refused.value))
    assert str(refused.value) == athlete.problems()[0]


def test_checking_an_exercise_says_what_the_library_would(athlete):
    path = athlete.exercise("x", more='easier = "clamshel"\n')
    with pytest.raises(LibraryError) as refused:
        check_file(path, BUILT_IN)
    assert str(refused.value) == athlete.problems()[0]


@pytest.mark.parametrize("check", [read_exercise, read_workout, lambda p: check_file(p, BUILT_IN)])
def test_a_file_that_is_not_there_is_a_plain_message(tmp_path, check):
    with pytest.raises(LibraryError, match=r"gone\.toml: cannot be read \(No such file"):
        check(tmp_path / "gone.toml")


def test_nothing_is_written_by_reading(athlete):
    athlete.exercise("wall-sit")
    before = sorted(p.relative_to(athlete.folder) for p in athlete.folder.rglob("*"))
    athlete.library()
    assert sorted(p.relative_to(athlete.folder) for p in athlete.folder.rglob("*")) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_folder_that_cannot_be_read_is_a_problem_not_a_crash(athlete):
    athlete.path("workouts").chmod(0)
    try:
        with nobody(athlete.folder):
            assert "is a folder that cannot be read" in athlete.problems()[0]
    finally:
        athlete.path("workouts").chmod(0o755)


def test_where_an_own_file_is_broken_the_built_in_one_is_there_all_the_same(athlete):
    for id_ in ("clamshell", "pre-run-1"):
        athlete.write(f"exercises/{id_}.toml", "name =")
    athlete.write("workouts/hip-strength-1.toml", "title =")
    library = athlete.library()
    for id_ in ("clamshell", "pre-run-1", "hip-strength-1"):
        assert library.there(id_) == BUILT_IN.there(id_)
        with pytest.raises(LibraryError):
            library.find(id_)
    rows = {row.id: row.total_s for row in listed(library)}
    assert rows == {row.id: row.total_s for row in listed(BUILT_IN)}


def test_a_file_in_place_of_the_folder_is_a_problem_not_a_crash(tmp_path):
    (tmp_path / "exercises").write_text("")
    assert "is a folder that cannot be read" in str(load_library(tmp_path).problems[0])


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 1),
        (("item", 0, "reps"), 4),
        (("item", 0), 3),
        (("item", 1, "hold_s"), 7),
        (("item", 1, "exercise"), 6),
        (("dose", "reps"), 9),
        (("odd key", "x"), 11),
        (("nothing",), 1),  # is missing: the file as a whole
        ((), None),
    ],
)
def test_a_key_is_found_on_its_line(key, line):
    text = (
        'title = "x"  # title\n'
        'note = "[[item]] a = 1"\n'
        "[[item]]\n"
        "reps = 4\n"
        "[[ item ]] # the second\n"
        'exercise = "x"\n'
        "hold_s = 3\n"
        "[dose]\n"
        "reps.x = 3\n"
        '["odd key"]\n'
        "'x' = 1\n"
    )
    assert find_line(text, key) == line
    if line and key not in (("item", 0), ("nothing",)):
        assert key_at(text, line)[: len(key)] == key


def test_a_place_is_shown_as_people_write_it():
    assert show_key(("item", 1, "reps")) == "item 2, reps"
    assert show_key(("faults", 0)) == "faults 1"
    assert show_key((3,)) == "3"
