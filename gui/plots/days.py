"""Charts of single days: the calendar of training, and small gains."""

from datetime import date, timedelta

from gui.charts.values import Bars, CalendarChart, CalendarDay, Role, Stack, TimeChart
from gui.plots.common import ALL, says_of, tr
from workouts.progress import Progress


def days_chart(progress: Progress, _: str = ALL) -> CalendarChart:
    """Every day of the span with the minutes of its sessions."""
    days: dict[date, list[tuple[str, float]]] = {}
    for session in progress.ledger.sessions:
        if session.day in progress.span and session.state != "running":
            days.setdefault(session.day, []).append((session.title, (session.active_s or 0) / 60))
    first = progress.span.first
    if days:
        first = max(first, min(days) - timedelta(days=min(days).weekday()))
    return CalendarChart(
        tr("Training days"),
        first,
        progress.span.last,
        tuple(
            CalendarDay(
                day,
                sum(minutes for _, minutes in done),
                ", ".join(f"{title} {minutes:.0f} min" for title, minutes in done),
            )
            for day, done in sorted(days.items())
        ),
        empty=tr("Finish a session, and its day is marked here."),
    )


def wins_chart(progress: Progress, _: str = ALL) -> TimeChart:
    """Small gains counted by week; the table and the words say which."""
    weeks: dict[int, int] = {}
    for win in progress.wins:
        if win.beyond_noise:
            day = win.day.toordinal()
            weeks[day - (day - 1) % 7] = weeks.get(day - (day - 1) % 7, 0) + 1
    stacks = tuple(Stack(day, (float(count),)) for day, count in sorted(weeks.items()))
    return TimeChart(
        tr("Small gains of each week"),
        "",
        bars=Bars(((tr("gains"), Role.FIRST),), stacks),
        whole=True,
        says=says_of(progress, "wins") if stacks else "",
        empty=tr("One more second or repetition than before is a gain; it stands here."),
    )
