"""What goes out as FIT is read back by a decoder that is not ours."""

from datetime import UTC, datetime, timedelta

import fitdecode
import pytest

from db.export import Chosen
from db.fit import activity, category_of, file_name, write_fit
from db.importing import import_file
from tests.db.conftest import PULSES, begin, hold
from workouts.library import load_library
from workouts.model import Measure, Side


def decoded(file, name):
    """The messages of that name as dictionaries; raises where a byte or a checksum is wrong."""
    with fitdecode.FitReader(
        file,
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
    ) as reader:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == name
        ]


@pytest.fixture
def session(history, clock):
    """Two holds with ten seconds between, then a series of ten reps."""
    made = begin(history)
    start = clock.moment + timedelta(seconds=5)
    history.add_set(made, hold(1, started_at=start))
    history.add_set(
        made, hold(2, started_at=start + timedelta(seconds=30), active_s=14.5, held_s=14.5)
    )
    history.add_set(
        made,
        hold(
            3,
            Side.BOTH,
            exercise_id=PULSES.id,
            measure=Measure.REPS,
            done_reps=10,
            held_s=None,
            started_at=start + timedelta(seconds=60),
            active_s=50.0,
        ),
    )
    clock.tick(125)
    history.finish(made, "finished", 120.0, 5.0)
    return made


def test_the_sets_and_times_are_those_of_the_history(history, path, session, tmp_path):
    [file] = write_fit(path, tmp_path / "one.fit", Chosen(session=session))
    efforts = [one for one in decoded(file, "set") if one["set_type"] == "active"]
    kept = history.sets(session)
    assert [one["start_time"] for one in efforts] == [
        result.started_at.astimezone(UTC) for result in kept
    ]
    assert [one["duration"] for one in efforts] == [result.active_s for result in kept]
    assert [one.get("repetitions") for one in efforts] == [None, None, 10]


def test_rests_lie_between_the_efforts(path, session, tmp_path):
    [file] = write_fit(path, tmp_path / "one.fit", Chosen(session=session))
    told = [(one["set_type"], one["duration"]) for one in decoded(file, "set")]
    assert told == [
        ("active", 20.0),
        ("rest", 10.0),
        ("active", 14.5),
        ("rest", 15.5),
        ("active", 50.0),
    ]
    assert [one["message_index"] for one in decoded(file, "set")] == [0, 1, 2, 3, 4]


def test_it_is_a_strength_activity_with_its_totals(history, path, session, tmp_path):
    [file] = write_fit(path, tmp_path / "one.fit", Chosen(session=session))
    [told] = decoded(file, "session")
    record = history.session(session)
    assert (told["sport"], told["sub_sport"]) == ("training", "strength_training")
    assert told["start_time"] == record.started_at.astimezone(UTC)
    assert (told["total_elapsed_time"], told["total_timer_time"]) == (125.0, 120.0)
    [told] = decoded(file, "activity")
    assert told["local_timestamp"].replace(tzinfo=None) == record.finished_at.replace(tzinfo=None)
    [told] = decoded(file, "file_id")
    assert told["type"] == "activity"
    assert all("timestamp" in record for record in decoded(file, "record"))


def test_a_range_becomes_a_folder_with_a_file_for_each_session(history, path, session, tmp_path):
    empty = begin(history)
    history.finish(empty, "stopped", 0.0, 0.0)
    folder = tmp_path / "fit"
    files = write_fit(path, folder)
    assert [file.name for file in files] == ["2026-11-20-183000-adductor-ladder.fit"]
    assert list(folder.iterdir()) == files


def test_a_name_cannot_lead_out_of_the_folder(history, session):
    from dataclasses import replace

    evil = replace(history.session(session), workout_id="../../etc/passwd")
    assert file_name(evil) == "2026-11-20-183000-etc-passwd.fit"


def test_an_unknown_session_is_named(path, session, tmp_path):
    with pytest.raises(KeyError, match="nobody"):
        write_fit(path, tmp_path / "x.fit", Chosen(session="nobody"))


def test_every_exercise_of_the_catalogue_has_a_category():
    unknown = {id_ for id_ in load_library().exercises if category_of(id_) == "UNKNOWN"}
    assert unknown <= {
        "toe-yoga",
        "short-foot",
        "foot-tripod",
        "ball-wall-press",
        "elevated-twist",
        "cadence-run-in-place",
        "wide-track-run-in-place",
        "trendelenburg-test",
    }


def test_our_own_strength_file_is_not_taken_for_a_run(history, path, session, tmp_path, clock):
    [file] = write_fit(path, tmp_path / "one.fit", Chosen(session=session))
    report = import_file(file, path, now=clock)
    assert (report.new, [one.why for one in report.refused]) == (0, ["it is not a run (training)"])


def test_a_run_from_a_fit_file_is_read(path, tmp_path, clock):
    """Made with the writer's own library, as a watch would."""
    from fit_tool.fit_file_builder import FitFileBuilder
    from fit_tool.profile.messages.file_id_message import FileIdMessage
    from fit_tool.profile.messages.session_message import SessionMessage
    from fit_tool.profile.profile_type import FileType, Sport

    start = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
    file_id = FileIdMessage()
    file_id.type = FileType.ACTIVITY
    run = SessionMessage()
    run.start_time = run.timestamp = round(start.timestamp() * 1000)
    run.sport = Sport.RUNNING
    run.total_timer_time = 2430.0
    run.total_distance = 8050.0
    builder = FitFileBuilder()
    builder.add_all([file_id, run])
    file = tmp_path / "run.fit"
    file.write_bytes(builder.build_bytes())
    assert import_file(file, path, now=clock, zone=UTC).new == 1
    assert import_file(file, path, now=clock, zone=UTC).known == 1


def test_a_session_without_an_end_still_has_a_length(history, session):
    from dataclasses import replace

    record = replace(history.session(session), finished_at=None)
    assert activity(record, history.sets(session))[8:12] == b".FIT"
