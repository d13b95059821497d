"""Backups are made while the history is in use, are known to be good, and lead back."""

import random
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from db.backup import Backups, check
from db.errors import HistoryDamagedError, HistoryError, HistoryUnavailableError
from db.history import History
from tests.db.conftest import begin, hold


@pytest.fixture
def backups(path, clock):
    return Backups(path, now=clock, busy_s=0.05)


def do_session(history, sets=2):
    session = begin(history)
    for position in range(1, sets + 1):
        history.add_set(session, hold(position))
    history.finish(session, "finished", 20.0 * sets, 0.0)
    return session


def ids(path, clock):
    with History(path, now=clock) as history:
        return [record.id for record in history.sessions()]


def test_a_backup_is_made_while_a_session_is_going_on(history, backups):
    session = begin(history)
    history.add_set(session, hold(1))
    backup = backups.make()
    history.add_set(session, hold(2))
    with sqlite3.connect(backup.path) as copy:
        assert copy.execute("SELECT count(*) FROM set_result").fetchone() == (1,)
    copy.close()
    assert [file.name for file in backups.folder.iterdir()] == [backup.path.name]


def test_a_backup_is_one_file_that_opens_as_a_history(history, backups, clock, tmp_path):
    session = do_session(history)
    elsewhere = tmp_path / "elsewhere" / "history.db"
    elsewhere.parent.mkdir()
    shutil.copyfile(backups.make().path, elsewhere)
    assert ids(elsewhere, clock) == [session]


def test_ten_days_and_twelve_months_are_kept(history, backups, clock):
    clock.moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    newest = clock.moment
    for days_ago in range(400, -1, -10):
        clock.moment = newest - timedelta(days=days_ago)
        backups.make()
    for _ in range(3):
        clock.tick(3600)
        backups.make()
    kept = [backup.made_at for backup in backups.all()]
    assert kept[0] == clock.moment
    days = sorted({moment.date() for moment in kept}, reverse=True)
    assert len(days) == len(kept)  # one a day
    assert [newest.date() - timedelta(days=10 * n) for n in range(10)] == days[:10]
    months = {(moment.year, moment.month) for moment in kept}
    assert len(months) == 12


def test_a_clock_set_back_never_overwrites_a_backup(history, backups, clock):
    first = backups.make()
    again = backups.make()
    clock.tick(-3600)
    earlier = backups.make()
    assert first.path != again.path
    assert {backup.path for backup in backups.all()} == {again.path, earlier.path}


def test_a_damaged_history_gives_no_backup_and_costs_no_good_one(path, clock, backups):
    with History(path, now=clock) as history:
        for _ in range(20):
            do_session(history, 20)
        good = backups.make()
    damage(path, middle=True)
    with pytest.raises(HistoryDamagedError):
        backups.make()
    assert [backup.path for backup in backups.all()] == [good.path]
    assert list(backups.folder.glob("*.part")) == []


def test_the_offer_says_what_would_be_missing(history, backups, clock):
    do_session(history)
    backups.make()
    clock.tick(3600)
    later = do_session(history)
    offer = backups.offer()
    assert offer.missing == (later,)
    assert (offer.then.sessions, offer.then.sets) == (1, 2)
    assert (offer.now.sessions, offer.now.newest) == (2, clock.moment)


def test_a_bad_backup_is_passed_over_for_an_older_good_one(history, backups, clock):
    do_session(history)
    good = backups.make()
    clock.tick(86_400)
    damage(backups.make().path)
    assert backups.newest_good() == good


def test_restoring_brings_back_the_backup_and_undo_brings_back_today(path, clock, backups):
    with History(path, now=clock) as history:
        first = do_session(history)
        backup = backups.make()
        clock.tick(60)
        second = do_session(history)
    restored = backups.restore(backup)
    assert ids(path, clock) == [first]
    assert restored.before.exists()
    backups.undo(restored)
    assert ids(path, clock) == [second, first]


def test_restoring_while_a_window_has_it_open_changes_nothing(history, backups, path):
    do_session(history)
    backup = backups.make()
    later = do_session(history)
    with pytest.raises(HistoryUnavailableError, match="open in another window"):
        backups.restore(backup)
    assert later in [record.id for record in history.sessions()]


