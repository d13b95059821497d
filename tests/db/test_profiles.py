"""Each athlete has a folder; a name cannot lead out of it."""

import pytest

from db.profiles import add_profile, profile, profiles


def test_there_is_always_the_first_athlete(tmp_path):
    [first] = profiles(tmp_path)
    assert (first.name, first.folder) == ("", tmp_path)


def test_an_athlete_is_added_and_found_again(tmp_path):
    made = add_profile(tmp_path, " Zoë Müller ")
    assert made.folder == tmp_path / "profiles" / "Zoë Müller"
    assert [one.name for one in profiles(tmp_path)] == ["", "Zoë Müller"]
    assert profile(tmp_path, "zoë müller") == made


def test_an_unknown_athlete_is_named(tmp_path):
    with pytest.raises(KeyError, match="Nobody"):
        profile(tmp_path, "Nobody")


def test_a_name_twice_is_refused_whatever_its_case(tmp_path):
    add_profile(tmp_path, "Anna")
    with pytest.raises(ValueError, match="already"):
        add_profile(tmp_path, "anna")


@pytest.mark.parametrize(
    "name", ["", "..", ".", "../x", "a/b", "a\\b", "con", "x" * 41, "-x", "a\nb"]
)
def test_a_name_that_is_no_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="name has letters"):
        add_profile(tmp_path, name)
    assert not (tmp_path / "profiles").exists()


def test_what_else_lies_in_the_folder_is_no_athlete(tmp_path):
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "notes.txt").touch()
    (folder / ".hidden").mkdir()
    (folder / "elsewhere").symlink_to(tmp_path.parent)
    assert [one.name for one in profiles(tmp_path)] == [""]
