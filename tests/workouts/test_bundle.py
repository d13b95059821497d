"""A workout to give away: what goes in comes out, and nothing hostile gets further."""

import os
from pathlib import Path

import msgspec
import pytest

from workouts import bundle as bundles
from workouts.bundle import (
    Bundle,
    CannotAddError,
    Change,
    NothingToShareError,
    apply_bundle,
    bundle_of,
    is_bundle,
    preview,
    read_bundle,
    write_bundle,
    write_whole,
)
from workouts.library import Library, LibraryError, UnknownIdError, load_library
from workouts.writing import exercise_text

LIBRARY = load_library()
WALL_SIT = """\
name = "Wall sit"
category = "strength"
position = "standing"
sided = "both"
measure = "hold"
purpose = "Thighs."
primary = ["quadriceps"]
dose = { sets = 1, hold_s = 30 }
harder = "low-wall-sit"
"""
MINE = """\
title = "For my knee"
kind = "strength"
total_s = 75
rest_s = 10

[[item]]
exercise = "wall-sit"

[[item]]
exercise = "glute-bridge"
hold_s = 25
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """An athlete with a workout, two exercises on one ladder and one that is not needed."""
    home = tmp_path / "mine"
    (home / "exercises").mkdir(parents=True)
    (home / "workouts").mkdir()
    put(home, "exercises/wall-sit", WALL_SIT)
    put(
        home, "exercises/low-wall-sit", WALL_SIT.replace("harder", "#").replace("Wall", "Low wall")
    )
    put(home, "exercises/other", WALL_SIT.replace("harder", "#"))
    put(home, "workouts/for-my-knee", MINE)
    return home


@pytest.fixture
def fresh(tmp_path) -> Path:
    """An athlete with nothing of their own."""
    return tmp_path / "theirs"


def put(home: Path, name: str, text: str) -> Path:
    path = home / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def shared(library: Library, id_: str, to: Path) -> Path:
    given = bundle_of(id_, library)
    to.write_text(write_bundle(given.workout, given.exercises), encoding="utf-8")
    return to


def changes(bundle: Bundle, library: Library) -> dict[str, Change]:
    return {part.value.id: part.change for part in preview(bundle, library)}


def test_what_is_shared_arrives(folder, fresh, tmp_path):
    mine = load_library(folder)
    assert not mine.problems
    file = shared(mine, "for-my-knee", tmp_path / "gift.toml")
    assert is_bundle(file)
    theirs = load_library(fresh)
    bundle = read_bundle(file, theirs)
    assert changes(bundle, theirs) == {
        "for-my-knee": Change.NEW,
        "wall-sit": Change.NEW,
        "low-wall-sit": Change.NEW,  # the ladder of what is shared comes along
    }
    written = apply_bundle(preview(bundle, theirs), fresh)
    assert sorted(p.relative_to(fresh).as_posix() for p in written) == [
        "exercises/low-wall-sit.toml",
        "exercises/wall-sit.toml",
        "workouts/for-my-knee.toml",
    ]
    after = load_library(fresh)
    assert not after.problems
    assert after.exercises["wall-sit"] == mine.exercises["wall-sit"]
    assert after.timeline("for-my-knee") == mine.timeline("for-my-knee")
    assert set(changes(bundle, after).values()) == {Change.SAME}
    assert apply_bundle(preview(bundle, after), fresh) == []


@pytest.mark.parametrize("id_", LIBRARY.workouts)
def test_every_built_in_workout_can_be_shared_and_is_known(id_, tmp_path):
    file = shared(LIBRARY, id_, tmp_path / "gift.toml")
    bundle = read_bundle(file, LIBRARY)
    assert bundle.exercises == ()
    assert changes(bundle, LIBRARY) == {id_: Change.SAME}


def test_an_exercise_alone_can_be_shared_unless_everybody_has_it(folder, tmp_path):
    mine = load_library(folder)
    bundle = bundle_of("wall-sit", mine)
    assert bundle.workout is None
    assert [exercise.id for exercise in bundle.exercises] == ["wall-sit", "low-wall-sit"]
    file = shared(mine, "wall-sit", tmp_path / "gift.toml")
    assert read_bundle(file, LIBRARY) == bundle
    with pytest.raises(NothingToShareError):
        bundle_of("clamshell", mine)
    with pytest.raises(UnknownIdError):
        bundle_of("clamshel", mine)


def test_the_preview_tells_new_same_replaced_and_overridden_apart(folder, fresh, tmp_path):
    clam = LIBRARY.exercises["clamshell"]
    changed = msgspec.structs.replace(clam, name="Clam, my way")
    put(folder, "exercises/clamshell", exercise_text(changed))
    text = MINE.replace("total_s = 75\n", "") + '\n[[item]]\nexercise = "clamshell"\n'
    put(folder, "workouts/for-my-knee", text)
    mine = load_library(folder)
    assert not mine.problems
    file = shared(mine, "for-my-knee", tmp_path / "gift.toml")
    (fresh / "exercises").mkdir(parents=True)
    (fresh / "workouts").mkdir()
    put(fresh, "exercises/wall-sit", WALL_SIT.replace("low-wall-sit", "clamshell"))
    put(fresh, "exercises/low-wall-sit", "a broken file")
    put(fresh, "workouts/for-my-knee", text)
    theirs = load_library(fresh)
    assert changes(read_bundle(file, theirs), theirs) == {
        "for-my-knee": Change.SAME,
        "wall-sit": Change.REPLACES,
        "low-wall-sit": Change.REPLACES,
        "clamshell": Change.OVERRIDES,
    }


def test_opening_never_breaks_what_the_athlete_has(folder, fresh, tmp_path):
    file = shared(load_library(folder), "for-my-knee", tmp_path / "gift.toml")
    (fresh / "exercises").mkdir(parents=True)
    (fresh / "workouts").mkdir()
    put(fresh, "exercises/wall-sit", WALL_SIT.replace("harder", "#").replace("30 }", "31 }"))
    put(
        fresh,
        "workouts/counted",
        'title = "Counted"\nkind = "strength"\ntotal_s = 36\n[[item]]\nexercise = "wall-sit"\n',
    )
    theirs = load_library(fresh)
    assert not theirs.problems
    with pytest.raises(LibraryError, match='break your workout "counted"'):
        read_bundle(file, theirs)


# What people, and those who mean harm, may put into such a file.
GOOD = (
    'format = "holdfast-workout"\nversion = 1\n\n[workout.gift]\ntitle = "Gift"\n'
    'kind = "strength"\n\n[[workout.gift.item]]\nexercise = "wall-sit"\n\n[exercise.wall-sit]\n'
    + WALL_SIT.replace('harder = "low-wall-sit"\n', "")
)
HOSTILE = {
    "no-format": (
        GOOD.replace('format = "holdfast-workout"\n', ""),
        'should be "holdfast-workout',
    ),
    "other-format": (GOOD.replace("holdfast-workout", "zip"), "line 1: format"),
    "format-is-a-table": (GOOD.replace('"holdfast-workout"', "{ a = 1 }"), "line 1: format"),
    "no-version": (GOOD.replace("version = 1\n", ""), "version: should be 1"),
    "newer": (GOOD.replace("version = 1", "version = 2"), "line 2: version: was made by a newer"),
    "version-true": (GOOD.replace("version = 1", "version = true"), "line 2: version"),
    "version-text": (GOOD.replace("version = 1", 'version = "1"'), "line 2: version"),
    "version-nan": (GOOD.replace("version = 1", "version = nan"), "line 2: version"),
    "extra-key": (GOOD.replace("version = 1", "version = 1\nexercises = 3"), "line 3: exercises"),
    "nothing": ('format = "holdfast-workout"\nversion = 1\n', "holds no workout"),
    "empty": ("", "format"),
    "two-workouts": (
        GOOD + '\n[workout.two]\ntitle = "Two"\nkind = "strength"\n',
        "workout, two: one file holds one workout",
    ),
    "path-as-id": (GOOD.replace("[exercise.wall-sit]", '[exercise."../../x"]'), "an id is small"),
    "absolute-id": (GOOD.replace("workout.gift", 'workout."/etc/x"'), "line 4: workout, /etc/x"),
    "dots-as-id": (GOOD.replace("workout.gift", 'workout.".."'), "an id is small"),
    "drive-as-id": (GOOD.replace("workout.gift", "workout.'c:\\x'"), "an id is small"),
    "upper-case-id": (GOOD.replace("workout.gift", "workout.Gift"), "an id is small"),
    "empty-id": (GOOD.replace("workout.gift", 'workout.""'), "an id is small"),
    "long-id": (GOOD.replace("workout.gift", f"workout.{'a' * 65}"), "an id is small"),
    "null-in-id": (GOOD.replace("workout.gift", 'workout."a\\u0000b"'), "an id is small"),
    "id-inside": (GOOD.replace('name = "Wall sit"', 'id = "x"\nname = "W"'), "wall-sit, id"),
    "workout-is-text": (GOOD.split("[workout")[0] + 'workout = "x"\n', "should be a table"),
    "exercise-is-a-list": (GOOD.replace("[exercise.wall-sit]", "[[exercise]]"), "be a table"),
    "table-is-a-number": (GOOD.split("[exercise")[0] + "[exercise]\nx = 3\n", "line 12"),
    "unknown-exercise": (GOOD.replace('"wall-sit"', '"wall-sti"'), 'Did you mean "wall-sit"?'),
    "unknown-key": (GOOD.replace("measure", "meassure"), 'Did you mean "measure"?'),
    "wrong-type": (GOOD.replace("hold_s = 30", 'hold_s = "30"'), "should be a number"),
    "huge": (GOOD.replace("hold_s = 30", "hold_s = 1e300"), "too large a number"),
    "long": (GOOD.replace("hold_s = 30", "hold_s = 3601"), "hold_s: should be from"),
    "negative": (GOOD.replace("hold_s = 30", "hold_s = -1"), "hold_s: should be from"),
    "nan": (GOOD.replace("hold_s = 30", "hold_s = nan"), "should be a number, but is nan"),
    "circle": (GOOD + 'easier = "wall-sit"\n', "cannot be its own variation"),
    "ladder-to-nowhere": (GOOD + 'easier = "nothing"\n', 'no exercise is called "nothing"'),
    "takes-a-workouts-name": (
        GOOD.replace("wall-sit", "adductor-ladder"),
        "a workout has this name already",
    ),
    "takes-an-exercises-name": (
        GOOD.replace("workout.gift", "workout.clamshell"),
        "an exercise has this name already",
    ),
    "same-name-twice": (
        GOOD.replace("workout.gift", "workout.wall-sit"),
        "a workout has this name already",
    ),
    "wrong-total": (GOOD.replace("kind =", "total_s = 3\nkind ="), "the steps add up to 35"),
    "too-many-exercises": (
        GOOD + "".join(f"[exercise.e{n}]\n" for n in range(201)),
        "more than 200 exercises",
    ),
    "deep": (GOOD + "pose = " + "[" * 3000 + "]" * 3000 + "\n", "nested too deeply"),
    "deep-keys": (GOOD + f"[exercise.wall-sit.pose.{'.'.join('a' * 90)}]\n", "nested too deeply"),
    "no-toml": (GOOD + "= = =\n", "line 20"),
    "twice": (GOOD + 'name = "x"\n', "stands here twice"),
    "control": (GOOD.replace("Thighs.", "Thighs.\\u0007"), "control character"),
    "long-text": (GOOD.replace("Thighs.", "T" * 5001), "longer than 5000"),
    "unclosed": (GOOD + 'note = "\n', "closing quotation mark"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_line_that_says_where(name, tmp_path):
    text, says = HOSTILE[name]
    file = tmp_path / "gift.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LibraryError) as refused:
        read_bundle(file, LIBRARY)
    message = str(refused.value)
    assert message.startswith("gift.toml")
    assert says in message
    assert "\n" not in message
    assert os.listdir(tmp_path) == ["gift.toml"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (GOOD.replace("Thighs", "Schl\u00e4fe").encode("latin-1"), "line 17"),
        (GOOD.encode() + b"#" * 300_000, "grows beyond 250 kB"),
        (GOOD.encode() + b"note = " + b"9" * 5000, "too many digits"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data, says, tmp_path):
    file = tmp_path / "gift.toml"
    file.write_bytes(data)
    with pytest.raises(LibraryError, match=says):
        read_bundle(file, LIBRARY)


@pytest.mark.parametrize(
    "data",
    [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()],
    ids=["plain", "bom", "crlf"],
)
def test_a_good_file_is_read_whatever_the_editor_did(data, tmp_path):
    file = tmp_path / "gift.toml"
    file.write_bytes(data)
    assert read_bundle(file, LIBRARY).workout.title == "Gift"


def test_no_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.toml"):
        with pytest.raises(LibraryError):
            read_bundle(path, LIBRARY)


@pytest.fixture
def gift(tmp_path):
    file = tmp_path / "gift.toml"
    file.write_text(GOOD, encoding="utf-8")
    return preview(read_bundle(file, LIBRARY), LIBRARY)


def test_a_link_out_of_the_folder_is_not_followed(gift, fresh, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    fresh.mkdir()
    (fresh / "exercises").symlink_to(outside)
    with pytest.raises(CannotAddError, match="leads out"):
        apply_bundle(gift, fresh)
    assert not list(outside.iterdir())
    assert not list((fresh / "workouts").glob("*"))


def test_a_file_that_is_a_link_is_not_written_through(gift, fresh, tmp_path):
    outside = tmp_path / "outside.toml"
    outside.write_text("mine", encoding="utf-8")
    (fresh / "workouts").mkdir(parents=True)
    (fresh / "workouts" / "gift.toml").symlink_to(outside)
    with pytest.raises(CannotAddError):
        apply_bundle(gift, fresh)
    assert outside.read_text(encoding="utf-8") == "mine"


def test_all_of_it_is_written_or_nothing(gift, fresh, monkeypatch):
    (fresh / "exercises").mkdir(parents=True)
    (fresh / "workouts").mkdir()
    old = put(fresh, "workouts/gift", "what was there")
    real = Path.replace

    def fails_for_exercises(self, target):
        if Path(target).parent.name == "exercises":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_exercises)
    with pytest.raises(CannotAddError, match="Nothing was added: No space left"):
        apply_bundle(gift, fresh)
    assert old.read_text(encoding="utf-8") == "what was there"
    assert [p.name for p in fresh.rglob("*") if p.is_file()] == ["gift.toml"]


def test_a_full_disk_while_staging_leaves_no_trace(gift, fresh, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundles.os, "fsync", full)
    with pytest.raises(CannotAddError):
        apply_bundle(gift, fresh)
    assert not [p for p in fresh.rglob("*") if p.is_file()]


def test_write_whole_keeps_the_old_file_when_it_fails(tmp_path, monkeypatch):
    file = tmp_path / "a.toml"
    write_whole(file, "old")
    monkeypatch.setattr(bundles.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.toml"]


def test_the_file_to_share_can_be_read_by_a_person(folder):
    mine = load_library(folder)
    text = write_bundle(mine.workouts["for-my-knee"], mine.exercises.values())
    assert text.startswith(
        'format = "holdfast-workout"\nversion = 1\n\n'
        '[workout.for-my-knee]\ntitle = "For my knee"\n'
    )
    assert "\n[[workout.for-my-knee.item]]\n" in text
    assert "total_s" not in text
