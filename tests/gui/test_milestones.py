"""The summary after a session tells of the best week and of rungs done for the first time."""

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QLabel

from db.history import History
from gui.milestones_controller import milestones
from tests.db.conftest import hold
from workouts.events import EndedBy
from workouts.model import Kind
from workouts.records import SessionRecord

START = datetime(2026, 6, 8, 18, 0, tzinfo=timezone(timedelta(hours=2)))  # a Monday


@pytest.fixture
def history(tmp_path):
    with History(tmp_path / "history.db", now=lambda: START + timedelta(days=60)) as opened:
        yield opened


def keep(history, days, exercise="copenhagen-hold", minutes=10.0, **said):
    start = START + timedelta(days=days)
    session = SessionRecord(
        *("", "adductor-ladder", "Adductor ladder", Kind.ADDUCTOR, start),
        *(start + timedelta(minutes=minutes), "finished", 600.0, minutes * 60, 0.0),
    )
    one = hold(exercise_id=exercise, exercise_name=exercise, started_at=start, **said)
    session_id = history.corrections.add_session(session, [one])
    return history.session(session_id), history.sets(session_id)


def test_a_rung_done_for_the_first_time_is_told_once(history):
    first = keep(history, 0, "copenhagen-short")
    second = keep(history, 1, "copenhagen-hold")
    third = keep(history, 2, "copenhagen-hold")
    told = [
        [text for word, text in milestones(history.path, *one) if word == "First time"]
        for one in (first, second, third)
    ]
    assert told == [[], ["copenhagen-hold  (Adductor ladder, rung 6 of 8)"], []]


def test_a_skipped_exercise_is_no_rung(history):
    keep(history, 0, "copenhagen-short")
    skipped = keep(history, 1, "copenhagen-hold", ended_by=EndedBy.SKIPPED)
    assert milestones(history.path, *skipped) == []


def test_the_session_that_makes_the_week_the_best_says_so(history):
    keep(history, 0, minutes=20.0)
    assert milestones(history.path, *keep(history, 7, minutes=15.0)) == []
    expected = [("Best week", "25 active minutes  (before 20)")]
    assert milestones(history.path, *keep(history, 9, minutes=10.0)) == expected
    assert milestones(history.path, *keep(history, 10, minutes=10.0)) == []


def test_the_summary_shows_them_and_keeps_them_after_a_correction(room, qapp):
    keep(room.history, 0, "copenhagen-short")
    session, sets = keep(room.history, 1, "copenhagen-hold")
    room.corrections.open_session(session.id)
    room.corrections.correct_set(sets[0].id, {"held_s": 18.0})
    qapp.processEvents()

    shown = {one.text() for one in room.pages.summary.findChildren(QLabel) if one.isVisible()}
    assert {"First time", "copenhagen-hold  (Adductor ladder, rung 6 of 8)"} <= shown


def test_the_today_page_tells_a_gain_of_the_last_days(room, qtbot):
    start = room.wall_clock() - timedelta(days=10)
    days = (start - START).days
    keep(room.history, days, held_s=20.0)
    session, _ = keep(room.history, days + 7, held_s=24.0)
    room.tell_fact()
    assert room.pages.today.fact_label.text() == "Copenhagen-hold, left side: 4 s longer, 24 s."
    room.history.corrections.delete_session(session.id)
    room.tell_fact()
    assert room.pages.today.fact_label.isHidden()


def test_a_session_just_over_brings_a_new_fact(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 70)
    assert room._fact_timer.isActive()
