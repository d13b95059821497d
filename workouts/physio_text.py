"""A physio's words as a workout to confirm: what each line was taken for, letter by letter.

Nothing is guessed silently. A stretch of text that was not understood, or that cannot be followed,
is marked; a name that may mean several exercises is left to the person; a reading that was taken
where another was possible is named in the notes of its line.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workouts.checks import MAX_ITEMS, MAX_ROUNDS
from workouts.library import Library
from workouts.model import Equipment, Exercise, Item, Kind, Measure, Workout
from workouts.name_match import Candidate, Names, Word, clear_choice, words_in
from workouts.physio_dose import LONGEST_PAUSE_S, Fitted, Note, Why, fit
from workouts.physio_words import (
    LIST,
    MAX_LINE,
    NAME_NUMBERS,
    TITLE_WORDS,
    Field,
    Found,
    Mark,
    plain,
    read_numbers,
)
from workouts.timeline import compile_workout, single_exercise

MAX_LINES = 200
LEFT_OUT = ""  # the choice of a person who does not want a line
MOST_WORDS = 40  # of a line are compared with names; no exercise needs so many
SHOWN = 6  # candidates worth offering
NAMED = 0.8  # a clause that fits a name so well names an exercise
LIKELY = 0.55  # a line without an amount is an exercise only with a name that fits so well
AGAINST = 0.1  # what an amount that does not suit an exercise takes from its fit
DEFAULT_REST_S = 15.0
NOT_UNDERSTOOD = frozenset({Mark.UNKNOWN, Mark.UNUSED})


class LineKind(StrEnum):
    ITEM = "item"  # an exercise, known or still to be chosen
    MORE = "more"  # the amounts of the exercise in the line before
    WHOLE = "whole"  # rounds, rests or days of the whole workout
    TITLE = "title"
    NOTE = "note"  # words with no exercise in them
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line, from letter `start` up to `end`, and what it was taken for."""

    start: int
    end: int
    mark: Mark
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # from 0
    text: str
    kind: LineKind
    spans: tuple[Span, ...]  # in order; together they hold every letter that is no space
    candidates: tuple[Candidate, ...] = ()  # exercises that may be meant, best first
    chosen: str | None = None  # the exercise, where it is clear or a person chose it
    left_out: bool = False
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a person still has to say which exercise is meant."""
        return self.kind is LineKind.ITEM and self.chosen is None and not self.left_out

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that were not understood or cannot be followed."""
        return tuple(
            self.text[span.start : span.end] for span in self.spans if span.mark in NOT_UNDERSTOOD
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    lines: tuple[Line, ...]
    title: str = ""
    when: str = ""
    rounds: int = 1
    rest_s: float | None = None  # between exercises, where the text says it
    round_rest_s: float | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for line in self.lines for item in line.items)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_open)

    @property
    def has_marks(self) -> bool:
        return any(line.marked for line in self.lines if not line.left_out)


def parse_physio_text(
    text: str,
    library: Library,
    choices: Mapping[str, str] | None = None,
    names: Names | None = None,
) -> Parsed:
    """What each line says. `choices` are a person's: the words of a line, and the exercise meant.

    A choice of LEFT_OUT leaves the line out. `names` are those of the library, where somebody
    keeps them. Never raises, whatever the text.
    """
    names = names or Names(library.exercises.values())
    chosen = choices or {}
    readings = [_Reading(number, line) for number, line in enumerate(_lines(text))]
    for reading in readings:
        reading.read(names, _known(chosen.get(reading.text.strip()), library))
    _join(readings)
    whole = _Whole()
    lines, count = [], 0
    for reading in readings:
        line = reading.line(library, whole)
        if count + len(line.items) > MAX_ITEMS:
            line = replace(line, items=(), left_out=True)
        count += len(line.items)
        lines.append(line)
    return Parsed(
        tuple(lines),
        whole.title,
        "; ".join(dict.fromkeys(whole.when)),
        whole.rounds or 1,
        whole.rest_s,
        whole.round_rest_s,
    )


