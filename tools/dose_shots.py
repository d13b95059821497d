"""Pictures of pain asked before and after, of what comes next with its reasons, of a return."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

if TYPE_CHECKING:
    from tools.screenshots import Studio


def shoot_doses(studio: "Studio") -> None:
    room = studio.room
    usual, today = room.settings, studio.today
    studio.today = today + timedelta(hours=12)  # after what the pictures before left behind
    room.use_settings(replace(usual, ask_pain=True))
    room.controller.start("adductor-ladder")
    studio.shoot("pain_before")
    pain = room.controller.pain
    assert pain
    assert pain.page
    pain.page.answered.emit(0)
    _to_the_end(studio)
    studio.shoot("pain_after")
    pain.page.answered.emit(1)
    _one_side_short(studio)
    room.corrections.keep_effort(7)
    card = room.pages.summary.next_card
    studio.settle()
    for area in room.pages.summary.findChildren(QScrollArea):
        area.ensureWidgetVisible(card, 0, 400)
    studio.shoot("next_time")
    room.pages.summary.done_requested.emit()
    studio.today = today + timedelta(days=12)
    room.use_settings(replace(usual, ease_back=True))
    room.controller.start("adductor-ladder")
    studio.shoot("welcome_back")
    room.returning.leave()
    studio.today = today
    room.use_settings(usual)


def _to_the_end(studio: "Studio") -> None:
    driver = studio.room.controller.driver
    assert driver
    while driver.session.due is not None:
        studio.pass_time(5.0)
    studio.settle()


def _one_side_short(studio: "Studio") -> None:
    """The left hold was let go of early, so each side is told its own."""
    room = studio.room
    assert room.history
    session = room.history.sessions(1)[0]
    for one in room.history.sets(session.id):
        if one.exercise_id == "copenhagen-hold" and one.side == "left":
            room.corrections.correct_set(one.id, {"held_s": 13.0, "ended_by": "dropped"})
            return
