"""The schema is a promise to other programs: names, strictness, marks, views."""

import re
import sqlite3

import pytest

from db.connect import connect

# As documented for whoever reads the file with other tools.
COLUMNS = {
    "session": "id workout_id title kind started_at utc_offset_min finished_at state planned_s "
    "active_s paused_s rpe pain_before pain_worst pain_morning note app_version",
    "set_result": "id session_id position exercise_id exercise_name side round_no set_no measure "
    "target_reps target_s done_reps held_s category band score ended_by rpe rir pain form_ok "
    "started_at active_s",
    "checkpoint": "id session_id step into_s active_s paused_s counted timeline",
    "run": "id started_at utc_offset_min minutes distance_km kind note source",
    "prescription": "id exercise_id exercise_name side dose rule why set_at accepted_at",
    "decision": "id exercise_id exercise_name side session_id rule why old_dose new_dose inputs "
    "decided_at answer",
    "plan_day": "id programme week date workout_id done_session_id",
    "followed": "id programme variant training runs gives_way paused_on kept_on answers passed",
    "mark": "id from_date to_date kind text",
}
LATER_COLUMNS = {"checkpoint": ["length_s"]}  # SQLite adds at the end
VIEWS = {
    "weekly_hold_seconds",
    "weekly_volume",
    "personal_best",
    "symmetry",
    "activation_adherence",
    "effort_trend",
    "pain_trend",
}


@pytest.fixture
def connection(path):
    opened = connect(path)
    yield opened
    opened.close()


def names(connection, kind):
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE '\\_%' ESCAPE '\\' "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
        (kind,),
    )
    return {name for (name,) in found}


def insert(connection, table, **values):
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
    )


def add_session(connection, session, started_at, **other):
    values = {
        "id": session,
        "workout_id": "w",
        "title": "W",
        "kind": "strength",
        "started_at": started_at,
        "utc_offset_min": 60,
        "state": "finished",
        "updated_at": started_at,
    }
    insert(connection, "session", **{**values, **other})


def add_set(connection, session, position, **other):
    values = {
        "id": f"{session}-{position}",
        "session_id": session,
        "position": position,
        "exercise_id": "side-plank",
        "exercise_name": "Side plank",
        "side": "left",
        "round_no": 1,
        "set_no": 1,
        "measure": "hold",
        "category": "strength",
        "ended_by": "target",
        "started_at": "2026-11-16T10:00:00.000Z",
        "active_s": 20.0,
        "updated_at": "2026-11-16T10:00:00.000Z",
    }
    insert(connection, "set_result", **{**values, **other})


def told(connection, sql, *values):
    return [tuple(row) for row in connection.execute(sql, values)]


def test_there_are_these_tables_and_views_and_no_other(connection):
    assert names(connection, "table") == set(COLUMNS)
    assert names(connection, "view") == VIEWS


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_as_documented_and_end_with_the_marks_for_merging(connection, table):
    found = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    later = LATER_COLUMNS.get(table, [])
    assert found == [*COLUMNS[table].split(), "updated_at", "deleted_at", *later]


@pytest.mark.parametrize("table", COLUMNS)
def test_tables_are_strict(connection, table):
    [[sql]] = told(connection, "SELECT sql FROM sqlite_master WHERE name = ?", table)
    assert re.search(r"\)\s*STRICT$", sql)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("side", "middle"),
        ("measure", "weight"),
        ("ended_by", "boredom"),
        ("held_s", -1.0),
        ("done_reps", "ten"),
        ("pain", 11),
        ("form_ok", 2),
        ("session_id", "nobody"),
        ("active_s", None),
    ],
)
def test_impossible_values_are_refused_by_the_file_itself(connection, column, value):
    add_session(connection, "a", "2026-11-16T10:00:00.000Z")
    with pytest.raises(sqlite3.IntegrityError):
        add_set(connection, "a", 1, **{column: value})


def test_weeks_begin_on_monday_where_the_athlete_was(connection):
    # Sunday 23:30 in UTC is Monday half past midnight an hour further east.
    add_session(connection, "a", "2026-11-15T23:30:00.000Z")
    add_session(connection, "b", "2026-11-15T23:30:00.000Z", utc_offset_min=0)
    add_set(connection, "a", 1, held_s=20.0)
    add_set(connection, "a", 2, held_s=15.5)
    add_set(connection, "b", 1, held_s=7.0, side="right")
    assert told(connection, "SELECT week, side, hold_s, sets FROM weekly_hold_seconds") == [
        ("2026-11-09", "right", 7.0, 1),
        ("2026-11-16", "left", 35.5, 2),
    ]


