"""What is read for progress: local days, corrections, ranges, and the same as the views say."""

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from db.errors import HistoryError
from db.training import changed_at, read_exercise, read_in_chunks, read_training, whole_span
from tests.db.conftest import hold
from workouts.events import EndedBy
from workouts.model import Category, Kind, Measure, Side
from workouts.progress import Ledger, Progress, Span
from workouts.records import RunRecord, SessionRecord

TODAY = date(2026, 12, 1)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def at(text, offset_hours=1):
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=offset_hours)))


def keep(history, started, sets=(), *, kind=Kind.STRENGTH, **said):
    """A finished session of twenty minutes that began at that local time."""
    values = {
        "id": "",
        "workout_id": "w",
        "title": "W",
        "kind": kind,
        "started_at": started,
        "finished_at": started + timedelta(minutes=20),
        "state": "finished",
        "planned_s": 1200.0,
        "active_s": 1200.0,
        "paused_s": 0.0,
    }
    found = [
        hold(**({"position": n, "started_at": started} | one)) for n, one in enumerate(sets, 1)
    ]
    return history.corrections.add_session(SessionRecord(**(values | said)), found)


def progress(path, span=YEAR):
    return Progress(Ledger(read_training(path, span)), span, TODAY)


def weeks(path):
    return [(week.monday, week.hold_s) for week in progress(path).volume]


# -- days and weeks are those of the place


def test_a_week_begins_on_monday_where_the_session_was_done(path, history):
    keep(history, at("2026-06-07 23:30", 2), [{"held_s": 10.0}])  # Sunday; 21:30 in UTC
    keep(history, at("2026-06-08 00:30", 2), [{"held_s": 20.0}])  # Monday; still Sunday in UTC
    keep(history, at("2026-06-07 18:30", -8), [{"held_s": 40.0}])  # Sunday; Monday in UTC
    assert weeks(path) == [(date(2026, 6, 1), 50.0), (date(2026, 6, 8), 20.0)]


def test_the_night_the_clocks_change_keeps_its_day(path, history):
    keep(history, at("2026-10-24 23:50", 2), [{"held_s": 10.0}])
    keep(history, at("2026-10-25 02:30", 2), [{"held_s": 20.0}])  # before the hour is repeated
    keep(history, at("2026-10-25 02:10", 1), [{"held_s": 30.0}])  # later, though it reads earlier
    keep(history, at("2026-10-26 00:10", 1), [{"held_s": 40.0}])
    [one] = progress(path).endurance("copenhagen-hold")
    assert list(zip(one.total.days, one.total.values, strict=True)) == [
        (date(2026, 10, 24), 10.0),
        (date(2026, 10, 25), 50.0),
        (date(2026, 10, 26), 40.0),
    ]
    assert weeks(path) == [(date(2026, 10, 19), 60.0), (date(2026, 10, 26), 40.0)]


def test_flying_west_puts_a_later_session_on_an_earlier_day(path, history):
    keep(history, at("2026-06-10 00:30", 12), [{"held_s": 10.0}])  # 9 June 12:30 UTC
    keep(history, at("2026-06-09 10:00", -10), [{"held_s": 20.0}])  # 9 June 20:00 UTC
    [one] = progress(path).endurance("copenhagen-hold")
    assert list(zip(one.total.days, one.total.values, strict=True)) == [
        (date(2026, 6, 9), 20.0),
        (date(2026, 6, 10), 10.0),
    ]


def test_a_range_holds_its_first_and_last_local_day(path, history):
    for text, offset in (
        ("2026-06-09 23:59", 2),
        ("2026-06-10 00:00", 14),
        ("2026-06-11 23:59", -12),
        ("2026-06-12 00:00", 2),
    ):
        keep(history, at(text, offset), [{"held_s": 10.0}])
    span = Span(date(2026, 6, 10), date(2026, 6, 11))
    found = read_training(path, span, look_back=False)
    assert [session.day for session in found.sessions] == [span.first, span.last]
    assert [effort[0] for effort in found.efforts] == [0, 1]
    assert [week.hold_s for week in progress(path, span).volume] == [20.0]


