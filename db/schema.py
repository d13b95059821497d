"""The tables and views of the history, as numbered steps. Append only: a shipped step stays.

Described for readers in `docs/history.md`. Ids are UUIDv7 text, times UTC, durations seconds,
unknown is NULL. Every table ends with `updated_at` and `deleted_at`, so that copies can merge.
"""

from textwrap import dedent
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x486F6C64  # "Hold": tells our files from other databases

migrations = Migrations("holdfast")


@migrations(name="0001_history")
def history(db: "Database") -> None:
    for statement in (*_TABLES_1, *_INDEXES_1, *_VIEWS_1):
        db.execute(dedent(statement).strip())
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations(name="0002_checkpoint_length")
def checkpoint_length(db: "Database") -> None:
    """How long the step under way had become: a lengthened rest goes on as it was."""
    db.execute("ALTER TABLE checkpoint ADD COLUMN length_s REAL CHECK (length_s >= 0)")
    db.execute("PRAGMA user_version = 2")


@migrations(name="0003_followed")
def followed(db: "Database") -> None:
    """Which programmes are followed: known to backups and to other machines."""
    db.execute(dedent(_FOLLOWED_3).strip())
    db.execute("PRAGMA user_version = 3")


_TABLES_1 = (
    """
    CREATE TABLE session (
        id TEXT PRIMARY KEY NOT NULL,
        workout_id TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        started_at TEXT NOT NULL,
        utc_offset_min INTEGER NOT NULL,
        finished_at TEXT,
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped')),
        planned_s REAL CHECK (planned_s >= 0),
        active_s REAL CHECK (active_s >= 0),
        paused_s REAL CHECK (paused_s >= 0),
        rpe REAL CHECK (rpe BETWEEN 0 AND 10),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_worst INTEGER CHECK (pain_worst BETWEEN 0 AND 10),
        pain_morning INTEGER CHECK (pain_morning BETWEEN 0 AND 10),
        note TEXT,
        app_version TEXT,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE set_result (
        id TEXT PRIMARY KEY NOT NULL,
        session_id TEXT NOT NULL REFERENCES session (id),
        position INTEGER NOT NULL,
        exercise_id TEXT NOT NULL,
        exercise_name TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'alternating')),
        round_no INTEGER NOT NULL,
        set_no INTEGER NOT NULL,
        measure TEXT NOT NULL CHECK (measure IN ('hold', 'reps', 'reps-with-hold', 'steps')),
        target_reps INTEGER CHECK (target_reps >= 0),
        target_s REAL CHECK (target_s >= 0),
        done_reps INTEGER CHECK (done_reps >= 0),
        held_s REAL CHECK (held_s >= 0),
        category TEXT NOT NULL,
        band TEXT,
        score REAL,
        ended_by TEXT NOT NULL CHECK (ended_by IN ('target', 'done', 'dropped', 'skipped')),
        rpe REAL CHECK (rpe BETWEEN 0 AND 10),
        rir REAL CHECK (rir >= 0),
        pain INTEGER CHECK (pain BETWEEN 0 AND 10),
        form_ok INTEGER CHECK (form_ok IN (0, 1)),
        started_at TEXT NOT NULL,
        active_s REAL NOT NULL CHECK (active_s >= 0),
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE checkpoint (
        id TEXT PRIMARY KEY NOT NULL,
        session_id TEXT NOT NULL UNIQUE REFERENCES session (id),
        step INTEGER NOT NULL CHECK (step >= 0),
        into_s REAL NOT NULL CHECK (into_s >= 0),
        active_s REAL NOT NULL CHECK (active_s >= 0),
        paused_s REAL NOT NULL CHECK (paused_s >= 0),
        counted INTEGER NOT NULL DEFAULT 0 CHECK (counted >= 0),
        timeline TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE run (
        id TEXT PRIMARY KEY NOT NULL,
        started_at TEXT NOT NULL,
        utc_offset_min INTEGER NOT NULL,
        minutes REAL CHECK (minutes > 0),
        distance_km REAL CHECK (distance_km >= 0),
        kind TEXT,
        note TEXT,
        source TEXT NOT NULL CHECK (source IN ('typed', 'gpx', 'fit', 'csv')),
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE prescription (
        id TEXT PRIMARY KEY NOT NULL,
        exercise_id TEXT NOT NULL,
        exercise_name TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right', 'both', 'alternating')),
        dose TEXT NOT NULL CHECK (json_valid(dose)),
        rule TEXT NOT NULL,
        why TEXT NOT NULL,
        set_at TEXT NOT NULL,
        accepted_at TEXT,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE decision (
        id TEXT PRIMARY KEY NOT NULL,
        exercise_id TEXT NOT NULL,
        exercise_name TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right', 'both', 'alternating')),
        session_id TEXT REFERENCES session (id),
        rule TEXT NOT NULL,
        why TEXT NOT NULL,
        old_dose TEXT CHECK (json_valid(old_dose)),
        new_dose TEXT CHECK (json_valid(new_dose)),
        inputs TEXT NOT NULL CHECK (json_valid(inputs)),
        decided_at TEXT NOT NULL,
        answer TEXT CHECK (answer IN ('accepted', 'kept')),
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE plan_day (
        id TEXT PRIMARY KEY NOT NULL,
        programme TEXT NOT NULL,
        week INTEGER NOT NULL,
        date TEXT NOT NULL,
        workout_id TEXT NOT NULL,
        done_session_id TEXT REFERENCES session (id),
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    """
    CREATE TABLE mark (
        id TEXT PRIMARY KEY NOT NULL,
        from_date TEXT NOT NULL,
        to_date TEXT NOT NULL CHECK (to_date >= from_date),
        kind TEXT NOT NULL CHECK (kind IN ('note', 'illness', 'race', 'travel')),
        text TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
)

_INDEXES_1 = (
    "CREATE INDEX session_started_at ON session (started_at)",
    "CREATE INDEX session_deleted ON session (deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX session_running ON session (state) WHERE state = 'running'",
    "CREATE INDEX set_result_session ON set_result (session_id, position)",
    # Holds all that "which exercises, how often, when last, how long held" asks for.
    "CREATE INDEX set_result_exercise ON set_result "
    "(exercise_id, side, started_at, ended_by, deleted_at, held_s, session_id)",
    "CREATE INDEX run_started_at ON run (started_at)",
    "CREATE INDEX prescription_exercise ON prescription (exercise_id, set_at)",
    "CREATE INDEX decision_exercise ON decision (exercise_id, decided_at)",
    "CREATE INDEX plan_day_date ON plan_day (date)",
    "CREATE INDEX mark_from_date ON mark (from_date)",
)

# The Monday of the week of a local day, from a start in UTC and an offset in minutes.
_WEEK = "date({start}, {offset} || ' minutes', 'weekday 0', '-6 days')"
_SESSION_DAY = "date(session.started_at, session.utc_offset_min || ' minutes')"
_SESSION_WEEK = _WEEK.format(start="session.started_at", offset="session.utc_offset_min")
_RUN_WEEK = _WEEK.format(start="run.started_at", offset="run.utc_offset_min")
_KEPT = "set_result.deleted_at IS NULL AND session.deleted_at IS NULL"
_SETS = f"set_result JOIN session ON session.id = set_result.session_id AND {_KEPT}"
_CLEAN = "set_result.form_ok IS NOT 0 AND set_result.ended_by != 'skipped'"

_VIEWS_1 = (
    # Weeks begin on the Monday of the place where the session was done.
    f"""
    CREATE VIEW weekly_hold_seconds AS
    SELECT {_SESSION_WEEK} AS week,
           exercise_id, max(exercise_name) AS exercise_name, side,
           round(sum(held_s), 3) AS hold_s, count(*) AS sets
    FROM {_SETS}
    WHERE held_s IS NOT NULL
    GROUP BY week, exercise_id, side
    """,
    # A warm-up is no training load.
    f"""
    CREATE VIEW weekly_volume AS
    SELECT {_SESSION_WEEK} AS week, category,
           count(*) AS sets, sum(done_reps) AS reps,
           round(sum(held_s), 3) AS hold_s, round(sum(set_result.active_s), 3) AS active_s
    FROM {_SETS}
    WHERE session.kind != 'warm-up' AND ended_by != 'skipped'
    GROUP BY week, category
    """,
    # SQLite takes the other columns of a lone max() from the row that holds the maximum.
    f"""
    CREATE VIEW personal_best AS
    SELECT exercise_id, exercise_name, side, measure,
           max(CASE measure WHEN 'hold' THEN held_s ELSE done_reps END) AS best,
           CASE measure WHEN 'hold' THEN 's' WHEN 'steps' THEN 'steps' ELSE 'reps' END AS unit,
           set_result.started_at AS reached_at, set_result.id AS set_id
    FROM {_SETS}
    WHERE {_CLEAN}
    GROUP BY exercise_id, side, measure
    HAVING best > 0
    """,
    # The best clean effort of each side in one session; only where both sides were done.
    f"""
    CREATE VIEW symmetry AS
    WITH sides AS (
        SELECT session.id AS session_id, {_SESSION_DAY} AS day, session.kind AS session_kind,
               session.started_at AS at, exercise_id, max(exercise_name) AS exercise_name,
               CASE measure WHEN 'hold' THEN 's' WHEN 'steps' THEN 'steps' ELSE 'reps' END AS unit,
               max(CASE WHEN side = 'left'
                   THEN CASE measure WHEN 'hold' THEN held_s ELSE done_reps END END) AS left_value,
               max(CASE WHEN side = 'right'
                   THEN CASE measure WHEN 'hold' THEN held_s ELSE done_reps END END) AS right_value
        FROM {_SETS}
        WHERE {_CLEAN} AND side IN ('left', 'right')
        GROUP BY session.id, exercise_id, measure
    )
    SELECT day, session_id, session_kind, exercise_id, exercise_name, unit,
           left_value, right_value,
           100.0 * min(left_value, right_value) / max(left_value, right_value) AS symmetry_index
    FROM sides
    WHERE left_value IS NOT NULL AND right_value IS NOT NULL
      AND max(left_value, right_value) > 0
    ORDER BY at
    """,
    # A finished warm-up counts for the first run that starts within an hour of its end.
    f"""
    CREATE VIEW activation_adherence AS
    WITH warm_up AS (
        SELECT session.finished_at AS finished_at,
               (SELECT run.id FROM run
                WHERE run.deleted_at IS NULL AND run.started_at >= session.finished_at
                ORDER BY run.started_at, run.id LIMIT 1) AS run_id
        FROM session
        WHERE session.kind = 'warm-up' AND session.state = 'finished'
          AND session.deleted_at IS NULL AND session.finished_at IS NOT NULL
    ),
    activated AS (
        SELECT DISTINCT run.id AS run_id
        FROM warm_up JOIN run ON run.id = warm_up.run_id
        WHERE (julianday(run.started_at) - julianday(warm_up.finished_at)) * 1440.0 <= 60.0001
    )
    SELECT {_RUN_WEEK} AS week, count(*) AS runs, count(activated.run_id) AS activated, 3 AS goal
    FROM run LEFT JOIN activated ON activated.run_id = run.id
    WHERE run.deleted_at IS NULL
    GROUP BY week
    """,
    # The medians of the sets of the last three sessions in which effort was told.
    f"""
    CREATE VIEW effort_trend AS
    WITH told AS (
        SELECT exercise_id, exercise_name, session.started_at AS at, session.id AS session_id,
               set_result.rpe AS rpe, set_result.rir AS rir,
               dense_rank() OVER (PARTITION BY exercise_id
                                  ORDER BY session.started_at DESC, session.id DESC) AS back
        FROM {_SETS}
        WHERE set_result.rpe IS NOT NULL OR set_result.rir IS NOT NULL
    ),
    lately AS (SELECT * FROM told WHERE back <= 3),
    ranked AS (
        SELECT exercise_id, 'rpe' AS what, rpe AS value,
               row_number() OVER (PARTITION BY exercise_id ORDER BY rpe) AS place,
               count(*) OVER (PARTITION BY exercise_id) AS of
        FROM lately WHERE rpe IS NOT NULL
        UNION ALL
        SELECT exercise_id, 'rir', rir,
               row_number() OVER (PARTITION BY exercise_id ORDER BY rir),
               count(*) OVER (PARTITION BY exercise_id)
        FROM lately WHERE rir IS NOT NULL
    ),
    middle AS (
        SELECT exercise_id, what, avg(value) AS median FROM ranked
        WHERE place IN ((of + 1) / 2, (of + 2) / 2)
        GROUP BY exercise_id, what
    )
    SELECT lately.exercise_id AS exercise_id, max(lately.exercise_name) AS exercise_name,
           count(DISTINCT lately.session_id) AS sessions, max(lately.at) AS last_at,
           (SELECT median FROM middle
            WHERE middle.exercise_id = lately.exercise_id AND what = 'rpe') AS median_rpe,
           (SELECT median FROM middle
            WHERE middle.exercise_id = lately.exercise_id AND what = 'rir') AS median_rir
    FROM lately
    GROUP BY lately.exercise_id
    """,
    # Unknown pain stays NULL; the response needs both numbers.
    f"""
    CREATE VIEW pain_trend AS
    SELECT {_SESSION_DAY} AS day, session.id AS session_id, title, kind,
           pain_before, pain_worst,
           (SELECT max(pain) FROM set_result
            WHERE set_result.session_id = session.id AND set_result.deleted_at IS NULL)
           AS pain_worst_in_sets,
           pain_morning, pain_morning - pain_before AS response_24h
    FROM session
    WHERE deleted_at IS NULL AND state != 'running'
    ORDER BY started_at
    """,
)

# Weekdays are a JSON array from Monday, 0; answers a JSON object of need -> true or false.
_FOLLOWED_3 = """
    CREATE TABLE followed (
        id TEXT PRIMARY KEY NOT NULL,
        programme TEXT NOT NULL,
        variant TEXT,
        training TEXT NOT NULL CHECK (json_valid(training)),
        runs TEXT NOT NULL CHECK (json_valid(runs)),
        gives_way INTEGER NOT NULL CHECK (gives_way IN (0, 1)),
        paused_on TEXT,
        kept_on TEXT,
        answers TEXT NOT NULL CHECK (json_valid(answers)),
        passed TEXT NOT NULL CHECK (json_valid(passed)),
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """
