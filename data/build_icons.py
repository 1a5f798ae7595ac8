# ruff: noqa: INP001 - a script run once, no package
"""Draws the mark as the icons that cannot be SVG: favicon.ico for old browsers, a larger one for a phone's home screen.

python data/build_icons.py    (Pillow is among the product's requirements)
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parents[1] / "src" / "zaal" / "interfaces" / "web" / "static" / "img"
PAPER, INK, ACT = "#fbf8f2", "#1b2130", "#2a39dd"
FINE = 32  # times as large as it will be, then made small: so the lines come out smooth
WALL = [(9, 20.5), (3.5, 20.5), (3.5, 3.5), (20.5, 3.5), (20.5, 20.5), (17, 20.5)]
WALL_WIDTH = 2.5


def mark(size: int, margin: float) -> Image.Image:
    """Draw the plan of a room with its door open, on paper, as favicon.svg has it; ``margin`` is a part of the size."""
    large = size * FINE
    image = Image.new("RGB", (large, large), PAPER)
    draw = ImageDraw.Draw(image)
    scale = large * (1 - 2 * margin) / 24

    def at(x: float, y: float) -> tuple[float, float]:
        return large * margin + x * scale, large * margin + y * scale

    draw.pieslice([at(1, 12.5), at(17, 28.5)], 270, 360, fill=ACT)
    draw.rectangle([at(1, 20.5), at(24, 28.5)], fill=PAPER)
    for start, end in pairwise(WALL):
        across = 0.0 if WALL[0] == start or WALL[-1] == end else WALL_WIDTH / 2  # cut straight at the door
        (x, y), (to_x, to_y) = min(start, end), max(start, end)
        corners = at(x - across, y - WALL_WIDTH / 2), at(to_x + across, to_y + WALL_WIDTH / 2)
        draw.rectangle(corners, fill=INK)
    return image.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    mark(32, 0).save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32)])
    mark(180, 0.14).save(FOLDER / "icon-180.png", optimize=True)
