"""A range is read when asked for, the rest in the background; a change is noticed."""

from datetime import date, datetime, timedelta, timezone

import pytest

from db.history import History
from gui.training_controller import TrainingController, fact_for
from tests.db.conftest import hold
from workouts.model import Kind
from workouts.progress import Span
from workouts.progress.told import told
from workouts.records import SessionRecord

START = datetime(2026, 1, 5, 18, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = date(2026, 12, 1)
MARCH = Span(date(2026, 3, 1), date(2026, 3, 31))
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def history(tmp_path):
    with History(tmp_path / "history.db", now=lambda: START + timedelta(days=300)) as opened:
        for week in range(30):
            keep(opened, week * 7)
        yield opened


@pytest.fixture
def training(history, qtbot):
    controller = TrainingController(history.path)
    yield controller
    controller.stop()


def keep(history, days, held_s=20.0):
    start = START + timedelta(days=days)
    session = SessionRecord(
        *("", "adductor-ladder", "Adductor ladder", Kind.ADDUCTOR, start),
        *(start + timedelta(minutes=9), "finished", 540.0, 540.0, 0.0),
    )
    return history.corrections.add_session(session, [hold(started_at=start, held_s=held_s)])


def sets(progress):
    return sum(week.sets for week in progress.volume)


def test_a_range_is_told_before_all_is_read_and_is_the_same_after(training, qtbot):
    before = told(training.progress(MARCH, TODAY))
    assert not training.is_whole
    with qtbot.waitSignal(training.all_read):
        training.read_all()
    assert training.is_whole
    assert told(training.progress(MARCH, TODAY)) == before
    assert sets(training.progress(MARCH, TODAY)) == 5
    assert sets(training.progress(YEAR, TODAY)) == 30


def test_a_change_is_noticed_and_read_anew(training, history, qtbot):
    with qtbot.waitSignal(training.all_read):
        training.read_all()
    keep(history, 60)
    with qtbot.waitSignal(training.changed, timeout=0):
        assert sets(training.progress(MARCH, TODAY)) == 6
    assert not training.is_whole


def test_one_exercise_is_told_over_all_it_ever_was(training):
    found = training.exercise("copenhagen-hold", YEAR, TODAY)
    assert [len(one.total) for one in found.endurance("copenhagen-hold")] == [30]


def test_reading_that_is_stopped_ends(training, qtbot):
    training.read_all()
    training.stop()
    qtbot.wait(0)
    assert not training.is_whole


def test_a_gain_of_the_last_two_weeks_is_a_fact_for_today(history):
    keep(history, 211, held_s=23.0)
    gained = START.date() + timedelta(days=211)
    said = "Side-plank adductor hold, left side: 3 s longer, 23 s."
    assert fact_for(history.path, gained) == said
    assert fact_for(history.path, gained + timedelta(days=13)) == said
    assert fact_for(history.path, gained + timedelta(days=14)) == ""
    assert fact_for(history.path.with_name("none.db"), gained) == ""
