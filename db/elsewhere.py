"""One door out: any part of the history into a file, in any form another program reads."""

import io
import json
from pathlib import Path

from db.errors import written_out
from db.export import EVERYTHING, Chosen, chosen_sessions, complete, reading, write_csv
from db.fit import file_name, write_fit
from db.tracker import write_tracker_csv

ENDINGS = {"csv": "csv", "tracker": "csv", "json": "json", "fit": "fit"}


def as_bytes(database: Path, form: str, chosen: Chosen = EVERYTHING) -> tuple[bytes, int, str]:
    """The chosen part as csv, tracker or json: the file, how many things it holds, and of what.

    Raises HistoryError and, for a session that is not there, KeyError.
    """
    if form == "json":
        told = complete(database, chosen)
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        return text.encode("utf-8"), len(told["session"]), "session"
    out = io.StringIO()
    write = write_tracker_csv if form == "tracker" else write_csv
    count = write(database, out, chosen)
    return out.getvalue().encode("utf-8"), count, "set"


def write_out(
    database: Path, form: str, target: Path, chosen: Chosen = EVERYTHING
) -> tuple[int, str]:
    """Write the chosen part into a file; with fit and more than one session, into a folder.

    Returns how many of what were written. Nothing is left of a file that could not be made.
    Raises HistoryError and, for a session that is not there, KeyError.
    """
    if form == "fit":
        return len(write_fit(database, target, chosen)), "FIT file"
    data, count, thing = as_bytes(database, form, chosen)
    with written_out(target):
        target.write_bytes(data)
    return count, thing


def write_session(database: Path, form: str, folder: Path, session_id: str) -> Path:
    """Write one session into the folder, made where there is none; named by moment and workout.

    Raises HistoryError and, for a session that is not there, KeyError.
    """
    with reading(database) as connection:
        [session] = chosen_sessions(connection, Chosen(session_id))
    with written_out(folder):
        folder.mkdir(parents=True, exist_ok=True)
    file = folder / Path(file_name(session)).with_suffix(f".{ENDINGS[form]}")
    write_out(database, form, file, Chosen(session_id))
    return file
