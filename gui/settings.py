"""Every preference, declared once with its default, its words and its choices."""

import configparser
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from workouts.model import Equipment, Side
from workouts.timeline import Options

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

# What an athlete may own, in words; what nobody needs to be asked for is left out.
EQUIPMENT = (
    (Equipment.MAT, "Mat"),
    (Equipment.CHAIR, "Chair"),
    (Equipment.BENCH, "Bench"),
    (Equipment.STEP, "Step or kerb"),
    (Equipment.WALL, "Free wall"),
    (Equipment.MINI_BAND, "Mini band"),
    (Equipment.SMALL_BALL, "Small ball"),
    (Equipment.STABILITY_BALL, "Stability ball"),
    (Equipment.BOX_60CM, "Knee-high box"),
)
DAYS = (
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
)
# Minutes since midnight, a quarter of an hour apart.
CLOCKS = tuple((m, f"{m // 60:02}:{m % 60:02}") for m in range(4 * 60, 22 * 60 + 1, 15))
NOTHING = "nothing"  # told apart from never having said
SYSTEMS_CHOICE = "system"
AS_WRITTEN = -1  # the workout's own seconds
OWN_SECONDS = (
    (AS_WRITTEN, "As the workout says"),
    *((seconds, f"{seconds} s") for seconds in (3, 5, 8, 10, 15, 20, 30)),
)


