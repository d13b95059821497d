"""Small pictures of figures, kept in memory and, where a folder is given, on disk."""

import hashlib
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from media.figure.figure import Figure, load_figure, shipped
from media.figure.scene import paint_figure

_MOST = 400
_DRAWING = 1  # goes up when the drawing changes, so that old files on disk are forgotten
_kept: OrderedDict[tuple[object, ...], QImage] = OrderedDict()


def _paint(figure: Figure, size: int, theme: str, side: str, ratio: float) -> QImage:
    image = QImage(round(size * ratio), round(size * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    paint_figure(
        painter, QRectF(0, 0, size, size), figure, figure.best_phase, side=side, theme=theme
    )
    painter.end()
    return image


def _file(folder: Path, figure_id: str, size: int, theme: str, side: str, ratio: float) -> Path:
    line = shipped().get(figure_id, "")
    text = f"{_DRAWING} {figure_id} {size} {theme} {side} {ratio} {line[:80]}"
    return folder / f"{hashlib.sha256(text.encode()).hexdigest()[:20]}.png"


def thumbnail(
    figure_id: str,
    size: int,
    theme: str = "light",
    side: str = "right",
    device_pixel_ratio: float = 1.0,
    *,
    folder: Path | None = None,
    user_folder: Path | None = None,
) -> QImage:
    """The figure at its most telling phase, `size` pixels square; from the cache under 1 ms.

    `folder` keeps the pictures between runs; a picture that cannot be written is only not kept.
    """
    key = (figure_id, size, theme, side, device_pixel_ratio, user_folder)
    image = _kept.get(key)
    if image is not None:
        _kept.move_to_end(key)
        return image
    built_in = figure_id in shipped()
    file = None
    if folder is not None and built_in:
        file = _file(folder, figure_id, size, theme, side, device_pixel_ratio)
    if file is not None and file.is_file():
        image = QImage(str(file))
        image.setDevicePixelRatio(device_pixel_ratio)
    if image is None or image.isNull():
        figure = load_figure(figure_id, user_folder)
        image = _paint(figure, size, theme, side, device_pixel_ratio)
        if file is not None and folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            image.save(str(file))
    _kept[key] = image
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return image
