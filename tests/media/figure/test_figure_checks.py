"""Every exercise at 60 phases, measured as an anatomist would. See media/figure/checks.py."""

from dataclasses import replace
from functools import lru_cache

import pytest

from media.figure import figure_ids, load_figure
from media.figure.algebra import from_yaw_pitch_roll, multiply
from media.figure.checks import CHECKS, check, walk
from media.figure.props import Box
from media.figure.skeleton import ANGLE, JOINTS, Joint

FAULTS = [(i, f) for i in figure_ids() for f in load_figure(i).faults]
# a fault is wrong on purpose: it may tip and slouch, but it may not come apart or sink
HOLDS_FOR_FAULTS = ("bones", "joints", "contact", "skin", "self", "speed", "mirror")


@lru_cache(maxsize=4)
def walked(exercise, fault=""):
    return walk(load_figure(exercise, fault=fault))


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("exercise", figure_ids())
def test_every_exercise_passes(exercise, name):
    found = CHECKS[name](walked(exercise))
    assert not found.bad, found


@pytest.mark.parametrize("name", HOLDS_FOR_FAULTS)
@pytest.mark.parametrize("exercise_and_fault", FAULTS, ids="~".join)
def test_every_fault_is_wrong_only_where_it_means_to_be(exercise_and_fault, name):
    exercise, fault = exercise_and_fault
    found = CHECKS[name](walked(exercise, fault))
    assert not found.bad, found


# ------------------------------------------------------------ each check can fail


def changed(figure, change):
    """The figure with every frame changed."""
    frames = tuple(change(frame) for frame in figure.motion.frames)
    return replace(figure, motion=replace(figure.motion, frames=frames), _cache={})


def with_angle(name, radians):
    def change(pose):
        angles = list(pose.angles)
        angles[ANGLE[name]] = radians
        return replace(pose, angles=tuple(angles))

    return change


def moved(dx, dy, dz):
    def change(pose):
        x, y, z = pose.position
        return replace(pose, position=(x + dx, y + dy, z + dz))

    return change


def finds(name, figure):
    return CHECKS[name](walk(figure))


def test_a_stretched_bone_is_found(monkeypatch):
    figure = load_figure("glute-bridge")
    path = walk(figure)
    longer = [replace_offset(j) if j.name == "knee.L" else j for j in JOINTS]
    monkeypatch.setattr("media.figure.checks.JOINTS", longer)
    assert CHECKS["bones"](path).bad


def replace_offset(joint):
    x, y, z = joint.offset
    return Joint(joint.name, joint.parent, (x, y, z * 1.01), joint.freedoms)


def test_a_knee_bent_backwards_is_found():
    figure = changed(load_figure("standing-glute-squeeze"), with_angle("knee.R", -0.1))
    assert finds("joints", figure).bad


def test_a_body_floating_above_its_contacts_is_found():
    figure = changed(load_figure("glute-bridge"), moved(0, 0, 0.02))
    assert finds("contact", figure).bad
    assert not finds("skin", figure).bad


def test_a_slipping_foot_is_found():
    figure = load_figure("tripod-squat")
    frames = list(figure.motion.frames)
    frames[8] = moved(0.03, 0, 0)(frames[8])
    slipped = replace(figure, motion=replace(figure.motion, frames=tuple(frames)), _cache={})
    assert "slips" in finds("contact", slipped).where


def test_skin_under_the_floor_is_found():
    figure = changed(load_figure("clamshell"), moved(0, 0, -0.03))
    assert "in the floor" in finds("skin", figure).where
    assert finds("skin", figure).bad


def test_skin_in_a_bench_is_found():
    figure = load_figure("copenhagen-hold")
    higher = tuple(replace(p, top=p.top + 0.05) if isinstance(p, Box) else p for p in figure.props)
    assert "in the bench" in finds("skin", replace(figure, props=higher, _cache={})).where


def test_a_leg_through_the_other_is_found():
    figure = changed(load_figure("standing-glute-squeeze"), with_angle("hip_abd.R", -0.3))
    assert finds("self", figure).bad


def test_a_body_that_would_fall_over_is_found():
    def lean(pose):
        return replace(pose, turn=multiply(from_yaw_pitch_roll(0, 25, 0), pose.turn))

    assert finds("balance", changed(load_figure("standing-glute-squeeze"), lean)).bad


def test_a_movement_faster_than_a_person_is_found():
    figure = replace(load_figure("forward-lunge"), seconds=0.3)
    assert finds("speed", figure).bad


def test_a_jump_between_frames_is_found():
    figure = load_figure("tripod-squat")
    frames = list(figure.motion.frames)
    frames[8] = moved(0, 0, 0.2)(frames[8])
    jumping = replace(figure, motion=replace(figure.motion, frames=tuple(frames)), _cache={})
    assert finds("jerk", jumping).bad


def test_a_wrong_mirror_is_found(monkeypatch):
    monkeypatch.setattr("media.figure.figure.mirror", lambda pose: pose)
    assert finds("mirror", load_figure("fire-hydrant")).bad


def test_a_tilted_foot_is_found():
    figure = changed(load_figure("tripod-squat"), with_angle("inv.L", 0.3))
    assert finds("flat", figure).bad


def test_a_muscle_turned_away_is_found():
    front = replace(load_figure("heel-raise"), azimuth=0.0, _cache={})
    assert finds("hidden", front).bad


def test_a_check_reports_every_name_once():
    assert [f.check for f in check(load_figure("clamshell"))] == list(CHECKS)
