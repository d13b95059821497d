"""The orthographic camera: from the world in metres to the picture in pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from media.figure.algebra import Mat, Point2, Vec

Frame = tuple[float, float, float, float]  # left, right, top, bottom in camera metres
# a bone projected: x row, y row (pixels per metre, y down) and depth row, three numbers each
Bone = tuple[float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """Azimuth 0 looks at the front, 90 at the left side, 180 at the back; elevation looks down."""

    azimuth: float  # degrees
    elevation: float  # degrees
    scale: float = 1.0  # pixels per metre
    cx: float = 0.0
    cy: float = 0.0
    right: Vec = field(init=False)
    up: Vec = field(init=False)
    towards: Vec = field(init=False)  # from the scene to the eye

    def __post_init__(self) -> None:
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        ca, sa, ce, se = math.cos(a), math.sin(a), math.cos(e), math.sin(e)
        object.__setattr__(self, "right", (-sa, ca, 0.0))
        object.__setattr__(self, "up", (-ca * se, -sa * se, ce))
        object.__setattr__(self, "towards", (ca * ce, sa * ce, se))

    def xy(self, p: Sequence[float]) -> Point2:
        r, u = self.right, self.up
        return (
            self.cx + self.scale * (r[0] * p[0] + r[1] * p[1] + r[2] * p[2]),
            self.cy - self.scale * (u[0] * p[0] + u[1] * p[1] + u[2] * p[2]),
        )

    def depth(self, p: Sequence[float]) -> float:
        """Metres towards the eye; the greater is in front."""
        c = self.towards
        return c[0] * p[0] + c[1] * p[1] + c[2] * p[2]

    def bone(self, rot: Mat) -> Bone:
        r, u, c, s = self.right, self.up, self.towards, self.scale
        a0, a1, a2, a3, a4, a5, a6, a7, a8 = rot
        r0, r1 = s * r[0], s * r[1]
        u0, u1, u2 = -s * u[0], -s * u[1], -s * u[2]
        return (
            r0 * a0 + r1 * a3, r0 * a1 + r1 * a4, r0 * a2 + r1 * a5,
            u0 * a0 + u1 * a3 + u2 * a6, u0 * a1 + u1 * a4 + u2 * a7, u0 * a2 + u1 * a5 + u2 * a8,
            c[0] * a0 + c[1] * a3 + c[2] * a6, c[0] * a1 + c[1] * a4 + c[2] * a7,
            c[0] * a2 + c[1] * a5 + c[2] * a8,
        )  # fmt: skip

    def aimed(self, frame: Frame, x: float, y: float, width: float, height: float) -> "Camera":
        """This camera with `frame` filling a picture of width x height at (x, y)."""
        left, right, top, bottom = frame
        pad = 0.05
        scale = min(
            width * (1 - 2 * pad) / (right - left), height * (1 - 2 * pad) / (bottom - top)
        )
        cx = x + width / 2 - scale * (left + right) / 2
        cy = y + height / 2 - scale * (top + bottom) / 2
        return Camera(self.azimuth, self.elevation, scale, cx, cy)
