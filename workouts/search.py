"""Finds exercises by words, forgiving typos, and by what the athlete has and wants to train."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from workouts.model import Category, Equipment, Exercise, Muscle, Position, Workout

# Catalogue 2.0: these never block a "no equipment" filter.
NEVER_IN_THE_WAY = frozenset(
    {
        Equipment.NONE,
        Equipment.MAT,
        Equipment.WALL,
        Equipment.CUSHION,
        Equipment.TOWEL,
        Equipment.MIRROR,
    }
)
OWNABLE = tuple(e for e in Equipment if e not in NEVER_IN_THE_WAY)

# What people call a muscle; the names of the list itself are known anyway.
EVERYDAY = {
    Muscle.GLUTEUS_MAXIMUS: "glutes glute butt buttocks bum",
    Muscle.GLUTEUS_MEDIUS: "glutes glute medius side hip abductors",
    Muscle.GLUTEUS_MINIMUS: "glutes glute minimus side hip abductors",
    Muscle.TENSOR_FASCIAE_LATAE: "tfl it band",
    Muscle.DEEP_HIP_ROTATORS: "piriformis rotators",
    Muscle.HIP_FLEXORS: "psoas iliopsoas",
    Muscle.ADDUCTORS: "groin inner thigh",
    Muscle.QUADRICEPS: "quads front thigh",
    Muscle.HAMSTRINGS: "back thigh",
    Muscle.CALVES: "calf soleus gastrocnemius",
    Muscle.TIBIALIS_POSTERIOR: "arch ankle",
    Muscle.TIBIALIS_ANTERIOR: "shin",
    Muscle.PERONEALS: "ankle",
    Muscle.FOOT_INTRINSICS: "arch foot core toes",
    Muscle.ABDOMINALS: "abs core stomach",
    Muscle.OBLIQUES: "core waist",
    Muscle.QUADRATUS_LUMBORUM: "ql core lower back",
    Muscle.SPINAL_ERECTORS: "lower back core",
    Muscle.SHOULDER_STABILISERS: "shoulder",
    Muscle.CHEST: "pectorals pecs",
}

NAME, ALSO, MUSCLE, KIND, PURPOSE = 8.0, 6.0, 4.0, 3.0, 2.0  # how much a word's place counts


@dataclass(frozen=True, slots=True)
class Filters:
    """What the athlete looks for; a default asks for nothing."""

    text: str = ""
    category: Category | None = None
    position: Position | None = None
    muscle: Muscle | None = None
    owned: frozenset[Equipment] | None = None  # only what can be done with these; None: any
    no_floor: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def can_do_with(needed: Iterable[Equipment], owned: frozenset[Equipment]) -> bool:
    """Whether nothing else is needed than what is owned or never in the way."""
    return set(needed) <= owned | NEVER_IN_THE_WAY


def workout_needs(workout: Workout, exercises: Mapping[str, Exercise]) -> tuple[Equipment, ...]:
    """All that a workout's items need, in the order of the fixed list."""
    needed = set(workout.equipment)
    for item in workout.item:
        if item.exercise in exercises:
            needed |= set(exercises[item.exercise].equipment)
    needed.discard(Equipment.NONE)
    return tuple(e for e in Equipment if e in needed)


def muscles_worked(
    workout: Workout, exercises: Mapping[str, Exercise]
) -> tuple[tuple[Muscle, ...], tuple[Muscle, ...]]:
    """The muscles a workout works, the most often worked first, and those it works as well."""
    first: dict[Muscle, int] = {}
    second: dict[Muscle, int] = {}
    for item in workout.item:
        exercise = exercises.get(item.exercise)
        for muscle in exercise.primary if exercise else ():
            first[muscle] = first.get(muscle, 0) + 1
        for muscle in exercise.secondary if exercise else ():
            second[muscle] = second.get(muscle, 0) + 1
    often = sorted(first, key=lambda muscle: -first[muscle])
    also = sorted((m for m in second if m not in first), key=lambda muscle: -second[muscle])
    return tuple(often), tuple(also)


def needs_no_floor(exercise: Exercise) -> bool:
    """Done on the feet, or on a seat."""
    if exercise.position is Position.SEATED:
        return Equipment.MAT not in exercise.equipment
    return exercise.position is Position.STANDING


