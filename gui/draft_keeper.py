"""Keeps what is being built in the data folder, so that no end of the program loses it."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.widgets.notice import Notice
from workouts.drafts import Draft, Drafts, Waiting

log = logging.getLogger(__name__)


class DraftKeeper(QObject):
    """Follows the pages on which things are built; each change is kept before the next."""

    continued = Signal(object, str)  # a Draft that was left behind, and its name

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = Drafts(folder)
        self._names: dict[str, str] = {}  # of a page, the name of the draft on it
        self._offered: set[str] = set()

    def follow(self, place: str, page: Any) -> None:
        """From now on what is edited on this page is kept."""
        page.edited.connect(partial(self._keep, place, page))

    def begin(self, place: str, name: str = "") -> None:
        """Another draft is on the page: a new one, or one that was left behind."""
        self._names[place] = name

    def forget(self, place: str) -> None:
        """What is on the page was saved, or thrown away."""
        if name := self._names.pop(place, ""):
            self._try(partial(self._drafts.forget, name))

    def offer(self, notice: Notice, kind: str) -> None:
        """Ask once in a run for each draft of a `kind` that was left behind: workout, exercise."""
        known = {*self._names.values(), *self._offered}
        left = [w for w in self._drafts.waiting() if w.name not in known]
        left = [w for w in left if getattr(w.draft, kind) is not None]
        if not left or notice.isVisible():
            return
        self._offered.add(left[0].name)
        notice.ask(
            self.tr("“{}” was not saved yet.").format(left[0].draft.title or self.tr("A draft")),
            self.tr("Your changes are still there."),
            self.tr("Go on with it"),
            partial(self._continue, left[0]),
            self.tr("Not now"),
        )

    def _continue(self, left: Waiting) -> None:
        self.continued.emit(left.draft, left.name)

    def _keep(self, place: str, page: Any) -> None:
        draft: Draft | None = page.unsaved
        name = self._names.get(place, "")
        if draft:
            self._names[place] = name = name or self._drafts.free_name()
            self._try(partial(self._drafts.keep, name, draft))
        elif name:
            self._try(partial(self._drafts.forget, name))

    @staticmethod
    def _try(what: Callable[[], None]) -> None:
        """A draft that cannot be kept is no reason to disturb who is building."""
        try:
            what()
        except OSError as error:
            log.info("the draft could not be kept: %s", error)