def to_workout(
    parsed: Parsed,
    library: Library,
    id_: str,
    title: str,
    *,
    rounds: int | None = None,
    rest_s: float | None = None,
    note: str = "",
) -> Workout:
    """The workout these lines make. Raises ValueError where no line has become an exercise."""
    items = parsed.items
    if not items:
        raise ValueError("no line has become an exercise")
    used = [library.exercises[item.exercise] for item in items]
    kinds = Counter(single_exercise(exercise).kind for exercise in used)
    said_rest = DEFAULT_REST_S if parsed.rest_s is None else parsed.rest_s
    return Workout(
        id=id_,
        title=title,
        kind=_kind(kinds),
        item=items,
        when=parsed.when,
        equipment=_equipment(used),
        rounds=parsed.rounds if rounds is None else rounds,
        rest_s=said_rest if rest_s is None else rest_s,
        round_rest_s=parsed.round_rest_s or 0.0,
        note=note,
    )


def total_seconds(workout: Workout, library: Library) -> float:
    return compile_workout(workout, library.exercises).total_s


def _lines(text: str) -> list[str]:
    lines = re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    return lines if len(lines) <= MAX_LINES else [*lines[:MAX_LINES], "\n".join(lines[MAX_LINES:])]


def _known(choice: str | None, library: Library) -> str | None:
    return choice if choice == LEFT_OUT or choice in library.exercises else None


def _kind(kinds: Counter[Kind]) -> Kind:
    """The kind of most of the exercises; what is strong counts before what is not."""
    return max(kinds, key=lambda kind: (kinds[kind], kind is Kind.STRENGTH))


def _equipment(used: Iterable[Exercise]) -> tuple[Equipment, ...]:
    all_of_them = dict.fromkeys(thing for exercise in used for thing in exercise.equipment)
    all_of_them.pop(Equipment.NONE, None)
    return tuple(all_of_them) or (Equipment.NONE,)


@dataclass(slots=True)
class _Whole:
    """What is said about the workout as a whole, gathered line by line."""

    title: str = ""
    when: list[str] = field(default_factory=list)
    rounds: int | None = None
    rest_s: float | None = None
    round_rest_s: float | None = None


_NOT_AN_AMOUNT = {
    *(Field.WHEN, Field.ROUNDS, Field.ROUND_REST, Field.REST, Field.REST_BETWEEN),
    *(Field.REST_REPS, Field.REST_AFTER, Field.CHANGE, Field.EACH, Field.ALTERNATING, Field.TOTAL),
    *(Field.ONE_SIDE, Field.BARE_SIDE),
}
_NEGATION = re.compile(r"\b(?:no|not|without|don't|dont|do not|avoid|never|stop|w/o)\s+[^\W\d]+")
LINKS = frozenset({"from", "by", "into", "onto", "off", "as"})  # little words inside a name
HOLDS = frozenset(("hold", "holds", "holding"))  # how something is done, as often as its name
_CLAUSE_END = re.compile(r"[,;:()\[\].]|\s-+\s")
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a an the of with for and to at in on do then your my exercise exercises perform please "
        "about approx approximately is are be it this w",
    )
)
_SIGNS = frozenset(",.;:-()[]&+/'\"|=@*~!_–—•·")


