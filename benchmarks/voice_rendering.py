"""How long the clips of a workout take to make, and how much room they need.

python -m benchmarks.voice_rendering [--workout hip-strength-3]
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from media import pcm
from media.coach import Coach
from media.phrases import estimate_seconds
from media.sound import SilentSound
from media.voice import RenderedVoice
from workouts.library import load_library

QUIET = 10 ** (-45 / 20)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--workout", default="hip-strength-3")
    options = parser.parse_args()
    library = load_library()
    timeline = library.timeline(options.workout)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for run in ("first", "second"):
            voice = RenderedVoice(folder)
            texts = Coach(voice, SilentSound()).texts(timeline)
            begin = time.perf_counter()
            preparation = voice.prepare(texts)
            asked = time.perf_counter() - begin
            preparation.wait(600)
            took = time.perf_counter() - begin
            clips, size = voice.kept()
            print(
                f"{run} run: {preparation.ready} of {preparation.wanted} clips in {took:.3f} s"
                f" (prepare() came back after {asked * 1000:.1f} ms),"
                f" {clips} clips, {size / 1e6:.1f} MB"
            )
            if run == "second":
                quality(voice, texts)
            voice.close()


def quality(voice: RenderedVoice, texts: list[str]) -> None:
    loudness, onset, estimate = [], [], []
    for text in texts:
        path = voice.clip(text)
        if not path:
            continue
        clip, rate = pcm.read_wav(path)
        loudness.append(pcm.loudness(clip))
        onset.append(np.flatnonzero(np.abs(clip) > QUIET)[0] / rate * 1000)
        estimate.append(abs(estimate_seconds(text) / (len(clip) / rate) - 1) * 100)
    print(
        f"loudness {min(loudness):.1f} to {max(loudness):.1f} LUFS; speech begins"
        f" {np.median(onset):.1f} ms into its clip (worst {max(onset):.1f});"
        f" estimated lengths within {np.median(estimate):.0f} % (half of them),"
        f" {np.percentile(estimate, 90):.0f} % (nine of ten)"
    )


if __name__ == "__main__":
    main()
