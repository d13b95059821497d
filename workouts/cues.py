"""What should be heard, and when: wishes for every step, and the budget that decides among them.

Keys and values only; `media/phrases.py` has the words. Phrase keys and their arguments:

- `ready` (exercise, side, repeats, amount, measure)   name, side and amount of what comes
- `name_side` (exercise, side) · `name` (exercise) · `side` (side)
- `purpose` (text) · `form` (text)       a sentence of the exercise's own file
- `side_word` (side) · `switch_to` (side)       the same in fewer words
- `switch` (side) · `rest` (seconds) · `next` (exercise, repeats, amount, measure, sided)
- `next_name` (exercise) · `set_of` (number, of) · `last_one` ()
- `round_of` (number, of) · `last_round` ()
- `number` (n) · `last_two` () · `seconds_left` (n) · `well_done` ()
- `go_run` ()                            the end of a warm-up
- `paused` () · `resuming` ()
`measure` is a `Measure` value; `side` a `Side` value; `amount` seconds of a hold, else reps (of
one leg) or laps.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from workouts.cue_kinds import CueKind as CueKind
from workouts.model import Kind, Measure, Side, Sided
from workouts.timeline import Step, StepKind, Timeline

COUNT_DOWN = 3  # tones before every start and every end
COUNT_BEAT_S = 0.09  # a number is heard "on" its second where its first vowel is
AFTER_END_S = 0.45  # a voice waits this long for the end tone to ring out
AFTER_START_S = 0.3  # the first number waits for the start tone
FORM_CUE_AT_S = 5.0
ANNOUNCED_S = 6.0  # before the last count down
MARGIN_S = 0.02


class Rank(IntEnum):
    """Who gives way to whom: the lower number stays. Order of `player.md`."""

    STOP = 1  # stop and switch
    START = 2
    COUNT = 3
    NAME = 4  # side and name, and the number of a rep
    HALFWAY = 5
    NEXT = 6
    PART = 7
    FORM = 8
    PURPOSE = 9
    PRAISE = 10


@dataclass(frozen=True, slots=True)
class Phrase:
    key: str
    args: tuple[str | int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A wish: `at` seconds into its step, `slack` how much later a voice may still start."""

    at: float
    kind: CueKind
    rank: Rank
    tone: str = ""
    phrases: tuple[Phrase, ...] = ()  # the same thing said at length, then shorter
    slack: float = 0.0
    spare_after: tuple[str, ...] = ()  # not needed where a phrase of these keys was said


@dataclass(frozen=True, slots=True)
class PlannedCue:
    """A wish granted (or dropped): when it starts, how long it sounds, what it says."""

    at: float
    seconds: float
    kind: CueKind
    rank: Rank
    tone: str = ""
    phrase: Phrase | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class CueStyle:
    """The athlete's wishes about what is said."""

    halfway: str = "voice"  # off, tone, voice
    ten_seconds: bool = True
    form: str = "each"  # off, first, each
    count_down: int = COUNT_DOWN
    praise: bool = True
    tempo_clicks: bool = True
    numbers: bool = True
    count_spoken: bool = False  # the end of a hold is counted down in words


LengthOf = Callable[[Phrase | str], float]  # seconds of a phrase, or of a tone by name


def step_cues(timeline: Timeline, index: int, style: CueStyle = CueStyle()) -> list[Cue]:
    """Everything one would like to hear during a step, its closing boundary included."""
    steps = timeline.steps
    step = steps[index]
    before = steps[index - 1] if index else None
    after = steps[index + 1] if index + 1 < len(steps) else None
    free_from = _rung_out(step, before)
    match step.kind:
        case StepKind.READY:
            cues = _ready(step, free_from)
        case StepKind.SWITCH:
            said = tuple(Phrase(key, (step.side,)) for key in ("switch", "switch_to", "side"))
            cues = [_voice(free_from, Rank.STOP, *said, slack=1.0)]
        case StepKind.BETWEEN:
            cues = _between(step, free_from)
        case StepKind.REST:
            cues = _rest(step, before, free_from)
        case StepKind.WORK:
            cues = _work(step, before, after, free_from, style)
            if after is None and not step.self_paced:
                cues += _last_words(timeline.kind, step.planned_s, style)
            return cues
    if after and after.kind is StepKind.WORK:
        cues += _count_in(step.planned_s, free_from, style)
        if step.planned_s >= free_from + MARGIN_S:
            cues.append(_tone(step.planned_s, Rank.START, "start"))
    return cues


