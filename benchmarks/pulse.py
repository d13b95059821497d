"""A private PulseAudio with null sinks, recorded with the clock's reading of every sample."""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44100
SETTLE_S = 2.5  # what is played in the first moments after connecting is swallowed or bunched
WINDOW_S = 5.0


class PulseMissingError(Exception):
    """PulseAudio's programs are not installed."""


class PulseServer:
    """A daemon of our own, so that nothing else on the machine is heard or disturbed."""

    def __init__(self, *sinks: str) -> None:
        for program in ("pulseaudio", "parec"):
            if not shutil.which(program):
                raise PulseMissingError(f"{program} is missing: apt-get install pulseaudio-utils")
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-pulse-"))
        socket = self.folder / "socket"
        self.env: Mapping[str, str] = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "HOME": str(self.folder),
        }
        modules = [f"module-null-sink sink_name={sink} rate={RATE}" for sink in sinks]
        modules.append(f"module-native-protocol-unix auth-anonymous=1 socket={socket}")
        command = [
            *_at_once(15),  # as on a desktop
            "pulseaudio",
            "-n",
            "--exit-idle-time=-1",
            "--daemonize=no",
            "--use-pid-file=no",
        ]
        self._command = [*command, *(part for module in modules for part in ("-L", module))]
        self._socket = socket
        self.start()

    def start(self) -> None:
        """Start the daemon, again if need be. Raises PulseMissingError."""
        self._socket.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            self._command,
            env={**os.environ, **self.env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        limit = time.monotonic() + 10
        while not self._socket.exists():
            if time.monotonic() > limit or self.process.poll() is not None:
                raise PulseMissingError("PulseAudio did not start")
            time.sleep(0.05)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Recorder:
    """What a sink plays, and when each sample was heard."""

    def __init__(self, server: PulseServer, sink: str) -> None:
        command = [
            *_at_once(10),
            *("parec", "--raw", "-d", f"{sink}.monitor", "--format=s16le", "--channels=1"),
            *(f"--rate={RATE}", "--latency-msec=10", "--process-time-msec=5"),
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, env={**os.environ, **server.env}
        )
        self._data = bytearray()
        self._marks: list[tuple[float, int]] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def stop(self) -> "Recording":
        self._process.terminate()
        self._process.wait()
        self._thread.join(5)
        samples = np.frombuffer(bytes(self._data[: len(self._data) // 2 * 2]), "<i2")
        return Recording(samples, self._marks)

    def _read(self) -> None:
        assert self._process.stdout
        pipe = self._process.stdout.fileno()
        while block := os.read(pipe, 65536):
            now = time.monotonic()
            self._data += block
            self._marks.append((now, len(self._data) // 2))


class Recording:
    def __init__(self, samples: NDArray[np.int16], marks: list[tuple[float, int]]) -> None:
        self.samples = samples
        times = np.array([mark[0] for mark in marks])
        frames = np.array([mark[1] for mark in marks])
        # Blocks arrive late, never early: the earliest of each window tell the clock.
        offsets = times - frames / RATE
        windows = ((times - times[0]) // WINDOW_S).astype(int)
        self._times, self._offsets = [], []
        for window in np.unique(windows):
            inside = windows == window
            self._times.append(float(times[inside].mean()))
            self._offsets.append(float(np.percentile(offsets[inside], 5)))

    def frame_at(self, moment: float) -> int:
        offset = float(np.interp(moment, self._times, self._offsets))
        return round((moment - offset) * RATE)

    def find(
        self,
        clip: NDArray[np.float32],
        moment: float,
        before_s: float = 0.15,
        after_s: float = 0.35,
    ) -> tuple[float, float] | None:
        """How many seconds after `moment` a clip begins, and how alike it is (0..1)."""
        begin = self.frame_at(moment - before_s)
        end = self.frame_at(moment + after_s) + len(clip)
        if begin < 0 or end > len(self.samples):
            return None
        part = self.samples[begin:end].astype(np.float64) / 32768
        size = 1 << (len(part) + len(clip)).bit_length()
        product = np.fft.rfft(part, size) * np.conj(np.fft.rfft(clip, size))
        match = np.fft.irfft(product, size)[: len(part) - len(clip)]
        at = int(match.argmax())
        norm = np.linalg.norm(clip) * np.linalg.norm(part[at : at + len(clip)])
        return at / RATE - before_s, float(match[at] / (norm + 1e-9))


class StallWatch:
    """Notes when the machine itself stood still: a process that does nothing but look."""

    PROGRAM = (
        "import time\nt = time.monotonic()\n"
        "while True:\n time.sleep(0.002)\n n = time.monotonic()\n"
        " if n - t > 0.015: print(t, n, flush=True)\n t = n\n"
    )

    def __init__(self) -> None:
        import sys

        self._process = subprocess.Popen(
            [*_at_once(20), sys.executable, "-c", self.PROGRAM], stdout=subprocess.PIPE, text=True
        )

    def stop(self) -> list[tuple[float, float]]:
        self._process.kill()
        text, _ = self._process.communicate()
        pairs = (line.split() for line in text.splitlines())
        return [(float(pair[0]), float(pair[1])) for pair in pairs if len(pair) == 2]


def _at_once(priority: int) -> list[str]:
    """Run at real-time priority where that is allowed."""
    if not shutil.which("chrt"):
        return []
    allowed = subprocess.run(["chrt", "-r", "1", "true"], capture_output=True, check=False)
    return ["chrt", "-r", str(priority)] if allowed.returncode == 0 else []
