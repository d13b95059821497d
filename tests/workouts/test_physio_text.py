"""Real-life lines: what is understood, what is marked, what is left to the person."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workouts.checks import item_problems, workout_problems
from workouts.library import check_file, load_library
from workouts.model import Equipment, Item, Kind
from workouts.name_match import ALSO_CALLED, Names
from workouts.physio_dose import Note, Why
from workouts.physio_text import (
    LEFT_OUT,
    MAX_LINES,
    NOT_UNDERSTOOD,
    LineKind,
    Mark,
    parse_physio_text,
    to_workout,
    total_seconds,
)
from workouts.writing import workout_text

LIBRARY = load_library()
NAMES = Names(LIBRARY.exercises.values())


def parse(text, choices=None):
    return parse_physio_text(text, LIBRARY, choices, NAMES)


def line_of(text, choices=None):
    (line,) = parse(text, choices).lines
    return line


def said(item: Item) -> dict:
    """What an item says of its own, without the name."""
    plain = Item(exercise=item.exercise)
    names = [n for n in item.__struct_fields__ if getattr(item, n) != getattr(plain, n)]
    return {name: getattr(item, name) for name in names}


# The words, the exercise, how many times it stands in the workout, what each says, what is marked.
UNDERSTOOD = [
    (
        "side plank adductor 5 x 20 s each side, rest 30",
        ("copenhagen-hold", 1, {"repeats": 5, "hold_s": 20, "between_s": 30, "rest_s": 30}),
    ),
    ("3x10 clams per side", ("clamshell", 3, {"reps": 10})),
    (
        "bridges 2 sets of 12 reps slow 3-1-3",
        ("glute-bridge-reps", 2, {"reps": 12, "tempo": (3, 1, 3)}),
    ),
    (
        "calf stretch 30 seconds x2 both legs",
        ("calf-wall-stretch", 1, {"repeats": 2, "hold_s": 30}),
    ),
    (
        "single leg deadlift 3 sets 8 reps each leg rest 60s",
        ("single-leg-deadlift", 3, {"reps": 8, "rest_s": 60}),
    ),
    ("monster walk 4 laps band at knees", ("monster-walk-knees", 1, {"laps": 4})),
    ("1. Clamshell 3 x 15", ("clamshell", 3, {"reps": 15})),
    (
        "2) Side lying leg raises - 3 sets of 12 each side",
        ("side-lying-hip-abduction", 3, {"reps": 12}),
    ),
    ("• Fire hydrants x 10 each leg", ("fire-hydrant", 1, {"reps": 10})),
    ("- bird dog, two sets of ten", ("bird-dog", 2, {"reps": 10})),
    ("[ ] bird dogs 8 each side", ("bird-dog", 1, {"reps": 8})),
    ("side plank hold 20s x 5", ("side-plank", 1, {"repeats": 5, "hold_s": 20})),
    ("glute bridge 1 min", ("glute-bridge", 1, {"repeats": 1, "hold_s": 60})),
    ("glute bridge 1:30", ("glute-bridge", 1, {"repeats": 1, "hold_s": 90})),
    ("glute bridge hold, half a minute", ("glute-bridge", 1, {"repeats": 1, "hold_s": 30})),
    (
        "hip flexor stretch 1 min each side, rest 30 between",
        ("half-kneeling-hip-flexor-stretch", 1, {"repeats": 1, "hold_s": 60, "change_s": 30}),
    ),
    ("Copenhagen plank 3 × 15s", ("copenhagen-hold", 1, {"repeats": 3, "hold_s": 15})),
    ("Copenhagen level 4 3 x 15 secs", ("copenhagen-hold", 1, {"repeats": 3, "hold_s": 15})),
    (
        "lateral step down 2x10 each leg, 3s down",
        ("lateral-step-down", 2, {"reps": 10, "tempo": (3, 0, 3)}),
    ),
    (
        "Glute bridges: 3 x 10 x 5 s hold",
        ("glute-bridge-reps", 3, {"reps": 10, "tempo": (2, 5, 2)}),
    ),
    (
        "3 sets of 10 bridges with 5 second holds",
        ("glute-bridge-reps", 3, {"reps": 10, "tempo": (2, 5, 2)}),
    ),
    ("Glute bridges 3x10", ("glute-bridge-reps", 3, {"reps": 10})),
    ("ball squeeze 10 x 5 seconds", ("adductor-squeeze", 1, {"reps": 10, "tempo": (1, 5, 1)})),
    (
        "adductor squeeze 5 x 10s, rest 5s between",
        ("adductor-squeeze", 1, {"reps": 5, "tempo": (1, 10, 1), "between_s": 5}),
    ),
    ("aductor squeeze 5x10s", ("adductor-squeeze", 1, {"reps": 5, "tempo": (1, 10, 1)})),
    ("heel raises 3 sets 15 reps daily", ("heel-raise", 3, {"reps": 15})),
    ("calf raises 3x15 2x/day", ("heel-raise", 3, {"reps": 15})),
    ("15 calf raises", ("heel-raise", 1, {"reps": 15})),
    (
        'hamstring stretch 3 x 30" each leg',
        ("supine-hamstring-stretch", 1, {"repeats": 3, "hold_s": 30}),
    ),
    ("Pigeon 90s e/s", ("pigeon-stretch", 1, {"repeats": 1, "hold_s": 90})),
    ("pigeon pose 2 x 1 min L/R", ("pigeon-stretch", 1, {"repeats": 2, "hold_s": 60})),
    (
        "single leg balance 30-45 s each leg x 3",
        ("single-leg-balance", 1, {"repeats": 3, "hold_s": 30}),
    ),
    ("One-legged stand 3 x 30 seconds", ("single-leg-balance", 1, {"repeats": 3, "hold_s": 30})),
    ("reverse lunge 12 alternating", ("reverse-lunge", 1, {"reps": 12})),
    ("reverse lunges 20 reps in total", ("reverse-lunge", 1, {"reps": 10})),
    (
        "crab walk 10 steps each way x 3",
        ("lateral-band-walk", 1, {"out": 10, "back": 10, "laps": 3}),
    ),
    (
        "side-steps with band 2 x 10 steps",
        ("lateral-band-walk", 1, {"out": 10, "back": 10, "laps": 2}),
    ),
    ("monster walk 10 steps x 2", ("monster-walk", 1, {"out": 10, "back": 10, "laps": 2})),
    ("clams 15 x 3", ("clamshell", 3, {"reps": 15})),
    (
        "donkey kicks 2x12 tempo 2/1/2",
        ("quadruped-hip-extension", 2, {"reps": 12, "tempo": (2, 1, 2)}),
    ),
    (
        "hip hitch 3 x 10 (3 sec up, 3 sec down)",
        ("hip-hitch", 3, {"reps": 10, "tempo": (3, 1, 3)}),
    ),
    ("standing march with band 2 x 20 alternating", ("banded-standing-march", 2, {"reps": 20})),
    ("single leg sqaut 3 x 6", ("single-leg-squat", 3, {"reps": 6})),
    ("side plank 2 sets 20sec", ("side-plank", 1, {"repeats": 2, "hold_s": 20})),
    ("side plank 3 x 20", ("side-plank", 1, {"repeats": 3, "hold_s": 20})),
    ("short foot 10 x 5s hold per foot", ("short-foot", 1, {"reps": 10, "tempo": (1, 5, 1)})),
    (
        "bulgarian split squats 3x8/leg, rest 90s",
        ("rear-foot-elevated-split-squat", 3, {"reps": 8, "rest_s": 90}),
    ),
    ("sl rdl 3x8 ea side", ("single-leg-deadlift", 3, {"reps": 8})),
    ("dead lifts single leg 3 x 8", ("single-leg-deadlift", 3, {"reps": 8})),
    ("1 leg glute bridge 2x8", ("single-leg-glute-bridge", 2, {"reps": 8})),
    ("figure 4 stretch 30s", ("figure-four-stretch", 1, {"repeats": 1, "hold_s": 30})),
    (
        "Foot tripod: hold for 30 seconds, 3 times",
        ("foot-tripod", 1, {"repeats": 3, "hold_s": 30}),
    ),
    ("wall drive march 30s x 3", ("wall-drive-march", 1, {"repeats": 3, "hold_s": 30})),
    ("10 x glute bridges", ("glute-bridge-reps", 1, {"reps": 10})),
    ("10 x each leg fire hydrants", ("fire-hydrant", 1, {"reps": 10})),
    (
        "clams 3x10, rest 5 s between reps, rest 45 s between sets",
        ("clamshell", 3, {"reps": 10, "between_s": 5, "rest_s": 45}),
    ),
    (
        "side plank 3 sets of 2 x 20s rest 10 between holds",
        ("side-plank", 3, {"repeats": 2, "hold_s": 20, "between_s": 10}),
    ),
    ("Side plank (from knees) 3 x 20s", ("side-plank-knees", 1, {"repeats": 3, "hold_s": 20})),
    ("CLAM SHELLS WITH BAND 3 X 12", ("banded-clamshell", 3, {"reps": 12})),
    ("clams 3 x 10 no rest", ("clamshell", 3, {"reps": 10, "rest_s": 0})),
    ("5 reps of single-leg squat, 3 sets, both sides", ("single-leg-squat", 3, {"reps": 5})),
    ("pelvic drops 3 sets x 12 reps, 1 min rest", ("hip-hitch", 3, {"reps": 12, "rest_s": 60})),
    ("Butterfly stretch: 2 x 45 sec", ("butterfly-stretch", 1, {"repeats": 2, "hold_s": 45})),
    ("curtsey lunges 2 x 6 each leg", ("curtsy-lunge", 2, {"reps": 6})),
    ("glute bridge march x 8 each leg x 2 sets", ("glute-bridge-march", 2, {"reps": 8})),
    ("clams x 3 rounds of 12", ("clamshell", 3, {"reps": 12})),
    ("clams 3 lots of 12", ("clamshell", 3, {"reps": 12})),
    ('side plank adductor 5x20" ea.', ("copenhagen-hold", 1, {"repeats": 5, "hold_s": 20})),
    ("copenhagen hold 2 x 30 sec B/L", ("copenhagen-hold", 1, {"repeats": 2, "hold_s": 30})),
    (
        "Side plank adductor – 5 × 20 sec – each side – rest 30 sec",
        ("copenhagen-hold", 1, {"repeats": 5, "hold_s": 20, "between_s": 30, "rest_s": 30}),
    ),
    (
        "Side-plank adductor hold: 20 sec hold, 5 reps, each side",
        ("copenhagen-hold", 1, {"repeats": 5, "hold_s": 20}),
    ),
    (
        "Hold side plank for 30 seconds, 3 x each side",
        ("side-plank", 1, {"repeats": 3, "hold_s": 30}),
    ),
    ("hold side plank 20 s x 3", ("side-plank", 1, {"repeats": 3, "hold_s": 20})),
    ("clam w/ band 2x15", ("banded-clamshell", 2, {"reps": 15})),
    ("glute bridge 3 x 30 sec hold", ("glute-bridge", 1, {"repeats": 3, "hold_s": 30})),
    (
        "glute bridge 3x12 w/ 3 sec hold at top",
        ("glute-bridge-reps", 3, {"reps": 12, "tempo": (2, 3, 2)}),
    ),
    ("side plank 3 x 1/2 min", ("side-plank", 1, {"repeats": 3, "hold_s": 30})),
    ("side plank 3 x ½ min", ("side-plank", 1, {"repeats": 3, "hold_s": 30})),
    ("wall drive march x 30s", ("wall-drive-march", 1, {"repeats": 1, "hold_s": 30})),
    ("1a) Clamshell 3x12", ("clamshell", 3, {"reps": 12})),
    ("A1. Clamshell 3x12, 60s RI", ("clamshell", 3, {"reps": 12, "rest_s": 60})),
    ("Single-leg glute bridge: 2 x 8/8", ("single-leg-glute-bridge", 2, {"reps": 8})),
    ("clams 2 x 10/10", ("clamshell", 2, {"reps": 10})),
    ("30s side plank left", ("side-plank", 1, {"repeats": 1, "hold_s": 30, "side": "left"})),
    ("step down 3 x 8 R leg only", ("lateral-step-down", 3, {"reps": 8, "side": "right"})),
    ("Heel-raise 3 x 15, slow 3 s lowering", ("heel-raise", 3, {"reps": 15, "tempo": (2, 1, 3)})),
]


@pytest.mark.parametrize(("text", "becomes"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_a_line_is_understood_whole(text, becomes):
    line = line_of(text)
    id_, times, dose = becomes
    assert line.chosen == id_
    assert line.marked == ()
    assert len(line.items) == times
    assert said(line.items[0]) == dose
    assert {item.exercise for item in line.items} == {id_}


# Understood in part: the words, the exercise, what is marked.
IN_PART = [
    ("Single-leg RDL 3x8 @ 10kg", "single-leg-deadlift", ("10kg",)),
    ("Clams with red band 3x12", "banded-clamshell", ("red",)),
    ("Clamshell (no band) 3x12", "clamshell", ("no band",)),
    ("clams without band 3x12", "clamshell", ("without band",)),
    ("clams 30 s each side", "clamshell", ("30 s",)),
    ("clams 3 x 30 s", "clamshell", ("3 x 30 s",)),
    ("clams 3x10 weaker side only", "clamshell", ("weaker side only",)),
    ("glute bridge 10 reps left leg only", "glute-bridge-reps", ("left leg only",)),
    ("toe yoga 2 min", "toe-yoga", ("2 min",)),
    ("monster walks 3 x 10m", "monster-walk", ("3 x 10m",)),
    ("Clams 3x10 - keep feet together", "clamshell", ("keep feet together",)),
    ("Heel raise: stand near a wall, 3 x 15", "heel-raise", ("stand near a wall",)),
    ("glute bridge 10 reps each side", "glute-bridge-reps", ("each side",)),
    ("clams 3x10 alternating", "clamshell", ("alternating",)),
    ("side plank 3 x 20 s tempo 2-1-2", "side-plank", ("tempo 2-1-2",)),
    ("clams 3 sets, 10 reps, 4 sets", "clamshell", ("4 sets",)),
    ("clams 99 sets of 10", "clamshell", ("99 sets of 10",)),
    ("side plank 9999 s", "side-plank", ("9999 s",)),
    ("reverse lunges 15 reps in total", "reverse-lunge", ("15 reps in total",)),
    ("foot tripod 30s, rest 20 between", "foot-tripod", ("rest 20 between",)),
    ("side plank 4 laps 20 s", "side-plank", ("4 laps",)),
    ("clams 10 reps 🙂", "clamshell", ("🙂",)),
    ("clams 3x10 pain 3/10", "clamshell", ("pain 3/10",)),
    ("clams 3x10 until fatigue", "clamshell", ("until fatigue",)),
    ("clams 3010 tempo 10 reps", "clamshell", ("3010", "tempo")),
    ("clams 10-12-15", "clamshell", ("10-12-15",)),
    ("clams 3 x AMRAP", "clamshell", ("AMRAP",)),
    ("Fire hydrant 2 x 10 (L), 2 x 12 (R)", "fire-hydrant", ("2 x 12 (R)",)),
]


@pytest.mark.parametrize(("text", "id_", "marked"), IN_PART, ids=[row[0] for row in IN_PART])
def test_what_is_not_understood_is_marked(text, id_, marked):
    line = line_of(text)
    assert line.chosen == id_
    assert line.marked == marked


# Not clear: no exercise is chosen for the person, and these are among those offered.
AMBIGUOUS = [
    ("bridges", {"glute-bridge", "glute-bridge-reps"}),
    ("Copenhagens 3x10", {"copenhagen-adduction", "copenhagen-hold"}),
    ("Squats 3x10", {"tripod-squat", "single-leg-squat"}),
    ("plank 3 x 30 s", {"side-plank"}),
    ("Lunges 3 x 10 each leg", {"side-lunge", "forward-lunge", "reverse-lunge"}),
    ("leg swings 15 each", {"leg-swing-front-back", "leg-swing-side"}),
    ("hip aduction 3x10", {"side-lying-hip-abduction", "side-lying-adduction"}),
    ("clams or bridges 3x10", {"clamshell", "glute-bridge-reps"}),
    ("clams, bridges 3x10", {"clamshell", "glute-bridge-reps"}),
    ("Side plank clamshell 3x8", {"side-plank", "clamshell"}),
    ("deadlift 3x8", {"single-leg-deadlift"}),
    ("step ups 3 x 12", {"lateral-step-down"}),
    ("Nordic curls 3 x 5", {"ball-hamstring-curl"}),
    ("foam roll quads 2 min", set()),
]


@pytest.mark.parametrize(("text", "offered"), AMBIGUOUS, ids=[row[0] for row in AMBIGUOUS])
def test_what_may_mean_several_is_left_to_the_person(text, offered):
    line = line_of(text)
    assert line.kind is LineKind.ITEM
    assert line.is_open
    assert line.items == ()
    assert line.marked  # the name
    assert offered <= {candidate.id for candidate in line.candidates}
    assert parse(text).open_lines == (line,)


WHOLE = [
    ("x 3 rounds", {"rounds": 3}),
    ("3 rounds", {"rounds": 3}),
    ("Repeat x 3", {"rounds": 3}),
    ("Repeat 2 times", {"rounds": 2}),
    ("circuit x3", {"rounds": 3}),
    ("3 rounds, rest 60 s between rounds", {"rounds": 3, "round_rest_s": 60}),
    ("Rest 1 min between rounds", {"round_rest_s": 60}),
    ("rest 30 s between exercises", {"rest_s": 30}),
    ("no rest between exercises", {"rest_s": 0}),
    ("3 times a week", {"when": "3 times a week"}),
    ("Twice daily", {"when": "Twice daily"}),
    ("Mon/Wed/Fri", {"when": "Mon/Wed/Fri"}),
    ("every other day", {"when": "every other day"}),
    ("Hip programme week 1:", {"title": "Hip programme week 1"}),
    ("Home exercises for Anna", {"title": "Home exercises for Anna"}),
]


@pytest.mark.parametrize(("text", "says"), WHOLE, ids=[row[0] for row in WHOLE])
def test_a_line_may_be_about_the_whole_workout(text, says):
    parsed = parse(text)
    assert {name: getattr(parsed, name) for name in says} == says
    assert not parsed.has_marks
    assert not parsed.items


NOTES = [
    ("clams 15 x 3", Note.REPS_BEFORE_SETS),
    ("side plank 3 x 20", Note.SECONDS),
    ("side plank 3 x 20 s, rest 30 s", Note.REST_EVERYWHERE),
    ("side plank 20-30 s", Note.LOWEST),
    ("reverse lunges 3 x 10", Note.REPS_EACH_LEG),
    ("clams 3 x 10", Note.EACH_SIDE),
    ("clams", Note.USUAL_DOSE),
    ("clams 3 sets", Note.USUAL_PART),
    ("short foot 10 x 5 s", Note.PAUSE),
    ("heel raises 10 reps 1-0-3", Note.TEMPO_ORDER),
    ("monster walk 10 steps", Note.STEPS_BACK),
    ("calf stretch 30 s each leg, rest 20 between", Note.BETWEEN_SIDES),
    ("clams 12 reps, 3 rounds", Note.ROUNDS_OF_LINE),
    ("clams 12 reps right", Note.THAT_SIDE),
]


@pytest.mark.parametrize(("text", "note"), NOTES, ids=[row[0] for row in NOTES])
def test_a_reading_that_could_be_another_is_named(text, note):
    assert note in line_of(text).notes


def test_a_date_in_the_title_is_no_amount():
    for text in ("Hip plan, 12 May", "Hip plan 3rd of June 2030", "Rehab list for Nov 14, 2031"):
        parsed = parse_physio_text(f"{text}\nclams 3 x 10", LIBRARY)
        assert parsed.lines[0].kind is LineKind.TITLE, text
        assert parsed.open_lines == ()


def test_a_word_that_could_be_a_month_leaves_the_amount_alone():
    assert said(line_of("clams 12 may be too hard, 10 is fine").items[0])["reps"] == 12
    assert len(line_of("side plank 3 x 20 s, march 10 x 3").items) >= 1


def test_one_side_alone_is_kept_to_where_it_is_called_left_or_right():
    for text, side in (
        ("clam shells on the left only 3x10", "left"),
        ("side plank 20 s right side only", "right"),
        ("clams 10 reps on the left side", "left"),
    ):
        line = line_of(text)
        assert {item.side for item in line.items} == {side}, text
        assert line.marked == ()
        assert Note.EACH_SIDE not in line.notes


def test_the_reason_why_something_cannot_be_followed_is_told():
    reasons = {
        "clams 30 s": Why.NOT_IN_SECONDS,
        "foot tripod 30 s each side": Why.BOTH_AT_ONCE,
        "clams 10 on the bad side only": Why.ONE_SIDE,
        "clams 10 alternating": Why.ONE_AFTER_OTHER,
        "side plank 20 s 4 laps": Why.NOT_IN_STEPS,
        "side plank 20 s 2-1-2": Why.NO_TEMPO,
        "clams 3 sets of 900 reps": Why.TOO_MUCH,
    }
    for text, why in reasons.items():
        assert why in {span.why for span in line_of(text).spans}, text


def test_an_instruction_is_no_exercise():
    for text in (
        "Keep your hips level and do not let the knee fall in",
        "Stop if pain is above 3/10",
        "Call me if anything hurts",
    ):
        line = line_of(text)
        assert line.kind is LineKind.NOTE
        assert line.marked
        assert line.items == ()


def test_a_person_chooses_and_may_leave_out():
    text = "Lunges 3 x 10 each leg"
    chosen = line_of(text, {text: "reverse-lunge"})
    assert [item.exercise for item in chosen.items] == ["reverse-lunge"] * 3
    assert chosen.marked == ()
    left = line_of(text, {text: LEFT_OUT})
    assert left.left_out
    assert not left.items
    assert not left.is_open
    assert line_of(text, {text: "no-such-thing"}).is_open
    note = "Keep your back flat"
    assert line_of(note, {note: "bird-dog"}).chosen == "bird-dog"
    assert line_of(note, {note: "bird-dog"}).marked == ("Keep your back flat",)


def test_amounts_on_the_line_below_belong_to_the_exercise():
    first, second, third = parse("Clamshell\n3 x 12 each side, rest 45 s\nSide plank 20 s").lines
    assert len(first.items) == 3
    assert said(first.items[0]) == {"reps": 12, "rest_s": 45}
    assert second.kind is LineKind.MORE
    assert second.items == ()
    assert not first.marked + second.marked + third.marked
    lonely = parse("3 x 12 each side").lines[0]
    assert lonely.marked
    unused = parse("Clamshell\n30 s").lines[1]
    assert unused.marked == ("30 s",)


SHEET = """\
Hip programme for Sam:

