"""Making what pages show out of a picture somebody sent: cut out, resized, in three formats."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from zaal.domain.pictures import Crop, Kind, height_of
from zaal.gateways.images.reading import opened, upright, upright_size

if TYPE_CHECKING:
    from collections.abc import Mapping

WHOLE_SIZE: Final = (1200, 1200)
# Alike to the eye at these; a photo of a room of 1600 pixels comes to some 100, 150 and 250 KB.
SAVED: Final[Mapping[Kind, Mapping[str, int | bool]]] = {
    Kind.AVIF: {"quality": 60, "speed": 6},
    Kind.WEBP: {"quality": 78, "method": 4},
    Kind.JPEG: {"quality": 80, "optimize": True, "progressive": True},
}


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was made."""

    kind: Kind
    width: int
    height: int
    data: bytes


def make(data: bytes, *, crop: Crop, width: int) -> tuple[Made, ...]:
    """Cut out and resize a picture to this width, in each format. Refuses: what ``reading.examine`` refuses."""
    with opened(data, filename="") as image:
        full_width, full_height = upright_size(image)
        scale = width / (crop.width * full_width)
        pixels = upright(image, filename="", at_least=(round(full_width * scale), round(full_height * scale)))
    size = (width, height_of(width))
    cut = pixels.resize(size, Image.Resampling.LANCZOS, box=crop.pixels(*pixels.size), reducing_gap=3.0)
    return tuple(Made(kind, *size, _saved(cut, kind)) for kind in Kind)


def whole(data: bytes, *, filename: str) -> bytes:
    """Make a small JPEG of all of a picture, to choose the crop on. All of the file is read, to its end.

    Refuses: what ``reading.examine`` refuses.
    """
    with opened(data, filename=filename) as image:
        pixels = upright(image, filename=filename, at_least=WHOLE_SIZE)
    pixels.thumbnail(WHOLE_SIZE)
    return _saved(pixels, Kind.JPEG)


def _saved(image: Image.Image, kind: Kind) -> bytes:
    written = io.BytesIO()
    image.save(written, format=kind.value.upper(), **SAVED[kind])
    return written.getvalue()
