"""What a picture must be: the part that is shown, its sizes, the words beside it, and the order."""

from __future__ import annotations

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as some

from zaal.domain.pictures import (
    LONGEST_ALT,
    AltLanguageUnknown,
    AltMissing,
    AltTooLong,
    CropOutside,
    PictureTooSmall,
    alt_for,
    check_alts,
    check_size,
    crop_of,
    earlier,
    first_language,
    height_of,
    largest_crop,
    later,
    widths_of,
)

WRITTEN = ("en", "nl", "zh-hans")


@for_any(width=some.integers(480, 12_000), height=some.integers(320, 12_000))
def test_the_largest_part_is_three_wide_to_two_high_and_inside(width: int, height: int):
    left, top, right, bottom = largest_crop(width, height).pixels(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert abs((right - left) * 2 - (bottom - top) * 3) <= 5


def test_a_chosen_part_gets_its_height_from_its_width():
    crop = crop_of(0.25, 0.1, 0.5, width=3000, height=2000)

    assert crop.pixels(3000, 2000) == (750, 200, 2250, 1200)


@pytest.mark.parametrize("cut", [(0.6, 0.0, 0.5), (0.0, 0.6, 0.5), (-0.1, 0.0, 0.5), (0.0, 0.0, 0.0)])
def test_a_part_outside_the_picture_is_refused(cut: tuple[float, float, float]):
    with pytest.raises(CropOutside):
        crop_of(*cut, width=3000, height=2000)


def test_what_would_be_blurred_is_refused_whole_and_cut_out():
    with pytest.raises(PictureTooSmall):
        check_size(479, 1000)
    with pytest.raises(PictureTooSmall):
        crop_of(0, 0, 0.1, width=3000, height=2000)


def test_no_size_is_larger_than_the_part_it_is_made_of():
    assert widths_of(largest_crop(3000, 2000), 3000) == (480, 960, 1600)
    assert widths_of(largest_crop(1599, 1066), 1599) == (480, 960)
    assert widths_of(largest_crop(480, 320), 480) == (480,)
    assert [height_of(width) for width in (480, 960, 1600)] == [320, 640, 1067]


def test_words_are_needed_in_the_first_language_of_the_house():
    assert first_language(("fr", "zh", "nl"), WRITTEN) == "zh-hans"
    assert first_language((), WRITTEN) == "en"
    assert check_alts({"nl": " Zaal  met ramen ", "en": ""}, first="nl", written=WRITTEN) == {"nl": "Zaal met ramen"}

    with pytest.raises(AltMissing):
        check_alts({"en": "A room", "nl": " "}, first="nl", written=WRITTEN)
    with pytest.raises(AltTooLong):
        check_alts({"nl": "z" * (LONGEST_ALT + 1)}, first="nl", written=WRITTEN)
    with pytest.raises(AltLanguageUnknown):
        check_alts({"nl": "Zaal", "fr": "Salle"}, first="nl", written=WRITTEN)


def test_missing_words_are_said_in_english_or_else_as_they_are():
    assert alt_for({"nl": "Zaal", "en": "Room"}, "zh-hans") == ("Room", "en")
    assert alt_for({"nl": "Zaal"}, "en") == ("Zaal", "nl")


def test_moving_one_keeps_the_order_of_the_others():
    assert earlier([1, 2, 3], 3) == [1, 3, 2]
    assert later([1, 2, 3], 1) == [2, 1, 3]
    assert earlier([1, 2, 3], 1) == later([1, 2, 3], 3) == [1, 2, 3]
