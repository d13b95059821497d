"""What can be done with the history from its page: put right, bring back, take out, take in."""

import csv
import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate

from db.backup import Backups
from db.export import Chosen, complete


@pytest.fixture
def trained(room, pass_time):
    """A room with one warm-up in its history, shown on the history page."""
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    room.exchange.wait()
    room.pages.summary.done_button.click()
    room.window.show_home(room.pages.history)
    return room


def notice(room):
    return room.pages.history.notice


def test_deleting_asks_once_and_can_be_undone(trained):
    page = trained.pages.history
    page.menu.delete_action.trigger()
    assert "Delete Wake-up minute" in notice(trained).text_label.text()
    assert trained.history.sessions()
    notice(trained).yes_button.click()
    assert trained.history.sessions() == []
    notice(trained).yes_button.click()  # Undo
    assert len(trained.history.sessions()) == 1
    assert page.session_list.count() == 1


def test_no_to_the_question_deletes_nothing(trained):
    trained.pages.history.menu.delete_action.trigger()
    notice(trained).no_button.click()
    assert trained.history.sessions()
    assert not notice(trained).isVisible()


def test_what_was_deleted_is_brought_back_from_the_menu(trained):
    [session] = trained.history.sessions()
    trained.history.corrections.delete_session(session.id)
    menu = trained.pages.history.menu
    menu.trash.aboutToShow.emit()
    [action] = menu.trash.actions()
    assert "Wake-up minute, session of 07 Jan 2030" in action.text()
    action.trigger()
    assert trained.history.sessions()


def test_a_session_done_elsewhere_is_added_and_opened_to_be_put_right(trained):
    trained.pages.history.menu.add_action.trigger()
    page = trained.adding
    assert page.isVisible()
    page.workout_box.setCurrentIndex(page.workout_box.findData("adductor-ladder"))
    page.effort_scale._choose(7)
    page.add_button.click()
    summary = trained.pages.summary
    assert summary.isVisible()
    newest = next(s for s in trained.history.sessions() if s.workout_id == "adductor-ladder")
    assert (newest.state, newest.rpe) == ("finished", 7.0)
    assert len(trained.history.sets(newest.id)) == len(summary.table.chips) > 8


def test_csv_and_json_and_fit_are_written(trained, tmp_path):
    exchange, [session] = trained.exchange, trained.history.sessions()
    exchange.export("csv", tmp_path / "a.csv")
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["exercise_id"] for row in rows] == ["glute-bridge", "standing-glute-squeeze"]
    exchange.export("json", tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in told["session"]] == [session.id]
    exchange.export("fit", tmp_path / "a.fit", Chosen(session.id))
    assert (tmp_path / "a.fit").read_bytes()[8:12] == b".FIT"
    assert notice(trained).text_label.text() == "Exported 1 FIT file to a.fit."


def test_an_export_that_fails_is_one_plain_message(trained, tmp_path):
    trained.exchange.export("csv", tmp_path / "missing" / "a.csv")
    assert notice(trained).text_label.text() == "This could not be exported."
    assert "No such file" in notice(trained).detail_label.text()


def test_an_import_is_previewed_and_changes_nothing_before_yes(trained, tmp_path):
    file = tmp_path / "a.json"
    trained.exchange.export("json", file)
    told = json.loads(file.read_text(encoding="utf-8"))
    told["session"][0]["id"] = "00000000-0000-7000-8000-000000000001"
    told["set_result"] = []
    file.write_text(json.dumps(told), encoding="utf-8")
    trained.exchange.preview_import(file)
    assert notice(trained).detail_label.text() == "New: 1, known: 0, refused: 0."
    assert len(trained.history.sessions()) == 1
    notice(trained).yes_button.click()
    assert len(trained.history.sessions()) == 2
    assert trained.pages.history.session_list.count() == 2


