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

            self._mode.enter_context(keep.presenting(on_fail="pass"))
        except Exception as error:  # a desktop without the service must not cost the session
            log.info("the display may go to sleep: %s", error)

    def release(self) -> None:
        try:
            self._mode.close()
        except Exception as error:
            log.info("could not let the display sleep again: %s", error)
