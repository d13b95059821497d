"""The sound of a start by command: its process begins before even the command line is read.

It loads and opens its device while library, window and history come, and one soft tone says that
the command was understood. Light: nothing is imported here that takes time. Imports no Qt.
"""

from media.child import ChildLostError, command_for, spawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from subprocess import Popen

    from gui.settings import Settings
    from media.sound import Sound, SoundSettings

STARTING = {"warm-up", "run"}  # the commands that begin a session
ELSEWISE = {"--script", "--terminal", "--help", "-h"}  # and what makes them do something else


def begin_sound(words: "Sequence[str]") -> "Popen[bytes] | None":
    """The process, where these words of the command line look as if a session will begin.

    It is silent until it is told to greet, and leaves by itself where it never is.
    """
    if not STARTING & set(words) or ELSEWISE & set(words):
        return None
    try:
        return spawn([*command_for("media.sound_process"), "--greet"])
    except ChildLostError:
        return None  # a later try says what is wrong


def greet(process: "Popen[bytes] | None", folder: "Path", settings: "Settings") -> "Sound | None":
    """Let it be heard that the command was understood; the sound to go on with.

    None where none was begun, or where a window of this folder is open: that one sounds.
    """
    from gui.copies import runs_here

    if process is None or runs_here(folder):
        return None
    from gui.settings import quietened
    from media.sound import open_sound

    sound = open_sound(sound_settings(quietened(settings, ())), early=process)
    sound.greet()
    return sound


def sound_settings(settings: "Settings") -> "SoundSettings":
    """What of the settings the sound process is told."""
    from media.sound import SoundSettings

    return SoundSettings(
        tones=settings.volume_tones / 100,
        voice=settings.volume_voice / 100,
        metronome=settings.volume_clicks / 100,
        music=settings.volume_music / 100,
        device=settings.output_device,
        latency_s=settings.audio_delay_ms / 1000,
    )
