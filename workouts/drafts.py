"""What is being built, kept in the data folder from change to change until it is saved.

A draft may be wrong in every way but its shape: it is somebody's work, not yet a file.
"""

import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from workouts.model import Exercise, Value, Workout

log = logging.getLogger(__name__)

MAX_BYTES = 1_000_000
MOST = 20  # drafts; of more the oldest are not offered


class Draft(Value, frozen=True, kw_only=True):
    """A workout or an exercise with changes that are in no file yet."""

    workout: Workout | None = None
    exercise: Exercise | None = None
    is_new: bool = False  # it has no file of its own

    @property
    def title(self) -> str:
        if self.workout:
            return self.workout.title
        return self.exercise.name if self.exercise else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that was left behind, and under which name."""

    name: str
    draft: Draft


class Drafts:
    """The drafts of a data folder; nothing is made there before the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "drafts"

    def waiting(self) -> list[Waiting]:
        """All that can be read, the newest first."""
        try:
            paths = [path for path in self._folder.glob("*.json") if path.is_file()]
            paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return []
        read = ((path.stem, _read(path)) for path in paths[:MOST])
        return [Waiting(name, draft) for name, draft in read if draft]

    def free_name(self) -> str:
        """A name no draft has."""
        number = 1
        while (self._folder / f"{number}.json").exists():
            number += 1
        return str(number)

    def keep(self, name: str, draft: Draft) -> None:
        """Write it whole or not at all. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(prefix=".draft-", suffix=".part", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(draft))
            Path(made).replace(self._folder / f"{name}.json")
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise

    def forget(self, name: str) -> None:
        """It is saved, or not wanted. Raises OSError."""
        (self._folder / f"{name}.json").unlink(missing_ok=True)


def _read(path: Path) -> Draft | None:
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    except (OSError, msgspec.DecodeError, RecursionError) as error:
        log.info("%s is no draft: %s", path.name, error)
        return None
    return draft if (draft.workout is None) != (draft.exercise is None) else None
