"""Recordings are found by what they say; a broken or hostile pack is refused by name."""

import io
import json
import zipfile

import numpy as np
import pytest

from media import pcm
from media.phrases import text_of
from media.voice import RenderedVoice, VoiceSettings, open_voice
from media.voice_pack import (
    Line,
    PackError,
    VoicePack,
    examine,
    find_packs,
    key_of,
    script,
    template,
    unpack,
    write_script,
    write_template,
)
from workouts.cues import Phrase
from workouts.library import load_library

SWITCH = "Switch. Right side."


def record(path, seconds=0.5):
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(seconds * 22050)) / 22050
    pcm.write_wav(path, (0.2 * np.sin(2 * np.pi * 300 * time)).astype("f4"), 22050)
    return path


def manifest(folder, **content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.json").write_text(json.dumps(content))
    return folder


@pytest.fixture
def pack(tmp_path):
    folder = manifest(
        tmp_path / "anna",
        name="Anna",
        clips=[
            {"key": "switch-right", "text": SWITCH},
            {"key": "number-7", "text": "Seven.", "file": "takes/seven (2).wav"},
            {"key": "number-8", "text": "Eight."},
        ],
    )
    record(folder / "switch-right.wav")
    record(folder / "takes" / "seven (2).wav")
    record(folder / "last-one.wav")
    return folder


def test_a_recording_is_found_by_key_by_file_and_by_its_text(pack):
    found = VoicePack(pack)
    assert found.name == "Anna"
    assert found.find(SWITCH).name == "switch-right.wav"
    assert found.find("Seven.").name == "seven (2).wav"
    assert found.find("Last one.").name == "last-one.wav"
    assert found.find("Eight.") is None
    assert found.find("Nine.") is None


def test_a_zipped_pack_is_the_same_pack(pack, tmp_path):
    for name, strip in (("flat", pack), ("with-folder", pack.parent)):
        file = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for path in pack.rglob("*"):
                archive.write(path, path.relative_to(strip))
        found = VoicePack(unpack(file, tmp_path / "unpacked"))
        assert found.find(SWITCH)
        assert found.find("Seven.")
        assert unpack(file, tmp_path / "unpacked").exists()


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"clips": 5}', '{"nonsense": 1}', '{"clips": [{"text": "x"}]}']
)
def test_a_broken_manifest_is_refused_by_name(tmp_path, content):
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "pack.json").write_text(content)
    with pytest.raises(PackError, match=r"odd/pack\.json"):
        VoicePack(tmp_path / "odd")


@pytest.mark.parametrize("file", ["../secret.wav", "/etc/passwd", "a/../../secret.wav"])
def test_nothing_outside_a_pack_is_read(tmp_path, file):
    record(tmp_path / "secret.wav")
    folder = manifest(tmp_path / "pack", clips=[{"key": "x", "text": "X.", "file": file}])
    with pytest.raises(PackError, match="outside"):
        VoicePack(folder)


def test_a_link_out_of_a_pack_is_not_followed(tmp_path):
    record(tmp_path / "secret.wav")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "seven.wav").symlink_to(tmp_path / "secret.wav")
    assert VoicePack(tmp_path / "pack").find("Seven.") is None


def zip_with(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 100)
    return path


def test_a_hostile_zip_writes_nothing_outside(tmp_path):
    file = zip_with(tmp_path / "bad.zip", "../../evil.wav")
    with pytest.raises(PackError, match="outside"):
        unpack(file, tmp_path / "a" / "b")
    assert not list(tmp_path.rglob("evil*"))


def test_what_is_no_recording_is_not_unpacked(tmp_path):
    file = zip_with(tmp_path / "mixed.zip", "one.wav", "run-me.sh", "notes.txt")
    place = unpack(file, tmp_path / "out")
    assert [path.name for path in place.iterdir()] == ["one.wav"]


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr("media.voice_pack.MOST_BYTES", 150)
    with pytest.raises(PackError, match="too large"):
        unpack(zip_with(tmp_path / "big.zip", "a.wav", "b.wav"), tmp_path / "out")


