"""Several athletes on one computer: a folder each, the first in the data folder itself."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = "profiles"
LONGEST_NAME = 40
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """An athlete. `name` is empty for the one whose folder is the data folder itself."""

    name: str
    folder: Path


def profiles(data_folder: Path) -> list[Profile]:
    """The athletes of a data folder, the first one first, the others by name."""
    others = data_folder / FOLDER
    found = (
        sorted(others.iterdir(), key=lambda folder: folder.name.lower()) if others.is_dir() else []
    )
    return [
        Profile("", data_folder),
        *(Profile(folder.name, folder) for folder in found if _is_profile(folder)),
    ]


def profile(data_folder: Path, name: str) -> Profile:
    """The athlete of that name; the empty name is the first one. Raises KeyError."""
    for one in profiles(data_folder):
        if one.name.lower() == name.strip().lower():
            return one
    raise KeyError(f"there is no profile {name!r}")


def add_profile(data_folder: Path, name: str) -> Profile:
    """Make room for one more athlete. Raises ValueError for a name no folder can have."""
    name = name.strip()
    if not _is_name(name):
        raise ValueError(
            f"A profile's name has letters, digits, spaces and hyphens, {LONGEST_NAME} at most."
        )
    if any(one.name.lower() == name.lower() for one in profiles(data_folder)):
        raise ValueError(f"There is already a profile {name!r}.")
    made = data_folder / FOLDER / name
    made.mkdir(parents=True)
    return Profile(name, made)


def _is_profile(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and _is_name(folder.name)


def _is_name(name: str) -> bool:
    """Words that every file system takes and that lead nowhere else."""
    fits = re.fullmatch(r"\w[\w -]*", name) is not None and len(name) <= LONGEST_NAME
    return fits and name.lower() not in _RESERVED