def _rung_out(step: Step, before: Step | None) -> float:
    """When the tone on the boundary a step begins with has rung out."""
    if before and before.kind is StepKind.WORK:
        return AFTER_END_S
    return AFTER_START_S if step.kind is StepKind.WORK else 0.0


def fit(cues: list[Cue], length_of: LengthOf, step_s: float | None) -> list[PlannedCue]:
    """The budget of one step: nothing overlaps, the lesser gives way, a tone is never moved.

    Cues are placed from the most important to the least. A voice tries its longest wording
    first, at the moment wished for and then later within its slack; where no wording fits
    before what is already placed or the end of the step, it is dropped.
    """
    placed: list[PlannedCue] = []
    dropped: list[PlannedCue] = []
    for cue in sorted(cues, key=_precedence):
        if any(other.phrase and other.phrase.key in cue.spare_after for other in placed):
            continue
        if cue.kind is CueKind.VOICE:
            found = _place_voice(cue, placed, length_of, step_s)
        else:
            seconds = length_of(cue.tone)
            planned = PlannedCue(cue.at, seconds, cue.kind, cue.rank, cue.tone)
            found = planned if _free(planned.at, seconds, placed) else None
        if found:
            placed.append(found)
        else:
            dropped.append(_dropped(cue, length_of))
    return sorted([*placed, *dropped], key=lambda cue: (cue.at, cue.rank))


def _precedence(cue: Cue) -> tuple[bool, int, bool, float]:
    """Tones on a boundary come first, for they cannot move; then rank decides."""
    fixed = cue.kind is not CueKind.VOICE and cue.rank <= Rank.COUNT
    return (not fixed, cue.rank, cue.kind is CueKind.VOICE, cue.at)


def plan(
    timeline: Timeline, length_of: LengthOf, style: CueStyle = CueStyle()
) -> list[PlannedCue]:
    """Every cue of a whole timeline, `at` counted from its start."""
    return [
        replace(cue, at=round(step.at + cue.at, 3))
        for step in timeline.steps
        for cue in fit(step_cues(timeline, step.index, style), length_of, step.seconds)
    ]


def _ready(step: Step, free_from: float) -> list[Cue]:
    name, side = step.exercise.said, step.side
    wordings = [
        Phrase("ready", (name, side, step.sets, _amount(step), step.exercise.measure)),
        Phrase("name", (name,)),
    ]
    cues = []
    if side in (Side.LEFT, Side.RIGHT):
        wordings.insert(1, Phrase("name_side", (name, side)))
        if step.alone:  # there is no first and no each side
            del wordings[0]
        # Where the name alone fits before the count, the side is said between its tones.
        said = (Phrase("side", (side,)), Phrase("side_word", (side,)))
        alone = _voice(free_from, Rank.NAME, *said, slack=step.planned_s)
        cues.append(replace(alone, spare_after=("ready", "name_side")))
    cues.insert(0, _voice(free_from, Rank.NAME, *wordings, slack=2.0))
    if step.planned_s >= 10:
        purpose = Phrase("purpose", (step.exercise.purpose,))
        cues.append(_voice(free_from + 1, Rank.PURPOSE, purpose, slack=step.planned_s))
    return cues


def _between(step: Step, free_from: float) -> list[Cue]:
    number = Phrase("set_of", (step.set_no, step.sets))
    which = Phrase("last_one") if step.set_no == step.sets else number
    rest = Phrase("rest", (int(step.planned_s),))
    wait = 2.0 if step.planned_s > 5 else 0.0  # a short gap has room for one of them
    return [
        _voice(free_from, Rank.NEXT, rest, slack=1.0),
        _voice(free_from + wait, Rank.NAME, which, slack=step.planned_s),
    ]