def test_a_file_that_is_no_history_is_refused_in_words(trained, tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    trained.exchange.preview_import(tmp_path / "a.json")
    assert notice(trained).text_label.text() == "a.json was not imported."
    assert "no export of a history" in notice(trained).detail_label.text()


def test_each_session_is_backed_up_by_itself(trained, tmp_path, wall_clock):
    assert len(Backups(tmp_path / "history.db", now=wall_clock).all()) == 1


def test_going_back_to_a_backup_is_previewed_and_can_be_undone(trained, clock, pass_time):
    clock.tick(timedelta(days=1).total_seconds())
    trained.controller.start("pre-run-1")
    pass_time(trained, 60)
    trained.exchange.wait()
    menu = trained.pages.history.menu
    menu.backups.aboutToShow.emit()
    oldest = menu.backups.actions()[-1]
    oldest.trigger()
    assert "1 session of now would be missing" in notice(trained).detail_label.text()
    notice(trained).yes_button.click()
    assert len(trained.history.sessions()) == 1
    notice(trained).yes_button.click()  # Undo
    assert len(trained.history.sessions()) == 2


def test_a_damaged_history_offers_the_newest_good_backup(make_room, pass_time, tmp_path):
    room = make_room()
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    room.exchange.wait()
    room.close_history()
    (tmp_path / "history.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for log in tmp_path.glob("history.db-*"):
        log.unlink()
    room.open_history()
    assert room.pages.history.isVisible()
    said = notice(room).detail_label.text()
    assert "Then: 1 session with 2 sets" in said
    assert re.search(r"What was done after \d\d \w+ 2030, \d\d:\d\d may be missing", said)
    assert not room.pages.history.empty_label.isVisible(), "there may be sessions"
    notice(room).yes_button.click()
    assert len(room.history.sessions()) == 1
    assert room.pages.history.session_list.count() == 1
    assert room.pages.history.session_list.isVisible()


def test_the_file_dialogs_block_nothing(trained):
    trained.pages.history.menu.import_action.trigger()
    assert trained.exchange.dialog.isVisible()
    trained.exchange.dialog.reject()
    for form in ("csv", "fit"):
        trained.pages.history.menu.export_actions[form, False].trigger()
        assert trained.exchange.dialog.isVisible()
        trained.exchange.dialog.reject()


def test_each_session_goes_into_the_folder_chosen_for_it(room, pass_time, tmp_path):
    folder = tmp_path / "sessions"
    room.use_settings(replace(room.settings, export_folder=str(folder), export_form="csv"))
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    room.exchange.wait()
    [file] = folder.iterdir()
    assert file.name == "2030-01-07-070000-pre-run-1.csv"
    assert len(file.read_text().splitlines()) == 3


def test_a_folder_that_takes_no_file_is_said_and_the_session_is_kept(
    room, pass_time, tmp_path, qtbot
):
    (tmp_path / "taken").write_text("")
    room.use_settings(replace(room.settings, export_folder=str(tmp_path / "taken")))
    room.controller.start("pre-run-1")
    with qtbot.waitSignal(room.exchange.copied):
        pass_time(room, 60)
        room.exchange.wait()
    assert "not written into your folder" in notice(room).text_label.text()
    assert len(room.history.sessions()) == 1


def test_some_days_are_exported_from_the_menu(trained, tmp_path):
    trained.pages.history.menu.export_days_action.trigger()
    asked = trained.exchange.days
    assert asked.first_edit.date().toPython() == date(2029, 12, 11)
    asked.range_box.setCurrentIndex(3)
    asked.first_edit.setDate(QDate(2030, 1, 7))
    asked.form_box.setCurrentIndex(asked.form_box.findData("json"))
    asked.buttons.accepted.emit()
    trained.exchange.dialog.fileSelected.emit(str(tmp_path / "days.json"))
    trained.exchange.dialog.close()
    told = json.loads((tmp_path / "days.json").read_text())
    assert len(told["session"]) == 1
    assert "Exported 1 session" in notice(trained).text_label.text()


def test_what_was_deleted_thirty_days_ago_is_emptied_after_the_next_session(
    room, pass_time, wall_clock
):
    room.controller.start("pre-run-1")
    pass_time(room, 70)
    room.exchange.wait()
    [old] = room.history.sessions()
    room.history.corrections.delete_session(old.id)
    for days, title in ((29, "Wake-up minute"), (2, "")):
        wall_clock.offset += timedelta(days=days)
        room.controller.start("pre-run-1-kerb")
        pass_time(room, 70)
        room.exchange.wait()
        rows = complete(room.database)["session"]
        assert next(row["title"] for row in rows if row["id"] == old.id) == title