# -- corrections


def test_an_edited_set_counts_as_it_was_put_right(path, history):
    session = keep(history, at("2026-06-08 18:00"), [{"held_s": 20.0}, {"held_s": 10.0}])
    first, second = history.sets(session)
    history.corrections.edit_set(first.id, held_s=14.0)
    history.corrections.edit_set(second.id, side=Side.RIGHT.value)
    [point] = progress(path).symmetry("copenhagen-hold").points
    assert (point.left, point.right) == (14.0, 10.0)


def test_deleted_sets_sessions_and_runs_do_not_count_and_come_back_when_undone(path, history):
    session = keep(history, at("2026-06-08 18:00"), [{"held_s": 20.0}, {"held_s": 10.0}])
    other = keep(history, at("2026-06-09 18:00"), [{"held_s": 40.0}])
    run = history.add_run(RunRecord(at("2026-06-09 19:00"), 30.0))
    undo = history.corrections.delete_set(history.sets(session)[0].id)
    history.corrections.delete_session(other)
    history.corrections.delete("run", run)
    assert weeks(path) == [(date(2026, 6, 8), 10.0)]
    assert sum(week.runs for week in progress(path).activation) == 0
    history.corrections.undo(undo)
    assert weeks(path) == [(date(2026, 6, 8), 30.0)]


def test_pain_nobody_told_is_unknown(path, history):
    keep(history, at("2026-06-08 18:00"), [{}])
    keep(history, at("2026-06-09 18:00"), [{"pain": 0}], pain_before=1, pain_morning=1)
    before, worst, _ = progress(path).pain
    assert (before.values, worst.values) == ((1.0,), (0.0,))
    assert progress(path).response_24h.values == (0.0,)


def test_a_planned_day_is_done_while_its_session_is_there(path, history):
    session = keep(history, at("2026-06-08 18:00"), [{}])
    connection = history._connection
    for number, (day, done) in enumerate([("2026-06-08", session), ("2026-06-10", None)]):
        connection.execute(
            "INSERT INTO plan_day VALUES (?, 'PR-HIP6', 1, ?, 'w', ?, 'now', NULL)",
            (f"day {number}", day, done),
        )
    span = Span(date(2026, 6, 8), date(2026, 6, 14))
    assert [(week.done, week.planned) for week in progress(path, span).plan] == [(1, 2)]
    history.corrections.delete_session(session)
    assert [(week.done, week.planned) for week in progress(path, span).plan] == [(0, 2)]


# -- reading


def test_an_empty_history_reads_as_nothing(path, history):
    assert whole_span(path) is None
    assert read_training(path, YEAR).sessions == ()
    assert list(read_in_chunks(path)) == []


def test_the_whole_is_from_the_first_local_day_to_the_last(path, history):
    keep(history, at("2026-06-08 00:30", 12))
    deleted = keep(history, at("2026-05-01 12:00"))
    history.corrections.delete_session(deleted)
    history.add_run(RunRecord(at("2026-08-31 23:30", -10), 30.0))  # 1 September in UTC
    assert whole_span(path) == Span(date(2026, 6, 8), date(2026, 8, 31))


def test_a_history_that_is_not_there_is_named(tmp_path):
    with pytest.raises(HistoryError, match="no training history"):
        read_training(tmp_path / "none.db", YEAR)


def test_what_was_written_since_is_noticed(path, history):
    before = changed_at(path)
    session = keep(history, at("2026-06-08 18:00"), [{}])
    kept = changed_at(path)
    assert kept != before
    history.corrections.edit_set(history.sets(session)[0].id, held_s=3.0)
    assert changed_at(path) != kept


