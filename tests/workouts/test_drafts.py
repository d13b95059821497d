"""What is being built outlives the program, however it ends."""

import pytest

from workouts.drafts import Draft, Drafts
from workouts.library import load_library
from workouts.model import Kind, Workout

LIBRARY = load_library(None)
LADDER = LIBRARY.workouts["adductor-ladder"]


def test_a_draft_is_read_back_as_it_was(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep("1", Draft(workout=LADDER, is_new=True))
    drafts.keep(drafts.free_name(), Draft(exercise=LIBRARY.exercises["clamshell"]))
    found = {w.name: w.draft for w in Drafts(tmp_path).waiting()}
    assert found["1"].workout == LADDER
    assert found["1"].is_new
    assert found["2"].title == "Clamshell"


def test_a_draft_may_be_wrong_in_every_way(tmp_path):
    wrong = Workout(id="x", title="", kind=Kind.STRENGTH, item=(), rounds=0, rest_s=-3.0)
    Drafts(tmp_path).keep("1", Draft(workout=wrong))
    assert Drafts(tmp_path).waiting()[0].draft.workout == wrong


def test_without_drafts_nothing_is_made(tmp_path):
    assert Drafts(tmp_path).waiting() == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_forgotten_is_not_offered(tmp_path):
    drafts = Drafts(tmp_path)
    drafts.keep("1", Draft(workout=LADDER))
    drafts.forget("1")
    drafts.forget("1")
    assert drafts.waiting() == []


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"workout": 3}', b"\xff\xfe", b"[" * 50_000, b'{"workout": {}}']
)
def test_what_is_no_draft_is_passed_over(tmp_path, text):
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "1.json").write_bytes(text)
    drafts = Drafts(tmp_path)
    drafts.keep("2", Draft(workout=LADDER))
    assert [w.name for w in drafts.waiting()] == ["2"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.json"
    Drafts(tmp_path / "a").keep("1", Draft(workout=LADDER))
    (tmp_path / "a" / "drafts" / "1.json").rename(outside)
    (tmp_path / "a" / "drafts" / "1.json").symlink_to(outside)
    assert Drafts(tmp_path / "a").waiting() == []
