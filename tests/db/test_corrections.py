"""Everything recorded can be corrected, and every correction taken back."""

import sqlite3
from datetime import timedelta

import pytest

from db.backup import Backups
from db.export import complete
from db.history import History
from db.importing import import_file
from tests.db.conftest import begin, hold
from workouts.model import Kind, Side
from workouts.records import RunRecord, SessionRecord


@pytest.fixture
def session(history):
    made = begin(history)
    history.add_set(made, hold(1))
    history.add_set(made, hold(2))
    history.finish(made, "finished", 40.0, 0.0)
    return made


def first_set(history, session):
    return history.sets(session)[0]


def test_a_set_can_be_edited_and_the_edit_undone_and_redone(history, session):
    set_id = first_set(history, session).id
    undo = history.corrections.edit_set(set_id, held_s=18.5, ended_by="dropped", form_ok=False)
    assert first_set(history, session).held_s == 18.5
    assert first_set(history, session).form_ok is False
    redo = history.corrections.undo(undo)
    assert first_set(history, session).held_s == 20.0
    assert first_set(history, session).form_ok is None
    history.corrections.undo(redo)
    assert first_set(history, session).held_s == 18.5


def test_a_deleted_set_is_out_of_sight_everywhere_and_comes_back(history, session):
    [kept, gone] = history.sets(session)
    undo = history.corrections.delete_set(gone.id)
    assert history.sets(session) == [kept]
    assert history.hold_seconds("copenhagen-hold")[0].efforts == 1
    history.corrections.undo(undo)
    assert history.sets(session) == [kept, gone]


def test_a_deleted_session_hides_its_sets_and_brings_them_back(history, session):
    history.corrections.delete_session(session)
    assert history.sessions() == []
    assert history.exercises_done() == []
    assert history.last_result("copenhagen-hold", Side.LEFT) is None
    history.corrections.undelete("session", session)
    assert [record.id for record in history.sessions()] == [session]
    assert len(history.sets(session)) == 2


def test_the_trash_lists_what_can_still_come_back(history, session, clock):
    history.corrections.delete_set(first_set(history, session).id)
    clock.tick(1)
    history.corrections.delete_session(session)
    assert [row["table"] for row in history.corrections.trash()] == ["session", "set_result"]
    clock.moment += timedelta(days=31)
    assert history.corrections.trash() == []


def test_after_thirty_days_the_trash_is_emptied_and_only_then(history, session, path, clock):
    history.set_note(session, "secret")
    history.corrections.delete_session(session)
    clock.moment += timedelta(days=29)
    assert history.corrections.empty_trash() == 0
    clock.moment += timedelta(days=2)
    assert history.corrections.empty_trash() == 3
    assert history.corrections.empty_trash() == 0
    told = complete(path)
    assert "secret" not in str(told)
    assert "copenhagen" not in str(told)


def test_an_old_copy_cannot_bring_back_what_was_deleted_for_good(
    history, session, path, clock, tmp_path
):
    old = Backups(path, now=clock).make().path
    history.corrections.delete_session(session)
    clock.moment += timedelta(days=31)
    history.corrections.empty_trash()
    emptied = complete(path)
    report = import_file(old, path, now=clock)
    assert (report.new, report.changed) == (0, 0)
    assert complete(path) == emptied


def test_a_session_done_elsewhere_can_be_added(history, clock):
    record = SessionRecord(
        id="",
        workout_id="physio",
        title="With the physio",
        kind=Kind.STRENGTH,
        started_at=clock.moment,
        finished_at=clock.moment + timedelta(minutes=20),
        state="finished",
        planned_s=1200.0,
        active_s=1200.0,
        paused_s=0.0,
        note="on the blue mat",
    )
    added = history.corrections.add_session(record, [hold(1), hold(2)])
    assert history.session(added).note == "on the blue mat"
    assert history.session(added).finished_at == record.finished_at
    assert len(history.sets(added)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"pain": 11},
        {"side": "middle"},
        {"held_s": -1},
        {"id": "other"},
        {"session_id": "other"},
        {"updated_at": "2000-01-01"},
        {"nothing_such": 1},
    ],
)
def test_an_impossible_correction_changes_nothing(history, session, path, changes):
    before = complete(path)
    with pytest.raises(ValueError, match=r"not possible|no column"):
        history.corrections.edit_set(first_set(history, session).id, **changes)
    assert complete(path) == before


def test_a_set_cannot_be_moved_to_another_session(history, session):
    other = begin(history)
    with pytest.raises(ValueError, match="no column"):
        history.corrections.edit_set(first_set(history, session).id, session_id=other)


def test_a_row_or_table_that_is_not_there_is_named(history):
    with pytest.raises(KeyError, match="nobody"):
        history.corrections.delete_set("nobody")
    with pytest.raises(ValueError, match="sqlite_master"):
        history.corrections.delete("sqlite_master", "x")


def test_a_correction_is_the_newer_version_even_with_a_clock_set_back(
    history, session, path, clock
):
    def stamp():
        with sqlite3.connect(path) as other:
            [[told]] = other.execute("SELECT updated_at FROM session").fetchall()
        other.close()
        return told

    before = stamp()
    clock.tick(-10_000)
    history.corrections.edit_session(session, title="Other")
    assert stamp() > before


def test_a_run_is_logged_corrected_and_deleted(history, clock):
    run = history.add_run(RunRecord(clock.moment, 40.0, kind="easy"))
    assert [(one.minutes, one.kind, one.source) for one in history.runs()] == [
        (40.0, "easy", "typed")
    ]
    history.corrections.edit_run(run, minutes=45.0)
    assert history.runs()[0].minutes == 45.0
    with pytest.raises(ValueError, match="cannot be kept"):
        history.add_run(RunRecord(clock.moment, 40.0))
    history.corrections.delete("run", run)
    assert history.runs() == []


def test_corrections_outlive_the_program(path, clock):
    with History(path, now=clock) as history:
        made = begin(history)
        set_id = history.add_set(made, hold())
        history.corrections.edit_set(set_id, held_s=11.0)
    with History(path, now=clock) as history:
        assert history.sets(made)[0].held_s == 11.0
