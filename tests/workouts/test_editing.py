"""Workouts changed as values: every step can be undone, every file can be read back."""

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from workouts import editing
from workouts.editing import ForToday, Steps
from workouts.library import LibraryError, load_library, read_exercise, read_workout
from workouts.model import Item, Measure, OneSide, Side
from workouts.timeline import compile_workout

LIBRARY = load_library(None)
EXERCISES = LIBRARY.exercises
LADDER = LIBRARY.workouts["adductor-ladder"]


def ids(workout):
    return [item.exercise for item in workout.item]


# -- names


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("My Hips", "my-hips"),
        ("Hüfte & Groß", "hufte-gross"),
        ("  --  ", "workout"),
        ("日本語", "workout"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("x" * 200, "x" * 64),
    ],
)
def test_an_id_is_made_of_the_letters_of_a_title(title, made):
    assert editing.new_id(title, ()) == made


def test_a_taken_id_gets_the_next_number():
    assert editing.new_id("Adductor ladder", LIBRARY.workouts) == "adductor-ladder-2"
    assert editing.new_id("a", {"a", "a-2", "a-3"}) == "a-4"
    assert len(editing.new_id("x" * 80, {"x" * 64})) <= 64


@given(st.text(max_size=100), st.sets(st.sampled_from(["a", "b", "workout", "workout-2"])))
def test_a_made_id_is_always_a_free_file_name(title, taken):
    made = editing.new_id(title, taken)
    assert made not in taken
    assert 0 < len(made) <= 64
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in made)
    assert not made.startswith("-")


def test_a_duplicate_has_a_name_of_its_own_and_no_stated_total():
    copy = editing.duplicate(LADDER, LIBRARY)
    assert (copy.id, copy.title) == ("adductor-hold-ladder-2", "Adductor hold ladder 2")
    assert copy.total_s is None
    assert copy.item == LADDER.item


def test_a_duplicated_exercise_moves_as_the_first():
    copy = editing.duplicate_exercise(EXERCISES["side-plank"], LIBRARY)
    assert (copy.id, copy.pose) == ("side-plank-2", "side-plank")


# -- steps


def test_items_are_moved_added_repeated_and_removed():
    moved = editing.move_item(LADDER, 0, 2)
    assert ids(moved) == ["side-lying-adduction", "copenhagen-hold", "adductor-squeeze"]
    assert ids(editing.move_item(LADDER, 2, 0))[0] == "copenhagen-hold"
    assert ids(editing.add_item(LADDER, "clamshell", 1))[1] == "clamshell"
    assert ids(editing.repeat_item(LADDER, 0))[:2] == ["adductor-squeeze"] * 2
    assert len(editing.remove_item(LADDER, 1).item) == 2


def test_what_is_typed_in_one_field_is_undone_at_once():
    steps = Steps("")
    for text in ("l", "la", "lad"):
        steps.do(text, "title")
    steps.do("lad!", "other")
    assert steps.undo()
    assert steps.now == "lad"
    assert steps.undo()
    assert steps.now == ""
    assert not steps.undo()


def test_after_undo_the_same_field_is_a_step_of_its_own():
    steps = Steps(0)
    steps.do(1, "n")
    steps.undo()
    steps.redo()
    steps.do(2, "n")
    steps.undo()
    assert steps.now == 1


class AnyEdits(RuleBasedStateMachine):
    """Whatever is done, undoing all of it gives back what there was."""

    def __init__(self):
        super().__init__()
        self.steps = Steps(editing.free(LADDER))
        self.values = [self.steps.now]

    @rule(data=st.data())
    @precondition(lambda self: self.steps.now.item)
    def edit(self, data):
        workout = self.steps.now
        row = data.draw(st.integers(0, len(workout.item) - 1))
        change = data.draw(st.sampled_from(["move", "remove", "repeat", "dose", "rounds"]))
        changed = {
            "move": lambda: editing.move_item(workout, row, data.draw(st.integers(0, 9))),
            "remove": lambda: editing.remove_item(workout, row),
            "repeat": lambda: editing.repeat_item(workout, row),
            "dose": lambda: editing.change_item(
                workout, row, ready_s=data.draw(st.integers(0, 60)) * 1.0
            ),
            "rounds": lambda: editing.change(workout, rounds=data.draw(st.integers(1, 9))),
        }[change]()
        self.steps.do(changed)
        if changed != self.values[-1]:
            self.values.append(changed)

    @rule()
    def add(self):
        self.steps.do(editing.add_item(self.steps.now, "clamshell"))
        self.values.append(self.steps.now)

    @rule()
    def undo(self):
        assert self.steps.undo() == (len(self.values) > 1)
        if len(self.values) > 1:
            left = self.values.pop()
            assert self.steps.redo()
            assert self.steps.now == left
            self.steps.undo()

    @invariant()
    def is_where_it_should_be(self):
        assert self.steps.now == self.values[-1]


TestAnyEdits = AnyEdits.TestCase


# -- for today


def test_for_today_as_written_is_the_workout_itself():
    assert editing.for_today(LADDER, EXERCISES, ForToday()) is LADDER


def test_rounds_and_rests_of_today_change_the_total():
    today = editing.for_today(LADDER, EXERCISES, ForToday(rounds=2, more_rest_s=10))
    assert (today.rounds, today.rest_s, today.id) == (2, 40, "adductor-ladder")
    assert compile_workout(today, EXERCISES).total_s == pytest.approx(2 * 446 + 2 * 2 * 10)


def test_a_rest_is_never_shorter_than_nothing_and_none_is_made_up():
    today = editing.for_today(LADDER, EXERCISES, ForToday(more_rest_s=-60))
    assert (today.rest_s, today.round_rest_s) == (0, 0)
    flat = replace(LADDER, rest_s=0.0, total_s=None)
    assert editing.for_today(flat, EXERCISES, ForToday(more_rest_s=30)).rest_s == 0


