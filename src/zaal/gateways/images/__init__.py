"""Pictures as people send them: read with limits, turned upright and stripped of all they tell besides what is seen."""

from zaal.gateways.images.making import Made, make, whole
from zaal.gateways.images.reading import (
    MOST_BYTES,
    MOST_PIXELS,
    Examined,
    PictureBroken,
    PictureFormatUnknown,
    PictureMoves,
    PictureTooLarge,
    PictureTooManyPixels,
    examine,
)

__all__ = [
    "MOST_BYTES",
    "MOST_PIXELS",
    "Examined",
    "Made",
    "PictureBroken",
    "PictureFormatUnknown",
    "PictureMoves",
    "PictureTooLarge",
    "PictureTooManyPixels",
    "examine",
    "make",
    "whole",
]
