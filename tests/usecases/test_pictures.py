"""Pictures of a house: uploaded, described and cut, made, ordered, taken away and brought back, by whom it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import given
from tests.pictures_made import a_picture

from zaal.domain import pictures as rules
from zaal.domain.actors import GUEST
from zaal.domain.permissions import SignInNeeded
from zaal.domain.pictures import AltMissing, PictureThere, PictureTooSmall, PictureUnknown, TooManyPictures
from zaal.gateways.images import PictureBroken, kept
from zaal.queries import pictures as told
from zaal.queries.venues import VenueUnknown
from zaal.records.pictures.models import Picture, Rendition
from zaal.usecases import pictures
from zaal.usecases.venues import SpaceUnknown

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    from zaal.domain.actors import Actor

pytestmark = pytest.mark.django_db
ROOM = (given.DAMRAK, "beurszaal")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "pictures"


@pytest.fixture
def member() -> Actor:
    return given.a_hotel_member()


def a_small_one() -> bytes:
    return a_picture(960, 640)


def upload(actor: Actor, data: bytes | None = None, *, space: str | None = "beurszaal") -> str:
    return pictures.add(
        actor=actor,
        venue_slug=given.DAMRAK,
        space_slug=space,
        data=data or a_small_one(),
        filename="zaal.jpg",
        now=given.NOW,
    )


def describe(
    actor: Actor, picture: str, *, space: str | None = "beurszaal", cut: tuple[float, float, float] | None = None
) -> None:
    pictures.describe(
        actor=actor,
        venue_slug=given.DAMRAK,
        picture=picture,
        space_slug=space,
        alts={"nl": "Beurszaal in theateropstelling", "en": ""},
        cut=cut,
        now=given.NOW,
    )


def make(picture: str, version: int = 1) -> None:
    while pictures.make_next(picture=picture, version=version):
        pass


def a_shown_picture(actor: Actor, data: bytes | None = None, *, space: str | None = "beurszaal") -> str:
    picture = upload(actor, data, space=space)
    describe(actor, picture, space=space)
    make(picture)
    return picture


def lead(room: tuple[str, str] = ROOM) -> str | None:
    found = told.of_rooms([room])[room].picture
    return found.reference if found else None


def jobs() -> list[dict[str, object]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="make_picture").order_by("pk")]


def test_a_picture_is_shown_once_it_is_described_and_made(member: Actor):
    picture = upload(member, a_picture())
    before = lead()
    make(picture)
    made = lead()
    describe(member, picture)

    assert (before, made, lead()) == (None, None, picture)
    shown = told.of_rooms([ROOM])[ROOM].picture
    assert shown is not None
    assert shown.alts == {"nl": "Beurszaal in theateropstelling"}
    assert {(one.kind.value, one.width) for one in shown.made} == {
        (kind, width) for kind in ("avif", "webp", "jpeg") for width in (480, 960, 1600)
    }
    assert jobs() == [{"picture": picture, "version": 1}]


def test_the_same_file_twice_is_recognised(member: Actor):
    picture = upload(member)

    with pytest.raises(PictureThere) as refused:
        upload(member)

    assert refused.value.facts["picture"] == picture


def test_another_house_may_show_the_same_file(member: Actor):
    upload(member)

    other = pictures.add(
        actor=given.a_hotel_member(given.MARINA),
        venue_slug=given.MARINA,
        space_slug=None,
        data=a_small_one(),
        filename="",
        now=given.NOW,
    )

    assert Picture.objects.get(reference=other).venue.slug == given.MARINA


def test_pictures_of_another_house_do_not_exist(member: Actor):
    picture = a_shown_picture(member)
    stranger = given.a_hotel_member(given.MARINA)
    about = {"actor": stranger, "venue_slug": given.DAMRAK, "picture": picture}

    for act in (pictures.move_up, pictures.move_down, pictures.remove, pictures.bring_back):
        with pytest.raises(VenueUnknown):
            act(**about, now=given.NOW)
    with pytest.raises(VenueUnknown):
        pictures.try_again(**about)
    with pytest.raises(VenueUnknown):
        upload(stranger, a_picture(900, 600))
    with pytest.raises(VenueUnknown):
        describe(stranger, picture)
    with pytest.raises(VenueUnknown):
        told.of_desk(given.DAMRAK, actor=stranger)
    with pytest.raises(VenueUnknown):
        told.whole(given.DAMRAK, picture, actor=stranger)
    assert lead() == picture


def test_a_picture_cannot_be_reached_through_another_house_of_ones_own(member: Actor):
    picture = a_shown_picture(member)
    stranger = given.a_hotel_member(given.MARINA)

    with pytest.raises(PictureUnknown):
        pictures.remove(actor=stranger, venue_slug=given.MARINA, picture=picture, now=given.NOW)


def test_guests_are_asked_to_sign_in_and_bookers_find_nothing(member: Actor):
    upload(member)

    with pytest.raises(SignInNeeded):
        told.of_desk(given.DAMRAK, actor=GUEST)
    with pytest.raises(VenueUnknown):
        upload(given.a_booker(), a_picture(900, 600))


def test_what_cannot_be_taken_in_leaves_nothing_behind(member: Actor, folder: Path):
    with pytest.raises(PictureTooSmall):
        upload(member, a_picture(400, 300))
    with pytest.raises(PictureBroken):
        upload(member, a_picture()[:5000])
    with pytest.raises(SpaceUnknown):
        upload(member, space="keuken")

    assert not Picture.objects.exists()
    assert not jobs()


def test_a_house_with_many_pictures_takes_no_more(member: Actor, monkeypatch: pytest.MonkeyPatch):
    upload(member)
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)

    with pytest.raises(TooManyPictures):
        upload(member, a_picture(900, 600))


def test_words_in_the_first_language_of_the_house_are_needed(member: Actor):
    picture = upload(member)

    with pytest.raises(AltMissing):
        pictures.describe(
            actor=member,
            venue_slug=given.DAMRAK,
            picture=picture,
            space_slug=None,
            alts={"en": "A room"},
            cut=None,
            now=given.NOW,
        )


def test_the_part_before_is_shown_until_the_new_one_is_made(member: Actor):
    picture = a_shown_picture(member)
    before = told.of_rooms([ROOM])[ROOM].picture

    describe(member, picture, cut=(0.5, 0, 0.5))
    meanwhile = told.of_rooms([ROOM])[ROOM].picture
    make(picture, version=2)
    after = told.of_rooms([ROOM])[ROOM].picture

    assert before == meanwhile != after
    assert after is not None
    assert {one.width for one in after.made} == {480}
    assert set(Rendition.objects.values_list("version", flat=True)) == {2}


def test_the_same_part_again_is_not_made_again(member: Actor):
    picture = a_shown_picture(member)

    describe(member, picture, cut=(0.0, 0.0, 1.0))

    assert len(jobs()) == 1


def test_making_twice_and_making_an_old_part_change_nothing(member: Actor):
    picture = a_shown_picture(member)
    before = list(Rendition.objects.values_list("pk", "digest"))

    make(picture)
    make(picture, version=7)

    assert list(Rendition.objects.values_list("pk", "digest")) == before


def test_making_can_go_on_where_it_stopped(member: Actor):
    picture = upload(member)
    describe(member, picture)

    assert pictures.make_next(picture=picture, version=1)
    (half,) = told.of_desk(given.DAMRAK, actor=member).pictures
    make(picture)
    (whole,) = told.of_desk(given.DAMRAK, actor=member).pictures

    assert (half.made, half.to_make, half.is_shown) == (3, 6, False)
    assert (whole.made, whole.to_make, whole.is_shown) == (6, 6, True)


def test_what_could_not_be_made_says_why_and_can_be_tried_again(member: Actor):
    picture = upload(member)
    describe(member, picture)
    row = Picture.objects.get(reference=picture)
    kept.forget(row.sha256)

    make(picture)
    (failed,) = told.of_desk(given.DAMRAK, actor=member).pictures
    kept.keep_original(a_small_one(), suffix="jpeg")
    pictures.try_again(actor=member, venue_slug=given.DAMRAK, picture=picture)
    make(picture)

    assert failed.failure == "picture_file_missing"
    assert len(jobs()) == 2
    assert lead() == picture


def test_pictures_of_a_room_change_places_and_others_stay(member: Actor):
    first, second = a_shown_picture(member), a_shown_picture(member, a_picture(900, 600))
    house = a_shown_picture(member, a_picture(720, 480), space=None)

    pictures.move_up(actor=member, venue_slug=given.DAMRAK, picture=second, now=given.NOW)
    moved = [one.reference for one in told.gallery(given.DAMRAK)]
    pictures.move_down(actor=member, venue_slug=given.DAMRAK, picture=second, now=given.NOW)
    pictures.move_down(actor=member, venue_slug=given.DAMRAK, picture=second, now=given.NOW)

    assert moved == [house, second, first]
    assert [one.reference for one in told.gallery(given.DAMRAK)] == [house, first, second]


def test_a_picture_taken_away_is_gone_at_once_and_comes_back_as_it_was(member: Actor):
    picture = a_shown_picture(member)
    digest = Rendition.objects.filter(kind="avif").values_list("digest", flat=True)[0]
    about = {"actor": member, "venue_slug": given.DAMRAK, "picture": picture, "now": given.NOW}

    pictures.remove(**about)
    pictures.remove(**about)
    gone = lead(), told.is_open(digest, rules.Kind.AVIF)
    with pytest.raises(PictureUnknown):
        describe(member, picture)
    pictures.bring_back(**about)
    pictures.bring_back(**about)

    assert gone == (None, False)
    assert lead() == picture
    assert told.is_open(digest, rules.Kind.AVIF)


def test_sending_a_file_again_that_was_taken_away_brings_it_back(member: Actor):
    picture = a_shown_picture(member)
    pictures.remove(actor=member, venue_slug=given.DAMRAK, picture=picture, now=given.NOW)

    again = upload(member)

    assert again == picture == lead()


def test_files_go_when_nobody_can_bring_their_picture_back_any_more(member: Actor, folder: Path):
    kept_one = a_shown_picture(member)
    gone = a_shown_picture(member, a_picture(900, 600))
    pictures.remove(actor=member, venue_slug=given.DAMRAK, picture=gone, now=given.NOW)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    too_early = pictures.clear_away(removed_before=given.NOW, written_before=tomorrow)
    too_young = pictures.clear_away(
        removed_before=given.NOW + timedelta(days=1), written_before=datetime.now(UTC) - timedelta(days=1)
    )
    forgotten = pictures.clear_away(removed_before=given.NOW + timedelta(days=1), written_before=tomorrow)

    assert (too_early, too_young, forgotten) == (0, 0, 5)
    # The original, the uncut one, and six sizes of which one is the same as the uncut one.
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 7
    assert lead() == kept_one


def test_originals_are_named_by_their_content(member: Actor, folder: Path):
    pictures.add(
        actor=member,
        venue_slug=given.DAMRAK,
        space_slug=None,
        data=a_small_one(),
        filename="../../etc/passwd\x00.jpg",
        now=given.NOW,
    )

    (original,) = folder.glob("originals/*/*")
    assert original.stem == Picture.objects.get().sha256


def test_the_house_leads_with_a_picture_of_itself_else_with_one_of_a_room(member: Actor):
    a_shown_picture(member)
    of_room = told.of_houses([given.DAMRAK])[given.DAMRAK].picture
    house = a_shown_picture(member, a_picture(900, 600), space=None)
    of_house = told.of_houses([given.DAMRAK])[given.DAMRAK].picture

    assert of_room is not None
    assert of_house is not None
    assert (of_room.space, of_house.reference) == ("beurszaal", house)


def test_one_and_many_rooms_are_read_with_one_statement(member: Actor):
    a_shown_picture(member)
    a_shown_picture(member, a_picture(900, 600), space="kleine-zaal")
    rooms = [(given.DAMRAK, slug) for slug in ("beurszaal", "beurszaal-noord", "beurszaal-zuid", "kleine-zaal")]
    others = [given.a_venue(f"house-{number}") for number in range(8)]
    many = rooms + [(other, slug) for other in others for _, slug in rooms]

    counts = []
    for asked in (rooms[:1], many):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            found = told.of_rooms(asked)
        counts.append((len(found), len(statements)))

    assert counts == [(1, 1), (36, 1)]
