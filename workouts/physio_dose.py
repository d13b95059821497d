"""What the numbers of a line mean for one exercise: its items, and what cannot be used.

Knows no text. Where a number could mean two things, the reading taken is named as a note.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from workouts.checks import MAX_REPS, MAX_SECONDS, MIN_SECONDS, item_problems
from workouts.model import Exercise, Item, Kind, Measure, OneSide, Sided, Tempo, Workout
from workouts.physio_words import Field, Found
from workouts.timeline import DEFAULT_TEMPO

MAX_SETS = 20
LONGEST_PAUSE_S = 20.0  # longer than this nobody holds each of several reps
MANY, FEW = 8, 5  # "15 x 3" says 15 reps and 3 sets, whatever the order


class Note(StrEnum):
    """A reading that was taken where another was possible; shown with the line."""

    SECONDS = "seconds"  # a number without a unit is seconds
    REPS_BEFORE_SETS = "reps-before-sets"  # 15 x 3 is 3 sets of 15
    LOWEST = "lowest"  # of a range, the lower number
    REST_EVERYWHERE = "rest-everywhere"  # between the repeats and after the exercise
    REPS_EACH_LEG = "reps-each-leg"  # not said whether each leg or both together
    EACH_SIDE = "each-side"  # not said, but the exercise is done on each side
    PAUSE = "pause"  # the seconds are how long each rep is held
    TEMPO_ORDER = "tempo-order"  # lift, pause, lower
    STEPS_BACK = "steps-back"  # as many steps back as out
    ROUNDS_OF_LINE = "rounds-of-line"  # rounds said with one exercise are its sets
    THAT_SIDE = "that-side"  # left or right was said: that side alone
    BETWEEN_SIDES = "between-sides"  # one hold a side: the rest between is that of the change
    USUAL_DOSE = "usual-dose"  # no amount was said
    USUAL_PART = "usual-part"  # a part of the amount was not said and is the usual one


class Why(StrEnum):
    """Why something that was understood cannot be followed."""

    NOT_IN_SECONDS = "not-in-seconds"  # the exercise is counted in reps
    NOT_IN_REPS = "not-in-reps"
    NOT_IN_STEPS = "not-in-steps"
    NO_TEMPO = "no-tempo"  # a hold or a walk has none
    BOTH_AT_ONCE = "both-at-once"  # both sides work together
    ONE_AFTER_OTHER = "one-after-other"  # first one side, then the other: not alternating
    ONE_SIDE = "one-side"  # one side alone, but not which: left or right
    ODD_TOTAL = "odd-total"
    SAID_TWICE = "said-twice"
    TOO_MUCH = "too-much"  # more than a workout may hold
    NOTHING_BETWEEN = "nothing-between"  # one set has no rest inside
    NO_EXERCISE = "no-exercise"


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a line becomes with an exercise."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...] = ()
    unused: tuple[tuple[Found, Why], ...] = ()


def fit(exercise: Exercise, said: Sequence[Found]) -> Fitted:
    """The items of an exercise with what was said about it. Never raises, whatever was said."""
    fitted = _Fitting(exercise, said).fitted()
    if fitted.items and _is_possible(exercise, fitted.items):
        return fitted
    amounts = tuple((found, Why.TOO_MUCH) for found in said if found.field not in _SIDES)
    return Fitted((Item(exercise=exercise.id),), (Note.USUAL_DOSE,), amounts)


_SIDES = {Field.EACH, Field.ALTERNATING, Field.TOTAL, Field.WHEN}
_RESTS = (Field.REST, Field.REST_BETWEEN, Field.REST_REPS, Field.REST_AFTER, Field.CHANGE)
_PARTS = {Field.UP: 0, Field.PAUSE: 1, Field.DOWN: 2}


def _is_possible(exercise: Exercise, items: Sequence[Item]) -> bool:
    workout = Workout(id="try", title="try", kind=Kind.STRENGTH, item=(items[0],))
    return not any(item_problems(workout, {exercise.id: exercise}))


@dataclass(slots=True)
class _Fitting:
    exercise: Exercise
    said: Sequence[Found]
    by: dict[Field, Found] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    unused: list[tuple[Found, Why]] = field(default_factory=list)
    dose: dict[str, Any] = field(default_factory=dict)
    sets: int = 1

    def fitted(self) -> Fitted:
        for found in self.said:
            if found.field in self.by and found.field is not Field.EACH:
                self.unused.append((found, Why.SAID_TWICE))
            elif why := _impossible(found):
                self.unused.append((found, why))
            elif found.field is not Field.WHEN:
                self.by[found.field] = found
        self._read_rounds()
        match self.exercise.measure:
            case Measure.HOLD:
                self._read_hold()
            case Measure.STEPS:
                self._read_steps()
            case _:
                self._read_reps()
        self._read_sides()
        rests = self._rests()
        if not set(self.dose) - {"side"} and self.sets == 1:
            self.notes.append(Note.USUAL_DOSE)
        used = {id(found) for found, _ in self.unused}
        if any(found.lowest and id(found) not in used for found in self.said):
            self.notes.append(Note.LOWEST)
        item = Item(exercise=self.exercise.id, **self.dose)
        return Fitted(
            _with_rests(item, self.sets, rests, self.exercise),
            tuple(dict.fromkeys(self.notes)),
            tuple(self.unused),
        )

    def _take(self, *fields: Field) -> Found | None:
        """The first of these that was said; it is used up."""
        for name in fields:
            if name in self.by:
                return self.by.pop(name)
        return None

    def _refuse(self, why: Why, *fields: Field) -> None:
        for name in fields:
            if found := self._take(name):
                self.unused.append((found, why))

    def _read_rounds(self) -> None:
        """Rounds said in the line of one exercise are its sets."""
        found = self._take(Field.ROUNDS)
        if found is None:
            return
        if Field.SETS in self.by:
            self.unused.append((found, Why.SAID_TWICE))
            return
        self.by[Field.SETS] = found
        self.notes.append(Note.ROUNDS_OF_LINE)

    def _read_hold(self) -> None:
        seconds = self._take(Field.SECONDS, Field.AMOUNT)
        if seconds:
            self.dose["hold_s"] = seconds.value
            if seconds.no_unit or seconds.field is Field.AMOUNT:
                self.notes.append(Note.SECONDS)
        many = self._take(Field.REPS, Field.TIMES, Field.AMOUNT)
        sets = self._take(Field.SETS)
        if many and sets:
            self.sets = int(sets.value)
        if many or sets:
            self.dose["repeats"] = int((many or sets).value)  # type: ignore[union-attr]
            if not seconds:
                self.notes.append(Note.USUAL_PART)
        elif seconds:
            self.dose["repeats"] = 1
        self._refuse(Why.NOT_IN_REPS, Field.REPS, Field.TIMES)
        self._refuse(Why.NOT_IN_STEPS, Field.LAPS, Field.STEPS)
        self._refuse(Why.NO_TEMPO, Field.TEMPO, *_PARTS)

    def _read_steps(self) -> None:
        steps = self._take(Field.STEPS, Field.AMOUNT, Field.REPS)
        if steps:
            self.dose["out"] = int(steps.value)
            if self.exercise.dose.back:
                self.dose["back"] = int(steps.value)
                self.notes.append(Note.STEPS_BACK)
        laps = self._take(Field.LAPS, Field.TIMES)
        if laps:
            self.dose["laps"] = int(laps.value)
        elif steps:
            self.dose["laps"] = 1
        if laps and not steps:
            self.notes.append(Note.USUAL_PART)
        if sets := self._take(Field.SETS):
            self.sets = int(sets.value)
        self._refuse(Why.NOT_IN_REPS, Field.REPS, Field.TIMES)
        self._refuse(Why.NOT_IN_SECONDS, Field.SECONDS)
        self._refuse(Why.NO_TEMPO, Field.TEMPO, *_PARTS)

    def _read_reps(self) -> None:
        self._sort_pair()
        seconds = self.by.get(Field.SECONDS)
        counted = Field.REPS in self.by or Field.AMOUNT in self.by or Field.TIMES in self.by
        if seconds and (seconds.value > LONGEST_PAUSE_S or not (counted or seconds.held)):
            self._refuse(Why.NOT_IN_SECONDS, Field.SECONDS)
            if Field.REPS not in self.by and Field.AMOUNT not in self.by:
                self._refuse(Why.NOT_IN_SECONDS, Field.TIMES, Field.SETS)
        elif seconds and Field.PAUSE not in self.by:
            self.by[Field.PAUSE] = self.by.pop(Field.SECONDS)
            self.notes.append(Note.PAUSE)
        reps = self._take(Field.REPS, Field.AMOUNT, Field.TIMES)
        if reps:
            self.dose["reps"] = int(reps.value)
        if sets := self._take(Field.SETS, *([Field.TIMES] if reps else [])):
            self.sets = int(sets.value)
            if not reps:
                self.notes.append(Note.USUAL_PART)
        self._read_tempo()
        self._refuse(Why.SAID_TWICE, Field.TIMES, Field.AMOUNT, Field.SECONDS)
        self._refuse(Why.NOT_IN_STEPS, Field.LAPS, Field.STEPS)

    def _sort_pair(self) -> None:
        """Of "3 x 10" the sets are the first number, unless that makes no sense."""
        times, amount = self.by.get(Field.TIMES), self.by.get(Field.AMOUNT)
        if not (times and amount) or Field.SETS in self.by:
            return
        if times.value >= MANY and amount.value <= FEW:
            times, amount = amount, times
            self.notes.append(Note.REPS_BEFORE_SETS)
        del self.by[Field.TIMES]
        self.by[Field.SETS], self.by[Field.AMOUNT] = times, amount

    def _read_tempo(self) -> None:
        tempo = self._take(Field.TEMPO)
        parts = list(self.exercise.tempo or DEFAULT_TEMPO)
        if tempo:
            parts = [float(part) for part in tempo.text.replace("/", "-").split("-")]
            if parts[0] != parts[2]:
                self.notes.append(Note.TEMPO_ORDER)
        changed = bool(tempo)
        for name, place in _PARTS.items():
            if found := self._take(name):
                parts[place] = found.value
                changed = True
        if changed:
            first, second, third = parts
            made: Tempo = (first, second, third)
            self.dose["tempo"] = made

    def _read_sides(self) -> None:
        sided = self.exercise.sided
        alone = self._take(Field.ONE_SIDE, Field.BARE_SIDE)
        if alone:
            self._keep_to(alone)
        each, total = self._take(Field.EACH), self._take(Field.TOTAL)
        walks = self.exercise.measure is Measure.STEPS
        if each and sided is Sided.BOTH and not walks:
            self.unused.append((each, Why.BOTH_AT_ONCE))
        if sided is not Sided.ALTERNATING:
            why = Why.BOTH_AT_ONCE if sided is Sided.BOTH else Why.ONE_AFTER_OTHER
            self._refuse(why, Field.ALTERNATING)
        alternating = self._take(Field.ALTERNATING)
        if sided is Sided.EACH_SIDE and not (each or total or alone):
            self.notes.append(Note.EACH_SIDE)
        if total:
            self._share_total(total)
        elif sided is Sided.ALTERNATING and self.dose.get("reps") and not each:
            self.notes.append(Note.REPS_EACH_LEG)
        if alternating and walks:
            return

    def _keep_to(self, alone: Found) -> None:
        """One side only, where each works by itself and it is said which."""
        said = re.findall(r"\b(?:left|right|[lr])\b", alone.text)
        sides = [side for side in OneSide if {side.value, side.value[0]} & set(said)]
        if self.exercise.sided is Sided.BOTH:
            self.unused.append((alone, Why.BOTH_AT_ONCE))
        elif self.exercise.sided is Sided.EACH_SIDE and len(sides) == 1:
            self.dose["side"] = sides[0]
            if alone.field is Field.BARE_SIDE:
                self.notes.append(Note.THAT_SIDE)
        else:
            self.unused.append((alone, Why.ONE_SIDE))

    def _share_total(self, total: Found) -> None:
        """Reps said in total are halved where the exercise counts those of one side."""
        reps = self.dose.get("reps")
        if self.exercise.sided is Sided.BOTH or not reps:
            return
        if reps % 2:
            self.unused.append((total, Why.ODD_TOTAL))
        else:
            self.dose["reps"] = reps // 2

    def _rests(self) -> Mapping[Field, Found]:
        change = self.by.get(Field.CHANGE)
        if change and self.exercise.sided is not Sided.EACH_SIDE:
            self._refuse(Why.BOTH_AT_ONCE, Field.CHANGE)
        self._refuse(Why.NO_EXERCISE, Field.ROUND_REST)
        rests: dict[Field, Found] = {name: self.by[name] for name in _RESTS if name in self.by}
        if Field.REST_BETWEEN in rests and self.sets == 1:
            self._place_between(rests, rests.pop(Field.REST_BETWEEN))
        several = self.sets > 1 or self._repeats() > 1
        if Field.REST in rests and several:
            self.notes.append(Note.REST_EVERYWHERE)
        if any(found.no_unit for found in rests.values()):
            self.notes.append(Note.SECONDS)
        return rests

    def _place_between(self, rests: dict[Field, Found], between: Found) -> None:
        """Where a rest "between" belongs when there is one set: the holds, else the sides."""
        held = self.exercise.measure is Measure.REPS_WITH_HOLD or Note.PAUSE in self.notes
        if self._repeats() > 1 or held:
            rests.setdefault(Field.REST_REPS, between)
        elif self.exercise.sided is Sided.EACH_SIDE and Field.CHANGE not in rests:
            rests[Field.CHANGE] = between
            self.notes.append(Note.BETWEEN_SIDES)
        else:
            self.unused.append((between, Why.NOTHING_BETWEEN))

    def _repeats(self) -> int:
        """Holds on one side in one set."""
        if self.exercise.measure is not Measure.HOLD:
            return 1
        return int(self.dose.get("repeats", self.exercise.dose.repeats))


def _with_rests(
    item: Item, sets: int, rests: Mapping[Field, Found], exercise: Exercise
) -> tuple[Item, ...]:
    """As many items as sets, with the rest between them and after the last."""
    everywhere = rests.get(Field.REST)
    between = rests.get(Field.REST_BETWEEN) or everywhere
    after = rests.get(Field.REST_AFTER) or everywhere
    inside = rests.get(Field.REST_REPS)
    said: dict[str, float] = {}
    if change := rests.get(Field.CHANGE):
        said["change_s"] = change.value
    repeats = exercise.dose.repeats if item.repeats is None else item.repeats
    if exercise.measure is Measure.HOLD and repeats > 1:
        inside = inside or between
    if inside:
        said["between_s"] = inside.value
    first = {**said, "rest_s": between.value} if between else said
    last = {**said, "rest_s": after.value} if after else said
    replace = msgspec.structs.replace
    return (*(replace(item, **first) for _ in range(sets - 1)), replace(item, **last))


def _impossible(found: Found) -> Why | None:
    """Why a number cannot be used by any exercise."""
    value = found.value
    match found.field:
        case Field.SETS | Field.ROUNDS:
            possible = 1 <= value <= MAX_SETS and value == int(value)
        case Field.REPS | Field.TIMES | Field.LAPS | Field.STEPS:
            possible = 1 <= value <= MAX_REPS and value == int(value)
        case Field.AMOUNT:
            possible = 1 <= value <= MAX_REPS and value == int(value)
        case Field.SECONDS:
            possible = MIN_SECONDS <= value <= MAX_SECONDS
        case Field.TEMPO:
            parts = [float(part) for part in found.text.replace("/", "-").split("-")]
            possible = sum(parts) >= MIN_SECONDS and max(parts) <= 30
        case Field.UP | Field.DOWN | Field.PAUSE:
            possible = value <= 60
        case _:
            possible = value <= MAX_SECONDS
    return None if possible else Why.TOO_MUCH
