"""Doses and decisions in plain words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from workouts.dosing import driver
from workouts.model import Dose, Exercise, Side, Sided
from workouts.own_dose import OwnDose
from workouts.progression import LSI, LSI_EVEN, Action, Decision


def dose_text(exercise: Exercise, dose: Dose) -> str:
    """2 x 10 reps each side; 3 x 4 x 20 s each side."""
    side = _tr(" each side") if exercise.sided is not Sided.BOTH else ""
    sets = f"{dose.sets} × " if dose.sets > 1 else ""
    match driver(exercise):
        case "hold_s":
            repeats = f"{dose.repeats} × " if dose.repeats > 1 else ""
            return f"{sets}{repeats}{dose.hold_s or 0:g} s{side}"
        case "laps":
            return _tr("{}{} laps").format(sets, dose.laps or 1)
    return _tr("{}{} reps{}").format(sets, dose.reps or 1, side)


def own_text(exercise: Exercise, own: OwnDose) -> str:
    """An accepted dose; each side's where they differ. Empty where nothing of it was accepted."""
    band = _tr(", {} band").format(own.band) if own.band else ""
    if not own.sides:
        return dose_text(exercise, own.dose) + band if own.dose else ""
    told = []
    for side, word in ((Side.LEFT, _tr("left {}")), (Side.RIGHT, _tr("right {}"))):
        if dose := own.sides.get(side) or own.dose:
            told.append(word.format(one_side_text(exercise, dose)))
    return ", ".join(told) + band


def one_side_text(exercise: Exercise, dose: Dose) -> str:
    return dose_text(exercise, dose).removesuffix(_tr(" each side"))


def change_text(decision: Decision, exercises: Mapping[str, Exercise]) -> str:
    """From what to what; where nothing changes, what it stays."""
    old = exercises[decision.old_exercise]
    new = exercises[decision.exercise]
    if decision.rule == "LSI-even":
        return _tr("Both sides as usual")
    if decision.weaker:
        first = _tr("left") if decision.weaker is Side.LEFT else _tr("right")
        return _tr("The {} side begins, with one set more in the first exercise").format(first)
    words = one_side_text if decision.side else dose_text
    before, after = words(old, decision.old_dose), words(new, decision.dose)
    if decision.exercise != decision.old_exercise:
        return f"{before}  →  {new.name}, {after}"
    if decision.band:
        return _tr("{}  →  {} band, {}").format(before, decision.band, after)
    return after if before == after else f"{before}  →  {after}"


def sentence(decision: Decision) -> str:
    """Why, in a sentence."""
    told = decision.inputs
    words = {
        "R0": _tr("You marked a warning sign. Training waits until you have read what to do."),
        "R1a": _tr("Pain {} is above the limit for this exercise, so it stops for today.").format(
            told.get("pain_during")
        ),
        "R1b": _tr(
            "Pain was above the limit twice running: a week without it. A clinician may help."
        ),
        "R2a": _tr("It hurt more the next morning, so a smaller dose may help."),
        "R2b": _tr("A little more pain the next morning: the dose stays until it is calm."),
        "R3a": _tr("Pain {} is all right, and no time for more.").format(told.get("pain_during")),
        "R3b": _tr("Pain of 4 or 5 twice running: a smaller dose may help."),
        "R4a": _tr("Not all of it was managed this time. The same again."),
        "R4b": _tr("Not managed twice running: one level easier for now."),
        "R4c": _tr("Nearly all of it was done. The same again."),
        "deload": _tr("An easier week: nothing is added."),
        "R5a": _tr("That was hard. The same again."),
        "R5b": _tr("Hard twice running: a little less."),
        "R5c": _tr("Two good reps were left. Stop a little earlier next time."),
        "R6-band": _tr("The top of the range, twice running: a stronger band, from the bottom."),
        "R6-locked": _tr("The next level opens after two sessions with pain of 3 or less."),
        "R6a": _tr("The top of the range, twice running: time for the next level."),
        "R6b": _tr("The top of the range, twice running: one set more, each a little shorter."),
        "R6c": _tr("This is as far as it goes here. Keep it up."),
        "R6d": _tr("At the top of the range. Once more like this, and the next level follows."),
        "R7-unknown": _tr("How hard it was is not known, so it stays. Press 1, 2 or 3 in a rest."),
        "R7-week": _tr("It has grown twice this week already. The same again."),
        "R7-full": _tr("The range is full. The same again."),
        "R7a": _tr("That was easy: a good step more."),
        "R7b": _tr("Right on target: a little more."),
        "R8": _tr("This one keeps its dose."),
        "side-waits": _tr("This side is ahead of the other, so it waits here."),
        "LSI": _tr("One side did less than {} % of the other in two tests running.").format(
            told.get("bar")
        ),
        "LSI-even": _tr("Both sides are alike again: the set more goes."),
    }
    return words.get(decision.rule, decision.rule)


def action_word(decision: Decision) -> str:
    """One word for the head of a row."""
    if decision.rule in (LSI, LSI_EVEN):
        return _tr("Sides")
    if decision.action in (Action.ADD, Action.REDUCE) and not decision.changes:
        return _tr("The same")  # there is no less, or no more
    return {
        Action.ADD: _tr("More"),
        Action.STEP_UP: _tr("Next level"),
        Action.REDUCE: _tr("Less"),
        Action.REGRESS: _tr("Easier"),
        Action.STOP_TODAY_REGRESS: _tr("Easier"),
        Action.SUSPEND: _tr("A week off"),
        Action.STOP_REFER: _tr("Stop"),
    }.get(decision.action, _tr("The same"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DoseWords", text)
