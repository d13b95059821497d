"""Colours by role, type sizes and spacing; the one place where a look is decided."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from workouts.timeline import StepKind


class ThemeName(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. The phases differ in lightness as well as in hue."""

    name: ThemeName
    ground: str  # behind everything
    surface: str  # cards, the stage
    raised: str  # buttons, fields
    line: str  # borders and grid
    text: str
    muted: str  # second-rank text, still 4.5:1
    accent: str  # what to press
    on_accent: str
    work: str
    ready: str
    rest: str
    switch: str
    paused: str
    left: str
    right: str
    good: str
    warn: str
    track: str  # the part of a ring or bar not yet done
    focus: str

    def phase(self, kind: StepKind) -> str:
        """The colour of a phase of a session."""
        return {
            StepKind.WORK: self.work,
            StepKind.READY: self.ready,
            StepKind.SWITCH: self.switch,
            StepKind.BETWEEN: self.rest,
            StepKind.REST: self.rest,
        }[kind]


LIGHT = Theme(
    name=ThemeName.LIGHT,
    ground="#F3F5F7",
    surface="#FFFFFF",
    raised="#E9EDF1",
    line="#D5DBE2",
    text="#16202B",
    muted="#51606F",
    accent="#0B7568",
    on_accent="#FFFFFF",
    work="#07594F",
    ready="#8A4B00",
    rest="#2A4F8F",
    switch="#7A2E7F",
    paused="#4B5866",
    left="#1F5FBF",
    right="#B4470B",
    good="#0B7568",
    warn="#A33A00",
    track="#DDE3E9",
    focus="#1F5FBF",
)
DARK = Theme(
    name=ThemeName.DARK,
    ground="#10151B",
    surface="#1A212A",
    raised="#28323D",
    line="#34404D",
    text="#F1F5F9",
    muted="#A9B7C6",
    accent="#27C2AE",
    on_accent="#06251F",
    work="#35D9C2",
    ready="#FFC15A",
    rest="#8FB8FF",
    switch="#E5A3EA",
    paused="#B6C2CF",
    left="#7FB2FF",
    right="#FFA463",
    good="#35D9C2",
    warn="#FF9C6B",
    track="#2B3642",
    focus="#7FB2FF",
)
HIGH_CONTRAST = Theme(
    name=ThemeName.HIGH_CONTRAST,
    ground="#000000",
    surface="#000000",
    raised="#1C1C1C",
    line="#FFFFFF",
    text="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFE600",
    on_accent="#000000",
    work="#00FFD5",
    ready="#FFE600",
    rest="#9CC9FF",
    switch="#FFB3FF",
    paused="#FFFFFF",
    left="#8CC2FF",
    right="#FFB066",
    good="#00FFD5",
    warn="#FFB066",
    track="#4A4A4A",
    focus="#FFE600",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}

# Type scale in pixels at 100 %; spacing in steps of 4.
SIZES = {"small": 13, "body": 15, "lead": 18, "title": 24, "display": 34}
SPACE = {"xs": 4, "s": 8, "m": 16, "l": 24, "xl": 40}
RADIUS = 14
FAMILIES = ("Inter", "Inter Variable", "Segoe UI", "SF Pro Text", "Cantarell", "DejaVu Sans")


def choose_theme(wish: str) -> Theme:
    """The theme of that name; `system` follows the desktop, light where it says nothing."""
    if wish != "system":
        return THEMES[ThemeName(wish)]
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme.name == "Dark" else LIGHT


def apply_theme(app: QApplication, theme: Theme, text_percent: int = 100) -> None:
    """Give every widget the palette, the type and the style sheet of a theme."""
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(size("body", text_percent))
    app.setFont(font)
    app.setStyleSheet(style_sheet(theme, text_percent))


def size(role: str, text_percent: int = 100) -> int:
    """Pixels of a role of the type scale."""
    return round(SIZES[role] * text_percent / 100)


