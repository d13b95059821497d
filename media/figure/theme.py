"""The colours of the figure and its stage, as roles, for light, dark and high contrast."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


def mixed(a: QColor, b: QColor, share: float) -> QColor:
    """`share` of b in a, alpha included."""
    e = 1 - share
    return QColor(
        int(a.red() * e + b.red() * share),
        int(a.green() * e + b.green() * share),
        int(a.blue() * e + b.blue() * share),
        int(a.alpha() * e + b.alpha() * share),
    )


def with_alpha(colour: QColor | str, alpha: int) -> QColor:
    c = QColor(colour)
    c.setAlpha(alpha)
    return c


class Ramp:
    """Shadow, base and light of one material; its stops never change, so Qt caches them."""

    def __init__(self, colour: str, dark: float = 0.62, light: float = 1.16) -> None:
        c = QColor(colour)
        r, g, b = c.red(), c.green(), c.blue()

        def clamped(v: float) -> int:
            return max(0, min(255, int(v)))

        # shadows lean to blue, lights to warm
        self.dark = QColor(
            clamped(r * dark * 0.96), clamped(g * dark * 0.97), clamped(b * dark * 1.08)
        )
        self.base = c
        self.light = QColor(clamped(r * light + 8), clamped(g * light + 8), clamped(b * light + 4))
        self.stops = [
            (0.0, self.dark),
            (0.16, mixed(self.dark, c, 0.30)),
            (0.52, c),
            (0.84, mixed(c, self.light, 0.8)),
            (1.0, mixed(c, self.light, 0.25)),
        ]


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    ground: str  # behind everything, top
    ground_low: str  # and bottom
    mat: str
    mat_edge: str
    skin: Ramp
    hair: Ramp
    shirt: Ramp
    shorts: Ramp
    leg: Ramp
    work: Ramp  # the leg that works
    shoe: Ramp
    work_shoe: Ramp
    sole: str
    muscle: str  # primary
    muscle_pale: str
    helper: str  # secondary
    helper_pale: str
    edge: QColor
    edge_width: float
    shadow: QColor
    shadow_alpha: int
    prop: Ramp
    prop_low: Ramp
    ball: Ramp
    bands: dict[str, str]
    wall: str
    wall_edge: str
    towel: str
    glass: str


_LIGHT = Theme(
    name="light",
    ground="#F4F6F8", ground_low="#E3E8ED", mat="#C5D5D9", mat_edge="#A9BDC3",
    skin=Ramp("#D9A383", 0.70, 1.10), hair=Ramp("#4B372F"), shirt=Ramp("#7F93AB", 0.68, 1.14),
    shorts=Ramp("#4E5A73", 0.66, 1.18), leg=Ramp("#64718A", 0.66, 1.18),
    work=Ramp("#12A594", 0.62, 1.18), shoe=Ramp("#AEB8C4", 0.66, 1.12),
    work_shoe=Ramp("#0E8F80", 0.62, 1.2), sole="#3F4854",
    muscle="#FF4B2B", muscle_pale="#FFB199", helper="#F2A154", helper_pale="#FFDFB8",
    edge=QColor(24, 30, 44, 70), edge_width=1.0, shadow=QColor(30, 40, 60), shadow_alpha=26,
    prop=Ramp("#8B95A3"), prop_low=Ramp("#5B6572"), ball=Ramp("#7AA7C7"),
    bands={"light": "#F0C02E", "medium": "#E8830C", "heavy": "#C23B5B"},
    wall="#DDE3E8", wall_edge="#C3CCD4", towel="#F7F3EA", glass="#CFE3EC",
)  # fmt: skip
_DARK = Theme(
    name="dark",
    ground="#12161C", ground_low="#1B2129", mat="#2B3742", mat_edge="#1F2932",
    skin=Ramp("#D29C7C", 0.58, 1.08), hair=Ramp("#6E5548", 0.62, 1.22),
    shirt=Ramp("#8C9FB8", 0.55, 1.10), shorts=Ramp("#5C6980", 0.55, 1.12),
    leg=Ramp("#7483A0", 0.55, 1.12), work=Ramp("#1FC2AE", 0.55, 1.12),
    shoe=Ramp("#B9C3CE", 0.58, 1.06), work_shoe=Ramp("#14A693", 0.55, 1.15), sole="#4A5563",
    muscle="#FF5A36", muscle_pale="#FFC2AD", helper="#F0A45C", helper_pale="#FFE0BC",
    edge=QColor(5, 8, 14, 110), edge_width=1.0, shadow=QColor(0, 0, 0), shadow_alpha=60,
    prop=Ramp("#56616F", 0.6, 1.2), prop_low=Ramp("#3A434E"), ball=Ramp("#4F86AB", 0.55, 1.2),
    bands={"light": "#F2CB45", "medium": "#F2902A", "heavy": "#DD5877"},
    wall="#222A33", wall_edge="#323C48", towel="#D9D3C6", glass="#33505E",
)  # fmt: skip
_HIGH_CONTRAST = Theme(
    name="high-contrast",
    ground="#000000", ground_low="#000000", mat="#1C1C1C", mat_edge="#8A8A8A",
    skin=Ramp("#F0C6A8", 0.80, 1.04), hair=Ramp("#8A6A58", 0.8, 1.1),
    shirt=Ramp("#B9C4D2", 0.80, 1.06), shorts=Ramp("#7D8798", 0.80, 1.06),
    leg=Ramp("#A6B0C0", 0.80, 1.06), work=Ramp("#00E5FF", 0.78, 1.05),
    shoe=Ramp("#E6EAEE", 0.8, 1.0), work_shoe=Ramp("#00C8E0", 0.8, 1.05), sole="#FFFFFF",
    muscle="#FF2A00", muscle_pale="#FFE36E", helper="#FFB000", helper_pale="#FFF0B0",
    edge=QColor(0, 0, 0, 255), edge_width=2.0, shadow=QColor(0, 0, 0), shadow_alpha=0,
    prop=Ramp("#9A9A9A", 0.7, 1.1), prop_low=Ramp("#6A6A6A", 0.7, 1.1),
    ball=Ramp("#6FB7FF", 0.75, 1.05),
    bands={"light": "#FFE400", "medium": "#FF9D00", "heavy": "#FF5C8A"},
    wall="#2B2B2B", wall_edge="#FFFFFF", towel="#FFFFFF", glass="#2F5B6B",
)  # fmt: skip
THEMES = {t.name: t for t in (_LIGHT, _DARK, _HIGH_CONTRAST)}
