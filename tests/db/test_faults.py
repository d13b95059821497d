"""What the world does to a file: refused in words, and no finished set lost."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db.history import History, HistoryUnavailableError
from tests.db.conftest import begin, hold
from workouts.model import Kind

ROOT = Path(__file__).parents[2]


def locked_by_another(path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def count(path, table="set_result"):
    other = sqlite3.connect(path)
    try:
        return other.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        other.close()


def test_a_set_refused_by_a_locked_file_is_written_with_the_next_one(history, path):
    session = begin(history)
    other = locked_by_another(path)
    with pytest.raises(HistoryUnavailableError, match="another program") as refused:
        history.add_set(session, hold(1))
    assert history.held == 1
    other.rollback()
    other.close()
    second = history.add_set(session, hold(2))
    assert [result.id for result in history.sets(session)] == [refused.value.kept_id, second]
    assert history.held == 0


def test_a_whole_session_refused_by_the_file_is_written_at_its_end(history, path):
    other = locked_by_another(path)
    with pytest.raises(HistoryUnavailableError) as refused:
        begin(history)
    session = refused.value.kept_id
    for position in (1, 2, 3):
        with pytest.raises(HistoryUnavailableError, match=f"{position + 1} results are held"):
            history.add_set(session, hold(position))
    other.rollback()
    other.close()
    history.finish(session, "finished", 60.0, 0.0)
    assert [result.position for result in history.sets(session)] == [1, 2, 3]
    assert history.session(session).state == "finished"


def test_a_refused_end_is_written_when_the_history_closes(path, clock):
    history = History(path, now=clock, busy_s=0.05)
    session = begin(history)
    other = locked_by_another(path)
    with pytest.raises(HistoryUnavailableError):
        history.finish(session, "finished", 60.0, 0.0)
    other.rollback()
    other.close()
    history.close()
    with History(path, now=clock) as history:
        assert history.session(session).state == "finished"


def test_a_refused_checkpoint_is_forgotten_and_the_next_one_counts(history, path, timeline):
    from workouts.records import Checkpoint

    session = begin(history)
    other = locked_by_another(path)
    with pytest.raises(HistoryUnavailableError):
        history.checkpoint(session, Checkpoint(1, 1.0, 1.0, 0.0, timeline))
    other.rollback()
    other.close()
    assert history.held == 0
    history.checkpoint(session, Checkpoint(1, 2.0, 2.0, 0.0, timeline))
    assert history.unfinished().checkpoint.into_s == 2.0


def test_a_checkpoint_writes_what_was_held_first(history, path, timeline):
    from workouts.records import Checkpoint

    other = locked_by_another(path)
    with pytest.raises(HistoryUnavailableError) as refused:
        begin(history)
    other.rollback()
    other.close()
    history.checkpoint(refused.value.kept_id, Checkpoint(0, 1.0, 1.0, 0.0, timeline))
    assert history.unfinished().session.id == refused.value.kept_id


def test_what_is_held_is_bounded_and_says_so(history, path, monkeypatch):
    monkeypatch.setattr("db.writer.MOST_HELD", 2)
    session = begin(history)
    other = locked_by_another(path)
    for position in (1, 2):
        with pytest.raises(HistoryUnavailableError):
            history.add_set(session, hold(position))
    with pytest.raises(HistoryUnavailableError, match="no more can be held"):
        history.add_set(session, hold(3))
    other.rollback()
    other.close()


def test_our_own_mistake_does_not_bar_the_way_for_later_sets(history):
    session = begin(history)
    with pytest.raises(sqlite3.IntegrityError):
        history.add_set("no such session", hold(1))
    history.add_set(session, hold(1))
    assert history.held == 0


def test_a_history_that_may_only_be_read_is_refused_in_words(path, clock):
    History(path, now=clock).close()
    history = History(path, now=clock)
    history._connection.execute("PRAGMA query_only = on")
    with pytest.raises(HistoryUnavailableError, match="may only be read"):
        begin(history)
    history._connection.execute("PRAGMA query_only = off")
    history.close()
    assert count(path, "session") == 1


# A file that may not grow past a limit refuses like a full disk.
FULL_DISK = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from db.history import History, HistoryUnavailableError
from tests.db.conftest import begin, hold

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
history = History(path, now=lambda: datetime.now().astimezone())
session = begin(history)
kept = history.add_set(session, hold(1))
size = Path(f"{path}-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
for position in (2, 3):
    try:
        history.add_set(session, hold(position))
    except HistoryUnavailableError as error:
        print(error)
print(history.held, len(history.sets(session)))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
history.finish(session, "finished", 60.0, 0.0)
print(history.held, len(history.sets(session)))
history.close()
"""


