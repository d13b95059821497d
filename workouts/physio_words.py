"""The numbers in a line a physio wrote: sets, reps, seconds, sides, rests, tempo, rounds.

A table of patterns, tried in order; each takes its stretch of the line, and no stretch is taken
twice. Knows no exercise: what the numbers mean for one is decided in `physio_dose`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_LINE = 500


class Mark(StrEnum):
    """What a stretch of a line was taken for."""

    EXERCISE = "exercise"
    AMOUNT = "amount"
    SIDES = "sides"
    REST = "rest"
    TEMPO = "tempo"
    ROUNDS = "rounds"
    WHEN = "when"  # how often: once a day, three times a week
    TITLE = "title"
    LIST = "list"  # the number or bullet before a line
    FILLER = "filler"  # commas and little words that carry nothing
    UNUSED = "unused"  # understood, but it cannot be followed; the reason is with it
    UNKNOWN = "unknown"


class Field(StrEnum):
    """What a number says. `times` and `amount` get their meaning from the exercise."""

    SETS = "sets"
    REPS = "reps"
    TIMES = "times"  # of something in seconds: 5 x 20 s
    AMOUNT = "amount"  # a number without a unit
    SECONDS = "seconds"
    LAPS = "laps"
    STEPS = "steps"
    ROUNDS = "rounds"
    REST = "rest"  # somewhere; see where it is applied
    REST_BETWEEN = "between"
    REST_REPS = "rest_reps"  # between the reps or holds of a set
    REST_AFTER = "after"
    ROUND_REST = "round_rest"
    CHANGE = "change"  # between the sides
    TEMPO = "tempo"
    UP = "up"
    PAUSE = "pause"
    DOWN = "down"
    EACH = "each"  # each side
    ALTERNATING = "alternating"
    TOTAL = "total"  # the reps are those of both sides together
    ONE_SIDE = "one_side"
    BARE_SIDE = "bare_side"  # "left" or "right" with nothing else said of it
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class Found:
    """Something said, and where: `line` counts from 0, `start` and `end` are letters of it."""

    field: Field
    text: str
    value: float
    line: int
    start: int
    end: int
    mark: Mark
    lowest: bool = False  # of a range, the lower end
    no_unit: bool = False  # seconds were meant, it seems, but not written
    held: bool = False  # the word hold stands with it


NUMBERS = {
    word: number
    for number, words in {
        1: "one", 2: "two|couple of|a couple of|pair of", 3: "three", 4: "four", 5: "five",
        6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve",
        13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 18: "eighteen",
        20: "twenty", 25: "twenty five|twenty-five", 30: "thirty", 40: "forty",
        45: "forty five|forty-five", 50: "fifty", 60: "sixty", 90: "ninety",
    }.items()
    for word in words.split("|")
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_ONE = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|\b(?:{_WORDS})\b)"
# A number, or a range of two: 10, ten, 8-10, 8 to 10. An x may stand right before it: 3x10.
N = rf"(?<![^\Wx])(?<![.,/])(?<!\d[-:]){_ONE}(?:\s?(?:-|to|or)\s?{_ONE})?"
SEC = r"(?:seconds?|secs?|s|''|\")(?![\w])"
MIN = r"(?:minutes?|mins?|')(?![\w'])"
END = r"(?![\w%/°:]|[.,-]\d)"  # a number ends here and is not part of another
T = (
    rf"(?:(?<![\w.,:])\d{{1,2}}:[0-5]\d(?![\d:])(?:\s?{MIN})?"
    rf"|(?<!\w)half a minute\b|(?<![\w./])(?:½|1/2)\s?(?:a )?{MIN}"
    rf"|(?<!\w)(?:a|one) minute\b(?:\s?and a half)?"
    rf"|{N}\s?(?:and a half\s)?-?{MIN}(?:\s?(?:and\s)?{N}\s?{SEC})?|{N}\s?-?{SEC})"
)
X = r"\s?(?:x|\*|by|@|times)\s?"
SETS = r"(?:sets?|series|lots?)\b"
REPS = r"(?:reps?|repetitions?|repeats?)\b"
HELD = r"(?:(?P<held>\bhold(?:ing|s)?(?: each| it)?(?: one)?(?: for)?(?: up to)?:?)\s?)?"
HELD_AFTER = r"(?P<held2> (?:each )?holds?\b(?: at (?:the )?(?:top|end))?)?"
UNIT_NEXT = rf"(?!\s?(?:-\s?)?(?:{SETS}|{REPS}|{SEC}|{MIN}|laps?\b|lengths?\b|steps?\b|paces?\b))"
_SIDE = r"(?:sides?|legs?|foot|feet|directions?|ways?)\b"
_WHERE = (
    r"(?:(?:in[ -]?)?between|btwn|b/w|after|before)(?:\s(?:each|every|the|all))?"
    r"(?:\s(?:sets?|reps?|repetitions|sides?|legs?|holds?|exercises?|rounds?|circuits?|them|one"
    r"|laps?))?\b"
)
_TAKEN, _OTHER = "\x00", "\x01"  # stand for each letter taken, and for each of a strange number
_RESTS = r"(?:rest(?:ing|s)?|breaks?|recover(?:y)?|pause|ri)\b"
_PART = r"\d{1,2}(?:\.\d)?"
_MOVE = r"\d(?:\.\d)?"
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"

LIST = re.compile(
    r"\s*(?:[-*+•·●○▪◦‣–—]+(?=\s|[^\W\d])\s*|\(?\d{1,2}[a-h]?[.):](?!\d)\s*|\d{1,2}\s?-\s(?=\D)"
    r"|#\d{1,2}\b[.):]?\s*|\(?[a-h]\d?[.)]\s+|\[[ x]?\]\s*)+"
)
TITLE_WORDS = re.compile(
    r"\b(?:program(?:me)?|exercises|workout|routine|home|plan|rehab|list|week|phase|day|for)\b"
)
# Names of exercises with numbers in them: their numbers are no amounts.
NAME_NUMBERS = re.compile(
    r"\b(?:(?:one|1|single)[- ]?leg(?:ged|s)?|four[- ]?points?|all fours|figure[- ](?:four|4|of 4)"
    r"|90[/-]90|three[- ]point|matrix \d|hip flow \d|copenhagen (?:level|lvl) ?[a-z0-9]"
    r"|(?:on|off)? ?one (?:leg|foot)|(?:on )?1 (?:leg|foot))\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MARCH_OR_MAY = r"(?:march|may)(?=\s*(?:$|[,.:;)]|\d{4}))"  # words with another meaning too
# Numbers that are something else altogether: loads, distances, scores, dates.
STRANGE = re.compile(
    rf"(?<![\w.])(?:{_ONE}\s?(?:-\s?\d+\s?)?(?:kgs?|kilos?|lbs?|pounds?|m|metres?|meters?|km|cm|mm"
    r"|inch(?:es)?|%|percent|degrees?|deg|°|weeks?|wks?|months?|hours?|hrs?|h|rpm|bpm|rir|rpe)"
    rf"(?!\w)|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of )?(?:{_MONTH}|{_MARCH_OR_MAY})(?!\w)"
    rf"(?:\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?!\s?[x×\w])"
    r"|\d+\s?/\s?10\b|\d+ out of \d+|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?![\d])"
    r"|(?:week|day|level|phase|stage|pain|rpe|page|grade|step|l|version|no\.?|number)\s?"
    r"(?:of |< ?|> ?|up to )?\d+(?:\s?[-/]\s?\d+)?(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose named groups are fields; all it takes gets the mark."""

    mark: Mark
    pattern: re.Pattern[str]