def words_of(text: str) -> list[str]:
    """Small letters without accents, in words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def likeness(asked: str, word: str) -> float:
    """How well a word answers what was typed: 1 the same, 0 another word.

    What is still being typed counts as its beginning; one slip of the finger is forgiven from
    four letters on, two from eight on.
    """
    return _plain_likeness(asked, word) or _slipped_likeness(asked, word)


def _plain_likeness(asked: str, word: str) -> float:
    if asked == word:
        return 1.0
    if word.startswith(asked):
        return 0.9
    return 0.6 if len(asked) >= 3 and asked in word else 0.0


def _slipped_likeness(asked: str, word: str, least: int = 0) -> float:
    allowed = max(least, 0 if len(asked) < 4 else 1 if len(asked) < 8 else 2)
    if not allowed:
        return 0.0
    beginnings = {len(word), len(asked) - 1, len(asked), len(asked) + 1}
    slips = min(_slips(asked, word[:n], allowed) for n in beginnings if 0 < n <= len(word))
    whole = 0.05 if _slips(asked, word, allowed) <= allowed else 0.0
    return 0.0 if slips > allowed else 0.8 - 0.15 * slips + whole


def _slips(a: str, b: str, most: int) -> int:
    """Letters typed wrong, left out, put in or swapped; more than `most` is not counted."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    older: list[int] = []
    old = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            cost = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        older, old = old, row
    return old[-1]


class Index:
    """All exercises in their order, and their words once somebody asks for one."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = sorted(exercises.values(), key=_shelf)

    @cached_property
    def _weights(self) -> dict[str, dict[str, float]]:
        return {exercise.id: _weights(exercise) for exercise in self._exercises}

    @cached_property
    def _words(self) -> set[str]:
        return {word for weights in self._weights.values() for word in weights}

    def find(self, filters: Filters) -> list[Exercise]:
        """What matches, the best first; without words by category and name."""
        found = [e for e in self._exercises if fits(e, filters)]
        if filters.muscle:
            found.sort(key=lambda e: filters.muscle not in e.primary)
        asked = words_of(filters.text)
        if not asked:
            return found
        answers = [self._like(word) for word in asked]
        if not self._ranked(self._exercises, answers):
            answers = [self._forgiving(word) for word in asked]
        return self._ranked(found, answers)

    def _ranked(self, found: list[Exercise], answers: list[dict[str, float]]) -> list[Exercise]:
        scores = {e.id: self._score(e, answers) for e in found}
        return sorted((e for e in found if scores[e.id]), key=lambda e: -scores[e.id])

    def _like(self, asked: str) -> dict[str, float]:
        """Every known word that answers a typed one; slips are looked for where nothing does."""
        likes = {word: _plain_likeness(asked, word) for word in self._words}
        if not any(likes.values()):
            likes = {word: _slipped_likeness(asked, word) for word in self._words}
        return {word: like for word, like in likes.items() if like}

    def _forgiving(self, asked: str) -> dict[str, float]:
        """The same where all words together found nothing: a slip may have made another word."""
        least = 1 if len(asked) == 3 else 0
        likes = {
            word: max(_plain_likeness(asked, word), _slipped_likeness(asked, word, least))
            for word in self._words
        }
        return {word: like for word, like in likes.items() if like}

    def _score(self, exercise: Exercise, answers: list[dict[str, float]]) -> float:
        """The sum over the typed words of where and how well each was met; 0 if one was not."""
        weights = self._weights[exercise.id]
        total = 0.0
        for likes in answers:
            met = max(
                (weights[w] * share for w, share in likes.items() if w in weights), default=0
            )
            if not met:
                return 0.0
            total += met
        return total


def fits(exercise: Exercise, filters: Filters) -> bool:
    """Whether an exercise passes everything but the words."""
    if filters.category and exercise.category is not filters.category:
        return False
    if filters.position and exercise.position is not filters.position:
        return False
    if filters.muscle and filters.muscle not in (*exercise.primary, *exercise.secondary):
        return False
    if filters.owned is not None and not can_do_with(exercise.equipment, filters.owned):
        return False
    return not filters.no_floor or needs_no_floor(exercise)


def _shelf(exercise: Exercise) -> tuple[int, str]:
    return list(Category).index(exercise.category), exercise.name.casefold()


def _weights(exercise: Exercise) -> dict[str, float]:
    """Each word an exercise is found by, and how much it counts."""
    muscles = [(muscle, MUSCLE) for muscle in exercise.primary]
    muscles += [(muscle, MUSCLE / 2) for muscle in exercise.secondary]
    places = [
        (exercise.purpose, PURPOSE),
        (f"{exercise.category} {exercise.position} {' '.join(exercise.equipment)}", KIND),
        *((f"{muscle} {EVERYDAY[muscle]}", weight) for muscle, weight in muscles),
        (exercise.id, ALSO),
        *((also, ALSO) for also in exercise.aka),
        (exercise.spoken, ALSO),
        (exercise.name, NAME),
    ]
    weights: dict[str, float] = {}
    for text, weight in places:
        joined = [word for part in text.split() if "-" in part for word in words_of(_joined(part))]
        for word in (*words_of(text), *joined):
            weights[word] = max(weight, weights.get(word, 0.0))
    return weights


def _joined(part: str) -> str:
    """Written together, as many type it: side-lying, sidelying."""
    return part.replace("-", "") if part.count("-") == 1 else ""
