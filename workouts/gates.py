"""Whether the conditions between two phases of a programme are met, from what was recorded. Pure.

What no record can show is asked; an answer is the athlete's word. Unknown is None, never no.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workouts.model import Side
from workouts.programmes import Gate, Need
from workouts.self_test import Taken, scales

SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Held:
    """One clean effort of an exercise. Pain is the worst told of it or of its session."""

    exercise_id: str
    side: Side
    day: date
    held_s: float | None
    session_id: str
    pain: int | None = None
    reps: int | None = None  # of a series; None for a single hold

    @property
    def times(self) -> int:
        """How often it was held or done."""
        return 1 if self.reps is None else self.reps


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was recorded, oldest first; and what the athlete answered."""

    tests: tuple[Taken, ...] = ()
    held: tuple[Held, ...] = ()
    pains: tuple[int | None, ...] = ()  # the worst pain of each session, unknown is None
    answers: Mapping[str, bool] = field(default_factory=dict)  # id of a need -> met


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a need is met, and the numbers it was found by. None: not known yet."""

    need: Need
    met: bool | None
    left: float | None = None
    right: float | None = None
    asked: bool = False  # only the athlete can say


def findings(gate: Gate, evidence: Evidence) -> list[Finding]:
    """Each need of a gate, in its order."""
    return [_finding(need, evidence) for need in gate.need]


def is_open(found: Iterable[Finding]) -> bool:
    """Whether all is known and met."""
    return all(one.met for one in found)


def _finding(need: Need, evidence: Evidence) -> Finding:
    if need.test is not None:
        return _by_test(need, evidence.tests)
    if need.exercise is not None:
        return _by_exercise(need, evidence.held)
    if need.pain is not None and need.sessions is not None:
        return Finding(need, _by_pain(need.pain, need.sessions, evidence.pains))
    return Finding(need, evidence.answers.get(need.id), asked=True)


def _by_test(need: Need, tests: Iterable[Taken]) -> Finding:
    """The last score of each side; both sides of one day where they are compared."""
    last: dict[Side, tuple[date, float]] = {}
    for one in tests:
        if one.test_id == need.test and one.value is not None:
            last[one.side] = one.day, one.value
    alone = last.get(Side.BOTH) if need.symmetry is None else None
    (left_day, left), (right_day, right) = (
        last.get(side, alone or (None, None)) for side in SIDES
    )
    if left is None or right is None:
        return Finding(need, None, left, right)
    if need.symmetry is None:
        return Finding(need, _within(need, left) and _within(need, right), left, right)
    most = max(left, right)
    if left_day != right_day or most <= 0 or not scales()[need.test or ""].is_ratio:
        return Finding(need, None, left, right)
    return Finding(need, 100.0 * min(left, right) / most >= need.symmetry, left, right)


def _within(need: Need, value: float) -> bool:
    enough = need.least is None or value >= need.least
    return enough and (need.most is None or value <= need.most)


def _by_exercise(need: Need, held: Iterable[Held]) -> Finding:
    """Seconds on each side, or so many efforts in one session with pain that is known."""
    ones = [one for one in held if one.exercise_id == need.exercise]
    if need.least is not None:
        best = {
            side: max(
                (one.held_s for one in ones if one.side is side and one.held_s), default=None
            )
            for side in (*SIDES, Side.BOTH)
        }
        left, right = (best[side] if best[side] else best[Side.BOTH] for side in SIDES)
        if left is None or right is None:
            return Finding(need, None, left, right)
        return Finding(need, min(left, right) >= need.least, left, right)
    by_session: dict[str, list[Held]] = {}
    for one in ones:
        by_session.setdefault(one.session_id, []).append(one)
    if not by_session:
        return Finding(need, None)
    enough = need.reps or 1
    full = [done for done in by_session.values() if sum(one.times for one in done) >= enough]
    if need.pain is None:
        return Finding(need, bool(full))
    if not full:
        return Finding(need, False)
    pains = [one.pain for one in full[-1]]
    known = [pain for pain in pains if pain is not None]
    return Finding(need, max(known) <= need.pain if known else None)


def _by_pain(limit: int, sessions: int, pains: tuple[int | None, ...]) -> bool | None:
    """The last so many sessions at pain up to the limit. Pain nobody told is not known."""
    last = pains[-sessions:]
    if any(pain is not None and pain > limit for pain in last):
        return False
    return None if len(last) < sessions or None in last else True