def _rest(step: Step, before: Step | None, free_from: float) -> list[Cue]:
    exercise = step.exercise
    cues = [
        _voice(
            free_from,
            Rank.NEXT,
            Phrase(
                "next",
                (exercise.said, _repeats(step), _amount(step), exercise.measure, _sided(step)),
            ),
            Phrase("next_name", (exercise.said,)),
            slack=step.planned_s,
        )
    ]
    if before and before.round_no != step.round_no:
        last = step.round_no == step.rounds
        which = Phrase("last_round") if last else Phrase("round_of", (step.round_no, step.rounds))
        cues.append(_voice(free_from, Rank.HALFWAY, which, slack=2.0))
    return cues


def _work(
    step: Step, before: Step | None, after: Step | None, free_from: float, style: CueStyle
) -> list[Cue]:
    if step.self_paced:
        return []
    end = _tone(step.planned_s, Rank.STOP, "end" if after else "finish")
    cues = [end]
    if step.is_hold:
        cues += _hold(step, free_from, style)
    else:
        cues += _reps(step, free_from, style)
    if before is None:
        cues.append(_tone(0.0, Rank.START, "start"))
    if style.form == "each" or (style.form == "first" and step.set_no == 1):
        cues += _form(step)
    if after and after.kind is StepKind.READY and after.exercise.id != step.exercise.id:
        cues.append(_announced(step, after, free_from))
    return cues


def last_phrase(kind: Kind, style: CueStyle) -> Phrase | None:
    """What is said once all is done: where to go after a warm-up, else praise where wished."""
    if kind is Kind.WARM_UP:
        return Phrase("go_run")
    return Phrase("well_done") if style.praise else None


def _last_words(kind: Kind, ended: float, style: CueStyle) -> list[Cue]:
    said = last_phrase(kind, style)
    return [_voice(ended + AFTER_END_S + 0.5, Rank.PRAISE, said, slack=0.0)] if said else []


def _sided(step: Step) -> Sided:
    """For "each side": where one side alone works nothing is said of sides."""
    return Sided.BOTH if step.alone else step.exercise.sided


def _announced(step: Step, after: Step, free_from: float) -> Cue:
    """What comes without a rest before it is named while there is still time."""
    exercise = after.exercise
    dose = (exercise.said, _repeats(after), _amount(after), exercise.measure, _sided(after))
    wordings = (Phrase("next", dose), Phrase("next_name", (exercise.said,)))
    at = max(free_from, step.planned_s - COUNT_DOWN - ANNOUNCED_S)
    return _voice(at, Rank.NEXT, *wordings, slack=ANNOUNCED_S)


def _hold(step: Step, free_from: float, style: CueStyle) -> list[Cue]:
    seconds = step.planned_s
    cues = _count_down(seconds, free_from, style.count_down)
    if style.count_spoken:
        room = free_from + COUNT_BEAT_S
        cues = [_counted_in_words(cue, seconds) if cue.at >= room else cue for cue in cues]
    half = seconds / 2
    if seconds >= 30 and style.halfway == "voice":
        left = int(half)
        said = Phrase("seconds_left", (left,))
        cues.append(_voice(seconds - left, Rank.HALFWAY, said, slack=0.3))
    elif seconds >= 15 and style.halfway != "off":
        cues.append(Cue(half, CueKind.CLICK, Rank.HALFWAY, "half"))
    if seconds >= 40 and style.ten_seconds:
        ten = Phrase("seconds_left", (10,))
        cues.append(_voice(seconds - 10, Rank.HALFWAY, ten, slack=0.3))
    return cues


def _reps(step: Step, free_from: float, style: CueStyle) -> list[Cue]:
    """The number on each lift, a click at each further part; a walk ticks its steps."""
    if not step.tempo or not step.reps:
        return []
    lift, pause, lower = step.tempo
    cues = []
    for number in range(1, step.reps + 1):
        at = (number - 1) * (step.rep_s + step.between_s)
        if step.exercise.measure is Measure.STEPS:
            if number > 1 and style.tempo_clicks:
                cues.append(Cue(at, CueKind.CLICK, Rank.PART, "lift"))
        elif style.numbers:
            last_two = number == step.reps - 1 and step.reps > 3
            said = Phrase("last_two") if last_two else Phrase("number", (number,))
            wait = free_from if number == 1 else 0.0
            cues.append(_voice(at + wait, Rank.NAME, said, Phrase("number", (number,)), slack=0.4))
        if style.tempo_clicks:
            if pause:
                cues.append(Cue(at + lift, CueKind.CLICK, Rank.PART, "part"))
            if lower:
                cues.append(Cue(at + lift + pause, CueKind.CLICK, Rank.PART, "part"))
    return cues


