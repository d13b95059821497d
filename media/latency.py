"""The tap-along test: how late an output is, from beats that were played and taps that followed.

Pure: moments in, cues and a result out. A person taps within about 30 ms of what is heard, so
the result is good enough for Bluetooth (100-300 ms) and says so when the taps were scattered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from media.wire import SoundCue
from workouts.cues import CueKind, Rank

BEAT_S = 0.75
FIRST_S = 1.0  # before the first beat
WARM_UP = 3  # the first taps find the beat and are not counted
COUNTED = 8
BEATS = WARM_UP + COUNTED
FEWEST_TAPS = 5
STEADY_S = 0.040  # half of the taps lie within this of their middle
LONGEST_S = 0.5  # a tap later than this belongs to another beat


@dataclass(frozen=True, slots=True)
class Latency:
    """What to set, and whether to believe it."""

    seconds: float
    spread_s: float
    taps: int

    @property
    def steady(self) -> bool:
        return self.taps >= FEWEST_TAPS and self.spread_s <= STEADY_S


@dataclass(slots=True)
class TapTest:
    """One try. `now` is a reading of `time.monotonic`."""

    beats: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)

    def begin(self, now: float) -> list[SoundCue]:
        """What to plan: the beats, with the device's latency set to 0 beforehand."""
        self.taps.clear()
        self.beats = [now + FIRST_S + number * BEAT_S for number in range(BEATS)]
        return [
            SoundCue(f"beat-{at:.3f}", at, CueKind.TONE, Rank.COUNT, tone="count")
            for at in self.beats
        ]

    def tap(self, now: float) -> None:
        self.taps.append(now)

    def is_over(self, now: float) -> bool:
        return bool(self.beats) and now > self.beats[-1] + LONGEST_S

    def result(self) -> Latency:
        return measure(self.beats, self.taps)


def measure(beats: Sequence[float], taps: Sequence[float]) -> Latency:
    """The middle of the distances from beats to taps; the first beats are not counted."""
    counted = beats[WARM_UP:]
    late = [
        nearest
        for tap in taps
        if counted
        and tap > counted[0] - BEAT_S / 2
        and -0.15
        <= (nearest := min((tap - beat for beat in counted), key=lambda d: abs(d - 0.1)))
        <= LONGEST_S
    ]
    if not late:
        return Latency(0.0, 0.0, 0)
    middle = median(late)
    spread = median(abs(value - middle) for value in late)
    return Latency(round(max(0.0, middle), 3), round(spread, 3), len(late))