def _rule(mark: Mark, pattern: str) -> Rule:
    return Rule(mark, re.compile(pattern.replace(" ", r"\ ")))


RULES = (
    # How often, before the numbers in it are taken for sets.
    *(
        _rule(Mark.WHEN, rf"(?<!\w)(?P<when>{pattern})(?!\w)")
        for pattern in (
            rf"{N}\s?(?:x|times?|days?|sessions?)?\s?(?:a|per|/|each|every)\s?(?:days?|weeks?|wk|d)",
            rf"{N}\s?(?:x|times)\s?(?:daily|weekly)",
            r"(?:once|twice)(?: or (?:once|twice))?\s?(?:a|per|/|each|every)?\s?"
            r"(?:daily|weekly|days?|weeks?)?",
            r"daily|weekly|every(?: other| second| single)? (?:days?|mornings?|evenings?)",
            r"(?:each|in the) (?:day|morning|evening)",
            r"before (?:bed|each run|every run|runs|running)",
            rf"(?:on )?{_DAYS}(?:\s?(?:,|/|and|&|\+|-)\s?{_DAYS})*",
        )
    ),
    # So many with one leg and as many with the other: 2 x 8/8. Not a score of 10.
    _rule(
        Mark.AMOUNT,
        rf"(?P<sets>{N}){X}(?P<reps>\d{{1,3}})(?P<each>\s?/\s?(?P=reps))(?![\d/])",
    ),
    # Tempo: three numbers, or what up, pause and down take.
    *(
        _rule(
            Mark.TEMPO,
            rf"(?:\bwith )?(?:\ba )?(?:\b(?:slow(?:ly)?|controlled|at)\s)?{named}"
            rf"(?<![\d/.-])(?P<tempo>{moves}\s?[-/]\s?{_PART}\s?[-/]\s?{moves})"
            rf"(?![\d/.-])(?:\s?{SEC})?(?:\stempo\b)?",
        )
        # Without the word, 12-10-8 is reps that get fewer: nobody lifts for twelve seconds.
        for named, moves in ((r"\btempo\s?(?:of)?\s?:?\s?", _PART), ("", _MOVE))
    ),
    _rule(
        Mark.TEMPO,
        rf"(?P<up>{T}|{N})\s?(?:up|lift(?:ing)?|rais(?:e|ing)|concentric)\b"
        rf"(?:\s?[,/+-]?\s?(?:hold\s)?(?P<pause>{T}|{N})(?:\s?(?:holds?|pause|at the top))?)?"
        rf"\s?(?:[,/+-]|and|then)?\s?(?P<down>{T}|{N})\s?(?:down|lower(?:ing)?|eccentric)\b",
    ),
    _rule(
        Mark.TEMPO,
        r"\b(?:slow(?:ly)?\s)?(?:lower(?:ing)?|down)(?: slowly)?(?: over| for| in)?\s"
        rf"(?P<down>{T})",
    ),
    _rule(
        Mark.TEMPO,
        rf"(?:\bslow(?:ly)?\s)?(?P<down>{T})\s?(?:slow\s)?(?:down|lower(?:ing)?|eccentric)\b",
    ),
    _rule(Mark.TEMPO, rf"(?P<up>{T})\s?(?:up|lift(?:ing)?|concentric)\b"),
    _rule(Mark.TEMPO, rf"(?P<pause>{T})\s?pause(?: at (?:the )?top)?\b"),
    _rule(Mark.TEMPO, rf"\b(?:pause|squeeze|hold)(?: for)?\s(?P<pause>{T}) at (?:the )?top\b"),
    # Rests.
    _rule(Mark.REST, rf"\bno {_RESTS}(?P<rest_none>)(?:\s(?P<where>{_WHERE}))?"),
    _rule(
        Mark.REST,
        rf"\b(?:with )?{_RESTS}(?:\s(?:periods?|time))?\s(?P<where>{_WHERE})"
        rf"\s?(?:of|for|is|:|=|-)?\s?(?P<rest>{T}|{N}{END})",
    ),
    _rule(
        Mark.REST,
        rf"\b(?:with )?{_RESTS}(?:\s(?:periods?|time))?\s?(?:of|for|is|about|approx|:|=|~|-)*\s?"
        rf"(?P<rest>{T}|{N}{END})(?:\s(?P<where>{_WHERE}))?",
    ),
    _rule(
        Mark.REST,
        rf"\b(?:with )?(?P<rest>{T}|{N})\s?(?:of\s)?-?{_RESTS}(?:\s(?P<where>{_WHERE}))?",
    ),
    _rule(Mark.REST, rf"(?:\bwith )?(?P<rest>{T})\s(?P<where>{_WHERE})"),
    # Rounds of everything.
    _rule(
        Mark.ROUNDS,
        r"(?:\b(?:do|x|repeat|complete|perform)\s?)?"
        r"(?:\b(?:all|everything|the whole (?:lot|thing))\s)?"
        rf"(?:x\s?)?(?P<rounds>{N})\s?x?\s?(?:rounds?|rds?|circuits?|times through|x through"
        r"|rounds through)\b(?: through| in total| total| of)*",
    ),
    _rule(
        Mark.ROUNDS,
        r"\b(?:repeat|circuit|rounds?)\s?(?:the )?"
        r"(?:(?:all|everything|circuits?|whole thing|this|these|x|:|=)\s?)*"
        rf"\s?(?P<rounds>{N})(?:\s?(?:x|times|rounds?)\b)?{END}",
    ),
    # Sides.
    _rule(
        Mark.AMOUNT,
        rf"(?P<steps>{N})\s?(?:steps?|paces?)\b(?:\s?(?:in )?(?:each|every|per|both|either)\s"
        r"(?:way|direction|side)s?\b|\s(?:out|forwards?|each|to each side)\b"
        r"(?:\s(?:and|\+|&)\s(?:back(?:wards?)?)\b)?)*",
    ),
    _rule(Mark.SIDES, r"\b(?P<alternating>alternat(?:e|ing)(?:\s(?:sides?|legs?|feet))?)\b"),
    _rule(
        Mark.SIDES,
        r"(?:\b(?:on|for|with|to|in)\s)?"
        r"(?P<each>(?:\b(?:each|per|every|both|either|ea\.?)\s?(?:of the )?|/\s?|\be/)"
        rf"(?:{_SIDE}|s\b)|\b(?:b/l|e/?s|bilat(?:eral(?:ly)?)?)\b"
        rf"|\bl(?:eft)?\s?(?:and|&|\+|/|,)\s?r(?:ight)?\b(?:\s{_SIDE})?"
        rf"|\br(?:ight)?\s?(?:and|&|\+|/)\s?l(?:eft)?\b(?:\s{_SIDE})?"
        r"|\bthen (?:swap|switch|change)(?: sides?| legs?)?\b"
        r"|\b(?:swap|switch|change) (?:sides?|legs?)\b)",
    ),
    _rule(
        Mark.SIDES,
        r"(?P<one_side>\b(?:(?:on|with|for)\s)?(?:the |your )?(?:only )?(?:left|right|[lr]"
        rf"|affected|injured|bad|weak(?:er)?|sore|painful|operated|good)(?:\s{_SIDE})?\sonly\b"
        r"|\bonly (?:on )?(?:the |your )?(?:left|right|affected|injured|bad|weak(?:er)?|sore)"
        rf"(?:\s{_SIDE})?|\b(?:on|with|for)\s(?:the |your )?(?:left|right|affected|injured|bad"
        rf"|weak(?:er)?|sore|painful|operated|good)\s{_SIDE})",
    ),
    _rule(
        Mark.SIDES,
        rf"(?P<bare_side>\b(?:(?:left|right)(?:\s{_SIDE})?|[lr]\s{_SIDE})(?=\s?(?:$|[,;.:)]|x?\d))"
        r"|\([lr]\))",
    ),
    # Amounts, from the fullest to a number alone.
    _rule(
        Mark.AMOUNT,
        rf"(?P<sets>{N}){X}(?P<reps>{N})\s?(?:{REPS})?{X}{HELD}(?P<seconds>{T}){HELD_AFTER}",
    ),
    _rule(
        Mark.AMOUNT,
        rf"(?P<sets>{N})\s?{SETS}\s?(?:of|x|,|:|-|@)?\s?{HELD}(?P<seconds>{T}){HELD_AFTER}",
    ),
    _rule(Mark.AMOUNT, rf"(?P<sets>{N})\s?{SETS}\s?(?:of|x|,|:|-|@)?\s?(?P<reps>{N})\s?-?{REPS}"),
    _rule(
        Mark.AMOUNT,
        rf"(?P<sets>{N})\s?{SETS}\s?(?:of|x|,|:|-|@)?\s?(?P<amount>{N}){END}{UNIT_NEXT}(?!{X}\d)",
    ),
    _rule(Mark.AMOUNT, rf"{HELD}(?P<seconds>{T}){HELD_AFTER}{X}(?P<sets>{N})\s?{SETS}"),
    _rule(
        Mark.AMOUNT,
        rf"{HELD}(?P<seconds>{T}){HELD_AFTER}{X}(?P<times>{N}){END}(?:\s?(?:{REPS}|times\b))?",
    ),
    _rule(Mark.AMOUNT, rf"(?P<times>{N})\s?(?:{REPS})?{X}{HELD}(?P<seconds>{T}){HELD_AFTER}"),
    _rule(Mark.AMOUNT, rf"(?P<reps>{N})\s?-?{REPS}{X}(?P<sets>{N}){END}(?:\s?{SETS})?"),
    _rule(Mark.AMOUNT, rf"(?P<sets>{N}){X}(?P<reps>{N})\s?-?{REPS}"),
    _rule(Mark.AMOUNT, rf"(?P<sets>{N}){X}(?=(?:to |until )?(?:amrap|max|failure|fatigue)\b)"),
    _rule(Mark.AMOUNT, rf"(?P<amount>{N}){X}(?P<sets>{N})\s?{SETS}"),
    _rule(Mark.AMOUNT, rf"(?P<times>{N}){X}{HELD}(?P<amount>{N}){END}{UNIT_NEXT}"),
    _rule(Mark.AMOUNT, rf"\b{SETS}\s?[:=]\s?(?P<sets>{N}){END}"),
    _rule(Mark.AMOUNT, rf"\b{REPS}\s?[:=]\s?(?P<reps>{N}){END}"),
    _rule(Mark.AMOUNT, rf"(?:(?<!\w)x\s?)?(?P<sets>{N})\s?x?\s?{SETS}"),
    _rule(
        Mark.AMOUNT,
        rf"(?:(?<!\w)x\s?)?(?P<reps>{N})\s?-?{REPS}(?:\s(?P<total>(?:in )?total|altogether)\b)?",
    ),
    _rule(Mark.AMOUNT, rf"(?P<laps>{N})\s?x?\s?(?:laps?|lengths?|trips?)\b(?: of)?"),
    _rule(Mark.AMOUNT, rf"\b(?:laps?|lengths?)\s?(?:x|:|=)\s?(?P<laps>{N}){END}"),
    _rule(Mark.AMOUNT, rf"(?:(?<!\w)x\s?)?{HELD}(?P<seconds>{T}){HELD_AFTER}(?: each\b)?"),
    _rule(
        Mark.AMOUNT,
        rf"(?P<held>\bhold(?:ing|s)?(?: each| it)?(?: for)?:?)\s?(?P<seconds>{N}){END}",
    ),
    _rule(Mark.AMOUNT, rf"(?P<times>{N})\s?(?:times|x){END}(?!\s?{_OTHER})"),
    _rule(Mark.AMOUNT, rf"(?<!\w)x\s?(?P<times>{N}){END}"),
    _rule(
        Mark.AMOUNT,
        rf"(?P<amount>(?!one\b){N}){END}(?!\s?x\s?{_OTHER})"
        r"(?:\s(?P<total>(?:in )?total|altogether)\b)?",
    ),
    _rule(Mark.SIDES, r"\b(?P<each>each|ea)\b\.?"),
)  # fmt: skip

