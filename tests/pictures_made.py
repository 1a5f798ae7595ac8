"""Pictures made for a test, of the kinds that hotels send and of those that are sent to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

RED, BLUE = (200, 30, 30), (30, 30, 200)


def a_picture(width: int = 1800, height: int = 1200, kind: str = "JPEG", **saved: Any) -> bytes:
    """Have a picture that is red at its left and blue at its right."""
    return written(halves(width, height), kind, **saved)


def halves(width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height), fill=RED)
    return image


def written(image: Image.Image, kind: str, **saved: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format=kind, **saved)
    return file.getvalue()


def a_telephones() -> bytes:
    """Have a JPEG held sideways (its left is up when seen upright) that tells where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A telephone of somebody"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 28.0)
    return a_picture(exif=exif)


def a_bomb() -> bytes:
    """Have a PNG of a few kilobytes that says it is 50,000 pixels wide and high."""
    told = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", told), (b"IDAT", zlib.compress(b"\x00" * 100_000)), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(data)) + name + data for name, data in parts]
    sums = [struct.pack(">I", zlib.crc32(name + data)) for name, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk + total for chunk, total in zip(chunks, sums, strict=True))


def an_animation(kind: str) -> bytes:
    frames = [Image.new("RGB", (600, 400), colour) for colour in (RED, BLUE)]
    return written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
