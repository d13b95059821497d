"""What the player says of a moment: digits, phase, note, what is next. Values in, words out."""

from PySide6.QtCore import QObject

from gui.player.dial import Reading
from gui.theme import Theme
from gui.words import SIDE, amount_text, clock_time, seconds_text, set_text
from workouts.model import Kind, Measure, Side
from workouts.session import State, View, next_effort, shown_seconds
from workouts.timeline import Step, StepKind, Timeline


class Telling(QObject):
    def reading(self, view: View, theme: Theme) -> Reading:
        step = view.step
        colour = theme.phase(step.kind)
        share = view.into / view.length if view.length else 0.0
        if view.state is State.PAUSED:
            return Reading(
                self._digits(view), self.tr("Paused"), self.tr("Space goes on"),
                theme.paused, share, outlined=True,
            )  # fmt: skip
        if view.state is State.RESUMING:
            return Reading(
                str(shown_seconds(view.resume_in)), self.tr("Go on in"), "",
                theme.ready, 0.0, outlined=True,
            )  # fmt: skip
        return Reading(
            digits=self._digits(view),
            word=self._phase_word(step),
            note=self._note(view),
            colour=colour,
            done=share,
            outlined=step.kind in (StepKind.READY, StepKind.SWITCH),
            dashed=step.kind in (StepKind.REST, StepKind.BETWEEN),
        )

    def _digits(self, view: View) -> str:
        step = view.step
        if step.kind is StepKind.WORK and not step.is_hold:
            return str(view.rep)
        seconds = shown_seconds(view.left or 0.0)
        return str(seconds) if seconds < 100 else clock_time(seconds)

    def _phase_word(self, step: Step) -> str:
        match step.kind:
            case StepKind.READY:
                return self.tr("Get ready")
            case StepKind.SWITCH:
                return self.tr("Switch sides")
            case StepKind.BETWEEN | StepKind.REST:
                return self.tr("Rest")
        return {
            Measure.HOLD: self.tr("Hold"),
            Measure.STEPS: self.tr("Steps"),
        }.get(step.exercise.measure, self.tr("Reps"))

    def _note(self, view: View) -> str:
        step = view.step
        if step.kind is not StepKind.WORK:
            return ""
        if step.self_paced:
            return self.tr("of {} · Space when done").format(step.reps)
        if step.reps:
            part = {"lift": self.tr("lift"), "pause": self.tr("hold"), "lower": self.tr("lower")}
            word = part.get(view.part.value, "") if view.part else ""
            of = self.tr("of {}").format(step.reps)
            show_part = word and step.exercise.measure is not Measure.STEPS
            return f"{of} · {word}" if show_part else of
        return self.tr("of {}").format(seconds_text(view.length or step.planned_s))

    def headline(self, step: Step) -> str:
        """The exercise at hand; in a rest the one that comes."""
        coming = self.tr("Next: ") if step.kind is StepKind.REST else ""
        return coming + step.exercise.name

    def details(self, step: Step) -> str:
        """Side, set and amount, as far as they matter just now."""
        resting = step.kind is StepKind.REST
        side = [SIDE[step.side].capitalize()] if step.side in (Side.LEFT, Side.RIGHT) else []
        first = step.kind is StepKind.READY and step.set_no <= 1 and step.rounds <= 1
        sets = [] if resting or first else [set_text(step)]
        amount = [amount_text(step)] if resting or step.kind is StepKind.READY else []
        return " · ".join(text for text in (*([] if resting else side), *sets, *amount) if text)

    def effort_question(self, step: Step, timeline: Timeline) -> str:
        """In a rest after work of a kind that progresses, how hard was it?"""
        before = timeline.steps[step.index - 1] if step.index else None
        asks = (
            before is not None
            and before.kind is StepKind.WORK
            and step.kind is not StepKind.WORK
            and timeline.kind is not Kind.WARM_UP
        )
        return self.tr("How was it?") if asks else ""

    def coming(self, step: Step, timeline: Timeline) -> str:
        """What follows the work at hand."""
        after = next_effort(timeline, step.index)
        if step.kind is not StepKind.WORK or after is None:
            return "" if after else self.tr("Last one")
        same = after.exercise.id == step.exercise.id and after.item == step.item
        if same and after.side is step.side and after.round_no == step.round_no:
            what = set_text(after)
        elif same and after.round_no == step.round_no:
            what = SIDE[after.side]
        else:
            what = f"{after.exercise.name}, {amount_text(after)}"
        return self.tr("Next: {}").format(what)
