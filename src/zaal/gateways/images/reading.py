"""Reading a picture somebody sent, which may be anything: what it is, and its pixels, upright and in sRGB."""

from __future__ import annotations

import io
import struct
import threading
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 60_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP", "AVIF")
# What phones and programs also save, told by its first bytes, so that the refusal can name it.
SIGNATURES: Final = (
    (0, b"GIF8", "GIF"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"%PDF", "PDF"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "SVG"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
)
_ORIENTATION: Final = 0x0112
_LYING: Final = frozenset({5, 6, 7, 8})
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error, MemoryError, OverflowError)
# One large picture takes some 250 MB while it is read: a process reads one at a time, the others wait.
_ONE_AT_A_TIME = threading.Lock()


class PictureTooLarge(Invalid):
    """A file of more bytes than ``limit_bytes``."""

    code = "picture_too_large"


class PictureTooManyPixels(Invalid):
    """More pixels than ``limit``: nobody's camera, or a file made to fill a server's memory."""

    code = "picture_too_many_pixels"


class PictureFormatUnknown(Invalid):
    """No JPEG, PNG, WebP or AVIF; ``found`` names what it is where that can be told, else is empty."""

    code = "picture_format_unknown"


class PictureBroken(Invalid):
    """The file ends too early or is damaged."""

    code = "picture_broken"


class PictureMoves(Invalid):
    """An animation; a page with rooms stands still."""

    code = "picture_moves"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is by its content, whatever its name says: ``width`` and ``height`` are upright."""

    format: str
    width: int
    height: int


def examine(data: bytes, *, filename: str) -> Examined:
    """Tell what a picture is without decoding its pixels.

    Refuses: PictureTooLarge, PictureFormatUnknown, PictureTooManyPixels, PictureMoves, PictureBroken.
    """
    with opened(data, filename=filename) as image:
        width, height = upright_size(image)
        return Examined("jpeg" if image.format == "MPO" else str(image.format).lower(), width, height)


@contextmanager
def opened(data: bytes, *, filename: str) -> Iterator[Image.Image]:
    """Open a picture, its header read and judged; one at a time in a process. Refuses: as ``examine``."""
    if len(data) > MOST_BYTES:
        raise PictureTooLarge(filename=filename, bytes=len(data), limit_bytes=MOST_BYTES)
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # Pillow warns of large pictures before we can count their pixels: the count below decides.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError as error:
            raise PictureFormatUnknown(filename=filename, found=_told_by_first_bytes(data)) from error
        except Image.DecompressionBombError as error:
            raise PictureTooManyPixels(filename=filename, limit=MOST_PIXELS) from error
        except _UNREADABLE as error:
            raise PictureBroken(filename=filename) from error
        with image:
            _judge(image, filename)
            yield image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height as the picture is seen: cameras tell how they were held instead of turning it."""
    return (image.height, image.width) if _orientation(image) in _LYING else image.size


def upright(image: Image.Image, *, filename: str, at_least: tuple[int, int]) -> Image.Image:
    """Decode a picture into plain sRGB pixels, upright, on white where it was see-through, and nothing besides.

    A JPEG is decoded at a half, a quarter or an eighth where that is ``at_least`` so large (upright).
    Refuses: PictureBroken.
    """
    lying = _orientation(image) in _LYING
    image.draft(image.mode, at_least[::-1] if lying else at_least)
    try:
        image.load()
        turned = ImageOps.exif_transpose(image)
        return _plain(turned)
    except _UNREADABLE as error:
        raise PictureBroken(filename=filename) from error


def _judge(image: Image.Image, filename: str) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureTooManyPixels(filename=filename, width=image.width, height=image.height, limit=MOST_PIXELS)
    # Phones put a second view or a depth map behind a JPEG (MPO): the first is the picture.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise PictureMoves(filename=filename)


def _orientation(image: Image.Image) -> int:
    try:
        told = image.getexif().get(_ORIENTATION, 1)
    except _UNREADABLE:
        return 1
    return told if isinstance(told, int) else 1


def _plain(image: Image.Image) -> Image.Image:
    """Bring any mode to RGB in a new picture, which carries no metadata along."""
    profile = image.info.get("icc_profile")
    has_holes = image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info
    if has_holes:
        image = image.convert("RGBA")
    elif image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    seen = _in_srgb(image.convert("RGB") if has_holes or image.mode not in {"CMYK", "L"} else image, profile)
    clean = Image.new("RGB", image.size, "white")
    clean.paste(seen, mask=image.getchannel("A") if has_holes else None)
    return clean


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from the colours the file says it is in; a profile that is broken, or of another kind, is let be."""
    if profile:
        mode: Literal["RGB"] = "RGB"
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, *_UNREADABLE):
            return image.convert("RGB")
        return converted if converted is not None else image.convert("RGB")
    return image.convert("RGB")


def _told_by_first_bytes(data: bytes) -> str:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n") if data[:1] in b"\xef<\r\n\t " else data[:64]
    return next((name for at, mark, name in SIGNATURES if start[at : at + len(mark)] == mark), "")