def _form(step: Step) -> list[Cue]:
    """One form cue a set, the exercise's own in turn."""
    cues = step.exercise.cues
    if not cues or step.planned_s <= FORM_CUE_AT_S:
        return []
    turn = (step.round_no - 1) * step.sets + step.set_no - 1 + (step.side is Side.RIGHT)
    latest = max(0.0, step.planned_s - FORM_CUE_AT_S - COUNT_DOWN)
    return [
        _voice(
            FORM_CUE_AT_S,
            Rank.FORM,
            Phrase("form", (cues[turn % len(cues)],)),
            slack=min(10.0, latest),
        )
    ]


def _amount(step: Step) -> int | float:
    """What is spoken as the amount: seconds of a hold, else reps of a leg, or laps."""
    dose = step.dose
    match step.exercise.measure:
        case Measure.HOLD:
            return dose.hold_s or step.planned_s
        case Measure.STEPS:
            return dose.laps or 1
    return dose.reps or step.reps


def _repeats(step: Step) -> int:
    return step.dose.repeats if step.is_hold else 1


def _count_down(seconds: float, free_from: float, tones: int) -> list[Cue]:
    return [
        _tone(seconds - left, Rank.COUNT, "count")
        for left in range(tones, 0, -1)
        if seconds - left > 0 and seconds - left >= free_from
    ]


def _counted_in_words(tone: Cue, seconds: float) -> Cue:
    left = Phrase("number", (round(seconds - tone.at),))
    return Cue(tone.at - COUNT_BEAT_S, CueKind.VOICE, Rank.COUNT, phrases=(left,))


def counted_by_tone(word: Cue) -> Cue:
    """The tone in place of a spoken number of a count-down."""
    return Cue(word.at + COUNT_BEAT_S, CueKind.TONE, Rank.COUNT, "count")


def _count_in(seconds: float, free_from: float, style: CueStyle) -> list[Cue]:
    """The tones before a start; a short step leaves two seconds for the voice first."""
    tones = max(1, min(style.count_down, int(seconds) - 2)) if style.count_down else 0
    return _count_down(seconds, free_from, tones)


def _tone(at: float, rank: Rank, name: str) -> Cue:
    return Cue(at, CueKind.TONE, rank, name)


def _voice(at: float, rank: Rank, *phrases: Phrase, slack: float = 0.0) -> Cue:
    return Cue(at, CueKind.VOICE, rank, phrases=phrases, slack=slack)


def _place_voice(
    cue: Cue, placed: list[PlannedCue], length_of: LengthOf, step_s: float | None
) -> PlannedCue | None:
    for phrase in cue.phrases:
        seconds = length_of(phrase)
        for at in _starts(cue, placed):
            afterwards = cue.rank is Rank.PRAISE  # alone may be heard when all is over
            inside = step_s is None or afterwards or at + seconds <= step_s
            if inside and _free(at, seconds, placed):
                return PlannedCue(at, seconds, cue.kind, cue.rank, phrase=phrase)
    return None


def _starts(cue: Cue, placed: list[PlannedCue]) -> list[float]:
    """The moment wished for, then the ends of what stands in the way, as far as its slack goes."""
    ends = sorted(other.at + other.seconds + MARGIN_S for other in placed)
    return [cue.at, *(end for end in ends if cue.at < end <= cue.at + cue.slack)]


def _free(at: float, seconds: float, placed: list[PlannedCue]) -> bool:
    return all(
        at + seconds + MARGIN_S <= other.at or other.at + other.seconds + MARGIN_S <= at + 1e-9
        for other in placed
    )


def _dropped(cue: Cue, length_of: LengthOf) -> PlannedCue:
    phrase = cue.phrases[0] if cue.phrases else None
    seconds = length_of(phrase if phrase else cue.tone)
    return PlannedCue(cue.at, seconds, cue.kind, cue.rank, cue.tone, phrase, dropped=True)
