"""What leaves the history for other programs."""

import csv
import io
from datetime import date

import pytest

from db.connect import SCHEMA_VERSION
from db.errors import HistoryDamagedError, HistoryUnavailableError
from db.export import Chosen, complete, csv_rows, write_csv
from db.fit import write_fit
from tests.db.conftest import begin, hold
from workouts.records import RunRecord


def test_csv_has_the_columns_of_set_result_then_of_its_session(history, path):
    session = begin(history)
    history.add_set(session, hold())
    out = io.StringIO()
    assert write_csv(path, out) == 1
    header, row = csv.reader(io.StringIO(out.getvalue()))
    assert header[0] == "id"
    assert header[-3:] == ["session_kind", "workout_id", "workout_title"]
    assert {"target_s", "held_s", "ended_by", "rir"} < set(header)
    told = dict(zip(header, row, strict=True))
    assert (told["held_s"], told["session_kind"], told["pain"]) == ("20.0", "adductor", "")


def test_csv_of_an_empty_history_is_its_header(history, path):
    out = io.StringIO()
    assert write_csv(path, out) == 0
    assert out.getvalue().startswith("id,session_id,position,")


def test_csv_of_one_session_leaves_the_others_out(history, path):
    first, second = begin(history), begin(history)
    history.add_set(first, hold())
    kept = history.add_set(second, hold())
    assert [row["id"] for row in csv_rows(path, Chosen(session=second))] == [kept]


def test_csv_of_a_range_goes_by_local_days_both_included(history, path, clock):
    clock.moment = clock.moment.replace(hour=0, minute=30)  # the 19th in UTC, the 20th here
    history.add_set(begin(history), hold())
    day = date(2026, 11, 20)
    assert len(list(csv_rows(path, Chosen(first=day, last=day)))) == 1
    assert list(csv_rows(path, Chosen(last=date(2026, 11, 19)))) == []
    assert list(csv_rows(path, Chosen(first=date(2026, 11, 21)))) == []


def test_an_unknown_session_is_named_before_anything_is_written(history, path):
    out = io.StringIO()
    with pytest.raises(KeyError, match="nobody"):
        write_csv(path, out, Chosen(session="nobody"))
    assert out.getvalue() == ""


def test_exporting_without_a_history_says_so_and_makes_no_file(path):
    with pytest.raises(HistoryUnavailableError, match="no training history"):
        complete(path)
    assert not path.exists()


def test_the_complete_export_holds_every_table_and_deletion_marks(history, path):
    session = begin(history)
    history.add_set(session, hold())
    history.corrections.delete_session(session)
    told = complete(path)
    assert told["schema"] == SCHEMA_VERSION
    assert told["session"][0]["deleted_at"] is not None
    assert len(told["set_result"]) == 1
    assert told["run"] == told["mark"] == []


def test_the_export_of_a_session_or_of_days_holds_what_belongs_to_them(history, path, clock):
    first = begin(history)
    history.add_set(first, hold())
    day = clock.moment.date()
    clock.tick(86_400)
    second = begin(history)
    history.add_run(RunRecord(clock.moment, 40.0, None, "easy", "", "typed"))
    history.corrections.delete_session(second)

    def told(chosen):
        found = complete(path, chosen)
        return [
            [row["id"] for row in found["session"]],
            len(found["set_result"]),
            len(found["run"]),
        ]

    assert told(Chosen(first)) == [[first], 1, 0]
    assert told(Chosen(last=day)) == [[first], 1, 0]
    assert told(Chosen(first=clock.moment.date())) == [[second], 0, 1]
    with pytest.raises(KeyError, match="nobody"):
        complete(path, Chosen("nobody"))


def test_a_row_that_makes_no_sense_is_damage_in_words(history, path, tmp_path):
    history.add_set(begin(history), hold())
    history._connection.execute("UPDATE session SET kind = 'juggling', state = 'finished'")
    with pytest.raises(HistoryDamagedError, match="juggling"):
        write_fit(path, tmp_path / "fit")
