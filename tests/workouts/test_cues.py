"""What is heard in a step, and what gives way when there is not room for all of it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workouts.samples import (
    ADDUCTOR_HOLD,
    HOLD,
    LUNGES,
    REPS,
    SIDE_HOLD,
    SIDE_REPS,
    SQUEEZE,
    WALK,
    item,
    timeline,
)
from workouts.cues import Cue, CueKind, CueStyle, Phrase, Rank, fit, plan, step_cues
from workouts.library import load_library
from workouts.model import Kind, OneSide, Side
from workouts.timeline import StepKind

TONE_S = {"count": 0.12, "start": 0.3, "end": 0.45, "finish": 0.84}
CLICK_S = {"half": 0.21, "part": 0.05, "lift": 0.06}
VOICE_S = {
    "ready": 5.5,
    "name_side": 2.5,
    "name": 1.8,
    "side": 0.9,
    "side_word": 0.6,
    "switch_to": 1.25,
    "purpose": 5.0,
    "form": 1.6,
    "switch": 1.4,
    "rest": 1.1,
    "next": 4.5,
    "next_name": 2.4,
    "set_of": 1.2,
    "last_one": 0.9,
    "round_of": 1.5,
    "last_round": 1.1,
    "number": 0.65,
    "last_two": 0.9,
    "seconds_left": 1.3,
    "well_done": 1.0,
    "go_run": 0.8,
}
NEVER_DROPPED = (Rank.STOP, Rank.START, Rank.COUNT)


def length_of(wanted):
    if isinstance(wanted, Phrase):
        return VOICE_S[wanted.key]
    return (TONE_S | CLICK_S)[wanted]


def heard(plan_, step, style=CueStyle()):  # noqa: B008 - frozen
    """What sounds in a step: (seconds into it, what)."""
    cues = fit(step_cues(plan_, step.index, style), length_of, step.seconds)
    return [(round(c.at, 2), said(c)) for c in cues if not c.dropped]


def said(cue):
    return " ".join(map(str, (cue.phrase.key, *cue.phrase.args))) if cue.phrase else cue.tone


def steps_of(plan_, kind):
    return [step for step in plan_.steps if step.kind is kind]


def work(plan_, number=0):
    return steps_of(plan_, StepKind.WORK)[number]


def hold_of(seconds):
    return timeline(item(HOLD, hold_s=seconds), item(HOLD))


def tones(plan_, step):
    return [(at, what) for at, what in heard(plan_, step) if what in TONE_S]


# The adductor hold of the design


def test_the_adductor_hold_sounds_as_it_must():
    library = load_library()
    hold = library.exercises["copenhagen-hold"]
    four = item(hold, repeats=4, hold_s=20, ready_s=10)
    after = item(library.exercises["glute-bridge"])
    plan_ = timeline(four, after, rest_s=30, exercises=library.exercises)
    name = hold.said
    count_in = [(7, "count"), (8, "count"), (9, "count"), (10, "start")]
    count_out = [(17, "count"), (18, "count"), (19, "count"), (20, "end")]

    ready, *between = plan_.steps[0], *steps_of(plan_, StepKind.BETWEEN)
    assert heard(plan_, ready) == [(0, f"ready {name} left 4 20 hold"), *count_in]
    for number in range(8):
        sounds = heard(plan_, work(plan_, number))
        assert [s for s in sounds if not s[1].startswith("form")] == [(10, "half"), *count_out]
        assert len(sounds) == 6, "one cue on form"
    assert [heard(plan_, step) for step in between[:3]] == [
        [(0.45, "rest 10"), (2.45, "set_of 2 4"), *count_in],
        [(0.45, "rest 10"), (2.45, "set_of 3 4"), *count_in],
        [(0.45, "rest 10"), (2.45, "last_one"), *count_in],
    ]
    assert heard(plan_, steps_of(plan_, StepKind.SWITCH)[0]) == [
        (0.45, "switch right"),
        *count_in,
    ]
    assert heard(plan_, steps_of(plan_, StepKind.REST)[0]) == [
        (0.45, "next Glute bridge hold 1 30.0 hold both")
    ]


def test_in_five_seconds_the_name_and_side_are_said_in_place_of_the_whole():
    plan_ = load_library().timeline("adductor-ladder")
    ready = next(s for s in steps_of(plan_, StepKind.READY) if s.exercise.id == "copenhagen-hold")
    sounds = [what.split()[0] for _, what in heard(plan_, ready)]
    assert sounds == ["name", "count", "side_word", "count", "count", "start"]


# Holds of every length


@pytest.mark.parametrize(
    ("seconds", "in_the_middle"),
    [
        (10, []),
        (14, []),
        (15, [(7.5, "half")]),
        (20, [(10, "half")]),
        (29, [(14.5, "half")]),
        (30, [(15, "seconds_left 15")]),
        (31, [(16, "seconds_left 15")]),
        (40, [(20, "seconds_left 20"), (30, "seconds_left 10")]),
        (60, [(30, "seconds_left 30"), (50, "seconds_left 10")]),
    ],
)
def test_a_hold_counts_out_and_tells_its_middle(seconds, in_the_middle):
    plan_ = hold_of(seconds)
    ending = [(seconds - left, "count") for left in (3, 2, 1)]
    assert heard(plan_, work(plan_)) == [*in_the_middle, *ending, (seconds, "end")]


@pytest.mark.parametrize(
    ("style", "sounds"),
    [
        (CueStyle(halfway="off"), ["seconds_left 10"]),
        (CueStyle(halfway="tone"), ["half", "seconds_left 10"]),
        (CueStyle(ten_seconds=False), ["seconds_left 30"]),
        (CueStyle(halfway="off", ten_seconds=False), []),
    ],
)
def test_the_middle_of_a_hold_is_the_athletes_choice(style, sounds):
    plan_ = hold_of(60)
    middle = [what for at, what in heard(plan_, work(plan_), style) if at < 57]
    assert middle == sounds


@pytest.mark.parametrize(("count_down", "tones_"), [(0, []), (3, [7, 8, 9]), (5, [5, 6, 7, 8, 9])])
def test_the_count_down_is_the_athletes_choice(count_down, tones_):
    plan_ = hold_of(10)
    sounds = heard(plan_, work(plan_), CueStyle(count_down=count_down))
    assert [at for at, what in sounds if what == "count"] == tones_


@pytest.mark.parametrize("seconds", [1, 2, 2.5, 3, 3.2, 4])
def test_the_count_of_a_short_hold_leaves_its_start_tone_alone(seconds):
    plan_ = hold_of(seconds)
    sounds = tones(plan_, work(plan_))
    assert sounds[-1] == (seconds, "end")
    assert all(at >= TONE_S["start"] for at, _ in sounds)


def test_the_end_of_a_hold_can_be_counted_down_in_words():
    plan_ = hold_of(20)
    sounds = heard(plan_, work(plan_), CueStyle(count_spoken=True))
    assert [what for _, what in sounds].count("count") == 0
    counted = [sound for sound in sounds if "number" in sound[1]]
    assert counted == [(16.91, "number 3"), (17.91, "number 2"), (18.91, "number 1")]


def test_the_first_tone_is_a_start_even_without_time_to_get_ready():
    plan_ = timeline(item(HOLD, ready_s=0))
    assert tones(plan_, work(plan_))[0] == (0, "start")


def test_the_last_tone_of_all_is_the_finish_and_then_praise():
    plan_ = timeline(item(HOLD))
    assert [what for _, what in heard(plan_, work(plan_))][-2:] == ["finish", "well_done"]
    quiet = heard(plan_, work(plan_), CueStyle(praise=False))
    assert quiet[-1] == (4, "finish")


def test_a_warm_up_sends_off_to_the_run_also_where_no_praise_is_wished():
    plan_ = replace(timeline(item(HOLD)), kind=Kind.WARM_UP)
    for style in (CueStyle(), CueStyle(praise=False)):
        assert [what for _, what in heard(plan_, work(plan_), style)][-2:] == ["finish", "go_run"]


# Reps


def test_reps_are_counted_on_the_lift_with_a_click_at_each_part():
    plan_ = timeline(item(REPS, reps=5, tempo=(2, 1, 2)), item(HOLD), rest_s=30)
    sounds = heard(plan_, work(plan_))
    assert sounds == [
        (0.3, "number 1"),
        (2, "part"),
        (3, "part"),
        (5, "number 2"),
        (7, "part"),
        (8, "part"),
        (10, "number 3"),
        (12, "part"),
        (13, "part"),
        (15, "last_two"),
        (17, "part"),
        (18, "part"),
        (20, "number 5"),
        (22, "part"),
        (23, "part"),
        (25, "end"),
    ]


@pytest.mark.parametrize(("reps", "announced"), [(2, False), (3, False), (4, True), (12, True)])
def test_the_last_two_are_announced_where_there_are_more(reps, announced):
    plan_ = timeline(item(REPS, reps=reps))
    assert ("last_two" in [what for _, what in heard(plan_, work(plan_))]) == announced


def test_alternating_reps_are_counted_through_both_legs():
    plan_ = timeline(item(LUNGES, reps=2), item(HOLD), rest_s=30)
    numbers = [what for _, what in heard(plan_, work(plan_)) if "part" not in what]
    assert numbers == ["number 1", "number 2", "last_two", "number 4", "end"]


def test_a_walk_ticks_its_steps():
    plan_ = timeline(item(WALK, ready_s=5), item(HOLD), rest_s=30)
    assert [what for _, what in heard(plan_, work(plan_))] == ["lift"] * 5 + ["end"]


def test_numbers_and_clicks_are_the_athletes_choice():
    plan_ = timeline(item(SQUEEZE), item(HOLD), rest_s=30)
    quiet = CueStyle(numbers=False, tempo_clicks=False)
    assert heard(plan_, work(plan_), quiet) == [(9, "end")]


def test_a_self_paced_set_is_left_in_peace():
    plan_ = timeline(item(REPS, self_paced=True), item(HOLD))
    assert heard(plan_, work(plan_)) == []


# Between efforts


def test_the_switch_names_the_side_that_comes():
    plan_ = timeline(item(SIDE_HOLD))
    assert heard(plan_, steps_of(plan_, StepKind.SWITCH)[0])[0] == (0.45, "switch right")


def test_a_new_round_is_announced_with_what_comes_next():
    plan_ = timeline(item(HOLD), rounds=3, round_rest_s=20)
    announced = [[what for _, what in heard(plan_, s)] for s in steps_of(plan_, StepKind.REST)]
    assert announced == [
        ["round_of 2 3", "next Hold 1 4 hold both"],
        ["last_round", "next Hold 1 4 hold both"],
    ]


def test_the_purpose_is_told_only_where_there_is_time():
    for seconds, told in ((5, False), (9, False), (20, True)):
        plan_ = timeline(item(HOLD, ready_s=seconds))
        sounds = [what.split()[0] for _, what in heard(plan_, plan_.steps[0])]
        assert ("purpose" in sounds) == told


def test_form_cues_take_turns_from_side_to_side_and_set_to_set():
    plan_ = timeline(item(SIDE_HOLD, hold_s=20, repeats=2))
    spoken = [
        what
        for step in steps_of(plan_, StepKind.WORK)
        for _, what in heard(plan_, step)
        if what.startswith("form")
    ]
    assert spoken == [
        "form Hips high",
        "form Long line",
        "form Long line",
        "form Hips high",
    ]


def test_form_cues_are_the_athletes_choice():
    plan_ = timeline(item(SIDE_HOLD, hold_s=20, repeats=2))
    for form, expected in (("off", 0), ("first", 2), ("each", 4)):
        sounds = [
            what
            for step in steps_of(plan_, StepKind.WORK)
            for _, what in heard(plan_, step, CueStyle(form=form))
        ]
        assert sum(what.startswith("form") for what in sounds) == expected


def test_in_a_short_gap_the_number_is_said_rather_than_the_rest():
    plan_ = timeline(item(SIDE_HOLD, repeats=3, between_s=4))
    first, second = steps_of(plan_, StepKind.BETWEEN)[:2]
    assert [what for _, what in heard(plan_, first)][:1] == ["set_of 2 3"]
    assert [what for _, what in heard(plan_, second)][:1] == ["last_one"]


@pytest.mark.parametrize("between", [0.3, 1, 2, 3])
def test_nothing_of_a_gap_is_said_into_the_hold_after_it(between):
    plan_ = timeline(item(SIDE_HOLD, between_s=between))
    gap = steps_of(plan_, StepKind.BETWEEN)[0]
    assert all(at <= between for at, _ in heard(plan_, gap))


# The budget


def voice(at, rank, *keys, slack=0.0):
    return Cue(at, CueKind.VOICE, rank, phrases=tuple(map(Phrase, keys)), slack=slack)


def tone(at, rank, name):
    return Cue(at, CueKind.TONE, rank, name)


def kept(cues, seconds=10.0):
    placed = fit(cues, length_of, seconds)
    return [(round(c.at, 2), said(c)) for c in placed if not c.dropped]


def test_the_lesser_gives_way():
    wanted = [voice(2, Rank.FORM, "form"), voice(2.5, Rank.HALFWAY, "seconds_left")]
    assert kept(wanted) == [(2.5, "seconds_left")]


def test_a_voice_waits_as_long_as_it_may():
    first = voice(2, Rank.HALFWAY, "seconds_left")
    assert kept([first, voice(2, Rank.FORM, "form", slack=2)]) == [
        (2, "seconds_left"),
        (3.32, "form"),
    ]
    assert kept([first, voice(2, Rank.FORM, "form", slack=1)]) == [(2, "seconds_left")]


def test_a_shorter_wording_is_taken_where_the_long_one_does_not_fit():
    wanted = [voice(0, Rank.NAME, "ready", "name_side", "name"), tone(3, Rank.COUNT, "count")]
    assert kept(wanted) == [(0, "name_side"), (3, "count")]


def test_a_voice_never_runs_over_the_end_of_its_step():
    assert kept([voice(9, Rank.FORM, "form")]) == []
    assert kept([voice(8, Rank.FORM, "form")]) == [(8, "form")]


def test_what_was_dropped_is_still_listed():
    (dropped,) = fit([voice(9, Rank.FORM, "form")], length_of, 10.0)
    assert dropped.dropped
    assert (dropped.at, dropped.phrase) == (9, Phrase("form"))


# Any workout at all

seconds = st.integers(2, 180).map(lambda halves: halves / 2)
gaps = st.one_of(st.just(0), st.floats(3, 30), st.integers(3, 30))


@st.composite
def items(draw):
    of = draw(
        st.sampled_from([HOLD, SIDE_HOLD, ADDUCTOR_HOLD, REPS, SIDE_REPS, LUNGES, SQUEEZE, WALK])
    )
    said_ = {
        "ready_s": draw(gaps),
        "change_s": draw(gaps),
        "rest_s": draw(st.none() | gaps),
    }
    if of.dose.hold_s:
        said_ |= {"hold_s": draw(seconds), "repeats": draw(st.integers(1, 4))}
        said_["between_s"] = draw(gaps)
    elif of.dose.out:
        said_ |= {"laps": draw(st.integers(1, 4)), "s_per_step": draw(st.floats(0.5, 2))}
    else:
        lift, lower = draw(st.floats(0.5, 4)), draw(st.floats(0, 4))
        said_ |= {
            "reps": draw(st.integers(1, 12)),
            "tempo": (lift, draw(st.floats(0, 10)), lower),
            "between_s": draw(st.floats(0, 5)),
        }
    return item(of, **said_)


plans = st.builds(
    lambda some, **more: timeline(*some, **more),
    st.lists(items(), min_size=1, max_size=3),
    rounds=st.integers(1, 2),
    rest_s=gaps,
    round_rest_s=gaps,
)
styles = st.builds(
    CueStyle,
    halfway=st.sampled_from(["off", "tone", "voice"]),
    ten_seconds=st.booleans(),
    form=st.sampled_from(["off", "first", "each"]),
    count_down=st.sampled_from([0, 3, 5]),
    praise=st.booleans(),
    tempo_clicks=st.booleans(),
    numbers=st.booleans(),
)
any_workout = given(plan_=plans, style=styles, pace=st.floats(0.6, 1.6))


def spoken_at(pace):
    def length(wanted):
        return length_of(wanted) * (pace if isinstance(wanted, Phrase) else 1)

    return length


@settings(max_examples=120)
@any_workout
def test_no_two_sounds_ever_overlap_in_a_step_or_across_its_end(plan_, style, pace):
    placed = [cue for cue in plan(plan_, spoken_at(pace), style) if not cue.dropped]
    for before, after in pairwise(sorted(placed, key=lambda cue: cue.at)):
        assert before.at + before.seconds <= after.at + 2e-3, (said(before), said(after))


@settings(max_examples=60)
@any_workout
def test_stop_start_and_count_are_never_dropped_nor_moved(plan_, style, pace):
    for step in plan_.steps:
        wishes = step_cues(plan_, step.index, style)
        planned = fit(wishes, spoken_at(pace), step.seconds)
        assert len(planned) >= sum(not wish.spare_after for wish in wishes)
        wanted = sorted((c.at, c.tone) for c in wishes if c.kind is CueKind.TONE)
        assert wanted == sorted(
            (c.at, c.tone) for c in planned if c.kind is CueKind.TONE and not c.dropped
        )
        assert not [said(c) for c in planned if c.dropped and c.rank in NEVER_DROPPED]


@settings(max_examples=60)
@any_workout
def test_a_voice_is_early_never_and_late_only_within_its_slack(plan_, style, pace):
    for step in plan_.steps:
        wishes = step_cues(plan_, step.index, style)
        planned = [c for c in fit(wishes, spoken_at(pace), step.seconds) if not c.dropped]
        for cue in planned:
            assert any(
                cue.rank is wish.rank and wish.at <= cue.at <= wish.at + wish.slack
                for wish in wishes
            )


@settings(max_examples=60)
@any_workout
def test_every_effort_ends_with_a_tone_of_its_own(plan_, style, pace):
    for step in steps_of(plan_, StepKind.WORK):
        last = step.index == len(plan_.steps) - 1
        ends = [at for at, what in tones(plan_, step) if what == ("finish" if last else "end")]
        assert ends == [round(step.planned_s, 2)]


@settings(max_examples=60)
@any_workout
def test_each_change_of_side_is_spoken(plan_, style, pace):
    for step in steps_of(plan_, StepKind.SWITCH):
        spoken = [what.split() for _, what in heard(plan_, step, style)]
        assert [str(Side.RIGHT)] in [words[-1:] for words in spoken]


def test_one_side_alone_is_named_and_nothing_is_said_of_each_side():
    line = timeline(item(REPS), item(SIDE_REPS, side=OneSide.LEFT), item(SIDE_REPS), rest_s=10.0)
    said = [
        phrase
        for step in line.steps
        for cue in step_cues(line, step.index)
        for phrase in cue.phrases
        if step.item == 1
    ]
    assert said
    assert not any(p.key == "ready" for p in said)
    assert [p.args[-1] for p in said if p.key == "next"] == ["both"]
    assert any(p.key in ("name_side", "side") for p in said)
