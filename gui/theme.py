"""Colours by role, type sizes and spacing; the one place where a look is decided."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, cast

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)

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
    work="#004F44",
    ready="#7A4200",
    rest="#1A3670",
    switch="#4D1356",
    paused="#45515E",
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
    work="#2CCBB5",
    ready="#FFD27F",
    rest="#7CA6F2",
    switch="#EDB8F1",
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
    work="#00D9B6",
    ready="#FFE600",
    rest="#7FB4FF",
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
SIZES = {"small": 13, "body": 15, "lead": 18, "section": 18, "title": 24, "display": 34}
WEIGHTS = {"section": 600, "title": 700, "display": 700}
SPACE = {"xs": 4, "s": 8, "m": 16, "l": 24, "xl": 40}
RADIUS = 14
ICONS = Path(__file__).parent / "icons"
FAMILIES = ("Inter", "Inter Variable", "Segoe UI", "SF Pro Text", "Cantarell", "DejaVu Sans")


def choose_theme(wish: str) -> Theme:
    """The theme of that name; `system` follows the desktop, light where it says nothing."""
    if wish != "system":
        return THEMES[ThemeName(wish)]
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme.name == "Dark" else LIGHT


def apply_theme(app: QApplication, theme: Theme, text_percent: int = 100) -> None:
    """Give every widget the palette, the type and the style sheet of a theme."""
    if app.style().objectName() != "fusion" and not app.styleSheet():
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    body = size("body", text_percent)
    app.setFont(text_font(body))
    for name, weight in TYPED.items():
        app.setFont(text_font(body, weight), cast(Any, name))  # the stub asks for bytes
    app.setStyleSheet(style_sheet(theme))


# Classes of widgets and their weight: a desktop may have given them type of their own.
TYPED = {
    "QLabel": 400,
    "QPushButton": 600,
    "QToolButton": 600,
    "QCheckBox": 400,
    "QRadioButton": 400,
    "QComboBox": 400,
    "QLineEdit": 400,
    "QTextEdit": 400,
    "QPlainTextEdit": 400,
    "QAbstractSpinBox": 400,
    "QAbstractItemView": 400,
    "QMenu": 400,
}


def dress_all(window: QWidget) -> None:
    """Dress every widget of a window: those made before, or with another size of text."""
    for widget in window.findChildren(QWidget):
        dress(widget)


def dress(widget: QWidget) -> None:
    """Give a label or button the type of its `role` or `kind`, at the size of text in use.

    A style sheet cannot do it: it makes bold letters by smearing the regular ones, where the
    typeface has an axis for weight.
    """
    role, kind = widget.property("role"), widget.property("kind")
    sized = kind and kind != "control"  # a control of the player grows with its window
    if (isinstance(widget, QLabel) and role) or (isinstance(widget, QPushButton) and sized):
        share = QApplication.font().pixelSize() / SIZES["body"]
        name, weight = type_of(widget)
        widget.setFont(text_font(round(SIZES[name] * share), weight))


def type_of(widget: QWidget) -> tuple[str, int]:
    """Role of the type scale and weight of a label or button."""
    role, kind = widget.property("role"), widget.property("kind")
    if isinstance(widget, QLabel):
        return (
            (role, WEIGHTS.get(role, 400)) if role in SIZES else ("body", WEIGHTS.get(role, 400))
        )
    if isinstance(widget, QPushButton):
        return ("title", 700) if kind == "hero" else ("body", 500 if kind == "quiet" else 600)
    return "body", 400


def size(role: str, text_percent: int = 100) -> int:
    """Pixels of a role of the type scale."""
    return round(SIZES[role] * text_percent / 100)


def text_font(pixels: int, weight: int = 400, *, tabular: bool = False) -> QFont:
    """The typeface at a size and weight; `tabular` makes all digits equally wide."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, pixels))
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if has_typeface():
        font.setVariableAxis(QFont.Tag("wght"), float(weight))
    else:
        font.setWeight(QFont.Weight(weight))
    return font


