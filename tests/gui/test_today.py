"""Today: one key to a warm-up as asked for, the week of runs, runs in two clicks, reminders."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime

from db.calendar import reminders_as_ics
from db.run_log import RunLog, painful_lately
from gui.icons import FOLDER, app_icon
from gui.reminders import Reminders, next_reminder, times_of
from gui.settings import Settings, quietened
from gui.tray import NoTray, Tray
from workouts.adherence import likely_start
from workouts.records import RunRecord

ROOT = Path(__file__).parents[2]
CSV = "started_at,minutes,distance_km,kind,note\n2030-01-05T07:00:00+01:00,40,7.5,easy,\n"


def warm(room, pass_time, minutes=1):
    room.pages.today.chooser.group.button(minutes).click()
    room.pages.today.warm_up_button.click()
    pass_time(room, minutes * 60)


def test_what_was_asked_the_last_time_stands_ready(room, make_room):
    today = room.pages.today
    today.chooser.group.button(5).click()
    today.chooser.run_box.setCurrentIndex(3)
    assert today.warm_up_button.detail_label.text() == "5 min  ·  done by 07:05  ·  press Enter"
    today.warm_up_button.click()
    assert room.controller.driver.session.timeline.total_s == 300
    room.controller.driver.stop()
    again = make_room().pages.today.chooser.asked
    assert (again.minutes, again.run, again.leave_at) == (5, "intervals", "")


def test_the_first_warm_up_offered_is_of_five_minutes_and_says_why(room, qtbot):
    today = room.pages.today
    assert today.warm_up_button.detail_label.text().startswith("5 min")
    assert today.why_label.text().startswith("Glute bridge hold")
    assert not today.reasons_label.isVisible()
    qtbot.mouseClick(today.why_button, Qt.MouseButton.LeftButton)
    assert today.reasons_label.isVisible()
    lines = today.reasons_label.text().splitlines()
    assert lines[0] == "Glute bridge hold: wakes the glutes, in every warm-up."
    assert len(lines) == len(today.why_label.text().split("  ·  "))


def test_quiet_says_how(room, qtbot):
    chip = room.pages.today.quiet_chip
    assert chip.text() == "Quiet"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.text() == "Quiet: tones only"
    assert room.settings.quiet == "tones"


def test_i_leave_at_is_met_to_the_second(room, pass_time, clock):
    chooser = room.pages.today.chooser
    clock.tick(13)
    chooser.leave_chip.click()
    chooser.leave_edit.setTime(QTime(7, 4))
    assert "done by 07:04" in room.pages.today.warm_up_button.detail_label.text()
    room.pages.today.warm_up_button.click()
    pass_time(room, 60)
    room.controller.driver.pause()
    pass_time(room, 60)
    room.controller.driver.resume()
    pass_time(room, 110)
    [session] = room.history.sessions()
    assert session.state == "finished"
    late = session.finished_at - session.finished_at.replace(hour=7, minute=4, second=0)
    assert timedelta(0) <= late <= timedelta(seconds=0.5)


def test_less_than_a_minute_is_said_and_starts_nothing(room, clock):
    chooser = room.pages.today.chooser
    chooser.leave_chip.click()
    chooser.leave_edit.setTime(QTime(7, 1))
    clock.tick(30)
    room.today.describe()
    assert not room.pages.today.warm_up_button.isEnabled()
    assert "Just go" in room.pages.today.why_label.text()


def test_a_run_after_a_warm_up_takes_two_clicks_and_fills_the_ring(room, pass_time, clock, qtbot):
    warm(room, pass_time)
    page = room.today.go_run
    assert page.isVisible()
    assert "warm-up 1 this week" in page.facts.text()
    clock.tick(45 * 60)
    qtbot.mouseClick(page.quick_run.group.button(40), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.quick_run.button, Qt.MouseButton.LeftButton)
    [run] = room.history.runs()
    assert (run.minutes, run.kind, f"{run.started_at:%H:%M}") == (40.0, "easy", "07:06")
    assert room.pages.today.ring.accessibleName().startswith("1 of 3")
    assert room.pages.today.isVisible()
    room.pages.today.news.yes_button.click()
    assert room.history.runs() == []
    assert room.pages.today.ring.accessibleName().startswith("0 of 3")


def test_a_warm_up_is_no_load_and_asks_no_effort(room, pass_time):
    warm(room, pass_time)
    rows = room.history._connection.execute("SELECT count(*) FROM weekly_volume").fetchone()
    assert rows[0] == 0
    assert room.history.sessions()[0].rpe is None


def test_a_warm_up_broken_off_ends_with_what_was_done(room, pass_time):
    room.today.start()
    pass_time(room, 20)
    room.controller.driver.stop()
    pass_time(room, 1)
    assert room.pages.summary.isVisible()
    assert room.today.go_run is None


def test_runs_are_listed_changed_and_deleted_with_a_way_back(room, wall_clock):
    log = RunLog(room.history)
    log.add(RunRecord(wall_clock() - timedelta(hours=2), 40.0, kind="easy"))
    room.today.show_runs()
    page = room.today.runs_page
    assert "40 min" in page.run_list.item(0).text()
    page.edit_button.click()
    room.today.dialog.minutes_field.box.setValue(45)
    room.today.dialog.accept()
    assert room.history.runs()[0].minutes == 45
    page.delete_button.click()
    assert room.history.runs() == []
    assert page.empty_label.isVisible()
    page.notice.yes_button.click()
    assert room.history.runs()[0].minutes == 45


def test_a_deleted_run_can_be_told_anew_and_the_same_run_only_once(room, wall_clock):
    log, run = RunLog(room.history), RunRecord(wall_clock(), 40.0)
    log.undo(log.add(run))
    log.add(replace(run, minutes=50.0))
    assert [one.minutes for one in room.history.runs()] == [50.0]
    with pytest.raises(ValueError, match="kept"):
        log.add(run)


@pytest.mark.parametrize(("told_after", "begins_after"), [(0, 0), (45, 5), (90, 50), (300, 0)])
def test_a_run_begins_after_its_warm_up(told_after, begins_after):
    end = datetime(2030, 1, 7, 7, 0).astimezone()
    minute = timedelta(minutes=1)
    assert likely_start(end + told_after * minute, 40, end) == end + begins_after * minute
    assert likely_start(end, 40, None) == end - 40 * minute


def test_what_hurt_is_left_out_for_a_while(room, pass_time, wall_clock):
    warm(room, pass_time)
    [session] = room.history.sessions()
    room.history.set_pain(room.history.sets(session.id)[0].id, 4)
    assert painful_lately(room.history, wall_clock()) == {"glute-bridge"}
    room.today.describe()
    assert "Glute bridge hold" not in room.pages.today.why_label.text()
    assert not painful_lately(room.history, wall_clock() + timedelta(days=15))


def test_files_that_appear_are_taken_in_once_and_bad_ones_told_once(room, tmp_path, qtbot):
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "old.csv").write_text(CSV)
    room.open_reach()
    room.use_settings(replace(room.settings, runs_folder=str(folder)))
    told = looks_at_runs(room, qtbot)
    assert told == [("old.csv", 1)]
    assert "1 run taken in from old.csv" in room.pages.today.news.text_label.text()
    bomb = '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "b">]><gpx>&a;</gpx>'
    (folder / "bomb.gpx").write_text(bomb)
    (folder / "history.csv").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert [name for name, _ in looks_at_runs(room, qtbot)] == ["bomb.gpx", "history.csv"]
    assert "2 files were not taken in" in room.pages.today.news.text_label.text()
    assert "bomb.gpx: " in room.pages.today.news.detail_label.text()
    assert looks_at_runs(room, qtbot) == []
    assert len(room.history.runs()) == 1


def test_the_page_of_runs_tells_of_the_last_weeks(room, pass_time):
    for day, hour in ((6, 7), (5, 7), (-2, 8)):  # two of last week, one before
        start = room.wall_clock().replace(hour=hour) - timedelta(days=7 - day)
        room.today.keep_told(RunRecord(start, 40.0))
    warm(room, pass_time)
    room.today.keep_run(30, "easy")
    room.today.show_runs()
    words = "Began with a warm-up: this week 1 of 1  ·  last week 0 of 2"
    assert room.today.runs_page.weeks_label.text() == f"{words}  ·  week of 24 Dec 0 of 1"


def looks_at_runs(room, qtbot):
    """A look at the folder, to its end: what was taken and refused, by the name of its file."""
    watch, found = room.reach.watch, []
    watch.found.connect(lambda told: found.extend([*told.taken, *told.refused]))
    with qtbot.waitSignal(watch._done, timeout=20_000):
        watch.look()
    qtbot.waitUntil(lambda: watch._thread is None)
    return found


def test_many_files_are_counted_while_the_window_goes_on(room, tmp_path, qtbot):
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.csv").write_text(CSV.replace("07:", f"{number:02}:"))
    room.open_reach()
    room.use_settings(replace(room.settings, runs_folder=str(folder)))
    watch, counted = room.reach.watch, []
    watch.reading.connect(lambda number, of: counted.append((number, of)))
    watch.look()
    assert counted in ([], [(1, 12)]), "the look only begins here"
    qtbot.waitUntil(lambda: watch._thread is None, timeout=20_000)
    assert counted == [(number, 12) for number in range(1, 13)]
    assert "taken in from 12 files" in room.pages.today.news.text_label.text()
    assert len(room.history.runs()) == 12


def test_in_a_session_no_file_is_read(room, tmp_path, pass_time):
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "old.csv").write_text(CSV)
    room.open_reach()
    room.use_settings(replace(room.settings, runs_folder=str(folder)))
    room.pages.today.warm_up_button.click()
    room.reach.watch.look()
    assert room.reach.watch._thread is None
    assert room.reach.watch.timer.isActive()
    assert not room.history.runs()


def test_reminders_come_on_the_chosen_days_and_times(qapp):
    said = Settings(remind_days="mon+thu", remind_at=7 * 60, remind_again_at=18 * 60)
    monday = datetime(2030, 1, 7, 6, 0).astimezone()
    found = []
    while len(found) < 3:
        found.append(next_reminder(said, found[-1] if found else monday))
    assert [f"{one:%a %H:%M}" for one in found] == ["Mon 07:00", "Mon 18:00", "Thu 07:00"]
    assert next_reminder(Settings(), monday) is None
    at, due = [monday], []
    reminders = Reminders(said, lambda: at[0])
    reminders.due.connect(lambda: due.append(at[0]))
    for minutes in (59, 60, 61, 300):
        at[0] = monday + timedelta(minutes=minutes)
        reminders.look()
    assert due == [monday + timedelta(minutes=60)]


def test_what_was_slept_through_is_not_told_hours_later(qapp):
    at = [datetime(2030, 1, 7, 6, 0).astimezone()]
    reminders = Reminders(Settings(remind_days="mon"), lambda: at[0])
    reminders.due.connect(lambda: pytest.fail("too late"))
    at[0] += timedelta(hours=3)
    reminders.look()


def test_the_calendar_file_repeats_each_reminder_weekly(wall_clock):
    from icalendar import Calendar

    said = Settings(remind_days="tue+sat", remind_at=390, remind_again_at=1080)
    events = Calendar.from_ical(reminders_as_ics(*times_of(said), wall_clock(), 5)).walk("VEVENT")
    assert [f"{one.start:%a %d %H:%M}" for one in events] == ["Tue 08 06:30", "Tue 08 18:00"]
    assert events[0]["rrule"]["BYDAY"] == ["TU", "SA"]
    assert len({one["uid"] for one in events}) == 2


def test_without_a_tray_nothing_fails_and_the_page_reminds(room):
    room.open_reach()
    room.reach.remind()
    assert room.pages.today.news.isVisible()


def test_a_desktop_without_a_tray_still_notifies(room, tmp_path, monkeypatch, qtbot):
    said, program = tmp_path / "said", tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {said}.new; mv {said}.new {said}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    NoTray(room.window).remind("Before the run: 5 min", "A short warm-up.")
    qtbot.waitUntil(said.exists)
    assert said.read_text().endswith("|--|Before the run: 5 min|A short warm-up.|")


def test_the_tray_has_the_icon_of_the_program_and_starts_a_warm_up(room, qtbot):
    packaged = ROOT / "packaging" / "io.github.holdfast.Holdfast.svg"
    assert (FOLDER / "holdfast.svg").read_bytes() == packaged.read_bytes()
    tray = Tray(app_icon(), room.window)
    assert not tray._icon.icon().pixmap(22, 22).isNull()
    with qtbot.waitSignal(tray.warm_up_requested):
        tray.warm_up_action.trigger()
    with qtbot.waitSignal(tray.window_requested):
        tray.open_action.trigger()


def test_quiet_is_tones_only_or_a_voice_in_the_headphones(room):
    said = Settings(quiet="tones", music_on=True, count_words="voice")
    quiet = quietened(said, ())
    assert (quiet.voice_on, quiet.music_on, quiet.count_words) == (False, False, "tones")
    said = replace(said, quiet="headphones", headphones="Buds")
    assert not quietened(said, ("Speaker",)).voice_on
    heard = quietened(said, ("Speaker", "Buds"))
    assert (heard.voice_on, heard.output_device) == (True, "Buds")
    assert quietened(Settings(), ()) == Settings()
    room.pages.today.quiet_chip.click()
    assert room.settings.quiet == "tones"
    assert room.pages.settings._editors["quiet"].currentData() == "tones"
    room.pages.today.quiet_chip.click()
    assert room.settings.quiet == "off"
