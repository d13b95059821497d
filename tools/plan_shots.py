"""Pictures of the plan in each of its states, and of what stands before a session."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tools.screenshots import Studio


def shoot_plan(studio: "Studio") -> None:
    """Set up, followed, away, paused, at a gate, over, locked; Today with a plan."""
    room, day = studio.room, studio.today.date()
    plans, page = room.plans, room.plans.page
    monday = day - timedelta(days=day.weekday())
    room.window.show_home(room.plan_stack)
    plans.show_setup("PR-HIP6")
    studio.shoot("plan_setup")
    _follow(studio, "PR-HIP6", monday)
    studio.shoot("plan_week")
    room.show_today()
    studio.shoot("today_with_plan")
    room.window.show_home(room.plan_stack)
    page.buttons["PR-HIP6", "pause"].click()
    studio.shoot("plan_paused")
    page.buttons["PR-HIP6", "resume"].click()
    _follow(studio, "PR-COPENHAGEN", monday)
    studio.shoot("plan_gate_before_beginning")
    _follow(studio, "PR-RETURN", monday - timedelta(weeks=1))
    follows = plans.book.state.of("PR-RETURN")
    assert follows
    known = msgspec.structs.replace(follows, answers={"cleared": True}, passed=(0,))
    plans.plan.keep(plans.book.state.having(known))
    plans.refresh()
    studio.shoot("plan_gate")
    _done(studio, "PR-HABIT", monday - timedelta(weeks=5))
    studio.shoot("plan_ended")
    shoot_lock(studio, monday)
    plans.end("PR-HIP6")
    page.notice.hide()


def shoot_lock(studio: "Studio", monday: date) -> None:
    """The signs, the plan they lock, and what stands before a session then."""
    room = studio.room
    room.warnings.show_flags()
    studio.shoot("signs")
    room.warnings.choose("deep-groin")
    studio.shoot("signs_advice")
    room.warnings.leave()
    _follow(studio, "PR-HIP6", monday)
    studio.shoot("plan_locked")
    room.show_today()
    studio.shoot("today_locked")
    room.controller.start("hip-strength-1")
    studio.shoot("lock_notice")
    room.use_settings(replace(room.settings, red_flag="", checks_known=""))
    room.warnings.lock_changed.emit(None)
    room.controller.start("adductor-ladder")
    studio.shoot("equipment")
    room.window.show_home(room.plan_stack)
    room.use_settings(
        replace(room.settings, checks_known="adductor-holds+ball+band+bench+side-of-hip")
    )


def _follow(studio: "Studio", programme: str, start: date) -> None:
    from workouts.plan import usual_weekdays

    plans = studio.room.plans
    for follows in plans.book.state.following:
        plans.end(follows.programme)
    plans.begin(programme, start, usual_weekdays(studio.library.programmes[programme]))
    studio.room.window.show_home(studio.room.plan_stack)
    plans.page.notice.hide()


def _done(studio: "Studio", programme: str, start: date) -> None:
    """Followed to its end, each session done."""
    from db.history import History

    _follow(studio, programme, start)
    plans = studio.room.plans
    times: list[datetime] = []
    with History(studio.room.database, now=lambda: times[-1]) as history:
        for one in plans.book.live:
            times.append(studio.today - (studio.today.date() - one.day))
            line = studio.library.timeline(one.workout_id)
            session = history.begin(one.workout_id, line.title, line.kind, line.total_s, "0")
            history.finish(session, "finished", line.total_s, 0.0)
            plans.plan.mark_done(one, session)
    plans.refresh()
    plans.page.notice.hide()
