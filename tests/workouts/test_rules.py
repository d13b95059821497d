"""The numbers of the rules: complete, with sources, and moved only within their bounds."""

from dataclasses import fields

import pytest

from workouts.references import references
from workouts.rules import Rules, known_rules, own_rules, standard_rules
from workouts.toml_file import LibraryError


def test_every_number_has_words_a_source_and_bounds_around_it():
    known = known_rules()
    assert set(known) == {field.name for field in fields(Rules)}
    for name, rule in known.items():
        assert rule.low <= rule.value <= rule.high, name
        assert rule.text.endswith("."), name
        assert rule.source, name
        assert set(rule.source) <= {*references(), "GP"}, name


def test_an_athlete_may_move_a_number_within_its_bounds(tmp_path):
    own = tmp_path / "rules.toml"
    assert own_rules(own) == standard_rules()
    own.write_text("pain_limit = 4\nadd_hold_s = 1\n")
    assert (own_rules(own).pain_limit, own_rules(own).add_hold_s) == (4, 1)
    assert own_rules(own).add_reps == standard_rules().add_reps


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pain_limit = 6", "line 1: pain_limit: should be 0 to 5, not 6"),
        ("\npain_limit = nan", "line 2: pain_limit: should be a number"),
        ("pain_limits = 4", 'is no rule. Did you mean "pain_limit"?'),
        ('pain_limit = "4"', "should be a number"),
        ("pain_limit = true", "should be a number, not true"),
        ("pain_limit = ", "line 1"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_its_line(tmp_path, text, told):
    own = tmp_path / "rules.toml"
    own.write_text(text)
    with pytest.raises(LibraryError, match=r"rules\.toml") as refused:
        own_rules(own)
    assert told in str(refused.value)
