"""A clip is kept whole or not at all."""

import os

import numpy as np
import pytest

from media import pcm
from media.cache import ClipCache, clip_seconds, key_of


@pytest.fixture
def cache(tmp_path):
    return ClipCache(tmp_path / "cache")


def put(cache, key, seconds=0.5):
    out = cache.place_for(key)
    pcm.write_wav(out, np.full(round(seconds * pcm.RATE), 0.1, "f4"))
    return cache.keep(key, out)


def test_what_was_kept_is_found_with_its_length(cache):
    put(cache, key_of("a"), 0.5)
    assert cache.find(key_of("a")).seconds == pytest.approx(0.5)
    assert cache.find(key_of("b")) is None


@pytest.mark.parametrize("length", [0, 10, 44, 100, 44000])
def test_a_torn_file_counts_as_missing(cache, length):
    clip = put(cache, key_of("a"))
    os.truncate(clip.path, length)
    assert cache.find(key_of("a")) is None


@pytest.mark.parametrize("content", [b"", b"rubbish" * 1000, b"RIFF" + b"\0" * 100])
def test_rubbish_is_not_kept(cache, content):
    out = cache.place_for(key_of("a"))
    out.write_bytes(content)
    assert cache.keep(key_of("a"), out) is None
    assert not out.exists()
    assert cache.find(key_of("a")) is None


def test_a_file_of_another_rate_is_no_clip_of_ours(tmp_path):
    path = tmp_path / "other.wav"
    pcm.write_wav(path, np.zeros(22050, "f4"), 22050)
    assert clip_seconds(path) is None


def test_everything_that_makes_a_clip_is_part_of_its_name():
    keys = {
        key_of(*made_by)
        for made_by in [
            ("espeak", "1.51", "f5", 150, "One."),
            ("espeak", "1.52", "f5", 150, "One."),
            ("espeak", "1.51", "f2", 150, "One."),
            ("espeak", "1.51", "f5", 160, "One."),
            ("espeak", "1.51", "f5", 150, "Two."),
            ("sapi5", "1.51", "f5", 150, "One."),
        ]
    }
    assert len(keys) == 6


def test_looking_makes_no_folder(tmp_path):
    cache = ClipCache(tmp_path / "none" / "cache")
    assert cache.find(key_of("a")) is None
    assert not (tmp_path / "none").exists()


def test_where_nothing_can_be_written_clips_last_as_long_as_the_program(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = ClipCache(tmp_path / "file" / "cache")
    put(cache, key_of("a"))
    assert not cache.lasting
    assert cache.find(key_of("a"))
    cache.close()
    assert cache.find(key_of("a")) is None


def test_the_oldest_clips_go_when_there_are_too_many_and_leftovers_go_too(cache):
    for age, name in enumerate(("new", "older", "oldest")):
        clip = put(cache, key_of(name))
        os.utime(clip.path, (1e9 - age, 1e9 - age))
    left_over = cache.place_for(key_of("left over"))
    cache.prune(biggest=100_000)
    assert [bool(cache.find(key_of(name))) for name in ("new", "older", "oldest")] == [
        True,
        True,
        False,
    ]
    assert not left_over.exists()
