"""The six programmes say what the tables of the catalogue say; one's own are read with care."""

import json
import tomllib
from collections import Counter

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from gui.commands import listed
from main import cli
from workouts import programme_file
from workouts.library import DATA, LibraryError, UnknownIdError, check_file, load_library
from workouts.model import Sided
from workouts.programmes import (
    Gate,
    Need,
    Programme,
    Role,
    RunDose,
    Variant,
    Week,
    WeekSession,
    as_planned,
)
from workouts.references import references
from workouts.timeline import compile_workout

LIBRARY = load_library()
FILES = sorted((DATA / "programmes").glob("*.toml"))
PR = LIBRARY.programmes


def of_each(paths):
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def in_week(programme, number):
    """How often each workout is in a week, with its rounds where the table names them."""
    found = Counter()
    for session in PR[programme].week[number - 1].session:
        rounds = f" x {session.rounds}" if session.rounds else ""
        found[session.workout + rounds] += len(session.on)
    return dict(found)


def test_the_six_are_here():
    assert set(PR) == {
        "PR-HIP6",
        "PR-COPENHAGEN",
        "PR-RETURN",
        "PR-HABIT",
        "PR-FOOT",
        "PR-TECH",
    }


@of_each(FILES)
def test_a_shipped_programme_loads_as_the_snapshot_has_it(path):
    read = programme_file.read_programme(path, LIBRARY.exercises, LIBRARY.workouts)
    assert LIBRARY.programmes[path.stem] == read


@of_each(FILES)
def test_every_statement_has_a_source_that_is_known(path):
    programme = PR[path.stem]
    sources = [
        *programme.source,
        *(key for says in programme.says for key in says.source),
        *(key for gate in programme.gate for need in gate.need for key in need.source),
        *(key for own in (*programme.workout, *programme.run) for key in own.source),
        *(key for variant in programme.variant for key in variant.source),
    ]
    assert programme.says
    assert all(says.source for says in programme.says)
    assert all(need.source for gate in programme.gate for need in gate.need)
    assert set(sources) <= set(references())


HIP6 = {
    1: {"hip-strength-1 x 2": 2, "pre-run-1": 3},
    2: {"hip-strength-1 x 3": 2, "pre-run-1": 3, "hip-flow": 1, "foot-control": 1},
    3: {
        "hip-strength-1 x 3": 1,
        "no-equipment x 2": 1,
        "hip-strength-2 x 2": 1,
        "pre-run-3": 3,
        "foot-control": 1,
        "technique-reset": 1,
    },
    4: {"hip-strength-2 x 2": 2, "pre-run-3": 3, "hip-flow": 1, "tight-hip-stretches": 1},
    5: {
        "hip-strength-2 x 3": 2,
        "mini-band x 2": 1,
        "pre-run-3": 3,
        "foot-control": 1,
        "technique-reset": 1,
    },
    6: {"hip-strength-2 x 3": 1, "hip-extension x 2": 1, "pre-run-3": 3, "self-test-screen": 1},
}


@pytest.mark.parametrize("week", HIP6)
def test_six_weeks_of_hip_strength_are_those_of_the_catalogue(week):
    assert in_week("PR-HIP6", week) == HIP6[week]


def test_the_fourth_week_of_hip_strength_is_the_easier_one_and_no_other():
    assert [PR["PR-HIP6"].easier_week(n) for n in range(1, 7)] == [False] * 3 + [True] + [
        False
    ] * 2


COPENHAGEN = [  # exercise, sets, reps, hold, tension a leg
    ("copenhagen-short-supported", 2, 6, 20, 240),
    ("copenhagen-short", 2, 6, 20, 240),
    ("copenhagen-long-supported", 3, 6, 20, 360),
    ("copenhagen-hold", 3, 8, 20, 480),
    ("copenhagen-high-hold", 3, 8, 20, 480),
    ("copenhagen-adduction", 3, 6, None, 108),
    ("copenhagen-adduction", 3, 8, None, 144),
    ("copenhagen-adduction", 3, 10, None, 180),
]


@pytest.mark.parametrize("week", range(1, 9))
def test_eight_weeks_of_adductor_holds_are_those_of_the_trial(week):
    exercise, sets, reps, hold_s, tension_s = COPENHAGEN[week - 1]
    (session,) = PR["PR-COPENHAGEN"].week[week - 1].session
    workout = as_planned(PR["PR-COPENHAGEN"], week, LIBRARY.find(session.workout))
    (item,) = workout.item
    assert len(session.on) == 2
    assert (item.exercise, workout.rounds, item.between_s) == (exercise, sets, 10)
    assert workout.round_rest_s == 60
    assert LIBRARY.exercises[exercise].sided is Sided.EACH_SIDE
    per_rep = hold_s or sum(item.tempo)
    assert (item.repeats or item.reps, item.hold_s) == (reps, hold_s)
    assert sets * reps * per_rep == tension_s
    assert item.tempo == (None if hold_s else (3, 0, 3))