def test_volume_leaves_warm_ups_and_deleted_sets_out(connection):
    add_session(connection, "a", "2026-11-16T10:00:00.000Z")
    add_session(connection, "w", "2026-11-16T10:00:00.000Z", kind="warm-up")
    add_set(connection, "a", 1, done_reps=10, measure="reps", active_s=30.0)
    add_set(connection, "a", 2, done_reps=10, measure="reps", deleted_at="2026-11-17")
    add_set(connection, "w", 1, done_reps=10, measure="reps")
    assert told(
        connection, "SELECT category, sets, reps, hold_s, active_s FROM weekly_volume"
    ) == [("strength", 1, 10, None, 30.0)]


def test_a_best_is_clean_and_tells_when_it_was_reached(connection):
    add_session(connection, "a", "2026-11-16T10:00:00.000Z")
    add_set(connection, "a", 1, held_s=30.0)
    add_set(connection, "a", 2, held_s=45.0, form_ok=0)
    add_set(connection, "a", 3, held_s=50.0, ended_by="skipped")
    add_set(connection, "a", 4, held_s=28.0, side="right", form_ok=1)
    assert told(connection, "SELECT side, best, unit, set_id FROM personal_best") == [
        ("left", 30.0, "s", "a-1"),
        ("right", 28.0, "s", "a-4"),
    ]


def test_symmetry_is_the_worse_side_over_the_better_with_both_raw_values(connection):
    add_session(connection, "a", "2026-11-16T10:00:00.000Z")
    add_set(connection, "a", 1, held_s=40.0)
    add_set(connection, "a", 2, held_s=30.0, side="right")
    add_set(connection, "a", 3, exercise_id="one-sided", held_s=30.0)
    assert told(connection, "SELECT left_value, right_value, symmetry_index FROM symmetry") == [
        (40.0, 30.0, 75.0)
    ]


def test_only_a_finished_warm_up_within_the_hour_activates_a_run(connection):
    def warm_up(name, finished_at, **other):
        values = {"kind": "warm-up", "finished_at": finished_at, **other}
        add_session(connection, name, finished_at, **values)

    def run(name, started_at, **other):
        values = {"utc_offset_min": 0, "source": "typed", "updated_at": started_at, **other}
        insert(connection, "run", id=name, started_at=started_at, **values)

    warm_up("in-time", "2026-11-16T10:00:00.000Z")
    run("activated", "2026-11-16T11:00:00.000Z")
    warm_up("too-early", "2026-11-17T10:00:00.000Z")
    run("too-late", "2026-11-17T11:00:01.000Z")
    warm_up("broken-off", "2026-11-18T10:00:00.000Z", state="stopped")
    run("cold", "2026-11-18T10:10:00.000Z")
    run("forgotten", "2026-11-19T10:10:00.000Z", deleted_at="2026-11-19T10:10:00.000Z")
    assert told(connection, "SELECT * FROM activation_adherence") == [("2026-11-16", 3, 1, 3)]


def test_effort_is_the_median_of_the_last_three_sessions(connection):
    for day, rpe in ((16, 1.0), (17, 7.0), (18, 8.0), (19, 9.5)):
        at = f"2026-11-{day}T10:00:00.000Z"
        add_session(connection, f"s{day}", at)
        add_set(connection, f"s{day}", 1, rpe=rpe, rir=2.0, started_at=at)
    add_set(connection, "s19", 2, rpe=9.0, started_at="2026-11-19T10:01:00.000Z")
    found = told(
        connection, "SELECT exercise_id, sessions, median_rpe, median_rir FROM effort_trend"
    )
    assert found == [("side-plank", 3, 8.5, 2.0)]


def test_unknown_pain_stays_unknown(connection):
    add_session(connection, "a", "2026-11-16T10:00:00.000Z", pain_before=1, pain_morning=3)
    add_session(connection, "b", "2026-11-17T10:00:00.000Z", pain_before=1)
    assert told(connection, "SELECT day, pain_worst, response_24h FROM pain_trend") == [
        ("2026-11-16", None, 2),
        ("2026-11-17", None, None),
    ]