def test_a_full_disk_costs_no_set_once_there_is_room_again(path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    first, second, full, after = done.stdout.splitlines()
    assert str(path) in first
    assert "Nothing that was kept is lost" in first
    assert "2 results are held" in second
    assert (full, after) == ("2 1", "0 3")
    assert count(path) == 3


FULL_FROM_THE_START = """
import resource, signal, sys
from datetime import datetime
from pathlib import Path
from db.history import History, HistoryUnavailableError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    History(Path(sys.argv[1]), now=lambda: datetime.now().astimezone())
except HistoryUnavailableError as error:
    print(error)
"""


def test_no_room_for_a_new_history_is_said_and_the_next_start_works(path, clock):
    done = subprocess.run(
        [sys.executable, "-c", FULL_FROM_THE_START, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert str(path) in done.stdout
    with History(path, now=clock) as history:
        assert history.begin("w", "W", Kind.STRENGTH, 1.0, "1.0")


# Folders of a mount namespace of our own: nobody else sees them.
IN_A_NAMESPACE = ["unshare", "--mount", "sh", "-c"]
AS_MOUNTED = """
import sys
from datetime import datetime
from pathlib import Path
from db.history import History, HistoryUnavailableError
from tests.db.conftest import begin, hold

folder = Path(sys.argv[1])
now = lambda: datetime.now().astimezone()
"""
READ_ONLY = """
from db.export import csv_rows
try:
    History(folder / "history.db", now=now)
except HistoryUnavailableError as error:
    print(error)
print(len(list(csv_rows(folder / "history.db"))), "rows can still be read")
"""
FULL_TMPFS = """
history = History(folder / "history.db", now=now)
session = begin(history)
history.add_set(session, hold(1))
filler = (folder / "filler").open("wb", buffering=0)
try:
    while filler.write(bytes(4096)) == 4096:
        pass
except OSError:
    pass
refused = []
for position in range(2, 41):
    try:
        history.add_set(session, hold(position))
    except HistoryUnavailableError as error:
        refused.append(str(error))
print(refused[0])
filler.truncate(0)
history.finish(session, "finished", 60.0, 0.0)
print(history.held, len(history.sets(session)))
history.close()
"""


def as_mounted(mount, script, folder):
    """What the script prints with the folder mounted so; skips where nobody may mount."""
    command = f'{mount} && exec "$1" -c "$2" "$3"'
    arguments = [*IN_A_NAMESPACE, command, "sh", sys.executable, AS_MOUNTED + script, str(folder)]
    tried = subprocess.run(
        [*IN_A_NAMESPACE, mount.replace("$3", str(folder))],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if tried.returncode:
        pytest.skip("mounting is not allowed here")
    done = subprocess.run(
        arguments, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs mount namespaces")
def test_a_read_only_folder_is_said_in_words_and_can_still_be_read(path, clock):
    with History(path, now=clock) as history:
        history.add_set(begin(history), hold())
    before = path.read_bytes()
    mount = 'mount --bind "$3" "$3" && mount -o remount,ro,bind "$3"'
    told, rows = as_mounted(mount, READ_ONLY, path.parent)
    assert "it may only be read" in told
    assert str(path) in told
    assert rows == "1 rows can still be read"
    assert path.read_bytes() == before


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs mount namespaces")
def test_a_full_file_system_costs_no_set_once_there_is_room_again(tmp_path):
    mount = 'mount -t tmpfs -o size=6m tmpfs "$3"'
    refused, after = as_mounted(mount, FULL_TMPFS, tmp_path)
    assert "the disk is full" in refused
    assert after == "0 40"
