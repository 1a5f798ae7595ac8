"""Pictures as people and attackers send them: read with limits, turned upright, stripped, and made for the pages."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.pictures_made import BLUE, RED, a_bomb, a_picture, a_telephones, an_animation, halves, written

from zaal.domain.pictures import Crop, Kind, largest_crop
from zaal.gateways import images
from zaal.gateways.images import (
    MOST_BYTES,
    PictureBroken,
    PictureFormatUnknown,
    PictureMoves,
    PictureTooLarge,
    PictureTooManyPixels,
)

WHOLE = largest_crop(1800, 1200)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def is_like(seen: object, meant: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 12 for one, other in zip(seen, meant, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_format_is_known_by_its_content_whatever_the_file_is_called(kind: str):
    found = images.examine(a_picture(kind=kind), filename="photo.gif")

    assert (found.format, found.width, found.height) == (kind.lower(), 1800, 1200)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_made_in_three_formats_of_the_size_asked_for(kind: str):
    made = images.make(a_picture(kind=kind), crop=WHOLE, width=960)

    assert [(one.kind, one.width, one.height) for one in made] == [(kind, 960, 640) for kind in Kind]
    for one in made:
        seen = opened(one.data)
        assert (seen.format or "").lower() == one.kind
        assert seen.size == (960, 640)
        assert is_like(seen.convert("RGB").getpixel((100, 300)), RED)
        assert is_like(seen.convert("RGB").getpixel((860, 300)), BLUE)


def test_the_part_that_was_chosen_is_cut_out():
    (made, *_) = images.make(a_picture(), crop=Crop(0.5, 0, 0.5, 0.5), width=480)

    assert is_like(opened(made.data).convert("RGB").getpixel((5, 160)), BLUE)


def test_a_picture_held_sideways_stands_upright_and_tells_nothing_of_who_took_it_where():
    data = a_telephones()
    found = images.examine(data, filename="IMG_1.jpg")
    made = [one.data for one in images.make(data, crop=largest_crop(1200, 1800), width=480)]
    whole = images.whole(data, filename="IMG_1.jpg")

    assert (found.width, found.height) == (1200, 1800)
    assert is_like(opened(whole).getpixel((100, 20)), RED)
    assert b"telephone" in data
    for one in (*made, whole):
        assert b"telephone" not in one
        assert not dict(opened(one).getexif())
        assert "exif" not in opened(one).info


def test_colours_of_other_kinds_come_out_as_the_web_shows_them():
    inks = written(halves(900, 600).convert("CMYK"), "JPEG")
    grey = written(Image.new("I;16", (900, 600), 65535 // 2), "PNG")
    few = written(halves(900, 600).convert("P", palette=Image.Palette.ADAPTIVE), "PNG")

    assert is_like(opened(images.whole(few, filename="")).getpixel((20, 300)), RED)
    assert is_like(opened(images.whole(inks, filename="")).getpixel((20, 300)), RED)
    assert is_like(opened(images.whole(grey, filename="")).getpixel((20, 300)), (127, 127, 127))


def test_a_profile_is_applied_and_a_broken_one_is_let_be():
    profiled = a_picture(icc_profile=b"not a profile at all")

    made = images.whole(profiled, filename="")

    assert is_like(opened(made).getpixel((100, 300)), RED)
    assert "icc_profile" not in opened(made).info


def test_what_can_be_seen_through_stands_on_white():
    clear = halves(900, 600).convert("RGBA")
    clear.putalpha(0)

    assert opened(images.whole(written(clear, "PNG"), filename="")).getpixel((20, 20)) == (255, 255, 255)


def test_too_many_bytes_or_pixels_are_refused_before_they_are_decoded():
    with pytest.raises(PictureTooLarge):
        images.examine(b"\xff\xd8" + b"\x00" * MOST_BYTES, filename="huge.jpg")
    with pytest.raises(PictureTooManyPixels):
        images.examine(a_bomb(), filename="bomb.png")
    with pytest.raises(PictureTooManyPixels):
        images.examine(written(Image.new("L", (10_000, 6_001)), "PNG"), filename="wide.png")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_that_ends_too_early_is_refused(kind: str):
    data = a_picture(kind=kind)

    with pytest.raises((PictureBroken, PictureFormatUnknown)):
        images.whole(data[: len(data) * 2 // 3], filename="half")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", ""),
        (b"MZ\x90\x00 a program", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (a_picture(600, 400, "GIF"), "GIF"),
        (a_picture(600, 400, "TIFF"), "TIFF"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_name(data: bytes, found: str):
    with pytest.raises(PictureFormatUnknown) as refused:
        images.examine(data, filename="photo.jpg")

    assert refused.value.facts["found"] == found


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind: str):
    with pytest.raises(PictureMoves):
        images.examine(an_animation(kind), filename="party")


def test_a_second_view_behind_a_telephones_picture_does_not_count_as_moving():
    data = written(halves(900, 600), "MPO", save_all=True, append_images=[halves(90, 60)])

    assert images.examine(data, filename="portrait.jpg").format == "jpeg"
