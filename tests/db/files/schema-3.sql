BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'holdfast','0001_history','2026-11-21 04:21:50.540113+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'holdfast','0002_checkpoint_length','2026-11-21 06:09:43.915714+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'holdfast','0003_followed','2026-11-21 09:30:52.056007+00:00');
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
, length_s REAL CHECK (length_s >= 0)) STRICT;
INSERT INTO "checkpoint" VALUES('01a1ff29-5020-7b38-ada6-16a73bf5edfa','01a1ff29-5020-7c7e-ba10-f6bbdaf761a9',1,7.5,12.5,0.0,0,'{"workout_id":"adductor-ladder","title":"Adductor ladder","kind":"adductor","steps":[{"index":0,"kind":"ready","at":0.0,"planned_s":5.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"left","set_no":1,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":true,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":1,"kind":"work","at":5.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"left","set_no":1,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":2,"kind":"work","at":25.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"left","set_no":2,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":3,"kind":"work","at":45.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"left","set_no":3,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":4,"kind":"work","at":65.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"left","set_no":4,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":5,"kind":"switch","at":85.0,"planned_s":10.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"right","set_no":1,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":6,"kind":"work","at":95.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"right","set_no":1,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":7,"kind":"work","at":115.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"right","set_no":2,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":8,"kind":"work","at":135.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"right","set_no":3,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":9,"kind":"work","at":155.0,"planned_s":20.0,"exercise":{"id":"copenhagen-hold","name":"Side-plank adductor hold","category":"adductor","position":"plank","sided":"each-side","measure":"hold","dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Inner thigh","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{"hold_s":[5.0,45.0]},"step_up_at":{},"tempo":null,"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"right","set_no":4,"sets":4,"round_no":1,"rounds":1,"item":0,"reps":0,"tempo":null,"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":4,"hold_s":20,"reps":null,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":10,"kind":"ready","at":175.0,"planned_s":5.0,"exercise":{"id":"bridge-pulse","name":"Bridge with a pause","category":"strength","position":"supine","sided":"both","measure":"reps-with-hold","dose":{"sets":1,"repeats":1,"hold_s":null,"reps":5,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Glutes","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{},"step_up_at":{},"tempo":[2.0,3.0,2.0],"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"both","set_no":1,"sets":1,"round_no":1,"rounds":1,"item":1,"reps":5,"tempo":[2.0,3.0,2.0],"between_s":0.0,"self_paced":false,"first_of_item":true,"dose":{"sets":1,"repeats":1,"hold_s":null,"reps":5,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""},{"index":11,"kind":"work","at":180.0,"planned_s":35.0,"exercise":{"id":"bridge-pulse","name":"Bridge with a pause","category":"strength","position":"supine","sided":"both","measure":"reps-with-hold","dose":{"sets":1,"repeats":1,"hold_s":null,"reps":5,"out":null,"back":null,"laps":null,"s_per_step":null},"purpose":"Glutes","primary":[],"spoken":"","aka":[],"secondary":[],"equipment":[],"range":{},"step_up_at":{},"tempo":[2.0,3.0,2.0],"between_s":0.0,"change_s":null,"setup":[],"move":[],"cues":[],"foot":"","faults":[],"lies_on":null,"easier":null,"harder":null,"stop_if":"","note":"","source":[],"pose":null},"side":"both","set_no":1,"sets":1,"round_no":1,"rounds":1,"item":1,"reps":5,"tempo":[2.0,3.0,2.0],"between_s":0.0,"self_paced":false,"first_of_item":false,"dose":{"sets":1,"repeats":1,"hold_s":null,"reps":5,"out":null,"back":null,"laps":null,"s_per_step":null},"reason":""}]}','2026-11-21T17:31:00.000Z',NULL,25.0);
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
) STRICT;
INSERT INTO "decision" VALUES('0190a000-0000-7000-8000-000000000004','copenhagen-hold','Side-plank adductor hold','left','01a1fa02-09c0-7b02-af93-af164018e32c','R1','easier than planned','{"hold_s": 20}','{"hold_s": 22}','{"rpe": 5}','2026-11-20T18:00:00.000Z','accepted','2026-11-20T18:00:00.000Z',NULL);
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
) STRICT;
INSERT INTO "followed" VALUES('01a1ff29-5020-7d00-ba10-f6bbdaf761a9','PR-HIP6',NULL,'[0,2,4,6]','[1,3,5]',0,NULL,NULL,'{}','[]','2026-11-21T17:31:00.000Z',NULL);
CREATE TABLE mark (
    id TEXT PRIMARY KEY NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'illness', 'race', 'travel')),
    text TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
