"""`progress` on the command line: exact keys, ranges, plain refusals."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from click.testing import CliRunner

import main
from db.history import History
from tests.db.conftest import hold
from tests.workouts.test_progress import CATALOGUE_NAMES
from workouts.model import Kind, Side
from workouts.records import SessionRecord


@pytest.fixture
def folder(tmp_path):
    start = datetime(2026, 6, 8, 18, 0, tzinfo=timezone(timedelta(hours=2)))
    session = SessionRecord(
        *("", "adductor-ladder", "Adductor ladder", Kind.ADDUCTOR, start),
        *(start + timedelta(minutes=9), "finished", 540.0, 540.0, 0.0),
    )
    sets = [
        hold(1, Side.LEFT, held_s=14.0, started_at=start),
        hold(2, Side.RIGHT, held_s=20.0, started_at=start),
    ]
    with History(tmp_path / "history.db", now=lambda: start) as history:
        history.corrections.add_session(session, sets)
    return tmp_path


def told(folder, *arguments):
    called = ["--data-dir", str(folder), "progress", "--json", *arguments]
    answer = CliRunner().invoke(main.cli, called)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_every_metric_is_there_by_its_name(folder):
    found = told(folder, "--from", "2026-06-01", "--to", "2026-06-30")
    assert list(found) == CATALOGUE_NAMES
    endurance = found["hold_endurance"]
    assert endurance["unit"] == "s"
    assert endurance["range"] == {"from": "2026-06-01", "to": "2026-06-30"}
    assert endurance["values"] == {"left": 14.0, "right": 20.0, "both": None, "alternating": None}
    assert found["limb_symmetry_index"]["values"]["both"] == 70.0
    assert found["pain"]["values"]["both"] is None


def test_without_dates_it_tells_of_the_whole_history_up_to_today(folder):
    assert told(folder)["load"]["range"]["from"] <= "2026-06-08"
    outside = told(folder, "--from", "2026-06-09", "--to", "2026-06-30")
    assert outside["hold_endurance"]["values"]["left"] is None


def test_the_ends_of_the_calendar_are_no_trouble(folder):
    found = told(folder, "--from", "0001-01-01", "--to", "9999-12-31")
    assert found["hold_endurance"]["values"]["left"] == 14.0


def test_a_side_that_is_hurt_is_compared_with_the_other(folder):
    (folder / "settings.ini").write_text("[General]\ninjured_side=right\n")
    found = told(folder, "--to", "2026-06-30")["limb_symmetry_index"]["values"]["both"]
    assert found == pytest.approx(142.9)


def test_an_empty_folder_is_all_unknown(tmp_path):
    for metric in told(tmp_path).values():
        assert set(metric["values"].values()) == {None}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2026-02-30"], "2026-02-30"),
        (["--to", "yesterday"], "yesterday"),
        (["--from", "2026-06-09", "--to", "2026-06-08"], "lies after"),
        (["--from", "2999-01-01"], "lies after"),
    ],
)
def test_impossible_dates_are_one_message_and_exit_2(folder, monkeypatch, capfd, arguments, said):
    called = ["holdfast", "--data-dir", str(folder), "progress", "--json", *arguments]
    monkeypatch.setattr("sys.argv", called)
    assert main.main() == 2
    out, problem = capfd.readouterr()
    assert (out, said in problem, "Traceback" in problem) == ("", True, False)


def test_without_json_a_short_table_is_printed(folder):
    called = ["--data-dir", str(folder), "progress", "--to", "2026-06-30"]
    output = CliRunner().invoke(main.cli, called).output
    assert "Hold endurance" in output
    assert "–" in output
    assert max(map(len, output.splitlines())) < 100
