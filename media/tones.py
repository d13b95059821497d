"""The tones and clicks, as notes. Knows no samples: `pcm.render` makes them sound.

All pitches belong to A major, so that any two of them heard together agree. Attacks are 4 ms
and releases 30 ms raised cosines, which keeps every edge free of clicks.
"""

from dataclasses import dataclass

A4, C5, E5, A5, C6, E6 = 440.0, 554.37, 659.26, 880.0, 1108.73, 1318.51

BELL = ((1.0, 1.0), (2.0, 0.28), (3.0, 0.10))  # (multiple of the pitch, how strong)
WARM = ((1.0, 1.0), (2.0, 0.45), (3.0, 0.12), (0.5, 0.25))
WOOD = ((1.0, 1.0), (2.76, 0.30))  # the partials of a struck bar


@dataclass(frozen=True, slots=True)
class Note:
    at: float  # seconds into the tone
    hz: float
    seconds: float
    gain: float  # of its loudest moment, 0..1
    decay_s: float = 0.25  # falls to a third in this time, as a struck thing does
    partials: tuple[tuple[float, float], ...] = BELL
    attack_s: float = 0.004
    release_s: float = 0.030


Tone = tuple[Note, ...]

TONES: dict[str, Tone] = {
    # a command was understood: one low, soft note while the program opens
    "hello": (Note(0.0, A4, 0.18, 0.30, decay_s=0.10),),
    # 3-2-1: short, in the middle
    "count": (Note(0.0, A5, 0.12, 0.50, decay_s=0.09),),
    # off you go: bright, two notes up
    "start": (Note(0.0, C6, 0.09, 0.50), Note(0.08, E6, 0.22, 0.55)),
    # let go: a long warm chord, well below all others
    "end": (
        Note(0.0, A4, 0.40, 0.30, 0.50, WARM, release_s=0.12),
        Note(0.0, C5, 0.40, 0.20, 0.50, WARM, release_s=0.12),
        Note(0.0, E5, 0.40, 0.20, 0.50, WARM, release_s=0.12),
    ),
    "half": (
        Note(0.0, E5, 0.07, 0.34, 0.030, WOOD, 0.002),
        Note(0.14, E5, 0.07, 0.34, 0.030, WOOD, 0.002),
    ),
    "part": (Note(0.0, A4, 0.05, 0.22, 0.015, WOOD, 0.002),),
    "lift": (Note(0.0, A5, 0.06, 0.32, 0.020, WOOD, 0.002),),
    "pause": (Note(0.0, E5, 0.14, 0.36), Note(0.12, A4, 0.24, 0.36, 0.30)),
    "resume": (Note(0.0, A4, 0.14, 0.36), Note(0.12, E5, 0.22, 0.36, 0.30)),
    # all done: the chord, climbed
    "finish": (
        Note(0.00, A4, 0.20, 0.36, 0.30),
        Note(0.13, C5, 0.20, 0.36, 0.30),
        Note(0.26, E5, 0.20, 0.36, 0.30),
        Note(0.39, A5, 0.45, 0.46, 0.35, release_s=0.20),
    ),
}


def seconds(name: str) -> float:
    """How long a tone sounds. Raises KeyError for a name nobody made."""
    return max(note.at + note.seconds for note in TONES[name])
