"""Icons by name: strokes on a grid of 24, in the colours of the theme; words stay beside them."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parent / "icons"
SIZES = (20, 24, 40, 48)


def icon(name: str, colour: str, chosen: str = "", sizes: tuple[int, ...] = SIZES) -> QIcon:
    """The icon in a colour, and in another while its button is on. Raises OSError."""
    made = QIcon()
    renderer = QSvgRenderer(QByteArray((FOLDER / f"{name}.svg").read_bytes()))
    for size in sizes:
        strokes = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
        strokes.fill(Qt.GlobalColor.transparent)
        with QPainter(strokes) as painter:
            renderer.render(painter)
        made.addPixmap(_tinted(strokes, colour), QIcon.Mode.Normal, QIcon.State.Off)
        if chosen:
            made.addPixmap(_tinted(strokes, chosen), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _tinted(strokes: QImage, colour: str) -> QPixmap:
    tinted = strokes.copy()
    with QPainter(tinted) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(tinted.rect(), QColor(colour))
    return QPixmap.fromImage(tinted)


def app_icon() -> QIcon:
    """The program's own icon, drawn when and as large as it is needed."""
    return QIcon(str(FOLDER / "holdfast.svg"))


def icon_exists(name: str) -> bool:
    return (FOLDER / f"{name}.svg").is_file()
