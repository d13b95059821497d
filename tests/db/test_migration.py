"""Every file the program ever wrote still opens, and nothing is half changed on the way."""

import sqlite3
from pathlib import Path

import pytest

from db import connect as connecting
from db.backup import check
from db.connect import SCHEMA_VERSION, connect
from db.errors import HistoryTooNewError
from db.export import complete
from db.history import History
from db.importing import import_file
from db.schema import migrations
from tests.db.conftest import begin, hold
from workouts.events import EndedBy

DUMPS = sorted((Path(__file__).parent / "files").glob("schema-*.sql"))


def load(dump, path):
    made = sqlite3.connect(path)
    made.executescript(dump.read_text())
    made.close()


def schema(path):
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
            "ORDER BY type, name"
        ).fetchall()
    connection.close()
    return found


@pytest.fixture
def next_step():
    """Makes the program one that knows one step more, for the length of a test."""
    before = list(migrations._migrations)

    def add(function):
        migrations(name=f"{SCHEMA_VERSION + 1:04d}_trial")(function)
        connecting.SCHEMA_VERSION = SCHEMA_VERSION + 1

    yield add
    migrations._migrations[:] = before
    connecting.SCHEMA_VERSION = SCHEMA_VERSION


@pytest.fixture
def filled(path, clock):
    with History(path, now=clock) as history:
        made = begin(history)
        history.add_set(made, hold())
        history.finish(made, "finished", 20.0, 0.0)
    return made


def a_step(db):
    db.execute("ALTER TABLE set_result ADD COLUMN trial TEXT")
    db.execute("UPDATE set_result SET trial = exercise_id")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def test_there_is_a_dump_of_every_schema_that_was_shipped():
    assert [dump.stem for dump in DUMPS] == [f"schema-{n + 1}" for n in range(SCHEMA_VERSION)]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_old_file_opens_with_all_that_was_in_it(dump, path, clock):
    load(dump, path)
    with History(path, now=clock) as history:
        [running, finished] = history.sessions()
        assert (finished.title, finished.note) == ("Adductor ladder", "it's fine")
        left, right = history.sets(finished.id)
        assert (left.held_s, left.rpe, left.rir, left.pain) == (20.0, 9, 1, 2)
        assert (right.held_s, right.ended_by) == (14.0, EndedBy.DROPPED)
        assert history.runs()[0].distance_km == 8.5
        assert len(history.corrections.trash()) == 1
        point = history.unfinished().checkpoint
        assert (point.step, point.into_s, len(point.timeline.steps)) == (1, 7.5, 12)
        assert history.unfinished().session == running


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_old_file_ends_up_with_the_schema_of_a_new_one(dump, path, tmp_path):
    load(dump, path)
    connect(path).close()
    fresh = tmp_path / "fresh.db"
    connect(fresh).close()
    assert schema(path) == schema(fresh)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_old_file_can_be_imported_and_stays_as_it_is(dump, path, tmp_path, clock):
    old = tmp_path / "old.db"
    load(dump, old)
    before = old.read_bytes()
    report = import_file(old, path, now=clock)
    assert report.refused == []
    assert report.new == sum(
        len(rows) for rows in complete(old).values() if isinstance(rows, list)
    )
    assert old.read_bytes() == before


def test_a_copy_is_made_before_a_file_changes_shape(path, clock, filled, next_step):
    before = complete(path)
    next_step(a_step)
    with History(path, now=clock) as history:
        assert history.session(filled).title == "Adductor ladder"
    [copy] = (path.parent / "backups").iterdir()
    assert copy.name == f"history-before-migration-{SCHEMA_VERSION}-20261120T173000Z.db"
    connecting.SCHEMA_VERSION = SCHEMA_VERSION
    check(copy)
    assert complete(copy) == before


def test_a_new_file_needs_no_copy(path):
    connect(path).close()
    assert not (path.parent / "backups").exists()


def test_a_step_that_fails_leaves_the_file_as_it_was(path, clock, filled, next_step):
    def broken(db):
        a_step(db)
        raise RuntimeError("half-way")

    before = complete(path)
    next_step(broken)
    with pytest.raises(RuntimeError, match="half-way"):
        History(path, now=clock)
    connecting.SCHEMA_VERSION = SCHEMA_VERSION
    assert complete(path) == before


def test_a_step_that_breaks_references_is_taken_back(path, clock, filled, next_step):
    def careless(db):
        a_step(db)
        db.execute("DELETE FROM session")

    next_step(careless)
    with pytest.raises(Exception, match="refer to rows that are not there"):
        History(path, now=clock)
    connecting.SCHEMA_VERSION = SCHEMA_VERSION
    with History(path, now=clock) as history:
        assert len(history.sets(filled)) == 1


def test_the_older_program_refuses_what_the_newer_one_migrated(path, clock, filled, next_step):
    next_step(a_step)
    connect(path).close()
    connecting.SCHEMA_VERSION = SCHEMA_VERSION
    before = path.read_bytes()
    with pytest.raises(HistoryTooNewError, match=f"schema {SCHEMA_VERSION + 1}"):
        History(path, now=clock)
    assert path.read_bytes() == before
