"""Pictures in pages: what a page shows of a room, the files themselves, and the hotel's page to manage them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests import given
from tests.pictures_made import a_picture

from zaal.domain.layouts import Layout
from zaal.domain.pictures import Kind
from zaal.interfaces.web.pictures import shown
from zaal.queries import pictures as told
from zaal.records.identity.models import Person
from zaal.records.pictures.models import Picture
from zaal.usecases import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from zaal.domain.actors import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_at_now")]
ROOM = (given.DAMRAK, "beurszaal")
ADDRESS = f"/desk/{given.DAMRAK}/pictures"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def desk(client: Client) -> Actor:
    member = given.a_hotel_member()
    client.force_login(Person.objects.get(pk=member.person_id or 0))
    return member


def upload(client: Client, *files: bytes, space: str = "beurszaal") -> Any:
    sent = [SimpleUploadedFile(f"{number}.jpg", data) for number, data in enumerate(files)]
    return client.post(ADDRESS, {"pictures": sent, "space": space})


def a_small_one() -> bytes:
    return a_picture(960, 640)


def the_one() -> str:
    return Picture.objects.get().reference


def make(picture: str) -> None:
    while pictures.make_next(picture=picture, version=Picture.objects.get(reference=picture).version):
        pass


def a_shown_picture(actor: Actor, data: bytes | None = None, *, space: str | None = "beurszaal") -> str:
    about = {"actor": actor, "venue_slug": given.DAMRAK, "space_slug": space, "now": given.NOW}
    picture = pictures.add(**about, data=data or a_small_one(), filename="")
    pictures.describe(**about, picture=picture, alts={"nl": "Beurszaal met ramen"}, cut=None)
    make(picture)
    return picture


def page(client: Client, status: int = 200) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == status
    return answer.content.decode()


def of_room() -> shown.Shown:
    return shown.of_rooms([ROOM])[ROOM]


def test_a_room_without_pictures_is_shown_drawn():
    given.a_venue()

    found = shown.of_rooms([ROOM], layout=Layout.THEATRE, delegates=30)[ROOM]

    assert found.is_drawn
    assert found.src.startswith("/drawn/hotel-damrak/beurszaal.svg?layout=theatre&delegates=30")
    assert (found.width, found.height) == (1200, 800)
    assert " ".join(found.alt.split()) == "Drawing of the room Beurszaal, 160 m², from its measures"


def test_a_room_is_shown_by_its_own_picture_in_every_format(desk: Actor):
    a_shown_picture(desk)

    found = of_room()

    assert not found.is_drawn
    assert (found.width, found.height) == (960, 640)
    assert [source.type for source in found.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert [source.srcset.count("w,") + 1 for source in found.sources] == [2, 2, 2]
    assert (found.alt, found.language) == ("Beurszaal met ramen", "nl")


def test_words_in_another_language_are_marked_in_the_page(desk: Actor):
    a_shown_picture(desk)

    english = render_to_string("components/picture.html", {"picture": of_room()})
    with translation.override("nl"):
        dutch = render_to_string("components/picture.html", {"picture": of_room()})

    assert 'alt="Beurszaal met ramen" lang="nl" loading="lazy"' in english
    assert 'alt="Beurszaal met ramen" loading="lazy"' in dutch


def test_a_page_of_many_rooms_asks_as_little_as_one_of_one(desk: Actor):
    a_shown_picture(desk)
    rooms = [(given.DAMRAK, slug) for slug in ("beurszaal", "beurszaal-noord", "beurszaal-zuid", "kleine-zaal")]
    others = [given.a_venue(f"house-{number}") for number in range(7)]
    many = rooms + [(other, slug) for other in others for _, slug in rooms]

    counts = []
    for asked in (rooms[1:2], many[:30]):
        with CaptureQueriesContext(connection) as statements:
            found = shown.of_rooms(asked)
        counts.append((len(found), len(statements)))

    assert counts == [(1, 4), (30, 4)]


def test_the_gallery_of_a_house_is_its_own_or_drawn(desk: Actor):
    drawn = shown.gallery(given.DAMRAK)
    a_shown_picture(desk)

    assert [one.is_drawn for one in drawn] == [True] * 5
    assert [one.is_drawn for one in shown.gallery(given.DAMRAK)] == [False]


def test_a_file_may_be_kept_for_ever_and_is_gone_with_its_picture(client: Client, desk: Actor):
    picture = a_shown_picture(desk)
    address = of_room().sources[0].srcset.split(" ")[0]

    answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    pictures.remove(actor=desk, venue_slug=given.DAMRAK, picture=picture, now=given.NOW)

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/avif", "nosniff")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content[4:12] == b"ftypavif"
    assert again.status_code == 304
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["0" * 64 + ".avif", "0" * 64 + ".exe", "../secret-key", "0" * 63 + ".avif"])
def test_no_other_file_is_given_out(client: Client, desk: Actor, name: str):
    a_shown_picture(desk)

    assert client.get(f"/pictures/{name}").status_code == 404


def test_the_original_is_never_given_out(client: Client, desk: Actor):
    a_shown_picture(desk)
    row = Picture.objects.get()

    for kind in Kind:
        assert client.get(reverse("picture", args=[row.sha256, kind.value])).status_code == 404


def test_several_files_are_uploaded_and_each_is_taken_or_refused_by_itself(client: Client, desk: Actor):
    answer = upload(client, a_small_one(), b"GIF89a", a_picture(900, 600))
    text = answer.content.decode()

    assert answer.status_code == 422
    assert Picture.objects.count() == 2
    assert "“1.jpg” is not a picture that can be read here." in text
    assert "2 pictures are uploaded." in text


def test_uploading_leads_back_to_the_page_where_they_wait_for_words(client: Client, desk: Actor):
    answer = upload(client, a_small_one())
    text = page(client)

    assert answer["Location"] == ADDRESS
    assert "0 of 6 sizes made" in text
    assert '<details class="pictures-describe" open>' in text


def test_nothing_chosen_is_said_at_the_field(client: Client, desk: Actor):
    answer = upload(client)

    assert answer.status_code == 422
    assert 'id="id_pictures_error"' in answer.content.decode()


def test_a_picture_is_described_cut_and_given_to_a_room(client: Client, desk: Actor):
    upload(client, a_picture(), space="")
    told_of_it = {"space": "beurszaal", "left": "10", "top": "5.5", "width": "60", "alt_nl": "Zaal", "alt_en": "Room"}

    answer = client.post(f"{ADDRESS}/{the_one()}", told_of_it)

    row = Picture.objects.get()
    assert answer["Location"] == f"{ADDRESS}#picture-{row.reference}"
    assert row.space is not None
    assert (row.space.slug, row.alts, row.version) == ("beurszaal", {"nl": "Zaal", "en": "Room"}, 2)
    assert (row.crop_x, row.crop_y, row.crop_width, round(row.crop_height, 3)) == (0.1, 0.055, 0.6, 0.6)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"alt_nl": ""}, "alt_nl"), ({"left": "50"}, "width"), ({"width": "10"}, "width"), ({"space": "keuken"}, "space")],
)
def test_what_is_refused_is_said_at_its_field_with_the_input_kept(
    client: Client, desk: Actor, changes: dict[str, str], field: str
):
    upload(client, a_picture(), space="")
    told_of_it = {"space": "", "left": "0", "top": "0", "width": "100", "alt_nl": "Zaal", "alt_en": "My words"}

    answer = client.post(f"{ADDRESS}/{the_one()}", {**told_of_it, **changes})

    assert answer.status_code == 422
    assert f'id="id_{the_one()}_{field}_error"' in answer.content.decode()
    assert "My words" in answer.content.decode()
    assert Picture.objects.get().alts == {}


def test_pictures_change_places_go_and_come_back(client: Client, desk: Actor):
    first, second = a_shown_picture(desk), a_shown_picture(desk, a_picture(900, 600))

    client.post(f"{ADDRESS}/{second}/up")
    order = [one.reference for one in told.gallery(given.DAMRAK)]
    client.post(f"{ADDRESS}/{first}/removal")
    gone = page(client)
    client.post(f"{ADDRESS}/{first}/return")

    assert order == [second, first]
    assert "It can be brought back until 8 Mar 2027." in gone
    assert [one.reference for one in told.gallery(given.DAMRAK)] == [second, first]


def test_progress_is_asked_for_until_all_is_made(client: Client, desk: Actor):
    upload(client, a_small_one())
    picture = the_one()

    pictures.make_next(picture=picture, version=1)
    half = client.get(f"{ADDRESS}/{picture}/progress").content.decode()
    make(picture)
    whole = client.get(f"{ADDRESS}/{picture}/progress").content.decode()

    assert "3 of 6 sizes made" in half
    assert "every 2s" in half
    assert "every 2s" not in whole
    assert "not shown yet" in whole


def test_a_failure_says_why_and_offers_to_try_again(client: Client, desk: Actor):
    upload(client, a_small_one())
    Picture.objects.update(failure="picture_file_missing")

    text = page(client)
    answer = client.post(f"{ADDRESS}/{the_one()}/again")

    assert "The file of this picture is not on the server any more." in text
    assert answer.status_code == 302
    assert Picture.objects.get().failure == ""


def test_forms_typed_in_outlive_a_change_of_order(client: Client, desk: Actor):
    a_shown_picture(desk)

    swapped = client.get(ADDRESS, headers={"HX-Request": "true", "HX-Target": "pictures"}).content.decode()

    assert "hx-preserve" in swapped
    assert "hx-preserve" not in page(client)


def test_another_hotels_people_find_nothing(client: Client, desk: Actor):
    picture = a_shown_picture(desk)
    stranger = given.a_hotel_member(given.MARINA)
    client.force_login(Person.objects.get(pk=stranger.person_id or 0))

    answers: list[HttpResponse] = [
        client.get(ADDRESS),
        upload(client, a_picture(900, 600)),
        client.post(f"{ADDRESS}/{picture}", {}),
        client.post(f"{ADDRESS}/{picture}/removal"),
        client.post(f"{ADDRESS}/{picture}/again"),
        client.get(f"{ADDRESS}/{picture}/progress"),
        client.get(f"{ADDRESS}/{picture}/whole.jpeg"),
        client.get(f"/desk/{given.MARINA}/pictures/{picture}/whole.jpeg"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 8
    assert of_room().alt == "Beurszaal met ramen"


def test_a_guest_is_asked_to_sign_in(client: Client):
    given.a_venue()

    assert client.get(ADDRESS)["Location"].startswith("/accounts/login/")


def test_the_uncut_picture_is_for_its_own_people(client: Client, desk: Actor):
    picture = a_shown_picture(desk)

    answer = client.get(f"{ADDRESS}/{picture}/whole.jpeg")

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, max-age=86400")


def test_the_diary_leads_to_the_pictures(client: Client, desk: Actor):
    assert ADDRESS in client.get("/desk/").content.decode()
