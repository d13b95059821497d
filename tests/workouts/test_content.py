"""Every shipped file is a test case: it loads, its words are known ones, its links hold."""

import re
import tomllib

import pytest

from workouts import snapshot
from workouts.library import DATA, load_library, read_built_in, read_exercise, read_workout
from workouts.model import Category, Measure, Muscle, Position, Sided
from workouts.session import Session, State

EXERCISES = sorted((DATA / "exercises").glob("*.toml"))
WORKOUTS = sorted((DATA / "workouts").glob("*.toml"))
LIBRARY = load_library()
SPOKEN_WORDS = 6  # more do not fit between two breaths


def words_of(name):
    return tomllib.loads((DATA / name).read_text("utf-8"))


REFERENCES = words_of("references.toml")


def of_each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def test_all_of_the_catalogue_is_here():
    assert (len(EXERCISES), len(WORKOUTS)) == (75, 20)


@of_each(EXERCISES)
def test_a_shipped_exercise_loads(path):
    exercise = read_exercise(path)
    assert exercise.id == path.stem
    assert LIBRARY.exercises[path.stem] == exercise


@of_each(WORKOUTS)
def test_a_shipped_workout_loads(path):
    workout = read_workout(path)
    assert workout.id == path.stem
    assert LIBRARY.workouts[path.stem] == workout


@of_each(EXERCISES)
def test_an_exercise_tells_how_to_do_it(path):
    exercise = read_exercise(path)
    assert exercise.setup
    assert exercise.move
    assert exercise.cues
    assert exercise.faults
    assert exercise.stop_if
    assert exercise.equipment
    assert exercise.source


@of_each(EXERCISES)
def test_what_is_called_out_is_short(path):
    for cue in read_exercise(path).cues:
        assert len(cue.split()) <= SPOKEN_WORDS, cue
        assert not cue.endswith("."), cue


@of_each([*EXERCISES, *WORKOUTS])
def test_every_statement_names_a_source_that_is_listed(path):
    sources = tomllib.loads(path.read_text("utf-8"))["source"]
    assert sources
    assert set(sources) <= set(REFERENCES)
    assert len(set(sources)) == len(sources)


@of_each([*EXERCISES, *WORKOUTS])
def test_a_file_is_tidy(path):
    text = path.read_bytes()
    assert text.endswith(b"\n")
    assert b"\r" not in text
    assert b"\t" not in text
    assert not re.search(rb"[ ]\n", text)


def test_easier_and_harder_exist_and_never_run_in_a_circle():
    for exercise in LIBRARY.exercises.values():
        for way in ("easier", "harder"):
            passed, here = [exercise.id], getattr(exercise, way)
            while here is not None:
                assert here in LIBRARY.exercises
                assert here not in passed
                passed.append(here)
                here = getattr(LIBRARY.exercises[here], way)


def test_the_muscles_explained_are_the_muscles_there_are():
    assert list(words_of("muscles.toml")) == [muscle.value for muscle in Muscle]


def test_every_muscle_category_and_position_is_used():
    every = LIBRARY.exercises.values()
    assert {e.category for e in every} == set(Category)
    assert {e.position for e in every} == set(Position)
    assert {e.sided for e in every} == set(Sided)
    assert {e.measure for e in every} == set(Measure)
    assert {m for e in every for m in (*e.primary, *e.secondary)} == set(Muscle)


@of_each(EXERCISES)
def test_the_default_dose_lies_in_its_range(path):
    exercise = read_exercise(path)
    for name, (low, high) in exercise.range.items():
        said = getattr(exercise.dose, name)
        assert said is None or low <= said <= high, name


@of_each(EXERCISES)
def test_the_step_up_can_be_reached_and_is_no_easier_than_the_start(path):
    exercise = read_exercise(path)
    for name, value in exercise.step_up_at.items():
        low, high = exercise.range.get(name, (0, value))
        assert low <= value <= high, name


def test_every_reference_says_what_it_is_and_how_it_was_checked():
    for key, reference in REFERENCES.items():
        assert key == key.upper()
        assert set(reference) == {"text", "checked"}
        assert reference["text"].strip()
        assert reference["checked"].strip()


@pytest.mark.parametrize("id_", [*LIBRARY.workouts, *LIBRARY.exercises])
def test_everything_shipped_can_be_played_to_its_end(id_):
    plan = LIBRARY.timeline(id_)
    session = Session(plan)
    session.start(0.0)
    events = session.advance(plan.total_s + 1)
    assert session.state is State.FINISHED
    assert events[-1].at == pytest.approx(plan.total_s, abs=0.001)


# The snapshot the program starts from


def test_the_snapshot_is_fresh():
    fresh = snapshot.encode(read_built_in(DATA))
    assert (DATA / snapshot.NAME).read_bytes() == fresh, "run: python tools/snapshot.py"


def test_the_snapshot_says_what_the_files_say():
    assert snapshot.read(DATA) == read_built_in(DATA)


@pytest.fixture
def shipped(tmp_path):
    """A small set of built-ins with its snapshot, to change."""
    for folder, name in (("exercises", "glute-bridge"), ("workouts", "mini")):
        (tmp_path / folder).mkdir()
        text = (DATA / folder / f"{name}.toml").read_text("utf-8") if name != "mini" else ""
        (tmp_path / folder / f"{name}.toml").write_text(text)
    bridge = tmp_path / "exercises/glute-bridge.toml"
    bridge.write_text(re.sub(r"(?m)^(easier|harder) = .*\n", "", bridge.read_text()))
    (tmp_path / "workouts/mini.toml").write_text(
        'title = "Mini"\nkind = "warm-up"\n[[item]]\nexercise = "glute-bridge"\n'
    )
    (tmp_path / snapshot.NAME).write_bytes(snapshot.encode(read_built_in(tmp_path)))
    return tmp_path


def test_a_snapshot_that_fits_is_used(shipped):
    assert snapshot.read(shipped) is not None


def test_windows_line_ends_make_no_other_snapshot(shipped):
    path = shipped / "workouts/mini.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert snapshot.read(shipped) is not None


@pytest.mark.parametrize("what", ["changed", "added", "gone", "renamed"])
def test_an_old_snapshot_is_passed_over(shipped, what):
    mini = shipped / "workouts/mini.toml"
    match what:
        case "changed":
            mini.write_text(mini.read_text().replace("Mini", "Maxi"))
        case "added":
            (shipped / "workouts/more.toml").write_text(mini.read_text())
        case "gone":
            mini.unlink()
        case "renamed":
            mini.rename(shipped / "workouts/maxi.toml")
    assert snapshot.read(shipped) is None
    ids = set(load_library(built_in=shipped).workouts)
    assert (
        ids
        == {
            "changed": {"mini"},
            "added": {"mini", "more"},
            "gone": set(),
            "renamed": {"maxi"},
        }[what]
    )
    if what == "changed":
        assert load_library(built_in=shipped).workouts["mini"].title == "Maxi"


@pytest.mark.parametrize("damage", [b"", b"{", b'{"made_from": 1}', b"\xff" * 99])
def test_a_damaged_snapshot_is_passed_over(shipped, damage):
    (shipped / snapshot.NAME).write_bytes(damage)
    assert set(load_library(built_in=shipped).workouts) == {"mini"}


def test_without_a_snapshot_the_files_are_read(shipped):
    (shipped / snapshot.NAME).unlink()
    assert set(load_library(built_in=shipped).workouts) == {"mini"}
