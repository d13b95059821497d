"""The summary says what comes next and why; what is accepted counts from then on."""

from PySide6.QtWidgets import QLabel

from workouts.dosing import bottom


def holds(room):
    timeline = room.controller.library.timeline("adductor-ladder")
    return {s.planned_s for s in timeline.steps
            if s.exercise.id == "copenhagen-hold" and s.kind == "work"}  # fmt: skip


def trained(room, pass_time, rpe=7):
    room.controller.start("adductor-ladder")
    pass_time(room, 500)
    room.corrections.keep_effort(rpe)
    return room.pages.summary.next_card


def row(card, exercise):
    return next(one for one in card.rows if one.key == exercise)


def test_a_session_on_target_grows_a_little_once_it_is_accepted(room, pass_time):
    before = holds(room)
    card = trained(room, pass_time)
    offered = row(card, "copenhagen-hold")
    assert offered.word == "More"
    assert offered.change == "4 × 15 s each side  →  4 × 17 s each side"
    assert "on target" in offered.why
    assert holds(room) == before
    card.button("copenhagen-hold", "accept").click()
    assert row(card, "copenhagen-hold").answer == "accepted"
    assert holds(room) == {17.0}
    card.button("copenhagen-hold", "undo").click()
    assert holds(room) == before


def test_keep_as_is_changes_nothing_and_is_remembered(room, pass_time):
    before = holds(room)
    card = trained(room, pass_time)
    card.button("copenhagen-hold", "keep").click()
    assert row(card, "copenhagen-hold").answer == "kept"
    assert holds(room) == before


def test_too_much_pain_leads_to_the_easier_exercise(room, pass_time):
    card = trained(room, pass_time)
    room.corrections.keep_pain(6)
    offered = row(card, "copenhagen-hold")
    assert offered.word == "Easier"
    card.button("copenhagen-hold", "accept").click()
    steps = room.controller.library.timeline("adductor-ladder").steps
    easier = room.controller.library.exercises["copenhagen-long-supported"]
    found = {s.planned_s for s in steps if s.exercise.id == easier.id and s.kind == "work"}
    assert found == {bottom(easier).hold_s}


def test_all_can_be_accepted_at_once_and_count_at_the_next_start(
    room, make_room, pass_time, library
):
    card = trained(room, pass_time)
    card.accept_all_button.click()
    assert all(one.answer == "accepted" for one in card.rows if one.changes)
    assert holds(make_room()) == {17.0}


def test_nothing_is_offered_after_a_warm_up(room, pass_time):
    room.controller.start("pre-run-1")
    pass_time(room, 60)
    assert not room.pages.summary.next_card.isVisible()


def test_a_wrong_file_of_own_rules_is_said_and_the_usual_numbers_count(room, pass_time, tmp_path):
    (tmp_path / "rules.toml").write_text("add_hold_s = 99\n")
    card = trained(room, pass_time)
    assert "rules.toml, line 1: add_hold_s" in card.problem_label.text()
    assert row(card, "copenhagen-hold").change.endswith("17 s each side")


def test_the_page_of_the_exercise_shows_your_dose_and_leads_back(room, pass_time):
    before = holds(room)
    trained(room, pass_time).button("copenhagen-hold", "accept").click()
    room.library.open_exercise("copenhagen-hold")
    page = room.library.pages.made["exercise"]
    assert "Your dose: 4 × 17 s each side" in texts(page)
    page.usual_button.click()
    assert holds(room) == before
    assert not any(text.startswith("Your dose") for text in texts(page))


def test_do_one_set_now_uses_it_too(room, pass_time):
    trained(room, pass_time).button("copenhagen-hold", "accept").click()
    room.pages.summary.done_button.click()
    room.library.do_one_set("copenhagen-hold")
    steps = room.controller.driver.session.timeline.steps
    assert {s.planned_s for s in steps if s.kind == "work"} == {17.0}


def texts(page):
    return [made.text() for made in page.findChildren(QLabel) if made.isVisibleTo(page)]