def digits_font(pixels: int, weight: int = QFont.Weight.Bold) -> QFont:
    """A font whose digits are all equally wide, so that a countdown does not dance."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setVariableAxis(QFont.Tag("wght"), float(weight))
    return font


def palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.raised,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made


def style_sheet(theme: Theme, text_percent: int = 100) -> str:
    """The look of standard widgets; the dynamic properties `role` and `kind` choose among it."""

    def px(role: str) -> int:
        return size(role, text_percent)

    families = ", ".join(f'"{name}"' for name in FAMILIES)
    return f"""
    QWidget {{ color: {theme.text}; font-family: {families}; font-size: {px("body")}px; }}
    QMainWindow, QDialog, #page {{ background: {theme.ground}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QLabel[role="small"] {{ font-size: {px("small")}px; color: {theme.muted}; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QLabel[role="lead"] {{ font-size: {px("lead")}px; }}
    QLabel[role="title"] {{ font-size: {px("title")}px; font-weight: 700; }}
    QLabel[role="display"] {{ font-size: {px("display")}px; font-weight: 700; }}
    QLabel[role="section"] {{ font-size: {px("lead")}px; font-weight: 600; }}
    QFrame[kind="card"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; }}
    QFrame[kind="notice"] {{ background: {theme.surface}; border: 2px solid {theme.accent};
        border-radius: {RADIUS}px; }}
    QPushButton {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 10px; padding: 9px 16px; font-weight: 600; }}
    QPushButton:hover {{ border-color: {theme.line}; }}
    QPushButton:focus {{ border-color: {theme.focus}; }}
    QPushButton:pressed {{ background: {theme.line}; }}
    QPushButton:disabled {{ color: {theme.muted}; }}
    QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QPushButton[kind="primary"]:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="hero"] {{ background: {theme.accent}; color: {theme.on_accent};
        font-size: {px("title")}px; font-weight: 700; padding: 22px 34px;
        border-radius: {RADIUS}px; text-align: left; }}
    QPushButton[kind="hero"]:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="card"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; padding: 16px; text-align: left; }}
    QPushButton[kind="card"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[kind="card"]:focus {{ border: 2px solid {theme.focus}; padding: 15px; }}
    QPushButton[kind="nav"] {{ background: transparent; text-align: left; padding: 11px 14px;
        border-radius: 10px; color: {theme.muted}; }}
    QPushButton[kind="nav"]:checked {{ background: {theme.raised}; color: {theme.text}; }}
    QPushButton[kind="nav"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="quiet"] {{ background: transparent; color: {theme.muted};
        padding: 7px 10px; font-weight: 500; }}
    QPushButton[kind="quiet"]:hover {{ color: {theme.text}; }}
    QPushButton[kind="quiet"]:focus {{ border-color: {theme.focus}; }}
    #rail {{ background: {theme.surface}; border-right: 1px solid {theme.line}; }}
    QComboBox, QSpinBox, QLineEdit {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 8px; padding: 7px 10px; min-height: 22px; }}
    QComboBox:focus, QSpinBox:focus, QLineEdit:focus {{ border-color: {theme.focus}; }}
    QComboBox QAbstractItemView {{ background: {theme.surface}; color: {theme.text};
        border: 1px solid {theme.line}; selection-background-color: {theme.accent};
        selection-color: {theme.on_accent}; }}
    QListWidget {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; padding: 6px; outline: none; }}
    QListWidget::item {{ border-radius: 8px; padding: 10px; }}
    QListWidget::item:selected {{ background: {theme.raised}; color: {theme.text}; }}
    QListWidget:focus {{ border-color: {theme.focus}; }}
    QCheckBox {{ spacing: 10px; }}
    QCheckBox::indicator {{ width: 22px; height: 22px; border-radius: 6px;
        border: 2px solid {theme.muted}; background: {theme.surface}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; }}
    QCheckBox:focus {{ color: {theme.focus}; }}
    QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {theme.track}; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 3px; }}
    QSlider::handle:horizontal {{ width: 22px; height: 22px; margin: -8px 0; border-radius: 11px;
        background: {theme.surface}; border: 2px solid {theme.accent}; }}
    QSlider:focus {{ border: 2px solid {theme.focus}; border-radius: 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {theme.line}; border-radius: 4px;
        min-height: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        padding: 6px; }}
    """
