"""Words for Datasette: what each table, column and view of the history means.

python -m db.datasette > metadata.json
datasette history.db --metadata metadata.json
"""

import json
import sys
from typing import Any

_MARKS = {
    "updated_at": "UTC; of two versions of a row the newer one stays in a merge",
    "deleted_at": "UTC; when it was deleted, NULL while it is not; emptied after 30 days",
}
_EXERCISE = {
    "exercise_id": "id of the exercise in the catalogue, for ever",
    "exercise_name": "its name when it was done",
}
_SIDE = {"side": "left, right, both or alternating"}

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "session": (
        "One time of training.",
        {
            "workout_id": "id of the workout; of the exercise when one was done alone",
            "title": "its title when it was done",
            "kind": "what the workout is for; a warm-up is no training load",
            "started_at": "UTC",
            "utc_offset_min": "minutes from UTC of the place where it was done",
            "finished_at": "UTC",
            "state": "running, finished or stopped",
            "planned_s": "seconds the workout should take",
            "active_s": "seconds without pauses",
            "paused_s": "seconds of pauses",
            "rpe": "effort of the whole session, 0 to 10",
            "pain_before": "0 to 10, NULL is unknown",
            "pain_worst": "worst pain during it, 0 to 10, NULL is unknown",
            "pain_morning": "pain the next morning, 0 to 10, NULL is unknown",
            "note": "the athlete's own words",
            "app_version": "version of the program that kept it",
        },
    ),
    "set_result": (
        "One continuous effort on one side: each repeat of a hold, or a series of reps.",
        {
            "session_id": "the session it belongs to",
            "position": "the how-manieth effort of its session, from 1",
            **_EXERCISE,
            **_SIDE,
            "round_no": "round of the workout, from 1",
            "set_no": "repeat within the round and side, from 1",
            "measure": "hold, reps, reps-with-hold or steps",
            "target_reps": "reps (or steps) that were planned",
            "target_s": "seconds to hold that were planned",
            "done_reps": "reps (or steps) that were done",
            "held_s": "seconds that were held",
            "category": "what the exercise is for",
            "band": "the band that was used",
            "score": "result of a self-test that is neither seconds nor reps",
            "ended_by": "target reached, done by key, dropped early, or skipped",
            "rpe": "effort, 0 to 10",
            "rir": "good reps that were left",
            "pain": "0 to 10, NULL is unknown",
            "form_ok": "1 clean, 0 not, NULL unknown",
            "started_at": "UTC",
            "active_s": "seconds the effort took, without pauses",
        },
    ),
    "checkpoint": (
        "Where a running session is; what it can be continued from.",
        {
            "session_id": "the running session",
            "step": "index of the step in the timeline, from 0",
            "into_s": "seconds into that step",
            "active_s": "seconds of the session without pauses",
            "paused_s": "seconds of pauses",
            "counted": "reps of a self-paced set counted so far",
            "length_s": "seconds the step had become by what was added; NULL as planned",
            "timeline": "the workout as compiled, as JSON",
        },
    ),
    "run": (
        "A run, typed or imported.",
        {
            "started_at": "UTC",
            "utc_offset_min": "minutes from UTC of the place where it began",
            "minutes": "how long it took",
            "distance_km": "how far it went",
            "kind": "easy, long, intervals, hills or race",
            "note": "the athlete's own words, or the title of the file",
            "source": "typed, gpx, fit or csv",
        },
    ),
    "prescription": (
        "The current dose of an exercise; the newest accepted one counts.",
        {
            **_EXERCISE,
            **_SIDE,
            "dose": "sets, repeats, seconds or reps, as JSON",
            "rule": "the rule that set it",
            "why": "its reason",
            "set_at": "UTC",
            "accepted_at": "UTC; NULL while the athlete has not accepted it",
        },
    ),
    "decision": (
        "Each change of a dose, with what it was made from.",
        {
            **_EXERCISE,
            **_SIDE,
            "session_id": "the session after which it was made",
            "rule": "the rule that decided",
            "why": "its reason",
            "old_dose": "as JSON",
            "new_dose": "as JSON",
            "inputs": "what the rule looked at, as JSON",
            "decided_at": "UTC",
            "answer": "accepted, or kept as it was",
        },
    ),
    "plan_day": (
        "A day of a programme.",
        {
            "programme": "id of the programme",
            "week": "week of the programme, from 1",
            "date": "local day",
            "workout_id": "what is planned",
            "done_session_id": "the session that fulfilled it",
        },
    ),
    "followed": (
        "A programme that is followed, from its beginning to its end.",
        {
            "programme": "id of the programme",
            "variant": "another way through it; NULL: its own",
            "training": "weekdays to train on, as JSON, Monday is 0",
            "runs": "weekdays to run on, as JSON, Monday is 0",
            "gives_way": "1 while a programme beside it takes its third strength day",
            "paused_on": "local day on which it was paused; NULL while it goes on",
            "kept_on": "local day on which it went on after time away",
            "answers": "what the athlete said at its gates, as JSON",
            "passed": "gates that were open, by the week they come after, as JSON",
        },
    ),
    "mark": (
        "A span of days with a word to it.",
        {
            "from_date": "first local day",
            "to_date": "last local day",
            "kind": "note, illness, race or travel",
            "text": "the athlete's own words",
        },
    ),
}

VIEWS: dict[str, str] = {
    "weekly_hold_seconds": "Seconds held per week (from Monday), exercise and side.",
    "weekly_volume": "Sets, reps and seconds per week and category; warm-ups left out.",
    "personal_best": "The best clean effort of each exercise and side, and when it was reached.",
    "symmetry": "Worse side / better side x 100 per session and exercise, with both values.",
    "activation_adherence": "Runs per week, and those that began within an hour of a warm-up.",
    "effort_trend": "Median effort and reps in reserve over the last three sessions told.",
    "pain_trend": "Pain before, during and the next morning; unknown stays NULL.",
}


def metadata() -> dict[str, Any]:
    """The whole of it, as Datasette wants it."""
    tables: dict[str, Any] = {
        name: {
            "description": description,
            "columns": {"id": "UUIDv7, made by the program", **columns, **_MARKS},
        }
        for name, (description, columns) in TABLES.items()
    }
    tables |= {name: {"description": description} for name, description in VIEWS.items()}
    return {
        "title": "Training history",
        "description": "Kept by Holdfast. Times are UTC, durations seconds, unknown is NULL.",
        "databases": {"history": {"tables": tables}},
    }


if __name__ == "__main__":
    json.dump(metadata(), sys.stdout, indent=2)
    sys.stdout.write("\n")