@cache
def has_typeface() -> bool:
    """Whether the variable typeface was found; asked once, after it was loaded."""
    return QFontDatabase.hasFamily(FAMILIES[0])


def tick(theme: Theme) -> str:
    """The picture of a tick that is seen on the accent of a theme."""
    return "tick-light.svg" if QColor(theme.on_accent).lightness() > 127 else "tick-dark.svg"


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


def style_sheet(theme: Theme) -> str:
    """The look of standard widgets; the dynamic properties `role` and `kind` choose among it."""

    return f"""
    QWidget {{ color: {theme.text}; }}
    QMainWindow, QDialog, #page {{ background: {theme.ground}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QLabel[role="small"] {{ color: {theme.muted}; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QFrame[kind="card"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; }}
    QFrame[kind="notice"] {{ background: {theme.surface}; border: 2px solid {theme.accent};
        border-radius: {RADIUS}px; }}
    QPushButton {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 10px; padding: 9px 16px; }}
    QPushButton:hover {{ border-color: {theme.line}; }}
    QPushButton:focus {{ border-color: {theme.focus}; }}
    QPushButton:pressed {{ background: {theme.line}; }}
    QPushButton:disabled {{ color: {theme.muted}; }}
    QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QPushButton[kind="primary"]:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="primary"]:disabled {{ background: {theme.raised}; color: {theme.muted}; }}
    QPushButton[kind="hero"] {{ background: {theme.accent}; color: {theme.on_accent};
        padding: 22px 34px;
        border-radius: {RADIUS}px; text-align: left; }}
    QPushButton[kind="hero"]:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="card"] {{ background: {theme.surface}; border: 1px solid {theme.line};
        border-radius: {RADIUS}px; padding: 16px; text-align: left; }}
    QPushButton[kind="card"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[kind="card"]:focus {{ border: 2px solid {theme.focus}; padding: 15px; }}
    QPushButton[kind="nav"] {{ background: transparent; text-align: left; padding: 11px 14px;
        border-radius: 10px; color: {theme.muted}; }}
    QPushButton[kind="nav"][tight="true"] {{ padding: 2px 14px; }}
    QPushButton[kind="nav"]:checked {{ background: {theme.raised}; color: {theme.text}; }}
    QPushButton[kind="nav"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="quiet"] {{ background: transparent; color: {theme.muted};
        padding: 7px 10px; }}
    QPushButton[kind="quiet"]:hover {{ color: {theme.text}; }}
    QPushButton[kind="quiet"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="control"] {{ background: transparent; color: {theme.muted};
        padding: 4px 9px 4px 1px; text-align: left; }}
    QPushButton[kind="control"]:hover {{ color: {theme.text}; background: {theme.raised}; }}
    QPushButton[kind="control"][filled="true"] {{ background: {theme.raised};
        color: {theme.text}; padding: 6px 12px; }}
    QPushButton[kind="control"]:focus {{ border-color: {theme.focus}; }}
    #rail {{ background: {theme.surface}; border-right: 1px solid {theme.line}; }}
    QComboBox, QSpinBox, QLineEdit {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 8px; padding: 7px 10px; min-height: 22px; }}
    QComboBox:focus, QSpinBox:focus, QLineEdit:focus {{ border-color: {theme.focus}; }}
    QComboBox::drop-down {{ border: none; width: 30px; }}
    QComboBox::down-arrow {{ image: url({(ICONS / "chevron-down.svg").as_posix()}); }}
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
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url({(ICONS / tick(theme)).as_posix()}); }}
    QCheckBox:focus {{ color: {theme.focus}; }}
    QCheckBox::indicator:focus {{ border: 3px solid {theme.focus}; width: 20px; height: 20px; }}
    QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {theme.track}; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 3px; }}
    QSlider {{ min-height: 30px; }}
    QSlider::handle:horizontal {{ width: 18px; height: 18px; margin: -8px 0; border-radius: 11px;
        background: {theme.surface}; border: 2px solid {theme.accent}; }}
    QSlider:focus {{ border: 2px solid {theme.focus}; border-radius: 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {theme.line}; border-radius: 4px;
        min-height: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QPushButton[kind="chip"] {{ border: 1px solid {theme.line}; border-radius: 15px;
        background: {theme.surface}; padding: 5px 13px; }}
    QPushButton[kind="chip"]:hover {{ border-color: {theme.accent}; }}
    QPushButton[kind="chip"]:checked {{ background: {theme.accent}; color: {theme.on_accent};
        border-color: {theme.accent}; }}
    QPushButton[kind="chip"]:focus {{ border: 2px solid {theme.focus}; padding: 4px 12px; }}
    QPushButton[kind="chip"]:checked:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="link"] {{ background: transparent; text-align: left; padding: 2px 4px;
        border-radius: 6px; }}
    QPushButton[kind="link"]:hover {{ color: {theme.accent}; border-color: transparent; }}
    QPushButton[kind="link"]:focus {{ border-color: {theme.focus}; }}
    QLabel[kind="tag"], QLabel[kind="tag-strong"] {{ border-radius: 12px; padding: 4px 11px;
        background: {theme.raised}; color: {theme.text}; }}
    QLabel[kind="tag-strong"] {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QLabel[kind="wrong"] {{ color: {theme.warn}; }}
    QPushButton[kind="cell"] {{ border: 2px solid transparent; border-radius: 8px;
        padding: 7px 0; }}
    QPushButton[kind="cell"]:hover {{ border-color: {theme.line}; }}
    QPushButton[kind="cell"]:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QPushButton[kind="cell"]:focus {{ border-color: {theme.focus}; }}
    QPushButton[kind="cell"]:checked:focus {{ border-color: {theme.text}; }}
    QPushButton[kind="choice"] {{ background: {theme.surface}; border: 2px solid {theme.line};
        border-radius: {RADIUS}px; padding: 14px 18px; text-align: left; }}
    QPushButton[kind="choice"]:hover {{ border-color: {theme.muted}; }}
    QPushButton[kind="choice"]:checked {{ border-color: {theme.accent};
        background: {theme.raised}; }}
    QPushButton[kind="choice"]:focus {{ border-color: {theme.focus}; }}
    QFrame[kind="editor"] {{ background: {theme.ground}; border: 1px solid {theme.line};
        border-radius: 10px; }}
    QFrame[kind="rule"] {{ background: {theme.line}; max-height: 1px; min-height: 1px; }}
    QFrame[kind="alarm"] {{ background: {theme.surface}; border: 2px solid {theme.warn};
        border-radius: {RADIUS}px; }}
    QPushButton::menu-indicator {{ image: url({(ICONS / "chevron-down.svg").as_posix()});
        subcontrol-position: right center; right: 8px; width: 14px; height: 14px; }}
    QPushButton[opens="menu"] {{ padding-right: 30px; }}
    QMenu {{ background: {theme.surface}; border: 1px solid {theme.line}; padding: 6px; }}
    QMenu::item {{ padding: 9px 26px 9px 16px; border-radius: 8px; }}
    QMenu::item:selected {{ background: {theme.raised}; color: {theme.text}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 6px 8px; }}
    QDateTimeEdit {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 8px; padding: 7px 10px; min-height: 22px; }}
    QDateTimeEdit:focus {{ border-color: {theme.focus}; }}
    QDateTimeEdit::drop-down {{ border: none; width: 30px; }}
    QDateTimeEdit::down-arrow {{ image: url({(ICONS / "chevron-down.svg").as_posix()}); }}
    QDoubleSpinBox, QPlainTextEdit {{ background: {theme.raised}; border: 2px solid transparent;
        border-radius: 8px; padding: 7px 10px; min-height: 22px; }}
    QDoubleSpinBox:focus, QPlainTextEdit:focus {{ border-color: {theme.focus}; }}
    QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; border: none; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0;
        min-height: 0; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        padding: 6px; }}
    """