def test_another_level_keeps_the_dose_only_where_it_means_the_same():
    harder = EXERCISES["side-lying-adduction"].harder
    easier = EXERCISES["side-lying-adduction"].easier
    up = editing.for_today(LADDER, EXERCISES, ForToday().with_level(1, harder)).item[1]
    assert (up.exercise, up.reps) == (harder, None)
    down = editing.for_today(LADDER, EXERCISES, ForToday().with_level(1, easier)).item[1]
    assert down.exercise == easier


def test_a_level_can_be_taken_back():
    wishes = ForToday(Side.RIGHT).with_level(2, "copenhagen-short").with_level(2, None)
    assert wishes == ForToday(Side.RIGHT)


def test_the_ladder_goes_from_the_easiest_to_the_hardest():
    path = [rung.id for rung in editing.ladder(EXERCISES["copenhagen-hold"], EXERCISES)]
    at = path.index("copenhagen-hold")
    assert path[at - 1] == EXERCISES["copenhagen-hold"].easier
    assert path[at + 1] == EXERCISES["copenhagen-hold"].harder
    assert len(path) == len(set(path))


def test_every_ladder_ends():
    for exercise in EXERCISES.values():
        assert exercise in editing.ladder(exercise, EXERCISES)


# -- what is wrong


def test_a_fault_is_told_in_the_words_of_the_file_loader(tmp_path):
    wrong = editing.change_item(editing.free(LADDER), 2, hold_s=0.0)
    [(key, what)] = editing.problems_of(wrong, EXERCISES)
    with pytest.raises(LibraryError) as refused:
        editing.save(tmp_path, wrong, LIBRARY)
    assert (refused.value.key, refused.value.what) == (key, what)
    assert not list(tmp_path.rglob("*.toml"))


def test_the_total_is_unknown_while_something_is_wrong():
    assert editing.total_s(LADDER, EXERCISES) == 446
    empty = editing.empty_workout("New", LIBRARY)
    assert editing.total_s(empty, EXERCISES) is None
    assert editing.problems_of(empty, EXERCISES)[0][0] == ("item",)


# -- files


def test_what_is_saved_is_read_back_the_same(tmp_path):
    for workout in LIBRARY.workouts.values():
        copy = editing.duplicate(workout, LIBRARY)
        assert read_workout(editing.save(tmp_path, copy, LIBRARY)) == copy
    for exercise in EXERCISES.values():
        copy = editing.duplicate_exercise(exercise, LIBRARY)
        assert read_exercise(editing.save(tmp_path, copy, LIBRARY)) == copy
    again = load_library(tmp_path)
    assert not again.problems
    assert len(again.workouts) == 2 * len(LIBRARY.workouts)


def test_a_save_that_fails_leaves_the_old_file_whole(tmp_path, monkeypatch):
    mine = editing.duplicate(LADDER, LIBRARY)
    path = editing.save(tmp_path, mine, LIBRARY)
    before = path.read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        editing.save(tmp_path, editing.change(mine, rounds=3), LIBRARY)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_link_out_of_the_folder_is_replaced_and_what_it_led_to_is_not_touched(tmp_path):
    outside = tmp_path / "outside.toml"
    outside.write_text("keep me")
    data = tmp_path / "data"
    mine = editing.duplicate(LADDER, LIBRARY)
    path = editing.file_of(data, mine)
    path.parent.mkdir(parents=True)
    path.symlink_to(outside)
    editing.save(data, mine, LIBRARY)
    assert outside.read_text() == "keep me"
    assert not path.is_symlink()
    assert path.stat().st_mode & stat.S_IRUSR


def test_what_is_taken_away_can_be_put_back(tmp_path):
    mine = editing.duplicate(LADDER, LIBRARY)
    path = editing.save(tmp_path, mine, LIBRARY)
    gone = editing.take_away(tmp_path, mine)
    assert not path.exists()
    gone.put_back()
    assert read_workout(path) == mine


def test_another_measure_gets_a_dose_that_means_something():
    clamshell = EXERCISES["clamshell"]
    held = editing.with_measure(clamshell, Measure.HOLD)
    assert (held.dose.hold_s, held.dose.repeats, held.dose.reps) == (20, 1, None)
    assert held.dose.sets == clamshell.dose.sets
    assert set(held.range) <= {"sets", "repeats", "hold_s"}
    assert held.tempo is None
    for measure in Measure:
        assert editing.exercise_faults(editing.with_measure(held, measure), EXERCISES) == []


def test_reps_stay_reps_when_each_is_held():
    clamshell = EXERCISES["clamshell"]
    held = editing.with_measure(clamshell, Measure.REPS_WITH_HOLD)
    assert (held.dose, held.tempo, held.range) == (
        clamshell.dose,
        clamshell.tempo,
        clamshell.range,
    )


def test_an_empty_exercise_waits_for_its_purpose_alone():
    empty = editing.empty_exercise("Clamshell", LIBRARY)
    assert (empty.id, empty.name) == ("clamshell-2", "Clamshell 2")
    assert [key for key, _ in editing.exercise_faults(empty, EXERCISES)] == [("purpose",)]


def test_an_exercise_for_both_sides_takes_the_place_of_one_without_its_side():
    item = Item(exercise="clamshell", reps=9, side=OneSide.LEFT)
    each, both = EXERCISES["clamshell"], EXERCISES["glute-bridge-reps"]
    assert editing.exchange(item, each, both).side is None
    assert editing.exchange(item, each, EXERCISES["side-lying-adduction"]).side == "left"