def test_without_a_high_support_week_four_comes_again_and_week_six_follows():
    programme = PR["PR-COPENHAGEN"]
    weeks = [next(programme.sessions_of(n, "no-high-support")).workout for n in range(4, 7)]
    assert weeks == ["copenhagen-week-4", "copenhagen-week-4", "copenhagen-week-6"]


def test_the_gentle_path_goes_from_4_x_15_to_6_x_20():
    programme = PR["PR-COPENHAGEN"]
    doses = [
        LIBRARY.find(next(programme.sessions_of(n, "gentle")).workout).item[0] for n in (1, 8)
    ]
    assert [(d.exercise, d.repeats, d.hold_s) for d in doses] == [
        ("copenhagen-hold", 4, 15),
        ("copenhagen-hold", 6, 20),
    ]


WALK_RUN = [  # effort, walk, run, miles
    (3, 2, 3, 1.0),
    (3, 2, 3, 1.5),
    (4, 2, 4, 1.5),
    (4, 2, 4, 2.0),
    (5, 1, 4, 2.0),
    (5, 0, None, 2.0),
]


def test_the_walk_run_table_is_that_of_the_catalogue():
    runs = PR["PR-RETURN"].run
    assert [(r.effort, r.walk_min, r.run_min, r.miles) for r in runs] == WALK_RUN


def test_each_walk_run_is_done_twice_before_the_next():
    order = {"tue": 0, "thu": 1, "sat": 2}
    days = []
    for week in PR["PR-RETURN"].week:
        runs = [s for s in week.session if s.role is Role.RUN]
        pairs = sorted((order[day], s.workout) for s in runs for day in s.on)
        days += [workout for _, workout in pairs]
    assert days == [f"walk-run-{n}" for n in (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)]


RETURN = {
    1: {"hip-strength-1 x 2": 2, "foot-control": 2},
    2: {"hip-strength-1 x 2": 2, "foot-control": 2},
    3: {"hip-strength-2": 2, "lunge-matrix": 1, "heel-raise": 2},
    4: {"hip-strength-2": 2, "lunge-matrix": 1, "heel-raise": 2},
}


@pytest.mark.parametrize("week", RETURN)
def test_the_phases_before_running_are_those_of_the_catalogue(week):
    assert in_week("PR-RETURN", week) == RETURN[week]


def test_the_gates_of_the_way_back_are_those_of_the_catalogue():
    gates = {gate.after_week: {need.id for need in gate.need} for gate in PR["PR-RETURN"].gate}
    assert gates[2] == {"walk-30", "pain-3-twice"}
    assert gates[4] == {"hops-10", "bridge-even", "step-down-3", "squat-2"}


def test_the_other_programmes_are_those_of_the_catalogue():
    assert [in_week("PR-HABIT", n) for n in range(1, 5)] == [
        {"pre-run-1": 3},
        {"pre-run-1": 3},
        {"pre-run-3": 3},
        {"pre-run-5": 3},
    ]
    assert [in_week("PR-FOOT", n) for n in range(1, 9)] == (
        [{"foot-seated": 3}] * 2 + [{"foot-standing": 3}] * 2 + [{"foot-single-leg": 3}] * 4
    )
    assert [in_week("PR-TECH", n) for n in range(1, 5)] == [{"technique-reset": 2}] * 4


def test_the_guide_asks_in_the_order_of_the_catalogue():
    guide = sorted(PR.values(), key=lambda it: it.guide)
    assert [it.id for it in guide] == [
        "PR-HABIT",
        "PR-HIP6",
        "PR-COPENHAGEN",
        "PR-RETURN",
        "PR-FOOT",
        "PR-TECH",
    ]


def test_every_planned_workout_can_be_started():
    for programme in PR.values():
        for week in range(1, len(programme.week) + 1):
            for session in programme.sessions_of(week):
                if session.role is not Role.RUN:
                    workout = as_planned(programme, week, LIBRARY.find(session.workout))
                    assert compile_workout(workout, LIBRARY.exercises).total_s > 0


def test_a_programme_asked_for_as_a_workout_says_what_it_is():
    with pytest.raises(UnknownIdError, match=r"PR-HIP6 is a programme of 6 weeks.*hip-strength-1"):
        LIBRARY.find("pr-hip6")


OWN = """title = "Mine"
goal = "Two weeks"
who = "Me"

[[week]]

[[week.session]]
workout = "hip-strength-1"
rounds = 2
on = ["mon", "thu"]
role = "strength"
"""


