"""What the program and its sound process say to each other. Plain values, no sound.

To the process, one JSON object a line:

    {"op": "plan", "cues": [..]}    what is to sound from now on; replaces all that is pending
    {"op": "play", "cue": {..}}     now, over whatever is less important
    {"op": "cancel"}                fade what sounds, forget what is pending
    {"op": "volume", "lane": "voice", "value": 0.5}    a lane, "music" or "master"
    {"op": "mute", "lane": "voice", "on": true}
    {"op": "music", "do": "play", "files": [..]}       or "pause", "go_on", "next", "stop"
    {"op": "latency", "seconds": 0.2}    what the device adds, on top of our own buffer
    {"op": "device", "name": ".."}       another output; "" is the system's own choice
    {"op": "greet", "volume": 0.8}    one tone as soon as it can be: the command was understood
    {"op": "awake", "on": true}          a session runs: the output is not given back meanwhile
    {"op": "ping", "id": 7}  {"op": "quit"}

From it: "device" (ok, driver, name, why), "outputs" (names), "started" (id, at), "dropped"
(id, why), "music" (file, why), "pong" (id). Moments are seconds of `time.monotonic`, one clock
for both.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from workouts.cue_kinds import CueKind

RATE = 44100  # frames a second of all that is played

MASTER = "master"
MUSIC = "music"
LANES = (CueKind.TONE, CueKind.VOICE, CueKind.CLICK)


@dataclass(frozen=True, slots=True)
class SoundCue:
    """One sound and its moment. `id` is for ever: what has started is not played again."""

    id: str
    at: float  # seconds of time.monotonic
    lane: str  # a CueKind
    rank: int  # the lower number stays when two meet
    tone: str = ""
    clip: str = ""  # the path of a finished clip
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What became of the sound, in words for the athlete."""

    ok: bool
    driver: str = ""
    name: str = ""
    why: str = ""


def cue_as_json(cue: SoundCue) -> dict[str, Any]:
    return asdict(cue)


def cue_from_json(raw: Mapping[str, Any]) -> SoundCue:
    """Raises ValueError, TypeError or KeyError for what is no cue."""
    return SoundCue(
        id=str(raw["id"]),
        at=float(raw["at"]),
        lane=CueKind(raw["lane"]),
        rank=int(raw["rank"]),
        tone=str(raw.get("tone", "")),
        clip=str(raw.get("clip", "")),
        gain=float(raw.get("gain", 1.0)),
    )
