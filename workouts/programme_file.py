"""Reads and checks programmes from TOML files, in the words of `workouts.library`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from workouts.checks import ID, MAX_ROUNDS, item_problems, workout_problems
from workouts.library import stay_inside, toml_files, wording
from workouts.model import Exercise, Workout
from workouts.programmes import Gate, Need, Programme, Role
from workouts.self_test import scales
from workouts.toml_file import (
    Key,
    LibraryError,
    Problem,
    find_line,
    nearest,
    quoted,
    read_toml,
    refuse,
)

MAX_WEEKS = 104
PROGRAMME_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


def is_programme(raw: Mapping[str, Any]) -> bool:
    """Whether a file means to be a programme: only these have weeks."""
    return "week" in raw


def read_programme(
    path: Path, exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout]
) -> Programme:
    """One programme from its file, checked among these. Raises LibraryError."""
    text, raw = read_toml(path)
    return made(path, text, raw, exercises, workouts)


def made(
    path: Path,
    text: str,
    raw: dict[str, Any],
    exercises: Mapping[str, Exercise],
    workouts: Mapping[str, Workout],
) -> Programme:
    """The programme a text describes. Raises LibraryError with line and key."""
    if not PROGRAMME_ID.fullmatch(path.stem):
        what = "the name of the file is its id: letters a-z, digits and hyphens, up to 64"
        raise LibraryError(path, None, (), what)
    refuse(path, text, _misplaced(raw))
    try:
        value = msgspec.convert({"id": path.stem, **raw}, Programme)
    except msgspec.ValidationError as error:
        key, what = wording(str(error), raw, Programme)
        raise LibraryError(path, find_line(text, key), key, what) from error
    refuse(path, text, problems(value, exercises, workouts))
    return value


def read_folder(
    folder: Path, exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout]
) -> tuple[dict[str, Programme], list[LibraryError]]:
    """The good programmes of an athlete's folder by id, and what is wrong with the others."""
    found: dict[str, Programme] = {}
    wrong: list[LibraryError] = []
    try:
        paths = toml_files(folder)
    except LibraryError as error:
        return found, [error]
    for path in paths:
        try:
            stay_inside(path)
            programme = read_programme(path, exercises, workouts)
            if programme.id.lower() in {*exercises, *workouts}:
                what = "a workout or exercise has this name already; rename the file"
                raise LibraryError(path, None, (), what)
            found[programme.id] = programme
        except LibraryError as error:
            wrong.append(error)
    return found, wrong


def problems(
    programme: Programme, exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout]
) -> Iterator[Problem]:
    """What is wrong with a programme among these exercises and workouts."""
    for name in ("title", "goal", "who"):
        if not getattr(programme, name).strip():
            yield (name,), "should not be empty"
    if not 1 <= len(programme.week) <= MAX_WEEKS:
        yield ("week",), f"a programme has from 1 to {MAX_WEEKS} weeks"
    yield from _own_problems(programme, exercises, workouts)
    runs = {run.id for run in programme.run}
    known = {*workouts, *exercises, *programme.own_workouts, *runs}
    yield from _week_problems(programme, known, runs)
    for number, gate in enumerate(programme.gate):
        yield from _gate_problems(gate, ("gate", number), len(programme.week), exercises)
    for number, variant in enumerate(programme.variant):
        for week_no, workout in variant.weeks.items():
            place_of: Key = ("variant", number, "weeks", week_no)
            if not week_no.isdecimal() or not 1 <= int(week_no) <= len(programme.week):
                yield place_of, f"there is no such week; weeks are 1 to {len(programme.week)}"
            elif workout not in known:
                yield place_of, _nobody(workout, known)


def _week_problems(programme: Programme, known: set[str], runs: set[str]) -> Iterator[Problem]:
    for number, week in enumerate(programme.week):
        for place, session in enumerate(week.session):
            where: Key = ("week", number, "session", place)
            if session.workout not in known:
                yield (*where, "workout"), _nobody(session.workout, known)
            if (session.role is Role.RUN) != (session.workout in runs):
                yield (*where, "role"), 'is "run" for a run of the programme, and only for one'
            if len(set(session.on)) < len(session.on) or not session.on:
                yield (*where, "on"), "should name each weekday once, and at least one"
            if session.rounds is not None and not 1 <= session.rounds <= MAX_ROUNDS:
                yield (*where, "rounds"), f"should be from 1 to {MAX_ROUNDS}"


def _own_problems(
    programme: Programme, exercises: Mapping[str, Exercise], workouts: Mapping[str, Workout]
) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, own in enumerate(programme.workout):
        where: Key = ("workout", number)
        if not ID.fullmatch(own.id):
            yield (*where, "id"), "should be small letters a-z, digits and hyphens, up to 64"
        if own.id in {*exercises, *workouts, *seen}:
            yield (*where, "id"), f"{quoted(own.id)} is the name of something else already"
        seen.add(own.id)
        whole = own.as_workout()
        for key, what in workout_problems(whole):
            yield (*where, *key), what
        for key, what in item_problems(whole, exercises):
            yield (*where, *key), what
    yield from _run_problems(programme, {*exercises, *workouts, *seen})


def _run_problems(programme: Programme, seen: set[str]) -> Iterator[Problem]:
    for number, run in enumerate(programme.run):
        if not ID.fullmatch(run.id) or run.id in seen:
            what = "should be a name of its own: small letters a-z, digits and hyphens"
            yield ("run", number, "id"), what
        seen = {*seen, run.id}
        for name, least, most in (("effort", 0, 10), ("walk_min", 0, 600), ("miles", 0, 100)):
            if not least <= getattr(run, name) <= most:
                yield ("run", number, name), f"should be from {least} to {most}"
        if run.run_min is not None and not 0 < run.run_min <= 600:
            yield ("run", number, "run_min"), "should be above 0 and at most 600"


def _gate_problems(
    gate: Gate, where: Key, weeks: int, exercises: Mapping[str, Exercise]
) -> Iterator[Problem]:
    if not 0 <= gate.after_week < weeks:
        yield (*where, "after_week"), f"should be from 0 to {weeks - 1}"
    for number, need in enumerate(gate.need):
        yield from _need_problems(need, (*where, "need", number), exercises)


def _need_problems(need: Need, where: Key, exercises: Mapping[str, Exercise]) -> Iterator[Problem]:
    if need.test is not None and need.test not in scales():
        what = f"no self-test is called {quoted(need.test)}.{nearest(need.test, scales())}"
        yield (*where, "test"), what
    if need.exercise is not None and need.exercise not in exercises:
        yield (*where, "exercise"), _nobody(need.exercise, exercises)
    if need.exercise is not None and need.least is None and need.reps is None:
        yield (*where, "least"), "is missing: how many seconds it should be held"
    numbers = (need.least, need.most, need.symmetry)
    if need.test is not None and not any(number is not None for number in numbers):
        yield (*where, "test"), "needs least, most or symmetry beside it"
    if need.pain is not None and not 0 <= need.pain <= 10:
        yield (*where, "pain"), "should be from 0 to 10"


def _misplaced(raw: Mapping[str, Any]) -> Iterator[Problem]:
    if "id" in raw:
        yield ("id",), "the name of the file is the id; leave this key out"
    if isinstance(raw.get("week"), dict):
        yield ("week",), "write [[week]], with two brackets on each side"
    if "week" not in raw:
        yield ("week",), "is missing: a programme needs its weeks, one [[week]] each"


def _nobody(id_: str, known: Any) -> str:
    return f"nothing here is called {quoted(id_)}.{nearest(id_, known)}"