def _say(label: str, group: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "group": group, **more}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an athlete can choose; the settings page and the store are both built from this."""

    equipment: str = field(
        default="",
        metadata=_say("What you have", "You", several=EQUIPMENT, also="equipment library filter"),
    )
    bands: str = field(
        default="",
        metadata=_say(
            "Bands you have, by strength",
            "You",
            several=(("light", "Light"), ("medium", "Medium"), ("heavy", "Heavy")),
            also="mini band stronger equipment dose",
        ),
    )
    injured_side: str = field(
        default="",
        metadata=_say(
            "A side that is hurt",
            "You",
            choices=(("", "Neither"), ("left", "Left"), ("right", "Right")),
            also="injured symmetry index",
        ),
    )
    ask_pain: bool = field(
        default=True,
        metadata=_say(
            "Ask about pain before and after strength work, and the next morning",
            "You",
            also="hurt question doses safety",
        ),
    )
    ease_back: bool = field(
        default=True,
        metadata=_say(
            "After a week or more away, offer to begin with less",
            "You",
            also="pause gap break return dose 48 hours rest",
        ),
    )
    safety_read: str = field(default="", metadata={"hidden": True})  # a day, as 2030-01-31
    red_flag: str = field(default="", metadata={"hidden": True})  # the sign that locks the plan
    checks_known: str = field(default="", metadata={"hidden": True})  # equipment: bench+band
    voice_on: bool = field(
        default=True, metadata=_say("Spoken cues", "Voice", also="mute speech coach")
    )
    voice: str = field(default="", metadata=_say("Voice", "Voice", choices="voices"))
    rate: int = field(
        default=150,
        metadata=_say("Words a minute", "Voice", low=100, high=220, step=10, also="speed slow"),
    )
    voice_pack: str = field(
        default="",
        metadata=_say(
            "Recordings of a coach",
            "Voice",
            folder=True,
            zips=True,
            also="voice pack recorded zip person clips",
        ),
    )
    volume_voice: int = field(
        default=90, metadata=_say("Voice", "Volume", low=0, high=100, step=5, unit="%")
    )
    volume_tones: int = field(
        default=80,
        metadata=_say("Tones", "Volume", low=0, high=100, step=5, unit="%", also="beep sound"),
    )
    volume_clicks: int = field(
        default=60,
        metadata=_say(
            "Tempo clicks", "Volume", low=0, high=100, step=5, unit="%", also="metronome"
        ),
    )
    volume_music: int = field(
        default=60, metadata=_say("Music", "Volume", low=0, high=100, step=5, unit="%")
    )
    music_on: bool = field(
        default=False,
        metadata=_say("Play my own music in sessions", "Music", also="songs background"),
    )
    music_folder: str = field(
        default="",
        metadata=_say("Folder of music", "Music", folder=True, also="songs mp3 ogg flac"),
    )
    music_shuffled: bool = field(
        default=True, metadata=_say("In another order each time", "Music", also="shuffle random")
    )
    output_device: str = field(
        default="",
        metadata=_say(
            "Play through",
            "Speaker",
            choices="outputs",
            also="output device headphones bluetooth sound card",
        ),
    )
    audio_delays: str = field(default="", metadata={"hidden": True})  # of each output
    audio_delay_ms: int = field(
        default=0,
        metadata=_say(
            "Play sounds earlier, for a slow wireless speaker",
            "Speaker",
            low=0,
            high=400,
            step=10,
            unit=" ms",
            also="bluetooth latency delay headphones",
        ),
    )
    count_down: int = field(
        default=3,
        metadata=_say(
            "Tones before a start and an end",
            "Coaching",
            choices=((0, "None"), (3, "Three"), (5, "Five")),
            also="count-down countdown beeps 3-2-1",
        ),
    )
    count_words: str = field(
        default="tones",
        metadata=_say(
            "The end of a hold is counted down in",
            "Coaching",
            choices=(("tones", "Tones"), ("voice", "Words")),
            also="spoken countdown count-down three two one",
        ),
    )
    halfway: str = field(
        default="voice",
        metadata=_say(
            "Halfway through a hold",
            "Coaching",
            choices=(("off", "Silent"), ("tone", "A click"), ("voice", "Spoken from 30 s")),
        ),
    )
    ten_seconds: bool = field(
        default=True,
        metadata=_say("Ten-second warning in holds of 40 s or more", "Coaching", also="10 s"),
    )
    form_cues: str = field(
        default="each",
        metadata=_say(
            "Form cues",
            "Coaching",
            choices=(("off", "None"), ("first", "In the first set"), ("each", "One each set")),
            also="technique reminders",
        ),
    )
    numbers: bool = field(
        default=True, metadata=_say("Count reps aloud", "Coaching", also="numbers spoken")
    )
    tempo_clicks: bool = field(
        default=True,
        metadata=_say("Click the tempo of each rep", "Coaching", also="metronome clicks"),
    )
    praise: bool = field(
        default=True, metadata=_say("A kind word at the end", "Coaching", also="praise well done")
    )
    reps: str = field(
        default="paced",
        metadata=_say(
            "Reps",
            "Pace",
            choices=(("paced", "Led by the tempo"), ("self-paced", "At your own pace")),
            also="self-paced tempo",
        ),
    )
    first_side: str = field(
        default="left",
        metadata=_say("First side", "Pace", choices=(("left", "Left"), ("right", "Right"))),
    )
    first_ready_s: int = field(
        default=AS_WRITTEN,
        metadata=_say(
            "Get ready for the first exercise",
            "Pace",
            choices=OWN_SECONDS,
            also="lead-in start countdown",
        ),
    )
    ready_s: int = field(
        default=AS_WRITTEN,
        metadata=_say(
            "Get ready for each later exercise",
            "Pace",
            choices=OWN_SECONDS,
            also="get in position ready time",
        ),
    )
    change_s: int = field(
        default=AS_WRITTEN,
        metadata=_say(
            "Change sides in", "Pace", choices=OWN_SECONDS, also="switch side other leg"
        ),
    )
    between_s: int = field(
        default=AS_WRITTEN,
        metadata=_say(
            "Between the repeats of a hold",
            "Pace",
            choices=(
                (AS_WRITTEN, "As the workout says"),
                (0, "No gap"),
                *((seconds, f"{seconds} s") for seconds in (5, 10, 15, 20, 30, 45, 60)),
            ),
            also="rest gap",
        ),
    )
    resume_lead_s: int = field(
        default=3,
        metadata=_say(
            "Time to get back after a pause",
            "Pace",
            low=0,
            high=10,
            step=1,
            unit=" s",
            also="resume lead",
        ),
    )
    rest_step_s: int = field(
        default=10,
        metadata=_say(
            "Up and Down change a rest by",
            "Pace",
            choices=((5, "5 s"), (10, "10 s"), (15, "15 s"), (30, "30 s")),
            also="arrow keys longer shorter",
        ),
    )
    theme: str = field(
        default="system",
        metadata=_say(
            "Theme",
            "Screen",
            choices=(
                ("system", "Like the computer"),
                ("light", "Light"),
                ("dark", "Dark"),
                ("high-contrast", "High contrast"),
            ),
            also="colours colors dark mode look",
        ),
    )
    text_percent: int = field(
        default=100,
        metadata=_say(
            "Text size", "Screen", low=100, high=200, step=10, unit="%", also="font zoom bigger"
        ),
    )
    full_screen: bool = field(
        default=False, metadata=_say("Full screen during a session", "Screen", also="start F11")
    )
    turn_display: bool = field(
        default=False,
        metadata=_say(
            "Turn the display for side-lying work",
            "Screen",
            also="rotate lying 90 degrees automatically",
        ),
    )
    flash: bool = field(
        default=True,
        metadata=_say("Flash the frame once when the phase changes", "Screen", also="blink light"),
    )
    reduced_motion: bool = field(
        default=False, metadata=_say("Less movement", "Screen", also="reduced motion animation")
    )
    warm_ups_a_week: int = field(
        default=3,
        metadata=_say(
            "Runs a week that begin with a warm-up",
            "Warm-ups and runs",
            low=1,
            high=7,
            step=1,
            also="goal ring activation week",
        ),
    )
    quiet: str = field(
        default="off",
        metadata=_say(
            "Quiet mode",
            "Warm-ups and runs",
            choices=(
                ("off", "Off"),
                ("tones", "Tones only"),
                ("headphones", "Voice only through headphones"),
            ),
            also="silent early morning night whisper",
        ),
    )
    headphones: str = field(
        default="",
        metadata=_say(
            "Headphones for quiet mode",
            "Warm-ups and runs",
            choices="outputs",
            also="output device bluetooth quiet",
        ),
    )
    remind_days: str = field(
        default="",
        metadata=_say(
            "Remind me of a warm-up on",
            "Warm-ups and runs",
            several=DAYS,
            also="reminder notification tray calendar",
        ),
    )
    remind_at: int = field(
        default=7 * 60,
        metadata=_say(
            "Remind me at", "Warm-ups and runs", choices=CLOCKS, also="reminder time tray"
        ),
    )
    remind_again_at: int = field(
        default=-1,
        metadata=_say(
            "And at",
            "Warm-ups and runs",
            choices=((-1, "No second time"), *CLOCKS),
            also="reminder time tray again",
        ),
    )
    runs_folder: str = field(
        default="",
        metadata=_say(
            "Take in runs that appear in this folder",
            "Warm-ups and runs",
            folder=True,
            also="watch garmin strava gpx fit csv import automatic",
        ),
    )
    warm_up_seconds: int = field(default=300, metadata={"hidden": True, "low": 60, "high": 900})
    warm_up_place: str = field(default="mat", metadata={"hidden": True})
    warm_up_run: str = field(default="", metadata={"hidden": True})
    warm_up_stiff: str = field(default="", metadata={"hidden": True})
    run_minutes: int = field(default=40, metadata={"hidden": True, "low": 1, "high": 600})
    run_kind: str = field(default="easy", metadata={"hidden": True})
    export_folder: str = field(
        default="",
        metadata=_say(
            "Write each session into this folder",
            "Files",
            folder=True,
            also="automatic export garmin strava sync save",
        ),
    )
    export_form: str = field(
        default="fit",
        metadata=_say(
            "Form of these files",
            "Files",
            choices=(
                ("fit", "FIT, for watches and Strava"),
                ("csv", "CSV, a row for each set"),
                ("tracker", "CSV for other training logs"),
                ("json", "JSON, everything"),
            ),
            also="export format",
        ),
    )


def options_of(settings: Settings) -> Options:
    """How a workout is laid out for this athlete. Warm-ups keep their seconds."""

    def seconds(wished: int) -> float | None:
        return None if wished == AS_WRITTEN else float(wished)

    return Options(
        first_side=Side(settings.first_side),
        self_paced=settings.reps == "self-paced",
        first_ready_s=seconds(settings.first_ready_s),
        ready_s=seconds(settings.ready_s),
        change_s=seconds(settings.change_s),
        between_s=seconds(settings.between_s),
    )


def injured_side(settings: Settings) -> Side | None:
    """The side that is hurt, where one was marked."""
    marked = settings.injured_side
    return Side(marked) if marked in (Side.LEFT, Side.RIGHT) else None


def quietened(settings: Settings, outputs: "tuple[str, ...]") -> Settings:
    """What counts in quiet mode, with the outputs there are just now.

    Tones only; or the voice too, where the chosen headphones are there to hear it.
    """
    if settings.quiet == "off":
        return settings
    if settings.quiet == "headphones" and settings.headphones in outputs:
        return replace(settings, output_device=settings.headphones)
    return replace(settings, voice_on=False, music_on=False, count_words="tones")


def with_delay_of_output(before: Settings, after: Settings) -> Settings:
    """Each output has its own delay: another one brings its own, a changed one is kept for it."""
    delays = {name: ms for name, ms in parse_qsl(before.audio_delays) if ms.isdecimal()}
    output = after.output_device or SYSTEMS_CHOICE
    if after.output_device != before.output_device:
        delays[before.output_device or SYSTEMS_CHOICE] = str(before.audio_delay_ms)
        after = replace(after, audio_delay_ms=min(400, int(delays.get(output, 0))))
    delays[output] = str(after.audio_delay_ms)
    return replace(after, audio_delays=urlencode(delays))


def owned_bands(settings: Settings) -> tuple[str, ...]:
    """The bands there are, by strength; none where that was not said."""
    return tuple(band for band in settings.bands.split("+") if band)


def owned_equipment(settings: Settings) -> frozenset[Equipment] | None:
    """What the athlete has, for the filters of the library; None where they never said."""
    if not settings.equipment:
        return None
    known = {known.value: known for known in Equipment}
    words = settings.equipment.split("+")
    return frozenset(known[word] for word in words if word in known)


def equipment_text(owned: "frozenset[Equipment] | set[Equipment]") -> str:
    """How a choice of equipment is kept: mat+chair; a chosen nothing is not an empty text."""
    return "+".join(known for known in Equipment if known in owned) or NOTHING


def shown() -> list[Any]:
    """The settings an athlete sees, as fields of Settings."""
    return [known for known in fields(Settings) if "label" in known.metadata]


def load(store: "QSettings") -> Settings:
    """What is stored, defaults for the rest; a value that makes no sense counts as not stored."""
    found: dict[str, Any] = {}
    for known in fields(Settings):
        if not store.contains(known.name):
            continue
        try:
            value = store.value(known.name, type=type(known.default))
        except (TypeError, ValueError):
            continue
        if _is_possible(known.metadata, value):
            found[known.name] = value
    return Settings(**found)


def read(path: Path) -> Settings:
    """The same from the file itself, without Qt; defaults for what cannot be read."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError):
        return Settings()
    found: dict[str, Any] = {}
    for known in fields(Settings):
        text = parser.get("General", known.name, fallback=None)
        if text is None:
            continue
        value: Any = text.strip('"').replace("\\\\", "\\")
        try:
            if isinstance(known.default, bool):
                value = {"true": True, "false": False}[text.lower()]
            elif isinstance(known.default, int):
                value = int(text)
        except (KeyError, ValueError):
            continue
        if _is_possible(known.metadata, value):
            found[known.name] = value
    return Settings(**found)


def save(store: "QSettings", settings: Settings) -> None:
    for known in fields(Settings):
        store.setValue(known.name, getattr(settings, known.name))


def _is_possible(metadata: Any, value: Any) -> bool:
    if "low" in metadata:
        return bool(metadata["low"] <= value <= metadata["high"])
    choices = metadata.get("choices")
    return not isinstance(choices, tuple) or value in {key for key, _ in choices}
