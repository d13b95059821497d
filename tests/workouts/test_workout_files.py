"""The file format as it is documented: the examples load, the schemas are fresh and agree."""

import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.workouts.conftest import EXERCISE, WORKOUT, changed
from tools import schema
from workouts import model
from workouts.checks import MAX_ITEMS, MAX_REPS, MAX_ROUNDS, MAX_SECONDS, MAX_STEPS
from workouts.library import DATA
from workouts.model import Dose, Exercise, Fault, Item, Workout
from workouts.programmes import Programme
from workouts.toml_file import MAX_BYTES

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "workout-files.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL)
SHIPPED = sorted(DATA.glob("*s/*.toml"))
CHECK = {
    "exercises": Draft7Validator(schema.schema_of(Exercise)),
    "workouts": Draft7Validator(schema.schema_of(Workout)),
    "programmes": Draft7Validator(schema.schema_of(Programme)),
}


# The guide


def test_the_examples_of_the_guide_load(athlete):
    assert len(EXAMPLES) >= 3
    for name, text in EXAMPLES:
        athlete.write(name, text)
    library = athlete.library()
    assert [str(problem) for problem in library.problems] == []
    assert library.own == {Path(name).stem for name, _ in EXAMPLES}


@pytest.mark.parametrize("type_", [Exercise, Workout, Item, Dose, Fault], ids=lambda t: t.__name__)
def test_the_guide_explains_every_key(type_):
    for name in type_.__struct_fields__:
        assert name == "id" or f"`{name}`" in GUIDE or f"[[{name}]]" in GUIDE, name


@pytest.mark.parametrize(
    "words",
    [
        model.Category,
        model.Position,
        model.Sided,
        model.Measure,
        model.Kind,
        model.Equipment,
        model.Muscle,
        model.LiesOn,
    ],
    ids=lambda words: words.__name__,
)
def test_the_guide_lists_every_word(words):
    flat = " ".join(GUIDE.split())
    assert issubclass(words, StrEnum)
    for word in words:
        assert re.search(rf"[ `]{word}[,.` ]", flat), word


def test_the_guide_names_the_bounds():
    for bound in (f"{MAX_BYTES // 1000} kB", f"to {MAX_REPS}", f"rounds to {MAX_ROUNDS}"):
        assert bound in GUIDE
    for bound in (f"items to {MAX_ITEMS}", f"{MAX_STEPS} steps", f"to {MAX_SECONDS:.0f}"):
        assert bound in GUIDE


# The schemas


@pytest.mark.parametrize("name", schema.FILES)
def test_a_schema_is_fresh(name):
    fresh = schema.text_of(schema.schema_of(schema.FILES[name]))
    assert (DOCS / name).read_text("utf-8") == fresh, "run: python tools/schema.py"


@pytest.mark.parametrize("name", schema.FILES)
def test_a_schema_is_a_schema(name):
    Draft7Validator.check_schema(json.loads((DOCS / name).read_text("utf-8")))


@pytest.mark.parametrize("type_", schema.MEANS, ids=lambda type_: type_.__name__)
def test_a_schema_says_what_every_key_means(type_):
    assert set(schema.MEANS[type_]) == set(type_.__struct_fields__) - {"id"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_fits_its_schema(path):
    CHECK[path.parent.name].validate(tomllib.loads(path.read_text("utf-8")))


def test_the_examples_fit_their_schema():
    for name, text in EXAMPLES:
        CHECK[Path(name).parts[0]].validate(tomllib.loads(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("exercises", changed(EXERCISE, ("purpose", "purpuse"))),
        ("exercises", changed(EXERCISE, ("standing", "standig"))),
        ("exercises", changed(EXERCISE, ("30", "-30"))),
        ("exercises", changed(EXERCISE, ("30", '"30"'))),
        ("exercises", changed(EXERCISE, ("hold_s", "holds"))),
        ("exercises", EXERCISE + "tempo = [1, 2]\n"),
        ("exercises", EXERCISE + "range = { hold_s = [1, 2, 3] }\n"),
        ("exercises", EXERCISE + 'faults = [{ fault = "x" }]\n'),
        ("exercises", 'id = "x"\n' + EXERCISE),
        ("workouts", changed(WORKOUT, ("title", "titel"))),
        ("workouts", changed(WORKOUT, ("strength", "strenght"))),
        ("workouts", changed(WORKOUT, ("hold_s = 20", "hold_s = 9999"))),
        ("workouts", WORKOUT + "reps = 1.5\n"),
        ("workouts", 'title = "x"\nkind = "strength"\nitem = []\n'),
        ("workouts", "rounds = 99\n" + WORKOUT),
        ("workouts", WORKOUT + 'sub = ["matt"]\n'),
    ],
)
def test_what_the_library_refuses_the_schema_underlines(athlete, kind, text):
    assert not CHECK[kind].is_valid(tomllib.loads(text))
    athlete.write(f"{kind}/x.toml", text)
    assert len(athlete.problems()) == 1


@pytest.mark.parametrize(("kind", "text"), [("exercises", EXERCISE), ("workouts", WORKOUT)])
def test_what_the_library_takes_the_schema_takes(kind, text):
    CHECK[kind].validate(tomllib.loads(text))
