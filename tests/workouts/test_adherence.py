"""Runs that began with activation: four weeks by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from workouts.adherence import WeekOfRuns, adherence
from workouts.model import Kind
from workouts.records import RunRecord, SessionRecord

BERLIN, SUMMER, LISBON, LISBON_SUMMER = (timezone(timedelta(hours=h)) for h in (1, 2, 0, 1))


def warm_up(day, clock, zone=BERLIN, state="finished", kind=Kind.WARM_UP):
    """A warm-up of five minutes that ended then."""
    end = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)
    ended = None if state == "running" else end
    return SessionRecord(
        f"s {day} {clock}", "pre-run-5", "Warm-up", kind, end - timedelta(minutes=5), ended,
        state, 300, 300, 0,
    )  # fmt: skip


def run(day, clock, zone=BERLIN):
    start = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)
    return RunRecord(start, 40.0, id=f"r {day} {clock}")


WARM_UPS = (
    # Week of 2 March: two runs in a day, each with its own warm-up; one run with none.
    warm_up("2026-03-02", "07:00"),
    warm_up("2026-03-02", "18:00"),
    warm_up("2026-03-07", "09:00"),  # the run came an hour and a second later
    # Week of 9 March: the run past midnight, on a Sunday night.
    warm_up("2026-03-15", "23:40"),
    warm_up("2026-03-11", "07:00", state="stopped"),  # broken off
    warm_up("2026-03-13", "07:00", kind=Kind.STRENGTH),  # no warm-up at all
    # Week of 16 March: an hour to the second; two warm-ups before one run; the same for two runs.
    warm_up("2026-03-17", "07:00"),
    warm_up("2026-03-19", "07:00"),
    warm_up("2026-03-19", "07:10"),
    warm_up("2026-03-21", "07:00"),
    # Week of 23 March: the clocks go on an hour in the night to the 29th; a trip to Lisbon.
    warm_up("2026-03-25", "06:30", BERLIN),
    warm_up("2026-03-29", "23:30", SUMMER),
    warm_up("2026-03-28", "08:00", state="running"),
)
RUNS = (
    run("2026-03-02", "07:05"),
    run("2026-03-02", "18:20"),
    run("2026-03-04", "07:00"),
    run("2026-03-07", "10:00:01"),
    run("2026-03-16", "00:10"),  # Monday, local: belongs to the next week
    run("2026-03-11", "07:02"),
    run("2026-03-13", "07:02"),
    run("2026-03-17", "08:00"),
    run("2026-03-19", "07:12"),
    run("2026-03-21", "07:30"),
    run("2026-03-21", "07:50"),  # its warm-up counted for the run before
    run("2026-03-25", "06:00", LISBON),  # 07:00 where it was warmed up
    run("2026-03-29", "23:00", LISBON_SUMMER),  # Sunday there, already Monday at home
    run("2026-03-28", "08:05"),
)
BY_HAND = (
    WeekOfRuns(date(2026, 3, 2), 4, 2, 3),
    WeekOfRuns(date(2026, 3, 9), 2, 0, 3),
    WeekOfRuns(date(2026, 3, 16), 5, 4, 3),
    WeekOfRuns(date(2026, 3, 23), 3, 2, 3),
)


def test_four_weeks_come_out_as_counted_by_hand():
    assert adherence(WARM_UPS, RUNS, 3) == BY_HAND
    assert [week.reached for week in BY_HAND] == [False, False, True, False]


def test_the_order_of_what_is_given_does_not_matter():
    assert adherence(reversed(WARM_UPS), reversed(RUNS), 3) == BY_HAND


@pytest.mark.parametrize("late_s", [-1, 0, 3600, 3601])
def test_a_run_counts_from_the_end_of_the_warm_up_to_an_hour_later(late_s):
    end = warm_up("2026-03-17", "07:00")
    begun = RunRecord(end.finished_at + timedelta(seconds=late_s), 40.0, id="r")
    [week] = adherence([end], [begun], 3)
    assert week.activated == (0 <= late_s <= 3600)


def test_without_runs_there_are_no_weeks():
    assert adherence(WARM_UPS, (), 3) == ()


def test_the_view_of_the_database_says_the_same(tmp_path):
    from db.history import History

    with History(tmp_path / "h.db", now=lambda: RUNS[0].started_at) as history:
        for one in WARM_UPS:
            history.corrections.add_session(one, [])
        for one in RUNS:
            history.add_run(one)
        rows = history._connection.execute(
            "SELECT week, runs, activated, goal FROM activation_adherence ORDER BY week"
        ).fetchall()
        told = adherence(history.sessions(), history.runs(), 3)
    assert [(w.monday.isoformat(), w.runs, w.activated, w.goal) for w in told] == [
        tuple(row) for row in rows
    ]
    assert told == BY_HAND
