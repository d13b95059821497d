"""Every preference, declared once with its default, its words and its choices."""

import configparser
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings


def _say(label: str, group: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "group": group, **more}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an athlete can choose; the settings page and the store are both built from this."""

    voice_on: bool = field(default=True, metadata=_say("Spoken cues", "Voice"))
    voice: str = field(default="", metadata=_say("Voice", "Voice", choices="voices"))
    rate: int = field(
        default=150,
        metadata=_say("Words a minute", "Voice", low=100, high=220, step=10),
    )
    volume_voice: int = field(
        default=90, metadata=_say("Voice", "Volume", low=0, high=100, step=5, unit="%")
    )
    volume_tones: int = field(
        default=80, metadata=_say("Tones", "Volume", low=0, high=100, step=5, unit="%")
    )
    volume_clicks: int = field(
        default=60, metadata=_say("Tempo clicks", "Volume", low=0, high=100, step=5, unit="%")
    )
    halfway: str = field(
        default="voice",
        metadata=_say(
            "Halfway through a hold",
            "Coaching",
            choices=(("off", "Silent"), ("tone", "A click"), ("voice", "Spoken from 30 s")),
        ),
    )
    form_cues: str = field(
        default="each",
        metadata=_say(
            "Form cues",
            "Coaching",
            choices=(("off", "None"), ("first", "In the first set"), ("each", "One each set")),
        ),
    )
    resume_lead_s: int = field(
        default=3,
        metadata=_say("Seconds to get back after a pause", "Coaching", low=0, high=10, step=1),
    )
    first_side: str = field(
        default="left",
        metadata=_say("First side", "Coaching", choices=(("left", "Left"), ("right", "Right"))),
    )
    theme: str = field(
        default="system",
        metadata=_say(
            "Theme",
            "Look",
            choices=(
                ("system", "Like the computer"),
                ("light", "Light"),
                ("dark", "Dark"),
                ("high-contrast", "High contrast"),
            ),
        ),
    )
    text_percent: int = field(
        default=100, metadata=_say("Text size", "Look", low=100, high=200, step=10, unit="%")
    )
    reduced_motion: bool = field(default=False, metadata=_say("Less movement", "Look"))
    audio_delay_ms: int = field(
        default=0,
        metadata=_say(
            "Play sounds earlier, for a slow wireless speaker",
            "Volume",
            low=0,
            high=400,
            step=10,
            unit=" ms",
        ),
    )


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
        value: Any = text
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
