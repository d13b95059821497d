"""How a picture looks to eyes that lack one kind of cone.

    python tools/colour_blind.py IN.png OUT.png --eyes deuteranopia

The matrices work on linear light and are those of Viénot, Brettel and Mollon (1999) for the first
two, and of Brettel, Viénot and Mollon (1997), as one plane, for the third.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

sys.path.insert(0, str(Path(__file__).parents[1]))

Colour = tuple[float, float, float]
# Rows make red, green and blue of the seen colour from those of the shown one, in linear light.
MATRICES: dict[str, tuple[Colour, Colour, Colour]] = {
    "protanopia": (
        (0.11238, 0.88762, 0.00000),
        (0.11238, 0.88762, 0.00000),
        (0.00401, -0.00401, 1.00000),
    ),
    "deuteranopia": (
        (0.29275, 0.70725, 0.00000),
        (0.29275, 0.70725, 0.00000),
        (-0.02234, 0.02234, 1.00000),
    ),
    "tritanopia": (
        (1.01354, 0.14268, -0.15622),
        (-0.01181, 0.87561, 0.13619),
        (0.07707, 0.81208, 0.11085),
    ),
}


def linear(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """From what a screen is told (0 to 1) to light."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def told(light: NDArray[np.float64]) -> NDArray[np.float64]:
    light = np.clip(light, 0.0, 1.0)
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def seen_colour(colour: str, eyes: str) -> Colour:
    """A colour #rrggbb as those eyes see it, each part from 0 to 1."""
    parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    red, green, blue = told(linear(parts) @ np.array(MATRICES[eyes]).T)
    return float(red), float(green), float(blue)


def seen_by(image: QImage, eyes: str) -> QImage:
    """The picture as those eyes see it."""
    source = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = source.width(), source.height(), source.bytesPerLine()
    flat = np.frombuffer(source.constBits(), np.uint8).reshape(height, line)[:, : width * 3]
    shown = flat.reshape(height, width, 3).astype(np.float64) / 255
    seen = told(linear(shown) @ np.array(MATRICES[eyes]).T)
    data = np.ascontiguousarray((seen * 255).round().astype(np.uint8))
    return QImage(data.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).copy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--eyes", choices=tuple(MATRICES), default="deuteranopia")
    options = parser.parse_args()
    seen_by(QImage(str(options.picture)), options.eyes).save(str(options.out))


if __name__ == "__main__":
    main()