def test_names_are_those_last_written_even_where_the_exercise_is_gone(path, history):
    keep(history, at("2026-06-08 18:00"), [{"exercise_id": "mine", "exercise_name": "Old"}])
    keep(history, at("2026-06-09 18:00"), [{"exercise_id": "mine", "exercise_name": "New"}])
    assert read_training(path, YEAR).names == {"mine": "New"}


# -- the same as the views


@pytest.fixture
def filled(path, history):
    """Two months of anything: warm-ups, skipped, unclean, deleted, in three zones, with runs."""
    chance = random.Random(7)
    kinds = [Kind.STRENGTH, Kind.WARM_UP, Kind.ADDUCTOR]
    for number in range(60):
        zone = chance.choice((-8, 1, 2))
        started = at("2026-03-01 12:00", zone) + timedelta(hours=21 * number)
        started += timedelta(minutes=number)
        sets = [a_set(chance) for _ in range(chance.randint(0, 14))]
        session = keep(
            history,
            started,
            sets,
            kind=chance.choice(kinds),
            state=chance.choice(("finished", "finished", "stopped")),
            rpe=chance.choice((None, 6.0, 8.0)),
            pain_before=chance.choice((None, 0, 2)),
            pain_worst=chance.choice((None, 1, 3)),
            pain_morning=chance.choice((None, 0, 4)),
        )
        if chance.random() < 0.7:
            minutes = chance.choice((25, 70, 90))
            history.add_run(RunRecord(started + timedelta(minutes=minutes), 30.0))
        if chance.random() < 0.1:
            history.corrections.delete_session(session)
        for one in history.sets(session):
            if chance.random() < 0.1:
                history.corrections.delete_set(one.id)
    return history


def a_set(chance):
    is_hold = chance.random() < 0.5
    name = chance.choice(("a", "b"))
    return {
        "exercise_id": ("hold-" if is_hold else "reps-") + name,
        "exercise_name": name,
        "side": chance.choice(list(Side)),
        "measure": Measure.HOLD if is_hold else Measure.REPS,
        "category": chance.choice((Category.ADDUCTOR, Category.STRENGTH)),
        "target_s": None,
        "held_s": chance.choice((None, 0.0, 10.5, 20.25)) if is_hold else None,
        "done_reps": None if is_hold else chance.choice((None, 8, 10, 12)),
        "ended_by": chance.choice([EndedBy.TARGET, EndedBy.DROPPED, EndedBy.SKIPPED]),
        "rpe": chance.choice((None, 5.0, 7.0, 9.0)),
        "rir": chance.choice((None, 1.0, 4.0)),
        "pain": chance.choice((None, None, 2)),
        "form_ok": chance.choice((None, True, False)),
        "active_s": chance.choice((10.0, 21.5)),
    }


def view(history, name, columns):
    return history._connection.execute(f"SELECT {columns} FROM {name}").fetchall()


def as_rows(found):
    return sorted(tuple(row) for row in found)


def test_volume_is_what_the_view_says(path, filled):
    expected = view(filled, "weekly_volume", "week, category, sets, reps, hold_s, active_s")
    found = {}
    for week in progress(path).volume:
        row = found.setdefault((week.monday.isoformat(), week.category.value), [0, None, None, 0])
        row[0] += week.sets
        for place, value in ((1, week.reps), (2, week.hold_s)):
            if value is not None:
                row[place] = (row[place] or 0) + value
        row[3] += week.active_s
    assert as_rows((*key, *row) for key, row in found.items()) == as_rows(expected)
    assert len(found) > 10


def test_held_seconds_are_what_the_view_says(path, filled):
    expected = {
        (row["week"], row["exercise_id"], row["side"]): row["hold_s"]
        for row in view(filled, "weekly_hold_seconds", "*")
    }
    from workouts.progress import by_week

    found = {}
    for exercise in ("hold-a", "hold-b"):
        for one in progress(path).endurance(exercise):
            week = by_week(one.total)
            for monday, value in zip(week.days, week.values, strict=True):
                found[monday.isoformat(), exercise, one.side.value] = value
    assert found == expected
    assert len(found) > 20


