"""Bests a session reached beside its sets: the best week so far, rungs done for the first time."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from workouts.events import EndedBy
from workouts.records import SessionRecord, SetResult


def milestones(
    path: Path, session: SessionRecord, sets: Sequence[SetResult]
) -> list[tuple[str, str]]:
    """For the summary: what it is called, and what was reached; empty where it cannot be told."""
    from db.errors import HistoryError
    from db.training import done_before, week_minutes
    from workouts.metrics import metrics
    from workouts.progress.records import new_best_week, new_rungs
    from workouts.progress.values import monday

    day = session.started_at.date()
    now = {one.exercise_id: one.exercise_name for one in sets if one.ended_by != EndedBy.SKIPPED}
    ladders = {ladder.id: ladder for ladder in metrics().ladder}
    reached = [ladder for ladder in ladders.values() if any(map(ladder.rung_of, now))]
    rungs = [one for ladder in reached for rung in ladder.rungs for one in rung]
    try:
        weeks = week_minutes(path, day)
        before = done_before(path, rungs, session.started_at)
    except HistoryError:
        return []  # a summary without them is still a summary
    made = []
    for best in new_rungs(now, before):
        ladder = ladders[best.ladder]
        place = _tr("{} ladder, rung {} of {}").format(
            ladder.name, f"{best.value:g}", len(ladder.rungs)
        )
        made.append((_tr("First time"), f"{now[best.exercise_id]}  ({place})"))
    this_week = weeks.pop(monday(day), 0.0)
    old = new_best_week(list(weeks.values()), this_week, session.active_s / 60)
    if old is not None and round(this_week) > round(old):
        told = _tr("{} active minutes  (before {})").format(round(this_week), round(old))
        made.append((_tr("Best week"), told))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("Milestones", text)