_REST_FIELDS = (
    (("round", "circuit"), Field.ROUND_REST),
    (("side", "leg"), Field.CHANGE),
    (("rep", "hold"), Field.REST_REPS),
    (("exercise", "after"), Field.REST_AFTER),
    (("",), Field.REST_BETWEEN),
)


_SIGNS = {
    **dict.fromkeys("\u00d7\u2715\u2a2f", "x"),  # signs of multiplication
    **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"),  # dashes
    **dict.fromkeys("\u2018\u2019\u2032", "'"),  # apostrophes and the sign for minutes
    **dict.fromkeys("\u201c\u201d\u2033", '"'),  # quotes and the sign for seconds
    **dict.fromkeys("\u00a0\u202f\t", " "),  # spaces
}


def plain(text: str) -> str:
    """The same text, letter for letter, in small letters and with everyday signs."""
    return "".join(
        _SIGNS.get(letter) or (letter.lower() if len(letter.lower()) == 1 else letter)
        for letter in text
    )


def read_numbers(
    text: str, line: int, start: int = 0
) -> tuple[list[Found], list[tuple[int, int]]]:
    """What is said in a plain text from `start` on, and numbers that are none of ours."""
    rest = " " * start + text[start:]
    strange: list[tuple[int, int]] = []
    rest = _hide(rest, (found.span() for found in NAME_NUMBERS.finditer(rest)))
    said: list[Found] = []
    for number, rule in enumerate(RULES):
        if number == _FIRST_AFTER_WHEN:
            strange = [found.span() for found in STRANGE.finditer(rest)]
            rest = _hide(rest, strange, _OTHER)
        matches = list(rule.pattern.finditer(rest))
        for match in matches:
            said += _said(match, rule.mark, line)
        rest = _hide(rest, (match.span() for match in matches))
    return said, strange


