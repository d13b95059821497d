"""Keeps the display awake while a session runs; where that is not possible, nothing happens."""

import contextlib
import logging

log = logging.getLogger(__name__)


class Awake:
    def __init__(self) -> None:
        self._mode = contextlib.ExitStack()

    def hold(self) -> None:
        """From now on the screen stays on."""
        self.release()
        try:
            from wakepy import keep
        except ImportError as error:
            log.info("the display may go to sleep: %s", error)
            return
        self._mode.enter_context(keep.presenting(on_fail="pass"))

    def release(self) -> None:
        self._mode.close()
