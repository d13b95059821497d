"""Which exercise a person means by some words: typos, everyday names and halves of names.

Nothing is decided here that is not clear: candidates come ranked, with how well they fit.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from workouts.model import Exercise

# What physios write for our exercises, besides the names and akas of the exercises themselves.
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "adductor-squeeze": ("ball squeeze between knees", "knee squeeze", "pillow squeeze"),
    "banded-clamshell": ("clamshell with band", "resisted clamshell"),
    "banded-glute-bridge": ("bridge with band", "glute bridge with band"),
    "banded-standing-march": ("standing march with band",),
    "ball-hamstring-curl": ("hamstring curl on ball",),
    "butterfly-stretch": ("seated butterfly", "adductor stretch"),
    "calf-wall-stretch": ("calf stretch", "gastroc stretch", "wall calf stretch"),
    "copenhagen-adduction": ("copenhagen raise",),
    "copenhagen-hold": ("side plank adductor", "copenhagen plank", "copenhagen side plank"),
    "copenhagen-short": ("short lever copenhagen", "copenhagen from knee"),
    "figure-four-stretch": ("piriformis stretch", "glute stretch", "figure 4"),
    "foot-tripod": ("tripod foot",),
    "forward-lunge": ("lunge forward",),
    "front-plank-hip-extension": ("plank with leg raise",),
    "glute-bridge": ("bridge", "glute bridge"),
    "glute-bridge-reps": ("bridge", "glute bridge", "bridging"),
    "half-kneeling-hip-flexor-stretch": ("kneeling hip flexor stretch", "psoas stretch"),
    "heel-raise": ("double leg calf raise",),
    "hip-hinge-wall-tap": ("hip hinge",),
    "hip-hitch": ("hip hiking", "pelvic drops", "hip drop"),
    "lateral-band-walk": ("crab walk", "side step with band", "sideways band walk", "band walk"),
    "leg-swing-front-back": ("leg swing", "forward leg swing", "leg swing forward and back"),
    "leg-swing-side": ("leg swing", "side leg swing", "lateral leg swing"),
    "lateral-step-down": ("step down",),
    "monster-walk-knees": ("monster walk band at knee", "monster walk band above knee"),
    "quadruped-hip-extension": ("kick back on all fours",),
    "rear-foot-elevated-split-squat": ("rear foot elevated squat", "rfess"),
    "reverse-lunge": ("backward lunge", "lunge backwards"),
    "short-foot": ("foot dome", "foot doming", "arch lift"),
    "side-lying-adduction": ("inner thigh raise", "lying adduction"),
    "side-lying-hip-abduction": ("side lying abduction", "side leg raise", "hip abduction lying"),
    "side-plank-knees": ("kneeling side plank", "half side plank", "side plank on knees"),
    "pigeon-stretch": ("pigeon", "pigeon pose"),
    "single-leg-glute-bridge": ("single leg bridge",),
    "single-leg-balance": ("single leg stand", "balance on one leg", "standing on one leg"),
    "single-leg-sit-to-stand": ("single leg chair stand",),
    "standing-glute-squeeze": ("glute squeeze", "buttock squeeze"),
    "supine-hamstring-stretch": ("hamstring stretch", "hamstring stretch with strap"),
    "toe-yoga": ("toe lift",),
    "side-lunge": ("sideways lunge",),
}
# One word for another, or for several; used on names and on what a person wrote alike.
WORDS: Mapping[str, tuple[str, ...]] = {
    "1": ("single",), "one": ("single",), "unilateral": ("single",), "sl": ("single", "leg"),
    "legged": ("leg",), "clam": ("clamshell",), "rdl": ("romanian", "deadlift"),
    "sls": ("single", "leg", "squat"), "bss": ("bulgarian", "split", "squat"),
    "banded": ("band",), "theraband": ("band",), "loop": ("band",), "miniband": ("band",),
    "resisted": ("band",), "elastic": ("band",), "mini": (), "tband": ("band",),
    "swiss": ("stability",), "gym": ("stability",), "fitball": ("stability", "ball"),
    "lift": ("raise",), "raised": ("raise",), "gluteal": ("glute",), "glut": ("glute",),
    "bum": ("glute",), "butt": ("glute",), "buttock": ("glute",), "ham": ("hamstring",),
    "hammy": ("hamstring",), "abd": ("abduction",), "abducted": ("abduction",),
    "adducted": ("adduction",), "add": ("adduction",), "ext": ("extension",),
    "stepdown": ("step", "down"), "sidelying": ("side", "lying"), "sidelunge": ("side", "lunge"),
    "sidestep": ("side", "step"), "sidestepping": ("side", "step"), "stepping": ("step",),
    "sideplank": ("side", "plank"), "cope": ("copenhagen",), "cph": ("copenhagen",),
    "birddog": ("bird", "dog"), "crabwalk": ("crab", "walk"), "walking": ("walk",),
    "firehydrant": ("fire", "hydrant"),
    "bridging": ("bridge",), "marching": ("march",), "squeezing": ("squeeze",),
    "rep": ("repetition",), "lie": ("lying",), "stand": ("standing",), "kneel": ("kneeling",),
    "balancing": ("balance",), "tiptoe": ("heel", "raise"), "hydrants": ("hydrant",),
    "hiking": ("hike",), "hiker": ("hike",),
    "fours": ("quadruped",), "feet": ("foot",), "piri": ("piriformis",), "lunging": ("lunge",),
    "4": ("four",), "lvl": ("level",), "doming": ("dome",),
}  # fmt: skip
# Two words that are one.
PAIRS = {("clam", "shell"), ("dead", "lift"), ("tip", "toe"), ("fit", "ball"), ("crab", "walk")}
LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an the of with without for and to at in on from by your my our up or as into onto it "
        "is this that all some each per every both do perform then",
    )
)
LEAST = 0.34  # a fit below this is no candidate
MOST = 8  # candidates worth showing
PARTS = 8  # of one written word; signs that fall apart into letters could make hundreds
CLEAR, APART = 0.72, 0.05  # shares of name and words to be sure, and distance to the next


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may be meant."""

    id: str
    fit: float  # 0..1, both shares together
    of_name: float  # share of its name that was said
    of_words: float  # share of what was said that is in its name
    said: tuple[Word, ...]  # the words that speak for it


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    tokens: frozenset[str]


