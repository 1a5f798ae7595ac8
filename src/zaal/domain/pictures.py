"""What a picture of a hotel or a room must be: its shape and sizes, and the words for whoever cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from zaal.domain.refusals import Conflict, Invalid, NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Every picture is shown 3 wide to 2 high, so that a page knows its place before it is there.
WIDE, HIGH = 3, 2
WIDTHS: Final = (480, 960, 1600)
LEAST_WIDTH: Final = WIDTHS[0]
LEAST_HEIGHT: Final = LEAST_WIDTH * HIGH // WIDE
MOST_PICTURES: Final = 100
LONGEST_ALT: Final = 250
# Half a thousandth: crops are typed in tenths of a per cent.
ROUNDING: Final = 0.0005


class Kind(StrEnum):
    """The formats a picture is made in, the smallest first; browsers take the first they know."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"


class PictureUnknown(NotFound):
    """The house has no such picture (any more)."""

    code = "picture_unknown"


class PictureThere(Conflict):
    """The house has this very file already."""

    code = "picture_there"


class TooManyPictures(Conflict):
    """A house with ``most`` pictures takes no more."""

    code = "too_many_pictures"


class PictureTooSmall(Invalid):
    """A picture under 480 by 320 pixels, or a cut-out of one, would be blurred on every page."""

    code = "picture_too_small"


class CropOutside(Invalid):
    """A cut-out that is not wholly inside its picture."""

    code = "crop_outside"


class AltMissing(Invalid):
    """No words in the house's first ``language`` for whoever cannot see the picture."""

    code = "alt_missing"


class AltLanguageUnknown(Invalid):
    """Words in a ``language`` that no page is written in."""

    code = "alt_language_unknown"


class AltTooLong(Invalid):
    """Words of more than ``most`` signs, or with signs that cannot be kept."""

    code = "alt_too_long"


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a picture that is shown, three wide to two high, as fractions of its width and height."""

    x: float
    y: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in a picture of this size."""
        left, top = round(self.x * width), round(self.y * height)
        right, bottom = round((self.x + self.width) * width), round((self.y + self.height) * height)
        return left, top, min(right, width), min(bottom, height)


def check_size(width: int, height: int) -> None:
    """Pass a picture that is sharp on a phone at least. Refuses: PictureTooSmall."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        raise PictureTooSmall(width=width, height=height, least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT)


def largest_crop(width: int, height: int) -> Crop:
    """Cut as little as possible off a picture, as much on either side."""
    if width * HIGH > height * WIDE:
        share = height * WIDE / HIGH / width
        return Crop((1 - share) / 2, 0.0, share, 1.0)
    share = width * HIGH / WIDE / height
    return Crop(0.0, (1 - share) / 2, 1.0, share)


def crop_of(x: float, y: float, share: float, *, width: int, height: int) -> Crop:
    """Cut out of a picture from this corner on, ``share`` of its width; the height follows.

    Refuses: CropOutside, PictureTooSmall (what is left would be blurred).
    """
    high = share * width * HIGH / WIDE / height
    fits = x + share <= 1 + ROUNDING and y + high <= 1 + ROUNDING
    if not (x >= 0 and y >= 0 and share > 0 and fits):
        raise CropOutside(x=x, y=y, width=share, height=high)
    if round(share * width) < LEAST_WIDTH:
        raise PictureTooSmall(
            width=round(share * width), height=round(high * height), least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT
        )
    share, high = min(share, 1 - x), min(high, 1 - y)
    return Crop(x, y, share, high)


def widths_of(crop: Crop, width: int) -> tuple[int, ...]:
    """Name the widths a picture of ``width`` pixels is made in: none is drawn larger than it is."""
    return tuple(one for one in WIDTHS if one <= max(round(crop.width * width), LEAST_WIDTH))


def height_of(width: int) -> int:
    """Return the height of a picture of this width."""
    return round(width * HIGH / WIDE)


def first_language(spoken: Sequence[str], written: Sequence[str]) -> str:
    """Choose in which language a house must say what is seen: its own first one, of those that pages are written in."""
    of_code = {code.partition("-")[0]: code for code in written}
    return next((of_code[code.partition("-")[0]] for code in spoken if code.partition("-")[0] in of_code), written[0])


def check_alts(alts: Mapping[str, str], *, first: str, written: Sequence[str]) -> dict[str, str]:
    """Return the words by language without empty ones. Refuses: AltMissing, AltTooLong, AltLanguageUnknown."""
    told = {language: " ".join(words.split()) for language, words in alts.items()}
    for language, words in told.items():
        if language not in written:
            raise AltLanguageUnknown(language=language, known=list(written))
        if len(words) > LONGEST_ALT or "\x00" in words:
            raise AltTooLong(language=language, most=LONGEST_ALT)
    if not told.get(first):
        raise AltMissing(language=first)
    return {language: words for language, words in told.items() if words}


def alt_for(alts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Choose the words in a language, else the English ones, else any; return them with the language they are in."""
    for one in (language, "en", *alts):
        if alts.get(one):
            return alts[one], one
    return "", language


def earlier(order: Sequence[int], one: int) -> list[int]:
    """Move one a place to the front; the first stays the first."""
    at = order.index(one)
    rest = [other for other in order if other != one]
    return [*rest[: max(at - 1, 0)], one, *rest[max(at - 1, 0) :]]


def later(order: Sequence[int], one: int) -> list[int]:
    """Move one a place to the back; the last stays the last."""
    return earlier(order[::-1], one)[::-1]
