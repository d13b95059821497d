"""How far music steps back while somebody speaks. Pure: moments in, a gain out."""

from collections.abc import Iterable

DUCKED = 0.25
DOWN_S = 0.12
UP_S = 0.45
HOLD_S = 1.2  # stays down through short gaps: 3-2-1 is one thing
STEP_S = 0.02


class Ducker:
    def __init__(self) -> None:
        self.gain = 1.0
        self._last = 0.0
        self._hold_until = 0.0

    def step(self, now: float, spoken: Iterable[tuple[float, float]]) -> bool:
        """Move towards where the gain should be, given (begin, end) of what is spoken.

        True while there is still some way to go.
        """
        passed, self._last = min(max(now - self._last, 0.0), STEP_S * 2), now
        for begin, end in spoken:
            if begin - DOWN_S <= now:
                self._hold_until = max(self._hold_until, end + HOLD_S)
        down = now < self._hold_until
        change = passed * (1 - DUCKED) / (DOWN_S if down else UP_S)
        self.gain = max(DUCKED, self.gain - change) if down else min(1.0, self.gain + change)
        return self.gain != (DUCKED if down else 1.0)
