"""What a bundle starts: the program, or one of the processes it asks for with `-m`.

In a bundle `sys.executable` is the bundle itself, so `[sys.executable, "-m", module]` comes here.
"""

import multiprocessing
import runpy
import sys

PROCESSES = ("media.sound_process", "media.tts_worker")


def start() -> int:
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["-m"] and len(sys.argv) > 2 and sys.argv[2] in PROCESSES:
        module = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return 0
    from main import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
