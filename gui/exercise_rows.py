"""The sets of an exercise as rows of a table, with the changes of its dose between them."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from gui.charts.chart_words import Table, day_text, number_text, with_unit
from gui.words import SIDE
from workouts.exercise_log import DoseChange, LoggedSet
from workouts.model import Side
from workouts.progress.records import (
    BEST_WEEK,
    FIRST_RUNG,
    LONGEST_HOLD,
    MOST_REPS,
    Best,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExerciseRows", text)


def sets_table(sets: Sequence[LoggedSet], changes: Sequence[DoseChange]) -> Table:
    """Newest first. A change of dose stands above the sets that came before it."""
    headers = (
        _tr("Date"),
        _tr("Side"),
        _tr("Target"),
        _tr("Done"),
        _tr("Effort"),
        _tr("Pain"),
        _tr("Why"),
    )
    rows: list[tuple[str, ...]] = []
    waiting = list(changes)
    for day, found in groupby(sets, key=lambda one: one.started_at.date()):
        while waiting and waiting[0].day >= day:
            rows.append(_change_row(waiting.pop(0)))
        rows += [_set_row(one) for one in found]
    rows += [_change_row(one) for one in waiting]
    return Table(headers, tuple(rows))


def _set_row(one: LoggedSet) -> tuple[str, ...]:
    return (
        f"{one.started_at:%a} {day_text(one.started_at.date())}",
        SIDE[one.side],
        amount_text(one.target_reps, one.target_s, one.measure),
        amount_text(one.done_reps, one.held_s, one.measure) + _score(one),
        _effort(one),
        "" if one.pain is None else str(one.pain),
        _ended(one),
    )


def _change_row(change: DoseChange) -> tuple[str, ...]:
    what = f"{change.old} → {change.new}" if change.old and change.new else change.new
    said = {"accepted": "", "kept": _tr("offered, not taken"), None: _tr("offered")}.get(
        change.answer, ""
    )
    side = SIDE[change.side] if change.side else SIDE[Side.BOTH]
    why = f"{change.why} ({said})" if said else change.why
    return (f"{change.day:%a} {day_text(change.day)}", side, what, _tr("new dose"), "", "", why)


def amount_text(reps: int | None, seconds: float | None, measure: str) -> str:
    """Seconds or repetitions; nothing where unknown."""
    parts = []
    if reps is not None and (measure != "hold" or reps > 1):
        unit = _tr("steps") if measure == "steps" else _tr("reps")
        parts.append(f"{reps} {unit}")
    if seconds is not None and measure in ("hold", "reps-with-hold"):
        parts.append(f"{number_text(seconds)} s")
    return " × ".join(parts)


def _score(one: LoggedSet) -> str:
    return "" if one.score is None else _tr(" (score {})").format(number_text(one.score))


def _effort(one: LoggedSet) -> str:
    parts = []
    if one.rpe is not None:
        parts.append(_tr("RPE {}").format(number_text(one.rpe)))
    if one.rir is not None:
        parts.append(_tr("{} left").format(number_text(one.rir)))
    return ", ".join(parts)


def _ended(one: LoggedSet) -> str:
    words = {"dropped": _tr("ended early"), "skipped": _tr("skipped"), "done": "", "target": ""}
    parts = [words.get(one.ended_by, one.ended_by)]
    if one.form_ok == 0:
        parts.append(_tr("form slipped"))
    return ", ".join(part for part in parts if part)


def best_text(best: Best) -> str:
    """A best in a few words: Left side: longest hold 24 s, 3 Nov 2026."""
    words = {
        LONGEST_HOLD: _tr("longest hold"),
        MOST_REPS: _tr("most"),
        BEST_WEEK: _tr("best week"),
        FIRST_RUNG: _tr("rung"),
    }
    side = f"{SIDE[best.side].capitalize()}: " if best.side else ""
    return f"{side}{words[best.kind]} {with_unit(best.value, best.unit)}, {day_text(best.day)}"
