"""Words of the plan: days, findings of gates, what to do after time away."""

from datetime import date

from workouts.gates import Finding
from workouts.plan import AfterAway
from workouts.programmes import RunDose
from workouts.references import reference

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
AWAY = {
    AfterAway.REPEAT_WEEK: "Week {} comes once more, with doses at about 80 %.",
    AfterAway.EASIER: "You go on with week {}, one level easier.",
    AfterAway.RESTART: "You begin again with week {}; take the self-tests first.",
}


def day_text(day: date) -> str:
    """Monday 7 January"""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def span_text(first: date, last: date) -> str:
    """7 to 13 January"""
    head = (
        f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    )
    return f"{head} to {last.day} {MONTHS[last.month - 1]}"


def away_text(days: int, away: AfterAway, week: int) -> str:
    """What so many days without a session ask for. Source: catalogue 4.2 (GP)."""
    said = AWAY[away].format(week)
    return f"Welcome back: {days} days since your last session. {said} ({source_text(('GP',))})"


def run_text(run: RunDose) -> str:
    """A walk-run in a line."""
    effort = f"effort {run.effort} of 10"
    far = f"{run.miles:g} {'mile' if run.miles == 1 else 'miles'} ({run.miles * 1.609:.1f} km)"
    if run.run_min is None:
        return f"Run without a break, {far}, {effort}"
    return f"Walk {run.walk_min:g} min, run {run.run_min:g} min in turn, {far}, {effort}"


def finding_text(found: Finding) -> str:
    """What a need was found by."""
    if found.asked:
        return "Only you can say" if found.met is None else "You said so"
    if found.left is not None or found.right is not None:
        left, right = (_number(value) for value in (found.left, found.right))
        return f"Left {left}, right {right}"
    if found.met is None:
        return "Not known yet"
    return "Found in your sessions"


def source_text(keys: tuple[str, ...]) -> str:
    """Source keys as a reader knows them: general practice in words."""
    return ", ".join("general practice" if key == "GP" else key for key in keys)


def source_long(keys: tuple[str, ...]) -> str:
    """Sources with their full text."""
    return "; ".join(
        "General practice: no source states it" if key == "GP" else reference(key).text
        for key in keys
    )


def _number(value: float | None) -> str:
    return "not known" if value is None else f"{value:g}"
