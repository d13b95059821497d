"""Merging is a maximum: the order and the number of times make no difference."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db.connect import TABLES
from db.merge import MERGED, content_hash, merge, wins
from db.schema import migrations

# Few ids, few moments, few contents: they meet all the time.
IDS = st.sampled_from([f"0190a000-0000-7000-8000-00000000000{n}" for n in range(4)])
MOMENTS = st.sampled_from([f"2026-11-0{n}T10:00:00.000Z" for n in range(1, 4)])
MARKS = st.none() | MOMENTS

SESSIONS = st.fixed_dictionaries(
    {
        "id": IDS,
        "workout_id": st.just("w"),
        "title": st.sampled_from(["A", "B", "ü; DROP TABLE session"]),
        "kind": st.sampled_from(["strength", "warm-up"]),
        "started_at": MOMENTS,
        "utc_offset_min": st.sampled_from([0, 60]),
        "state": st.sampled_from(["finished", "stopped", "running"]),
        "rpe": st.none() | st.sampled_from([7, 7.0, 8.5]),
        "updated_at": MOMENTS,
        "deleted_at": MARKS,
    }
)
SETS = st.fixed_dictionaries(
    {
        "id": IDS,
        "session_id": IDS,
        "position": st.integers(1, 2),
        "exercise_id": st.just("side-plank"),
        "exercise_name": st.just("Side plank"),
        "side": st.sampled_from(["left", "right"]),
        "round_no": st.just(1),
        "set_no": st.just(1),
        "measure": st.just("hold"),
        "held_s": st.none() | st.sampled_from([0, 14.5, 20]),
        "pain": st.none() | st.integers(0, 2),
        "category": st.just("strength"),
        "ended_by": st.just("target"),
        "started_at": MOMENTS,
        "active_s": st.sampled_from([14.5, 20]),
        "updated_at": MOMENTS,
        "deleted_at": MARKS,
    }
)
NOTES = st.fixed_dictionaries(
    {
        "id": IDS,
        "from_date": st.just("2026-11-01"),
        "to_date": st.sampled_from(["2026-11-01", "2026-11-02"]),
        "kind": st.sampled_from(["note", "illness"]),
        "text": st.text(max_size=3).filter(lambda text: "\0" not in text),
        "updated_at": MOMENTS,
        "deleted_at": MARKS,
    }
)


@st.composite
def histories(draw):
    """A history as another machine has it: rows with their versions, sets with their session."""
    sessions = {row["id"]: row for row in draw(st.lists(SESSIONS, max_size=4))}
    sets = {row["id"]: row for row in draw(st.lists(SETS, max_size=4))}
    return {
        "session": list(sessions.values()),
        "set_result": [row for row in sets.values() if row["session_id"] in sessions],
        "mark": list({row["id"]: row for row in draw(st.lists(NOTES, max_size=3))}.values()),
    }


@pytest.fixture(scope="module")
def memory():
    """One migrated database in memory for all examples: `merged` empties it first."""
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def merged(db, *histories):
    for table in reversed(MERGED):
        db.execute(f"DELETE FROM {table}")
    for history in histories:
        merge(db.conn, copy.deepcopy(history))
    return {table: list(db.query(f"SELECT * FROM {table} ORDER BY id")) for table in MERGED}


@given(histories(), histories())
@settings(max_examples=40)
def test_either_order_gives_the_same(memory, one, other):
    assert merged(memory, one, other) == merged(memory, other, one)


@given(histories(), histories())
@settings(max_examples=40)
def test_merging_again_changes_nothing(memory, one, other):
    assert merged(memory, one, other, other, one) == merged(memory, one, other)


@given(histories(), histories(), histories())
@settings(max_examples=40)
def test_it_does_not_matter_which_two_meet_first(memory, one, other, third):
    first_two = merged(memory, one, other)
    last_two = merged(memory, other, third)
    assert merged(memory, first_two, third) == merged(memory, one, last_two)


@given(histories())
@settings(max_examples=30)
def test_a_merge_into_nothing_is_the_history_itself(memory, history):
    told = merged(memory, history)
    assert {row["id"] for row in told["session"]} == {row["id"] for row in history["session"]}
    assert len(told["set_result"]) == len(history["set_result"])


@given(histories())
@settings(max_examples=30)
def test_a_second_merge_reports_every_row_as_known(memory, history):
    rows = sum(map(len, history.values()))
    merged(memory)
    first = merge(memory.conn, history)
    again = merge(memory.conn, history)
    assert (first.new, first.known, first.refused) == (rows, 0, [])
    assert (again.new, again.changed, again.known) == (0, 0, rows)


def test_the_newer_version_wins_and_a_deletion_is_one_too():
    kept = {"id": "a", "updated_at": "2026-11-01T10:00:00.000Z", "deleted_at": None}
    deleted = {**kept, "updated_at": "2026-11-02T10:00:00.000Z", "deleted_at": "2026-11-02"}
    assert wins(deleted, kept)
    assert not wins(kept, deleted)
    assert not wins(kept, kept)


def test_a_column_added_later_does_not_change_the_hash_of_older_rows():
    assert content_hash({"id": "a", "new": None}) == content_hash({"id": "a"})


def test_every_table_is_merged_but_the_checkpoint():
    assert TABLES - {"checkpoint"} == set(MERGED)
