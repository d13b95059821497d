"""Opening a file: made where there is none, refused untouched where it is not ours to open."""

import hashlib
import shutil
import sqlite3

import pytest

from db.connect import SCHEMA_VERSION, connect
from db.errors import HistoryDamagedError, HistoryTooNewError, HistoryUnavailableError
from db.export import complete
from db.history import History
from tests.db.conftest import begin, hold


def bytes_of(folder):
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file() and not file.name.endswith("-shm")
    }


def filled(path, clock):
    with History(path, now=clock) as history:
        session = begin(history)
        history.add_set(session, hold())
        history.finish(session, "finished", 20.0, 0.0)


def change(path, *statements):
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()


def test_a_new_file_and_its_folder_are_made(tmp_path):
    path = tmp_path / "deep" / "er" / "history.db"
    connect(path).close()
    assert path.exists()


def test_the_file_is_in_wal_mode_with_foreign_keys_on(path):
    connection = connect(path)
    told = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "foreign_keys", "synchronous")
    ]
    connection.close()
    assert told == ["wal", 1, 1]


def test_opening_again_changes_nothing(path, clock):
    filled(path, clock)
    before = bytes_of(path.parent)
    History(path, now=clock).close()
    assert bytes_of(path.parent) == before


@pytest.mark.parametrize(
    "change_to_newer",
    [
        "PRAGMA user_version = 99",
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('holdfast', '0099_future', '2030-01-01')",
    ],
)
def test_a_newer_file_is_refused_and_left_byte_for_byte(path, clock, change_to_newer):
    filled(path, clock)
    change(path, change_to_newer)
    before = bytes_of(path.parent)
    with pytest.raises(HistoryTooNewError, match="newer version") as refused:
        History(path, now=clock)
    assert str(path) in str(refused.value)
    with pytest.raises(HistoryTooNewError):
        complete(path)
    assert bytes_of(path.parent) == before


def test_a_newer_file_with_rows_still_in_its_log_keeps_both_untouched(tmp_path, clock):
    path = tmp_path / "a" / "history.db"
    history = History(path, now=clock)
    history.add_set(begin(history), hold())
    other = sqlite3.connect(path)
    other.execute("PRAGMA user_version = 99")
    copy = tmp_path / "b"
    shutil.copytree(path.parent, copy)
    other.close()
    history.close()
    before = bytes_of(copy)
    assert "history.db-wal" in before
    with pytest.raises(HistoryTooNewError):
        History(copy / "history.db", now=clock)
    assert bytes_of(copy) == before


def test_a_file_that_is_no_database_is_named_damaged_and_left_alone(path, clock):
    path.write_bytes(b"not a database, just text " * 100)
    before = path.read_bytes()
    with pytest.raises(HistoryDamagedError, match="never deleted") as refused:
        History(path, now=clock)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(path, clock):
    change(path, "CREATE TABLE notes (text TEXT)")
    before = path.read_bytes()
    with pytest.raises(HistoryDamagedError, match="not a whole one of this program"):
        History(path, now=clock)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_history(path, clock):
    path.touch()
    with History(path, now=clock) as history:
        assert history.sessions() == []


def test_a_folder_in_place_of_the_file_is_said_in_words(tmp_path, clock):
    with pytest.raises(HistoryUnavailableError, match="a folder lies in its place"):
        History(tmp_path, now=clock)


def test_a_file_in_place_of_the_folder_is_said_in_words(tmp_path, clock):
    (tmp_path / "data").touch()
    with pytest.raises(HistoryUnavailableError, match="cannot be used"):
        History(tmp_path / "data" / "history.db", now=clock)


def test_the_number_of_steps_is_the_schema_version():
    from db.schema import migrations

    assert len(migrations.pending(_empty())) == SCHEMA_VERSION


def _empty():
    from sqlite_utils import Database

    return Database(memory=True)
