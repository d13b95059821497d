"""Which gates of what is followed are open, as found in one reading of the plan. Pure."""

from collections.abc import Callable

import msgspec

from workouts.following import Following, PlanState
from workouts.gates import Evidence, Finding, findings, is_open
from workouts.plan_book import PlanBook
from workouts.programmes import Gate, Programme


class PlanGates:
    """Each gate is looked at once; one that was passed stays open."""

    def __init__(self, book: PlanBook, evidence: Callable[[Following, Gate], Evidence]) -> None:
        self._book, self._evidence = book, evidence
        self._closed: dict[str, tuple[Gate, list[Finding]]] = {}
        self.opened: list[tuple[Programme, Gate]] = []  # since they were looked at last
        self.state: PlanState = book.state  # with the gates that were passed by now
        for follows, programme in book.followed:
            self._look(follows, programme)

    def closed(self, programme: str) -> Gate | None:
        """The first gate that is not open yet."""
        found = self._closed.get(programme)
        return found[0] if found else None

    def found(self, programme: str) -> list[Finding]:
        """What is met and what is missing at the closed gate."""
        found = self._closed.get(programme)
        return found[1] if found else []

    def _look(self, follows: Following, programme: Programme) -> None:
        for gate in programme.gate:
            if gate.after_week in follows.passed:
                continue
            found = findings(gate, self._evidence(follows, gate))
            if not is_open(found):
                self._closed[programme.id] = gate, found
                return
            if self._book.week(programme.id) > gate.after_week:
                self.opened.append((programme, gate))
                passed = (*follows.passed, gate.after_week)
                follows = msgspec.structs.replace(follows, passed=passed)
                self.state = self.state.having(follows)


def answered(state: PlanState, programme: str, need: str, *, met: bool) -> PlanState:
    """With the athlete's word on what no record shows."""
    follows = state.of(programme)
    if follows is None:
        return state
    said = {**follows.answers, need: met}
    return state.having(msgspec.structs.replace(follows, answers=said))
