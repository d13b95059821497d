"""Every phrase the cues can ask for has words, and the words can be read aloud."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.phrases import LANGUAGES, UnknownPhraseError, estimate_seconds, text_of
from media.words import english
from workouts import cues
from workouts.cues import CueStyle, Phrase, step_cues
from workouts.library import load_library
from workouts.model import Measure, Side, Sided
from workouts.timeline import Options

LIBRARY = load_library()
STYLES = (CueStyle(), CueStyle(halfway="tone", form="first", numbers=False, ten_seconds=False))


def every_phrase():
    for id_ in (*LIBRARY.workouts, *LIBRARY.exercises):
        for options in (Options(), Options(first_side=Side.RIGHT, self_paced=True, rounds=4)):
            timeline = LIBRARY.timeline(id_, options)
            for step in timeline.steps:
                for style in STYLES:
                    for cue in step_cues(timeline, step.index, style):
                        yield from cue.phrases


def test_everything_the_shipped_workouts_can_say_has_words():
    texts = {text_of(phrase) for phrase in every_phrase()}
    assert len(texts) > 300
    for text in texts:
        assert re.fullmatch(r"[A-Z][A-Za-z ,.:'!?-]*[.!?]", text), text
        assert "  " not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_key_that_the_cues_describe(language):
    described = set(re.findall(r"`(\w+)` \(", cues.__doc__))
    assert described
    assert described <= set(LANGUAGES[language])


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (Phrase("number", (7,)), "Seven."),
        (Phrase("number", (21,)), "Twenty-one."),
        (Phrase("number", (60,)), "Sixty."),
        (Phrase("switch", ("right",)), "Switch. Right side."),
        (Phrase("side", (Side.LEFT,)), "Left side."),
        (
            Phrase("ready", ("Side-plank adductor hold", "left", 4, 20.0, "hold")),
            "Side-plank adductor hold, left side first. Four times twenty seconds.",
        ),
        (Phrase("ready", ("Glute bridge hold", "both", 1, 30, "hold")),
         "Glute bridge hold. Thirty seconds."),
        (Phrase("ready", ("Bird dog", "alternating", 1, 8, "reps")), "Bird dog. Eight each side."),
        (Phrase("ready", ("Squat", "both", 1, 10, "reps")), "Squat. Ten times."),
        (Phrase("ready", ("Monster walk", "alternating", 1, 3, "steps")),
         "Monster walk. Three times out and back."),
        (Phrase("next", ("Clamshell", 1, 10, "reps", "each-side")),
         "Next: clamshell, ten each side."),
        (Phrase("next", ("Copenhagen adduction", 1, 6, "reps", "each-side")),
         "Next: Copenhagen adduction, six each side."),
        (Phrase("next", ("Plank", 2, 20, "hold", "both")),
         "Next: plank, two times twenty seconds."),
        (Phrase("seconds_left", (15,)), "Fifteen seconds."),
        (Phrase("seconds_left", (1,)), "One second."),
        (Phrase("rest", (10,)), "Rest ten."),
        (Phrase("set_of", (2, 4)), "Two of four."),
        (Phrase("round_of", (2, 3)), "Round two of three."),
        (Phrase("form", ("Heels in, 30-45 cm apart",)),
         "Heels in, thirty to forty-five centimetres apart."),
        (Phrase("form", ("-bend to 90° for 45s; 3x12 & hold",)),
         "Bend to ninety degrees for forty-five seconds, three times twelve and hold."),
    ],
)  # fmt: skip
def test_a_phrase_is_said_so(phrase, text):
    assert text_of(phrase) == text


@pytest.mark.parametrize(
    "phrase",
    [Phrase("hello"), Phrase("number"), Phrase("switch", ("upwards",)), Phrase("rest", ("x", 2))],
)
def test_an_unknown_phrase_is_an_error_with_a_name(phrase):
    with pytest.raises(UnknownPhraseError):
        text_of(phrase)


def test_an_unknown_language_is_an_error_with_a_name():
    with pytest.raises(UnknownPhraseError):
        text_of(Phrase("last_one"), "xx")


@given(st.integers(0, 9999))
def test_numbers_are_words(value):
    assert set(english.number(value)) <= set(string.ascii_lowercase + " -")


@given(st.text(max_size=80))
def test_a_file_may_hold_any_text_and_no_figure_or_option_sign_reaches_the_engine(text):
    said = english.plain(text)
    assert not said.startswith("-")
    assert not set(said) & set("<>[]{}|\\#*")


@given(
    st.sampled_from(list(Side)),
    st.sampled_from(list(Measure)),
    st.sampled_from(list(Sided)),
    st.integers(1, 60),
    st.floats(0.5, 600),
)
def test_every_amount_can_be_said(side, measure, sided, repeats, amount):
    for phrase in (
        Phrase("ready", ("Clamshell", side, repeats, amount, measure)),
        Phrase("next", ("Clamshell", repeats, amount, measure, sided)),
    ):
        assert text_of(phrase).endswith(".")


def test_longer_texts_and_slower_voices_are_estimated_longer():
    short, long = estimate_seconds("Seven."), estimate_seconds("Next: clamshell, ten each side.")
    assert 0.4 < short < 0.9 < long
    assert estimate_seconds("Seven.", 75) == pytest.approx(2 * short)
