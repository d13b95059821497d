"""The lanes of what is heard. Apart from the rules of `cues`, for whoever only plays."""

from enum import StrEnum


class CueKind(StrEnum):
    TONE = "tone"
    VOICE = "voice"
    CLICK = "click"