# Dates and loads are looked for after the two kinds of tempo in three numbers.
_FIRST_AFTER_WHEN = next(n for n, rule in enumerate(RULES) if rule.mark is Mark.TEMPO) + 2


def _hide(text: str, spans: Iterable[tuple[int, int]], cover: str = _TAKEN) -> str:
    for start, end in spans:
        text = text[:start] + cover * (end - start) + text[end:]
    return text


def _said(match: re.Match[str], mark: Mark, line: int) -> Iterator[Found]:
    groups = match.groupdict()
    held = any([groups.pop("held", None), groups.pop("held2", None)])
    where = groups.pop("where", None)
    start, end = match.span()
    start += len(match.group()) - len(match.group().lstrip())
    for name, text in groups.items():
        if text is None:
            continue
        field = _rest_field(where) if name in ("rest", "rest_none") else Field(name)
        if name == "each" and where:
            continue
        value = 0.0 if name in _WORDS_ONLY else number_of(text)
        yield Found(
            field,
            text,
            value,
            line,
            start,
            end,
            mark,
            lowest=name not in _WORDS_ONLY and _is_range(text),
            no_unit=name in _TIMES and not _has_unit(text),
            held=held,
        )


_WORDS_ONLY = {
    *("rest_none", "each", "alternating", "total", "one_side", "bare_side", "when", "tempo")
}
_TIMES = {"rest", "seconds", "up", "pause", "down"}


