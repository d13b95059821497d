"""The plan in the whole window: on Today, in the player, at the next start, from a backup."""

import pytest

from db.backup import Backups
from db.history import History
from db.importing import import_file
from db.plan import Plan
from gui.plan_controller import seconds_left
from tests.gui.planning import MONDAY, after
from workouts import replan
from workouts.plan import own_weekdays
from workouts.plan_book import PlanBook


@pytest.fixture
def plans(room):
    room.window.show_home(room.plan_stack)
    return room.plans


def follow(plans, library, programme):
    plans.begin(programme, MONDAY, own_weekdays(library.programmes[programme]))


def days_later(clock, days):
    clock.now += 86_400 * days


def test_today_shows_the_plan_with_its_week_and_starts_it_as_planned(plans, room, library):
    follow(plans, library, "PR-HIP6")
    room.show_today()
    card = room.pages.today.plan_card
    assert card.title_label.text() == "Hip strength: beginner"
    assert "2 rounds" in card.detail_label.text()
    told = [day.accessibleName() for day in card.days]
    assert told[0] == "Monday: Hip strength: beginner"
    assert (told[1], told[2]) == ("Tuesday: Wake-up minute", "Wednesday: free")
    card.start_button.click()
    timeline = room.controller.driver.session.timeline
    assert timeline.total_s == plans.keeper.timeline(plans.book.live[0]).total_s
    assert timeline.total_s < library.timeline("hip-strength-1").total_s


def test_a_planned_session_done_in_the_player_is_done_in_the_plan(
    plans, room, clock, library, qapp
):
    follow(plans, library, "PR-HABIT")
    days_later(clock, 1)
    plans.refresh()
    room.pages.today.plan_card.start_button.click()
    while room.controller.driver:
        room.controller.driver.skip()
        qapp.processEvents()
    room.controller.leave()
    assert plans.book.live[0].done
    room.show_today()
    card = room.pages.today.plan_card
    assert card.start_button.text() == "Done ✓"
    assert not card.start_button.isEnabled()
    assert card.detail_label.text() == "Next: Wake-up minute, on Thursday"


def test_the_card_on_today_leads_to_the_week_and_goes_with_the_plan(plans, room, library):
    follow(plans, library, "PR-HIP6")
    room.show_today()
    room.pages.today.plan_card.plan_button.click()
    assert plans.page.isVisible()
    plans.page.buttons["PR-HIP6", "end"].click()
    room.show_today()
    assert not room.pages.today.plan_card.isVisible()


def test_what_is_followed_is_known_at_the_next_start(plans, make_room, library, qapp):
    follow(plans, library, "PR-HIP6")
    again = make_room()
    qapp.processEvents()
    assert again.pages.today.plan_card.title_label.text() == "Hip strength: beginner"
    assert not again.store.contains("plan/state")


def test_a_backup_brings_back_what_is_followed(plans, room, library, qapp):
    follow(plans, library, "PR-HIP6")
    backups = Backups(room.database, now=room.wall_clock)
    kept = backups.make()
    plans.page.buttons["PR-HIP6", "end"].click()
    room.close_history()
    backups.restore(kept)
    room.open_history()
    qapp.processEvents()
    assert plans.book.state.of("PR-HIP6")
    assert not plans.book.live[0].done


def test_a_new_day_comes_while_the_window_stays_open(plans, room, clock, wall_clock, library):
    follow(plans, library, "PR-HIP6")
    room.show_today()
    assert plans.midnight.isActive()
    assert seconds_left(wall_clock()) == 17 * 3600
    days_later(clock, 1)
    plans.midnight.timeout.emit()
    assert room.pages.today.plan_card.title_label.text() == "Wake-up minute"
    assert [day.is_today for day in plans.keeper.rows().week(MONDAY)].index(True) == 1
    assert after(1) == plans.book.today


def test_the_plan_of_another_machine_comes_with_its_history(room, library, tmp_path, wall_clock):
    other = tmp_path / "other.db"
    with History(other, now=wall_clock):
        book = PlanBook(MONDAY)
        programme = library.programmes["PR-HIP6"]
        change = replan.begin(book, programme, MONDAY, own_weekdays(programme))
        Plan(other, wall_clock).replace(change.old, change.new, change.state)
    room.show_today()
    assert not room.pages.today.plan_card.isVisible()
    import_file(other, room.database, now=wall_clock)
    room.exchange.changed.emit()
    assert room.pages.today.plan_card.title_label.text() == "Hip strength: beginner"