class Names:
    """All that the exercises of a library are called."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._names = [
            _Name(exercise.id, tokens)
            for exercise in exercises
            for tokens in dict.fromkeys(frozenset(tokens_of(name)) for name in _called(exercise))
            if tokens
        ]
        spread = Counter(
            token for id_, tokens in _tokens_by_id(self._names).items() for token in tokens if id_
        )
        count = max(1, len({name.id for name in self._names}))
        self._weight = {t: log((1 + count) / (1 + n)) + 0.25 for t, n in spread.items()}

    def knows(self, word: str) -> bool:
        """Whether a word, or one very like it, is part of any name."""
        return any(self._likeness(token) for token in tokens_of(word))

    def candidates(
        self, words: Sequence[Word], hints: Sequence[Word] = ()
    ) -> tuple[Candidate, ...]:
        """The exercises these words may mean, best first. Hints speak for a name, never against.

        Words that are in no name at all hardly count against one: they are left to be marked.
        """
        said = [(word, self._likenesses(word)) for word in words]
        hinted = [(word, self._likenesses(word)) for word in hints]
        best: dict[str, Candidate] = {}
        for name in self._names:
            found = self._compare(name, said, hinted)
            if found.fit >= LEAST and found.fit > best.get(name.id, _NOBODY).fit:
                best[name.id] = found
        return tuple(sorted(best.values(), key=lambda c: (-c.fit, c.id)))

    def _compare(
        self,
        name: _Name,
        said: Sequence[tuple[Word, list[dict[str, float]]]],
        hinted: Sequence[tuple[Word, list[dict[str, float]]]],
    ) -> Candidate:
        whole = matched = 0.0
        speak: list[Word] = []
        heard: dict[str, float] = {}
        for word, likenesses in said:
            for likeness in likenesses:
                mine = {token: like for token, like in likeness.items() if token in name.tokens}
                weight = max((self._weight[token] for token in likeness), default=0.3)
                whole += weight
                if mine:
                    matched += weight * max(mine.values())
                    speak.append(word)
                for token, like in mine.items():
                    heard[token] = max(heard.get(token, 0.0), like)
        if not matched:
            return _NOBODY
        for _, likenesses in hinted:
            for likeness in likenesses:
                for token, like in likeness.items():
                    heard[token] = max(heard.get(token, 0.0), like)
        full = sum(self._weight[token] for token in name.tokens)
        of_name = sum(self._weight[t] * heard.get(t, 0.0) for t in name.tokens) / full
        of_words = matched / whole
        fit = 2 * of_name * of_words / (of_name + of_words)
        return Candidate(name.id, fit, of_name, of_words, tuple(dict.fromkeys(speak)))

    def _likenesses(self, word: Word) -> list[dict[str, float]]:
        return [self._likeness(token) for token in tokens_of(word.text)[:PARTS]]

    def _likeness(self, token: str) -> dict[str, float]:
        """The words of names a word stands for, and how surely: itself, or what is a slip away."""
        if token in self._weight:
            return {token: 1.0}
        if len(token) < 4:
            return {}
        slips = {known: _slips(token, known) for known in self._weight if len(known) >= 4}
        allowed = 1 if len(token) < 7 else 2
        least = min(slips.values(), default=9)
        if least > allowed:
            return {}
        return {known: 1 - 0.12 * n for known, n in slips.items() if n == least}


_NOBODY = Candidate("", 0.0, 0.0, 0.0, ())


def clear_choice(candidates: Sequence[Candidate]) -> str | None:
    """The exercise that is meant beyond doubt; None where a person has to choose."""
    if not candidates:
        return None
    first = candidates[0]
    if first.of_name < CLEAR or first.of_words < CLEAR:
        return None
    if len(candidates) > 1 and first.fit - candidates[1].fit < APART:
        return None
    return first.id


def words_in(text: str, start: int = 0) -> list[Word]:
    """The words of a text with their places; a few that belong together count as one."""
    words: list[Word] = []
    for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)?", text):
        word = Word(found.group(), start + found.start(), start + found.end())
        last = words[-1] if words else None
        if last and (last.text.lower(), _singular(word.text.lower())) in PAIRS:
            words[-1] = Word(last.text + word.text, last.start, word.end)
        else:
            words.append(word)
    return words


@lru_cache(maxsize=50_000)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words that matter in a name: plain letters, one number, everyday words replaced."""
    plain = unicodedata.normalize("NFKD", text.lower())
    found: list[str] = []
    for raw in re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", "")):
        if raw in LITTLE:
            continue
        for token in WORDS.get(raw, (raw,)):
            single = _singular(token)
            found += [_singular(t) for t in WORDS.get(single, (single,))]
    return tuple(found)


def _called(exercise: Exercise) -> tuple[str, ...]:
    also = ALSO_CALLED.get(exercise.id, ())
    return (exercise.name, exercise.id, *exercise.aka, *also, *filter(None, [exercise.spoken]))


def _tokens_by_id(names: Iterable[_Name]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(name.id, set()).update(name.tokens)
    return found


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def _slips(a: str, b: str) -> int:
    """Letters added, lost, changed or swapped between two words; 9 where it is many."""
    if abs(len(a) - len(b)) > 2:
        return 9
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 9
    return row[-1]