def test_a_history_that_is_gone_is_offered_back(path, clock, backups):
    with History(path, now=clock) as history:
        session = do_session(history)
        backups.make()
    path.unlink()
    offer = backups.offer()
    assert offer.now is None
    restored = backups.restore(offer.backup)
    assert restored.before is None
    assert ids(path, clock) == [session]


def test_a_lost_log_shows_as_sessions_the_backup_knows_and_the_file_does_not(
    path, clock, backups, tmp_path
):
    history = History(path, now=clock)
    first = do_session(history)
    history._connection.execute("PRAGMA wal_autocheckpoint = 0")
    running = begin(history)
    history.add_set(running, hold())
    backups.make()
    shutil.copyfile(path, tmp_path / "without-log.db")
    history.close()
    shutil.move(tmp_path / "without-log.db", path)
    assert backups.lost() == (running,)
    assert ids(path, clock) == [first]


def test_a_damaged_file_is_set_aside_with_its_log_and_never_deleted(path, clock, backups):
    with History(path, now=clock) as history:
        do_session(history)
    damage(path)
    log = path.with_name("history.db-wal")
    log.write_bytes(b"log")
    damaged = path.read_bytes()
    aside = backups.set_aside()
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log"
    assert not path.exists()
    assert not log.exists()
    assert ids(path, clock) == []


def test_the_log_of_a_damaged_file_never_meets_the_restored_one(path, clock, backups):
    with History(path, now=clock) as history:
        session = do_session(history)
        backups.make()
    path.write_bytes(b"no database at all" * 1000)
    log = path.with_name("history.db-wal")
    log.write_bytes(b"log")
    restored = backups.restore(backups.offer().backup)
    assert restored.before.with_name(restored.before.name + "-wal").read_bytes() == b"log"
    assert not log.exists()
    assert ids(path, clock) == [session]
    backups.undo(restored)
    assert (path.read_bytes()[:11], log.read_bytes()) == (b"no database", b"log")


def test_setting_aside_where_there_is_nothing_does_nothing(backups):
    assert backups.set_aside() is None


def test_no_backup_no_offer(backups):
    assert backups.offer() is None
    assert backups.all() == []


def test_what_a_killed_backup_left_is_swept_away_by_the_next(history, backups):
    backups.make()
    (backups.folder / "history-20261120T173000000000Z.db.part-journal").touch()
    backups.make()
    assert list(backups.folder.glob("*.part*")) == []


@pytest.mark.parametrize("cut", ["truncated", "flipped"])
def test_two_hundred_damaged_files_give_words_and_a_way_back(tmp_path, clock, cut):
    """Whatever is broken: a HistoryError or sound rows, and a restore that finds all sets."""
    path = tmp_path / "history.db"
    with History(path, now=clock) as history:
        for _ in range(6):
            do_session(history, 12)
    backups = Backups(path, now=clock)
    backups.make()
    sound = path.read_bytes()
    chance = random.Random(7)
    noticed = 0
    for _ in range(100):
        if cut == "truncated":
            damaged = sound[: chance.randrange(1, len(sound))]
        else:
            data = bytearray(sound)
            for _ in range(100):
                data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
            damaged = bytes(data)
        path.write_bytes(damaged)
        noticed += reads_badly(path, clock, backups)
        restored = backups.restore(backups.offer().backup)
        assert len(ids(path, clock)) == 6
        if restored.before is not None:
            restored.before.unlink()
    assert noticed >= 95


def reads_badly(path, clock, backups):
    """Whether using the file as the program does says that it is damaged; no other error."""
    try:
        with History(path, now=clock, busy_s=0.05) as history:
            for record in history.sessions():
                history.sets(record.id)
            history.hold_seconds("copenhagen-hold")
            history.exercises_done()
            history.unfinished()
            check(path)
            backups.lost()
    except HistoryError:
        return True
    return False


def damage(path, *, middle=False):
    data = bytearray(path.read_bytes())
    start = len(data) // 2 if middle else 100
    for place in range(start, start + 3000):
        data[place % len(data)] ^= 0x5A
    path.write_bytes(bytes(data))
