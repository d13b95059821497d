"""How much of the world a picture shows: bounds over all phases, so the figure never pumps."""

from collections.abc import Iterable, Sequence

from media.figure.algebra import Vec, lerp
from media.figure.camera import Camera, Frame
from media.figure.contacts import point
from media.figure.props import Ball, Box, Prop
from media.figure.skeleton import JOINT, JOINTS, Placed
from media.figure.stage import Stage

STANDING = 1.79  # metres: nothing is shown larger than a standing body
NEAR = 1.2  # nor a fault, which is looked at closely, than one that sits
_HAND: Vec = (0.0, -0.006, -0.18)


class _Bounds:
    """Grows with every disc added."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self.xs: list[float] = []
        self.ys: list[float] = []

    def add(self, p: Vec, r: float = 0.0) -> None:
        x, y = self.camera.xy(p)
        self.xs += (x - r, x + r)
        self.ys += (y - r, y + r)

    def frame(self) -> Frame:
        return min(self.xs), max(self.xs), min(self.ys), max(self.ys)


def frame_of(
    camera: Camera,
    bodies: Iterable[Placed],
    props: Sequence[Prop],
    stage: Stage,
    least: float = STANDING,
) -> Frame:
    """Bounds of whole bodies, their props and the mat they lie on; at least so high or wide."""
    bounds = _Bounds(camera)
    for body in bodies:
        _add_body(bounds, body)
        for prop in props:
            if isinstance(prop, Ball):
                bounds.add(prop.centre(body), prop.radius)
    for prop in props:
        if isinstance(prop, Box):
            _add_box(bounds, prop)
    if stage.mat:
        for x in (stage.x0, stage.x1):
            for y in (stage.y0, stage.y1):
                bounds.add((x, y, 0.0), -0.02)  # the very corners may leave the picture
    left, right, top, bottom = bounds.frame()
    spare = (least - (bottom - top)) / 2
    if spare > 0 and right - left < least:
        top, bottom = top - spare, bottom + spare
    return left, right, top, bottom


def _add_body(bounds: _Bounds, body: Placed) -> None:
    for i, p in enumerate(body.at):
        bounds.add(p, 0.12 if JOINTS[i].name == "head" else 0.08)
    for side in "LR":
        bounds.add(point(body, f"toetip.{side}"), 0.03)
        bounds.add(body.local(JOINT[f"wrist.{side}"], _HAND), 0.03)
    bounds.add(point(body, "headback"), 0.03)


def _add_box(bounds: _Bounds, box: Box) -> None:
    top = box.top + (0.42 if box.back else 0.0)
    for x in (box.x0, box.x1):
        for y in (box.y0, box.y1):
            bounds.add((x, y, 0.0))
            bounds.add((x, y, top))


def widened(frame: Frame, camera: Camera, body: Placed) -> Frame:
    """The frame, large enough for this body too."""
    bounds = _Bounds(camera)
    _add_body(bounds, body)
    left, right, top, bottom = bounds.frame()
    return min(frame[0], left), max(frame[1], right), min(frame[2], top), max(frame[3], bottom)


def frame_of_feet(camera: Camera, bodies: Iterable[Placed], sides: str) -> Frame:
    """Bounds of the feet and a third of the shanks of these sides."""
    bounds = _Bounds(camera)
    for body in bodies:
        for side in sides:
            ankle, knee = body.joint(f"ankle.{side}"), body.joint(f"knee.{side}")
            bounds.add(ankle, 0.08)
            bounds.add(body.joint(f"toe.{side}"), 0.08)
            bounds.add(point(body, f"toetip.{side}"), 0.06)
            bounds.add(lerp(ankle, knee, 0.28), 0.05)
    return bounds.frame()


def flipped(frame: Frame) -> Frame:
    """The frame of the mirrored scene seen by the mirrored camera."""
    left, right, top, bottom = frame
    return -right, -left, top, bottom
