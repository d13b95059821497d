"""What another start asks of the window that runs, and what a session came to, told from rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.before import before
from gui.history_controller import done_as_planned
from workouts.events import EndedBy
from workouts.model import Side
from workouts.outcome import Balance, Before, Best, balance, lines, records
from workouts.wish import Wish, wish_from, wish_text

HOLD = "copenhagen-hold"
# The offscreen platform has no window manager to raise a window.
no_manager = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture
def ladder(library, wall_clock):
    """The sets of a ladder done as planned."""
    return done_as_planned(library.timeline("adductor-ladder"), wall_clock())


def held(sets, seconds, side):
    """The holds of one side as they were held."""
    return [replace(s, held_s=seconds) if (s.exercise_id, s.side) == (HOLD, side) else s
            for s in sets]  # fmt: skip


def test_a_wish_comes_through_as_a_line_of_text(library):
    wish = Wish(library.timeline("hip-strength-3"))
    assert "\n" not in wish_text(wish)
    assert wish_from(wish_text(wish)) == wish
    assert wish_from(wish_text(Wish())) == Wish()


def test_what_is_no_wish_is_refused():
    for text in ("", "run pre-run-1", '{"timeline": 5}'):
        with pytest.raises(ValueError, match="no wish"):
            wish_from(text)


@no_manager
def test_a_wish_starts_its_workout_and_never_interrupts_one(room, library):
    room.hear(wish_text(Wish(library.timeline("pre-run-3"))))
    assert room.controller.driver.session.timeline.workout_id == "pre-run-3"
    room.hear(wish_text(Wish(library.timeline("pre-run-1"))))
    assert room.controller.driver.session.timeline.workout_id == "pre-run-3"


@no_manager
def test_nonsense_only_brings_the_window_forward(room):
    room.hear("nonsense")
    assert room.controller.driver is None
    assert room.window.isVisible()


def test_planned_stands_beside_done_for_each_side(ladder):
    sets = held(ladder, 12.0, Side.LEFT)
    line = next(line for line in lines(sets) if line.exercise_id == HOLD)
    left, right = line.totals
    assert (left.side, left.held_s, left.target_s, left.share) == (Side.LEFT, 48.0, 60.0, 0.8)
    assert (right.held_s, right.share) == (60.0, 1.0)


def test_unknown_is_not_nought(ladder):
    line = next(line for line in lines(held(ladder, None, Side.LEFT)) if line.exercise_id == HOLD)
    assert line.totals[0].held_s is None
    assert balance(line) is None


def test_only_more_than_before_is_a_record(ladder):
    known = Before({(HOLD, Side.LEFT): Best(15.0), (HOLD, Side.RIGHT): Best(14.0)})
    assert [(r.side, r.value, r.before) for r in records(ladder, known)] == [
        (Side.RIGHT, 15.0, 14.0)
    ]
    skipped = [replace(s, ended_by=EndedBy.SKIPPED) for s in ladder]
    assert records(skipped, known) == []


def test_evenness_is_the_smaller_over_the_larger(ladder):
    line = next(one for one in lines(held(ladder, 12.0, Side.LEFT)) if one.exercise_id == HOLD)
    assert balance(line) == Balance(12.0, 15.0)
    assert balance(line).percent == 80.0


def test_what_was_before_leaves_out_later_deleted_and_old(room, library, ladder, wall_clock):
    line, now = library.timeline("adductor-ladder"), wall_clock()
    add = room.corrections.add_session
    for days, seconds in ((40, 14.0), (7, 10.0), (3, 13.0), (-1, 20.0)):
        add(line, now - timedelta(days=days), None)
        session = next(s for s in room.history.sessions()
                       if s.started_at == now - timedelta(days=days))  # fmt: skip
        for result in room.history.sets(session.id):
            if result.exercise_id == HOLD:
                held_s = seconds if result.side is Side.LEFT else 10.0
                room.history.corrections.edit_set(result.id, held_s=held_s)
        if days == 3:
            room.history.corrections.delete_session(session.id)
    known = before(room.history.path, "none", now, {HOLD})
    assert known.bests[HOLD, Side.LEFT].held_s == 14.0
    assert known.balance == {HOLD: Balance(10.0, 10.0)}
