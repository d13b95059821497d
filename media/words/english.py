"""English: every phrase in words. A second language is one more file like this one.

Each entry of PHRASES turns the arguments of a key (see `workouts/cues.py`) into what is said
and shown in `script`. Numbers are written out: speech engines read "45s" as "forty-five z".
"""

import re
from collections.abc import Callable

from workouts.model import Measure, Side, Sided

CODE = "en"

# fmt: off
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# fmt: on

SIDES = {
    Side.LEFT: "left side",
    Side.RIGHT: "right side",
    Side.BOTH: "both sides",
    Side.ALTERNATING: "alternating sides",
}
NAMED_AFTER_SOMEBODY = ("Copenhagen", "Trendelenburg", "Nordic", "Bulgarian", "Pallof")

UNITS = {
    "s": "seconds",
    "sec": "seconds",
    "secs": "seconds",
    "min": "minutes",
    "mins": "minutes",
    "m": "metres",
    "cm": "centimetres",
    "kg": "kilograms",
    "°": "degrees",
    "%": "percent",
    "x": "times",
    "×": "times",
    "": "",
}


def number(value: float) -> str:
    """A number in words, to the half."""
    halves = round(value * 2)
    whole, half = halves // 2, halves % 2
    if half and not whole:
        return "half"
    return _whole(whole) + (" and a half" if half else "")


def _whole(value: int) -> str:
    if value >= 1000:
        rest = f" {_whole(value % 1000)}" if value % 1000 else ""
        return f"{_whole(value // 1000)} thousand{rest}"
    if value >= 100:
        rest = f" {_whole(value % 100)}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    if value >= 20:
        return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")
    return ONES[value]


def duration(seconds: float) -> str:
    if seconds >= 120 and seconds % 60 == 0:
        return f"{number(seconds / 60)} minutes"
    return "one second" if seconds == 1 else f"{number(seconds)} seconds"


def plain(text: str) -> str:
    """A sentence from a file, made safe to be read aloud: figures in words, signs spoken."""
    text = re.sub(r"(\d+(?:\.\d+)?)\s*[-–—]\s*(\d)", r"\1 to \2", text)
    text = re.sub(r"(\d+)\s*/\s*(\d+)", r"\1 of \2", text)
    text = re.sub(r"(\d)\s*[x×]\s*(\d)", r"\1 times \2", text)
    text = re.sub(r"(\d+(?:\.\d+)?)\s?(secs?|mins?|cm|kg|[sm°%x×])?(?![\w])", _spell, text)
    text = re.sub(r"[;:–—]\s*", ", ", text)
    text = re.sub(r"[\"“”*_#<>\[\](){}|\\/~^+=]", " ", text).replace("&", " and ")
    return _sentence(" ".join(text.split()).replace(" ,", ",").lstrip("-., "))


def _spell(found: "re.Match[str]") -> str:
    unit = UNITS[found[2] or ""]
    return f"{number(float(found[1]))} {unit}".rstrip() if float(found[1]) < 1e6 else found[0]


def _sentence(text: str) -> str:
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else text + "."


def _inside(name: str) -> str:
    """A name in the middle of a sentence."""
    return name if name.startswith(NAMED_AFTER_SOMEBODY) else name[:1].lower() + name[1:]


def _amount(repeats: int, amount: float, measure: str) -> str:
    match Measure(measure):
        case Measure.HOLD if repeats > 1:
            return f"{number(repeats)} times {duration(amount)}"
        case Measure.HOLD:
            return duration(amount)
        case Measure.STEPS:
            return "out and back" if amount == 1 else f"{number(amount)} times out and back"
    return number(amount)


def _each(side: str) -> str:
    return " each side" if side != Side.BOTH else ""


def ready(name: str, side: str, repeats: int, amount: float, measure: str) -> str:
    said = _amount(repeats, amount, measure)
    if measure != Measure.HOLD and measure != Measure.STEPS:
        said += _each(side) or (" time" if amount == 1 else " times")
    first = f", {SIDES[Side(side)]} first" if side in (Side.LEFT, Side.RIGHT) else ""
    return f"{_sentence(plain(name).rstrip('.') + first)} {_sentence(said)}"


def coming(name: str, repeats: int, amount: float, measure: str, sided: str) -> str:
    said = _amount(repeats, amount, measure)
    if measure == Measure.STEPS:
        pass
    elif sided == Sided.BOTH:
        said += "" if measure == Measure.HOLD else " time" if amount == 1 else " times"
    elif not (measure == Measure.HOLD and sided == Sided.ALTERNATING):
        said += " each side"
    return f"Next: {_inside(plain(name).rstrip('.'))}, {said}."


PHRASES: dict[str, Callable[..., str]] = {
    "ready": ready,
    "name_side": lambda name, side: f"{plain(name).rstrip('.')}, {SIDES[Side(side)]}.",
    "name": plain,
    "side": lambda side: _sentence(SIDES[Side(side)]),
    "purpose": plain,
    "form": plain,
    "side_word": lambda side: _sentence(SIDES[Side(side)].split()[0]),
    "switch_to": lambda side: f"Switch to the {SIDES[Side(side)].split()[0]}.",
    "switch": lambda side: f"Switch. {_sentence(SIDES[Side(side)])}",
    "rest": lambda seconds: f"Rest {number(seconds)}.",
    "next": coming,
    "next_name": lambda name: f"Next: {_inside(plain(name).rstrip('.'))}.",
    "set_of": lambda this, of: f"{number(this).capitalize()} of {number(of)}.",
    "last_one": lambda: "Last one.",
    "round_of": lambda this, of: f"Round {number(this)} of {number(of)}.",
    "last_round": lambda: "Last round.",
    "number": lambda value: f"{number(value).capitalize()}.",
    "last_two": lambda: "Last two.",
    "seconds_left": lambda seconds: f"{duration(seconds).capitalize()}.",
    "well_done": lambda: "Well done.",
    "go_run": lambda: "Go run.",
    "paused": lambda: "Paused.",
    "resuming": lambda: "Resuming.",
}
