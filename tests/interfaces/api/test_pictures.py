"""A hotel's pictures over the API: listed for all, taken away by its own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import given
from tests.interfaces.api.conftest import ROOT, Program, a_program_of
from tests.pictures_made import a_picture

from zaal.domain.actors import Scope
from zaal.usecases import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

PICTURES = f"venues/{given.DAMRAK}/pictures"


@pytest.fixture
def picture(db: None, tmp_path: Path, settings: SettingsWrapper) -> str:
    """Have a picture of the Beurszaal on the pages."""
    settings.DATA_DIR = tmp_path
    about = {"actor": given.a_hotel_member(), "venue_slug": given.DAMRAK, "space_slug": "beurszaal", "now": given.NOW}
    made = pictures.add(**about, data=a_picture(600, 400), filename="")
    pictures.describe(**about, picture=made, alts={"nl": "Zaal"}, cut=None)
    while pictures.make_next(picture=made, version=1):
        pass
    return made


def take_away(program: Program, picture: str) -> int:
    return int(program.client.delete(f"{ROOT}{PICTURES}/{picture}").status_code)


def test_pictures_are_listed_with_where_each_size_is(guest: Program, picture: str):
    (told,) = guest.get(PICTURES).json()["pictures"]

    assert (told["reference"], told["space"], told["alt"]) == (picture, "beurszaal", {"nl": "Zaal"})
    assert {(one["format"], one["width"], one["height"]) for one in told["sizes"]} == {
        ("avif", 480, 320),
        ("webp", 480, 320),
        ("jpeg", 480, 320),
    }
    assert all(guest.client.get(one["path"]).status_code == 200 for one in told["sizes"])


def test_a_house_that_is_not_there_has_no_list(guest: Program):
    assert guest.get("venues/nowhere/pictures").status_code == 404


def test_only_the_hotels_own_people_take_a_picture_away(guest: Program, picture: str):
    member = given.a_hotel_member()

    answers = [
        take_away(guest, picture),
        take_away(a_program_of(given.a_hotel_member(given.MARINA)), picture),
        take_away(a_program_of(member, Scope.READ), picture),
        take_away(a_program_of(member), "nothing"),
        take_away(a_program_of(member), picture),
    ]

    assert answers == [401, 404, 403, 404, 204]
    assert guest.get(PICTURES).json() == {"pictures": []}
