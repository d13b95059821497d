"""Between the rows of the database and the values of `workouts`: nothing else knows both."""

import sqlite3
from datetime import UTC, datetime

import msgspec

from db.ids import id_of
from db.moments import from_text, offset_minutes, to_text
from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.records import Checkpoint, RunRecord, SessionRecord, SetResult
from workouts.timeline import Timeline

SESSION_COLUMNS = (
    "id, workout_id, title, kind, started_at, utc_offset_min, finished_at, state, planned_s, "
    "active_s, paused_s, rpe, note, pain_before, pain_worst, pain_morning"
)


def session_record(row: sqlite3.Row) -> SessionRecord:
    offset = row["utc_offset_min"]
    finished = row["finished_at"]
    return SessionRecord(
        id=row["id"],
        workout_id=row["workout_id"],
        title=row["title"],
        kind=Kind(row["kind"]),
        started_at=from_text(row["started_at"], offset),
        finished_at=None if finished is None else from_text(finished, offset),
        state=row["state"],
        planned_s=row["planned_s"] or 0.0,
        active_s=row["active_s"] or 0.0,
        paused_s=row["paused_s"] or 0.0,
        rpe=row["rpe"],
        note=row["note"] or "",
        pain_before=row["pain_before"],
        pain_worst=row["pain_worst"],
        pain_morning=row["pain_morning"],
    )


def set_result(row: sqlite3.Row) -> SetResult:
    """Times in the row are UTC; told in the offset of the session where the row has one."""
    offset = row["utc_offset_min"] if "utc_offset_min" in row.keys() else 0  # noqa: SIM118
    form_ok = row["form_ok"]
    return SetResult(
        position=row["position"],
        exercise_id=row["exercise_id"],
        exercise_name=row["exercise_name"],
        side=Side(row["side"]),
        round_no=row["round_no"],
        set_no=row["set_no"],
        measure=Measure(row["measure"]),
        category=Category(row["category"]),
        target_reps=row["target_reps"],
        target_s=row["target_s"],
        done_reps=row["done_reps"],
        held_s=row["held_s"],
        ended_by=EndedBy(row["ended_by"]),
        started_at=from_text(row["started_at"], offset),
        active_s=row["active_s"],
        band=row["band"],
        score=row["score"],
        rpe=row["rpe"],
        rir=row["rir"],
        pain=row["pain"],
        form_ok=None if form_ok is None else bool(form_ok),
        id=row["id"],
    )


def set_columns(result: SetResult) -> dict[str, object]:
    """What a row of `set_result` says of that effort, without its ids and times of writing."""
    return {
        "position": result.position,
        "exercise_id": result.exercise_id,
        "exercise_name": result.exercise_name,
        "side": result.side.value,
        "round_no": result.round_no,
        "set_no": result.set_no,
        "measure": result.measure.value,
        "target_reps": result.target_reps,
        "target_s": result.target_s,
        "done_reps": result.done_reps,
        "held_s": result.held_s,
        "category": result.category.value,
        "band": result.band,
        "score": result.score,
        "ended_by": result.ended_by.value,
        "rpe": result.rpe,
        "rir": result.rir,
        "pain": result.pain,
        "form_ok": None if result.form_ok is None else int(result.form_ok),
        "started_at": to_text(result.started_at.astimezone(UTC)),
        "active_s": result.active_s,
    }


def run_row(run: RunRecord, now: datetime) -> dict[str, object]:
    """The row of a run; the same start gives the same id on every machine."""
    started_at = to_text(run.started_at)
    return {
        "id": run.id or id_of(run.started_at, f"run {started_at}"),
        "started_at": started_at,
        "utc_offset_min": offset_minutes(run.started_at),
        "minutes": run.minutes,
        "distance_km": run.distance_km,
        "kind": run.kind,
        "note": run.note or None,
        "source": run.source,
        "updated_at": to_text(now),
    }


def run_record(row: sqlite3.Row) -> RunRecord:
    return RunRecord(
        started_at=from_text(row["started_at"], row["utc_offset_min"]),
        minutes=row["minutes"],
        distance_km=row["distance_km"],
        kind=row["kind"],
        note=row["note"] or "",
        source=row["source"],
        id=row["id"],
    )


def checkpoint(row: sqlite3.Row) -> Checkpoint:
    """Raises msgspec.DecodeError for a timeline this program cannot read."""
    return Checkpoint(
        step=row["step"],
        into_s=row["into_s"],
        active_s=row["active_s"],
        paused_s=row["paused_s"],
        timeline=msgspec.json.decode(row["timeline"], type=Timeline),
        counted=row["counted"],
        length_s=row["length_s"],
    )


def timeline_text(timeline: Timeline) -> str:
    return msgspec.json.encode(timeline).decode()
