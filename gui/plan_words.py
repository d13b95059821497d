"""Words of the plan: days, findings of gates, what to do after time away."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from workouts.gates import Finding
from workouts.plan import AfterAway
from workouts.programmes import Programme, Role, RunDose
from workouts.references import reference

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day_text(day: date) -> str:
    """Monday 7 January"""
    return f"{weekday(day)} {day.day} {_tr(MONTHS[day.month - 1])}"


def weekday(day: date) -> str:
    return _tr(DAYS[day.weekday()])


def soon_text(day: date, today: date) -> str:
    """today, tomorrow, on Friday, on Friday 25 January"""
    away = (day - today).days
    if away in (0, 1):
        return _tr("tomorrow") if away else _tr("today")
    return _tr("on {}").format(weekday(day) if 0 < away < 7 else day_text(day))


def span_text(first: date, last: date) -> str:
    """7 to 13 January"""
    month = "" if first.month == last.month else f" {_tr(MONTHS[first.month - 1])}"
    return _tr("{} to {}").format(
        f"{first.day}{month}", f"{last.day} {_tr(MONTHS[last.month - 1])}"
    )


def away_text(days: int, away: AfterAway, week: int, programme: Programme) -> str:
    """What so many days without a session ask for. Source: catalogue 4.2 (GP)."""
    grows = any(s.role is Role.STRENGTH for one in programme.week for s in one.session)
    match away:
        case AfterAway.GO_ON:
            said = _tr("You go on with week {}.")
        case AfterAway.REPEAT_WEEK if grows:
            said = _tr("Week {} comes once more, with doses at about 80 %.")
        case AfterAway.REPEAT_WEEK:
            said = _tr("Week {} comes once more.")
        case AfterAway.EASIER if grows:
            said = _tr("You go on with week {}, one level easier.")
        case AfterAway.EASIER:
            said = _tr("You go on with week {}.")
        case AfterAway.RESTART if grows:
            said = _tr("You begin again with week {}; take the self-tests first.")
        case AfterAway.RESTART:
            said = _tr("You begin again with week {}.")
    welcome = _tr("Welcome back: {} days since your last session.").format(days)
    source = "" if away is AfterAway.GO_ON else f" ({source_text(('GP',))})"
    return f"{welcome} {said.format(week)}{source}"


def run_text(run: RunDose) -> str:
    """A walk-run in a line."""
    effort = _tr("effort {} of 10").format(run.effort)
    miles = _tr("{} mile") if run.miles == 1 else _tr("{} miles")
    far = f"{miles.format(f'{run.miles:g}')} ({run.miles * 1.609:.1f} km)"
    if run.run_min is None:
        return _tr("Run without a break, {}, {}").format(far, effort)
    return _tr("Walk {:g} min, run {:g} min in turn, {}, {}").format(
        run.walk_min, run.run_min, far, effort
    )


def finding_text(found: Finding) -> str:
    """What a need was found by, or how it becomes known."""
    if found.asked:
        words = {None: _tr("Only you can say"), True: _tr("You said so"), False: _tr("Not yet")}
        return words[found.met]
    if found.left is not None or found.right is not None:
        left, right = (_number(value) for value in (found.left, found.right))
        return _tr("Left {}, right {}").format(left, right)
    if found.met is None:
        if found.need.pain is not None:
            return _tr("Not known yet: tell how much it hurts, also when it does not")
        return _tr("Not known yet")
    return _tr("Found in your sessions")


def source_text(keys: tuple[str, ...]) -> str:
    """Source keys as a reader knows them: general practice in words."""
    return ", ".join(_tr("general practice") if key == "GP" else key for key in keys)


def source_long(keys: tuple[str, ...]) -> str:
    """Sources with their full text."""
    return "; ".join(
        _tr("General practice: no source states it") if key == "GP" else reference(key).text
        for key in keys
    )


def _number(value: float | None) -> str:
    return _tr("not known") if value is None else f"{value:g}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlanWords", text)
