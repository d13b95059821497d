"""From one exercise's position to another's, so that the figure moves instead of jumping."""

from media.figure.algebra import lerp, slerp, smooth
from media.figure.camera import Camera, Frame
from media.figure.contacts import BALLS
from media.figure.figure import Figure, Shot
from media.figure.framing import widened
from media.figure.skeleton import Pose, put
from media.figure.stage import Stage


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def lowest(pose: Pose) -> float:
    """Metres of the lowest skin above the floor, about."""
    body = put(pose)
    return min(body.local(joint, offset)[2] - r for joint, offset, r in BALLS)


def _azimuth(a: float, b: float, t: float) -> float:
    """The short way round."""
    return a + ((b - a + 180) % 360 - 180) * t


def blend_poses(a: Pose, b: Pose, t: float) -> Pose:
    """A pose between two, kept on the floor when both stand or lie on it."""
    angles = tuple(_mix(u, v, t) for u, v in zip(a.angles, b.angles, strict=True))
    pose = Pose(lerp(a.position, b.position, t), slerp(a.turn, b.turn, t), angles)
    x, y, z = pose.position
    ground = _mix(lowest(a), lowest(b), t)
    return Pose((x, y, z + ground - lowest(pose)), pose.turn, angles)


def blend(
    figure_a: Figure,
    phase_a: float,
    side_a: str,
    figure_b: Figure,
    phase_b: float,
    side_b: str,
    t: float,
) -> Shot:
    """The picture a share `t` (0..1) of the way from one position to the other, for paint_shot.

    Position, camera and floor glide; props and muscles go with the first and come with the second.
    """
    a, b = figure_a.shot(phase_a, side_a), figure_b.shot(phase_b, side_b)
    if t <= 0:
        return a
    if t >= 1:
        return b
    s = smooth(t)
    near, far = (a, b) if s < 0.5 else (b, a)
    camera = Camera(
        _azimuth(a.camera.azimuth, b.camera.azimuth, s),
        _mix(a.camera.elevation, b.camera.elevation, s),
    )
    frame: Frame = (
        _mix(a.frame[0], b.frame[0], s),
        _mix(a.frame[1], b.frame[1], s),
        _mix(a.frame[2], b.frame[2], s),
        _mix(a.frame[3], b.frame[3], s),
    )
    pose = blend_poses(a.pose, b.pose, s)
    if not (figure_a.zoom or figure_b.zoom):
        frame = widened(frame, camera, put(pose))
    away = min(s, 1 - s)  # 0 at both ends
    stage = near.stage
    if near.stage.mat == far.stage.mat:
        p, q = a.stage, b.stage
        x0, x1 = _mix(p.x0, q.x0, s), _mix(p.x1, q.x1, s)
        stage = Stage(p.mat, x0, x1, _mix(p.y0, q.y0, s), _mix(p.y1, q.y1, s))
    return Shot(
        pose,
        camera,
        frame,
        near.working,
        near.muscles if away < 0.15 else (),
        near.props if away < 0.02 else (),
        stage,
        near.phase,
        near.moves,
        near.bare_feet,
        strength=1.0 if away < 0.02 else 0.0,
    )