class _Reading:
    """One line while it is being understood."""

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        self.kind = LineKind.BLANK
        self.said: list[Found] = []
        self.more: list[Found] = []  # said about its exercise in the line after
        self.candidates: tuple[Candidate, ...] = ()
        self.choice: str | None = None
        self.next: _Reading | None = None  # the line with more about this one's exercise
        self.is_joined = False  # a line of amounts that belongs to the exercise before it
        self.is_hold = False  # its exercise is held, so the word hold says nothing new
        self.begin = 0
        self.too_long = len(text) > MAX_LINE or number >= MAX_LINES
        self.unused: dict[tuple[int, int], Why] = {}
        self._plain = plain(text[:MAX_LINE])
        self._words: list[Word] = []
        self._strange: list[tuple[int, int]] = []

    def read(self, names: Names, choice: str | None) -> None:
        """Numbers first, then the name in what is left, then what kind of line it is."""
        self.choice = choice
        if not self.text.strip():
            return
        if self.too_long:
            self.kind = LineKind.NOTE
            return
        if found := LIST.match(self._plain):
            self.begin = found.end()
        self.said, self._strange = read_numbers(self._plain, self.number, self.begin)
        self._words = self._free_words()
        usable = [w for w in self._words if self._may_name(w) and w.text not in HOLDS]
        usable = usable[:MOST_WORDS]
        hints = [word for word in self._words if word.text in HOLDS] + [
            word
            for found in self.said
            if found.mark is Mark.AMOUNT
            for word in words_in(self._plain[found.start : found.end], found.start)
            if word.text.isalpha()
        ]
        self.candidates = names.candidates(usable, hints)
        if clear_choice(self.candidates) is None:
            self._try_clauses(names, usable)
        self.kind = self._find_kind(names)

    def _try_clauses(self, names: Names, usable: Sequence[Word]) -> None:
        """A name that is clear in its own clause, where no other clause names an exercise."""
        clauses: list[list[Word]] = []
        for word in usable:
            before = clauses[-1][-1].end if clauses else 0
            if not clauses or _CLAUSE_END.search(self._without_numbers()[before : word.start]):
                clauses.append([])
            clauses[-1].append(word)
        found = [names.candidates(clause) for clause in clauses]
        named = [some for some in found if some and some[0].fit >= NAMED]
        if len(named) == 1 and clear_choice(named[0]):
            ids = {candidate.id for candidate in named[0]}
            self.candidates = named[0] + tuple(c for c in self.candidates if c.id not in ids)

    def _without_numbers(self) -> str:
        text = self._plain
        for found in self.said:
            text = text[: found.start] + ";" * (found.end - found.start) + text[found.end :]
        return text

    def _may_name(self, word: Word) -> bool:
        """Whether a word is worth comparing with names: no little word, stray number or "no"."""
        if word.text in _FILLERS or word.text == "x" or self._is_negated(word):
            return False
        if not word.text.isdigit():
            return True
        inside = [found.span() for found in NAME_NUMBERS.finditer(self._plain)]
        return any(start <= word.start and word.end <= end for start, end in inside)

    def _free_words(self) -> list[Word]:
        """The words that belong to no number."""
        taken = [(found.start, found.end) for found in self.said] + self._strange
        return [
            word
            for word in words_in(self._plain[self.begin :], self.begin)
            if not any(start < word.end and word.start < end for start, end in taken)
        ]

    def _is_negated(self, word: Word) -> bool:
        return any(
            found.start() <= word.start and word.end <= found.end()
            for found in _NEGATION.finditer(self._plain)
        )

    def _find_kind(self, names: Names) -> LineKind:
        fields = {found.field for found in self.said}
        has_amount = bool(fields - _NOT_AN_AMOUNT)
        content = [w for w in self._words if w.text not in _FILLERS]
        known = [word for word in content if names.knows(word.text)]
        if self.choice is not None:
            return LineKind.ITEM
        if self._is_title(content, known, has_amount):
            return LineKind.TITLE
        sure = clear_choice(self.candidates) is not None
        likely = bool(self.candidates) and self.candidates[0].fit >= LIKELY
        if sure or (likely and len(known) * 2 > len(content)) or (has_amount and content):
            return LineKind.ITEM
        if has_amount:
            return LineKind.MORE
        if self.said and not known:
            return LineKind.WHOLE
        return LineKind.NOTE

    def _is_title(self, content: Sequence[Word], known: Sequence[Word], has_amount: bool) -> bool:
        if not content or has_amount or clear_choice(self.candidates):
            return False
        ends = self._plain.rstrip().endswith(":")
        named = bool(TITLE_WORDS.search(self._plain)) and self.number < 3
        return (ends and not known) or named

    def line(self, library: Library, whole: _Whole) -> Line:
        """The line as it is understood; what it says of the whole workout goes there."""
        items: tuple[Item, ...] = ()
        notes: tuple[Note, ...] = ()
        chosen = None
        candidates = self._ranked(library) if self.kind is LineKind.ITEM else ()
        left_out = self.choice == LEFT_OUT
        if self.kind is LineKind.ITEM and not left_out:
            chosen = self.choice or clear_choice(candidates)
            if chosen:
                exercise = library.exercises[chosen]
                self.is_hold = exercise.measure is Measure.HOLD
                fitted = fit(exercise, [*self.said, *self.more])
                items, notes = fitted.items, fitted.notes
                self._note_unused(fitted)
            self._tell_when(whole)
        elif self.kind in (LineKind.WHOLE, LineKind.TITLE):
            self._tell(whole)
        return Line(
            self.number,
            self.text,
            self.kind,
            self._spans(chosen, candidates),
            candidates[:SHOWN],
            chosen,
            left_out,
            items,
            notes,
        )

    def _note_unused(self, fitted: Fitted) -> None:
        for found, why in fitted.unused:
            if found.line == self.number:
                self.unused[found.start, found.end] = why
            elif self.next:
                self.next.unused[found.start, found.end] = why

    def _ranked(self, library: Library) -> tuple[Candidate, ...]:
        """The candidates once more, now with what the amounts speak for or against."""
        fields = {found.field for found in (*self.said, *self.more)}
        seconds = next((f.value for f in self.said if f.field is Field.SECONDS), 0.0)
        counted = bool(fields & {Field.REPS, Field.TIMES, Field.AMOUNT})
        ranked = []
        for candidate in self.candidates:
            match library.exercises[candidate.id].measure:
                case Measure.HOLD:
                    sets = Field.SETS in fields or {Field.TIMES, Field.AMOUNT} <= fields
                    short = sets and 0 < seconds <= LONGEST_PAUSE_S
                    speaks = fields & {Field.LAPS, Field.STEPS, Field.TEMPO}
                    against = bool(speaks) or (counted and (not seconds or short))
                case Measure.STEPS:
                    against = bool(seconds) or Field.REPS in fields
                case _:
                    against = bool(fields & {Field.LAPS, Field.STEPS})
                    against = against or bool(seconds and not counted)
                    against = against or seconds > LONGEST_PAUSE_S
            less = AGAINST if against else 0.0
            ranked.append(replace(candidate, fit=candidate.fit - less))
        return tuple(sorted(ranked, key=lambda candidate: (-candidate.fit, candidate.id)))

    def _tell_when(self, whole: _Whole) -> None:
        whole.when += [self._original(f) for f in self.said if f.field is Field.WHEN]

    def _original(self, found: Found) -> str:
        return self.text[found.start : found.end].strip()

    def _tell(self, whole: _Whole) -> None:
        """Rounds, rests and days of the whole workout; what is too much of it is marked."""
        self._tell_when(whole)
        for found in self.said:
            value = found.value
            place = (found.start, found.end)
            match found.field:
                case Field.ROUNDS if 1 <= value <= MAX_ROUNDS and value == int(value):
                    if whole.rounds is not None:
                        self.unused[place] = Why.SAID_TWICE
                    else:
                        whole.rounds = int(value)
                case Field.REST | Field.REST_BETWEEN | Field.REST_AFTER if value <= 3600:
                    whole.rest_s = value if whole.rest_s is None else whole.rest_s
                case Field.ROUND_REST if value <= 3600:
                    whole.round_rest_s = value
                case Field.WHEN:
                    pass
                case _:
                    self.unused[place] = Why.NO_EXERCISE
        if self.kind is LineKind.TITLE and not whole.title:
            whole.title = self._title()

    def _title(self) -> str:
        text = self.text[self.begin :]
        taken = [f for f in self.said if f.field is not Field.WHEN]
        if taken:
            text = self.text[self.begin : min(found.start for found in taken)]
        return " ".join(text.split()).strip(" :-–—,")[:80]

    def _spans(self, chosen: str | None, candidates: Sequence[Candidate]) -> tuple[Span, ...]:
        marks: list[tuple[Mark, Why | None] | None] = [None] * len(self.text)

        def put(start: int, end: int, mark: Mark, why: Why | None = None) -> None:
            for place in range(start, min(end, len(marks))):
                marks[place] = (mark, why)

        if not self.too_long:
            self._mark_words(put, chosen, candidates)
            put(0, self.begin, Mark.LIST)
            for found in self.said:
                why = self.unused.get((found.start, found.end))
                alone = self.kind in (LineKind.NOTE,) and found.field is not Field.WHEN
                if self.kind is LineKind.MORE and not self.is_joined:
                    why = why or Why.NO_EXERCISE
                put(found.start, found.end, Mark.UNUSED if why or alone else found.mark, why)
        for place, letter in enumerate(self.text):
            if letter.isspace():
                marks[place] = None
            elif marks[place] is None:
                filler = letter in _SIGNS and not self.too_long
                marks[place] = (Mark.FILLER if filler else Mark.UNKNOWN, None)
        return _runs(self.text, marks)

    def _mark_words(
        self, put: Callable[..., None], chosen: str | None, candidates: Sequence[Candidate]
    ) -> None:
        if self.kind is LineKind.TITLE:
            for start, end in [*((w.start, w.end) for w in self._words), *self._strange]:
                put(start, end, Mark.TITLE)
            return
        for word in self._words:
            if word.text in _FILLERS or (self.is_hold and word.text in HOLDS):
                put(word.start, word.end, Mark.FILLER)
        meant = next((c for c in candidates if c.id == chosen), None)
        speaks = set(meant.said) if meant else set()
        for number, word in enumerate(self._words):
            near = self._words[max(0, number - 1) : number + 2]
            if word in speaks:
                put(word.start, word.end, Mark.EXERCISE)
            elif word.text in LINKS and any(other in speaks for other in near):
                put(word.start, word.end, Mark.FILLER)


