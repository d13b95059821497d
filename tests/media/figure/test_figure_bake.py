"""What ships is what is written: the baked file is fresh, and own poses solve the same way."""

import json

import pytest

from media.figure import PoseError, figure_ids, load_figure, own_figure
from media.figure.bake import bake_one, read_folder, read_lines, stale, variants


def test_the_bake_is_fresh():
    assert stale(read_folder(), read_lines()) == [], "run: python -m media.figure"


def test_a_changed_table_makes_the_bake_stale():
    tables = read_folder()
    tables["exercise"]["clamshell"]["camera"] = [1, 2]
    assert "clamshell" in stale(tables, read_lines())


def test_a_changed_stance_makes_every_pose_on_it_stale():
    tables = read_folder()
    stance = tables["exercise"]["clamshell"]["stance"]
    tables["stance"][stance]["root_hold"] = 33
    assert "clamshell" in stale(tables, read_lines())


def test_solving_again_gives_the_baked_frames():
    tables = read_folder()
    table = variants("clamshell", tables["exercise"]["clamshell"])["clamshell"]
    again = bake_one("clamshell", table, tables["stance"])
    assert again == json.loads(read_lines()["clamshell"])


def test_an_own_exercise_can_reuse_a_built_in_pose(tmp_path):
    (tmp_path / "my-bridge.toml").write_text('pose = "glute-bridge"\n', encoding="utf-8")
    figure = load_figure("my-bridge", tmp_path)
    assert figure.id == "my-bridge"
    assert figure.pose_at(0.5) == load_figure("glute-bridge").pose_at(0.5)


OWN = """
[pose]
stance = "stand"
side = "both"
muscles = { quads = 1.0 }
[pose.end]
root = [0, 20, 0]
both = { hip_flex = 60, knee = 60 }
"""


def test_an_own_exercise_can_carry_its_own_pose(tmp_path):
    (tmp_path / "dip.toml").write_text(OWN, encoding="utf-8")
    figure = load_figure("dip", tmp_path)
    assert figure.pose_at(0.5).angle("knee.R") > 45
    assert load_figure("dip", tmp_path) is figure, "solved once"


@pytest.mark.parametrize(
    ("pose", "words"),
    [
        ("no-such-figure", "no-such-figure"),
        ({"stance": "nowhere"}, "nowhere"),
        ({"stance": "stand", "end": {"work": {"elbows": 3}}}, "elbows"),
        ({"stance": "stand", "end": {"touch": ["work.nose"]}}, "nose"),
        ({"stance": "stand", "colour": "red"}, "colour"),
        ({"stance": "stand", "muscles": {"ear": 1.0}}, "ear"),
        ({"stance": "stand", "prop": [{"kind": "anvil"}]}, "anvil"),
        ({"stance": "stand", "end": {"root": [1, 2]}}, "root"),
        ({"stance": "stand", "end": {"add": ["work.palm@bench"]}}, "bench"),
        ({"stance": "stand", "start": 3}, "start"),
        ({"stance": "stand", "end": {"reach": {"work.palm": "work.moon"}}}, "moon"),
    ],
)
def test_a_wrong_own_pose_names_the_exercise_and_the_word(pose, words):
    with pytest.raises(PoseError, match=words) as caught:
        own_figure("mine", pose)
    assert "mine" in str(caught.value)


def test_an_unknown_exercise_is_a_key_error():
    with pytest.raises(KeyError, match="unicorn"):
        load_figure("unicorn")


def test_ids_are_sorted_and_hide_the_faults():
    assert figure_ids() == sorted(figure_ids())
    assert not any("~" in i for i in figure_ids())
