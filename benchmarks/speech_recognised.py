"""Which of the coach's words a machine understands, voice by voice.

    python -m benchmarks.speech_recognised [--voices en-us+f5,en-us+f2,en-us] [--rate 150]

Each voice speaks the sides, the numbers, the exercises and the short calls, through the same
trimming and levelling as in a session. pocketsphinx, with the model of its package, chooses
among the sentences of a group. It was trained on people and is harsher than a listener.
"""

import argparse
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from pocketsphinx import Decoder

from media import pcm
from media.phrases import text_of
from media.voice import RenderedVoice, VoiceSettings
from workouts.cues import Phrase
from workouts.library import load_library
from workouts.model import Side

VOICES = ("en-us+f5", "en-us+f2", "en-us", "flite:rms", "flite:slt")
RATE = 16000
PRONOUNCED = {  # words of exercises that are not in the recogniser's dictionary
    "adduction": "AE D AH K SH AH N",
    "adductor": "AH D AH K T ER",
    "deadlift": "D EH D L IH F T",
    "flexor": "F L EH K S ER",
    "glute": "G L UW T",
    "quadruped": "K W AA D R UH P EH D",
}


def groups() -> dict[str, list[str]]:
    """What must be told apart, by what it is for."""
    names = sorted({exercise.said for exercise in load_library().exercises.values()})
    calls = (
        *(Phrase(key) for key in ("last_one", "last_two", "last_round", "well_done", "go_run")),
        *(Phrase("seconds_left", (seconds,)) for seconds in (10, 15, 30)),
        *(Phrase("rest", (seconds,)) for seconds in (10, 30)),
        *(Phrase("set_of", (number, 4)) for number in (2, 3)),
        Phrase("round_of", (2, 3)),
    )
    sides = [
        Phrase(key, (side,)) for key in ("side", "switch") for side in (Side.LEFT, Side.RIGHT)
    ]
    return {
        "side": [text_of(phrase) for phrase in sides],
        "number 1-20": [text_of(Phrase("number", (number,))) for number in range(1, 21)],
        "exercise": [text_of(Phrase("next_name", (name,))) for name in names],
        "call": [text_of(phrase) for phrase in calls],
    }


class Listener:
    """A recogniser that knows the sentences of one group."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._decoder = Decoder(loglevel="FATAL", lm=None)
        for word, sounds in PRONOUNCED.items():
            if not self._decoder.lookup_word(word):
                self._decoder.add_word(word, sounds, True)
        self._sentences = {self._known(text): text for text in texts}
        grammar = " | ".join(self._sentences)
        self._decoder.add_jsgf_string(
            "g", f"#JSGF V1.0;\ngrammar g;\npublic <said> = {grammar} ;".encode()
        )
        self._decoder.activate_search("g")

    def understand(self, clip: Path) -> str:
        samples, rate = pcm.read_wav(clip)
        spoken = pcm.resample(samples, rate, RATE)
        quiet = np.zeros(RATE // 3, np.float32)
        padded = pcm.to_int16(np.concatenate([quiet, spoken, quiet]))
        self._decoder.start_utt()
        self._decoder.process_raw(padded.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return self._sentences.get(found.hypstr, "") if found else ""

    def _known(self, text: str) -> str:
        words = re.findall("[a-z]+", text.lower())
        return " ".join(word for word in words if self._decoder.lookup_word(word))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--voices", default=",".join(VOICES))
    parser.add_argument("--rate", type=int, default=150)
    parser.add_argument("--misheard", action="store_true", help="list what was not understood")
    options = parser.parse_args()
    wanted = groups()
    listeners = {name: Listener(texts) for name, texts in wanted.items()}
    print(f"{'voice':<14}" + "".join(f"{name:>16}" for name in wanted))
    with tempfile.TemporaryDirectory() as folder:
        for voice_id in options.voices.split(","):
            settings = VoiceSettings(voice=voice_id, rate=options.rate)
            voice = RenderedVoice(Path(folder), settings)
            everything = [text for texts in wanted.values() for text in texts]
            voice.prepare(everything).wait(300)
            cells, wrong = [], []
            for name, texts in wanted.items():
                clips = {text: clip for text in texts if (clip := voice.clip(text))}
                heard = {text: listeners[name].understand(clip) for text, clip in clips.items()}
                right = sum(text == said for text, said in heard.items())
                cells.append(f"{right} of {len(texts)}")
                wrong += [
                    f"{text} -> {said or '?'}" for text, said in heard.items() if text != said
                ]
            voice.close()
            print(f"{voice_id:<14}" + "".join(f"{cell:>16}" for cell in cells), flush=True)
            if options.misheard:
                print("".join(f"    {line}\n" for line in wrong), end="")


if __name__ == "__main__":
    main()
