"""The sound process: reads what to play and when, plays it, tells what became of it.

    python -m media.sound_process [--greet]

It owns pygame, so that neither a busy window nor a fault of SDL hurts the other. It leaves when
its input ends, whatever its device does: it never outlives the program that started it.
"""

import json
import os
import queue
import signal
import sys
import threading
import time
from contextlib import suppress

from media.child import Message

GREET = "--greet"
NICENESS = -10
FAREWELL_S = 1.0  # a device that stands still is not waited for longer


class Reports:
    """Messages to the program. A program that stands still must not hold up the sound."""

    def __init__(self) -> None:
        self._pipe = os.dup(1)
        os.dup2(2, 1)  # whatever a library prints is no message
        with suppress(OSError, AttributeError):
            os.set_blocking(self._pipe, False)

    def __call__(self, message: Message) -> None:
        # A full or broken pipe: better one report fewer than one tone.
        with suppress(OSError):
            os.write(self._pipe, json.dumps(message).encode() + b"\n")


def listen(inbox: "queue.SimpleQueue[Message]") -> None:
    """Pass on every line; see to it that this process leaves when there are no more."""
    for line in sys.stdin.buffer:
        with suppress(ValueError):
            message = json.loads(line)
            if isinstance(message, dict):
                inbox.put(message)
    inbox.put({"op": "quit"})
    time.sleep(FAREWELL_S)
    os._exit(0)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then tells us
    with suppress(OSError, AttributeError):
        os.nice(NICENESS)  # where the system lets us: sound goes first
    report = Reports()
    inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(inbox,), name="listener", daemon=True).start()

    if GREET in sys.argv:
        from media.greeting import open_and_greet

        opened = open_and_greet(inbox)
        mixer, device, early = opened.mixer, opened.device, list(opened.heard)
    else:
        from media.mixer import open_mixer

        mixer, device, early = open_mixer(), "", []
    from media.cue_player import CuePlayer

    player = CuePlayer(mixer, time.monotonic, report, device)
    while True:
        wait_s = player.work()
        try:
            if early:
                message = early.pop(0)
            else:
                message = inbox.get(timeout=wait_s) if wait_s > 0 else inbox.get_nowait()
        except queue.Empty:
            continue
        if message.get("op") == "quit":
            break
        try:
            player.obey(message)
        except (KeyError, TypeError, ValueError) as error:
            report({"event": "refused", "op": message.get("op"), "why": repr(error)})
    mixer.close()


if __name__ == "__main__":
    try:
        main()
    except ImportError as error:
        Reports()({"event": "device", "ok": False, "why": f"a package is missing: {error}"})
    sys.stdout.flush()
    os._exit(0)