def own(tmp_path, text, name="my-weeks"):
    folder = tmp_path / "programmes"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_programme_of_ones_own_is_known_beside_the_others(tmp_path):
    path = own(tmp_path, OWN)
    library = load_library(tmp_path)
    assert library.programme("MY-weeks").title == "Mine"
    assert len(library.programmes) == 7
    assert "my-weeks" in library.own
    assert check_file(path, library).title == "Mine"


def test_one_of_the_same_name_stands_in_for_the_built_in(tmp_path):
    own(tmp_path, OWN, "pr-hip6")
    library = load_library(tmp_path)
    assert len(library.programmes) == 6
    assert library.programme("PR-HIP6").title == "Mine"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("hip-strength-1", "hip-strenght-1"), "line 8: week 1, session 1, workout: nothing here"),
        (("rounds = 2", "rounds = 0"), "line 9: week 1, session 1, rounds: should be from 1"),
        (("rounds = 2", "round = 2"), 'session 1, round: nobody knows this key. Did you mean "ro'),
        (('"mon"', '"moon"'), '"moon" is not a word for it. Did you mean "mon"'),
        (('"mon", "thu"', '"mon", "mon"'), "on: should name each weekday once"),
        (('"strength"', '"run"'), "role: is \"run\" for a run of the programme"),
        (('title = "Mine"\n', ""), "title: is missing"),
        (('title = "Mine"', 'title = " "'), "line 1: title: should not be empty"),
        (("rounds = 2", "rounds = nan"), "rounds: should be a number, but is nan"),
        (('who = "Me"', 'who = "Me"\nid = "x"'), "id: the name of the file is the id"),
        (("[[week]]", "[week]"), "week"),
        (('who = "Me"', 'who = "Me"\n[[gate]]\nafter_week = 9\ntitle = "t"\nneed = []'), "gate 1"),
    ],
)  # fmt: skip
def test_a_broken_programme_is_left_out_with_file_line_and_key(tmp_path, change, message):
    path = own(tmp_path, OWN.replace(*change))
    library = load_library(tmp_path)
    assert len(library.programmes) == 6
    (problem,) = library.problems
    assert str(problem).startswith("my-weeks.toml")
    assert message in str(problem)
    with pytest.raises(LibraryError):
        check_file(path, library)


DOCS = DATA.parents[1] / "docs"
SCHEMA = Draft7Validator(json.loads((DOCS / "programme.schema.json").read_text("utf-8")))


@of_each(FILES)
def test_a_shipped_programme_fits_the_schema_for_editors(path):
    SCHEMA.validate(tomllib.loads(path.read_text("utf-8")))


def test_the_example_of_the_docs_is_a_programme(tmp_path):
    text = (DOCS / "programmes.md").read_text("utf-8").split("```toml\n")[1].split("```")[0]
    SCHEMA.validate(tomllib.loads(text))
    path = own(tmp_path, text)
    assert check_file(path, LIBRARY).week[1].easier


@pytest.mark.parametrize("name", ["rounds = 0", 'role = "hard"', 'on = ["moonday"]', "x = 1"])
def test_what_is_refused_the_schema_underlines(name):
    key = name.split(" = ")[0]
    lines = [line for line in OWN.splitlines() if not line.startswith(key)]
    assert not SCHEMA.is_valid(tomllib.loads("\n".join([*lines, name])))


def test_every_key_is_told_in_the_docs():
    told = (DOCS / "programmes.md").read_text("utf-8")
    for type_ in (Programme, Week, WeekSession, Gate, Need, RunDose, Variant):
        for key in set(type_.__struct_fields__) - {"id"}:
            assert f"`{key}`" in told or f"[{key}]" in told or f".{key}]" in told, key


def test_the_command_line_lists_and_checks_programmes(tmp_path):
    own(tmp_path, OWN)
    rows = {row.id: row for row in listed(load_library(tmp_path))}
    assert rows["PR-HABIT"].kind == "programme"
    assert rows["PR-HABIT"].total_s == 6 * 60 + 3 * 180 + 3 * 300
    runner = CliRunner()
    good = runner.invoke(cli, ["check", str(tmp_path / "programmes" / "my-weeks.toml")])
    assert "my-weeks.toml is right: Mine." in good.output


def test_all_that_a_programme_plans_has_a_title():
    library = load_library()
    planned = {
        session.workout
        for programme in library.programmes.values()
        for week in programme.week
        for session in week.session
    }
    assert planned <= set(library.titles)
    assert library.titles["copenhagen-week-1"] == "Adductor holds: week 1"
    assert library.titles["walk-run-6"] == "Walk-run 6"
    assert library.titles["heel-raise"] == "Heel raise"
