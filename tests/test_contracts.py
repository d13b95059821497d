"""What other programs rely on: names, columns and keys, exactly as the contracts say them."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from db.history import History
from main import cli
from workouts.library import load_library
from workouts.records import Checkpoint

SET_COLUMNS = (
    "id,session_id,position,exercise_id,exercise_name,side,round_no,set_no,measure,target_reps,"
    "target_s,done_reps,held_s,category,band,score,ended_by,rpe,rir,pain,form_ok,started_at,"
    "active_s,updated_at,deleted_at"
)
STEP_KEYS = ["at", "seconds", "kind", "exercise", "side", "set", "of", "round", "reason"]
CUE_KEYS = ["at", "seconds", "kind", "text", "rank", "dropped"]
PROGRESS_KEYS = [
    "limb_symmetry_index",
    "asymmetry",
    "hold_endurance",
    "test_scores",
    "activation_adherence",
    "plan_adherence",
    "volume",
    "load",
    "effort_trend",
    "pain",
    "response_24h",
    "level",
    "coverage",
    "wins",
]


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Runs a command on a folder of its own; what it prints, as JSON."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")

    def run(*arguments, code=0):
        done = CliRunner().invoke(cli, ["--data-dir", str(tmp_path), *map(str, arguments)])
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    return run


def test_list_tells_id_kind_title_and_seconds(told):
    rows = told("list", "--json")
    assert {tuple(row) for row in rows} == {("id", "kind", "title", "total_s")}
    assert {row["kind"] for row in rows} == {"exercise", "workout", "programme"}
    totals = {row["id"]: row["total_s"] for row in rows}
    assert totals["glute-bridge"] == 35  # one default set with its ready time
    assert totals["pre-run-8"] == 480


@pytest.mark.parametrize("id_", ["adductor-ladder", "clamshell", "monster-walk", "mini-band"])
def test_script_tells_steps_and_cues(told, id_):
    script = told("script", id_, "--json")
    assert list(script) == ["workout", "total_s", "steps", "cues"]
    assert {tuple(step) for step in script["steps"]} == {tuple(STEP_KEYS)}
    assert {step["kind"] for step in script["steps"]} <= {
        "ready",
        "work",
        "switch",
        "between",
        "rest",
    }
    sides = {step["side"] for step in script["steps"]}
    assert sides <= {"left", "right", "both", "alternating", None}
    assert {tuple(cue) for cue in script["cues"]} == {tuple(CUE_KEYS)}
    assert {cue["kind"] for cue in script["cues"]} <= {"tone", "voice", "click"}
    assert {type(cue["dropped"]) for cue in script["cues"]} == {bool}


def test_what_is_done_at_ones_own_pace_has_no_seconds(told, tmp_path):
    (tmp_path / "settings.ini").write_text("[General]\nreps=self-paced\n")
    steps = told("script", "clamshell", "--json")["steps"]
    assert [s["seconds"] for s in steps if s["kind"] == "work"] == [None, None]


def test_the_steps_of_a_warm_up_have_their_reasons(told):
    steps = told("warm-up", "--minutes", 3, "--script", "--json")["steps"]
    assert all(step["reason"] for step in steps if step["kind"] == "work")


def test_csv_has_the_columns_of_set_result_and_three_of_the_session(tmp_path):
    done = CliRunner().invoke(cli, ["--data-dir", str(tmp_path), "export", "--csv"])
    [header] = csv.reader(io.StringIO(done.stdout))
    assert header == [*SET_COLUMNS.split(","), "session_kind", "workout_id", "workout_title"]


def test_an_import_tells_new_known_and_refused_with_row_and_reason(told, tmp_path):
    runs = tmp_path / "runs.csv"
    runs.write_text("started_at,minutes\n2026-01-02T07:00:00Z,30\n2026-01-03T07:00:00Z,-5\n")
    report = told("import", runs)
    assert list(report) == ["new", "known", "refused"]
    assert (report["new"], report["known"]) == (1, 0)
    assert [list(one) for one in report["refused"]] == [["row", "why"]]
    again = told("import", runs, "--dry-run")
    assert (again["new"], again["known"]) == (0, 1)


def test_progress_has_every_metric_and_null_where_nothing_is_known(told):
    found = told("progress", "--json")
    assert list(found) == PROGRESS_KEYS
    assert found["limb_symmetry_index"]["values"]["left"] is None


def test_the_doctor_tells_of_four_things_and_of_what_is_unfinished(told, tmp_path):
    assert told("doctor", "--json")["unfinished"] is None
    history = History(tmp_path / "history.db", now=lambda: datetime.now(UTC))
    timeline = load_library().timeline("adductor-ladder")
    session = history.begin(timeline.workout_id, timeline.title, timeline.kind, 446, "0.1.0")
    hold = next(
        step
        for step in timeline.steps
        if step.kind == "work" and step.exercise.id == "copenhagen-hold"
    )
    history.checkpoint(session, Checkpoint(hold.index, 7.0, hold.at + 7, 0.0, timeline))
    history.close()
    report = told("doctor", "--json")
    assert list(report) == ["voice", "sound", "display", "database", "unfinished"]
    assert list(report["unfinished"]) == ["session_id", "exercise", "side", "set", "seconds"]
    assert list(report["unfinished"].values()) == [session, "copenhagen-hold", "left", 1, 7.0]