1) Side plank adductor   5 x 20 s each side, rest 30
2) 3x10 clams per side
3) Bridges 2 sets of 12 reps, slow 3-1-3
   keep the knees over the toes
4) Calf stretch 30 seconds x2 both legs
x 2 rounds, rest 1 min between rounds
3 times a week
"""


def test_a_whole_sheet_becomes_a_workout(tmp_path):
    parsed = parse(SHEET)
    assert (parsed.title, parsed.rounds, parsed.round_rest_s) == ("Hip programme for Sam", 2, 60)
    assert [line.marked for line in parsed.lines if line.marked] == [
        ("keep the knees over the toes",)
    ]
    workout = to_workout(parsed, LIBRARY, "sam", parsed.title, note="From my physio.")
    assert workout.kind is Kind.STRENGTH
    assert workout.when == "3 times a week"
    assert workout.rest_s == 15
    assert set(workout.equipment) == {Equipment.MAT, Equipment.BENCH, Equipment.WALL}
    assert [item.exercise for item in workout.item] == [
        *["copenhagen-hold"],
        *["clamshell"] * 3,
        *["glute-bridge-reps"] * 2,
        *["calf-wall-stretch"],
    ]
    assert total_seconds(workout, LIBRARY) > 900
    file = tmp_path / "sam.toml"
    file.write_text(workout_text(workout), encoding="utf-8")
    assert check_file(file, LIBRARY) == workout
    changed = to_workout(parsed, LIBRARY, "sam", "Sam", rounds=1, rest_s=40)
    assert (changed.rounds, changed.rest_s) == (1, 40)


def test_without_an_exercise_there_is_no_workout():
    with pytest.raises(ValueError, match="no line"):
        to_workout(parse("hello\n3 rounds"), LIBRARY, "x", "X")


def test_an_own_exercise_is_found_by_its_names(tmp_path):
    folder = tmp_path / "exercises"
    folder.mkdir()
    (folder / "wall-sit.toml").write_text(
        'name = "Wall sit"\naka = ["Wandsitz", "Überkreuz-Sitz"]\ncategory = "strength"\n'
        'position = "standing"\nsided = "both"\nmeasure = "hold"\npurpose = "Thighs."\n'
        'primary = ["quadriceps"]\ndose = { sets = 1, hold_s = 30 }\n',
        encoding="utf-8",
    )
    library = load_library(tmp_path)
    for text in ("wall sits 3 x 40 s", "Wandsitz 3 x 40 s", "überkreuz sitz 3x40s"):
        (line,) = parse_physio_text(text, library).lines
        assert line.chosen == "wall-sit"
        assert said(line.items[0]) == {"repeats": 3, "hold_s": 40}


def test_every_name_in_the_library_is_found():
    for exercise in LIBRARY.exercises.values():
        (line,) = parse(exercise.name).lines
        offered = {candidate.id for candidate in line.candidates[:3]}
        assert exercise.id in offered or line.chosen == exercise.id, exercise.name


def test_what_is_too_long_is_marked_not_read():
    long = "clams 3x10 " * 100
    assert line_of(long).marked
    assert not line_of(long).items
    many = "\n".join(["clams 3x10"] * (MAX_LINES + 50))
    parsed = parse(many)
    assert len(parsed.lines) == MAX_LINES + 1
    assert parsed.lines[-1].marked
    assert len(parsed.items) <= 200


def check_covered(parsed, text):
    """Every letter that is no space is in one span, and spans stand in order."""
    for line in parsed.lines:
        seen = 0
        for span in line.spans:
            assert seen <= span.start < span.end <= len(line.text)
            assert not line.text[seen : span.start].strip()
            seen = span.end
        assert not line.text[seen:].strip()
        for item in line.items:
            assert item.exercise in LIBRARY.exercises
        if line.is_open:
            assert {s.mark for s in line.spans} & NOT_UNDERSTOOD
    letters = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", "".join(line.text for line in parsed.lines)) == letters


def check_possible(parsed):
    if parsed.items:
        workout = to_workout(parsed, LIBRARY, "try", "Try", rounds=1)
        assert not list(workout_problems(workout))
        assert not list(item_problems(workout, LIBRARY.exercises))


words = st.sampled_from(
    [word for text, _ in UNDERSTOOD for word in text.split()]
    + [word for row in IN_PART for word in row[0].split()]
    + re.findall(
        r"\S+",
        "x X × - 3 10 0 1000 99999 1:30 2.5 ½ s sec min ' \" / , ; ( ) & rest between hold each"
        " side leg tempo 1-2-3 up down rounds sets reps laps steps total no or level %",
    )
)
lines = st.one_of(st.text(max_size=80), st.lists(words, max_size=14).map(" ".join))
patient = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)


@patient
@given(st.lists(lines, max_size=4).map("\n".join))
def test_whatever_is_pasted_nothing_raises_and_nothing_is_lost(text):
    parsed = parse(text)
    check_covered(parsed, text)
    check_possible(parsed)


@patient
@given(st.lists(words, max_size=14).map(" ".join), st.sampled_from(list(LIBRARY.exercises)))
def test_whatever_is_chosen_the_amounts_are_possible_or_marked(text, id_):
    parsed = parse(text, {text.strip(): id_})
    check_covered(parsed, text)
    check_possible(parsed)


def test_the_shipped_lines_cover_every_mark():
    marks = {
        span.mark
        for text in (*(t for t, _ in UNDERSTOOD), *(t for t, *_ in IN_PART), SHEET)
        for line in parse(text).lines
        for span in line.spans
    }
    assert marks == set(Mark)


def test_no_name_the_matcher_adds_is_for_an_exercise_that_is_gone():
    assert set(ALSO_CALLED) <= set(LIBRARY.exercises)


def test_no_line_makes_hundreds_of_comparisons():
    compared = []

    class Counting(Names):
        def _likeness(self, token):
            compared.append(token)
            return super()._likeness(token)

    names = Counting(LIBRARY.exercises.values())
    compared.clear()
    for text in ("½" * 500, "l " * 250, "rest " * 100, "clams " * 80):
        parse_physio_text(text, LIBRARY, None, names)
        assert len(compared) < 1500, text[:10]
        compared.clear()