def test_symmetry_is_what_the_view_says(path, filled):
    expected = view(
        filled, "symmetry", "session_id, exercise_id, left_value, right_value, symmetry_index"
    )
    found = [
        (point.session_id, one.exercise_id, point.left, point.right, point.index)
        for one in progress(path).symmetries
        for point in one.points
    ]
    assert as_rows(found) == as_rows(expected)
    assert len(found) > 5


def test_bests_are_what_the_view_says(path, filled):
    expected = view(filled, "personal_best", "exercise_id, side, best")
    found = []
    for one in progress(path).exercises:
        series = [e.longest for e in progress(path).endurance(one.exercise_id)]
        series += progress(path).repetitions(one.exercise_id)
        found += [(s.key, s.side.value, s.highest) for s in series if s.highest]
    assert as_rows(found) == as_rows(expected)


def test_activation_is_what_the_view_says(path, filled):
    expected = view(filled, "activation_adherence", "week, runs, activated")
    found = [
        (week.monday.isoformat(), week.runs, week.activated)
        for week in progress(path).activation
        if week.runs
    ]
    assert as_rows(found) == as_rows(expected)
    assert sum(row[2] for row in found) > 1


def test_effort_is_what_the_view_says(path, filled):
    expected = view(filled, "effort_trend", "exercise_id, median_rpe, median_rir")
    found = []
    for one in ("hold-a", "hold-b", "reps-a", "reps-b"):
        rpe, rir = progress(path).effort(one)
        found.append((one, rpe.last, rir.last))
    assert as_rows(found) == as_rows(expected)


def test_pain_is_what_the_view_says(path, filled):
    expected = {}
    for row in view(filled, "pain_trend", "*"):
        known = [p for p in (row["pain_worst"], row["pain_worst_in_sets"]) if p is not None]
        day = expected.setdefault(row["day"], ([], [], []))
        day[0].extend([] if row["pain_before"] is None else [row["pain_before"]])
        day[1].extend(known)
        day[2].extend([] if row["response_24h"] is None else [row["response_24h"]])
    before, worst, _ = progress(path).pain
    for place, series in enumerate((before, worst, progress(path).response_24h)):
        told = {
            day.isoformat(): value for day, value in zip(series.days, series.values, strict=True)
        }
        assert told == {day: max(found[place]) for day, found in expected.items() if found[place]}


def test_chunks_and_one_read_tell_the_same(path, filled):
    from workouts.progress.told import told

    ledger, count = Ledger(), 0
    for training in read_in_chunks(path, days=9):
        ledger.add(training)
        count += 1
    assert count > 5
    assert told(Progress(ledger, YEAR, TODAY)) == told(progress(path))


def test_one_exercise_tells_the_same_as_the_whole(path, filled):
    one = Progress(Ledger(read_exercise(path, "hold-a")), YEAR, TODAY)
    whole = progress(path)
    assert one.endurance("hold-a") == whole.endurance("hold-a")
    assert [p.session_id for p in one.symmetry("hold-a").points] == [
        p.session_id for p in whole.symmetry("hold-a").points
    ]
    assert {done.exercise_id for done in one.exercises} == {"hold-a"}


def test_looking_back_reaches_four_weeks_before_a_range(path, filled):
    span = Span(date(2026, 4, 1), date(2026, 4, 20))
    found = read_training(path, span)
    assert span.first - timedelta(days=28) <= found.sessions[0].day < span.first
    whole = Progress(Ledger(read_training(path, YEAR)), span, TODAY)
    assert progress(path, span).wins == whole.wins
    assert progress(path, span).activation == whole.activation


def test_times_are_those_of_the_world(path, history):
    keep(history, at("2026-06-08 00:30", 2))
    [session] = read_training(path, YEAR).sessions
    assert session.started_at == datetime(2026, 6, 7, 22, 30, tzinfo=UTC)
    assert session.day == date(2026, 6, 8)
