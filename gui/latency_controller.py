"""The junction of the tap-along test with the sound: clicks out, taps in, a delay proposed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from gui.widgets.tap_panel import TapPanel
from media.latency import COUNTED, LONGEST_S, WARM_UP, TapTest
from media.sound import Sound

STEP_MS = 10  # of the setting
MOST_MS = 400


class LatencyController(QObject):
    """One test at a time. The output's own delay is out of the way while it runs."""

    def __init__(
        self,
        panel: TapPanel,
        sound: Sound,
        clock: Callable[[], float],
        delay_s: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._sound = panel, sound
        self._clock, self._delay_s = clock, delay_s
        self._test = TapTest()
        self._runs = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.finish)
        panel.begin_requested.connect(self.begin)
        panel.tapped.connect(self.tap)

    @Slot()
    def begin(self) -> None:
        """Play the clicks, as late as the output makes them."""
        self._sound.wake()
        state = self._sound.state
        if not state.ok:
            self._panel.show_idle(state.why)
            return
        self._sound.set_latency(0.0)
        cues = self._test.begin(self._clock())
        self._sound.plan(cues)
        self._runs = True
        self._timer.start(round((self._test.beats[-1] + LONGEST_S - self._clock()) * 1000) + 50)
        self._panel.show_test(WARM_UP, COUNTED)

    @Slot()
    def tap(self) -> None:
        if self._runs:
            self._test.tap(self._clock())

    @Slot()
    def finish(self) -> None:
        """Say what was found; the delay in use counts again until another is chosen."""
        if not self._runs:
            return
        self._runs = False
        self._sound.set_latency(self._delay_s())
        found = self._test.result()
        delay_ms = min(MOST_MS, round(found.seconds * 1000 / STEP_MS) * STEP_MS)
        self._panel.show_result(delay_ms, steady=found.steady)

    def stop(self) -> None:
        """A session begins: the test is over, with nothing found."""
        if self._runs:
            self._runs = False
            self._timer.stop()
            self._sound.cancel()
            self._sound.set_latency(self._delay_s())
            self._panel.show_idle()