def _runs(text: str, marks: Sequence[tuple[Mark, Why | None] | None]) -> tuple[Span, ...]:
    """Neighbouring letters with one mark, spaces between them included, as one span."""
    spans: list[Span] = []
    for place, mark in enumerate(marks):
        if mark is None:
            continue
        last = spans[-1] if spans else None
        if last and (last.mark, last.why) == mark and not text[last.end : place].strip():
            spans[-1] = replace(last, end=place + 1)
        else:
            spans.append(Span(place, place + 1, *mark))
    return tuple(_whole_phrases(spans))


def _whole_phrases(spans: Sequence[Span]) -> Iterator[Span]:
    """Little words and commas amid words not understood are not understood either."""
    kept: Span | None = None
    for number, span in enumerate(spans):
        following = spans[number + 1].mark if number + 1 < len(spans) else None
        between = span.mark is Mark.FILLER and following is Mark.UNKNOWN
        if kept and (span.mark is Mark.UNKNOWN or between):
            kept = replace(kept, end=span.end)
            continue
        if kept:
            yield kept
        kept = span if span.mark is Mark.UNKNOWN else None
        if kept is None:
            yield span
    if kept:
        yield kept


def _join(readings: Sequence[_Reading]) -> None:
    """A line of amounts alone belongs to the exercise named in the line before it."""
    before: _Reading | None = None
    for reading in readings:
        if reading.kind is LineKind.MORE and before is not None:
            before.more = reading.said
            before.next = reading
            reading.is_joined = True
            before = None
        elif reading.kind is not LineKind.BLANK:
            has_amount = any(f.field not in _NOT_AN_AMOUNT for f in reading.said)
            named = reading.kind is LineKind.ITEM and not has_amount
            before = reading if named else None