def test_broken_packs_do_not_cost_the_good_ones(pack, tmp_path):
    packs = tmp_path / "packs"
    packs.mkdir()
    pack.rename(packs / "anna")
    (packs / "broken.zip").write_bytes(b"PK no zip")
    manifest(packs / "odd", nonsense=True)
    (packs / "readme.txt").write_text("hello")
    good, problems = find_packs(packs)
    assert [found.name for found in good] == ["Anna"]
    assert len(problems) == 2
    assert find_packs(tmp_path / "none") == ([], [])


def test_a_pack_in_the_data_folder_is_used_and_a_broken_one_is_told(pack, tmp_path):
    packs = tmp_path / "voice" / "packs"
    packs.mkdir(parents=True)
    pack.rename(packs / "anna")
    (packs / "broken.zip").write_bytes(b"PK no zip")
    voice = open_voice(tmp_path / "voice", VoiceSettings())
    assert isinstance(voice, RenderedVoice)
    assert voice.packs == ["Anna"]
    assert "broken.zip" in voice.problems[0]
    assert voice.prepare([SWITCH]).wait(60)
    clip, rate = pcm.read_wav(voice.clip(SWITCH))
    assert rate == pcm.RATE
    assert pcm.loudness(clip) == pytest.approx(pcm.LOUDNESS_LUFS, abs=1)
    voice.close()


def test_the_script_has_every_sentence_once_with_a_name_of_its_own():
    lines = script(load_library())
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys) > 500
    assert len({line.text for line in lines}) == len(lines)
    assert Line("switch-right", SWITCH) in lines
    assert Line("number-60", "Sixty.") in lines
    assert lines[0] == Line("number-1", "One.")


def test_a_pack_recorded_from_the_script_is_found_whole(tmp_path):
    lines = script(load_library())[:30]
    folder = manifest(tmp_path / "mine", **template(lines, "Mine"))
    for line in lines:
        record(folder / f"{line.key}.wav", 0.05)
    pack = VoicePack(folder)
    assert all(pack.find(line.text) for line in lines)


def test_the_script_is_a_table_and_a_template_can_be_read_back(tmp_path):
    out = io.StringIO()
    lines = [Line("number-1", "One."), Line("last-one", "Last one.")]
    write_script(lines, out)
    assert out.getvalue() == "number-1\tOne.\nlast-one\tLast one.\n"
    write_template(lines, "Mine", tmp_path / "pack.json")
    assert VoicePack(tmp_path).name == "Mine"


def test_keys_do_not_depend_on_how_a_number_is_written():
    assert key_of(Phrase("rest", (10,))) == key_of(Phrase("rest", (10.0,))) == "rest-10"
    assert text_of(Phrase("rest", (10,))) == text_of(Phrase("rest", (10.0,)))


def test_a_recording_named_after_its_key_needs_no_manifest(tmp_path):
    text_of(Phrase("switch", ("right",)))
    record(tmp_path / "bea" / "switch-right.wav")
    assert VoicePack(tmp_path / "bea").find(SWITCH).name == "switch-right.wav"


def test_a_recording_of_an_older_wording_is_not_taken_for_the_new(tmp_path):
    text_of(Phrase("switch", ("right",)))
    old = [{"key": "switch-right", "text": "Other side now."}]
    folder = manifest(tmp_path / "bea", clips=old)
    record(folder / "switch-right.wav")
    assert VoicePack(folder).find(SWITCH) is None


def test_a_pack_is_examined_in_words(tmp_path):
    library = load_library()
    record(tmp_path / "bea" / "number-7.wav")
    record(tmp_path / "bea" / "humming.wav")
    text = examine(tmp_path / "bea", library, tmp_path / "unpacked")
    assert text.startswith("bea: 1 of ")
    assert "humming.wav" in text
    assert "number-8\tEight." in text
    for bad in ("gone", "empty", "other"):
        if bad != "gone":
            (tmp_path / bad).mkdir()
        if bad == "other":
            record(tmp_path / bad / "humming.wav")
        with pytest.raises(PackError, match=bad):
            examine(tmp_path / bad, library, tmp_path / "unpacked")
