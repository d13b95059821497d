"""One range of a ledger, metric by metric: what pages, the report and the command line ask for.

Everything is computed when it is first asked for. Looks back at most four weeks before the range.
"""

from datetime import date
from functools import cached_property

from workouts.model import Side
from workouts.progress import felt, gains, levels, sides, weeks
from workouts.progress.ledger import Ledger
from workouts.progress.values import (
    ActivationWeek,
    CoverageWeek,
    Done,
    Endurance,
    LadderLevel,
    PlanWeek,
    Series,
    Span,
    Symmetry,
    VolumeWeek,
    Win,
)

LOOK_BACK_DAYS = 28  # read that much more before the range: see db/training.py


class Progress:
    """The metrics of catalogue section 5 from `span.first` to `span.last`, both included.

    `today` is the local day; what was planned after it is not yet due. `injured` is the side the
    athlete marked, if any.
    """

    def __init__(
        self, ledger: Ledger, span: Span, today: date, injured: Side | None = None
    ) -> None:
        self.ledger, self.span, self.today, self.injured = ledger, span, today, injured

    @cached_property
    def exercises(self) -> tuple[Done, ...]:
        """What was done in the range, most sets first."""
        return sides.exercises(self.ledger, self.span)

    def main_holds(self, count: int = 3) -> tuple[str, ...]:
        """The exercises held longest in all, stretches left out; fewer where there are fewer."""
        return sides.main_holds(self.exercises, count)

    def symmetry(self, exercise_id: str) -> Symmetry:
        """Session by session; no points where only one side was done."""
        return sides.symmetry(self.ledger, self.span, exercise_id, self.injured)

    @cached_property
    def symmetries(self) -> tuple[Symmetry, ...]:
        """All that have points: self-tests first, then holds, then the rest."""
        return sides.symmetries(self.ledger, self.span, self.exercises, self.injured)

    def endurance(self, exercise_id: str) -> tuple[Endurance, ...]:
        """One a side, left before right; empty where it was never held."""
        return sides.endurance(self.ledger, self.span, exercise_id)

    def repetitions(self, exercise_id: str) -> tuple[Series, ...]:
        """The most clean reps (or steps) of a day, one series a side."""
        return sides.repetitions(self.ledger, self.span, exercise_id)

    @cached_property
    def test_scores(self) -> tuple[Series, ...]:
        """One series a test and side, in the scale of the test; days not scored are absent."""
        return sides.test_scores(self.ledger, self.span)

    @cached_property
    def activation(self) -> tuple[ActivationWeek, ...]:
        """Every week of the range, also those without a run."""
        return weeks.activation(self.ledger, self.span)

    @cached_property
    def plan(self) -> tuple[PlanWeek, ...]:
        """Every week of the range with its rolling four weeks."""
        return weeks.plan(self.ledger, self.span, self.today)

    @cached_property
    def volume(self) -> tuple[VolumeWeek, ...]:
        """One a week, category and side that had any; weeks without training are absent."""
        return weeks.volume(self.ledger, self.span)

    @cached_property
    def load(self) -> Series:
        """RPE times minutes of each day with a told effort."""
        return weeks.load(self.ledger, self.span)

    @cached_property
    def coverage(self) -> tuple[CoverageWeek, ...]:
        """The weeks that had any training, with minutes an area."""
        return weeks.coverage(self.ledger, self.span)

    def effort(self, exercise_id: str | None = None) -> tuple[Series, Series]:
        """Median RPE and median RIR of up to three told sessions, after each of them.

        Of one exercise, or of all together.
        """
        return felt.effort(self.ledger, self.span, exercise_id)

    @cached_property
    def pain(self) -> tuple[Series, Series, Series]:
        """Pain before, during (the worst told) and the morning after: keys before, worst, morning.

        A day with several sessions keeps the highest. `.smoothed()` gives the 7-day median.
        """
        return felt.pain(self.ledger, self.span)

    @cached_property
    def response_24h(self) -> Series:
        """Next morning minus before; only where both were told."""
        return felt.response(self.ledger, self.span)

    @cached_property
    def levels(self) -> tuple[LadderLevel, ...]:
        """The five ladders of the catalogue, also those without a step."""
        return levels.levels(self.ledger, self.span)

    @cached_property
    def wins(self) -> tuple[Win, ...]:
        """Small gains of the range, oldest first."""
        return gains.wins(self.ledger, self.span)