INSERT INTO "mark" VALUES('0190a000-0000-7000-8000-000000000001','2026-11-01','2026-11-07','illness','a cold','2026-11-08T10:00:00.000Z',NULL);
CREATE TABLE plan_day (
    id TEXT PRIMARY KEY NOT NULL,
    programme TEXT NOT NULL,
    week INTEGER NOT NULL,
    date TEXT NOT NULL,
    workout_id TEXT NOT NULL,
    done_session_id TEXT REFERENCES session (id),
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
INSERT INTO "plan_day" VALUES('0190a000-0000-7000-8000-000000000002','PR-HIP6',1,'2026-11-20','adductor-ladder','01a1fa02-09c0-7b02-af93-af164018e32c','2026-11-20T10:00:00.000Z',NULL);
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
) STRICT;
INSERT INTO "prescription" VALUES('0190a000-0000-7000-8000-000000000003','copenhagen-hold','Side-plank adductor hold',NULL,'{"hold_s": 22}','R1','easier than planned','2026-11-20T18:00:00.000Z',NULL,'2026-11-20T18:00:00.000Z',NULL);
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
) STRICT;
INSERT INTO "run" VALUES('01a1fa14-5940-79ad-99d6-4e0042be03a4','2026-11-20T17:50:00.000Z',60,42.0,8.5,'easy','by the river','typed','2026-11-20T17:30:00.000Z',NULL);
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
) STRICT;
INSERT INTO "session" VALUES('01a1fa02-09c0-7b02-af93-af164018e32c','adductor-ladder','Adductor ladder','adductor','2026-11-20T17:30:00.000Z',60,'2026-11-20T17:30:43.000Z','finished',250.0,40.0,3.0,NULL,NULL,NULL,NULL,'it''s fine','1.0','2026-11-20T17:30:00.002Z',NULL);
INSERT INTO "session" VALUES('01a1ff28-65c0-7113-b497-825c139d8085','adductor-ladder','Adductor ladder','adductor','2026-11-21T17:30:00.000Z',60,NULL,'running',250.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'1.0','2026-11-21T17:30:00.001Z','2026-11-21T17:30:00.000Z');
INSERT INTO "session" VALUES('01a1ff29-5020-7c7e-ba10-f6bbdaf761a9','adductor-ladder','Adductor ladder','adductor','2026-11-21T17:31:00.000Z',60,NULL,'running',250.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'1.0','2026-11-21T17:31:00.000Z',NULL);
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
) STRICT;
INSERT INTO "set_result" VALUES('01a1fa02-09c0-793e-825d-e9bdfa25d2b4','01a1fa02-09c0-7b02-af93-af164018e32c',1,'copenhagen-hold','Side-plank adductor hold','left',1,1,'hold',NULL,20.0,NULL,20.0,'adductor',NULL,NULL,'target',9.0,1.0,2,NULL,'2026-11-20T17:30:05.000Z',20.0,'2026-11-20T17:30:00.002Z',NULL);
INSERT INTO "set_result" VALUES('01a1fa02-09c0-7836-be70-09917f3c1374','01a1fa02-09c0-7b02-af93-af164018e32c',2,'copenhagen-hold','Side-plank adductor hold','right',1,2,'hold',NULL,20.0,NULL,14.0,'adductor',NULL,NULL,'dropped',NULL,NULL,NULL,NULL,'2026-11-20T17:30:05.000Z',20.0,'2026-11-20T17:30:00.000Z',NULL);
INSERT INTO "set_result" VALUES('01a1ff28-65c0-70b0-a47e-e2b8b7ee0e9b','01a1ff28-65c0-7113-b497-825c139d8085',1,'copenhagen-hold','Side-plank adductor hold','left',1,1,'hold',NULL,20.0,NULL,20.0,'adductor',NULL,NULL,'target',NULL,NULL,NULL,NULL,'2026-11-20T17:30:05.000Z',20.0,'2026-11-21T17:30:00.000Z',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX session_started_at ON session (started_at);
CREATE INDEX session_deleted ON session (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX session_running ON session (state) WHERE state = 'running';
CREATE INDEX set_result_session ON set_result (session_id, position);
CREATE INDEX set_result_exercise ON set_result (exercise_id, side, started_at, ended_by, deleted_at, held_s, session_id);
CREATE INDEX run_started_at ON run (started_at);
CREATE INDEX prescription_exercise ON prescription (exercise_id, set_at);
CREATE INDEX decision_exercise ON decision (exercise_id, decided_at);
CREATE INDEX plan_day_date ON plan_day (date);
CREATE INDEX mark_from_date ON mark (from_date);
CREATE VIEW weekly_hold_seconds AS
SELECT date(session.started_at, session.utc_offset_min || ' minutes', 'weekday 0', '-6 days') AS week,
       exercise_id, max(exercise_name) AS exercise_name, side,
       round(sum(held_s), 3) AS hold_s, count(*) AS sets
FROM set_result JOIN session ON session.id = set_result.session_id AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL
WHERE held_s IS NOT NULL
GROUP BY week, exercise_id, side;
CREATE VIEW weekly_volume AS
SELECT date(session.started_at, session.utc_offset_min || ' minutes', 'weekday 0', '-6 days') AS week, category,
       count(*) AS sets, sum(done_reps) AS reps,
       round(sum(held_s), 3) AS hold_s, round(sum(set_result.active_s), 3) AS active_s
FROM set_result JOIN session ON session.id = set_result.session_id AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL
WHERE session.kind != 'warm-up' AND ended_by != 'skipped'
GROUP BY week, category;
CREATE VIEW personal_best AS
SELECT exercise_id, exercise_name, side, measure,
       max(CASE measure WHEN 'hold' THEN held_s ELSE done_reps END) AS best,
       CASE measure WHEN 'hold' THEN 's' WHEN 'steps' THEN 'steps' ELSE 'reps' END AS unit,
       set_result.started_at AS reached_at, set_result.id AS set_id
FROM set_result JOIN session ON session.id = set_result.session_id AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL
WHERE set_result.form_ok IS NOT 0 AND set_result.ended_by != 'skipped'
GROUP BY exercise_id, side, measure
HAVING best > 0;
CREATE VIEW symmetry AS
WITH sides AS (
    SELECT session.id AS session_id, date(session.started_at, session.utc_offset_min || ' minutes') AS day, session.kind AS session_kind,
           session.started_at AS at, exercise_id, max(exercise_name) AS exercise_name,
           CASE measure WHEN 'hold' THEN 's' WHEN 'steps' THEN 'steps' ELSE 'reps' END AS unit,
           max(CASE WHEN side = 'left'
               THEN CASE measure WHEN 'hold' THEN held_s ELSE done_reps END END) AS left_value,
           max(CASE WHEN side = 'right'
               THEN CASE measure WHEN 'hold' THEN held_s ELSE done_reps END END) AS right_value
    FROM set_result JOIN session ON session.id = set_result.session_id AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL
    WHERE set_result.form_ok IS NOT 0 AND set_result.ended_by != 'skipped' AND side IN ('left', 'right')
    GROUP BY session.id, exercise_id, measure
)
SELECT day, session_id, session_kind, exercise_id, exercise_name, unit,
       left_value, right_value,
       100.0 * min(left_value, right_value) / max(left_value, right_value) AS symmetry_index
FROM sides
WHERE left_value IS NOT NULL AND right_value IS NOT NULL
  AND max(left_value, right_value) > 0
ORDER BY at;
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
SELECT date(run.started_at, run.utc_offset_min || ' minutes', 'weekday 0', '-6 days') AS week, count(*) AS runs, count(activated.run_id) AS activated, 3 AS goal
FROM run LEFT JOIN activated ON activated.run_id = run.id
WHERE run.deleted_at IS NULL
GROUP BY week;
CREATE VIEW effort_trend AS
WITH told AS (
    SELECT exercise_id, exercise_name, session.started_at AS at, session.id AS session_id,
           set_result.rpe AS rpe, set_result.rir AS rir,
           dense_rank() OVER (PARTITION BY exercise_id
                              ORDER BY session.started_at DESC, session.id DESC) AS back
    FROM set_result JOIN session ON session.id = set_result.session_id AND set_result.deleted_at IS NULL AND session.deleted_at IS NULL
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
GROUP BY lately.exercise_id;
CREATE VIEW pain_trend AS
SELECT date(session.started_at, session.utc_offset_min || ' minutes') AS day, session.id AS session_id, title, kind,
       pain_before, pain_worst,
       (SELECT max(pain) FROM set_result
        WHERE set_result.session_id = session.id AND set_result.deleted_at IS NULL)
       AS pain_worst_in_sets,
       pain_morning, pain_morning - pain_before AS response_24h
FROM session
WHERE deleted_at IS NULL AND state != 'running'
ORDER BY started_at;
PRAGMA application_id = 1215261796;
PRAGMA user_version = 3;
COMMIT;
