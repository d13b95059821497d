"""What this machine offers, found out and said in words a non-developer understands."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from db.errors import HistoryError
from db.history import History
from gui.coaching_controller import voice_settings
from gui.commands import print_json
from gui.display import has_display
from gui.settings import Settings
from gui.words import seconds_text
from media.doctor import examine_sound, examine_voice
from workouts.records import Unfinished


@dataclass(frozen=True, slots=True)
class Report:
    voice: dict[str, Any]
    sound: dict[str, Any]
    display: dict[str, Any]
    database: dict[str, Any]
    unfinished: dict[str, Any] | None
    database_ok: bool


def examine(
    folder: Path, database: Path, settings: Settings, wall_clock: Callable[[], datetime]
) -> Report:
    """Try each thing once. An unusable database is part of the report, not an error."""
    found, unfinished = _examine_database(database, wall_clock)
    return Report(
        voice=examine_voice(folder / "voice", voice_settings(settings)),
        sound=examine_sound(),
        display=_examine_display(),
        database=found,
        unfinished=unfinished,
        database_ok=bool(found["ok"]),
    )


def print_report(report: Report, out: TextIO, *, as_json: bool) -> None:
    parts = {
        "voice": report.voice,
        "sound": report.sound,
        "display": report.display,
        "database": report.database,
    }
    if as_json:
        print_json({**parts, "unfinished": report.unfinished}, out)
        return
    for name, part in parts.items():
        print(f"{'✓' if part['ok'] else '✗'} {name.capitalize():<9} {part['text']}", file=out)
    if waiting := report.unfinished:
        side = f", {waiting['side']} side" if waiting["side"] in ("left", "right") else ""
        print(
            f"· A session waits to be continued: {waiting['exercise']}, set {waiting['set']}"
            f"{side}, {seconds_text(waiting['seconds'])} in.",
            file=out,
        )


def _examine_display() -> dict[str, Any]:
    ok = has_display()
    text = (
        "A window can be opened."
        if ok
        else "No display found: sessions are guided in the terminal."
    )
    return {"ok": ok, "text": text}


def _examine_database(
    database: Path, wall_clock: Callable[[], datetime]
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    if not database.exists():
        near = next((p for p in database.parents if p.exists()), database.parent)
        ok = os.access(near, os.W_OK)
        text = (
            "No history yet; the first session makes it." if ok else f"{near} cannot be written."
        )
        return {"ok": ok, "text": text, "path": str(database)}, None
    try:
        with History(database, now=wall_clock) as history:
            sessions = history.sessions(1_000_000)
            unfinished = history.unfinished()
    except HistoryError as error:
        return {"ok": False, "text": str(error), "path": str(database)}, None
    text = f"{len(sessions)} session{'' if len(sessions) == 1 else 's'} kept in {database}."
    return {"ok": True, "text": text, "path": str(database)}, _unfinished_json(unfinished)


def _unfinished_json(unfinished: Unfinished | None) -> dict[str, Any] | None:
    if unfinished is None:
        return None
    point = unfinished.checkpoint
    step = point.timeline.steps[point.step]
    return {
        "session_id": unfinished.session.id,
        "exercise": step.exercise.id,
        "side": step.side.value,
        "set": step.set_no,
        "seconds": round(point.into_s, 3),
    }
