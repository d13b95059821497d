"""Files from elsewhere: previewed, counted, all or nothing, and trusted in nothing."""

import gzip
import hashlib
import json
import random
import shutil
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from db.errors import HistoryError, ImportRefusedError
from db.export import complete
from db.history import History
from db.importing import LARGEST, import_file
from tests.db.conftest import begin, hold

ZONE = timezone(timedelta(hours=1))

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="a watch" xmlns="http://www.topografix.com/GPX/1/1">
 <trk><name>Round the lake</name><type>running</type><trkseg>
  <trkpt lat="52.5200" lon="13.4000"><time>2026-11-20T06:00:00Z</time></trkpt>
  <trkpt lat="52.5290" lon="13.4000"><time>2026-11-20T06:05:00Z</time></trkpt>
  <trkpt lat="52.5380" lon="13.4000"><time>2026-11-20T06:10:30Z</time></trkpt>
 </trkseg></trk>
</gpx>"""

BILLION_LAUGHS = """<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<gpx version="1.1"><trk><name>&e;</name></trk></gpx>"""


@pytest.fixture
def take(path, clock, tmp_path):
    """Import what is given as text, bytes or a file, into the history."""

    def imported(given, **how):
        file = given
        if isinstance(given, str | bytes):
            file = tmp_path / "given"
            file.write_bytes(given.encode() if isinstance(given, str) else given)
        return import_file(file, path, now=clock, zone=ZONE, **how)

    return imported


@pytest.fixture
def other(tmp_path, clock):
    """The history of another machine, with a finished session of two sets."""
    place = tmp_path / "other" / "history.db"
    with History(place, now=clock) as history:
        session = begin(history)
        history.add_set(session, hold(1))
        history.add_set(session, hold(2))
        history.finish(session, "finished", 40.0, 0.0)
    return place


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def runs(path):
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT started_at, utc_offset_min, minutes, distance_km, kind, note, source FROM run"
        ).fetchall()
    connection.close()
    return found


def test_own_json_comes_back_to_the_same_ids(history, path, clock, take, tmp_path):
    session = begin(history)
    history.add_set(session, hold(1, pain=0))
    history.finish(session, "finished", 20.0, 0.0)
    history.corrections.delete_set(history.add_set(session, hold(2)))
    told = complete(path)
    fresh = tmp_path / "fresh" / "history.db"
    file = tmp_path / "export.json"
    file.write_text(json.dumps(told))
    assert import_file(file, fresh, now=clock).new == 3
    assert complete(fresh) == told
    again = import_file(file, fresh, now=clock)
    assert (again.new, again.known, again.refused) == (0, 3, [])


def test_a_preview_tells_the_same_and_changes_nothing(history, path, other, take):
    file_before = complete(path)
    told = take(other, dry_run=True)
    assert complete(path) == file_before
    assert take(other) == told
    assert told.new == 3


def test_a_preview_of_json_and_of_runs_changes_nothing_either(history, path, other, take):
    before = complete(path)
    assert take(json.dumps(complete(other)), dry_run=True).new == 3
    assert take(GPX, dry_run=True).new == 1
    assert complete(path) == before


def test_two_machines_end_up_the_same_in_either_order(tmp_path, clock, other):
    here = tmp_path / "here" / "history.db"
    with History(here, now=clock) as history:
        begin(history)
    there_first, here_first = tmp_path / "1.db", tmp_path / "2.db"
    shutil.copyfile(here, here_first)
    shutil.copyfile(other, there_first)
    import_file(other, here_first, now=clock)
    import_file(here, there_first, now=clock)
    assert complete(here_first) == complete(there_first)


def test_importing_a_database_leaves_the_given_file_untouched(take, other):
    before, beside = fingerprint(other), sorted(other.parent.iterdir())
    take(other)
    assert fingerprint(other) == before
    assert sorted(other.parent.iterdir()) == beside


def test_a_database_with_rows_still_in_its_log_is_taken_whole(take, tmp_path, clock):
    place = tmp_path / "open" / "history.db"
    with History(place, now=clock) as history:
        history.add_set(begin(history), hold())
        assert take(place).new == 2


def test_a_session_running_elsewhere_is_finished_by_its_newer_version(
    tmp_path, path, clock, take, timeline
):
    place = tmp_path / "laptop" / "history.db"
    with History(place, now=clock) as laptop:
        session = begin(laptop)
        laptop.add_set(session, hold())
        take(place)
        clock.tick(600)
        with History(path, now=clock) as desk:
            assert desk.unfinished() is None
            assert desk.session(session).state == "stopped"
        laptop.finish(session, "finished", 250.0, 0.0)
        take(place)
    with History(path, now=clock) as desk:
        assert desk.session(session).state == "finished"
        assert desk.session(session).active_s == 250.0


def test_a_newer_export_and_a_newer_database_are_refused(take, other, path):
    with pytest.raises(ImportRefusedError, match="newer version"):
        take('{"format": "holdfast-history", "schema": 99}')
    with sqlite3.connect(other) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ImportRefusedError, match="newer version"):
        take(other)


def test_a_damaged_database_is_refused(take, other):
    data = bytearray(other.read_bytes())
    data[5000:9000] = bytes(4000)
    with pytest.raises(ImportRefusedError, match="damaged"):
        take(bytes(data))


def test_rows_are_refused_one_by_one_with_the_reason(take, other):
    told = complete(other)
    good = told["set_result"][0]
    spoilt = {
        "held_s": -1,
        "target_s": 3601,
        "done_reps": 501,
        "side": "middle",
        "category": "weights",
        "pain": 11,
        "rpe": "hard",
        "started_at": "yesterday",
        "updated_at": None,
        "session_id": "0190a000-0000-7000-8000-000000000000",
        "id": "../../etc/passwd",
        "exercise_name": "x" * 20_001,
        "band": "nul\0",
        "form_ok": True,
        "oops": 1,
    }
    told["set_result"] = [{**good, column: value} for column, value in spoilt.items()]
    for number, row in enumerate(told["set_result"]):
        if row["id"] == good["id"]:
            row["id"] = f"0190a000-0000-7000-8000-0000000000{number:02d}"
    report = take(json.dumps(told))
    assert report.new == 1  # the session
    reasons = [refusal.why for refusal in report.refused]
    assert len(reasons) == len(spoilt)
    told_of = [name for name in spoilt if any(name in why for why in reasons)]
    assert sorted({*spoilt} - {*told_of}) == ["session_id"]
    assert any("its session is neither" in why for why in reasons)


def test_sql_in_every_text_is_text(take, other, path):
    told = complete(other)
    evil = "'); DROP TABLE session; --"
    told["session"][0] |= {"title": evil, "note": evil, "workout_id": evil, "app_version": evil}
    for row in told["set_result"]:
        row |= {"exercise_id": evil, "exercise_name": evil, "band": evil}
    assert take(json.dumps(told)).refused == []
    assert complete(path)["session"][0]["note"] == evil
    assert complete(path)["set_result"][1]["band"] == evil


def test_a_gpx_track_becomes_a_run_in_local_time(take, path):
    assert take(GPX).new == 1
    [[started_at, offset, minutes, distance, _, note, source]] = runs(path)
    assert (started_at, offset, minutes) == ("2026-11-20T06:00:00.000Z", 60, 10.5)
    assert distance == pytest.approx(2.0, abs=0.01)
    assert (note, source) == ("Round the lake", "gpx")


def test_the_same_run_is_known_the_second_time_even_from_another_device(take, path):
    take(GPX)
    assert take(GPX).told() == {"new": 0, "known": 1, "refused": []}
    report = take("started_at,minutes\n2026-11-20T07:00:45,10\n")  # local time, 45 s later
    assert (report.new, report.known) == (0, 1)
    assert len(runs(path)) == 1


def test_the_same_run_on_two_machines_is_one_after_a_merge(take, path, tmp_path, clock):
    take(GPX)
    clock.tick(60)
    there = tmp_path / "there" / "history.db"
    file = tmp_path / "run.gpx"
    file.write_text(GPX)
    import_file(file, there, now=clock, zone=ZONE)
    report = take(there)
    assert (report.new, report.changed) == (0, 1)
    assert len(runs(path)) == 1


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("run.gpx", '<gpx version="1.1"/>', "There is no run in this file"),
        ("runs.csv", "started_at,minutes\n", "There is no run in this file"),
        ("run.fit", "x", "is called a FIT file, but is none"),
        ("all.json", "once upon a time", "is called a JSON file, but is none"),
        ("sets.csv", "id,session_id,exercise_id\n1,2,3\n", "lists sets, for other programs"),
        ("strong.csv", "Date;Workout Name;Exercise Name\n", "lists sets, for other programs"),
    ],
)
def test_a_file_without_what_can_be_taken_in_says_so(
    history, path, take, tmp_path, name, text, why
):
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(ImportRefusedError, match=why):
        take(file)
    assert runs(path) == []


def test_a_csv_of_ours_is_read_line_by_line(take, path):
    report = take(
        "started_at,minutes,distance_km,kind,note\n"
        "2026-11-18T07:00,42,8.5,easy,by the river\n"
        '2026-11-19T07:00,"30,5",6,hills,\n'
        "2026-11-19,0,6,,\n"
        "yesterday,30,6,,\n"
        "2026-11-20T07:00,30,6,walk,\n"
        "2027-11-20T07:00,30,6,,\n"
        "2026-11-21T07:00,nan,6,,\n"
        "2026-11-21T07:00,30,-6,,\n"
    )
    assert report.new == 2
    assert [(one.row, one.why) for one in report.refused] == [
        ("line 4", "it has no length"),
        ("line 5", "'yesterday' is no date and time"),
        ("line 6", "kind is one of easy, hills, intervals, long, race, not 'walk'"),
        ("line 7", "it lies in the future"),
        ("line 8", "it has no length"),
        ("line 9", "its distance is impossible"),
    ]
    assert runs(path)[0] == (
        "2026-11-18T06:00:00.000Z",
        60,
        42.0,
        8.5,
        "easy",
        "by the river",
        "csv",
    )


def test_a_csv_of_strava_and_of_garmin_is_read(take, path):
    strava = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
        '1,"Nov 18, 2026, 6:00:00 AM",Morning Run,Run,2520,8.5\n'
        '2,"Nov 18, 2026, 5:00:00 PM",Commute,Ride,1200,5\n'
    )
    garmin = (
        "Activity Type,Date,Favorite,Title,Distance,Time\n"
        "Running,2026-11-19 07:00:00,false,Lake,10.2,00:55:30\n"
    )
    assert [one.why for one in take(strava).refused] == ["it is not a run (Ride)"]
    assert take(garmin).new == 1
    assert [row[:4] for row in runs(path)] == [
        ("2026-11-18T06:00:00.000Z", 60, 42.0, 8.5),
        ("2026-11-19T06:00:00.000Z", 60, 55.5, 10.2),
    ]


def test_a_ride_is_no_run(take, path):
    report = take(GPX.replace("running", "cycling"))
    assert [one.why for one in report.refused] == ["it is not a run (cycling)"]
    assert runs(path) == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (BILLION_LAUGHS, "entities"),
        ('<!DOCTYPE gpx SYSTEM "http://127.0.0.1/gpx.dtd"><gpx/>', "entities"),
        ("<gpx><trk></gpx>", "not a sound GPX"),
        ("", "empty"),
        ("just some words", "first line"),
        ("[1, 2]", "no export of a history"),
        ('{"format": "holdfast-history", "schema": 1, "session": 5}', "not a list"),
        ("{" * 100_000, "not a sound JSON"),
        ('{"a":' * 100_000, "not a sound JSON"),
        ("<a>" * 200_000, "not a sound GPX"),
        (gzip.compress(b"0" * 10_000_000), "archive"),
        (b"started_at,minutes\n\xff\xfe,1\n", "UTF-8"),
        ('started_at,minutes\n"2026', "not a sound CSV"),
        (b"\x0e\x20\x00\x00\xff\xff\xff\x7f.FIT" + b"\xff" * 400, "not a sound FIT"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_changes_nothing(history, path, take, given, why):
    before = complete(path)
    with pytest.raises(ImportRefusedError, match=why):
        take(given)
    assert complete(path) == before


def test_a_zip_bomb_is_not_opened(take, tmp_path):
    bomb = tmp_path / "runs.gpx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("run.gpx", "0" * 20_000_000)
    with pytest.raises(ImportRefusedError, match="archive"):
        take(bomb)


def test_a_file_larger_than_its_kind_may_be_is_not_read(take, tmp_path):
    large = tmp_path / "large.gpx"
    with large.open("wb") as opened:
        opened.write(b"<gpx>")
        opened.truncate(LARGEST["gpx"] * 1_000_000 + 1)
    with pytest.raises(ImportRefusedError, match="larger than 20 MB"):
        take(large)


def test_a_folder_a_device_and_a_missing_file_are_refused(take, tmp_path):
    from pathlib import Path

    for given in (tmp_path, tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(ImportRefusedError, match="not a file"):
            take(given)


def test_two_hundred_broken_files_are_refused_or_counted_and_never_crash(take, other, path):
    """Sound files of each kind with pieces cut, doubled or overwritten."""
    chance = random.Random(3)
    csv = "started_at,minutes,distance_km,kind,note\n2026-11-18T07:00,42,8.5,easy,lake\n"
    sound = [json.dumps(complete(other)).encode(), GPX.encode(), csv.encode(), other.read_bytes()]
    told = []
    for number in range(200):
        try:
            take(broken(sound[number % 4], chance))
        except HistoryError as error:
            told.append(str(error))
    assert len(told) > 100
    assert all(told)
    with History(path, now=lambda: datetime.now(UTC)) as history:
        for record in history.sessions():
            history.sets(record.id)


def broken(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.randint(1, 60))
        match chance.randrange(4):
            case 0:
                del data[start:end]
            case 1:
                data[start:start] = data[start:end]
            case 2:
                data[start:end] = chance.randbytes(end - start)
            case 3:
                del data[start:]
        if not data:
            break
    return bytes(data)