def _rest_field(where: str | None) -> Field:
    if where is None:
        return Field.REST
    return next(field for words, field in _REST_FIELDS if any(word in where for word in words))


def _has_unit(text: str) -> bool:
    return bool(re.search(rf"[:'\"]|\d\s?-?s|{SEC}|{MIN}|minute", text))


def _is_range(text: str) -> bool:
    return bool(re.search(rf"{_ONE}\s?(?:-|to|or)\s?{_ONE}", text))


def number_of(text: str) -> float:
    """The number a text says, in seconds where it has a unit of time; the lower of a range."""
    text = text.strip()
    if clock := re.match(r"(\d{1,2}):(\d\d)", text):
        return int(clock.group(1)) * 60 + int(clock.group(2))
    if "half a minute" in text or text.startswith(("½", "1/2")):
        return 30.0
    minutes = 0.0
    if found := re.match(rf"(?:an?|{N})\s?(?:and a half\s)?-?{MIN}(\s?and a half)?", text):
        minutes = _first_number(text) + (0.5 if "half" in found.group() else 0.0)
        text = text[found.end() :]
    return minutes * 60 + (_first_number(text) if re.search(_ONE, text) else 0.0)


def _first_number(text: str) -> float:
    found = re.search(_ONE, text)
    if not found:
        return 1.0
    said = found.group()
    return float(NUMBERS[said]) if said in NUMBERS else float(said.replace(",", "."))
